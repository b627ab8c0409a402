//! What an accepted application changes in the register: entries in the wire's form are appended, the
//! ones they replace are closed, and the company's row is computed anew.

use super::{authorised, charters, corrected_facts, head_rights, name_changes, registrations, standing_changes};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::register::head::Head;
use crate::register::projection;
use crate::register::wire::{self, Fact, Origin};
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::applications::ApplicationRow;
use crate::store::companies::CompanyRow;
use crate::store::entries::{self, EntryKind};
use chrono::{NaiveDate, NaiveDateTime};
use portal::address::Address;
use portal::company::Kind;
use portal::egr::{
    self, Country, EventKind, Ground, PremisesKind, Reference, RegisteringBody, RoomKind, SettlementKind, StreetKind,
    Territory, WireDate,
};
use portal::lang::Lang;
use portal::offices::Surroundings;
use portal::procedures::{Contacts, InForce, RegisterChange};

/// What came of the changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Codes of the offices that the company's file passed from and to.
    pub passed: Option<(i32, i32)>,
}

/// Applies the changes of an accepted application, in the caller's transaction.
pub fn apply(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    company: &CompanyRow,
    changes: Vec<RegisterChange>,
    now: NaiveDateTime,
) -> Result<Applied, Failure> {
    entries::lock(conn, &[company.unp])?;
    let origin =
        Origin { source: format!("application:{}", row.id), application_id: Some(row.id.clone()), recorded_at: now };
    let mut applied = Applied::default();
    for (place, change) in (0..).zip(changes) {
        match change {
            RegisterChange::Address { address, contacts, from, office } => {
                let around = state.offices.surroundings(office);
                let territory = around.as_ref().map(territory);
                move_to(conn, company.unp, (&whole(&address, around), territory), &contacts, from, &origin)?;
                applied.passed = pass_file(conn, state, company, state.offices.acting(office), &origin)?;
            }
            RegisterChange::Head { name, name_be, post, email, from, until } => {
                end_head(conn, company.unp, from, &origin)?;
                let mut head = Head::since(company.unp, from, name, post);
                head.dsrok = until.map(WireDate);
                if !name_be.is_empty() {
                    head.extra.insert("vfiob".to_owned(), name_be.into());
                }
                append(conn, &head, &origin)?;
                head_rights::pass(conn, company.unp, &email, from, until, now)?;
            }
            RegisterChange::HeadUntil { on, until } => {
                let heads = heads_in_office(conn, company.unp)?;
                let since = heads.iter().filter_map(|head| head.dfrom).map(|day| day.0).max();
                for mut head in heads {
                    head.dsrok = until.map(WireDate);
                    append(conn, &head, &origin)?;
                }
                head_rights::extend(conn, company.unp, since, on, until)?;
            }
            RegisterChange::HeadEnds { on } => {
                end_head(conn, company.unp, on, &origin)?;
                head_rights::end(conn, company.unp, on)?;
            }
            RegisterChange::Authorised(granted) => authorised::enter(conn, company.unp, &granted, &origin, now)?,
            RegisterChange::AuthorisedUntil { key, until, .. } => {
                authorised::extend(conn, company.unp, &key, until, &origin)?;
            }
            RegisterChange::AuthorisedEnds { key, on } => authorised::end(conn, company.unp, &key, on, &origin)?,
            RegisterChange::OthersEnd { on } => authorised::end_all(conn, company.unp, on, &origin)?,
            RegisterChange::Standing { to } => {
                standing_changes::apply(conn, state, row, company, to, place, &origin)?;
            }
            RegisterChange::Names(names) => name_changes::rename(conn, company, &names, &origin)?,
            RegisterChange::Activity(activity) => {
                name_changes::change_activity(conn, company.unp, &activity, &origin)?;
            }
            RegisterChange::Corrected { fact, wrong, right } => {
                corrected_facts::put_right(conn, company.unp, &fact, &right, &origin)?;
                let mut event = event(state, row, company, corrected_facts::EVENT, minsk(now).date(), place)
                    .ok_or_else(|| Failure::Internal("an event without a number".into()))?;
                event.vprim = corrected_facts::note(company.kind(), &fact, &wrong, &right);
                append(conn, &event, &origin)?;
            }
            RegisterChange::Charter(charter) => charters::enter(conn, company.unp, &charter, &origin)?,
            RegisterChange::EventToday { code } => {
                let event = event(state, row, company, code, minsk(now).date(), place)
                    .ok_or_else(|| Failure::Internal("an event without a number".into()))?;
                append(conn, &event, &origin)?;
            }
            RegisterChange::CertificateAnew => registrations::certify(conn, row, true, now)?,
            // Kept for a founder, in no register: `name_approvals`. What is registered, `registrations` enters.
            RegisterChange::NameApproved(_) | RegisterChange::Registered(_) => {}
            // The proceeding's own tables: `proceedings`.
            RegisterChange::Open(_) | RegisterChange::Proceeding(_) => {}
            RegisterChange::Event { code, on } => {
                let event = event(state, row, company, code, on, place)
                    .ok_or_else(|| Failure::Internal("an event without a number".into()))?;
                append(conn, &event, &origin)?;
            }
        }
    }
    projection::refresh(conn, company.unp, now)?;
    Ok(applied)
}

fn heads_in_office(conn: &mut AnyConn, unp: i64) -> Result<Vec<Head>, Failure> {
    let rows = entries::current_of_kind(conn, unp, EntryKind::Head)?;
    let heads = rows.iter().filter(|row| row.active).filter_map(|row| serde_json::from_str::<Head>(&row.body).ok());
    Ok(heads.filter(Head::is_in_office).collect())
}

/// Closes the entry of the head in office: from `on` it no longer holds.
fn end_head(conn: &mut AnyConn, unp: i64, on: NaiveDate, origin: &Origin) -> Result<(), Failure> {
    for mut head in heads_in_office(conn, unp)? {
        head.dto = Some(WireDate(on));
        head.cact = Some("-".to_owned());
        append(conn, &head, origin)?;
    }
    Ok(())
}

/// The days of a company's entries that what is entered next has to come after.
pub fn in_force(conn: &mut AnyConn, unp: i64) -> Result<InForce, Failure> {
    let addresses = entries::current_of_kind(conn, unp, EntryKind::Address)?;
    let heads = entries::current_of_kind(conn, unp, EntryKind::Head)?;
    // One that ended on its own first day had that day: another that began on it would take its entry.
    let former = heads.iter().filter(|row| !row.active);
    Ok(InForce {
        address_since: addresses.iter().filter(|row| row.active).filter_map(|row| row.valid_from).max(),
        head_ended: former.filter_map(|row| row.valid_to.max(row.valid_from.and_then(|from| from.succ_opt()))).max(),
    })
}

/// The contacts beside a company's present address.
pub fn contacts(conn: &mut AnyConn, unp: i64) -> Result<Contacts, Failure> {
    let rows = entries::current_of_kind(conn, unp, EntryKind::Address)?;
    let record = rows.iter().rfind(|row| row.active).and_then(projection::record::<egr::Address>);
    let Some(record) = record else { return Ok(Contacts::default()) };
    let text = |value: Option<String>| value.unwrap_or_default();
    Ok(Contacts { phone: text(record.vtels), email: text(record.vemail), website: text(record.vsite) })
}

/// An address of a form with what follows from its office's area: the register's names of the region
/// and the district, and in a city the city.
pub fn whole(address: &Address, around: Option<Surroundings>) -> Address {
    let Some(around) = around else { return address.clone() };
    let mut whole = Address {
        region: around.region.to_owned(),
        district: around.district.unwrap_or_default(),
        soato: Some(around.soato),
        ..address.clone()
    };
    if let Some((kind, city)) = around.city {
        whole.settlement_kind = kind.to_owned();
        whole.settlement = city;
    }
    whole
}

/// Closes the address in force on the day of the move and appends the new one.
fn move_to(
    conn: &mut AnyConn,
    unp: i64,
    (address, territory): (&Address, Option<Territory>),
    contacts: &Contacts,
    from: NaiveDate,
    origin: &Origin,
) -> Result<(), Failure> {
    let mut former = None;
    for row in entries::current_of_kind(conn, unp, EntryKind::Address)?.iter().filter(|row| row.active) {
        let Some(mut record) = projection::record::<egr::Address>(row) else { continue };
        former = Some(record.clone());
        record.dto = Some(WireDate(from));
        record.cact = Some("-".to_owned());
        append(conn, &record, origin)?;
    }
    append(conn, &wire_address(unp, (address, territory), contacts, from, former.unwrap_or_default()), origin)
}

/// The record of an address. Contacts that the application leaves empty stay those of the former record.
fn wire_address(
    unp: i64,
    (address, territory): (&Address, Option<Territory>),
    contacts: &Contacts,
    from: NaiveDate,
    former: egr::Address,
) -> egr::Address {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    egr::Address {
        ngrn: unp,
        dfrom: Some(WireDate(from)),
        dto: None,
        cact: Some("+".to_owned()),
        nsi00201: Some(Country::of(112, "Республика Беларусь", Some(4_881))),
        nindex: address.postcode.parse().ok(),
        nsi00202: territory,
        vregion: text(&address.region),
        vdistrict: text(&address.district),
        nsi00239: text(&address.settlement_kind).map(settlement_kind),
        vnp: text(&address.settlement),
        nsi00226: text(&address.street_kind).map(street_kind),
        vulitsa: text(&address.street),
        vdom: text(&address.house),
        vkorp: text(&address.building),
        vpom: text(&address.room),
        nsi00227: text(&address.room_kind).map(room_kind),
        nsi00234: premises(&address.premises),
        vadrprim: text(&address.note),
        vemail: text(&contacts.email).or(former.vemail),
        vsite: text(&contacts.website).or(former.vsite),
        vtels: text(&contacts.phone).or(former.vtels),
        vfax: former.vfax,
        extra: serde_json::Map::new(),
    }
}

/// The territory in which an office's addresses are, in the register's words.
fn territory(around: &Surroundings) -> Territory {
    Territory::of(around.soato, around.full.as_str(), None)
}

// Of the register's directories only these codes and ids are known (real records show them); a label
// without its code is better than a code that means something else.

fn settlement_kind(label: String) -> SettlementKind {
    match label.as_str() {
        "г." => SettlementKind::of(1, label, Some(50_607)),
        _ => SettlementKind { vntnpk: Some(label), ..SettlementKind::default() },
    }
}

fn street_kind(label: String) -> StreetKind {
    match label.as_str() {
        "ул." => StreetKind::of(1, label, Some(33_295)),
        _ => StreetKind { vntulk: Some(label), ..StreetKind::default() },
    }
}

fn room_kind(label: String) -> RoomKind {
    match label.as_str() {
        "каб." => RoomKind::of(4, label, Some(33_302)),
        _ => RoomKind { vntpomk: Some(label), ..RoomKind::default() },
    }
}

fn premises(word: &str) -> Option<PremisesKind> {
    match word {
        "non_residential" => Some(PremisesKind::of(4, "Нежилое помещение", Some(36_574))),
        "dwelling" => {
            Some(PremisesKind { vnvpom: Some("Жилое помещение".to_owned()), ..PremisesKind::default() })
        }
        _ => None,
    }
}

/// The company's file goes to the office of its new address; offices from and to, where they differ.
fn pass_file(
    conn: &mut AnyConn,
    state: &AppState,
    company: &CompanyRow,
    office: i32,
    origin: &Origin,
) -> Result<Option<(i32, i32)>, Failure> {
    if company.office == Some(office) {
        return Ok(None);
    }
    let base = entries::current_of_kind(conn, company.unp, EntryKind::Base)?;
    if let Some(mut record) = base.last().and_then(projection::record::<egr::Base>) {
        record.nsi00212 = Some(body(state, office));
        append(conn, &record, origin)?;
    }
    Ok(company.office.map(|former| (former, office)))
}

/// Event numbers of the portal begin here: above those of the register that were seen (eleven
/// digits), below 2^53, so that a program that reads numbers as doubles reads them exactly.
const EVENT_NUMBERS: i64 = 8_000_000_000_000_000;

/// The event in the register: numbered after the filing, whose number nobody else has.
pub(super) fn event(
    state: &AppState,
    row: &ApplicationRow,
    company: &CompanyRow,
    code: i32,
    on: NaiveDate,
    place: i64,
) -> Option<egr::Event> {
    let filing: i64 = row.number.as_deref()?.parse().ok()?;
    let label = event_label(code);
    let office = row.office.map(|office| body(state, office));
    Some(egr::Event {
        ngr04004: EVENT_NUMBERS + filing * 10 + place,
        ngrn: company.unp,
        dfrom: Some(WireDate(on)),
        ddoc: row.filed_on.map(WireDate),
        vdocn: row.number.as_deref().map(portal::code::grouped),
        nsi00223: Some(EventKind::of(i64::from(code), label, Some(event_id(code)))),
        nsi00213: Some(Ground { vnosn: Some(ground(code, company.kind()).to_owned()), ..Ground::default() }),
        nsi00212: office.clone(),
        nsi00212r: office,
        ..egr::Event::default()
    })
}

/// On what ground an event is recorded, in the words that the register's records have for its kind. A sole proprietor
/// has no owners who would decide.
fn ground(code: i32, of: Kind) -> &'static str {
    match (code, of) {
        // A registration, of changes in a charter and of a proprietor's new surname too.
        (990_002 | 990_012, _) | (990_003, Kind::SoleProprietor) => "Заявление о государственной регистрации",
        // A new name, and what is decided of a liquidation and in it.
        (990_003 | 990_005 | 990_021..=990_024, Kind::LegalEntity) => {
            "Решение собственника имущества (учредителей, участников)"
        }
        (990_005 | 990_021..=990_024, Kind::SoleProprietor) => "Решение индивидуального предпринимателя",
        (990_006, _) => "Определение экономического суда",
        (990_008, _) => "Решение регистрирующего органа",
        _ => "Уведомление субъекта хозяйствования",
    }
}

/// The register's own id of an event's kind, where a real record showed it.
fn event_id(code: i32) -> i64 {
    match code {
        21_700 => 70_230,
        other => i64::from(other),
    }
}

/// The label of an event, in Russian, as the register keeps all its words.
fn event_label(code: i32) -> String {
    match code {
        990_002 => "Государственная регистрация".to_owned(),
        990_001 => "Уведомление об изменении местонахождения".to_owned(),
        990_003 => "Изменение наименования (фамилии, имени, отчества)".to_owned(),
        990_004 => "Изменение основного вида деятельности".to_owned(),
        990_013 => "Исправление ошибки в записи".to_owned(),
        990_012 => "Государственная регистрация изменений в устав".to_owned(),
        990_014 => "Уведомление о полномочиях иного лица, действующего от имени организации".to_owned(),
        21_700 => "Уведомление о назначении (замене) руководителя".to_owned(),
        990_005 => "Принятие решения о ликвидации (прекращении деятельности)".to_owned(),
        990_006 => "Возбуждение производства по делу о банкротстве".to_owned(),
        990_008 => "Исключение из ЕГР".to_owned(),
        990_021 => "Утверждение промежуточного ликвидационного баланса".to_owned(),
        990_022 => "Продление срока ликвидации (прекращения деятельности)".to_owned(),
        990_023 => "Замена ликвидатора (председателя ликвидационной комиссии)".to_owned(),
        990_024 => "Отмена решения о ликвидации (прекращении деятельности)".to_owned(),
        other => format!("Событие {other}"),
    }
}

pub(super) fn body(state: &AppState, office: i32) -> RegisteringBody {
    RegisteringBody::of(i64::from(office), state.offices.name(office, Lang::Ru), Some(990_000 + i64::from(office)))
}

pub(super) fn append<F: Fact>(conn: &mut AnyConn, record: &F, origin: &Origin) -> Result<(), Failure> {
    let entry = wire::entry(record, origin).map_err(Failure::Internal)?;
    entries::append(conn, entry)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_recorded_on_the_ground_that_it_has_and_not_on_a_notification_whatever_it_is() {
        let of = [(990_001, "Уведомление"), (990_002, "Заявление"), (990_005, "Решение"), (990_008, "Решение")];
        for (code, begins) in of {
            for kind in [Kind::LegalEntity, Kind::SoleProprietor] {
                assert!(ground(code, kind).starts_with(begins), "{code}: {}", ground(code, kind));
            }
        }
        let entity = |code| ground(code, Kind::LegalEntity);
        assert_eq!((entity(21_700), entity(990_004)), (entity(990_001), entity(990_001)));
    }

    #[test]
    fn a_sole_proprietor_has_no_owners_on_whose_decision_anything_is_recorded() {
        let own = |code| ground(code, Kind::SoleProprietor);
        assert_eq!(own(990_003), "Заявление о государственной регистрации");
        assert_eq!(own(990_005), "Решение индивидуального предпринимателя");
        for code in (990_001..=990_024).chain([21_700]) {
            assert!(!own(code).contains("собственника"), "{code}: {}", own(code));
        }
        for code in [990_003, 990_005, 990_024] {
            assert!(ground(code, Kind::LegalEntity).contains("собственника"), "{code}");
        }
    }

    #[test]
    fn a_territory_in_a_city_is_named_as_the_register_names_it() {
        let around = portal::offices::surroundings(7211).unwrap();
        let named = territory(&around).vnsfull;
        assert_eq!(named.as_deref(), Some("Могилёвская обл. г. Могилёв Ленинский район"));
    }
}
