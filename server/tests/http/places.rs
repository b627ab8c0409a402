//! `/places/settlements` and `/places/streets`.

use crate::support::client::{Client, encode};
use crate::support::portal::{Portal, offices};
use serde_json::Value;

async fn names(client: &mut Client, path: &str) -> Vec<String> {
    let answer = client.get(path).await;
    assert_eq!(answer.status, 200, "{path}");
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("cache-control"), Some("public, max-age=300"));
    let body: Value = serde_json::from_str(&answer.body).unwrap();
    let all = body["suggestions"].as_array().unwrap();
    assert!(all.len() <= 10, "{path}");
    all.iter().map(|one| format!("{} {}", one["kind"].as_str().unwrap(), one["name"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn settlements_begin_as_typed_and_lie_in_the_area() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    let [shklov, leninsky, _] = offices();
    let path = |typed: &str, area: i32| format!("/places/settlements?q={}&area={area}", encode(typed));
    assert_eq!(names(&mut client, &path("шкл", shklov)).await, ["г. Шклов"]);
    assert_eq!(names(&mut client, &path("ШКЛ", leninsky)).await, [""; 0]);
    assert_eq!(names(&mut client, &path("магі", leninsky)).await, [""; 0], "the register's names are Russian");
    assert_eq!(names(&mut client, &path("Мог", leninsky)).await, ["г. Могилёв"]);
    assert_eq!(names(&mut client, &format!("/places/settlements?q={}", encode("могилев"))).await, ["г. Могилёв"]);
    assert!(names(&mut client, &path("", shklov)).await.len() > 5);
}

#[tokio::test]
async fn streets_come_from_the_addresses_of_legal_entities_alone() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    let path = |typed: &str, settlement: &str| {
        format!("/places/streets?q={}&settlement={}", encode(typed), encode(settlement))
    };
    assert_eq!(names(&mut client, &path("лен", "Шклов")).await, ["ул. Ленинская"]);
    assert_eq!(names(&mut client, &path("", "шклов")).await, ["ул. Ленинская", "ул. Советская"]);
    assert_eq!(names(&mut client, &path("лен", "Быхов")).await, [""; 0]);
    assert_eq!(names(&mut client, &path("тай", "Шклов")).await, [""; 0], "a sole proprietor's address is personal");
    assert_eq!(names(&mut client, &format!("/places/streets?q={}", encode("сов"))).await, ["ул. Советская"]);
}

#[tokio::test]
async fn nothing_that_can_be_typed_breaks_the_suggestions() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    let long = "ё".repeat(8_000);
    for typed in ["%", "_%_", "' OR 1=1", "\0", "🙂", "\u{202e}", "\"", long.as_str()] {
        for path in ["/places/settlements?q=", "/places/streets?settlement=x&q=", "/places/streets?q=a&settlement="] {
            let answer = client.get(&format!("{path}{}", encode(typed))).await;
            assert_eq!(answer.status, 200, "{path}{typed:?}");
        }
    }
    for raw in [
        "settlements",
        "streets",
        "settlements?area=x",
        "streets?area=99999999999999&q=%ff",
        "settlements?q=a&q=b&area=",
    ] {
        assert_eq!(client.get(&format!("/places/{raw}")).await.status, 200, "{raw}");
    }
}
