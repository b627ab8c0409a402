//! The catalogue of reasons by date: what clerks choose from, and what decisions go on saying.

use super::rules::{boxes, confirm, post};
use super::seen;
use crate::office::{decide, in_hands, row};
use crate::support::client::Client;
use crate::support::portal::Portal;
use akno::failure::Failure;
use akno::store::AnyConn;
use akno::store::second_person::{self, RuleRow};
use chrono::{Days, NaiveDate};
use portal::procedures::Procedure;

const LIST: &str = "/office/administration/reasons";
const NOT_ENTITLED: &str = "/office/administration/reasons/refuse/not-entitled";

/// Fields of a reason that fits a change of location.
fn reason(sentence: &str, from: NaiveDate, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = boxes("from", from);
    let own = [
        ("sentence_ru", sentence),
        ("sentence_be", "Па-беларуску"),
        ("sentence_en", "In English"),
        ("act", "Декрет № 1, пункт 12"),
        ("procedures", "change-of-location"),
        ("procedures", "manager"),
        ("why", "изменился акт"),
    ];
    fields.extend(own.iter().chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    fields
}

/// Lets days pass; everybody signs in anew.
fn days_pass(portal: &Portal, days: i64) {
    portal.clock.advance(chrono::Duration::days(days));
}

async fn offered(clerk: &mut Client, id: &str) -> String {
    clerk.get(&format!("/office/cases/{id}/decision?lang=ru")).await.text_of("main")
}

#[tokio::test]
async fn a_new_sentence_holds_from_its_day_and_a_decision_keeps_the_one_it_was_given() {
    let portal = Portal::start().await;
    let (before, mut elena, mut clerk) = in_hands(&portal).await;
    let fields = [("outcome", "refuse"), ("reasons", "not-entitled"), ("words", "Нет доверенности")];
    assert_eq!(decide(&portal, &mut clerk, &before, &fields).await.status, 303);
    let mut admin = portal.signed_in("admin").await;
    assert!(admin.get(&format!("{LIST}?lang=ru")).await.body.contains("Подало лицо, которое не вправе"));
    let tomorrow = portal.clock.today() + Days::new(1);
    let check = post(&mut admin, &format!("{NOT_ENTITLED}?lang=en"), &reason("Новые слова", tomorrow, &[])).await;
    assert_eq!(check.status, 200, "{}", check.body);
    assert!(check.text_of("table").contains("Новые слова"), "{}", check.text_of("main"));
    assert_eq!(confirm(&mut admin, NOT_ENTITLED, reason("Новые слова", tomorrow, &[])).await, 303);
    assert_eq!(confirm(&mut admin, NOT_ENTITLED, reason("Новые слова", tomorrow, &[])).await, 303, "twice is once");
    assert_eq!(admin.get("/office/administration/changes?kind=reason").await.all("tbody tr").len(), 1);
    let (case, ..) = in_hands(&portal).await;
    assert!(!offered(&mut clerk, &case).await.contains("Новые слова"), "its day has not come");

    days_pass(&portal, 1);
    let mut clerk = portal.signed_in("clerk0").await;
    let form = offered(&mut clerk, &case).await;
    assert!(form.contains("Новые слова") && form.contains("пункт 12"), "{form}");
    assert!(!form.contains("Подало лицо, которое не вправе"), "{form}");
    assert_eq!(decide(&portal, &mut clerk, &case, &fields).await.status, 303);
    assert_eq!(row(&portal, &case).await.status, "refused");
    let mut own = portal.signed_in("elena").await;
    let now = own.get(&format!("/applications/{case}?lang=ru")).await.text_of("main");
    assert!(now.contains("Новые слова") && now.contains("пункт 12"), "{now}");
    let then = own.get(&format!("/applications/{before}?lang=ru")).await.text_of("main");
    assert!(then.contains("Подало лицо, которое не вправе") && !then.contains("Новые слова"), "{then}");
    let theirs = clerk.get(&format!("/office/cases/{before}?lang=ru")).await.text_of("main");
    assert!(theirs.contains("Подало лицо, которое не вправе"), "{theirs}");
    assert_eq!(elena.get("/").await.status, 200);
}

#[tokio::test]
async fn a_new_reason_can_be_chosen_where_it_fits_until_its_last_day() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    for wrong in ["Ab", "x", "a%20b", "-abc", "a_b", "%00%00%00", "9abc"] {
        assert_eq!(admin.get(&format!("{LIST}/refuse/{wrong}")).await.status, 404, "{wrong}");
    }
    assert_eq!(admin.get(&format!("{LIST}/nothing/new-one")).await.status, 404);
    assert_eq!(admin.get(&format!("{LIST}?decision=refuse&code=%D0%B0")).await.status, 422);
    let to_new = admin.get(&format!("{LIST}?decision=refuse&code=premises-not-suitable")).await;
    let path = to_new.location().to_owned();
    assert_eq!(path, format!("{LIST}/refuse/premises-not-suitable"));
    assert_eq!(admin.get(&path).await.status, 200);
    let tomorrow = portal.clock.today() + Days::new(1);
    let mut fields = reason("Помещение не подходит", tomorrow, &[]);
    fields.extend(boxes("until", tomorrow + Days::new(1)));
    assert_eq!(confirm(&mut admin, &path, fields).await, 303);
    days_pass(&portal, 1);
    let (case, ..) = in_hands(&portal).await;
    let mut clerk = portal.signed_in("clerk0").await;
    assert!(offered(&mut clerk, &case).await.contains("Помещение не подходит"));
    let today = portal.clock.today();
    let codes = |procedure: Procedure, day: NaiveDate| {
        let state = portal.state.clone();
        state.reasons.on("refuse", procedure, day).into_iter().map(|entry| entry.code.clone()).collect::<Vec<_>>()
    };
    let there = |procedure, day| codes(procedure, day).contains(&"premises-not-suitable".to_owned());
    assert!(there(Procedure::ChangeOfLocation, today) && there(Procedure::Manager, today));
    assert!(!there(Procedure::ChangeOfName, today), "it does not fit");
    assert!(there(Procedure::Manager, today + Days::new(1)) && !there(Procedure::Manager, today + Days::new(2)));
    days_pass(&portal, 2);
    let mut clerk = portal.signed_in("clerk0").await;
    assert!(!offered(&mut clerk, &case).await.contains("Помещение не подходит"));
    let fields = [("outcome", "refuse"), ("reasons", "premises-not-suitable"), ("words", "Нет")];
    assert_eq!(decide(&portal, &mut clerk, &case, &fields).await.status, 422, "it may not be given any more");
}

#[tokio::test]
async fn a_form_that_is_not_whole_changes_nothing_and_keeps_what_was_typed() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let today = portal.clock.today();
    let tomorrow = today + Days::new(1);
    let long = "я".repeat(301);
    let with = |name: &str, value: &str| -> Vec<(String, String)> {
        let whole = reason("</p><script>alert(1)</script>", tomorrow, &[]);
        whole.into_iter().map(|(n, v)| if n == name { (n, value.to_owned()) } else { (n, v) }).collect()
    };
    let mut until_before = reason("</p><script>alert(1)</script>", tomorrow, &[]);
    until_before.extend(boxes("until", today));
    for (mut fields, field) in [
        (with("sentence_be", " "), "sentence_be"),
        (with("sentence_en", &long), "sentence_en"),
        (with("act", ""), "act"),
        (with("act", &long), "act"),
        (with("procedures", "nothing"), "procedures"),
        (with("from_month", "13"), "from"),
        (reason("</p><script>alert(1)</script>", today, &[]), "from"),
        (until_before, "until"),
        (with("why", ""), "why"),
    ] {
        fields.extend([("confirmed", "on"), ("seen", "0")].map(|(n, v)| (n.to_owned(), v.to_owned())));
        let answer = post(&mut admin, NOT_ENTITLED, &fields).await;
        assert_eq!(answer.status, 422, "{field}");
        assert!(!answer.all(&format!("#{field}-error")).is_empty(), "{field}: {}", answer.body);
        assert!(answer.body.contains("&lt;script&gt;alert(1)") && !answer.body.contains("<script>alert"), "{field}");
    }
    assert!(admin.get("/office/administration/changes").await.all("tbody a").is_empty());
}

#[tokio::test]
async fn a_reason_is_taken_back_before_its_day_and_entered_anew_after_it() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let tomorrow = portal.clock.today() + Days::new(1);
    assert_eq!(confirm(&mut admin, NOT_ENTITLED, reason("Ошибка", tomorrow, &[])).await, 303);
    let newest = async |admin: &mut Client| {
        let list = admin.get("/office/administration/changes?kind=reason").await;
        list.attribute("tbody a", "href").unwrap()
    };
    let change = newest(&mut admin).await;
    let shown = admin.get(&change).await;
    assert_eq!(admin.post(&change, &[("seen", &seen(&shown)), ("why", "ошибка")]).await.status, 303);
    let says = |day: NaiveDate| {
        let found = portal.state.clone();
        found.reasons.told(app::l10n::Tr(portal::lang::Lang::Ru), "refuse", "not-entitled", day).0
    };
    assert!(says(tomorrow).starts_with("Подало лицо"), "{}", says(tomorrow));

    assert_eq!(confirm(&mut admin, NOT_ENTITLED, reason("Новые слова", tomorrow, &[])).await, 303);
    days_pass(&portal, 1);
    let mut admin = portal.signed_in("admin").await;
    let change = newest(&mut admin).await;
    let shown = admin.get(&change).await;
    assert!(shown.attribute("input[name=seen]", "value").is_none(), "what has held does not go away");
    let form = shown.attribute("main a[href*='back=']", "href").unwrap();
    let prefilled = admin.get(&form).await;
    let value = |name: &str| prefilled.attribute(&format!("input[name={name}]"), "value").unwrap();
    assert!(value("sentence_ru").starts_with("Подало лицо"));
    let from = tomorrow + Days::new(1);
    let mut fields = reason(&value("sentence_ru"), from, &[]);
    fields.push(("reverts".to_owned(), value("reverts")));
    assert_eq!(confirm(&mut admin, NOT_ENTITLED, fields).await, 303);
    assert_eq!(says(tomorrow), "Новые слова");
    assert!(says(from).starts_with("Подало лицо"));
    let back = newest(&mut admin).await;
    let told = admin.get(&format!("{back}?lang=en")).await;
    assert!(told.text_of("main").contains("Puts another change back"), "{}", told.text_of("main"));
    assert_eq!(told.attribute("main dl a[href*='changes/']", "href").unwrap(), change);
}

#[tokio::test]
async fn a_prepared_refusal_whose_reason_has_ended_is_decided_anew() {
    let portal = Portal::start().await;
    let (case, _, mut clerk) = in_hands(&portal).await;
    let (office, day, at) = (row(&portal, &case).await.office.unwrap(), portal.clock.today(), portal.clock.now());
    let rule = RuleRow {
        id: akno::store::new_id(),
        office,
        procedure: "change-of-location".into(),
        valid_from: day,
        accepting: true,
        refusing: true,
        set_by: "supervisor".into(),
        set_at: at,
    };
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> { Ok(second_person::add_rule(conn, &rule)?) };
    portal.state.db.write(write).await.unwrap();
    let fields = [("outcome", "refuse"), ("reasons", "not-entitled"), ("words", "Нет доверенности")];
    assert_eq!(decide(&portal, &mut clerk, &case, &fields).await.status, 303);
    let mut admin = portal.signed_in("admin").await;
    let tomorrow = day + Days::new(1);
    let mut ends = reason("Подало лицо", tomorrow, &[]);
    ends.extend(boxes("until", tomorrow));
    let check = post(&mut admin, &format!("{NOT_ENTITLED}?lang=en"), &ends).await;
    assert!(check.text_of("main").contains("wait for a second person: 1"), "{}", check.text_of("main"));
    assert_eq!(confirm(&mut admin, NOT_ENTITLED, ends).await, 303);
    days_pass(&portal, 2);
    let mut colleague = portal.signed_in("colleague").await;
    let page = colleague.get(&format!("/office/cases/{case}/confirmation")).await;
    let revision = page.attribute("input[name=revision]", "value").unwrap();
    let confirmed = [("what", "confirm"), ("revision", revision.as_str())];
    let answer = colleague.post(&format!("/office/cases/{case}/confirmation?lang=en"), &confirmed).await;
    assert_eq!(answer.status, 409, "{}", answer.body);
    assert!(answer.body.contains("The reason does not hold any more"), "{}", answer.text_of("main"));
    assert_eq!(row(&portal, &case).await.status, "in_review");
}
