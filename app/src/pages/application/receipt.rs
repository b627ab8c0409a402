//! The receipt: the number large, what happens next with dates, the document, what was sent where.

use crate::l10n::Tr;
use crate::ui::{Download, DownloadList, Panel, UnpText};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;
use portal::code::grouped;
use portal::procedures::Procedure;

#[derive(Clone)]
pub struct ReceiptView {
    pub tr: Tr,
    pub id: String,
    pub procedure: Procedure,
    pub number: String,
    pub company: String,
    pub unp: i64,
    /// When it was filed, Minsk time.
    pub filed: NaiveDateTime,
    pub corrected: bool,
    pub due: Option<NaiveDate>,
    pub office: String,
    /// The receipt's id, and its size once it is typeset.
    pub document: Option<(String, Option<usize>)>,
    pub verify: Option<String>,
    /// Recipient and state of each mail.
    pub mails: Vec<(String, String)>,
    pub demo: bool,
}

pub fn page(view: ReceiptView) -> impl IntoView {
    let tr = view.tr;
    let title = tr.t(if view.corrected { "receipt-corrected" } else { "receipt-filed" });
    let moment = tr.ta("receipt-moment", &[("moment", tr.moment(view.filed).into())]);
    let office = tr.ta("receipt-office", &[("office", view.office.clone().into())]);
    let due = match view.due {
        Some(due) => tr.ta("receipt-due", &[("due", tr.date(due).into())]),
        None => tr.t("letter-no-term"),
    };
    let files = view
        .document
        .iter()
        .map(|(document, size)| {
            let download =
                Download::new(tr.t("receipt-pdf"), format!("/applications/{}/documents/{document}", view.id));
            match size {
                Some(bytes) => download.detail(tr.ta("pdf-size", &[("kb", (bytes / 1024 + 1).into())])),
                None => download.detail(tr.t("pdf-in-work")),
            }
        })
        .collect();
    let mails: Vec<_> = view
        .mails
        .iter()
        .map(|(recipient, state)| {
            let text = tr.ta(&format!("mail-{state}"), &[("recipient", recipient.clone().into())]);
            view! { <li>{text}</li> }
        })
        .collect();
    let mail_page = view.demo.then(|| view! { <p><a href="/demo/mail">{tr.t("demo-mail")}</a></p> });
    let verify =
        view.verify.map(|code| view! { <p><a href=format!("/verify/{code}")>{tr.t("receipt-verify")}</a></p> });
    view! {
        <div class="two-thirds stack">
            <Panel title=title label=tr.t("receipt-number") number=grouped(&view.number)>
                <p>{view.company.clone()} " · " {tr.t("unp")} " " <UnpText unp=view.unp.to_string() /></p>
                <p>{moment}</p>
            </Panel>
            <h2>{tr.t("receipt-next")}</h2>
            <ol class="steps">
                <li>{office}</li>
                <li>{due}</li>
                <li>{tr.t("receipt-if-returned")}</li>
                <li>{tr.t(&format!("receipt-{}-then", view.procedure.slug()))}</li>
            </ol>
            <h2>{tr.t("receipt-keep")}</h2>
            <DownloadList files=files />
            {verify}
            <h2>{tr.t("receipt-mails")}</h2>
            <ul>{mails}</ul>
            {mail_page}
            <p class="no-print"><a href=format!("/applications/{}", view.id)>{tr.t("receipt-follow")}</a></p>
        </div>
    }
}
