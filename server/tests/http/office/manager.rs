//! A new head, from the form to the register and to the rights on the portal.

use super::{decide, take};
use crate::support::client::Client;
use crate::support::journey::{fill_in, id};
use crate::support::portal::{COMPANY, PROPRIETOR, Portal, email};
use akno::failure::Failure;
use akno::register::{projection, wire};
use akno::store::mandates::{self, MandateRow};
use akno::store::{AnyConn, entries};
use chrono::{Datelike, Duration, NaiveDate};
use portal::mandate::Scope;
use serde_json::json;

type Answers = Vec<(&'static str, Vec<(&'static str, String)>)>;

fn answers(day: NaiveDate, change: &[(&'static str, &str)]) -> Answers {
    let date = |names: [&'static str; 3]| {
        let parts = [day.day(), day.month(), day.year() as u32];
        names.into_iter().zip(parts).map(|(name, part)| (name, part.to_string())).collect::<Vec<_>>()
    };
    let mut basis = date(["decided_day", "decided_month", "decided_year"]);
    basis.push(("decided_by", "общее собрание участников".to_owned()));
    vec![
        ("whom", vec![("manager_whom", "head".to_owned())]),
        ("change", change.iter().map(|(name, text)| (*name, (*text).to_owned())).collect()),
        ("term", date(["in_force_day", "in_force_month", "in_force_year"])),
        ("basis", basis),
    ]
}

pub async fn file(portal: &Portal, who: &str, day: NaiveDate, change: &[(&'static str, &str)]) -> String {
    file_answers(portal, who, &answers(day, change)).await
}

/// The same of powers that have a last day.
async fn file_until(
    portal: &Portal,
    who: &str,
    [day, until]: [NaiveDate; 2],
    change: &[(&'static str, &str)],
) -> String {
    let mut answers = answers(day, change);
    let (_, term) = answers.iter_mut().find(|(step, _)| *step == "term").unwrap();
    let parts = [("until_day", until.day()), ("until_month", until.month()), ("until_year", until.year() as u32)];
    term.extend(parts.map(|(name, part)| (name, part.to_string())));
    file_answers(portal, who, &answers).await
}

async fn file_answers(portal: &Portal, who: &str, answers: &Answers) -> String {
    let mut client = portal.signed_in(who).await;
    let started = client.post("/services/manager/start", &[("unp", &COMPANY.to_string()), ("anew", "yes")]).await;
    assert_eq!(started.status, 303, "{}", started.body);
    let draft = started.location().to_owned();
    fill_in(&mut client, &draft, answers).await;
    let check = client.get(&format!("{draft}/check")).await;
    assert_eq!(check.status, 200);
    let filed = client.post(&format!("{draft}/filing"), &[("confirmed", "yes"), ("round", "1")]).await;
    assert_eq!(filed.location(), format!("{draft}/receipt"), "{}", filed.body);
    assert_eq!(client.get(&format!("{draft}/receipt")).await.status, 200);
    id(&draft)
}

async fn accept(portal: &Portal, clerk: &mut Client, case: &str) {
    assert_eq!(take(clerk, case).await.status, 303);
    let accepted = decide(portal, clerk, case, &[("outcome", "accept")]).await;
    assert_eq!(accepted.status, 303, "{}", accepted.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_head_stands_in_the_register_and_has_the_rights_that_the_former_one_loses() {
    let portal = Portal::start().await;
    let new_head = [
        ("manager_change", "appointed"),
        ("manager_name", "Шиманский Олег Петрович"),
        ("manager_post", "директор"),
        ("manager_email", "OLEG@akno.example"),
    ];
    assert_eq!(new_head[3].1.to_lowercase(), email("oleg"));
    let case = file(&portal, "elena", portal.clock.today(), &new_head).await;
    let mut clerk = portal.signed_in("clerk0").await;
    let page = clerk.get(&format!("/office/cases/{case}")).await;
    assert!(page.body.contains("Шиманский Олег Петрович"), "{}", page.body);
    accept(&portal, &mut clerk, &case).await;

    let company = portal.client().get(&format!("/register/{COMPANY}")).await;
    assert!(company.body.contains("Шиманский Олег Петрович, директор"), "{}", company.body);
    assert!(company.body.contains("Уведомление о назначении или замене руководителя"));
    assert!(!company.body.contains("OLEG@"), "the address of the account is nobody's business");

    let (unp, mut oleg) = (COMPANY.to_string(), portal.signed_in("oleg").await);
    let started = oleg.post("/services/manager/start", &[("unp", &unp), ("anew", "yes")]).await;
    assert_eq!(started.status, 303, "the new head may act");
    let mut elena = portal.signed_in("elena").await;
    let refused = elena.post("/services/manager/start", &[("unp", &unp), ("anew", "yes")]).await;
    assert_ne!(refused.status, 303, "the former head may act no more");
    assert_eq!(elena.get(&format!("/applications/{case}")).await.status, 404);
}

/// Gives an account the right to file for the company, whoever heads it.
async fn let_file(portal: &Portal, account: &'static str) {
    let row = MandateRow {
        id: akno::store::new_id(),
        account_id: account.to_owned(),
        unp: COMPANY,
        scope: "file".to_owned(),
        valid_from: NaiveDate::from_ymd_opt(2020, 1, 1).unwrap(),
        valid_to: None,
        granted_by: None,
        revoked_at: None,
        created_at: chrono::Utc::now().naive_utc(),
        authorised: None,
    };
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> { Ok(mandates::add(conn, &row)?) };
    portal.state.db.write(write).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn powers_can_end_without_a_successor() {
    let portal = Portal::start().await;
    let head = [("manager_change", "appointed"), ("manager_name", "Сорока Павел Ильич"), ("manager_post", "директор")];
    let first = file(&portal, "elena", portal.clock.today().pred_opt().unwrap(), &head).await;
    let mut clerk = portal.signed_in("clerk0").await;
    // Filed by somebody who keeps the right to file, before Elena loses hers as the head.
    let_file(&portal, "oleg").await;
    accept(&portal, &mut clerk, &first).await;
    let second = file(&portal, "oleg", portal.clock.today(), &[("manager_change", "ended")]).await;
    accept(&portal, &mut clerk, &second).await;
    let company = portal.client().get(&format!("/register/{COMPANY}?lang=ru")).await;
    let facts = company.all("dd");
    assert!(!facts.iter().any(|fact| fact.contains("Сорока")), "{facts:?}");
    assert!(company.body.contains("Сорока Павел Ильич"), "the history keeps the former head");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sole_proprietor_has_no_head_and_is_told_so_before_starting() {
    let portal = Portal::start().await;
    let mut oleg = portal.signed_in("oleg").await;
    let choice = oleg.get("/services/manager/start?lang=ru").await;
    assert!(choice.body.contains("действует сам"), "{}", choice.body);
    let started = oleg.post("/services/manager/start", &[("unp", &PROPRIETOR.to_string())]).await;
    assert_ne!(started.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_told_at_its_field_and_nothing_typed_is_lost() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let started = elena.post("/services/manager/start", &[("unp", &COMPANY.to_string()), ("anew", "yes")]).await;
    let draft = started.location().to_owned();
    let wrong = [("manager_change", "appointed"), ("manager_name", "<b>А</b>"), ("manager_post", "")];
    let saved = elena.post(&format!("{draft}/steps/change"), &wrong).await;
    assert!(saved.location().ends_with("check=1"), "{}", saved.location());
    let again = elena.get(saved.location()).await;
    assert_eq!(again.attribute("#manager_name", "value").as_deref(), Some("<b>А</b>"));
    assert_eq!(again.all("[role=alert] a").len(), 2, "{}", again.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_heads_that_begin_on_one_day_the_second_cannot_be_accepted() {
    let portal = Portal::start().await;
    let today = portal.clock.today();
    let head =
        |name: &'static str| [("manager_change", "appointed"), ("manager_name", name), ("manager_post", "директор")];
    let first = file(&portal, "elena", today, &head("Сорока Павел Ильич")).await;
    let second = file(&portal, "elena", today, &head("Новикова Алеся Андреевна")).await;
    let mut clerk = portal.signed_in("clerk0").await;
    accept(&portal, &mut clerk, &first).await;
    assert_eq!(take(&mut clerk, &second).await.status, 303);
    let refused = decide(&portal, &mut clerk, &second, &[("outcome", "accept")]).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    let company = portal.client().get(&format!("/register/{COMPANY}")).await;
    assert!(company.body.contains("Сорока") && !company.body.contains("Новикова"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_begins_no_earlier_than_the_former_one_ended_and_the_history_keeps_both() {
    let portal = Portal::start().await;
    let today = portal.clock.today();
    let [begins, between] = [2, 1].map(|days| today - Duration::days(days));
    let head =
        |name: &'static str| [("manager_change", "appointed"), ("manager_name", name), ("manager_post", "директор")];
    let first = file(&portal, "elena", begins, &head("Сорока Павел Ильич")).await;
    // Filed while the register did not have the former head yet: on that one's own first day, and on a day on which
    // that one still headed the company.
    let mut early = Vec::new();
    for day in [begins, between] {
        early.push((day, file(&portal, "elena", day, &head("Новикова Алеся Андреевна")).await));
    }
    let mut clerk = portal.signed_in("clerk0").await;
    let_file(&portal, "oleg").await;
    accept(&portal, &mut clerk, &first).await;
    let ended = file(&portal, "oleg", today, &[("manager_change", "ended")]).await;
    accept(&portal, &mut clerk, &ended).await;

    for (day, case) in early {
        assert_eq!(take(&mut clerk, &case).await.status, 303);
        let form = clerk.get(&format!("/office/cases/{case}/decision?lang=ru")).await.text_of("main");
        assert!(form.contains("полномочия прежнего руководителя прекращены"), "{day}: {form}");
        let refused = decide(&portal, &mut clerk, &case, &[("outcome", "accept")]).await;
        assert_eq!(refused.status, 422, "{day}: {}", refused.body);
    }
    let case = file(&portal, "oleg", today, &head("Новикова Алеся Андреевна")).await;
    accept(&portal, &mut clerk, &case).await;
    let company = portal.client().get(&format!("/register/{COMPANY}")).await;
    assert!(company.body.contains("Новикова Алеся Андреевна") && company.body.contains("Сорока Павел Ильич"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_before_the_present_head_is_told_at_its_field_and_is_not_filed() {
    let portal = Portal::start().await;
    let today = portal.clock.today();
    let yesterday = today.pred_opt().unwrap();
    let head =
        |name: &'static str| [("manager_change", "appointed"), ("manager_name", name), ("manager_post", "директор")];
    let first = file(&portal, "elena", today, &head("Сорока Павел Ильич")).await;
    // Filled in while the register still had nobody: what was no error then is one by the time of the filing.
    let mut elena = portal.signed_in("elena").await;
    let started = elena.post("/services/manager/start", &[("unp", &COMPANY.to_string()), ("anew", "yes")]).await;
    let draft = started.location().to_owned();
    fill_in(&mut elena, &draft, &answers(yesterday, &head("Новикова Алеся Андреевна"))).await;
    let_file(&portal, "elena").await;
    let mut clerk = portal.signed_in("clerk0").await;
    accept(&portal, &mut clerk, &first).await;

    let told = "Нынешний руководитель";
    let step = elena.get(&format!("{draft}/steps/term?check=1&lang=ru")).await;
    assert!(step.text_of("main").contains(told), "{}", step.body);
    let check = elena.get(&format!("{draft}/check?lang=ru")).await;
    assert!(check.text_of("main").contains(told), "{}", check.body);
    let refused = elena.post(&format!("{draft}/filing"), &[("confirmed", "yes"), ("round", "1")]).await;
    assert_eq!(refused.location(), format!("{draft}/check?check=1"));
    assert_ne!(elena.get(&format!("{draft}/receipt")).await.status, 200, "nothing was filed");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_of_a_head_that_ended_on_its_first_is_no_other_heads() {
    let portal = Portal::start().await;
    let (today, now) = (portal.clock.today(), portal.clock.now());
    let head =
        [("manager_change", "appointed"), ("manager_name", "Новикова Алеся Андреевна"), ("manager_post", "директор")];
    // Filed before the register had the former one.
    let case = file(&portal, "elena", today, &head).await;
    let former = json!({"ngrn": COMPANY, "dfrom": today, "dto": today, "cact": "-", "vfio": "Сорока Павел Ильич"});
    let origin = wire::Origin { source: "test".into(), application_id: None, recorded_at: now };
    let entered = portal.state.db.write(move |conn| {
        let read = wire::read(wire::Feed::Head, former, &origin).map_err(Failure::Internal)?;
        let appended = entries::append_all(conn, read)?;
        projection::follow(conn, &appended, now, &mut Default::default())?;
        Ok::<_, Failure>(())
    });
    entered.await.unwrap();
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, &case).await.status, 303);
    let refused = decide(&portal, &mut clerk, &case, &[("outcome", "accept")]).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    let company = portal.client().get(&format!("/register/{COMPANY}")).await;
    assert!(company.body.contains("Сорока Павел Ильич") && !company.body.contains("Новикова"));
}

#[tokio::test(flavor = "multi_thread")]
async fn powers_that_go_on_the_day_after_the_last_one_keep_the_right_of_that_head_alone() {
    let portal = Portal::start().await;
    let today = portal.clock.today();
    let [begins, last] = [5, 1].map(|days| today - Duration::days(days));
    let oleg = email("oleg");
    let head = [
        ("manager_change", "appointed"),
        ("manager_name", "Шиманский Олег Петрович"),
        ("manager_post", "директор"),
        ("manager_email", oleg.as_str()),
    ];
    let appointed = file_until(&portal, "elena", [begins, last], &head).await;
    let_file(&portal, "elena").await;
    let mut clerk = portal.signed_in("clerk0").await;
    accept(&portal, &mut clerk, &appointed).await;
    let heads = move |conn: &mut AnyConn| mandates::accounts_of(conn, COMPANY, Scope::Head, today);
    assert_eq!(portal.read(heads).await, Vec::<String>::new(), "the term is over");

    let until = today + Duration::days(365);
    let extended = file_until(&portal, "elena", [today, until], &[("manager_change", "extended")]).await;
    accept(&portal, &mut clerk, &extended).await;
    assert_eq!(portal.read(heads).await, ["oleg"]);

    // As of the head's own first day: the former head, whose right ended on the day before, gets nothing back.
    let until = today + Duration::days(500);
    let again = file_until(&portal, "elena", [begins, until], &[("manager_change", "extended")]).await;
    accept(&portal, &mut clerk, &again).await;
    assert_eq!(portal.read(heads).await, ["oleg"]);
}
