//! Attachments: who may attach, and who may read what was attached.

use super::{CoFounder, OwnApplication, OwnDraft, ReadableCase, SignedIn, path_param};
use crate::failure::Failure;
use crate::office::attachments::are_open;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::attachments::{self, Attached};
use crate::store::uploads::{self, UploadRow};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

/// A draft of one's company whose attachments are open: one that was not filed, or one that was returned
/// with a remark on them.
#[derive(Clone, Debug)]
pub struct AttachmentsDraft(OwnDraft);

impl AttachmentsDraft {
    /// The draft, where its attachments are open.
    pub async fn of(state: &AppState, draft: OwnDraft) -> Result<AttachmentsDraft, Failure> {
        let row = draft.row.clone();
        let open = state.db.look(move |conn: &mut AnyConn| are_open(conn, &row)).await?;
        if open { Ok(AttachmentsDraft(draft)) } else { Err(Failure::Conflict("already-filed")) }
    }
}

impl std::ops::Deref for AttachmentsDraft {
    type Target = OwnApplication;

    fn deref(&self) -> &OwnApplication {
        &self.0
    }
}

impl FromRequestParts<AppState> for AttachmentsDraft {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let draft = OwnDraft::from_request_parts(parts, state).await?;
        AttachmentsDraft::of(state, draft).await
    }
}

/// The upload `{upload}` to a draft whose attachments are open, begun by the same person.
#[derive(Clone, Debug)]
pub struct OwnUpload {
    pub draft: AttachmentsDraft,
    pub row: UploadRow,
    _made_here: (),
}

impl FromRequestParts<AppState> for OwnUpload {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let draft = AttachmentsDraft::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "upload").await?;
        let found = state.db.look(move |conn: &mut AnyConn| Ok::<_, Failure>(uploads::find(conn, &id)?)).await?;
        let own = |row: &UploadRow| row.application_id == draft.row.id && row.account_id == draft.signed_in.account.id;
        let row = found.filter(own).ok_or(Failure::NotFound)?;
        Ok(OwnUpload { draft, row, _made_here: () })
    }
}

/// The attachment `{attachment}` of an application that the person may read about, or is asked to confirm
/// as a founder. The office's own scans are for the office.
#[derive(Clone, Debug)]
pub struct OwnAttachment {
    pub signed_in: SignedIn,
    pub attached: Attached,
    _made_here: (),
}

impl FromRequestParts<AppState> for OwnAttachment {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let (signed_in, application) = match OwnApplication::from_request_parts(parts, state).await {
            Ok(own) => (own.signed_in, own.row.id),
            Err(Failure::NotFound) => {
                let founder = CoFounder::from_request_parts(parts, state).await?;
                (founder.signed_in, founder.row.id)
            }
            Err(other) => return Err(other),
        };
        let id = path_param(parts, state, "attachment").await?;
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let Some(found) = attachments::find(conn, &application, &id)? else { return Ok(None) };
            let shown = !found.row.from_office
                && (found.row.removed_at.is_none() || attachments::was_filed(conn, &found.row.id)?);
            Ok(shown.then_some(found))
        };
        let attached = state.db.look(load).await?.ok_or(Failure::NotFound)?;
        Ok(OwnAttachment { signed_in, attached, _made_here: () })
    }
}

/// The attachment `{attachment}` of a case of the clerk's office: one that was filed, or the office's own.
/// What an applicant attaches while correcting is theirs until they file it.
#[derive(Clone, Debug)]
pub struct CaseAttachment {
    pub case: ReadableCase,
    pub attached: Attached,
    _made_here: (),
}

impl FromRequestParts<AppState> for CaseAttachment {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let case = ReadableCase::from_request_parts(parts, state).await?;
        let (application, id) = (case.row.id.clone(), path_param(parts, state, "attachment").await?);
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let Some(found) = attachments::find(conn, &application, &id)? else { return Ok(None) };
            let shown = found.row.from_office || attachments::was_filed(conn, &found.row.id)?;
            Ok(shown.then_some(found))
        };
        let attached = state.db.look(load).await?.ok_or(Failure::NotFound)?;
        Ok(CaseAttachment { case, attached, _made_here: () })
    }
}
