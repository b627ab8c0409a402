//! What the pages of all texts by date have in common.

use super::{crumbs, rules, words};
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::administration::{self, Told};
use crate::store::dated_texts::{self as store, DatedTextRow};
use crate::store::{AnyConn, people};
use app::l10n::Tr;
use app::pages::account::faults::Faults;
use app::pages::administration::dated::RowView;
use axum::response::Response;
use chrono::NaiveDate;
use leptos::prelude::IntoView;
use portal::answers::Answers;
use serde::Serialize;
use std::collections::HashMap;

/// The longest name of an act, in characters.
const LONGEST_ACT: usize = 300;

/// The act as it is cited, in one line.
pub fn act(tr: Tr, typed: &Answers, faults: &mut Faults) -> String {
    let act = typed.get("act").split_whitespace().collect::<Vec<_>>().join(" ");
    if act.is_empty() || act.chars().count() > LONGEST_ACT {
        faults.add("act", tr.t("rule-act-title-missing"));
    }
    act
}

/// The day from which it holds: ahead.
pub fn from(tr: Tr, typed: &Answers, today: NaiveDate, faults: &mut Faults) -> Option<NaiveDate> {
    let from = rules::day(tr, typed, "from", "terms-from", faults);
    if from.is_some_and(|from| from <= today) {
        faults.add("from", tr.t("administration-fault-from-tomorrow"));
    }
    from
}

/// A state as changes have it.
pub fn json(state: &impl Serialize) -> String {
    serde_json::to_string(state).unwrap_or_else(|_| "null".to_owned())
}

/// The rows of a subject with their history.
pub struct Loaded {
    rows: Vec<DatedTextRow>,
    pub changes: Vec<Told>,
    pub names: words::Names,
    by: HashMap<String, String>,
}

pub async fn load(state: &AppState, kind: &'static str, subject: String) -> Result<Loaded, Failure> {
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let rows = store::of_subject(conn, kind, &subject)?;
        let changes = administration::since(conn, kind, &subject, 0)?;
        let names = words::names(conn, &changes)?;
        let by: Vec<String> = rows.iter().filter_map(|row| row.entered_by.clone()).collect();
        let by = people::names(conn, by)?.into_iter().collect();
        Ok(Loaded { rows, changes, names, by })
    };
    state.db.read(load).await
}

impl Loaded {
    /// The rows for the page, the newest first; `view` says what each says.
    pub fn rows(&self, today: NaiveDate, view: impl Fn(&DatedTextRow) -> Option<RowView>) -> Vec<RowView> {
        let now = self.rows.iter().rfind(|row| row.valid_from <= today).map(|row| row.valid_from);
        let one = |row: &DatedTextRow| {
            let by = row.entered_by.as_ref().and_then(|id| self.by.get(id).cloned());
            let (now, ahead) = (Some(row.valid_from) == now, row.valid_from > today);
            view(row).map(|shown| RowView { by, now, ahead, ..shown })
        };
        self.rows.iter().rev().filter_map(one).collect()
    }
}

/// The page that says what a form would do. `between` is the name and the address of the list.
pub async fn check_page<V, F>(
    visit: &Visit,
    between: (&'static str, &'static str),
    href: String,
    body: F,
) -> Result<Response, Failure>
where
    V: IntoView + 'static,
    F: FnOnce() -> V + Send + 'static,
{
    let title = visit.tr.t("rule-check-title");
    let mut visit = visit.clone();
    visit.path = href;
    let head = Page::titled(&title).crumbs(crumbs(&visit, &[between], &title)).in_one_language(true);
    Ok(visit.page(head, body).await)
}
