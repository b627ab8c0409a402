//! What is counted of all offices of a region at once: each figure is one query, however many offices there are.

use super::AnyConn;
use super::accounts::Role;
use super::inbox::Bands;
use super::schema::accounts;
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer};
use std::collections::HashMap;

/// The open cases of an office.
#[derive(Clone, Copy, Debug, Default, QueryableByName)]
pub struct Open {
    #[diesel(sql_type = Integer)]
    pub office: i32,
    #[diesel(sql_type = BigInt)]
    pub open: i64,
    #[diesel(sql_type = BigInt)]
    pub overdue: i64,
    #[diesel(sql_type = BigInt)]
    pub soon: i64,
    /// Nobody has them.
    #[diesel(sql_type = BigInt)]
    pub free: i64,
}

pub fn open(conn: &mut AnyConn, offices: &[i32], bands: Bands) -> QueryResult<HashMap<i32, Open>> {
    // Codes and dates are the program's own.
    let codes: Vec<String> = offices.iter().map(i32::to_string).collect();
    let Bands { today, soon } = bands;
    let count = |condition: &str| format!("CAST(SUM(CASE WHEN {condition} THEN 1 ELSE 0 END) AS BIGINT)");
    let running = "status IN ('filed', 'in_review')";
    let rows: Vec<Open> = diesel::sql_query(format!(
        "SELECT office, COUNT(*) AS open, {} AS overdue, {} AS soon, {} AS free FROM applications \
         WHERE office IN ({}) AND filed_at IS NOT NULL AND status IN ('filed', 'in_review', 'returned') GROUP BY office",
        count(&format!("{running} AND due_on < '{today}'")),
        count(&format!("{running} AND due_on >= '{today}' AND due_on <= '{soon}'")),
        count("status = 'filed'"),
        if codes.is_empty() { "NULL".to_owned() } else { codes.join(", ") },
    ))
    .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.office, row)).collect())
}

/// How many clerks and supervisors each office has who can sign in.
pub fn crews(conn: &mut AnyConn) -> QueryResult<HashMap<i32, i64>> {
    let rows: Vec<(Option<i32>, i64)> = accounts::table
        .filter(accounts::role.eq_any([Role::Clerk.code(), Role::Supervisor.code()]))
        .filter(accounts::disabled_at.is_null())
        .group_by(accounts::office)
        .select((accounts::office, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(office, people)| Some((office?, people))).collect())
}
