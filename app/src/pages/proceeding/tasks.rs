//! What a body is asked: the questions that wait, and those it has answered.

use super::answer;
use crate::l10n::Tr;
use crate::ui::{Cell, Column, DataTable, EmptyState, Row, Tag};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::proceeding::Answer;

#[derive(Clone)]
pub struct TasksView {
    pub tr: Tr,
    /// The code of the body.
    pub body: &'static str,
    pub today: NaiveDate,
    pub waiting: Vec<TaskLine>,
    pub answered: Vec<TaskLine>,
}

#[derive(Clone)]
pub struct TaskLine {
    pub id: String,
    pub company: String,
    pub unp: i64,
    pub answer: Answer,
    pub asked_on: NaiveDate,
    /// The day until which an answer is wanted.
    pub due_on: Option<NaiveDate>,
}

pub fn page(view: TasksView) -> impl IntoView {
    let tr = view.tr;
    let empty = view.waiting.is_empty();
    view! {
        <div class="page-head">
            <p class="caption">{tr.t(&format!("body-{}", view.body))}</p>
            <h1>{tr.t("tasks-title")}</h1>
        </div>
        <p class="lede">{tr.t("tasks-lede")}</p>
        {empty
            .then(|| view! { <EmptyState title=tr.t("tasks-none")><p>{tr.t("tasks-none-what")}</p></EmptyState> })}
        {table(tr, "tasks-waiting", view.waiting, view.today)}
        {table(tr, "tasks-answered", view.answered, view.today)}
    }
}

fn table(tr: Tr, title: &'static str, lines: Vec<TaskLine>, today: NaiveDate) -> Option<impl IntoView> {
    let columns = vec![
        Column::new(tr.t("column-company")),
        Column::new(tr.t("unp")),
        Column::new(tr.t("tasks-asked")),
        Column::new(tr.t("tasks-due")),
        Column::new(tr.t("body-column-answer")),
    ];
    let row = |line: TaskLine| {
        let (text, tone) = answer(tr, line.answer);
        let late = line.due_on.is_some_and(|due| due < today) && line.answer != Answer::Confirmed;
        let due = line.due_on.map(|day| tr.date(day)).unwrap_or_default();
        let due = if late { tr.ta("tasks-late", &[("date", due.into())]) } else { due };
        Row::new(vec![
            Cell::link(line.company, format!("/tasks/{}", line.id)),
            Cell::text(line.unp.to_string()),
            Cell::text(tr.date(line.asked_on)),
            Cell::text(due),
            Cell::view(view! { <Tag text tone /> }),
        ])
    };
    let rows: Vec<Row> = lines.into_iter().map(row).collect();
    (!rows.is_empty()).then(|| view! { <DataTable caption=tr.t(title) columns=columns rows=rows row_links=true /> })
}
