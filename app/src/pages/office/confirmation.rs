//! What one person prepared, before another: as it would be decided, then confirmed or sent back with words.

use super::decision::{LONGEST_WORDS, changed};
use super::words;
use crate::l10n::Tr;
use crate::ui::{
    Button, ButtonKind, Choice, ErrorSummary, FieldError, Inset, Notification, NotificationKind, Radios, Remark,
    Textarea, Tone,
};
use chrono::NaiveDateTime;
use leptos::prelude::*;
use portal::reasons::Against;

/// What the page shows, with what was typed.
#[derive(Clone)]
pub struct ConfirmationView {
    pub tr: Tr,
    pub id: String,
    pub number: String,
    pub company: String,
    /// The revision that the reader has before them, and the last event.
    pub revision: i32,
    pub seen: i32,
    /// What happened to the case while the form was open.
    pub changed: Vec<String>,
    /// Who prepared it, and when in Minsk.
    pub by: String,
    pub at: NaiveDateTime,
    /// The reader did: they can only take it back.
    pub own: bool,
    /// It is to be refused or left without consideration; `None`: accepted.
    pub against: Option<Against>,
    /// What accepting does, sentence by sentence.
    pub accepting: Vec<String>,
    /// Which of several things is granted.
    pub granted: Option<String>,
    /// Why it cannot be accepted any more.
    pub obstacles: Vec<String>,
    /// Sentences of the catalogue, and own words, of what is decided against the applicant.
    pub reasons: Vec<String>,
    pub said: String,
    /// A letter about it would reach somebody.
    pub told: bool,
    /// `confirm`, `send-back`, or nothing yet.
    pub what: String,
    pub words: String,
    pub errors: Vec<(&'static str, String)>,
}

pub fn page(view: ConfirmationView) -> impl IntoView {
    let tr = view.tr;
    let caption = format!("{} · {}", words::number(&view.number), view.company);
    let errors: Vec<FieldError> =
        view.errors.iter().map(|(field, text)| FieldError::new(*field, text.clone())).collect();
    let values = [("name", view.by.clone().into()), ("moment", tr.moment(view.at).into())];
    let by = if view.own { tr.ta("confirm-own-says", &values) } else { tr.ta("confirm-says", &values) };
    let rest = if view.own { own(&view).into_any() } else { form(&view).into_any() };
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        <div class="two-thirds">
            <div class="page-head">
                <p class="caption">{caption}</p>
                <h1>{tr.t("second-title")}</h1>
            </div>
            {changed(tr, &view.changed, ["confirm-changed", "confirm-changed-do"])}
            <p>{by}</p>
            {prepared(&view)}
            {rest}
        </div>
    }
}

/// The decision as it would be.
fn prepared(view: &ConfirmationView) -> impl IntoView + use<> {
    let tr = view.tr;
    let items = |lines: &[String]| {
        let lines: Vec<_> = lines.iter().cloned().map(|line| view! { <li>{line}</li> }).collect();
        (!lines.is_empty()).then(|| view! { <ul>{lines}</ul> })
    };
    let (tone, title) = match view.against {
        None => (Tone::Green, tr.t("decide-accept")),
        Some(Against::Refusing) => (Tone::Red, tr.t("decide-refuse")),
        Some(Against::Leaving) => (Tone::Amber, tr.t("decide-leave")),
    };
    let granted = view.granted.clone().map(|text| view! { <p>{text}</p> });
    let said =
        (!view.said.is_empty()).then(|| view! { <Remark title=tr.t("case-own-words") text=view.said.clone() /> });
    let obstacles = items(&view.obstacles).map(|lines| {
        view! {
            <Notification kind=NotificationKind::Attention title=tr.t("decide-obstacles")>
                {lines}
            </Notification>
        }
    });
    let (accepting, reasons) = (items(&view.accepting), items(&view.reasons));
    view! {
        {obstacles}
        <div id="prepared">
            <Inset tone>
                <p><strong>{title}</strong></p>
                {granted}
                {accepting}
                {reasons}
                {said}
            </Inset>
        </div>
    }
}

/// Whoever prepared it waits, or takes it back.
fn own(view: &ConfirmationView) -> impl IntoView + use<> {
    let tr = view.tr;
    let case = format!("/office/cases/{}", view.id);
    let action = format!("{case}/recall");
    view! {
        <form method="post" action=action class="actions">
            <Button text=tr.t("confirm-recall") kind=ButtonKind::Secondary />
            <a href=case>{tr.t("decide-back-to-case")}</a>
        </form>
    }
}

fn form(view: &ConfirmationView) -> impl IntoView + use<> {
    let tr = view.tr;
    let case = format!("/office/cases/{}", view.id);
    let action = format!("{case}/confirmation");
    let error = |field: &str| view.errors.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone());
    let words = view! {
        <Textarea
            label=tr.t("confirm-words")
            hint=tr.t("confirm-words-hint")
            name="words"
            value=view.words.clone()
            rows=4
            maxlength=LONGEST_WORDS
            error=error("words")
        />
    };
    let confirms = tr.t(if view.told { "confirm-confirm-hint" } else { "confirm-confirm-hint-nobody" });
    let choices = vec![
        Choice::new("confirm", tr.t("confirm-confirm")).hint(confirms),
        Choice::new("send-back", tr.t("confirm-send-back")).hint(tr.t("confirm-send-back-hint")).reveal(words),
    ];
    view! {
        <form method="post" action=action>
            <input type="hidden" name="revision" value=view.revision.to_string() />
            <input type="hidden" name="seen" value=view.seen.to_string() />
            <Radios legend=tr.t("confirm-legend") name="what" choices value=view.what.clone() error=error("what") />
            <div class="actions">
                <Button text=tr.t("second-button") />
                <a href=case>{tr.t("decide-back-to-case")}</a>
            </div>
        </form>
    }
}
