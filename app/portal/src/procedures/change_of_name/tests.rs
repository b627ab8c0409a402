use super::*;
use crate::procedures::{Activity, Alike, Approved, Procedure, Subject, Whose};
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

const PROCEDURE: Procedure = Procedure::ChangeOfName;
const FIELD_COUNT: usize = 13;

fn whole() -> Answers {
    answers(&[
        ("full_name", "Общество с ограниченной ответственностью \"Сосна\""),
        ("short_name", "ООО \"Сосна\""),
        ("full_name_be", "Таварыства з абмежаванай адказнасцю «Сасна»"),
        ("short_name_be", "ТАА «Сасна»"),
        ("paper_day", "20"),
        ("paper_month", "11"),
        ("paper_year", "2026"),
        ("paper_by", "общее собрание участников"),
    ])
}

fn person() -> Answers {
    answers(&[
        ("person_name", "Новикова Елена Петровна"),
        ("paper_day", "1"),
        ("paper_month", "6"),
        ("paper_year", "2010"),
        ("paper_by", "отдел ЗАГС"),
    ])
}

fn codes(answers: &Answers, facts: &Circumstances) -> Vec<(String, String)> {
    let found = PROCEDURE.check(answers, facts).into_iter().filter(Problem::stops);
    found.map(|p| (p.field.into_owned(), p.code.into_owned())).collect()
}

#[test]
fn a_whole_answer_has_no_fault_and_renames_from_the_day_of_the_decision() {
    let facts = circumstances(Kind::LegalEntity);
    assert_eq!(codes(&whole(), &facts), []);
    let changes = PROCEDURE.rules().changes(&whole(), &facts);
    assert!(matches!(&changes[..], [RegisterChange::Names(names), RegisterChange::EventToday { code: EVENT }]
        if names.short == "ООО \"Сосна\"" && names.short_be == "ТАА «Сасна»"));
}

#[test]
fn a_person_needs_no_quotation_marks_and_the_paper_may_be_older_than_the_business() {
    let facts = circumstances(Kind::SoleProprietor);
    assert_eq!(codes(&person(), &facts), []);
    let rows = PROCEDURE.rules().summary(&person());
    assert_eq!(rows[0].field, "person_name");
    assert!(!rows.iter().any(|row| row.field == "full_name"));
    let same = with(&person(), &[("person_name", "Ковалёва Елена Петровна")]);
    assert_eq!(codes(&same, &facts), [("person_name".into(), "name-same".into())]);
}

#[test]
fn every_fault_is_told_at_its_field() {
    let facts = circumstances(Kind::LegalEntity);
    for (field, text, code) in [
        ("full_name", "", "full-name-missing"),
        ("full_name", "Общество с ограниченной ответственностью Сосна", "name-not-quoted"),
        ("full_name", "Общество с ограниченной ответственностью \"\"", "name-not-quoted"),
        ("full_name", "ООО \"<script>\"", "name-characters"),
        ("full_name", "ООО \"Со\u{202e}сна\"", "name-characters"),
        ("full_name", "Открытое акционерное общество \"Сосна\"", "name-form-changes"),
        ("short_name", "", "short-name-missing"),
        ("full_name_be", "", "full-name-be-missing"),
        ("short_name_be", "", "short-name-be-missing"),
        ("paper_day", "41", "date-not-real"),
        ("paper_year", "2199", "date-not-yet"),
        ("paper_year", "2014", "date-before-company"),
        ("paper_by", "", "paper-by-missing"),
    ] {
        let found = codes(&with(&whole(), &[(field, text)]), &facts);
        assert!(found.iter().any(|(_, found)| found == code) && found.len() == 1, "{field} {text}: {found:?}");
    }
    let long = codes(&with(&whole(), &[("brand_name", &"я".repeat(121))]), &facts);
    assert_eq!(long, [("brand_name".into(), "too-long".into())]);
}

#[test]
fn a_name_that_is_taken_stops_and_one_that_is_near_is_told() {
    let other =
        |same| Alike {
            field: "full_name", whose: Whose::Company(791397355), name: "ООО \"СОСНА\"".into(), same
        };
    let mut facts = circumstances(Kind::LegalEntity);
    facts.names.alike = vec![other(true)];
    assert_eq!(codes(&whole(), &facts), [("full_name".into(), "name-taken".into())]);
    facts.names.alike = vec![other(false)];
    assert_eq!(codes(&whole(), &facts), []);
    let told = PROCEDURE.check(&whole(), &facts);
    assert_eq!(told[0].code, "name-alike");
    assert!(told[0].values.contains(&("company".into(), "791 397 355".into())));
}

#[test]
fn an_approval_counts_through_its_last_day_and_for_its_own_name() {
    let mut facts = circumstances(Kind::LegalEntity);
    let with_number = with(&whole(), &[("approval_number", "123")]);
    let at_number = |code: &str| [("approval_number".to_owned(), code.to_owned())];
    assert_eq!(codes(&with_number, &facts), at_number("name-approval-unknown"));
    let names = Names {
        full: "Общество с ограниченной ответственностью «Сосна»".into(),
        short: "ООО «Сосна»".into(),
        brand: String::new(),
        full_be: "Таварыства з абмежаванай адказнасцю «Сасна»".into(),
        short_be: "ТАА «Сасна»".into(),
    };
    facts.names.approved = Some(Approved { number: "123".into(), names, until: facts.today, filed: false });
    assert_eq!(codes(&with_number, &facts), []);
    let other = with(&with_number, &[("short_name", "ООО \"Ель\"")]);
    assert_eq!(codes(&other, &facts), at_number("name-approval-other"));
    // What is nearly the same was weighed when it was approved; a company that has the name by now was not.
    let alike = |same| Alike { field: "full_name", whose: Whose::Company(791397355), name: String::new(), same };
    facts.names.alike = vec![alike(false)];
    assert!(PROCEDURE.check(&with_number, &facts).is_empty());
    facts.names.alike.push(alike(true));
    assert_eq!(codes(&with_number, &facts), [("full_name".into(), "approval-name-taken".into())]);
    facts.names.alike.clear();
    facts.today = facts.today.succ_opt().unwrap();
    assert_eq!(codes(&with_number, &facts), at_number("name-approval-over"));
    facts.names.approved.as_mut().unwrap().filed = true;
    assert_eq!(codes(&with_number, &facts), [], "filed in time it is corrected at any time");
}

#[test]
fn a_name_that_was_approved_with_a_short_one_not_in_quotation_marks_can_be_taken() {
    let mut facts = circumstances(Kind::LegalEntity);
    let short = [("short_name", "ООО Сосна"), ("short_name_be", "ТАА Сасна")];
    let anew = with(&whole(), &short);
    assert_eq!(codes(&anew, &facts).len(), 2, "nobody approved it");
    let with_number = with(&anew, &[("approval_number", "123")]);
    let names = Names {
        full: anew.get("full_name").into(),
        short: short[0].1.into(),
        brand: String::new(),
        full_be: anew.get("full_name_be").into(),
        short_be: short[1].1.into(),
    };
    facts.names.approved = Some(Approved { number: "123".into(), names, until: facts.today, filed: false });
    assert_eq!(codes(&with_number, &facts), []);
    let other = with(&with_number, &[("short_name", "ООО Ель")]);
    assert!(codes(&other, &facts).contains(&("short_name".into(), "name-not-quoted".into())));
}

#[test]
fn who_cannot_change_the_name_is_told_so_before() {
    let eligible = |standing| {
        let subject = Subject { standing, ..circumstances(Kind::LegalEntity).subject };
        PROCEDURE.rules().eligible(&subject).err().map(|why| why.0)
    };
    assert_eq!(eligible(Standing::Active), None);
    assert_eq!(eligible(Standing::Suspended), None);
    assert_eq!(eligible(Standing::InLiquidation), Some("name-in-liquidation"));
    assert_eq!(eligible(Standing::Bankrupt), Some("bankrupt"));
    assert_eq!(eligible(Standing::Excluded), Some("not-active"));
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
