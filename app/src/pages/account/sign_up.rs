//! Signing up.

use super::faults::Faults;
use crate::l10n::Tr;
use crate::ui::*;
use leptos::prelude::*;

/// The page's data: what was typed so far, never the password.
#[derive(Clone)]
pub struct SignUpView {
    pub tr: Tr,
    pub name: String,
    pub email: String,
    pub faults: Faults,
}

pub fn page(view: SignUpView) -> impl IntoView {
    let tr = view.tr;
    view! {
        <div class="two-thirds stack">
            <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
            <h1>{tr.t("sign-up-title")}</h1>
            <p class="lede">{tr.t("sign-up-lede")}</p>
            <form method="post" action="/sign-up" class="stack" novalidate>
                <Field
                    label=tr.t("sign-up-name")
                    name="name"
                    value=view.name
                    hint=tr.t("sign-up-name-hint")
                    error=view.faults.of("name")
                    autocomplete="name"
                    maxlength=150
                />
                <Field
                    label=tr.t("sign-in-email")
                    name="email"
                    kind=FieldKind::Email
                    value=view.email
                    hint=tr.t("sign-up-email-hint")
                    error=view.faults.of("email")
                    autocomplete="email"
                    maxlength=254
                />
                <Field
                    label=tr.t("sign-in-password")
                    name="password"
                    kind=FieldKind::Password
                    hint=tr.t("password-hint")
                    error=view.faults.of("password")
                    autocomplete="new-password"
                />
                <div class="actions">
                    <Button text=tr.t("sign-up-button") />
                    <a href="/sign-in">{tr.t("sign-up-have-account")}</a>
                </div>
            </form>
            <p class="soft">{tr.t("sign-up-staff")}</p>
        </div>
    }
}
