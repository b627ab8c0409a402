//! `/account`: its sessions, its companies, its language.

use super::mail_to;
use crate::support::portal::{Portal, email};

#[tokio::test]
async fn signing_out_everywhere_ends_every_session() {
    let portal = Portal::start().await;
    let mut client = portal.signed_in("elena").await;
    let mut elsewhere = portal.signed_in("elena").await;
    let mut other = portal.signed_in("oleg").await;
    let answer = client.post("/account/sessions/end", &[]).await;
    assert_eq!((answer.status, answer.location()), (303, "/sign-in?notice=signed-out-everywhere"));
    assert_eq!((client.get("/account").await.status, elsewhere.get("/account").await.status), (303, 303));
    assert_eq!(other.get("/account").await.status, 200);
}

#[tokio::test]
async fn the_account_shows_the_companies_one_may_act_for() {
    let portal = Portal::start().await;
    let page = portal.signed_in("elena").await.get("/account?lang=en").await;
    assert_eq!(page.all("table tbody tr").len(), 3);
    assert!(page.text_of("main").contains("How to get a right to act"));
    let clerk = portal.signed_in("clerk0").await.get("/account?lang=en").await;
    assert!(clerk.all("table").is_empty());
    assert!(clerk.text_of("main").contains("Clerk"));
    assert_eq!(portal.client().get("/account").await.location(), "/sign-in?return_to=/account");
}

#[tokio::test]
async fn mails_come_in_the_language_that_was_chosen() {
    let portal = Portal::start().await;
    let mut client = portal.signed_in("elena").await;
    let answer = client.post("/account/language", &[("lang", "be")]).await;
    assert_eq!((answer.status, answer.location()), (303, "/account?notice=language-changed"));
    assert_eq!(client.post("/account/language", &[("lang", "xx")]).await.status, 400);
    client.post("/password/forgotten", &[("email", &email("elena"))]).await;
    assert_eq!(mail_to(&portal, &email("elena")).await.unwrap().lang, "be");
}
