//! What clients and harvesters of CKAN ask: its actions, its searches and its datastore.

use super::{json, published};
use serde_json::Value;

#[tokio::test(flavor = "multi_thread")]
async fn ckans_clients_and_harvesters_are_answered_as_by_ckan() {
    let portal = published(false).await;
    let mut client = portal.client();
    let call = |path: &str| format!("/api/3/action/{path}");
    let status = client.get(&call("status_show")).await;
    assert_eq!(status.header("content-type"), Some("application/json;charset=utf-8"));
    assert_eq!(json(&status.body)["success"], true);
    let posted = client
        .send("POST", "/api/action/package_show", Some("application/json"), b"{\"id\":\"entities\"}".to_vec())
        .await;
    let package = json(&posted.body);
    assert_eq!((posted.status, package["result"]["name"].as_str()), (200, Some("entities")));
    assert!(package["help"].as_str().unwrap().ends_with("/api/3/action/help_show?name=package_show"));
    assert_eq!(package["result"]["resources"].as_array().map(Vec::len), Some(6));
    let by_id = client.get(&call(&format!("package_show?id={}", package["result"]["id"].as_str().unwrap()))).await;
    assert_eq!(json(&by_id.body)["result"], package["result"]);
    assert_eq!(client.send("POST", "/api/3/action/site_read", None, Vec::new()).await.status, 200);
    for (path, status, kind) in [
        ("package_show?id=nothing", 404, "Not Found Error"),
        ("package_show", 409, "Validation Error"),
        ("package_search?nothing=1", 400, "Search Query Error"),
        ("package_search?rows=x", 409, "Validation Error"),
        ("package_search?sort=nothing%20asc", 400, "Search Query Error"),
    ] {
        let refused = client.get(&call(path)).await;
        let body = json(&refused.body);
        assert_eq!((refused.status, body["error"]["__type"].as_str()), (status, Some(kind)), "{path}");
        assert_eq!(body["success"], false);
    }
    let unknown = client.get(&call("package_delete?id=entities")).await;
    assert_eq!(
        (unknown.status, unknown.body.as_str()),
        (400, "\"Bad request: Action name not known: package_delete\"")
    );
    let broken = client.send("POST", &call("package_show"), Some("application/json"), b"{".to_vec()).await;
    assert!(broken.status == 400 && json(&broken.body).is_string(), "{}", broken.body);
    // As ckanext-harvest pages: until a page is empty, none twice.
    let mut seen = std::collections::HashSet::new();
    for start in (0..).step_by(3) {
        let page = json(&client.get(&call(&format!("package_search?sort=id%20asc&rows=3&start={start}"))).await.body);
        let results = page["result"]["results"].as_array().unwrap().clone();
        if results.is_empty() {
            break;
        }
        assert!(results.iter().all(|one| seen.insert(one["id"].as_str().unwrap().to_owned())));
    }
    assert_eq!(seen.len(), 10);
    let faceted =
        json(&client.get(&call("package_search?fq=groups:econ&facet.field=%5B%22res_format%22%5D&rows=0")).await.body);
    assert!(faceted["result"]["count"].as_u64().unwrap() >= 5);
    assert_eq!(faceted["result"]["search_facets"]["res_format"]["items"].as_array().map(Vec::len), Some(6));
    let organization = json(&client.get(&call("organization_show?id=register&include_users=true")).await.body);
    assert!(organization["result"]["users"].is_null() && organization["result"]["package_count"] == 9);
    for listed in ["package_list", "organization_list?all_fields=true", "group_list", "tag_list", "license_list"] {
        assert!(!json(&client.get(&call(listed)).await.body)["result"].as_array().unwrap().is_empty(), "{listed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ckans_searches_take_one_value_or_another() {
    let portal = published(false).await;
    let mut client = portal.client();
    let list = json(&client.get("/api/3/action/organization_list").await.body);
    let owners: Vec<&str> = list["result"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let [one, other] = owners[..] else { panic!("{owners:?}") };
    let count = async |parameter: &str, query: &str| {
        let query = crate::support::client::encode(query);
        let mut client = portal.client();
        let answer = client.get(&format!("/api/3/action/package_search?rows=0&{parameter}={query}")).await;
        (answer.status, json(&answer.body)["result"]["count"].as_u64())
    };
    for parameter in ["fq", "q"] {
        for all in [
            format!("organization:({one} OR {other})"),
            format!("organization:{one} OR organization:{other}"),
            format!("organization:(\"{one}\" OR \"{other}\") AND state:active"),
        ] {
            assert_eq!(count(parameter, &all).await, (200, Some(10)), "{parameter}={all}");
        }
        assert_eq!(count(parameter, &format!("organization:({one} AND {other})")).await, (200, Some(0)));
    }
    let (_, without) = count("fq", &format!("-organization:{one}")).await;
    assert_eq!(count("fq", &format!("organization:{other}")).await, (200, without));
    for wrong in [format!("organization:({one} OR"), "word".to_owned(), "a:b ".repeat(1_001)] {
        assert_eq!(count("fq", &wrong).await.0, 400, "{wrong:.60}");
    }
    // What `q` asks of fields is answered or refused, never looked for as words.
    let long = format!("organization:({one}{})", " OR none".repeat(200));
    for wrong in ["metadata_modified:[2020-01-01T00:00:00Z TO *]", "name:entit*", "title:\"two", long.as_str()] {
        assert_eq!(count("q", wrong).await.0, 400, "{wrong:.60}");
    }
    assert_eq!(count("q", "(слова: без скобки").await.0, 200);
    for (query, found) in [("nothing:*", 0), ("metadata_modified:*", 10), ("name:*", 10), ("*:*", 10)] {
        for parameter in ["fq", "q"] {
            assert_eq!(count(parameter, query).await, (200, Some(found)), "{parameter}={query}");
        }
    }
    let package = json(&client.get("/api/3/action/package_show?id=entities").await.body);
    for id in [&package["result"]["id"], &package["result"]["name"]] {
        assert_eq!(count("fq", &format!("id:{}", id.as_str().unwrap())).await, (200, Some(1)), "{id}");
    }
    let owned = count("fq", &format!("owner_org:{}", package["result"]["owner_org"].as_str().unwrap())).await;
    assert_eq!(owned, (200, Some(9)));
}

#[tokio::test(flavor = "multi_thread")]
async fn distinct_rows_of_the_datastore_come_once() {
    let portal = published(false).await;
    let mut client = portal.client();
    let base = "/api/3/action/datastore_search?resource_id=sme-foreign-trade-2018-csv&distinct=true";
    let found = json(&client.get(&format!("{base}&fields=doubtful&sort=doubtful%20desc")).await.body);
    let rows = serde_json::json!([{ "doubtful": true }, { "doubtful": false }]);
    assert_eq!((&found["result"]["records"], &found["result"]["total"]), (&rows, &2.into()), "{found}");
    assert_eq!(found["result"]["fields"], serde_json::json!([{ "id": "doubtful", "type": "bool" }]));
    let page = json(&client.get(&format!("{base}&fields=doubtful&limit=1&offset=1&records_format=csv")).await.body);
    assert_eq!((&page["result"]["records"], &page["result"]["total"]), (&"true\n".into(), &2.into()), "{page}");
    // A row's own number makes each differ; so does no choice of fields.
    for all in ["&fields=_id,doubtful", ""] {
        let found = json(&client.get(&format!("{base}{all}")).await.body);
        assert_eq!(found["result"]["total"], 30, "{all}");
    }
    assert_eq!(client.get(&format!("{base}&fields=doubtful&sort=value")).await.status, 409);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_datastore_answers_filters_and_dumps_every_row() {
    let portal = published(false).await;
    let mut client = portal.client();
    let base = "/api/3/action/datastore_search";
    let ask = |body: &str| body.as_bytes().to_vec();
    let body = r#"{"resource_id":"sme-foreign-trade-2018-csv","filters":{"doubtful":true,"value":{"gte":100}},"sort":"value desc","limit":2}"#;
    let answer = json(&client.send("POST", base, Some("application/json"), ask(body)).await.body);
    let result = &answer["result"];
    assert_eq!((result["total"].as_u64(), result["fields"][0]["id"].as_str()), (Some(3), Some("_id")), "{answer}");
    assert_eq!(result["records"][0]["value"], 111.2);
    let body =
        r#"{"resource_id":"sme-foreign-trade-2018-csv","limit":29,"include_next_page":true,"records_format":"lists"}"#;
    let answer = json(&client.send("POST", base, Some("application/json"), ask(body)).await.body);
    assert_eq!(answer["result"]["next_page"], serde_json::json!({ "_id": { "gt": 29 } }));
    // A column that is named again is in the answer once.
    let again = "value,".repeat(5_000);
    let body = format!(
        r#"{{"resource_id":"sme-foreign-trade-2018-csv","fields":"{again}number","sort":"value desc,{again}number","limit":1,"records_format":"lists"}}"#
    );
    let answer = json(&client.send("POST", base, Some("application/json"), ask(&body)).await.body);
    assert_eq!(answer["result"]["fields"].as_array().map(Vec::len), Some(3));
    assert_eq!(answer["result"]["records"][0].as_array().map(Vec::len), Some(3));
    let wrong = r#"{"resource_id":"sme-foreign-trade-2018-csv","filters":{"nothing":1}}"#;
    assert_eq!(client.send("POST", base, Some("application/json"), ask(wrong)).await.status, 409);
    assert_eq!(client.get(&format!("{base}?resource_id=nothing")).await.status, 404);
    // Values of all filters together have a bound.
    for (numbers, more, status) in [(999, "true", 200), (1_000, "true", 409), (999, "[true,false]", 409)] {
        let numbers: Vec<String> = (0..numbers).map(|number: u32| number.to_string()).collect();
        let filters = format!(r#"{{"number":[{}],"doubtful":{more}}}"#, numbers.join(","));
        let body = format!(r#"{{"resource_id":"sme-foreign-trade-2018-csv","filters":{filters}}}"#);
        let answer = client.send("POST", base, Some("application/json"), ask(&body)).await;
        assert_eq!(answer.status, status, "{more}");
        let answer = json(&answer.body);
        assert_eq!(answer["error"]["filters"].is_array(), status == 409, "{answer}");
    }
    let dump = client.get("/datastore/dump/sme-foreign-trade-2018-csv?format=csv").await;
    assert!(dump.status == 200 && dump.body.starts_with("_id,number,indicator"), "{}", dump.body);
    assert_eq!(dump.body.lines().count(), 31);
}
