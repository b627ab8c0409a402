//! Too early, twice, by somebody else, at the same time.

use super::*;
use crate::office::kinds;
use crate::support::portal::{PROPRIETOR, email};

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
async fn an_answer_sent_twice_is_given_once_and_another_one_to_a_changed_question_is_not() {
    let portal = Portal::start().await;
    settled(&portal).await;
    let mut elena = portal.signed_in("elena").await;
    let case = file(&mut elena, "liquidation-stage", COMPANY, &last(portal.clock.today())).await;
    let path = format!("/tasks/{}", task(&portal, COMPANY, "tax").await);
    let mut tax = portal.signed_in("tax").await;
    let shown = tax.get(&path).await.attribute("input[name=revision]", "value").unwrap();
    let told = async |portal: &Portal| {
        let all = portal.read(|conn| akno::store::mails::newest(conn, 200)).await;
        all.into_iter().filter(|mail| mail.recipient == email("elena")).count()
    };
    let before = told(&portal).await;
    let objected = [("revision", shown.as_str()), ("answer", "object"), ("reason", "Недоимка по НДС 12 рублей")];
    assert_eq!(tax.post(&path, &objected).await.status, 303);
    let once = told(&portal).await;
    assert!(once > before, "the applicant is told");
    let mut again = tax.clone();
    let (one, two) = tokio::join!(tax.post(&path, &objected), again.post(&path, &objected));
    for answered in [one, two] {
        assert_eq!((answered.status, answered.location()), (303, "/tasks"), "as if it were done now");
    }
    assert_eq!(told(&portal).await, once, "and is told once");
    let objections = kinds(&portal, &case).await.into_iter().filter(|kind| kind == "body_objected").count();
    assert_eq!(objections, 1);

    // What the page of before says of another answer is no answer to the question as it stands.
    for other in [("confirm", ""), ("object", "Другая причина")] {
        let fields = [("revision", shown.as_str()), ("answer", other.0), ("reason", other.1)];
        let refused = tax.post(&format!("{path}?lang=en"), &fields).await;
        assert_eq!(refused.status, 409, "{other:?}");
        assert!(refused.text_of("main").contains("The question was answered already"), "{}", refused.body);
    }
    for forged in ["", "x", "99999999999"] {
        assert_eq!(tax.post(&path, &[("revision", forged), ("answer", "confirm")]).await.status, 400, "{forged}");
    }
    assert_eq!(kinds(&portal, &case).await.iter().filter(|kind| *kind == "body_confirmed").count(), 0);
    assert_eq!(answer(&portal, COMPANY, "tax", &[("answer", "confirm")]).await.status, 303, "as it stands now");
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
    let confirmed = [("revision", "1"), ("answer", "confirm")];
    assert_eq!(tax.post(&format!("/tasks/{of_tax}"), &confirmed).await.status, 404);
    file(&mut elena, "liquidation-stage", COMPANY, &last(portal.clock.today())).await;
    assert_eq!(tasks(&portal, COMPANY).await.len(), 4);
}
