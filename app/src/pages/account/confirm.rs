//! Confirming an address: the password that was chosen at sign-up and a button, since programs that check mails for
//! danger follow links, and since anybody may have signed up with the address.

use super::faults::Faults;
use crate::l10n::Tr;
use crate::ui::*;
use leptos::prelude::*;

/// The page's data.
#[derive(Clone)]
pub struct ConfirmView {
    pub tr: Tr,
    /// The path to send the form to.
    pub action: String,
    /// The address: password managers find the password under it.
    pub email: String,
    pub faults: Faults,
}

pub fn page(view: ConfirmView) -> impl IntoView {
    let tr = view.tr;
    view! {
        <div class="two-thirds stack">
            <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
            <h1>{tr.t("confirm-title")}</h1>
            <p class="lede">{tr.t("confirm-text")}</p>
            <form method="post" action=safe_href(view.action) class="stack" novalidate>
                <input type="hidden" autocomplete="username" value=view.email />
                <Field
                    label=tr.t("sign-in-password")
                    name="password"
                    kind=FieldKind::Password
                    hint=tr.t("confirm-why")
                    error=view.faults.of("password")
                    autocomplete="current-password"
                />
                <Button text=tr.t("confirm-button") />
            </form>
            <p>{tr.t("confirm-again")} " " <a href="/sign-up">{tr.t("confirm-again-link")}</a></p>
        </div>
    }
}

/// A link from a mail that does not work (any more).
#[derive(Clone)]
pub struct DeadLinkView {
    pub tr: Tr,
    /// What to do now.
    pub text: String,
    /// Where to do it.
    pub onward: Link,
}

pub fn dead_link(view: DeadLinkView) -> impl IntoView {
    let tr = view.tr;
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t("dead-link-title")}</h1>
            <p class="lede">{tr.t("dead-link-text")}</p>
            <p>{view.text}</p>
            <p><a href=safe_href(view.onward.href)>{view.onward.text}</a></p>
        </div>
    }
}
