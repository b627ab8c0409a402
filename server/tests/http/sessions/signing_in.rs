//! The form of the sign-in: who gets in, and where to.

use super::try_in;
use crate::support::portal::{PASSWORD, Portal, email};

#[tokio::test]
async fn the_right_password_leads_to_ones_work_or_back_to_where_one_was() {
    let portal = Portal::start().await;
    assert_eq!(try_in(&mut portal.client(), "elena", PASSWORD).await.location(), "/applications");
    assert_eq!(try_in(&mut portal.client(), "clerk0", PASSWORD).await.location(), "/office");
    assert_eq!(try_in(&mut portal.client(), "supervisor", PASSWORD).await.location(), "/office");
    for (return_to, expected) in [
        ("/services/change-of-location/start", "/services/change-of-location/start"),
        ("/register?q=лён", "/register?q=лён"),
        ("/office", "/applications"),
        ("//evil.example", "/applications"),
        ("https://evil.example/", "/applications"),
        ("/\\evil.example", "/applications"),
        ("/\u{0}", "/applications"),
        ("", "/applications"),
    ] {
        let fields = [("email", email("elena")), ("password", PASSWORD.into()), ("return_to", return_to.into())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = portal.client().post("/sign-in", &fields).await;
        assert_eq!(answer.status, 303, "{return_to}");
        let location = percent_decoded(answer.location());
        assert_eq!(location, expected, "{return_to}");
    }
}

fn percent_decoded(text: &str) -> String {
    form_urlencoded::parse(format!("x={}", text.replace('+', "%2B")).as_bytes()).next().unwrap().1.into_owned()
}

#[tokio::test]
async fn an_address_is_recognised_in_any_case() {
    let portal = Portal::start().await;
    let answer = portal.client().post("/sign-in", &[("email", " Elena@AKNO.example "), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 303);
}

#[tokio::test]
async fn hostile_forms_are_answered_and_never_break_anything() {
    let portal = Portal::start().await;
    let mut client = portal.client().with_header("accept-language", "en");
    let empty = client.post("/sign-in", &[]).await;
    assert_eq!(empty.status, 422);
    assert_eq!(empty.all("#error-summary a"), ["Enter your email address", "Enter a password"]);
    assert_eq!(empty.attribute("#error-summary a", "href").as_deref(), Some("#email"));
    for (address, password, status) in [
        ("\u{0}", "x", 422),
        ("a\u{0}@x.example", "x", 422),
        ("a@x.example\r\nBcc: b@x.example", "x", 422),
        ("<script>alert(1)</script>@x.example", "x", 422),
        ("' OR 1=1 --", "x", 422),
        ("elena@akno.example", "\u{0}", 422),
        ("elena@akno.example", "💥\u{202e}", 422),
    ] {
        let answer = client.post("/sign-in", &[("email", address), ("password", password)]).await;
        assert_eq!(answer.status, status, "{address:?}");
        assert!(!answer.body.contains("<script>alert"), "{address:?}");
    }
    let form = Some("application/x-www-form-urlencoded");
    let huge = format!("email={}&password=x", "a".repeat(900_000));
    assert_eq!(client.send("POST", "/sign-in", form, huge.into_bytes()).await.status, 413);
    let long = format!("email=elena%40akno.example&password={}", "a".repeat(200_000));
    assert_eq!(client.send("POST", "/sign-in", form, long.into_bytes()).await.status, 422);
    for body in ["email=a&email=b&password=x", "%%%", "email=%ff%fe&password=x", "=", "&&&&"] {
        let answer = client.send("POST", "/sign-in", form, body.as_bytes().to_vec()).await;
        assert!((400..500).contains(&answer.status), "{body}: {}", answer.status);
    }
    for media_type in [Some("application/json"), Some("multipart/form-data; boundary=x"), Some("text/plain"), None] {
        let answer = client.send("POST", "/sign-in", media_type, b"{\"email\":\"x\"}".to_vec()).await;
        assert_eq!(answer.status, 400, "{media_type:?}");
        assert!(answer.text_of("h1").contains("form"), "a page says what to do");
    }
    assert_eq!(client.get("/sign-in?return_to=%00&notice=%3Cscript%3E&return_to=x").await.status, 200);
}

#[tokio::test]
async fn a_form_from_another_site_signs_nobody_in() {
    let portal = Portal::start().await;
    let mut client =
        portal.client().with_header("origin", "https://evil.example").with_header("sec-fetch-site", "cross-site");
    let answer = try_in(&mut client, "elena", PASSWORD).await;
    assert!((400..500).contains(&answer.status), "{}", answer.status);
    assert_eq!(client.cookie("akno"), None);
}

#[tokio::test]
async fn who_is_signed_in_already_goes_straight_back() {
    let portal = Portal::start().await;
    let mut client = portal.signed_in("elena").await;
    assert_eq!(client.get("/sign-in?return_to=/account").await.location(), "/account");
    let page = client.get("/sign-in?lang=en").await;
    assert!(page.text_of(".note-title").contains("You are signed in as Елена Ковалёва"));
}
