//! Who may do what, as types.
//!
//! Each type is an axum extractor that holds the loaded, checked thing; only this file can make one,
//! and the verbs of `office` demand them: a forgotten check does not compile. What a person may not
//! see is not found (404), never forbidden. The golden table `tests/golden/access.txt` lists every
//! route for every role.

#![expect(
    clippy::manual_non_exhaustive,
    reason = "the private field keeps every other module of this crate from making one"
)]

use crate::failure::Failure;
use crate::http::observe::RequestId;
use crate::http::visit::Visit;
use crate::office::draft_keeping::restorable_since;
use crate::state::AppState;
use crate::store::accounts::{self, Account, Role};
use crate::store::applications::{self, ApplicationRow};
use crate::store::audit::Actor;
use crate::store::bank_files::{self, BankFileRow};
use crate::store::calendar_feeds;
use crate::store::companies::{self, CompanyRow};
use crate::store::deleted_drafts::{self, DeletedDraftRow};
use crate::store::extracts::{self, ExtractRow};
use crate::store::invitations::{self, InvitationRow};
use crate::store::mandates::MandateRow;
use crate::store::proceedings::{self, ProceedingRow, TaskRow};
use crate::store::{AnyConn, founders, mandates, parties, sessions};
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use chrono::{Duration, NaiveDate};
use portal::application::Status;
use portal::code::{FILING_DIGITS, PAPER_DIGITS, parse};
use portal::company::Kind;
use portal::mandate::Scope;
use portal::proceeding::Body;
use portal::unp::Unp;
use std::sync::Arc;

/// A signed-in person.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub account: Arc<Account>,
    pub token_hash: String,
    request_id: String,
}

impl SignedIn {
    /// The session of a token, where it still lasts. Seen at most once a minute, so that reading
    /// pages does not write.
    pub async fn load(state: &AppState, token: &str) -> Option<SignedIn> {
        let token_hash = crate::random::hashed(token);
        let now = state.clock.now();
        let idle_since = now - Duration::minutes(state.config.session_idle_minutes);
        let hash = token_hash.clone();
        let found =
            state.db.look(move |conn| sessions::find(conn, &hash, now, idle_since).map_err(Failure::from)).await;
        let (session, account) = found.ok().flatten()?;
        if now - session.seen_at > Duration::minutes(1) {
            let hash = token_hash.clone();
            // A visit is worth no failure: the next request tries again.
            let _ = state.db.write(move |conn| sessions::touch(conn, &hash, now).map_err(Failure::from)).await;
        }
        Some(SignedIn { account: Arc::new(account), token_hash, request_id: String::new() })
    }

    /// Works in a registering body.
    pub fn is_staff(&self) -> bool {
        matches!(self.account.role(), Role::Clerk | Role::Supervisor)
    }

    /// The body that the person answers for.
    pub fn body(&self) -> Option<Body> {
        match self.account.role() {
            Role::Of(body) => Some(body),
            _ => None,
        }
    }

    /// Who acts, for the audit record and the events.
    pub fn actor(&self) -> Actor {
        Actor {
            account_id: Some(self.account.id.clone()),
            role: self.account.role().code(),
            request_id: self.request_id.clone(),
        }
    }
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let visit = visit(parts, state).await;
        let mut signed_in = visit.signed_in.ok_or(Failure::SignInNeeded)?;
        signed_in.request_id = parts.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
        Ok(signed_in)
    }
}

/// The signed-in person's own account, where they may close it: officials' accounts are their office's.
#[derive(Clone, Debug)]
pub struct ClosableAccount(SignedIn);

impl std::ops::Deref for ClosableAccount {
    type Target = SignedIn;

    fn deref(&self) -> &SignedIn {
        &self.0
    }
}

impl FromRequestParts<AppState> for ClosableAccount {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, state).await?;
        match signed_in.account.role() {
            Role::Entrepreneur => Ok(ClosableAccount(signed_in)),
            _ => Err(Failure::NotFound),
        }
    }
}

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
/// head, or their own that somebody gave them. A head's right follows from the register alone.
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
            let given = |row: &MandateRow| row.unp == unp && row.scope != Scope::Head.code();
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

/// A right offered to the signed-in person's own confirmed address, `{id}` of the path, while it can be
/// accepted; or one that they accepted. Officials act for no company.
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
            // Whoever no longer heads the company cannot give a right in it.
            let stands =
                row.is_open(now, today) && mandates::allows(conn, &row.invited_by, row.unp, Scope::Head, today)?;
            if !accepted && !stands {
                return Ok(None);
            }
            Ok(companies::find(conn, row.unp)?.map(|company| (row, company)))
        };
        let (row, company) = state.db.read(load).await?.ok_or(Failure::NotFound)?;
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

fn is_themselves(conn: &mut AnyConn, account: &str, unp: i64, today: chrono::NaiveDate) -> Result<bool, Failure> {
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

/// An application that the person may read about. Cases belong to the company: whoever holds a right to
/// act for it sees them. One that stands without a company, because it is only founded, is its starter's
/// until a number is allotted; `company` is then one in the making ([`CompanyRow::in_the_making`]).
#[derive(Clone, Debug)]
pub struct OwnApplication {
    pub signed_in: SignedIn,
    pub row: ApplicationRow,
    pub company: CompanyRow,
    pub may_prepare: bool,
    pub may_file: bool,
    _made_here: (),
}

impl FromRequestParts<AppState> for OwnApplication {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "id").await?;
        let (account, today) = (signed_in.account.id.clone(), state.clock.today());
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let Some(row) = applications::find(conn, &id)? else { return Ok(None) };
            let Some(company) = parties::of(conn, &row)? else { return Ok(None) };
            let rights = match row.unp {
                Some(unp) => {
                    let held = mandates::held(conn, &account, unp)?;
                    let mut rights = [Scope::Read, Scope::Prepare, Scope::File]
                        .map(|scope| held.iter().any(|mandate| mandate.allows(scope, today)));
                    // Who founded it goes on reading how, whoever heads it.
                    rights[0] |= row.procedure().founds().is_some() && row.started_by == account;
                    rights
                }
                // Nobody holds a right to act for what does not exist yet.
                None => [row.started_by == account; 3],
            };
            Ok(rights[0].then_some((row, company, rights[1], rights[2])))
        };
        let (row, company, may_prepare, may_file) = state.db.look(load).await?.ok_or(Failure::NotFound)?;
        Ok(OwnApplication { signed_in, row, company, may_prepare, may_file, _made_here: () })
    }
}

/// A filed application about which the person may write to the office: who may draw up, may.
#[derive(Clone, Debug)]
pub struct Correspondent(OwnApplication);

impl std::ops::Deref for Correspondent {
    type Target = OwnApplication;

    fn deref(&self) -> &OwnApplication {
        &self.0
    }
}

impl FromRequestParts<AppState> for Correspondent {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let application = OwnApplication::from_request_parts(parts, state).await?;
        let may = application.may_prepare && application.row.filed_at.is_some();
        if may { Ok(Correspondent(application)) } else { Err(Failure::NotFound) }
    }
}

/// An application of one's company whose answers are open: a draft, one prepared for paper, or one
/// returned for correction.
#[derive(Clone, Debug)]
pub struct OwnDraft(OwnApplication);

impl OwnDraft {
    /// The draft in an application, where there is one and the person may write in it.
    pub fn of(application: OwnApplication) -> Result<OwnDraft, Failure> {
        if !application.may_prepare {
            return Err(Failure::NotFound);
        }
        if !application.row.status().is_open_to_applicant() {
            return Err(Failure::Conflict("already-filed"));
        }
        Ok(OwnDraft(application))
    }
}

impl std::ops::Deref for OwnDraft {
    type Target = OwnApplication;

    fn deref(&self) -> &OwnApplication {
        &self.0
    }
}

impl FromRequestParts<AppState> for OwnDraft {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        OwnDraft::of(OwnApplication::from_request_parts(parts, state).await?)
    }
}

/// A deleted draft of a company for which the person may draw up applications, while it can be restored.
#[derive(Clone, Debug)]
pub struct DeletedDraft {
    pub signed_in: SignedIn,
    pub row: DeletedDraftRow,
    _made_here: (),
}

impl FromRequestParts<AppState> for DeletedDraft {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "id").await?;
        let (account, today) = (signed_in.account.id.clone(), state.clock.today());
        let since = restorable_since(state.clock.now());
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let row =
                deleted_drafts::find(conn, &id)?.filter(|row| row.deleted_at > since && row.procedure().is_some());
            let Some(row) = row else { return Ok(None) };
            let allowed = match row.unp {
                Some(unp) => mandates::allows(conn, &account, unp, Scope::Prepare, today)?,
                None => row.started_by == account,
            };
            Ok(allowed.then_some(row))
        };
        let row = state.db.look(load).await?.ok_or(Failure::NotFound)?;
        Ok(DeletedDraft { signed_in, row, _made_here: () })
    }
}

/// An application that the person may sign and file, or take back; its state is for the verb to judge, so that a
/// second sending of the same filing finds the first.
#[derive(Clone, Debug)]
pub struct FilableApplication(OwnApplication);

impl std::ops::Deref for FilableApplication {
    type Target = OwnApplication;

    fn deref(&self) -> &OwnApplication {
        &self.0
    }
}

impl FromRequestParts<AppState> for FilableApplication {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let application = OwnApplication::from_request_parts(parts, state).await?;
        if application.may_file { Ok(FilableApplication(application)) } else { Err(Failure::NotFound) }
    }
}

/// An application in which the person is named as a founder: by whoever started it, who also invited them. They
/// read what they are asked to confirm, and how it went.
#[derive(Clone, Debug)]
pub struct CoFounder {
    pub signed_in: SignedIn,
    pub row: ApplicationRow,
    pub company: CompanyRow,
    _made_here: (),
}

impl CoFounder {
    /// The same founder before what the answers are by now.
    pub async fn again(self, state: &AppState) -> Result<CoFounder, Failure> {
        CoFounder::of(state, self.signed_in, self.row.id).await
    }

    async fn of(state: &AppState, signed_in: SignedIn, id: String) -> Result<CoFounder, Failure> {
        let account = signed_in.account.clone();
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let Some(row) = applications::find(conn, &id)? else { return Ok(None) };
            let email = account.email.to_lowercase();
            let named = row.procedure().rules().signers(&row.answers()).iter().any(|founder| founder.email == email);
            let asked = row.started_by == account.id
                || founders::invitations(conn, &id)?.iter().any(|(invited, _)| *invited == email);
            let founder = named && asked && account.role() == Role::Entrepreneur;
            let company = if founder { parties::of(conn, &row)? } else { None };
            Ok(company.map(|company| (row, company)))
        };
        let (row, company) = state.db.read(load).await?.ok_or(Failure::NotFound)?;
        Ok(CoFounder { signed_in, row, company, _made_here: () })
    }
}

impl FromRequestParts<AppState> for CoFounder {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "id").await?;
        CoFounder::of(state, signed_in, id).await
    }
}

/// A clerk or supervisor of a registering body.
#[derive(Clone, Debug)]
pub struct Clerk {
    pub signed_in: SignedIn,
    /// Code of the office.
    pub office: i32,
    _made_here: (),
}

impl FromRequestParts<AppState> for Clerk {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, state).await?;
        match signed_in.account.office {
            Some(office) if signed_in.is_staff() => Ok(Clerk { signed_in, office, _made_here: () }),
            _ => Err(Failure::NotFound),
        }
    }
}

/// A bank file that the clerk's office imported.
#[derive(Clone, Debug)]
pub struct OfficeBankFile {
    pub row: BankFileRow,
    _made_here: (),
}

impl FromRequestParts<AppState> for OfficeBankFile {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let clerk = Clerk::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "id").await?;
        let found = state.db.read(move |conn| bank_files::find(conn, &id).map_err(Failure::from)).await?;
        let row = found.filter(|file| file.office == clerk.office).ok_or(Failure::NotFound)?;
        Ok(OfficeBankFile { row, _made_here: () })
    }
}

/// A case of the clerk's office: filed there, or passed there.
#[derive(Clone, Debug)]
pub struct OfficeCase {
    pub clerk: Clerk,
    pub row: ApplicationRow,
    pub company: CompanyRow,
    _made_here: (),
}

impl FromRequestParts<AppState> for OfficeCase {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let clerk = Clerk::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "id").await?;
        let office = clerk.office;
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let row = applications::find(conn, &id)?;
            let Some(row) = row.filter(|r| r.office == Some(office) && r.filed_at.is_some()) else { return Ok(None) };
            Ok(parties::of(conn, &row)?.map(|company| (row, company)))
        };
        let (row, company) = state.db.look(load).await?.ok_or(Failure::NotFound)?;
        Ok(OfficeCase { clerk, row, company, _made_here: () })
    }
}

/// A case in the clerk's own hands, open for a decision.
#[derive(Clone, Debug)]
pub struct AssignedCase(OfficeCase);

impl std::ops::Deref for AssignedCase {
    type Target = OfficeCase;

    fn deref(&self) -> &OfficeCase {
        &self.0
    }
}

impl AssignedCase {
    /// The case as an assigned one, where it is.
    pub fn of(case: OfficeCase) -> Result<AssignedCase, Failure> {
        let mine = case.row.clerk.as_deref() == Some(case.clerk.signed_in.account.id.as_str());
        match case.row.status() {
            Status::InReview if mine => Ok(AssignedCase(case)),
            Status::InReview | Status::Filed => Err(Failure::Conflict("not-yours")),
            _ => Err(Failure::Conflict("already-moved-on")),
        }
    }
}

impl FromRequestParts<AppState> for AssignedCase {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        AssignedCase::of(OfficeCase::from_request_parts(parts, state).await?)
    }
}

/// A signed paper draft before a clerk, found by its code. Any registering body may receive it: the
/// case goes to the body that is competent.
#[derive(Clone, Debug)]
pub struct PaperDraft {
    pub clerk: Clerk,
    pub row: ApplicationRow,
    pub company: CompanyRow,
    _made_here: (),
}

impl PaperDraft {
    /// The prepared application of a typed or scanned code.
    pub async fn of(state: &AppState, clerk: Clerk, typed: &str) -> Result<PaperDraft, Failure> {
        let code = parse(typed, PAPER_DIGITS).ok_or(Failure::NotFound)?;
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let Some(row) = applications::by_paper_code(conn, &code)? else { return Ok(None) };
            Ok(parties::of(conn, &row)?.map(|company| (row, company)))
        };
        let (row, company) = state.db.look(load).await?.ok_or(Failure::NotFound)?;
        Ok(PaperDraft { clerk, row, company, _made_here: () })
    }
}

impl FromRequestParts<AppState> for PaperDraft {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let clerk = Clerk::from_request_parts(parts, state).await?;
        let code = path_param(parts, state, "code").await?;
        PaperDraft::of(state, clerk, &code).await
    }
}

/// Somebody who answers for a body that confirms before an exclusion from the register.
#[derive(Clone, Debug)]
pub struct BodyOfficer {
    pub signed_in: SignedIn,
    pub body: Body,
    /// The registering body whose proceedings they see; `None`: all.
    pub office: Option<i32>,
    _made_here: (),
}

impl FromRequestParts<AppState> for BodyOfficer {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, state).await?;
        let body = signed_in.body().ok_or(Failure::NotFound)?;
        let office = signed_in.account.office;
        Ok(BodyOfficer { signed_in, body, office, _made_here: () })
    }
}

/// What the officer's own body is asked.
#[derive(Clone, Debug)]
pub struct BodyTask {
    pub officer: BodyOfficer,
    pub row: TaskRow,
    pub proceeding: ProceedingRow,
    pub company: CompanyRow,
    _made_here: (),
}

impl FromRequestParts<AppState> for BodyTask {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let officer = BodyOfficer::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "id").await?;
        let (body, office) = (officer.body, officer.office);
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let own = |task: &TaskRow| task.body() == Some(body) && (office.is_none() || task.office == office);
            let Some(row) = proceedings::find_task(conn, &id)?.filter(own) else { return Ok(None) };
            let Some(proceeding) = proceedings::find(conn, &row.proceeding_id)? else { return Ok(None) };
            Ok(companies::find(conn, proceeding.unp)?.map(|company| (row, proceeding, company)))
        };
        let (row, proceeding, company) = state.db.look(load).await?.ok_or(Failure::NotFound)?;
        Ok(BodyTask { officer, row, proceeding, company, _made_here: () })
    }
}

/// A proceeding of a company that the person may read about.
#[derive(Clone, Debug)]
pub struct OwnProceeding {
    pub row: ProceedingRow,
    pub company: CompanyRow,
    pub may_prepare: bool,
    _made_here: (),
}

impl FromRequestParts<AppState> for OwnProceeding {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "id").await?;
        let (account, today) = (signed_in.account.id.clone(), state.clock.today());
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let Some(row) = proceedings::find(conn, &id)? else { return Ok(None) };
            let held = mandates::held(conn, &account, row.unp)?;
            let may = |scope| held.iter().any(|mandate| mandate.allows(scope, today));
            let company = if may(Scope::Read) { companies::find(conn, row.unp)? } else { None };
            Ok(company.map(|company| (row, company, may(Scope::Prepare))))
        };
        let (row, company, may_prepare) = state.db.look(load).await?.ok_or(Failure::NotFound)?;
        Ok(OwnProceeding { row, company, may_prepare, _made_here: () })
    }
}

async fn visit(parts: &mut Parts, state: &AppState) -> Visit {
    match Visit::from_request_parts(parts, state).await {
        Ok(visit) => visit,
        Err(never) => match never {},
    }
}

async fn path_param(parts: &mut Parts, state: &AppState, name: &str) -> Result<String, Failure> {
    let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Failure::NotFound)?;
    let value = params.iter().find(|(found, _)| *found == name).map(|(_, value)| value.to_owned());
    // No id holds a NUL, and PostgreSQL refuses to look for one.
    value.filter(|value| !value.contains('\0')).ok_or(Failure::NotFound)
}
