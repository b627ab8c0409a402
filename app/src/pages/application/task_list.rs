//! The task list of an open application: what is done, what is missing, what a clerk asks to mend.

use super::bill::{self, BillNote};
use super::list::status_text;
use super::party;
use super::status::messages_link;
use super::summary::label;
use crate::l10n::Tr;
use crate::pages::office::mending::{self, MendedView};
use crate::ui::{Button, ButtonKind, ButtonLink, Inset, Notification, NotificationKind, Remark, Task, TaskList, Tone};
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
    pub unp: Option<i64>,
    pub progress: Vec<(&'static Step, Progress)>,
    /// Field and text of each remark of the current round.
    pub remarks: Vec<(String, String)>,
    /// Id of the letter by which it was returned, of this round.
    pub letter: Option<String>,
    /// When it was last saved, Minsk time; nothing in a draft without an answer.
    pub saved: Option<NaiveDateTime>,
    /// A returned one was changed since it came back.
    pub corrected: bool,
    /// It was filed before.
    pub started: bool,
    /// Messages of the office that the reader has not seen.
    pub unread: i64,
    pub paper_code: Option<String>,
    /// The bill of one that was filed.
    pub bill: Option<BillNote>,
    pub may_file: bool,
    /// Files that are attached.
    pub attached: usize,
    pub attachments_open: bool,
    /// Typing errors that the office mended.
    pub mended: Vec<MendedView>,
    /// A clerk types it for somebody who came: until when it is kept, in Minsk.
    pub at_counter: Option<NaiveDateTime>,
    /// A clerk corrects it for somebody who comes again.
    pub corrects_at_counter: bool,
}

pub fn page(view: TaskListView) -> impl IntoView {
    let tr = view.tr;
    let id = view.id.clone();
    let slug = view.procedure.slug();
    let returned = view.status == Status::Returned;
    let steps = view.progress.iter().map(|(step, progress)| task(&view, step, *progress));
    let tasks = steps.chain([attachments(&view)]).collect();
    let saved = view.saved.map(|at| tr.ta("saved-at", &[("moment", tr.moment(at).into())]));
    let saved = saved.map(|text| view! { <p class="soft">{text}</p> });
    // At the counter the way to the paper is through the check.
    let to_paper = !view.started && view.paper_code.is_none() && view.at_counter.is_none();
    let remarks: Vec<_> = view
        .remarks
        .iter()
        .map(|(field, text)| view! { <Remark title=label(tr, field) text=text.clone() /> })
        .collect();
    view! {
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{party(tr, &view.company, view.unp)}</p>
                <h1>{tr.t(&format!("procedure-{slug}"))}</h1>
            </div>
            {view
                .at_counter
                .map(|until| {
                    let text = tr.ta("counter-draft-note", &[("moment", tr.moment(until).into())]);
                    view! {
                        <Inset tone=Tone::Amber>
                            <p>{text}</p>
                            <p><a href="/office/counter/drafts">{tr.t("counter-draft-back")}</a></p>
                        </Inset>
                    }
                })}
            {view.corrects_at_counter.then(|| {
                view! {
                    <Inset tone=Tone::Amber>
                        <p>{tr.t("counter-correction-note")}</p>
                        <p><a href="/office/counter/drafts">{tr.t("counter-draft-back")}</a></p>
                    </Inset>
                }
            })}
            {returned
                .then(|| {
                    view! {
                        <Notification kind=NotificationKind::Attention title=tr.t("returned-title")>
                            <p>{tr.t("returned-what")}</p>
                        </Notification>
                        {remarks}
                        {view.letter.clone().map(|letter| {
                            let href = format!("/applications/{}/documents/{letter}", view.id);
                            view! { <p><a href=href>{tr.t("returned-letter")}</a></p> }
                        })}
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
            {view.bill.as_ref().map(|note| bill::note(tr, &view.id, note))}
            {(view.started && !view.corrects_at_counter).then(|| messages_link(tr, &format!("/applications/{}", view.id), view.unread))}
            {mending::mended(tr, "mending-list-applicant", &view.mended)}
            <TaskList id="tasks" tasks=tasks />
            {saved}
            <p class="actions">
                {next(&view)}
            </p>
            {to_paper.then(|| view! { <p><a href=format!("/applications/{}/paper", view.id)>{tr.t("check-paper")}</a></p> })}
            {(!view.started).then(|| delete(tr, &view.id, view.at_counter.is_some()))}
            {(returned && view.may_file)
                .then(|| view! { <p><a href=format!("/applications/{}/withdrawal", view.id)>{tr.t("withdrawal-link")}</a></p> })}
            <p class="soft">{tr.ta("tasks-status", &[("status", status_text(tr, view.status).into())])}</p>
        </div>
    }
}

/// The next thing to do as the one primary button; checking stays within reach beside it.
fn next(view: &TaskListView) -> AnyView {
    let tr = view.tr;
    let returned = view.status == Status::Returned;
    let check = format!("/applications/{}/check", view.id);
    // Whoever types at the counter files nothing: behind the check they prepare the paper.
    let counter = view.at_counter.is_some() || view.corrects_at_counter;
    let check_text = tr.t(match (counter, returned) {
        (true, _) => "counter-draft-check",
        (false, true) => "tasks-check-again",
        (false, false) => "tasks-check",
    });
    if view.papers_remarked() && !view.corrected && view.attachments_open {
        let (text, href) = (tr.t("tasks-correct"), format!("/applications/{}/attachments", view.id));
        return view! { <ButtonLink text=text href=href /> }.into_any();
    }
    let Some((step, progress)) = view.progress.iter().find(|(step, progress)| view.is_next(step, *progress)) else {
        return view! { <ButtonLink text=check_text href=check /> }.into_any();
    };
    let untouched = view.progress.iter().all(|(_, progress)| *progress == Progress::NotStarted);
    let text = match (returned, untouched) {
        (true, _) => tr.t("tasks-correct"),
        (false, true) => tr.t("tasks-begin"),
        (false, false) => tr.t("tasks-continue"),
    };
    let href = step_href(view, step, *progress);
    let check = (!untouched).then(|| view! { <ButtonLink text=check_text href=check kind=ButtonKind::Secondary /> });
    view! { <ButtonLink text=text href=href /> {check} }.into_any()
}

impl TaskListView {
    /// Whether a step is still to be done: one with a gap or a fault, or, until anything was changed, one with a
    /// remark.
    fn is_next(&self, step: &Step, progress: Progress) -> bool {
        progress != Progress::Done || (self.is_remarked(step) && !self.corrected)
    }

    fn papers_remarked(&self) -> bool {
        self.remarks.iter().any(|(field, _)| field == portal::attachment::FIELD)
    }

    fn is_remarked(&self, step: &Step) -> bool {
        self.remarks.iter().any(|(field, _)| step.fields.contains(&field.as_str()))
    }
}

fn step_href(view: &TaskListView, step: &Step, progress: Progress) -> String {
    let check = if progress == Progress::Incomplete { "?check=1" } else { "" };
    format!("/applications/{}/steps/{}{check}", view.id, step.slug)
}

fn task(view: &TaskListView, step: &'static Step, progress: Progress) -> Task {
    let tr = view.tr;
    let remarked = view.is_remarked(step);
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
    task.href(step_href(view, step, progress))
}

/// The papers that go with it: never required, open whenever they are.
fn attachments(view: &TaskListView) -> Task {
    let tr = view.tr;
    let remarked = view.papers_remarked();
    let count = i64::try_from(view.attached).unwrap_or(i64::MAX);
    let (status, tone) = match (remarked, count) {
        (true, _) => (tr.t("task-remarked"), Tone::Amber),
        (false, 0) => (tr.t("task-attachments-none"), Tone::Neutral),
        (false, _) => (tr.ta("attachments-count", &[("count", count.into())]), Tone::Green),
    };
    let task = Task::new(tr.t("attachments-title"), status, tone);
    match view.attachments_open {
        true => task.href(format!("/applications/{}/attachments", view.id)),
        false => task.hint(tr.t("task-closed")),
    }
}

/// `for_good`: nobody could restore it.
fn delete(tr: Tr, id: &str, for_good: bool) -> impl IntoView + use<> {
    let action = format!("/applications/{id}/deletion");
    view! {
        <details>
            <summary>{tr.t("draft-delete")}</summary>
            <form method="post" action=action class="stack">
                <p>{tr.t(if for_good { "counter-draft-delete-what" } else { "draft-delete-what" })}</p>
                <Button text=tr.t("draft-delete-yes") kind=ButtonKind::Warning />
            </form>
        </details>
    }
}
