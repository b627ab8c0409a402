//! Persons barred from leading or founding companies.

use super::changes::{ChangeView, table};
use super::rules::day_field;
use super::{reason, since, why};
use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{
    Button, ButtonKind, Cell, Column, DataTable, ErrorSummary, Field, FileField, Inset, Row, SearchBox, SummaryList,
    SummaryRow, Tone, Width,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::answers::Answers;

pub const BASE: &str = "/office/administration/disqualified";

/// Somebody on the list.
#[derive(Clone, Debug)]
pub struct PersonView {
    pub id: String,
    /// Before an auditor initials.
    pub name: String,
    pub born_on: Option<NaiveDate>,
    /// A personal number is known.
    pub number: bool,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub act: String,
}

/// The fields of the form about one person.
pub const FIELDS: [&str; 14] = [
    "id",
    "name",
    "born_day",
    "born_month",
    "born_year",
    "number",
    "from_day",
    "from_month",
    "from_year",
    "until_day",
    "until_month",
    "until_year",
    "act",
    "why",
];

#[derive(Clone)]
pub struct ListView {
    pub tr: Tr,
    pub persons: Vec<PersonView>,
    pub asked: String,
    pub older: Option<String>,
    pub writes: bool,
    pub typed: Answers,
    pub faults: Faults,
    /// What is wrong with the lines of a file.
    pub lines: Vec<String>,
    /// So many were entered a moment ago.
    pub entered: Option<i64>,
    /// The id of the next file, so that it is entered once.
    pub batch: String,
}

pub fn page(view: ListView) -> impl IntoView {
    let tr = view.tr;
    let rows: Vec<Row> = view.persons.iter().map(|person| line(tr, person, view.writes)).collect();
    let columns = vec![
        Column::new(tr.t("disqualified-name")),
        Column::new(tr.t("disqualified-born")),
        Column::new(tr.t("disqualified-from")),
        Column::new(tr.t("disqualified-until")),
        Column::new(tr.t("rule-act")),
    ];
    let older =
        view.older.clone().map(|href| view! { <p><a href=href rel="next">{tr.t("administration-older")}</a></p> });
    let entered = view.entered.map(|persons| {
        view! { <Inset tone=Tone::Green><p>{tr.ta("disqualified-entered", &[("persons", persons.into())])}</p></Inset> }
    });
    let wrong: Vec<_> = view.lines.iter().map(|line| view! { <li>{line.clone()}</li> }).collect();
    let wrong = (!wrong.is_empty()).then(|| {
        view! { <Inset tone=Tone::Red><p>{tr.t("disqualified-nothing-entered")}</p><ul>{wrong}</ul></Inset> }
    });
    let forms = view.writes.then(|| forms(&view));
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <h1>{tr.t("disqualified-title")}</h1>
        <p class="lede">{tr.t("disqualified-lede")}</p>
        {entered}
        {wrong}
        {view.writes.then(|| find(tr, view.asked.clone()))}
        <DataTable
            caption=tr.t("disqualified-title")
            columns
            rows
            caption_hidden=true
            dense=true
            empty=tr.t("disqualified-none")
        />
        {older}
        {forms}
    }
}

fn find(tr: Tr, asked: String) -> impl IntoView {
    view! { <SearchBox label=tr.t("disqualified-find") action=BASE name="q" value=asked button=tr.t("administration-show") /> }
}

fn line(tr: Tr, person: &PersonView, writes: bool) -> Row {
    let date = |day: Option<NaiveDate>| day.map_or_else(|| "—".to_owned(), |day| tr.date_short(day));
    let name = match writes {
        true => Cell::link(person.name.clone(), format!("{BASE}/{}", person.id)),
        false => Cell::text(person.name.clone()),
    };
    Row::new(vec![
        name,
        Cell::text(date(person.born_on)),
        Cell::text(tr.date_short(person.from)),
        Cell::text(date(person.until)),
        Cell::text(person.act.clone()),
    ])
}

fn forms(view: &ListView) -> impl IntoView + use<> {
    let tr = view.tr;
    let (typed, faults) = (view.typed.clone(), view.faults.clone());
    let text = |name: &str| typed.get(name).to_owned();
    view! {
        <div class="two-thirds part">
            <h2>{tr.t("disqualified-enter")}</h2>
            <form method="post" action=BASE class="stack" novalidate>
                <input type="hidden" name="id" value=text("id") />
                <Field
                    label=tr.t("disqualified-name")
                    hint=tr.t("disqualified-name-hint")
                    name="name"
                    value=text("name")
                    error=faults.of("name")
                />
                {day_field(tr, &typed, &faults, "born", tr.t("disqualified-born-ask"))}
                <Field
                    label=tr.t("disqualified-number")
                    hint=tr.t("disqualified-number-hint")
                    name="number"
                    value=text("number")
                    width=Width::Chars20
                    error=faults.of("number")
                />
                {day_field(tr, &typed, &faults, "from", tr.t("disqualified-from"))}
                {day_field(tr, &typed, &faults, "until", tr.t("disqualified-until-ask"))}
                <Field
                    label=tr.t("rule-act")
                    hint=tr.t("disqualified-act-hint")
                    name="act"
                    value=text("act")
                    error=faults.of("act")
                />
                {why(tr, text("why"), faults.of("why"))}
                <Button text=tr.t("disqualified-enter-button") />
            </form>
            <h2>{tr.t("disqualified-file")}</h2>
            <p>{tr.t("disqualified-file-says")}</p>
            <form method="post" action=format!("{BASE}/file") enctype="multipart/form-data" class="stack" novalidate>
                <input type="hidden" name="batch" value=view.batch.clone() />
                // Before the file: of one that is too large nothing after it is read.
                {reason(tr, "file_why", text("file_why"), faults.of("file_why"))}
                <FileField
                    label=tr.t("disqualified-file-label")
                    hint=tr.t("disqualified-file-hint")
                    name="file"
                    accept=".csv,text/csv"
                    error=faults.of("file")
                />
                <Button text=tr.t("disqualified-file-button") kind=ButtonKind::Secondary />
            </form>
        </div>
    }
}

#[derive(Clone)]
pub struct OneView {
    pub tr: Tr,
    pub person: PersonView,
    /// How often it was changed.
    pub seen: i32,
    /// Taken off the list already.
    pub ended: bool,
    pub changes: Vec<ChangeView>,
    pub typed: Answers,
    pub faults: Faults,
    pub since: Vec<ChangeView>,
}

pub fn one(view: OneView) -> impl IntoView {
    let tr = view.tr;
    let person = &view.person;
    let date = |day: Option<NaiveDate>| day.map_or_else(|| "—".to_owned(), |day| tr.date(day));
    let number = tr.t(if person.number { "disqualified-number-known" } else { "disqualified-number-unknown" });
    let rows = vec![
        SummaryRow::new(tr.t("disqualified-born"), date(person.born_on)),
        SummaryRow::new(tr.t("disqualified-number"), number),
        SummaryRow::new(tr.t("disqualified-from"), tr.date(person.from)),
        SummaryRow::new(tr.t("disqualified-until"), date(person.until)),
        SummaryRow::new(tr.t("rule-act"), person.act.clone()),
    ];
    let form = match view.ended {
        true => view! { <Inset><p>{tr.t("disqualified-ended")}</p></Inset> }.into_any(),
        false => view! {
            <h2>{tr.t("disqualified-take-off")}</h2>
            <form method="post" action=format!("{BASE}/{}", person.id) class="stack" novalidate>
                <input type="hidden" name="seen" value=view.seen.to_string() />
                {why(tr, view.typed.get("why").to_owned(), view.faults.of("why"))}
                <Button text=tr.t("disqualified-take-off-button") kind=ButtonKind::Warning />
            </form>
        }
        .into_any(),
    };
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{tr.t("disqualified-title")}</p>
                <h1>{person.name.clone()}</h1>
            </div>
            {since(tr, &view.since)}
            <SummaryList rows />
            {form}
        </div>
        <h2>{tr.t("changes-title-administration")}</h2>
        {table(tr, tr.t("changes-title-administration"), view.changes.clone())}
    }
}
