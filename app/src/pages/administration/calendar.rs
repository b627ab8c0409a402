//! Holidays and moved working days, year by year.

use super::changes::{ChangeView, table};
use super::rules::{Checked, act, confirm, day_field};
use super::{since, why};
use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{Button, Cell, Choice, Column, DataTable, ErrorSummary, Field, Radios, Row, Tab, Tabs};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::answers::Answers;

/// A day that differs from the week.
#[derive(Clone, Debug)]
pub struct DayView {
    pub day: NaiveDate,
    /// A code of `DayKind`, or `ordinary`.
    pub kind: String,
    pub name: String,
    pub act: String,
    pub verified: bool,
}

#[derive(Clone)]
pub struct CalendarView {
    pub tr: Tr,
    pub year: i32,
    pub years: Vec<i32>,
    pub days: Vec<DayView>,
    pub changes: Vec<ChangeView>,
    /// The reader may change it.
    pub writes: bool,
    pub typed: Answers,
    pub faults: Faults,
    pub since: Vec<ChangeView>,
}

/// The fields that the form sends.
pub const FIELDS: [&str; 15] = [
    "day_day",
    "day_month",
    "day_year",
    "kind",
    "name_be",
    "name_ru",
    "name_en",
    "act_title",
    "act_number",
    "act_day",
    "act_month",
    "act_year",
    "verified",
    "why",
    "reverts",
];

/// The kinds of a day, as the form offers them.
pub const KINDS: [&str; 4] = ["holiday", "moved_day_off", "working_weekend", "ordinary"];

const BASE: &str = "/office/administration/calendar";

/// The kind of a day in words.
pub fn kind(tr: Tr, code: &str) -> String {
    tr.t(&format!("day-kind-{}", code.replace('_', "-")))
}

pub fn page(view: CalendarView) -> impl IntoView {
    let tr = view.tr;
    let tabs: Vec<Tab> = view
        .years
        .iter()
        .map(|year| Tab::new(year.to_string(), format!("{BASE}?year={year}")).current(*year == view.year))
        .collect();
    let rows: Vec<Row> = view
        .days
        .iter()
        .map(|day| {
            let checked = if day.verified { tr.t("rule-verified") } else { tr.t("rule-unverified") };
            Row::new(vec![
                Cell::text(format!("{}, {}", tr.date(day.day), tr.weekday(day.day))),
                Cell::text(kind(tr, &day.kind)),
                Cell::text(day.name.clone()),
                Cell::view(view! { {day.act.clone()} <div class="soft small">{checked}</div> }),
            ])
        })
        .collect();
    let columns = vec![
        Column::new(tr.t("day-day")),
        Column::new(tr.t("day-kind")),
        Column::new(tr.t("day-name")),
        Column::new(tr.t("rule-act")),
    ];
    let form = view.writes.then(|| form(&view));
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <h1>{tr.t("calendar-admin-title")}</h1>
        <p class="lede">{tr.t("calendar-admin-lede")}</p>
        {since(tr, &view.since)}
        <Tabs label=tr.t("calendar-admin-year") tabs />
        <DataTable
            caption=tr.t("calendar-admin-title")
            columns
            rows
            caption_hidden=true
            dense=true
            empty=tr.t("calendar-admin-none")
        />
        {form}
        <h2>{tr.t("changes-title-administration")}</h2>
        {table(tr, tr.t("changes-title-administration"), view.changes.clone())}
    }
}

fn form(view: &CalendarView) -> impl IntoView + use<> {
    let tr = view.tr;
    let (typed, faults) = (view.typed.clone(), view.faults.clone());
    let kinds = KINDS
        .map(|code| Choice::new(code, kind(tr, code)).hint(tr.t(&format!("day-kind-{}-hint", code.replace('_', "-")))));
    let names = ["name_ru", "name_be", "name_en"].map(|name| {
        let label = tr.t(&format!("day-{}", name.replace('_', "-")));
        view! { <Field label name value=typed.get(name).to_owned() error=faults.of(name) /> }
    });
    let names = Vec::from(names);
    view! {
        <h2>{tr.t("calendar-admin-set")}</h2>
        <form method="post" action=BASE class="stack two-thirds" novalidate>
            <input type="hidden" name="reverts" value=typed.get("reverts").to_owned() />
            {day_field(tr, &typed, &faults, "day", tr.t("day-day"))}
            <Radios
                legend=tr.t("day-kind")
                name="kind"
                choices=kinds.into()
                value=typed.get("kind").to_owned()
                error=faults.of("kind")
            />
            {names}
            {act(tr, &typed, &faults)}
            {why(tr, typed.get("why").to_owned(), faults.of("why"))}
            <Button text=tr.t("rule-check") />
        </form>
    }
}

/// What the change would do, before it is saved.
#[derive(Clone)]
pub struct CheckView {
    pub tr: Tr,
    pub day: NaiveDate,
    pub was: String,
    pub becomes: String,
    /// How many deadlines move, and some of them: number of the case, from, to.
    pub moved: usize,
    pub some: Vec<(String, NaiveDate, NaiveDate)>,
    pub checked: Checked,
}

pub fn check(view: CheckView) -> impl IntoView {
    let tr = view.tr;
    let count = i64::try_from(view.moved).unwrap_or(i64::MAX);
    let says = match view.moved {
        0 => tr.t("calendar-admin-moves-none"),
        _ => tr.ta("calendar-admin-moves", &[("cases", count.into())]),
    };
    let rows: Vec<Row> = view
        .some
        .into_iter()
        .map(|(number, from, to)| {
            Row::new(vec![Cell::text(number), Cell::text(tr.date_short(from)), Cell::text(tr.date_short(to))])
        })
        .collect();
    let columns = vec![
        Column::new(tr.t("audited-number")),
        Column::new(tr.t("changes-was")),
        Column::new(tr.t("changes-became")),
    ];
    let table = (!rows.is_empty()).then(|| {
        view! { <DataTable caption=tr.t("calendar-admin-some") columns rows dense=true /> }
    });
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t("rule-check-title")}</h1>
            <p class="lede">
                {format!("{}, {}: {} → {}", tr.date(view.day), tr.weekday(view.day), view.was, view.becomes)}
            </p>
            <p>{says}</p>
            {table}
            <p class="soft">{tr.t("calendar-admin-law")}</p>
            {confirm(tr, BASE.to_owned(), format!("{BASE}?year={}", view.day.format("%Y")), view.checked)}
        </div>
    }
}
