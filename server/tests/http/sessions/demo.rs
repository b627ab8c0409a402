//! The demo signs its people in by a button.

use crate::support::portal::Portal;
use akno::demo::{ACCOUNTS, PASSWORD};

async fn demo() -> Portal {
    let portal = Portal::with_demo(|_| {}, true).await;
    // Twice: what is there stays.
    for _ in 0..2 {
        akno::demo::seed(&portal.state.db, &portal.clock).await.unwrap();
    }
    portal
}

#[tokio::test]
async fn outside_the_demo_there_are_no_buttons_and_no_way_in() {
    let portal = Portal::start().await;
    assert_eq!(portal.client().post("/demo/sign-in", &[("account", "elena")]).await.status, 404);
    assert_eq!(portal.client().post("/demo/sign-in", &[]).await.status, 404);
    assert_eq!(portal.client().get("/demo/mail").await.status, 404);
    assert_eq!(portal.client().get("/demo/mail/0195a2c8-0000-7000-8000-000000000000").await.status, 404);
    let page = portal.client().get("/sign-in").await;
    assert!(!page.body.contains("/demo/") && !page.body.contains(PASSWORD));
}

#[tokio::test]
async fn each_button_signs_somebody_in() {
    let portal = demo().await;
    let page = portal.client().get("/sign-in?return_to=/account&lang=en").await;
    assert_eq!(page.all("form[action='/demo/sign-in'] button").len(), ACCOUNTS.len());
    for account in ACCOUNTS {
        let mut client = portal.client();
        let answer = client.post("/demo/sign-in", &[("account", account.key), ("return_to", "/account")]).await;
        assert_eq!((answer.status, answer.location()), (303, "/account"), "{}", account.key);
        let page = client.get("/account?lang=en").await;
        assert!(page.text_of("main").contains(account.name), "{}", account.key);
    }
    assert_eq!(portal.client().post("/demo/sign-in", &[("account", "root")]).await.status, 404);
    assert_eq!(portal.client().post("/demo/sign-in", &[]).await.status, 400);
}

#[tokio::test]
async fn the_register_shows_the_demos_people_as_heads_of_their_companies() {
    let portal = demo().await;
    let account = portal.read(|conn| akno::store::accounts::by_email(conn, "viktor@akno.example")).await.unwrap();
    let rights = portal.read(move |conn| akno::store::mandates::of_account(conn, &account.id)).await;
    assert!(rights.len() >= 2);
    for right in rights {
        let page = portal.client().get(&format!("/register/{}", right.unp)).await;
        assert!(page.text_of("main").contains("Шиманский Виктор Андреевич"), "{}", page.text_of("main"));
    }
}

#[tokio::test]
async fn the_printed_password_works() {
    let portal = demo().await;
    // Elena is also one of the tests' own people.
    for account in ACCOUNTS.iter().filter(|account| account.key != "elena") {
        let answer = portal.client().post("/sign-in", &[("email", account.email), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 303, "{}", account.email);
    }
}
