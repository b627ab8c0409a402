use super::*;
use crate::procedures::{Procedure, unfounded};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn deputy() -> Authorised {
    Authorised {
        key: KEY.1.into(),
        authority: Authority::Deputy,
        name: "Котов Глеб Ильич".into(),
        name_be: String::new(),
        post: "заместитель директора".into(),
        unp: None,
        since: Some(day("2026-02-02")),
        until: Some(day("2026-12-31")),
    }
}

fn circumstances() -> Circumstances {
    let found = unfounded::circumstances(Kind::LegalEntity);
    Circumstances {
        subject: Subject {
            unp: 700000018,
            registered_on: Some(day("2015-03-02")),
            others: vec![deputy()],
            ..found.subject
        },
        managing: Some(Managing {
            unp: 790123453,
            name: "ООО \"Управляющая\"".into(),
            kind: Kind::LegalEntity,
            standing: Standing::Active,
        }),
        ..found
    }
}

fn answers(change: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    for (field, text) in [
        ("manager_whom", "other"),
        ("other_change", "appointed"),
        ("other_kind", "deputy"),
        ("other_name", "Новикова Алеся Андреевна"),
        ("other_post", "Заместитель директора"),
        ("other_email", "alesya@akno.example"),
        ("in_force_day", "20"),
        ("in_force_month", "11"),
        ("in_force_year", "2026"),
        ("decided_day", "18"),
        ("decided_month", "11"),
        ("decided_year", "2026"),
        ("decided_by", "общее собрание участников"),
    ]
    .iter()
    .chain(change)
    {
        answers.set(field, text);
    }
    answers
}

fn codes(change: &[(&str, &str)]) -> Vec<String> {
    let found = Procedure::Manager.check(&answers(change), &circumstances());
    found.into_iter().filter(Problem::stops).map(|problem| problem.code.into_owned()).collect()
}

fn changes(change: &[(&str, &str)]) -> Vec<RegisterChange> {
    Procedure::Manager.rules().changes(&answers(change), &circumstances())
}

const ORGANISATION: [(&str, &str); 4] = [
    ("other_kind", "managing-organisation"),
    ("other_name", ""),
    ("other_unp", "790 123 453"),
    (MANAGING_NAME, "ООО \"Управляющая\""),
];
const KEY: (&str, &str) = ("other_person", "2026-02-02/Котов Глеб Ильич");

#[test]
fn a_deputy_is_authorised_beside_the_head_with_an_event_of_its_own() {
    assert_eq!(codes(&[]), Vec::<String>::new());
    let changes = changes(&[]);
    let [RegisterChange::Authorised(granted), RegisterChange::Event { code: EVENT, on }] = &changes[..] else {
        panic!("{changes:?}")
    };
    assert_eq!((granted.authority, granted.from, *on), (Authority::Deputy, day("2026-11-20"), day("2026-11-20")));
    assert_eq!((granted.name.as_str(), granted.unp), ("Новикова Алеся Андреевна", None));
}

#[test]
fn a_managing_subject_is_known_by_its_number_and_named_by_the_register() {
    assert_eq!(codes(&ORGANISATION), Vec::<String>::new());
    let changes = changes(&ORGANISATION);
    let RegisterChange::Authorised(granted) = &changes[0] else { panic!("{changes:?}") };
    assert_eq!((granted.name.as_str(), granted.unp), ("ООО \"Управляющая\"", Some(790123453)));
    assert!(granted.post.is_empty(), "what was typed for a person before is not taken along");
}

#[test]
fn each_fault_is_told_at_its_field() {
    assert_eq!(codes(&[("manager_whom", "<b>")]), ["manager-whom-missing", "manager-change-missing"]);
    assert_eq!(codes(&[("other_change", "")]), ["other-change-missing"]);
    assert_eq!(codes(&[("other_kind", "czar")]), ["other-kind-missing"]);
    assert_eq!(codes(&[("other_name", "")]), ["manager-name-missing"]);
    assert_eq!(codes(&[("other_name", "Новикова <b>Алеся</b>")]), ["manager-name-form"]);
    assert_eq!(codes(&[("other_post", "")]), ["manager-post-missing"]);
    assert_eq!(codes(&[("other_email", "почта")]), ["email-form"]);
    assert_eq!(codes(&[("other_name", "КОТОВ Глеб Ильич")]), ["other-already"]);
    assert_eq!(codes(&[("in_force_day", "24")]), ["date-not-yet"]);
    assert_eq!(codes(&[("until_day", "19"), ("until_month", "11"), ("until_year", "2026")]), ["until-before-start"]);
    let number = |number| codes(&[&ORGANISATION[..], &[("other_unp", number)]].concat());
    assert_eq!(number(""), ["other-unp-missing"]);
    assert_eq!(number("790123454"), ["other-unp-form"]);
    assert_eq!(number("700000018"), ["other-unp-itself"]);
    assert_eq!(number("200988541"), ["other-unp-unknown"]);
    let proprietor = [&ORGANISATION[..], &[("other_kind", "managing-proprietor")]].concat();
    assert_eq!(codes(&proprietor), ["other-unp-not-proprietor"]);
    let mut excluded = circumstances();
    excluded.managing.as_mut().unwrap().standing = Standing::Excluded;
    let found = Procedure::Manager.check(&answers(&ORGANISATION), &excluded);
    assert!(found.iter().any(|problem| problem.code == "other-unp-not-active"), "{found:?}");
}

#[test]
fn an_extension_and_an_end_are_of_one_of_those_who_stand() {
    let until = [("until_day", "20"), ("until_month", "11"), ("until_year", "2027")];
    let extended = [&[("other_change", "extended"), KEY][..], &until].concat();
    assert_eq!(codes(&extended), Vec::<String>::new());
    let RegisterChange::AuthorisedUntil { key, until: Some(_), .. } = &changes(&extended)[0] else { panic!() };
    assert_eq!(key, KEY.1);
    assert_eq!(codes(&[("other_change", "extended"), KEY]), ["until-missing"]);
    assert_eq!(codes(&[("other_change", "ended"), KEY]), Vec::<String>::new());
    assert!(matches!(changes(&[("other_change", "ended"), KEY])[0], RegisterChange::AuthorisedEnds { .. }));
    // Whoever stands no more, or was never there, cannot be chosen.
    assert_eq!(codes(&[("other_change", "ended")]), ["other-person-missing"]);
    assert_eq!(codes(&[("other_change", "ended"), ("other_person", "2020-01-01/<script>")]), ["other-person-missing"]);
    assert!(changes(&[("other_change", "ended"), ("other_person", "x")]).is_empty());
    let early = [("other_change", "ended"), KEY, ("in_force_day", "2"), ("in_force_month", "2")];
    assert_eq!(codes(&early), ["other-before-start"]);
    let mut nobody = circumstances();
    nobody.subject.others.clear();
    let found = Procedure::Manager.check(&answers(&[("other_change", "ended"), KEY]), &nobody);
    assert!(found.iter().any(|problem| problem.code == "no-other-registered"), "{found:?}");
}

#[test]
fn answers_of_the_first_form_are_about_the_head() {
    let mut first = answers(&[("manager_whom", ""), ("manager_change", "ended")]);
    for field in ["other_change", "other_kind", "other_name", "other_post", "other_email"] {
        first.set(field, "");
    }
    let summary = Procedure::Manager.rules().summary(&first);
    assert_eq!(summary[0].value, Value::Choice("whom-head".into()));
    let found = Procedure::Manager.check(&first, &circumstances());
    assert!(!found.iter().any(|problem| problem.field == "manager_whom"), "{found:?}");
}

#[test]
fn every_row_of_the_summary_opens_its_own_fields() {
    for change in ["appointed", "extended", "ended"] {
        for authority in Authority::ALL {
            let answers = answers(&[("other_change", change), ("other_kind", authority.code()), KEY]);
            for row in Procedure::Manager.rules().summary(&answers) {
                let fields = Procedure::Manager.rules().fields_of_row(row.field);
                assert!(fields.contains(&row.field), "{row:?}");
                assert!(fields.iter().all(|f| Procedure::Manager.step_of(f).unwrap().slug == row.step), "{row:?}");
            }
        }
    }
}

#[test]
fn the_register_stands_beside_what_is_asked_of_the_same_person() {
    let rules = Procedure::Manager.rules();
    let subject = circumstances().subject;
    let beside = rules.registered_beside(&answers(&[("other_change", "ended"), KEY]), &subject, &Default::default());
    assert_eq!(beside.get("in_force_year"), "2026");
    assert_eq!((beside.get("in_force_month"), beside.get("until_day")), ("2", "31"));
    let new = rules.registered_beside(&answers(&[]), &subject, &Default::default());
    assert_eq!((new.get("other_name"), new.get("in_force_day")), ("", ""));
}

proptest! {
    #[test]
    fn no_answer_makes_the_rules_panic(
        field in prop::sample::select(vec![
            "manager_whom", "other_change", "other_kind", "other_name", "other_unp", "other_person", "in_force_day",
            "until_year", MANAGING_NAME,
        ]),
        text in ".{0,60}",
        change in prop::sample::select(vec!["appointed", "extended", "ended"]),
    ) {
        let mut answers = answers(&[("other_change", change), KEY]);
        answers.set(field, &text);
        let found = Procedure::Manager.check(&answers, &circumstances());
        for problem in &found {
            prop_assert!(Procedure::Manager.step_of(&problem.field).is_some());
        }
        Procedure::Manager.rules().summary(&answers);
        if !found.iter().any(Problem::stops) {
            prop_assert!(!Procedure::Manager.rules().changes(&answers, &circumstances()).is_empty());
        }
    }
}
