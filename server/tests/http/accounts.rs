//! Signing up, confirming an address, a forgotten password, `/account`.

use crate::support::client::{Answer, Client};
use crate::support::portal::{PASSWORD, Portal, email};
use akno::store::mails::{self, MailRow};
use akno::store::schema::{accounts, audit};
use chrono::Duration;
use diesel::prelude::*;

const NEW_PASSWORD: &str = "вёска над ракой 7";

async fn sign_up(client: &mut Client, name: &str, email: &str, password: &str) -> Answer {
    client.post("/sign-up", &[("name", name), ("email", email), ("password", password)]).await
}

/// The newest mail to an address.
async fn mail_to(portal: &Portal, to: &str) -> Option<MailRow> {
    let to = to.to_owned();
    portal.read(move |conn| mails::newest(conn, 100)).await.into_iter().find(|mail| mail.recipient == to)
}

/// The path of the link in a mail.
fn link(mail: &MailRow, path: &str) -> String {
    let at = mail.body.find(path).unwrap_or_else(|| panic!("no {path} in {}", mail.body));
    mail.body[at..].split_whitespace().next().unwrap().to_owned()
}

async fn mails(portal: &Portal) -> usize {
    portal.read(|conn| mails::newest(conn, 1000)).await.len()
}

/// How many of several who press the same button at once are told that it is done; the others find nothing there.
async fn done_of(presses: Vec<tokio::task::JoinHandle<u16>>) -> usize {
    let mut done = 0;
    for press in presses {
        match press.await.unwrap() {
            303 => done += 1,
            404 => {}
            other => panic!("{other}"),
        }
    }
    done
}

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
async fn nobody_confirms_the_password_of_a_stranger() {
    let portal = Portal::start().await;
    let (mut owner, mut stranger) = (portal.client().with_header("accept-language", "en"), portal.client());
    let theirs = "stranger knows this";
    sign_up(&mut owner, "Уласнік", "new@akno.example", NEW_PASSWORD).await;
    // Whoever waits for a mail presses the newest link.
    sign_up(&mut stranger, "Чужы", "new@akno.example", theirs).await;
    let path = link(&mail_to(&portal, "new@akno.example").await.unwrap(), "/confirm-email/");
    let wrong = owner.post(&path, &[("password", NEW_PASSWORD)]).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(
        wrong.all("#error-summary a"),
        ["Another password was chosen at this sign-up. Check the keyboard layout and Caps Lock. If yours still does \
          not fit, sign up again"]
    );
    assert_eq!(wrong.attribute("#password", "value").unwrap_or_default(), "", "a password is never sent back");
    let way_out = wrong.attribute("main a[href='/sign-up']", "href").expect("a way out");
    assert_eq!(owner.get(&way_out).await.status, 200);
    let early = stranger.post("/sign-in", &[("email", "new@akno.example"), ("password", theirs)]).await;
    assert!(early.status == 422 && stranger.cookie("akno").is_none(), "nothing is confirmed");
    let account = portal.read(|conn| akno::store::accounts::by_email(conn, "new@akno.example")).await.unwrap();
    assert_eq!(account.email_confirmed_at, None);

    sign_up(&mut owner, "Уласнік", "new@akno.example", NEW_PASSWORD).await;
    assert_eq!(owner.get(&path).await.status, 404);
    let path = link(&mail_to(&portal, "new@akno.example").await.unwrap(), "/confirm-email/");
    assert_eq!(stranger.post(&path, &[("password", theirs)]).await.status, 422);
    assert_eq!(owner.post(&path, &[("password", NEW_PASSWORD)]).await.location(), "/applications");
    assert!(owner.get("/account").await.text_of("main").contains("Уласнік"));
    let late = stranger.post("/sign-in", &[("email", "new@akno.example"), ("password", theirs)]).await;
    assert!(late.status == 422 && stranger.cookie("akno").is_none());
}

#[tokio::test]
async fn guesses_at_the_password_of_a_link_are_slowed_as_those_of_a_sign_in() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    sign_up(&mut client, "Янка", "yanka@akno.example", NEW_PASSWORD).await;
    let path = link(&mail_to(&portal, "yanka@akno.example").await.unwrap(), "/confirm-email/");
    for _ in 0..5 {
        assert_eq!(client.post(&path, &[("password", "wrong")]).await.status, 422);
    }
    let slowed = client.post(&path, &[("password", NEW_PASSWORD)]).await;
    assert!(slowed.status == 429 && slowed.header("retry-after").is_some());
    let credentials = [("email", "yanka@akno.example"), ("password", NEW_PASSWORD)];
    assert_eq!(client.post("/sign-in", &credentials).await.status, 429, "they are counted together");
    portal.clock.advance(Duration::minutes(2));
    assert_eq!(client.post(&path, &[("password", NEW_PASSWORD)]).await.status, 303);
    assert_eq!(portal.client().post("/sign-in", &credentials).await.status, 303, "not slowed any more");
}

#[tokio::test]
async fn a_link_to_confirm_pressed_many_times_at_once_works_once() {
    let portal = Portal::start().await;
    sign_up(&mut portal.client(), "Янка", "yanka@akno.example", NEW_PASSWORD).await;
    let path = link(&mail_to(&portal, "yanka@akno.example").await.unwrap(), "/confirm-email/");
    let presses: Vec<_> = (0..4)
        .map(|_| {
            let (mut client, path) = (portal.client(), path.clone());
            tokio::spawn(async move { client.post(&path, &[("password", NEW_PASSWORD)]).await.status })
        })
        .collect();
    assert_eq!(done_of(presses).await, 1);
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

#[tokio::test]
async fn links_of_strangers_and_old_links_open_nothing() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    sign_up(&mut client, "Янка", "yanka@akno.example", NEW_PASSWORD).await;
    let confirm = link(&mail_to(&portal, "yanka@akno.example").await.unwrap(), "/confirm-email/");
    let token = confirm.rsplit('/').next().unwrap().to_owned();
    // A link for one purpose is none for another.
    assert_eq!(client.get(&format!("/password/reset/{token}")).await.status, 404);
    let answer = client.post(&format!("/password/reset/{token}"), &[("password", NEW_PASSWORD)]).await;
    assert_eq!(answer.status, 404);
    for wrong in ["x", "%00", "%F0%9F%92%A5", "..%2f..%2faccount", &"a".repeat(5000), "'%20OR%201=1--"] {
        assert_eq!(client.get(&format!("/confirm-email/{wrong}")).await.status, 404, "{wrong}");
        assert_eq!(client.post(&format!("/confirm-email/{wrong}"), &[]).await.status, 404, "{wrong}");
        assert_eq!(client.get(&format!("/password/reset/{wrong}")).await.status, 404, "{wrong}");
        assert_eq!(
            client.post(&format!("/password/reset/{wrong}"), &[("password", NEW_PASSWORD)]).await.status,
            404,
            "{wrong}"
        );
    }
    portal.clock.advance(Duration::hours(25));
    assert_eq!(client.get(&confirm).await.status, 404);
    let late = client.post(&confirm, &[]).await;
    assert_eq!(late.status, 404);
    assert!(late.text_of("main").contains("Ссылка больше не действует"));

    let again = client.post("/confirm-email", &[("email", "yanka@akno.example")]).await;
    assert_eq!((again.status, again.location()), (303, "/sign-up/sent"));
    let fresh = link(&mail_to(&portal, "yanka@akno.example").await.unwrap(), "/confirm-email/");
    assert_eq!(client.post(&fresh, &[("password", NEW_PASSWORD)]).await.status, 303);
}

#[tokio::test]
async fn asking_for_the_mail_again_says_nothing_about_anybody() {
    let portal = Portal::start().await;
    let mut client = portal.client().with_header("accept-language", "en");
    for address in [email("elena"), "nobody@akno.example".into()] {
        let answer = client.post("/confirm-email", &[("email", &address)]).await;
        assert_eq!((answer.status, answer.location()), (303, "/sign-up/sent"));
    }
    assert_eq!(mails(&portal).await, 0, "there is nothing to confirm");
    let wrong = client.post("/confirm-email", &[("email", "x")]).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.attribute("#email", "value").as_deref(), Some("x"));
}

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

mod command_line {
    use super::*;
    use crate::support::portal::{COMPANY, offices};
    use akno::accounts::{NewMandate, NewUser, add_mandate, add_user};
    use clap::Parser;

    #[derive(Parser)]
    struct User {
        #[command(flatten)]
        user: NewUser,
    }

    #[derive(Parser)]
    struct Mandate {
        #[command(flatten)]
        mandate: NewMandate,
    }

    async fn user(portal: &Portal, words: &[&str]) -> Result<String, String> {
        let parsed = User::try_parse_from(["add"].iter().chain(words)).map_err(|error| error.to_string())?;
        add_user(&portal.state.db, &portal.clock, parsed.user).await.map_err(|error| error.to_string())
    }

    async fn mandate(portal: &Portal, words: &[&str]) -> Result<String, String> {
        let parsed = Mandate::try_parse_from(["mandate"].iter().chain(words)).map_err(|error| error.to_string())?;
        add_mandate(&portal.state.db, &portal.clock, parsed.mandate).await.map_err(|error| error.to_string())
    }

    #[tokio::test]
    async fn a_clerk_is_added_and_chooses_a_password_by_the_printed_link() {
        let portal = Portal::start().await;
        let office = offices()[1].to_string();
        let words = ["--email", "Vera@akno.example", "--name", "Вера Гайко", "--role", "clerk", "--office", &office];
        let said = user(&portal, &words).await.unwrap();
        let link = said.split_whitespace().last().unwrap();
        let mut client = portal.client();
        assert_eq!(client.post("/sign-in", &[("email", "vera@akno.example"), ("password", "none")]).await.status, 422);
        assert_eq!(client.post(link, &[("password", NEW_PASSWORD)]).await.status, 303);
        let answer = client.post("/sign-in", &[("email", "vera@akno.example"), ("password", NEW_PASSWORD)]).await;
        assert_eq!(answer.location(), "/office");
        assert!(user(&portal, &words).await.unwrap_err().starts_with("--email: "), "not twice");
    }

    #[tokio::test]
    async fn what_makes_no_account_is_said_with_the_words_name() {
        let portal = Portal::start().await;
        for (words, at) in [
            (["--email", "x", "--name", "Вера", "--role", "entrepreneur"].as_slice(), "--email"),
            (&["--email", "v@x.example", "--name", "1", "--role", "entrepreneur"], "--name"),
            (&["--email", "v@x.example", "--name", "Вера", "--role", "king"], "--role"),
            (&["--email", "v@x.example", "--name", "Вера", "--role", "clerk"], "--office"),
            (&["--email", "v@x.example", "--name", "Вера", "--role", "clerk", "--office", "1"], "--office"),
            (&["--email", "v@x.example", "--name", "Вера", "--role", "entrepreneur", "--office", "7121"], "--office"),
        ] {
            let error = user(&portal, words).await.unwrap_err();
            assert!(error.contains(at), "{words:?}: {error}");
        }
    }

    #[tokio::test]
    async fn a_right_to_act_is_given_for_its_time() {
        let portal = Portal::start().await;
        let (unp, oleg) = (COMPANY.to_string(), email("oleg"));
        let words =
            ["--email", &oleg, "--unp", &unp, "--scope", "prepare", "--from", "2026-01-01", "--until", "2026-01-31"];
        mandate(&portal, &words).await.unwrap();
        let page = portal.signed_in("oleg").await.get("/account?lang=en").await;
        let row = page.all("tbody tr").into_iter().find(|row| row.contains("Prepare applications")).unwrap();
        assert!(row.contains("from 1 January 2026 to 31 January 2026 Ended"), "{row}");
        for (place, value, at) in [
            (1, "x@akno.example", "--email"),
            (3, "700000019", "--unp"),
            (3, "790123461", "--unp"),
            (5, "owner", "--scope"),
            (7, "soon", "--from"),
            (9, "2025-12-31", "--until"),
        ] {
            let mut wrong = words.to_vec();
            wrong[place] = value;
            let error = mandate(&portal, &wrong).await.unwrap_err();
            assert!(error.contains(at), "{value}: {error}");
        }
        let recorded =
            portal.read(|conn| audit::table.filter(audit::action.eq("gave-mandate")).count().get_result::<i64>(conn));
        assert_eq!(recorded.await, 1);
    }
}
