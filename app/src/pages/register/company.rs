//! The page of a company: what the register says of it today, and everything that ever changed.

use super::{spaced, standing_tone, standing_words};
use crate::l10n::Tr;
use crate::ui::{
    ButtonKind, ButtonLink, EmptyState, SearchBox, SummaryList, SummaryRow, Tag, Timeline, TimelineEvent, Tone, UnpText,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::company::{Kind, Standing};
use portal::lang::Lang;

/// A company in finished words; the register's own words stay in the language of the register.
#[derive(Clone)]
pub struct CompanyView {
    pub tr: Tr,
    pub unp: i64,
    pub kind: Kind,
    pub standing: Standing,
    pub name: String,
    pub short_name: Option<String>,
    pub brand: Option<String>,
    pub name_be: Option<String>,
    pub short_name_be: Option<String>,
    pub registered_on: Option<NaiveDate>,
    pub excluded_on: Option<NaiveDate>,
    /// The registering body that keeps the file.
    pub office: Option<String>,
    pub head: Option<HeadView>,
    pub activity: Option<String>,
    /// One line; legal entities alone.
    pub address: Option<String>,
    pub contacts: Contacts,
    /// Activities in force beside the main one.
    pub other_activities: Vec<String>,
    /// Newest first.
    pub history: Vec<Happened>,
    /// There is more history than is shown.
    pub more: bool,
    pub synthetic: bool,
    /// A change of location can be filed for it.
    pub may_move: bool,
}

/// Contacts of a legal entity, as the register has them.
#[derive(Clone, Default)]
pub struct Contacts {
    pub phone: Option<String>,
    pub email: Option<String>,
    pub site: Option<String>,
}

/// Who heads a legal entity.
#[derive(Clone)]
pub struct HeadView {
    pub name: String,
    pub post: Option<String>,
    pub name_be: Option<String>,
    pub post_be: Option<String>,
}

impl HeadView {
    /// «Новикова Алеся Александровна, директор», in Belarusian where the page is and the register has it.
    fn line(&self, lang: Lang) -> String {
        let (name, post) = match (lang, &self.name_be) {
            (Lang::Be, Some(name)) => (name, self.post_be.as_ref().or(self.post.as_ref())),
            _ => (&self.name, self.post.as_ref()),
        };
        post.map_or_else(|| name.clone(), |post| format!("{name}, {}", uncapitalised(post)))
    }
}

/// «Директор» within a line; an abbreviation stays as it is.
fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// One line of the history.
#[derive(Clone)]
pub struct Happened {
    pub on: Option<NaiveDate>,
    /// The day from which it no longer held.
    pub until: Option<NaiveDate>,
    pub what: What,
    /// The first fact of its kind: what the company began with.
    pub first: bool,
    /// It came through an application filed on this portal.
    pub filed_here: bool,
}

/// What happened.
#[derive(Clone)]
pub enum What {
    Registered {
        by: Option<String>,
    },
    Excluded {
        by: Option<String>,
        way: Option<String>,
    },
    Name {
        full: String,
        belarusian: Option<String>,
    },
    Address {
        line: String,
    },
    Activity {
        line: String,
    },
    Head(HeadView),
    /// `code` is the register's kind of event, `title` its label there.
    Event {
        code: Option<i64>,
        title: String,
        body: Option<String>,
        cancelled_on: Option<NaiveDate>,
    },
    /// A sole proprietor went on as the legal entity of this number.
    BecameEntity {
        unp: i64,
    },
    /// The legal entity goes on with the business of the sole proprietor of this number.
    CameFromPerson {
        unp: i64,
    },
}

impl CompanyView {
    /// The title, short enough for a path to the page.
    pub fn crumb(&self) -> String {
        const LONGEST: usize = 60;
        let title = self.title();
        match title.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", title[..end].trim_end()),
            None => title.to_owned(),
        }
    }

    /// The name in the page's language, the short one where there is one.
    pub fn title(&self) -> &str {
        let russian = self.short_name.as_deref().unwrap_or(&self.name);
        match self.tr.lang() {
            Lang::Be => self.short_name_be.as_deref().or(self.name_be.as_deref()).unwrap_or(russian),
            _ => russian,
        }
    }
}

pub fn page(view: CompanyView) -> impl IntoView {
    let tr = view.tr;
    let title = view.title().to_owned();
    let invented = view.synthetic.then(|| view! { <Tag text=tr.t("company-synthetic") tone=Tone::Amber /> });
    let tag = view! { <Tag text=standing_words(tr, view.standing) tone=standing_tone(view.standing) /> };
    let sentence = standing_sentence(&view);
    let actions = actions(&view);
    let facts = facts(&view);
    let history = history(tr, view.history, view.more);
    view! {
        <div class="entry-head">
            <h1>{title}</h1>
            <p class="cluster">{tag} <span>{sentence}</span> {invented}</p>
        </div>
        <div class="split">
            <div>
                <SummaryList rows=facts />
                <h2 id="history">{tr.t("company-history")}</h2>
                {history}
            </div>
            {actions}
        </div>
    }
}

/// "Active since 15 September 2025."
fn standing_sentence(view: &CompanyView) -> String {
    let tr = view.tr;
    let ended = if view.standing.exists() { None } else { view.excluded_on };
    match (ended, view.registered_on) {
        (Some(day), _) => tr.ta("standing-ended-sentence", &[("date", tr.date(day).into())]),
        (None, Some(day)) => {
            let key = format!("standing-{}-sentence", view.standing.code());
            tr.ta(&key, &[("date", tr.date(day).into())])
        }
        (None, None) => tr.t("company-date-unknown"),
    }
}

fn facts(view: &CompanyView) -> Vec<SummaryRow> {
    let tr = view.tr;
    let mut rows = vec![SummaryRow::new(tr.t("company-unp"), view! { <UnpText unp=view.unp.to_string() /> })];
    let mut row = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            rows.push(SummaryRow::new(tr.t(key), value));
        }
    };
    row(
        "company-kind",
        Some(tr.t(if view.kind == Kind::LegalEntity { "kind-legal-entity" } else { "kind-sole-proprietor" })),
    );
    row("company-full-name", (view.kind == Kind::LegalEntity).then(|| view.name.clone()));
    row("company-short-name", view.short_name.clone());
    row("company-brand", view.brand.clone());
    let belarusian = [(view.name_be.clone(), "company-name-be"), (view.short_name_be.clone(), "company-short-name-be")];
    for (name, key) in belarusian {
        row(key, name);
    }
    row("company-registered-on", view.registered_on.map(|day| tr.date(day)));
    row("company-excluded-on", view.excluded_on.map(|day| tr.date(day)));
    row("company-office", view.office.clone());
    row("company-address", Some(address(view)));
    row("company-head", view.head.as_ref().map(|head| head.line(tr.lang())));
    row("company-activity", view.activity.clone());
    row("company-other-activities", (!view.other_activities.is_empty()).then(|| view.other_activities.join("; ")));
    row("company-phone", view.contacts.phone.clone());
    row("company-email", view.contacts.email.clone());
    row("company-site", view.contacts.site.clone());
    rows
}

fn address(view: &CompanyView) -> String {
    match (view.kind, &view.address) {
        (Kind::SoleProprietor, _) => view.tr.t("company-address-personal"),
        (Kind::LegalEntity, Some(address)) => address.clone(),
        (Kind::LegalEntity, None) => view.tr.t("company-address-unknown"),
    }
}

fn actions(view: &CompanyView) -> impl IntoView + use<> {
    let tr = view.tr;
    let act = match view.may_move {
        true => view! {
            <p>{tr.t("company-move-about")}</p>
            <p>
                <ButtonLink text=tr.t("company-move") href="/services/change-of-location" kind=ButtonKind::Secondary />
            </p>
        }
        .into_any(),
        false => view! { <p>{tr.t("company-move-not")}</p> }.into_any(),
    };
    view! {
        <aside class="stack no-print" aria-labelledby="company-actions">
            <h2 id="company-actions">{tr.t("company-actions")}</h2>
            {act}
            <p><a href="/services">{tr.t("company-all-services")}</a></p>
        </aside>
    }
}

fn history(tr: Tr, history: Vec<Happened>, more: bool) -> impl IntoView {
    if history.is_empty() {
        return view! { <p>{tr.t("company-history-none")}</p> }.into_any();
    }
    let days = history.chunk_by(|a, b| a.on == b.on && a.on.is_some());
    let events: Vec<TimelineEvent> = days.map(|day| event(tr, day)).collect();
    view! {
        <Timeline events=events />
        {more.then(|| view! { <p class="soft">{tr.t("company-history-more")}</p> })}
    }
    .into_any()
}

/// Everything of one day. Where an event tells of the registration, the base record's own line would
/// say it again.
fn event(tr: Tr, day: &[Happened]) -> TimelineEvent {
    let on = day.first().and_then(|happened| happened.on);
    let date = on.map_or_else(|| tr.t("company-date-unknown"), |day| tr.date(day));
    let has_event = day.iter().any(|happened| matches!(happened.what, What::Event { .. }));
    let told = day.iter().filter(|happened| !(has_event && matches!(happened.what, What::Registered { .. })));
    let mut told = told.map(|happened| words(tr, happened));
    let Some(first) = told.next() else { return TimelineEvent::new(date, "", "") };
    let rest: Vec<_> =
        told.map(|Words { title, lines, notes, .. }| view! { <h3>{title}</h3> {paragraphs(lines, notes)} }).collect();
    let body = view! { {paragraphs(first.lines, first.notes)} {rest} };
    let event = TimelineEvent::new(date, first.title, body).tone(first.tone);
    match on {
        Some(day) => event.datetime(day.to_string()),
        None => event,
    }
}

fn paragraphs(lines: Vec<String>, notes: Vec<String>) -> impl IntoView {
    let lines =
        lines.into_iter().enumerate().map(|(index, line)| view! { {(index > 0).then(|| view! { <br /> })} {line} });
    let lines: Vec<_> = lines.collect();
    let lines = (!lines.is_empty()).then(|| view! { <p>{lines}</p> });
    let notes = notes.into_iter().map(|note| view! { <p class="soft">{note}</p> }).collect::<Vec<_>>();
    (lines, notes)
}

/// One fact in words: what it says, and what is said about it.
struct Words {
    title: String,
    lines: Vec<String>,
    notes: Vec<String>,
    tone: Tone,
}

fn words(tr: Tr, happened: &Happened) -> Words {
    let mut words = what_happened(tr, happened.what.clone(), happened.first);
    words.notes.extend(happened.until.map(|day| tr.ta("history-until", &[("date", tr.date(day).into())])));
    if happened.filed_here {
        words.notes.push(tr.t("history-filed-here"));
    }
    words
}

fn what_happened(tr: Tr, what: What, first: bool) -> Words {
    let fact = |at_first: &str, later: &str, lines: Vec<String>| Words {
        title: tr.t(if first { at_first } else { later }),
        lines,
        notes: Vec::new(),
        tone: Tone::Blue,
    };
    let noted = |title: String, notes: Vec<Option<String>>, tone: Tone| Words {
        title,
        lines: Vec::new(),
        notes: notes.into_iter().flatten().collect(),
        tone,
    };
    let succession = |key: &str, unp: i64| Words {
        title: tr.t("history-succession"),
        lines: vec![tr.ta(key, &[("unp", spaced(&unp.to_string()).into())])],
        notes: Vec::new(),
        tone: Tone::Blue,
    };
    match what {
        What::Registered { by } => noted(tr.t("history-registered"), vec![by], Tone::Green),
        What::Excluded { by, way } => noted(tr.t("history-excluded"), vec![way, by], Tone::Neutral),
        What::Name { full, belarusian } => {
            let lines = [Some(full), belarusian].into_iter().flatten().collect();
            fact("history-name-first", "history-name", lines)
        }
        What::Address { line } => fact("history-address-first", "history-address", vec![line]),
        What::Activity { line } => fact("history-activity-first", "history-activity", vec![line]),
        What::Head(head) => fact("history-head-first", "history-head", vec![head.line(tr.lang())]),
        What::Event { code, title, body, cancelled_on } => {
            let cancelled = cancelled_on.map(|day| tr.ta("history-event-cancelled", &[("date", tr.date(day).into())]));
            noted(event_words(tr, code, title), vec![body, cancelled], Tone::Neutral)
        }
        What::BecameEntity { unp } => succession("history-became-entity", unp),
        What::CameFromPerson { unp } => succession("history-came-from-person", unp),
    }
}

/// The kinds of events that the portal has its own words for; others keep the register's.
fn event_words(tr: Tr, code: Option<i64>, label: String) -> String {
    let key = code.map(|code| format!("register-event-{code}")).filter(|key| tr.has(key));
    key.map_or(label, |key| tr.t(&key))
}

/// A number that the register does not have.
#[derive(Clone)]
pub struct UnknownView {
    pub tr: Tr,
    /// As it was asked for, cut.
    pub asked: String,
}

/// No such company: what to try.
pub fn unknown(view: UnknownView) -> impl IntoView {
    let tr = view.tr;
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t("company-unknown-title")}</h1>
            <EmptyState title=tr.ta("register-none-unp", &[("unp", spaced(&view.asked).into())])>
                <p>{tr.t("register-none-unp-try")}</p>
                <p>{tr.t("register-none-whole")}</p>
            </EmptyState>
            <SearchBox
                label=tr.t("register-search-label")
                action="/register"
                button=tr.t("search-button")
                hint=tr.t("register-search-hint")
                id="register-q"
            />
        </div>
    }
}
