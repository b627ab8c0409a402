//! One question to a body: whose exclusion it is, and the answer.

use super::answer;
use crate::l10n::Tr;
use crate::ui::{
    Button, Choice, ErrorSummary, FieldError, Inset, Radios, Remark, SummaryList, SummaryRow, Tag, Textarea, Tone,
    UnpText,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::proceeding::Answer;

/// Characters of a reason.
pub const LONGEST_REASON: u32 = 2_000;

#[derive(Clone)]
pub struct TaskView {
    pub tr: Tr,
    pub id: String,
    /// The revision that the officer has before them.
    pub revision: i32,
    /// The code of the body.
    pub body: &'static str,
    pub company: String,
    pub unp: i64,
    pub office: String,
    pub claims_until: NaiveDate,
    pub asked_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    pub answer: Answer,
    pub reason: String,
    /// An answer is still wanted.
    pub open: bool,
    /// What was typed: the answer and the reason.
    pub typed: (String, String),
    pub errors: Vec<(&'static str, String)>,
}

pub fn page(view: TaskView) -> impl IntoView {
    let tr = view.tr;
    let (text, tone) = answer(tr, view.answer);
    let errors: Vec<FieldError> =
        view.errors.iter().map(|(field, text)| FieldError::new(*field, text.clone())).collect();
    let register = format!("/register/{}", view.unp);
    let reason =
        (!view.reason.is_empty()).then(|| view! { <Remark title=tr.t("body-reason") text=view.reason.clone() /> });
    let mut rows = vec![
        SummaryRow::new(tr.t("task-office"), view.office.clone()),
        SummaryRow::new(tr.t("proceeding-claims-until"), tr.date(view.claims_until)),
        SummaryRow::new(tr.t("tasks-asked"), tr.date(view.asked_on)),
    ];
    rows.extend(view.due_on.map(|due| SummaryRow::new(tr.t("tasks-due"), tr.date(due))));
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{tr.t(&format!("body-{}", view.body))}</p>
                <h1>{view.company.clone()}</h1>
                <p class="cluster">
                    <Tag text tone /> <a href=register>{tr.t("unp")} " " <UnpText unp=view.unp.to_string() /></a>
                </p>
            </div>
            <SummaryList rows=rows />
            {reason}
            {if view.open { form(&view).into_any() } else { closed(&view).into_any() }}
        </div>
    }
}

fn form(view: &TaskView) -> impl IntoView + use<> {
    let tr = view.tr;
    let error = |field: &str| view.errors.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone());
    let reason = view! {
        <Textarea
            label=tr.t("task-reason")
            hint=tr.t("task-reason-hint")
            name="reason"
            value=view.typed.1.clone()
            error=error("reason")
            maxlength=Some(LONGEST_REASON)
        />
    };
    let question = tr.t(&format!("task-question-{}", view.body));
    let choices = vec![
        Choice::new("confirm", tr.t("task-confirm")).hint(tr.t(&format!("task-confirm-{}", view.body))),
        Choice::new("object", tr.t("task-object")).reveal(reason),
    ];
    view! {
        <form method="post" action=format!("/tasks/{}", view.id)>
            <input type="hidden" name="revision" value=view.revision.to_string() />
            <Radios legend=question name="answer" choices value=view.typed.0.clone() error=error("answer") />
            <p>{tr.t("task-final")}</p>
            <div class="actions">
                <Button text=tr.t("task-send") />
                <a href="/tasks">{tr.t("task-back")}</a>
            </div>
        </form>
    }
}

fn closed(view: &TaskView) -> impl IntoView + use<> {
    let tr = view.tr;
    let key = if view.answer == Answer::Confirmed { "task-settled" } else { "task-over" };
    view! {
        <Inset tone=Tone::Neutral>
            <p>{tr.t(key)}</p>
        </Inset>
        <p><a href="/tasks">{tr.t("task-back")}</a></p>
    }
}
