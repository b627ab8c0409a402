//! Check answers: each with its "Change", the confirmation, and the one button that files.

use super::signing::{self, SigningView};
use super::summary::{label, value_text};
use crate::l10n::Tr;
use crate::pages::attachments::{FileLine, section};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Checkbox, ErrorMessage, ErrorSummary, FieldError, Inset, Remark, SummaryList,
    SummaryRow, Tone, UnpText, unbroken,
};
use leptos::prelude::*;
use portal::attachment::FIELD;
use portal::money::Fee;
use portal::problem::Problem;
use portal::procedures::{Procedure, SummaryRow as Answered, Value};
use std::collections::BTreeSet;

/// A remark of the round that is corrected.
#[derive(Clone)]
pub struct Remarked {
    /// The row of the summary that it is pinned to, or [`FIELD`].
    pub field: String,
    pub text: String,
    /// What it is about is still as it was filed.
    pub unchanged: bool,
}

#[derive(Clone)]
pub struct CheckView {
    pub tr: Tr,
    pub id: String,
    pub procedure: Procedure,
    pub company: String,
    pub unp: Option<i64>,
    /// The register's address now.
    pub current: Option<String>,
    pub summary: Vec<Answered>,
    pub areas: Vec<(i32, String)>,
    pub office: Option<String>,
    pub problems: Vec<Problem>,
    /// What the office asks to have corrected.
    pub remarks: Vec<Remarked>,
    /// The confirmation was not ticked.
    pub unconfirmed: bool,
    /// It was ticked before.
    pub ticked: bool,
    /// What is asked for to sign.
    pub signing: SigningView,
    /// Show what stands in the way.
    pub checked: bool,
    pub ready: bool,
    /// The round that the button files.
    pub round: i32,
    pub open_fields: BTreeSet<&'static str>,
    pub may_file: bool,
    /// A clerk types it for somebody who came.
    pub at_counter: bool,
    /// What is attached.
    pub attachments: Vec<FileLine>,
    pub attachments_open: bool,
    /// Whoever else has to confirm what is filed has done so.
    pub all_confirmed: bool,
    /// Who that is: `founders`, or `owners` where co-owners of a dwelling alone are asked.
    pub signers: &'static str,
    pub office_days: Option<u32>,
    /// What the first filing costs; a correction costs nothing more.
    pub fee: Option<Fee>,
}

pub fn page(view: CheckView) -> impl IntoView {
    let tr = view.tr;
    let mut errors: Vec<FieldError> = Vec::new();
    if view.checked && !view.ready {
        let found = view.problems.iter().filter(|p| p.stops());
        // The fields stand on other pages: the rows here carry their names.
        errors.extend(found.map(|p| FieldError::new(format!("row-{}", row_of(&view, &p.field)), tr.problem(p))));
    } else if view.unconfirmed {
        errors.push(FieldError::new("confirmed", tr.t("problem-confirmed-missing")));
    }
    errors.extend(view.signing.faults.lines());
    let warnings: Vec<_> = view
        .problems
        .iter()
        .filter(|p| !p.stops())
        .map(|p| tr.problem(p))
        .map(|text| view! { <Inset tone=Tone::Amber>{text}</Inset> })
        .collect();
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=errors />
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{tr.t(&format!("procedure-{}", view.procedure.slug()))}</p>
                <h1>{title(&view)}</h1>
            </div>
            {warnings}
            {unchanged(&view)}
            {elsewhere(&view)}
            <section class="document stack">
                <h2>{tr.t(&format!("document-{}-title", view.procedure.slug()))}</h2>
                <p>{view.office.clone().map(|office| tr.ta("document-to", &[("office", office.into())]))}</p>
                {view.unp.is_some().then(|| view! { <SummaryList rows=company(&view) title=tr.t("document-company") /> })}
                <SummaryList rows=answers(&view) title=tr.t(&format!("document-{}-new", view.procedure.slug())) />
                {attachments(&view)}
            </section>
            {finish(&view)}
        </div>
    }
}

/// The heading: a correction is sent back, not filed anew.
pub fn title(view: &CheckView) -> String {
    view.tr.t(if view.is_correction() { "check-title-correction" } else { "check-title" })
}

impl CheckView {
    fn is_correction(&self) -> bool {
        self.round > 1
    }
}

/// The row of the summary that a field belongs to.
fn row_of(view: &CheckView, field: &str) -> &'static str {
    if field == FIELD {
        return FIELD;
    }
    let rules = view.procedure.rules();
    let rows = view.summary.iter().map(|row| row.field);
    let own = rows.clone().find(|row| *row == field);
    let of_row = own.or_else(|| rows.clone().find(|row| rules.fields_of_row(row).contains(&field)));
    // What has no row of its own is told at the first of its question.
    let step = view.procedure.step_of(field).map(|step| step.slug);
    let beside = || view.summary.iter().find(|row| Some(row.step) == step).map(|row| row.field);
    of_row.or_else(beside).unwrap_or("company")
}

/// What stops the filing at a row of the summary, or at [`FIELD`].
fn stops_at<'a>(view: &'a CheckView, row: &'a str) -> impl Iterator<Item = &'a Problem> {
    view.problems.iter().filter(move |problem| problem.stops() && row_of(view, &problem.field) == row)
}

/// Whether an answer is wanted, other than wrong. Of a date that cannot be read nothing is shown, though it was typed.
fn is_gap(view: &CheckView, problem: &Problem) -> bool {
    let row = row_of(view, &problem.field);
    let is_empty = view.summary.iter().any(|one| one.field == row && one.value == Value::Missing);
    problem.is_missing() || (is_empty && !problem.code.starts_with("date-"))
}

/// What is wrong with the answer of a row, always; what is missing, where it was asked to be shown.
fn errors_at(view: &CheckView, row: &str) -> Vec<AnyView> {
    let told = stops_at(view, row).filter(|problem| view.checked || !is_gap(view, problem));
    let shown = |(place, problem): (usize, &Problem)| {
        let id = crate::ui::element_id(&format!("row-{row}-error-{place}"));
        view! { <ErrorMessage id=id text=view.tr.problem(problem) /> }.into_any()
    };
    told.enumerate().map(shown).collect()
}

fn company(view: &CheckView) -> Vec<SummaryRow> {
    let tr = view.tr;
    let mut rows = vec![SummaryRow::new(tr.t("field-company"), view.company.clone())];
    rows.extend(view.unp.map(|unp| SummaryRow::new(tr.t("unp"), view! { <UnpText unp=unp.to_string() /> })));
    if let Some(address) = &view.current {
        rows.push(SummaryRow::new(tr.t("register-says-now"), unbroken(address)));
    }
    rows
}

fn answers(view: &CheckView) -> Vec<SummaryRow> {
    let tr = view.tr;
    let rules = view.procedure.rules();
    view.summary
        .iter()
        .map(|row| {
            let name = label(tr, row.field);
            let text = unbroken(&value_text(tr, &row.value, &view.areas));
            let id = crate::ui::element_id(&format!("row-{}", row.field));
            let errors = errors_at(view, row.field);
            let marked = !errors.is_empty();
            let shown = view! { <span id=id tabindex="-1">{text}</span> {errors} {remark(view, row.field)} };
            let shown = SummaryRow::new(name.clone(), shown);
            let shown = if marked { shown.marked() } else { shown };
            if rules.fields_of_row(row.field).iter().any(|f| view.open_fields.contains(f)) {
                let check = if stops_at(view, row.field).next().is_some() { "&check=1" } else { "" };
                let href = format!("/applications/{}/steps/{}?then=check{check}", view.id, row.step);
                shown.action(tr.t("change"), href, name)
            } else {
                shown
            }
        })
        .collect()
}

/// The office's remark on a row.
fn remark(view: &CheckView, row: &str) -> Option<AnyView> {
    let text = view.remarks.iter().find(|remark| remark.field == row)?.text.clone();
    Some(view! { <Remark title=view.tr.t("check-remark") text=text /> }.into_any())
}

/// The remarks on what is no longer asked: no row is left for them.
fn elsewhere(view: &CheckView) -> Vec<AnyView> {
    let tr = view.tr;
    let has_row = |field: &str| field == FIELD || view.summary.iter().any(|row| row.field == field);
    let gone = view.remarks.iter().filter(|remark| !has_row(&remark.field));
    let shown = |of: &Remarked| view! { <Remark title=label(tr, &of.field) text=of.text.clone() /> }.into_any();
    gone.map(shown).collect()
}

/// What was remarked and is sent back as it was: allowed, since the answer may be right; then the office is told why.
fn unchanged(view: &CheckView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let same: Vec<String> =
        view.remarks.iter().filter(|remark| remark.unchanged).map(|remark| label(tr, &remark.field)).collect();
    let messages = format!("/applications/{}/messages", view.id);
    let explain = (!view.at_counter).then(|| view! { <p><a href=messages>{tr.t("check-unchanged-explain")}</a></p> });
    (!same.is_empty()).then(|| {
        view! {
            <Inset tone=Tone::Amber>
                <p>{tr.ta("check-unchanged", &[("fields", same.join("; ").into())])}</p>
                {explain}
            </Inset>
        }
    })
}

/// The papers that go with it, and the way to change them.
fn attachments(view: &CheckView) -> impl IntoView + use<> {
    let tr = view.tr;
    let change = view.attachments_open.then(|| {
        let href = format!("/applications/{}/attachments", view.id);
        view! { <p class="no-print"><a href=href>{tr.t("attachments-change")}</a></p> }
    });
    let none = view.attachments.is_empty().then(|| {
        view! {
            <h2>{tr.t("attachments-title")}</h2>
            <p class="soft">{tr.t("attachments-none")}</p>
        }
    });
    let (errors, remark) = (errors_at(view, FIELD), remark(view, FIELD));
    view! {
        <div class="stack" id="row-attachments" tabindex="-1">
            {section(tr, &view.attachments)} {none} {errors} {remark} {change}
        </div>
    }
}

fn finish(view: &CheckView) -> AnyView {
    let tr = view.tr;
    if !view.ready {
        let (gaps, wrong): (Vec<&Problem>, Vec<&Problem>) =
            view.problems.iter().filter(|p| p.stops()).partition(|p| is_gap(view, p));
        let first = wrong.first().or(gaps.first()).copied();
        let (says, go) = match (wrong.is_empty(), gaps.is_empty()) {
            (true, _) => ("check-not-ready", "check-go-on"),
            (false, true) => ("check-wrong", "check-mend"),
            (false, false) => ("check-wrong-and-missing", "check-mend"),
        };
        let href = match first {
            Some(problem) if problem.field == FIELD => format!("/applications/{}/attachments", view.id),
            _ => {
                let step = first.and_then(|p| view.procedure.step_of(&p.field)).map_or("date", |s| s.slug);
                format!("/applications/{}/steps/{step}?check=1&then=check", view.id)
            }
        };
        return view! {
            <Inset tone=Tone::Amber>{tr.t(says)}</Inset>
            <p class="actions"><ButtonLink text=tr.t(go) href=href /></p>
        }
        .into_any();
    }
    if view.at_counter {
        let paper = format!("/applications/{}/paper", view.id);
        return view! {
            <Inset tone=Tone::Amber>{tr.t("counter-draft-prepare")}</Inset>
            <form method="post" action=paper class="actions">
                <Button text=tr.t("paper-prepare") />
            </form>
        }
        .into_any();
    }
    if !view.may_file {
        return view! { <Inset tone=Tone::Amber>{tr.t("check-may-not-file")}</Inset> }.into_any();
    }
    if !view.all_confirmed {
        let founders = format!("/applications/{}/founders", view.id);
        let (wanted, go) = (tr.t(&format!("check-{}", view.signers)), tr.t(&format!("check-{}-go", view.signers)));
        let paper = format!("/applications/{}/paper", view.id);
        return view! {
            <Inset tone=Tone::Amber>{wanted}</Inset>
            <p class="actions"><ButtonLink text=go href=founders /></p>
            {(view.round == 1).then(|| view! { <p><a href=paper>{tr.t("check-paper")}</a></p> })}
        }
        .into_any();
    }
    if view.signing.is_barred() && !view.signing.certificate {
        let paper = format!("/applications/{}/paper", view.id);
        return view! {
            {signing::offer(tr, &view.signing)}
            {(view.round == 1).then(|| view! { <p><a href=paper>{tr.t("check-paper")}</a></p> })}
        }
        .into_any();
    }
    let action = format!("/applications/{}/filing", view.id);
    let paper = format!("/applications/{}/paper", view.id);
    let error = view.unconfirmed.then(|| tr.t("problem-confirmed-missing"));
    let (confirm, file) = match view.is_correction() {
        true => (tr.t("check-confirm-correction"), tr.t("check-file-correction")),
        false if view.procedure.founds().is_some() => (tr.t("check-confirm-founding"), tr.t("check-file-founding")),
        false => (tr.t("check-confirm"), tr.ta("check-file", &[("slug", view.procedure.slug().into())])),
    };
    let next = match (view.is_correction(), view.office_days) {
        (true, _) => Some(tr.t("check-next-correction")),
        (false, Some(0)) => Some(tr.t("check-next-same-day")),
        (false, Some(days)) => {
            let days = tr.ta("working-days", &[("days", i64::from(days).into())]);
            Some(tr.ta("check-next", &[("days", days.into())]))
        }
        (false, None) => None,
    };
    let next = next.map(|text| view! { <p class="soft">{text}</p> });
    let fee = view.fee.map(|fee| {
        view! {
            <Inset tone=Tone::Amber>
                <p>{tr.ta("check-fee", &[("fee", tr.fee(fee).into())])}</p>
                <p>{tr.t("check-fee-then")}</p>
            </Inset>
        }
    });
    view! {
        <form method="post" action=action class="stack">
            <input type="hidden" name="round" value=view.round.to_string() />
            {fee}
            <Checkbox label=confirm name="confirmed" error=error checked=view.ticked />
            {signing::fields(tr, &view.signing)}
            {(!view.signing.is_barred()).then(|| view! {
                <div class="actions">
                    <Button text=file kind=ButtonKind::Primary />
                </div>
            })}
            {next}
            {signing::offer(tr, &view.signing)}
            {signing::certificate(tr, &view.signing, &view.id)}
        </form>
        {(view.round == 1).then(|| view! { <p><a href=paper>{tr.t("check-paper")}</a></p> })}
    }
    .into_any()
}
