//! Signing in; also shown in place of the answer to a form that came after the session had ended,
//! with what was typed kept in it.

use super::faults::Faults;
use crate::l10n::Tr;
use crate::ui::*;
use leptos::prelude::*;

/// The page's data.
#[derive(Clone)]
pub struct SignInView {
    pub tr: Tr,
    /// The address typed so far.
    pub email: String,
    pub faults: Faults,
    /// What was just done: "The address is confirmed".
    pub notice: Option<String>,
    /// The password was right, but the address waits for confirmation.
    pub unconfirmed: bool,
    /// Who is signed in already.
    pub signed_in_as: Option<String>,
    pub onward: Onward,
    /// The demo's accounts, and the password they share; empty outside the demo.
    pub demo: Vec<DemoChoice>,
    pub demo_password: String,
}

/// Where to go after signing in.
#[derive(Clone, Debug, Default)]
pub struct Onward {
    /// A path inside the portal.
    pub return_to: Option<String>,
    pub kept: Option<Kept>,
}

/// A form that was refused since the session had ended.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The path it was sent to.
    pub action: String,
    /// Its urlencoded body.
    pub body: String,
}

/// One of the demo's accounts.
#[derive(Clone, Debug)]
pub struct DemoChoice {
    pub key: String,
    pub name: String,
    /// A sentence on who that is.
    pub who: String,
}

pub fn page(view: SignInView) -> impl IntoView {
    let tr = view.tr;
    let title = if view.onward.kept.is_some() { tr.t("sign-in-again-title") } else { tr.t("sign-in-title") };
    let demo = (!view.demo.is_empty()).then(|| demo(&view));
    let class = if demo.is_some() { "split" } else { "two-thirds" };
    view! {
        <div class=class>
            <div class="stack">
                <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
                {notices(&view)}
                <h1>{title}</h1>
                {view.onward.kept.is_some().then(|| view! { <p class="lede">{tr.t("sign-in-kept")}</p> })}
                <form method="post" action="/sign-in" class="stack" novalidate>
                    {onward(&view.onward)}
                    <Field
                        label=tr.t("sign-in-email")
                        name="email"
                        kind=FieldKind::Email
                        value=view.email.clone()
                        error=view.faults.of("email")
                        autocomplete="username"
                        maxlength=254
                    />
                    <Field
                        label=tr.t("sign-in-password")
                        name="password"
                        kind=FieldKind::Password
                        error=view.faults.of("password")
                        autocomplete="current-password"
                    />
                    <div class="actions">
                        <Button text=tr.t("sign-in") />
                        <a href="/password/forgotten">{tr.t("sign-in-forgotten")}</a>
                    </div>
                </form>
                <p>{tr.t("sign-in-no-account")} " " <a href="/sign-up">{tr.t("sign-in-sign-up")}</a></p>
            </div>
            {demo}
        </div>
    }
}

fn notices(view: &SignInView) -> impl IntoView + use<> {
    let tr = view.tr;
    let done = view.notice.clone().map(|text| view! { <Notification kind=NotificationKind::Success title=text /> });
    let already = view.signed_in_as.clone().map(|name| {
        let text = tr.ta("sign-in-signed-in-as", &[("name", name.into())]);
        view! { <Notification kind=NotificationKind::Info title=text /> }
    });
    let email = view.email.clone();
    let unconfirmed = view.unconfirmed.then(|| {
        view! {
            <Notification kind=NotificationKind::Attention title=tr.t("sign-in-unconfirmed")>
                <p>{tr.t("sign-in-unconfirmed-text")}</p>
                <form method="post" action="/confirm-email">
                    <input type="hidden" name="email" value=email />
                    <Button text=tr.t("sent-again-button") kind=ButtonKind::Secondary />
                </form>
            </Notification>
        }
    });
    view! {
        {done}
        {already}
        {unconfirmed}
    }
}

fn demo(view: &SignInView) -> impl IntoView + use<> {
    let tr = view.tr;
    let choices: Vec<_> = view
        .demo
        .iter()
        .cloned()
        .map(|choice| {
            view! {
                <li class="stack">
                    <Button text=choice.name kind=ButtonKind::Secondary name="account" value=choice.key />
                    <p class="small soft">{choice.who}</p>
                </li>
            }
        })
        .collect();
    view! {
        <aside class="stack" aria-labelledby="demo-title">
            <h2 id="demo-title">{tr.t("sign-in-demo-title")}</h2>
            <p>{tr.t("sign-in-demo-note")} " " <strong class="nowrap">{view.demo_password.clone()}</strong></p>
            <form method="post" action="/demo/sign-in">
                {onward(&view.onward)}
                <ul class="plain stack">{choices}</ul>
            </form>
        </aside>
    }
}

/// What is carried through the sign-in, as hidden fields.
pub(super) fn onward(onward: &Onward) -> impl IntoView + use<> {
    let mut fields = Vec::new();
    if let Some(return_to) = &onward.return_to {
        fields.push(("return_to", return_to.clone()));
    }
    if let Some(kept) = &onward.kept {
        fields.push(("kept_action", kept.action.clone()));
        fields.push(("kept", kept.body.clone()));
    }
    fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect::<Vec<_>>()
}
