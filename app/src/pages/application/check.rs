//! Check answers: each with its "Change", the confirmation, and the one button that files.

use super::signing::{self, SigningView};
use super::summary::{label, value_text};
use crate::l10n::Tr;
use crate::pages::attachments::{FileLine, section};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Checkbox, ErrorSummary, FieldError, Inset, SummaryList, SummaryRow, Tone, UnpText,
    unbroken,
};
use leptos::prelude::*;
use portal::attachment::FIELD;
use portal::money::Fee;
use portal::problem::Problem;
use portal::procedures::{Procedure, SummaryRow as Answered};
use std::collections::BTreeSet;

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
    own.or_else(|| rows.clone().find(|row| rules.fields_of_row(row).contains(&field))).unwrap_or("company")
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
            let wrong =
                view.problems.iter().any(|p| p.stops() && rules.fields_of_row(row.field).contains(&p.field.as_ref()));
            let shown = SummaryRow::new(name.clone(), view! { <span id=id tabindex="-1">{text}</span> });
            let shown = if wrong && view.checked { shown.marked() } else { shown };
            if rules.fields_of_row(row.field).iter().any(|f| view.open_fields.contains(f)) {
                let check = if wrong { "&check=1" } else { "" };
                let href = format!("/applications/{}/steps/{}?then=check{check}", view.id, row.step);
                shown.action(tr.t("change"), href, name)
            } else {
                shown
            }
        })
        .collect()
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
    view! { <div class="stack" id="row-attachments" tabindex="-1">{section(tr, &view.attachments)} {none} {change}</div> }
}

fn finish(view: &CheckView) -> AnyView {
    let tr = view.tr;
    if !view.ready {
        let first = view.problems.iter().find(|p| p.stops());
        let href = match first {
            Some(problem) if problem.field == FIELD => format!("/applications/{}/attachments", view.id),
            _ => {
                let step = first.and_then(|p| view.procedure.step_of(&p.field)).map_or("date", |s| s.slug);
                format!("/applications/{}/steps/{step}?check=1&then=check", view.id)
            }
        };
        return view! {
            <Inset tone=Tone::Amber>{tr.t("check-not-ready")}</Inset>
            <p class="actions"><ButtonLink text=tr.t("check-go-on") href=href /></p>
        }
        .into_any();
    }
    if view.at_counter {
        let paper = format!("/applications/{}/paper", view.id);
        return view! {
            <Inset tone=Tone::Amber>{tr.t("counter-draft-prepare")}</Inset>
            <p class="actions"><ButtonLink text=tr.t("paper-prepare") href=paper /></p>
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
        false => (tr.t("check-confirm"), tr.t("check-file")),
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
