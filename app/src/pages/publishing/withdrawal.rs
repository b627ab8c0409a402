//! Withdrawing a set.

use crate::l10n::Tr;
use crate::ui::{
    Button, ButtonKind, Choice, ErrorSummary, Field, FieldError, FieldKind, Inset, Radios, Textarea, Tone, Width,
};
use leptos::prelude::*;

#[derive(Clone)]
pub struct WithdrawalView {
    pub tr: Tr,
    pub id: String,
    pub title: String,
    /// The reasons, in the locale keys `data-gone-…`.
    pub reasons: &'static [&'static str],
    /// What was typed: reason, words, successor.
    pub typed: (String, String, String),
    pub errors: Vec<(&'static str, String)>,
}

pub fn page(view: WithdrawalView) -> impl IntoView {
    let tr = view.tr;
    let errors: Vec<FieldError> =
        view.errors.iter().map(|(field, text)| FieldError::new(*field, text.clone())).collect();
    let error = |field: &str| view.errors.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone());
    let (reason, words, successor) = view.typed.clone();
    let successor = view! {
        <Field label=tr.t("editor-successor") hint=tr.t("editor-successor-hint") name="successor" value=successor error=error("successor") kind=FieldKind::Code width=Width::Chars30 />
    }
    .into_any();
    let mut successor = Some(successor);
    let choices: Vec<Choice> = view
        .reasons
        .iter()
        .map(|code| {
            let choice = Choice::new(*code, tr.t(&format!("data-gone-{code}")));
            match successor.take_if(|_| *code == "replaced") {
                Some(field) => choice.reveal(field),
                None => choice,
            }
        })
        .collect();
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{view.title.clone()}</p>
                <h1>{tr.t("editor-withdrawal")}</h1>
            </div>
            <Inset tone=Tone::Amber><p>{tr.t("editor-withdrawal-what")}</p></Inset>
            <form method="post" action=format!("/office/data/sets/{}/withdrawal", view.id)>
                <Radios legend=tr.t("editor-withdrawal-why") name="reason" choices value=reason error=error("reason") />
                <Textarea label=tr.t("editor-withdrawal-words") hint=tr.t("editor-withdrawal-words-hint") name="words" value=words error=error("words") rows=3 maxlength=Some(1_000) />
                <div class="actions">
                    <Button text=tr.t("editor-withdraw-do") kind=ButtonKind::Warning />
                    <a href="/office/data">{tr.t("editor-back")}</a>
                </div>
            </form>
        </div>
    }
}
