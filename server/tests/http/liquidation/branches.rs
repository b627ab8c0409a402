//! What else can happen on the way: extension, another liquidator, withdrawal, bankruptcy.

use super::*;
use crate::office::{give_back, pin};
use crate::support::journey;
use crate::support::portal::email;
use chrono::Months;

#[tokio::test(flavor = "multi_thread")]
async fn the_term_is_extended_once() {
    let portal = Portal::start().await;
    let open = opened(&portal).await;
    let mut elena = portal.signed_in("elena").await;
    let until = boxes(["extended_day", "extended_month", "extended_year"], open.due_at_most);
    let extension = stage(portal.clock.today(), "extension", until);
    let case = file(&mut elena, "liquidation-stage", COMPANY, &extension).await;
    accept(&portal, &case).await;
    let extended = proceeding(&portal, COMPANY).await;
    assert_eq!((extended.due_on, extended.extended), (open.due_at_most, true));
    let started = elena.post("/services/liquidation-stage/start", &[("unp", &COMPANY.to_string())]).await;
    let fields: Vec<(&str, &str)> = extension[0].1.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let saved = elena.post(&format!("{}/steps/stage", started.location()), &fields).await;
    assert!(saved.location().ends_with("check=1"), "only once");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rights_go_to_the_new_liquidator() {
    let portal = Portal::start().await;
    let open = opened(&portal).await;
    travel(&portal, portal.clock.today() + Duration::days(10));
    let mut elena = portal.signed_in("elena").await;
    let liquidator = texts(&[
        ("liquidator_kind", "commission"),
        ("liquidator_name", "Шиманский Олег Петрович"),
        ("liquidator_email", &email("oleg")),
    ]);
    let case =
        file(&mut elena, "liquidation-stage", COMPANY, &stage(portal.clock.today(), "liquidator", liquidator)).await;
    accept(&portal, &case).await;
    let page = format!("/proceedings/{}", open.id);
    assert_eq!(portal.signed_in("oleg").await.get(&page).await.status, 200);
    assert_eq!(elena.get(&page).await.status, 404);
    let company = portal.client().get(&format!("/register/{COMPANY}")).await;
    assert!(company.body.contains("председатель ликвидационной комиссии"), "{}", company.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_withdrawal_the_company_goes_on_and_can_be_liquidated_again() {
    let portal = Portal::start().await;
    opened(&portal).await;
    let mut elena = portal.signed_in("elena").await;
    let today = portal.clock.today();
    let case = file(&mut elena, "liquidation-stage", COMPANY, &stage(today, "withdrawal", Vec::new())).await;
    accept(&portal, &case).await;
    assert_eq!(proceeding(&portal, COMPANY).await.stage, "withdrawn");
    let company = portal.client().get(&format!("/register/{COMPANY}?lang=en")).await;
    assert!(company.body.contains("Active") && !company.body.contains("being wound up"), "{}", company.body);
    travel(&portal, today + Duration::days(3));
    let mut elena = portal.signed_in("elena").await;
    let again = liquidation(portal.clock.today(), "elena@akno.example");
    let notice = file(&mut elena, "liquidation", COMPANY, &again).await;
    accept(&portal, &notice).await;
    assert_eq!(proceeding(&portal, COMPANY).await.stage, "claims");
}

#[tokio::test(flavor = "multi_thread")]
async fn bankruptcy_ends_the_proceeding_while_the_bodies_are_asked() {
    let portal = Portal::start().await;
    settled(&portal).await;
    let mut elena = portal.signed_in("elena").await;
    let today = portal.clock.today();
    let exclusion = file(&mut elena, "liquidation-stage", COMPANY, &last(today)).await;
    let case = file(&mut elena, "liquidation-stage", COMPANY, &stage(today, "bankruptcy", Vec::new())).await;
    accept(&portal, &case).await;
    assert_eq!(proceeding(&portal, COMPANY).await.stage, "bankrupt");
    assert!(tasks(&portal, COMPANY).await.is_empty(), "no answer is wanted any more");
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, &exclusion).await.status, 303);
    assert_eq!(decide(&portal, &mut clerk, &exclusion, &[("outcome", "accept")]).await.status, 422);
    let refusal = [("outcome", "refuse"), ("reasons", "claims-unsettled"), ("words", "Открыто банкротство")];
    assert_eq!(decide(&portal, &mut clerk, &exclusion, &refusal).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_filed_in_time_is_corrected_after_the_whole_term_has_passed() {
    let portal = Portal::start().await;
    let filed_on = portal.clock.today();
    // The nine months are over some days after the filing.
    let decided = filed_on.checked_sub_months(Months::new(9)).unwrap() + Duration::days(3);
    let mut elena = portal.signed_in("elena").await;
    let notice = file(&mut elena, "liquidation", COMPANY, &liquidation(decided, "elena@akno.example")).await;
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, &notice).await.status, 303);
    assert_eq!(pay(&mut clerk, &notice, filed_on, "15").await.status, 303);
    pin(&mut clerk, &notice, "claims_address", "Такого дома нет").await;
    assert_eq!(give_back(&portal, &mut clerk, &notice).await.status, 303);

    travel(&portal, filed_on + Duration::days(10));
    let mut elena = portal.signed_in("elena").await;
    let draft = format!("/applications/{notice}");
    let mended = [("claims_address", "213010, г. Шклов, ул. Ленинская, 12".to_owned())];
    journey::save(&mut elena, &draft, "claims", &mended).await;
    let filed = journey::file(&mut elena, &draft, 2).await;
    assert_eq!(filed.location(), format!("{draft}/receipt"));
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(decide(&portal, &mut clerk, &notice, &[("outcome", "accept")]).await.status, 303);
    assert_eq!(proceeding(&portal, COMPANY).await.decided_on, decided);
}
