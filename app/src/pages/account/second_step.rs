//! One-time codes of the account: what they are for, the code to scan, the recovery codes, turning them off.

use super::faults::Faults;
use crate::l10n::Tr;
use crate::ui::*;
use chrono::NaiveDateTime;
use leptos::prelude::*;

/// Where the second step stands.
#[derive(Clone)]
pub struct SecondStepView {
    pub tr: Tr,
    /// The address to sign in with, for password managers.
    pub email: String,
    /// Since when codes are asked for, Minsk time.
    pub since: Option<NaiveDateTime>,
    /// Recovery codes that are still good.
    pub codes_left: i64,
    /// What was just done.
    pub notice: Option<String>,
    pub faults: Faults,
}

pub fn page(view: SecondStepView) -> impl IntoView {
    let tr = view.tr;
    let notice = view.notice.clone().map(|text| view! { <Notification kind=NotificationKind::Success title=text /> });
    let (standing, heading, button) = match view.since {
        Some(since) => (on(&view, since).into_any(), "second-step-anew", "second-step-anew-button"),
        None => (off(tr).into_any(), "second-step-begin", "second-step-begin-button"),
    };
    let code = view.since.map(|_| code(tr, &view.faults, "code-hint-recovery"));
    view! {
        <div class="two-thirds stack">
            <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
            {notice}
            <h1>{tr.t("second-step-title")}</h1>
            {standing}
            <h2>{tr.t(heading)}</h2>
            {view.since.map(|_| view! { <p>{tr.t("second-step-anew-text")}</p> })}
            <form method="post" action="/account/second-step" class="stack" novalidate>
                {password(tr, &view.email, &view.faults)}
                {code}
                <div class="actions"><Button text=tr.t(button) /></div>
            </form>
        </div>
    }
}

fn off(tr: Tr) -> impl IntoView {
    let reasons = ["second-step-why-sign-in", "second-step-why-sign", "second-step-why-app"];
    view! {
        <p class="lede">{tr.t("second-step-lede")}</p>
        <ul>{reasons.iter().map(|key| view! { <li>{tr.t(key)}</li> }).collect::<Vec<_>>()}</ul>
    }
}

fn on(view: &SecondStepView, since: NaiveDateTime) -> impl IntoView + use<> {
    let tr = view.tr;
    let title = tr.ta("second-step-since", &[("moment", tr.moment(since).into())]);
    let left = tr.ta("recovery-codes-left", &[("left", view.codes_left.into())]);
    let left = match view.codes_left {
        0..=2 => view! { <Inset tone=Tone::Amber>{left}</Inset> }.into_any(),
        _ => view! { <p>{left}</p> }.into_any(),
    };
    view! {
        <Notification kind=NotificationKind::Info title=title />
        {left}
        <p><a href="/account/second-step/removal">{tr.t("second-step-removal-title")}</a></p>
    }
}

fn password(tr: Tr, email: &str, faults: &Faults) -> impl IntoView + use<> {
    view! {
        <input type="hidden" autocomplete="username" value=email.to_owned() />
        <Field
            label=tr.t("sign-in-password")
            name="password"
            kind=FieldKind::Password
            error=faults.of("password")
            autocomplete="current-password"
        />
    }
}

fn code(tr: Tr, faults: &Faults, hint: &str) -> impl IntoView + use<> {
    view! {
        <Field
            label=tr.t("code-label")
            name="code"
            kind=FieldKind::Code
            hint=tr.t(hint)
            error=faults.of("code")
            autocomplete="one-time-code"
            width=Width::Chars20
            maxlength=40
        />
    }
}

/// A new secret, and the field for its first code.
#[derive(Clone)]
pub struct FirstCodeView {
    pub tr: Tr,
    /// The code to scan, as SVG.
    pub drawing: Option<String>,
    /// The same as an address, which an app on the same device opens.
    pub address: String,
    /// The secret in groups of four.
    pub secret: String,
    pub faults: Faults,
}

pub fn first_code(view: FirstCodeView) -> impl IntoView {
    let tr = view.tr;
    let drawing = view.drawing.map(|drawing| {
        view! {
            <figure class="code-to-scan no-print">
                <div role="img" aria-label=tr.t("second-step-scan-alt") inner_html=drawing></div>
            </figure>
        }
    });
    view! {
        <div class="two-thirds stack">
            <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
            <h1>{tr.t("second-step-new-title")}</h1>
            <ol class="steps">
                <li>{tr.t("second-step-new-app")}</li>
                <li>{tr.t("second-step-new-scan")}</li>
                <li>{tr.t("second-step-new-code")}</li>
            </ol>
            {drawing}
            <p>{tr.t("second-step-secret")} " " <strong><code class="secret">{view.secret}</code></strong></p>
            <p><a href=view.address>{tr.t("second-step-here")}</a></p>
            <form method="post" action="/account/second-step/new" class="stack" novalidate>
                {code(tr, &view.faults, "code-hint")}
                <div class="actions">
                    <Button text=tr.t("second-step-new-button") />
                    <a href="/account/second-step">{tr.t("cancel")}</a>
                </div>
            </form>
        </div>
    }
}

/// The recovery codes, which are shown once.
pub fn codes(tr: Tr, codes: Vec<String>) -> impl IntoView {
    let codes: Vec<_> = codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect();
    view! {
        <div class="two-thirds stack">
            <Notification kind=NotificationKind::Success title=tr.t("second-step-notice-on") />
            <h1>{tr.t("recovery-codes-title")}</h1>
            <p class="lede">{tr.t("recovery-codes-lede")}</p>
            <ol class="recovery-codes">{codes}</ol>
            <Inset tone=Tone::Amber>{tr.t("recovery-codes-once")}</Inset>
            <p class="actions no-print"><ButtonLink text=tr.t("recovery-codes-kept") href="/account/second-step" /></p>
        </div>
    }
}

/// Turning the codes off.
#[derive(Clone)]
pub struct RemovalView {
    pub tr: Tr,
    pub email: String,
    pub faults: Faults,
}

pub fn removal(view: RemovalView) -> impl IntoView {
    let tr = view.tr;
    view! {
        <div class="two-thirds stack">
            <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
            <h1>{tr.t("second-step-removal-title")}</h1>
            <p class="lede">{tr.t("second-step-removal-lede")}</p>
            <form method="post" action="/account/second-step/removal" class="stack" novalidate>
                {password(tr, &view.email, &view.faults)}
                {code(tr, &view.faults, "code-hint-recovery")}
                <div class="actions">
                    <Button text=tr.t("second-step-removal-button") kind=ButtonKind::Warning />
                    <a href="/account/second-step">{tr.t("cancel")}</a>
                </div>
            </form>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::stays_text;
    use portal::lang::Lang;

    #[test]
    fn everything_said_stays_text() {
        let tr = Tr(Lang::Be);
        stays_text(move |s| codes(tr, vec![s]).into_any());
        stays_text(move |s| {
            let mut faults = Faults::default();
            faults.add("code", s.clone());
            let (address, drawing) = ("otpauth://totp/x".into(), None);
            first_code(FirstCodeView { tr, drawing, address, secret: s, faults }).into_any()
        });
    }
}
