//! The registering body: its clerks, their cases, lists, files and runs.

use super::{SignedIn, path_param};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::absences::{self, AbsenceRow};
use crate::store::accounts::{self, Account, Role};
use crate::store::applications::{self, ApplicationRow};
use crate::store::audit::Actor;
use crate::store::bank_files::{self, BankFileRow};
use crate::store::case_exports::{self, CaseExportRow};
use crate::store::case_lists::{self, CaseListRow};
use crate::store::companies::CompanyRow;
use crate::store::runs::{self, RunRow};
use crate::store::second_person::{self, PreparationRow};
use crate::store::{AnyConn, parties};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use portal::application::Status;
use std::sync::Arc;

/// A clerk or supervisor of a registering body.
#[derive(Clone, Debug)]
pub struct Clerk {
    pub signed_in: SignedIn,
    /// Code of the office.
    pub office: i32,
    _made_here: (),
}

impl Clerk {
    /// An auditor in the place of a clerk of an office, for pages that only show.
    pub(super) fn auditing(signed_in: SignedIn, office: i32) -> Clerk {
        Clerk { signed_in, office, _made_here: () }
    }

    pub fn is_supervisor(&self) -> bool {
        self.signed_in.account.role() == Role::Supervisor
    }
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

/// A kept list of cases that the clerk may delete: their own, or as the supervisor one that is shared in the
/// office.
#[derive(Clone, Debug)]
pub struct DeletableList {
    pub clerk: Clerk,
    pub row: CaseListRow,
    _made_here: (),
}

impl DeletableList {
    /// Whether a clerk may delete a list.
    pub fn may(clerk: &Clerk, row: &CaseListRow) -> bool {
        let own = row.account_id == clerk.signed_in.account.id;
        own || (clerk.is_supervisor() && row.shared && row.office == clerk.office)
    }
}

impl FromRequestParts<AppState> for DeletableList {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let clerk = Clerk::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "id").await?;
        let found = state.db.read(move |conn| case_lists::find(conn, &id).map_err(Failure::from)).await?;
        let row = found.filter(|row| DeletableList::may(&clerk, row)).ok_or(Failure::NotFound)?;
        Ok(DeletableList { clerk, row, _made_here: () })
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

impl OfficeCase {
    /// A case before an auditor, for pages that only show.
    pub(super) fn audited(clerk: Clerk, row: ApplicationRow, company: CompanyRow) -> OfficeCase {
        OfficeCase { clerk, row, company, _made_here: () }
    }
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

/// A case in the clerk's own hands about which something can be decided: one that is being worked on, or one that was
/// returned for correction, which can be left without consideration where the correction does not come.
#[derive(Clone, Debug)]
pub struct DecidableCase(OfficeCase);

impl std::ops::Deref for DecidableCase {
    type Target = OfficeCase;

    fn deref(&self) -> &OfficeCase {
        &self.0
    }
}

impl DecidableCase {
    /// The case as one in whose substance something is decided, where it is not with the applicant.
    pub fn assigned(self) -> Result<AssignedCase, Failure> {
        AssignedCase::of(self.0)
    }
}

impl FromRequestParts<AppState> for DecidableCase {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let case = OfficeCase::from_request_parts(parts, state).await?;
        let mine = case.row.clerk.as_deref() == Some(case.clerk.signed_in.account.id.as_str());
        match case.row.status() {
            Status::InReview | Status::Returned if mine => Ok(DecidableCase(case)),
            Status::InReview | Status::Filed | Status::Returned => Err(Failure::Conflict("not-yours")),
            _ => Err(Failure::Conflict("already-moved-on")),
        }
    }
}

/// A case of the office with a decision that somebody prepared and that waits for a second person: for whoever
/// prepared it to look at, and for the others.
#[derive(Clone, Debug)]
pub struct PreparedCase {
    case: OfficeCase,
    pub preparation: PreparationRow,
}

impl std::ops::Deref for PreparedCase {
    type Target = OfficeCase;

    fn deref(&self) -> &OfficeCase {
        &self.case
    }
}

impl FromRequestParts<AppState> for PreparedCase {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let case = OfficeCase::from_request_parts(parts, state).await?;
        let id = case.row.id.clone();
        let found = state.db.look(move |conn| second_person::open(conn, &id).map_err(Failure::from)).await?;
        let waits = matches!(case.row.status(), Status::InReview | Status::Returned);
        // What was prepared about a case that has changed since is void.
        match found.filter(|preparation| waits && preparation.revision == case.row.revision) {
            Some(preparation) => Ok(PreparedCase { case, preparation }),
            None => Err(Failure::Conflict("already-moved-on")),
        }
    }
}

/// A prepared decision before somebody who did not prepare it.
#[derive(Clone, Debug)]
pub struct ConfirmableCase(PreparedCase);

impl std::ops::Deref for ConfirmableCase {
    type Target = PreparedCase;

    fn deref(&self) -> &PreparedCase {
        &self.0
    }
}

impl ConfirmableCase {
    /// Nobody confirms what they prepared themselves, a supervisor neither.
    pub fn of(case: PreparedCase) -> Result<ConfirmableCase, Failure> {
        match case.preparation.prepared_by == case.clerk.signed_in.account.id {
            true => Err(Failure::Conflict("own-preparation")),
            false => Ok(ConfirmableCase(case)),
        }
    }
}

/// A supervisor of a registering body.
#[derive(Clone, Debug)]
pub struct Supervisor {
    pub signed_in: SignedIn,
    /// Code of the office.
    pub office: i32,
    _made_here: (),
}

impl FromRequestParts<AppState> for Supervisor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let clerk = Clerk::from_request_parts(parts, state).await?;
        match clerk.is_supervisor() {
            true => Ok(Supervisor { signed_in: clerk.signed_in, office: clerk.office, _made_here: () }),
            false => Err(Failure::NotFound),
        }
    }
}

/// A decided case before the supervisor of its office, who may open it again where its status lets them.
#[derive(Clone, Debug)]
pub struct ReopenableCase {
    pub supervisor: Supervisor,
    case: OfficeCase,
}

impl std::ops::Deref for ReopenableCase {
    type Target = OfficeCase;

    fn deref(&self) -> &OfficeCase {
        &self.case
    }
}

impl FromRequestParts<AppState> for ReopenableCase {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let supervisor = Supervisor::from_request_parts(parts, state).await?;
        let case = OfficeCase::from_request_parts(parts, state).await?;
        match case.row.status().is_decided() {
            true => Ok(ReopenableCase { supervisor, case }),
            false => Err(Failure::Conflict("already-moved-on")),
        }
    }
}

/// A file of cases that the supervisor ordered for the office that they still lead, while it is kept.
#[derive(Clone, Debug)]
pub struct OwnExport {
    pub supervisor: Supervisor,
    pub row: CaseExportRow,
    _made_here: (),
}

impl FromRequestParts<AppState> for OwnExport {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let supervisor = Supervisor::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "id").await?;
        let found = state.db.read(move |conn| case_exports::find(conn, &id).map_err(Failure::from)).await?;
        let me = &supervisor.signed_in.account.id;
        let now = state.clock.now();
        let row = found.filter(|row| {
            row.account_id == *me && row.office == supervisor.office && row.expires_at > now && row.made_at.is_some()
        });
        Ok(OwnExport { row: row.ok_or(Failure::NotFound)?, supervisor, _made_here: () })
    }
}

/// For whom a file of cases is made, as their rights stand at this moment.
#[derive(Clone, Debug)]
pub struct ExportActor {
    pub account: Arc<Account>,
    _made_here: (),
}

impl ExportActor {
    /// Whoever ordered a file, where they still lead its office.
    pub fn of(conn: &mut AnyConn, row: &CaseExportRow) -> Result<Option<ExportActor>, Failure> {
        let account = accounts::by_id(conn, &row.account_id)?.filter(|account| {
            account.role() == Role::Supervisor && account.office == Some(row.office) && account.disabled_at.is_none()
        });
        Ok(account.map(|account| ExportActor { account: Arc::new(account), _made_here: () }))
    }
}

/// A case that the person may hand to somebody: one in their own hands, or as the supervisor any of the office
/// that is not decided.
#[derive(Clone, Debug)]
pub struct HandableCase(OfficeCase);

impl HandableCase {
    /// Whether a case can be handed over by a clerk.
    pub fn may(clerk: &Clerk, row: &ApplicationRow) -> bool {
        let mine = row.clerk.as_deref() == Some(clerk.signed_in.account.id.as_str());
        match row.status() {
            Status::InReview => mine || clerk.is_supervisor(),
            Status::Filed | Status::Returned => clerk.is_supervisor(),
            _ => false,
        }
    }
}

impl std::ops::Deref for HandableCase {
    type Target = OfficeCase;

    fn deref(&self) -> &OfficeCase {
        &self.0
    }
}

impl FromRequestParts<AppState> for HandableCase {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let case = OfficeCase::from_request_parts(parts, state).await?;
        match HandableCase::may(&case.clerk, &case.row) {
            true => Ok(HandableCase(case)),
            false if case.row.status().is_decided() => Err(Failure::Conflict("already-moved-on")),
            false => Err(Failure::Conflict("not-yours")),
        }
    }
}

/// An absence in the clerk's office that they may end: their own, or as the supervisor anybody's.
#[derive(Clone, Debug)]
pub struct EndableAbsence {
    pub clerk: Clerk,
    pub row: AbsenceRow,
    _made_here: (),
}

impl EndableAbsence {
    /// Whether a clerk may end an absence.
    pub fn may(clerk: &Clerk, row: &AbsenceRow) -> bool {
        let own = row.account_id == clerk.signed_in.account.id;
        row.office == clerk.office && (own || clerk.is_supervisor())
    }
}

impl FromRequestParts<AppState> for EndableAbsence {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let clerk = Clerk::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "id").await?;
        let found = state.db.read(move |conn| absences::find(conn, &id).map_err(Failure::from)).await?;
        let row = found.filter(|row| EndableAbsence::may(&clerk, row)).ok_or(Failure::NotFound)?;
        Ok(EndableAbsence { clerk, row, _made_here: () })
    }
}

/// On whose behalf a run works, as their rights stand at this moment.
#[derive(Clone, Debug)]
pub struct RunActor {
    pub account: Arc<Account>,
    /// Code of the office, theirs and the run's.
    pub office: i32,
    _made_here: (),
}

impl RunActor {
    /// Whoever confirmed a run, where they still work in its office.
    pub fn of(conn: &mut AnyConn, run: &RunRow) -> Result<Option<RunActor>, Failure> {
        let account = accounts::by_id(conn, &run.account_id)?;
        let account = account.filter(|account| {
            matches!(account.role(), Role::Clerk | Role::Supervisor)
                && account.office == Some(run.office)
                && account.disabled_at.is_none()
        });
        Ok(account.map(|account| RunActor { account: Arc::new(account), office: run.office, _made_here: () }))
    }

    pub fn is_supervisor(&self) -> bool {
        self.account.role() == Role::Supervisor
    }

    /// Who acts, for the audit record and the events; `request` says in which run.
    pub fn actor(&self, request: &str) -> Actor {
        Actor {
            account_id: Some(self.account.id.clone()),
            role: self.account.role().code(),
            request_id: request.to_owned(),
        }
    }
}

/// A run that the clerk began.
#[derive(Clone, Debug)]
pub struct OwnRun {
    pub clerk: Clerk,
    pub actor: RunActor,
    pub row: RunRow,
    _made_here: (),
}

impl FromRequestParts<AppState> for OwnRun {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let clerk = Clerk::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "id").await?;
        let me = clerk.signed_in.account.id.clone();
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let Some(row) = runs::find(conn, &id)?.filter(|run| run.account_id == me) else { return Ok(None) };
            Ok(RunActor::of(conn, &row)?.map(|actor| (row, actor)))
        };
        let (row, actor) = state.db.read(load).await?.ok_or(Failure::NotFound)?;
        Ok(OwnRun { clerk, actor, row, _made_here: () })
    }
}
