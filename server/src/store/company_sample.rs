//! Companies taken out of the register as if by chance: what is true of them is about true of all.

use super::AnyConn;
use super::companies::{self, CompanyRow};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::BigInt;

/// Numbers are scattered over so many places.
const PLACES: i64 = 1 << 32;

#[derive(QueryableByName)]
struct Unp {
    #[diesel(sql_type = BigInt)]
    unp: i64,
}

/// The next companies of a sample of about `size` among `all`, by number. A number is in the sample or not by
/// itself alone, however it is asked for: multiplied by an odd number (Knuth's, of the golden section) it falls
/// evenly among [`PLACES`], and the first of them are taken.
pub fn after(conn: &mut AnyConn, unp: i64, size: i64, all: i64, limit: i64) -> QueryResult<Vec<CompanyRow>> {
    let taken = if size >= all { PLACES } else { PLACES / all.max(1) * size };
    let next: Vec<Unp> = sql_query(
        "SELECT unp FROM companies WHERE unp > $1 AND (unp * 2654435761) % 4294967296 < $2 ORDER BY unp LIMIT $3",
    )
    .bind::<BigInt, _>(unp)
    .bind::<BigInt, _>(taken)
    .bind::<BigInt, _>(limit)
    .load(conn)?;
    companies::of(conn, &next.into_iter().map(|row| row.unp).collect::<Vec<_>>())
}
