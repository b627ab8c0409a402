use super::*;
use std::collections::{HashMap, HashSet};

#[test]
fn there_are_179_bodies_and_four_city_administrations() {
    let mut counts: HashMap<OfficeKind, usize> = HashMap::new();
    for office in mogilev() {
        *counts.entry(office.kind).or_default() += 1;
        assert_eq!(office.fixture, office.kind == OfficeKind::Rural);
    }
    assert_eq!(counts[&OfficeKind::Region], 1);
    assert_eq!(counts[&OfficeKind::District], 21);
    assert_eq!(counts[&OfficeKind::City], 2);
    assert_eq!(counts[&OfficeKind::Rural], 155);
    assert_eq!(counts[&OfficeKind::CityDistrict], 4);
    assert_eq!(mogilev().len(), 179 + 4);
}

#[test]
fn codes_and_numbers_are_unique_and_parents_come_first() {
    let (mut codes, mut soatos) = (HashSet::new(), HashSet::new());
    for office in mogilev() {
        assert!(office.parent.is_none_or(|parent| codes.contains(&parent)), "{office:?}");
        assert!(codes.insert(office.code) && soatos.insert(office.soato), "{office:?}");
        assert_eq!(by_code(office.code), Some(&office));
    }
}

#[test]
fn names_are_those_of_the_law_in_three_languages() {
    let name = |code| by_code(code).unwrap().name.clone();
    let expected = |be, ru, en| Names3::new(be, ru, en);
    assert_eq!(
        name(7101),
        expected(
            "Бялыніцкі раённы выканаўчы камітэт",
            "Белыничский районный исполнительный комитет",
            "Belynichi District Executive Committee"
        )
    );
    assert_eq!(
        name(7201),
        expected(
            "Магілёўскі гарадскі выканаўчы камітэт",
            "Могилёвский городской исполнительный комитет",
            "Mogilev City Executive Committee"
        )
    );
    assert_eq!(
        name(7222),
        expected(
            "Адміністрацыя Першамайскага раёна г. Бабруйска",
            "Администрация Первомайского района г. Бобруйска",
            "Pervomaisky District Administration of Bobruisk"
        )
    );
    assert_eq!(
        name(710_102),
        expected(
            "Галоўчынскі сельскі Савет дэпутатаў",
            "Головчинский сельский Совет депутатов",
            "Golovchin Rural Council of Deputies"
        )
    );
    let area = &by_code(7212).unwrap().area_name;
    assert_eq!(
        area,
        &expected("Кастрычніцкі раён г. Магілёва", "Октябрьский район г. Могилёва", "Oktyabrsky District of Mogilev")
    );
}

#[test]
fn every_place_of_a_district_belongs_to_its_committee() {
    for (district, n) in places::districts().iter().zip(1..) {
        for settlement in district.settlements() {
            let office = competent(settlement.soato).unwrap();
            assert_eq!((office.code, office.kind), (7100 + n, OfficeKind::District), "{settlement:?}");
        }
        assert_eq!(competent(district.soato()).unwrap().code, 7100 + n);
    }
}

#[test]
fn in_a_city_the_district_decides_and_the_city_where_it_is_not_known() {
    let [mogilev, bobruisk] = places::cities() else { panic!("two cities") };
    let code = |soato| competent(soato).unwrap().code;
    assert_eq!([0, 1].map(|index| code(mogilev.district_soato(index))), [7211, 7212]);
    assert_eq!([0, 1].map(|index| code(bobruisk.district_soato(index))), [7221, 7222]);
    assert_eq!(code(mogilev.soato()), 7201);
    assert_eq!(code(bobruisk.soato() + 1), 7202);
}

#[test]
fn nobody_here_registers_companies_of_other_places() {
    for soato in [0, -1, i64::MIN, i64::MAX, 5_270_000_100, REGION_SOATO, 7_204_000_000, 7_401_000_000, 7_282_000_000] {
        assert_eq!(competent(soato), None, "{soato}");
    }
}

#[test]
fn words_tell_the_body_where_the_number_does_not() {
    let code = |district: &str, settlement: &str| {
        let address = Address {
            district: district.into(),
            settlement: settlement.into(),
            soato: Some(7_204_000_000),
            ..Address::default()
        };
        competent_for(&address).map(|office| office.code)
    };
    assert_eq!(code("Белыничский", "Головчин"), Some(7101));
    assert_eq!(code("Могилевский р-н", "Буйничи"), Some(7114));
    assert_eq!(code("Ленинский", "Могилев"), Some(7211));
    assert_eq!(code("Первомайский район", "Бобруйск"), Some(7222));
    assert_eq!(code("", "Могилёв"), Some(7201));
    assert_eq!(code("Московский", "Минск"), None);
    let elsewhere =
        Address { region: "Гомельская".into(), district: "Кировский".into(), ..Address::default() };
    assert_eq!(competent_for(&elsewhere), None);
}

#[test]
fn the_area_gives_the_words_that_the_register_writes() {
    let district = surroundings(7101).unwrap();
    assert_eq!(
        (district.region, district.district.as_deref(), district.city),
        ("Могилёвская", Some("Белыничский"), None)
    );
    let city = surroundings(7211).unwrap();
    assert_eq!(city.full, "Могилёвская обл. г. Могилёв Ленинский район");
    assert_eq!((city.district.as_deref(), city.city), (Some("Ленинский"), Some(("г.", "Могилёв".to_owned()))));
    assert_eq!(surroundings(7201).unwrap().district, None);
    assert_eq!(surroundings(REGION_CODE), None);
    assert_eq!(surroundings(1), None);
}

#[test]
fn a_new_district_is_written_as_the_old_ones_are() {
    let known = surroundings(7101).unwrap();
    let area = by_code(7101).unwrap().area_name.ru.clone();
    assert_eq!(surroundings_of_new(&area, known.soato), known);
    let odd = surroundings_of_new(" Новинка ", 7_299_000_000);
    assert_eq!((odd.district.as_deref(), odd.full.as_str()), (Some("Новинка"), "Могилёвская обл. Новинка"));
}
