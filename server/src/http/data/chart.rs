//! The chart on the page of a set: its rows in groups, as the address asks or as the set's definition says.
//! A version never changes, so what was reckoned of it once is kept.

use super::cells::shown;
use super::groups::{Grouping, grouped};
use crate::failure::Failure;
use crate::http::visit::Visit;
use crate::publishing::definitions;
use crate::state::AppState;
use app::l10n::Tr;
use app::pages::data::chart::{ChartView, Drawing, Group, Question as Ask};
use opendata::groups::{Measure, Part};
use opendata::rows::Question;
use opendata::{Kind, Published, Schema, Value};
use quick_cache::sync::Cache;
use std::sync::Arc;

/// Bars of a chart; the rest is told in one sentence.
const MOST_BARS: usize = 20;
/// Points of a line: forty years of months.
const MOST_POINTS: usize = 480;
/// Answers of so many groups in all are kept.
const KEPT: usize = 256;

/// Groups that were reckoned, by set, version and question.
pub struct Charts(Cache<String, Arc<Vec<Vec<Value>>>>);

impl Default for Charts {
    fn default() -> Charts {
        Charts(Cache::new(KEPT))
    }
}

impl std::fmt::Debug for Charts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Charts({} kept)", self.0.len())
    }
}

/// The chart of what is asked for; `None` where nothing is and the set has none of its own. `kept` are the
/// parameters of the page that stay.
pub(super) async fn chart(
    state: &AppState,
    visit: &Visit,
    published: &Published,
    question: &Question,
    typed: &[(String, String)],
    kept: Vec<(String, String)>,
) -> Result<Option<ChartView>, Failure> {
    let (tr, schema) = (visit.tr, &published.passport.schema);
    let value = |name: &str| typed.iter().find(|(found, _)| found == name).map_or("", |(_, text)| text.as_str());
    let own = definitions::chart(&published.passport.id);
    let (by, measure) = match (value("by"), own) {
        ("", Some(own)) => own,
        ("", None) => return Ok(Some(empty(tr, schema, kept))),
        (by, _) => (by.to_owned(), value("measure").to_owned()),
    };
    let measure = if measure.is_empty() { "count".to_owned() } else { measure };
    let pairs = [("group".to_owned(), by.clone()), ("measure".to_owned(), measure.clone())];
    let mut view = empty(tr, schema, kept);
    let Ok(grouping) = Grouping::read(&pairs, schema) else {
        view.fault = Some(tr.t("data-chart-bad"));
        return Ok(Some(view));
    };
    (view.by, view.measure) = (by, measure);
    let rows = match reckoned(state, published, question, &grouping).await {
        Ok(rows) => rows,
        Err(Failure::BadRequest("data-too-many-groups")) => {
            view.fault = Some(tr.t("data-chart-too-many"));
            return Ok(Some(view));
        }
        Err(other) => return Err(other),
    };
    view.title = title(visit, schema, &grouping);
    (view.rows_are, view.numbers_are) = (named(visit, schema, &view.by), measured(visit, schema, &grouping));
    view.drawing = drawing(tr, published, &grouping, &rows);
    view.groups = rows.len();
    Ok(Some(view))
}

async fn reckoned(
    state: &AppState,
    published: &Published,
    question: &Question,
    grouping: &Grouping,
) -> Result<Arc<Vec<Vec<Value>>>, Failure> {
    let key = format!("{} {} {question:?} {grouping:?}", published.passport.id, published.version);
    if let Some(kept) = state.charts.0.get(&key) {
        return Ok(kept);
    }
    let rows = Arc::new(grouped(state, published, question, grouping).await?);
    // What is large is rarely asked for twice.
    if rows.len() <= 2_000 && key.len() <= 2_000 {
        state.charts.0.insert(key, rows.clone());
    }
    Ok(rows)
}

/// The questions a reader may ask, and no answer yet.
fn empty(tr: Tr, schema: &Schema, kept: Vec<(String, String)>) -> ChartView {
    let mut groups = Vec::new();
    for field in &schema.fields {
        let title = field.title.get(tr.lang()).to_owned();
        if field.kind == Kind::Date {
            for part in ["year", "month"] {
                let text = tr.ta(&format!("data-chart-{part}"), &[("column", title.clone().into())]);
                groups.push(Ask { value: format!("{}.{part}", field.name), text });
            }
        } else {
            groups.push(Ask { value: field.name.clone(), text: title });
        }
    }
    let mut measures = vec![Ask { value: "count".to_owned(), text: tr.t("data-chart-count") }];
    let of_numbers = schema.fields.iter().filter(|field| matches!(field.kind, Kind::Integer | Kind::Number));
    // Sums of numbers that tell rows apart say nothing.
    for field in of_numbers.filter(|field| !schema.key.contains(&field.name) && !field.name.ends_with("code")) {
        for measure in ["sum", "avg", "min", "max"] {
            let column = field.title.get(tr.lang()).to_owned();
            let text = tr.ta(&format!("data-chart-{measure}"), &[("column", column.into())]);
            measures.push(Ask { value: format!("{measure}({})", field.name), text });
        }
    }
    ChartView {
        tr,
        title: String::new(),
        rows_are: String::new(),
        numbers_are: String::new(),
        by: String::new(),
        measure: String::new(),
        by_options: groups,
        measure_options: measures,
        drawing: Drawing::None,
        groups: 0,
        fault: None,
        kept,
    }
}

fn title(visit: &Visit, schema: &Schema, grouping: &Grouping) -> String {
    let by = grouping.by.first().map_or_else(String::new, |by| {
        let name = &schema.fields[by.column].name;
        named(
            visit,
            schema,
            &match by.part {
                Part::Whole => name.clone(),
                Part::Year => format!("{name}.year"),
                Part::Month => format!("{name}.month"),
            },
        )
    });
    visit.tr.ta("data-chart-title", &[("what", measured(visit, schema, grouping).into()), ("by", by.into())])
}

/// A column, or a part of its days, in words.
fn named(visit: &Visit, schema: &Schema, by: &str) -> String {
    let (column, part) = by.rsplit_once('.').unwrap_or((by, ""));
    let title =
        schema.place(column).map_or_else(String::new, |place| schema.fields[place].title.get(visit.lang()).to_owned());
    match part {
        "" => title,
        part => visit.tr.ta(&format!("data-chart-{part}"), &[("column", title.into())]),
    }
}

fn measured(visit: &Visit, schema: &Schema, grouping: &Grouping) -> String {
    let Some((_, measure)) = grouping.measures.first() else { return String::new() };
    let code = match measure {
        Measure::Count => return visit.tr.t("data-chart-count"),
        Measure::Sum(_) => "sum",
        Measure::Avg(_) => "avg",
        Measure::Min(_) => "min",
        Measure::Max(_) => "max",
    };
    let field = measure.column().map(|column| &schema.fields[column]);
    let words = field.map_or_else(String::new, |field| {
        let title = field.title.get(visit.lang());
        field.unit.as_ref().map_or_else(|| title.to_owned(), |unit| format!("{title}, {unit}"))
    });
    visit.tr.ta(&format!("data-chart-{code}"), &[("column", words.into())])
}

/// Days make a line in their order, everything else bars from the longest.
fn drawing(tr: Tr, published: &Published, grouping: &Grouping, rows: &[Vec<Value>]) -> Drawing {
    let passport = &published.passport;
    let field = grouping.by.first().map(|by| &passport.schema.fields[by.column]);
    let group = |row: &Vec<Value>| {
        let (label, value) = (row.first().cloned().unwrap_or(Value::Nothing), row.last().cloned());
        let number = match value {
            Some(Value::Integer(number)) => number as f64,
            Some(Value::Number(number)) => number,
            _ => return None,
        };
        let label = match label {
            Value::Nothing => tr.t("data-chart-nothing"),
            other => field.map_or_else(|| other.to_text(), |field| shown(tr, &passport.id, field, &other)),
        };
        Some(Group { label, value: number })
    };
    let of_days = field.is_some_and(|field| field.kind == Kind::Date);
    if of_days {
        // Days that are not known have no place on the line.
        let known = rows.iter().filter(|row| row.first() != Some(&Value::Nothing));
        let mut points: Vec<Group> = known.filter_map(group).collect();
        let first = points.len().saturating_sub(MOST_POINTS);
        return Drawing::Line(points.split_off(first));
    }
    let mut bars: Vec<Group> = rows.iter().filter_map(group).collect();
    bars.sort_by(|a, b| b.value.total_cmp(&a.value));
    bars.truncate(MOST_BARS);
    Drawing::Bars(bars)
}
