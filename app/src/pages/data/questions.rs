//! Questions to the owner of a set: what was answered, the form, and what came of it.

use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui;
use crate::ui::{Button, ErrorSummary, Field, FieldKind, Textarea, Width};
use chrono::NaiveDateTime;
use leptos::prelude::*;

/// One question with its answer.
#[derive(Clone)]
pub struct AnsweredLine {
    pub id: String,
    pub question: String,
    /// A first name, or nothing.
    pub name: String,
    /// In Minsk.
    pub asked_at: NaiveDateTime,
    pub answer: String,
    pub answered_at: NaiveDateTime,
}

/// What the page of a set says of questions.
#[derive(Clone)]
pub struct Questions {
    pub answered: Vec<AnsweredLine>,
    /// Whether anybody answers on the portal; else the passport's address is told.
    pub is_answered: bool,
}

pub fn section(tr: Tr, set: &str, owner: &str, contact: &str, questions: &Questions) -> impl IntoView + use<> {
    let lines: Vec<_> = questions.answered.iter().map(|line| answered(tr, owner, line)).collect();
    let lines = match lines.is_empty() {
        true => view! { <p class="soft">{tr.t("question-none")}</p> }.into_any(),
        false => view! { <ol class="messages">{lines}</ol> }.into_any(),
    };
    let ask = match questions.is_answered {
        true => {
            view! { <p><a class="btn secondary" href=format!("/data/{set}/question")>{tr.t("question-ask")}</a></p> }
                .into_any()
        }
        false => {
            let contact = contact.to_owned();
            view! { <p>{tr.t("question-by-mail")} " " <a href=format!("mailto:{contact}")>{contact.clone()}</a></p> }
                .into_any()
        }
    };
    view! {
        {lines}
        {ask}
    }
}

fn answered(tr: Tr, owner: &str, line: &AnsweredLine) -> impl IntoView + use<> {
    let who = if line.name.is_empty() { tr.t("question-nameless") } else { line.name.clone() };
    let iso = |at: NaiveDateTime| at.format("%Y-%m-%dT%H:%M").to_string();
    let (asked, told) = (line.asked_at, line.answered_at);
    view! {
        <li class="stack" id=format!("question-{}", line.id)>
            <div class="message">
                <p class="cluster soft small">
                    <strong>{who}</strong>
                    <time datetime=iso(asked)>{tr.date(asked.date())}</time>
                </p>
                <p class="message-words">{line.question.clone()}</p>
            </div>
            <div class="message office">
                <p class="cluster soft small">
                    <strong>{owner.to_owned()}</strong>
                    <time datetime=iso(told)>{tr.date(told.date())}</time>
                </p>
                <p class="message-words">{line.answer.clone()}</p>
            </div>
        </li>
    }
}

/// The form.
#[derive(Clone)]
pub struct AskView {
    pub tr: Tr,
    /// Comes with the form, so that the same form sent twice asks once.
    pub form_id: String,
    pub set: String,
    pub title: String,
    pub owner: String,
    pub longest: u32,
    /// What was typed: question, first name, address.
    pub typed: (String, String, String),
    pub faults: Faults,
}

pub fn ask(view: AskView) -> impl IntoView {
    let tr = view.tr;
    let (question, name, email) = view.typed;
    view! {
        <div class="two-thirds stack">
            <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
            <div class="page-head">
                <p class="caption">{view.title}</p>
                <h1>{tr.t("question-title")}</h1>
            </div>
            <p class="lede">{tr.ta("question-lede", &[("owner", view.owner.into())])}</p>
            <form method="post" action=format!("/data/{}/question", view.set) class="stack" novalidate>
                <input type="hidden" name="id" value=view.form_id />
                <Textarea
                    label=tr.t("question-words")
                    hint=tr.t("question-words-hint")
                    name="words"
                    value=question
                    error=view.faults.of("words")
                    maxlength=Some(view.longest)
                />
                <Field
                    label=tr.t("question-name")
                    hint=tr.t("question-name-hint")
                    name="first_name"
                    value=name
                    error=view.faults.of("first_name")
                    width=Width::Chars20
                    autocomplete="given-name"
                    maxlength=30
                />
                <Field
                    label=tr.t("question-email")
                    hint=tr.t("question-email-hint")
                    name="email"
                    kind=FieldKind::Email
                    value=email
                    error=view.faults.of("email")
                    autocomplete="email"
                    maxlength=254
                />
                <div class="actions">
                    <Button text=tr.t("question-send") />
                    <a href=format!("/data/{}", view.set)>{tr.t("question-to-set")}</a>
                </div>
            </form>
        </div>
    }
}

/// What came of it.
#[derive(Clone)]
pub struct SaidView {
    pub tr: Tr,
    pub title: String,
    pub text: String,
    /// The set to go back to.
    pub set: Option<String>,
}

pub fn said(view: SaidView) -> impl IntoView {
    let tr = view.tr;
    let (href, words) = match view.set {
        Some(set) => (format!("/data/{set}"), tr.t("question-to-set")),
        None => ("/data".to_owned(), tr.t("data-title")),
    };
    ui::said(view.title, view.text, href, words)
}
