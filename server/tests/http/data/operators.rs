//! Sets that the operator gives.

use super::{json, published};
use crate::support::portal::Portal;
use akno::publishing;

/// A passport and rows as the operator gives them, in a folder of the portal's.
fn given(portal: &Portal, rows: &str) -> (std::path::PathBuf, std::path::PathBuf) {
    let names = |text: &str| serde_json::json!({ "be": text, "ru": text, "en": text });
    let field = |name: &str, kind: &str| serde_json::json!({ "name": name, "kind": kind, "title": names(name), "required": true });
    let passport = serde_json::json!({
        "id": "wells", "title": names("Колодцы"), "about": names("Где они"), "theme": "soci", "keywords": [],
        "owner": { "code": null, "name": names("Оператор") }, "officer": names("Никто"),
        "contact": "wells@akno.example", "period": "once", "covers": ["2026-01-01", "2026-12-31"], "next_on": null,
        "area": names("Область"), "languages": ["ru"], "licence": "CC-BY-4.0", "synthetic": true,
        "schema": { "fields": [field("code", "integer"), field("name", "string"), field("kind", "string")], "key": ["code"] },
    });
    // The passport's types are the portal's own words.
    let passport = passport.to_string().replace("\"string\"", "\"text\"");
    std::fs::create_dir_all(&portal.var_dir).unwrap();
    let (one, other) = (portal.var_dir.join("passport.json"), portal.var_dir.join("rows.csv"));
    std::fs::write(&one, passport).unwrap();
    std::fs::write(&other, rows).unwrap();
    (one, other)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_set_of_the_operators_is_found_by_its_places_and_sent_whole() {
    let portal = Portal::start().await;
    let rows: String = (0..7_000)
        .map(|n| format!("{},\"Колодец «{n}», у дороги\",{}\r\n", n * 2, ["шахтный", "трубчатый", "=1+1"][n % 3]))
        .collect();
    let (passport, file) = given(&portal, &format!("code,name,kind\r\n{rows}"));
    let add = || publishing::given::publish(&portal.state.db, &portal.clock, &portal.var_dir, &passport, &file);
    assert_eq!(add().await.unwrap(), (publishing::Came::Published(1), 7_000));
    assert_eq!(add().await.unwrap(), (publishing::Came::Unchanged, 7_000));
    let mut client = portal.client();
    let base = "/api/v1/data/wells/rows";
    let one = json(&client.get(&format!("{base}?code=8000")).await.body);
    assert_eq!((one["total"].as_u64(), one["rows"][0]["_id"].as_u64()), (Some(1), Some(4_001)));
    assert_eq!(json(&client.get(&format!("{base}?code=8001")).await.body)["total"], 0);
    let kind = crate::support::client::encode("трубчатый");
    let many = json(&client.get(&format!("{base}?kind={kind}&limit=3&offset=1000")).await.body);
    assert_eq!((many["total"].as_u64(), many["rows"][0]["_id"].as_u64()), (Some(2_333), Some(3_002)));
    let next = many["next"].as_str().unwrap().split_once("/api/").unwrap().1.to_owned();
    assert_eq!(json(&client.get(&format!("/api/{next}")).await.body)["rows"][0]["_id"], 3_011);
    // Every row, byte for byte what is in the file; filtered, as lines, by columns.
    let whole = client.get("/data/wells/latest/wells.csv").await.body;
    assert_eq!(client.get(&format!("{base}?format=csv&limit=all")).await.body, whole);
    let filtered = client.get(&format!("{base}?format=csv&limit=all&kind={kind}&fields=kind,code")).await;
    assert_eq!((filtered.status, filtered.body.lines().count()), (200, 2_334));
    assert!(filtered.body.starts_with("kind,code\r\nтрубчатый,2\r\n"), "{}", &filtered.body[..80]);
    let lines = client.get(&format!("{base}?format=ndjson&limit=all&code.gte=13990")).await.body;
    assert_eq!(
        lines.lines().map(|line| json(line)["_id"].as_u64().unwrap()).collect::<Vec<_>>(),
        [6996, 6997, 6998, 6999, 7000]
    );
    let dump = client.get("/datastore/dump/wells-csv").await.body;
    assert_eq!((dump.lines().count(), dump.lines().next()), (7_001, Some("_id,code,name,kind")));
    assert!(dump.lines().last().is_some_and(|last| last.starts_with("7000,13998,")), "each row with its number");
    for wrong in
        ["limit=all", "limit=all&format=csv&sort=name", "limit=all&format=csv&offset=5", "limit=all&group=kind"]
    {
        assert_eq!(client.get(&format!("{base}?{wrong}")).await.status, 400, "{wrong}");
    }
    let page = client.get(&format!("/data/wells?column=kind&value={kind}")).await;
    assert!(page.body.contains("limit=all&amp;kind.contains="), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_that_is_called_as_a_parameter_is_is_filtered_by_its_own_name() {
    let portal = Portal::start().await;
    let (passport, file) = given(&portal, "limit,format,kind\r\n1,csv,а\r\n2,json,б\r\n3,csv,в\r\n");
    let text = std::fs::read_to_string(&passport).unwrap();
    let text = text.replace("\"name\":\"code\"", "\"name\":\"limit\"").replace("[\"code\"]", "[\"limit\"]");
    std::fs::write(&passport, text.replace("\"name\":\"name\"", "\"name\":\"format\"")).unwrap();
    publishing::given::publish(&portal.state.db, &portal.clock, &portal.var_dir, &passport, &file).await.unwrap();
    let mut client = portal.client();
    let base = "/api/v1/data/wells/rows";
    for (query, numbers) in [
        ("limit.eq=2", vec![2]),
        ("limit.eq=1&limit.eq=3", vec![1, 3]),
        ("limit.gte=2", vec![2, 3]),
        ("format.eq=csv&limit=1", vec![1]),
        ("format.eq=csv&format=json&limit=10", vec![1, 3]),
        ("kind.eq=%D0%B1", vec![2]),
        ("limit=2", vec![1, 2]),
    ] {
        let found = json(&client.get(&format!("{base}?{query}")).await.body);
        let rows = found["rows"].as_array().unwrap_or_else(|| panic!("{query}: {found}"));
        assert_eq!(rows.iter().filter_map(|row| row["_id"].as_u64()).collect::<Vec<_>>(), numbers, "{query}");
    }
    let lines = client.get(&format!("{base}?format=csv&limit=all&limit.eq=3")).await.body;
    assert_eq!(lines, "limit,format,kind\r\n3,csv,в\r\n");
    // The set's own description names no parameter twice.
    let described = json(&client.get("/api/v1/data/wells/openapi.json").await.body);
    let parameters = described["paths"][base]["get"]["parameters"].as_array().unwrap().clone();
    let mut names: Vec<&str> = parameters.iter().filter_map(|parameter| parameter["name"].as_str()).collect();
    assert!(["limit", "limit.eq", "format", "format.eq", "kind"].iter().all(|name| names.contains(name)), "{names:?}");
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all, "{names:?}");
    // The page leads to the rows that it shows.
    let page = client.get("/data/wells?column=limit&value=2").await;
    assert!(page.body.contains("limit=all&amp;limit.eq=2"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_operator_gives_wrong_is_named_and_nothing_is_published() {
    let portal = published(false).await;
    for (rows, named) in [
        ("code,name\r\n1,a\r\n", "code,name,kind"),
        ("code,name,kind\r\n1,a,b\r\nx,a,b\r\n", "row 2, code"),
        ("code,name,kind\r\n1,a,b\r\n2,,b\r\n", "row 2, name"),
        ("code,name,kind\r\n2,a,b\r\n1,a,b\r\n", "row 2"),
        ("code,name,kind\r\n1,a,b\r\n1,a,b\r\n", "row 2"),
        ("code,name,kind\r\n1,a\r\n", "cannot be read"),
    ] {
        let (passport, file) = given(&portal, rows);
        let refused = publishing::given::publish(&portal.state.db, &portal.clock, &portal.var_dir, &passport, &file);
        let why = refused.await.unwrap_err().to_string();
        assert!(why.contains(named), "{why}");
    }
    let (passport, file) = given(&portal, "code,name,kind\r\n1,a,b\r\n");
    let text = std::fs::read_to_string(&passport).unwrap();
    for taken in ["entities", "Wells", "../wells"] {
        std::fs::write(&passport, text.replace("\"wells\"", &format!("\"{taken}\""))).unwrap();
        let refused = publishing::given::publish(&portal.state.db, &portal.clock, &portal.var_dir, &passport, &file);
        assert!(refused.await.is_err(), "{taken}");
    }
    assert_eq!(portal.client().get("/data/wells").await.status, 404);
}
