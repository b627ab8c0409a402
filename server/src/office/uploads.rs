//! Sending a file piece by piece, so that a line that breaks costs one piece. A piece counts once it is
//! safe; what came whole is judged and attached like a file of a form.

use super::attachments::{self, Outcome, are_open};
use crate::access::{AttachmentsDraft, OwnUpload};
use crate::failure::Failure;
use crate::files::intake::Incoming;
use crate::state::AppState;
use crate::store::uploads::{self as store, PartRow, UploadRow};
use crate::store::{AnyConn, applications, attachments as attached, new_id};
use axum::body::Bytes;
use futures::StreamExt;
use portal::attachment::{LARGEST, MOST, Refusal};

/// Bytes of one piece at most.
pub const LARGEST_PIECE: usize = 1024 * 1024;

/// What is said of a file before its first piece.
pub struct Announced {
    pub name: String,
    pub size: u64,
    pub mark: String,
}

/// Begins an upload, or finds the one that the same file began before: it goes on from there.
pub async fn begin(
    state: &AppState,
    draft: &AttachmentsDraft,
    file: Announced,
) -> Result<Result<UploadRow, Refusal>, Failure> {
    match file.size {
        0 => return Ok(Err(Refusal::Empty)),
        size if size > LARGEST => return Ok(Err(Refusal::TooLarge)),
        _ => {}
    }
    let now = state.clock.now();
    let account = draft.signed_in.account.id.clone();
    attachments::count(state, &account).await?;
    let row = UploadRow {
        id: new_id(),
        application_id: draft.row.id.clone(),
        account_id: account,
        name: file.name.chars().take(200).collect(),
        mark: file.mark.chars().take(40).collect(),
        size: i64::try_from(file.size).unwrap_or(i64::MAX),
        received: 0,
        created_at: now,
        touched_at: now,
    };
    let write = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let application = applications::find(conn, &row.application_id)?.ok_or(Failure::NotFound)?;
        if !are_open(conn, &application)? {
            return Err(Failure::Conflict("already-filed"));
        }
        let begun = store::begun(conn, &row.application_id, &row.account_id)?;
        let same = |other: &&UploadRow| (&other.name, &other.mark, other.size) == (&row.name, &row.mark, row.size);
        if let Some(known) = begun.iter().find(same) {
            return Ok(Ok(known.clone()));
        }
        if begun.len() >= MOST {
            return Ok(Err(Refusal::TooMany));
        }
        if let Some(refusal) = attachments::limits(&attached::current(conn, &row.application_id)?, file.size) {
            return Ok(Err(refusal));
        }
        store::add(conn, &row)?;
        Ok(Ok(row))
    };
    state.db.write(write).await
}

/// How a piece ended.
pub enum Put {
    /// So many bytes are safe.
    Received(u64),
    /// The piece does not go on where the file stands: it stands here.
    Elsewhere(u64),
    /// It was the last one.
    Whole(Outcome),
}

/// Takes the piece that begins at `start`. An empty one where the file ends asks what became of it.
pub async fn put(state: &AppState, upload: &OwnUpload, start: u64, piece: Bytes) -> Result<Put, Failure> {
    let row = &upload.row;
    let (size, at) = (unsigned(row.size), unsigned(row.received));
    if start != at {
        return Ok(Put::Elsewhere(at));
    }
    let end = start + piece.len() as u64;
    if end > size {
        return Err(Failure::BadRequest("form"));
    }
    if !piece.is_empty() && !keep(state, row, piece.clone()).await? {
        let (id, gone) = (row.id.clone(), Failure::NotFound);
        let now = state.db.read(move |conn: &mut AnyConn| Ok::<_, Failure>(store::find(conn, &id)?)).await?;
        return Ok(Put::Elsewhere(unsigned(now.ok_or(gone)?.received)));
    }
    if end < size { Ok(Put::Received(end)) } else { finish(state, upload).await.map(Put::Whole) }
}

/// Keeps a piece, then notes it; `false` where another came first.
async fn keep(state: &AppState, row: &UploadRow, piece: Bytes) -> Result<bool, Failure> {
    let place = format!("uploads/{}/{}-{}", row.id, row.received, new_id());
    let bytes = i64::try_from(piece.len()).unwrap_or(i64::MAX);
    state.files.keep(&place, &*piece).await?;
    let part = PartRow { upload_id: row.id.clone(), start: row.received, place: place.clone() };
    let now = state.clock.now();
    let note = move |conn: &mut AnyConn| Ok::<_, Failure>(store::add_part(conn, &part, bytes, now)?);
    let noted = state.db.write(note).await;
    if !matches!(noted, Ok(true)) {
        state.files.remove(&place).await?;
    }
    noted
}

/// Puts the pieces together and attaches the file; the pieces go.
async fn finish(state: &AppState, upload: &OwnUpload) -> Result<Outcome, Failure> {
    let id = upload.row.id.clone();
    let places = state.db.read(move |conn: &mut AnyConn| Ok::<_, Failure>(store::places(conn, &id)?)).await?;
    let mut whole = Incoming::new(state).await?;
    for place in &places {
        let mut piece = state.files.read(place).await?.into_data_stream();
        while let Some(bytes) = piece.next().await {
            whole.add(&bytes.map_err(|error| Failure::Internal(format!("a piece of a file: {error}")))?).await?;
        }
    }
    if whole.size() != unsigned(upload.row.size) {
        forget(state, &upload.row.id).await?;
        return Err(Failure::Conflict("changed-meanwhile"));
    }
    let outcome = attachments::attach(state, &upload.draft, &upload.row.name, &mut whole).await?;
    forget(state, &upload.row.id).await?;
    Ok(outcome)
}

async fn forget(state: &AppState, id: &str) -> Result<(), Failure> {
    let id = id.to_owned();
    let places = state.db.write(move |conn: &mut AnyConn| Ok::<_, Failure>(store::remove(conn, &id)?)).await?;
    for place in places {
        state.files.remove(&place).await?;
    }
    Ok(())
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}
