//! "Look into your mailbox": after signing up, and after asking for a new password. The same page
//! whether or not the address has an account.

use super::faults::Faults;
use crate::l10n::Tr;
use crate::ui::*;
use leptos::prelude::*;

/// The page's data.
#[derive(Clone)]
pub struct SentView {
    pub tr: Tr,
    /// What was sent and how long it works.
    pub text: String,
    /// A field to have the mail that confirms an address sent again; its faults.
    pub again: Option<Faults>,
    /// The address typed there.
    pub email: String,
    /// In the demo mails can be read on a page of the portal.
    pub demo: bool,
}

pub fn page(view: SentView) -> impl IntoView {
    let tr = view.tr;
    let faults = view.again.clone().unwrap_or_default();
    let open = !faults.is_empty();
    let demo = view.demo.then(|| {
        view! {
            <Inset>
                <p>{tr.t("sent-demo")} " " <a href="/demo/mail">{tr.t("demo-mail")}</a></p>
            </Inset>
        }
    });
    let again = view.again.map(|faults| {
        view! {
            <Details summary=tr.t("sent-again-title") open=open>
                <p>{tr.t("sent-again-text")}</p>
                <form method="post" action="/confirm-email" class="stack" novalidate>
                    <Field
                        label=tr.t("sign-in-email")
                        name="email"
                        kind=FieldKind::Email
                        value=view.email
                        error=faults.of("email")
                        autocomplete="email"
                        maxlength=254
                    />
                    <Button text=tr.t("sent-again-button") kind=ButtonKind::Secondary />
                </form>
            </Details>
        }
    });
    view! {
        <div class="two-thirds stack">
            <ErrorSummary title=tr.t("error-summary-title") errors=faults.lines() />
            <h1>{tr.t("sent-title")}</h1>
            <p class="lede">{view.text}</p>
            {demo}
            <p>{tr.t("sent-nothing")}</p>
            {again}
        </div>
    }
}
