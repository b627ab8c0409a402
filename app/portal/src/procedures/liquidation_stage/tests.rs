use super::*;
use crate::procedures::Procedure;
use crate::proceeding::{Limits, Proceeding, Stage};
use crate::working_days::Calendar;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn circumstances(stage: Stage, today: &str) -> Circumstances {
    let limits = Limits { ordinary: 9, extended: 12 };
    let (decided, published) = (day("2026-11-20"), day("2026-11-27"));
    let opened = Proceeding::open(Kind::LegalEntity, decided, published, 2, limits, &Calendar::default());
    Circumstances {
        barred: Vec::new(),
        today: day(today),
        subject: Subject {
            unp: 700000018,
            kind: Kind::LegalEntity,
            standing: Standing::InLiquidation,
            full_name: "Общество с ограниченной ответственностью \"Ёлка\"".into(),
            names: Default::default(),
            activity: Default::default(),
            registered_on: Some(day("2015-03-02")),
            address: None,
            head: None,
            office: Some(7201),
            others: Vec::new(),
            participants: None,
            proceeding: Some(Proceeding { stage, ..opened }),
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
        filer_term: None,
    }
}

fn answers(stage: &str, more: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    let basis = [
        ("decided_day", "30"),
        ("decided_month", "1"),
        ("decided_year", "2027"),
        ("decided_by", "общее собрание участников"),
    ];
    for (field, text) in [("stage", stage)].iter().chain(&basis).chain(more) {
        answers.set(field, text);
    }
    answers
}

#[test]
fn who_decided_is_put_in_for_a_sole_proprietor_and_asked_of_a_bankruptcy() {
    let own = "Ковалёва Елена Петровна";
    let rows = |answers: &Answers| {
        let rows = Procedure::LiquidationStage.rules().summary(answers);
        rows.into_iter().map(|row| row.field).collect::<Vec<_>>()
    };
    let mut answers = answers("withdrawal", &[("decided_by", "кто-то другой"), ("decision_number", "7")]);
    name_who_decided(&mut answers, Kind::LegalEntity, own);
    assert_eq!(answers.get("decided_by"), "кто-то другой", "a company says who decided");
    assert!(rows(&answers).contains(&"decided_by"));
    name_who_decided(&mut answers, Kind::SoleProprietor, own);
    assert_eq!((answers.get("decided_by"), answers.get("decision_number")), (own, ""));
    assert_eq!(rows(&answers), ["stage", "decided_day"], "there is nothing to remark upon");
    answers.set("stage", "bankruptcy");
    name_who_decided(&mut answers, Kind::SoleProprietor, own);
    assert_eq!(answers.get("decided_by"), "", "a court opens it");
    assert!(rows(&answers).contains(&"decided_by"));
    let today = circumstances(Stage::Claims, "2027-02-01");
    assert!(codes(&answers, &today).contains(&"decided-by-missing".to_owned()));
    answers.set("decided_by", "экономический суд");
    name_who_decided(&mut answers, Kind::SoleProprietor, own);
    assert_eq!(answers.get("decided_by"), "экономический суд");
    let mut begun = Answers::default();
    begun.set("stage", "withdrawal");
    name_who_decided(&mut begun, Kind::SoleProprietor, own);
    assert_eq!(begun.get("decided_by"), "", "the basis was not begun");
}

const PAID: &[(&str, &str)] = &[("settled", "yes"), ("archived", "yes")];

fn codes(answers: &Answers, circumstances: &Circumstances) -> Vec<String> {
    let found = Procedure::LiquidationStage.check(answers, circumstances);
    found.into_iter().filter(Problem::stops).map(|p| p.code.into_owned()).collect()
}

#[test]
fn the_interim_balance_waits_for_the_creditors() {
    let interim = answers("interim", &[("claims_count", "2"), ("claims_total", "12 500,40")]);
    let late = [("decided_day", "27")];
    let early = answers("interim", &[("claims_count", "0"), ("claims_total", "0"), late[0]]);
    assert_eq!(codes(&interim, &circumstances(Stage::Claims, "2027-02-01")), Vec::<String>::new());
    assert_eq!(codes(&early, &circumstances(Stage::Claims, "2027-01-27")), ["stage-creditors-term"]);
    assert_eq!(codes(&interim, &circumstances(Stage::Settlement, "2027-02-01")), ["stage-not-now"]);
    let wrong = answers("interim", &[("claims_count", "-1"), ("claims_total", "1,234")]);
    let found = codes(&wrong, &circumstances(Stage::Claims, "2027-02-01"));
    assert_eq!(found, ["claims-count-form", "claims-total-form"]);
}

#[test]
fn a_balance_is_approved_after_the_creditors_term() {
    let approved = |stage: &str, day: &'static str, facts: &Circumstances| {
        let claims = [("claims_count", "0"), ("claims_total", "0"), ("decided_day", day)];
        codes(&answers(stage, &[PAID, &claims[..]].concat()), facts)
    };
    for (stage, at) in [("interim", Stage::Claims), ("final", Stage::Settlement)] {
        let facts = circumstances(at, "2027-02-01");
        assert_eq!(approved(stage, "27", &facts), ["stage-approved-early"], "{stage}");
        assert_eq!(approved(stage, "28", &facts), Vec::<String>::new(), "{stage}");
    }
    let mut facts = circumstances(Stage::Claims, "2027-02-01");
    assert_eq!(approved("bankruptcy", "20", &facts), Vec::<String>::new(), "that is no balance");
    facts.subject.proceeding.as_mut().unwrap().kind = Kind::SoleProprietor;
    assert_eq!(approved("final", "20", &facts), Vec::<String>::new(), "a sole proprietor draws none up");
}

#[test]
fn exclusion_is_asked_once_and_after_the_interim_balance() {
    let mut facts = circumstances(Stage::Settlement, "2027-02-01");
    assert_eq!(codes(&answers("final", PAID), &facts), Vec::<String>::new());
    assert_eq!(codes(&answers("final", &[]), &facts), ["settled-missing", "archived-missing"]);
    facts = circumstances(Stage::Confirmations, "2027-02-01");
    assert_eq!(codes(&answers("final", PAID), &facts), ["stage-not-now"]);
    facts.subject.proceeding.as_mut().unwrap().asked_here = true;
    assert_eq!(codes(&answers("final", PAID), &facts), Vec::<String>::new());
    assert_eq!(event_on_filing(&answers("final", PAID)), Some(Event::ExclusionAsked));
}

#[test]
fn an_extension_stays_within_the_year() {
    let until = |day: &str, month: &str| {
        let date = [("extended_day", day), ("extended_month", month), ("extended_year", "2027")];
        codes(&answers("extension", &date), &circumstances(Stage::Settlement, "2027-08-01"))
    };
    assert_eq!(until("20", "11"), Vec::<String>::new());
    assert_eq!(until("21", "11"), ["stage-too-long"]);
    assert_eq!(until("1", "8"), ["stage-not-longer"]);
    assert_eq!(until("31", "11"), ["date-not-real"]);
    assert_eq!(codes(&answers("extension", &[]), &circumstances(Stage::Claims, "2027-02-01")), ["extended-missing"]);
}

#[test]
fn the_other_branches_change_what_they_say() {
    let facts = circumstances(Stage::Claims, "2027-02-01");
    let liquidator = [("liquidator_kind", "liquidator"), ("liquidator_name", "Сорока Павел Ильич")];
    for (stage, more) in [("liquidator", &liquidator[..]), ("withdrawal", &[]), ("bankruptcy", &[])] {
        let answers = answers(stage, more);
        assert_eq!(codes(&answers, &facts), Vec::<String>::new(), "{stage}");
        assert!(!LiquidationStage.changes(&answers, &facts).is_empty());
    }
    assert_eq!(codes(&answers("liquidator", &[]), &facts), ["liquidator-kind-missing", "liquidator-name-missing"]);
    assert_eq!(codes(&answers("<b>", &[]), &facts), ["stage-missing"]);
    let before = answers("withdrawal", &[("decided_year", "2025")]);
    assert_eq!(codes(&before, &facts), ["stage-before-decision"]);
}

#[test]
fn those_without_a_proceeding_are_told_so() {
    let mut subject = circumstances(Stage::Claims, "2027-02-01").subject;
    assert!(LiquidationStage.eligible(&subject).is_ok());
    subject.proceeding = None;
    assert_eq!(LiquidationStage.eligible(&subject), Err(Ineligible("proceeding-elsewhere")));
    subject.standing = Standing::Active;
    assert_eq!(LiquidationStage.eligible(&subject), Err(Ineligible("not-in-liquidation")));
}

#[test]
fn every_row_of_the_summary_opens_its_own_fields() {
    for stage in STAGES {
        for row in LiquidationStage.summary(&answers(stage, &[("liquidator_email", "a@b.by")])) {
            let fields = LiquidationStage.fields_of_row(row.field);
            assert!(fields.contains(&row.field), "{row:?}");
            let steps = fields.iter().map(|f| Procedure::LiquidationStage.step_of(f).unwrap().slug);
            assert!(steps.into_iter().all(|slug| slug == row.step), "{row:?}");
        }
    }
}

proptest! {
    #[test]
    fn no_answer_makes_the_rules_panic(
        stage in prop::sample::select(STAGES.to_vec()),
        field in prop::sample::select(STEPS.iter().flat_map(|s| s.fields.iter().copied()).collect::<Vec<_>>()),
        text in ".{0,60}",
    ) {
        let mut answers = answers(stage, PAID);
        answers.set(field, &text);
        let facts = circumstances(Stage::Settlement, "2027-02-01");
        let found = Procedure::LiquidationStage.check(&answers, &facts);
        for problem in &found {
            prop_assert!(Procedure::LiquidationStage.step_of(&problem.field).is_some());
        }
        LiquidationStage.summary(&answers);
        if !found.iter().any(Problem::stops) {
            prop_assert!(!LiquidationStage.changes(&answers, &facts).is_empty());
        }
    }
}
