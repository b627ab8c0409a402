use super::*;
use crate::company::Standing;
use crate::procedures::{Activity, Names, Procedure, ReservedWord, Subject};
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

const PROCEDURE: Procedure = Procedure::Correction;
const FIELD_COUNT: usize = 8;

fn whole() -> Answers {
    answers(&[
        ("corrected_fact", "short-name"),
        ("wrong_text", "ООО \"Ёлка\""),
        ("right_text", "ООО \"Ёлки\""),
        ("paper_day", "20"),
        ("paper_month", "11"),
        ("paper_year", "2014"),
        ("paper_by", "устав"),
    ])
}

#[test]
fn every_fault_is_told_at_its_field() {
    let facts = circumstances(Kind::LegalEntity);
    assert!(PROCEDURE.check(&whole(), &facts).is_empty(), "the paper may be older than the entry");
    for (field, text, code) in [
        ("corrected_fact", "person-name", "corrected-fact-missing"),
        ("wrong_text", "", "wrong-text-missing"),
        ("wrong_text", "ООО \"Другое\"", "wrong-text-differs"),
        ("right_text", "", "right-text-missing"),
        ("right_text", "ООО \"Ёлка\"", "right-text-same"),
        ("right_text", "<b>", "name-characters"),
        ("right_text", "...", "name-characters"),
        ("paper_by", "", "paper-by-missing"),
    ] {
        let found = PROCEDURE.check(&with(&whole(), &[(field, text)]), &facts);
        assert!(found.iter().any(|p| p.code == code), "{field} {text}: {found:?}");
    }
    let empty = PROCEDURE.check(&with(&whole(), &[("corrected_fact", "house")]), &facts);
    assert_eq!(empty[0].code, "corrected-fact-empty");
}

/// What is told of a fact put right, where the register says `now` of it.
fn told(facts: &Circumstances, fact: &str, now: &str, right: &str) -> Vec<String> {
    let answers = with(&whole(), &[("corrected_fact", fact), ("wrong_text", now), ("right_text", right)]);
    PROCEDURE.check(&answers, facts).into_iter().map(|problem| problem.code.into_owned()).collect()
}

#[test]
fn a_name_put_right_is_held_to_the_rules_for_names() {
    let mut facts = circumstances(Kind::LegalEntity);
    let now = facts.subject.names.full.clone();
    let full = |facts: &Circumstances, right: &str| told(facts, "full-name", &now, right);
    assert_eq!(full(&facts, "Общество с ограниченной ответственностью \"Ёлки\""), [""; 0]);
    assert_eq!(full(&facts, "Общество с ограниченной ответственностью Ёлка"), ["name-not-quoted"]);
    assert_eq!(full(&facts, "Открытое акционерное общество \"Ёлка\""), ["name-form-changes"]);
    let long = format!("ООО \"{}\"", "ё".repeat(120));
    assert_eq!(told(&facts, "short-name", "ООО \"Ёлка\"", &long), ["too-long"]);
    let word = |word: &str, forbidden| ReservedWord { word: word.into(), forbidden, act: String::new() };
    facts.names.reserved = vec![word("президентск*", true), word("белорусск*", false)];
    let forbidden = full(&facts, "Общество с ограниченной ответственностью \"Президентская ёлка\"");
    assert_eq!(forbidden, ["name-word-forbidden"]);
    assert_eq!(told(&facts, "short-name", "ООО \"Ёлка\"", "ООО \"Белорусская ёлка\""), ["name-word-reserved"]);
    let person = circumstances(Kind::SoleProprietor);
    assert_eq!(told(&person, "person-name", "Ковалёва Елена Петровна", "Ковалёва"), ["manager-name-form"]);
    assert_eq!(told(&person, "person-name", "Ковалёва Елена Петровна", "Ковалева Елена Петровна"), [""; 0]);
}

#[test]
fn a_name_put_right_agrees_with_the_others_and_is_in_its_language() {
    let mut facts = circumstances(Kind::LegalEntity);
    facts.subject.names.short_be = "ТАА «Ёлка»".into();
    let short = |facts: &Circumstances, right: &str| told(facts, "short-name", "ООО \"Ёлка\"", right);
    assert_eq!(short(&facts, "ООО Ёлка"), ["name-not-quoted"]);
    assert_eq!(short(&facts, "ЗАО \"Ёлка\""), ["name-other-form"]);
    assert_eq!(short(&facts, "ТАА \"Ёлка\""), ["name-in-belarusian"]);
    let short_be = |facts: &Circumstances, right: &str| told(facts, "short-name-be", "ТАА «Ёлка»", right);
    assert_eq!(short_be(&facts, "ТАА Ёлка"), ["name-not-quoted"]);
    assert_eq!(short_be(&facts, "ООО «Ёлка»"), ["name-in-russian"]);
    assert_eq!(short_be(&facts, "ТАА «Ёлкі»"), [""; 0]);
    // What the register has of old may stay as it is beside the error.
    facts.subject.names.short = "Ёлка плюс".into();
    assert_eq!(told(&facts, "short-name", "Ёлка плюс", "Ёлка-плюс"), [""; 0]);
    let mut person = circumstances(Kind::SoleProprietor);
    person.subject.names.full_be = "Кавалёва Алена Пятроўна".into();
    let be = told(&person, "person-name-be", "Кавалёва Алена Пятроўна", "Ковалёва Елена Петровнаи");
    assert_eq!(be, ["name-not-belarusian"]);
}

#[test]
fn an_error_in_a_name_can_be_put_right_whatever_else_the_name_has() {
    let mut facts = circumstances(Kind::LegalEntity);
    facts.names.reserved =
        vec![ReservedWord { word: "президентск*".into(), forbidden: true, act: String::new() }];
    for (now, right) in [
        ("Общество с органиченной ответственностью \"Ёлка\"", "Общество с ограниченной ответственностью \"Ёлка\""),
        ("Государсвенный комитет по ёлкам", "Государственный комитет по ёлкам"),
        ("Президентская библиотка \"Ёлка\"", "Президентская библиотека \"Ёлка\""),
    ] {
        facts.subject.names.full = now.into();
        assert_eq!(told(&facts, "full-name", now, right), [""; 0], "{now}");
    }
}

#[test]
fn the_change_names_what_was_and_what_is() {
    let facts = circumstances(Kind::LegalEntity);
    let right = RegisterChange::Corrected {
        fact: "short-name".into(),
        wrong: "ООО \"Ёлка\"".into(),
        right: "ООО \"Ёлки\"".into(),
    };
    assert_eq!(PROCEDURE.rules().changes(&whole(), &facts), [right]);
    assert!(PROCEDURE.rules().changes(&whole(), &circumstances(Kind::SoleProprietor)).is_empty());
    let gone = Subject { standing: Standing::Excluded, ..facts.subject };
    assert_eq!(PROCEDURE.rules().eligible(&gone).unwrap_err().0, "not-active");
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
