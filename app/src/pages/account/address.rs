//! The address to which letters go: whether they arrive, a letter to try, another address in its place.

use super::faults::Faults;
use crate::l10n::Tr;
use crate::ui::*;
use chrono::NaiveDateTime;
use leptos::prelude::*;

#[derive(Clone)]
pub struct AddressView {
    pub tr: Tr,
    pub email: String,
    /// Letters come back from there.
    pub returned: Option<Returned>,
    /// A letter was just sent.
    pub sent: bool,
    /// The new address, as typed.
    pub typed: String,
    pub faults: Faults,
    pub demo: bool,
}

/// Since when letters come back, Minsk time, and what the mail server there says.
#[derive(Clone)]
pub struct Returned {
    pub since: NaiveDateTime,
    pub reason: String,
}

pub fn page(view: AddressView) -> impl IntoView {
    let tr = view.tr;
    let sent = view.sent.then(|| view! { <Notification kind=NotificationKind::Success title=tr.t("address-sent") /> });
    let demo = (view.sent && view.demo).then(|| view! { <p><a href="/demo/mail">{tr.t("demo-mail")}</a></p> });
    let returned = view.returned.clone();
    let mut rows = vec![SummaryRow::new(tr.t("address-now"), view.email.clone())];
    let again = returned.is_some();
    if let Some(Returned { since, reason }) = returned {
        rows.push(SummaryRow::new(tr.t("address-returned"), tr.moment(since)));
        rows.push(SummaryRow::new(tr.t("address-reason"), reason));
    }
    view! {
        <div class="two-thirds stack">
            <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
            {sent}
            {demo}
            <h1>{tr.t("address-title")}</h1>
            <SummaryList rows=rows />
            {again.then(|| view! {
                <h2>{tr.t("address-again-title")}</h2>
                <p>{tr.t("address-again-text")}</p>
                <form method="post" action="/account/email/again">
                    <Button text=tr.t("address-again-button") kind=ButtonKind::Secondary />
                </form>
            })}
            <h2>{tr.t("address-other-title")}</h2>
            <p>{tr.t("address-other-text")}</p>
            <form method="post" action="/account/email" class="stack" novalidate>
                <Field
                    label=tr.t("address-new")
                    name="email"
                    value=view.typed.clone()
                    kind=FieldKind::Email
                    error=view.faults.of("email")
                    autocomplete="email"
                    width=Width::Chars30
                />
                <Field
                    label=tr.t("account-old-password")
                    name="old_password"
                    kind=FieldKind::Password
                    error=view.faults.of("old_password")
                    autocomplete="current-password"
                />
                <div class="actions">
                    <Button text=tr.t("address-other-button") />
                    <a href="/account">{tr.t("cancel")}</a>
                </div>
            </form>
        </div>
    }
}

/// The page of the link that was mailed to an address.
#[derive(Clone)]
pub struct NewAddressView {
    pub tr: Tr,
    pub email: String,
    /// The path to send the button to.
    pub action: String,
}

pub fn confirm(view: NewAddressView) -> impl IntoView {
    let tr = view.tr;
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t("confirm-title")}</h1>
            <p class="lede">{tr.ta("address-confirm-text", &[("address", view.email.into())])}</p>
            <form method="post" action=safe_href(view.action)>
                <Button text=tr.t("confirm-button") />
            </form>
        </div>
    }
}
