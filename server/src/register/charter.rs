//! The editions of a legal entity's charter and who takes part in it. The USR's feeds tell of neither, so the
//! portal keeps both in records of its own, in the manner of the wire.
//!
//! Of participants who are natural persons nothing is public but how many there are: these records are told by
//! nothing but [`Participants::told`], and by [`Participants::named`] to those who act for the company.

use super::projection::latest;
use crate::store::entries::{EntryKind, EntryRow};
use portal::egr::WireDate;
use portal::procedures::Participant;
use serde::{Deserialize, Serialize};

/// An edition of the charter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edition {
    /// UNP.
    pub ngrn: i64,
    pub dfrom: Option<WireDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dto: Option<WireDate>,
    pub cact: Option<String>,
    /// 1 is the charter of the founding; of a company whose first charter the portal does not have, the first
    /// that was registered here.
    pub nredak: i32,
    /// How it was put: `founding`, `amendments`, `anew`.
    pub vform: String,
}

/// Who takes part from a day on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Participants {
    /// UNP.
    pub ngrn: i64,
    pub dfrom: Option<WireDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dto: Option<WireDate>,
    pub cact: Option<String>,
    pub uch: Vec<OneOf>,
}

/// One participant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OneOf {
    /// Whether it is a legal entity.
    pub org: bool,
    /// Name of the organisation or of the person.
    pub vnaim: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nunp: Option<i64>,
    /// In hundredths of a per cent.
    pub ndolya: u32,
}

impl From<&Participant> for OneOf {
    fn from(of: &Participant) -> OneOf {
        OneOf { org: of.organisation, vnaim: of.name.clone(), nunp: of.unp, ndolya: of.share }
    }
}

impl From<OneOf> for Participant {
    fn from(one: OneOf) -> Participant {
        Participant { organisation: one.org, name: one.vnaim, unp: one.nunp, share: one.ndolya }
    }
}

/// What everybody may know of who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub organisations: Vec<Participant>,
    /// How many natural persons.
    pub persons: usize,
}

impl Participants {
    pub fn told(self) -> Told {
        let all = self.named();
        let persons = all.iter().filter(|one| !one.organisation).count();
        Told { organisations: all.into_iter().filter(|one| one.organisation).collect(), persons }
    }

    /// With the names of natural persons.
    pub fn named(self) -> Vec<Participant> {
        self.uch.into_iter().map(Participant::from).collect()
    }
}

/// The edition in force among some entries of one company.
pub fn edition(rows: &[EntryRow]) -> Option<Edition> {
    read(latest(rows, EntryKind::Charter).filter(|row| row.active)?)
}

/// Who takes part by some entries of one company; `None` where the register does not know.
pub fn participants(rows: &[EntryRow]) -> Option<Participants> {
    read(latest(rows, EntryKind::Participants).filter(|row| row.active)?)
}

pub fn read<R: serde::de::DeserializeOwned>(row: &EntryRow) -> Option<R> {
    serde_json::from_str(&row.body).ok()
}
