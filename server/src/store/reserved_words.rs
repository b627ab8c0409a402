//! Words that a legal entity's name may not have, or only by a permission: dated, each with its act.

use super::AnyConn;
use super::schema::reserved_words;
use chrono::NaiveDate;
use diesel::prelude::*;
use portal::procedures::ReservedWord;

/// A row of `reserved_words`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, serde::Deserialize)]
#[diesel(table_name = reserved_words, treat_none_as_default_value = false)]
pub struct ReservedWordRow {
    /// Folded; a star at the end stands for any ending.
    pub word: String,
    pub valid_from: NaiveDate,
    /// The first day on which it is free again.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    pub forbidden: bool,
    /// The act, in Russian.
    pub act: String,
    /// Whether it was checked against the act in force.
    pub verified: bool,
}

/// The words that are reserved on a day.
pub fn on(conn: &mut AnyConn, day: NaiveDate) -> QueryResult<Vec<ReservedWord>> {
    let rows: Vec<(String, Option<NaiveDate>, bool, String)> = reserved_words::table
        .filter(reserved_words::valid_from.le(day))
        .order((reserved_words::word, reserved_words::valid_from))
        .select((reserved_words::word, reserved_words::valid_to, reserved_words::forbidden, reserved_words::act))
        .load(conn)?;
    let in_force = rows.into_iter().filter(|(_, until, ..)| until.is_none_or(|until| day < until));
    Ok(in_force.map(|(word, _, forbidden, act)| ReservedWord { word, forbidden, act }).collect())
}

/// Adds the words that are not there yet; corrected ones are left as they are.
pub fn add_missing(conn: &mut AnyConn, rows: Vec<ReservedWordRow>) -> QueryResult<()> {
    let known: Vec<(String, NaiveDate)> =
        reserved_words::table.select((reserved_words::word, reserved_words::valid_from)).load(conn)?;
    for row in rows {
        if !known.iter().any(|(word, from)| *word == row.word && *from == row.valid_from) {
            diesel::insert_into(reserved_words::table).values(row).execute(conn)?;
        }
    }
    Ok(())
}
