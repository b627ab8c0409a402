//! What an extract says of a company: the facts of one day, comparable with those of another.

use super::history::{BodyNames, Told, tell};
use super::projection::{self, latest, record};
use crate::store::companies::CompanyRow;
use crate::store::entries::{EntryKind, EntryRow};
use app::pages::register::company::{AuthorisedView, Happened, HeadView};
use chrono::{NaiveDate, NaiveDateTime};
use portal::company::{Kind, Names};
use portal::egr;
use portal::procedures::Authority;
use serde::{Deserialize, Serialize};

/// The facts of one day, in the register's own words. Kept beside the extract as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    pub kind: String,
    /// The wire's code of the state.
    pub standing: i32,
    pub name: String,
    pub short_name: Option<String>,
    pub brand: Option<String>,
    pub name_be: Option<String>,
    pub short_name_be: Option<String>,
    pub registered_on: Option<NaiveDate>,
    pub excluded_on: Option<NaiveDate>,
    /// Code of the registering body.
    pub office: Option<i32>,
    /// Of a sole proprietor only in an extract for themselves.
    pub address: Option<String>,
    pub head: Option<Head>,
    /// Who else may act for a legal entity on that day.
    pub others: Vec<Other>,
    /// The number of the charter's edition.
    pub charter: Option<i32>,
    /// Organisations that take part, with their shares in hundredths of a per cent, and how many natural persons do.
    pub participants: Option<(Vec<(String, u32)>, usize)>,
    pub activity: Option<String>,
    pub other_activities: Vec<String>,
    pub phone: String,
    pub email: String,
    pub website: String,
}

/// The head in office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Head {
    pub name: String,
    pub name_be: Option<String>,
    pub post: Option<String>,
    pub post_be: Option<String>,
    pub until: Option<NaiveDate>,
}

/// Another person authorised to act.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Other {
    /// The code of what the powers rest on.
    pub authority: String,
    pub name: String,
    pub name_be: Option<String>,
    pub post: Option<String>,
    pub unp: Option<i64>,
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

impl Facts {
    /// The names in the register's two languages.
    pub fn names(&self) -> Names<'_> {
        Names {
            full: &self.name,
            short: self.short_name.as_deref(),
            full_be: self.name_be.as_deref(),
            short_be: self.short_name_be.as_deref(),
        }
    }
}

/// The facts and the history of a company on one day.
#[derive(Clone)]
pub struct Extracted {
    pub company: CompanyRow,
    pub facts: Facts,
    /// Newest first.
    pub history: Vec<Happened>,
}

/// What entries of one day say ([`super::as_of::entries_on`]); `None` where the company was not in the
/// register yet. With `personal`, a sole proprietor's address and contacts too. The history calls registering bodies by
/// their `names`.
pub fn extracted(rows: &[EntryRow], personal: bool, names: BodyNames<'_>, now: NaiveDateTime) -> Option<Extracted> {
    let company = projection::company(rows, now)?;
    let kind = company.kind();
    let Told { history, contacts, head, others, charter, participants, other_activities, .. } = tell(rows, kind, names);
    let mut facts = Facts {
        kind: company.kind.clone(),
        standing: company.standing,
        name: company.name.clone(),
        short_name: company.short_name.clone(),
        brand: company.brand.clone(),
        name_be: company.name_be.clone(),
        short_name_be: company.short_name_be.clone(),
        registered_on: company.registered_on,
        excluded_on: company.excluded_on,
        office: company.office,
        address: company.address.clone(),
        head: head.map(of_view),
        others: others.into_iter().map(Other::from).collect(),
        charter: charter.map(|charter| charter.edition),
        participants: participants
            .map(|told| (told.organisations.into_iter().map(|of| (of.name, of.share)).collect(), told.persons)),
        activity: company.activity.clone(),
        other_activities,
        phone: contacts.phone,
        email: contacts.email,
        website: contacts.website,
    };
    if personal && kind == Kind::SoleProprietor {
        let address = latest(rows, EntryKind::Address).and_then(record::<egr::Address>);
        if let Some(address) = address {
            facts.address = Some(projection::address(&address).one_line()).filter(|line| !line.is_empty());
            let contacts = projection::contacts(&address);
            (facts.phone, facts.email, facts.website) = (contacts.phone, contacts.email, contacts.website);
        }
    }
    Some(Extracted { company, facts, history })
}

fn of_view(head: HeadView) -> Head {
    let HeadView { name, post, name_be, post_be, since: _, until } = head;
    Head { name, name_be, post, post_be, until }
}

impl Head {
    pub fn view(&self) -> HeadView {
        let Head { name, name_be, post, post_be, until } = self.clone();
        HeadView { name, post, name_be, post_be, since: None, until }
    }
}

impl From<AuthorisedView> for Other {
    fn from(view: AuthorisedView) -> Other {
        let AuthorisedView { authority, name, name_be, post, unp, since, until } = view;
        Other { authority: authority.code().to_owned(), name, name_be, post, unp, since, until }
    }
}

impl Other {
    /// `None` for powers of a kind that the portal does not know.
    pub fn view(&self) -> Option<AuthorisedView> {
        let Other { authority, name, name_be, post, unp, since, until } = self.clone();
        Some(AuthorisedView { authority: Authority::from_code(&authority)?, name, name_be, post, unp, since, until })
    }
}

/// The locale keys of the facts in which two days differ, in the order of a company's page.
pub fn differences(before: &Facts, after: &Facts) -> Vec<&'static str> {
    let differs = [
        ("extract-standing", before.standing != after.standing),
        ("company-full-name", before.name != after.name),
        ("company-short-name", before.short_name != after.short_name),
        ("company-brand", before.brand != after.brand),
        ("company-name-be", (&before.name_be, &before.short_name_be) != (&after.name_be, &after.short_name_be)),
        ("company-registered-on", before.registered_on != after.registered_on),
        ("company-excluded-on", before.excluded_on != after.excluded_on),
        ("company-office", before.office != after.office),
        ("company-address", before.address != after.address),
        ("company-head", before.head != after.head),
        ("company-authorised", before.others != after.others),
        ("company-charter", before.charter != after.charter),
        ("company-participants", before.participants != after.participants),
        ("company-activity", before.activity != after.activity),
        ("company-other-activities", before.other_activities != after.other_activities),
        ("company-phone", before.phone != after.phone),
        ("company-email", before.email != after.email),
        ("company-site", before.website != after.website),
    ];
    differs.into_iter().filter(|(_, differs)| *differs).map(|(key, _)| key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_that_differs_is_named() {
        let one = Facts { name: "А".into(), standing: 1, ..Facts::default() };
        let other = Facts { name: "Б".into(), standing: 3, phone: "1".into(), ..Facts::default() };
        assert_eq!(differences(&one, &other), ["extract-standing", "company-full-name", "company-phone"]);
        assert!(differences(&one, &one).is_empty());
    }

    #[test]
    fn facts_kept_before_a_field_was_added_still_read() {
        let read: Facts = serde_json::from_str(r#"{"kind":"legal_entity","name":"А","later":1}"#).unwrap();
        assert_eq!((read.kind.as_str(), read.name.as_str(), read.head), ("legal_entity", "А", None));
    }
}
