//! Leaving a case without consideration.

use super::{decide, give_back, in_hands, kinds, pin, row, take};
use crate::fees::{bill, notice};
use crate::support::database::counted;
use crate::support::journey;
use crate::support::pdf::text;
use crate::support::portal::Portal;
use akno::store::{documents, mails};
use chrono::Duration;
use portal::application::Status;

const LEAVE: [(&str, &str); 3] =
    [("outcome", "leave"), ("left_reasons", "left-not-signed"), ("left_words", "Подпись <b>не</b> ваша")];

#[tokio::test]
async fn what_is_left_without_consideration_changes_nothing_and_says_what_to_do_next() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    let entries = "SELECT COUNT(*) AS count FROM register_entries";
    let before = counted(&portal.state.db, entries).await;
    let answer = decide(&portal, &mut clerk, &id, &LEAVE).await;
    assert_eq!((answer.status, answer.location()), (303, format!("/office/cases/{id}").as_str()), "{}", answer.body);
    let left = row(&portal, &id).await;
    assert_eq!((left.status(), left.due_on), (Status::Unconsidered, None));
    assert_eq!(counted(&portal.state.db, entries).await, before);
    assert_eq!(kinds(&portal, &id).await.last().map(String::as_str), Some("unconsidered"));
    let audited = format!("SELECT COUNT(*) AS count FROM audit WHERE action = 'unconsidered' AND subject = '{id}'");
    assert_eq!(counted(&portal.state.db, audited).await, 1);

    portal.work_done().await;
    let page = elena.get(&format!("/applications/{id}?lang=en")).await;
    let said = page.text_of("main");
    assert!(said.contains("Left without consideration") && said.contains("Подпись <b>не</b> ваша"), "{said}");
    assert!(said.contains("This is no refusal") && !said.contains("Refused"), "{said}");
    assert!(page.attribute("input[name='from']", "value").is_some(), "she can begin it again with her answers");
    let receipt = elena.get(&format!("/applications/{id}/receipt?lang=en")).await;
    assert!(receipt.text_of("main").contains("left without consideration"), "{}", receipt.body);
    let subject = id.clone();
    let (documents, mails) = portal
        .read(move |conn| Ok((documents::of_application(conn, &subject)?, mails::of_application(conn, &subject)?)))
        .await;
    let letter = documents.iter().find(|document| document.kind == "decision").unwrap();
    let pdf = text(letter.bytes.as_ref().unwrap());
    for words in ["оставлено без рассмотрения", "433-З", "Подпись", "остались прежними", "подайте заново"]
    {
        assert!(pdf.contains(words), "{words} in {pdf}");
    }
    assert!(!mails.last().unwrap().body.contains("без рассмотрения"), "the mail says nothing of it");
    let verified = portal.client().get(&format!("/verify/{}?lang=en", letter.verify_code)).await;
    assert!(verified.text_of("main").contains("Decision: left without consideration"), "{}", verified.body);

    let case = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    assert!(case.text_of("main").contains("Left without consideration on") && case.all(".bar").is_empty());
    let list = clerk.get("/office?tab=decided&lang=en").await;
    assert!(list.body.contains(&id) && list.body.contains("Not considered"), "{}", list.body);
    let figures = portal.signed_in("supervisor").await.get("/office/statistics?lang=en").await;
    assert!(figures.body.contains("Not considered"), "{}", figures.body);
    assert_eq!(decide(&portal, &mut clerk, &id, &LEAVE).await.status, 409, "nor a second time");
}

#[tokio::test]
async fn it_needs_a_reason_that_can_be_true_and_words_and_keeps_what_was_typed() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let form = clerk.get(&format!("/office/cases/{id}/decision?lang=en")).await;
    let offered = |page: &crate::support::client::Answer, code: &str| {
        page.attribute(&format!("input[name='left_reasons'][value='{code}']"), "value").is_some()
    };
    assert!(offered(&form, "left-not-signed"));
    assert!(!offered(&form, "left-not-corrected") && !offered(&form, "left-not-paid"), "neither can be true");
    let typed = "</textarea><script>alert(1)</script>";
    for reason in ["left-not-corrected", "left-not-paid", "not-entitled", "invented", ""] {
        let fields = [("outcome", "leave"), ("left_reasons", reason), ("left_words", typed)];
        let page = decide(&portal, &mut clerk, &id, &fields).await;
        assert_eq!(page.status, 422, "{reason}");
        assert!(page.text_of("textarea#left_words").contains(typed) && !page.body.contains("<script>alert"));
    }
    let long = "я".repeat(4_001);
    for words in ["", " \0 ", &long] {
        let fields = [("outcome", "leave"), ("left_reasons", "left-not-signed"), ("left_words", words)];
        assert_eq!(decide(&portal, &mut clerk, &id, &fields).await.status, 422);
    }
    assert_eq!(row(&portal, &id).await.status(), Status::InReview);
    for stranger in ["clerk1", "elena"] {
        let mut stranger = portal.signed_in(stranger).await;
        assert_eq!(decide(&portal, &mut stranger, &id, &LEAVE).await.status, 404);
    }
}

#[tokio::test]
async fn what_was_returned_and_does_not_come_back_can_only_be_left() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    pin(&mut clerk, &id, "house", "Такого дома нет").await;
    give_back(&portal, &mut clerk, &id).await;
    let case = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    assert!(case.text_of(".bar").contains("Leave without consideration"), "{}", case.body);
    let form = clerk.get(&format!("/office/cases/{id}/decision?lang=en")).await;
    assert!(form.attribute("input[value='accept']", "value").is_none(), "{}", form.body);
    assert!(form.attribute("input[value='left-not-corrected']", "checked").is_some());
    assert_eq!(decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await.status, 409);
    let refuse = [("outcome", "refuse"), ("reasons", "not-entitled"), ("words", "нет права")];
    assert_eq!(decide(&portal, &mut clerk, &id, &refuse).await.status, 409);
    let leave = [("outcome", "leave"), ("left_reasons", "left-not-corrected"), ("left_words", "Не исправлено")];
    // She files the correction at the same moment: one of the two stands, and nothing is lost of the other.
    let draft = format!("/applications/{id}");
    journey::save(&mut elena, &draft, "street", &[("house", "9".to_owned())]).await;
    let (left, filed) = tokio::join!(decide(&portal, &mut clerk, &id, &leave), journey::file(&mut elena, &draft, 2));
    let end = row(&portal, &id).await;
    match left.status {
        303 => {
            assert_eq!(end.status(), Status::Unconsidered, "{}", filed.body);
            assert_eq!(journey::file(&mut elena, &draft, 2).await.status, 409, "it is over");
        }
        409 => assert_eq!((end.status(), end.round), (Status::InReview, 2)),
        other => panic!("{other} {}", left.body),
    }
    assert_eq!(
        counted(&portal.state.db, "SELECT COUNT(*) AS count FROM decisions").await,
        i64::from(left.status == 303)
    );
}

#[tokio::test]
async fn an_unpaid_bill_is_cancelled_and_what_is_paid_meanwhile_is_not_left_for_that() {
    let portal = Portal::start().await;
    let (id, mut elena) = notice(&portal).await;
    let mut clerk = portal.signed_in("clerk0").await;
    take(&mut clerk, &id).await;
    let leave = [("outcome", "leave"), ("left_reasons", "left-not-paid"), ("left_words", "Не оплачено")];
    assert_eq!(decide(&portal, &mut clerk, &id, &leave).await.status, 303);
    assert!(bill(&portal, &id).await.row.cancelled_at.is_some(), "nothing is owed any more");
    let page = elena.get(&format!("/applications/{id}?lang=en")).await;
    assert!(page.text_of("main").contains("Not paid in time"), "{}", page.body);
}

#[tokio::test]
async fn where_a_second_person_confirms_refusals_they_confirm_this_too() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let mut supervisor = portal.signed_in("supervisor").await;
    supervisor.post("/office/second-person", &[("procedure", "change-of-location"), ("needs", "refuse")]).await;
    pin(&mut clerk, &id, "house", "Такого дома нет").await;
    give_back(&portal, &mut clerk, &id).await;
    let leave = [("outcome", "leave"), ("left_reasons", "left-not-corrected"), ("left_words", "Не исправлено")];
    assert_eq!(decide(&portal, &mut clerk, &id, &leave).await.status, 303);
    assert_eq!(row(&portal, &id).await.status(), Status::Returned, "nothing is decided yet");
    let list = supervisor.get("/office?tab=confirm").await;
    assert!(list.body.contains(&id), "{}", list.body);
    let page = supervisor.get(&format!("/office/cases/{id}/confirmation?lang=en")).await;
    assert!(page.text_of("#prepared").contains("Leave without consideration"), "{}", page.body);
    let revision = row(&portal, &id).await.revision.to_string();
    let path = format!("/office/cases/{id}/confirmation");
    assert_eq!(supervisor.post(&path, &[("what", "confirm"), ("revision", &revision)]).await.status, 303);
    assert_eq!(row(&portal, &id).await.status(), Status::Unconsidered);
}

#[tokio::test]
async fn many_are_left_at_once_where_the_reason_can_be_true() {
    let portal = Portal::with(|config| config.worker = false).await;
    let mut elena = portal.signed_in("elena").await;
    let id = journey::id(&journey::filed(&portal, &mut elena).await);
    let mut clerk = portal.signed_in("clerk0").await;
    let begun = clerk.post("/office/runs", &[("query", "tab=queue"), ("case", &id)]).await.location().to_owned();
    let unpaid = [("action", "leave"), ("left_reasons", "left-not-paid"), ("left_words", "Не оплачено")];
    assert_eq!(clerk.post(&begun, &unpaid).await.status, 422, "nothing is owed, so it is not offered");
    let twice = [("action", "leave"), ("left_reasons", "left-filed-twice"), ("left_words", "Уже подано")];
    assert_eq!(clerk.post(&begun, &twice).await.status, 303);
    let page = clerk.get(&format!("{begun}?lang=en")).await;
    assert!(page.text_of("table tbody").contains("would work"), "{}", page.body);
    assert_eq!(super::runs::confirm(&mut clerk, &begun).await.status, 303);
    portal.clock.advance(Duration::seconds(61));
    akno::office::runs::work(&portal.state, begun.rsplit('/').next().unwrap()).await.unwrap();
    assert_eq!(row(&portal, &id).await.status(), Status::Unconsidered);
}
