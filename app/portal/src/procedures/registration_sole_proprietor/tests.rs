use super::*;
use crate::procedures::{Procedure, unfounded};
use proptest::prelude::*;

const PROCEDURE: Procedure = Procedure::RegistrationSoleProprietor;

fn circumstances() -> Circumstances {
    Circumstances { areas: vec![7201, 7222], city_areas: vec![7222], ..unfounded::circumstances(Kind::SoleProprietor) }
}

fn whole() -> Answers {
    let mut answers = Answers::default();
    for (field, text) in [
        ("applicant_name", "Ковалёва Елена Петровна"),
        ("personal_number", "0000000A000PB2"),
        ("area", "7201"),
        ("settlement_kind", "аг."),
        ("settlement", "Александрия"),
        ("street_kind", "ул."),
        ("street", "Оршанская"),
        ("house", "7А"),
        ("flat", "3"),
        ("postcode", "213010"),
        ("activity_code", "62010"),
        ("activity_licence", "not-needed"),
        ("phone", "+375 29 123-45-67"),
    ] {
        answers.set(field, text);
    }
    answers
}

#[test]
fn a_whole_application_registers_the_person_with_a_flat_and_no_head() {
    assert_eq!(PROCEDURE.check(&whole(), &circumstances()), vec![]);
    let [RegisterChange::Registered(registration)] = &PROCEDURE.rules().changes(&whole(), &circumstances())[..] else {
        panic!()
    };
    assert_eq!((registration.kind, registration.office, &registration.head), (Kind::SoleProprietor, 7201, &None));
    assert_eq!((registration.address.room_kind.as_str(), registration.address.room.as_str()), ("кв.", "3"));
    assert_eq!(registration.activity.code, "62010");
    assert!(!registration.activity.title.is_empty());
    assert_eq!(registration.personal_number.as_deref(), Some("0000000A000PB2"));
}

#[test]
fn every_fault_is_told_at_its_field() {
    for (field, text, code) in [
        ("applicant_name", "", "applicant-name-missing"),
        ("applicant_name", "Елена", "manager-name-form"),
        ("personal_number", "", "personal-number-missing"),
        ("personal_number", "0000000A000PB3", "personal-number-form"),
        ("area", "", "area-missing"),
        ("settlement", "", "settlement-missing"),
        ("street", "", "street-missing"),
        ("house", "", "house-missing"),
        ("flat", "12345678901", "too-long"),
        ("postcode", "1", "postcode-digits"),
        ("activity_code", "1", "activity-code-form"),
        ("activity_licence", "", "activity-licence-missing"),
        ("phone", "", "phone-missing"),
        ("email", "x", "email-form"),
        ("website", "x", "website-form"),
    ] {
        let mut answers = whole();
        answers.set(field, text);
        let found: Vec<_> = PROCEDURE.check(&answers, &circumstances());
        assert_eq!(found.iter().map(|p| (p.field.as_ref(), p.code.as_ref())).collect::<Vec<_>>(), [(field, code)]);
    }
    let known = Circumstances { registered_already: Some(790123453), ..circumstances() };
    assert_eq!(PROCEDURE.check(&whole(), &known)[0].code, "person-registered");
}

#[test]
fn a_sole_proprietor_does_not_register_twice() {
    let rules = PROCEDURE.rules();
    assert!(rules.may_found(&FounderFacts { is_sole_proprietor: true }).is_err());
    assert!(rules.may_found(&FounderFacts::default()).is_ok());
}

#[test]
fn a_remark_on_any_row_opens_a_field_of_its_step() {
    for row in PROCEDURE.rules().summary(&whole()) {
        let step = STEPS.iter().find(|step| step.slug == row.step).unwrap();
        let fields = PROCEDURE.rules().fields_of_row(row.field);
        assert!(!fields.is_empty() && fields.iter().all(|field| step.fields.contains(field)), "{}", row.field);
    }
}

proptest! {
    #[test]
    fn no_answer_makes_the_check_panic(texts in proptest::collection::vec(".{0,40}", 18)) {
        let mut answers = Answers::default();
        for (field, text) in STEPS.iter().flat_map(|step| step.fields.iter()).zip(&texts) {
            answers.set(field, text);
        }
        let facts = circumstances();
        let _ = (PROCEDURE.check(&answers, &facts), PROCEDURE.rules().summary(&answers));
        let _ = PROCEDURE.rules().changes(&answers, &facts);
    }
}
