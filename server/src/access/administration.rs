//! The portal as a whole: its administrators, who set it up, and its auditors, who read everything and change nothing.

use super::{Clerk, OfficeCase, RegionCase, RegionReader, SignedIn, Supervisor, asked_office, path_param};
use crate::failure::Failure;
use crate::http::visit::Visit;
use crate::state::AppState;
use crate::store::accounts::{self, Account, Role};
use crate::store::administration::{self, ChangeRow};
use crate::store::disqualified::{self, DisqualifiedRow};
use crate::store::{AnyConn, applications, parties};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::Method;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Whoever may read what the portal is set up with: an administrator or an auditor.
#[derive(Clone, Debug)]
pub struct AdministrationReader {
    pub signed_in: SignedIn,
    _made_here: (),
}

impl AdministrationReader {
    /// Whether they may change it as well.
    pub fn writes(&self) -> bool {
        self.signed_in.account.role() == Role::Administrator
    }
}

impl FromRequestParts<AppState> for AdministrationReader {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, state).await?;
        match signed_in.account.role() {
            Role::Administrator | Role::Auditor => Ok(AdministrationReader { signed_in, _made_here: () }),
            _ => Err(Failure::NotFound),
        }
    }
}

/// An administrator of the portal.
#[derive(Clone, Debug)]
pub struct Administrator {
    pub signed_in: SignedIn,
    _made_here: (),
}

impl FromRequestParts<AppState> for Administrator {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let reader = AdministrationReader::from_request_parts(parts, state).await?;
        match reader.writes() {
            true => Ok(Administrator { signed_in: reader.signed_in, _made_here: () }),
            false => Err(Failure::NotFound),
        }
    }
}

/// The account `{id}` of the path before whoever reads the administration.
#[derive(Clone, Debug)]
pub struct ShownAccount {
    pub reader: AdministrationReader,
    pub account: Account,
    _made_here: (),
}

impl FromRequestParts<AppState> for ShownAccount {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let reader = AdministrationReader::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "id").await?;
        let found = state.db.read(move |conn| accounts::by_id(conn, &id).map_err(Failure::from)).await?;
        Ok(ShownAccount { reader, account: found.ok_or(Failure::NotFound)?, _made_here: () })
    }
}

/// The account `{id}` of the path before an administrator.
#[derive(Clone, Debug)]
pub struct ManagedAccount {
    pub administrator: Administrator,
    pub account: Account,
    _made_here: (),
}

impl FromRequestParts<AppState> for ManagedAccount {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let administrator = Administrator::from_request_parts(parts, state).await?;
        let shown = ShownAccount::from_request_parts(parts, state).await?;
        Ok(ManagedAccount { administrator, account: shown.account, _made_here: () })
    }
}

/// The change `{id}` of the path before whoever reads the administration.
#[derive(Clone, Debug)]
pub struct ShownChange {
    pub reader: AdministrationReader,
    pub row: ChangeRow,
    /// The name of whoever made it.
    pub by: String,
    _made_here: (),
}

impl FromRequestParts<AppState> for ShownChange {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let reader = AdministrationReader::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "id").await?;
        let found = state.db.read(move |conn| administration::find(conn, &id).map_err(Failure::from)).await?;
        let (row, by) = found.ok_or(Failure::NotFound)?;
        Ok(ShownChange { reader, row, by, _made_here: () })
    }
}

/// The change `{id}` of the path before an administrator, who may put it back.
#[derive(Clone, Debug)]
pub struct RevertibleChange {
    pub administrator: Administrator,
    pub row: ChangeRow,
    /// The name of whoever made it.
    pub by: String,
    _made_here: (),
}

impl FromRequestParts<AppState> for RevertibleChange {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let administrator = Administrator::from_request_parts(parts, state).await?;
        let shown = ShownChange::from_request_parts(parts, state).await?;
        Ok(RevertibleChange { administrator, row: shown.row, by: shown.by, _made_here: () })
    }
}

/// Somebody on the list of those barred, `{entry}` of the path, before an administrator.
#[derive(Clone, Debug)]
pub struct ListedPerson {
    pub administrator: Administrator,
    pub id: String,
    pub row: DisqualifiedRow,
    _made_here: (),
}

impl FromRequestParts<AppState> for ListedPerson {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let administrator = Administrator::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "entry").await?;
        let wanted = id.clone();
        let found = state.db.read(move |conn| disqualified::find(conn, &wanted).map_err(Failure::from)).await?;
        Ok(ListedPerson { administrator, id, row: found.ok_or(Failure::NotFound)?, _made_here: () })
    }
}

/// An auditor.
#[derive(Clone, Debug)]
pub struct Auditor {
    pub signed_in: SignedIn,
    _made_here: (),
}

impl FromRequestParts<AppState> for Auditor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, state).await?;
        match signed_in.account.role() {
            Role::Auditor => Ok(Auditor { signed_in, _made_here: () }),
            _ => Err(Failure::NotFound),
        }
    }
}

/// A case before somebody who reads it: a clerk of its office, an auditor, who reads those of all, or the regional
/// administration, which reads those of the offices below it. No verb takes it.
#[derive(Clone, Debug)]
pub struct ReadableCase {
    case: OfficeCase,
    /// Before somebody who does nothing about it: an auditor or the region.
    pub audited: bool,
}

impl std::ops::Deref for ReadableCase {
    type Target = OfficeCase;

    fn deref(&self) -> &OfficeCase {
        &self.case
    }
}

impl FromRequestParts<AppState> for ReadableCase {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        if let Ok(case) = RegionCase::from_request_parts(parts, state).await {
            let clerk = Clerk::auditing(case.regional.signed_in, case.office);
            return Ok(ReadableCase { case: OfficeCase::audited(clerk, case.row, case.company), audited: true });
        }
        let Ok(auditor) = Auditor::from_request_parts(parts, state).await else {
            return Ok(ReadableCase { case: OfficeCase::from_request_parts(parts, state).await?, audited: false });
        };
        let id = path_param(parts, state, "id").await?;
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let row = applications::find(conn, &id)?.filter(|row| row.filed_at.is_some());
            let Some((row, office)) = row.and_then(|row| row.office.map(|office| (row, office))) else {
                return Ok(None);
            };
            Ok(parties::of(conn, &row)?.map(|company| (row, office, company)))
        };
        let (row, office, company) = state.db.look(load).await?.ok_or(Failure::NotFound)?;
        let case = OfficeCase::audited(Clerk::auditing(auditor.signed_in, office), row, company);
        Ok(ReadableCase { case, audited: true })
    }
}

/// Whose figures an office's page shows: those of the supervisor's own office, or before an auditor or the region
/// those of the one that `?office=` names.
#[derive(Clone, Debug)]
pub struct FiguresReader {
    pub signed_in: SignedIn,
    /// Code of the office.
    pub office: i32,
    /// Before an auditor.
    pub audited: bool,
    /// The offices among which the reader chooses; nothing for whoever sees their own.
    pub among: Option<Vec<i32>>,
    _made_here: (),
}

impl FromRequestParts<AppState> for FiguresReader {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let Ok(reader) = RegionReader::from_request_parts(parts, state).await else {
            let supervisor = Supervisor::from_request_parts(parts, state).await?;
            let (signed_in, office) = (supervisor.signed_in, supervisor.office);
            return Ok(FiguresReader { signed_in, office, audited: false, among: None, _made_here: () });
        };
        let among = reader.offices(state);
        let office = asked_office(parts, &among).ok_or(Failure::NotFound)?;
        let (signed_in, audited) = (reader.signed_in, reader.audited);
        Ok(FiguresReader { signed_in, office, audited, among: Some(among), _made_here: () })
    }
}

/// In front of everything that one does once signed in: an auditor changes nothing, whatever a handler would let
/// anybody do who has an account.
pub async fn auditors_only_read(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let visit = match Visit::from_request_parts(&mut parts, &state).await {
        Ok(visit) => visit,
        Err(never) => match never {},
    };
    match visit.signed_in {
        Some(who) if who.account.role() == Role::Auditor => Failure::NotFound.into_response(),
        _ => next.run(Request::from_parts(parts, body)).await,
    }
}
