//! Descriptions of the sets in the languages of programs.

use super::{json, published};
use crate::support::portal::Portal;

#[tokio::test(flavor = "multi_thread")]
async fn descriptions_follow_suffix_and_accept() {
    let portal = published(false).await;
    let mut client = portal.client();
    let accept = |kind: &str| portal.client().with_header("accept", kind);
    let turtle = client.get("/data/entities.ttl").await.body;
    assert!(turtle.contains("hexBinary") && turtle.contains("dct:accrualPeriodicity"), "{turtle}");
    assert!(!client.get("/data/entities.ttl?profile=udata").await.body.contains("hexBinary"));
    let negotiated = accept("text/turtle").get("/data/entities").await;
    assert_eq!(negotiated.body, turtle);
    assert!(negotiated.header("vary").unwrap().contains("Accept"));
    let browser = accept("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8").get("/data/entities").await;
    assert_eq!(browser.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(accept("application/rdf+xml").get("/catalog").await.body.starts_with("<?xml"));
    let linked = json(&client.get("/data/entities.jsonld").await.body);
    assert_eq!(linked["@context"]["dcat"], "http://www.w3.org/ns/dcat#");
    let package = json(&client.get("/data/entities/datapackage.json").await.body);
    assert_eq!(package["resources"].as_array().map(Vec::len), Some(6));
    assert!(package["resources"][0]["hash"].as_str().unwrap().starts_with("sha256:"));
    let croissant = json(&client.get("/data/entities/croissant.json").await.body);
    assert_eq!(croissant["conformsTo"], "http://mlcommons.org/croissant/1.0");
    assert_eq!(croissant["recordSet"][0]["field"][0]["source"]["extract"]["column"], "unp");
    let ods = client.get("/data/entities/latest/entities.ods").await;
    assert_eq!(ods.header("content-type"), Some("application/vnd.oasis.opendocument.spreadsheet"));
    assert_eq!(&ods.bytes[30..38], b"mimetype");
    let page = client.get("/data/entities").await;
    assert!(page.body.contains("405 из 405"), "{}", page.body);
    let csvw = client.get("/data/entities/csv-metadata.json").await;
    assert_eq!(csvw.header("content-type"), Some("application/csvm+json"));
    assert_eq!(json(&csvw.body)["tableSchema"]["columns"][0]["name"], "unp");
    assert!(client.get("/data/entities/meta.csv").await.body.contains("periodicity,daily"));
    for path in ["/data/feed.atom", "/data/entities/feed.atom", "/councils/7101/feed.atom"] {
        let feed = client.get(path).await;
        assert_eq!(feed.header("content-type"), Some("application/atom+xml; charset=utf-8"), "{path}");
        assert!(feed.body.contains("<feed") && feed.body.contains("rel=\"self\""));
    }
    assert!(client.get("/sitemap.xml").await.body.contains("/data/entities</loc>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_a_description_or_a_feed_already_is_told_so_and_gets_it_not_again() {
    let portal = published(false).await;
    for path in [
        "/data/feed.atom",
        "/register/notices.atom",
        "/catalog.ttl",
        "/catalog.jsonld",
        "/catalog.rdf",
        "/data/entities.ttl",
        "/data/entities/feed.atom",
        "/data/entities/datapackage.json",
        "/data/entities/csv-metadata.json",
        "/data/entities/meta.csv",
        "/api/v1/data/entities/openapi.json",
    ] {
        let first = portal.client().get(path).await;
        let tag = first.header("etag").unwrap_or_else(|| panic!("{path} has no tag"));
        let again = portal.client().with_header("if-none-match", tag).get(path).await;
        assert_eq!((again.status, again.bytes.len(), again.header("etag")), (304, 0, Some(tag)), "{path}");
        assert_eq!(again.header("vary"), first.header("vary"), "{path}");
        let other = portal.client().with_header("if-none-match", "W/\"other\"").get(path).await;
        assert_eq!((other.status, other.body), (200, first.body.clone()), "{path}");
    }
    let russian = portal.client().get("/data/feed.atom?lang=ru").await;
    let english = portal.client().get("/data/feed.atom?lang=en").await;
    assert_ne!(russian.header("etag"), english.header("etag"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_without_sets_says_the_same_an_hour_later() {
    let portal = Portal::start().await;
    for path in ["/data/feed.atom", "/councils/7121/feed.atom"] {
        let first = portal.client().get(path).await;
        let tag = first.header("etag").unwrap_or_else(|| panic!("{path} has no tag"));
        portal.clock.advance(chrono::Duration::hours(1));
        let again = portal.client().with_header("if-none-match", tag).get(path).await;
        assert_eq!((first.status, again.status), (200, 304), "{path}");
    }
}
