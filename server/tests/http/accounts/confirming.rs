//! An address is confirmed by the link that was mailed to it, with the password that was chosen.

use super::{NEW_PASSWORD, done_of, link, mail_to, mails, sign_up};
use crate::support::portal::{Portal, email};
use chrono::Duration;

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
