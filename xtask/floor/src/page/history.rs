//! What a company's entries say: its history as the page tells it, and what of it stands among the facts.

use super::bodies::{self, Address, Base, Body, Event, Head, Names, Person, filled};
use super::day::Day;
use super::rows::{Entry, Kind};
use serde::Deserialize;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;

/// A text of a record, trimmed.
pub type Said<'a> = Cow<'a, str>;

/// Code and title of an activity.
pub type Activity<'a> = [Option<Said<'a>>; 2];

/// The names of the registering bodies by their codes.
pub type Offices = HashMap<i64, String>;

/// What the entries say.
#[derive(Default)]
pub struct Told<'a> {
    /// Newest first.
    pub history: Vec<Fact<'a>>,
    /// Phone, e-mail, site.
    pub contacts: [Option<Said<'a>>; 3],
    pub head: Option<HeadInOffice<'a>>,
    /// In force beside the main one.
    pub other_activities: Vec<Activity<'a>>,
    /// The registering body that keeps the file.
    pub office: Option<Said<'a>>,
}

/// Something that happened.
pub struct Fact<'a> {
    pub on: Option<Day>,
    /// The day from which it no longer held.
    pub until: Option<Day>,
    pub what: What<'a>,
    /// The first of its kind: what the company began with.
    pub first: bool,
    pub filed_here: bool,
}

/// What happened; of one day in this order.
pub enum What<'a> {
    Excluded {
        by: Option<Said<'a>>,
        way: Option<Said<'a>>,
    },
    Event {
        code: Option<i64>,
        title: Said<'a>,
        note: Option<Said<'a>>,
        by: Option<Said<'a>>,
        cancelled_on: Option<Day>,
    },
    Registered {
        by: Option<Said<'a>>,
    },
    Name {
        full: Said<'a>,
        belarusian: Option<Said<'a>>,
    },
    Address(String),
    Head(HeadInOffice<'a>),
    Activity(Activity<'a>),
}

impl What<'_> {
    fn rank(&self) -> u8 {
        match self {
            What::Excluded { .. } => 0,
            What::Event { .. } => 1,
            What::Registered { .. } => 2,
            What::Name { .. } => 3,
            What::Address(_) => 4,
            What::Head(_) => 5,
            What::Activity(_) => 6,
        }
    }
}

/// Who heads a legal entity.
#[derive(Clone)]
pub struct HeadInOffice<'a> {
    pub name: Said<'a>,
    pub post: Option<Said<'a>>,
    pub since: Option<Day>,
    /// The last day of the powers, where they have an end.
    pub until: Option<Day>,
}

/// Reads the entries that a page tells, the newest first. What is no such record is left out.
pub fn tell<'a>(entries: &[Entry], texts: &'a str, offices: &'a Offices) -> Told<'a> {
    let mut told = Told { history: Vec::with_capacity(entries.len() + 1), ..Told::default() };
    let last = [Kind::Address, Kind::Head, Kind::Activity].map(|kind| latest(entries, kind));
    for entry in entries {
        let is_last = last.contains(&Some(entry.id));
        let Some(what) = tell_one(entry, &texts[entry.body.clone()], offices, is_last, &mut told) else { continue };
        let is_event = entry.kind == Kind::Event;
        told.history.push(Fact {
            on: entry.from,
            // The end of an event is its cancellation, and the end of a registration the exclusion.
            until: entry.to.filter(|_| !is_event && entry.kind != Kind::Base),
            what,
            first: false,
            filed_here: is_event && entry.filed,
        });
    }
    mark_first(&mut told.history);
    told.history.sort_by_key(|fact| (Reverse(fact.on), fact.what.rank()));
    told
}

/// The id of the entry of a kind that is in force, of several the latest.
fn latest(entries: &[Entry], kind: Kind) -> Option<i64> {
    let of_kind = entries.iter().filter(|entry| entry.kind == kind);
    of_kind.max_by_key(|entry| (entry.active, entry.from, entry.id)).map(|entry| entry.id)
}

fn tell_one<'a>(
    entry: &Entry,
    body: &'a str,
    offices: &'a Offices,
    is_last: bool,
    told: &mut Told<'a>,
) -> Option<What<'a>> {
    Some(match entry.kind {
        Kind::Base => {
            let base: Base = read(body)?;
            let by = base.registered_by.and_then(|body| named(body, offices));
            told.office = base.kept_by.and_then(|body| named(body, offices)).or_else(|| by.clone());
            if entry.to.is_some() {
                let way = base.way.and_then(|way| filled(way.vnslkvp));
                let by = base.excluded_by.and_then(|body| named(body, offices));
                let what = What::Excluded { by, way };
                told.history.push(Fact { on: entry.to, until: None, what, first: false, filed_here: entry.filed });
            }
            What::Registered { by }
        }
        Kind::Names => {
            let names: Names = read(body)?;
            let full = filled(names.vnaim).or_else(|| filled(names.vn)).or_else(|| filled(names.vfn))?;
            What::Name { full, belarusian: filled(names.vnaimb).or_else(|| filled(names.vnb)) }
        }
        Kind::Person => {
            let person: Person = read(body)?;
            What::Name { full: filled(person.vfio)?, belarusian: filled(person.vfiob) }
        }
        Kind::Address => {
            let mut address: Address = read(body)?;
            if is_last {
                told.contacts = [address.vtels.take(), address.vemail.take(), address.vsite.take()].map(filled);
            }
            What::Address(Some(address.line()).filter(|line| !line.is_empty())?)
        }
        Kind::Activity => {
            let activity = read::<bodies::Activity>(body)?.nsi00114?;
            let words = [filled(activity.vkvdn), filled(activity.vnvdnp)];
            if words.iter().all(Option::is_none) {
                return None;
            }
            if entry.active && !is_last {
                told.other_activities.push(words.clone());
            }
            What::Activity(words)
        }
        Kind::Head => {
            let record: Head = read(body)?;
            let in_office = record.is_in_office();
            let head = HeadInOffice {
                post: filled(record.vpost),
                since: entry.from,
                until: record.dsrok.and_then(|day| Day::of_instant(&day.whole())),
                name: record.vfio.whole(),
            };
            if in_office && is_last {
                told.head = Some(head.clone());
            }
            What::Head(head)
        }
        Kind::Event => {
            /// Only the note of a correction is written for everybody.
            const CORRECTION: i64 = 990_013;
            let event: Event = read(body)?;
            let kind = event.kind?;
            What::Event {
                code: kind.nkop,
                title: filled(kind.vnop)?,
                note: filled(event.vprim).filter(|_| kind.nkop == Some(CORRECTION)),
                by: event.decided_by.or(event.kept_by).and_then(|body| named(body, offices)),
                cancelled_on: entry.to,
            }
        }
    })
}

fn read<'a, R: Deserialize<'a>>(body: &'a str) -> Option<R> {
    serde_json::from_str(body).ok()
}

/// A registering body as the portal calls it, or as the record does.
fn named<'a>(body: Body<'a>, offices: &'a Offices) -> Option<Said<'a>> {
    let known = body.nkuz.and_then(|code| offices.get(&code));
    known.map(|name| Cow::Borrowed(name.as_str())).or_else(|| filled(body.vnuzp))
}

/// Marks the oldest fact of each kind of which later ones are changes.
fn mark_first(history: &mut [Fact<'_>]) {
    let kinds: [fn(&What) -> bool; 4] = [
        |what| matches!(what, What::Name { .. }),
        |what| matches!(what, What::Address(_)),
        |what| matches!(what, What::Activity(_)),
        |what| matches!(what, What::Head(_)),
    ];
    for is_of_kind in kinds {
        let oldest = history.iter().filter(|fact| is_of_kind(&fact.what)).map(|fact| fact.on).min();
        for fact in history.iter_mut().filter(|fact| is_of_kind(&fact.what) && Some(fact.on) == oldest) {
            fact.first = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Entries with their records, the newest first, and those records one behind the other.
    fn entries(of: &[(Kind, &str, Option<&str>, bool, &str)]) -> (Vec<Entry>, String) {
        let mut texts = String::new();
        let entry = |(id, (kind, from, to, active, body)): (usize, &(Kind, &str, Option<&str>, bool, &str))| {
            let begin = texts.len();
            texts.push_str(body);
            Entry {
                id: of.len() as i64 - id as i64,
                kind: *kind,
                from: Day::read(from),
                to: to.and_then(Day::read),
                active: *active,
                body: begin..texts.len(),
                filed: false,
            }
        };
        (of.iter().enumerate().map(entry).collect(), texts)
    }

    #[test]
    fn an_event_comes_before_what_it_brought_and_the_first_of_a_kind_is_no_change() {
        let (entries, texts) = entries(&[
            (Kind::Activity, "2021-05-06", None, true, r#"{"nsi00114":{"vkvdn":"62010","vnvdnp":" Такси "}}"#),
            (Kind::Event, "2021-05-06", None, true, r#"{"nsi00223":{"nkop":990004,"vnop":"Смена"},"vprim":"о ком"}"#),
            (Kind::Activity, "2020-01-02", Some("2021-05-06"), false, r#"{"nsi00114":{"vnvdnp":"Почта"}}"#),
            (Kind::Base, "2020-01-02", Some("2022-01-01"), false, r#"{"nsi00212CRT":{"nkuz":7,"vnuzp":"Орган"}}"#),
        ]);
        let offices = Offices::from([(7, "Исполком".to_owned())]);
        let told = tell(&entries, &texts, &offices);
        let ranks: Vec<_> = told.history.iter().map(|fact| (fact.what.rank(), fact.first)).collect();
        assert_eq!(ranks, [(0, false), (1, false), (6, false), (2, false), (6, true)]);
        assert!(matches!(&told.history[1].what, What::Event { note: None, by: None, code: Some(990_004), .. }));
        assert!(
            matches!(&told.history[2].what, What::Activity([Some(code), Some(of)]) if code == "62010" && of == "Такси")
        );
        assert_eq!((told.office.as_deref(), told.other_activities.len()), (Some("Исполком"), 0));
    }

    #[test]
    fn the_head_in_office_is_told_with_the_last_day() {
        let (entries, texts) = entries(&[
            (Kind::Head, "2021-05-06", None, true, r#"{"cact":"+","vfio":"Б \"Б\"","dsrok":"2026-12-30T21:00:00Z"}"#),
            (Kind::Head, "2020-01-02", Some("2021-05-06"), false, r#"{"cact":"-","vfio":"А","vpost":"Директор"}"#),
            (Kind::Head, "2019-01-02", None, false, "{}"),
        ]);
        let offices = Offices::new();
        let told = tell(&entries, &texts, &offices);
        let head = told.head.unwrap();
        assert_eq!((&*head.name, head.until, told.history.len()), ("Б \"Б\"", Day::read("2026-12-31"), 2));
    }
}
