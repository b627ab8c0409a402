use super::*;
use serde_json::json;

fn origin() -> Origin {
    Origin { source: "test".into(), application_id: None, recorded_at: NaiveDateTime::default() }
}

fn one(feed: Feed, record: Value) -> NewEntry {
    read(feed, record, &origin()).unwrap().remove(0)
}

#[test]
fn a_feed_is_known_by_its_method_in_any_of_its_endings() {
    for (name, feed) in [
        ("getBaseInfoByPeriod", Some(Feed::Base)),
        ("getshortinfobyregname", Some(Feed::Short)),
        ("getAllJurNamesByRegNum/100049190", Some(Feed::Names)),
        ("getAllIPFIOByRegNum", Some(Feed::Person)),
        ("getVEDByPeriod", Some(Feed::Activity)),
        ("getEventsByRegNum", Some(Feed::Event)),
        ("getAllIPtoJur", Some(Feed::Succession)),
        ("getGOInfoAll", None),
        ("row", None),
        ("", None),
    ] {
        assert_eq!(Feed::from_name(name), feed, "{name}");
    }
}

#[test]
fn without_a_name_the_fields_tell_the_feed() {
    for (record, feed) in [
        (json!({"ngrn": 1, "nsi00219": {}, "vnaim": "x"}), Some(Feed::Short)),
        (json!({"ngrn": 1, "nsi00219": {}, "nsi00211": {}}), Some(Feed::Base)),
        (json!({"NGRN": 1, "NSI00114": {}}), Some(Feed::Activity)),
        (json!({"ngrn": 1, "cact": "+", "vnaim": "x"}), Some(Feed::Names)),
        (json!({"ngrn": 1, "cact": "+", "vfio": "x"}), Some(Feed::Person)),
        (json!({"ngrn": 1, "vnp": "x"}), Some(Feed::Address)),
        (json!({"ngr04004": 1, "ngrn": 1}), Some(Feed::Event)),
        (json!({"ipngrn": 1, "ulngrn": 2}), Some(Feed::Succession)),
        (json!({"ngrn": 1, "dfrom": "2020-01-01"}), None),
    ] {
        assert_eq!(Feed::from_keys(record.as_object().unwrap()), feed, "{record}");
    }
}

#[test]
fn equal_records_have_equal_texts_whatever_the_order_and_the_letter_case() {
    let lower =
        one(Feed::Names, json!({"vn": "ООО", "ngrn": 790123453, "zz": {"b": 1, "a": null}, "dfrom": "2020-02-01"}));
    let upper =
        one(Feed::Names, json!({"zz": {"b": 1, "a": null}, "DFROM": "01.02.2020", "NGRN": 790123453, "VN": "ООО"}));
    assert_eq!(lower, upper);
    assert!(lower.body.contains(r#""zz":{"a":null,"b":1}"#), "{}", lower.body);
}

#[test]
fn a_wrong_number_is_refused_with_the_field_alone() {
    let refused = |record| read(Feed::Names, record, &origin()).unwrap_err();
    assert_eq!(refused(json!({"ngrn": 790123454})), "ngrn: the check digit is wrong");
    assert_eq!(refused(json!({"ngrn": 12})), "ngrn: not a payer's number");
    assert_eq!(refused(json!({"vn": "secret"})), "ngrn: missing");
    assert_eq!(refused(json!([1, 2])), "record: expected an object, found a list");
}

#[test]
fn what_began_and_ended_on_one_day_is_not_what_took_its_place() {
    let row =
        |to: Option<&str>| one(Feed::Address, json!({"ngrn": 790123453, "dfrom": "2020-02-01", "dto": to, "vnp": "x"}));
    assert_eq!(row(None).identity, "2020-02-01");
    assert_eq!(row(Some("2021-05-01")).identity, "2020-02-01");
    assert_eq!(row(Some("2020-02-01")).identity, "2020-02-01/0");
}

#[test]
fn a_succession_is_told_of_both_companies() {
    let both = read(Feed::Succession, json!({"ipngrn": 790123453, "ulngrn": 700000018}), &origin()).unwrap();
    let told: Vec<(i64, &str)> = both.iter().map(|entry| (entry.unp, entry.identity.as_str())).collect();
    assert_eq!(told, [(790123453, "to/700000018"), (700000018, "from/790123453")]);
}
