use super::*;
use crate::company::Kind;
use crate::procedures::{Procedure, RegisterChange, Subject, unfounded};
use proptest::prelude::*;

fn answers(change: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    for (field, text) in [
        ("charter_participants", "yes"),
        ("charter_words", "Изменён состав участников."),
        ("charter_form", "anew"),
        ("charter_identical", "yes"),
        ("participant_1_kind", "person"),
        ("participant_1_name", "Ковалёва Елена Петровна"),
        ("participant_1_share", "66,67"),
        ("participant_1_more", "yes"),
        ("participant_2_kind", "organisation"),
        ("participant_2_name", "ООО «Синий лён»"),
        ("participant_2_unp", "700000018"),
        ("participant_2_share", "33,33"),
        ("participant_2_more", "no"),
        ("paper_day", "20"),
        ("paper_month", "11"),
        ("paper_year", "2026"),
        ("paper_by", "общее собрание участников"),
    ]
    .iter()
    .chain(change)
    {
        answers.set(field, text);
    }
    answers
}

fn circumstances(participants: usize) -> Circumstances {
    let found = unfounded::circumstances(Kind::LegalEntity);
    let one = Participant { organisation: false, name: "А Б".into(), unp: None, share: 10_000 };
    let participants = (participants > 0).then(|| vec![one; participants]);
    Circumstances { subject: Subject { participants, ..found.subject }, ..found }
}

fn codes(change: &[(&str, &str)]) -> Vec<String> {
    let found = Procedure::ChangeOfCharter.check(&answers(change), &circumstances(0));
    found.into_iter().map(|problem| problem.code.into_owned()).collect()
}

#[test]
fn who_takes_part_is_named_anew_and_kept_with_the_edition() {
    assert_eq!(codes(&[]), Vec::<String>::new());
    let changes = Procedure::ChangeOfCharter.rules().changes(&answers(&[]), &circumstances(0));
    let RegisterChange::Charter(charter) = &changes[0] else { panic!("{changes:?}") };
    let named = charter.participants.as_ref().unwrap();
    assert_eq!((charter.form, named.len()), ("anew", 2));
    assert_eq!((named[1].unp, named[1].percent()), (Some(700000018), "33,33 %".to_owned()));
    // Where participants do not change, they stay.
    let changes = Procedure::ChangeOfCharter
        .rules()
        .changes(&answers(&[("charter_participants", ""), ("charter_fund", "yes")]), &circumstances(0));
    let RegisterChange::Charter(charter) = &changes[0] else { panic!("{changes:?}") };
    assert_eq!(charter.participants, None);
}

#[test]
fn each_fault_is_told_at_its_field() {
    assert_eq!(codes(&[("participant_1_kind", "<b>")]), ["participant-kind-missing"]);
    assert_eq!(codes(&[("participant_1_name", "")]), ["participant-name-missing"]);
    assert_eq!(codes(&[("participant_1_name", "Елена")]), ["manager-name-form"]);
    assert_eq!(codes(&[("participant_2_name", "ООО <script>")]), ["name-characters"]);
    assert_eq!(codes(&[("participant_2_unp", "700000019")]), ["other-unp-form"]);
    assert_eq!(codes(&[("participant_2_unp", "")]), Vec::<String>::new(), "a foreign one has none");
    assert_eq!(codes(&[("participant_1_share", "0")]), ["share-form", "shares-sum"]);
    assert_eq!(codes(&[("participant_2_share", "33")]), ["shares-sum"]);
    assert_eq!(codes(&[("participant_2_more", "")]), ["participant-more-missing"]);
    let first_form = Circumstances { form_version: 1, ..circumstances(0) };
    let unasked = answers(&[("participant_1_kind", ""), ("participant_1_name", ""), ("participant_1_more", "")]);
    assert!(Procedure::ChangeOfCharter.check(&unasked, &first_form).is_empty());
}

#[test]
fn who_decides_is_compared_with_who_takes_part() {
    let told = |by: &str, participants| {
        let found = Procedure::ChangeOfCharter.check(&answers(&[("paper_by", by)]), &circumstances(participants));
        found.into_iter().map(|problem| (problem.code.to_string(), problem.stops())).collect::<Vec<_>>()
    };
    assert_eq!(told("Общее собрание участников", 1), [("decided-by-sole".to_owned(), false)]);
    assert_eq!(told("Единственный участник", 3), [("decided-by-meeting".to_owned(), false)]);
    assert_eq!(told("Единственный участник", 1), []);
    assert_eq!(told("Общее собрание участников", 2), []);
    assert_eq!(told("Общее собрание участников", 0), [], "the register does not know");
}

#[test]
fn a_remark_opens_what_belongs_to_its_participant() {
    for row in rows(&answers(&[])) {
        let fields = Procedure::ChangeOfCharter.rules().fields_of_row(row.field);
        assert!(fields.contains(&row.field), "{row:?}");
        assert!(fields.iter().all(|f| Procedure::ChangeOfCharter.step_of(f).unwrap().slug == row.step), "{row:?}");
    }
}

proptest! {
    #[test]
    fn no_answer_makes_the_rules_panic(
        place in 0usize..5, field in 0usize..5, text in ".{0,60}",
    ) {
        let answers = answers(&[(PARTICIPANTS[place][field], &text)]);
        Procedure::ChangeOfCharter.check(&answers, &circumstances(1));
        Procedure::ChangeOfCharter.rules().changes(&answers, &circumstances(1));
        rows(&answers);
    }
}
