//! The second step of signing in: the code that the app shows.

use super::faults::Faults;
use super::sign_in::{Onward, onward};
use crate::l10n::Tr;
use crate::ui::*;
use leptos::prelude::*;

/// The page's data.
#[derive(Clone)]
pub struct SignInCodeView {
    pub tr: Tr,
    /// The token under which this sign-in waits.
    pub waiting: String,
    pub faults: Faults,
    pub onward: Onward,
}

pub fn page(view: SignInCodeView) -> impl IntoView {
    let tr = view.tr;
    view! {
        <div class="two-thirds stack">
            <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
            <h1>{tr.t("sign-in-code-title")}</h1>
            <form method="post" action="/sign-in/code" class="stack" novalidate>
                {onward(&view.onward)}
                <input type="hidden" name="waiting" value=view.waiting.clone() />
                <Field
                    label=tr.t("code-label")
                    name="code"
                    kind=FieldKind::Code
                    hint=tr.t("code-hint-recovery")
                    error=view.faults.of("code")
                    autocomplete="one-time-code"
                    width=Width::Chars20
                    maxlength=40
                />
                <div class="actions">
                    <Button text=tr.t("sign-in") />
                    <a href="/sign-in">{tr.t("sign-in-code-back")}</a>
                </div>
            </form>
            <Details summary=tr.t("sign-in-code-lost")>
                <p>{tr.t("sign-in-code-lost-recovery")}</p>
                <p>{tr.t("sign-in-code-lost-both")}</p>
            </Details>
        </div>
    }
}
