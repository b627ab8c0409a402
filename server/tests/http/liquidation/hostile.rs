//! Too early, twice, by somebody else, at the same time.

use super::*;
use crate::support::portal::PROPRIETOR;

#[tokio::test(flavor = "multi_thread")]
async fn exclusion_cannot_be_asked_for_before_the_creditors_term_is_over() {
    let portal = Portal::start().await;
    let mut oleg = portal.signed_in("oleg").await;
    let notice = file(&mut oleg, "termination", PROPRIETOR, &termination(portal.clock.today())).await;
    accept(&portal, &notice).await;
    let started = oleg.post("/services/liquidation-stage/start", &[("unp", &PROPRIETOR.to_string())]).await;
    let draft = started.location().to_owned();
    let fields = [("stage", "final"), ("settled", "yes"), ("archived", "yes")];
    let saved = oleg.post(&format!("{draft}/steps/stage"), &fields).await;
    let page = oleg.get(&format!("{}&lang=en", saved.location())).await;
    assert!(page.text_of("[role=alert]").contains("file this later"), "{}", page.body);
    let filed = oleg.post(&format!("{draft}/filing"), &[("confirmed", "yes"), ("round", "1")]).await;
    assert!(filed.location().ends_with("check=1"), "{}", filed.location());
    assert!(tasks(&portal, PROPRIETOR).await.is_empty(), "nobody was asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_answers_only_its_own_question_and_once() {
    let portal = Portal::start().await;
    settled(&portal).await;
    file(&mut portal.signed_in("elena").await, "liquidation-stage", COMPANY, &last(portal.clock.today())).await;
    let of_tax = task(&portal, COMPANY, "tax").await;
    for stranger in ["fund", "customs", "elena", "clerk0"] {
        let mut client = portal.signed_in(stranger).await;
        assert_eq!(client.get(&format!("/tasks/{of_tax}")).await.status, 404, "{stranger}");
        let sent = client.post(&format!("/tasks/{of_tax}"), &[("answer", "confirm")]).await;
        assert_eq!(sent.status, 404, "{stranger}");
    }
    assert_eq!(answer(&portal, COMPANY, "tax", &[]).await.status, 422);
    assert_eq!(answer(&portal, COMPANY, "tax", &[("answer", "object")]).await.status, 422, "no reason");
    let long = "я".repeat(2_001);
    assert_eq!(answer(&portal, COMPANY, "tax", &[("answer", "object"), ("reason", &long)]).await.status, 422);
    let hostile = [("answer", "object"), ("reason", "</textarea><script>alert(1)</script>")];
    assert_eq!(answer(&portal, COMPANY, "tax", &hostile).await.status, 303);
    let page = portal.signed_in("tax").await.get(&format!("/tasks/{of_tax}")).await;
    assert!(!page.body.contains("<script>alert"), "{}", page.body);
    assert_eq!(answer(&portal, COMPANY, "tax", &[("answer", "confirm")]).await.status, 303, "it may think again");
    assert_eq!(answer(&portal, COMPANY, "tax", &[("answer", "confirm")]).await.status, 303, "sent twice, once done");
    let taken_back = [("answer", "object"), ("reason", "передумали")];
    assert_eq!(answer(&portal, COMPANY, "tax", &taken_back).await.status, 409, "a confirmation is final");
    let open = proceeding(&portal, COMPANY).await.id;
    let log = portal.read(move |conn| proceedings::events(conn, &open)).await;
    assert_eq!(log.iter().filter(|event| event.kind == "body-confirmed").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_ask_for_the_exclusion_at_once_one_does() {
    let portal = Portal::start().await;
    settled(&portal).await;
    let mut elena = portal.signed_in("elena").await;
    let answers = last(portal.clock.today());
    let drafts = [
        draft(&mut elena, "liquidation-stage", COMPANY, &answers).await,
        draft(&mut elena, "liquidation-stage", COMPANY, &answers).await,
    ];
    let send = |draft: String| {
        let mut client = elena.clone();
        async move { client.post(&format!("{draft}/filing"), &[("confirmed", "yes"), ("round", "1")]).await }
    };
    let [first, second] = drafts;
    let (first, second) = tokio::join!(send(first), send(second));
    let filed = [&first, &second].into_iter().filter(|a| a.status == 303 && a.location().ends_with("/receipt")).count();
    assert_eq!(filed, 1, "{first:?} {second:?}");
    assert_eq!(tasks(&portal, COMPANY).await.len(), 4, "each body is asked once");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_notices_of_liquidation_one_is_accepted() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let notice = liquidation(portal.clock.today(), "elena@akno.example");
    let first = file(&mut elena, "liquidation", COMPANY, &notice).await;
    let second = file(&mut elena, "liquidation", COMPANY, &notice).await;
    accept(&portal, &first).await;
    let mut clerk = portal.signed_in("clerk0").await;
    take(&mut clerk, &second).await;
    assert_eq!(decide(&portal, &mut clerk, &second, &[("outcome", "accept")]).await.status, 422);
    let started = elena.post("/services/liquidation/start", &[("unp", &COMPANY.to_string())]).await;
    assert_ne!(started.status, 303, "it is under way already");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proceeding_is_shown_to_those_of_its_company_alone() {
    let portal = Portal::start().await;
    let open = opened(&portal).await;
    for stranger in ["oleg", "clerk0", "tax"] {
        let page = portal.signed_in(stranger).await.get(&format!("/proceedings/{}", open.id)).await;
        assert_eq!(page.status, 404, "{stranger}");
    }
    assert_eq!(portal.signed_in("elena").await.get(&format!("/proceedings/{}%00", open.id)).await.status, 404);
    assert_eq!(portal.client().get("/register/notices?q=%00%25_&page=-7").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_taken_back_asks_nobody_any_more_and_can_be_made_again() {
    let portal = Portal::start().await;
    settled(&portal).await;
    let mut elena = portal.signed_in("elena").await;
    let case = file(&mut elena, "liquidation-stage", COMPANY, &last(portal.clock.today())).await;
    let of_tax = task(&portal, COMPANY, "tax").await;
    let withdrawn = elena.post(&format!("/applications/{case}/withdrawal"), &[]).await;
    assert_eq!(withdrawn.status, 303);
    assert_eq!(proceeding(&portal, COMPANY).await.stage, "settlement");
    let mut tax = portal.signed_in("tax").await;
    assert_eq!(tax.post(&format!("/tasks/{of_tax}"), &[("answer", "confirm")]).await.status, 404);
    file(&mut elena, "liquidation-stage", COMPANY, &last(portal.clock.today())).await;
    assert_eq!(tasks(&portal, COMPANY).await.len(), 4);
}
