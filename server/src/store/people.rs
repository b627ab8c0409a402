//! Accounts as whoever administers them finds them.

use super::AnyConn;
use super::accounts::{Account, Role};
use super::schema::{accounts, sessions};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// Which accounts are looked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// A part of the name or of the address; empty: any.
    pub words: String,
    /// `None`: everybody but entrepreneurs, unless words are given.
    pub role: Option<Role>,
    pub office: Option<i32>,
    pub locked: bool,
    /// After the account of this id, in the order of the names: the address of a page names nobody.
    pub after: Option<String>,
}

/// A pattern that finds a part of a text, whatever stands in it.
fn part(words: &str) -> String {
    let escaped: String =
        words.chars().flat_map(|c| matches!(c, '%' | '_' | '\\').then_some('\\').into_iter().chain([c])).collect();
    format!("%{escaped}%")
}

/// A name with each of its words beginning with a capital: names are kept so, and are typed in small letters.
fn capitalised(words: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    words.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The accounts that fit, by name.
pub fn find(conn: &mut AnyConn, wanted: &Wanted, limit: i64) -> QueryResult<Vec<Account>> {
    let mut query =
        accounts::table.order((accounts::name, accounts::id)).limit(limit).select(Account::as_select()).into_boxed();
    match wanted.role {
        Some(role) => query = query.filter(accounts::role.eq(role.code())),
        None if wanted.words.is_empty() => query = query.filter(accounts::role.ne(Role::Entrepreneur.code())),
        None => {}
    }
    if !wanted.words.is_empty() {
        query = query.filter(
            accounts::email
                .like(part(&wanted.words.to_lowercase()))
                .escape('\\')
                .or(accounts::name.like(part(&wanted.words)).escape('\\'))
                .or(accounts::name.like(part(&capitalised(&wanted.words))).escape('\\')),
        );
    }
    if let Some(office) = wanted.office {
        query = query.filter(accounts::office.eq(office));
    }
    if wanted.locked {
        query = query.filter(accounts::disabled_at.is_not_null());
    }
    let after: Option<(String, String)> = match wanted.after.clone() {
        Some(id) => accounts::table.find(id).select((accounts::name, accounts::id)).first(conn).optional()?,
        None => None,
    };
    if let Some((name, id)) = after {
        query = query.filter(accounts::name.gt(name.clone()).or(accounts::name.eq(name).and(accounts::id.gt(id))));
    }
    query.load(conn)
}

/// The sessions of an account that last: how many, and when one of them was seen last.
pub fn sessions_of(
    conn: &mut AnyConn,
    account: &str,
    now: NaiveDateTime,
    idle_since: NaiveDateTime,
) -> QueryResult<(i64, Option<NaiveDateTime>)> {
    let last = sessions::table
        .filter(sessions::account_id.eq(account))
        .filter(sessions::expires_at.gt(now))
        .filter(sessions::seen_at.gt(idle_since))
        .select((diesel::dsl::count_star(), diesel::dsl::max(sessions::seen_at)));
    last.first(conn)
}

/// Names of accounts, by id.
pub fn names(conn: &mut AnyConn, ids: Vec<String>) -> QueryResult<Vec<(String, String)>> {
    accounts::table.filter(accounts::id.eq_any(ids)).select((accounts::id, accounts::name)).load(conn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_found_as_names_are_written() {
        assert_eq!(capitalised("ирина быкова"), "Ирина Быкова");
        assert_eq!(capitalised("ёлка-Ў"), "Ёлка-Ў");
        assert_eq!(part("50%_\\"), "%50\\%\\_\\\\%");
    }
}
