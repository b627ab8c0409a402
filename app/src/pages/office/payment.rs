//! Marking the fee of a case paid: from the payment document that the clerk has before them.

use super::words;
use crate::l10n::Tr;
use crate::pages::application::bill::{BillNote, BillState};
use crate::ui::{
    Button, DateBoxes, DateField, DateLabels, ErrorSummary, Fact, FactsRow, Field, FieldError, Inset, Tone, Width,
};
use leptos::prelude::*;

/// The longest number of a payment document, in characters.
pub const LONGEST_DOCUMENT: u32 = 40;

/// What the form shows, with what was typed.
#[derive(Clone)]
pub struct PaymentView {
    pub tr: Tr,
    /// Id of the case.
    pub id: String,
    /// Digits alone.
    pub number: String,
    pub company: String,
    pub bill: BillNote,
    pub paid_on: DateBoxes,
    pub document: String,
    /// A letter about it would reach somebody.
    pub told: bool,
    /// Field name and what is wrong with it.
    pub errors: Vec<(&'static str, String)>,
}

pub fn page(view: PaymentView) -> impl IntoView {
    let tr = view.tr;
    let case = format!("/office/cases/{}", view.id);
    let errors: Vec<FieldError> =
        view.errors.iter().map(|(field, text)| FieldError::new(*field, text.clone())).collect();
    let caption = format!("{} · {}", words::number(&view.number), view.company);
    let facts = vec![
        Fact::new(tr.t("bill-sum"), tr.money(view.bill.fee.sum())),
        Fact::new(tr.t("bill-number"), words::number(&view.bill.number)),
    ];
    let body = match view.bill.state {
        BillState::Due => form(&view).into_any(),
        state => view! {
            <Inset tone=Tone::Blue>{state.words(tr)}</Inset>
            <p><a href=case.clone()>{tr.t("return-back-to-case")}</a></p>
        }
        .into_any(),
    };
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        <div class="two-thirds">
            <div class="page-head">
                <p class="caption">{caption}</p>
                <h1>{tr.t("payment-title")}</h1>
            </div>
            <FactsRow facts />
            {body}
        </div>
    }
}

fn form(view: &PaymentView) -> impl IntoView + use<> {
    let tr = view.tr;
    let case = format!("/office/cases/{}", view.id);
    let error = |field: &str| view.errors.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone());
    let labels = DateLabels::new(tr.t("day"), tr.t("month"), tr.t("year"));
    let action = format!("{case}/payment");
    view! {
        <form method="post" action=action>
            <DateField
                legend=tr.t("payment-date")
                hint=tr.t("payment-date-hint")
                name="paid_on"
                labels
                value=view.paid_on.clone()
                error=error("paid_on")
            />
            <Field
                label=tr.t("payment-document")
                hint=tr.t("payment-document-hint")
                name="document"
                value=view.document.clone()
                error=error("document")
                width=Width::Chars20
                maxlength=LONGEST_DOCUMENT
            />
            <p>{tr.t(if view.told { "payment-says" } else { "payment-says-nobody" })}</p>
            <div class="actions">
                <Button text=tr.t("payment-button") />
                <a href=case>{tr.t("return-back-to-case")}</a>
            </div>
        </form>
    }
}
