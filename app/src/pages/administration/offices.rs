//! Offices: the tree, the page of one, and what a change of one would do.

use super::changes::{ChangeView, table};
use super::office_mending::{MendingView, mending};
use super::rules::{Checked, confirm, day_field};
use super::{since, why};
use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::pages::contacts::{contacts, hours};
use crate::ui::{
    Button, ButtonKind, Cell, Choice, Column, DataTable, Details, ErrorSummary, Field, FieldKind, Inset, Row, Select,
    SummaryList, SummaryRow, Tag, Tone, Width,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::answers::Answers;
use portal::offices::Contacts;

pub const BASE: &str = "/office/administration/offices";

/// Whether an office works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Open,
    /// From this day on.
    Opens(NaiveDate),
    /// From this day on it does not.
    Closes(NaiveDate),
    Closed(NaiveDate),
}

impl Standing {
    fn tag(self, tr: Tr) -> Option<impl IntoView + use<>> {
        let (key, day, tone) = match self {
            Standing::Open => return None,
            Standing::Opens(day) => ("offices-opens", day, Tone::Blue),
            Standing::Closes(day) => ("offices-closes", day, Tone::Amber),
            Standing::Closed(day) => ("offices-closed", day, Tone::Neutral),
        };
        let text = tr.ta(key, &[("date", tr.date_short(day).into())]);
        Some(view! { " " <Tag text=text tone=tone /> })
    }
}

/// An office in the tree.
#[derive(Clone, Debug)]
pub struct Branch {
    pub code: i32,
    pub name: String,
    /// `district`, `rural` and so on.
    pub kind: String,
    pub standing: Standing,
    pub below: Vec<Branch>,
}

impl Branch {
    fn is_bare(&self) -> bool {
        self.below.iter().all(|branch| branch.below.is_empty())
    }
}

pub fn page(tr: Tr, tree: Vec<Branch>, count: usize, writes: bool) -> impl IntoView {
    let new = writes.then(|| view! { <p><a href=format!("{BASE}/new")>{tr.t("offices-new")}</a></p> });
    let count = tr.ta("offices-count", &[("count", i64::try_from(count).unwrap_or_default().into())]);
    view! {
        <h1>{tr.t("offices-title")}</h1>
        <p class="lede">{tr.t("offices-lede")}</p>
        <p>{count}</p>
        {new}
        {branches(tr, tree)}
    }
}

fn branches(tr: Tr, all: Vec<Branch>) -> AnyView {
    let lines = all.into_iter().map(|branch| {
        let bare = branch.is_bare();
        let tag = branch.standing.tag(tr);
        let below = match (branch.below.len(), bare) {
            (0, _) => ().into_any(),
            // Rural councils are many: they are folded away below their district.
            (count, true) => {
                let title = below_title(tr, &branch.below, count);
                let inner = branches(tr, branch.below);
                view! { <Details summary=title>{inner}</Details> }.into_any()
            }
            _ => branches(tr, branch.below),
        };
        view! { <li><a href=format!("{BASE}/{}", branch.code)>{branch.name}</a> {tag} {below}</li> }
    });
    view! { <ul>{lines.collect::<Vec<_>>()}</ul> }.into_any()
}

/// What stands below a district or a city, and how many of them.
fn below_title(tr: Tr, below: &[Branch], count: usize) -> String {
    let rural = below.iter().all(|branch| branch.kind == "rural");
    let key = if rural { "offices-below-rural" } else { "offices-below-city-district" };
    tr.ta(key, &[("count", i64::try_from(count).unwrap_or_default().into())])
}

/// What an office said from a day on.
#[derive(Clone, Debug)]
pub struct DetailsView {
    pub from: NaiveDate,
    pub name: String,
    pub contacts: Contacts,
    pub by: Option<String>,
    pub now: bool,
    pub ahead: bool,
}

/// The forms of the page of an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Details,
    Closure,
    Mending,
}

/// The fields of the form about an office; the days of the week follow.
pub const FIELDS: [&str; 18] = [
    "name_ru",
    "name_be",
    "name_en",
    "address",
    "phone",
    "email",
    "hours_1",
    "hours_2",
    "hours_3",
    "hours_4",
    "hours_5",
    "hours_6",
    "hours_7",
    "pause",
    "from_day",
    "from_month",
    "from_year",
    "why",
];

/// The fields of the form that closes one.
pub const CLOSURE_FIELDS: [&str; 5] = ["successor", "closes_day", "closes_month", "closes_year", "closure_why"];

#[derive(Clone)]
pub struct OfficeView {
    pub tr: Tr,
    pub code: i32,
    pub name: String,
    pub kind: String,
    pub soato: i64,
    pub above: Option<(i32, String)>,
    pub standing: Standing,
    pub successor: Option<(i32, String)>,
    pub registers: bool,
    pub contacts: Contacts,
    pub details: Vec<DetailsView>,
    pub changes: Vec<ChangeView>,
    pub writes: bool,
    /// Of which area it answers, of one that an administrator opened.
    pub area_of: Option<String>,
    /// What can be mended of it, where an administrator opened it.
    pub mending: Option<MendingView>,
    /// Offices that may go on with its work.
    pub successors: Vec<(String, String)>,
    pub typed: Answers,
    pub faults: Faults,
    pub form: Form,
    pub since: Vec<ChangeView>,
}

pub fn one(view: OfficeView) -> impl IntoView {
    let tr = view.tr;
    let of = |form: Form| if view.form == form { view.faults.clone() } else { Faults::default() };
    let mut rows = vec![
        SummaryRow::new(tr.t("offices-code"), view.code.to_string()),
        SummaryRow::new(tr.t("offices-kind"), tr.t(&format!("offices-kind-{}", view.kind.replace('_', "-")))),
        SummaryRow::new(tr.t("offices-soato"), view.soato.to_string()),
        SummaryRow::new(
            tr.t("offices-registers"),
            tr.t(if view.registers { "offices-registers-yes" } else { "offices-registers-no" }),
        ),
    ];
    rows.extend(view.area_of.clone().map(|area| SummaryRow::new(tr.t("offices-area-of"), area)));
    if let Some((code, name)) = view.above.clone() {
        let link = view! { <a href=format!("{BASE}/{code}")>{name}</a> };
        rows.push(SummaryRow::new(tr.t("offices-above"), link));
    }
    if let Some((code, name)) = view.successor.clone() {
        let link = view! { <a href=format!("{BASE}/{code}")>{name}</a> };
        rows.push(SummaryRow::new(tr.t("offices-successor"), link));
    }
    let reach = contacts(tr, &view.contacts);
    let history = (!view.details.is_empty()).then(|| {
        view! { <h2>{tr.t("offices-said")}</h2> {said(tr, view.details.clone())} }
    });
    let closes = matches!(view.standing, Standing::Open) && view.kind != "region" && !view.successors.is_empty();
    let closed = matches!(view.standing, Standing::Closed(_));
    let forms = (view.writes && !closed).then(|| {
        let details = details_form(&view, &of(Form::Details));
        let closing = closes.then(|| closure_form(&view, &of(Form::Closure)));
        let mended = view.mending.as_ref().map(|view_of| mending(tr, view_of, &view.typed, &of(Form::Mending)));
        view! { {details} {mended} {closing} }
    });
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <div class="page-head">
            <p class="caption">{tr.t("offices-title")}</p>
            <h1>{view.name.clone()} {view.standing.tag(tr)}</h1>
        </div>
        {since(tr, &view.since)}
        <div class="two-thirds stack">
            <SummaryList rows />
            {reach}
            <p><a href=format!("/councils/{}", view.code)>{tr.t("offices-public")}</a></p>
        </div>
        {history}
        {forms}
        <h2>{tr.t("changes-title-administration")}</h2>
        {table(tr, tr.t("changes-title-administration"), view.changes.clone())}
    }
}

fn said(tr: Tr, details: Vec<DetailsView>) -> impl IntoView {
    let rows = details.into_iter().map(|row| {
        let tag = match (row.now, row.ahead) {
            (true, _) => Some(view! { <Tag text=tr.t("terms-holds") tone=Tone::Green /> }),
            (_, true) => Some(view! { <Tag text=tr.t("terms-ahead") tone=Tone::Blue /> }),
            _ => None,
        };
        Row::new(vec![
            Cell::text(tr.date_short(row.from)),
            Cell::view(view! { {row.name} " " {tag} }),
            Cell::view(contacts(tr, &row.contacts)),
            Cell::text(row.by.unwrap_or_else(|| tr.t("rule-came"))),
        ])
    });
    let columns = vec![
        Column::new(tr.t("terms-from")),
        Column::new(tr.t("offices-name")),
        Column::new(tr.t("offices-contacts")),
        Column::new(tr.t("rule-by")),
    ];
    let rows: Vec<Row> = rows.collect();
    view! { <DataTable caption=tr.t("offices-said") columns rows caption_hidden=true dense=true /> }
}

/// Names in three languages.
pub(super) fn names(tr: Tr, typed: &Answers, faults: &Faults, what: &str) -> impl IntoView + use<> {
    let fields = ["ru", "be", "en"].map(|lang| {
        let name = format!("{what}_{lang}");
        let label = format!("{}: {}", tr.t(&format!("offices-{what}")), tr.t(&format!("offices-in-{lang}")));
        let error = faults.of(&name);
        view! { <Field label=label value=typed.get(&name).to_owned() name=name error=error /> }
    });
    fields.collect_view()
}

fn details_form(view: &OfficeView, faults: &Faults) -> impl IntoView + use<> {
    let tr = view.tr;
    let typed = view.typed.clone();
    let text = |name: &str| typed.get(name).to_owned();
    let days: Vec<_> = (1..=7)
        .map(|day| {
            let name = format!("hours_{day}");
            let (value, error) = (text(&name), faults.of(&name));
            let label = sentence_case(&tr.t(&format!("weekday-{day}")));
            view! { <Field label=label name=name value=value width=Width::Chars20 error=error /> }
        })
        .collect();
    view! {
        <h2>{tr.t("offices-change")}</h2>
        <p>{tr.t("offices-change-says")}</p>
        <form method="post" action=format!("{BASE}/{}", view.code) class="stack two-thirds" novalidate>
            {names(tr, &typed, faults, "name")}
            <Field
                label=tr.t("contacts-address")
                hint=tr.t("offices-address-hint")
                name="address"
                value=text("address")
                error=faults.of("address")
            />
            <Field
                label=tr.t("contacts-phone")
                name="phone"
                kind=FieldKind::Tel
                value=text("phone")
                width=Width::Chars30
                error=faults.of("phone")
            />
            <Field
                label=tr.t("contacts-email")
                name="email"
                kind=FieldKind::Email
                value=text("email")
                width=Width::Chars30
                error=faults.of("email")
            />
            <fieldset class="stack">
                <legend>{tr.t("contacts-hours")}</legend>
                <p class="hint">{tr.t("offices-hours-hint")}</p>
                {days}
                <Field
                    label=tr.t("offices-break")
                    name="pause"
                    value=text("pause")
                    width=Width::Chars20
                    error=faults.of("pause")
                />
            </fieldset>
            {day_field(tr, &typed, faults, "from", tr.t("terms-from"))}
            {why(tr, text("why"), faults.of("why"))}
            <Button text=tr.t("rule-check") />
        </form>
    }
}

/// A word as a label begins with a capital; the weekdays are kept as they stand in a sentence.
fn sentence_case(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn closure_form(view: &OfficeView, faults: &Faults) -> impl IntoView + use<> {
    let tr = view.tr;
    let typed = view.typed.clone();
    let choices = view.successors.iter().map(|(code, name)| Choice::new(code, name)).collect::<Vec<_>>();
    view! {
        <h2>{tr.t("offices-close")}</h2>
        <p>{tr.t("offices-close-says")}</p>
        <form method="post" action=format!("{BASE}/{}/closure", view.code) class="stack two-thirds" novalidate>
            <Select
                label=tr.t("offices-successor")
                name="successor"
                choices=choices
                value=typed.get("successor").to_owned()
                blank=tr.t("user-choose")
                error=faults.of("successor")
            />
            {day_field(tr, &typed, faults, "closes", tr.t("offices-closes-on"))}
            {super::reason(tr, "closure_why", typed.get("closure_why").to_owned(), faults.of("closure_why"))}
            <Button text=tr.t("rule-check") kind=ButtonKind::Secondary />
        </form>
    }
}

/// What a change would do, before it is saved.
#[derive(Clone)]
pub struct CheckView {
    pub tr: Tr,
    /// Where the form goes, and where one comes from.
    pub action: String,
    pub back: String,
    pub name: String,
    pub lede: String,
    /// What becomes of what: label, before, after; without a before it is only said.
    pub what: Vec<(String, String, String)>,
    /// Sentences about what passes over.
    pub touched: Vec<String>,
    pub checked: Checked,
}

pub fn check(view: CheckView) -> impl IntoView {
    let tr = view.tr;
    let or_none = |text: String| if text.is_empty() { "—".to_owned() } else { text };
    let what: Vec<SummaryRow> = view
        .what
        .into_iter()
        .map(|(label, was, becomes)| SummaryRow::new(label, format!("{} → {}", or_none(was), or_none(becomes))))
        .collect();
    let what = (!what.is_empty()).then(|| view! { <SummaryList rows=what /> });
    let touched: Vec<_> = view.touched.into_iter().map(|line| view! { <li>{line}</li> }).collect();
    let touched = (!touched.is_empty()).then(|| view! { <Inset tone=Tone::Amber><ul>{touched}</ul></Inset> });
    view! {
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{view.name}</p>
                <h1>{tr.t("rule-check-title")}</h1>
            </div>
            <p class="lede">{view.lede}</p>
            {what}
            {touched}
            {confirm(tr, view.action, view.back, view.checked)}
        </div>
    }
}

/// Hours in words, for the lines of a change.
pub fn hours_in_words(tr: Tr, kept: &str) -> String {
    hours(tr, &portal::hours::Hours::of_text(kept))
}
