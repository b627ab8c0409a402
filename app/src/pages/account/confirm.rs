//! Confirming an address: one button, since programs that check mails for danger follow links.

use crate::l10n::Tr;
use crate::ui::*;
use leptos::prelude::*;

/// The page's data.
#[derive(Clone)]
pub struct ConfirmView {
    pub tr: Tr,
    /// The path to send the button to.
    pub action: String,
}

pub fn page(view: ConfirmView) -> impl IntoView {
    let tr = view.tr;
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t("confirm-title")}</h1>
            <p class="lede">{tr.t("confirm-text")}</p>
            <form method="post" action=safe_href(view.action)>
                <Button text=tr.t("confirm-button") />
            </form>
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
