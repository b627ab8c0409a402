//! People who sign in.

use super::AnyConn;
use super::connection::on_either;
use super::schema::accounts;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use portal::lang::Lang;
use portal::proceeding::Body;

/// What an account may be. Rights to act for a company are mandates, not roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Entrepreneur,
    Clerk,
    Supervisor,
    /// Supervises every office of the region.
    Regional,
    /// Publishes a council's open data.
    Editor,
    /// Answers for a body that confirms before an exclusion from the register.
    Of(Body),
    /// Sets up the portal: people, rules by date, offices. Sees no cases.
    Administrator,
    /// Reads cases, figures, administration and the audit record of every office, and changes nothing.
    Auditor,
}

impl Role {
    pub const ALL: [Role; 11] = [
        Role::Entrepreneur,
        Role::Clerk,
        Role::Supervisor,
        Role::Regional,
        Role::Editor,
        Role::Of(Body::Tax),
        Role::Of(Body::SocialFund),
        Role::Of(Body::Customs),
        Role::Of(Body::Archive),
        Role::Administrator,
        Role::Auditor,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Role::Entrepreneur => "entrepreneur",
            Role::Clerk => "clerk",
            Role::Supervisor => "supervisor",
            Role::Regional => "regional",
            Role::Editor => "editor",
            Role::Of(body) => body.code(),
            Role::Administrator => "administrator",
            Role::Auditor => "auditor",
        }
    }

    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|r| r.code() == code)
    }
}

/// A row of `accounts`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = accounts)]
pub struct Account {
    pub id: String,
    pub email: String,
    pub name: String,
    pub password_hash: String,
    pub role: String,
    pub office: Option<i32>,
    pub lang: String,
    pub email_confirmed_at: Option<NaiveDateTime>,
    pub disabled_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
}

impl Account {
    pub fn role(&self) -> Role {
        Role::from_code(&self.role).unwrap_or(Role::Entrepreneur)
    }

    pub fn lang(&self) -> Lang {
        Lang::from_tag(&self.lang).unwrap_or(Lang::Ru)
    }

    /// Whether a decision may give it a right to act for a company: whoever works with cases, data or the portal itself
    /// has a post there, and gets none by what they handle.
    pub fn may_act_for_companies(&self) -> bool {
        self.role() == Role::Entrepreneur
    }
}

/// The form in which addresses are kept and compared.
pub fn folded_email(email: &str) -> String {
    email.trim().to_lowercase()
}

pub fn by_email(conn: &mut AnyConn, email: &str) -> QueryResult<Option<Account>> {
    accounts::table.filter(accounts::email.eq(folded_email(email))).select(Account::as_select()).first(conn).optional()
}

pub fn by_id(conn: &mut AnyConn, id: &str) -> QueryResult<Option<Account>> {
    on_either!(conn, c => accounts::table.find(id).select(Account::as_select()).first(c)).optional()
}

/// The accounts that answer for a body: for all of its area, or for that of one registering body.
pub fn of_body(conn: &mut AnyConn, body: Body, office: Option<i32>) -> QueryResult<Vec<Account>> {
    let all: Vec<Account> = accounts::table
        .filter(accounts::role.eq(body.code()))
        .filter(accounts::disabled_at.is_null())
        .filter(accounts::email_confirmed_at.is_not_null())
        .order(accounts::id)
        .select(Account::as_select())
        .load(conn)?;
    Ok(all.into_iter().filter(|account| account.office.is_none() || account.office == office).collect())
}

/// The accounts of an office that have one of some roles.
pub fn of_office(conn: &mut AnyConn, office: i32, roles: &[Role]) -> QueryResult<Vec<Account>> {
    let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
    accounts::table
        .filter(accounts::office.eq(office))
        .filter(accounts::role.eq_any(codes))
        .filter(accounts::disabled_at.is_null())
        .filter(accounts::email_confirmed_at.is_not_null())
        .order(accounts::id)
        .select(Account::as_select())
        .load(conn)
}

/// Adds an account; a second one with the same address is a unique violation.
pub fn add(conn: &mut AnyConn, account: &Account) -> QueryResult<()> {
    diesel::insert_into(accounts::table).values(account.clone()).execute(conn).map(drop)
}

pub fn confirm_email(conn: &mut AnyConn, id: &str, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(accounts::table.find(id)).set(accounts::email_confirmed_at.eq(now)).execute(conn).map(drop)
}

/// Another address; one that is somebody else's is a unique violation.
pub fn set_email(conn: &mut AnyConn, id: &str, email: &str) -> QueryResult<()> {
    diesel::update(accounts::table.find(id)).set(accounts::email.eq(folded_email(email))).execute(conn).map(drop)
}

pub fn set_password(conn: &mut AnyConn, id: &str, password_hash: &str) -> QueryResult<()> {
    diesel::update(accounts::table.find(id)).set(accounts::password_hash.eq(password_hash)).execute(conn).map(drop)
}

pub fn set_name(conn: &mut AnyConn, id: &str, name: &str) -> QueryResult<()> {
    diesel::update(accounts::table.find(id)).set(accounts::name.eq(name)).execute(conn).map(drop)
}

pub fn set_lang(conn: &mut AnyConn, id: &str, lang: Lang) -> QueryResult<()> {
    diesel::update(accounts::table.find(id)).set(accounts::lang.eq(lang.tag())).execute(conn).map(drop)
}

/// Gives an account another role and office.
pub fn set_post(conn: &mut AnyConn, id: &str, role: Role, office: Option<i32>) -> QueryResult<()> {
    diesel::update(accounts::table.find(id))
        .set((accounts::role.eq(role.code()), accounts::office.eq(office)))
        .execute(conn)
        .map(drop)
}

/// Locks an account from a moment on, or unlocks it.
pub fn set_locked(conn: &mut AnyConn, id: &str, since: Option<NaiveDateTime>) -> QueryResult<()> {
    diesel::update(accounts::table.find(id)).set(accounts::disabled_at.eq(since)).execute(conn).map(drop)
}

/// The accounts of a role to whom mail can go.
pub fn with_role(conn: &mut AnyConn, role: Role) -> QueryResult<Vec<Account>> {
    accounts::table
        .filter(accounts::role.eq(role.code()))
        .filter(accounts::disabled_at.is_null())
        .filter(accounts::email_confirmed_at.is_not_null())
        .order(accounts::id)
        .select(Account::as_select())
        .load(conn)
}

/// How many accounts of a role can sign in.
pub fn active(conn: &mut AnyConn, role: Role) -> QueryResult<i64> {
    accounts::table
        .filter(accounts::role.eq(role.code()))
        .filter(accounts::disabled_at.is_null())
        .filter(accounts::email_confirmed_at.is_not_null())
        .count()
        .get_result(conn)
}

/// The address of a closed account, which nobody can write to.
const CLOSED: &str = "@closed.invalid";

impl Account {
    /// Closed by its owner, for good.
    pub fn is_closed(&self) -> bool {
        self.disabled_at.is_some() && self.email.ends_with(CLOSED)
    }
}

/// Closes an account: nobody signs in to it any more, and its address is free again. The name stays: it
/// stands under what was filed.
pub fn close(conn: &mut AnyConn, id: &str, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(accounts::table.find(id))
        .set((
            accounts::disabled_at.eq(now),
            accounts::email.eq(format!("{id}{CLOSED}")),
            // No password fits what is no hash.
            accounts::password_hash.eq("none"),
        ))
        .execute(conn)
        .map(drop)
}
