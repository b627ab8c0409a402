//! The pieces in which SQLite keeps its full-text indexes.
//!
//! FTS5 writes what is new as a piece of its own and puts pieces together only as they become many. Whoever searches goes
//! through all of them at once: among a million and a half companies, loaded in six hundred steps, a search for two words
//! took a third longer in the thirteen pieces that were left than in one, and for three words nearly twice as long.
//! PostgreSQL's indexes have no pieces.

use super::AnyConn;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::BigInt;

/// The indexes of companies: of their words, and of parts of their names.
pub const INDEXES: [&str; 2] = ["company_words", "company_search"];

/// Pages of an index that are put together in one step: some tenths of a second.
const STEP: i64 = 2_000;

/// So many rows change at least where something was put together (FTS5's documentation, the command `merge`).
const SOMETHING: i64 = 2;

#[derive(QueryableByName)]
struct Changes {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// Puts some of an index's pieces together; false once it is one. To be asked again until then.
pub fn put_together(conn: &mut AnyConn, index: &str) -> QueryResult<bool> {
    let AnyConn::Sqlite(conn) = conn else { return Ok(false) };
    let changes = |conn: &mut SqliteConnection| {
        sql_query("SELECT total_changes() AS number").get_result::<Changes>(conn).map(|changes| changes.number)
    };
    let before = changes(conn)?;
    // A negative number takes pieces of any size, and goes on where the last step was.
    sql_query(format!("INSERT INTO {index} ({index}, rank) VALUES ('merge', -{STEP})")).execute(conn)?;
    Ok(changes(conn)? - before >= SOMETHING)
}
