//! Opinions: before the colleague who was asked, and before whoever has the link.

use super::{OfficeCase, path_param};
use crate::failure::Failure;
use crate::http::observe::RequestId;
use crate::state::AppState;
use crate::store::opinions::{self, OpinionRow};
use crate::store::{AnyConn, applications};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

/// An open opinion that a colleague asked of the clerk.
#[derive(Clone, Debug)]
pub struct AskedOpinion {
    pub case: OfficeCase,
    pub row: OpinionRow,
    _made_here: (),
}

impl FromRequestParts<AppState> for AskedOpinion {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let case = OfficeCase::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "opinion").await?;
        let found = state.db.read(move |conn| opinions::find(conn, &id).map_err(Failure::from)).await?;
        let me = &case.clerk.signed_in.account.id;
        let row = found.filter(|row| row.application_id == case.row.id && row.account_id.as_ref() == Some(me));
        let row = row.ok_or(Failure::NotFound)?;
        Ok(AskedOpinion { case, row, _made_here: () })
    }
}

/// An open opinion before whoever has its link.
#[derive(Clone, Debug)]
pub struct LinkedOpinion {
    pub row: OpinionRow,
    pub token: String,
    /// Code of the office that asks.
    pub office: Option<i32>,
    pub request_id: String,
    _made_here: (),
}

impl FromRequestParts<AppState> for LinkedOpinion {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let token = path_param(parts, state, "token").await?;
        let request_id = parts.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
        let hash = crate::random::hashed(&token);
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let Some(row) = opinions::by_token(conn, &hash)?.filter(OpinionRow::is_open) else { return Ok(None) };
            let case = applications::find(conn, &row.application_id)?.filter(|case| !case.status().is_decided());
            Ok(case.map(|case| (row, case.office)))
        };
        let (row, office) = state.db.read(load).await?.ok_or(Failure::NotFound)?;
        Ok(LinkedOpinion { row, token, office, request_id, _made_here: () })
    }
}
