//! The records of the log by the fields that a company's page tells. The log's bodies are canonical,
//! so the letter case is known, and a page need not take every record apart.

use crate::register::projection::filled;
use crate::store::entries::EntryRow;
use portal::address::Address;
use portal::procedures::Contacts;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Reads an entry's body; `None` where it is no such record, which the log never holds.
pub(super) fn read<R: DeserializeOwned>(entry: &EntryRow) -> Option<R> {
    serde_json::from_str(&entry.body).ok()
}

#[derive(Deserialize)]
pub(super) struct BaseBody {
    #[serde(rename = "nsi00212CRT")]
    pub registered_by: Option<Body>,
    pub nsi00212: Option<Body>,
    #[serde(rename = "nsi00212LKV")]
    pub excluded_by: Option<Body>,
    pub nsi00228: Option<LiquidationWay>,
}

#[derive(Deserialize)]
pub(super) struct LiquidationWay {
    pub vnslkvp: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct SuccessionBody {
    pub ipngrn: i64,
    pub ulngrn: i64,
}

#[derive(Deserialize)]
pub(super) struct AddressBody {
    nindex: Option<i64>,
    vregion: Option<String>,
    vdistrict: Option<String>,
    nsi00239: Option<SettlementKind>,
    vnp: Option<String>,
    nsi00226: Option<StreetKind>,
    vulitsa: Option<String>,
    vdom: Option<String>,
    vkorp: Option<String>,
    vpom: Option<String>,
    nsi00227: Option<RoomKind>,
    vemail: Option<String>,
    vsite: Option<String>,
    vtels: Option<String>,
}

#[derive(Deserialize)]
struct SettlementKind {
    vntnpk: Option<String>,
}

#[derive(Deserialize)]
struct StreetKind {
    vntulk: Option<String>,
}

#[derive(Deserialize)]
struct RoomKind {
    vntpomk: Option<String>,
}

impl AddressBody {
    /// The address as far as its line needs it.
    pub(super) fn address(self) -> Address {
        let text = |value: Option<String>| filled(&value).unwrap_or_default();
        Address {
            postcode: self.nindex.map(|index| format!("{index:06}")).unwrap_or_default(),
            region: text(self.vregion),
            district: text(self.vdistrict),
            settlement_kind: text(self.nsi00239.and_then(|kind| kind.vntnpk)),
            settlement: text(self.vnp),
            street_kind: text(self.nsi00226.and_then(|kind| kind.vntulk)),
            street: text(self.vulitsa),
            house: text(self.vdom),
            building: text(self.vkorp),
            room_kind: text(self.nsi00227.and_then(|kind| kind.vntpomk)),
            room: text(self.vpom),
            ..Address::default()
        }
    }

    /// The contacts, which its line does not need.
    pub(super) fn take_contacts(&mut self) -> Contacts {
        let text = |value: Option<String>| filled(&value).unwrap_or_default();
        Contacts { phone: text(self.vtels.take()), email: text(self.vemail.take()), website: text(self.vsite.take()) }
    }
}

#[derive(Deserialize)]
pub(super) struct NamesBody {
    pub vnaim: Option<String>,
    pub vn: Option<String>,
    pub vfn: Option<String>,
    pub vnaimb: Option<String>,
    pub vnb: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct PersonBody {
    pub vfio: Option<String>,
    pub vfiob: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct ActivityBody {
    pub nsi00114: Option<Activity>,
}

#[derive(Deserialize)]
pub(super) struct Activity {
    pub vkvdn: Option<String>,
    pub vnvdnp: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct EventBody {
    pub nsi00223: Option<EventKind>,
    pub nsi00212: Option<Body>,
    #[serde(rename = "nsi00212R")]
    pub nsi00212r: Option<Body>,
    pub vprim: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct EventKind {
    pub nkop: Option<i64>,
    pub vnop: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Body {
    pub nkuz: Option<i64>,
    pub vnuzp: Option<String>,
}
