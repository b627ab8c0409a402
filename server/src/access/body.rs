//! The bodies that confirm before an exclusion from the register.

use super::{SignedIn, path_param};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::companies::{self, CompanyRow};
use crate::store::proceedings::{self, ProceedingRow, TaskRow};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use portal::proceeding::Body;

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
