use super::*;
use crate::procedures::{HeadInOffice, Procedure};
use chrono::NaiveDate;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn circumstances(kind: Kind) -> Circumstances {
    Circumstances {
        barred: Vec::new(),
        today: day("2026-11-23"),
        subject: Subject {
            unp: 700000018,
            kind,
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
        areas: vec![7201],
        city_areas: vec![],
        dwelling_allowed: false,
        has_head: true,
        names: Default::default(),
        registered_already: None,
        managing: None,
        form_version: 2,
        in_force: Default::default(),
        least_claims_months: 2,
        limit_months: 9,
        filer_term: None,
    }
}

fn answers() -> Answers {
    let mut answers = Answers::default();
    for (field, text) in [
        ("decided_day", "20"),
        ("decided_month", "11"),
        ("decided_year", "2026"),
        ("decided_by", "общее собрание участников"),
        ("decision_number", "7"),
        ("liquidation_order", "Требования принимает ликвидатор"),
        ("liquidator_kind", "commission"),
        ("liquidator_name", "Новикова Алеся Андреевна"),
        ("claims_months", "2"),
        ("claims_address", "г. Шклов, ул. Ленинская, 10"),
        ("claims_phone", "+375 29 123-45-67"),
    ] {
        answers.set(field, text);
    }
    answers
}

fn with(procedure: Procedure, change: &[(&str, &str)]) -> Vec<String> {
    let kind = if procedure == Procedure::Termination { Kind::SoleProprietor } else { Kind::LegalEntity };
    let mut answers = answers();
    for (field, text) in change {
        answers.set(field, text);
    }
    let found = procedure.check(&answers, &circumstances(kind));
    found.into_iter().filter(Problem::stops).map(|p| p.code.into_owned()).collect()
}

#[test]
fn a_decision_before_the_present_head_began_is_told_before_the_rest_is_answered() {
    let mut known = circumstances(Kind::LegalEntity);
    let mut begun = Answers::default();
    DECIDED.set(&mut begun, "2026-11-20".parse().unwrap());
    let step = Procedure::Liquidation.step("decision").unwrap();
    let mut told = |since: &str| {
        let head = HeadInOffice { since: Some(since.parse().unwrap()), ..HeadInOffice::default() };
        known.subject.head = Some(head);
        let found = Procedure::Liquidation.check_step(step, &begun, &known);
        found.into_iter().filter(|p| p.field == "decided_day").map(|p| p.code.into_owned()).collect::<Vec<_>>()
    };
    assert_eq!(told("2026-11-19"), Vec::<String>::new());
    assert_eq!(told("2026-11-20"), ["date-later-head"]);
    assert_eq!(told("2026-11-21"), ["date-later-head"]);
}

#[test]
fn a_whole_notice_opens_a_proceeding_under_a_liquidator() {
    assert_eq!(with(Procedure::Liquidation, &[]), Vec::<String>::new());
    let changes = Liquidation.changes(&answers(), &circumstances(Kind::LegalEntity));
    let [
        RegisterChange::Standing { to: Standing::InLiquidation },
        RegisterChange::Head { post, .. },
        RegisterChange::OthersEnd { .. },
        RegisterChange::Open(opening),
    ] = &changes[..]
    else {
        panic!("{changes:?}")
    };
    assert_eq!(post, "председатель ликвидационной комиссии");
    assert_eq!((opening.decided_on, opening.claims_months), (day("2026-11-20"), 2));
}

#[test]
fn a_sole_proprietors_notice_names_no_liquidator() {
    assert_eq!(with(Procedure::Termination, &[]), Vec::<String>::new());
    let rules = Procedure::Termination.rules();
    let changes = rules.changes(&answers(), &circumstances(Kind::SoleProprietor));
    assert!(!changes.iter().any(|change| matches!(change, RegisterChange::Head { .. })), "{changes:?}");
}

#[test]
fn each_fault_is_told_at_its_field() {
    let of = |change: &[(&str, &str)]| with(Procedure::Liquidation, change);
    assert_eq!(of(&[("decided_day", "24")]), ["date-not-yet"]);
    assert_eq!(of(&[("decided_year", "2014")]), ["date-before-company"]);
    assert_eq!(of(&[("decided_by", "")]), ["decided-by-missing"]);
    assert_eq!(of(&[("liquidation_order", "")]), ["liquidation-order-missing"]);
    assert_eq!(of(&[("liquidator_kind", "<b>")]), ["liquidator-kind-missing"]);
    assert_eq!(of(&[("liquidator_name", "")]), ["liquidator-name-missing"]);
    assert_eq!(of(&[("liquidator_name", "Новикова")]), ["manager-name-form"]);
    assert_eq!(of(&[("liquidator_email", "почта")]), ["email-form"]);
    assert_eq!(of(&[("claims_months", "")]), ["claims-months-missing"]);
    assert_eq!(of(&[("claims_months", "1")]), ["claims-months-few"]);
    assert_eq!(of(&[("claims_months", "9")]), ["claims-months-many"]);
    assert_eq!(of(&[("claims_months", "-2")]), ["claims-months-form"]);
    assert_eq!(of(&[("claims_address", "")]), ["claims-address-missing"]);
    assert_eq!(of(&[("claims_phone", "12")]), ["phone-digits"]);
}

#[test]
fn a_decision_whose_whole_term_is_over_opens_nothing() {
    for procedure in [Procedure::Liquidation, Procedure::Termination] {
        let decided = |day: &str| with(procedure, &[("decided_day", day), ("decided_month", "2")]);
        assert_eq!(decided("23"), Vec::<String>::new(), "{procedure:?} on the last day");
        assert_eq!(decided("22"), ["winding-up-over"], "{procedure:?}");
    }
}

#[test]
fn those_whom_the_law_does_not_let_file_are_told_so() {
    let mut subject = circumstances(Kind::SoleProprietor).subject;
    assert_eq!(Liquidation.eligible(&subject), Err(Ineligible("sole-proprietor-liquidation")));
    assert!(Procedure::Termination.rules().eligible(&subject).is_ok());
    subject.kind = Kind::LegalEntity;
    assert_eq!(Procedure::Termination.rules().eligible(&subject), Err(Ineligible("entity-termination")));
    subject.standing = Standing::InLiquidation;
    assert_eq!(Liquidation.eligible(&subject), Err(Ineligible("already-in-liquidation")));
}

#[test]
fn every_row_of_the_summary_opens_its_own_fields() {
    let mut answers = answers();
    answers.set("liquidator_email", "a@b.by");
    answers.set("claims_email", "a@b.by");
    for procedure in [Procedure::Liquidation, Procedure::Termination] {
        for row in procedure.rules().summary(&answers) {
            let fields = procedure.rules().fields_of_row(row.field);
            assert!(fields.contains(&row.field), "{row:?}");
            assert!(fields.iter().all(|f| procedure.step_of(f).unwrap().slug == row.step), "{row:?}");
        }
    }
}

proptest! {
    #[test]
    fn no_answer_makes_the_rules_panic(
        field in prop::sample::select(STEPS.iter().flat_map(|s| s.fields.iter().copied()).collect::<Vec<_>>()),
        text in ".{0,60}",
        procedure in prop::sample::select(vec![Procedure::Liquidation, Procedure::Termination]),
    ) {
        let mut answers = answers();
        answers.set(field, &text);
        let circumstances = circumstances(Kind::LegalEntity);
        let found = procedure.check(&answers, &circumstances);
        for problem in &found {
            prop_assert!(procedure.step_of(&problem.field).is_some());
        }
        procedure.rules().summary(&answers);
        if !found.iter().any(Problem::stops) {
            prop_assert!(!procedure.rules().changes(&answers, &circumstances).is_empty());
        }
    }
}
