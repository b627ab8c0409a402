//! The records of the log by the fields that a company's page tells. The log's bodies are canonical,
//! so the letter case is known, and a page need not take every record apart.

use crate::store::entries::EntryRow;
use portal::address::Address;
use portal::egr::WireDate;
use portal::procedures::Contacts;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::borrow::Cow;

type Words<'a> = Option<Text<'a>>;

/// A text as it stands in the body, where it can: of a `Cow` in an `Option` serde makes a copy.
#[derive(Clone, Deserialize)]
pub(super) struct Text<'a>(#[serde(borrow)] pub Cow<'a, str>);

/// Reads an entry's body; `None` where it is no such record, which the log never holds.
pub(super) fn read<'a, R: Deserialize<'a>>(entry: &'a EntryRow) -> Option<R> {
    serde_json::from_str(&entry.body).ok()
}

/// A text without the blanks around it, where that leaves something.
pub(super) fn filled(words: &Words<'_>) -> Option<String> {
    words.as_ref().map(|words| words.0.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

#[derive(Deserialize)]
pub(super) struct BaseBody<'a> {
    #[serde(borrow, rename = "nsi00212CRT")]
    pub registered_by: Option<Body<'a>>,
    #[serde(borrow)]
    pub nsi00212: Option<Body<'a>>,
    #[serde(borrow, rename = "nsi00212LKV")]
    pub excluded_by: Option<Body<'a>>,
    #[serde(borrow)]
    pub nsi00228: Option<LiquidationWay<'a>>,
}

#[derive(Deserialize)]
pub(super) struct LiquidationWay<'a> {
    #[serde(borrow)]
    pub vnslkvp: Words<'a>,
}

#[derive(Deserialize)]
pub(super) struct SuccessionBody {
    pub ipngrn: i64,
    pub ulngrn: i64,
}

#[derive(Deserialize)]
pub(super) struct AddressBody<'a> {
    nindex: Option<i64>,
    #[serde(borrow)]
    vregion: Words<'a>,
    #[serde(borrow)]
    vdistrict: Words<'a>,
    #[serde(borrow)]
    nsi00239: Option<SettlementKind<'a>>,
    #[serde(borrow)]
    vnp: Words<'a>,
    #[serde(borrow)]
    nsi00226: Option<StreetKind<'a>>,
    #[serde(borrow)]
    vulitsa: Words<'a>,
    #[serde(borrow)]
    vdom: Words<'a>,
    #[serde(borrow)]
    vkorp: Words<'a>,
    #[serde(borrow)]
    vpom: Words<'a>,
    #[serde(borrow)]
    nsi00227: Option<RoomKind<'a>>,
    #[serde(borrow)]
    vemail: Words<'a>,
    #[serde(borrow)]
    vsite: Words<'a>,
    #[serde(borrow)]
    vtels: Words<'a>,
}

#[derive(Deserialize)]
struct SettlementKind<'a> {
    #[serde(borrow)]
    vntnpk: Words<'a>,
}

#[derive(Deserialize)]
struct StreetKind<'a> {
    #[serde(borrow)]
    vntulk: Words<'a>,
}

#[derive(Deserialize)]
struct RoomKind<'a> {
    #[serde(borrow)]
    vntpomk: Words<'a>,
}

impl AddressBody<'_> {
    /// The address as far as its line needs it.
    pub(super) fn address(self) -> Address {
        let text = |value: Words<'_>| filled(&value).unwrap_or_default();
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
        let text = |value: Words<'_>| filled(&value).unwrap_or_default();
        Contacts { phone: text(self.vtels.take()), email: text(self.vemail.take()), website: text(self.vsite.take()) }
    }
}

#[derive(Deserialize)]
pub(super) struct NamesBody<'a> {
    #[serde(borrow)]
    pub vnaim: Words<'a>,
    #[serde(borrow)]
    pub vn: Words<'a>,
    #[serde(borrow)]
    pub vfn: Words<'a>,
    #[serde(borrow)]
    pub vnaimb: Words<'a>,
    #[serde(borrow)]
    pub vnb: Words<'a>,
}

#[derive(Deserialize)]
pub(super) struct PersonBody<'a> {
    #[serde(borrow)]
    pub vfio: Words<'a>,
    #[serde(borrow)]
    pub vfiob: Words<'a>,
}

#[derive(Deserialize)]
pub(super) struct ActivityBody<'a> {
    #[serde(borrow)]
    pub nsi00114: Option<Activity<'a>>,
}

#[derive(Deserialize)]
pub(super) struct Activity<'a> {
    #[serde(borrow)]
    pub vkvdn: Words<'a>,
    #[serde(borrow)]
    pub vnvdnp: Words<'a>,
}

#[derive(Deserialize)]
pub(super) struct EventBody<'a> {
    #[serde(borrow)]
    pub nsi00223: Option<EventKind<'a>>,
    #[serde(borrow)]
    pub nsi00212: Option<Body<'a>>,
    #[serde(borrow, rename = "nsi00212R")]
    pub nsi00212r: Option<Body<'a>>,
    #[serde(borrow)]
    pub vprim: Words<'a>,
}

#[derive(Deserialize)]
pub(super) struct EventKind<'a> {
    pub nkop: Option<i64>,
    #[serde(borrow)]
    pub vnop: Words<'a>,
}

#[derive(Deserialize)]
pub(super) struct Body<'a> {
    pub nkuz: Option<i64>,
    #[serde(borrow)]
    pub vnuzp: Words<'a>,
}

#[derive(Deserialize)]
pub(super) struct HeadBody<'a> {
    dto: Option<IgnoredAny>,
    #[serde(borrow)]
    cact: Words<'a>,
    #[serde(borrow)]
    pub vfio: Text<'a>,
    #[serde(borrow)]
    pub vfiob: Words<'a>,
    #[serde(borrow)]
    pub vpost: Words<'a>,
    #[serde(borrow)]
    pub vpostb: Words<'a>,
    pub dsrok: Option<WireDate>,
}

impl HeadBody<'_> {
    /// As [`Head::is_in_office`](crate::register::head::Head::is_in_office).
    pub(super) fn is_in_office(&self) -> bool {
        self.cact.as_ref().map_or(self.dto.is_none(), |mark| mark.0 == "+")
    }
}
