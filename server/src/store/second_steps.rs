//! The second step of accounts: secrets of one-time codes, recovery codes, sign-ins that wait for a code.

use super::AnyConn;
use super::connection::on_either;
use super::schema::{recovery_codes, second_steps, sign_in_steps};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A row of `second_steps`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = second_steps, treat_none_as_default_value = false)]
pub struct SecondStepRow {
    pub account_id: String,
    /// The secret that counts, as `accounts::sealing` keeps it.
    pub secret: Option<String>,
    /// When it was turned on.
    pub since: Option<NaiveDateTime>,
    /// The last step of time whose code was taken: no code is good twice.
    pub last_step: i64,
    /// A secret that waits for its first code.
    pub pending: Option<String>,
    pub pending_at: Option<NaiveDateTime>,
}

pub fn find(conn: &mut AnyConn, account: &str) -> QueryResult<Option<SecondStepRow>> {
    on_either!(conn, c => second_steps::table.find(account.to_owned()).select(SecondStepRow::as_select()).first(c))
        .optional()
}

/// Since when an account has a second step; `None` where it has none.
pub fn since(conn: &mut AnyConn, account: &str) -> QueryResult<Option<NaiveDateTime>> {
    Ok(find(conn, account)?.filter(|row| row.secret.is_some()).and_then(|row| row.since))
}

/// Keeps a secret that waits for its first code, in place of an earlier one that waits.
pub fn begin(conn: &mut AnyConn, account: &str, pending: String, now: NaiveDateTime) -> QueryResult<()> {
    let row = SecondStepRow {
        account_id: account.to_owned(),
        secret: None,
        since: None,
        last_step: 0,
        pending: None,
        pending_at: None,
    };
    // MultiConnection has no ON CONFLICT, and on PostgreSQL a failed insert would end the transaction.
    match conn {
        AnyConn::Sqlite(conn) => {
            diesel::insert_into(second_steps::table).values(row).on_conflict_do_nothing().execute(conn)?
        }
        AnyConn::Postgres(conn) => {
            diesel::insert_into(second_steps::table).values(row).on_conflict_do_nothing().execute(conn)?
        }
    };
    diesel::update(second_steps::table.find(account.to_owned()))
        .set((second_steps::pending.eq(Some(pending)), second_steps::pending_at.eq(Some(now))))
        .execute(conn)
        .map(drop)
}

/// The secret that waited counts from now on; false where it no longer waits.
pub fn turn_on(conn: &mut AnyConn, account: &str, pending: &str, step: i64, now: NaiveDateTime) -> QueryResult<bool> {
    let waiting =
        second_steps::table.find(account.to_owned()).filter(second_steps::pending.eq(Some(pending.to_owned())));
    let changed = diesel::update(waiting)
        .set((
            second_steps::secret.eq(Some(pending.to_owned())),
            second_steps::since.eq(Some(now)),
            second_steps::last_step.eq(step),
            second_steps::pending.eq(None::<String>),
            second_steps::pending_at.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Uses a step of time up; false where its code or a later one was taken before, even a moment ago.
pub fn use_step(conn: &mut AnyConn, account: &str, step: i64) -> QueryResult<bool> {
    let unused = second_steps::table.find(account.to_owned()).filter(second_steps::last_step.lt(step));
    Ok(diesel::update(unused).set(second_steps::last_step.eq(step)).execute(conn)? == 1)
}

/// Keeps the secret in another form.
pub fn keep_secret(conn: &mut AnyConn, account: &str, secret: &str) -> QueryResult<()> {
    diesel::update(second_steps::table.find(account.to_owned()))
        .set(second_steps::secret.eq(Some(secret.to_owned())))
        .execute(conn)
        .map(drop)
}

/// The account has no second step any more.
pub fn remove(conn: &mut AnyConn, account: &str) -> QueryResult<()> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::account_id.eq(account))).execute(conn)?;
    end_sign_ins(conn, account)?;
    diesel::delete(second_steps::table.find(account.to_owned())).execute(conn).map(drop)
}

/// New recovery codes in place of all earlier ones.
pub fn replace_codes(conn: &mut AnyConn, account: &str, hashes: &[String]) -> QueryResult<()> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::account_id.eq(account))).execute(conn)?;
    for hash in hashes {
        let row = (recovery_codes::hash.eq(hash.clone()), recovery_codes::account_id.eq(account.to_owned()));
        diesel::insert_into(recovery_codes::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Uses a recovery code up; false where there is none of this hash, or no more.
pub fn use_code(conn: &mut AnyConn, account: &str, hash: &str, now: NaiveDateTime) -> QueryResult<bool> {
    let unused = recovery_codes::table
        .find(hash.to_owned())
        .filter(recovery_codes::account_id.eq(account.to_owned()))
        .filter(recovery_codes::used_at.is_null());
    Ok(diesel::update(unused).set(recovery_codes::used_at.eq(Some(now))).execute(conn)? == 1)
}

/// Recovery codes that are still good.
pub fn codes_left(conn: &mut AnyConn, account: &str) -> QueryResult<i64> {
    recovery_codes::table
        .filter(recovery_codes::account_id.eq(account))
        .filter(recovery_codes::used_at.is_null())
        .count()
        .get_result(conn)
}

/// Notes a sign-in that waits for its code.
pub fn begin_sign_in(conn: &mut AnyConn, token_hash: &str, account: &str, until: NaiveDateTime) -> QueryResult<()> {
    let row = (
        sign_in_steps::token_hash.eq(token_hash.to_owned()),
        sign_in_steps::account_id.eq(account.to_owned()),
        sign_in_steps::expires_at.eq(until),
    );
    diesel::insert_into(sign_in_steps::table).values(row).execute(conn).map(drop)
}

/// Whose sign-in waits under a token.
pub fn sign_in_of(conn: &mut AnyConn, token_hash: &str, now: NaiveDateTime) -> QueryResult<Option<String>> {
    sign_in_steps::table
        .find(token_hash.to_owned())
        .filter(sign_in_steps::expires_at.gt(now))
        .select(sign_in_steps::account_id)
        .first(conn)
        .optional()
}

/// Ends a sign-in that waited; false where another request did so a moment ago.
pub fn end_sign_in(conn: &mut AnyConn, token_hash: &str) -> QueryResult<bool> {
    Ok(diesel::delete(sign_in_steps::table.find(token_hash.to_owned())).execute(conn)? == 1)
}

/// Ends all sign-ins of an account that wait.
pub fn end_sign_ins(conn: &mut AnyConn, account: &str) -> QueryResult<()> {
    diesel::delete(sign_in_steps::table.filter(sign_in_steps::account_id.eq(account))).execute(conn).map(drop)
}

/// Removes sign-ins whose code never came.
pub fn sweep(conn: &mut AnyConn, now: NaiveDateTime) -> QueryResult<usize> {
    diesel::delete(sign_in_steps::table.filter(sign_in_steps::expires_at.lt(now))).execute(conn)
}
