//! Counts of tries, by a hash of what is counted: an address, a network, an account.

use super::AnyConn;
use super::schema::sign_in_failures;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A row of `sign_in_failures`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = sign_in_failures)]
pub struct FailureRow {
    pub subject: String,
    pub failures: i32,
    pub first_at: NaiveDateTime,
    pub last_at: NaiveDateTime,
}

/// The count of a subject, begun at zero where there is none, and held until the transaction ends:
/// whoever counts the same subject at the same time waits and then sees this count.
pub fn held(conn: &mut AnyConn, subject: &str, now: NaiveDateTime) -> QueryResult<FailureRow> {
    // On PostgreSQL another transaction may forget the subject between the insert and the lock.
    for _ in 0..4 {
        begin(conn, subject, now)?;
        // An update that changes nothing locks the row on PostgreSQL; SQLite has one writer.
        let locked = diesel::update(sign_in_failures::table.find(subject.to_owned()))
            .set(sign_in_failures::subject.eq(subject.to_owned()))
            .execute(conn)?;
        if locked == 1 {
            break;
        }
    }
    sign_in_failures::table.find(subject.to_owned()).select(FailureRow::as_select()).first(conn)
}

fn begin(conn: &mut AnyConn, subject: &str, now: NaiveDateTime) -> QueryResult<()> {
    let row = FailureRow { subject: subject.to_owned(), failures: 0, first_at: now, last_at: now };
    // MultiConnection has no ON CONFLICT, and on PostgreSQL a failed insert would end the transaction.
    match conn {
        AnyConn::Sqlite(conn) => {
            diesel::insert_into(sign_in_failures::table).values(row).on_conflict_do_nothing().execute(conn)?
        }
        AnyConn::Postgres(conn) => {
            diesel::insert_into(sign_in_failures::table).values(row).on_conflict_do_nothing().execute(conn)?
        }
    };
    Ok(())
}

pub fn save(conn: &mut AnyConn, row: &FailureRow) -> QueryResult<()> {
    diesel::update(sign_in_failures::table.find(row.subject.clone()))
        .set((
            sign_in_failures::failures.eq(row.failures),
            sign_in_failures::first_at.eq(row.first_at),
            sign_in_failures::last_at.eq(row.last_at),
        ))
        .execute(conn)
        .map(drop)
}

/// Forgets a subject: it showed that it knows.
pub fn forget(conn: &mut AnyConn, subject: &str) -> QueryResult<()> {
    diesel::delete(sign_in_failures::table.find(subject.to_owned())).execute(conn).map(drop)
}

/// Takes one try back: it was no failure.
pub fn take_back(conn: &mut AnyConn, subject: &str) -> QueryResult<()> {
    diesel::update(sign_in_failures::table.find(subject.to_owned()).filter(sign_in_failures::failures.gt(0)))
        .set(sign_in_failures::failures.eq(sign_in_failures::failures - 1))
        .execute(conn)
        .map(drop)
}

/// Removes counts whose last try was before `before`.
pub fn sweep(conn: &mut AnyConn, before: NaiveDateTime) -> QueryResult<usize> {
    diesel::delete(sign_in_failures::table.filter(sign_in_failures::last_at.lt(before))).execute(conn)
}
