use super::*;
use chrono::Datelike;
use portal::company::may_use_dwelling;
use portal::egr::{Entry, Record, Reference};
use portal::offices;
use portal::unp::Unp;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const MANY: u32 = 20_000;

static REGISTER: LazyLock<Vec<SyntheticCompany>> = LazyLock::new(|| generate(7, MANY, today()).collect());

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn share(of: impl Fn(&SyntheticCompany) -> bool) -> f64 {
    REGISTER.iter().filter(|company| of(company)).count() as f64 * 100.0 / f64::from(MANY)
}

fn assert_share(what: &str, wanted: f64, allowed: f64, of: impl Fn(&SyntheticCompany) -> bool) {
    let found = share(of);
    assert!((found - wanted).abs() <= allowed, "{what}: {found} % instead of {wanted} %");
}

fn is_person(company: &SyntheticCompany) -> bool {
    company.base.nsi00211.as_ref().and_then(Reference::code) == Some(2)
}

fn full_name(company: &SyntheticCompany) -> &str {
    company.names.first().and_then(|names| names.vnaim.as_deref()).unwrap_or_default()
}

/// All records of a company as JSON, each under the name of its kind.
fn written(company: &SyntheticCompany) -> Vec<(&'static str, Value)> {
    fn all<T: serde::Serialize>(kind: &'static str, rows: &[T]) -> Vec<(&'static str, Value)> {
        rows.iter().map(|row| (kind, serde_json::to_value(row).unwrap())).collect()
    }
    [
        all("base", std::slice::from_ref(&company.base)),
        all("names", &company.names),
        all("addresses", &company.addresses),
        all("activities", &company.activities),
        all("persons", &company.persons),
        all("heads", &company.heads),
        all("events", &company.events),
    ]
    .concat()
}

fn digest(companies: impl Iterator<Item = SyntheticCompany>) -> String {
    let mut hash = Sha256::new();
    for company in companies {
        let SyntheticCompany { base, names, addresses, activities, persons, heads, events } = company;
        let rows = (base, names, addresses, activities, persons, heads, events);
        hash.update(serde_json::to_string(&rows).unwrap());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn every_company_has_its_own_valid_number_of_the_region() {
    let numbers: HashSet<i64> = REGISTER.iter().map(SyntheticCompany::unp).collect();
    assert_eq!(numbers.len(), MANY as usize);
    assert!(numbers.iter().all(|number| Unp::from_number(*number).is_ok() && number / 100_000_000 == 7));
}

#[test]
fn the_same_seed_gives_the_same_register_and_another_seed_another() {
    let of = |seed| digest(generate(seed, 500, today()));
    assert_eq!(of(7), of(7));
    assert_ne!(of(7), of(8));
}

/// Whoever changes a word list or a weight changes every synthetic register: replace the digest then,
/// and say so.
#[test]
fn the_register_of_seed_seven_is_the_one_it_always_was() {
    assert_eq!(digest(generate(7, 500, today())), "cc0fcc0c09809a62fe8fca12edaa62edce721eda8b786d6f45a7eaddfc0b7966");
}

#[test]
fn a_company_does_not_depend_on_those_before_it() {
    assert_eq!(generate(7, MANY, today()).nth(12_345).as_ref(), REGISTER.get(12_345));
    let mut companies = generate(7, 10, today());
    assert_eq!(companies.len(), 10);
    assert!(companies.nth(9).is_some() && companies.next().is_none() && companies.len() == 0);
}

#[test]
fn the_largest_register_begins_at_once_and_holds_nothing_back() {
    let mut companies = generate(7, u32::MAX, today());
    assert_eq!(companies.by_ref().take(3).count(), 3);
    assert!(size_of_val(&companies) < 256);
}

#[test]
fn every_record_is_flagged_and_reads_back_from_the_wire() {
    for company in REGISTER.iter() {
        for (kind, record) in written(company) {
            assert_eq!(record[FLAG], Value::Bool(true), "{kind} {record}");
            assert_eq!(record["ngrn"], Value::from(company.unp()), "{kind} {record}");
        }
        assert_eq!(Base::from_value(serde_json::to_value(&company.base).unwrap()).as_ref(), Ok(&company.base));
        assert_reads_back(&company.names);
        assert_reads_back(&company.addresses);
        assert_reads_back(&company.activities);
        assert_reads_back(&company.persons);
        assert_reads_back(&company.events);
    }
}

fn assert_reads_back<T: Record + PartialEq + std::fmt::Debug>(rows: &[T]) {
    for row in rows {
        assert_eq!(T::from_value(serde_json::to_value(row).unwrap()).as_ref(), Ok(row));
    }
}

#[test]
fn statuses_and_kinds_have_the_shares_of_a_real_register() {
    let status = |code| move |company: &SyntheticCompany| company.base.nsi00219.as_ref().unwrap().code() == Some(code);
    assert_share("active", 78.0, 1.0, status(1));
    assert_share("excluded", 14.0, 1.0, status(2));
    assert_share("in liquidation", 5.0, 0.5, status(3));
    assert_share("bankrupt", 1.5, 0.3, status(4));
    assert_share("sole proprietors", 45.0, 1.0, is_person);
    let form = |words: &'static str| move |company: &SyntheticCompany| full_name(company).starts_with(words);
    assert_share("limited", 24.0, 1.0, form("Общество с ограниченной"));
    assert_share("private", 17.0, 1.0, form("Частное"));
    assert_share("farms", 4.0, 0.5, form("Крестьянское"));
    assert_share("additional", 4.0, 0.5, form("Общество с дополнительной"));
    assert_share("open", 2.0, 0.4, form("Открытое"));
    assert_share("closed", 1.5, 0.4, form("Закрытое"));
    assert_share("communal", 2.5, 0.4, form("Коммунальное"));
}

#[test]
fn a_company_has_three_entries_of_history_on_average() {
    let entries: usize = REGISTER.iter().map(SyntheticCompany::history).sum();
    let average = entries as f64 / f64::from(MANY);
    assert!((2.8..=3.2).contains(&average), "{average}");
    for company in REGISTER.iter() {
        let closed = company.names.len() + company.persons.len() + company.activities.len() + company.heads.len();
        let heads = company.events.iter().filter(|event| event.nsi00223.as_ref().unwrap().code() == Some(21_700));
        assert_eq!(heads.count(), company.heads.len().saturating_sub(1));
        assert!(company.history() + 4 >= closed, "{:?}", company.base);
    }
}

#[test]
fn time_runs_from_the_registration_to_today_without_gaps() {
    for company in REGISTER.iter() {
        let registered = company.base.dfrom.unwrap();
        assert!(registered.0 >= NaiveDate::from_ymd_opt(1992, 1, 2).unwrap() && registered.0 <= today());
        assert!(company.base.dto.is_none_or(|end| end > registered && end.0 <= today()), "{:?}", company.base);
        assert_continuous(&company.names, registered);
        assert_continuous(&company.addresses, registered);
        assert_continuous(&company.activities, registered);
        assert_continuous(&company.persons, registered);
        let days: Vec<_> = company.events.iter().map(|event| event.dfrom.unwrap()).collect();
        assert!(days.is_sorted() && days[0] == registered && days.last().unwrap().0 <= today(), "{days:?}");
        assert!(days.iter().all(|day| day.0.weekday().num_days_from_monday() < 5), "{days:?}");
    }
}

fn assert_continuous<T: Entry + std::fmt::Debug>(rows: &[T], registered: portal::egr::WireDate) {
    let Some(oldest) = rows.last() else { return };
    assert_eq!(oldest.valid_from(), Some(registered));
    assert_eq!(rows[0].valid_to(), None);
    for pair in rows.windows(2) {
        assert_eq!(pair[0].valid_from(), pair[1].valid_to(), "{rows:?}");
        assert!(pair[1].valid_from() < pair[1].valid_to(), "{rows:?}");
    }
}

#[test]
fn half_of_the_companies_are_of_the_last_ten_years() {
    let recent = share(|company| company.base.dfrom.unwrap().0.year() >= 2017);
    assert!((45.0..60.0).contains(&recent), "{recent}");
    assert!(share(|company| company.base.dfrom.unwrap().0.year() < 2000) > 3.0);
}

#[test]
fn addresses_lie_in_the_area_of_the_body_that_keeps_the_file() {
    let mut offices = HashSet::new();
    for company in REGISTER.iter().filter(|company| !company.addresses.is_empty()) {
        let code = company.base.nsi00212.as_ref().unwrap().code().unwrap();
        let address = &company.addresses[0];
        let soato = address.nsi00202.as_ref().unwrap().code().unwrap();
        assert_eq!(offices::competent(soato).map(|office| i64::from(office.code)), Some(code), "{address:?}");
        assert!((212_000..214_000).contains(&address.nindex.unwrap()), "{address:?}");
        offices.insert(code);
    }
    assert_eq!(offices.len(), 21 + 4);
}

#[test]
fn only_those_who_may_have_their_location_in_a_dwelling() {
    let mut dwellings = 0;
    for company in REGISTER.iter() {
        for address in &company.addresses {
            let premises = address.nsi00234.as_ref().and_then(|premises| premises.label());
            assert_eq!(premises.is_none(), is_person(company), "{address:?}");
            if premises == Some("Жилое помещение") {
                assert!(may_use_dwelling(full_name(company)), "{}", full_name(company));
                dwellings += 1;
            }
        }
    }
    assert!(dwellings > 500, "{dwellings}");
}

#[test]
fn no_event_lacks_what_strict_clients_demand_and_all_numbers_differ() {
    let mut numbers = HashSet::new();
    for event in REGISTER.iter().flat_map(|company| &company.events) {
        assert!(numbers.insert(event.ngr04004) && event.ngr04004 > i64::from(i32::MAX), "{event:?}");
        assert!(event.dfrom.is_some() && event.ddoc.is_some(), "{event:?}");
        assert!(event.nsi00212.as_ref().is_some_and(|body| body.label().is_some()));
        assert!(event.nsi00213.as_ref().is_some_and(|ground| ground.label().is_some()));
        assert!(event.nsi00223.as_ref().is_some_and(|kind| kind.label().is_some()));
    }
}

#[test]
fn names_are_varied_and_each_language_keeps_to_its_letters() {
    let mut names: HashMap<&str, u32> = HashMap::new();
    let regular = REGISTER.iter().enumerate().filter(|(index, _)| Oddity::at(*index as u64).is_none());
    for row in regular.flat_map(|(_, company)| &company.names) {
        *names.entry(row.vfn.as_deref().unwrap()).or_default() += 1;
        assert!(!row.vnaim.as_deref().unwrap().contains(['ў', 'і', '’']), "{row:?}");
        assert!(!row.vnaimb.as_deref().unwrap_or_default().contains(['и', 'щ', 'ъ']), "{row:?}");
    }
    assert!(names.len() > 2_500, "{}", names.len());
    assert!(names.keys().filter(|name| name.is_ascii()).count() > 200);
    assert!(names.keys().any(|name| name.contains('š') || name.contains('č')), "the Belarusian spelling of brands");
}

#[test]
fn the_odd_companies_are_where_they_should_be() {
    let of = |oddity| {
        let index = (0..u64::from(MANY)).find(|index| Oddity::at(*index) == Some(oddity)).unwrap();
        &REGISTER[index as usize]
    };
    assert!(full_name(of(Oddity::LongName)).chars().count() > 300);
    assert!(full_name(of(Oddity::Quotes)).matches('"').count() >= 4);
    assert!(full_name(of(Oddity::Apostrophes)).contains('\''));
    assert!(of(Oddity::Letters).names[0].vnaimb.as_deref().unwrap().contains('Ў'));
    assert_eq!(of(Oddity::LongHistory).history(), 40);
    assert!(of(Oddity::NoAddress).addresses.is_empty());
    assert!(full_name(of(Oddity::OneLetter)).ends_with("\"Я\""));
    assert!(full_name(of(Oddity::Markup)).contains("<b>"));
    assert!(of(Oddity::LongPerson).persons[0].vfio.as_deref().unwrap().chars().count() > 60);
}
