//! Nothing personal is published, and nothing is kept of whoever downloads.

use super::{json, published};
use crate::support::portal::{COMPANY, PROPRIETOR};
use serde_json::Value;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_personal_stays_in_the_register() {
    let portal = published(false).await;
    let mut client = portal.client();
    let addresses = client.get("/data/addresses/latest/addresses.csv").await.body;
    assert!(addresses.contains("Ленинская") && addresses.contains(&COMPANY.to_string()));
    assert!(!addresses.contains("Тайная") && !addresses.contains(&PROPRIETOR.to_string()), "{addresses}");
    // Every set there is, by each way that gives its rows in words.
    let sets = json(&client.get("/api/3/action/package_list").await.body)["result"].as_array().unwrap().clone();
    assert_eq!(sets.len(), 10);
    for set in sets.iter().filter_map(Value::as_str) {
        for path in [
            format!("/data/{set}/latest/{set}.json"),
            format!("/data/{set}"),
            format!("/api/v1/data/{set}/rows?limit=10000"),
            format!("/datastore/dump/{set}-csv?format=csv"),
        ] {
            let answer = client.get(&path).await;
            assert_eq!(answer.status, 200, "{path}");
            for personal in ["Тайная", "5-55-55"] {
                assert!(!answer.body.contains(personal), "{personal} in {path}");
            }
        }
        let hidden = crate::support::client::encode("Тайная");
        let found = json(&client.get(&format!("/api/v1/data/{set}/rows?q={hidden}")).await.body);
        assert_eq!(found["total"], 0, "{set}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn downloads_are_counted_by_day_without_anybodys_name() {
    let portal = published(false).await;
    let mut client = portal.client();
    let file = "/data/entities/latest/entities.csv";
    client.get(file).await;
    client.get("/data/entities/1/entities.csv").await;
    client.send("HEAD", file, None, Vec::new()).await;
    portal.client().with_header("Range", "bytes=5-9").get(file).await;
    portal.client().with_header("Range", "bytes=0-9").get("/data/entities/latest/entities.parquet").await;
    akno::http::data::usage::write(&portal.state).await.unwrap();
    let today = portal.clock.today();
    let csv = client.get("/data/entities/usage.csv").await.body;
    assert_eq!(csv, format!("day,format,downloads\r\n{today},csv,2\r\n{today},parquet,1\r\n"));
    client.get(file).await;
    akno::http::data::usage::write(&portal.state).await.unwrap();
    assert!(client.get("/data/entities/usage.csv").await.body.contains("csv,3"));
    let page = client.get("/data/entities?lang=en").await;
    assert!(page.body.contains("30 days: 4, in all: 4"), "the page tells them");
    assert_eq!(client.get("/data/nothing/usage.csv").await.status, 404);
}
