//! The current row of a company, from the entries of its log; and what else the portal asks of them.

mod former;
mod naming;

pub use former::subject_before;

pub use self::naming::name_key;
use self::naming::search_text;
use super::alerts;
use super::authorised;
use super::charter;
use super::head::Head;
use super::search_words;
use crate::office::endings;
use crate::store::AnyConn;
use crate::store::companies::CompanyRow;
use crate::store::entries::{self, EntryKind, EntryRow, Tally};
use crate::store::projection::{PlaceRow, add_places, remove_company, save_companies};
use chrono::NaiveDateTime;
use diesel::QueryResult;
use portal::address::Address;
use portal::company::{Kind, Standing};
use portal::egr::{self, Record, Reference};
use portal::fold::fold;
use portal::procedures::{Activity, Authorised, Contacts, HeadInOffice, Names, Participant, Subject};
use serde::de::DeserializeOwned;
use std::collections::{HashMap, HashSet};

/// The source of entries that were invented begins so.
pub const SYNTHETIC: &str = "synthetic";

/// Computes a company's row anew; call it after appending entries, in the same transaction.
pub fn refresh(conn: &mut AnyConn, unp: i64, now: NaiveDateTime) -> QueryResult<()> {
    refresh_all(conn, &[unp], now, &mut HashSet::new())
}

/// Computes the rows of several companies anew. `known` remembers the places written before, which a
/// long import then need not write again.
pub fn refresh_all(
    conn: &mut AnyConn,
    unps: &[i64],
    now: NaiveDateTime,
    known: &mut HashSet<PlaceRow>,
) -> QueryResult<()> {
    renew(conn, unps, unps, now, known)
}

/// Follows what was appended at once: computes anew the rows of which it may change anything, which an event
/// does not, and notes what is to be told of all. `known` is as in [`refresh_all`].
pub fn follow(
    conn: &mut AnyConn,
    appended: &Tally,
    now: NaiveDateTime,
    known: &mut HashSet<PlaceRow>,
) -> QueryResult<()> {
    match appended.changed.is_empty() {
        true => alerts::note(conn, &appended.touched, now),
        false => renew(conn, &appended.changed, &appended.touched, now, known),
    }
}

/// Computes rows anew, and notes whom there is something to tell of.
fn renew(
    conn: &mut AnyConn,
    unps: &[i64],
    touched: &[i64],
    now: NaiveDateTime,
    known: &mut HashSet<PlaceRow>,
) -> QueryResult<()> {
    entries::lock(conn, unps)?;
    let all = entries::states_of(conn, unps)?;
    let (mut rows, mut places, mut gone) = (Vec::new(), Vec::new(), Vec::new());
    for of_one in all.chunk_by(|a, b| a.unp == b.unp) {
        match Facts::read(of_one).company(now) {
            Some((row, address)) => {
                let found = address.map(|address| places_of(&address, row.office)).unwrap_or_default();
                places.extend(found.into_iter().filter(|place| known.insert(place.clone())));
                rows.push(row);
            }
            None => gone.push(of_one[0].unp),
        }
    }
    let written = save_companies(conn, rows)?;
    search_words::save(conn, &written)?;
    endings::follow_register(conn, &written, now)?;
    alerts::note(conn, touched, now)?;
    for unp in gone {
        remove_company(conn, unp)?;
    }
    add_places(conn, &places)
}

/// What the log makes of some companies: the row of each and the places that stand in its address. Those of
/// which it does not say enough are left out.
pub fn projected(
    conn: &mut AnyConn,
    unps: &[i64],
    now: NaiveDateTime,
) -> QueryResult<HashMap<i64, (CompanyRow, Vec<PlaceRow>)>> {
    let all = entries::states_of(conn, unps)?;
    let of_one = |rows: &[EntryRow]| {
        let (row, address) = Facts::read(rows).company(now)?;
        let places = address.map(|address| places_of(&address, row.office)).unwrap_or_default();
        Some((row.unp, (row, places)))
    };
    Ok(all.chunk_by(|a, b| a.unp == b.unp).filter_map(of_one).collect())
}

/// Makes everything that is kept of some companies anew from the log, whatever stands there; nobody is told
/// of it, since the register has not changed.
pub fn rebuild(conn: &mut AnyConn, unps: &[i64], now: NaiveDateTime) -> QueryResult<()> {
    entries::lock(conn, unps)?;
    let mut projected = projected(conn, unps, now)?;
    let (mut rows, mut places) = (Vec::new(), Vec::new());
    for unp in unps {
        match projected.remove(unp) {
            Some((row, found)) => {
                rows.push(row);
                places.extend(found);
            }
            None => remove_company(conn, *unp)?,
        }
    }
    save_companies(conn, rows.clone())?;
    search_words::save(conn, &rows)?;
    add_places(conn, &places)
}

/// The address in force of a company, part by part; also that of a sole proprietor, which is
/// personal: show it to nobody but those who may act for them.
pub fn current_address(conn: &mut AnyConn, unp: i64) -> QueryResult<Option<Address>> {
    Ok(current_location(conn, unp)?.map(|(address, _)| address))
}

/// The address in force with the contacts that stand beside it; personal as the address is.
pub fn current_location(conn: &mut AnyConn, unp: i64) -> QueryResult<Option<(Address, Contacts)>> {
    let rows = entries::current_of_kind(conn, unp, EntryKind::Address)?;
    Ok(in_force::<egr::Address>(&rows, EntryKind::Address).map(|record| (address(&record), contacts(&record))))
}

/// The body that what is filed for a company goes to: the one that its row names, or, of a sole proprietor whose record
/// names none, the one competent for the address. For those who act for them and for the offices alone: it tells in
/// which district they live.
pub fn keeper(conn: &mut AnyConn, company: &CompanyRow) -> QueryResult<Option<i32>> {
    if company.office.is_some() || company.kind() == Kind::LegalEntity {
        return Ok(company.office);
    }
    let address = current_address(conn, company.unp)?;
    Ok(address.and_then(|address| portal::offices::competent_for(&address)).map(|office| office.code))
}

/// What the register says of a company for which something is filed.
pub fn subject(conn: &mut AnyConn, company: &CompanyRow) -> QueryResult<Subject> {
    Ok(Subject {
        unp: company.unp,
        kind: company.kind(),
        standing: company.standing(),
        full_name: company.name.clone(),
        names: names(company),
        activity: main_activity(company),
        registered_on: company.registered_on,
        address: current_address(conn, company.unp)?,
        head: head_in_office(conn, company)?,
        office: company.office,
        others: others(conn, company)?,
        participants: participants(conn, company)?,
        proceeding: None,
    })
}

/// The names of a company's row.
fn names(company: &CompanyRow) -> Names {
    let text = |name: &Option<String>| name.clone().unwrap_or_default();
    Names {
        full: company.name.clone(),
        short: text(&company.short_name),
        brand: text(&company.brand),
        full_be: text(&company.name_be),
        short_be: text(&company.short_name_be),
    }
}

/// The main activity of a company's row: «62010 Деятельность …».
fn main_activity(company: &CompanyRow) -> Activity {
    let line = company.activity.as_deref().unwrap_or_default();
    match line.split_once(' ').filter(|(code, _)| code.bytes().all(|digit| digit.is_ascii_digit())) {
        Some((code, title)) => Activity { code: code.to_owned(), title: title.to_owned() },
        None => Activity { code: String::new(), title: line.to_owned() },
    }
}

/// The head in office of a legal entity; `None` also where the last one's powers ended.
fn head_in_office(conn: &mut AnyConn, company: &CompanyRow) -> QueryResult<Option<HeadInOffice>> {
    if company.kind() != Kind::LegalEntity {
        return Ok(None);
    }
    let rows = entries::current_of_kind(conn, company.unp, EntryKind::Head)?;
    let head = in_force_own::<Head>(&rows, EntryKind::Head).filter(Head::is_in_office);
    Ok(head.map(in_office))
}

/// Who else may act for a legal entity.
fn others(conn: &mut AnyConn, company: &CompanyRow) -> QueryResult<Vec<Authorised>> {
    if company.kind() != Kind::LegalEntity {
        return Ok(Vec::new());
    }
    Ok(authorised::others(&entries::current_of_kind(conn, company.unp, EntryKind::Authorised)?))
}

/// Who takes part in a legal entity, natural persons too: show their names to nobody but those who act for it.
fn participants(conn: &mut AnyConn, company: &CompanyRow) -> QueryResult<Option<Vec<Participant>>> {
    if company.kind() != Kind::LegalEntity {
        return Ok(None);
    }
    let rows = entries::current_of_kind(conn, company.unp, EntryKind::Participants)?;
    Ok(charter::participants(&rows).map(charter::Participants::named))
}

/// Those who may act for several legal entities besides their heads.
pub fn others_of(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<HashMap<i64, Vec<Authorised>>> {
    let rows = entries::current_of_kind_of(conn, unps, EntryKind::Authorised)?;
    Ok(rows.chunk_by(|a, b| a.unp == b.unp).map(|rows| (rows[0].unp, authorised::others(rows))).collect())
}

/// The heads of several legal entities: `None` where the register knew one whose powers ended, nothing
/// where it never named any, which the USR's feeds do not.
pub fn heads(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<HashMap<i64, Option<HeadInOffice>>> {
    let rows = entries::current_of_kind_of(conn, unps, EntryKind::Head)?;
    let of_one = |rows: &[EntryRow]| {
        let head = in_force_own::<Head>(rows, EntryKind::Head).filter(Head::is_in_office);
        (rows[0].unp, head.map(in_office))
    };
    Ok(rows.chunk_by(|a, b| a.unp == b.unp).map(of_one).collect())
}

fn in_office(head: Head) -> HeadInOffice {
    let belarusian = |field: &str| head.extra.get(field).and_then(|text| text.as_str()).unwrap_or_default().to_owned();
    HeadInOffice {
        name_be: belarusian("vfiob"),
        post_be: belarusian("vpostb"),
        post: filled(&head.vpost).unwrap_or_default(),
        since: head.dfrom.map(|day| day.0),
        until: head.dsrok.map(|day| day.0),
        name: head.vfio,
    }
}

/// An address as the portal speaks of it, from the wire's record.
pub fn address(record: &egr::Address) -> Address {
    let text = |value: &Option<String>| value.as_deref().unwrap_or("").trim().to_owned();
    fn label<R: Reference>(reference: &Option<R>) -> String {
        reference.as_ref().and_then(R::label).unwrap_or("").trim().to_owned()
    }
    Address {
        postcode: record.nindex.map(|index| format!("{index:06}")).unwrap_or_default(),
        region: text(&record.vregion),
        district: text(&record.vdistrict),
        settlement_kind: label(&record.nsi00239),
        settlement: text(&record.vnp),
        street_kind: label(&record.nsi00226),
        street: text(&record.vulitsa),
        house: text(&record.vdom),
        building: text(&record.vkorp),
        room_kind: label(&record.nsi00227),
        room: text(&record.vpom),
        premises: label(&record.nsi00234),
        note: text(&record.vadrprim),
        soato: record.nsi00202.as_ref().and_then(Reference::code),
    }
}

/// The contacts of a record of address.
pub fn contacts(record: &egr::Address) -> Contacts {
    let text = |value: &Option<String>| filled(value).unwrap_or_default();
    Contacts { phone: text(&record.vtels), email: text(&record.vemail), website: text(&record.vsite) }
}

/// Reads an entry's record; `None` where it is no such record, which the log never holds.
pub fn record<R: Record>(entry: &EntryRow) -> Option<R> {
    R::from_value(serde_json::from_str(&entry.body).ok()?).ok()
}

/// The row that some entries of one company make; `None` while its name or its state is not known.
pub(super) fn company(rows: &[EntryRow], now: NaiveDateTime) -> Option<CompanyRow> {
    Facts::read(rows).company(now).map(|(row, _)| row)
}

/// What is invented stays so wherever its records come from: another portal tells it in each of them
/// ([`super::synthetic::FLAG`]).
const FLAGGED: &str = "\"synthetic\":true";

/// What the current entries of one company say of it today.
struct Facts {
    unp: i64,
    synthetic: bool,
    base: Option<egr::Base>,
    short: Option<egr::Short>,
    names: Option<egr::JurNames>,
    person: Option<egr::IpFio>,
    activity: Option<egr::Ved>,
    address: Option<egr::Address>,
    head: Option<Head>,
}

impl Facts {
    /// `rows` are of one company.
    fn read(rows: &[EntryRow]) -> Facts {
        Facts {
            unp: rows.first().map_or(0, |row| row.unp),
            synthetic: rows.iter().any(|row| row.source.starts_with(SYNTHETIC) || row.body.contains(FLAGGED)),
            base: in_force(rows, EntryKind::Base),
            short: in_force(rows, EntryKind::Short),
            names: in_force(rows, EntryKind::Names),
            person: in_force(rows, EntryKind::Person),
            activity: in_force(rows, EntryKind::Activity),
            address: in_force(rows, EntryKind::Address),
            head: in_force_own(rows, EntryKind::Head).filter(Head::is_in_office),
        }
    }

    /// The company's row and, for a legal entity, its address. `None` while its name or its state is
    /// not known yet: feeds may come in any order.
    fn company(self, now: NaiveDateTime) -> Option<(CompanyRow, Option<Address>)> {
        let standing = self.standing()?;
        let kind = self.kind();
        let (name, short_name, brand) = self.names(kind)?;
        let address = self.address.as_ref().filter(|_| kind == Kind::LegalEntity).map(address);
        let (name_be, short_name_be) = match (&self.names, &self.person) {
            (_, Some(person)) if kind == Kind::SoleProprietor => (filled(&person.vfiob), None),
            (Some(names), _) => (filled(&names.vnaimb), filled(&names.vnb)),
            _ => (None, None),
        };
        let name_key = name_key(brand.as_deref(), &name);
        let dates =
            |of: fn(&Self) -> [Option<egr::WireDate>; 2]| of(&self).into_iter().flatten().next().map(|date| date.0);
        let row = CompanyRow {
            unp: self.unp,
            kind: kind.code().to_owned(),
            standing: standing.to_wire(),
            registered_on: dates(|f| [f.base.as_ref().and_then(|b| b.dfrom), f.short.as_ref().and_then(|s| s.dfrom)]),
            excluded_on: dates(|f| [f.base.as_ref().and_then(|b| b.dto), f.short.as_ref().and_then(|s| s.dto)]),
            office: self.office(),
            search: search_text([
                Some(name_key.as_str()),
                short_name.as_deref(),
                Some(&name),
                brand.as_deref(),
                short_name_be.as_deref(),
                name_be.as_deref(),
            ]),
            name_key,
            name,
            short_name,
            brand,
            name_be,
            short_name_be,
            address: address.as_ref().map(Address::one_line).filter(|line| !line.is_empty()),
            activity: self.activity.as_ref().and_then(activity),
            head: self.head.filter(|_| kind == Kind::LegalEntity).map(|head| head.vfio),
            synthetic: self.synthetic,
            updated_at: now,
        };
        Some((row, address))
    }

    fn standing(&self) -> Option<Standing> {
        let of = |status: &Option<egr::Status>| {
            let code = status.as_ref().and_then(Reference::code)?;
            Standing::from_wire(i32::try_from(code).ok()?)
        };
        let base = self.base.as_ref().and_then(|base| of(&base.nsi00219));
        base.or_else(|| self.short.as_ref().and_then(|short| of(&short.nsi00219)))
    }

    /// As the base record says; without one, whoever has a person's name and no other is a person.
    fn kind(&self) -> Kind {
        let said = self.base.as_ref().and_then(|base| base.nsi00211.as_ref()).and_then(Reference::code);
        said.and_then(Kind::from_wire).unwrap_or_else(|| {
            let named_as_entity = self.names.is_some() || self.short.as_ref().is_some_and(|s| s.vnaim.is_some());
            let has_person = self.person.is_some() || self.short.as_ref().is_some_and(|s| s.vfio.is_some());
            if has_person && !named_as_entity { Kind::SoleProprietor } else { Kind::LegalEntity }
        })
    }

    /// Full name, short name and brand name.
    fn names(&self, kind: Kind) -> Option<(String, Option<String>, Option<String>)> {
        if kind == Kind::SoleProprietor {
            let person = self.person.as_ref().and_then(|person| filled(&person.vfio));
            let name = person.or_else(|| self.short.as_ref().and_then(|short| filled(&short.vfio)))?;
            return Some((name, None, None));
        }
        let (full, short, brand) = match (&self.names, &self.short) {
            (Some(names), _) => (filled(&names.vnaim), filled(&names.vn), filled(&names.vfn)),
            (None, Some(row)) => (filled(&row.vnaim), filled(&row.vn), filled(&row.vfn)),
            (None, None) => return None,
        };
        let name = full.or_else(|| short.clone()).or_else(|| brand.clone())?;
        Some((name, short, brand))
    }

    /// The body that keeps the file; where the record of a legal entity does not say, the one competent for its
    /// address. That of a sole proprietor's would tell everybody in which district they live: see [`keeper`].
    fn office(&self) -> Option<i32> {
        let said = self.base.as_ref().and_then(|base| base.nsi00212.as_ref()).and_then(Reference::code);
        let said = said.and_then(|code| i32::try_from(code).ok());
        if self.kind() == Kind::SoleProprietor { said } else { said.or_else(|| self.competent()) }
    }

    /// The body competent for the address; personal as a sole proprietor's address is.
    fn competent(&self) -> Option<i32> {
        let address = self.address.as_ref().map(address)?;
        portal::offices::competent_for(&address).map(|office| office.code)
    }
}

/// The entry in force among those of a kind, the latest of several; where none is in force, the
/// latest of all: a company that is no more keeps its last name.
pub fn latest(rows: &[EntryRow], kind: EntryKind) -> Option<&EntryRow> {
    let order = |row: &&EntryRow| (row.active, row.valid_from, row.id);
    rows.iter().filter(|row| row.kind == kind.code()).max_by_key(order)
}

fn in_force<R: Record>(rows: &[EntryRow], kind: EntryKind) -> Option<R> {
    record(latest(rows, kind)?)
}

fn in_force_own<R: DeserializeOwned>(rows: &[EntryRow], kind: EntryKind) -> Option<R> {
    serde_json::from_str(&latest(rows, kind)?.body).ok()
}

pub(super) fn filled(text: &Option<String>) -> Option<String> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn activity(record: &egr::Ved) -> Option<String> {
    let activity = record.nsi00114.as_ref()?;
    activity_words(filled(&activity.vkvdn), filled(&activity.vnvdnp))
}

/// «62010 Деятельность в области компьютерного программирования».
pub(super) fn activity_words(code: Option<String>, title: Option<String>) -> Option<String> {
    let line = [code, title].into_iter().flatten().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

fn places_of(address: &Address, office: Option<i32>) -> Vec<PlaceRow> {
    let settlement_key = fold(&address.settlement);
    if settlement_key.is_empty() {
        return Vec::new();
    }
    let settlement = PlaceRow {
        area: office.unwrap_or(0),
        settlement_key,
        settlement_kind: address.settlement_kind.clone(),
        street_key: String::new(),
        street_kind: String::new(),
        settlement: address.settlement.clone(),
        street: String::new(),
    };
    let street_key = fold(&address.street);
    if street_key.is_empty() {
        return vec![settlement];
    }
    let street = PlaceRow {
        street_key,
        street_kind: address.street_kind.clone(),
        street: address.street.clone(),
        ..settlement.clone()
    };
    vec![settlement, street]
}

#[cfg(test)]
mod tests;
