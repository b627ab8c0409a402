//! For whom an application stands: a company of the register, or one in the making.

use super::AnyConn;
use super::applications::ApplicationRow;
use super::companies::{self, CompanyRow};
use crate::register::projection::keeper;
use diesel::prelude::*;
use portal::company::Kind;

/// The company of an application, with the office that its file is kept by, also where everybody may not know that;
/// while none is registered, one in the making, by what was answered.
pub fn of(conn: &mut AnyConn, row: &ApplicationRow) -> QueryResult<Option<CompanyRow>> {
    let Some(unp) = row.unp else { return Ok(Some(in_the_making(row))) };
    let Some(company) = companies::find(conn, unp)? else { return Ok(None) };
    let office = keeper(conn, &company)?;
    Ok(Some(CompanyRow { office, ..company }))
}

/// What an application that founds something says of it so far.
pub fn in_the_making(row: &ApplicationRow) -> CompanyRow {
    let (rules, answers) = (row.procedure().rules(), row.answers());
    // Of what was decided the row says what was granted.
    let decided = row.party.clone().filter(|_| row.status().is_decided());
    let name = decided.or_else(|| rules.party(&answers)).or_else(|| row.party.clone()).unwrap_or_default();
    CompanyRow::in_the_making(
        row.procedure().founds().unwrap_or(Kind::LegalEntity),
        name,
        rules.office(&answers, None),
        row.updated_at,
    )
}
