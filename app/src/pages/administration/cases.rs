//! The cases of every office, before an auditor or the region.

use crate::l10n::Tr;
use crate::pages::office::words;
use crate::ui::{Cell, Choice, Column, DataTable, Field, FilterPanel, Link, Row, Select, Tag};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::answers::Answers;
use portal::application::Status;

/// A case.
#[derive(Clone, Debug)]
pub struct LineView {
    pub id: String,
    pub number: String,
    pub procedure: String,
    pub office: String,
    pub status: Status,
    pub filed_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
}

#[derive(Clone)]
pub struct CasesView {
    pub tr: Tr,
    pub lines: Vec<LineView>,
    /// What is looked for: `q`, `office`, `status`.
    pub asked: Answers,
    pub offices: Vec<(String, String)>,
    pub filtered: bool,
    pub older: Option<String>,
    /// Where the filters go.
    pub base: &'static str,
    pub lede: String,
}

/// The list before an auditor.
pub const BASE: &str = "/office/administration/cases";

pub fn page(view: CasesView) -> impl IntoView {
    let tr = view.tr;
    let date =
        |day: Option<NaiveDate>| Cell::text(day.map_or_else(|| "—".to_owned(), |day| tr.date_short(day))).nowrap();
    let rows: Vec<Row> = view
        .lines
        .iter()
        .map(|line| {
            let (text, tone) = words::status(tr, line.status);
            Row::new(vec![
                Cell::view(view! {
                    <div>
                        <a class="row-link nowrap" href=format!("/office/cases/{}", line.id)>
                            {words::number(&line.number)}
                        </a>
                        <div class="soft small">{line.procedure.clone()}</div>
                    </div>
                }),
                Cell::text(line.office.clone()),
                Cell::view(view! { <Tag text tone /> }),
                date(line.filed_on),
                date(line.due_on),
            ])
        })
        .collect();
    let columns = vec![
        Column::new(tr.t("audited-number")),
        Column::new(tr.t("account-office")),
        Column::new(tr.t("user-state")),
        Column::new(tr.t("case-filed")),
        Column::new(tr.t("case-deadline")),
    ];
    let statuses = Status::ALL.into_iter().filter(|status| !matches!(status, Status::Draft | Status::Prepared));
    let statuses: Vec<Choice> =
        statuses.map(|status| Choice::new(status.code(), words::status(tr, status).0)).collect();
    let offices: Vec<Choice> = view.offices.iter().map(|(code, name)| Choice::new(code, name)).collect();
    let older = view.older.map(|href| view! { <p><a href=href rel="next">{tr.t("administration-older")}</a></p> });
    let clear = view.filtered.then(|| Link::new(tr.t("administration-clear"), view.base));
    let [q, office, status] = ["q", "office", "status"].map(|name| view.asked.get(name).to_owned());
    view! {
        <h1>{tr.t("audited-title")}</h1>
        <p class="lede">{view.lede.clone()}</p>
        <div class="split side-first">
            <aside>
                <FilterPanel
                    title=tr.t("administration-find")
                    action=view.base
                    groups=Vec::new()
                    submit=tr.t("administration-show")
                    clear=clear
                    open=view.filtered
                >
                    <Field label=tr.t("audit-about") hint=tr.t("audit-about-hint") name="q" value=q />
                    <Select
                        label=tr.t("account-office")
                        name="office"
                        choices=offices
                        value=office
                        blank=tr.t("users-any-office")
                    />
                    <Select
                        label=tr.t("user-state")
                        name="status"
                        choices=statuses
                        value=status
                        blank=tr.t("users-any-office")
                    />
                </FilterPanel>
            </aside>
            <div>
                <DataTable
                    caption=tr.t("audited-title")
                    columns
                    rows
                    caption_hidden=true
                    dense=true
                    row_links=true
                    wide=true
                    empty=tr.t("audited-none")
                />
                {older}
            </div>
        </div>
    }
}
