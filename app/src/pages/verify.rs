//! Whether a document is genuine, for whoever holds it in hand.

use crate::l10n::Tr;
use crate::pages::application::bill::{BillNote, PayTo};
use crate::ui::{
    Button, ButtonKind, ErrorSummary, Field, FieldError, FieldKind, FileField, Inset, Notification, NotificationKind,
    SearchBox, SummaryList, SummaryRow, Tone, UnpText,
};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;
use portal::application::Status;
use portal::code::grouped;
use portal::company::Standing;
use portal::lang::Lang;
use portal::procedures::Procedure;

/// What is told of a genuine document: nothing personal.
#[derive(Clone)]
pub struct Found {
    pub kind: String,
    pub round: i32,
    pub procedure: Procedure,
    pub number: String,
    pub company: String,
    pub unp: Option<i64>,
    /// Minsk time.
    pub filed: NaiveDateTime,
    /// SHA-256 over what was filed.
    pub digest: String,
    /// SHA-256 of the PDF file, once it is typeset.
    pub file_digest: Option<String>,
    /// What the document itself says, of a letter with a decision: part of the key `decided-…-title`, and
    /// when, in Minsk.
    pub said: Option<(&'static str, NaiveDateTime)>,
    /// Of a bill, and where it stands.
    pub bill: Option<BillNote>,
    /// Where a bill that is due is paid.
    pub pay_to: Option<PayTo>,
    /// A corrected application was filed since.
    pub superseded: bool,
    /// The day on which the decision was overtaken: the case was opened again.
    pub overtaken: Option<NaiveDate>,
    pub status: Status,
    /// What a certificate of an approved name says.
    pub approval: Option<FoundApproval>,
    /// What is to be known of a certificate of registration.
    pub certificate: Option<FoundCertificate>,
    /// How what was filed was signed: by a founder or by whoever filed, part of the locale keys `signature-…`, how often.
    pub methods: Vec<(bool, &'static str, usize)>,
}

/// A certificate of registration, and how things stand today.
#[derive(Clone)]
pub struct FoundCertificate {
    pub duplicate: bool,
    pub on: NaiveDate,
    /// The day on which a duplicate took its place.
    pub void_since: Option<NaiveDate>,
    /// The company's state in the register.
    pub standing: Standing,
}

/// An approved name: nothing personal.
#[derive(Clone)]
pub struct FoundApproval {
    /// Full and short, in Russian and in Belarusian.
    pub names: [String; 4],
    pub on: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// The locale key of the sentence that says whether the name is still kept.
    pub standing: &'static str,
}

/// What is told of a genuine extract: nothing personal.
#[derive(Clone)]
pub struct FoundExtract {
    pub number: String,
    pub company: String,
    pub unp: i64,
    /// The day whose state it shows.
    pub on: NaiveDate,
    /// Minsk time.
    pub made: NaiveDateTime,
    pub lang: Lang,
    pub file_digest: String,
    /// Locale keys of the facts that the register tells otherwise of that day than it did then.
    pub corrected: Vec<&'static str>,
    /// Locale keys of the facts that are otherwise today.
    pub changed: Vec<&'static str>,
    pub today: NaiveDate,
}

#[derive(Clone)]
pub struct VerifyView {
    pub tr: Tr,
    /// As it stands in the address.
    pub code: String,
    pub answer: Answer,
    /// A digest that was compared.
    pub compared: Option<Compared>,
}

/// What came of comparing a digest.
#[derive(Clone)]
pub enum Compared {
    /// It was compared; the locale key of what it is the digest of.
    Fits { digest: String, fits: Option<&'static str> },
    /// Nothing was compared: the field at fault, what was typed, and the locale key of the sentence.
    Unreadable { field: &'static str, given: String, why: &'static str },
}

impl Compared {
    /// The digest of a file that is not the document.
    pub fn other(&self) -> Option<&str> {
        match self {
            Compared::Fits { digest, fits: None } => Some(digest),
            _ => None,
        }
    }
}

impl Answer {
    /// The digests of a genuine document, each with the locale key of what it is the digest of.
    pub fn digests(&self) -> Vec<(&'static str, &str)> {
        match self {
            Answer::Genuine(found) => {
                let file = found.file_digest.as_deref().map(|digest| ("verify-compare-file", digest));
                std::iter::once(("verify-compare-filed", found.digest.as_str())).chain(file).collect()
            }
            Answer::Extract(found) => vec![("verify-compare-file", found.file_digest.as_str())],
            Answer::NotAsked | Answer::Unknown(_) => Vec::new(),
        }
    }
}

/// What is said of a code.
#[derive(Clone)]
pub enum Answer {
    /// No code was given yet.
    NotAsked,
    Genuine(Box<Found>),
    /// An extract from the register.
    Extract(Box<FoundExtract>),
    /// No document has this code; as it was typed, cut.
    Unknown(String),
}

pub fn page(view: VerifyView) -> impl IntoView {
    let tr = view.tr;
    let other = view.compared.as_ref().and_then(Compared::other).map(str::to_owned);
    let (said, form_below) = compare(tr, &view.code, view.compared);
    match view.answer {
        Answer::Genuine(found) => {
            view! { <div class="two-thirds stack">{said} {genuine(tr, *found, other)} {form_below}</div> }.into_any()
        }
        Answer::Extract(found) => {
            view! { <div class="two-thirds stack">{said} {extract(tr, *found, other)} {form_below}</div> }.into_any()
        }
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

/// How the page of a document begins: that it is genuine, or, in place of that, that the file in hand is not it.
fn beginning(tr: Tr, genuine: &str, other: Option<String>) -> AnyView {
    match other {
        None => view! {
            <h1>{tr.t("verify-genuine")}</h1>
            <Notification kind=NotificationKind::Success title=tr.t(genuine) />
        }
        .into_any(),
        Some(digest) => view! {
            <h1>{tr.t("verify-mismatch")}</h1>
            <Notification kind=NotificationKind::Attention title=tr.t("verify-compare-other")>
                <p>{tr.t("verify-mismatch-what")}</p>
                <p>{tr.t("verify-mismatch-do")}</p>
                <p>{tr.t("verify-mismatch-digest")} " " <code>{digest}</code></p>
            </Notification>
            <h2>{tr.t("verify-issued")}</h2>
        }
        .into_any(),
    }
}

/// What came of comparing, and the form that compares. That a file is another stands where the page begins.
fn compare(tr: Tr, code: &str, compared: Option<Compared>) -> (AnyView, AnyView) {
    let (said, given, wrong) = match compared {
        None | Some(Compared::Fits { fits: None, .. }) => (().into_any(), String::new(), None),
        Some(Compared::Unreadable { field, given, why }) => {
            let errors = vec![FieldError::new(field, tr.t(why))];
            let summary = view! { <ErrorSummary title=tr.t("error-summary-title") errors=errors /> };
            (summary.into_any(), given, Some((field, tr.t(why))))
        }
        Some(Compared::Fits { digest, fits: Some(key) }) => {
            let kind = NotificationKind::Success;
            let said = view! { <Notification kind=kind title=tr.t(key)><p><code>{digest}</code></p></Notification> };
            // The next file would be compared with what is left in the field.
            (said.into_any(), String::new(), None)
        }
    };
    let error = |name: &str| wrong.as_ref().filter(|(field, _)| *field == name).map(|(_, text)| text.clone());
    let form = view! {
        <h2 id="compare">{tr.t("verify-compare-title")}</h2>
        <p>{tr.t("verify-compare-what")}</p>
        <form method="post" action=format!("/verify/{code}") enctype="multipart/form-data" class="stack" novalidate>
            <FileField
                label=tr.t("verify-compare-choose")
                name="file"
                hint=tr.t("verify-compare-choose-hint")
                error=error("file")
            />
            <Field
                label=tr.t("verify-compare-digest")
                name="digest"
                kind=FieldKind::Code
                value=given
                hint=tr.t("verify-compare-digest-hint")
                error=error("digest")
                maxlength=400
            />
            <Button text=tr.t("verify-compare-button") kind=ButtonKind::Secondary />
        </form>
    };
    (said, form.into_any())
}

/// How it was signed: nobody's name.
fn method(tr: Tr, (founder, method, count): &(bool, &'static str, usize)) -> String {
    let words = tr.t(&format!("signature-{method}"));
    match founder {
        true => {
            let count = i64::try_from(*count).unwrap_or(i64::MAX);
            tr.ta("verify-signed-founders", &[("count", count.into()), ("method", words.into())])
        }
        false => words,
    }
}

fn genuine(tr: Tr, found: Found, other: Option<String>) -> impl IntoView {
    let mut rows = vec![
        SummaryRow::new(
            tr.t("verify-document"),
            tr.ta(&format!("document-{}", found.kind), &[("round", found.round.into())]),
        ),
        SummaryRow::new(tr.t("verify-procedure"), tr.t(&format!("procedure-{}", found.procedure.slug()))),
        SummaryRow::new(tr.t("receipt-number"), grouped(&found.number)),
        SummaryRow::new(tr.t("field-company"), found.company),
        SummaryRow::new(tr.t("verify-filed"), tr.moment(found.filed)),
        SummaryRow::new(tr.t("column-status"), tr.t(&format!("status-{}", found.status.code().replace('_', "-")))),
        SummaryRow::new(tr.t("verify-digest"), view! { <code>{found.digest}</code> }),
    ];
    if !found.methods.is_empty() {
        let methods: Vec<String> = found.methods.iter().map(|one| method(tr, one)).collect();
        rows.push(SummaryRow::new(tr.t("verify-signed"), methods.join("; ")));
    }
    if let Some(unp) = found.unp {
        rows.insert(4, SummaryRow::new(tr.t("unp"), view! { <UnpText unp=unp.to_string() /> }));
    }
    if let Some(bill) = &found.bill {
        let said = [
            (tr.t("bill-number"), grouped(&bill.number)),
            (tr.t("bill-sum"), tr.money(bill.fee.sum())),
            (tr.t("bill-state"), bill.state.words(tr)),
        ];
        let rest = rows.split_off(1);
        let pay_to = found.pay_to.as_ref().map(|pay_to| pay_to.rows(tr)).unwrap_or_default();
        rows.extend(said.into_iter().chain(pay_to).map(|(label, value)| SummaryRow::new(label, value)));
        rows.extend(rest);
    }
    if let Some((said, at)) = found.said {
        let decided =
            [(tr.t("decided-what"), tr.t(&format!("decided-{said}-title"))), (tr.t("decided-on"), tr.moment(at))];
        let rest = rows.split_off(1);
        rows.extend(decided.map(|(label, value)| SummaryRow::new(label, value)));
        rows.extend(rest);
    }
    if let Some(digest) = found.file_digest {
        rows.push(SummaryRow::new(tr.t("verify-file-digest"), view! { <code>{digest}</code> }));
    }
    let standing = found.approval.as_ref().map(|approval| {
        let sentence = tr.ta(approval.standing, &[("date", tr.date(approval.until).into())]);
        view! { <Inset>{sentence}</Inset> }.into_any()
    });
    let certificate = found.certificate.as_ref().map(|certificate| {
        let stands = tr.t(&format!("standing-{}", certificate.standing.code()));
        let stands = tr.ta("certificate-stands", &[("standing", stands.into())]);
        let void = certificate.void_since.map(|day| tr.ta("certificate-void", &[("date", tr.date(day).into())]));
        let duplicate = certificate.duplicate.then(|| tr.t("certificate-is-duplicate"));
        let tone = if void.is_some() || !certificate.standing.exists() { Tone::Amber } else { Tone::Green };
        view! {
            <Inset tone=tone>
                {void.map(|text| view! { <p>{text}</p> })}
                {duplicate.map(|text| view! { <p>{text}</p> })}
                <p>{stands}</p>
            </Inset>
        }
        .into_any()
    });
    rows.extend(found.certificate.map(|own| SummaryRow::new(tr.t("certificate-issued-on"), tr.date(own.on))));
    if let Some(approval) = found.approval {
        let keys = ["field-full-name", "field-short-name", "field-full-name-be", "field-short-name-be"];
        rows.extend(keys.into_iter().zip(approval.names).map(|(key, name)| SummaryRow::new(tr.t(key), name)));
        rows.push(SummaryRow::new(tr.t("approval-on"), tr.date(approval.on)));
        rows.push(SummaryRow::new(tr.t("approval-until"), tr.date(approval.until)));
    }
    view! {
        {beginning(tr, "verify-genuine-what", other)}
        {standing}
        {certificate}
        {found
            .overtaken
            .map(|day| {
                let text = tr.ta("verify-overtaken", &[("date", tr.date(day).into())]);
                view! { <Inset tone=Tone::Amber>{text}</Inset> }
            })}
        {found.superseded.then(|| view! { <Inset tone=Tone::Amber>{tr.t("verify-superseded")}</Inset> })}
        <SummaryList rows=rows />
        <p class="soft">{tr.t("verify-compare")}</p>
    }
}

fn extract(tr: Tr, found: FoundExtract, other: Option<String>) -> impl IntoView {
    let rows = vec![
        SummaryRow::new(tr.t("verify-document"), tr.t("extract-pdf-title")),
        SummaryRow::new(tr.t("extract-number"), grouped(&found.number)),
        SummaryRow::new(tr.t("field-company"), found.company),
        SummaryRow::new(tr.t("unp"), view! { <UnpText unp=found.unp.to_string() /> }),
        SummaryRow::new(tr.t("extract-on"), tr.date(found.on)),
        SummaryRow::new(tr.t("extract-made"), tr.moment(found.made)),
        SummaryRow::new(tr.t("extract-lang"), tr.t(&format!("lang-{}", found.lang.tag()))),
        SummaryRow::new(tr.t("verify-file-digest"), view! { <code>{found.file_digest}</code> }),
    ];
    let today = found.today;
    let corrected = otherwise(tr, "verify-extract-corrected", &found.corrected, today);
    let changed = match found.changed.is_empty() {
        true => view! { <p>{tr.ta("verify-extract-same", &[("date", tr.date(today).into())])}</p> }.into_any(),
        false => otherwise(tr, "verify-extract-changed", &found.changed, today).into_any(),
    };
    view! {
        {beginning(tr, "verify-extract-genuine", other)}
        {corrected}
        {changed}
        <SummaryList rows=rows />
        <p><a href=format!("/register/{}", found.unp)>{tr.t("extract-company")}</a></p>
        <p class="soft">{tr.t("verify-compare")}</p>
    }
}

/// The facts that the register tells otherwise; nothing where it tells all the same.
fn otherwise(tr: Tr, sentence: &str, keys: &[&'static str], today: NaiveDate) -> Option<AnyView> {
    let facts: Vec<_> = keys.iter().map(|key| view! { <li>{tr.t(key)}</li> }).collect();
    let text = tr.ta(sentence, &[("date", tr.date(today).into())]);
    (!facts.is_empty()).then(|| {
        view! {
            <Inset tone=Tone::Amber>
                <p>{text}</p>
                <ul>{facts}</ul>
            </Inset>
        }
        .into_any()
    })
}
