use super::*;
use crate::company::Kind;
use crate::procedures::{Names, Procedure, Subject};
use chrono::NaiveDate;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn circumstances(kind: Kind) -> Circumstances {
    let names = match kind {
        Kind::LegalEntity => Names {
            full: "Общество с ограниченной ответственностью \"Ёлка\"".into(),
            short: "ООО \"Ёлка\"".into(),
            ..Names::default()
        },
        Kind::SoleProprietor => {
            Names { full: "Ковалёва Елена Петровна".into(), ..Names::default() }
        }
    };
    Circumstances {
        barred: Vec::new(),
        today: day("2026-11-23"),
        subject: Subject {
            unp: 700000018,
            kind,
            standing: Standing::Active,
            full_name: names.full.clone(),
            names,
            activity: Activity { code: "62010".into(), title: "Программирование".into() },
            registered_on: Some(day("2015-03-02")),
            address: None,
            head: None,
            office: Some(7201),
            others: Vec::new(),
            participants: None,
            proceeding: None,
        },
        areas: vec![],
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

fn answers(pairs: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    for (field, text) in pairs {
        answers.set(field, text);
    }
    answers
}

fn with(answers: &Answers, changed: &[(&str, &str)]) -> Answers {
    let mut answers = answers.clone();
    for (field, text) in changed {
        answers.set(field, text);
    }
    answers
}

const PROCEDURE: Procedure = Procedure::ChangeOfActivity;
const FIELD_COUNT: usize = 3;

fn whole() -> Answers {
    answers(&[("activity_code", "43390"), ("activity_licence", "not-needed")])
}

#[test]
fn a_known_code_needs_no_title_and_an_unknown_one_does() {
    for kind in [Kind::LegalEntity, Kind::SoleProprietor] {
        let facts = circumstances(kind);
        assert!(PROCEDURE.check(&whole(), &facts).is_empty());
        let known = Activity { code: "43390".into(), title: "Прочие отделочные работы".into() };
        assert_eq!(
            PROCEDURE.rules().changes(&whole(), &facts),
            [RegisterChange::Activity(known), RegisterChange::EventToday { code: EVENT }]
        );
        let unknown = with(&whole(), &[("activity_code", "01280")]);
        assert_eq!(PROCEDURE.check(&unknown, &facts)[0].code, "activity-title-missing");
        assert!(PROCEDURE.rules().changes(&unknown, &facts).is_empty());
        assert!(PROCEDURE.check(&with(&unknown, &[("activity_title", "Выращивание пряностей")]), &facts).is_empty());
    }
}

#[test]
fn every_fault_is_told_at_its_field() {
    let facts = circumstances(Kind::LegalEntity);
    for (field, text, code) in [
        ("activity_code", "", "activity-code-missing"),
        ("activity_code", "4339", "activity-code-form"),
        ("activity_code", "ўўўўў", "activity-code-form"),
        ("activity_code", "62010", "activity-same"),
        ("activity_licence", "", "activity-licence-missing"),
        ("activity_licence", "later", "activity-licence-missing"),
    ] {
        let found = PROCEDURE.check(&with(&whole(), &[(field, text)]), &facts);
        assert_eq!(found.iter().map(|p| p.code.as_ref()).collect::<Vec<_>>(), [code], "{field} {text}");
    }
}

proptest! {
    #[test]
    fn no_answer_makes_the_check_panic(texts in proptest::collection::vec("\\PC{0,60}", FIELD_COUNT), entity: bool) {
        let kind = if entity { Kind::LegalEntity } else { Kind::SoleProprietor };
        let fields = PROCEDURE.form().steps().iter().flat_map(|step| step.fields);
        let mut answers = Answers::default();
        for (field, text) in fields.zip(&texts) {
            answers.set(field, text);
        }
        let facts = circumstances(kind);
        let problems = PROCEDURE.check(&answers, &facts);
        let fields: Vec<_> = problems.iter().filter(|p| p.stops()).map(|p| p.field.to_string()).collect();
        let unique: std::collections::HashSet<_> = fields.iter().collect();
        prop_assert_eq!(fields.len(), unique.len(), "one error a field: {:?}", problems);
        PROCEDURE.rules().summary(&answers);
        PROCEDURE.rules().changes(&answers, &facts);
    }
}

#[test]
fn a_remark_on_each_row_opens_a_field() {
    for row in PROCEDURE.rules().summary(&whole()) {
        assert!(!PROCEDURE.rules().fields_of_row(row.field).is_empty(), "{}", row.field);
    }
}
