//! How long data of each kind is kept, and what is about to be removed.

use super::changes::{ChangeView, table};
use super::rules::{Checked, cited, confirm, day_field};
use super::{reason, since, why};
use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::pages::office::words;
use crate::ui::{
    Button, ButtonKind, Cell, Choice, Column, DataTable, ErrorSummary, Field, FieldKind, Inset, Radios, Row, Tag, Tone,
    Width,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::answers::Answers;
use portal::retention::{DAY, Kind};

pub const BASE: &str = "/office/administration/retention";

/// The days that a year of an act's term is reckoned with at most.
const YEAR: i32 = 366;

/// A time in words: so many hours, or days, and the years that those are.
pub fn span(tr: Tr, hours: Option<i32>) -> String {
    let days = |days: i32| tr.ta("retention-days", &[("days", i64::from(days).into())]);
    match hours {
        None => tr.t("retention-for-good"),
        Some(hours) if hours > 0 && hours % (YEAR * DAY) == 0 => {
            let years = tr.ta("retention-years", &[("years", i64::from(hours / (YEAR * DAY)).into())]);
            format!("{} ({years})", days(hours / DAY))
        }
        Some(hours) if hours % DAY == 0 => days(hours / DAY),
        Some(hours) => tr.ta("retention-hours", &[("hours", i64::from(hours).into())]),
    }
}

/// What data of a kind is called.
pub fn name(tr: Tr, kind: Kind) -> String {
    tr.t(&format!("retention-kind-{}", kind.code()))
}

/// A removal that was announced.
#[derive(Clone, Debug)]
pub struct RemovalView {
    pub id: String,
    pub kind: Kind,
    pub count: i64,
    /// Rows from before this day go.
    pub before: NaiveDate,
    pub remove_on: NaiveDate,
    pub halted: bool,
    /// The day on which it was done, and how many went.
    pub done: Option<(NaiveDate, i64)>,
}

/// What administrators are to see wherever they begin.
pub fn banner(tr: Tr, open: &[RemovalView]) -> Option<impl IntoView + use<>> {
    let lines: Vec<_> = open
        .iter()
        .map(|removal| {
            let href = format!("{BASE}/{}", removal.kind.code());
            view! { <li><a href=href>{sentence(tr, removal)}</a></li> }
        })
        .collect();
    (!lines.is_empty())
        .then(|| view! { <Inset tone=Tone::Amber><p>{tr.t("retention-ahead")}</p><ul>{lines}</ul></Inset> })
}

fn sentence(tr: Tr, removal: &RemovalView) -> String {
    let values = [
        ("what", name(tr, removal.kind).into()),
        ("count", removal.count.into()),
        ("before", tr.date(removal.before).into()),
        ("date", tr.date(removal.remove_on).into()),
    ];
    tr.ta(if removal.halted { "retention-halted" } else { "retention-announced" }, &values)
}

/// A kind in the list.
#[derive(Clone, Debug)]
pub struct LineView {
    pub kind: Kind,
    pub hours: Option<i32>,
    /// The next term, and from when.
    pub next: Option<(Option<i32>, NaiveDate)>,
}

pub fn page(tr: Tr, lines: Vec<LineView>, open: Vec<RemovalView>) -> impl IntoView {
    let rows: Vec<Row> = lines
        .into_iter()
        .map(|line| {
            let next = line.next.map(|(hours, from)| format!("{}: {}", tr.date_short(from), span(tr, hours)));
            let warned = if line.kind.is_warned() { "retention-warned" } else { "retention-unwarned" };
            Row::new(vec![
                Cell::link(name(tr, line.kind), format!("{BASE}/{}", line.kind.code())),
                Cell::text(span(tr, line.hours)),
                Cell::text(next.unwrap_or_else(|| "—".to_owned())),
                Cell::text(span(tr, Some(line.kind.least()))),
                Cell::text(tr.t(if line.kind.has_act() { "retention-basis-act" } else { "retention-basis-own" })),
                Cell::text(tr.t(warned)),
            ])
        })
        .collect();
    let columns = vec![
        Column::new(tr.t("retention-what")),
        Column::new(tr.t("retention-kept")),
        Column::new(tr.t("terms-next")),
        Column::new(tr.t("retention-least")),
        Column::new(tr.t("retention-basis")),
        Column::new(tr.t("retention-how")),
    ];
    view! {
        <h1>{tr.t("retention-title")}</h1>
        <p class="lede">{tr.t("retention-lede")}</p>
        {banner(tr, &open)}
        <DataTable caption=tr.t("retention-title") columns rows caption_hidden=true dense=true />
        <p class="soft">{tr.t("retention-never")}</p>
    }
}

/// The cases of which something goes.
fn cases(tr: Tr, cases: &[(String, i64)]) -> Option<impl IntoView + use<>> {
    let rows: Vec<Row> = cases
        .iter()
        .map(|(number, count)| {
            Row::new(vec![Cell::text(words::number(number)).nowrap(), Cell::text(count.to_string())])
        })
        .collect();
    let columns = vec![Column::new(tr.t("audited-number")), Column::new(tr.t("retention-pieces")).numeric()];
    (!rows.is_empty()).then(|| {
        view! { <DataTable caption=tr.t("retention-cases") columns rows dense=true /> }
    })
}

/// A term, and since when it holds or will hold.
#[derive(Clone, Debug)]
pub struct TermView {
    pub hours: Option<i32>,
    pub from: NaiveDate,
    pub act: String,
    pub by: String,
    pub now: bool,
    pub ahead: bool,
}

/// The fields that the form sends.
pub const FIELDS: [&str; 12] = [
    "stay",
    "value",
    "unit",
    "from_day",
    "from_month",
    "from_year",
    "act_title",
    "act_number",
    "act_day",
    "act_month",
    "act_year",
    "why",
];

#[derive(Clone)]
pub struct OneView {
    pub tr: Tr,
    pub kind: Kind,
    pub hours: Option<i32>,
    pub terms: Vec<TermView>,
    /// Announced ones first, then the last that were done.
    pub removals: Vec<RemovalView>,
    /// How often the removal that is open was changed.
    pub removal_seen: i32,
    /// Cases of which something goes with the announced removal, with how much; some of them.
    pub cases: Vec<(String, i64)>,
    pub changes: Vec<ChangeView>,
    pub writes: bool,
    pub typed: Answers,
    pub faults: Faults,
    pub since: Vec<ChangeView>,
}

pub fn one(view: OneView) -> impl IntoView {
    let tr = view.tr;
    let least = tr.t(&format!("retention-law-{}", view.kind.code()));
    let values = [("kept", span(tr, view.hours).into()), ("least", span(tr, Some(view.kind.least())).into())];
    let terms = (!view.terms.is_empty()).then(|| terms(tr, view.terms.clone()));
    let open: Vec<_> = view.removals.iter().filter(|one| one.done.is_none()).map(|one| removal(&view, one)).collect();
    let done: Vec<_> = view
        .removals
        .iter()
        .filter_map(|one| {
            let (day, removed) = one.done?;
            let values = [("date", tr.date(day).into()), ("count", removed.into())];
            Some(view! { <li>{tr.ta("retention-done", &values)}</li> })
        })
        .collect();
    let done = (!done.is_empty()).then(|| view! { <h2>{tr.t("retention-done-title")}</h2> <ul>{done}</ul> });
    let form = view.writes.then(|| form(&view));
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <div class="page-head">
            <p class="caption">{tr.t("retention-title")}</p>
            <h1>{name(tr, view.kind)}</h1>
        </div>
        {since(tr, &view.since)}
        <p class="lede">{tr.ta("retention-now", &values)}</p>
        <p>{least}</p>
        {open}
        {cases(tr, &view.cases)}
        {terms}
        {done}
        {form}
        <h2>{tr.t("changes-title-administration")}</h2>
        {table(tr, tr.t("changes-title-administration"), view.changes.clone())}
    }
}

fn removal(view: &OneView, removal: &RemovalView) -> impl IntoView + use<> {
    let tr = view.tr;
    let (key, to) = match removal.halted {
        true => ("retention-go-on", ""),
        false => ("retention-halt", "on"),
    };
    let form = view.writes.then(|| {
        let error = view.faults.of("halt_why");
        view! {
            <form method="post" action=format!("{BASE}/removals/{}", removal.id) class="stack" novalidate>
                <input type="hidden" name="seen" value=view.removal_seen.to_string() />
                <input type="hidden" name="halted" value=to />
                {reason(tr, "halt_why", view.typed.get("halt_why").to_owned(), error)}
                <Button text=tr.t(key) kind=ButtonKind::Warning />
            </form>
        }
    });
    let says = sentence(tr, removal);
    view! { <div class="two-thirds"><Inset tone=Tone::Amber><p>{says}</p> {form}</Inset></div> }
}

fn terms(tr: Tr, terms: Vec<TermView>) -> impl IntoView {
    let rows = terms.into_iter().map(|term| {
        let tag = match (term.now, term.ahead) {
            (true, _) => Some(view! { <Tag text=tr.t("terms-holds") tone=Tone::Green /> }),
            (_, true) => Some(view! { <Tag text=tr.t("terms-ahead") tone=Tone::Blue /> }),
            _ => None,
        };
        Row::new(vec![
            Cell::text(tr.date(term.from)),
            Cell::view(view! { {span(tr, term.hours)} " " {tag} }),
            Cell::text(term.act),
            Cell::text(term.by),
        ])
    });
    let columns = vec![
        Column::new(tr.t("terms-from")),
        Column::new(tr.t("retention-kept")),
        Column::new(tr.t("rule-act")),
        Column::new(tr.t("rule-by")),
    ];
    let rows: Vec<Row> = rows.collect();
    view! { <DataTable caption=tr.t("retention-kept") columns rows caption_hidden=true dense=true /> }
}

fn form(view: &OneView) -> impl IntoView + use<> {
    let tr = view.tr;
    let (typed, faults) = (view.typed.clone(), view.faults.clone());
    let units =
        vec![Choice::new("days", tr.t("retention-unit-days")), Choice::new("hours", tr.t("retention-unit-hours"))];
    let stay = view.kind.may_stay().then(|| {
        view! {
            <crate::ui::Checkbox
                label=tr.t("retention-stay")
                name="stay"
                value="on"
                checked=typed.get("stay") == "on"
            />
        }
    });
    let unit = if typed.get("unit").is_empty() { "days".to_owned() } else { typed.get("unit").to_owned() };
    view! {
        <h2>{tr.t("terms-enter")}</h2>
        <p>{tr.t("terms-enter-says")}</p>
        <form method="post" action=format!("{BASE}/{}", view.kind.code()) class="stack two-thirds" novalidate>
            <Field
                label=tr.t("retention-kept")
                name="value"
                value=typed.get("value").to_owned()
                kind=FieldKind::Number
                width=Width::Chars10
                error=faults.of("value")
            />
            <Radios legend=tr.t("retention-unit") name="unit" choices=units value=unit inline=true />
            {stay}
            {day_field(tr, &typed, &faults, "from", tr.t("terms-from"))}
            {cited(tr, &typed, &faults)}
            {why(tr, typed.get("why").to_owned(), faults.of("why"))}
            <Button text=tr.t("rule-check") />
        </form>
    }
}

/// What a new term would do, before it is saved.
#[derive(Clone)]
pub struct CheckView {
    pub tr: Tr,
    pub kind: Kind,
    pub was: Option<i32>,
    pub becomes: Option<i32>,
    pub from: NaiveDate,
    /// Rows that would go by it as things stand, and on which day the first; nothing where all stays.
    pub goes: Option<(i64, NaiveDate)>,
    /// Cases of which something would go, with how much; some of them.
    pub cases: Vec<(String, i64)>,
    pub checked: Checked,
}

pub fn check(view: CheckView) -> impl IntoView {
    let tr = view.tr;
    let goes = match view.goes {
        None => tr.t("retention-check-stays"),
        Some((0, _)) => tr.t("retention-check-nothing"),
        Some((count, day)) => {
            let key = if view.kind.is_warned() { "retention-check-warned" } else { "retention-check-goes" };
            tr.ta(key, &[("count", count.into()), ("date", tr.date(day).into())])
        }
    };
    let href = format!("{BASE}/{}", view.kind.code());
    view! {
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{tr.t("retention-title")}</p>
                <h1>{tr.t("rule-check-title")}</h1>
            </div>
            <p class="lede">{format!("{}: {} → {}", name(tr, view.kind), span(tr, view.was), span(tr, view.becomes))}</p>
            <p>{tr.ta("terms-check-from", &[("date", tr.date(view.from).into())])}</p>
            <Inset tone=Tone::Amber><p>{goes}</p></Inset>
            {cases(tr, &view.cases)}
            {confirm(tr, href.clone(), href, view.checked)}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Lang;

    #[test]
    fn a_term_is_told_in_hours_days_and_whole_years() {
        let said = |hours| span(Tr(Lang::Ru), hours);
        assert_eq!([said(Some(1)), said(Some(24)), said(Some(90 * 24))], ["1 час", "1 день", "90 дней"]);
        assert_eq!([said(Some(3 * 366 * 24)), said(None)], ["1098 дней (3 года)", "бессрочно"]);
    }
}
