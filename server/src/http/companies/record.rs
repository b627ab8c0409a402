//! A company and its history as the interface writes them.

use super::moment;
use crate::register::authorised::holds;
use crate::register::history::Told;
use crate::state::AppState;
use crate::store::companies::CompanyRow;
use app::pages::register::company::{AuthorisedView, Happened, What};
use chrono::NaiveDate;
use portal::company::{Kind, Standing};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// A company in a list.
#[derive(Serialize)]
pub struct Company {
    pub unp: String,
    pub kind: Kind,
    pub status: Standing,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_be: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_name_be: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registered_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excluded_on: Option<NaiveDate>,
    /// Of a legal entity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity: Option<Activity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Office>,
    /// Invented, for the demo.
    pub synthetic: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<String>,
}

#[derive(Serialize)]
pub struct Activity {
    pub code: String,
    pub title: String,
}

/// The registering body that keeps the file.
#[derive(Serialize)]
pub struct Office {
    pub code: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A company by itself.
#[derive(Serialize)]
pub struct Whole {
    #[serde(flatten)]
    pub company: Company,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<Head>,
    /// Who else may act for a legal entity on the day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authorised: Vec<Authorised>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_activities: Vec<Activity>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub contacts: Map<String, Value>,
    /// The day of which it is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
}

#[derive(Serialize)]
pub struct Head {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_be: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// Another person authorised to act.
#[derive(Serialize)]
pub struct Authorised {
    /// What the powers rest on.
    pub authority: &'static str,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_be: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// Of a managing organisation or sole proprietor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unp: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

fn authorised(view: AuthorisedView) -> Authorised {
    let AuthorisedView { authority, name, name_be, post, unp, since, until } = view;
    Authorised { authority: authority.code(), name, name_be, post, unp: unp.map(|unp| unp.to_string()), since, until }
}

pub fn company(state: &AppState, row: CompanyRow) -> Company {
    let entity = row.kind() == Kind::LegalEntity;
    let name = |code: i32| state.offices.get(code).map(|office| office.name_ru.clone());
    Company {
        unp: row.unp.to_string(),
        kind: row.kind(),
        status: row.standing(),
        registered_on: row.registered_on,
        excluded_on: row.excluded_on,
        // Stored for legal entities alone; asked once more where it leaves.
        address: row.address.filter(|_| entity),
        activity: row.activity.map(activity),
        office: row.office.map(|code| Office { code, name: name(code) }),
        synthetic: row.synthetic,
        updated_at: Some(moment(row.updated_at)),
        name: row.name,
        short_name: row.short_name,
        brand: row.brand,
        name_be: row.name_be,
        short_name_be: row.short_name_be,
    }
}

/// A company with what its entries say beyond its row.
pub fn whole(state: &AppState, row: CompanyRow, told: Told, as_of: Option<NaiveDate>) -> Whole {
    let mut company = company(state, row);
    if as_of.is_some() {
        company.updated_at = None;
    }
    let contacts = [("phone", told.contacts.phone), ("email", told.contacts.email), ("website", told.contacts.website)];
    let day = as_of.unwrap_or_else(|| state.clock.today());
    let others = told.others.into_iter().filter(|other| holds(other.until, day));
    let head =
        told.head.map(|head| Head { name: head.name, name_be: head.name_be, post: head.post, until: head.until });
    Whole {
        company,
        head,
        authorised: others.map(authorised).collect(),
        other_activities: told.other_activities.into_iter().map(activity).collect(),
        contacts: contacts
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| (name.to_owned(), text.into()))
            .collect(),
        as_of,
    }
}

/// «62010 Деятельность …».
fn activity(line: String) -> Activity {
    match line.split_once(' ').filter(|(code, _)| code.bytes().all(|digit| digit.is_ascii_digit())) {
        Some((code, title)) => Activity { code: code.to_owned(), title: title.to_owned() },
        None => Activity { code: String::new(), title: line },
    }
}

/// One line of a history: a fact, when it began to hold, when it ended.
pub fn happened(line: Happened) -> Value {
    let (fact, more) = match line.what {
        What::Registered { by } => ("registered", json!({ "by": by })),
        What::Excluded { by, way } => ("excluded", json!({ "by": by, "way": way })),
        What::Name { full, belarusian } => ("name", json!({ "name": full, "name_be": belarusian })),
        What::Address { line } => ("address", json!({ "address": line })),
        What::Activity { line } => ("activity", json!({ "activity": activity(line) })),
        What::Head(head) => ("head", json!({ "name": head.name, "name_be": head.name_be, "post": head.post })),
        What::Authorised(other) => {
            let AuthorisedView { authority, name, name_be, post, unp, .. } = other;
            let (authority, unp) = (authority.code(), unp.map(|unp| unp.to_string()));
            (
                "authorised",
                json!({ "authority": authority, "name": name, "name_be": name_be, "post": post, "unp": unp }),
            )
        }
        What::Event { code, title, note, body, cancelled_on } => {
            ("event", json!({ "code": code, "title": title, "note": note, "by": body, "cancelled_on": cancelled_on }))
        }
        What::BecameEntity { unp } => ("became-entity", json!({ "unp": unp.to_string() })),
        What::CameFromPerson { unp } => ("came-from-person", json!({ "unp": unp.to_string() })),
    };
    let mut told = json!({ "fact": fact, "on": line.on, "until": line.until });
    if let (Value::Object(told), Value::Object(more)) = (&mut told, more) {
        told.extend(more);
        told.retain(|_, value| !value.is_null());
    }
    told
}
