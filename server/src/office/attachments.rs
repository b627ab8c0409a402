//! Attaching papers to an application, and taking them off. Each file is judged by itself and stands as
//! soon as it is kept; the application's revision moves with it, so that a filing at the same moment
//! either has it or is begun anew.

use super::founders;
use crate::access::{AssignedCase, AttachmentsDraft};
use crate::accounts::throttle::{self, ATTACHMENTS};
use crate::failure::Failure;
use crate::files::intake::{Incoming, Kept};
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow};
use crate::store::attachments::{self as store, Attached, AttachmentRow};
use crate::store::audit::{self, Actor};
use crate::store::jobs::{self, JobKind};
use crate::store::{AnyConn, counter_drafts, new_id};
use chrono::NaiveDateTime;
use diesel::result::{DatabaseErrorKind, Error};
use portal::application::Status;
use portal::attachment::{FIELD, FileKind, LARGEST_TOGETHER, MOST, Refusal, Scan, kept_name, wrong_ending};
use portal::problem::Problem;

/// What became of a file.
#[derive(Clone, Debug)]
pub enum Outcome {
    Attached {
        name: String,
        /// The ending was another than the file is.
        renamed: bool,
    },
    /// The same content is there already, under this name.
    Before(String),
    Refused(Refusal),
}

/// Whose file it is.
#[derive(Clone)]
enum Side {
    Applicant,
    Office,
}

/// What is attached to an application as it stands: while it is open, by the applicant's side now; else what
/// went with the last round.
pub fn attached(conn: &mut AnyConn, row: &ApplicationRow) -> Result<Vec<Attached>, Failure> {
    Ok(match row.status().is_open_to_applicant() {
        true => store::current(conn, &row.id)?,
        false => store::filed(conn, &row.id, row.round)?,
    })
}

/// What stops a filing.
pub fn problem(attached: &[Attached]) -> Option<Problem> {
    let infected = attached.iter().any(|one| one.file.scan() == Scan::Infected);
    infected.then(|| Problem::error(FIELD, "attachment-infected"))
}

/// Whether the applicant's side may attach and take off: in a draft, and where the office returned the
/// application with a remark on its attachments.
pub fn are_open(conn: &mut AnyConn, row: &ApplicationRow) -> Result<bool, Failure> {
    Ok(match row.status() {
        Status::Draft | Status::Prepared => true,
        Status::Returned => {
            applications::remarks(conn, &row.id)?.iter().any(|r| r.round == row.round && r.field == FIELD)
        }
        _ => false,
    })
}

/// Counts one more file of a person, before its bytes are taken.
pub async fn count(state: &AppState, account: &str) -> Result<(), Failure> {
    let (subject, now) = (ATTACHMENTS.of(account), state.clock.now());
    let counted = state.db.write(move |conn: &mut AnyConn| throttle::count(conn, &[subject], now)).await?;
    counted.map_err(|wait| Failure::TooMany { retry_after: wait.seconds() })
}

/// Attaches a file that came in whole.
pub async fn attach(
    state: &AppState,
    draft: &AttachmentsDraft,
    name: &str,
    file: &mut Incoming,
) -> Result<Outcome, Failure> {
    let actor = draft.signed_in.actor();
    settle(state, &draft.row.id, actor, Side::Applicant, name, file).await
}

/// Attaches a clerk's scan of what came on paper. It is the office's: no part of what was filed.
pub async fn attach_scan(
    state: &AppState,
    case: &AssignedCase,
    name: &str,
    file: &mut Incoming,
) -> Result<Outcome, Failure> {
    let actor = case.clerk.signed_in.actor();
    settle(state, &case.row.id, actor, Side::Office, name, file).await
}

async fn settle(
    state: &AppState,
    application: &str,
    actor: Actor,
    side: Side,
    name: &str,
    file: &mut Incoming,
) -> Result<Outcome, Failure> {
    // A known content may be swept away between the look and the write: then it is kept anew.
    for _ in 0..3 {
        let kept = match file.settle(state).await? {
            Ok(kept) => kept,
            Err(refusal) => return Ok(Outcome::Refused(refusal)),
        };
        let (id, given, now) = (application.to_owned(), name.to_owned(), state.clock.now());
        let (actor, side, inner) = (actor.clone(), side.clone(), kept.clone());
        let write = move |conn: &mut AnyConn| add(conn, &id, &actor, &side, &given, &inner, now);
        let written = state.db.write(write).await;
        let used = matches!(&written, Ok(Some((_, place))) if *place == kept.row.place);
        if kept.fresh && !used {
            state.files.remove(&kept.row.place).await?;
        }
        match written {
            Ok(Some((outcome, _))) => {
                state.work.notify_one();
                return Ok(outcome);
            }
            Ok(None) | Err(Failure::Conflict("changed-meanwhile")) => {}
            Err(failure) => return Err(failure),
        }
    }
    Err(Failure::Conflict("changed-meanwhile"))
}

/// What came of it and the place that the file has; `None` where the file was swept away.
fn add(
    conn: &mut AnyConn,
    id: &str,
    actor: &Actor,
    side: &Side,
    given: &str,
    kept: &Kept,
    now: NaiveDateTime,
) -> Result<Option<(Outcome, String)>, Failure> {
    let added_by = actor.account_id.clone().ok_or(Failure::NotFound)?;
    // On PostgreSQL another write may come between the read and the write: read again.
    for _ in 0..5 {
        let mut row = applications::find(conn, id)?.ok_or(Failure::NotFound)?;
        let there = match side {
            Side::Applicant if !are_open(conn, &row)? => return Err(Failure::Conflict("already-filed")),
            Side::Applicant => store::current(conn, id)?,
            Side::Office if row.status() != Status::InReview || row.clerk.as_ref() != Some(&added_by) => {
                return Err(Failure::Conflict("already-moved-on"));
            }
            Side::Office => store::of_office(conn, id)?,
        };
        let place = there.iter().find(|one| one.row.digest == kept.row.digest);
        if let Some(same) = place {
            return Ok(Some((Outcome::Before(same.row.name.clone()), same.file.place.clone())));
        }
        if let Some(refusal) = limits(&there, kept.row.bytes()) {
            return Ok(Some((Outcome::Refused(refusal), String::new())));
        }
        if matches!(side, Side::Applicant) {
            counter_drafts::end_paper(conn, &mut row)?;
            row.updated_at = now;
            if !applications::save(conn, &mut row)? {
                continue;
            }
        }
        if kept.fresh {
            let added = store::add_file(conn, &kept.row)?;
            if added && kept.row.scan() == Scan::Waiting {
                jobs::anew(conn, JobKind::Scan, &kept.row.digest, now)?;
            }
        }
        let Some(file) = store::file(conn, &kept.row.digest)? else { return Ok(None) };
        let kind = file.kind().unwrap_or(FileKind::Pdf);
        let name = kept_name(given, kind);
        let attachment = AttachmentRow {
            id: new_id(),
            application_id: id.to_owned(),
            digest: file.digest.clone(),
            name: name.clone(),
            from_office: matches!(side, Side::Office),
            added_by,
            added_at: now,
            removed_at: None,
        };
        match store::add(conn, &attachment) {
            // The file is being swept away at this very moment.
            Err(Error::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _)) => {
                return Err(Failure::Conflict("changed-meanwhile"));
            }
            added => added?,
        }
        if matches!(side, Side::Applicant) {
            founders::changed(conn, &row, actor, now)?;
        }
        audit::record(conn, actor, "attached", ("attachment", &attachment.id), now)?;
        audit::record(conn, actor, "attached", ("application", id), now)?;
        return Ok(Some((Outcome::Attached { renamed: wrong_ending(given, kind), name }, file.place)));
    }
    Err(Failure::Conflict("changed-meanwhile"))
}

/// Why one more file of so many bytes is too much.
pub fn limits(there: &[Attached], bytes: u64) -> Option<Refusal> {
    let together: u64 = there.iter().map(|one| one.file.bytes()).sum();
    if there.len() >= MOST {
        Some(Refusal::TooMany)
    } else if together + bytes > LARGEST_TOGETHER {
        Some(Refusal::TooMuch)
    } else {
        None
    }
}

/// Takes an attachment off a draft; one that is off already stays so. What was filed once stays with its
/// round.
pub async fn remove(state: &AppState, draft: AttachmentsDraft, attachment: String) -> Result<(), Failure> {
    let (now, actor, id) = (state.clock.now(), draft.signed_in.actor(), draft.row.id.clone());
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        for _ in 0..5 {
            let mut row = applications::find(conn, &id)?.ok_or(Failure::NotFound)?;
            if !are_open(conn, &row)? {
                return Err(Failure::Conflict("already-filed"));
            }
            let found = store::find(conn, &id, &attachment)?.filter(|one| !one.row.from_office);
            let found = found.ok_or(Failure::NotFound)?;
            if found.row.removed_at.is_some() {
                return Ok(());
            }
            counter_drafts::end_paper(conn, &mut row)?;
            row.updated_at = now;
            if !applications::save(conn, &mut row)? {
                continue;
            }
            store::remove(conn, &attachment, now)?;
            founders::changed(conn, &row, &actor, now)?;
            audit::record(conn, &actor, "detached", ("attachment", &attachment), now)?;
            audit::record(conn, &actor, "detached", ("application", &id), now)?;
            return Ok(());
        }
        Err(Failure::Conflict("changed-meanwhile"))
    };
    state.db.write(write).await
}
