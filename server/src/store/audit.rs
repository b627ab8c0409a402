//! The audit record: who did and saw what, written in the same transaction.

use super::AnyConn;
use super::connection::on_either;
use super::schema::{accounts, applications, audit};
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

/// Every act that is written; each has its words `audit-did-…`.
pub const ACTIONS: &[&str] = &[
    "signed-in",
    "signed-in-demo",
    "signed-out",
    "signed-out-everywhere",
    "sign-in-refused",
    "sign-in-code-refused",
    "signed-up",
    "signed-up-again",
    "signed-up-in-vain",
    "confirmed-email",
    "changed-email",
    "asked-for-address",
    "asked-for-reset",
    "reset-password",
    "changed-password",
    "changed-language",
    "began-second-step",
    "turned-on-second-step",
    "turned-off-second-step",
    "downloaded-data",
    "closed-account",
    "added-account",
    "administered",
    "invited-again",
    "ended-sessions",
    "saw",
    "started",
    "prepared",
    "reopened",
    "filed",
    "received",
    "taken",
    "released",
    "assigned",
    "passed_on",
    "returned",
    "corrected",
    "remarked",
    "unremarked",
    "accepted",
    "refused",
    "unconsidered",
    "reconsidered",
    "mended",
    "started-at-counter",
    "withdrawn",
    "deleted",
    "restored",
    "attached",
    "detached",
    "noted",
    "wrote-message",
    "asked-opinion",
    "gave-opinion",
    "withdrew-opinion",
    "set-second-person",
    "wrote-letter-words",
    "prepared-decision",
    "confirmed-decision",
    "sent-back-decision",
    "recalled-decision",
    "deadline_moved",
    "office_closed",
    "removed-old",
    "removed-papers",
    "founders_invited",
    "owners_invited",
    "founder_confirmed",
    "owner_consented",
    "confirmations_void",
    "showed-confirmation",
    "confirmed-by-phone",
    "declined-by-phone",
    "paid",
    "imported",
    "exported-cases",
    "ordered-export",
    "began-run",
    "confirmed-run",
    "cancelled-run",
    "noted-absence",
    "ended-absence",
    "kept-list",
    "deleted-list",
    "offered-right",
    "accepted-right",
    "took-offer-back",
    "gave-mandate",
    "revoked-right",
    "gave-right-back",
    "made-calendar",
    "ended-calendar",
    "asked-for-alert",
    "confirmed-alert",
    "stopped-alert",
    "mail-bounced",
    "published",
    "began",
    "passport",
    "file",
    "columns",
    "withdrew",
    "submitted",
    "sent-back",
    "recalled",
    "approved",
    "discarded",
    "asked",
    "confirmed",
    "answered",
    "hid",
    "opened",
    "interim-approved",
    "exclusion-asked",
    "body-confirmed",
    "body-objected",
    "exclusion-dropped",
    "excluded",
    "extended",
    "liquidator-replaced",
    "decision-withdrawn",
    "bankruptcy-opened",
    "ended-in-register",
];

/// Every kind of what an act is about; each has its words `audit-about-…`.
pub const SUBJECTS: &[&str] = &[
    "account",
    "user",
    "application",
    "document",
    "attachment",
    "mandate",
    "invitation",
    "address",
    "bill",
    "run",
    "task",
    "alert",
    "mail",
    "letter",
    "report",
    "bank_file",
    "case_list",
    "data_draft",
    "data_set",
    "data_question",
    "proceeding",
    "procedure",
    "office",
    "office-setup",
    "office-words",
    "office-rules",
    "office-absences",
    "office-details",
    "office-closure",
    "office-opening",
    "office-mending",
    "calendar-day",
    "term",
    "reason",
    "guide",
    "disqualified",
    "retention",
    "retention-removal",
];

/// Who acts, and within which request: carried from the access layer to every verb.
#[derive(Clone, Debug)]
pub struct Actor {
    pub account_id: Option<String>,
    pub role: &'static str,
    pub request_id: String,
}

/// Records one act. `action` is a verb in the past tense (`filed`, `saw`), never anything personal: one of [`ACTIONS`],
/// about one of [`SUBJECTS`].
pub fn record(
    conn: &mut AnyConn,
    actor: &Actor,
    action: &str,
    subject: (&str, &str),
    now: NaiveDateTime,
) -> QueryResult<()> {
    debug_assert!(ACTIONS.contains(&action), "the record has no words for the act {action}");
    debug_assert!(SUBJECTS.contains(&subject.0), "the record has no words for what is about a {}", subject.0);
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

/// Which rows of the record are looked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of these accounts.
    pub accounts: Option<Vec<String>>,
    pub action: Option<String>,
    /// From a moment on, and before one.
    pub from: Option<NaiveDateTime>,
    pub until: Option<NaiveDateTime>,
    /// About these.
    pub subjects: Option<Vec<String>>,
    /// Older than this row.
    pub before: Option<String>,
}

/// Rows of the record with the names of those who did it, the newest first.
pub fn find(conn: &mut AnyConn, wanted: &Wanted, limit: i64) -> QueryResult<Vec<(AuditRow, Option<String>)>> {
    let mut query = audit::table
        .left_join(accounts::table.on(audit::account_id.eq(accounts::id.nullable())))
        .order(audit::id.desc())
        .limit(limit)
        .select((AuditRow::as_select(), accounts::name.nullable()))
        .into_boxed();
    if let Some(accounts) = wanted.accounts.clone() {
        query = query.filter(audit::account_id.eq_any(accounts));
    }
    if let Some(action) = wanted.action.clone() {
        query = query.filter(audit::action.eq(action));
    }
    if let Some(from) = wanted.from {
        query = query.filter(audit::at.ge(from));
    }
    if let Some(until) = wanted.until {
        query = query.filter(audit::at.lt(until));
    }
    if let Some(subjects) = wanted.subjects.clone() {
        query = query.filter(audit::subject.eq_any(subjects));
    }
    if let Some(before) = wanted.before.clone() {
        query = query.filter(audit::id.lt(before));
    }
    query.load(conn)
}

/// The applications of a number or of a company, and the digits themselves: what rows about them may name.
pub fn subjects(conn: &mut AnyConn, digits: &str) -> QueryResult<Vec<String>> {
    let unp: Option<i64> = digits.parse().ok();
    let mut ids: Vec<String> = applications::table
        .filter(applications::number.eq(digits).or(applications::unp.eq(unp)))
        .order(applications::id.desc())
        .limit(1_000)
        .select(applications::id)
        .load(conn)?;
    ids.push(digits.to_owned());
    Ok(ids)
}

/// Of some applications those that were not filed yet.
pub fn drafts(conn: &mut AnyConn, ids: Vec<String>) -> QueryResult<Vec<String>> {
    applications::table
        .filter(applications::id.eq_any(ids))
        .filter(applications::filed_at.is_null())
        .select(applications::id)
        .load(conn)
}

/// The numbers of applications, by id.
pub fn numbers(conn: &mut AnyConn, ids: Vec<String>) -> QueryResult<Vec<(String, Option<String>)>> {
    applications::table
        .filter(applications::id.eq_any(ids))
        .filter(applications::filed_at.is_not_null())
        .select((applications::id, applications::number))
        .load(conn)
}
