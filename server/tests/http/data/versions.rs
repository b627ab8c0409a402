//! Versions of a set, and what leads from one to another.

use super::{json, published};
use crate::support::portal::COMPANY;
use akno::publishing;
use sha2::Digest;

#[tokio::test(flavor = "multi_thread")]
async fn publishing_twice_changes_nothing_and_a_change_makes_a_version() {
    let portal = published(false).await;
    let publish = || publishing::publish(&portal.state.db, &portal.clock, &portal.var_dir, false);
    let again = publish().await.unwrap();
    assert_eq!((again.sets, again.published), (10, 0));
    let rename = |conn: &mut akno::store::AnyConn| {
        use akno::store::schema::companies::dsl::*;
        use diesel::prelude::*;
        diesel::update(companies.find(COMPANY)).set(name.eq("Новое <имя>")).execute(conn)
    };
    portal.state.db.write(move |conn| Ok::<_, akno::failure::Failure>(rename(conn)?)).await.unwrap();
    assert_eq!(publish().await.unwrap().published, 1, "entities alone changed");
    let mut client = portal.client();
    let before = client.get("/data/entities/1/entities.csv").await;
    let now = client.get("/data/entities/latest/entities.csv").await;
    assert!(before.body.contains("Ёлка-Ўсход") && !before.body.contains("Новое"), "{}", before.body);
    assert!(now.body.contains("Новое <имя>"));
    assert_eq!(now.header("content-location"), Some("/data/entities/2/entities.csv"));
    assert_eq!(client.get("/data/entities/3/entities.csv").await.status, 404);
    assert!(client.get("/data/entities").await.body.contains("/data/entities/1/entities.csv"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delta_leads_from_any_version_to_any_other() {
    let portal = published(false).await;
    for new_name in ["Второе имя", "Трэцяе, \"імя\""] {
        let rename = move |conn: &mut akno::store::AnyConn| {
            use akno::store::schema::companies::dsl::*;
            use diesel::prelude::*;
            diesel::update(companies.find(COMPANY)).set(name.eq(new_name)).execute(conn)
        };
        portal.state.db.write(move |conn| Ok::<_, akno::failure::Failure>(rename(conn)?)).await.unwrap();
        publishing::publish(&portal.state.db, &portal.clock, &portal.var_dir, false).await.unwrap();
    }
    let mut client = portal.client();
    let versions = json(&client.get("/data/entities/versions.json").await.body)["versions"].as_array().unwrap().clone();
    assert_eq!(versions.len(), 3);
    for (from, to) in [(1, 2), (2, 3), (1, 3), (3, 1), (2, 2)] {
        let old = client.get(&format!("/data/entities/{from}/entities.csv")).await.bytes;
        let delta = client.get(&format!("/data/entities/{to}/entities-from-{from}.csv")).await;
        assert_eq!(delta.status, 200, "{}", delta.body);
        let mut made = Vec::new();
        opendata::delta::apply(&old[..], &delta.bytes[..], &mut made).unwrap();
        let hash: String = sha2::Sha256::digest(&made).iter().map(|byte| format!("{byte:02x}")).collect();
        let told = versions.iter().find(|version| version["version"] == to).unwrap();
        assert_eq!(Some(hash.as_str()), told["sha256"].as_str(), "{from} to {to}");
        assert_eq!(delta.header("x-result-sha256"), Some(hash.as_str()));
        let again = client.clone().with_header("if-none-match", delta.header("etag").unwrap());
        let again = again.clone().get(&format!("/data/entities/{to}/entities-from-{from}.csv")).await;
        assert_eq!((again.status, again.bytes.len()), (304, 0));
    }
    let newest = client.get("/data/entities/latest/entities-from-1.csv").await;
    assert_eq!(newest.header("content-location"), Some("/data/entities/3/entities-from-1.csv"));
    assert!(client.get("/data/entities").await.body.contains("/data/entities/3/entities-from-2.csv"));
    for path in [
        "9/entities-from-1.csv",
        "2/entities-from-9.csv",
        "2/entities-from-01.csv",
        "2/entities-from-.csv",
        "2/other-from-1.csv",
    ] {
        assert_eq!(client.get(&format!("/data/entities/{path}")).await.status, 404, "{path}");
    }
    let left: Vec<_> = std::fs::read_dir(portal.var_dir.join("data/making")).unwrap().collect();
    assert!(left.is_empty(), "nothing stays on the bench: {left:?}");
}
