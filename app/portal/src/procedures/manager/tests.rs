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
