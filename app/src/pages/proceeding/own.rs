//! A proceeding as its filer sees it: what is due next and when, the whole way, what the bodies said,
//! and everything that happened.

use super::answer;
use crate::l10n::Tr;
use crate::ui::{
    ButtonLink, Cell, Column, DataTable, Inset, Remark, Row, SummaryList, SummaryRow, Tag, Timeline, TimelineEvent,
    Tone, UnpText,
};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;
use portal::company::Kind;
use portal::proceeding::{Answer, Milestone, Proceeding, State};

#[derive(Clone)]
pub struct ProceedingView {
    pub tr: Tr,
    pub company: String,
    pub unp: i64,
    pub today: NaiveDate,
    pub proceeding: Proceeding,
    /// Address, telephone and e-mail for claims.
    pub claims: [String; 3],
    pub bodies: Vec<BodyView>,
    /// The oldest first.
    pub events: Vec<EventView>,
    pub may_prepare: bool,
}

/// What one body said.
#[derive(Clone)]
pub struct BodyView {
    /// The code of the body.
    pub body: &'static str,
    pub answer: Answer,
    pub reason: String,
    /// Day of the answer, or the day until which it is wanted.
    pub on: Option<NaiveDate>,
}

/// An event of the log, Minsk time.
#[derive(Clone)]
pub struct EventView {
    pub at: NaiveDateTime,
    pub kind: String,
    pub body: Option<String>,
    /// The application that caused it, where the reader may open it.
    pub application: Option<String>,
}

pub fn page(view: ProceedingView) -> impl IntoView {
    let tr = view.tr;
    let stage = view.proceeding.stage;
    let tone = if stage.is_over() { Tone::Neutral } else { Tone::Blue };
    let act = (view.may_prepare && !stage.is_over()).then(|| {
        view! {
            <p class="actions no-print">
                <ButtonLink text=tr.t("proceeding-file-next") href="/services/liquidation-stage/start" />
            </p>
        }
    });
    view! {
        <div class="split">
            <div class="stack">
                <div class="page-head">
                    <p class="caption">
                        {view.company.clone()} " · " {tr.t("unp")} " " <UnpText unp=view.unp.to_string() />
                    </p>
                    <h1>{tr.t(title(view.proceeding.kind))}</h1>
                </div>
                <p class="cluster"><Tag text=tr.t(&format!("proceeding-stage-{}", stage.code())) tone=tone /></p>
                {next(&view)}
                {act}
                <h2>{tr.t("proceeding-way")}</h2>
                {way(&view)}
                {bodies(&view)}
                {days(&view)}
            </div>
            <aside class="stack">
                <h2>{tr.t("status-history")}</h2>
                {events(&view)}
            </aside>
        </div>
    }
}

/// The key of the page's title.
pub fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::LegalEntity => "proceeding-title-legal-entity",
        Kind::SoleProprietor => "proceeding-title-sole-proprietor",
    }
}

/// What is due next, and when.
fn next(view: &ProceedingView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let current = view.proceeding.milestones(view.today).into_iter().find(|m| m.state == State::Current)?;
    let due = view.proceeding.due_on;
    let late = view.today > due;
    let limit = if late { "proceeding-limit-passed" } else { "proceeding-limit" };
    let when = current.on.map(|day| tr.ta("proceeding-until", &[("date", tr.date(day).into())]));
    Some(view! {
        <Inset tone=if late { Tone::Red } else { Tone::Amber }>
            <h2>{tr.t("proceeding-next")}</h2>
            <p>
                {tr.t(&format!("proceeding-next-{}", current.passage.code()))}
                {when.map(|when| format!(" {when}"))}
            </p>
            <p>{tr.ta(limit, &[("date", tr.date(due).into())])}</p>
        </Inset>
    })
}

fn way(view: &ProceedingView) -> impl IntoView + use<> {
    let tr = view.tr;
    let milestone = |milestone: Milestone| {
        let (tone, state) = match milestone.state {
            State::Done => (Tone::Green, "proceeding-state-done"),
            State::Current => (Tone::Amber, "proceeding-state-current"),
            State::Ahead => (Tone::Neutral, "proceeding-state-ahead"),
        };
        let code = milestone.passage.code();
        let date = milestone.on.map_or_else(
            || tr.t(state),
            |day| tr.ta(&format!("proceeding-day-{code}"), &[("date", tr.date(day).into())]),
        );
        // Without a day of its own, the state stands in the day's place.
        let tag = milestone.on.map(|_| view! { <Tag text=tr.t(state) tone=tone /> " " });
        let words = view! { {tag} {tr.t(&format!("proceeding-about-{code}"))} };
        let event = TimelineEvent::new(date, tr.t(&format!("proceeding-passage-{code}")), words).tone(tone);
        match milestone.on {
            Some(day) => event.datetime(day.to_string()),
            None => event,
        }
    };
    let events: Vec<TimelineEvent> = view.proceeding.milestones(view.today).into_iter().map(milestone).collect();
    view! { <Timeline events=events /> }
}

/// How the days were reckoned.
fn days(view: &ProceedingView) -> impl IntoView + use<> {
    let tr = view.tr;
    let p = &view.proceeding;
    let mut rows = vec![
        SummaryRow::new(tr.t("proceeding-decided"), tr.date(p.decided_on)),
        SummaryRow::new(tr.t("proceeding-published"), tr.date(p.published_on)),
        SummaryRow::new(tr.t("proceeding-claims-until"), tr.date(p.claims_until)),
        SummaryRow::new(tr.t("proceeding-due"), tr.date(p.due_on)),
    ];
    if !p.extended && !p.stage.is_over() {
        rows.push(SummaryRow::new(tr.t("proceeding-due-at-most"), tr.date(p.due_at_most)));
    }
    let [address, phone, email] = view.claims.clone();
    let claims = [address, phone, email].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    rows.push(SummaryRow::new(tr.t("proceeding-claims-where"), claims));
    view! { <SummaryList rows=rows title=tr.t("proceeding-days") /> }
}

fn bodies(view: &ProceedingView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let row = |body: &BodyView| {
        let (text, tone) = answer(tr, body.answer);
        let reason =
            (!body.reason.is_empty()).then(|| view! { <Remark title=tr.t("body-reason") text=body.reason.clone() /> });
        Row::new(vec![
            Cell::text(tr.t(&format!("body-{}", body.body))),
            Cell::view(view! { <Tag text tone /> {reason} }),
            Cell::text(body.on.map(|day| tr.date(day)).unwrap_or_default()),
        ])
    };
    let columns = vec![
        Column::new(tr.t("body-column")),
        Column::new(tr.t("body-column-answer")),
        Column::new(tr.t("body-column-day")),
    ];
    let rows: Vec<Row> = view.bodies.iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <h2>{tr.t("proceeding-bodies")}</h2>
            <DataTable caption=tr.t("proceeding-bodies") columns=columns rows=rows caption_hidden=true />
        }
    })
}

fn events(view: &ProceedingView) -> impl IntoView + use<> {
    let tr = view.tr;
    let event = |event: &EventView| {
        let title = tr.t(&format!("proceeding-event-{}", event.kind));
        let body = event.body.as_ref().map(|body| view! { <p>{tr.t(&format!("body-{body}"))}</p> });
        let link = event.application.as_ref().map(|id| {
            view! { <p><a href=format!("/applications/{id}")>{tr.t("proceeding-application")}</a></p> }
        });
        TimelineEvent::new(tr.moment(event.at), title, view! { {body} {link} })
            .datetime(event.at.format("%Y-%m-%dT%H:%M").to_string())
    };
    let events: Vec<TimelineEvent> = view.events.iter().rev().map(event).collect();
    view! { <Timeline events=events /> }
}
