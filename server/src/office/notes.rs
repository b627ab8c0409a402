//! Notes about a case that only the office sees.

use super::words::Words;
use crate::access::OfficeCase;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::case_notes::{self, NoteRow};
use crate::store::{AnyConn, audit};

/// Writes a note; what is sent twice under one id is written once.
pub async fn write(state: &AppState, case: OfficeCase, id: String, words: Words) -> Result<(), Failure> {
    let (now, actor) = (state.clock.now(), case.clerk.signed_in.actor());
    let note = NoteRow {
        id,
        application_id: case.row.id.clone(),
        author: case.clerk.signed_in.account.id.clone(),
        body: words.as_str().to_owned(),
        created_at: now,
    };
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        if case_notes::add(conn, &note)? {
            audit::record(conn, &actor, "noted", ("application", &note.application_id), now)?;
        }
        Ok(())
    };
    state.db.write(write).await
}
