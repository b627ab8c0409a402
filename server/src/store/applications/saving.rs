//! The update of an application on SQLite as one statement of fixed words.
//!
//! Diesel takes the words of an update to depend on its values, and so has SQLite compile each one
//! anew: a quarter of a filing's time. These never change, so they are compiled once a connection.

use super::ApplicationRow;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Date, Integer, Nullable, Text, Timestamp};
use diesel::sqlite::Sqlite;

/// Writes `row`, its revision included, where the database still has the revision `read`.
pub(super) struct Saving<'a> {
    pub(super) row: &'a ApplicationRow,
    pub(super) read: i32,
}

impl QueryId for Saving<'_> {
    type QueryId = Saving<'static>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl RunQueryDsl<SqliteConnection> for Saving<'_> {}

impl QueryFragment<Sqlite> for Saving<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        let row = self.row;
        macro_rules! set {
            ($before:literal, $column:literal, $kind:ty, $value:expr) => {
                out.push_sql(concat!($before, "\"", $column, "\" = "));
                out.push_bind_param::<$kind, _>($value)?;
            };
        }
        out.push_sql("UPDATE \"applications\" SET ");
        set!("", "procedure", Text, &row.procedure);
        set!(", ", "form_version", Integer, &row.form_version);
        set!(", ", "unp", Nullable<BigInt>, &row.unp);
        set!(", ", "started_by", Text, &row.started_by);
        set!(", ", "status", Text, &row.status);
        set!(", ", "number", Nullable<Text>, &row.number);
        set!(", ", "paper_code", Nullable<Text>, &row.paper_code);
        set!(", ", "office", Nullable<Integer>, &row.office);
        set!(", ", "clerk", Nullable<Text>, &row.clerk);
        set!(", ", "answers", Text, &row.answers);
        set!(", ", "round", Integer, &row.round);
        set!(", ", "filed_at", Nullable<Timestamp>, &row.filed_at);
        set!(", ", "filed_on", Nullable<Date>, &row.filed_on);
        set!(", ", "channel", Nullable<Text>, &row.channel);
        set!(", ", "due_on", Nullable<Date>, &row.due_on);
        set!(", ", "decided_at", Nullable<Timestamp>, &row.decided_at);
        set!(", ", "created_at", Timestamp, &row.created_at);
        set!(", ", "updated_at", Timestamp, &row.updated_at);
        set!(", ", "revision", Integer, &row.revision);
        set!(", ", "party", Nullable<Text>, &row.party);
        set!(", ", "party_key", Nullable<Text>, &row.party_key);
        set!(" WHERE ", "id", Text, &row.id);
        set!(" AND ", "revision", Integer, &self.read);
        Ok(())
    }
}
