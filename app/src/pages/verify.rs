//! Whether a document is genuine, for whoever holds it in hand.

use crate::l10n::Tr;
use crate::ui::{Inset, Notification, NotificationKind, SearchBox, SummaryList, SummaryRow, Tone, UnpText};
use chrono::NaiveDateTime;
use leptos::prelude::*;
use portal::application::Status;
use portal::code::grouped;
use portal::procedures::Procedure;

/// What is told of a genuine document: nothing personal.
#[derive(Clone)]
pub struct Found {
    pub kind: String,
    pub round: i32,
    pub procedure: Procedure,
    pub number: String,
    pub company: String,
    pub unp: i64,
    /// Minsk time.
    pub filed: NaiveDateTime,
    /// SHA-256 over what was filed.
    pub digest: String,
    /// SHA-256 of the PDF file, once it is typeset.
    pub file_digest: Option<String>,
    /// A corrected application was filed since.
    pub superseded: bool,
    pub status: Status,
}

#[derive(Clone)]
pub struct VerifyView {
    pub tr: Tr,
    pub answer: Answer,
}

/// What is said of a code.
#[derive(Clone)]
pub enum Answer {
    /// No code was given yet.
    NotAsked,
    Genuine(Box<Found>),
    /// No document has this code; as it was typed, cut.
    Unknown(String),
}

pub fn page(view: VerifyView) -> impl IntoView {
    let tr = view.tr;
    match view.answer {
        Answer::Genuine(found) => view! { <div class="two-thirds stack">{genuine(tr, *found)}</div> }.into_any(),
        Answer::NotAsked => view! {
            <div class="two-thirds stack">
                <h1>{tr.t("verify-title")}</h1>
                {form(tr, String::new())}
            </div>
        }
        .into_any(),
        Answer::Unknown(code) => view! {
            <div class="two-thirds stack">
                <h1>{tr.t("verify-unknown")}</h1>
                <p class="lede">{tr.t("verify-unknown-what")}</p>
                {form(tr, code)}
                <p><a href="/register">{tr.t("verify-register")}</a></p>
                <p><a href="/">{tr.t("failure-home")}</a></p>
            </div>
        }
        .into_any(),
    }
}

/// The code of a document, to be typed where there is no QR code to scan.
fn form(tr: Tr, code: String) -> impl IntoView {
    view! {
        <SearchBox
            label=tr.t("verify-code")
            action="/verify"
            name="code"
            value=code
            hint=tr.t("verify-code-hint")
            button=tr.t("verify-button")
            id="verify-code"
            large=true
        />
    }
}

fn genuine(tr: Tr, found: Found) -> impl IntoView {
    let mut rows = vec![
        SummaryRow::new(
            tr.t("verify-document"),
            tr.ta(&format!("document-{}", found.kind), &[("round", found.round.into())]),
        ),
        SummaryRow::new(tr.t("verify-procedure"), tr.t(&format!("procedure-{}", found.procedure.slug()))),
        SummaryRow::new(tr.t("receipt-number"), grouped(&found.number)),
        SummaryRow::new(tr.t("field-company"), found.company),
        SummaryRow::new(tr.t("unp"), view! { <UnpText unp=found.unp.to_string() /> }),
        SummaryRow::new(tr.t("verify-filed"), tr.moment(found.filed)),
        SummaryRow::new(tr.t("column-status"), tr.t(&format!("status-{}", found.status.code().replace('_', "-")))),
        SummaryRow::new(tr.t("verify-digest"), view! { <code>{found.digest}</code> }),
    ];
    if let Some(digest) = found.file_digest {
        rows.push(SummaryRow::new(tr.t("verify-file-digest"), view! { <code>{digest}</code> }));
    }
    view! {
        <h1>{tr.t("verify-genuine")}</h1>
        <Notification kind=NotificationKind::Success title=tr.t("verify-genuine-what") />
        {found.superseded.then(|| view! { <Inset tone=Tone::Amber>{tr.t("verify-superseded")}</Inset> })}
        <SummaryList rows=rows />
        <p class="soft">{tr.t("verify-compare")}</p>
    }
}
