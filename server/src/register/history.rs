//! A company's history as its page tells it, from the entries of its log.
//!
//! Of a sole proprietor only the name is public: addresses, contacts and notes are left out here, so
//! that no page has to think of it.

mod bodies;

use super::authorised;
use super::charter;
use super::projection::{activity_words, latest};
use crate::store::entries::{EntryKind, EntryRow};
use app::pages::register::company::{AuthorisedView, CharterView, Happened, HeadView, ParticipantsView, What};
use bodies::{
    ActivityBody, AddressBody, BaseBody, Body, EventBody, HeadBody, NamesBody, PersonBody, SuccessionBody, filled, read,
};
use chrono::NaiveDate;
use portal::company::Kind;
use portal::procedures::Contacts;

/// What the entries say beyond the company's row.
#[derive(Clone, Default)]
pub struct Told {
    /// Newest first.
    pub history: Vec<Happened>,
    /// Contacts of a legal entity.
    pub contacts: Contacts,
    /// The head in office.
    pub head: Option<HeadView>,
    /// Who else may act for a legal entity; also those whose last day has passed without an entry that ends them.
    pub others: Vec<AuthorisedView>,
    /// The edition of the charter in force, and since when.
    pub charter: Option<CharterView>,
    /// What everybody may know of who takes part in a legal entity.
    pub participants: Option<ParticipantsView>,
    /// Activities in force beside the main one.
    pub other_activities: Vec<String>,
    /// The registering body as the record names it.
    pub office: Option<String>,
}

/// Names a registering body by its code, in the reader's language, where the portal knows it.
pub type BodyNames<'a> = &'a dyn Fn(i64) -> Option<String>;

/// Reads the current entries of one company.
pub fn tell(entries: &[EntryRow], kind: Kind, names: BodyNames<'_>) -> Told {
    let mut told = Told::default();
    let last = Last::of(entries);
    for entry in entries {
        tell_one(entry, kind, names, &last, &mut told);
    }
    if kind == Kind::LegalEntity {
        told.charter = charter::edition(entries).map(edition);
        told.participants = charter::participants(entries).map(participants);
        told.others = authorised::others(entries).into_iter().map(AuthorisedView::from).collect();
    }
    mark_first(&mut told.history);
    told.history.sort_by_key(|happened| std::cmp::Reverse((happened.on, std::cmp::Reverse(rank(&happened.what)))));
    told
}

/// The last entries of the kinds of which more is told than what happened, by id: no record is read twice.
struct Last {
    address: Option<i64>,
    head: Option<i64>,
    activity: Option<i64>,
}

impl Last {
    fn of(entries: &[EntryRow]) -> Last {
        let id = |kind| latest(entries, kind).map(|entry| entry.id);
        Last { address: id(EntryKind::Address), head: id(EntryKind::Head), activity: id(EntryKind::Activity) }
    }
}

fn tell_one(entry: &EntryRow, kind: Kind, names: BodyNames<'_>, last: &Last, told: &mut Told) {
    let Some(entry_kind) = entry.kind() else { return };
    let what = match entry_kind {
        EntryKind::Base => return tell_base(entry, names, told),
        // The names feed says the same, with its dates.
        EntryKind::Short => None,
        EntryKind::Names => read(entry).and_then(names_told),
        EntryKind::Person => read(entry).and_then(person_told),
        EntryKind::Address if kind == Kind::SoleProprietor => None,
        EntryKind::Address => read(entry).and_then(|mut body: AddressBody| {
            if last.address == Some(entry.id) {
                told.contacts = body.take_contacts();
            }
            let line = body.address().one_line();
            (!line.is_empty()).then_some(What::Address { line })
        }),
        EntryKind::Activity => read(entry).and_then(activity_line).map(|line| {
            if entry.active && last.activity != Some(entry.id) {
                told.other_activities.push(line.clone());
            }
            What::Activity { line }
        }),
        EntryKind::Head if kind == Kind::SoleProprietor => None,
        EntryKind::Head => read(entry).map(|record: HeadBody| {
            let in_office = record.is_in_office();
            let view = head(&record, entry.valid_from);
            if in_office && last.head == Some(entry.id) {
                told.head = Some(view.clone());
            }
            What::Head(view)
        }),
        EntryKind::Authorised if kind == Kind::SoleProprietor => None,
        EntryKind::Authorised => {
            let record = authorised::read(entry).and_then(|record| record.in_words());
            record.map(|record| What::Authorised(AuthorisedView::from(record)))
        }
        EntryKind::Charter => charter::read(entry).map(|record| What::Charter(edition(record))),
        EntryKind::Participants => charter::read(entry).map(|record| What::Participants(participants(record))),
        EntryKind::Event => read(entry).and_then(|body| event(body, entry.valid_to, names)),
        EntryKind::Succession => read(entry).map(|r: SuccessionBody| match r.ipngrn == entry.unp {
            true => What::BecameEntity { unp: r.ulngrn },
            false => What::CameFromPerson { unp: r.ipngrn },
        }),
    };
    let Some(what) = what else { return };
    // An event's end is its cancellation, told with it.
    let until = entry.valid_to.filter(|_| entry_kind != EntryKind::Event);
    told.history.push(happened(entry, entry.valid_from, until, what));
}

fn tell_base(entry: &EntryRow, names: BodyNames<'_>, told: &mut Told) {
    let Some(base) = read::<BaseBody>(entry) else { return };
    let named = |body: &Option<Body>| named(body.as_ref()?, names);
    let by = named(&base.registered_by);
    told.office = named(&base.nsi00212).or_else(|| by.clone());
    told.history.push(happened(entry, entry.valid_from, None, What::Registered { by }));
    if let Some(day) = entry.valid_to {
        let way = base.nsi00228.and_then(|way| filled(&way.vnslkvp));
        let by = named(&base.excluded_by);
        told.history.push(happened(entry, Some(day), None, What::Excluded { by, way }));
    }
}

/// The note of a correction says what stood in the register, and is written for everybody.
const CORRECTION: i64 = 990_013;

/// Without its note, which may name people, but for a correction's.
fn event(body: EventBody, cancelled_on: Option<NaiveDate>, names: BodyNames<'_>) -> Option<What> {
    let (kind, note, body) = (body.nsi00223?, body.vprim, body.nsi00212r.or(body.nsi00212));
    let by = body.and_then(|body| body.nkuz.and_then(names).or_else(|| filled(&body.vnuzp)));
    let note = filled(&note).filter(|_| kind.nkop == Some(CORRECTION));
    Some(What::Event { code: kind.nkop, title: filled(&kind.vnop)?, note, body: by, cancelled_on })
}

fn names_told(body: NamesBody) -> Option<What> {
    let full = filled(&body.vnaim).or_else(|| filled(&body.vn)).or_else(|| filled(&body.vfn))?;
    Some(What::Name { full, belarusian: filled(&body.vnaimb).or_else(|| filled(&body.vnb)) })
}

fn person_told(body: PersonBody) -> Option<What> {
    Some(What::Name { full: filled(&body.vfio)?, belarusian: filled(&body.vfiob) })
}

/// A registering body in the reader's language, or as the record names it.
fn named(body: &Body, names: BodyNames<'_>) -> Option<String> {
    body.nkuz.and_then(names).or_else(|| filled(&body.vnuzp))
}

fn head(record: &HeadBody, since: Option<NaiveDate>) -> HeadView {
    HeadView {
        name: record.vfio.0.to_string(),
        name_be: filled(&record.vfiob),
        post: filled(&record.vpost),
        post_be: filled(&record.vpostb),
        since,
        until: record.dsrok.map(|day| day.0),
    }
}

fn edition(record: charter::Edition) -> CharterView {
    CharterView { edition: record.nredak, form: record.vform, since: record.dfrom.map(|day| day.0) }
}

fn participants(record: charter::Participants) -> ParticipantsView {
    let charter::Told { organisations, persons } = record.told();
    ParticipantsView { organisations, persons }
}

fn happened(entry: &EntryRow, on: Option<NaiveDate>, until: Option<NaiveDate>, what: What) -> Happened {
    // A change of location also closes the former address; only its event says what was filed, and of an exclusion the
    // record itself.
    let filed_here = entry.application_id.is_some() && matches!(what, What::Event { .. } | What::Excluded { .. });
    Happened { on, until, what, first: false, filed_here }
}

/// Marks the oldest fact of each kind: with it the company began, later ones changed it.
fn mark_first(history: &mut [Happened]) {
    let kinds: [fn(&What) -> bool; 5] = [
        |what| matches!(what, What::Name { .. }),
        |what| matches!(what, What::Address { .. }),
        |what| matches!(what, What::Activity { .. }),
        |what| matches!(what, What::Head(_)),
        |what| matches!(what, What::Participants(_)),
    ];
    for is_of_kind in kinds {
        let oldest = history.iter().filter(|h| is_of_kind(&h.what)).map(|h| h.on).min();
        for happened in history.iter_mut().filter(|h| is_of_kind(&h.what) && Some(h.on) == oldest) {
            happened.first = true;
        }
    }
}

/// Of one day: what happened comes before what was so from then on.
fn rank(what: &What) -> u8 {
    match what {
        What::Excluded { .. } => 0,
        What::Event { .. } => 1,
        What::Registered { .. } => 2,
        What::BecameEntity { .. } | What::CameFromPerson { .. } => 3,
        What::Name { .. } => 4,
        What::Address { .. } => 5,
        What::Head(_) => 6,
        What::Authorised(_) => 7,
        What::Charter(_) => 8,
        What::Participants(_) => 9,
        What::Activity { .. } => 10,
    }
}

fn activity_line(body: ActivityBody) -> Option<String> {
    let activity = body.nsi00114?;
    activity_words(filled(&activity.vkvdn), filled(&activity.vnvdnp))
}
