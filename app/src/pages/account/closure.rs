//! Closing the account: what goes, what is kept and why, the password, one button.

use super::faults::Faults;
use crate::l10n::Tr;
use crate::ui::*;
use leptos::prelude::*;

#[derive(Clone)]
pub struct ClosureView {
    pub tr: Tr,
    pub faults: Faults,
}

pub fn page(view: ClosureView) -> impl IntoView {
    let tr = view.tr;
    let list = |keys: &[&str]| keys.iter().map(|key| view! { <li>{tr.t(key)}</li> }).collect::<Vec<_>>();
    view! {
        <div class="two-thirds stack">
            <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
            <h1>{tr.t("closure-title")}</h1>
            <p class="lede">{tr.t("closure-lede")}</p>
            <h2>{tr.t("closure-goes")}</h2>
            <ul>{list(&["closure-goes-sign-in", "closure-goes-rights", "closure-goes-drafts", "closure-goes-mails"])}</ul>
            <h2>{tr.t("closure-stays")}</h2>
            <ul>{list(&["closure-stays-filed", "closure-stays-company", "closure-stays-record"])}</ul>
            <p><a href="/account/data" download="">{tr.t("closure-copy-first")}</a></p>
            <form method="post" action="/account/closure" class="stack" novalidate>
                <Field
                    label=tr.t("account-old-password")
                    name="password"
                    kind=FieldKind::Password
                    error=view.faults.of("password")
                    autocomplete="current-password"
                />
                <div class="actions">
                    <Button text=tr.t("closure-button") kind=ButtonKind::Warning />
                    <a href="/account">{tr.t("cancel")}</a>
                </div>
            </form>
        </div>
    }
}
