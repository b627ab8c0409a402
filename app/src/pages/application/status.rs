//! Where a filed application stands: the state in a sentence, the deadline and how it was counted,
//! the decision, the documents, and everything that happened.

use super::bill::{self, BillNote, BillState};
use super::list::status_tag;
use super::party;
use super::summary::{label, value_text};
use crate::l10n::Tr;
use crate::pages::attachments::{FileLine, section};
use crate::pages::office::deadline::{self, Since};
use crate::pages::office::mending::{self, MendedView};
use crate::pages::office::reopening::{self, OvertakenView};
use crate::ui::{
    Button, ButtonKind, Download, DownloadList, Inset, SummaryList, SummaryRow, Tag, Timeline, TimelineEvent, Tone,
    unbroken,
};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;
use portal::application::Status;
use portal::code::grouped;
use portal::procedures::{Procedure, SummaryRow as Answered};
use portal::working_days::Reckoning;

/// A reason of a decision: its sentence, and its act where one is known.
pub type Reason = (String, Option<String>);

#[derive(Clone)]
pub struct StatusView {
    pub tr: Tr,
    pub id: String,
    pub procedure: Procedure,
    pub status: Status,
    pub company: String,
    pub unp: Option<i64>,
    pub number: Option<String>,
    pub office: Option<String>,
    pub today: NaiveDate,
    pub due: Option<NaiveDate>,
    /// Working days left; negative when the day has passed.
    pub left: Option<i64>,
    pub term: Option<Reckoning>,
    /// From what it is counted.
    pub since: Since,
    pub bill: Option<BillNote>,
    /// When (Minsk time) and what.
    pub events: Vec<(NaiveDateTime, String)>,
    /// Id, kind, round and size of each document.
    pub documents: Vec<(String, String, i32, Option<usize>)>,
    /// Outcome, reasons with their acts, own words.
    pub decision: Option<(String, Vec<Reason>, String)>,
    /// Typing errors that the office mended.
    pub mended: Vec<MendedView>,
    /// Earlier decisions that were overtaken.
    pub overtaken: Vec<OvertakenView>,
    /// The reader may draw up a new one.
    pub may_start: bool,
    pub summary: Vec<Answered>,
    pub areas: Vec<(i32, String)>,
    pub may_withdraw: bool,
    /// The proceeding that it belongs to.
    pub proceeding: Option<String>,
    /// Messages of the office that the reader has not seen.
    pub unread: i64,
    /// What is attached.
    pub attachments: Vec<FileLine>,
    /// Who filed it, and under whose right.
    pub filed_by: Option<String>,
}

pub fn page(view: StatusView) -> impl IntoView {
    let tr = view.tr;
    let number = view.number.as_deref().map(|n| tr.ta("status-number", &[("number", grouped(n).into())]));
    let unpaid = view.bill.as_ref().is_some_and(|bill| bill.state == BillState::Due) && view.status.clock_runs();
    let sentence = format!("status-{}-sentence", view.status.code().replace('_', "-"));
    // What founds nothing yet changes no register.
    let own = format!("{sentence}-{}", view.procedure.slug());
    let sentence = match unpaid {
        true => tr.t("status-unpaid-sentence"),
        false => tr.t(if tr.has(&own) { &own } else { &sentence }),
    };
    let rows = view
        .summary
        .iter()
        .map(|row| SummaryRow::new(label(tr, row.field), unbroken(&value_text(tr, &row.value, &view.areas))))
        .collect();
    let withdraw = view
        .may_withdraw
        .then(|| view! { <p class="no-print"><a href=format!("/applications/{}/withdrawal", view.id)>{tr.t("withdrawal-link")}</a></p> });
    let updated = view
        .unp
        .filter(|_| view.status == Status::Accepted)
        .map(|unp| view! { <p><a href=format!("/register/{unp}")>{tr.t("status-see-register")}</a></p> });
    let messages = view.number.is_some().then(|| messages_link(tr, &format!("/applications/{}", view.id), view.unread));
    let filed_by = view
        .filed_by
        .clone()
        .map(|who| view! { <p class="soft">{tr.ta("status-filed-by", &[("who", who.into())])}</p> });
    let proceeding = view.proceeding.clone().map(|id| {
        view! { <p><a href=format!("/proceedings/{id}")>{tr.t("status-see-proceeding")}</a></p> }
    });
    view! {
        <div class="split">
            <div class="stack">
                <div class="page-head">
                    <p class="caption">{party(tr, &view.company, view.unp)}</p>
                    <h1>{tr.t(&format!("procedure-{}", view.procedure.slug()))}</h1>
                </div>
                <p class="cluster">{number} {status_tag(tr, view.status)}</p>
                <p class="lede">{sentence}</p>
                {decision(&view)}
                {again(&view)}
                {reopening::overtaken(tr, &view.overtaken)}
                {updated}
                {proceeding}
                {view.bill.as_ref().map(|bill| bill::note(tr, &view.id, bill))}
                {term(&view)}
                {messages}
                {filed_by}
                <SummaryList rows=rows title=tr.t("status-what-was-filed") />
                {mending::mended(tr, "mending-list-applicant", &view.mended)}
                {section(tr, &view.attachments)}
                {withdraw}
            </div>
            <aside class="stack">
                {documents(&view)}
                {events(&view)}
            </aside>
        </div>
    }
}

fn decision(view: &StatusView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let (outcome, reasons, words) = view.decision.clone()?;
    let reasons: Vec<_> = reasons.into_iter().map(|given| reason(tr, given)).collect();
    let status = Status::from_code(&outcome).unwrap_or(Status::Refused);
    let tone = match status {
        Status::Accepted => Tone::Green,
        Status::Unconsidered => Tone::Amber,
        _ => Tone::Red,
    };
    let next = match status {
        Status::Accepted => None,
        Status::Unconsidered => Some("decision-left-next"),
        _ => Some("decision-appeal"),
    };
    Some(view! {
        <Inset tone=tone>
            <h2>{tr.t(&format!("decision-{}", status.code()))}</h2>
            <ul>{reasons}</ul>
            {(!words.is_empty()).then(|| view! { <p>{words}</p> })}
            {next.map(|key| view! { <p>{tr.t(key)}</p> })}
        </Inset>
    })
}

/// A reason with the act that it rests on.
fn reason(tr: Tr, (sentence, act): Reason) -> impl IntoView {
    let act = act.map(|act| tr.ta("reason-act", &[("act", act.into())]));
    view! { <li>{sentence} {act.map(|act| view! { <p class="soft small">{act}</p> })}</li> }
}

/// A new one with the answers of this one: after a refusal, when it was left without consideration or taken back.
fn again(view: &StatusView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let (what, kind) = match view.status {
        Status::Refused => (tr.t("again-what"), ButtonKind::Primary),
        Status::Unconsidered => (tr.t("again-what-unconsidered"), ButtonKind::Primary),
        Status::Withdrawn => (tr.t("again-what-withdrawn"), ButtonKind::Secondary),
        // What begins or moves a proceeding is done once.
        Status::Accepted if view.proceeding.is_none() && view.unp.is_some() => {
            (tr.t("again-what-accepted"), ButtonKind::Secondary)
        }
        _ => return None,
    };
    let button = tr.ta("again-button", &[("slug", view.procedure.slug().into())]);
    view.may_start.then(|| {
        view! {
            <form method="post" action=format!("/services/{}/start", view.procedure.slug()) class="no-print stack part">
                <h2>{tr.t("again-title")}</h2>
                <p>{what}</p>
                <input type="hidden" name="unp" value=view.unp.map(|unp| unp.to_string()).unwrap_or_default() />
                <input type="hidden" name="from" value=view.id.clone() />
                <div class="actions"><Button text=button kind=kind /></div>
            </form>
        }
    })
}

fn term(view: &StatusView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let term = view.term.clone().filter(|_| view.status.clock_runs())?;
    let due = view.due.map(|due| tr.ta("receipt-due", &[("due", tr.date(due).into())]));
    let office =
        view.office.clone().map(|office| view! { <p>{tr.ta("receipt-office", &[("office", office.into())])}</p> });
    Some(view! {
        {office}
        <p>{due}</p>
        {deadline::reckoned(tr, term, view.since)}
    })
}

fn documents(view: &StatusView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let files: Vec<Download> = view
        .documents
        .iter()
        .map(|(id, kind, round, size)| {
            let name = tr.ta(&format!("document-{kind}"), &[("round", (*round).into())]);
            let download = Download::new(name, format!("/applications/{}/documents/{id}", view.id));
            match size {
                Some(bytes) => download.detail(tr.ta("pdf-size", &[("kb", (bytes / 1024 + 1).into())])),
                None => download.detail(tr.t("pdf-in-work")),
            }
        })
        .collect();
    (!files.is_empty()).then(|| {
        view! {
            <h2>{tr.t("status-documents")}</h2>
            <DownloadList files=files />
        }
    })
}

fn events(view: &StatusView) -> impl IntoView + use<> {
    let tr = view.tr;
    let events = view
        .events
        .iter()
        .rev()
        .map(|(at, kind)| {
            let title = tr.t(&format!("event-{}", kind.replace('_', "-")));
            TimelineEvent::new(tr.moment(*at), title, "").datetime(at.format("%Y-%m-%dT%H:%M").to_string())
        })
        .collect();
    view! {
        <h2>{tr.t("status-history")}</h2>
        <Timeline events=events />
    }
}

/// The way to the messages of a case, with how many are new to the reader.
pub fn messages_link(tr: Tr, case: &str, unread: i64) -> impl IntoView + use<> {
    let new = (unread > 0).then(|| {
        view! { " " <Tag text=tr.ta("messages-unread", &[("count", unread.into())]) tone=Tone::Amber /> }
    });
    view! { <p class="no-print"><a href=format!("{case}/messages")>{tr.t("messages-title")}</a> {new}</p> }
}
