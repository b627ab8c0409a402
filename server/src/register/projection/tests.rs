use super::*;
use crate::register::wire::{Feed, Origin, read};
use serde_json::{Value, json};

fn rows(records: &[(Feed, Value)]) -> Vec<EntryRow> {
    let origin = Origin { source: "test".into(), application_id: None, recorded_at: NaiveDateTime::default() };
    let entries = records.iter().flat_map(|(feed, record)| read(*feed, record.clone(), &origin).unwrap());
    let row = |(id, entry): (i64, crate::store::entries::NewEntry)| EntryRow {
        id,
        unp: entry.unp,
        kind: entry.kind.code().into(),
        valid_from: entry.valid_from,
        valid_to: entry.valid_to,
        active: entry.active,
        body: entry.body,
        source: entry.source,
        application_id: None,
    };
    (1..).zip(entries).map(row).collect()
}

fn company(records: &[(Feed, Value)]) -> Option<CompanyRow> {
    Facts::read(&rows(records)).company(NaiveDateTime::default()).map(|(row, _)| row)
}

fn base(kind: i64, standing: i64) -> (Feed, Value) {
    let record = json!({
        "ngrn": 790123453, "dfrom": "2020-02-01",
        "nsi00219": {"nksost": standing}, "nsi00211": {"nkvob": kind}, "nsi00212": {"nkuz": 7211},
    });
    (Feed::Base, record)
}

#[test]
fn a_company_shows_once_its_name_and_its_state_are_known() {
    let address = (Feed::Address, json!({"ngrn": 790123453, "cact": "+", "vnp": "Быхов"}));
    let names = (Feed::Names, json!({"ngrn": 790123453, "cact": "+", "vn": "ООО \"Ёлка\""}));
    assert_eq!(company(std::slice::from_ref(&address)), None);
    assert_eq!(company(&[address.clone(), names.clone()]), None);
    assert_eq!(company(&[address.clone(), base(1, 1)]), None);
    let row = company(&[address, names, base(1, 1)]).unwrap();
    assert_eq!((row.name.as_str(), row.name_key.as_str(), row.office), ("ООО \"Ёлка\"", "елка", Some(7211)));
    assert_eq!(row.search, "\nелка\nооо елка\n");
    assert_eq!(row.address.as_deref(), Some("Быхов"));
}

#[test]
fn the_row_in_force_counts_and_of_two_the_later_one() {
    let names = |from: &str, mark: &str, name: &str| {
        (Feed::Names, json!({"ngrn": 790123453, "dfrom": from, "cact": mark, "vnaim": name}))
    };
    let row = company(&[
        base(1, 1),
        names("2020-02-01", "+", "Первое"),
        names("2021-02-01", "+", "Второе"),
        names("2022-02-01", "-", "Третье"),
    ]);
    assert_eq!(row.unwrap().name, "Второе");
}

#[test]
fn an_excluded_company_keeps_its_last_name() {
    let closed =
        json!({"ngrn": 790123453, "dfrom": "2020-02-01", "dto": "2022-01-01", "cact": "-", "vnaim": "Последнее"});
    let row = company(&[base(1, 2), (Feed::Names, closed)]).unwrap();
    assert_eq!((row.name.as_str(), row.standing()), ("Последнее", Standing::Excluded));
}

#[test]
fn of_a_sole_proprietor_the_row_holds_the_name_and_nothing_else_personal() {
    let row = company(&[
        base(2, 1),
        (Feed::Person, json!({"ngrn": 790123453, "dfrom": "2020-02-01", "cact": "+", "vfio": "Іваноў Пётр"})),
        (
            Feed::Address,
            json!({"ngrn": 790123453, "dfrom": "2020-02-01", "cact": "+", "vnp": "Быхов", "vtels": "+375"}),
        ),
    ])
    .unwrap();
    assert_eq!((row.name.as_str(), row.address, row.head), ("Іваноў Пётр", None, None));
}

#[test]
fn the_key_of_a_name_is_what_stands_in_quotation_marks() {
    assert_eq!(name_key(Some("Фактор-Сервис"), "ООО"), "фактор сервис");
    assert_eq!(name_key(None, "Частное предприятие \"Ток \"Плюс\"\""), "ток плюс");
    assert_eq!(name_key(Some(" "), "Колхоз «Рассвет»"), "рассвет");
    assert_eq!(name_key(None, "Частное \"\" предприятие"), "частное предприятие");
    assert_eq!(name_key(None, "\""), "");
}
