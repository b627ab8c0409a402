//! The history of a company: a timeline of everything that ever changed, newest first.

mod changes;

pub use changes::news;

use super::super::spaced;
use super::{AuthorisedView, CharterView, ParticipantsView};
use crate::l10n::Tr;
use crate::ui::{Markup, Tone, unbroken};
use chrono::NaiveDate;
use portal::event_kind::is_of_exclusion;
use portal::lang::Lang;
use portal::procedures::HeadInOffice;
use std::borrow::Cow;

/// Who heads a legal entity.
#[derive(Clone)]
pub struct HeadView {
    pub name: String,
    pub post: Option<String>,
    pub name_be: Option<String>,
    pub post_be: Option<String>,
    pub since: Option<NaiveDate>,
    /// The last day of the powers, where they have an end.
    pub until: Option<NaiveDate>,
}

impl From<HeadInOffice> for HeadView {
    fn from(head: HeadInOffice) -> HeadView {
        let filled = |text: String| (!text.is_empty()).then_some(text);
        HeadView {
            name: head.name,
            name_be: filled(head.name_be),
            post: filled(head.post),
            post_be: filled(head.post_be),
            since: head.since,
            until: head.until,
        }
    }
}

impl HeadView {
    /// «Новикова Алеся Александровна, директор», in Belarusian where the page is and the register has it.
    pub(super) fn who(&self, tr: Tr) -> String {
        let (name, post) = match (tr.lang(), &self.name_be) {
            (Lang::Be, Some(name)) => (name, self.post_be.as_ref().or(self.post.as_ref())),
            _ => (&self.name, self.post.as_ref()),
        };
        post.map_or_else(|| name.clone(), |post| format!("{name}, {}", uncapitalised(post)))
    }

    /// The same with the last day, where the powers have an end.
    pub fn line(&self, tr: Tr) -> String {
        let who = self.who(tr);
        match self.until {
            Some(day) => tr.ta("head-until", &[("head", who.into()), ("day", tr.date(day).into())]),
            None => who,
        }
    }
}

/// «Директор» within a line; an abbreviation stays as it is.
pub(super) fn uncapitalised(text: &str) -> String {
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
    Authorised(AuthorisedView),
    Charter(CharterView),
    Participants(ParticipantsView),
    /// `code` is the register's kind of event, `title` its label there.
    Event {
        code: Option<i64>,
        title: String,
        /// What was corrected.
        note: Option<String>,
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

pub(super) fn write(tr: Tr, history: &[Happened], more: bool, unp: i64, to: &mut Markup) {
    if history.is_empty() {
        to.raw("<p>").text(&tr.said("company-history-none")).raw("</p>");
        return;
    }
    to.timeline(|to| {
        for day in history.chunk_by(|a, b| a.on == b.on && a.on.is_some()) {
            write_day(tr, day, to);
        }
    });
    if more {
        to.raw("<p>").text(&tr.said("company-history-more")).raw(" <a href=\"/extracts?unp=").number(unp).raw("\">");
        to.text(&tr.said("company-extract")).raw("</a></p>");
    }
}

/// The history as rows of a document: the date, what happened, and what is said about it.
pub fn in_rows(tr: Tr, history: &[Happened]) -> Vec<[String; 3]> {
    let days = history.chunk_by(|a, b| a.on == b.on && a.on.is_some());
    let row = |happened: &Happened| {
        let on = happened.on.map_or_else(|| tr.t("company-date-unknown"), |day| tr.date_short(day));
        let Words { title, lines, notes, .. } = words(tr, happened);
        [on, title.into_owned(), lines.into_iter().chain(notes).collect::<Vec<_>>().join("\n")]
    };
    days.flat_map(told_once).map(row).collect()
}

/// The history as days with what happened on each, in words: title and text. What has no date is left out.
pub fn by_day(tr: Tr, history: &[Happened]) -> Vec<(NaiveDate, Vec<(String, String)>)> {
    let days = history.chunk_by(|a, b| a.on == b.on && a.on.is_some());
    let told = |happened: &Happened| title_and_text(tr, happened);
    days.filter_map(|day| Some((day.first()?.on?, told_once(day).map(told).collect()))).collect()
}

fn title_and_text(tr: Tr, happened: &Happened) -> (String, String) {
    let Words { title, lines, notes, .. } = words(tr, happened);
    (title.into_owned(), lines.into_iter().chain(notes).collect::<Vec<_>>().join("; "))
}

/// Where an event of the day tells of the registration, the base record's own line would say it again; where the base
/// record tells of the exclusion and why, the event would.
fn told_once(day: &[Happened]) -> impl Iterator<Item = &Happened> {
    let has_event = day.iter().any(|happened| matches!(happened.what, What::Event { .. }));
    let is_excluded = day.iter().any(|happened| matches!(happened.what, What::Excluded { .. }));
    day.iter().filter(move |happened| match &happened.what {
        What::Registered { .. } => !has_event,
        What::Event { code, title, cancelled_on: None, .. } => !(is_excluded && is_of_exclusion(*code, title)),
        _ => true,
    })
}

/// Everything of one day.
fn write_day(tr: Tr, day: &[Happened], to: &mut Markup) {
    let on = day.first().and_then(|happened| happened.on);
    let date = on.map_or_else(|| tr.said("company-date-unknown"), |day| tr.date(day).into());
    let iso = on.map(|day| day.to_string());
    let mut told = told_once(day).map(|happened| words(tr, happened));
    let Some(first) = told.next() else { return };
    to.event((&date, iso.as_deref()), &first.title, first.tone, |to| {
        write_text(to, &first);
        for next in told {
            to.raw("<h3>").text(&next.title).raw("</h3>");
            write_text(to, &next);
        }
    });
}

/// What a fact says, and what is said about it.
fn write_text(to: &mut Markup, words: &Words<'_>) {
    for (index, line) in words.lines.iter().enumerate() {
        to.raw(if index == 0 { "<p>" } else { "<br>" }).text(line);
    }
    if !words.lines.is_empty() {
        to.raw("</p>");
    }
    for note in &words.notes {
        to.raw("<p class=\"soft\">").text(note).raw("</p>");
    }
}

/// One fact in words: what it says, and what is said about it.
struct Words<'a> {
    title: Cow<'a, str>,
    lines: Vec<Cow<'a, str>>,
    notes: Vec<Cow<'a, str>>,
    tone: Tone,
}

fn words(tr: Tr, happened: &Happened) -> Words<'_> {
    let mut words = what_happened(tr, &happened.what, happened.first);
    words.notes.extend(happened.until.map(|day| tr.ta("history-until", &[("date", tr.date(day).into())]).into()));
    if happened.filed_here {
        words.notes.push(tr.said("history-filed-here"));
    }
    words
}

fn what_happened(tr: Tr, what: &What, first: bool) -> Words<'_> {
    fn all<'a>(texts: impl IntoIterator<Item = Option<Cow<'a, str>>>) -> Vec<Cow<'a, str>> {
        texts.into_iter().flatten().collect()
    }
    fn kept(text: &Option<String>) -> Option<Cow<'_, str>> {
        text.as_deref().map(Cow::Borrowed)
    }
    let fact = |at_first: &str, later: &str, lines| Words {
        title: tr.said(if first { at_first } else { later }),
        lines,
        notes: Vec::new(),
        tone: Tone::Blue,
    };
    let noted = |title, notes, tone| Words { title, lines: Vec::new(), notes, tone };
    let until = |key: &str, name: &str, day: Option<NaiveDate>| {
        day.map(|day| Cow::from(tr.ta(key, &[(name, tr.date(day).into())])))
    };
    let succession = |key: &str, unp: i64| Words {
        title: tr.said("history-succession"),
        lines: vec![tr.ta(key, &[("unp", spaced(&unp.to_string()).into())]).into()],
        notes: Vec::new(),
        tone: Tone::Blue,
    };
    match what {
        What::Registered { by } => noted(tr.said("history-registered"), all([kept(by)]), Tone::Green),
        What::Excluded { by, way } => {
            let way = way.as_deref().map(|way| way_words(tr, way));
            noted(tr.said("history-excluded"), all([way, kept(by)]), Tone::Neutral)
        }
        What::Name { full, belarusian } => {
            fact("history-name-first", "history-name", all([Some(full.into()), kept(belarusian)]))
        }
        What::Address { line } => fact("history-address-first", "history-address", vec![unbroken(line).into()]),
        What::Activity { line } => fact("history-activity-first", "history-activity", vec![line.into()]),
        What::Head(head) => fact("history-head-first", "history-head", vec![head.line(tr).into()]),
        What::Authorised(other) => {
            // Whoever was first is one of several: nothing of it is a change of what was before.
            let notes = all([until("acting-until", "until", other.until)]);
            let mut words = noted(tr.said("history-authorised"), notes, Tone::Blue);
            words.lines.push(other.line(tr).into());
            words
        }
        What::Charter(charter) => {
            let form = tr.t(&format!("charter-form-{}", charter.form));
            let title = tr.ta("history-charter", &[("edition", charter.edition.into())]);
            noted(title.into(), vec![form.into()], Tone::Blue)
        }
        What::Participants(of) => {
            let lines = of.lines(tr).into_iter().map(Cow::from).collect();
            fact("history-participants-first", "history-participants", lines)
        }
        What::Event { code, title, note, body, cancelled_on } => {
            let cancelled = until("history-event-cancelled", "date", *cancelled_on);
            noted(event_words(tr, *code, title), all([kept(note), kept(body), cancelled]), Tone::Neutral)
        }
        What::BecameEntity { unp } => succession("history-became-entity", *unp),
        What::CameFromPerson { unp } => succession("history-came-from-person", *unp),
    }
}

/// The kinds of events that the portal has its own words for; others keep the register's.
fn event_words(tr: Tr, code: Option<i64>, label: &str) -> Cow<'_, str> {
    code.and_then(|code| tr.known(&format!("register-event-{code}"))).unwrap_or(Cow::Borrowed(label))
}

/// The reasons of an exclusion that the portal has its own words for, by the register's labels: the codes of the
/// register are published nowhere, and what is excluded here has none.
static WAYS: [(&str, &str); 6] = [
    ("Прекращение деятельности в результате реорганизации", "exclusion-reorganised"),
    ("Аннулирование государственной регистрации", "exclusion-annulled"),
    ("Прекращение деятельности индивидуального предпринимателя", "exclusion-proprietor"),
    ("Прекращение деятельности по решению индивидуального предпринимателя", "exclusion-proprietors-decision"),
    ("Ликвидация по решению собственника имущества (учредителей, участников)", "exclusion-founders-decision"),
    ("Ликвидация по решению собственника имущества (участников)", "exclusion-owners-decision"),
];

/// The reason of an exclusion in the reader's language where the portal knows it; in Russian the register says it.
fn way_words(tr: Tr, label: &str) -> Cow<'_, str> {
    let known = WAYS.iter().find(|(known, _)| *known == label && tr.lang() != Lang::Ru);
    known.map_or(Cow::Borrowed(label), |(_, key)| tr.said(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_of_an_exclusion_that_is_known_is_told_in_the_readers_language() {
        for (label, key) in WAYS {
            assert_eq!((way_words(Tr(Lang::Ru), label).as_ref(), Tr(Lang::Ru).t(key).as_str()), (label, label));
            for lang in [Lang::Be, Lang::En] {
                assert!(Tr(lang).has(key) && way_words(Tr(lang), label) != label, "{key}");
            }
        }
        assert_eq!(way_words(Tr(Lang::Be), "По решению участников"), "По решению участников");
    }

    #[test]
    fn until_when_something_held_is_said_in_words_that_fit_whatever_it_was() {
        let head = HeadView {
            name: "Шевцов Виталий Ильич".into(),
            post: Some("Директор".into()),
            name_be: Some("Шаўцоў Віталь Ільіч".into()),
            post_be: None,
            since: None,
            until: None,
        };
        let day = NaiveDate::from_ymd_opt(2021, 6, 14);
        let former = Happened { on: None, until: day, what: What::Head(head), first: false, filed_here: false };
        let said = [Lang::Be, Lang::Ru, Lang::En].map(|lang| title_and_text(Tr(lang), &former).1);
        let ends = ["; Запіс дзейнічаў да 14", "; Запись действовала до 14", "; Until 14"];
        for (said, end) in said.iter().zip(ends) {
            assert!(said.contains(end), "{said}");
        }
    }
}
