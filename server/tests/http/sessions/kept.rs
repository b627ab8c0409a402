//! A form sent after its session ended is kept over the sign-in.

use crate::support::client::{Answer, encode};
use crate::support::portal::{COMPANY, PASSWORD, Portal, email};
use chrono::Duration;

/// The hidden fields of a page's form, as it would send them.
fn hidden(answer: &Answer, action: &str) -> Vec<(String, String)> {
    let page = scraper::Html::parse_document(&answer.body);
    let inputs = scraper::Selector::parse(&format!("form[action='{action}'] input[type=hidden]")).unwrap();
    page.select(&inputs)
        .map(|i| (i.value().attr("name").unwrap().to_owned(), i.value().attr("value").unwrap_or("").to_owned()))
        .collect()
}

fn with<'a>(fields: &'a [(String, String)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).chain(more.iter().copied()).collect()
}

const TYPED: [(&str, &str); 4] = [
    ("address_street", "Ленинская \"><script>alert(1)</script>"),
    ("address_note", "дзве\r\nстрокі & 100 % = +1"),
    ("twice", "1"),
    ("twice", "2"),
];

#[tokio::test]
async fn a_form_sent_after_the_session_ended_loses_nothing() {
    let portal = Portal::start().await;
    let mut client = portal.signed_in("elena").await;
    portal.clock.advance(Duration::hours(13));
    let path = "/applications/0195a2c8-0000-7000-8000-000000000000/steps/address?x=1";
    let refused = client.post(path, &TYPED).await;
    assert_eq!(refused.status, 401);
    assert!(!refused.body.contains("<script>alert"));
    let carried = hidden(&refused, "/sign-in");
    assert_eq!(carried[0], ("kept_action".to_owned(), path.to_owned()));

    // A wrong password, and a wait after too many, keep it too.
    let wrong = client.post("/sign-in", &with(&carried, &[("email", &email("elena")), ("password", "wrong")])).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(hidden(&wrong, "/sign-in"), carried);

    let right = client.post("/sign-in", &with(&carried, &[("email", &email("elena")), ("password", PASSWORD)])).await;
    assert_eq!(right.status, 200);
    assert!(client.cookie("akno").is_some());
    let sent_on: Vec<(String, String)> = TYPED.iter().map(|(n, v)| (n.to_string(), v.to_string())).collect();
    let shown: Vec<(String, String)> =
        hidden(&right, path).into_iter().map(|(n, v)| (n, v.replace("\r\n", "\n").replace('\n', "\r\n"))).collect();
    assert_eq!(shown, sent_on);
    assert_eq!(right.all("main button").len(), 1);
    assert!(!right.body.contains("<script>alert"));
}

#[tokio::test]
async fn what_was_kept_goes_where_it_was_going() {
    let portal = Portal::start().await;
    let mut client = portal.signed_in("elena").await;
    portal.clock.advance(Duration::hours(13));
    let path = "/services/change-of-location/start";
    let unp = COMPANY.to_string();
    let refused = client.post(path, &[("unp", &unp)]).await;
    assert_eq!(refused.status, 401);
    let carried = hidden(&refused, "/sign-in");
    let again = client.post("/sign-in", &with(&carried, &[("email", &email("elena")), ("password", PASSWORD)])).await;
    let done = client.post(path, &with(&hidden(&again, path), &[])).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(done.location().starts_with("/applications/"), "{}", done.location());
}

#[tokio::test]
async fn only_forms_of_people_on_pages_of_the_portal_are_kept() {
    let portal = Portal::start().await;
    let path = "/applications/0195a2c8-0000-7000-8000-000000000000/steps/address";
    // Outside the portal nothing is sent.
    let fields = [
        ("email", email("elena")),
        ("password", PASSWORD.into()),
        ("kept", "a=b".into()),
        ("kept_action", "//evil.example".into()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    assert_eq!(portal.client().post("/sign-in", &fields).await.status, 303);
    // Programs are told, not shown a page.
    let answer = portal.client().with_header("accept", "application/json").post(path, &TYPED).await;
    assert_eq!((answer.status, answer.header("content-type")), (401, Some("application/problem+json")));
    // What is no form is not kept.
    let answer = portal.client().send("POST", path, Some("application/json"), b"{}".to_vec()).await;
    assert_eq!(answer.status, 401);
    assert!(hidden(&answer, "/sign-in").is_empty());
    let answer = portal.client().send("POST", path, Some("application/x-www-form-urlencoded"), vec![0xff, 0xfe]).await;
    assert_eq!(answer.status, 400);
    // A form of another site is refused before it is looked at.
    let mut evil =
        portal.client().with_header("origin", "https://evil.example").with_header("sec-fetch-site", "cross-site");
    let answer = evil.post(path, &TYPED).await;
    assert!(answer.status == 400 || answer.status == 403, "{}", answer.status);
    // A page that is only read leads to the sign-in and back.
    assert_eq!(portal.client().get(path).await.location(), format!("/sign-in?return_to={path}"));
}

#[tokio::test]
async fn a_page_that_keeps_a_form_has_no_link_that_would_lose_it() {
    let portal = Portal::start().await;
    let mut anyone = portal.client();
    assert_eq!(anyone.get("/sign-in").await.all(".langs a").len(), 3);
    let kept = anyone.post("/applications/x/steps/street", &[("street", "Оршанская")]).await;
    assert_eq!((kept.status, kept.all(".langs a").len()), (401, 0));
}

#[tokio::test]
async fn the_largest_form_fits_through_the_sign_in_and_a_larger_one_is_refused() {
    let portal = Portal::start().await;
    let path = "/applications/0195a2c8-0000-7000-8000-000000000000/steps/address";
    let text = "ю".repeat(43_600);
    let body = format!("a={}", encode(&text));
    assert!(body.len() > 255 * 1024 && body.len() <= 256 * 1024);
    let form = Some("application/x-www-form-urlencoded");
    let mut client = portal.client();
    let refused = client.send("POST", path, form, body.into_bytes()).await;
    assert_eq!(refused.status, 401);
    let carried = hidden(&refused, "/sign-in");
    let again = client.post("/sign-in", &with(&carried, &[("email", &email("elena")), ("password", PASSWORD)])).await;
    assert_eq!(again.status, 200);
    assert_eq!(hidden(&again, path), [("a".to_owned(), text)]);
    let answer = client.clone().send("POST", path, form, vec![b'a'; 256 * 1024 + 1]).await;
    assert!((400..500).contains(&answer.status), "{}", answer.status);
    let answer = portal.client().send("POST", path, form, vec![b'a'; 256 * 1024 + 1]).await;
    assert_eq!(answer.status, 413);
}
