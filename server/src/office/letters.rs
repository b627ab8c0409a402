//! The words of letters: a supervisor's for their office, an administrator's for all, each change a version that stays.
//! A letter keeps with which versions it is made, in the transaction of the decision, since it is typeset later.

pub mod preview;
mod sample;

use super::again;
use super::words::Words;
use crate::access::Supervisor;
use crate::failure::Failure;
use crate::office::decision_letter;
use crate::state::AppState;
use crate::store::applications::ApplicationRow;
use crate::store::audit::{self, Actor};
use crate::store::letter_versions::{self as store, Told, VersionRow};
use crate::store::{AnyConn, administration, new_id};
use chrono::NaiveDateTime;
use portal::letters::{Kind, Texts};
use portal::procedures::Procedure;

/// The longest of the texts, in characters.
pub const LONGEST: u32 = 2_000;

/// The word of the audit record.
pub const WROTE: &str = "wrote-letter-words";

/// Which template: of a kind of letters, for one procedure or for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// Code of the office, or [`store::PORTAL`].
    pub office: i32,
    pub kind: Kind,
    pub procedure: Option<Procedure>,
}

impl Template {
    /// The procedure's slug; empty for all.
    pub fn slug(&self) -> &'static str {
        self.procedure.map(Procedure::slug).unwrap_or_default()
    }

    /// Office, kind and procedure, as the store has them.
    pub fn key(&self) -> (i32, &'static str, &'static str) {
        (self.office, self.kind.code, self.slug())
    }
}

/// The next version as somebody wants it.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub texts: Texts,
    /// The number of the version that they had before them; 0: none.
    pub seen: i32,
    pub why: Words,
    /// The number of the version whose words come back.
    pub puts_back: Option<i32>,
}

/// How saving ended. Only `Saved` has written anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The words are as was wanted, by this version or already before.
    Saved,
    /// Somebody made versions meanwhile: those, the newest first.
    Since(Vec<Told>),
}

/// Saves the next version of an office's words.
pub async fn save(
    state: &AppState,
    supervisor: Supervisor,
    (kind, procedure): (Kind, Option<Procedure>),
    wanted: Wanted,
) -> Result<Outcome, Failure> {
    let template = Template { office: supervisor.office, kind, procedure };
    let (now, actor) = (state.clock.now(), supervisor.signed_in.actor());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        // As administrators' changes, versions come one after another.
        administration::begin(conn)?;
        Ok(match add(conn, template, &wanted, &actor, now)? {
            Added::Version(_) | Added::Nothing => Outcome::Saved,
            Added::Since(since) => Outcome::Since(since),
        })
    };
    again::until_settled(state, write).await
}

/// What became of a version that was wanted.
pub(super) enum Added {
    /// The words before it.
    Version(Texts),
    /// The words are the same already.
    Nothing,
    Since(Vec<Told>),
}

/// Adds a version, within a write that begins with [`administration::begin`].
pub(super) fn add(
    conn: &mut AnyConn,
    template: Template,
    wanted: &Wanted,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<Added, Failure> {
    let (office, kind, procedure) = template.key();
    let latest = store::latest(conn, office, kind, procedure)?;
    let before = latest.as_ref().map(VersionRow::texts).unwrap_or_default();
    if before == wanted.texts {
        return Ok(Added::Nothing);
    }
    let number = latest.map_or(0, |latest| latest.number);
    if number != wanted.seen {
        let mut since = store::of_template(conn, office, kind, procedure)?;
        since.retain(|(row, _)| row.number > wanted.seen);
        return Ok(Added::Since(since));
    }
    let texts = serde_json::to_string(&wanted.texts).map_err(|e| Failure::Internal(e.to_string()))?;
    let row = VersionRow {
        id: new_id(),
        office,
        kind: kind.to_owned(),
        procedure: procedure.to_owned(),
        number: number + 1,
        texts,
        why: wanted.why.as_str().to_owned(),
        puts_back: wanted.puts_back,
        made_by: actor.account_id.clone().unwrap_or_default(),
        made_at: now,
    };
    store::add(conn, &row)?;
    audit::record(conn, actor, WROTE, ("letter", &row.id), now)?;
    Ok(Added::Version(before))
}

/// Keeps with which versions a letter about a case is made. `document` is its id, `kind` the kind of document.
pub(super) fn fix(conn: &mut AnyConn, row: &ApplicationRow, document: &str, kind: &str) -> Result<(), Failure> {
    let code = match kind {
        // The letter with a decision is of the kind that was decided.
        decision_letter::DECISION => row.status.as_str(),
        decision_letter::REOPENED => "reopened",
        other => other,
    };
    let holding = store::holding(conn, row.office.unwrap_or(store::PORTAL), code, row.procedure().slug())?;
    Ok(store::fix(conn, document, &holding)?)
}
