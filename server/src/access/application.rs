//! Applications on the applicant's side, and what came of them.

use super::{SignedIn, path_param};
use crate::failure::Failure;
use crate::office::draft_keeping::restorable_since;
use crate::state::AppState;
use crate::store::accounts::Role;
use crate::store::applications::{self, ApplicationRow};
use crate::store::companies::{self, CompanyRow};
use crate::store::deleted_drafts::{self, DeletedDraftRow};
use crate::store::proceedings::{self, ProceedingRow};
use crate::store::{AnyConn, counter_drafts, founders, mandates, parties};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use chrono::NaiveDate;
use portal::mandate::{Mandate, Scope};
use portal::procedures::Confirms;

/// An application that the person may read about. Cases belong to the company: whoever holds a right to
/// act for it sees them. One that stands without a company, because it is only founded, is its starter's
/// until a number is allotted; `company` is then one in the making ([`CompanyRow::in_the_making`]). What was typed at
/// a counter is that office's until it is received, and is open to it again while it is returned for correction.
#[derive(Clone, Debug)]
pub struct OwnApplication {
    pub signed_in: SignedIn,
    pub row: ApplicationRow,
    pub company: CompanyRow,
    pub may_prepare: bool,
    pub may_file: bool,
    _made_here: (),
}

/// What somebody may do with an application as an applicant on a day: read about it, draw it up, file it. `own` is what
/// they started, and not at a counter; `held` are rights of theirs to act, for this company or others.
pub fn applicants_rights(row: &ApplicationRow, own: bool, held: &[Mandate], today: NaiveDate) -> [bool; 3] {
    // Nobody holds a right to act for what does not exist yet.
    let Some(unp) = row.unp else { return [own; 3] };
    let mut rights = [Scope::Read, Scope::Prepare, Scope::File]
        .map(|scope| held.iter().any(|mandate| mandate.unp == unp && mandate.allows(scope, today)));
    // Who founded it goes on reading how, whoever heads it.
    rights[0] |= row.procedure().founds().is_some() && own;
    rights
}

impl FromRequestParts<AppState> for OwnApplication {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "id").await?;
        let (account, today) = (signed_in.account.id.clone(), state.clock.today());
        let staff = signed_in.is_staff();
        let counter = signed_in.account.office.filter(|_| staff);
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let Some(row) = applications::find(conn, &id)? else { return Ok(None) };
            let Some(company) = parties::of(conn, &row)? else { return Ok(None) };
            // Typed at a counter it is nobody's but that office's, who can draw it up and not file it.
            if counter_drafts::marked(row.channel.as_deref(), row.filed_at) {
                let draft = counter_drafts::find(conn, &row.id)?;
                let theirs = draft.is_some_and(|draft| Some(draft.office) == counter);
                return Ok(theirs.then_some((row, company, true, false)));
            }
            // It came back for correction: whoever came with nothing prepared comes again.
            if let Some(office) = counter
                && counter_drafts::corrects(conn, &row, office)?
            {
                return Ok(Some((row, company, true, false)));
            }
            let started = row.started_by == account && !staff;
            let own = started && counter_drafts::applicant(conn, &row)?.is_some();
            let held = row.unp.map_or(Ok(Vec::new()), |unp| mandates::held(conn, &account, unp))?;
            let rights = applicants_rights(&row, own, &held, today);
            Ok(rights[0].then_some((row, company, rights[1], rights[2])))
        };
        let found = state.db.look(move |conn: &mut AnyConn| conn.at_once(&load)).await?;
        let (row, company, may_prepare, may_file) = found.ok_or(Failure::NotFound)?;
        Ok(OwnApplication { signed_in, row, company, may_prepare, may_file, _made_here: () })
    }
}

/// A filed application about which the person may write to the office: who may draw up, may; a clerk who corrects it at
/// the counter does not write to the office in the applicant's name.
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
        let side = application.may_prepare && !application.signed_in.is_staff();
        let may = side && application.row.filed_at.is_some();
        if may { Ok(Correspondent(application)) } else { Err(Failure::NotFound) }
    }
}

/// An application of one's company, or of one's counter, whose answers are open: a draft, one prepared for paper, or
/// one returned for correction.
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

/// An application in which the person is named as a founder, or as a co-owner of the dwelling in which a location
/// is: by whoever started it, who also invited them. They read what they are asked to confirm, and how it went.
#[derive(Clone, Debug)]
pub struct CoFounder {
    pub signed_in: SignedIn,
    pub row: ApplicationRow,
    pub company: CompanyRow,
    /// What they are asked to confirm: the whole, or the location alone.
    pub confirms: Confirms,
    _made_here: (),
}

impl CoFounder {
    /// The same person before what the answers are by now.
    pub async fn again(self, state: &AppState) -> Result<CoFounder, Failure> {
        CoFounder::of(state, self.signed_in, self.row.id).await
    }

    async fn of(state: &AppState, signed_in: SignedIn, id: String) -> Result<CoFounder, Failure> {
        let account = signed_in.account.clone();
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let Some(row) = applications::find(conn, &id)? else { return Ok(None) };
            let email = account.email.to_lowercase();
            let named = row.procedure().rules().signers(&row.answers()).into_iter().find(|who| who.email == email);
            let Some(named) = named else { return Ok(None) };
            let asked = counter_drafts::applicant(conn, &row)?.as_ref() == Some(&account.id)
                || founders::invitations(conn, &id)?.iter().any(|(invited, _)| *invited == email);
            let founder = asked && account.role() == Role::Entrepreneur;
            let company = if founder { parties::of(conn, &row)? } else { None };
            Ok(company.map(|company| (row, company, named.confirms)))
        };
        let (row, company, confirms) = state.db.read(load).await?.ok_or(Failure::NotFound)?;
        Ok(CoFounder { signed_in, row, company, confirms, _made_here: () })
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
