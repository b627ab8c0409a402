//! What programs find, and what is suggested while somebody types.

use super::portal;
use crate::support::client::{Client, encode};
use crate::support::portal::PROPRIETOR;
use serde_json::{Value, json};

/// The numbers that programs find, page by page.
async fn asked(client: &mut Client, query: &str, limit: usize) -> (Vec<String>, Value) {
    let (mut unps, mut cursor, mut last) = (Vec::new(), String::new(), Value::Null);
    for _ in 0..50 {
        let answer = client.get(&format!("/api/v1/companies?limit={limit}&{query}{cursor}")).await;
        assert_eq!(answer.status, 200, "{query}: {}", answer.body);
        last = serde_json::from_str(&answer.body).unwrap();
        let page = last["companies"].as_array().unwrap();
        unps.extend(page.iter().map(|company| company["unp"].as_str().unwrap().to_owned()));
        match last["cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    (unps, last)
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_find_what_the_page_finds() {
    let portal = portal().await;
    let mut client = portal.client();
    for (typed, unp) in [
        ("mogilevselmash", "600032395"),
        ("belaya khutora", "390185783"),
        ("komfort plus", "100582333"),
        ("Жук Пётр", "491038130"),
        ("3901", "390185783"),
    ] {
        let (unps, body) = asked(&mut client, &format!("q={}", encode(typed)), 20).await;
        assert!(unps.iter().any(|found| found == unp), "{typed}: {unps:?}");
        assert!(body.get("corrected").is_none() && body.get("incomplete").is_none(), "{body}");
    }
    let (unps, body) = asked(&mut client, &format!("q={}", encode("Могилевселмаж")), 20).await;
    assert_eq!((unps, &body["corrected"]), (vec!["600032395".to_owned()], &json!(true)), "a typo, and told so");
    // In pages of one: each once and in the order of one page.
    let question = format!("q={}", encode("общество"));
    let (whole, _) = asked(&mut client, &question, 100).await;
    assert!(whole.len() >= 5);
    assert_eq!(asked(&mut client, &question, 1).await.0, whole);
    let (left, _) = asked(&mut client, &format!("{question}&status=in_liquidation&kind=legal_entity"), 20).await;
    assert!(left.len() < whole.len() && left.iter().all(|unp| whole.contains(unp)), "{left:?}");
    let (none, _) = asked(&mut client, &format!("{question}&kind=sole_proprietor"), 20).await;
    assert!(none.is_empty(), "{none:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn suggestions_are_the_first_of_what_the_search_finds_and_nothing_personal() {
    let portal = portal().await;
    let mut client = portal.client().with_header("accept-language", "en");
    let mut suggested = async |typed: &str| -> Vec<Value> {
        let answer = client.get(&format!("/register/suggestions?q={}", encode(typed))).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")), "{typed:.40}");
        let body: Value = serde_json::from_str(&answer.body).unwrap();
        body["suggestions"].as_array().unwrap().clone()
    };
    let found = suggested("mogilevs").await;
    assert_eq!(found[0]["href"], "/register/600032395", "{found:?}");
    assert!(found[0]["note"].as_str().unwrap().contains("600032395"), "{found:?}");
    assert_eq!(suggested("600032395").await[0]["href"], "/register/600032395");
    assert!(suggested("ооо").await.len() <= 8);
    for nothing in ["", " ", "a", "«»", "\0", "нетакойфирмынигде"] {
        assert!(suggested(nothing).await.is_empty(), "{nothing:?}");
    }
    for hostile in ["'; DROP TABLE companies;--", "%", "*", "\"x\" OR 1=1", &"ё".repeat(2_000), "\u{202e}ооо\0"] {
        assert!(suggested(hostile).await.len() <= 8);
    }
    let proprietor = suggested(&PROPRIETOR.to_string()).await;
    let text = serde_json::to_string(&proprietor).unwrap();
    assert!(text.contains(&PROPRIETOR.to_string()) && !text.contains("ул."), "{text}");
    for odd in ["", "?q", "?q=%FF", "?q=ab&q=cd&x=1"] {
        assert!(portal.client().get(&format!("/register/suggestions{odd}")).await.status < 500, "{odd}");
    }
    for page in ["/", "/register"] {
        let page = portal.client().get(page).await;
        assert!(page.all("main input[data-suggest='/register/suggestions'][name=q]").len() == 1);
    }
}
