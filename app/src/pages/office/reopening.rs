//! Opening a decided case again: why, by which act, and to whom it goes; of an accepted one why that cannot be.

use super::decision::{LONGEST_WORDS, changed};
use super::handover::{HandsView, TO_QUEUE};
use super::words;
use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{
    Button, Choice, DateBoxes, DateField, DateLabels, Details, ErrorSummary, Field, Inset, Radios, Remark, Textarea,
    Tone,
};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;
use portal::answers::Answers;
use portal::application::Status;
use portal::reopening::Reason;

/// Characters of an act's number.
pub const LONGEST_ACT: u32 = 100;

/// What the page shows, with what was typed.
#[derive(Clone)]
pub struct ReopeningView {
    pub tr: Tr,
    pub id: String,
    pub number: String,
    pub company: String,
    pub status: Status,
    /// Where the register shows what was accepted.
    pub unp: Option<i64>,
    pub revision: i32,
    pub seen: i32,
    /// What happened to the case while the form was open.
    pub changed: Vec<String>,
    /// What opening it again does, sentence by sentence.
    pub does: Vec<String>,
    pub hands: Vec<HandsView>,
    pub typed: Answers,
    pub words: String,
    pub faults: Faults,
}

/// A decision that was overtaken, and how.
#[derive(Clone, Debug)]
pub struct OvertakenView {
    /// What was decided.
    pub status: Status,
    /// When in Minsk.
    pub decided: NaiveDateTime,
    /// Sentences of the catalogue, and the own words of whoever decided.
    pub reasons: Vec<String>,
    pub words: String,
    /// When in Minsk the case was opened again, and by whom; nobody's name before the applicant.
    pub reopened: NaiveDateTime,
    pub by: Option<String>,
    /// A code of the catalogue of reasons for it.
    pub why: String,
    pub act: Option<String>,
    pub why_words: String,
}

/// The decisions that were overtaken, for the case and for the applicant.
pub fn overtaken(tr: Tr, overtaken: &[OvertakenView]) -> impl IntoView + use<> {
    let one = |one: &OvertakenView| {
        let values = [("decided", tr.moment(one.decided).into()), ("reopened", tr.moment(one.reopened).into())];
        let title = tr.ta(&format!("overtaken-{}", one.status.code()), &values);
        let by = one.by.clone().map(|name| format!(" ({name})")).unwrap_or_default();
        let why = format!("{}{by}", tr.t(&format!("reopening-{}", one.why)));
        let reasons: Vec<_> = one.reasons.iter().cloned().map(|reason| view! { <li>{reason}</li> }).collect();
        let act = one.act.clone().map(|act| view! { <p>{act}</p> });
        let (why_words, own) = (one.why_words.clone(), one.words.clone());
        view! {
            <Inset tone=Tone::Neutral>
                <p><strong>{title}</strong></p>
                <p>{why}</p>
                {act}
                <Remark title=tr.t("overtaken-why") text=why_words />
                <Details summary=tr.t("overtaken-before")>
                    <ul>{reasons}</ul>
                    <Remark title=tr.t("case-own-words") text=own />
                </Details>
            </Inset>
        }
    };
    let list: Vec<_> = overtaken.iter().map(one).collect();
    (!list.is_empty()).then(|| view! { <div id="overtaken" class="stack">{list}</div> })
}

pub fn page(view: ReopeningView) -> impl IntoView {
    let tr = view.tr;
    let caption = format!("{} · {}", words::number(&view.number), view.company);
    let body = match view.status {
        Status::Refused | Status::Unconsidered => form(&view).into_any(),
        status => impossible(&view, status).into_any(),
    };
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{caption}</p>
                <h1>{tr.t("reopening-title")}</h1>
            </div>
            {changed(tr, &view.changed, ["reopening-changed", "reopening-changed-do"])}
            {body}
        </div>
    }
}

/// What is accepted stands in the register, and what was taken back is the applicant's to file again.
fn impossible(view: &ReopeningView, status: Status) -> impl IntoView + use<> {
    let tr = view.tr;
    let (says, instead) = match status {
        Status::Accepted => ("reopening-accepted", "reopening-accepted-instead"),
        _ => ("reopening-withdrawn", "reopening-withdrawn-instead"),
    };
    let register = view
        .unp
        .filter(|_| status == Status::Accepted)
        .map(|unp| view! { <p><a href=format!("/register/{unp}")>{tr.t("status-see-register")}</a></p> });
    view! {
        <Inset tone=Tone::Amber>
            <p>{tr.t(says)}</p>
        </Inset>
        <p>{tr.t(instead)}</p>
        {register}
        <p class="no-print">{back(tr, &view.id)}</p>
    }
}

fn back(tr: Tr, id: &str) -> impl IntoView + use<> {
    view! { <a href=format!("/office/cases/{id}")>{tr.t("decide-back-to-case")}</a> }
}

fn form(view: &ReopeningView) -> impl IntoView + use<> {
    let tr = view.tr;
    let action = format!("/office/cases/{}/reopening", view.id);
    let does: Vec<_> = view.does.iter().cloned().map(|line| view! { <li>{line}</li> }).collect();
    let reasons: Vec<Choice> = Reason::ALL
        .into_iter()
        .map(|reason| Choice::new(reason.code(), tr.t(&format!("reopening-{}", reason.code()))))
        .collect();
    let mut hands = vec![Choice::new(TO_QUEUE, tr.t("handover-queue")).hint(tr.t("handover-queue-hint"))];
    hands.extend(view.hands.iter().map(|person| {
        let load = tr.ta("handover-load", &[("cases", person.load.into())]);
        Choice::new(&person.id, &person.name).hint(if person.away { tr.t("handover-away") } else { load })
    }));
    let typed = |field: &str| view.typed.get(field).to_owned();
    let [day, month, year] = ["day", "month", "year"].map(|part| typed(&format!("act_on_{part}")));
    view! {
        <form method="post" action=action class="stack" novalidate>
            <input type="hidden" name="revision" value=view.revision.to_string() />
            <input type="hidden" name="seen" value=view.seen.to_string() />
            <ul>{does}</ul>
            <Radios
                legend=tr.t("reopening-reason")
                name="reason"
                choices=reasons
                value=typed("reason")
                error=view.faults.of("reason")
            />
            <Field
                label=tr.t("reopening-act-label")
                name="act"
                value=typed("act")
                hint=tr.t("reopening-act-hint")
                error=view.faults.of("act")
                maxlength=LONGEST_ACT
            />
            <DateField
                legend=tr.t("reopening-act-on")
                name="act_on"
                labels=DateLabels::new(tr.t("day"), tr.t("month"), tr.t("year"))
                value=DateBoxes::new(day, month, year)
                error=view.faults.of("act_on")
            />
            <Textarea
                label=tr.t("reopening-words")
                hint=tr.t("reopening-words-hint")
                name="words"
                value=view.words.clone()
                rows=5
                maxlength=LONGEST_WORDS
                error=view.faults.of("words")
            />
            <Radios legend=tr.t("reopening-to") name="to" choices=hands value=typed("to") error=view.faults.of("to") />
            <div class="actions">
                <Button text=tr.t("reopening-button") />
                {back(tr, &view.id)}
            </div>
        </form>
    }
}

/// The first day on which an act can have been given, and the last: not after today.
pub fn act_fits(on: NaiveDate, decided: NaiveDate, today: NaiveDate) -> bool {
    on >= decided && on <= today
}
