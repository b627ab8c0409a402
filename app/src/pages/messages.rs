//! What the applicant's side and the office wrote to each other about a case, and one more.

use crate::l10n::Tr;
use crate::ui::{Button, Checkbox, ErrorSummary, FieldError, Inset, Tag, Textarea, Tone};
use chrono::NaiveDateTime;
use leptos::prelude::*;

/// One message.
#[derive(Clone)]
pub struct MessageView {
    /// Minsk time.
    pub at: NaiveDateTime,
    pub author: String,
    pub from_office: bool,
    pub body: String,
    /// The reader has not seen it before.
    pub new: bool,
}

#[derive(Clone)]
pub struct MessagesView {
    pub tr: Tr,
    /// The id of what is written next: sent twice, it is one message.
    pub id: String,
    /// The page of the case.
    pub back: String,
    pub caption: String,
    /// The first first.
    pub messages: Vec<MessageView>,
    pub may_write: bool,
    /// The case is decided, and the office may let the applicant answer.
    pub may_let_answer: bool,
    pub office: bool,
    /// What is written reaches somebody.
    pub told: bool,
    pub typed: String,
    /// What is wrong with what was typed.
    pub why: Option<String>,
    pub longest: u32,
}

pub fn page(view: MessagesView) -> impl IntoView {
    let tr = view.tr;
    let errors: Vec<FieldError> = view.why.iter().map(|why| FieldError::new("words", why.clone())).collect();
    let last = view.messages.len().saturating_sub(1);
    let messages: Vec<_> =
        view.messages.iter().enumerate().map(|(place, message)| one(tr, message, place == last)).collect();
    let none = messages.is_empty().then(|| view! { <p class="soft">{tr.t("messages-none")}</p> });
    let form = match view.may_write {
        true => form(&view).into_any(),
        false => view! { <p>{tr.t("messages-closed")}</p> }.into_any(),
    };
    view! {
        <div class="two-thirds stack">
            <ErrorSummary title=tr.t("error-summary-title") errors=errors />
            <div class="page-head">
                <p class="caption">{view.caption.clone()}</p>
                <h1>{tr.t("messages-title")}</h1>
            </div>
            {none}
            <ol class="messages">{messages}</ol>
            {form}
            <p><a href=view.back.clone()>{tr.t(if view.office { "return-back-to-case" } else { "messages-back" })}</a></p>
        </div>
    }
}

fn one(tr: Tr, message: &MessageView, last: bool) -> impl IntoView + use<> {
    let side = tr.t(if message.from_office { "messages-from-office" } else { "messages-from-applicant" });
    let new = message.new.then(|| view! { <Tag text=tr.t("messages-new") tone=Tone::Amber /> });
    let iso = message.at.format("%Y-%m-%dT%H:%M").to_string();
    view! {
        <li class=if message.from_office { "message office" } else { "message" } id=last.then_some("last")>
            <p class="cluster soft small">
                <strong>{message.author.clone()}</strong>
                <span>{side}</span>
                <time datetime=iso>{tr.moment(message.at)}</time>
                {new}
            </p>
            <p class="message-words">{message.body.clone()}</p>
        </li>
    }
}

fn form(view: &MessagesView) -> impl IntoView + use<> {
    let tr = view.tr;
    let answerable = view.may_let_answer.then(|| {
        view! { <Checkbox label=tr.t("messages-answerable") name="answerable" hint=tr.t("messages-after-decision") /> }
    });
    let hint = match (view.office, view.told) {
        (true, true) => Some(tr.t("messages-hint-office")),
        (true, false) => None,
        (false, _) => Some(tr.t("messages-hint")),
    };
    let nobody = (!view.told).then(|| view! { <Inset tone=Tone::Amber><p>{tr.t("messages-nobody")}</p></Inset> });
    view! {
        {nobody}
        <form method="post" action=format!("{}/messages", view.back) class="stack no-print" novalidate>
            <input type="hidden" name="id" value=view.id.clone() />
            <Textarea
                label=tr.t("messages-words")
                name="words"
                value=view.typed.clone()
                hint=hint
                error=view.why.clone()
                maxlength=Some(view.longest)
            />
            {answerable}
            <Button text=tr.t("messages-send") />
        </form>
    }
}
