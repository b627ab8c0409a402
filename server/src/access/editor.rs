//! Whoever publishes a council's open data: its editors, and its supervisor, who looks with a second pair of eyes.

use super::{SignedIn, path_param};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::accounts::Role;
use crate::store::data_drafts::{self, DataDraftRow};
use crate::store::data_sets::{self, DataSetRow};
use crate::store::{AnyConn, data_sets as store};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

/// An editor of a council, or its supervisor.
#[derive(Clone, Debug)]
pub struct Publisher {
    pub signed_in: SignedIn,
    /// Code of the council.
    pub office: i32,
    /// Whether they write: supervisors only look and approve.
    pub writes: bool,
    _made_here: (),
}

impl FromRequestParts<AppState> for Publisher {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, state).await?;
        let writes = match signed_in.account.role() {
            Role::Editor => true,
            Role::Supervisor => false,
            _ => return Err(Failure::NotFound),
        };
        let office = signed_in.account.office.ok_or(Failure::NotFound)?;
        Ok(Publisher { signed_in, office, writes, _made_here: () })
    }
}

/// An editor of a council.
#[derive(Clone, Debug)]
pub struct Editor(Publisher);

impl std::ops::Deref for Editor {
    type Target = Publisher;

    fn deref(&self) -> &Publisher {
        &self.0
    }
}

impl FromRequestParts<AppState> for Editor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let publisher = Publisher::from_request_parts(parts, state).await?;
        if publisher.writes { Ok(Editor(publisher)) } else { Err(Failure::NotFound) }
    }
}

/// The draft `{id}` of the path, of the publisher's own council.
#[derive(Clone, Debug)]
pub struct CouncilDraft {
    pub publisher: Publisher,
    pub row: DataDraftRow,
    _made_here: (),
}

impl FromRequestParts<AppState> for CouncilDraft {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let publisher = Publisher::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "id").await?;
        let found = state.db.look(move |conn| Ok::<_, Failure>(data_drafts::find(conn, &id)?)).await?;
        let row = found.filter(|row| row.office == publisher.office).ok_or(Failure::NotFound)?;
        Ok(CouncilDraft { publisher, row, _made_here: () })
    }
}

impl CouncilDraft {
    /// A second person: neither who sent it to review nor who changed it last.
    pub fn is_second(&self) -> bool {
        let me = Some(self.publisher.signed_in.account.id.as_str());
        self.row.submitted_by.as_deref() != me && self.row.changed_by.as_deref() != me
    }
}

/// A draft that the editor may change.
#[derive(Clone, Debug)]
pub struct EditableDraft(CouncilDraft);

impl std::ops::Deref for EditableDraft {
    type Target = CouncilDraft;

    fn deref(&self) -> &CouncilDraft {
        &self.0
    }
}

impl FromRequestParts<AppState> for EditableDraft {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let draft = CouncilDraft::from_request_parts(parts, state).await?;
        if draft.publisher.writes { Ok(EditableDraft(draft)) } else { Err(Failure::NotFound) }
    }
}

/// A draft before a second person.
#[derive(Clone, Debug)]
pub struct ReviewedDraft(CouncilDraft);

impl std::ops::Deref for ReviewedDraft {
    type Target = CouncilDraft;

    fn deref(&self) -> &CouncilDraft {
        &self.0
    }
}

impl FromRequestParts<AppState> for ReviewedDraft {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let draft = CouncilDraft::from_request_parts(parts, state).await?;
        if draft.is_second() { Ok(ReviewedDraft(draft)) } else { Err(Failure::Conflict("not-your-own-review")) }
    }
}

/// The published set `{set}` of the path that editors of the council made: its next version and its withdrawal are
/// theirs. What the portal itself makes is made anew each night.
#[derive(Clone, Debug)]
pub struct EditedSet {
    pub editor: Editor,
    pub row: DataSetRow,
    _made_here: (),
}

impl FromRequestParts<AppState> for EditedSet {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let editor = Editor::from_request_parts(parts, state).await?;
        let set = path_param(parts, state, "set").await?;
        let office = editor.office;
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let Some(row) = store::find(conn, &set)?.filter(|row| row.owner == Some(office)) else { return Ok(None) };
            Ok(data_drafts::last_published(conn, &row.id)?.map(|_| row))
        };
        let row: data_sets::DataSetRow = state.db.look(load).await?.ok_or(Failure::NotFound)?;
        Ok(EditedSet { editor, row, _made_here: () })
    }
}
