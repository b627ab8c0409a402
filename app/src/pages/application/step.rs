//! One question: the heading, the fields, what the register says now beside them, and the remarks.

use super::apart::{self, Apart};
use super::fields;
use super::summary::{label, value_text};
use crate::l10n::Tr;
use crate::ui::{
    Button, ButtonKind, ErrorSummary, FieldError, Inset, Remark, StepIndicator, SummaryList, SummaryRow, Tone, unbroken,
};
use chrono::NaiveDateTime;
use islands::companion::Companion;
use leptos::prelude::*;
use portal::answers::Answers;
use portal::problem::Problem;
use portal::procedures::{Circumstances, Procedure, Step, SummaryRow as Answered};
use std::collections::BTreeSet;

#[derive(Clone)]
pub struct StepView {
    pub tr: Tr,
    pub id: String,
    pub procedure: Procedure,
    pub step: &'static Step,
    pub position: u32,
    pub total: u32,
    /// When the application was last saved, Minsk time; nothing in a fresh draft.
    pub saved: Option<NaiveDateTime>,
    pub answers: Answers,
    pub problems: Vec<Problem>,
    /// Registering bodies' areas, by name.
    pub areas: Vec<(i32, String)>,
    /// Field and text of each remark of the current round.
    pub remarks: Vec<(String, String)>,
    pub open_fields: BTreeSet<&'static str>,
    pub summary: Vec<Answered>,
    /// Go back to the summary after saving.
    pub then_check: bool,
    pub circumstances: Circumstances,
    /// The name of this showing of the page, and what it begins with: sent back with the answers.
    pub page: String,
    pub base: String,
    /// What two pages wrote differently.
    pub apart: Vec<Apart>,
}

impl StepView {
    /// The answer as typed.
    pub fn value(&self, field: &str) -> String {
        self.answers.get(field).to_owned()
    }

    /// The error of a field in words.
    pub fn error(&self, field: &str) -> Option<String> {
        self.problems.iter().find(|p| p.field == field && p.stops()).map(|p| self.tr.problem(p))
    }

    /// Where the error summary leads: to the choice between two answers, else to the field.
    fn anchor(&self, problem: &Problem) -> String {
        match self.apart.iter().find(|apart| apart.name == problem.field) {
            Some(apart) => apart.control(),
            None => anchor(&problem.field),
        }
    }

    /// Whether the applicant may change a field now.
    pub fn is_open(&self, field: &str) -> bool {
        self.open_fields.contains(field)
    }
}

pub fn page(view: StepView) -> impl IntoView {
    let tr = view.tr;
    let slug = view.step.slug;
    let title = tr.t(&format!("step-{}-{slug}", view.procedure.slug()));
    let errors: Vec<FieldError> =
        view.problems.iter().filter(|p| p.stops()).map(|p| FieldError::new(view.anchor(p), tr.problem(p))).collect();
    let warnings: Vec<_> = view
        .problems
        .iter()
        .filter(|p| !p.stops())
        .map(|p| tr.problem(p))
        .map(|text| view! { <Inset tone=Tone::Amber>{text}</Inset> })
        .collect();
    let remarks: Vec<_> = view
        .remarks
        .iter()
        .filter(|(field, _)| view.step.fields.contains(&field.as_str()))
        .map(|(field, text)| view! { <Remark title=label(tr, field) text=text.clone() /> })
        .collect();
    let action = format!("/applications/{}/steps/{slug}", view.id);
    let settings = fields::companion(tr).to_json();
    let saved = view.saved.map(|at| tr.ta("saved-at", &[("moment", tr.moment(at).into())]));
    let progress = tr.ta("step-of", &[("position", view.position.into()), ("total", view.total.into())]);
    let (position, total) = (view.position, view.total);
    let then = view.then_check.then(|| view! { <input type="hidden" name="then" value="check" /> });
    let back = format!("/applications/{}", view.id);
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=errors />
        <div class="split">
            <div class="stack">
                <StepIndicator text=progress current=position total=total />
                <h1>{title}</h1>
                {remarks}
                {closed(&view)}
                <form method="post" action=action class="stack" novalidate id="step-form" data-companion=settings>
                    {then}
                    // Not brought back by a browser that fills in a page anew: it is about what this page shows.
                    <input type="hidden" name="_page" value=view.page.clone() autocomplete="off" />
                    <input type="hidden" name="_base" value=view.base.clone() autocomplete="off" id="form-base" />
                    {view.apart.iter().map(|apart| apart::choose(tr, apart)).collect::<Vec<_>>()}
                    {fields::fields(&view)}
                    {warnings}
                    <div class="actions">
                        <Button text=tr.t("save-and-continue") />
                        <Button text=tr.t("save-for-later") kind=ButtonKind::Plain name="later".to_owned() value="yes".to_owned() />
                    </div>
                    <Companion />
                </form>
                // With JavaScript the companion says when it was saved, and says it anew.
                <noscript><p class="soft">{saved}</p></noscript>
                <p><a href=back>{tr.t("back-to-tasks")}</a></p>
            </div>
            {register_says(&view).map(|says| view! { <aside>{says}</aside> })}
        </div>
    }
}

/// The id of the control of a field: the boxes of a date are named after the date.
fn anchor(field: &str) -> String {
    let part = |end: &str, id: &str| field.strip_suffix(end).map(|name| format!("{name}{id}"));
    part("_day", "")
        .or_else(|| part("_month", "-month"))
        .or_else(|| part("_year", "-year"))
        .unwrap_or_else(|| field.to_owned())
}

/// What stands in the register now, beside the question.
fn register_says(view: &StepView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let now = view.procedure.rules().register_says(&view.circumstances.subject)?;
    Some(view! {
        <Inset tone=Tone::Neutral>
            <h2 class="small">{tr.t("register-says-now")}</h2>
            <p>{unbroken(&now)}</p>
        </Inset>
    })
}

/// The answers of this step that are closed while only remarked fields are open.
fn closed(view: &StepView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let rules = view.procedure.rules();
    let rows: Vec<SummaryRow> = view
        .summary
        .iter()
        .filter(|row| row.step == view.step.slug)
        .filter(|row| !rules.fields_of_row(row.field).iter().any(|f| view.is_open(f)))
        .map(|row| SummaryRow::new(label(tr, row.field), unbroken(&value_text(tr, &row.value, &view.areas))))
        .collect();
    (!rows.is_empty()).then(|| view! { <SummaryList rows=rows title=tr.t("closed-answers") /> })
}
