//! The counter: a paper draft before the clerk, and before whoever came, on their own phone.

use super::{Clerk, path_param};
use crate::failure::Failure;
use crate::http::observe::RequestId;
use crate::office::phone;
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow};
use crate::store::companies::CompanyRow;
use crate::store::phone_confirmations::{self, PhoneConfirmationRow};
use crate::store::{AnyConn, counter_drafts, parties};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use portal::code::{PAPER_DIGITS, parse};

/// A signed paper draft before a clerk, found by its code. Any registering body may receive it: the
/// case goes to the body that is competent.
#[derive(Clone, Debug)]
pub struct PaperDraft {
    pub clerk: Clerk,
    pub row: ApplicationRow,
    pub company: CompanyRow,
    /// It was typed at a counter and came back for correction, which this counter receives.
    pub corrects: bool,
    _made_here: (),
}

impl PaperDraft {
    /// The prepared application of a typed or scanned code.
    pub async fn of(state: &AppState, clerk: Clerk, typed: &str) -> Result<PaperDraft, Failure> {
        let code = parse(typed, PAPER_DIGITS).ok_or(Failure::NotFound)?;
        let office = clerk.office;
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let Some(row) = applications::by_paper_code(conn, &code)? else { return Ok(None) };
            // What was typed at a counter is that office's alone until it is received.
            if counter_drafts::marked(row.channel.as_deref(), row.filed_at)
                && counter_drafts::find(conn, &row.id)?.is_none_or(|draft| draft.office != office)
            {
                return Ok(None);
            }
            let corrects = counter_drafts::corrects(conn, &row, office)?;
            Ok(parties::of(conn, &row)?.map(|company| (row, company, corrects)))
        };
        let (row, company, corrects) = state.db.look(load).await?.ok_or(Failure::NotFound)?;
        Ok(PaperDraft { clerk, row, company, corrects, _made_here: () })
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

/// A paper draft before whoever has the link that a clerk shows them at the counter, while the link lasts and the draft
/// says what it said then.
#[derive(Clone, Debug)]
pub struct LinkedDraft {
    pub link: PhoneConfirmationRow,
    pub row: ApplicationRow,
    pub company: CompanyRow,
    pub token: String,
    pub request_id: String,
    _made_here: (),
}

impl FromRequestParts<AppState> for LinkedDraft {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let token = path_param(parts, state, "token").await?;
        let request_id = parts.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
        let (hash, now) = (crate::random::hashed(&token), state.clock.now());
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let Some(link) = phone_confirmations::by_token(conn, &hash)?.filter(|link| link.expires_at > now) else {
                return Ok(None);
            };
            let Some(row) = applications::find(conn, &link.application_id)? else { return Ok(None) };
            if !phone::is_about(conn, &row, &link)? {
                return Ok(None);
            }
            Ok(parties::of(conn, &row)?.map(|company| (link, row, company)))
        };
        let (link, row, company) = state.db.read(load).await?.ok_or(Failure::NotFound)?;
        Ok(LinkedDraft { link, row, company, token, request_id, _made_here: () })
    }
}
