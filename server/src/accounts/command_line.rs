//! Accounts and rights from the command line: the way in for clerks, and for rights to act until the
//! register's own records give them.

use super::letters::Addresses;
use super::sign_up::new_link;
use super::{is_email, is_name, passwords, second_step};
use crate::clock::Clock;
use crate::failure::Failure;
use crate::store::accounts::{self, Account, Role, folded_email};
use crate::store::audit::{self, Actor};
use crate::store::email_tokens::Purpose;
use crate::store::mandates::{self, MandateRow};
use crate::store::offices::Offices;
use crate::store::{AnyConn, Db, DbError, companies, new_id};
use chrono::{Duration, NaiveDate};
use portal::lang::Lang;
use portal::mandate::Scope;
use portal::unp::Unp;

/// How long the link works by which a new colleague chooses a password.
const FIRST_PASSWORD_WITHIN: Duration = Duration::hours(24);

/// `akno user add`.
#[derive(Clone, Debug, clap::Args)]
pub struct NewUser {
    /// Address to sign in with
    #[arg(long)]
    email: String,
    /// Name and surname
    #[arg(long)]
    name: String,
    /// entrepreneur, clerk, supervisor, regional (of the region) or editor (of a council's open data); tax, social-fund, customs or archive; administrator or auditor (of the whole portal)
    #[arg(long, value_parser = role)]
    role: Role,
    /// Code of the registering body, for a clerk or a supervisor; of the council, for an editor; of the one whose liquidations a body answers for
    #[arg(long)]
    office: Option<i32>,
    /// Language of mails: be, ru or en
    #[arg(long, default_value = "ru", value_parser = lang)]
    lang: Lang,
    /// Read the password from standard input; otherwise a link to choose one is printed
    #[arg(long)]
    password_stdin: bool,
}

/// `akno user mandate`.
#[derive(Clone, Debug, clap::Args)]
pub struct NewMandate {
    /// Address of the account
    #[arg(long)]
    email: String,
    /// UNP of the company
    #[arg(long, value_parser = unp)]
    unp: Unp,
    /// read, prepare, file or head: each includes those before it
    #[arg(long, value_parser = scope)]
    scope: Scope,
    /// First day, for example 2026-11-23
    #[arg(long)]
    from: NaiveDate,
    /// Last day; without it the right has no end
    #[arg(long)]
    until: Option<NaiveDate>,
}

/// `akno user second-step-off`.
#[derive(Clone, Debug, clap::Args)]
pub struct SecondStepOff {
    /// Address of the account
    #[arg(long)]
    email: String,
}

/// Why a person or a right was not added: a sentence for whoever typed the command.
#[derive(Debug)]
pub struct UserError(String);

impl std::fmt::Display for UserError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UserError {}

impl From<diesel::result::Error> for UserError {
    fn from(error: diesel::result::Error) -> UserError {
        UserError(error.to_string())
    }
}

impl From<DbError> for UserError {
    fn from(error: DbError) -> UserError {
        UserError(error.to_string())
    }
}

impl From<Failure> for UserError {
    fn from(failure: Failure) -> UserError {
        UserError(failure.to_string())
    }
}

/// Adds an account whose address counts as confirmed: whoever runs the command vouches for it. Says
/// what was added and, where no password was given, the link by which to choose one.
pub async fn add_user(db: &Db, clock: &Clock, user: NewUser) -> Result<String, UserError> {
    let password = if user.password_stdin { Some(password_from_input()?) } else { None };
    enrol(db, clock, user, password).await
}

async fn enrol(db: &Db, clock: &Clock, user: NewUser, password: Option<String>) -> Result<String, UserError> {
    let wrong = |text: String| Err(UserError(text));
    if !is_email(&user.email) {
        return wrong(format!("--email: {} is no address to write to", user.email));
    }
    if !is_name(&user.name) {
        return wrong("--name: give a name and a surname, at most 150 characters".to_owned());
    }
    match (user.role, user.office) {
        (Role::Entrepreneur, Some(_)) => return wrong("--office: an entrepreneur belongs to no office".to_owned()),
        (Role::Clerk | Role::Supervisor, None) => {
            return wrong("--office: a clerk belongs to an office; give its code".to_owned());
        }
        (Role::Regional, None) => {
            return wrong("--office: the regional administration has an office too; give its code, 7000".to_owned());
        }
        (Role::Administrator | Role::Auditor, Some(_)) => {
            return wrong("--office: an administrator or auditor belongs to no office".to_owned());
        }
        (Role::Editor, None) => return wrong("--office: an editor belongs to a council; give its code".to_owned()),
        _ => {}
    }
    let password_hash = match &password {
        Some(password) => {
            if let Some(fault) = passwords::fault(password, &user.email, &user.name) {
                return wrong(format!("the password is not taken: {fault} (8 to 200 characters, not a common one)"));
            }
            passwords::hash_now(password)?
        }
        // No password fits what is no hash.
        None => "none".to_owned(),
    };
    let now = clock.now();
    let account = Account {
        id: new_id(),
        email: folded_email(&user.email),
        name: user.name.trim().to_owned(),
        password_hash,
        role: user.role.code().to_owned(),
        office: user.office,
        lang: user.lang.tag().to_owned(),
        email_confirmed_at: Some(now),
        disabled_at: None,
        created_at: now,
    };
    let without_password = password.is_none();
    let add = move |conn: &mut AnyConn| -> Result<_, UserError> {
        if let Some(office) = account.office
            && !may_belong(&Offices::load(conn, now.date())?, office, account.role())
        {
            return Err(UserError(format!("--office: no registering body has the code {office}")));
        }
        if accounts::by_email(conn, &account.email)?.is_some() {
            return Err(UserError(format!("--email: {} has an account already", account.email)));
        }
        accounts::add(conn, &account)?;
        audit::record(conn, &operator(), "added-account", ("account", &account.id), now)?;
        let mut said = format!("{} was added as {}", account.email, account.role);
        if without_password {
            let token = new_link(conn, &account.id, Purpose::Reset, now + FIRST_PASSWORD_WITHIN, now)?;
            said.push_str(&format!("; within 24 hours they choose a password at /password/reset/{token}"));
        }
        Ok(said)
    };
    db.write(add).await
}

/// Whether somebody of a role can belong to an office: any council has open data, few register companies.
pub fn may_belong(offices: &Offices, office: i32, role: Role) -> bool {
    match role {
        Role::Editor => offices.get(office).is_some(),
        Role::Regional => offices.get(office).is_some_and(|known| known.kind == "region"),
        _ => offices.registering().any(|known| known.code == office),
    }
}

/// Gives an account a right to act for a company of the register.
pub async fn add_mandate(db: &Db, clock: &Clock, mandate: NewMandate) -> Result<String, UserError> {
    if mandate.until.is_some_and(|until| until < mandate.from) {
        return Err(UserError("--until: must not be before --from".to_owned()));
    }
    let now = clock.now();
    let add = move |conn: &mut AnyConn| -> Result<_, UserError> {
        let account = accounts::by_email(conn, &mandate.email)?
            .ok_or_else(|| UserError(format!("--email: {} has no account", mandate.email)))?;
        let number = mandate.unp.number();
        let company = match number {
            Some(number) => companies::find(conn, number)?,
            None => None,
        };
        let company =
            company.ok_or_else(|| UserError(format!("--unp: the register has no company {}", mandate.unp)))?;
        let row = MandateRow {
            id: new_id(),
            account_id: account.id,
            unp: company.unp,
            scope: mandate.scope.code().to_owned(),
            valid_from: mandate.from,
            valid_to: mandate.until,
            granted_by: None,
            revoked_at: None,
            created_at: now,
            authorised: None,
        };
        mandates::add(conn, &row)?;
        audit::record(conn, &operator(), "gave-mandate", ("mandate", &row.id), now)?;
        let until = mandate.until.map(|until| format!(" until {until}")).unwrap_or_default();
        Ok(format!("{} may {} for {} from {}{until}", account.email, row.scope, company.title(), mandate.from))
    };
    db.write(add).await
}

/// Turns the second step of an account off, for somebody who has lost the app and the recovery codes and has
/// shown who they are.
pub async fn second_step_off(
    db: &Db,
    clock: &Clock,
    public_url: String,
    who: SecondStepOff,
) -> Result<String, UserError> {
    let (now, addresses) = (clock.now(), Addresses { public_url });
    let forget = move |conn: &mut AnyConn| -> Result<_, UserError> {
        let account = accounts::by_email(conn, &who.email)?
            .ok_or_else(|| UserError(format!("--email: {} has no account", who.email)))?;
        if second_step::in_force(conn, &account.id)?.is_none() {
            return Err(UserError(format!("--email: {} signs in without one-time codes", account.email)));
        }
        second_step::forget(conn, &account, &addresses, now)?;
        audit::record(conn, &operator(), "turned-off-second-step", ("account", &account.id), now)?;
        Ok(format!("{} signs in without one-time codes again", account.email))
    };
    db.write(forget).await
}

/// Whoever runs the command line: who that is, the machine's own records tell.
fn operator() -> Actor {
    Actor { account_id: None, role: "operator", request_id: "command-line".to_owned() }
}

fn password_from_input() -> Result<String, UserError> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(|error| UserError(format!("standard input: {error}")))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn role(text: &str) -> Result<Role, String> {
    Role::from_code(text).ok_or_else(|| {
        "one of entrepreneur, clerk, supervisor, editor, tax, social-fund, customs, archive, administrator, auditor is wanted".to_owned()
    })
}

fn lang(text: &str) -> Result<Lang, String> {
    Lang::from_tag(text).ok_or_else(|| "one of be, ru, en is wanted".to_owned())
}

fn scope(text: &str) -> Result<Scope, String> {
    Scope::from_code(text).ok_or_else(|| "one of read, prepare, file, head is wanted".to_owned())
}

fn unp(text: &str) -> Result<Unp, String> {
    Unp::parse(text).map_err(|_| format!("{text} is no UNP"))
}
