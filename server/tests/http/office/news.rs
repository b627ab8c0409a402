//! `/office/news`: what a list would show now, for the page that has it open.

use super::{in_hands, take};
use crate::support::client::{Answer, Client};
use crate::support::journey;
use crate::support::portal::Portal;
use chrono::Duration;
use serde_json::Value;

fn cases(answer: &Answer) -> Vec<(String, i64)> {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let said: Value = serde_json::from_str(&answer.body).unwrap();
    let pairs = said["cases"].as_array().unwrap().iter();
    pairs.map(|pair| (pair[0].as_str().unwrap().to_owned(), pair[1].as_i64().unwrap())).collect()
}

/// Where the page itself would ask, and what it shows.
async fn opened(clerk: &mut Client, path: &str) -> (String, Vec<(String, i64)>) {
    let page = clerk.get(path).await;
    let asks = page.attribute("#news", "data-src").unwrap();
    assert!(page.attribute("#news a", "href").is_some_and(|href| href.starts_with("/office?tab=")));
    assert_eq!(page.text_of("#news [role=status]"), "", "without the script nothing is said");
    let shown = page.attribute("a[data-case]", "data-case").into_iter();
    let revision = page.attribute("a[data-case]", "data-revision").map(|text| text.parse().unwrap());
    (asks, shown.zip(revision).collect())
}

#[tokio::test]
async fn a_list_that_nothing_changed_is_told_as_the_page_shows_it_and_then_what_changed() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    let (asks, shown) = opened(&mut clerk, "/office?tab=mine&sort=-filed").await;
    assert_eq!(shown.len(), 1);
    assert_eq!(cases(&clerk.get(&asks).await), shown);
    clerk.post(&format!("/office/cases/{id}/release"), &[]).await;
    assert_eq!(cases(&clerk.get(&asks).await), [], "it left the list");
    take(&mut clerk, &id).await;
    let again = cases(&clerk.get(&asks).await);
    assert_eq!(again[0].0, id);
    assert_ne!(again, shown, "it is another than was shown");
    let (queue, none) = opened(&mut clerk, "/office?tab=queue").await;
    assert_eq!(none, []);
    let fresh = journey::id(&journey::filed(&portal, &mut elena).await);
    assert_eq!(cases(&clerk.get(&queue).await).first().map(|(id, _)| id), Some(&fresh));
}

#[tokio::test]
async fn it_is_for_clerks_alone_of_their_own_office_and_reads_any_address() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    assert_eq!(elena.get("/office/news?tab=mine").await.status, 404);
    let mut elsewhere = portal.signed_in("clerk1").await;
    assert_eq!(cases(&elsewhere.get("/office/news?tab=mine").await), []);
    for query in ["tab=x&page=-7", "page=99999999999999999999", "q=%00", "q='--", "clerk=%00&due=x", ""] {
        assert!(!cases(&clerk.get(&format!("/office/news?{query}")).await).iter().any(|(found, _)| *found == id));
    }
}

#[tokio::test]
async fn a_page_that_asks_by_itself_keeps_no_session_alive() {
    let portal = Portal::start().await;
    let (_, _, mut clerk) = in_hands(&portal).await;
    // Every ten minutes, longer than a session lasts without its person.
    for _ in 0..5 {
        portal.clock.advance(Duration::minutes(10));
        assert_eq!(clerk.get("/office/news?tab=mine").await.status, 200);
    }
    portal.clock.advance(Duration::minutes(11));
    assert_eq!(clerk.get("/office/news?tab=mine").await.status, 303, "the session is over");
    let mut reader = portal.signed_in("clerk0").await;
    for _ in 0..7 {
        portal.clock.advance(Duration::minutes(10));
        assert_eq!(reader.get("/office?tab=mine").await.status, 200, "whoever reads is at work");
    }
}
