//! Records of the wire format as entries of the log: which fact a record states, what tells it from
//! others of its kind, and its canonical text.

use super::authorised::Authorised;
use super::charter::{Edition, Participants};
use super::head::Head;
use crate::store::entries::{EntryKind, NewEntry};
use chrono::{NaiveDate, NaiveDateTime};
use portal::egr::{Address, Base, Event, IpFio, IpToJur, JurNames, Record, Short, Ved, WireDate};
use portal::unp::{Unp, UnpError};
use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// What the wire offers, one kind of record each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Feed {
    Base,
    Short,
    Names,
    Person,
    Address,
    Activity,
    Event,
    Succession,
    /// The portal's own record of heads.
    Head,
    /// The portal's own record of others who may act.
    Authorised,
    /// The portal's own record of a charter's edition.
    Charter,
    /// The portal's own record of who takes part; no file and no address tells of it by name.
    Participants,
}

impl Feed {
    /// The feeds that an address offers by period, in the order in which they are read: what makes a
    /// company first.
    pub const BY_PERIOD: [Feed; 8] = [
        Feed::Base,
        Feed::Short,
        Feed::Names,
        Feed::Person,
        Feed::Address,
        Feed::Activity,
        Feed::Event,
        Feed::Succession,
    ];

    /// The method of the API, without its ending.
    pub fn method(self) -> &'static str {
        match self {
            Feed::Base => "getBaseInfo",
            Feed::Short => "getShortInfo",
            Feed::Names => "getJurNames",
            Feed::Person => "getIPFIO",
            Feed::Address => "getAddress",
            Feed::Activity => "getVED",
            Feed::Event => "getEvent",
            Feed::Succession => "getIPtoJur",
            Feed::Head => "getHead",
            Feed::Authorised => "getAuthorised",
            Feed::Charter => "getCharter",
            Feed::Participants => "getParticipants",
        }
    }

    /// From a method's name, as it stands in a file's name, a key or a path: `getBaseInfoByPeriod`,
    /// `getAllAddressByRegNum/191835044`, `getEventsByRegNum`.
    pub fn from_name(name: &str) -> Option<Feed> {
        let name = name.to_ascii_lowercase();
        let name = name.strip_prefix("getall").or(name.strip_prefix("get"))?;
        let known = Feed::BY_PERIOD.into_iter().chain([Feed::Head, Feed::Authorised]);
        known.into_iter().find(|feed| name.starts_with(&feed.method()[3..].to_ascii_lowercase()))
    }

    /// From what a record holds, where no name tells it.
    pub fn from_keys(record: &Map<String, Value>) -> Option<Feed> {
        let has = |keys: &[&str]| keys.iter().any(|key| record.keys().any(|found| found.eq_ignore_ascii_case(key)));
        if has(&["ulngrn"]) {
            Some(Feed::Succession)
        } else if has(&["ngr04004"]) {
            Some(Feed::Event)
        } else if has(&["nsi00114"]) {
            Some(Feed::Activity)
        } else if has(&["nsi00211", "nsi00208", "nsi00212CRT", "vnrcrt"]) {
            Some(Feed::Base)
        } else if has(&["nsi00201", "nsi00202", "nsi00239", "nsi00226", "nindex", "vnp", "vulitsa"]) {
            Some(Feed::Address)
        } else if has(&["nsi00219"]) {
            Some(Feed::Short)
        } else if has(&["vnaim", "vn", "vfn", "vnaimb"]) {
            Some(Feed::Names)
        } else if has(&["vpoln"]) {
            Some(Feed::Authorised)
        } else if has(&["vpost"]) {
            Some(Feed::Head)
        } else if has(&["vfio", "vfiob"]) {
            Some(Feed::Person)
        } else {
            None
        }
    }
}

/// Where entries come from and when.
#[derive(Clone, Debug)]
pub struct Origin {
    /// An import's source, `synthetic:…`, or `portal`.
    pub source: String,
    /// The application that caused them.
    pub application_id: Option<String>,
    pub recorded_at: NaiveDateTime,
}

/// Reads one record of a feed as entries; most give one, a succession one for each of the two
/// companies. An error names the field and never the value.
pub fn read(feed: Feed, record: Value, origin: &Origin) -> Result<Vec<NewEntry>, String> {
    Ok(match feed {
        Feed::Base => vec![entry(&parsed::<Base>(record)?, origin)?],
        Feed::Short => vec![entry(&parsed::<Short>(record)?, origin)?],
        Feed::Names => vec![entry(&parsed::<JurNames>(record)?, origin)?],
        Feed::Person => vec![entry(&parsed::<IpFio>(record)?, origin)?],
        Feed::Address => vec![entry(&parsed::<Address>(record)?, origin)?],
        Feed::Activity => vec![entry(&parsed::<Ved>(record)?, origin)?],
        Feed::Event => vec![entry(&parsed::<Event>(record)?, origin)?],
        Feed::Head => {
            let head: Head = serde_json::from_value(record).map_err(|error| error.to_string())?;
            vec![entry(&head, origin)?]
        }
        Feed::Authorised => {
            let record: Authorised = serde_json::from_value(record).map_err(|error| error.to_string())?;
            vec![entry(&record, origin)?]
        }
        Feed::Charter => {
            let record: Edition = serde_json::from_value(record).map_err(|error| error.to_string())?;
            vec![entry(&record, origin)?]
        }
        Feed::Participants => {
            let record: Participants = serde_json::from_value(record).map_err(|error| error.to_string())?;
            vec![entry(&record, origin)?]
        }
        Feed::Succession => succession(&parsed(record)?, origin)?,
    })
}

/// The entry of one record.
pub fn entry<F: Fact>(record: &F, origin: &Origin) -> Result<NewEntry, String> {
    checked(record.unp(), "ngrn")?;
    let day = |date: Option<WireDate>| date.map(|date| date.0);
    let (valid_from, valid_to) = record.dates();
    made(
        record,
        record.unp(),
        record.kind(),
        record.identity(),
        [day(valid_from), day(valid_to)],
        record.holds(),
        origin,
    )
}

/// What a record states.
pub trait Fact: Serialize {
    fn unp(&self) -> i64;
    fn kind(&self) -> EntryKind;
    /// Tells facts of one kind apart, so that a later version closes the right one: the first day,
    /// the day and the code of an activity, the number of an event; empty where a company has but one.
    fn identity(&self) -> String;
    /// First day, and the day from which it no longer holds.
    fn dates(&self) -> (Option<WireDate>, Option<WireDate>);
    /// Whether the record says of itself that it holds.
    fn holds(&self) -> bool;
}

macro_rules! fact {
    ($record:ty, $kind:expr, $identity:expr, $holds:expr) => {
        impl Fact for $record {
            fn unp(&self) -> i64 {
                self.ngrn
            }
            fn kind(&self) -> EntryKind {
                $kind
            }
            fn identity(&self) -> String {
                let identity: fn(&Self) -> String = $identity;
                identity(self)
            }
            fn dates(&self) -> (Option<WireDate>, Option<WireDate>) {
                (self.dfrom, self.dto)
            }
            fn holds(&self) -> bool {
                let holds: fn(&Self) -> bool = $holds;
                holds(self)
            }
        }
    };
}
fact!(Base, EntryKind::Base, |_| String::new(), |this| this.dto.is_none());
fact!(Short, EntryKind::Short, |_| String::new(), |this| this.dto.is_none());
fact!(JurNames, EntryKind::Names, |this| by_day(this.dfrom, this.dto), JurNames::is_in_force);
fact!(IpFio, EntryKind::Person, |this| by_day(this.dfrom, this.dto), IpFio::is_in_force);
fact!(Address, EntryKind::Address, |this| by_day(this.dfrom, this.dto), Address::is_in_force);
fact!(Head, EntryKind::Head, |this| by_day(this.dfrom, this.dto), Head::is_in_office);
fact!(
    Authorised,
    EntryKind::Authorised,
    |this| format!("{}/{}", by_day(this.dfrom, this.dto), this.vfio),
    Authorised::is_in_force
);
fact!(Edition, EntryKind::Charter, |this| by_day(this.dfrom, this.dto), |this| this.dto.is_none());
fact!(Participants, EntryKind::Participants, |this| by_day(this.dfrom, this.dto), |this| this.dto.is_none());
fact!(Event, EntryKind::Event, |this| this.ngr04004.to_string(), |this| this.dto.is_none());
fact!(
    Ved,
    EntryKind::Activity,
    |this| format!("{}/{}", by_day(this.dfrom, this.dto), activity_code(this)),
    Ved::is_in_force
);

fn activity_code(record: &Ved) -> &str {
    record.nsi00114.as_ref().and_then(|activity| activity.vkvdn.as_deref()).unwrap_or("")
}

/// `2025-09-15`; a row that ended on the day it began has `/0` behind it, since the one that took its
/// place began on that day too.
fn by_day(from: Option<WireDate>, to: Option<WireDate>) -> String {
    match (from, to) {
        (None, _) => String::new(),
        (Some(from), Some(to)) if from == to => format!("{}/0", from.0),
        (Some(from), _) => from.0.to_string(),
    }
}

fn succession(record: &IpToJur, origin: &Origin) -> Result<Vec<NewEntry>, String> {
    checked(record.ipngrn, "ipngrn")?;
    checked(record.ulngrn, "ulngrn")?;
    let days = [record.dreg.map(|date| date.0), None];
    let one = |unp, identity| made(record, unp, EntryKind::Succession, identity, days, true, origin);
    Ok(vec![
        one(record.ipngrn, format!("to/{}", record.ulngrn))?,
        one(record.ulngrn, format!("from/{}", record.ipngrn))?,
    ])
}

fn parsed<R: Record>(record: Value) -> Result<R, String> {
    R::from_value(record).map_err(|error| error.to_string())
}

/// A number that was never issued would make a company that cannot exist: refused, not flagged, so
/// that everything in the register can be relied upon to have a right UNP.
fn checked(unp: i64, field: &str) -> Result<(), String> {
    match Unp::from_number(unp) {
        Ok(_) => Ok(()),
        Err(UnpError::CheckDigit) => Err(format!("{field}: the check digit is wrong")),
        Err(_) => Err(format!("{field}: not a payer's number")),
    }
}

fn made<R: Serialize>(
    record: &R,
    unp: i64,
    kind: EntryKind,
    identity: String,
    [valid_from, valid_to]: [Option<NaiveDate>; 2],
    active: bool,
    origin: &Origin,
) -> Result<NewEntry, String> {
    let body = canonical(record)?;
    Ok(NewEntry {
        unp,
        kind,
        identity,
        valid_from,
        valid_to,
        active,
        digest: Sha256::digest(body.as_bytes()).to_vec(),
        body,
        source: origin.source.clone(),
        application_id: origin.application_id.clone(),
        recorded_at: origin.recorded_at,
    })
}

/// Sorted keys, no spaces: equal records have equal texts, whatever order they came in.
fn canonical<R: Serialize>(record: &R) -> Result<String, String> {
    let mut value = serde_json::to_value(record).map_err(|error| error.to_string())?;
    // A crate elsewhere in the build may have turned on serde_json's insertion order.
    value.sort_all_objects();
    Ok(value.to_string())
}

#[cfg(test)]
mod tests;
