//! A forgotten password, and a new one.

use super::{NEW_PASSWORD, done_of, link, mail_to, mails, sign_up};
use crate::support::portal::{PASSWORD, Portal, email};
use akno::store::schema::audit;
use chrono::Duration;
use diesel::prelude::*;

#[tokio::test]
async fn a_link_pressed_twice_at_the_same_time_works_once() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    client.post("/password/forgotten", &[("email", &email("elena"))]).await;
    let path = link(&mail_to(&portal, &email("elena")).await.unwrap(), "/password/reset/");
    let presses: Vec<_> = (0..6)
        .map(|n| {
            let (mut client, path) = (portal.client(), path.clone());
            tokio::spawn(
                async move { client.post(&path, &[("password", &format!("{NEW_PASSWORD} {n}"))]).await.status },
            )
        })
        .collect();
    assert_eq!(done_of(presses).await, 1);
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_a_link() {
    let portal = Portal::start().await;
    let mut elsewhere = portal.signed_in("elena").await;
    let mut client = portal.client();
    for _ in 0..5 {
        client.post("/sign-in", &[("email", &email("elena")), ("password", "wrong")]).await;
    }
    assert_eq!(client.post("/sign-in", &[("email", &email("elena")), ("password", PASSWORD)]).await.status, 429);

    let asked = client.post("/password/forgotten", &[("email", &email("elena"))]).await;
    let unknown = client.post("/password/forgotten", &[("email", "nobody@akno.example")]).await;
    assert_eq!((asked.status, asked.location()), (303, "/password/forgotten?sent=yes"));
    assert_eq!((unknown.status, unknown.location()), (asked.status, asked.location()));
    assert_eq!(client.get(asked.location()).await.text_of("h1"), "Проверьте почту");
    assert_eq!(mails(&portal).await, 1);

    let path = link(&mail_to(&portal, &email("elena")).await.unwrap(), "/password/reset/");
    let page = client.get(&path).await;
    assert_eq!((page.status, page.header("referrer-policy")), (200, Some("same-origin")));
    let short = client.post(&path, &[("password", "short")]).await;
    assert_eq!(short.status, 422);
    assert_eq!(short.attribute("main form", "action"), Some(path.clone()));
    let done = client.post(&path, &[("password", NEW_PASSWORD)]).await;
    assert_eq!((done.status, done.location()), (303, "/sign-in?notice=password-changed"));
    assert_eq!(client.post(&path, &[("password", "another one entirely")]).await.status, 404);

    assert!(elsewhere.get("/account").await.location().starts_with("/sign-in"), "every session has ended");
    assert_eq!(
        client.post("/sign-in", &[("email", &email("elena")), ("password", NEW_PASSWORD)]).await.status,
        303,
        "not slowed"
    );
    assert_eq!(client.post("/sign-in", &[("email", &email("elena")), ("password", PASSWORD)]).await.status, 422);
    let notice = mail_to(&portal, &email("elena")).await.unwrap();
    assert_eq!(notice.subject, "Пароль изменён");

    client.post("/password/forgotten", &[("email", &email("elena"))]).await;
    let path = link(&mail_to(&portal, &email("elena")).await.unwrap(), "/password/reset/");
    portal.clock.advance(Duration::minutes(61));
    assert_eq!(client.get(&path).await.status, 404);
    assert_eq!(client.post(&path, &[("password", "one more password")]).await.status, 404);
}

#[tokio::test]
async fn a_new_password_ends_a_change_of_address_that_waits() {
    let portal = Portal::start().await;
    // Whoever knew the old password had asked for an address of theirs.
    let mut thief = portal.signed_in("elena").await;
    for by_link in [true, false] {
        let password = if by_link { PASSWORD } else { NEW_PASSWORD };
        let fields = [("email", "thief@akno.example"), ("old_password", password)];
        let asked = thief.post("/account/email", &fields).await;
        assert_eq!(asked.location(), "/account/email?sent=yes");
        let theirs = link(&mail_to(&portal, "thief@akno.example").await.unwrap(), "/account/email/");
        assert_eq!(portal.client().get(&theirs).await.status, 200);
        let mut elena = portal.client();
        if by_link {
            elena.post("/password/forgotten", &[("email", &email("elena"))]).await;
            let path = link(&mail_to(&portal, &email("elena")).await.unwrap(), "/password/reset/");
            assert_eq!(elena.post(&path, &[("password", NEW_PASSWORD)]).await.status, 303);
        } else {
            elena.post("/sign-in", &[("email", &email("elena")), ("password", password)]).await;
            let changed = elena.post("/account", &[("old_password", password), ("new_password", PASSWORD)]).await;
            assert_eq!(changed.status, 303);
        }
        let mut anyone = portal.client();
        assert_eq!((anyone.get(&theirs).await.status, anyone.post(&theirs, &[]).await.status), (404, 404));
        thief.post("/sign-in", &[("email", &email("elena")), ("password", NEW_PASSWORD)]).await;
    }
    let account = portal.read(|conn| akno::store::accounts::by_email(conn, &email("elena"))).await;
    assert!(account.is_some(), "the address is the old one");
}

#[tokio::test]
async fn a_new_address_ends_links_that_were_mailed_to_the_old_one() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    portal.client().post("/password/forgotten", &[("email", &email("elena"))]).await;
    let reset = link(&mail_to(&portal, &email("elena")).await.unwrap(), "/password/reset/");
    elena.post("/account/email", &[("email", "new@akno.example"), ("old_password", PASSWORD)]).await;
    let path = link(&mail_to(&portal, "new@akno.example").await.unwrap(), "/account/email/");
    assert_eq!(portal.client().get(&reset).await.status, 200, "not before the new one is confirmed");
    assert_eq!(elena.post(&path, &[]).await.location(), "/account?notice=email-confirmed");
    let mut anyone = portal.client();
    assert_eq!(anyone.get(&reset).await.status, 404);
    assert_eq!(anyone.post(&reset, &[("password", NEW_PASSWORD)]).await.status, 404);
}

#[tokio::test]
async fn nobody_can_flood_a_mailbox() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    for _ in 0..8 {
        assert_eq!(client.post("/password/forgotten", &[("email", &email("elena"))]).await.status, 303);
    }
    assert_eq!(mails(&portal).await, 4);
    for n in 0..32 {
        client.post("/password/forgotten", &[("email", &format!("somebody{n}@akno.example"))]).await;
    }
    let slowed = client.post("/password/forgotten", &[("email", "more@akno.example")]).await;
    assert_eq!(slowed.status, 429);
    assert!(slowed.header("retry-after").is_some());
    assert_eq!(slowed.attribute("#email", "value").as_deref(), Some("more@akno.example"));
    assert_eq!(sign_up(&mut client, "Янка", "more@akno.example", NEW_PASSWORD).await.status, 429);
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_ends_other_sessions() {
    let portal = Portal::start().await;
    let mut client = portal.signed_in("elena").await.with_header("accept-language", "en");
    let mut elsewhere = portal.signed_in("elena").await;
    let empty = client.post("/account", &[]).await;
    assert_eq!(empty.status, 422);
    assert_eq!(empty.all("#error-summary a"), ["Enter your current password", "Enter a password"]);
    let wrong = client.post("/account", &[("old_password", "wrong"), ("new_password", NEW_PASSWORD)]).await;
    assert_eq!(
        wrong.all("#error-summary a"),
        ["Your current password is a different one. Check the keyboard layout and Caps Lock"]
    );
    let weak = client.post("/account", &[("old_password", PASSWORD), ("new_password", "password1")]).await;
    assert_eq!(weak.status, 422);
    assert!(!weak.body.contains(PASSWORD));

    let before = client.cookie("akno").unwrap().to_owned();
    let done = client.post("/account", &[("old_password", PASSWORD), ("new_password", NEW_PASSWORD)]).await;
    assert_eq!((done.status, done.location()), (303, "/account?notice=password-changed"));
    assert_ne!(client.cookie("akno").unwrap(), before, "the token is a new one");
    assert_eq!(client.get("/account").await.status, 200);
    assert_eq!(elsewhere.get("/account").await.status, 303);
    assert_eq!(mail_to(&portal, &email("elena")).await.unwrap().subject, "Пароль изменён");
    let recorded =
        portal.read(|conn| audit::table.filter(audit::action.eq("changed-password")).count().get_result::<i64>(conn));
    assert_eq!(recorded.await, 1);
}

#[tokio::test]
async fn a_stolen_session_cannot_guess_the_password() {
    let portal = Portal::start().await;
    let mut client = portal.signed_in("elena").await;
    for _ in 0..5 {
        let answer = client.post("/account", &[("old_password", "wrong"), ("new_password", NEW_PASSWORD)]).await;
        assert_eq!(answer.status, 422);
    }
    let answer = client.post("/account", &[("old_password", PASSWORD), ("new_password", NEW_PASSWORD)]).await;
    assert_eq!(answer.status, 429);
    assert_eq!(portal.signed_in("elena").await.get("/account").await.status, 200, "signing in goes on");
}
