//! The registering body: its clerks, their lists and files.

mod cases;
mod runs;

pub use cases::*;
pub use runs::*;

use super::{SignedIn, path_param};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::absences::{self, AbsenceRow};
use crate::store::accounts::Role;
use crate::store::bank_files::{self, BankFileRow};
use crate::store::case_lists::{self, CaseListRow};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

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
