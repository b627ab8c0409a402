//! "Tell me when this changes": the form, and what the links of its mails show.

use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui;
use crate::ui::{Button, ErrorSummary, Field, FieldKind, safe_href};
use leptos::prelude::*;

/// The form.
#[derive(Clone)]
pub struct AskView {
    pub tr: Tr,
    pub unp: i64,
    pub company: String,
    pub email: String,
    pub faults: Faults,
}

pub fn ask(view: AskView) -> impl IntoView {
    let tr = view.tr;
    view! {
        <div class="two-thirds stack">
            <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
            <h1>{tr.t("alert-title")}</h1>
            <p class="lede">{tr.ta("alert-lede", &[("company", view.company.into())])}</p>
            <form method="post" action=format!("/register/{}/alert", view.unp) class="stack" novalidate>
                <Field
                    label=tr.t("sign-in-email")
                    name="email"
                    kind=FieldKind::Email
                    value=view.email
                    hint=tr.t("alert-email-hint")
                    error=view.faults.of("email")
                    autocomplete="email"
                    maxlength=254
                />
                <Button text=tr.t("alert-button") />
            </form>
            <p class="soft">
                <a href=format!("/register/{}/feed.atom", view.unp) type="application/atom+xml">{tr.t("company-feed")}</a>
            </p>
        </div>
    }
}

/// A page with one button: what a link of a mail is for.
#[derive(Clone)]
pub struct ButtonView {
    pub tr: Tr,
    pub title: String,
    pub text: String,
    pub button: String,
    pub action: String,
}

pub fn button(view: ButtonView) -> impl IntoView {
    view! {
        <div class="two-thirds stack">
            <h1>{view.title}</h1>
            <p class="lede">{view.text}</p>
            <form method="post" action=safe_href(view.action)>
                <Button text=view.button />
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
    /// The company to go back to.
    pub unp: Option<i64>,
}

pub fn said(view: SaidView) -> impl IntoView {
    let tr = view.tr;
    let (href, words) = match view.unp {
        Some(unp) => (format!("/register/{unp}"), tr.t("alert-to-company")),
        None => ("/register".to_owned(), tr.t("register-search-title")),
    };
    ui::said(view.title, view.text, href, words)
}
