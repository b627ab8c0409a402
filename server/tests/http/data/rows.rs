//! `/api/v1/data/{set}/rows`: rows filtered, grouped and described for programs.

use super::{json, published};

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_filtered_sorted_and_paged_by_programs() {
    let portal = published(false).await;
    let mut client = portal.client();
    let base = "/api/v1/data/sme-foreign-trade-2018/rows";
    let found = json(&client.get(&format!("{base}?doubtful=true&fields=number,value&limit=2")).await.body);
    assert_eq!((found["total"].as_u64(), found["rows"].as_array().map(Vec::len)), (Some(4), Some(2)));
    assert_eq!(found["rows"][0], serde_json::json!({ "_id": 24, "number": 24, "value": 93.1 }));
    let next = found["next"].as_str().unwrap().split_once("/api/").unwrap().1.to_owned();
    let rest = json(&client.get(&format!("/api/{next}")).await.body);
    assert_eq!(rest["rows"][0]["_id"], 29);
    assert_eq!((&rest["total"], &rest["next"]), (&4.into(), &serde_json::Value::Null), "as on the first page: {rest}");
    let last = json(&client.get(&format!("{base}?doubtful=true&offset=2&limit=2")).await.body);
    assert_eq!((last["rows"].as_array().map(Vec::len), &last["next"]), (Some(2), &serde_json::Value::Null));
    let sorted = json(&client.get(&format!("{base}?sort=-value&limit=1&value.lt=100")).await.body);
    assert_eq!(sorted["rows"][0]["value"], 93.1);
    assert!(client.get(&format!("{base}?format=csv&limit=1")).await.body.starts_with("number,indicator"));
    for (wrong, parameter) in [
        ("limit=0", "limit"),
        ("limit=x", "limit"),
        ("nothing=1", "nothing"),
        ("number=x", "number"),
        ("sort=x", "sort"),
        ("offset=-1", "offset"),
        ("after=%2B1", "after"),
        ("after=1&after=2", "after"),
        ("limit=1&limit=2", "limit"),
        ("q=5&q=6", "q"),
        ("group=doubtful&group=number", "group"),
        ("measure=count&measure=max(value)", "measure"),
    ] {
        let refused = client.get(&format!("{base}?{wrong}")).await;
        assert_eq!((refused.status, json(&refused.body)["parameter"].as_str()), (400, Some(parameter)), "{wrong}");
    }
    assert_eq!(client.get(&format!("{base}?sort=value&offset=99999999")).await.status, 400);
    // A column that is named again is in the answer once, and sorts by what was said of it first.
    let again = "value,".repeat(5_000);
    let csv = client.get(&format!("{base}?format=csv&limit=1&fields={again}number")).await;
    assert_eq!((csv.status, csv.body.lines().next()), (200, Some("value,number")));
    let sorted = json(&client.get(&format!("{base}?sort=-value,{again}number&limit=1&value.lt=100")).await.body);
    assert_eq!(sorted["rows"][0]["value"], 93.1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_for_signs_alone_is_refused_and_does_not_answer_with_every_row() {
    let portal = published(false).await;
    let mut client = portal.client();
    let base = "/api/v1/data/sme-foreign-trade-2018/rows";
    for wrong in [
        "indicator.contains=%25",
        "indicator.contains=%22",
        "indicator.contains=%2B",
        "indicator.contains=%00",
        "indicator.contains=",
        "q=***",
        "q=%25",
        "q=%00",
        "q=***&limit=all&format=csv",
        "q=*&group=doubtful",
    ] {
        let refused = client.get(&format!("{base}?{wrong}")).await;
        let parameter = wrong.split('=').next();
        assert_eq!((refused.status, json(&refused.body)["parameter"].as_str()), (400, parameter), "{wrong}");
    }
    let all = json(&client.get(&format!("{base}?q=&limit=1")).await.body);
    assert_eq!(all["total"], 30, "a field of a form that was left empty asks for nothing");
    let ckan = "/api/3/action/datastore_search?resource_id=sme-foreign-trade-2018-csv";
    let refused = client.get(&format!("{ckan}&q=%25")).await;
    let error = json(&refused.body)["error"].clone();
    assert_eq!((refused.status, error["__type"].as_str()), (409, Some("Validation Error")), "{error}");
    assert!(error["q"][0].is_string(), "{error}");
    assert_eq!(json(&client.get(&format!("{ckan}&q=&limit=1")).await.body)["result"]["total"], 30);
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_grouped_and_reckoned_for_programs() {
    let portal = published(false).await;
    let mut client = portal.client();
    let base = "/api/v1/data/sme-foreign-trade-2018/rows";
    let found = json(
        &client.get(&format!("{base}?group=doubtful&measure=count,max(value),avg(number)&sort=-count")).await.body,
    );
    assert_eq!(found["total"], 2, "{found}");
    assert_eq!((&found["groups"][0]["doubtful"], &found["groups"][0]["_count"]), (&false.into(), &26.into()));
    assert_eq!(found["groups"][1]["_count"], 4);
    assert!(found["groups"][1]["avg(number)"].as_f64().is_some_and(|number| number > 24.0));
    let whole = json(&client.get(&format!("{base}?measure=count&doubtful=true")).await.body);
    assert_eq!(whole["groups"], serde_json::json!([{ "_count": 4 }]));
    let csv = client.get(&format!("{base}?group=doubtful&format=csv&offset=1&limit=1")).await.body;
    assert_eq!(csv, "doubtful,_count\ntrue,4\n");
    for (wrong, parameter) in [
        ("group=nothing", "group"),
        ("group=number&measure=sum(indicator)", "measure"),
        ("measure=median(value)", "measure"),
        ("measure=sum(", "measure"),
        ("group=doubtful&sort=value", "sort"),
        ("group=doubtful&after=1", "after"),
        ("group=number,number,number,number,number,number,number,number,number,number,number,number", "group"),
    ] {
        let refused = client.get(&format!("{base}?{wrong}")).await;
        assert_eq!((refused.status, json(&refused.body)["parameter"].as_str()), (400, Some(parameter)), "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_set_describes_its_own_rows_to_programs() {
    let portal = published(false).await;
    let mut client = portal.client();
    let answer = client.get("/api/v1/data/entities/openapi.json?lang=en").await;
    assert_eq!(answer.status, 200);
    let described = json(&answer.body);
    assert_eq!(described["openapi"], "3.1.0");
    let get = &described["paths"]["/api/v1/data/entities/rows"]["get"];
    let names: Vec<&str> = get["parameters"].as_array().unwrap().iter().filter_map(|p| p["name"].as_str()).collect();
    // What it names is understood, and every column of an answer is described.
    for name in ["unp", "unp.gte", "name.contains", "registered_on.lt"] {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
    let value = |name: &str| match name {
        "sort" | "fields" | "group" => "unp",
        "measure" => "count",
        "format" => "json",
        "limit" | "offset" | "after" => "1",
        name if name.starts_with("registered_on") || name.starts_with("excluded_on") => "2020-01-01",
        _ => "1",
    };
    for name in &names {
        let path = format!("/api/v1/data/entities/rows?{name}={}", value(name));
        assert_eq!(client.get(&path).await.status, 200, "{path}");
    }
    let answers = &get["responses"]["200"]["content"]["application/json"]["schema"]["oneOf"];
    let named: Vec<&str> = answers.as_array().unwrap().iter().filter_map(|answer| answer["$ref"].as_str()).collect();
    assert_eq!(named, ["#/components/schemas/Rows", "#/components/schemas/Groups"]);
    for (query, schema) in [("limit=1", "Rows"), ("group=kind&measure=count", "Groups")] {
        let answer = json(&client.get(&format!("/api/v1/data/entities/rows?{query}")).await.body);
        let properties = described["components"]["schemas"][schema]["properties"].as_object().unwrap();
        for name in answer.as_object().unwrap().keys() {
            assert!(properties.contains_key(name), "{schema} has {name}: {answer}");
        }
    }
    let row = json(&client.get("/api/v1/data/entities/rows?limit=1").await.body)["rows"][0].clone();
    let properties = &described["components"]["schemas"]["Row"]["properties"];
    for column in row.as_object().unwrap().keys() {
        assert!(properties[column]["type"].is_string() || properties[column]["type"].is_array(), "{column}");
    }
    assert_eq!(client.get("/api/v1/data/nothing/openapi.json").await.status, 404);
}
