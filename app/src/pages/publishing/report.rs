//! What the doctor found in a file, and what it can mend.

use super::{Overtaken, overtaken};
use crate::l10n::Tr;
use crate::ui::{Button, Cell, Checkboxes, Choice, Column, DataTable, Notification, NotificationKind, Row};
use leptos::prelude::*;

#[derive(Clone)]
pub struct ReportView {
    pub tr: Tr,
    pub action: String,
    /// Where the file, the columns and the draft are.
    pub draft: String,
    pub revision: i32,
    pub title: String,
    /// Whether anything can be changed now.
    pub writes: bool,
    /// How the file was read: code of the key `doctor-note-…` and its value.
    pub notes: Vec<(String, String)>,
    /// Rows that can be published, and faults in all.
    pub rows: u64,
    pub faults_in_all: u64,
    pub counts: Vec<CountLine>,
    pub faults: Vec<FaultLine>,
    pub missing_columns: Vec<String>,
    pub no_key: bool,
    /// Repairs that would mend something, or do; code of the key `doctor-repair-…`, and how often it was made.
    pub repairs: Vec<(String, u64)>,
    pub chosen: Vec<String>,
    pub overtaken: Option<Overtaken>,
}

/// Faults of one kind in one column.
#[derive(Clone)]
pub struct CountLine {
    pub code: String,
    pub column: String,
    pub count: u64,
}

/// One fault.
#[derive(Clone)]
pub struct FaultLine {
    pub row: u64,
    pub column: String,
    pub code: String,
    pub value: String,
    pub repair: Option<(String, String)>,
    pub of_row: Option<u64>,
}

pub fn page(view: ReportView) -> impl IntoView {
    let tr = view.tr;
    let notes: Vec<_> = view
        .notes
        .iter()
        .map(|(code, value)| view! { <li>{tr.ta(&format!("doctor-note-{code}"), &[("value", value.clone().into())])}</li> })
        .collect();
    let notes = (!notes.is_empty()).then(|| view! { <ul>{notes}</ul> });
    view! {
        {overtaken(tr, view.overtaken.clone())}
        <div class="page-head">
            <p class="caption">{view.title.clone()}</p>
            <h1>{tr.t("editor-report")}</h1>
        </div>
        {outcome(&view)}
        {notes}
        {mending(&view)}
        {faults(&view)}
        <p class="cluster">
            <a href=format!("{}/file", view.draft)>{tr.t("editor-file-other")}</a>
            <a href=format!("{}/columns", view.draft)>{tr.t("editor-columns")}</a>
            <a href=view.draft.clone()>{tr.t("editor-back")}</a>
        </p>
    }
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn outcome(view: &ReportView) -> AnyView {
    let tr = view.tr;
    let clean = view.faults_in_all == 0 && view.missing_columns.is_empty() && !view.no_key;
    if clean {
        let said = tr.ta("doctor-clean", &[("count", number(view.rows).into())]);
        return view! { <Notification kind=NotificationKind::Success title=said /> }.into_any();
    }
    // What the file as a whole lacks is wrong with it as much as what stands in its cells.
    let all = view.faults_in_all + view.missing_columns.len() as u64 + u64::from(view.no_key);
    let said = tr.ta("doctor-faults", &[("count", number(all).into())]);
    let mut lines: Vec<String> = view
        .missing_columns
        .iter()
        .map(|column| tr.ta("doctor-column-missing", &[("column", column.clone().into())]))
        .collect();
    if view.no_key {
        lines.push(tr.t("doctor-no-key"));
    }
    let counted = view.counts.iter().map(|line| {
        let what = tr.t(&format!("doctor-fault-{}", line.code));
        let column = if line.column.is_empty() { String::new() } else { format!("«{}»: ", line.column) };
        format!("{column}{what} — {}", line.count)
    });
    lines.extend(counted);
    let lines: Vec<_> = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect();
    view! {
        <Notification kind=NotificationKind::Attention title=said>
            <ul>{lines}</ul>
        </Notification>
    }
    .into_any()
}

fn mending(view: &ReportView) -> Option<AnyView> {
    let tr = view.tr;
    if view.repairs.is_empty() || !view.writes {
        return None;
    }
    let choices = view.repairs.iter().map(|(code, made)| {
        let choice = Choice::new(code.clone(), tr.t(&format!("doctor-repair-{code}")));
        if *made == 0 { choice } else { choice.hint(tr.ta("doctor-mended", &[("count", number(*made).into())])) }
    });
    let choices: Vec<Choice> = choices.collect();
    Some(
        view! {
            <form method="post" action=view.action.clone()>
                <input type="hidden" name="revision" value=view.revision />
                <Checkboxes legend=tr.t("doctor-mend") hint=tr.t("doctor-mend-hint") name="repair" choices values=view.chosen.clone() />
                <Button text=tr.t("doctor-mend-do") />
            </form>
        }
        .into_any(),
    )
}

fn faults(view: &ReportView) -> Option<AnyView> {
    let tr = view.tr;
    if view.faults.is_empty() {
        return None;
    }
    let rows: Vec<Row> = view
        .faults
        .iter()
        .map(|fault| {
            let mut why = tr.t(&format!("doctor-fault-{}", fault.code));
            if let Some(row) = fault.of_row {
                why = format!("{why} ({})", tr.ta("doctor-of-row", &[("row", number(row).into())]));
            }
            let becomes = match &fault.repair {
                Some((code, value)) if value.is_empty() => tr.t(&format!("doctor-repair-{code}")),
                Some((_, value)) => value.clone(),
                None => tr.t(&format!("doctor-hint-{}", fault.code)),
            };
            Row::new(vec![
                Cell::text(fault.row.to_string()),
                Cell::text(fault.column.clone()),
                Cell::text(fault.value.clone()),
                Cell::text(why),
                Cell::text(becomes),
            ])
        })
        .collect();
    let columns = vec![
        Column::new(tr.t("doctor-row")).numeric(),
        Column::new(tr.t("doctor-column")),
        Column::new(tr.t("doctor-value")),
        Column::new(tr.t("doctor-why")),
        Column::new(tr.t("doctor-becomes")),
    ];
    let more = number(view.faults_in_all) - view.faults.len() as i64;
    let more = (more > 0).then(|| view! { <p class="soft">{tr.ta("doctor-more", &[("count", more.into())])}</p> });
    Some(
        view! {
            <h2>{tr.t("doctor-one-by-one")}</h2>
            <DataTable caption=tr.t("doctor-one-by-one") columns rows caption_hidden=true dense=true />
            {more}
        }
        .into_any(),
    )
}
