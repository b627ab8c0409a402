//! The audit record: who did and saw what.

use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{
    Cell, Choice, Column, DataTable, DateBoxes, DateField, DateLabels, ErrorSummary, Field, FilterPanel, Link, Row,
    Select,
};
use chrono::NaiveDateTime;
use leptos::prelude::*;
use portal::answers::Answers;

/// A row of the record.
#[derive(Clone, Debug)]
pub struct LineView {
    /// Minsk time.
    pub at: NaiveDateTime,
    /// Who, and the address of their page; without an account in words.
    pub who: (String, Option<String>),
    pub role: String,
    pub did: String,
    /// What it was about, with its address where it has a page for the reader.
    pub about: (String, Option<String>),
}

#[derive(Clone)]
pub struct AuditView {
    pub tr: Tr,
    pub lines: Vec<LineView>,
    /// What is looked for: `who`, `account`, `did`, `about`, `from_…`, `until_…`.
    pub asked: Answers,
    /// The person whose record it is, where one was chosen.
    pub person: Option<String>,
    pub actions: Vec<(String, String)>,
    pub filtered: bool,
    pub older: Option<String>,
    pub faults: Faults,
}

const BASE: &str = "/office/administration/audit";

pub fn page(view: AuditView) -> impl IntoView {
    let tr = view.tr;
    let linked = |(text, href): (String, Option<String>)| match href {
        Some(href) => Cell::link(text, href),
        None => Cell::text(text),
    };
    let rows: Vec<Row> = view
        .lines
        .clone()
        .into_iter()
        .map(|line| {
            Row::new(vec![
                Cell::text(format!("{} {}", tr.date_short(line.at.date()), line.at.format("%H:%M:%S"))).nowrap(),
                linked(line.who),
                Cell::text(line.role),
                Cell::text(line.did),
                linked(line.about),
            ])
        })
        .collect();
    let columns = vec![
        Column::new(tr.t("changes-when")),
        Column::new(tr.t("changes-by")),
        Column::new(tr.t("users-role")),
        Column::new(tr.t("audit-did")),
        Column::new(tr.t("changes-about")),
    ];
    let older =
        view.older.clone().map(|href| view! { <p><a href=href rel="next">{tr.t("administration-older")}</a></p> });
    let person = view.person.clone().map(|name| view! { <p class="caption">{name}</p> });
    let clear = view.filtered.then(|| Link::new(tr.t("administration-clear"), BASE));
    let kept = vec![("account".to_owned(), view.asked.get("account").to_owned())];
    let kept = kept.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let actions: Vec<Choice> = view.actions.iter().map(|(code, text)| Choice::new(code, text)).collect();
    let days = ["from", "until"].map(|name| day(&view, name));
    let [from, until] = days;
    let AuditView { asked, faults, filtered, .. } = view;
    let who = asked.get("account").is_empty().then(|| {
        view! { <Field label=tr.t("audit-who") hint=tr.t("users-q") name="who" value=asked.get("who").to_owned() /> }
    });
    let (did, about) = (asked.get("did").to_owned(), asked.get("about").to_owned());
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=faults.lines() />
        <div class="page-head">
            {person}
            <h1>{tr.t("audit-title")}</h1>
        </div>
        <p class="lede">{tr.t("audit-lede")}</p>
        <div class="split side-first">
            <aside>
                <FilterPanel
                    title=tr.t("administration-find")
                    action=BASE
                    groups=Vec::new()
                    submit=tr.t("administration-show")
                    clear=clear
                    kept=kept
                    open=filtered
                >
                    {who}
                    <Select
                        label=tr.t("audit-did")
                        name="did"
                        choices=actions
                        value=did
                        blank=tr.t("audit-anything")
                    />
                    <Field
                        label=tr.t("audit-about")
                        hint=tr.t("audit-about-hint")
                        name="about"
                        value=about
                        error=faults.of("about")
                    />
                    {from}
                    {until}
                </FilterPanel>
            </aside>
            <div>
                <DataTable
                    caption=tr.t("audit-title")
                    columns
                    rows
                    caption_hidden=true
                    dense=true
                    wide=true
                    empty=tr.t("audit-none")
                />
                {older}
            </div>
        </div>
    }
}

fn day(view: &AuditView, name: &'static str) -> impl IntoView + use<> {
    let tr = view.tr;
    let [day, month, year] = ["day", "month", "year"].map(|part| view.asked.get(&format!("{name}_{part}")).to_owned());
    view! {
        <DateField
            legend=tr.t(&format!("audit-{name}"))
            name=name
            labels=DateLabels::new(tr.t("day"), tr.t("month"), tr.t("year"))
            value=DateBoxes::new(day, month, year)
            error=view.faults.of(name)
        />
    }
}
