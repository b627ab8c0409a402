//! A draft: what is done and what is not, how it will look, and what can be done with it now.

use super::contents::{COLUMNS, Contents, PASSPORT, contents};
use super::{Overtaken, overtaken, status};
use crate::l10n::Tr;
use crate::ui::{
    Button, ButtonKind, Cell, Choice, Column, DataTable, ErrorSummary, Field, FieldError, Inset, Notification,
    NotificationKind, Radios, Remark, Row, SummaryList, SummaryRow, Tag, Task, TaskList, Textarea, Tone, Width,
};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

#[derive(Clone)]
pub struct DraftView {
    pub tr: Tr,
    pub id: String,
    pub revision: i32,
    pub title: String,
    pub set: String,
    pub office: String,
    pub status: &'static str,
    /// An editor; a supervisor only looks and approves.
    pub writes: bool,
    /// Whether the reader may be the second person.
    pub second: bool,
    /// Everything that will be published, before whoever cannot change it now.
    pub contents: Option<Contents>,
    /// Faults of the passport; none: it is whole.
    pub passport_faults: usize,
    /// The file's name and rows.
    pub file: Option<(String, i64)>,
    /// Faults in the file; none: it is sound.
    pub file_faults: Option<u64>,
    pub columns: Option<(usize, Vec<String>)>,
    pub differences: Option<Differences>,
    /// Titles of the columns, and the first rows.
    pub preview: (Vec<String>, Vec<Vec<String>>),
    pub remark: Option<String>,
    pub publish_on: Option<NaiveDate>,
    pub number: Option<i32>,
    pub events: Vec<EventLine>,
    pub errors: Vec<(String, String)>,
    /// What was typed: when, the day, the remark.
    pub typed: (String, String, String),
    pub overtaken: Option<Overtaken>,
}

/// How it differs from what is published.
#[derive(Clone, Debug, Default)]
pub struct Differences {
    pub added: u64,
    pub removed: u64,
    pub changed: u64,
    pub columns_added: Vec<String>,
    pub columns_removed: Vec<String>,
}

#[derive(Clone)]
pub struct EventLine {
    /// The end of the locale key `editor-event-…`.
    pub kind: String,
    pub who: Option<String>,
    pub note: Option<String>,
    /// Minsk time.
    pub at: NaiveDateTime,
}

impl DraftView {
    fn at(&self, place: &str) -> String {
        format!("/office/data/drafts/{}{place}", self.id)
    }

    fn error(&self, field: &str) -> Option<String> {
        self.errors.iter().find(|(name, _)| name == field).map(|(_, text)| text.clone())
    }
}

pub fn page(view: DraftView) -> impl IntoView {
    let tr = view.tr;
    let (text, tone) = status(tr, view.status);
    let errors: Vec<FieldError> = view
        .errors
        .iter()
        .map(|(field, text)| {
            if field.is_empty() { FieldError::page(text.clone()) } else { FieldError::new(field.clone(), text.clone()) }
        })
        .collect();
    let remark = view.remark.clone().filter(|_| view.status == "draft");
    let remark = remark.map(|text| view! { <Remark title=tr.t("editor-remark") text /> });
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        {overtaken(tr, view.overtaken.clone())}
        <div class="page-head">
            <p class="caption">{view.office.clone()}</p>
            <h1>{view.title.clone()}</h1>
            <p class="cluster"><Tag text tone /> <code>{view.set.clone()}</code></p>
        </div>
        {remark}
        {tasks(&view)}
        {view.contents.as_ref().map(|all| contents(tr, all))}
        {differences(&view)}
        {preview(&view)}
        <div class="stack part">{ways(&view)}</div>
        {history(&view)}
    }
}

fn tasks(view: &DraftView) -> impl IntoView + use<> {
    let tr = view.tr;
    let editable = view.writes && view.status == "draft";
    let at = |place: &str, anchor: Option<&str>| match (editable, anchor.filter(|_| view.contents.is_some())) {
        (true, _) => Some(view.at(place)),
        (false, anchor) => anchor.map(|anchor| format!("#{anchor}")),
    };
    let done = |title: String, fault: Option<String>, href: Option<String>| {
        let (text, tone) = match fault {
            None => (tr.t("editor-task-done"), Tone::Green),
            Some(fault) => (fault, Tone::Amber),
        };
        let task = Task::new(title, text, tone);
        match href {
            Some(href) => task.href(href),
            None => task,
        }
    };
    let count = |key: &str, count: u64| tr.ta(key, &[("count", i64::try_from(count).unwrap_or(i64::MAX).into())]);
    let passport = (view.passport_faults > 0).then(|| count("editor-task-open", view.passport_faults as u64));
    let file = match &view.file {
        Some(_) => None,
        None => Some(tr.t("editor-task-todo")),
    };
    let mut tasks = vec![
        done(tr.t("editor-passport"), passport, at("/passport", Some(PASSPORT))),
        match &view.file {
            Some((name, rows)) => done(tr.t("editor-file"), file, at("/file", None))
                .hint(tr.ta("editor-file-is", &[("name", name.clone().into()), ("count", (*rows).into())])),
            None => done(tr.t("editor-file"), file, at("/file", None)),
        },
    ];
    if let Some(faults) = view.file_faults {
        let fault = (faults > 0).then(|| count("editor-task-faults", faults));
        tasks.push(done(tr.t("editor-report"), fault, Some(view.at("/report"))));
    }
    if let Some((columns, key)) = &view.columns {
        let fault = key.is_empty().then(|| tr.t("editor-task-no-key"));
        let words = [("count", (*columns as i64).into()), ("key", key.join(", ").into())];
        let task = done(tr.t("editor-columns"), fault, at("/columns", Some(COLUMNS)));
        tasks.push(task.hint(tr.ta("editor-columns-are", &words)));
    }
    view! { <TaskList id="steps" tasks /> }
}

fn differences(view: &DraftView) -> Option<AnyView> {
    let tr = view.tr;
    let found = view.differences.as_ref()?;
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX).to_string();
    let mut rows = vec![
        SummaryRow::new(tr.t("editor-rows-added"), count(found.added)),
        SummaryRow::new(tr.t("editor-rows-removed"), count(found.removed)),
        SummaryRow::new(tr.t("editor-rows-changed"), count(found.changed)),
    ];
    for (key, columns) in
        [("editor-columns-added", &found.columns_added), ("editor-columns-removed", &found.columns_removed)]
    {
        if !columns.is_empty() {
            rows.push(SummaryRow::new(tr.t(key), columns.join(", ")));
        }
    }
    Some(
        view! {
            <h2>{tr.t("editor-differences")}</h2>
            <SummaryList rows />
        }
        .into_any(),
    )
}

fn preview(view: &DraftView) -> Option<AnyView> {
    let tr = view.tr;
    let (heads, rows) = &view.preview;
    if rows.is_empty() {
        return None;
    }
    let columns: Vec<Column> = heads.iter().map(|head| Column::new(head.clone())).collect();
    let rows: Vec<Row> =
        rows.iter().map(|row| Row::new(row.iter().map(|cell| Cell::text(cell.clone())).collect())).collect();
    Some(
        view! {
            <h2>{tr.t("editor-preview")}</h2>
            <div class="scroll" role="region" tabindex="0" aria-label=tr.t("editor-preview")>
                <DataTable caption=tr.t("editor-preview") columns rows caption_hidden=true dense=true />
            </div>
        }
        .into_any(),
    )
}

fn ways(view: &DraftView) -> AnyView {
    let tr = view.tr;
    match view.status {
        "draft" if view.writes => view! {
            <div class="actions">
                {button(view, "/submission", "editor-submit", ButtonKind::Primary)}
                {button(view, "/deletion", "editor-discard", ButtonKind::Plain)}
            </div>
        }
        .into_any(),
        "review" => {
            let approve = view.second.then(|| approval(view));
            let wait = (!view.second).then(|| view! { <Inset tone=Tone::Blue><p>{tr.t("editor-waits")}</p></Inset> });
            // Whoever reviews it sends it back with a remark; taking it back is for whoever sent it.
            let back =
                (view.writes && !view.second).then(|| button(view, "/recall", "editor-recall", ButtonKind::Secondary));
            view! { {approve} {wait} {back} }.into_any()
        }
        "approved" => {
            let said = match view.publish_on {
                Some(day) => tr.ta("editor-publishes-on", &[("day", tr.date(day).into())]),
                None => tr.t("editor-publishes-now"),
            };
            let back = view.writes.then(|| button(view, "/recall", "editor-recall", ButtonKind::Secondary));
            view! { <Notification kind=NotificationKind::Info title=said /> {back} }.into_any()
        }
        "published" => {
            let said = tr.ta("editor-published-as", &[("number", i64::from(view.number.unwrap_or(1)).into())]);
            let href = format!("/data/{}", view.set);
            view! {
                <Notification kind=NotificationKind::Success title=said>
                    <p><a href=href>{tr.t("editor-see-published")}</a></p>
                </Notification>
            }
            .into_any()
        }
        _ => ().into_any(),
    }
}

fn button(view: &DraftView, place: &str, key: &str, kind: ButtonKind) -> impl IntoView + use<> {
    view! {
        <form method="post" action=view.at(place)>
            <input type="hidden" name="revision" value=view.revision />
            <Button text=view.tr.t(key) kind />
        </form>
    }
}

/// What the second person decides.
fn approval(view: &DraftView) -> impl IntoView + use<> {
    let tr = view.tr;
    let (when, day, remark) = view.typed.clone();
    let when = if when.is_empty() { "now".to_owned() } else { when };
    let day = view! {
        <Field
            label=tr.t("editor-publish-day")
            hint=tr.t("editor-day-hint")
            name="day"
            value=day
            error=view.error("day")
            width=Width::Chars10
        />
    };
    let choices = vec![
        Choice::new("now", tr.t("editor-publish-now")),
        Choice::new("day", tr.t("editor-publish-later")).reveal(day),
    ];
    view! {
        <h2>{tr.t("editor-second")}</h2>
        <p>{tr.t("editor-second-what")}</p>
        <form method="post" action=view.at("/approval")>
            <input type="hidden" name="revision" value=view.revision />
            <Radios legend=tr.t("editor-publish-when") name="when" choices value=when error=view.error("when") />
            <Button text=tr.t("editor-approve") />
        </form>
        <form method="post" action=view.at("/return")>
            <input type="hidden" name="revision" value=view.revision />
            <Textarea label=tr.t("editor-return-remark") name="remark" value=remark error=view.error("remark") rows=3 maxlength=Some(2_000) />
            <Button text=tr.t("editor-return") kind=ButtonKind::Secondary />
        </form>
    }
}

fn history(view: &DraftView) -> impl IntoView + use<> {
    let tr = view.tr;
    let rows: Vec<Row> = view
        .events
        .iter()
        .map(|event| {
            Row::new(vec![
                Cell::text(tr.moment(event.at)),
                Cell::text(tr.t(&format!("editor-event-{}", event.kind))),
                Cell::text(event.who.clone().unwrap_or_else(|| tr.t("editor-portal"))),
                Cell::text(event.note.clone().unwrap_or_default()),
            ])
        })
        .collect();
    let columns = vec![
        Column::new(tr.t("editor-history-when")),
        Column::new(tr.t("editor-history-what")),
        Column::new(tr.t("editor-history-who")),
        Column::new(tr.t("editor-history-note")),
    ];
    view! {
        <h2>{tr.t("editor-history")}</h2>
        <DataTable caption=tr.t("editor-history") columns rows caption_hidden=true dense=true />
    }
}
