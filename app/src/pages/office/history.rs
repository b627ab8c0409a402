//! The history of a case, its documents and the letters about it.

use super::words;
use crate::l10n::Tr;
use crate::pages::account::mails::is_lost;
use crate::ui::{Cell, Column, DataTable, Download, DownloadList, Inset, Row, Timeline, TimelineEvent, Tone};
use chrono::NaiveDateTime;
use leptos::prelude::*;
use portal::application::Channel;

/// Something that happened to a case.
#[derive(Clone, Debug)]
pub struct EventView {
    /// In Minsk.
    pub at: NaiveDateTime,
    /// The word of the event.
    pub kind: String,
    /// Who did it; `None` where the portal itself did.
    pub who: Option<String>,
    /// The round, where the event begins one.
    pub round: Option<i64>,
    pub channel: Option<Channel>,
    /// What was received was confirmed by phone: there is no paper.
    pub by_phone: bool,
    /// Labels of the fields with remarks.
    pub fields: Vec<String>,
    /// Names of the offices between which something passed.
    pub passed: Option<(String, String)>,
    /// What more there is to say: the bill and its sum, the payment document and its day.
    pub more: Option<String>,
}

/// The history, the newest first.
pub fn timeline(tr: Tr, events: Vec<EventView>) -> impl IntoView {
    let events = events.into_iter().rev().map(|event| {
        let iso = event.at.format("%Y-%m-%dT%H:%M").to_string();
        TimelineEvent::new(tr.moment(event.at), title(tr, &event), details(tr, &event))
            .datetime(iso)
            .tone(tone(&event.kind))
    });
    let events: Vec<TimelineEvent> = events.collect();
    view! { <Timeline events /> }
}

/// Every event that the history of a case can show.
pub const EVENTS: &[&str] = &[
    "started",
    "prepared",
    "reopened",
    "filed",
    "received",
    "taken",
    "released",
    "returned",
    "corrected",
    "accepted",
    "refused",
    "unconsidered",
    "reconsidered",
    "mended",
    "withdrawn",
    "passed_on",
    "file_passed",
    "billed",
    "paid",
    "bodies_asked",
    "bodies_answered",
    "bodies_dropped",
    "body_confirmed",
    "body_objected",
    "assigned",
    "deadline_moved",
    "office_closed",
];

/// An event in one line: when, what, who.
pub fn sentence(tr: Tr, event: &EventView) -> String {
    let who = event.who.as_ref().map(|who| format!(" ({who})")).unwrap_or_default();
    format!("{}: {}{who}", tr.moment(event.at), title(tr, event))
}

fn title(tr: Tr, event: &EventView) -> String {
    if event.kind == "received" && event.by_phone {
        return tr.t("case-event-received-phone");
    }
    if EVENTS.contains(&event.kind.as_str()) {
        tr.t(&format!("case-event-{}", event.kind.replace('_', "-")))
    } else {
        event.kind.clone()
    }
}

fn details(tr: Tr, event: &EventView) -> AnyView {
    let who = event.who.clone().map(|who| view! { <span>{who}</span> });
    let channel = event.channel.map(|channel| words::came(tr, channel, event.by_phone));
    let round = event.round.filter(|n| *n > 1).map(|n| tr.ta("case-round", &[("round", n.into())]));
    let named = if event.kind == "mended" { "case-event-mended-fields" } else { "case-event-fields" };
    let fields = (!event.fields.is_empty()).then(|| tr.ta(named, &[("fields", event.fields.join(", ").into())]));
    let passed =
        event.passed.clone().map(|(from, to)| tr.ta("case-event-passed", &[("from", from.into()), ("to", to.into())]));
    let more: Vec<_> = [channel, round, fields, passed, event.more.clone()]
        .into_iter()
        .flatten()
        .map(|text| view! { <div class="soft">{text}</div> })
        .collect();
    view! { {who} {more} }.into_any()
}

fn tone(kind: &str) -> Tone {
    match kind {
        "accepted" => Tone::Green,
        "refused" => Tone::Red,
        "returned" | "bodies_asked" | "unconsidered" | "reconsidered" => Tone::Amber,
        "body_confirmed" | "paid" => Tone::Green,
        "body_objected" => Tone::Red,
        "started" | "prepared" | "reopened" | "withdrawn" => Tone::Neutral,
        _ => Tone::Blue,
    }
}

/// A document of the case.
#[derive(Clone, Debug)]
pub struct DocumentView {
    pub id: String,
    /// `receipt`, …
    pub kind: String,
    pub round: i32,
    /// In bytes; `None` while it is being typeset.
    pub size: Option<u64>,
}

pub fn documents(tr: Tr, case: &str, documents: Vec<DocumentView>) -> AnyView {
    if documents.is_empty() {
        return view! { <p class="soft">{tr.t("case-documents-none")}</p> }.into_any();
    }
    let waiting: Vec<_> = documents
        .iter()
        .filter(|d| d.size.is_none())
        .map(|d| view! { <p class="soft">{tr.ta("case-document-waiting", &[("name", document_name(tr, d).into())])}</p> })
        .collect();
    let files = documents.iter().filter_map(|d| {
        let size = d.size?;
        let kilobytes = i64::try_from(size.div_ceil(1024)).unwrap_or(i64::MAX);
        let detail = tr.ta("case-document-size", &[("size", kilobytes.into())]);
        Some(Download::new(document_name(tr, d), format!("/office/cases/{case}/documents/{}", d.id)).detail(detail))
    });
    let files: Vec<Download> = files.collect();
    view! { {(!files.is_empty()).then(|| view! { <DownloadList files /> })} {waiting} }.into_any()
}

fn document_name(tr: Tr, document: &DocumentView) -> String {
    let name = match document.kind.as_str() {
        "receipt" => tr.t("case-document-receipt"),
        "decision" => tr.t("case-document-decision"),
        "returned" => tr.t("case-document-returned"),
        "bill" => tr.t("document-bill"),
        kind if tr.has(&format!("document-{kind}")) => tr.t(&format!("document-{kind}")),
        _ => tr.t("case-document-other"),
    };
    if document.round > 1 {
        let round = tr.ta("case-round", &[("round", i64::from(document.round).into())]);
        format!("{name}, {round}")
    } else {
        name
    }
}

/// A letter about the case.
#[derive(Clone, Debug)]
pub struct LetterView {
    /// In Minsk.
    pub at: NaiveDateTime,
    pub subject: String,
    pub recipient: String,
    /// `waiting`, `sent`, `delayed`, `failed`, `bounced` or `withheld`.
    pub state: String,
}

/// Whom the last letter did not reach: the notice has to be given in another way.
pub fn unreached(tr: Tr, letters: &[LetterView]) -> Option<AnyView> {
    let last = letters.iter().enumerate().filter(|(at, letter)| {
        !letters[at + 1..].iter().any(|later| later.recipient == letter.recipient) && is_lost(&letter.state)
    });
    let lines: Vec<_> = last
        .map(|(_, letter)| {
            let values = [("recipient", letter.recipient.clone().into()), ("subject", letter.subject.clone().into())];
            view! { <li>{tr.ta("case-unreached-line", &values)}</li> }
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <div id="unreached">
                <Inset tone=Tone::Amber>
                    <p>{tr.t("case-unreached")}</p>
                    <ul>{lines}</ul>
                </Inset>
            </div>
        }
        .into_any()
    })
}

pub fn letters(tr: Tr, letters: Vec<LetterView>) -> AnyView {
    let columns = vec![
        Column::new(tr.t("case-letter-when")),
        Column::new(tr.t("case-letter-subject")),
        Column::new(tr.t("case-letter-to")),
        Column::new(tr.t("case-letter-state")),
    ];
    let rows = letters.into_iter().map(|letter| {
        let state = match letter.state.as_str() {
            "sent" => tr.t("case-letter-sent"),
            "failed" => tr.t("case-letter-failed"),
            "delayed" => tr.t("case-letter-delayed"),
            "bounced" => tr.t("case-letter-bounced"),
            "withheld" => tr.t("case-letter-withheld"),
            _ => tr.t("case-letter-waiting"),
        };
        let when = format!("{} {}", tr.date_short(letter.at.date()), letter.at.format("%H:%M"));
        Row::new(vec![Cell::text(when), Cell::text(letter.subject), Cell::text(letter.recipient), Cell::text(state)])
    });
    let rows: Vec<Row> = rows.collect();
    view! {
        <DataTable caption=tr.t("case-letters") columns rows caption_hidden=true dense=true empty=tr.t("case-letters-none") />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Lang;

    #[test]
    fn every_event_has_a_sentence() {
        for kind in EVENTS {
            for lang in Lang::ALL {
                let key = format!("case-event-{}", kind.replace('_', "-"));
                assert!(Tr(lang).has(&key), "{key} in {}", lang.tag());
            }
        }
    }
}
