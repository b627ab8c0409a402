//! Changes in the words of their pages.

use crate::clock::minsk;
use crate::office::administration::users::{self, Standing};
use crate::state::AppState;
use crate::store::administration::{ChangeRow, Told};
use crate::store::{AnyConn, people};
use app::l10n::Tr;
use app::pages::administration::changes::{ChangeView, Difference};
use diesel::QueryResult;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// Names of what changes are about, by kind and key, where only the database knows them.
pub type Names = HashMap<(String, String), String>;

/// Looks the names up, one query a kind.
pub fn names(conn: &mut AnyConn, changes: &[Told]) -> QueryResult<Names> {
    let of_kind = |kind: &str| -> Vec<String> {
        changes.iter().filter(|(row, _)| row.kind == kind).map(|(row, _)| row.subject.clone()).collect()
    };
    let people = people::names(conn, of_kind(users::KIND))?;
    Ok(people.into_iter().map(|(id, name)| ((users::KIND.to_owned(), id), name)).collect())
}

/// A change for its page.
pub fn view(state: &AppState, tr: Tr, names: &Names, (row, by): &Told) -> ChangeView {
    ChangeView {
        id: row.id.clone(),
        at: minsk(row.at),
        by: by.clone(),
        about: about(tr, names, row),
        what: differences(state, tr, &row.kind, &row.was, &row.became),
        why: row.why.clone(),
        reverts: row.reverts.clone(),
    }
}

/// What a change is about.
pub fn about(tr: Tr, names: &Names, row: &ChangeRow) -> String {
    let name = names.get(&(row.kind.clone(), row.subject.clone())).cloned().unwrap_or_else(|| row.subject.clone());
    format!("{}: {name}", tr.t(&format!("changes-one-{}", row.kind)))
}

/// The page of what a change is about.
pub fn href(row: &ChangeRow) -> String {
    format!("/office/administration/users/{}", row.subject)
}

fn read<T: DeserializeOwned>(json: &str) -> Option<T> {
    serde_json::from_str(json).ok().flatten()
}

/// What differs between two states, in words.
pub fn differences(state: &AppState, tr: Tr, kind: &str, was: &str, became: &str) -> Vec<Difference> {
    let lines = |json: &str| -> Vec<(String, String)> {
        match kind {
            users::KIND => read::<Standing>(json).map(|standing| of_person(state, tr, &standing)).unwrap_or_default(),
            _ => Vec::new(),
        }
    };
    different(lines(was), lines(became))
}

fn of_person(state: &AppState, tr: Tr, standing: &Standing) -> Vec<(String, String)> {
    let office = standing.office.map(|code| state.offices.name(code, tr.lang())).unwrap_or_default();
    let locked = tr.t(if standing.locked { "user-locked" } else { "user-active" });
    vec![
        (tr.t("users-role"), tr.t(&format!("account-role-{}", standing.role))),
        (tr.t("account-office"), office),
        (tr.t("user-state"), locked),
    ]
}

/// Lines of which the value is another one.
fn different(was: Vec<(String, String)>, became: Vec<(String, String)>) -> Vec<Difference> {
    let labels: Vec<&String> = if became.is_empty() { &was } else { &became }.iter().map(|(label, _)| label).collect();
    let value = |of: &[(String, String)], label: &str| {
        of.iter().find(|(found, _)| found == label).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    labels
        .into_iter()
        .map(|label| (label.clone(), value(&was, label), value(&became, label)))
        .filter(|(_, was, became)| was != became)
        .collect()
}
