//! Signing: the fields that confirm a filing, and who signed how.

use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{Button, ButtonKind, ButtonLink, Field, FieldKind, FileField, Inset, Tone, Width};
use chrono::NaiveDateTime;
use leptos::prelude::*;

/// What a form that signs asks for.
#[derive(Clone, Default)]
pub struct SigningView {
    /// The address to sign in with, for password managers.
    pub email: String,
    /// The person has one-time codes.
    pub codes: bool,
    /// Nobody files without them.
    pub required: bool,
    /// A qualified signature is taken instead.
    pub certificate: bool,
    pub faults: Faults,
}

impl SigningView {
    /// Nothing can be filed before the person has turned codes on.
    pub fn is_barred(&self) -> bool {
        self.required && !self.codes
    }
}

/// A signature.
#[derive(Clone)]
pub struct SignatureLine {
    pub name: String,
    pub founder: bool,
    /// Part of the locale keys `signature-…`.
    pub method: &'static str,
    /// Minsk time.
    pub at: NaiveDateTime,
    /// The certificate's subject and serial number.
    pub certificate: Option<(String, String)>,
}

/// Password and code, where the person has codes.
pub fn fields(tr: Tr, view: &SigningView) -> Option<AnyView> {
    view.codes.then(|| {
        view! {
            <fieldset class="stack">
                <legend><h2>{tr.t("signature-title")}</h2></legend>
                <p class="hint">{tr.t("signature-hint")}</p>
                <input type="hidden" autocomplete="username" value=view.email.clone() />
                <Field
                    label=tr.t("sign-in-password")
                    name="password"
                    kind=FieldKind::Password
                    error=view.faults.of("password")
                    autocomplete="current-password"
                    width=Width::Chars30
                />
                <Field
                    label=tr.t("code-label")
                    name="code"
                    kind=FieldKind::Code
                    hint=tr.t("code-hint")
                    error=view.faults.of("code")
                    autocomplete="one-time-code"
                    inputmode="numeric"
                    width=Width::Chars10
                    maxlength=10
                />
            </fieldset>
        }
        .into_any()
    })
}

/// The way to file with a qualified signature: within the form that files.
pub fn certificate(tr: Tr, view: &SigningView, id: &str) -> Option<AnyView> {
    view.certificate.then(|| {
        let form = format!("/applications/{id}/application.json");
        let action = format!("/applications/{id}/filing/certificate");
        view! {
            <section class="stack">
                <h2>{tr.t("qualified-title")}</h2>
                <ol class="steps">
                    <li><a href=form download="">{tr.t("qualified-download")}</a></li>
                    <li>{tr.t("qualified-sign")}</li>
                    <li>{tr.t("qualified-choose")}</li>
                </ol>
                <FileField
                    label=tr.t("qualified-file")
                    name="signature"
                    accept=".p7s,.sig,.pem,application/pkcs7-signature"
                    hint=tr.t("qualified-file-hint")
                    error=view.faults.of("signature")
                />
                <div class="actions">
                    <Button text=tr.t("qualified-button") kind=ButtonKind::Secondary action=action files=true />
                </div>
            </section>
        }
        .into_any()
    })
}

/// What whoever has no codes is told: that they can have them, or that nothing is filed without.
pub fn offer(tr: Tr, view: &SigningView) -> Option<AnyView> {
    if view.is_barred() {
        return Some(
            view! {
                <Inset tone=Tone::Amber>{tr.t("signature-codes-needed")}</Inset>
                <p class="actions"><ButtonLink text=tr.t("second-step-turn-on") href="/account/second-step" /></p>
            }
            .into_any(),
        );
    }
    (!view.codes).then(|| {
        view! {
            <p class="soft">
                {tr.t("signature-offer")} " " <a href="/account/second-step">{tr.t("second-step-turn-on")}</a>
            </p>
        }
        .into_any()
    })
}

/// "Елена Ковалёва, password and one-time code, 29 November 2026, 14:05".
pub fn words(tr: Tr, line: &SignatureLine) -> String {
    let method = tr.t(&format!("signature-{}", line.method));
    let values = [("name", line.name.clone().into()), ("method", method.into()), ("moment", tr.moment(line.at).into())];
    let said = tr.ta(if line.founder { "signature-line-founder" } else { "signature-line" }, &values);
    match &line.certificate {
        Some((subject, serial)) => {
            let values = [("subject", subject.clone().into()), ("serial", serial.clone().into())];
            format!("{said} {}", tr.ta("signature-certificate-of", &values))
        }
        None => said,
    }
}

/// Who signed, over which digest, and the file to compute it from; `received` says who confirmed what came to a counter.
pub fn signed(
    tr: Tr,
    lines: &[SignatureLine],
    received: Option<String>,
    digest: &str,
    file: String,
) -> impl IntoView + use<> {
    let detached = lines.iter().any(|line| line.certificate.is_some()).then(|| {
        let href = file.replace("application.json", "signature.p7s");
        view! { <p><a href=href download="">{tr.t("qualified-detached")}</a></p> }
    });
    let lines: Vec<_> =
        lines.iter().map(|line| words(tr, line)).chain(received).map(|said| view! { <li>{said}</li> }).collect();
    let list = (!lines.is_empty()).then(|| view! { <ul>{lines}</ul> });
    view! {
        <h2>{tr.t("signature-who")}</h2>
        {list}
        <p>{tr.t("verify-digest")} ": " <code>{digest.to_owned()}</code></p>
        <p>
            <a href=file download="">{tr.t("signature-file")}</a> ". "
            <span class="soft">{tr.t("signature-file-hint")}</span>
        </p>
        {detached}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::stays_text;
    use portal::lang::Lang;

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            let line = SignatureLine {
                name: s.clone(),
                founder: true,
                method: "session",
                at: NaiveDateTime::default(),
                certificate: Some((s.clone(), s.clone())),
            };
            signed(Tr(Lang::Be), &[line], Some(s.clone()), &s, "/x".into()).into_any()
        });
    }

    #[test]
    fn every_method_has_its_words_in_each_language() {
        for lang in Lang::ALL {
            for method in ["session", "password-totp", "certificate"] {
                assert!(Tr(lang).has(&format!("signature-{method}")), "{method}");
            }
        }
    }
}
