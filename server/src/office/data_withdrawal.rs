//! Withdrawing a published set: its address stays and tells why it is gone; its files are deleted, and what drafts of it
//! kept of its rows.

use crate::access::EditedSet;
use crate::failure::Failure;
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::data_drafts::{self, Status};
use crate::store::data_sets;
use crate::store::data_tombstones::{self as store, TombstoneRow};
use crate::store::jobs::{self, JobKind};
use crate::store::{AnyConn, audit};

/// Why a set is withdrawn; the end of the locale key `data-gone-…`.
pub const REASONS: [&str; 4] = ["mistake", "personal", "replaced", "ended"];
/// Characters of the editor's own words.
pub const LONGEST: u32 = 1_000;

/// Withdraws a set. Done twice, it is done once.
pub async fn withdraw(
    state: &AppState,
    set: EditedSet,
    reason: &'static str,
    words: Words,
    successor: Option<String>,
) -> Result<(), Failure> {
    let (actor, now, row) = (set.editor.signed_in.actor(), state.clock.now(), set.row);
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        // Whoever begins or publishes a version meanwhile waits and finds it gone.
        if !data_sets::hold(conn, &row.id)? {
            return Ok(());
        }
        let mut files = store::files_of(conn, &row.id)?;
        let open = data_drafts::open_of(conn, &row.id)?;
        files.extend(open.as_ref().and_then(|draft| draft.upload.clone()));
        let stone = TombstoneRow {
            id: row.id.clone(),
            owner: row.owner,
            title_be: row.title_be,
            title_ru: row.title_ru,
            title_en: row.title_en,
            reason: reason.to_owned(),
            words: words.as_str().to_owned(),
            successor,
            files: serde_json::to_string(&files).map_err(|error| Failure::Internal(error.to_string()))?,
            withdrawn_by: actor.account_id.clone(),
            withdrawn_at: now,
        };
        store::bury(conn, &stone)?;
        if let Some(mut draft) = open {
            let seen = draft.revision;
            (draft.status, draft.revision, draft.upload) = (Status::Discarded.code().to_owned(), seen + 1, None);
            if !data_drafts::save(conn, &draft, seen)? {
                return Err(Failure::Conflict("changed-meanwhile"));
            }
            data_drafts::tell(conn, &draft.id, "discarded", actor.account_id.as_deref(), None, now)?;
        }
        data_drafts::forget_rows(conn, &row.id)?;
        jobs::add_once(conn, JobKind::OpenData, &format!("withdrawn:{}", row.id), now)?;
        Ok(audit::record(conn, &actor, "withdrew", ("data_set", &row.id), now)?)
    };
    super::again::until_settled(state, write).await
}
