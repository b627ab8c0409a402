use super::*;
use crate::procedures::{FilerTerm, HeadInOffice, Procedure};
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
            head: Some(HeadInOffice {
                name: "Сорока Павел Ильич".into(),
                post: "директор".into(),
                ..Default::default()
            }),
            office: Some(7201),
            others: Vec::new(),
            participants: None,
            proceeding: None,
        },
        areas: vec![7201],
        city_areas: vec![],
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

fn appointed() -> Answers {
    let mut answers = Answers::default();
    for (field, text) in [
        ("manager_whom", "head"),
        ("manager_change", "appointed"),
        ("manager_name", "Новикова Алеся Андреевна"),
        ("manager_post", "Директор"),
        ("in_force_day", "20"),
        ("in_force_month", "11"),
        ("in_force_year", "2026"),
        ("decided_day", "18"),
        ("decided_month", "11"),
        ("decided_year", "2026"),
        ("decided_by", "общее собрание участников"),
    ] {
        answers.set(field, text);
    }
    answers
}

fn codes(answers: &Answers) -> Vec<String> {
    let found = Procedure::Manager.check(answers, &circumstances());
    found.into_iter().filter(Problem::stops).map(|p| p.code.into_owned()).collect()
}

fn with(change: &[(&str, &str)]) -> Vec<String> {
    let mut answers = appointed();
    for (field, text) in change {
        answers.set(field, text);
    }
    codes(&answers)
}

#[test]
fn a_whole_appointment_changes_the_head_and_leaves_an_event() {
    assert_eq!(codes(&appointed()), Vec::<String>::new());
    let changes = Manager.changes(&appointed(), &circumstances());
    let [RegisterChange::Head { name, from, until: None, .. }, RegisterChange::Event { code: EVENT, on }] =
        &changes[..]
    else {
        panic!("{changes:?}")
    };
    assert_eq!((name.as_str(), *from, *on), ("Новикова Алеся Андреевна", day("2026-11-20"), day("2026-11-20")));
}

#[test]
fn each_fault_is_told_at_its_field() {
    assert_eq!(with(&[("manager_change", "")]), ["manager-change-missing"]);
    assert_eq!(with(&[("manager_change", "<script>")]), ["manager-change-missing"]);
    assert_eq!(with(&[("manager_name", "Новикова")]), ["manager-name-form"]);
    assert_eq!(with(&[("manager_name", "Новикова <b>Алеся</b>")]), ["manager-name-form"]);
    assert_eq!(with(&[("manager_post", "")]), ["manager-post-missing"]);
    assert_eq!(with(&[("manager_email", "почта")]), ["email-form"]);
    assert_eq!(with(&[("in_force_day", "31")]), ["date-not-real"]);
    assert_eq!(with(&[("in_force_day", "24")]), ["date-not-yet"]);
    assert_eq!(with(&[("in_force_year", "2014")]), ["date-before-company"]);
    assert_eq!(with(&[("until_day", "20"), ("until_month", "11"), ("until_year", "2026")]), ["until-before-start"]);
    assert_eq!(with(&[("until_day", "20")]), ["date-month-missing"]);
    assert_eq!(with(&[("decided_by", "")]), ["decided-by-missing"]);
}

#[test]
fn a_name_is_given_in_full_and_foreign_ones_are_names_too() {
    for name in [
        "Новикова Алеся",
        "Новикова-Лось Алеся Андреевна",
        "НОВИКОВА АЛЕСЯ АНДРЕЕВНА",
        "Ким О Сон",
        "О’Коннор Шон",
        "д’Артаньян Шарль",
        "де ла Крус Мария",
        "фон Браун Вернер",
        "Мамедов Али Гусейн оглы",
        "аль-Асад Башар",
    ] {
        assert_eq!(with(&[("manager_name", name)]), Vec::<String>::new(), "{name}");
    }
    for (name, code) in [
        ("Иванов И.И.", "name-initials"),
        ("Иванов И. И.", "name-initials"),
        ("Иванов Ж.-П.", "name-initials"),
        ("иванов иван ильич", "name-capitals"),
        ("Иванов иван", "name-capitals"),
        ("Сорока Павел Ильич", "manager-already"),
        ("СОРОКА Павел  Ильич", "manager-already"),
    ] {
        assert_eq!(with(&[("manager_name", name), ("manager_post", "Директор")]), [code], "{name}");
    }
    assert_eq!(with(&[("manager_name", "Сорока Павел Ильич"), ("manager_post", "ректор")]), Vec::<String>::new());
    for name in ["Новікава Алеся Андрэеўна", "Юр’еў Ян", ""] {
        assert_eq!(with(&[("manager_name_be", name)]), Vec::<String>::new(), "{name}");
    }
    for name in ["Novikava Alesia", "Новикова Алеся", "Шчасны Янъ"] {
        assert_eq!(with(&[("manager_name_be", name)]), ["name-not-belarusian"], "{name}");
    }
}

#[test]
fn a_post_is_in_words_and_in_russian() {
    for (post, code) in
        [("1", "manager-post-form"), ("Я 1", "manager-post-form"), ("Намеснік", "manager-post-in-russian")]
    {
        assert_eq!(with(&[("manager_post", post)]), [code], "{post}");
    }
    assert_eq!(with(&[("manager_post", "и. о. директора")]), Vec::<String>::new());
}

#[test]
fn a_decision_after_the_day_on_which_powers_begin_is_told_and_does_not_stop() {
    let told = |day: &str| {
        let mut answers = appointed();
        answers.set("decided_day", day);
        let found = Procedure::Manager.check(&answers, &circumstances());
        found.into_iter().map(|problem| (problem.code.to_string(), problem.stops())).collect::<Vec<_>>()
    };
    assert_eq!(told("20"), []);
    assert_eq!(told("21"), [("decided-after-start".to_owned(), false)]);
}

#[test]
fn powers_begin_and_end_after_the_present_head_began_and_the_former_one_ended() {
    let known = |since: Option<&str>, ended: Option<&str>| {
        let mut known = circumstances();
        known.subject.head = since.map(|since| HeadInOffice { since: Some(day(since)), ..HeadInOffice::default() });
        known.in_force.head_ended = ended.map(day);
        known
    };
    let codes = |answers: &Answers, known: &Circumstances| {
        let found = Procedure::Manager.check(answers, known);
        let stops = found.into_iter().filter(Problem::stops);
        stops.map(|problem| (problem.field.into_owned(), problem.code.into_owned())).collect::<Vec<_>>()
    };
    let at_day = |code: &str| [("in_force_day".to_owned(), code.to_owned())];
    assert_eq!(codes(&appointed(), &known(Some("2026-11-19"), None)), []);
    assert_eq!(codes(&appointed(), &known(Some("2026-11-20"), None)), at_day("date-later-head"));
    assert_eq!(codes(&appointed(), &known(None, Some("2026-11-20"))), []);
    assert_eq!(codes(&appointed(), &known(None, Some("2026-11-21"))), at_day("date-former-head"));
    let mut ended = appointed();
    ended.set("manager_change", "ended");
    assert_eq!(codes(&ended, &known(Some("2026-11-20"), None)), at_day("date-later-head"));
    assert_eq!(codes(&ended, &known(Some("2026-11-19"), Some("2026-11-21"))), []);
    let mut extended = appointed();
    for (field, text) in
        [("manager_change", "extended"), ("until_day", "1"), ("until_month", "6"), ("until_year", "2027")]
    {
        extended.set(field, text);
    }
    assert_eq!(codes(&extended, &known(Some("2026-11-20"), None)), []);
}

#[test]
fn an_extension_needs_an_end_and_a_head_whose_powers_can_be_extended() {
    let extended = [("manager_change", "extended"), ("manager_name", ""), ("manager_post", "")];
    assert_eq!(with(&extended), ["until-missing"]);
    let mut answers = appointed();
    answers.set("manager_change", "ended");
    assert_eq!(codes(&answers), Vec::<String>::new());
    let headless = Circumstances { has_head: false, ..circumstances() };
    let found = Procedure::Manager.check(&answers, &headless);
    assert_eq!(found[0].code, "no-head-registered");
}

#[test]
fn those_whom_the_law_does_not_let_file_are_told_so() {
    let mut subject = circumstances().subject;
    assert!(Manager.eligible(&subject).is_ok());
    subject.standing = Standing::InLiquidation;
    assert_eq!(Manager.eligible(&subject), Err(Ineligible("liquidator-heads")));
    subject.kind = Kind::SoleProprietor;
    assert_eq!(Manager.eligible(&subject), Err(Ineligible("sole-proprietor-manager")));
}

#[test]
fn every_row_of_the_summary_opens_its_own_fields() {
    for change in CHANGES {
        let mut answers = appointed();
        answers.set("manager_whom", "head");
        answers.set("manager_change", change);
        answers.set("manager_email", "a@b.by");
        for row in Manager.summary(&answers) {
            let fields = Manager.fields_of_row(row.field);
            assert!(fields.contains(&row.field), "{row:?}");
            assert!(fields.iter().all(|f| Procedure::Manager.step_of(f).unwrap().slug == row.step), "{row:?}");
        }
    }
}

proptest! {
    #[test]
    fn no_answer_makes_the_rules_panic(
        field in prop::sample::select(STEPS.iter().flat_map(|s| s.fields.iter().copied()).collect::<Vec<_>>()),
        text in ".{0,60}",
    ) {
        let mut answers = appointed();
        answers.set(field, &text);
        let found = Procedure::Manager.check(&answers, &circumstances());
        for problem in &found {
            prop_assert!(Procedure::Manager.step_of(&problem.field).is_some());
        }
        Manager.summary(&answers);
        if !found.iter().any(Problem::stops) {
            prop_assert!(!Manager.changes(&answers, &circumstances()).is_empty());
        }
    }
}
