//! A set's rows in groups: the questions, the drawing, and the numbers beside it.

use crate::l10n::Tr;
use crate::pages::register::grouped;
use crate::ui::{
    Bar, BarChart, Button, Cell, Choice, Column, DataTable, Details, LineChart, Notification, NotificationKind, Point,
    Row, Select, Width,
};
use leptos::prelude::*;
use portal::lang::Lang;

/// A chart with the questions that lead to others.
#[derive(Clone)]
pub struct ChartView {
    pub tr: Tr,
    /// Empty while nothing is drawn.
    pub title: String,
    pub rows_are: String,
    pub numbers_are: String,
    /// As in the address.
    pub by: String,
    pub measure: String,
    pub by_options: Vec<Question>,
    pub measure_options: Vec<Question>,
    pub drawing: Drawing,
    /// How many groups there are in all.
    pub groups: usize,
    /// What could not be understood, in words.
    pub fault: Option<String>,
    /// Parameters of the page that stay.
    pub kept: Vec<(String, String)>,
}

/// A question to choose: its value in the address and its words.
#[derive(Clone)]
pub struct Question {
    pub value: String,
    pub text: String,
}

#[derive(Clone)]
pub enum Drawing {
    None,
    /// From the longest.
    Bars(Vec<Group>),
    /// In the order of their days.
    Line(Vec<Group>),
}

#[derive(Clone)]
pub struct Group {
    pub label: String,
    pub value: f64,
}

pub fn chart(view: ChartView, action: String) -> impl IntoView {
    let tr = view.tr;
    let fault = view.fault.clone();
    let fault = fault.map(|text| view! { <Notification kind=NotificationKind::Attention title=text /> });
    let choices = |options: &[Question]| -> Vec<Choice> {
        options.iter().map(|option| Choice::new(option.value.clone(), option.text.clone())).collect()
    };
    let (groups, measures) = (choices(&view.by_options), choices(&view.measure_options));
    let kept: Vec<_> = view
        .kept
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone() /> })
        .collect();
    let (by, measure) = (view.by.clone(), view.measure.clone());
    view! {
        {fault}
        {drawn(&view)}
        <Details summary=tr.t("data-chart-another")>
            <form method="get" action=format!("{action}#chart")>
                {kept}
                <Select label=tr.t("data-chart-by") name="by" choices=groups value=by width=Width::Chars30 />
                <Select label=tr.t("data-chart-measure") name="measure" choices=measures value=measure width=Width::Chars30 />
                <div class="actions"><Button text=tr.t("data-apply") /></div>
            </form>
        </Details>
    }
}

fn drawn(view: &ChartView) -> AnyView {
    let tr = view.tr;
    match &view.drawing {
        Drawing::None => ().into_any(),
        Drawing::Bars(groups) if groups.is_empty() => view! { <p>{tr.t("data-no-rows")}</p> }.into_any(),
        Drawing::Line(groups) if groups.is_empty() => view! { <p>{tr.t("data-no-rows")}</p> }.into_any(),
        Drawing::Bars(groups) => {
            let bars = groups.iter().map(|group| Bar::new(&group.label, written(tr.lang(), group.value), group.value));
            let bars: Vec<Bar> = bars.collect();
            let more = (view.groups > bars.len()).then(|| {
                let shown = i64::try_from(bars.len()).unwrap_or(i64::MAX);
                let all = i64::try_from(view.groups).unwrap_or(i64::MAX);
                tr.ta("data-chart-most", &[("shown", shown.into()), ("all", all.into())])
            });
            view! {
                <BarChart caption=view.title.clone() rows_are=view.rows_are.clone() numbers_are=view.numbers_are.clone() bars />
                {more.map(|text| view! { <p class="soft">{text}</p> })}
            }
            .into_any()
        }
        Drawing::Line(groups) => line(view, groups).into_any(),
    }
}

/// The line, and below it its numbers.
fn line(view: &ChartView, groups: &[Group]) -> impl IntoView + use<> {
    let tr = view.tr;
    let points = groups.iter().map(|group| Point::new(&group.label, group.value)).collect();
    let side: fn(f64) -> String = if tr.lang() == Lang::En { english } else { slavic };
    let rows = groups
        .iter()
        .map(|group| Row::new(vec![Cell::text(group.label.clone()), Cell::text(written(tr.lang(), group.value))]));
    let rows: Vec<Row> = rows.collect();
    let heads = vec![Column::new(view.rows_are.clone()), Column::new(view.numbers_are.clone()).numeric()];
    let title = view.title.clone();
    let (said, caption) = (title.clone(), title.clone());
    view! {
        <figure>
            <figcaption><strong>{title}</strong></figcaption>
            <LineChart label=said points written=side />
        </figure>
        <Details summary=tr.t("data-chart-table")>
            <DataTable caption=caption columns=heads rows=rows caption_hidden=true dense=true />
        </Details>
    }
}

/// A number as people read it: thousands apart, at most two places.
fn written(lang: Lang, number: f64) -> String {
    let hundredths = (number * 100.0).round();
    if !hundredths.is_finite() || hundredths.abs() > 9e15 {
        return format!("{number:e}");
    }
    let hundredths = hundredths as i64;
    let (whole, part) = (hundredths / 100, (hundredths % 100).unsigned_abs());
    let sign = if whole == 0 && hundredths < 0 { "−" } else { "" };
    let point = if lang == Lang::En { '.' } else { ',' };
    match part {
        0 => grouped(whole),
        part if part % 10 == 0 => format!("{sign}{}{point}{}", grouped(whole), part / 10),
        part => format!("{sign}{}{point}{part:02}", grouped(whole)),
    }
}

fn english(number: f64) -> String {
    written(Lang::En, number)
}

fn slavic(number: f64) -> String {
    written(Lang::Ru, number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_read_them() {
        assert_eq!(written(Lang::Ru, 20_000.0), "20\u{a0}000");
        assert_eq!(written(Lang::Ru, 2.71284), "2,71");
        assert_eq!(written(Lang::En, 2.5), "2.5");
        assert_eq!(written(Lang::En, -0.25), "−0.25");
        assert!(written(Lang::En, 1e300).contains("e300"));
    }
}
