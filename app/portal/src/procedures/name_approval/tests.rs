use super::*;
use crate::company::Kind;
use crate::procedures::{Alike, Procedure, Whose, unfounded};
use proptest::prelude::*;

const PROCEDURE: Procedure = Procedure::NameApproval;

fn circumstances() -> Circumstances {
    unfounded::circumstances(Kind::LegalEntity)
}

fn whole() -> Answers {
    with(
        &Answers::default(),
        &[
            ("area", "7201"),
            ("full_name", "Общество с ограниченной ответственностью «Синий лён»"),
            ("short_name", "ООО «Синий лён»"),
            ("full_name_be", "Таварыства з абмежаванай адказнасцю «Сіні лён»"),
            ("short_name_be", "ТАА «Сіні лён»"),
            ("founder_name", "Ковалёва Елена Петровна"),
            ("phone", "+375 29 123-45-67"),
        ],
    )
}

fn second(answers: &Answers) -> Answers {
    with(
        answers,
        &[
            ("full_name_2", "Общество с ограниченной ответственностью «Василёк»"),
            ("short_name_2", "ООО «Василёк»"),
            ("full_name_be_2", "Таварыства з абмежаванай адказнасцю «Валошка»"),
            ("short_name_be_2", "ТАА «Валошка»"),
        ],
    )
}

fn with(answers: &Answers, changed: &[(&str, &str)]) -> Answers {
    let mut answers = answers.clone();
    for (field, text) in changed {
        answers.set(field, text);
    }
    answers
}

#[test]
fn one_name_is_enough_and_two_fit_too() {
    assert_eq!(PROCEDURE.check(&whole(), &circumstances()), vec![]);
    assert_eq!(PROCEDURE.check(&second(&whole()), &circumstances()), vec![]);
}

#[test]
fn every_fault_is_told_at_its_field() {
    for (field, text, code) in [
        ("area", "", "area-missing"),
        ("area", "9", "area-unknown"),
        ("area", "elsewhere", "area-elsewhere"),
        ("full_name", "", "full-name-missing"),
        ("full_name", "ООО Лён", "name-not-quoted"),
        ("full_name", "Таварыства з абмежаванай адказнасцю «Сіні лён»", "name-in-belarusian"),
        ("short_name", "", "short-name-missing"),
        ("short_name", "ЗАО \"Другое\"", "name-other-form"),
        ("short_name", "ООО Мокрый лист", "name-not-quoted"),
        ("full_name_be", "Общество с ограниченной ответственностью «Синий лён»", "name-in-russian"),
        ("brand_name", "лён<", "name-characters"),
        ("full_name_be", "", "full-name-be-missing"),
        ("short_name_be", "", "short-name-be-missing"),
        ("brand_name_2", "Василёк", "full-name-missing"),
        ("founder_name", "", "founder-name-missing"),
        ("founder_name", "Ковалёва", "manager-name-form"),
        ("phone", "1", "phone-digits"),
    ] {
        let problems = PROCEDURE.check(&with(&whole(), &[(field, text)]), &circumstances());
        let found = problems.iter().find(|problem| problem.code == code);
        assert!(
            found.is_some_and(|p| p.field.starts_with(field.trim_end_matches("_2")) || field == "brand_name_2"),
            "{field} {text}: {problems:?}"
        );
    }
    let long = "я".repeat(LONGEST_SHORT + 1);
    assert_eq!(PROCEDURE.check(&with(&whole(), &[("brand_name", &long)]), &circumstances())[0].code, "too-long");
    let twice = with(&second(&whole()), &[("full_name_2", "Общество с ограниченной ответственностью \"СИНИЙ ЛЁН\"")]);
    assert_eq!(PROCEDURE.check(&twice, &circumstances())[0].code, "name-proposed-twice");
}

#[test]
fn a_taken_name_leaves_the_other_to_be_granted() {
    let mut facts = circumstances();
    facts.names.alike = vec![Alike {
        field: "full_name",
        whose: Whose::Company(700000018),
        name: "ЧУП «Синий лён»".into(),
        same: true,
    }];
    let rules = PROCEDURE.rules();
    let offers = rules.offers(&second(&whole()), &facts);
    assert_eq!(offers.len(), 2);
    assert!(offers[0].problems.iter().any(Problem::stops) && offers[1].problems.is_empty());
    let chosen = rules.choose(&second(&whole()), 1).unwrap();
    let [RegisterChange::NameApproved(names)] = &rules.changes(&chosen, &facts)[..] else { panic!() };
    assert_eq!((names.short.as_str(), names.short_be.as_str()), ("ООО «Василёк»", "ТАА «Валошка»"));
    assert_eq!(chosen.get("full_name_2"), "");
    assert!(rules.choose(&whole(), 1).is_none() && rules.choose(&whole(), 7).is_none());
}

#[test]
fn a_remark_on_a_row_opens_its_field_alone() {
    for row in PROCEDURE.rules().summary(&second(&whole())) {
        assert_eq!(PROCEDURE.rules().fields_of_row(row.field), [row.field]);
    }
    assert!(PROCEDURE.rules().fields_of_row("nothing").is_empty());
}

proptest! {
    #[test]
    fn no_answer_makes_the_check_panic(texts in proptest::collection::vec(".{0,40}", 18)) {
        let mut answers = Answers::default();
        for (field, text) in STEPS.iter().flat_map(|step| step.fields.iter()).zip(&texts) {
            answers.set(field, text);
        }
        let facts = circumstances();
        let _ = PROCEDURE.check(&answers, &facts);
        let rules = PROCEDURE.rules();
        let _ = (rules.summary(&answers), rules.offers(&answers, &facts), rules.changes(&answers, &facts));
    }
}
