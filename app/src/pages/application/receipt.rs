//! The receipt: the number large, what happens next with dates or what was decided, the document,
//! what was sent where.

use super::bill::{self, BillNote, BillState};
use super::party;
use super::signing::{self, SignatureLine};
use crate::l10n::{FluentValue, Tr};
use crate::pages::attachments::{FileLine, section};
use crate::pages::contacts::contacts;
use crate::pages::office::mending::{self, MendedView};
use crate::ui::{ButtonLink, Download, DownloadList, Panel};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;
use portal::application::Status;
use portal::code::grouped;
use portal::offices::Contacts;
use portal::procedures::Procedure;

#[derive(Clone)]
pub struct ReceiptView {
    pub tr: Tr,
    pub id: String,
    pub procedure: Procedure,
    pub number: String,
    pub company: String,
    pub unp: Option<i64>,
    /// When it was filed, Minsk time.
    pub filed: NaiveDateTime,
    pub corrected: bool,
    pub status: Status,
    /// When it was decided or withdrawn, Minsk time.
    pub decided: Option<NaiveDateTime>,
    pub due: Option<NaiveDate>,
    pub bill: Option<BillNote>,
    pub office: String,
    /// How it is reached.
    pub contacts: Contacts,
    /// The receipt's id, and its size once it is typeset.
    pub document: Option<(String, Option<usize>)>,
    pub verify: Option<String>,
    /// Who signed what was filed.
    pub signed: Vec<SignatureLine>,
    /// SHA-256 over the canonical form.
    pub digest: String,
    pub round: i32,
    pub mails: Vec<MailLine>,
    pub demo: bool,
    /// What is attached.
    pub attachments: Vec<FileLine>,
    /// Typing errors that the office mended.
    pub mended: Vec<MendedView>,
}

impl ReceiptView {
    /// By which the sentences call it an application or a notification, as the law does.
    fn slug(&self) -> [(&'static str, FluentValue<'static>); 1] {
        [("slug", self.procedure.slug().into())]
    }
}

/// A mail about the application.
#[derive(Clone)]
pub struct MailLine {
    pub subject: String,
    /// The language of the subject, as a BCP 47 tag.
    pub lang: String,
    pub recipient: String,
    pub state: String,
    /// Minsk time.
    pub at: NaiveDateTime,
}

pub fn page(view: ReceiptView) -> impl IntoView {
    let tr = view.tr;
    let title = tr.ta(if view.corrected { "receipt-corrected" } else { "receipt-filed" }, &view.slug());
    let moment = tr.ta("receipt-moment", &[("moment", tr.moment(view.filed).into())]);
    let name = tr.t(if view.corrected { "receipt-file-correction" } else { "receipt-file" });
    let files = view
        .document
        .iter()
        .map(|(document, size)| {
            let download = Download::new(name.clone(), format!("/applications/{}/documents/{document}", view.id));
            match size {
                Some(bytes) => download.detail(tr.ta("pdf-size", &[("kb", (bytes / 1024 + 1).into())])),
                None => download.detail(tr.t("pdf-in-work")),
            }
        })
        .collect();
    let mails: Vec<_> = each_once(&view.mails).into_iter().map(|mail| mail_line(tr, mail)).collect();
    let mail_page = view.demo.then(|| view! { <p><a href="/demo/mail">{tr.t("demo-mail")}</a></p> });
    let verify =
        view.verify.clone().map(|code| view! { <p><a href=format!("/verify/{code}")>{tr.t("receipt-verify")}</a></p> });
    let file = format!("/applications/{}/filings/{}/application.json", view.id, view.round);
    let standing = standing(&view);
    let bill = view.bill.as_ref().map(|bill| bill::note(tr, &view.id, bill));
    view! {
        <div class="two-thirds stack">
            <Panel title=title label=tr.t("receipt-number") number=grouped(&view.number)>
                <p>{party(tr, &view.company, view.unp)}</p>
                <p>{moment}</p>
            </Panel>
            {bill}
            {standing}
            <h2>{tr.t("receipt-keep")}</h2>
            <DownloadList files=files />
            {verify}
            {mending::mended(tr, "mending-list-applicant", &view.mended)}
            {section(tr, &view.attachments)}
            {signing::signed(tr, &view.signed, None, &view.digest, file)}
            <h2>{tr.t("receipt-mails")}</h2>
            <ul>{mails}</ul>
            {mail_page}
        </div>
    }
}

/// What is to come while it is open; where it stands once that is over.
fn standing(view: &ReceiptView) -> AnyView {
    match (view.status, view.decided) {
        (Status::Returned, _) => returned(view),
        (status, Some(at)) if status.is_decided() => decided(view, at),
        _ => to_come(view),
    }
}

fn to_come(view: &ReceiptView) -> AnyView {
    let tr = view.tr;
    let office = tr.ta("receipt-office", &[("office", view.office.clone().into())]);
    let due = match view.due {
        Some(due) => tr.ta("receipt-due", &[("due", tr.date(due).into())]),
        None if view.bill.as_ref().is_some_and(|bill| bill.state == BillState::Due) => tr.t("bill-how-term"),
        None => tr.t("letter-no-term"),
    };
    view! {
        <h2>{tr.t("receipt-next")}</h2>
        <ol class="steps">
            <li>{office} {contacts(tr, &view.contacts)}</li>
            <li>{due}</li>
            <li>{tr.t("receipt-if-returned")}</li>
            <li>{tr.t(&format!("receipt-{}-then", view.procedure.slug()))}</li>
        </ol>
        <p class="no-print"><a href=format!("/applications/{}", view.id)>{tr.t("receipt-follow")}</a></p>
    }
    .into_any()
}

fn returned(view: &ReceiptView) -> AnyView {
    let tr = view.tr;
    view! {
        <h2>{tr.t("receipt-now")}</h2>
        <p>{tr.ta("receipt-returned", &view.slug())}</p>
        <p class="actions"><ButtonLink text=tr.t("receipt-correct") href=format!("/applications/{}", view.id) /></p>
    }
    .into_any()
}

fn decided(view: &ReceiptView, at: NaiveDateTime) -> AnyView {
    let tr = view.tr;
    let code = view.status.code();
    let own = format!("receipt-{code}-then-{}", view.procedure.slug());
    let link = if view.status == Status::Withdrawn { "receipt-application" } else { "receipt-decision" };
    let register = view
        .unp
        .filter(|_| view.status == Status::Accepted)
        .map(|unp| view! { <a href=format!("/register/{unp}")>{tr.t("status-see-register")}</a> });
    let [slug] = view.slug();
    view! {
        <h2>{tr.t("receipt-outcome")}</h2>
        <p>{tr.ta(&format!("receipt-{code}"), &[("moment", tr.moment(at).into()), slug])}</p>
        <p>{tr.t(&if tr.has(&own) { own } else { format!("receipt-{code}-then") })}</p>
        <p class="cluster">
            <a href=format!("/applications/{}", view.id)>{tr.ta(link, &view.slug())}</a>
            {register}
        </p>
    }
    .into_any()
}

/// The last of the mails that say the same to the same reader, in the order in which they were sent.
fn each_once(mails: &[MailLine]) -> Vec<&MailLine> {
    let same = |a: &MailLine, b: &MailLine| a.subject == b.subject && a.recipient == b.recipient;
    let last = mails.iter().enumerate().filter(|(at, mail)| !mails[at + 1..].iter().any(|later| same(later, mail)));
    last.map(|(_, mail)| mail).collect()
}

fn mail_line(tr: Tr, mail: &MailLine) -> impl IntoView + use<> {
    let state = tr.ta(&format!("mail-{}", mail.state), &[("recipient", mail.recipient.clone().into())]);
    let at = tr.moment(mail.at);
    view! {
        <li>
            <span lang=mail.lang.clone()>{mail.subject.clone()}</span>
            <p class="soft small">{at} " · " {state}</p>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Lang;

    #[test]
    fn what_is_filed_is_called_an_application_where_the_title_of_its_paper_is_one() {
        let named_by_law = [(Lang::Be, "Заява"), (Lang::Ru, "Заявление"), (Lang::En, "Application")];
        for (lang, application) in named_by_law {
            for procedure in Procedure::ALL {
                let slug = procedure.slug();
                let named = Tr(lang).ta("filing-named", &[("slug", slug.into())]);
                let object = Tr(lang).ta("filing-named-object", &[("slug", slug.into())]);
                let title = Tr(lang).t(&format!("document-{slug}-title"));
                assert_eq!(named == application, title.starts_with(application), "{title}: {named}");
                // The same word within a sentence: only the end of it differs.
                let stem = |word: &str| word.chars().take(4).collect::<String>().to_lowercase();
                assert_eq!(stem(&object), stem(&named), "{object}: {named}");
            }
        }
    }
}
