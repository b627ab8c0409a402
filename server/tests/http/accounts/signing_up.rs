//! Signing up: who gets an account, and what is said of one that is there.

use super::{NEW_PASSWORD, link, mail_to, mails, sign_up};
use crate::support::portal::{PASSWORD, Portal, email};
use akno::store::schema::accounts;
use diesel::prelude::*;

#[tokio::test]
async fn signing_up_confirming_and_signing_in() {
    let portal = Portal::start().await;
    let mut client = portal.client().with_header("accept-language", "be");
    let answer = sign_up(&mut client, " Янка Лучына ", "Yanka@akno.example", NEW_PASSWORD).await;
    assert_eq!((answer.status, answer.location()), (303, "/sign-up/sent"));
    let mail = mail_to(&portal, "yanka@akno.example").await.unwrap();
    assert_eq!((mail.lang.as_str(), mail.subject.as_str()), ("be", "Пацвердзіце адрас"));
    assert!(!mail.body.contains("Янка"), "a name that a stranger typed is not mailed to an address");
    let path = link(&mail, "/confirm-email/");
    assert!(mail.body.contains(&format!("{}{path}", portal.state.config.public_url)));

    let early = client.post("/sign-in", &[("email", "yanka@akno.example"), ("password", NEW_PASSWORD)]).await;
    assert_eq!(early.status, 422);
    assert_eq!(early.attribute("form[action='/confirm-email'] input", "value").as_deref(), Some("yanka@akno.example"));
    assert_eq!(client.cookie("akno"), None);

    // Opening the link, as programs do that check mails, changes nothing.
    for _ in 0..3 {
        let page = client.get(&path).await;
        assert_eq!((page.status, page.text_of("h1").as_str()), (200, "Пацвердзіце адрас"));
    }
    // Nor does the link alone, without the password that was chosen with it.
    let empty = client.post(&path, &[]).await;
    assert_eq!((empty.status, empty.all("#error-summary a")), (422, vec!["Увядзіце пароль".to_owned()]));
    assert_eq!(empty.attribute("#password", "autocomplete").as_deref(), Some("current-password"));
    assert_eq!(empty.attribute("main form", "action"), Some(path.clone()));
    assert_eq!(client.cookie("akno"), None);
    let confirmed = client.post(&path, &[("password", NEW_PASSWORD)]).await;
    assert_eq!((confirmed.status, confirmed.location()), (303, "/applications"), "signed in at once");
    let again = [("password", NEW_PASSWORD)];
    assert_eq!(client.post(&path, &again).await.status, 404, "a link works once");
    assert_eq!(client.get(&path).await.status, 404);

    let credentials = [("email", "yanka@akno.example"), ("password", NEW_PASSWORD)];
    assert_eq!(portal.client().post("/sign-in", &credentials).await.location(), "/applications");
    let page = client.get("/account").await;
    assert!(page.text_of("main").contains("Янка Лучына"));
    assert!(page.text_of("main").contains("Пакуль такіх няма"));
}

#[tokio::test]
async fn a_second_sign_up_tells_the_owner_and_nobody_else() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    let known = sign_up(&mut client, "Чужы", &email("elena"), NEW_PASSWORD).await;
    let unknown = sign_up(&mut client, "Новы", "new@akno.example", NEW_PASSWORD).await;
    assert_eq!((known.status, known.location()), (unknown.status, unknown.location()));
    let mail = mail_to(&portal, &email("elena")).await.unwrap();
    assert_eq!(mail.subject, "У вас уже есть учётная запись");
    assert!(!mail.body.contains("/confirm-email/"));
    let count =
        portal.read(|conn| accounts::table.filter(accounts::email.eq(email("elena"))).count().get_result::<i64>(conn));
    assert_eq!(count.await, 1);
    assert_eq!(client.post("/sign-in", &[("email", &email("elena")), ("password", NEW_PASSWORD)]).await.status, 422);
    assert_eq!(client.post("/sign-in", &[("email", &email("elena")), ("password", PASSWORD)]).await.status, 303);
}

#[tokio::test]
async fn before_confirmation_the_newest_sign_up_counts() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    sign_up(&mut client, "Чужы", "new@akno.example", "stranger knows this").await;
    let first = link(&mail_to(&portal, "new@akno.example").await.unwrap(), "/confirm-email/");
    sign_up(&mut client, "Уласнік", "new@akno.example", NEW_PASSWORD).await;
    let second = link(&mail_to(&portal, "new@akno.example").await.unwrap(), "/confirm-email/");
    assert_eq!(client.post(&first, &[("password", "stranger knows this")]).await.status, 404);
    assert_eq!(client.post(&second, &[("password", NEW_PASSWORD)]).await.status, 303);
    let of_stranger =
        client.post("/sign-in", &[("email", "new@akno.example"), ("password", "stranger knows this")]).await;
    assert_eq!(of_stranger.status, 422);
    assert_eq!(client.post("/sign-in", &[("email", "new@akno.example"), ("password", NEW_PASSWORD)]).await.status, 303);
}

#[tokio::test]
async fn whoever_is_slowed_at_signing_up_takes_no_turn_from_those_who_sign_in() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    for n in 0..40 {
        client.post("/password/forgotten", &[("email", &format!("somebody{n}@akno.example"))]).await;
    }
    // Every turn to hash is taken: whoever needed one would wait and be told that the portal is busy.
    let _taken = portal.state.hashing.acquire_many(4).await.unwrap();
    assert_eq!(sign_up(&mut client, "Янка", "more@akno.example", NEW_PASSWORD).await.status, 429);
}

#[tokio::test]
async fn one_address_signing_up_many_times_at_once_gets_one_account() {
    let portal = Portal::start().await;
    let tries: Vec<_> = (0..6)
        .map(|n| {
            let mut client = portal.client();
            tokio::spawn(async move {
                sign_up(&mut client, &format!("Імя {n}x"), "new@akno.example", NEW_PASSWORD).await.status
            })
        })
        .collect();
    for one in tries {
        assert_eq!(one.await.unwrap(), 303);
    }
    let count = portal
        .read(|conn| accounts::table.filter(accounts::email.eq("new@akno.example")).count().get_result::<i64>(conn));
    assert_eq!(count.await, 1);
    assert!(mails(&portal).await <= 4, "nobody's mailbox is flooded");
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_at_the_field_and_what_was_typed_stays() {
    let portal = Portal::start().await;
    let mut client = portal.client().with_header("accept-language", "en");
    let empty = client.post("/sign-up", &[]).await;
    assert_eq!(empty.status, 422);
    assert_eq!(
        empty.all("#error-summary a"),
        ["Enter your name and surname", "Enter your email address", "Enter a password"]
    );
    for (name, address, password, said) in [
        ("Янка", "yanka", NEW_PASSWORD, "Enter the whole email address, for example name@example.com"),
        (
            "Янка",
            "a@x.example\r\nBcc: b@x.example",
            NEW_PASSWORD,
            "Enter the whole email address, for example name@example.com",
        ),
        ("Янка", "a\u{0}@x.example", NEW_PASSWORD, "Enter the whole email address, for example name@example.com"),
        ("Я\u{0}нка", "a@x.example", NEW_PASSWORD, "Enter your name and surname in letters, at most 150 characters"),
        ("12345", "a@x.example", NEW_PASSWORD, "Enter your name and surname in letters, at most 150 characters"),
        ("Янка", "a@x.example", "short", "Enter a password of at least 8 characters"),
        (
            "Янка",
            "a@x.example",
            "qwertyuiop",
            "This password is among the first that are guessed. Choose another, for example a few words in a row",
        ),
        (
            "Янка",
            "a@x.example",
            "йцукенгшщз",
            "This password is among the first that are guessed. Choose another, for example a few words in a row",
        ),
        (
            "Янка",
            "yanka.luchyna@x.example",
            "yanka.luchyna",
            "This password is among the first that are guessed. Choose another, for example a few words in a row",
        ),
    ] {
        let answer = sign_up(&mut client, name, address, password).await;
        assert_eq!(
            (answer.status, answer.all("#error-summary a")),
            (422, vec![said.to_owned()]),
            "{name:?} {address:?}"
        );
        assert_eq!(answer.attribute("#password", "value").unwrap_or_default(), "", "a password is never sent back");
        assert!(!answer.body.contains(password) || address.contains(password), "{password}");
    }
    let hostile = sign_up(&mut client, "<img src=x onerror=alert(1)>", "\"><script>alert(1)</script>", "short").await;
    assert!(!hostile.body.contains("<img src=x") && !hostile.body.contains("<script>alert"));
    assert_eq!(hostile.attribute("#name", "value").as_deref(), Some("<img src=x onerror=alert(1)>"));
    let form = Some("application/x-www-form-urlencoded");
    assert_eq!(client.send("POST", "/sign-up", form, vec![b'a'; 300_000]).await.status, 413);
    assert_eq!(client.send("POST", "/sign-up", Some("application/json"), b"{}".to_vec()).await.status, 400);
    assert_eq!(mails(&portal).await, 0);
}
