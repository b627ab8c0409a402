//! The cases of a registering body, by what may be done with them.

use super::{Clerk, Supervisor};
use crate::access::path_param;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow};
use crate::store::companies::CompanyRow;
use crate::store::second_person::{self, PreparationRow};
use crate::store::{AnyConn, parties};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use portal::application::Status;

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
    pub(in crate::access) fn audited(clerk: Clerk, row: ApplicationRow, company: CompanyRow) -> OfficeCase {
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
