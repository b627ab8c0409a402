//! The wire format against real records, invented ones and hostile ones.

use portal::egr::{
    Address, Base, Entry, Event, IpFio, IpToJur, JurNames, Problem, Record, Reference, Short, Ved, WireDate, WireError,
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

#[test]
fn every_real_record_is_written_back_as_it_came() {
    let samples: Map<String, Value> = serde_json::from_str(include_str!("data/egr-samples.json")).unwrap();
    let mut records = 0;
    for (call, answer) in &samples {
        for record in answer.as_array().unwrap() {
            let written = match call.split("ByReg").next().unwrap() {
                "getShortInfo" => there_and_back::<Short>(record),
                "getAddress" => there_and_back::<Address>(record),
                other => panic!("no record for {other}"),
            };
            assert_eq!(&written, record, "{call}");
            records += 1;
        }
    }
    assert_eq!(records, 4);
}

#[test]
fn real_records_leave_nothing_unnamed() {
    let samples: Map<String, Value> = serde_json::from_str(include_str!("data/egr-samples.json")).unwrap();
    let address: Address = serde_json::from_value(samples["getAddressByRegNum/191835044"][0].clone()).unwrap();
    assert!(address.extra.is_empty());
    assert!(address.is_in_force());
    assert_eq!(address.dfrom.unwrap().0.to_string(), "2024-03-26");
    let territory = address.nsi00202.unwrap();
    assert_eq!(territory.code(), Some(5_270_000_100));
    assert_eq!(territory.objectnumber, Some(17_033));
    assert_eq!(address.nsi00234.unwrap().label(), Some("Нежилое помещение"));
    let short: Short = serde_json::from_value(samples["getShortInfoByRegNum/100049190"][0].clone()).unwrap();
    assert_eq!((short.ngrn(), short.nsi00219.unwrap().id()), (100_049_190, Some(33_512)));
}

#[test]
fn an_older_export_that_shouts_reads_as_the_same_record() {
    let samples: Map<String, Value> = serde_json::from_str(include_str!("data/egr-samples.json")).unwrap();
    let record = &samples["getAddressByRegNum/191835044"][0];
    assert_eq!(Address::from_value(shouted(record)), Address::from_value(record.clone()));
}

#[test]
fn suffixes_are_upper_case_on_the_wire_and_any_case_when_read() {
    let base = json!({
        "ngrn": 700000018, "nsi00212CRT": {"nkuz": 7, "vnuzp": "А"}, "nsi00212": {"nkuz": 8}, "nsi00212LKV": {"nkuz": 9},
    });
    assert_eq!(there_and_back::<Base>(&base), base);
    let lower = json!({"ngrn": 700000018, "nsi00212crt": {"nkuz": 7}, "NSI00212lkv": {"nkuz": 9}});
    let read = Base::from_value(lower).unwrap();
    assert_eq!(read.nsi00212crt.unwrap().code(), Some(7));
    assert_eq!(read.nsi00212lkv.unwrap().code(), Some(9));
    let event =
        json!({"ngr04004": 10398446501_i64, "ngrn": 700000018, "nsi00212R": {"nkuz": 1}, "nsi00212D": {"nkuz": 2}});
    assert_eq!(there_and_back::<Event>(&event), event);
}

#[test]
fn unknown_fields_are_kept_at_every_depth_and_nulls_are_left_out() {
    let record = json!({
        "ngrn": 700000018,
        "vn": null,
        "nsi00219": {"nksost": 1, "vnsostk": null, "added": [1, {"deep": null}]},
        "vnew": "новое",
        "vgone": null,
        "Mixed": {"case": true},
    });
    let expected = json!({
        "ngrn": 700000018,
        "nsi00219": {"nksost": 1, "added": [1, {"deep": null}]},
        "vnew": "новое",
        "Mixed": {"case": true},
    });
    assert_eq!(there_and_back::<Short>(&record), expected);
}

#[test]
fn the_fault_of_a_hostile_record_names_its_field() {
    let wrong = |expected, found| Problem::WrongType { expected, found };
    let whole = "a whole number";
    assert_fault::<Short>(json!({}), "ngrn", Problem::Missing);
    assert_fault::<Short>(json!({"ngrn": null}), "ngrn", Problem::Missing);
    assert_fault::<Short>(json!({"ngrn": " "}), "ngrn", Problem::Missing);
    assert_fault::<Short>(json!({"ngrn": {"ngrn": 1}}), "ngrn", wrong(whole, "an object"));
    assert_fault::<Short>(json!({"ngrn": true}), "ngrn", wrong(whole, "true or false"));
    assert_fault::<Short>(json!({"ngrn": 1.5}), "ngrn", wrong(whole, "a fraction"));
    assert_fault::<Short>(json!({"ngrn": 1e300}), "ngrn", Problem::OutOfRange);
    assert_fault::<Short>(json!({"ngrn": u64::MAX}), "ngrn", Problem::OutOfRange);
    assert_fault::<Short>(json!({"ngrn": "9".repeat(400)}), "ngrn", Problem::OutOfRange);
    assert_fault::<Short>(json!({"ngrn": "1e5"}), "ngrn", wrong(whole, "text"));
    assert_fault::<Short>(json!({"ngrn": 1, "NGRN": 2}), "ngrn", Problem::GivenTwice);
    assert_fault::<Short>(json!({"ngrn": 1, "vn": ["а"]}), "vn", wrong("text", "a list"));
    assert_fault::<Short>(json!({"ngrn": 1, "vn": "а\0"}), "vn", Problem::NulCharacter);
    assert_fault::<Short>(json!({"ngrn": 1, "dfrom": "вчера"}), "dfrom", Problem::NotADate);
    assert_fault::<Short>(json!({"ngrn": 1, "dfrom": 1e40}), "dfrom", Problem::OutOfRange);
    assert_fault::<Short>(json!({"ngrn": 1, "dfrom": false}), "dfrom", wrong("a date", "true or false"));
    assert_fault::<Short>(json!({"ngrn": 1, "nsi00219": 1}), "nsi00219", wrong("an object", "a number"));
    let deep = json!({"ngrn": 1, "nsi00202": {"nksoato": "г. Минск"}});
    assert_fault::<Address>(deep, "nsi00202.nksoato", wrong(whole, "text"));
    let suffixed = json!({"ngrn": 1, "NSI00212CRT": {"NKUZ": []}});
    assert_fault::<Base>(suffixed, "nsi00212CRT.nkuz", wrong(whole, "a list"));
    assert_fault::<Event>(json!({"ngrn": 1}), "ngr04004", Problem::Missing);
    assert_fault::<IpToJur>(json!({"ipngrn": 1}), "ulngrn", Problem::Missing);
    for value in [json!(null), json!(1), json!("ngrn"), json!([{"ngrn": 1}])] {
        assert_eq!(Ved::from_value(value).unwrap_err().field, "");
    }
}

#[test]
fn a_fault_read_through_serde_names_its_field_too() {
    let error = serde_json::from_str::<Vec<Address>>(r#"[{"ngrn": 1, "nindex": {}}]"#).unwrap_err();
    assert!(error.to_string().starts_with("nindex: expected a whole number, found an object"), "{error}");
    let whole: WireError = Address::from_value(json!([])).unwrap_err();
    assert_eq!(whole.to_string(), "record: expected an object, found a list");
}

#[test]
fn what_older_exports_write_differently_is_understood() {
    let read = Address::from_value(json!({
        "NGRN": "191835044", "NINDEX": 220007.0, "VDOM": 7, "VPOM": "", "DFROM": "", "DTO": 1_711_400_400_000_i64,
        "NSI00202": {"NKSOATO": "5270000100"},
    }))
    .unwrap();
    assert_eq!(read.ngrn, 191_835_044);
    assert_eq!(read.nindex, Some(220_007));
    assert_eq!(read.vdom.as_deref(), Some("7"));
    assert_eq!(read.vpom.as_deref(), Some(""));
    assert_eq!(read.dfrom, None);
    assert_eq!(read.dto.map(|date| date.0.to_string()).as_deref(), Some("2024-03-26"));
    assert_eq!(read.nsi00202.unwrap().nksoato, Some(5_270_000_100));
    assert!(Ved::from_value(json!({"ngrn": 1})).unwrap().is_in_force());
    assert!(!Ved::from_value(json!({"ngrn": 1, "cact": "-"})).unwrap().is_in_force());
    assert!(!Ved::from_value(json!({"ngrn": 1, "dto": "2020-01-01"})).unwrap().is_in_force());
}

proptest! {
    #[test]
    fn any_record_is_written_and_read_back_unchanged(seed in record_of(&[
        Address::FIELDS, Base::FIELDS, Event::FIELDS, IpFio::FIELDS, JurNames::FIELDS, Ved::FIELDS, Short::FIELDS,
    ])) {
        prop_assert!(is_stable::<Address>(&seed));
        prop_assert!(is_stable::<Base>(&seed));
        prop_assert!(is_stable::<Event>(&seed));
        prop_assert!(is_stable::<IpFio>(&seed));
        prop_assert!(is_stable::<JurNames>(&seed));
        prop_assert!(is_stable::<Ved>(&seed));
        prop_assert!(is_stable::<Short>(&seed));
    }

    #[test]
    fn any_json_is_read_or_refused_with_the_name_of_a_field(value in any_json()) {
        for error in [
            Short::from_value(value.clone()).err(),
            Address::from_value(value.clone()).err(),
            Event::from_value(value.clone()).err(),
        ].into_iter().flatten() {
            prop_assert_eq!(error.field.is_empty(), !value.is_object());
        }
    }

    #[test]
    fn every_date_reads_back_from_its_own_writing(days in 1..3_652_000_i32) {
        let date = chrono::NaiveDate::from_num_days_from_ce_opt(days).unwrap();
        prop_assert_eq!(WireDate::parse(&WireDate(date).to_string()), Ok(WireDate(date)));
        prop_assert_eq!(WireDate::parse(&date.format("%Y-%m-%d").to_string()), Ok(WireDate(date)));
        prop_assert_eq!(WireDate::parse(&date.format("%d.%m.%Y").to_string()), Ok(WireDate(date)));
    }

    #[test]
    fn any_text_is_a_date_or_is_refused(text in ".{0,40}") {
        let _ = WireDate::parse(&text);
    }
}

fn there_and_back<T: Record>(record: &Value) -> Value {
    serde_json::to_value(T::from_value(record.clone()).unwrap()).unwrap()
}

fn assert_fault<T: Record + std::fmt::Debug>(record: Value, field: &str, problem: Problem) {
    let error = T::from_value(record.clone()).expect_err(&record.to_string());
    assert_eq!((error.field.as_str(), error.problem), (field, problem), "{record}");
}

/// What is read, written and read again is the same record, from the loud spelling as well.
fn is_stable<T: Record + PartialEq + std::fmt::Debug>(record: &Value) -> bool {
    let Ok(read) = T::from_value(record.clone()) else { return false };
    let written = serde_json::to_value(&read).unwrap();
    let again = T::from_value(written.clone()).unwrap();
    let loud: T = T::from_value(shouted(&written)).unwrap();
    // Unknown keys keep the spelling they came in, so the loud copy is compared by what it writes.
    read == again && shouted(&serde_json::to_value(loud).unwrap()) == shouted(&written)
}

fn shouted(value: &Value) -> Value {
    match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.to_uppercase(), shouted(value))).collect(),
        Value::Array(list) => list.iter().map(shouted).collect(),
        other => other.clone(),
    }
}

/// A record with any of the fields filled as their names demand, and a few unknown ones.
fn record_of(lists: &[&[&'static str]]) -> impl Strategy<Value = Value> + use<> {
    let names: Vec<&'static str> = lists.concat();
    let known = proptest::sample::subsequence(names.clone(), 0..names.len());
    let unknown = proptest::collection::btree_map("x[a-z0-9]{1,6}", leaf(), 0..4);
    (known, unknown, any::<u64>()).prop_map(|(names, unknown, seed)| {
        let mut map: Map<String, Value> = unknown.into_iter().collect();
        map.insert("ngrn".to_owned(), json!(seed % 1_000_000_000));
        map.insert("ngr04004".to_owned(), json!(i64::MAX - (seed % 100) as i64));
        for name in names {
            map.entry(name).or_insert_with(|| value_for(name, seed));
        }
        Value::Object(map)
    })
}

fn value_for(name: &str, seed: u64) -> Value {
    let day = i64::try_from(seed % 40_000).unwrap() * 86_400_000;
    match name {
        "nindex" => json!(seed % 1_000_000),
        _ if name.starts_with("nsi") => json!({name: seed % 100_000, "label": "новое", "nksoato": 5_270_000_100_i64}),
        _ if name.starts_with('d') => json!(day),
        _ => json!(format!("«Ў’ё» \"{seed}\"")),
    }
}

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[а-яёўі\"'<>]{0,12}".prop_map(Value::from),
    ]
}

fn any_json() -> impl Strategy<Value = Value> {
    let key = prop_oneof![
        proptest::sample::select(Address::FIELDS).prop_map(str::to_owned),
        proptest::sample::select(Event::FIELDS).prop_map(str::to_uppercase),
        "[a-zA-Z0-9]{0,8}",
    ];
    let leaf = prop_oneof![Just(Value::Null), leaf(), any::<f64>().prop_map(Value::from), ".*".prop_map(Value::from)];
    leaf.prop_recursive(4, 64, 8, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map(key.clone(), inner, 0..12)
                .prop_map(|map| map.into_iter().collect::<Map<_, _>>().into()),
        ]
    })
}
