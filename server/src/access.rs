//! Who may do what, as types.
//!
//! Each type is an axum extractor that holds the loaded, checked thing; only the file of its kind can
//! make one, and the verbs of `office` demand them: a forgotten check does not compile. What a person may not
//! see is not found (404), never forbidden. The golden table `tests/golden/access.txt` lists every
//! route for every role.

#![expect(
    clippy::manual_non_exhaustive,
    reason = "the private field keeps every other module of this crate from making one"
)]

mod administration;
mod application;
mod attachment;
mod body;
mod company;
mod counter;
mod editor;
mod office;
mod opinion;
mod question;
mod region;
mod setup;

pub use administration::*;
pub use application::*;
pub use attachment::*;
pub use body::*;
pub use company::*;
pub use counter::*;
pub use editor::*;
pub use office::*;
pub use opinion::*;
pub use question::*;
pub use region::*;
pub use setup::*;

use crate::failure::Failure;
use crate::http::observe::RequestId;
use crate::http::visit::Visit;
use crate::state::AppState;
use crate::store::accounts::{Account, Role};
use crate::store::audit::Actor;
use crate::store::{AnyConn, dead_addresses, sessions};
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use chrono::{Duration, NaiveDateTime};
use portal::proceeding::Body;
use std::sync::Arc;

/// A signed-in person.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub account: Arc<Account>,
    pub token_hash: String,
    /// Letters to the account's address come back.
    pub unreachable: bool,
    request_id: String,
}

impl SignedIn {
    /// The session of a token, where it still lasts. Seen at most once a minute, so that reading
    /// pages does not write.
    pub async fn load(state: &AppState, token: &str) -> Option<SignedIn> {
        let (signed_in, seen_at) = SignedIn::find(state, token).await?;
        let now = state.clock.now();
        if now - seen_at > Duration::minutes(1) {
            let hash = signed_in.token_hash.clone();
            // A visit is worth no failure: the next request tries again.
            let _ = state.db.write(move |conn| sessions::touch(conn, &hash, now).map_err(Failure::from)).await;
        }
        Some(signed_in)
    }

    /// The same for a page that asks by itself: that is no sign of the person, and the session ends as if nobody
    /// had asked.
    pub async fn glance(state: &AppState, token: &str) -> Option<SignedIn> {
        SignedIn::find(state, token).await.map(|(signed_in, _)| signed_in)
    }

    /// The session of a token, and when it was seen last.
    async fn find(state: &AppState, token: &str) -> Option<(SignedIn, NaiveDateTime)> {
        let token_hash = crate::random::hashed(token);
        let now = state.clock.now();
        let idle_since = now - Duration::minutes(state.config.session_idle_minutes);
        let hash = token_hash.clone();
        let find = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let Some((session, account)) = sessions::find(conn, &hash, now, idle_since)? else { return Ok(None) };
            let dead = dead_addresses::find(conn, &account.email)?;
            Ok(Some((session, account, dead.is_some())))
        };
        let (session, account, unreachable) = state.db.look(find).await.ok().flatten()?;
        let signed_in = SignedIn { account: Arc::new(account), token_hash, unreachable, request_id: String::new() };
        Some((signed_in, session.seen_at))
    }

    /// Works in a registering body.
    pub fn is_staff(&self) -> bool {
        matches!(self.account.role(), Role::Clerk | Role::Supervisor)
    }

    /// Sets up the portal, or audits it.
    pub fn is_administration(&self) -> bool {
        matches!(self.account.role(), Role::Administrator | Role::Auditor)
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
