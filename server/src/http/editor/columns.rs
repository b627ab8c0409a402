//! The columns of a draft.

use super::{address, crumbs, overtaken, revision, title};
use crate::access::EditableDraft;
use crate::failure::Failure;
use crate::http::form::Sent;
use crate::http::visit::{Page, Visit};
use crate::office::data_drafts as office;
use crate::state::AppState;
use crate::store::data_drafts::{DataDraftRow, Status};
use app::l10n::Tr;
use app::pages::publishing::Overtaken;
use app::pages::publishing::columns::{ColumnView, ColumnsView, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use opendata::doctor::{Column, Plan};
use opendata::{Field, Kind, Limits};
use portal::lang::{Lang, Names3};

/// Bytes of the form: each of 256 columns has some twenty fields.
pub const LARGEST: usize = 2 * 1024 * 1024;
/// Characters of a title or a description.
const LONGEST: usize = 300;
/// Values that a column may be bound to.
const MOST_CATEGORIES: usize = 500;

pub async fn show(draft: EditableDraft, visit: Visit) -> Result<Response, Failure> {
    let plan = office::plan(&draft.row).filter(|_| draft.row.status() == Status::Draft && draft.row.upload.is_some());
    let Some(plan) = plan else { return Ok(Redirect::to(&address(&draft.row)).into_response()) };
    let typed = plan.columns.iter().map(|column| of_column(column, &plan.key)).collect();
    Ok(respond(&visit, &draft, (&draft.row, typed), Vec::new(), None).await)
}

pub async fn save(
    State(state): State<AppState>,
    draft: EditableDraft,
    visit: Visit,
    Sent(sent): Sent<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let before = office::plan(&draft.row).ok_or(Failure::Conflict("no-file-yet"))?;
    let seen = revision(&sent);
    if seen != draft.row.revision {
        return late(&state, &visit, &draft, &sent, Failure::Conflict("draft-changed-meanwhile")).await;
    }
    let typed: Vec<ColumnView> =
        before.columns.iter().enumerate().map(|(place, column)| read(&sent, place, column)).collect();
    let mut errors = Vec::new();
    let mut plan = Plan { repairs: before.repairs.clone(), ..Plan::default() };
    for (place, (typed, column)) in typed.iter().zip(&before.columns).enumerate() {
        let field = field(visit.tr, place, typed, &mut errors);
        let taken = |other: &Column| other.kept && typed.kept && other.field.name == field.name;
        if plan.columns.iter().any(taken) {
            errors.push((format!("c{place}_name"), visit.tr.t("editor-problem-name-twice")));
        }
        if typed.kept && typed.key {
            plan.key.push(field.name.clone());
        }
        plan.columns.push(Column { head: column.head.clone(), at: column.at, kept: typed.kept, field });
    }
    if !plan.columns.iter().any(|column| column.kept) {
        errors.push(("c0_kept".to_owned(), visit.tr.t("editor-problem-nothing-kept")));
    } else if plan.key.is_empty() {
        errors.push(("c0_key".to_owned(), visit.tr.t("editor-problem-no-key")));
    }
    if !errors.is_empty() {
        return Ok(respond(&visit, &draft, (&draft.row, typed), errors, None).await);
    }
    match office::save_columns(&state, draft.clone(), seen, plan).await {
        Ok(()) => Ok(Redirect::to(&format!("{}/report", address(&draft.row))).into_response()),
        Err(failure) => late(&state, &visit, &draft, &sent, failure).await,
    }
}

/// Somebody else was faster: what was typed stands in the form, what they saved beside it, and what is sent now is
/// meant for what they saved. Their file may have other columns: those are found again by their heads.
async fn late(
    state: &AppState,
    visit: &Visit,
    draft: &EditableDraft,
    sent: &[(String, String)],
    failure: Failure,
) -> Result<Response, Failure> {
    let (row, mut told) = overtaken(state, failure, draft).await?;
    let plan = office::plan(&row).ok_or(Failure::Conflict("no-file-yet"))?;
    let mut typed = Vec::new();
    for (place, column) in plan.columns.iter().enumerate() {
        let saved = of_column(column, &plan.key);
        let mine = match sent_place(sent, place, &column.head) {
            Some(place) => read(sent, place, column),
            None => saved.clone(),
        };
        told.theirs.extend(differences(visit.tr, &saved, &mine));
        typed.push(mine);
    }
    // Sent twice, or both wrote the same.
    if told.theirs.is_empty() && told.status.is_none() {
        return Ok(Redirect::to(&format!("{}/report", address(&row))).into_response());
    }
    Ok(respond(visit, draft, (&row, typed), Vec::new(), Some(told)).await)
}

/// Under which number the form has the column of a head: its own, or else the first of that head.
fn sent_place(sent: &[(String, String)], place: usize, head: &str) -> Option<usize> {
    let is = |place: usize| {
        let name = format!("c{place}_head");
        sent.iter().any(|(found, value)| *found == name && value == head)
    };
    is(place).then_some(place).or_else(|| {
        sent.iter()
            .filter(|(_, value)| value == head)
            .find_map(|(name, _)| name.strip_prefix('c')?.strip_suffix("_head")?.parse().ok())
    })
}

/// Where what is saved of a column differs from what was typed: what it is, and how it is saved.
fn differences(tr: Tr, saved: &ColumnView, typed: &ColumnView) -> Vec<(String, String)> {
    let yes = |yes: bool| tr.t(if yes { "yes" } else { "no" });
    let kind = |code: &str| match app::pages::publishing::columns::KINDS.contains(&code) {
        true => tr.t(&format!("data-type-{code}")),
        false => String::new(),
    };
    let mut pairs = vec![
        ("editor-column-kept", yes(saved.kept), yes(typed.kept)),
        ("editor-column-key", yes(saved.key), yes(typed.key)),
        ("data-type", kind(&saved.kind), kind(&typed.kind)),
        ("editor-column-name", saved.name.clone(), typed.name.clone()),
        ("editor-column-required", yes(saved.required), yes(typed.required)),
        ("editor-column-unit", saved.unit.clone(), typed.unit.clone()),
        ("editor-column-categories", saved.categories.clone(), typed.categories.clone()),
        ("editor-column-least", saved.least.clone(), typed.least.clone()),
        ("editor-column-most", saved.most.clone(), typed.most.clone()),
        ("editor-column-unp", yes(saved.unp), yes(typed.unp)),
    ];
    // A key is required whether or not it was ticked.
    pairs.retain(|(key, ..)| *key != "editor-column-required" || !(saved.key && typed.key));
    let whose = |label: String| format!("{}: {label}", saved.head);
    let mut found: Vec<(String, String)> = pairs
        .into_iter()
        .filter(|(_, saved, typed)| saved != typed)
        .map(|(key, saved, _)| (whose(tr.t(key)), saved))
        .collect();
    for (key, saved, typed) in
        [("data-meaning", &saved.titles, &typed.titles), ("editor-column-about", &saved.abouts, &typed.abouts)]
    {
        let texts = Lang::ALL.into_iter().zip(saved.iter().zip(typed));
        for (lang, (saved, _)) in texts.filter(|(_, (saved, typed))| saved != typed) {
            let label = app::pages::publishing::passport::in_language(tr, &tr.t(key), lang);
            found.push((whose(label), saved.clone()));
        }
    }
    found
}

/// A column as the form would have it.
pub(super) fn of_column(column: &Column, key: &[String]) -> ColumnView {
    let field = &column.field;
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let texts = |names: &Names3| Lang::ALL.map(|lang| names.get(lang).to_owned());
    ColumnView {
        head: column.head.clone(),
        missing: column.at.is_none(),
        kept: column.kept,
        name: field.name.clone(),
        kind: code(field.kind).to_owned(),
        titles: texts(&field.title),
        abouts: field.about.as_ref().map(texts).unwrap_or_default(),
        unit: field.unit.clone().unwrap_or_default(),
        required: field.required,
        key: key.contains(&field.name),
        categories: field.limits.categories.join("\n"),
        least: number(field.limits.least),
        most: number(field.limits.most),
        unp: field.limits.unp,
    }
}

fn read(sent: &[(String, String)], place: usize, column: &Column) -> ColumnView {
    let prefix = format!("c{place}_");
    let own: Vec<(&str, &str)> =
        sent.iter().filter_map(|(name, value)| Some((name.strip_prefix(&prefix)?, value.as_str()))).collect();
    let text = |name: &str| {
        let value = own.iter().find(|(found, _)| *found == name).map_or("", |(_, value)| value.trim());
        value.replace("\r\n", "\n").replace('\0', "")
    };
    let texts = |name: &str| Lang::ALL.map(|lang| text(&format!("{name}_{}", lang.tag())));
    let ticked = |name: &str| own.iter().any(|(found, _)| *found == name);
    ColumnView {
        head: column.head.clone(),
        missing: column.at.is_none(),
        kept: ticked("kept"),
        name: text("name"),
        kind: text("kind"),
        titles: texts("title"),
        abouts: texts("about"),
        unit: text("unit"),
        required: ticked("required"),
        key: ticked("key"),
        categories: text("categories"),
        least: text("least"),
        most: text("most"),
        unp: ticked("unp"),
    }
}

/// The field that was typed; what is wrong with a column that is not published matters to nobody.
fn field(tr: Tr, place: usize, typed: &ColumnView, errors: &mut Vec<(String, String)>) -> Field {
    let mut wrong = |name: &str, text: String| {
        if typed.kept {
            errors.push((format!("c{place}_{name}"), text));
        }
    };
    let named = |name: &str| {
        name.len() <= 40
            && name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    if !named(&typed.name) {
        wrong("name", tr.t("editor-problem-name"));
    }
    let kind = Kind::ALL.into_iter().find(|kind| code(*kind) == typed.kind);
    if kind.is_none() {
        wrong("kind", tr.ta("editor-problem-choice", &[("field", tr.t("data-type").into())]));
    }
    for (name, label, texts, required) in
        [("title", "data-meaning", &typed.titles, true), ("about", "editor-column-about", &typed.abouts, false)]
    {
        let wanted = required || texts.iter().any(|text| !text.is_empty());
        for (lang, text) in Lang::ALL.into_iter().zip(texts) {
            let label = app::pages::publishing::passport::in_language(tr, &tr.t(label), lang);
            let said = |code: &str| tr.ta(&format!("editor-problem-{code}"), &[("field", label.clone().into())]);
            if wanted && text.is_empty() {
                wrong(&format!("{name}_{}", lang.tag()), said("empty"));
            } else if text.chars().count() > LONGEST {
                wrong(&format!("{name}_{}", lang.tag()), said("long"));
            }
        }
    }
    let mut number = |name: &str, text: &str| -> Option<f64> {
        let read = text.replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite());
        if read.is_none() && !text.is_empty() {
            wrong(name, tr.t("editor-problem-number"));
        }
        read
    };
    let (least, most) = (number("least", &typed.least), number("most", &typed.most));
    if least.zip(most).is_some_and(|(least, most)| most < least) {
        wrong("most", tr.t("editor-problem-limits"));
    }
    let names = |[be, ru, en]: &[String; 3]| Names3::new(be, ru, en);
    let unit: String = typed.unit.chars().take(20).collect();
    let categories = typed.categories.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
    Field {
        name: typed.name.clone(),
        kind: kind.unwrap_or(Kind::Text),
        title: names(&typed.titles),
        unit: (!unit.is_empty()).then_some(unit),
        // What tells rows apart is always there.
        required: typed.required || typed.key,
        about: typed.abouts.iter().any(|text| !text.is_empty()).then(|| names(&typed.abouts)),
        limits: Limits { categories: categories.take(MOST_CATEGORIES).collect(), least, most, unp: typed.unp },
    }
}

/// The word of a type in the form.
fn code(kind: Kind) -> &'static str {
    if kind == Kind::Text { "text" } else { kind.frictionless() }
}

async fn respond(
    visit: &Visit,
    draft: &EditableDraft,
    (row, columns): (&DataDraftRow, Vec<ColumnView>),
    errors: Vec<(String, String)>,
    overtaken: Option<Overtaken>,
) -> Response {
    let tr = visit.tr;
    let (failed, conflict) = (!errors.is_empty(), overtaken.is_some());
    let view = ColumnsView {
        tr,
        action: format!("{}/columns", address(row)),
        back: address(row),
        revision: row.revision,
        title: title(tr, row),
        columns,
        errors,
        overtaken,
    };
    let here = tr.t("editor-columns");
    let head = Page::titled(&here).crumbs(crumbs(visit, draft, Some(&here))).failed(failed);
    let head = if conflict { head.status(StatusCode::CONFLICT) } else { head };
    visit.page(head, move || page(view)).await
}
