//! How long a session lasts, and who holds it.

use super::{is_in, try_in};
use crate::support::client::Answer;
use crate::support::portal::{PASSWORD, Portal};
use akno::random::hashed;
use akno::store::schema::{accounts, sessions};
use chrono::Duration;
use diesel::prelude::*;

#[tokio::test]
async fn the_cookie_is_out_of_reach_for_scripts_and_other_sites() {
    let portal = Portal::start().await;
    let cookie =
        |answer: &Answer| answer.headers("set-cookie").into_iter().find(|c| c.contains("akno=")).unwrap().to_owned();
    let plain = cookie(&try_in(&mut portal.client(), "elena", PASSWORD).await);
    assert!(plain.starts_with("akno=") && plain.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{plain}");

    let portal = Portal::with(|config| config.public_url = "https://akno.example".into()).await;
    let answer = try_in(&mut portal.client(), "elena", PASSWORD).await;
    let secure = cookie(&answer);
    assert!(
        secure.starts_with("__Host-akno=") && secure.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"),
        "{secure}"
    );
    assert!(!secure.contains("Domain"), "{secure}");
    assert_eq!(answer.header("strict-transport-security"), Some("max-age=31536000; includeSubDomains"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn a_session_is_new_at_each_sign_in_and_kept_as_a_hash() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    // A token that somebody planted is not taken over.
    client.set_cookie("akno", "00000000000000000000000000");
    assert!(!is_in(&mut client).await);
    assert_eq!(try_in(&mut client, "elena", PASSWORD).await.status, 303);
    let first = client.cookie("akno").unwrap().to_owned();
    assert_ne!(first, "00000000000000000000000000");
    assert_eq!(first.len(), 26);
    let mut with_first = client.clone();
    assert!(is_in(&mut with_first).await);

    assert_eq!(try_in(&mut client, "elena", PASSWORD).await.status, 303);
    let second = client.cookie("akno").unwrap().to_owned();
    assert_ne!(first, second);
    assert!(is_in(&mut client).await);
    assert!(!is_in(&mut with_first).await, "the session from before the sign-in has ended");
    let kept = portal.read(|conn| sessions::table.select(sessions::token_hash).load::<String>(conn)).await;
    assert_eq!(kept, [hashed(&second)]);
}

#[tokio::test]
async fn signing_out_ends_the_session_at_the_server() {
    let portal = Portal::start().await;
    let mut client = portal.signed_in("elena").await;
    let mut copy = client.clone();
    let answer = client.post("/sign-out", &[]).await;
    assert_eq!((answer.status, answer.location()), (303, "/sign-in?notice=signed-out"));
    assert_eq!(client.cookie("akno"), None);
    assert!(!is_in(&mut copy).await, "a copied cookie is worth nothing any more");
    assert_eq!(copy.post("/sign-out", &[]).await.status, 303);
    let notice = client.get("/sign-in?notice=signed-out&lang=en").await;
    assert_eq!(notice.text_of(".note-title"), "You are signed out.");
    assert_eq!(portal.client().get("/sign-out").await.status, 404, "no address signs out by itself");
}

#[tokio::test]
async fn a_session_ends_when_idle_and_after_half_a_day_at_the_latest() {
    let portal = Portal::start().await;
    let mut client = portal.signed_in("elena").await;
    portal.clock.advance(Duration::minutes(59));
    assert!(is_in(&mut client).await);
    portal.clock.advance(Duration::minutes(61));
    assert!(!is_in(&mut client).await);

    let mut client = portal.signed_in("elena").await;
    for _ in 0..14 {
        assert!(is_in(&mut client).await);
        portal.clock.advance(Duration::minutes(50));
    }
    portal.clock.advance(Duration::minutes(21));
    assert!(!is_in(&mut client).await);
}

#[tokio::test]
async fn a_closed_account_is_out_at_once_and_not_let_in_again() {
    let portal = Portal::start().await;
    let mut client = portal.signed_in("elena").await;
    let now = portal.clock.now();
    let close = move |conn: &mut akno::store::AnyConn| {
        diesel::update(accounts::table.find("elena"))
            .set(accounts::disabled_at.eq(now))
            .execute(conn)
            .map_err(akno::failure::Failure::from)
    };
    portal.state.db.write(close).await.unwrap();
    assert!(!is_in(&mut client).await);
    let answer = try_in(&mut portal.client(), "elena", PASSWORD).await;
    assert_eq!(answer.status, 422);
    let wrong = try_in(&mut portal.client(), "oleg", "not-the-password").await;
    assert_eq!(answer.text_of("#error-summary"), wrong.text_of("#error-summary"));
}
