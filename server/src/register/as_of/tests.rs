use super::*;
use portal::company::Kind;
use serde_json::json;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn wire(day: &str) -> String {
    // Minsk midnight, three hours before midnight in UTC.
    format!("{}T21:00:00.000+00:00", self::day(day).pred_opt().unwrap())
}

fn row(id: i64, kind: EntryKind, from: &str, to: Option<&str>, mut body: Value) -> EntryRow {
    body["ngrn"] = 791_397_355.into();
    body["dfrom"] = wire(from).into();
    if let Some(to) = to {
        body["dto"] = wire(to).into();
    }
    let active = to.is_none();
    if !matches!(kind, EntryKind::Base | EntryKind::Event) {
        body["cact"] = if active { "+" } else { "-" }.into();
    }
    EntryRow {
        id,
        unp: 791_397_355,
        kind: kind.code().into(),
        valid_from: Some(day(from)),
        valid_to: to.map(day),
        active,
        body: body.to_string(),
        source: "test".into(),
        application_id: None,
    }
}

fn base(id: i64, to: Option<&str>, standing: i64, office: i64) -> EntryRow {
    let body = json!({
        "nsi00219": { "nksost": standing, "vnsostk": "?" },
        "nsi00211": { "nkvob": 1 },
        "nsi00212": { "nkuz": office, "vnuzp": "Орган" },
    });
    row(id, EntryKind::Base, "2015-09-15", to, body)
}

fn event(id: i64, on: &str, to: Option<&str>, code: i64) -> EntryRow {
    labelled(id, on, to, code, "Событие")
}

fn labelled(id: i64, on: &str, to: Option<&str>, code: i64, label: &str) -> EntryRow {
    row(id, EntryKind::Event, on, to, json!({ "ngr04004": id, "nsi00223": { "nkop": code, "vnop": label } }))
}

fn named(id: i64) -> EntryRow {
    row(id, EntryKind::Names, "2015-09-15", None, json!({ "vnaim": "Имя" }))
}

fn short(id: i64, to: Option<&str>, standing: i64) -> EntryRow {
    let body = json!({ "nsi00219": { "nksost": standing, "vnsostk": "?" }, "vnaim": "Имя" });
    row(id, EntryKind::Short, "2015-09-15", to, body)
}

fn recorded(row: &EntryRow, on: &str) -> Version {
    (row.clone(), day(on).and_hms_opt(9, 0, 0).unwrap())
}

fn on(rows: &[EntryRow], bases: &[Version], text: &str) -> Option<CompanyRow> {
    company(&stood(rows.to_vec(), bases, day(text)), NaiveDateTime::default())
}

#[test]
fn each_fact_is_the_one_that_held_on_the_day() {
    let base = base(1, None, 1, 7101);
    let bases = [recorded(&base, "2026-11-01")];
    let name = |id, from, to, name: &str| row(id, EntryKind::Names, from, to, json!({ "vnaim": name }));
    let rows = [
        base,
        name(2, "2015-09-15", Some("2020-03-01"), "Первое"),
        name(3, "2020-03-01", Some("2024-06-10"), "Второе"),
        name(4, "2024-06-10", None, "Третье"),
    ];
    let named = |text: &str| on(&rows, &bases, text).map(|company| company.name);
    assert_eq!(named("2015-09-14"), None, "it was not registered yet");
    assert_eq!(named("2015-09-15").as_deref(), Some("Первое"));
    assert_eq!(named("2020-02-29").as_deref(), Some("Первое"));
    assert_eq!(named("2020-03-01").as_deref(), Some("Второе"), "the first day counts, the last does not");
    assert_eq!(named("2024-06-10").as_deref(), Some("Третье"));
    assert_eq!(named("2199-01-01").as_deref(), Some("Третье"));
}

#[test]
fn a_step_of_a_bankruptcy_leaves_it_one_and_a_cancelled_bankruptcy_hides_no_liquidation() {
    let name = row(2, EntryKind::Names, "2015-09-15", None, json!({ "vnaim": "Есть" }));
    let of = |status: i64, cancelled: Option<&str>| {
        let base = base(1, None, status, 7101);
        let bases = [recorded(&base, "2026-01-01")];
        let events = [event(3, "2020-02-01", cancelled, 990_006), event(4, "2022-03-01", None, 990_005)];
        let rows: Vec<EntryRow> = [base, name.clone()].into_iter().chain(events).collect();
        move |text: &str| on(&rows, &bases, text).map(|company| company.standing())
    };
    let bankrupt = of(4, None);
    assert_eq!(bankrupt("2020-03-01"), Some(Standing::Bankrupt));
    assert_eq!(bankrupt("2023-01-01"), Some(Standing::Bankrupt), "to be liquidated is a step of it");
    let cancelled = of(3, Some("2020-06-01"));
    assert_eq!(cancelled("2020-03-01"), Some(Standing::Bankrupt));
    assert_eq!(cancelled("2021-01-01"), Some(Standing::Active));
    assert_eq!(cancelled("2023-01-01"), Some(Standing::InLiquidation));
}

#[test]
fn a_company_that_is_no_more_was_once_active_and_in_liquidation() {
    let base = base(1, Some("2023-05-02"), 2, 7101);
    let bases = [recorded(&base, "2026-11-01")];
    let name = row(2, EntryKind::Names, "2015-09-15", Some("2023-05-02"), json!({ "vnaim": "Было" }));
    let rows = [base, name, event(3, "2022-12-01", None, 990_005), event(4, "2023-05-02", None, 990_008)];
    let standing = |text: &str| on(&rows, &bases, text).map(|company| (company.standing(), company.excluded_on));
    assert_eq!(standing("2016-01-01"), Some((Standing::Active, None)));
    assert_eq!(standing("2022-11-30"), Some((Standing::Active, None)));
    assert_eq!(standing("2022-12-01"), Some((Standing::InLiquidation, None)));
    assert_eq!(standing("2023-05-01"), Some((Standing::InLiquidation, None)));
    assert_eq!(standing("2023-05-02"), Some((Standing::Excluded, Some(day("2023-05-02")))));
    let without_events = &rows[..2];
    assert_eq!(on(without_events, &bases, "2022-12-01").unwrap().standing(), Standing::Active);
    assert_eq!(on(without_events, &bases, "2023-05-02").unwrap().name, "Было", "the last name is kept");
}

#[test]
fn a_cancelled_event_brought_its_state_only_until_it_was_cancelled() {
    let base = base(1, None, 1, 7101);
    let bases = [recorded(&base, "2026-11-01")];
    let name = row(2, EntryKind::Names, "2015-09-15", None, json!({ "vnaim": "Имя" }));
    let rows = [base, name, event(3, "2022-12-01", Some("2023-01-10"), 990_005)];
    assert_eq!(on(&rows, &bases, "2023-01-09").unwrap().standing(), Standing::InLiquidation);
    assert_eq!(on(&rows, &bases, "2023-01-10").unwrap().standing(), Standing::Active);
}

#[test]
fn what_the_portal_recorded_itself_counts_from_the_day_it_did() {
    let (before, after) = (base(1, None, 1, 7101), base(9, None, 3, 7202));
    let bases = [recorded(&before, "2026-01-05"), recorded(&after, "2026-11-20")];
    let name = row(2, EntryKind::Names, "2015-09-15", None, json!({ "vnaim": "Имя" }));
    let rows = [after, name];
    let found = |text: &str| on(&rows, &bases, text).map(|c| (c.standing(), c.office, c.kind())).unwrap();
    assert_eq!(found("2026-11-19"), (Standing::Active, Some(7101), Kind::LegalEntity));
    assert_eq!(found("2026-11-20"), (Standing::InLiquidation, Some(7202), Kind::LegalEntity));
    assert_eq!(
        found("2025-01-01"),
        (Standing::Active, Some(7101), Kind::LegalEntity),
        "before any record: the first one"
    );
}

#[test]
fn a_head_who_left_later_was_in_office() {
    let base = base(1, None, 1, 7101);
    let bases = [recorded(&base, "2026-11-01")];
    let name = row(2, EntryKind::Names, "2015-09-15", None, json!({ "vnaim": "Имя" }));
    let head =
        |id, from, to, who: &str| row(id, EntryKind::Head, from, to, json!({ "vfio": who, "vpost": "директор" }));
    let rows = [
        base,
        name,
        head(3, "2015-09-15", Some("2020-01-01"), "Первый Иван"),
        head(4, "2020-01-01", None, "Второй Пётр"),
    ];
    assert_eq!(on(&rows, &bases, "2019-12-31").unwrap().head.as_deref(), Some("Первый Иван"));
    assert_eq!(on(&rows, &bases, "2020-01-01").unwrap().head.as_deref(), Some("Второй Пётр"));
}

#[test]
fn between_two_versions_an_event_brings_its_state_on_its_own_day() {
    let (before, after) = (base(1, None, 1, 7101), base(8, None, 3, 7101));
    let bases = [recorded(&before, "2026-11-01"), recorded(&after, "2026-11-20")];
    let rows = [after.clone(), named(2), event(9, "2026-11-10", None, 990_005)];
    let standing = |text: &str| on(&rows, &bases, text).unwrap().standing();
    for active in ["2016-01-01", "2026-11-01", "2026-11-09"] {
        assert_eq!(standing(active), Standing::Active, "{active}");
    }
    for closing in ["2026-11-10", "2026-11-15", "2026-11-20", "2199-01-01"] {
        assert_eq!(standing(closing), Standing::InLiquidation, "{closing}");
    }
    // Decided before the first version was recorded, which did not know of it yet.
    let late = [after, named(2), event(9, "2026-10-28", None, 990_005)];
    let standing = |text: &str| on(&late, &bases, text).unwrap().standing();
    assert_eq!(standing("2026-10-27"), Standing::Active);
    for closing in ["2026-10-28", "2026-11-02", "2026-11-19"] {
        assert_eq!(standing(closing), Standing::InLiquidation, "{closing}");
    }
}

#[test]
fn an_event_that_a_version_already_knew_of_does_not_outweigh_it() {
    let (before, after) = (base(3, None, 1, 7101), base(8, None, 1, 7202));
    let bases = [recorded(&before, "2026-11-01"), recorded(&after, "2026-11-20")];
    let rows = [after, named(2), event(4, "2022-12-01", None, 990_005)];
    assert_eq!(on(&rows, &bases, "2023-01-01").unwrap().standing(), Standing::InLiquidation);
    assert_eq!(on(&rows, &bases, "2026-11-01").unwrap().standing(), Standing::Active);
    assert_eq!(on(&rows, &bases, "2026-11-25").unwrap().standing(), Standing::Active);
}

#[test]
fn a_company_that_came_in_its_state_was_active_until_an_event_of_any_code_brought_it() {
    for (state, label) in [
        (Standing::InLiquidation, "Принятие решения о ликвидации"),
        (Standing::Bankrupt, "Возбуждение производства по делу о банкротстве"),
        (Standing::Suspended, "Приостановление деятельности"),
    ] {
        let base = base(1, None, i64::from(state.to_wire()), 7101);
        let bases = [recorded(&base, "2026-11-01")];
        let rows = [base, named(2), labelled(3, "2024-05-01", None, 20_100, label)];
        let standing = |text: &str| on(&rows, &bases, text).unwrap().standing();
        assert_eq!(standing("2016-01-01"), Standing::Active, "{label}");
        assert_eq!(standing("2024-04-30"), Standing::Active, "{label}");
        assert_eq!(standing("2024-05-01"), state, "{label}");
        assert_eq!(standing("2026-11-01"), state, "{label}");
        let untold = on(&rows[..2], &bases, "2016-01-01").unwrap();
        assert_eq!(untold.standing(), state, "nothing tells since when");
    }
}

#[test]
fn a_company_of_a_short_record_alone_has_a_state_of_each_day_too() {
    let short_now = short(1, None, 3);
    let versions = [recorded(&short_now, "2026-11-01")];
    let rows = [short_now, labelled(3, "2024-05-01", None, 20_100, "Решение о ликвидации")];
    let standing = |text: &str| on(&rows, &versions, text).unwrap().standing();
    assert_eq!((standing("2016-01-01"), standing("2024-05-01")), (Standing::Active, Standing::InLiquidation));
    let gone = short(1, Some("2023-05-02"), 2);
    let versions = [recorded(&gone, "2026-11-01")];
    let was = on(std::slice::from_ref(&gone), &versions, "2023-05-01").unwrap();
    assert_eq!((was.standing(), was.excluded_on), (Standing::Active, None));
    let is = on(std::slice::from_ref(&gone), &versions, "2023-05-02").unwrap();
    assert_eq!((is.standing(), is.excluded_on), (Standing::Excluded, Some(day("2023-05-02"))));
}
