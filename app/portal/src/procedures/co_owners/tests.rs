use super::*;
use crate::company::Kind;
use crate::procedures::{Procedure, unfounded};
use proptest::prelude::*;

fn answers(change: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    for (field, text) in [
        ("area", "7201"),
        ("street", "Мира"),
        ("house", "5"),
        ("premises", "dwelling"),
        ("room_kind", "кв."),
        ("room", "4"),
        ("consent", "others"),
        ("owner_1_name", "Котов Глеб Ильич"),
        ("owner_1_how", "portal"),
        ("owner_1_email", "Gleb@akno.example"),
        ("owner_1_more", "yes"),
        ("owner_2_name", "Котова Инна Львовна"),
        ("owner_2_how", "paper"),
        ("owner_2_signed_day", "20"),
        ("owner_2_signed_month", "11"),
        ("owner_2_signed_year", "2026"),
        ("owner_2_more", "no"),
    ]
    .iter()
    .chain(change)
    {
        answers.set(field, text);
    }
    answers
}

fn circumstances() -> Circumstances {
    Circumstances { dwelling_allowed: true, ..unfounded::circumstances(Kind::LegalEntity) }
}

/// What is wrong with the premises and the owners.
fn codes(change: &[(&str, &str)]) -> Vec<String> {
    let found = Procedure::ChangeOfLocation.check(&answers(change), &circumstances());
    let of_owners = |field: &str| field == "consent" || field.starts_with("owner_");
    found.into_iter().filter(|problem| of_owners(&problem.field)).map(|problem| problem.code.into_owned()).collect()
}

#[test]
fn each_owner_consents_by_sign_in_or_on_paper_and_only_the_first_sign() {
    assert_eq!(codes(&[]), Vec::<String>::new());
    let Ownership::Others(owners) = ownership(&answers(&[])) else { panic!() };
    assert_eq!(owners[1].consent, Consent::Paper("2026-11-20".parse().ok()));
    let signers = Procedure::ChangeOfLocation.rules().signers(&answers(&[]));
    assert_eq!(signers.len(), 1);
    assert_eq!((signers[0].email.as_str(), signers[0].confirms), ("gleb@akno.example", Confirms::Location));
    for consent in ["sole", ""] {
        assert!(Procedure::ChangeOfLocation.rules().signers(&answers(&[("consent", consent)])).is_empty());
    }
    let office = answers(&[("premises", "non_residential")]);
    assert_eq!(ownership(&office), Ownership::NoDwelling);
    assert!(Procedure::ChangeOfLocation.rules().signers(&office).is_empty(), "an office needs nobody's consent");
}

#[test]
fn each_fault_is_told_at_its_field() {
    assert_eq!(codes(&[("consent", "")]), ["consent-missing"]);
    assert_eq!(codes(&[("consent", "<b>")]), ["consent-missing"]);
    assert_eq!(codes(&[("owner_1_name", "")]), ["owner-name-missing"]);
    assert_eq!(codes(&[("owner_1_name", "Глеб")]), ["manager-name-form"]);
    assert_eq!(codes(&[("owner_1_name", &"Глеб ".repeat(100))]), ["manager-name-form"]);
    assert_eq!(codes(&[("owner_1_how", "")]), ["owner-how-missing"]);
    assert_eq!(codes(&[("owner_1_email", "")]), ["owner-email-missing"]);
    assert_eq!(codes(&[("owner_1_email", "почта")]), ["email-form"]);
    let twice = [("owner_2_how", "portal"), ("owner_2_email", "GLEB@akno.example")];
    assert_eq!(codes(&twice), ["owner-email-twice"]);
    assert_eq!(codes(&[("owner_2_signed_day", "24")]), ["date-not-yet"]);
    assert_eq!(codes(&[("owner_2_signed_day", "31")]), ["date-not-real"]);
    assert_eq!(codes(&[("owner_2_more", "")]), ["owner-more-missing"]);
}

#[test]
fn a_consent_is_over_the_location_alone() {
    let part = |change: &[(&str, &str)]| Confirms::Location.part(&answers(change)).canonical();
    assert_eq!(part(&[]), part(&[("phone", "+375 29 000-00-00"), ("owner_2_more", "yes"), ("capital", "5")]));
    for (field, text) in [("house", "7"), ("room", "5"), ("area", "7202"), ("premises", "non_residential")] {
        assert_ne!(part(&[]), part(&[(field, text)]), "{field}");
    }
    let shown = Procedure::ChangeOfLocation.rules().summary(&answers(&[("phone", "+375 29 000-00-00")]));
    let shown: Vec<_> = shown.iter().filter(|row| Confirms::Location.shows(row)).map(|row| row.field).collect();
    assert_eq!(shown, ["area", "settlement", "street", "house", "building", "postcode", "premises", "room"]);
}

#[test]
fn a_founder_who_owns_the_dwelling_confirms_once_and_the_whole() {
    let founder = [
        ("founder_1_name", "Котов Глеб Ильич"),
        ("founder_1_email", "gleb@akno.example"),
        ("founder_1_share", "100"),
        ("founder_1_more", "no"),
        ("owner_2_how", "portal"),
        ("owner_2_email", "inna@akno.example"),
    ];
    let signers = Procedure::RegistrationLegalEntity.rules().signers(&answers(&founder));
    let told: Vec<_> = signers.iter().map(|signer| (signer.email.as_str(), signer.confirms)).collect();
    assert_eq!(told, [("gleb@akno.example", Confirms::Everything), ("inna@akno.example", Confirms::Location)]);
}

#[test]
fn a_remark_on_the_premises_opens_what_another_answer_brings() {
    for procedure in [Procedure::ChangeOfLocation, Procedure::RegistrationLegalEntity] {
        let opened = procedure.rules().fields_of_row("premises");
        assert!(opened.contains(&"consent") && OWNERS.iter().flatten().all(|field| opened.contains(field)));
        for row in rows(&answers(&[])) {
            assert!(procedure.rules().fields_of_row(row.field).contains(&row.field), "{row:?}");
            assert!(procedure.step_of(row.field).unwrap().slug == row.step, "{row:?}");
        }
    }
}

proptest! {
    #[test]
    fn no_answer_makes_the_rules_panic(
        field in prop::sample::select(OPENED.to_vec()),
        text in ".{0,60}",
    ) {
        let answers = answers(&[(field, &text)]);
        let found = Procedure::ChangeOfLocation.check(&answers, &circumstances());
        for problem in &found {
            prop_assert!(Procedure::ChangeOfLocation.step_of(&problem.field).is_some());
        }
        rows(&answers);
        signers(&answers);
    }
}
