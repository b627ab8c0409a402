//! Companies: who may act for one, give others the right to, and read what the register keeps of them.

use super::{SignedIn, path_param, visit};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::accounts::{self, Account, Role};
use crate::store::calendar_feeds;
use crate::store::companies::{self, CompanyRow};
use crate::store::extracts::{self, ExtractRow};
use crate::store::invitations::{self, InvitationRow};
use crate::store::mandates::MandateRow;
use crate::store::{AnyConn, mandates};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use chrono::NaiveDate;
use portal::code::{FILING_DIGITS, parse};
use portal::company::Kind;
use portal::mandate::Scope;
use portal::unp::Unp;

/// A person who may draw up applications for the company `{unp}` of the path.
#[derive(Clone, Debug)]
pub struct Representative {
    pub signed_in: SignedIn,
    pub company: CompanyRow,
    _made_here: (),
}

impl FromRequestParts<AppState> for Representative {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, state).await?;
        let unp = path_param(parts, state, "unp").await?;
        let unp = Unp::parse(&unp).ok().and_then(|u| u.number()).ok_or(Failure::NotFound)?;
        Representative::of(state, signed_in, unp).await
    }
}

impl Representative {
    /// The right of a signed-in person to draw up applications for a company.
    pub async fn of(state: &AppState, signed_in: SignedIn, unp: i64) -> Result<Representative, Failure> {
        let (account, today) = (signed_in.account.id.clone(), state.clock.today());
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let allowed = mandates::allows(conn, &account, unp, Scope::Prepare, today)?;
            Ok(if allowed { companies::find(conn, unp)? } else { None })
        };
        let company = state.db.look(load).await?.ok_or(Failure::NotFound)?;
        Ok(Representative { signed_in, company, _made_here: () })
    }
}

/// An entrepreneur, who may found something. Whoever decides of it for an office does not.
#[derive(Clone, Debug)]
pub struct Founder {
    pub signed_in: SignedIn,
    _made_here: (),
}

impl Founder {
    /// The right of a signed-in person to found something.
    pub fn of(signed_in: SignedIn) -> Result<Founder, Failure> {
        match signed_in.account.role() {
            Role::Entrepreneur => Ok(Founder { signed_in, _made_here: () }),
            _ => Err(Failure::NotFound),
        }
    }
}

/// The company `{unp}` of the path, for whoever holds any right to act for it today.
#[derive(Clone, Debug)]
pub struct OwnCompany {
    pub signed_in: SignedIn,
    pub company: CompanyRow,
    pub may_prepare: bool,
    /// The head, or the sole proprietor.
    pub is_head: bool,
    _made_here: (),
}

impl FromRequestParts<AppState> for OwnCompany {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, state).await?;
        let unp = path_param(parts, state, "unp").await?;
        let unp = Unp::parse(&unp).ok().and_then(|u| u.number()).ok_or(Failure::NotFound)?;
        let (account, today) = (signed_in.account.id.clone(), state.clock.today());
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let held = mandates::held(conn, &account, unp)?;
            let may = |scope| held.iter().any(|mandate| mandate.allows(scope, today));
            let company = if may(Scope::Read) { companies::find(conn, unp)? } else { None };
            Ok(company.map(|company| (company, may(Scope::Prepare), may(Scope::Head))))
        };
        let (company, may_prepare, is_head) = state.db.read(load).await?.ok_or(Failure::NotFound)?;
        Ok(OwnCompany { signed_in, company, may_prepare, is_head, _made_here: () })
    }
}

/// The head of the company `{unp}` of the path, or the sole proprietor: whoever gives rights to others.
#[derive(Clone, Debug)]
pub struct HeadOf {
    pub signed_in: SignedIn,
    pub company: CompanyRow,
    /// The last day of the head's own right.
    pub until: Option<NaiveDate>,
    _made_here: (),
}

impl FromRequestParts<AppState> for HeadOf {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let OwnCompany { signed_in, company, .. } = OwnCompany::from_request_parts(parts, state).await?;
        let (account, unp, today) = (signed_in.account.id.clone(), company.unp, state.clock.today());
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            Ok(mandates::right(conn, &account, unp, Scope::Head, today)?)
        };
        let right = state.db.read(load).await?.ok_or(Failure::NotFound)?;
        Ok(HeadOf { signed_in, company, until: right.valid_to, _made_here: () })
    }
}

/// The right `{right}` of the path that the person may take away: given to another by the company they
/// head, or their own that somebody gave them. The right of a head and that of another person authorised to act
/// follow from the register alone.
#[derive(Clone, Debug)]
pub struct RevocableRight {
    pub signed_in: SignedIn,
    pub company: CompanyRow,
    pub row: MandateRow,
    /// Their own: they give it back.
    pub own: bool,
    _made_here: (),
}

impl FromRequestParts<AppState> for RevocableRight {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, state).await?;
        let unp = path_param(parts, state, "unp").await?;
        let unp = Unp::parse(&unp).ok().and_then(|u| u.number()).ok_or(Failure::NotFound)?;
        let id = path_param(parts, state, "right").await?;
        let (account, today) = (signed_in.account.id.clone(), state.clock.today());
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let given = |row: &MandateRow| row.unp == unp && row.follows_from_grant();
            let Some(row) = mandates::find(conn, &id)?.filter(given) else { return Ok(None) };
            let own = row.account_id == account;
            if !own && !mandates::allows(conn, &account, unp, Scope::Head, today)? {
                return Ok(None);
            }
            Ok(companies::find(conn, unp)?.map(|company| (row, company, own)))
        };
        let (row, company, own) = state.db.read(load).await?.ok_or(Failure::NotFound)?;
        Ok(RevocableRight { signed_in, company, row, own, _made_here: () })
    }
}

/// A right offered to the signed-in person's own confirmed address, `{id}` of the path, be it still to be had or not:
/// whoever was written to is told what became of it. Officials act for no company.
#[derive(Clone, Debug)]
pub struct Addressed {
    pub signed_in: SignedIn,
    pub company: CompanyRow,
    pub row: InvitationRow,
    /// It can be accepted, or the person accepted it.
    pub stands: bool,
    _made_here: (),
}

impl FromRequestParts<AppState> for Addressed {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, state).await?;
        if signed_in.account.role() != Role::Entrepreneur {
            return Err(Failure::NotFound);
        }
        let id = path_param(parts, state, "id").await?;
        let (account, email) = (signed_in.account.id.clone(), signed_in.account.email.clone());
        let (now, today) = (state.clock.now(), state.clock.today());
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let Some(row) = invitations::find(conn, &id)?.filter(|row| row.email == email) else { return Ok(None) };
            let accepted = row.accepted_by.as_deref() == Some(account.as_str());
            let stands = accepted || invitations::stands(conn, &row, now, today)?;
            Ok(companies::find(conn, row.unp)?.map(|company| (row, company, stands)))
        };
        let (row, company, stands) = state.db.read(load).await?.ok_or(Failure::NotFound)?;
        Ok(Addressed { signed_in, company, row, stands, _made_here: () })
    }
}

/// A right offered to the signed-in person while it can be accepted; or one that they accepted.
#[derive(Clone, Debug)]
pub struct Invited {
    pub signed_in: SignedIn,
    pub company: CompanyRow,
    pub row: InvitationRow,
    _made_here: (),
}

impl FromRequestParts<AppState> for Invited {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let addressed = Addressed::from_request_parts(parts, state).await?;
        if !addressed.stands {
            return Err(Failure::NotFound);
        }
        let Addressed { signed_in, company, row, .. } = addressed;
        Ok(Invited { signed_in, company, row, _made_here: () })
    }
}

/// Whose calendar answers under the secret address `{calendar}` of the path: a calendar program signs in
/// nowhere, so the address is the right to read.
#[derive(Clone, Debug)]
pub struct CalendarOwner {
    pub account: Account,
    _made_here: (),
}

impl FromRequestParts<AppState> for CalendarOwner {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let name = path_param(parts, state, "calendar").await?;
        let hash = crate::random::hashed(name.strip_suffix(".ics").ok_or(Failure::NotFound)?);
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let Some(id) = calendar_feeds::account_of(conn, &hash)? else { return Ok(None) };
            Ok(accounts::by_id(conn, &id)?)
        };
        let account = state.db.read(load).await?.ok_or(Failure::NotFound)?;
        Ok(CalendarOwner { account, _made_here: () })
    }
}

/// A sole proprietor who is signed in: what the register keeps of them is their own.
#[derive(Clone, Debug)]
pub struct Themselves {
    unp: i64,
    _made_here: (),
}

impl Themselves {
    /// Whether a signed-in person is the sole proprietor of a number.
    pub async fn of(state: &AppState, signed_in: &SignedIn, unp: i64) -> Result<Option<Themselves>, Failure> {
        let (account, today) = (signed_in.account.id.clone(), state.clock.today());
        let load = move |conn: &mut AnyConn| is_themselves(conn, &account, unp, today);
        Ok(state.db.look(load).await?.then_some(Themselves { unp, _made_here: () }))
    }

    pub fn unp(&self) -> i64 {
        self.unp
    }
}

fn is_themselves(conn: &mut AnyConn, account: &str, unp: i64, today: NaiveDate) -> Result<bool, Failure> {
    let person = companies::find(conn, unp)?.is_some_and(|company| company.kind() == Kind::SoleProprietor);
    Ok(person && mandates::allows(conn, account, unp, Scope::Head, today)?)
}

/// The extract `{number}` of the path: anybody's, but for one with personal data, which is its person's.
#[derive(Clone, Debug)]
pub struct ReadableExtract {
    pub row: ExtractRow,
    _made_here: (),
}

impl FromRequestParts<AppState> for ReadableExtract {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let number = path_param(parts, state, "number").await?;
        let number = parse(&number, FILING_DIGITS).ok_or(Failure::NotFound)?;
        let account = visit(parts, state).await.signed_in.map(|person| person.account.id.clone());
        let today = state.clock.today();
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let Some(row) = extracts::by_number(conn, &number)? else { return Ok(None) };
            let shown = match (row.personal, &account) {
                (false, _) => true,
                (true, Some(account)) => is_themselves(conn, account, row.unp, today)?,
                (true, None) => false,
            };
            Ok(shown.then_some(row))
        };
        let row = state.db.look(load).await?.ok_or(Failure::NotFound)?;
        Ok(ReadableExtract { row, _made_here: () })
    }
}
