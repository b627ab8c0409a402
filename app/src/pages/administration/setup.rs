//! What an office set up for itself, before an auditor.

use crate::l10n::Tr;
use crate::ui::{Button, ButtonKind, Cell, Choice, Column, DataTable, Row, Select};
use chrono::NaiveDateTime;
use leptos::prelude::*;

/// A list of cases that somebody shares with the office.
#[derive(Clone, Debug)]
pub struct ListLine {
    pub name: String,
    /// What is in it.
    pub says: String,
    pub by: String,
    /// Minsk time.
    pub at: NaiveDateTime,
}

#[derive(Clone)]
pub struct SetupView {
    pub tr: Tr,
    /// Code of the office.
    pub office: i32,
    pub name: String,
    /// Those among which one chooses: codes and names.
    pub offices: Vec<(String, String)>,
    pub lists: Vec<ListLine>,
}

/// Where the settings of an office are, and the keys of their names.
const DOORS: [(&str, &str); 3] = [
    ("/office/letters", "wording-title"),
    ("/office/second-person", "second-person-title"),
    ("/office/absences", "absences-title"),
];

pub fn page(view: SetupView) -> impl IntoView {
    let tr = view.tr;
    let doors: Vec<_> = DOORS
        .iter()
        .map(|(href, key)| {
            view! {
                <li>
                    <a href=format!("{href}?office={}", view.office)>{tr.t(key)}</a>
                    <p>{tr.t(&format!("setup-{key}"))}</p>
                </li>
            }
        })
        .collect();
    let choices: Vec<Choice> = view.offices.iter().map(|(code, name)| Choice::new(code, name)).collect();
    let rows: Vec<Row> = view
        .lists
        .iter()
        .map(|list| {
            Row::new(vec![
                Cell::text(list.name.clone()),
                Cell::text(list.says.clone()),
                Cell::text(list.by.clone()),
                Cell::text(tr.date_short(list.at.date())).nowrap(),
            ])
        })
        .collect();
    let columns = ["setup-list", "setup-list-says", "setup-list-by", "setup-list-at"].map(|key| Column::new(tr.t(key)));
    view! {
        <div class="page-head">
            <p class="caption">{view.name.clone()}</p>
            <h1>{tr.t("setup-title")}</h1>
        </div>
        <p class="lede">{tr.t("setup-lede")}</p>
        <form method="get" action="/office/administration/setup" class="stack two-thirds no-print">
            <Select label=tr.t("account-office") name="office" choices value=view.office.to_string() />
            <Button text=tr.t("administration-show") kind=ButtonKind::Secondary />
        </form>
        <ul class="doors">{doors}</ul>
        <h2>{tr.t("setup-lists")}</h2>
        <DataTable
            caption=tr.t("setup-lists")
            columns=columns.into()
            rows
            caption_hidden=true
            dense=true
            empty=tr.t("setup-lists-none")
        />
    }
}
