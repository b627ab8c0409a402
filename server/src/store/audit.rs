//! The audit record: who did and saw what, written in the same transaction.

use super::AnyConn;
use super::connection::on_either;
use super::schema::audit;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A row of `audit`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit, treat_none_as_default_value = false)]
pub struct AuditRow {
    pub id: String,
    pub account_id: Option<String>,
    pub role: String,
    pub action: String,
    pub subject_kind: String,
    pub subject: String,
    pub request_id: Option<String>,
    pub at: NaiveDateTime,
}

/// Who acts, and within which request: carried from the access layer to every verb.
#[derive(Clone, Debug)]
pub struct Actor {
    pub account_id: Option<String>,
    pub role: &'static str,
    pub request_id: String,
}

/// Records one act. `action` is a verb in the past tense (`filed`, `saw`), never anything personal.
pub fn record(
    conn: &mut AnyConn,
    actor: &Actor,
    action: &str,
    subject: (&str, &str),
    now: NaiveDateTime,
) -> QueryResult<()> {
    let row = AuditRow {
        id: super::new_id(),
        account_id: actor.account_id.clone(),
        role: actor.role.to_owned(),
        action: action.to_owned(),
        subject_kind: subject.0.to_owned(),
        subject: subject.1.to_owned(),
        request_id: Some(actor.request_id.clone()),
        at: now,
    };
    on_either!(conn, c => diesel::insert_into(audit::table).values(&row).execute(c)).map(drop)
}
