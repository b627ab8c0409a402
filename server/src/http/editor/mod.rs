//! `/office/data`: a council's editor and the second person who approves.

pub mod columns;
pub mod contents;
pub mod draft;
pub mod file;
pub mod list;
pub mod passport;
pub mod questions;
pub mod report;
pub mod withdrawal;

use super::visit::Visit;
use crate::access::CouncilDraft;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::data_drafts::{self, DataDraftRow, Status};
use app::l10n::Tr;
use app::pages::publishing::Overtaken;
use app::ui::Crumb;
use opendata::passport_form::{Typed, Wrong};

/// What was typed of the passport.
fn typed(row: &DataDraftRow) -> Typed {
    serde_json::from_str(&row.passport).unwrap_or_default()
}

/// The draft's title as it is typed so far.
fn title(tr: Tr, row: &DataDraftRow) -> String {
    let title = typed(row).get(&format!("title_{}", tr.lang().tag())).to_owned();
    if title.is_empty() { tr.t("editor-untitled") } else { title }
}

fn address(row: &DataDraftRow) -> String {
    format!("/office/data/drafts/{}", row.id)
}

fn crumbs(visit: &Visit, draft: &CouncilDraft, here: Option<&str>) -> Vec<Crumb> {
    let mut crumbs = vec![Crumb::new(visit.tr.t("editor-title"), "/office/data")];
    match here {
        None => crumbs.push(Crumb::here(title(visit.tr, &draft.row))),
        Some(here) => {
            crumbs.push(Crumb::new(title(visit.tr, &draft.row), address(&draft.row)));
            crumbs.push(Crumb::here(here));
        }
    }
    crumbs
}

/// The label of a field of the passport: its question, and the language where there are three.
fn label(tr: Tr, field: &str) -> String {
    let (question, lang) = match field.rsplit_once('_') {
        Some((question, lang @ ("be" | "ru" | "en"))) => (question, Some(lang)),
        _ => (field, None),
    };
    let label = tr.t(&format!("editor-passport-{}", question.replace('_', "-")));
    match lang {
        Some(lang) => format!("{label}, {}", tr.t(&format!("editor-in-{lang}"))),
        None => label,
    }
}

fn sentence(tr: Tr, wrong: &Wrong) -> String {
    tr.ta(&format!("editor-problem-{}", wrong.code), &[("field", label(tr, &wrong.field).into())])
}

/// A draft as it stands by now, for whoever was overtaken while typing, and what a page says of that. `None` where the
/// failure is another one.
async fn overtaken(
    state: &AppState,
    failure: Failure,
    draft: &CouncilDraft,
) -> Result<(DataDraftRow, Overtaken), Failure> {
    if !matches!(failure, Failure::Conflict("draft-changed-meanwhile" | "draft-moved-on")) {
        return Err(failure);
    }
    let id = draft.row.id.clone();
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let row = data_drafts::find(conn, &id)?.ok_or(Failure::NotFound)?;
        Ok((row, data_drafts::events(conn, &id)?))
    };
    let (row, events) = state.db.read(load).await?;
    let who = events.into_iter().next().and_then(|(_, who)| who).unwrap_or_default();
    let status = Some(row.status()).filter(|status| *status != draft.row.status() || *status != Status::Draft);
    let told = Overtaken { who, theirs: Vec::new(), status: status.map(Status::code), mine: None };
    Ok((row, told))
}

/// The revision that a form was made with.
fn revision(sent: &[(String, String)]) -> i32 {
    sent.iter().find(|(name, _)| name == "revision").and_then(|(_, value)| value.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::data_drafts::NameFault;
    use opendata::doctor::{Fault, Note, Refusal, Repair};
    use portal::lang::Lang;

    #[test]
    fn everything_that_the_doctor_and_the_form_can_say_has_a_sentence() {
        let mut keys: Vec<String> = Vec::new();
        for code in Fault::CODES {
            keys.extend([format!("doctor-fault-{code}"), format!("doctor-hint-{code}")]);
        }
        keys.extend(Refusal::CODES.map(|code| format!("doctor-refusal-{code}")));
        keys.extend(Note::CODES.map(|code| format!("doctor-note-{code}")));
        keys.extend(Repair::ALL.map(|repair| format!("doctor-repair-{}", repair.code())));
        keys.extend(Wrong::CODES.map(|code| format!("editor-problem-{code}")));
        keys.extend(Status::ALL.map(|status| format!("editor-status-{}", status.code())));
        keys.extend([NameFault::Empty, NameFault::Form, NameFault::Taken].map(|f| format!("editor-name-{}", f.code())));
        keys.extend(crate::office::data_withdrawal::REASONS.map(|code| format!("data-gone-{code}")));
        for code in ["draft-moved-on", "draft-changed-meanwhile", "not-your-own-review", "no-file-yet"] {
            keys.extend([format!("failure-{code}"), format!("failure-{code}-title")]);
        }
        for field in opendata::passport_form::fields() {
            assert!(!label(Tr(Lang::En), &field).contains("editor-"), "{field}");
        }
        for lang in Lang::ALL {
            for key in &keys {
                assert!(Tr(lang).has(key), "{key}");
            }
        }
    }
}
