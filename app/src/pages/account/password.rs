//! A forgotten password: asking for a link, and choosing a new one.

use super::faults::Faults;
use crate::l10n::Tr;
use crate::ui::*;
use leptos::prelude::*;

/// Asking for a link.
#[derive(Clone)]
pub struct ForgottenView {
    pub tr: Tr,
    pub email: String,
    pub faults: Faults,
}

pub fn forgotten(view: ForgottenView) -> impl IntoView {
    let tr = view.tr;
    view! {
        <div class="two-thirds stack">
            <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
            <h1>{tr.t("forgotten-title")}</h1>
            <p class="lede">{tr.t("forgotten-text")}</p>
            <form method="post" action="/password/forgotten" class="stack" novalidate>
                <Field
                    label=tr.t("sign-in-email")
                    name="email"
                    kind=FieldKind::Email
                    value=view.email
                    error=view.faults.of("email")
                    autocomplete="username"
                    maxlength=254
                />
                <div class="actions">
                    <Button text=tr.t("forgotten-button") />
                    <a href="/sign-in">{tr.t("forgotten-back")}</a>
                </div>
            </form>
        </div>
    }
}

/// Choosing a new password by a link.
#[derive(Clone)]
pub struct ResetView {
    pub tr: Tr,
    /// The path to send the form to.
    pub action: String,
    /// The address of the account: password managers keep the new password under it.
    pub email: String,
    pub faults: Faults,
}

pub fn reset(view: ResetView) -> impl IntoView {
    let tr = view.tr;
    view! {
        <div class="two-thirds stack">
            <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
            <h1>{tr.t("reset-title")}</h1>
            <p class="lede">{tr.ta("reset-text", &[("email", view.email.clone().into())])}</p>
            <form method="post" action=safe_href(view.action) class="stack" novalidate>
                <input type="hidden" autocomplete="username" value=view.email />
                <Field
                    label=tr.t("new-password")
                    name="password"
                    kind=FieldKind::Password
                    hint=tr.t("password-hint")
                    error=view.faults.of("password")
                    autocomplete="new-password"
                />
                <Button text=tr.t("reset-button") />
            </form>
        </div>
    }
}
