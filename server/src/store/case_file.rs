//! What the page of one case shows beside the application's own rows.

use super::AnyConn;
use super::applications::ApplicationRow;
use super::mandates::MandateRow;
use super::schema::{accounts, applications, audit, companies, documents, mandates};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable};
use portal::application::Status;
use portal::mandate::Scope;
use std::collections::HashMap;

/// A document without its bytes.
#[derive(Clone, Debug, Queryable)]
pub struct DocumentHead {
    pub id: String,
    pub kind: String,
    pub round: i32,
    /// In bytes; `None` while it is being typeset.
    pub size: Option<i64>,
}

/// The documents of a case, the first first.
pub fn documents(conn: &mut AnyConn, case: &str) -> QueryResult<Vec<DocumentHead>> {
    documents::table
        .filter(documents::application_id.eq(case))
        .order(documents::id)
        .select((
            documents::id,
            documents::kind,
            documents::round,
            sql::<Nullable<BigInt>>("CAST(LENGTH(documents.bytes) AS BIGINT)"),
        ))
        .load(conn)
}

/// The names of some accounts, by id.
pub fn names(conn: &mut AnyConn, ids: Vec<String>) -> QueryResult<HashMap<String, String>> {
    let rows: Vec<(String, String)> =
        accounts::table.filter(accounts::id.eq_any(ids)).select((accounts::id, accounts::name)).load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Since when an account had the right to do something for a company, as it stood at a moment: a
/// right taken away later still counted then.
pub fn right_at(
    conn: &mut AnyConn,
    account: &str,
    unp: i64,
    wanted: Scope,
    on: NaiveDate,
    at: NaiveDateTime,
) -> QueryResult<Option<NaiveDate>> {
    let rows = mandates::table
        .filter(mandates::account_id.eq(account))
        .filter(mandates::unp.eq(unp))
        .order(mandates::valid_from)
        .select(MandateRow::as_select())
        .load(conn)?;
    let held = rows.iter().filter(|row| row.revoked_at.is_none_or(|revoked| revoked > at));
    Ok(held.filter_map(MandateRow::mandate).find(|mandate| mandate.allows(wanted, on)).map(|mandate| mandate.from))
}

/// Other companies whose address in the register is this line: UNP and name, at most `limit`.
pub fn at_address(conn: &mut AnyConn, line: &str, but: i64, limit: i64) -> QueryResult<Vec<(i64, String)>> {
    let rows: Vec<(i64, String, Option<String>)> = companies::table
        .filter(companies::address.eq(line))
        .filter(companies::unp.ne(but))
        .filter(companies::excluded_on.is_null())
        .order(companies::unp)
        .limit(limit)
        .select((companies::unp, companies::name, companies::short_name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(unp, name, short)| (unp, short.unwrap_or(name))).collect())
}

/// Another open application of the same procedure, of the same company or of a company in the making of the same name.
#[derive(Clone, Debug, Queryable)]
pub struct Similar {
    pub id: String,
    pub number: Option<String>,
    pub office: Option<i32>,
    pub started_by: String,
    pub answers: String,
    pub filed_on: Option<NaiveDate>,
}

/// Those beside a case, the first filed first; at most `limit`. Of what is founded those of the same office.
pub fn similar(conn: &mut AnyConn, row: &ApplicationRow, limit: i64) -> QueryResult<Vec<Similar>> {
    let open = [Status::Filed, Status::InReview, Status::Returned].map(Status::code);
    let mut query = applications::table
        .filter(applications::procedure.eq(row.procedure.clone()))
        .filter(applications::status.eq_any(open))
        .filter(applications::id.ne(row.id.clone()))
        .order((applications::filed_at, applications::id))
        .limit(limit)
        .select((
            applications::id,
            applications::number,
            applications::office,
            applications::started_by,
            applications::answers,
            applications::filed_on,
        ))
        .into_boxed();
    query = match (row.unp, &row.party_key) {
        (Some(unp), _) => query.filter(applications::unp.eq(unp)),
        (None, Some(key)) => query
            .filter(applications::office.eq(row.office))
            .filter(applications::unp.is_null())
            .filter(applications::party_key.eq(key.clone())),
        (None, None) => return Ok(Vec::new()),
    };
    query.load(conn)
}

/// Whether an account did something with an application since a moment, by the audit record.
pub fn did_since(
    conn: &mut AnyConn,
    account: &str,
    action: &str,
    case: &str,
    since: NaiveDateTime,
) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        audit::table
            .filter(audit::subject_kind.eq("application"))
            .filter(audit::subject.eq(case))
            .filter(audit::account_id.eq(account))
            .filter(audit::action.eq(action))
            .filter(audit::at.gt(since)),
    ))
    .get_result(conn)
}
