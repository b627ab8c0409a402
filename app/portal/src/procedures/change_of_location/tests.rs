use super::*;
use crate::procedures::{FilerTerm, InForce, Procedure, Progress};
use chrono::NaiveDate;
use proptest::prelude::*;
use std::sync::Arc;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn circumstances() -> Circumstances {
    Circumstances {
        barred: Vec::new(),
        today: day("2026-11-23"),
        subject: Subject {
            unp: 700000018,
            kind: Kind::LegalEntity,
            standing: Standing::Active,
            full_name: "Общество с ограниченной ответственностью \"Ёлка\"".into(),
            names: Default::default(),
            activity: Default::default(),
            registered_on: Some(day("2015-03-02")),
            address: None,
            head: None,
            office: Some(7201),
            others: Vec::new(),
            participants: None,
            proceeding: None,
        },
        areas: vec![7201, 7401],
        city_areas: vec![7401],
        dwelling_allowed: false,
        has_head: true,
        names: Default::default(),
        registered_already: None,
        managing: None,
        form_version: 2,
        in_force: Default::default(),
        least_claims_months: 0,
        limit_months: 0,
        filer_term: Some(FilerTerm::new(Arc::default(), 10)),
    }
}

fn whole() -> Answers {
    let mut answers = Answers::default();
    for (field, text) in [
        ("changed_on_day", "16"),
        ("changed_on_month", "11"),
        ("changed_on_year", "2026"),
        ("area", "7201"),
        ("settlement_kind", "аг."),
        ("settlement", "Александрия"),
        ("street_kind", "ул."),
        ("street", "Оршанская"),
        ("house", "7А"),
        ("postcode", "213010"),
        ("premises", "non_residential"),
        ("room_kind", "каб."),
        ("room", "12"),
        ("phone", "+375 29 123-45-67"),
    ] {
        answers.set(field, text);
    }
    answers
}

fn codes(answers: &Answers) -> Vec<String> {
    Procedure::ChangeOfLocation.check(answers, &circumstances()).into_iter().map(|p| p.code.into_owned()).collect()
}

#[test]
fn a_whole_application_has_no_problem_and_changes_the_address() {
    assert_eq!(codes(&whole()), Vec::<String>::new());
    let changes = ChangeOfLocation.changes(&whole(), &circumstances());
    let RegisterChange::Address { address, office, from, .. } = &changes[0] else { panic!("{changes:?}") };
    assert_eq!(address.one_line(), "213010, аг. Александрия, ул. Оршанская, 7А, каб. 12");
    assert_eq!((*office, *from), (7201, day("2026-11-16")));
}

#[test]
fn an_empty_form_asks_for_each_thing_once() {
    let expected = [
        "date-missing",
        "area-missing",
        "settlement-kind-missing",
        "settlement-missing",
        "street-kind-missing",
        "street-missing",
        "house-missing",
        "postcode-missing",
        "premises-missing",
        "room-kind-missing",
        "phone-missing",
    ];
    assert_eq!(codes(&Answers::default()), expected);
}

#[test]
fn dates_are_told_apart() {
    for (d, m, y, code) in [
        ("", "11", "2026", "date-day-missing"),
        ("5-е", "11", "2026", "date-digits"),
        ("5", "ноября", "2026", "date-digits"),
        ("5", "11", "2026 г.", "date-digits"),
        ("-5", "11", "2026", "date-digits"),
        ("31", "02", "2026", "date-not-real"),
        ("1", "1", "99999999999", "date-year-digits"),
        ("1", "11", "26", "date-year-digits"),
        ("1", "11", "1950", "date-long-ago"),
        ("1", "11", "2950", "date-far-off"),
        ("24", "11", "2026", "date-in-future"),
        ("1", "3", "2015", "date-before-registration"),
        ("2", "11", "2026", "date-late"),
    ] {
        let mut answers = whole();
        answers.set("changed_on_day", d);
        answers.set("changed_on_month", m);
        answers.set("changed_on_year", y);
        assert_eq!(codes(&answers), [code], "{d}.{m}.{y}");
    }
}

#[test]
fn a_move_comes_after_the_present_address_and_is_told_so_before_the_rest_is_answered() {
    let since = |day: &str| {
        let in_force = InForce { address_since: Some(day.parse().unwrap()), ..InForce::default() };
        Circumstances { in_force, ..circumstances() }
    };
    let mut begun = Answers::default();
    CHANGED.set(&mut begun, day("2026-11-16"));
    let step = Procedure::ChangeOfLocation.step("date").unwrap();
    let told = |day: &str| Procedure::ChangeOfLocation.check_step(step, &begun, &since(day));
    assert_eq!(told("2026-11-15"), []);
    for day in ["2026-11-16", "2026-11-17"] {
        assert_eq!(told(day), [Problem::error("changed_on_day", "date-later-address").with("date", day)]);
        let found = Procedure::ChangeOfLocation.check(&whole(), &since(day));
        assert_eq!(found.iter().map(|problem| problem.code.as_ref()).collect::<Vec<_>>(), ["date-later-address"]);
    }
    // One error a field: what cannot be a date of a move at all is told alone.
    let mut future = whole();
    future.set("changed_on_day", "24");
    let found = Procedure::ChangeOfLocation.check(&future, &since("2026-11-30"));
    assert_eq!(found.iter().map(|problem| problem.code.as_ref()).collect::<Vec<_>>(), ["date-in-future"]);
}

#[test]
fn a_place_and_a_street_are_named_in_russian_without_their_kind_and_a_city_lies_in_its_district() {
    let shklov = |kind: &str, settlement: &str, street: &str| {
        let mut answers = whole();
        let fields = [("area", "7121"), ("settlement_kind", kind), ("settlement", settlement), ("street", street)];
        fields.into_iter().for_each(|(field, text)| answers.set(field, text));
        let known = Circumstances { areas: vec![7121], ..circumstances() };
        let found = Procedure::ChangeOfLocation.check(&answers, &known);
        found.into_iter().map(|problem| problem.code.into_owned()).collect::<Vec<_>>()
    };
    for (settlement, street) in [
        ("Александрия", "Ленинская"),
        ("Городец", "Улуковская"),
        ("Хутор", "XX партсъезда"),
        ("Старая Водва", "1-й Советский"),
        ("Городок Новый", "Площадная"),
        ("Г", "Ул"),
    ] {
        assert_eq!(shklov("аг.", settlement, street), Vec::<String>::new(), "{settlement}, {street}");
    }
    for settlement in ["аг. Александрия", "аг.Александрия", "Аг Александрия", "агрогородок Александрия"]
    {
        assert_eq!(shklov("аг.", settlement, "Ленинская"), ["settlement-kind-repeated"], "{settlement}");
    }
    for street in ["ул. Ленинская", "вул. Ленинская", "улица Ленинская", "Ленинская ул.", "пр-т Мира", "пер.Мира"]
    {
        assert_eq!(shklov("аг.", "Александрия", street), ["street-kind-repeated"], "{street}");
    }
    assert_eq!(shklov("аг.", "Аляксандрыўка", "Ленінская"), ["settlement-in-russian", "street-in-russian"]);
    assert_eq!(shklov("г.", "Минск", "Ленинская"), ["settlement-no-such-city"]);
    assert_eq!(shklov("г.", "Шклов", "Ленинская"), Vec::<String>::new());
}

#[test]
fn a_dwelling_is_for_private_unitary_enterprises_with_the_owners_consent() {
    let mut answers = whole();
    answers.set("premises", "dwelling");
    assert_eq!(codes(&answers), ["dwelling-not-allowed"]);
    let mut private = circumstances();
    private.dwelling_allowed = true;
    let found = Procedure::ChangeOfLocation.check(&answers, &private);
    assert_eq!(found[0].code, "consent-missing");
    answers.set("consent", "sole");
    assert!(Procedure::ChangeOfLocation.check(&answers, &private).is_empty());
    // The first form asked for a tick alone.
    answers.set("consent", "yes");
    assert_eq!(Procedure::ChangeOfLocation.check(&answers, &private)[0].code, "consent-missing");
    private.form_version = 1;
    assert!(Procedure::ChangeOfLocation.check(&answers, &private).is_empty());
}

#[test]
fn in_a_city_district_the_settlement_is_not_asked() {
    let mut answers = whole();
    answers.set("area", "7401");
    answers.set("settlement", "");
    answers.set("settlement_kind", "");
    assert_eq!(codes(&answers), Vec::<String>::new());
    answers.set("area", "elsewhere");
    assert_eq!(codes(&answers), ["area-elsewhere"]);
    answers.set("area", "1; DROP TABLE");
    assert!(codes(&answers).contains(&"area-unknown".to_owned()));
}

#[test]
fn a_website_has_a_host_and_no_other_scheme() {
    for good in ["", "elka.by", "http://elka.by", "https://www.ёлка.бел:8443/пра-нас?x=1#y"] {
        assert_eq!(website_or_empty(good), Ok(()), "{good}");
    }
    for bad in
        ["elka", ".by", "elka..by", "ftp://elka.by", "javascript:alert(1.5)", "elka.by:http", "https://", "a b.by"]
    {
        assert!(website_or_empty(bad).is_err(), "{bad}");
    }
}

#[test]
fn progress_tells_the_started_from_the_finished() {
    let mut answers = Answers::default();
    answers.set("house", "12");
    let progress = Procedure::ChangeOfLocation.progress(&answers, &circumstances());
    assert_eq!(progress[2].1, Progress::Incomplete);
    assert_eq!(progress[0].1, Progress::NotStarted);
    assert!(Procedure::ChangeOfLocation.progress(&whole(), &circumstances()).iter().all(|(_, p)| *p == Progress::Done));
}

#[test]
fn those_whom_the_law_does_not_let_file_are_told_so() {
    let mut subject = circumstances().subject;
    assert!(ChangeOfLocation.eligible(&subject).is_ok());
    subject.standing = Standing::Excluded;
    assert_eq!(ChangeOfLocation.eligible(&subject), Err(Ineligible("not-active")));
    subject.kind = Kind::SoleProprietor;
    assert_eq!(ChangeOfLocation.eligible(&subject), Err(Ineligible("sole-proprietor-location")));
}

#[test]
fn every_row_of_the_summary_opens_its_own_fields() {
    for row in ChangeOfLocation.summary(&whole()) {
        let fields = ChangeOfLocation.fields_of_row(row.field);
        assert!(fields.contains(&row.field), "{row:?}");
        // A remark on the premises opens the questions about the owners as well.
        let own = |f: &&&str| Procedure::ChangeOfLocation.step_of(f).unwrap().slug == row.step;
        assert!(row.field == "premises" || fields.iter().filter(own).count() == fields.len(), "{row:?}");
    }
}

#[test]
fn what_the_register_says_reads_like_the_answers() {
    let mut subject = circumstances().subject;
    subject.office = Some(7101);
    subject.address = Some(Address {
        settlement_kind: "аг.".into(),
        settlement: "Светиловичи".into(),
        house: "7".into(),
        premises: "Нежилое помещение".into(),
        ..Address::default()
    });
    let contacts = Contacts { phone: "+375 29 000-00-00".into(), ..Contacts::default() };
    let registered = ChangeOfLocation.registered(&subject, &contacts);
    let row =
        |field: &str| ChangeOfLocation.summary(&registered).into_iter().find(|row| row.field == field).unwrap().value;
    assert_eq!(row("area"), Value::Area(7101));
    assert_eq!(row("settlement"), Value::Text("аг. Светиловичи".into()));
    assert_eq!(row("street"), Value::Choice("street-none".into()));
    assert_eq!(row("premises"), Value::Choice("premises-non_residential".into()));
    assert_eq!(row("room"), Value::Choice("room-none".into()));
    assert_eq!(row("building"), Value::Missing);
    subject.address = None;
    let nothing = ChangeOfLocation.registered(&subject, &Contacts::default());
    assert_eq!(nothing.iter().count(), 1, "the office alone");
}

proptest! {
    #[test]
    fn no_answer_makes_the_check_panic(field in 0usize..18, text in ".{0,60}") {
        let name = STEPS.iter().flat_map(|s| s.fields).nth(field).unwrap();
        let mut answers = whole();
        answers.set(name, &text);
        let problems = Procedure::ChangeOfLocation.check(&answers, &circumstances());
        for problem in &problems {
            prop_assert!(Procedure::ChangeOfLocation.step_of(&problem.field).is_some(), "{problem:?}");
        }
        ChangeOfLocation.summary(&answers);
        ChangeOfLocation.changes(&answers, &circumstances());
    }
}
