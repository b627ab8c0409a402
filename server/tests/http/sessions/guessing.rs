//! What guessing a password costs, and that it tells nothing.

use super::try_in;
use crate::support::client::Answer;
use crate::support::portal::{PASSWORD, Portal, email};
use akno::store::schema::audit;
use chrono::Duration;
use diesel::prelude::*;

#[tokio::test]
async fn nobody_learns_whether_an_address_has_an_account() {
    let portal = Portal::start().await;
    let known = try_in(&mut portal.client(), "elena", "not-the-password").await;
    let unknown = try_in(&mut portal.client(), "nobody", "not-the-password").await;
    assert_eq!((known.status, unknown.status), (422, 422));
    let plain = |answer: &Answer, who: &str| answer.text_of("main").replace(&email(who), "…");
    assert_eq!(plain(&known, "elena"), plain(&unknown, "nobody"));
    assert_eq!(known.attribute("#email", "value").as_deref(), Some(email("elena").as_str()), "what was typed stays");
    assert!(!known.body.contains("not-the-password"), "a password is never sent back");
    assert!(known.text_of("title").starts_with("Ошибка:"));
    assert_eq!(known.headers("set-cookie"), Vec::<&str>::new());
    let refused =
        portal.read(|conn| audit::table.filter(audit::action.eq("sign-in-refused")).count().get_result::<i64>(conn));
    assert_eq!(refused.await, 2, "both are in the audit record");
}

#[tokio::test]
async fn after_five_wrong_passwords_the_sixth_try_waits() {
    let portal = Portal::start().await;
    let mut client = portal.client().with_header("accept-language", "en");
    for _ in 0..5 {
        assert_eq!(try_in(&mut client, "elena", "wrong").await.status, 422);
    }
    let slowed = try_in(&mut client, "elena", PASSWORD).await;
    assert_eq!(slowed.status, 429, "even the right one");
    let seconds: u64 = slowed.header("retry-after").unwrap().parse().unwrap();
    assert!((55..=60).contains(&seconds), "{seconds}");
    assert_eq!(slowed.text_of("#error-summary li"), "Too many tries. Try again in 1 minute");
    assert_eq!(slowed.attribute("#email", "value").unwrap(), email("elena"));
    // Another network changes nothing, another person is not slowed, an unknown address is slowed alike.
    assert_eq!(
        try_in(&mut portal.client().with_header("x-forwarded-for", "203.0.113.9"), "elena", PASSWORD).await.status,
        429
    );
    assert_eq!(try_in(&mut portal.client(), "oleg", PASSWORD).await.status, 303);
    for _ in 0..5 {
        assert_eq!(try_in(&mut client, "nobody", "wrong").await.status, 422);
    }
    assert_eq!(try_in(&mut client, "nobody", "wrong").await.status, 429);

    portal.clock.advance(Duration::seconds(61));
    assert_eq!(try_in(&mut client, "elena", "wrong").await.status, 422);
    let longer: u64 = try_in(&mut client, "elena", PASSWORD).await.header("retry-after").unwrap().parse().unwrap();
    assert!((115..=120).contains(&longer), "the pause doubles: {longer}");
    portal.clock.advance(Duration::seconds(121));
    assert_eq!(try_in(&mut client, "elena", PASSWORD).await.status, 303);
    for _ in 0..5 {
        assert_eq!(try_in(&mut portal.client(), "elena", "wrong").await.status, 422, "success began a new count");
    }
}

#[tokio::test]
async fn of_many_guesses_at_once_only_five_are_compared() {
    let portal = Portal::start().await;
    let guesses: Vec<_> = (0..30)
        .map(|n| {
            let mut client = portal.client();
            tokio::spawn(async move { try_in(&mut client, "elena", &format!("guess-{n}")).await.status })
        })
        .collect();
    let mut compared = 0;
    for guess in guesses {
        match guess.await.unwrap() {
            422 => compared += 1,
            429 => {}
            other => panic!("{other}"),
        }
    }
    assert_eq!(compared, 5);
}

#[tokio::test]
async fn one_network_cannot_try_one_password_on_everybody() {
    let portal = Portal::with(|config| config.trust_proxy = true).await;
    let from =
        |network: &str| portal.client().with_header("x-forwarded-for", &format!("{}, {network}", "198.51.100.1"));
    for n in 0..50 {
        let mut client = from("203.0.113.9");
        assert_eq!(try_in(&mut client, &format!("somebody{n}"), "summer").await.status, 422, "try {n}");
    }
    assert_eq!(try_in(&mut from("203.0.113.9"), "oleg", PASSWORD).await.status, 429);
    assert_eq!(try_in(&mut from("203.0.113.10"), "oleg", PASSWORD).await.status, 303);
}

#[tokio::test]
async fn a_forged_network_is_not_believed() {
    let portal = Portal::start().await;
    for n in 0..50 {
        let mut client = portal.client().with_header("x-forwarded-for", &format!("203.0.113.{n}"));
        assert_eq!(try_in(&mut client, &format!("somebody{n}"), "summer").await.status, 422, "try {n}");
    }
    assert_eq!(
        try_in(&mut portal.client().with_header("x-forwarded-for", "192.0.2.1"), "oleg", PASSWORD).await.status,
        429
    );
}
