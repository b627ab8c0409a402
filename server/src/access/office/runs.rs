//! Decisions of many cases at once and files of cases: whose they are, and for whom the worker goes on with them.

use super::{Clerk, Supervisor};
use crate::access::path_param;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::accounts::{self, Account, Role};
use crate::store::audit::Actor;
use crate::store::case_exports::{self, CaseExportRow};
use crate::store::runs::{self, RunRow};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use std::sync::Arc;

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
