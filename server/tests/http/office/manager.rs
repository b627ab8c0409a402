//! A new head, from the form to the register and to the rights on the portal.

use super::{decide, take};
use crate::support::client::Client;
use crate::support::journey::{fill_in, id};
use crate::support::portal::{COMPANY, PROPRIETOR, Portal, email};
use chrono::{Datelike, NaiveDate};

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
    let mut client = portal.signed_in(who).await;
    let started = client.post("/services/manager/start", &[("unp", &COMPANY.to_string()), ("anew", "yes")]).await;
    assert_eq!(started.status, 303, "{}", started.body);
    let draft = started.location().to_owned();
    fill_in(&mut client, &draft, &answers(day, change)).await;
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

#[tokio::test(flavor = "multi_thread")]
async fn powers_can_end_without_a_successor() {
    let portal = Portal::start().await;
    let head = [("manager_change", "appointed"), ("manager_name", "Сорока Павел Ильич"), ("manager_post", "директор")];
    let first = file(&portal, "elena", portal.clock.today().pred_opt().unwrap(), &head).await;
    let mut clerk = portal.signed_in("clerk0").await;
    // Filed by somebody who keeps the right to file, before Elena loses hers as the head.
    portal
        .state
        .db
        .write(|conn| {
            use akno::store::mandates::{self, MandateRow};
            let row = MandateRow {
                id: akno::store::new_id(),
                account_id: "oleg".to_owned(),
                unp: COMPANY,
                scope: "file".to_owned(),
                valid_from: NaiveDate::from_ymd_opt(2020, 1, 1).unwrap(),
                valid_to: None,
                granted_by: None,
                revoked_at: None,
                created_at: chrono::Utc::now().naive_utc(),
                authorised: None,
            };
            mandates::add(conn, &row).map_err(akno::failure::Failure::from)
        })
        .await
        .unwrap();
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
