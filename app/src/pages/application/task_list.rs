//! The task list of an open application: what is done, what is missing, what a clerk asks to mend.

use super::list::status_text;
use super::summary::label;
use crate::l10n::Tr;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Inset, Notification, NotificationKind, Remark, Task, TaskList, Tone, UnpText,
};
use chrono::NaiveDateTime;
use leptos::prelude::*;
use portal::application::Status;
use portal::code::grouped;
use portal::procedures::{Procedure, Progress, Step};

#[derive(Clone)]
pub struct TaskListView {
    pub tr: Tr,
    pub id: String,
    pub procedure: Procedure,
    pub status: Status,
    pub company: String,
    pub unp: i64,
    pub progress: Vec<(&'static Step, Progress)>,
    /// Field and text of each remark of the current round.
    pub remarks: Vec<(String, String)>,
    /// When it was last saved, Minsk time.
    pub saved: NaiveDateTime,
    /// It was filed before.
    pub started: bool,
    pub paper_code: Option<String>,
    pub may_file: bool,
}

pub fn page(view: TaskListView) -> impl IntoView {
    let tr = view.tr;
    let id = view.id.clone();
    let slug = view.procedure.slug();
    let returned = view.status == Status::Returned;
    let tasks = view.progress.iter().map(|(step, progress)| task(&view, step, *progress)).collect();
    let ready = view.progress.iter().all(|(_, p)| *p == Progress::Done);
    let remarks: Vec<_> = view
        .remarks
        .iter()
        .map(|(field, text)| view! { <Remark title=label(tr, field) text=text.clone() /> })
        .collect();
    view! {
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{view.company.clone()} " · " {tr.t("unp")} " " <UnpText unp=view.unp.to_string() /></p>
                <h1>{tr.t(&format!("procedure-{slug}"))}</h1>
            </div>
            {returned
                .then(|| {
                    view! {
                        <Notification kind=NotificationKind::Attention title=tr.t("returned-title")>
                            <p>{tr.t("returned-what")}</p>
                        </Notification>
                        {remarks}
                    }
                })}
            {view.paper_code.clone().map(|code| {
                let text = tr.ta("prepared-note", &[("code", grouped(&code).into())]);
                view! {
                    <Inset tone=Tone::Amber>
                        <p>{text}</p>
                        <p><a href=format!("/applications/{id}/paper")>{tr.t("prepared-open")}</a></p>
                    </Inset>
                }
            })}
            <TaskList id="tasks" tasks=tasks />
            <p class="soft">{tr.ta("saved-at", &[("moment", tr.moment(view.saved).into())])}</p>
            <p class="actions">
                <ButtonLink
                    text=tr.t(if returned { "tasks-check-again" } else { "tasks-check" })
                    href=format!("/applications/{}/check", view.id)
                    kind=if ready { ButtonKind::Primary } else { ButtonKind::Secondary }
                />
            </p>
            {(!view.started).then(|| delete(tr, &view.id))}
            {(returned && view.may_file)
                .then(|| view! { <p><a href=format!("/applications/{}/withdrawal", view.id)>{tr.t("withdrawal-link")}</a></p> })}
            <p class="soft">{tr.ta("tasks-status", &[("status", status_text(tr, view.status).into())])}</p>
        </div>
    }
}

fn task(view: &TaskListView, step: &'static Step, progress: Progress) -> Task {
    let tr = view.tr;
    let remarked = view.remarks.iter().any(|(field, _)| step.fields.contains(&field.as_str()));
    let (status, tone) = match progress {
        _ if remarked => ("task-remarked", Tone::Amber),
        Progress::NotStarted => ("task-not-started", Tone::Neutral),
        Progress::Incomplete => ("task-incomplete", Tone::Amber),
        Progress::Done => ("task-done", Tone::Green),
    };
    let task = Task::new(tr.t(&format!("step-{}-{}", view.procedure.slug(), step.slug)), tr.t(status), tone);
    if view.status == Status::Returned && !remarked {
        return task.hint(tr.t("task-closed"));
    }
    let check = if progress == Progress::Incomplete { "?check=1" } else { "" };
    task.href(format!("/applications/{}/steps/{}{check}", view.id, step.slug))
}

fn delete(tr: Tr, id: &str) -> impl IntoView + use<> {
    let action = format!("/applications/{id}/deletion");
    view! {
        <details>
            <summary>{tr.t("draft-delete")}</summary>
            <form method="post" action=action class="stack">
                <p>{tr.t("draft-delete-what")}</p>
                <Button text=tr.t("draft-delete-yes") kind=ButtonKind::Warning />
            </form>
        </details>
    }
}
