//! What administrators changed, and the version by which every node sees that something did.

use super::AnyConn;
use super::connection::on_either;
use super::schema::{accounts, admin_changes, administration, companies};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// The one row of `administration`.
const ROW: i32 = 1;

/// A row of `admin_changes`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = admin_changes, treat_none_as_default_value = false)]
pub struct ChangeRow {
    pub id: String,
    /// What was changed: `user`, and further words of the verbs.
    pub kind: String,
    /// Its key within the kind.
    pub subject: String,
    /// 1 for the first change of a subject, then counted up.
    pub revision: i32,
    /// Before and after, as JSON; `null` for what was not there.
    pub was: String,
    pub became: String,
    /// In the words of whoever changed it.
    pub why: String,
    pub account_id: String,
    pub at: NaiveDateTime,
    /// The change that this one put back.
    pub reverts: Option<String>,
}

/// A change with the name of whoever made it.
pub type Told = (ChangeRow, String);

/// The version of everything that administrators change.
pub fn version(conn: &mut AnyConn) -> QueryResult<i64> {
    on_either!(conn, c => administration::table.find(ROW).select(administration::version).first(c))
}

/// The same with when the row of a company was last made anew from its entries, `None` where there is no such company:
/// in one question, since each filing asks both.
pub fn version_and_company(conn: &mut AnyConn, unp: i64) -> QueryResult<(i64, Option<NaiveDateTime>)> {
    let version = administration::table.find(ROW).select(administration::version).single_value();
    let updated_at = companies::table.find(unp).select(companies::updated_at).single_value();
    let found: (Option<i64>, Option<NaiveDateTime>) =
        on_either!(conn, c => diesel::select((version, updated_at)).get_result(c))?;
    Ok((found.0.unwrap_or_default(), found.1))
}

/// Counts the version up. First in each change: the row is locked until the commit, so that changes come one
/// after another on both databases, and each sees what the one before left.
pub fn begin(conn: &mut AnyConn) -> QueryResult<()> {
    diesel::update(administration::table.find(ROW))
        .set(administration::version.eq(administration::version + 1))
        .execute(conn)
        .map(drop)
}

/// How often a subject was changed.
pub fn revision(conn: &mut AnyConn, kind: &str, subject: &str) -> QueryResult<i32> {
    let last: Option<i32> = admin_changes::table
        .filter(admin_changes::kind.eq(kind))
        .filter(admin_changes::subject.eq(subject))
        .select(diesel::dsl::max(admin_changes::revision))
        .first(conn)?;
    Ok(last.unwrap_or_default())
}

pub fn add(conn: &mut AnyConn, row: &ChangeRow) -> QueryResult<()> {
    diesel::insert_into(admin_changes::table).values(row.clone()).execute(conn).map(drop)
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<Told>> {
    admin_changes::table
        .inner_join(accounts::table.on(accounts::id.eq(admin_changes::account_id)))
        .filter(admin_changes::id.eq(id))
        .select((ChangeRow::as_select(), accounts::name))
        .first(conn)
        .optional()
}

/// The changes of a subject after a revision, the newest first; at most a hundred.
pub fn since(conn: &mut AnyConn, kind: &str, subject: &str, revision: i32) -> QueryResult<Vec<Told>> {
    admin_changes::table
        .inner_join(accounts::table.on(accounts::id.eq(admin_changes::account_id)))
        .filter(admin_changes::kind.eq(kind))
        .filter(admin_changes::subject.eq(subject))
        .filter(admin_changes::revision.gt(revision))
        .order(admin_changes::revision.desc())
        .limit(100)
        .select((ChangeRow::as_select(), accounts::name))
        .load(conn)
}

/// Changes of a kind, or of all, the newest first, before one of them.
pub fn newest(conn: &mut AnyConn, kind: Option<&str>, before: Option<&str>, limit: i64) -> QueryResult<Vec<Told>> {
    let mut query = admin_changes::table
        .inner_join(accounts::table.on(accounts::id.eq(admin_changes::account_id)))
        .order(admin_changes::id.desc())
        .limit(limit)
        .select((ChangeRow::as_select(), accounts::name))
        .into_boxed();
    if let Some(kind) = kind {
        query = query.filter(admin_changes::kind.eq(kind.to_owned()));
    }
    if let Some(before) = before {
        query = query.filter(admin_changes::id.lt(before.to_owned()));
    }
    query.load(conn)
}
