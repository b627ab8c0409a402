//! Mending an applicant's typing error: `/office/cases/{id}/mending/{field}`.

use super::{decide, give_back, in_hands, kinds, pin, row};
use crate::support::client::{Answer, Client};
use crate::support::database::counted;
use crate::support::journey;
use crate::support::pdf::text;
use crate::support::portal::{COMPANY, Portal};
use akno::store::{applications, companies, documents, mails, mendings};
use portal::application::Status;

async fn mend(portal: &Portal, clerk: &mut Client, id: &str, field: &str, became: &str, why: &str) -> Answer {
    let revision = row(portal, id).await.revision.to_string();
    let fields = [("became", became), ("why", why), ("revision", revision.as_str())];
    clerk.post(&format!("/office/cases/{id}/mending/{field}"), &fields).await
}

#[tokio::test]
async fn what_is_mended_is_considered_and_what_was_signed_stays_beside_it() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    let subject = id.clone();
    let signed = portal.read(move |conn| applications::filings(conn, &subject)).await.remove(0);
    let revision = row(&portal, &id).await.revision;
    let path = format!("/office/cases/{id}/mending/street");
    let case = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    assert!(case.attribute(&format!("main a[href='{path}']"), "href").is_some(), "{}", case.body);
    let form = clerk.get(&format!("{path}?lang=en")).await;
    assert!(form.text_of("main").contains("Оршанская") && form.body.contains("value=\"Оршанская\""), "{}", form.body);
    let answer = mend(&portal, &mut clerk, &id, "street", "Аршанская", "Так в <b>договоре</b>").await;
    assert_eq!((answer.status, answer.location()), (303, format!("/office/cases/{id}#row-street").as_str()));

    let mended = row(&portal, &id).await;
    assert_eq!((mended.status(), mended.answers().get("street")), (Status::InReview, "Аршанская"));
    assert!(mended.revision > revision);
    let subject = id.clone();
    let (filings, list) = portal
        .read(move |conn| Ok((applications::filings(conn, &subject)?, mendings::of_application(conn, &subject)?)))
        .await;
    assert_eq!((filings.len(), &filings[0].answers, &filings[0].digest), (1, &signed.answers, &signed.digest));
    assert_eq!((list.len(), list[0].was.as_str(), list[0].became.as_str()), (1, "Оршанская", "Аршанская"));
    assert_eq!(kinds(&portal, &id).await.last().map(String::as_str), Some("mended"));
    let audited = format!("SELECT COUNT(*) AS count FROM audit WHERE action = 'mended' AND subject = '{id}'");
    assert_eq!(counted(&portal.state.db, audited).await, 1);

    // She sees before and after, which office, when and why, and nobody's name; the mail says only that it happened.
    for page in [format!("/applications/{id}?lang=en"), format!("/applications/{id}/receipt?lang=en")] {
        let page = elena.get(&page).await;
        let said = page.text_of("#mended");
        for words in ["Оршанская", "Аршанская", "Так в <b>договоре</b>", "write to the office", "Shklov"]
        {
            assert!(said.contains(words), "{words} in {said}");
        }
        assert!(!said.contains("Быкова"), "{said}");
    }
    let file = elena.get(&format!("/applications/{id}/filings/1/application.json")).await;
    assert!(file.body.contains("Оршанская"), "the bytes that were signed");
    portal.work_done().await;
    let subject = id.clone();
    let mail = portal.read(move |conn| mails::of_application(conn, &subject)).await.pop().unwrap();
    assert!(mail.subject.contains("опечатку") && !mail.body.contains("Аршанская") && !mail.body.contains("договоре"));
    let data = elena.get("/account/data").await;
    assert!(data.body.contains("mended_by_the_office") && data.body.contains("Аршанская"));
    // She may object.
    let objected = elena.post(&format!("/applications/{id}/messages"), &[("body", "Нет, Оршанская")]).await;
    assert!(objected.status < 400 || objected.status == 422, "{}", objected.status);

    // The register gets what was mended, and the letter says that it was.
    assert_eq!(decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await.status, 303);
    let company = portal.read(|conn| companies::find(conn, COMPANY)).await.unwrap();
    assert!(company.address.unwrap().contains("ул. Аршанская, 7А"));
    portal.work_done().await;
    let subject = id.clone();
    let letters = portal.read(move |conn| documents::of_application(conn, &subject)).await;
    let said = |kind: &str| text(letters.iter().find(|one| one.kind == kind).unwrap().bytes.as_ref().unwrap());
    assert!(said("decision").contains("Орган исправил опечатки") && said("decision").contains("Аршанская"));
    assert!(!said("receipt").contains("Аршанская"), "the receipt is of what was filed");
    let gone = mend(&portal, &mut clerk, &id, "street", "Оршанская", "назад").await;
    assert_eq!(gone.status, 409, "not after the decision");
}

#[tokio::test]
async fn only_what_the_rules_let_is_mended_and_only_a_typing_error() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    for field in ["area", "premises", "changed_on_day", "street_kind", "building", "owner_1_name", "x", "%00", "papers"]
    {
        let answer = mend(&portal, &mut clerk, &id, field, "7", "потому что").await;
        assert_eq!(answer.status, 404, "{field}");
        assert_eq!(clerk.get(&format!("/office/cases/{id}/mending/{field}")).await.status, 404, "{field}");
    }
    let hostile = "</textarea><script>alert(1)</script>";
    let long = "я".repeat(5_000);
    for (field, became, why, at) in [
        ("street", "Ленина", hostile, "became"),
        ("street", "", hostile, "became"),
        ("street", "Оршанская", hostile, "became"),
        ("street", &long, hostile, "became"),
        ("street", "Оршанск@я", hostile, "became"),
        ("postcode", "21301", hostile, "became"),
        ("postcode", "2130100", hostile, "became"),
        ("street", "Аршанская", " \0 ", "why"),
        ("street", "Аршанская", &long, "why"),
    ] {
        let page = mend(&portal, &mut clerk, &id, field, became, why).await;
        assert_eq!(page.status, 422, "{field} {at}");
        assert!(page.attribute(&format!("main a[href='#{at}']"), "href").is_some(), "{at}: {}", page.body);
        assert!(!page.body.contains("<script>alert"), "{}", page.body);
    }
    for stranger in ["clerk1", "elena", "supervisor"] {
        let mut stranger = portal.signed_in(stranger).await;
        let answer = mend(&portal, &mut stranger, &id, "street", "Аршанская", "потому что").await;
        assert!([404, 409].contains(&answer.status), "{}", answer.status);
    }
    assert_eq!(row(&portal, &id).await.answers().get("street"), "Оршанская");
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM mendings").await, 0);
    // Returned, it is hers again.
    pin(&mut clerk, &id, "house", "Такого дома нет").await;
    give_back(&portal, &mut clerk, &id).await;
    assert_eq!(mend(&portal, &mut clerk, &id, "street", "Аршанская", "потому").await.status, 409);
    assert_eq!(elena.get(&format!("/applications/{id}")).await.status, 200);
}

#[tokio::test]
async fn sent_twice_it_is_mended_once_and_of_two_different_ones_the_later_says_what_changed() {
    let portal = Portal::start().await;
    let (id, _, clerk) = in_hands(&portal).await;
    let revision = row(&portal, &id).await.revision.to_string();
    let path = format!("/office/cases/{id}/mending/house");
    let (mut one, mut other, mut third) = (clerk.clone(), clerk.clone(), clerk);
    let fields = |became| [("became", became), ("why", "По документу"), ("revision", revision.as_str()), ("seen", "1")];
    let (here, there) = (fields("7Б"), fields("8А"));
    let (same, another, again) =
        tokio::join!(one.post(&path, &here), other.post(&path, &there), third.post(&path, &here));
    let statuses = [same.status, another.status, again.status];
    assert!(statuses.iter().all(|status| [303, 409].contains(status)), "{statuses:?}");
    assert!(statuses.contains(&303) && statuses.contains(&409), "{statuses:?}");
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM mendings").await, 1);
    let late = if another.status == 409 { &another } else { &same };
    assert!(late.body.contains("По документу"), "what was typed is there: {}", late.body);
    let stands = row(&portal, &id).await.answers().get("house").to_owned();
    let twice = one.post(&path, &fields(&stands)).await;
    assert_eq!(twice.status, 303, "sent once more it is done already: {}", twice.body);
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM mendings").await, 1);
}

#[tokio::test]
async fn what_was_prepared_for_a_second_person_is_void_with_it() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let mut supervisor = portal.signed_in("supervisor").await;
    supervisor.post("/office/second-person", &[("procedure", "change-of-location"), ("needs", "accept")]).await;
    assert_eq!(decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await.status, 303);
    assert!(supervisor.get("/office?tab=confirm").await.body.contains(&id));
    assert_eq!(mend(&portal, &mut clerk, &id, "house", "7Б", "По документу").await.status, 303);
    assert!(!supervisor.get("/office?tab=confirm").await.body.contains(&id));
    let confirm = [("what", "confirm"), ("revision", "1")];
    assert_eq!(supervisor.post(&format!("/office/cases/{id}/confirmation"), &confirm).await.status, 409);
}

#[tokio::test]
async fn a_correction_goes_on_from_what_was_mended() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    assert_eq!(mend(&portal, &mut clerk, &id, "house", "7Б", "По документу").await.status, 303);
    pin(&mut clerk, &id, "postcode", "Индекс другой").await;
    give_back(&portal, &mut clerk, &id).await;
    let tasks = elena.get(&format!("/applications/{id}?lang=en")).await;
    assert!(tasks.text_of("#mended").contains("7Б"), "{}", tasks.body);
    let draft = format!("/applications/{id}");
    journey::save(&mut elena, &draft, "street", &[("postcode", "213011".to_owned())]).await;
    journey::file(&mut elena, &draft, 2).await;
    let filed = row(&portal, &id).await;
    assert_eq!((filed.round, filed.answers().get("house"), filed.answers().get("postcode")), (2, "7Б", "213011"));
    let case = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    let changes = case.text_of("main");
    assert!(changes.contains("213011") && case.text_of("#mended").contains("7Б"), "{changes}");
}
