use super::*;
use crate::procedures::{Alike, Approved, NameFacts, Procedure, Whose, unfounded};
use proptest::prelude::*;

const PROCEDURE: Procedure = Procedure::RegistrationLegalEntity;

fn circumstances() -> Circumstances {
    Circumstances {
        names: NameFacts {
            approved: Some(Approved {
                number: "123".into(),
                names: Names {
                    full: "Общество с ограниченной ответственностью «Межа»".into(),
                    short: "ООО «Межа»".into(),
                    brand: String::new(),
                    full_be: "Таварыства з абмежаванай адказнасцю «Мяжа»".into(),
                    short_be: "ТАА «Мяжа»".into(),
                },
                until: "2026-11-23".parse().unwrap(),
                filed: false,
            }),
            ..NameFacts::default()
        },
        ..unfounded::circumstances(Kind::LegalEntity)
    }
}

fn whole() -> Answers {
    with(
        &Answers::default(),
        &[
            ("approval_number", "123"),
            ("full_name", "Общество с ограниченной ответственностью «Межа»"),
            ("short_name", "ООО «Межа»"),
            ("full_name_be", "Таварыства з абмежаванай адказнасцю «Мяжа»"),
            ("short_name_be", "ТАА «Мяжа»"),
            ("area", "7201"),
            ("settlement_kind", "аг."),
            ("settlement", "Александрия"),
            ("street_kind", "ул."),
            ("street", "Оршанская"),
            ("house", "7"),
            ("postcode", "213010"),
            ("premises", "non_residential"),
            ("room_kind", "none"),
            ("founder_1_name", "Ковалёва Елена Петровна"),
            ("founder_1_email", "elena@akno.example"),
            ("founder_1_share", "60"),
            ("founder_1_more", "yes"),
            ("founder_2_name", "Шиманский Олег Петрович"),
            ("founder_2_email", "Oleg@akno.example"),
            ("founder_2_share", "40,00 %"),
            ("founder_2_more", "no"),
            ("capital", "1 000,50"),
            ("manager_name", "Ковалёва Елена Петровна"),
            ("manager_post", "директор"),
            ("manager_email", "elena@akno.example"),
            ("activity_code", "62010"),
            ("activity_licence", "not-needed"),
            ("phone", "+375 29 123-45-67"),
            ("paper_day", "20"),
            ("paper_month", "11"),
            ("paper_year", "2026"),
            ("paper_by", "собрание учредителей"),
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
fn two_founders_register_under_the_approved_name() {
    assert_eq!(PROCEDURE.check(&whole(), &circumstances()), vec![]);
    let [RegisterChange::Registered(registration)] = &PROCEDURE.rules().changes(&whole(), &circumstances())[..] else {
        panic!()
    };
    assert_eq!(registration.names.short, "ООО «Межа»");
    assert_eq!(registration.head.as_ref().map(|head| head.post.as_str()), Some("директор"));
    let emails: Vec<String> = PROCEDURE.rules().signers(&whole()).into_iter().map(|founder| founder.email).collect();
    assert_eq!(emails, ["elena@akno.example", "oleg@akno.example"]);
}

#[test]
fn founders_after_the_last_do_not_count() {
    let alone = with(&whole(), &[("founder_1_more", "no"), ("founder_1_share", "100")]);
    assert_eq!(PROCEDURE.check(&alone, &circumstances()), vec![]);
    assert_eq!(PROCEDURE.rules().signers(&alone).len(), 1);
}

#[test]
fn every_fault_is_told_at_its_field() {
    for (field, text, code) in [
        ("approval_number", "", "approval-missing"),
        ("founder_1_name", "", "founder-name-missing"),
        ("founder_2_name", "Олег", "manager-name-form"),
        ("founder_2_email", "", "founder-email-missing"),
        ("founder_2_email", "x", "email-form"),
        ("founder_2_email", "ELENA@akno.example", "founder-email-twice"),
        ("founder_2_share", "x", "share-form"),
        ("founder_2_share", "41", "shares-sum"),
        ("founder_2_more", "", "founder-more-missing"),
        ("capital", "", "capital-missing"),
        ("capital", "0,00", "capital-form"),
        ("capital", "1,000", "capital-form"),
        ("manager_name", "", "manager-name-missing"),
        ("manager_post", "", "manager-post-missing"),
        ("manager_email", "", "manager-email-missing"),
        ("premises", "", "premises-missing"),
        ("paper_by", "", "paper-by-missing"),
    ] {
        let found = PROCEDURE.check(&with(&whole(), &[(field, text)]), &circumstances());
        assert_eq!(
            found.iter().map(|p| (p.field.as_ref(), p.code.as_ref())).collect::<Vec<_>>(),
            [(if code == "shares-sum" { "founder_2_share" } else { field }, code)],
        );
    }
}

#[test]
fn an_approval_counts_through_its_last_day_and_for_its_own_names() {
    let code = |answers: &Answers, facts: &Circumstances| PROCEDURE.check(answers, facts)[0].code.clone().into_owned();
    let mut facts = circumstances();
    assert_eq!(code(&with(&whole(), &[("short_name", "ООО «Граница»")]), &facts), "approval-other-name");
    facts.today = "2026-11-24".parse().unwrap();
    assert_eq!(code(&whole(), &facts), "approval-over");
    facts.names.approved.as_mut().unwrap().filed = true;
    assert_eq!(PROCEDURE.check(&whole(), &facts), vec![], "filed in time it is corrected at any time");
    facts.names.approved = None;
    assert_eq!(code(&whole(), &facts), "approval-unknown");
}

#[test]
fn a_name_that_a_company_has_by_now_is_registered_for_no_other() {
    let mut facts = circumstances();
    let alike = |whose, same| Alike { field: "approval_number", whose, name: "ООО «Межа»".into(), same };
    facts.names.alike = vec![alike(Whose::Company(700000018), false)];
    assert_eq!(PROCEDURE.check(&whole(), &facts), vec![], "nearly the same was weighed when it was approved");
    facts.names.alike.push(alike(Whose::Company(700000018), true));
    let found = PROCEDURE.check(&whole(), &facts);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].field.as_ref(), found[0].code.as_ref()), ("approval_number", "approval-name-taken"));
}

#[test]
fn a_remark_on_any_row_opens_a_field_of_its_step() {
    for row in PROCEDURE.rules().summary(&whole()) {
        let step = STEPS.iter().find(|step| step.slug == row.step).unwrap();
        let fields = PROCEDURE.rules().fields_of_row(row.field);
        // A remark on the premises opens the questions about the owners as well.
        let own = fields.iter().filter(|field| step.fields.contains(field)).count();
        assert!(own > 0 && (row.field == "premises" || own == fields.len()), "{}", row.field);
    }
}

proptest! {
    #[test]
    fn no_answer_makes_the_check_panic(texts in proptest::collection::vec(".{0,40}", 60)) {
        let mut answers = Answers::default();
        for (field, text) in STEPS.iter().flat_map(|step| step.fields.iter()).zip(&texts) {
            answers.set(field, text);
        }
        let facts = circumstances();
        let rules = PROCEDURE.rules();
        let _ = (PROCEDURE.check(&answers, &facts), rules.summary(&answers), rules.signers(&answers));
        let _ = rules.changes(&answers, &facts);
    }
}
