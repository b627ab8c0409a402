//! One invented company, from its life to the records that tell it.

use super::dice::Dice;
use super::directory::{self, Happening};
use super::life::Life;
use super::naming::{Form, Title};
use super::oddities::{LONG_HISTORY, Oddity};
use super::people::Identity;
use super::whereabouts::{Gazetteer, Location, Tenant};
use super::{FLAG, SyntheticCompany, activities};
use crate::register::head::Head;
use chrono::{Days, Months, NaiveDate};
use portal::egr::{Address, Base, Event, IpFio, JurNames, Ved, WireDate};
use portal::offices::Office;
use portal::places;
use serde_json::{Map, Value};

/// What every company is made with.
pub(super) struct Origin<'a> {
    pub gazetteer: &'a Gazetteer,
    pub index: u64,
    pub ngrn: i64,
    pub today: NaiveDate,
}

/// States one after another, each since a day.
struct Course<T>(Vec<(NaiveDate, T)>);

/// What a company is called and who answers for it.
enum Subject {
    Entity { form: Form, titles: Course<Title>, heads: Course<Identity> },
    Person { names: Course<Identity> },
}

pub(super) fn company(dice: &mut Dice, origin: &Origin) -> SyntheticCompany {
    let oddity = Oddity::at(origin.index);
    let person = oddity.map_or_else(|| dice.chance(45), Oddity::is_person);
    let form = (!person).then(|| oddity.map_or_else(|| Form::draw(dice), |_| Form::Limited));
    let life = match (oddity, form) {
        (Some(Oddity::LongHistory), _) => Life::long(dice, origin.today, LONG_HISTORY),
        (_, None) => Life::of_person(dice, origin.today),
        _ => Life::of_entity(dice, origin.today),
    };
    let farm = form == Some(Form::Farm);
    let tenant = match form {
        None => Tenant::Person,
        Some(Form::Farm) => Tenant::MayDwell(70),
        Some(form) if form.may_use_dwelling() => Tenant::MayDwell(25),
        Some(_) => Tenant::Company,
    };
    let start = life.registered;
    let mut locations = Course::since(start, origin.gazetteer.draw(dice, tenant));
    let mut work = Course::since(start, activities::draw(dice, farm));
    let mut subject = Subject::draw(dice, origin, form, oddity, start, locations.last());
    let mut events = vec![(start, Happening::Registration, origin.gazetteer.office(locations.last()))];
    for (day, happening) in life.happenings.iter().copied() {
        let happening = match happening {
            Happening::Renamed if oddity.is_some() || !subject.may_rename() => Happening::ActivityChanged,
            other => other,
        };
        match happening {
            Happening::Moved => {
                let next = origin.gazetteer.move_from(dice, tenant, locations.last());
                locations.push(day, next);
            }
            Happening::ActivityChanged => work.push(day, activities::draw(dice, farm)),
            Happening::Renamed => subject.rename(dice, origin, day, locations.last()),
            Happening::HeadReplaced => subject.replace_head(dice, day),
            _ => {}
        }
        events.push((day, happening, origin.gazetteer.office(locations.last())));
    }
    let events = events.into_iter().zip(1..).map(|(event, place)| record_event(dice, origin, event, place)).collect();
    let mut company = SyntheticCompany {
        base: base(dice, origin, &life, &locations, person),
        names: subject.names(dice, origin.ngrn, oddity),
        addresses: addresses(dice, origin, &subject, locations),
        activities: work.rows(|(code, title), from, to, active| Ved {
            ngrn: origin.ngrn,
            dfrom: from,
            dto: to,
            cact: active,
            nsi00114: Some(directory::activity(code, title)),
            extra: flagged(),
        }),
        persons: subject.persons(origin.ngrn, oddity),
        heads: subject.heads(dice, origin.ngrn),
        events,
    };
    if oddity == Some(Oddity::NoAddress) {
        company.addresses.clear();
    }
    company
}

impl Subject {
    fn draw(
        dice: &mut Dice,
        origin: &Origin,
        form: Option<Form>,
        oddity: Option<Oddity>,
        start: NaiveDate,
        location: &Location,
    ) -> Self {
        let somebody = Identity::draw(dice);
        let Some(form) = form else { return Self::Person { names: Course::since(start, somebody) } };
        let title = oddity
            .and_then(Oddity::title)
            .unwrap_or_else(|| Title::draw(dice, form, origin.gazetteer.adjective(location)));
        Self::Entity { form, titles: Course::since(start, title), heads: Course::since(start, somebody) }
    }

    fn may_rename(&self) -> bool {
        match self {
            Self::Entity { .. } => true,
            Self::Person { names } => names.last().may_rename(),
        }
    }

    fn rename(&mut self, dice: &mut Dice, origin: &Origin, day: NaiveDate, location: &Location) {
        match self {
            Self::Entity { form, titles, .. } => {
                titles.push(day, Title::draw(dice, *form, origin.gazetteer.adjective(location)));
            }
            Self::Person { names } => {
                let renamed = names.last().renamed(dice);
                names.push(day, renamed);
            }
        }
    }

    fn replace_head(&mut self, dice: &mut Dice, day: NaiveDate) {
        if let Self::Entity { heads, .. } = self {
            heads.push(day, Identity::draw(dice));
        }
    }

    fn names(&self, dice: &mut Dice, ngrn: i64, oddity: Option<Oddity>) -> Vec<JurNames> {
        let Self::Entity { form, titles, .. } = self else { return Vec::new() };
        let russian_only = oddity.is_none() && dice.chance(12);
        titles.rows(|title, from, to, active| JurNames {
            dfrom: from,
            dto: to,
            cact: active,
            extra: flagged(),
            ..title.names(ngrn, *form, russian_only)
        })
    }

    fn persons(&self, ngrn: i64, oddity: Option<Oddity>) -> Vec<IpFio> {
        let Self::Person { names } = self else { return Vec::new() };
        names.rows(|identity, from, to, active| {
            let person = oddity.and_then(Oddity::person).unwrap_or_else(|| identity.person());
            let (vfio, vfiob) = (Some(person.ru), Some(person.be));
            IpFio { ngrn, dfrom: from, dto: to, cact: active, vfio, vfiob, extra: flagged() }
        })
    }

    fn heads(&self, dice: &mut Dice, ngrn: i64) -> Vec<Head> {
        let Self::Entity { form, heads, .. } = self else { return Vec::new() };
        let [post, post_be] = form.post(dice);
        heads.rows(|identity, from, to, active| {
            let person = identity.person();
            let mut extra = flagged();
            extra.insert("vfiob".to_owned(), person.be.into());
            extra.insert("vpostb".to_owned(), post_be.into());
            Head {
                ngrn,
                dfrom: from,
                dto: to,
                cact: active,
                vfio: person.ru,
                vpost: Some(post.to_owned()),
                dsrok: None,
                extra,
            }
        })
    }
}

fn base(dice: &mut Dice, origin: &Origin, life: &Life, locations: &Course<Location>, person: bool) -> Base {
    let first = origin.gazetteer.office(locations.first());
    let last = origin.gazetteer.office(locations.last());
    let excluded = life.ended.is_some();
    Base {
        ngrn: origin.ngrn,
        dfrom: Some(life.registered.into()),
        dto: life.ended.map(WireDate),
        cact: (!excluded).then(|| "+".to_owned()),
        nsi00219: Some(directory::status(life.status)),
        nsi00211: Some(directory::subject_kind(person)),
        nsi00208: Some(directory::creation(!person && dice.chance(3))),
        vnrcrt: Some(decision(dice)),
        nsi00212crt: Some(directory::body(first)),
        nsi00212: Some(directory::body(last)),
        nsi00212lkv: excluded.then(|| directory::body(last)),
        nsi00228: excluded.then(|| directory::end(life.status, person)),
        vnrlkv: excluded.then(|| decision(dice)),
        extra: flagged(),
    }
}

/// Rows of address; contacts stay when the company moves. Telephones have a code that leads nowhere
/// and sites a domain that is reserved for examples (RFC 2606).
fn addresses(dice: &mut Dice, origin: &Origin, subject: &Subject, locations: Course<Location>) -> Vec<Address> {
    let telephone = dice.chance(80).then(|| format!("+375 29 000-{:02}-{:02}", dice.below(100), dice.below(100)));
    let domain = match subject {
        Subject::Entity { titles, .. } if dice.chance(35) => {
            let latin = places::from_russian(&titles.last().ru).to_lowercase();
            let label: String = latin.chars().filter(char::is_ascii_alphanumeric).take(24).collect();
            (!label.is_empty()).then(|| format!("{label}.example"))
        }
        _ => None,
    };
    let has_site = dice.chance(60);
    locations.rows(|location, from, to, active| Address {
        dfrom: from,
        dto: to,
        cact: active,
        vtels: telephone.clone(),
        vemail: domain.as_ref().map(|domain| format!("info@{domain}")),
        vsite: domain.as_ref().filter(|_| has_site).map(|domain| format!("www.{domain}")),
        extra: flagged(),
        ..origin.gazetteer.address(origin.ngrn, location)
    })
}

/// The event numbers of a company are a hundred of their own, beyond those of the register.
fn record_event(
    dice: &mut Dice,
    origin: &Origin,
    (day, happening, office): (NaiveDate, Happening, &Office),
    place: i64,
) -> Event {
    let signed = match happening {
        Happening::Registration => day,
        _ => day - Days::new(dice.below(8).into()),
    };
    let term = (happening == Happening::ClosingDecided).then(|| day + Months::new(9));
    Event {
        ngr04004: 70_000_000_000 + i64::try_from(origin.index).unwrap_or(0) * 100 + place,
        ngrn: origin.ngrn,
        dfrom: Some(day.into()),
        ddoc: Some(signed.into()),
        vdocn: Some(decision(dice)),
        dsrok: term.map(WireDate),
        nsi00223: Some(happening.kind()),
        nsi00213: Some(happening.ground()),
        nsi00212: Some(directory::body(office)),
        nsi00212r: (happening == Happening::Exclusion).then(|| directory::body(office)),
        extra: flagged(),
        ..Event::default()
    }
}

/// «15-7», «214».
fn decision(dice: &mut Dice) -> String {
    match dice.chance(40) {
        true => format!("{}-{}", dice.between(1, 52), dice.between(1, 60)),
        false => dice.between(1, 1_999).to_string(),
    }
}

fn flagged() -> Map<String, Value> {
    Map::from_iter([(FLAG.to_owned(), Value::Bool(true))])
}

impl<T> Course<T> {
    fn since(day: NaiveDate, state: T) -> Self {
        Self(vec![(day, state)])
    }

    fn push(&mut self, day: NaiveDate, state: T) {
        self.0.push((day, state));
    }

    fn first(&self) -> &T {
        &self.0[0].1
    }

    fn last(&self) -> &T {
        &self.0[self.0.len() - 1].1
    }

    /// A row for each state, the one in force first: from when, until when, the mark of the row in
    /// force.
    fn rows<R>(&self, row: impl Fn(&T, Option<WireDate>, Option<WireDate>, Option<String>) -> R) -> Vec<R> {
        let ends = self.0.iter().skip(1).map(|(day, _)| Some(WireDate(*day))).chain([None]);
        let states = self.0.iter().zip(ends);
        let mut rows: Vec<R> = states
            .map(|((day, state), end)| {
                let mark = if end.is_none() { "+" } else { "-" };
                row(state, Some(WireDate(*day)), end, Some(mark.to_owned()))
            })
            .collect();
        rows.reverse();
        rows
    }
}
