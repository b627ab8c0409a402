//! The words of letters, version by version, and with which versions each letter is made.

use super::AnyConn;
use super::schema::{accounts, applications, letter_versions, letters_made};
use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;
use portal::letters::Texts;
use std::collections::HashMap;

/// In the place of an office: the portal's words for all of them.
pub const PORTAL: i32 = 0;

/// A row of `letter_versions`: only added.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = letter_versions, treat_none_as_default_value = false)]
pub struct VersionRow {
    pub id: String,
    /// Code of the office, or [`PORTAL`].
    pub office: i32,
    /// Code of a kind of letters.
    pub kind: String,
    /// The procedure's slug; empty for all.
    pub procedure: String,
    /// 1 for the first, then counted up.
    pub number: i32,
    /// [`Texts`] as JSON.
    pub texts: String,
    /// In the words of whoever made it.
    pub why: String,
    /// The number of the version whose words it brings back.
    pub puts_back: Option<i32>,
    pub made_by: String,
    pub made_at: NaiveDateTime,
}

impl VersionRow {
    pub fn texts(&self) -> Texts {
        serde_json::from_str(&self.texts).unwrap_or_default()
    }
}

/// A version with the name of whoever made it.
pub type Told = (VersionRow, String);

pub fn add(conn: &mut AnyConn, row: &VersionRow) -> QueryResult<()> {
    diesel::insert_into(letter_versions::table).values(row.clone()).execute(conn).map(drop)
}

/// The latest version of one template.
pub fn latest(conn: &mut AnyConn, office: i32, kind: &str, procedure: &str) -> QueryResult<Option<VersionRow>> {
    letter_versions::table
        .filter(letter_versions::office.eq(office))
        .filter(letter_versions::kind.eq(kind))
        .filter(letter_versions::procedure.eq(procedure))
        .order(letter_versions::number.desc())
        .select(VersionRow::as_select())
        .first(conn)
        .optional()
}

/// What holds for a letter, the most particular first: the office's words for the procedure, its words for all, the
/// portal's for the procedure, the portal's for all.
pub fn holding(conn: &mut AnyConn, office: i32, kind: &str, procedure: &str) -> QueryResult<Vec<VersionRow>> {
    // Ascending, so that an index is read forwards; of each template the last row is the latest.
    let rows: Vec<VersionRow> = letter_versions::table
        .filter(letter_versions::office.eq_any([office, PORTAL]))
        .filter(letter_versions::kind.eq(kind))
        .filter(letter_versions::procedure.eq_any([procedure, ""]))
        .order(letter_versions::number)
        .select(VersionRow::as_select())
        .load(conn)?;
    let mut keys = vec![(office, procedure), (office, ""), (PORTAL, procedure), (PORTAL, "")];
    keys.dedup();
    let last = |(office, procedure): (i32, &str)| {
        rows.iter().rfind(|row| row.office == office && row.procedure == procedure).cloned()
    };
    let mut found: Vec<VersionRow> = keys.into_iter().filter_map(last).collect();
    // The portal's own preview asks for the portal twice.
    let mut seen = std::collections::HashSet::new();
    found.retain(|row| seen.insert(row.id.clone()));
    Ok(found)
}

/// The versions of one template, the newest first, at most two hundred.
pub fn of_template(conn: &mut AnyConn, office: i32, kind: &str, procedure: &str) -> QueryResult<Vec<Told>> {
    letter_versions::table
        .inner_join(accounts::table.on(accounts::id.eq(letter_versions::made_by)))
        .filter(letter_versions::office.eq(office))
        .filter(letter_versions::kind.eq(kind))
        .filter(letter_versions::procedure.eq(procedure))
        .order(letter_versions::number.desc())
        .limit(200)
        .select((VersionRow::as_select(), accounts::name))
        .load(conn)
}

/// One version.
pub fn find(
    conn: &mut AnyConn,
    (office, kind, procedure): (i32, &str, &str),
    number: i32,
) -> QueryResult<Option<Told>> {
    letter_versions::table
        .inner_join(accounts::table.on(accounts::id.eq(letter_versions::made_by)))
        .filter(letter_versions::office.eq(office))
        .filter(letter_versions::kind.eq(kind))
        .filter(letter_versions::procedure.eq(procedure))
        .filter(letter_versions::number.eq(number))
        .select((VersionRow::as_select(), accounts::name))
        .first(conn)
        .optional()
}

/// The latest version of each template of an office and of the portal.
pub fn heads(conn: &mut AnyConn, office: i32) -> QueryResult<Vec<Told>> {
    let rows: Vec<Told> = letter_versions::table
        .inner_join(accounts::table.on(accounts::id.eq(letter_versions::made_by)))
        .filter(letter_versions::office.eq_any([office, PORTAL]))
        .order(letter_versions::number)
        .select((VersionRow::as_select(), accounts::name))
        .load(conn)?;
    let mut heads: HashMap<(i32, String, String), Told> = HashMap::new();
    for told in rows {
        heads.insert((told.0.office, told.0.kind.clone(), told.0.procedure.clone()), told);
    }
    Ok(heads.into_values().collect())
}

/// How many letters were made with each of some versions.
pub fn letters(conn: &mut AnyConn, versions: &[String]) -> QueryResult<HashMap<String, i64>> {
    let rows: Vec<(String, i64)> = letters_made::table
        .filter(letters_made::version_id.eq_any(versions.to_vec()))
        .group_by(letters_made::version_id)
        .select((letters_made::version_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Keeps with which versions a letter is made.
pub fn fix(conn: &mut AnyConn, document: &str, versions: &[VersionRow]) -> QueryResult<()> {
    for (place, version) in (0..).zip(versions) {
        diesel::insert_into(letters_made::table)
            .values((
                letters_made::document_id.eq(document),
                letters_made::place.eq(place),
                letters_made::version_id.eq(&version.id),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// With which versions a letter is made, the most particular first.
pub fn of_letter(conn: &mut AnyConn, document: &str) -> QueryResult<Vec<VersionRow>> {
    letter_versions::table
        .inner_join(letters_made::table.on(letters_made::version_id.eq(letter_versions::id)))
        .filter(letters_made::document_id.eq(document))
        .order(letters_made::place)
        .select(VersionRow::as_select())
        .load(conn)
}

/// Cases that are looked through for the newest letter.
const LOOKED_AT: i64 = 200;

/// Id and procedure of the latest cases of an office that ended in a status, the newest first.
pub fn latest_decided(conn: &mut AnyConn, office: i32, status: &str) -> QueryResult<Vec<(String, String)>> {
    let rows: Vec<(String, String, String)> = applications::table
        .filter(applications::office.eq(office))
        .filter(applications::decided_at.is_not_null())
        .order((applications::decided_at.desc(), applications::id.desc()))
        .limit(LOOKED_AT)
        .select((applications::id, applications::procedure, applications::status))
        .load(conn)?;
    Ok(rows.into_iter().filter(|(_, _, of)| of == status).map(|(id, procedure, _)| (id, procedure)).collect())
}

/// Id and procedure of cases of an office that stand in a status, the newest first.
pub fn latest_standing(conn: &mut AnyConn, office: i32, status: &str) -> QueryResult<Vec<(String, String)>> {
    let mut rows: Vec<(String, String)> = applications::table
        .filter(applications::office.eq(office))
        .filter(applications::status.eq(status))
        .limit(LOOKED_AT)
        .select((applications::id, applications::procedure))
        .load(conn)?;
    rows.sort_unstable_by(|one, other| other.0.cmp(&one.0));
    Ok(rows)
}
