//! `/api/v1/companies…` and its description.

use crate::office::{decide, in_hands};
use crate::support::client::{Answer, Client, encode};
use crate::support::portal::{COMPANY, EXCLUDED, PRIVATE, PROPRIETOR, Portal, offices};
use akno::failure::Failure;
use akno::http::api_docs::DOCUMENT;
use akno::register::wire::{self, Feed, Origin};
use akno::register::{generate, projection};
use akno::store::{companies, entries};
use serde_json::{Value, json};
use std::collections::HashSet;

async fn ask(client: &mut Client, path: &str) -> (Answer, Value) {
    let answer = client.get(&format!("/api/v1/companies{path}")).await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, Some("application/json")),
        "{path}: {}",
        answer.body
    );
    let body = serde_json::from_str(&answer.body).unwrap();
    (answer, body)
}

async fn refused(client: &mut Client, path: &str, status: u16, parameter: &str) {
    let answer = client.get(&format!("/api/v1/companies{path}")).await;
    assert_eq!((answer.status, answer.header("content-type")), (status, Some("application/problem+json")), "{path}");
    let problem: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!((&problem["parameter"], &problem["status"]), (&json!(parameter), &json!(status)), "{path}: {problem}");
}

fn document() -> Value {
    serde_json::from_str(DOCUMENT).unwrap()
}

/// What a value lacks of its schema, or has beyond it.
fn faults(document: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let schema = match schema["$ref"].as_str() {
        Some(reference) => &document["components"]["schemas"][reference.rsplit('/').next().unwrap()],
        None => schema,
    };
    if let Some(values) = schema["enum"].as_array() {
        if !values.contains(value) {
            found.push(format!("{at}: {value} is none of {values:?}"));
        }
        return;
    }
    let fits = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64(),
        Some("boolean") => value.is_boolean(),
        _ => false,
    };
    if !fits {
        found.push(format!("{at}: {value} is no {}", schema["type"]));
    }
    for (place, item) in value.as_array().into_iter().flatten().enumerate() {
        faults(document, &schema["items"], item, &format!("{at}/{place}"), found);
    }
    if let Some(object) = value.as_object() {
        for (name, field) in object {
            match schema["properties"].get(name) {
                Some(schema) => faults(document, schema, field, &format!("{at}/{name}"), found),
                None => found.push(format!("{at}/{name}: not in the description")),
            }
        }
        for name in schema["required"].as_array().into_iter().flatten() {
            if !object.contains_key(name.as_str().unwrap()) {
                found.push(format!("{at}/{name}: missing"));
            }
        }
    }
}

fn assert_described(schema: &str, value: &Value) {
    let (document, mut found) = (document(), Vec::new());
    assert!(document["components"]["schemas"][schema].is_object(), "{schema}");
    faults(&document, &json!({ "$ref": format!("#/components/schemas/{schema}") }), value, schema, &mut found);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_description_has_every_route_and_no_other() {
    let source = include_str!("../../src/routes.rs");
    let ours = ["/api/v1/companies", "/api/v2/", "/grp/", "/api/grp-public/"];
    let mut routes = HashSet::new();
    for line in source.lines().filter(|line| line.trim_start().starts_with(".route(")) {
        let path = line.split('"').nth(1).unwrap();
        for (method, call) in [("get", "get("), ("post", "post(")] {
            if ours.iter().any(|beginning| path.starts_with(beginning)) && line.contains(call) {
                routes.insert(format!("{method} {path}"));
            }
        }
    }
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let mut described = HashSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            described.insert(format!("{method} {path}"));
            let named: HashSet<&str> = path.split('/').filter_map(|p| p.strip_prefix('{')?.strip_suffix('}')).collect();
            let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            let in_path: HashSet<&str> =
                parameters.iter().filter(|p| p["in"] == "path").map(|p| p["name"].as_str().unwrap()).collect();
            assert_eq!(named, in_path, "{path}");
        }
    }
    assert_eq!(routes, described);
    assert_eq!(routes.len(), 10);
}

#[tokio::test]
async fn a_company_is_told_whole_and_by_its_description() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    let (answer, company) = ask(&mut client, &format!("/{COMPANY}")).await;
    assert_described("Company", &company);
    assert_eq!(
        (&company["unp"], &company["kind"], &company["status"]),
        (&json!("791397355"), &json!("legal_entity"), &json!("active"))
    );
    assert_eq!(
        (&company["activity"]["code"], &company["contacts"]["phone"]),
        (&json!("62010"), &json!("+375 2239 5-55-55"))
    );
    assert!(company["address"].as_str().unwrap().contains("Ленинская"));
    assert!(company["office"]["name"].is_string() && company.get("excluded_on").is_none());
    let tag = answer.header("etag").unwrap().to_owned();
    let again = portal.client().with_header("if-none-match", &format!("\"other\", {tag}"));
    let again = again.clone().get(&format!("/api/v1/companies/{COMPANY}")).await;
    assert_eq!((again.status, again.bytes.len(), again.header("etag")), (304, 0, Some(tag.as_str())));
    assert_eq!((again.header("vary"), answer.header("vary")), (Some("Accept-Encoding"), Some("Accept-Encoding")));
    let (id, _, mut clerk) = in_hands(&portal).await;
    assert_eq!(decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await.status, 303);
    let mut knowing = portal.client().with_header("if-none-match", &tag);
    let (changed, after) = ask(&mut knowing, &format!("/{COMPANY}")).await;
    assert!(changed.header("etag") != Some(&tag) && after["address"].as_str().unwrap().contains("Оршанская"));

    let then = portal.clock.today() - chrono::Days::new(30);
    let (_, before) = ask(&mut client, &format!("/{COMPANY}?as_of={then}")).await;
    assert_described("Company", &before);
    assert!(before["address"].as_str().unwrap().contains("Ленинская") && before["as_of"] == json!(then));
    refused(&mut client, &format!("/{COMPANY}?as_of=2015-09-14"), 404, "unp").await;
    let (_, history) = ask(&mut client, &format!("/{COMPANY}/history")).await;
    assert_described("History", &history);
    let facts: Vec<&str> = history["history"].as_array().unwrap().iter().map(|h| h["fact"].as_str().unwrap()).collect();
    assert!(facts.iter().filter(|fact| **fact == "address").count() == 2 && facts.contains(&"event"), "{facts:?}");
}

#[tokio::test]
async fn of_a_sole_proprietor_nothing_personal_leaves() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    for path in [
        format!("/{PROPRIETOR}"),
        format!("/{PROPRIETOR}/history"),
        format!("/{PROPRIETOR}?as_of=2020-01-01"),
        "?kind=sole_proprietor".into(),
        format!("?q={}", encode("Шиманский")),
        "/changes".into(),
    ] {
        let (answer, _) = ask(&mut client, &path).await;
        assert!(answer.body.contains(&PROPRIETOR.to_string()), "{path}: {}", answer.body);
        for personal in ["Тайная", "213010", "5-55-55"] {
            let of_companies = path == "/changes" || !answer.body.contains(personal);
            assert!(of_companies, "{path}: {personal}");
        }
    }
    let (_, changes) = ask(&mut client, "/changes").await;
    let moved = |unp: i64| {
        let all = changes["changes"].as_array().unwrap();
        all.iter().filter(|c| c["unp"] == json!(unp.to_string()) && c["fact"] == "address").count()
    };
    assert_eq!((moved(COMPANY), moved(PROPRIETOR)), (1, 0));
}

async fn append(portal: &Portal, feed: Feed, record: Value) {
    let now = portal.clock.now();
    let origin = Origin { source: "test".into(), application_id: None, recorded_at: now };
    let written = portal.state.db.write(move |conn| {
        let read = wire::read(feed, record, &origin).map_err(Failure::Internal)?;
        let changed = entries::append_all(conn, read)?.changed;
        projection::refresh_all(conn, &changed, now, &mut Default::default())?;
        Ok::<_, Failure>(())
    });
    written.await.unwrap();
}

/// A base record that names no registering body.
fn base(unp: i64, kind: i64) -> Value {
    json!({ "ngrn": unp, "dfrom": "2015-09-15", "nsi00219": { "nksost": 1 }, "nsi00211": { "nkvob": kind } })
}

#[tokio::test]
async fn the_body_that_follows_from_a_sole_proprietors_address_is_known_to_them_and_the_offices_alone() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    let shklov = offices()[0];
    for (unp, kind, told) in [(COMPANY, 1, true), (PROPRIETOR, 2, false)] {
        let (_, before) = ask(&mut client, &format!("/{unp}")).await;
        assert_eq!(before["office"]["code"], shklov, "the record names it");
        append(&portal, Feed::Base, base(unp, kind)).await;
        let (_, after) = ask(&mut client, &format!("/{unp}")).await;
        assert_eq!(after["office"]["code"] == shklov, told, "{after}");
        let page = client.get(&format!("/register/{unp}?lang=ru")).await;
        assert_eq!(page.body.contains("Регистрирующий орган"), told, "{unp}");
        let keeper = portal.read(move |conn| {
            let company = companies::find(conn, unp)?.unwrap();
            Ok((company.office, projection::keeper(conn, &company)?))
        });
        assert_eq!(keeper.await, (told.then_some(shklov), Some(shklov)), "what is filed has its office still");
        let who = if unp == PROPRIETOR { "oleg" } else { "elena" };
        let own = portal.signed_in(who).await.get(&format!("/businesses/{unp}?lang=ru")).await;
        assert!(own.text_of("main").contains("Регистрирующий орган"), "{who}: {}", own.body);
    }
}

/// The facts of one company that the feed tells behind a cursor, and the cursor behind them.
async fn facts_behind(client: &mut Client, after: &Value, unp: i64) -> (Vec<String>, Value) {
    let (_, piece) = ask(client, &format!("/changes?after={after}")).await;
    assert_described("Changes", &piece);
    let (behind, last) = (after.as_i64().unwrap(), piece["cursor"].as_i64().unwrap());
    let all = piece["changes"].as_array().unwrap();
    for change in all {
        let place = change["cursor"].as_i64().unwrap();
        assert!(behind < place && place <= last, "{change}");
    }
    let of_one = all.iter().filter(|change| change["unp"] == json!(unp.to_string()));
    (of_one.map(|change| change["fact"].as_str().unwrap().to_owned()).collect(), piece["cursor"].clone())
}

#[tokio::test]
async fn an_address_that_came_before_its_company_is_told_to_whoever_had_read_past_it() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    let mut numbers = (700_300_000..).filter(|unp| portal::unp::Unp::from_number(*unp).is_ok());
    let (entity, person) = (numbers.next().unwrap(), numbers.next().unwrap());
    let located =
        |unp: i64, from: &str| json!({ "ngrn": unp, "dfrom": from, "cact": "+", "vnp": "Шклов", "vdom": "1" });
    let (_, start) = ask(&mut client, "/changes?after=now").await;
    let start = start["cursor"].clone();
    append(&portal, Feed::Address, located(entity, "2015-09-15")).await;
    append(&portal, Feed::Address, located(person, "2015-09-15")).await;
    let (facts, cursor) = facts_behind(&mut client, &start, entity).await;
    assert!(facts.is_empty(), "it may be a person's: {facts:?}");
    append(&portal, Feed::Base, base(entity, 1)).await;
    let (facts, cursor) = facts_behind(&mut client, &cursor, entity).await;
    assert_eq!(facts, ["base"], "its name is not known yet");
    let named = json!({ "ngrn": entity, "dfrom": "2015-09-15", "cact": "+", "vnaim": "Общество" });
    append(&portal, Feed::Names, named).await;
    let (facts, cursor) = facts_behind(&mut client, &cursor, entity).await;
    assert_eq!(facts, ["address", "names"], "what waited comes before what tells whose it is");
    append(&portal, Feed::Address, located(entity, "2016-01-01")).await;
    let (facts, _) = facts_behind(&mut client, &cursor, entity).await;
    assert_eq!(facts, ["address"]);
    let (facts, _) = facts_behind(&mut client, &start, entity).await;
    assert_eq!(facts, ["base", "address", "names", "address"], "each once for whoever reads all of it later");
    let called = json!({ "ngrn": person, "dfrom": "2015-09-15", "cact": "+", "vfio": "Жук Пётр Ильич" });
    append(&portal, Feed::Base, base(person, 2)).await;
    append(&portal, Feed::Person, called).await;
    assert_eq!(facts_behind(&mut client, &start, person).await.0, ["base", "person"], "a person's is never told");
}

#[tokio::test]
async fn pages_of_a_list_have_each_company_once() {
    let portal = Portal::start().await;
    generate::generate(&portal.state.db, &portal.clock, 9, 120).await.unwrap();
    let mut client = portal.client();
    for question in [
        "limit=17",
        "limit=50&status=active&kind=sole_proprietor",
        "limit=7&q=%D0%BE%D0%BE%D0%BE",
        "limit=100&status=mistake",
    ] {
        let (mut path, mut seen, mut pages) = (format!("?{question}"), Vec::new(), 0);
        loop {
            let (answer, page) = ask(&mut client, &path).await;
            assert_described("CompanyList", &page);
            let found = page["companies"].as_array().unwrap();
            for company in found {
                assert!(
                    !question.contains("active")
                        || (company["status"] == "active" && company["kind"] == "sole_proprietor")
                );
                seen.push(company["unp"].as_str().unwrap().to_owned());
            }
            pages += 1;
            let Some(cursor) = page["cursor"].as_str() else {
                assert!(answer.header("link").is_none());
                break;
            };
            let link = answer.header("link").unwrap();
            assert!(link.contains(&format!("cursor={cursor}")) && link.ends_with("rel=\"next\""), "{link}");
            path = link.split_once("/api/v1/companies").unwrap().1.split_once('>').unwrap().0.to_owned();
        }
        let unique: HashSet<&String> = seen.iter().collect();
        assert_eq!(unique.len(), seen.len(), "{question}");
        match question {
            "limit=17" => assert_eq!((seen.len(), pages), (124, 8)),
            "limit=100&status=mistake" => assert_eq!((seen.len(), pages), (0, 1)),
            _ => assert!(seen.len() > 20 || question.contains("active"), "{question}: {}", seen.len()),
        }
    }
    let (_, one) = ask(&mut client, &format!("?q={}", encode("УНП 791 397 355"))).await;
    assert_eq!(one["companies"][0]["unp"], "791397355");
}

#[tokio::test]
async fn ten_thousand_numbers_are_answered_in_their_order() {
    let portal = Portal::start().await;
    let post = async |body: String| {
        let mut client = portal.client();
        client.send("POST", "/api/v1/companies/batch", Some("application/json"), body.into_bytes()).await
    };
    let few = post(
        json!({ "unps": [COMPANY, "УНП 700 000 018", "100582333", "x", "MA1953684", "791397355", ""] }).to_string(),
    )
    .await;
    let few: Value = serde_json::from_str(&few.body).unwrap();
    assert_described("BatchAnswer", &few);
    let results: Vec<_> = few["companies"].as_array().unwrap().iter().map(|c| c["result"].as_str().unwrap()).collect();
    assert_eq!(results, ["found", "found", "unknown", "invalid", "unknown", "found", "invalid"]);
    assert_eq!(few["companies"][1]["company"]["unp"], json!(PRIVATE.to_string()));
    let mut numbers: Vec<String> = (0..9_998).map(|n| (100_000_000 + n * 7).to_string()).collect();
    numbers.push(EXCLUDED.to_string());
    numbers.push(PROPRIETOR.to_string());
    let many = post(json!({ "unps": numbers }).to_string()).await;
    assert_eq!(many.status, 200);
    let many: Value = serde_json::from_str(&many.body).unwrap();
    assert_eq!(many["companies"].as_array().unwrap().len(), 10_000);
    assert_eq!(many["companies"][9_998]["company"]["status"], "excluded");
    assert!(many["companies"][9_999]["company"].get("address").is_none());
    numbers.push("1".into());
    assert_eq!(post(json!({ "unps": numbers }).to_string()).await.status, 422);
    let mut client = portal.client();
    let (path, none) = ("/api/v1/companies/batch?x=1", b"{\"unps\":[]}".to_vec());
    let unknown = client.send("POST", path, Some("application/json"), none).await;
    let problem: Value = serde_json::from_str(&unknown.body).unwrap();
    assert_eq!((unknown.status, &problem["parameter"]), (400, &json!("x")));
    for (wrong, told) in [("[]", "{\"unps\": [\"791397355\""), ("{\"unps\":[1.5]}", "a text or a whole number")] {
        let problem: Value = serde_json::from_str(&post(wrong.to_owned()).await.body).unwrap();
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.contains(told) && !detail.contains("Asked") && !detail.contains("untagged"), "{detail}");
    }
    for hostile in [
        "",
        "[[\"791397355\"]]",
        "{}",
        "[]",
        "null",
        "{\"unps\":null}",
        "{\"unps\":[1.5]}",
        "{\"unps\":[\"\\ud800\"]}",
        "{\"unps\":[],\"x\":1}",
        "\u{feff}",
    ] {
        assert_eq!(post(hostile.to_owned()).await.status, 400, "{hostile}");
    }
    assert_eq!(post(format!("{{\"unps\":[{}1]}}", "[".repeat(50_000))).await.status, 400);
    assert_eq!(post(json!({ "unps": ["x".repeat(1 << 20)] }).to_string()).await.status, 413);
}

fn row(unp: i64, name: &str, origin: &Origin) -> entries::NewEntry {
    let record = json!({ "ngrn": unp, "dfrom": "2019-04-02", "cact": "+", "vn": name });
    wire::read(Feed::Names, record, origin).unwrap().remove(0)
}

#[tokio::test]
async fn the_feed_says_that_there_is_more_where_there_is_and_nowhere_else() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    let (_, all) = ask(&mut client, "/changes").await;
    let last = all["cursor"].as_i64().unwrap();
    let (_, end) = ask(&mut client, &format!("/changes?after={}&limit=1", last - 1)).await;
    assert_eq!((&end["cursor"], &end["more"]), (&json!(last), &json!(false)));
    let (_, start) = ask(&mut client, "/changes?limit=1").await;
    assert_eq!(start["more"], true);
    let (_, rest) = ask(&mut client, &format!("/changes?after={}", start["cursor"])).await;
    assert_eq!((&rest["cursor"], &rest["more"]), (&json!(last), &json!(false)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follower_of_the_feed_skips_none_and_meets_none_twice_while_many_write() {
    let portal = Portal::with(|config| config.api_per_minute = 1_000_000).await;
    let mut client = portal.client();
    let (_, start) = ask(&mut client, "/changes?after=now").await;
    assert_eq!(start["changes"], json!([]));
    let numbers: Vec<i64> =
        (700_300_000..).filter(|unp| portal::unp::Unp::from_number(*unp).is_ok()).take(60).collect();
    let writers: Vec<_> = numbers
        .chunks(10)
        .map(|mine| {
            let (db, clock, mine) = (portal.state.db.clone(), portal.clock.clone(), mine.to_vec());
            tokio::spawn(async move {
                for (place, unp) in mine.into_iter().enumerate() {
                    let origin = Origin { source: "test".into(), application_id: None, recorded_at: clock.now() };
                    let written = db.write(move |conn| {
                        entries::append(conn, row(unp, "первое", &origin))?;
                        // Ids are given; the commit comes later, sooner for some.
                        std::thread::sleep(std::time::Duration::from_millis((unp as u64 * 7 + place as u64) % 23));
                        entries::append(conn, row(unp, "второе", &origin))?;
                        projection::refresh(conn, unp, origin.recorded_at)?;
                        Ok::<_, Failure>(())
                    });
                    written.await.unwrap();
                }
            })
        })
        .collect();
    let (mut cursor, mut met) = (start["cursor"].as_i64().unwrap(), Vec::new());
    let mut writing = true;
    loop {
        // What was committed before this look at the writers is in the answer that follows it.
        let ended = writers.iter().all(tokio::task::JoinHandle::is_finished);
        let (_, piece) = ask(&mut client, &format!("/changes?after={cursor}&limit=7")).await;
        assert_described("Changes", &piece);
        for change in piece["changes"].as_array().unwrap() {
            assert!(change["cursor"].as_i64().unwrap() > cursor, "in order");
            met.push((change["cursor"].as_i64().unwrap(), change["unp"].as_str().unwrap().to_owned()));
        }
        cursor = piece["cursor"].as_i64().unwrap();
        if piece["more"] == false && !writing {
            break;
        }
        writing = !ended;
    }
    assert_eq!(met.len(), 120, "two changes of each company");
    assert_eq!(met.iter().map(|(cursor, _)| cursor).collect::<HashSet<_>>().len(), 120);
    for unp in numbers {
        assert_eq!(met.iter().filter(|(_, of)| *of == unp.to_string()).count(), 2, "{unp}");
    }
    for writer in writers {
        writer.await.unwrap();
    }
}

#[tokio::test]
async fn the_limit_is_told_and_kept() {
    let portal = Portal::with(|config| config.api_per_minute = 3).await;
    let mut client = portal.client();
    for left in [2, 1, 0] {
        let (answer, _) = ask(&mut client, "?limit=1").await;
        assert_eq!(answer.header("ratelimit-policy"), Some("\"minute\";q=3;w=60"));
        assert!(answer.header("ratelimit").unwrap().starts_with(&format!("\"minute\";r={left};t=")));
    }
    let answer = client.get("/api/v1/companies").await;
    assert_eq!((answer.status, answer.header("content-type")), (429, Some("application/problem+json")));
    assert!((1..=21).contains(&answer.header("retry-after").unwrap().parse::<u64>().unwrap()));
    assert!(answer.header("ratelimit").unwrap().starts_with("\"minute\";r=0;t="));
    assert_eq!(client.get("/register").await.status, 200, "people are not counted");
}

#[tokio::test]
async fn any_site_may_read() {
    let portal = Portal::start().await;
    let mut elsewhere = portal.client().with_header("origin", "https://elsewhere.example");
    for path in ["/api/v1/companies", "/api/openapi.json", "/api/v2/egr/getRegNumByState/1"] {
        let answer = elsewhere.get(path).await;
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, Some("*")), "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("cross-origin"), "{path}");
    }
    let answer = elsewhere.get("/api/v1/companies").await;
    let exposed = answer.header("access-control-expose-headers").unwrap().to_lowercase();
    assert!(["etag", "link", "ratelimit", "retry-after"].iter().all(|name| exposed.contains(name)), "{exposed}");
}

#[tokio::test]
async fn any_site_may_ask_by_post_what_it_may_read_and_sends_no_form() {
    let portal = Portal::start().await;
    let json = Some("application/json");
    for origin in ["https://elsewhere.example", "null"] {
        let mut elsewhere = portal.client().with_header("origin", origin).with_header("sec-fetch-site", "cross-site");
        for (path, body) in [
            ("/api/v1/companies/batch", format!("{{\"unps\":[{COMPANY}]}}")),
            ("/api/action/package_list", "{}".to_owned()),
            ("/api/3/action/package_list", "{}".to_owned()),
        ] {
            let answer = elsewhere.send("POST", path, json, body.into_bytes()).await;
            let allowed = answer.header("access-control-allow-origin");
            assert_eq!((answer.status, allowed), (200, Some("*")), "{path}: {}", answer.body);
            assert!(answer.header("set-cookie").is_none(), "{path}");
            let mut asking = elsewhere.clone().with_header("access-control-request-method", "POST");
            let may = asking.send("OPTIONS", path, None, Vec::new()).await;
            assert!(may.header("access-control-allow-methods").unwrap_or_default().contains("POST"), "{path}");
        }
        assert_eq!(elsewhere.post("/sign-out", &[]).await.status, 400, "what changes anything is refused as ever");
    }
}

#[tokio::test]
async fn a_wrong_method_and_other_errors_are_told_to_any_site_with_the_requests_that_are_left() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    let any_site = |answer: &Answer, path: &str| {
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"), "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("cross-origin"), "{path}");
        if path.starts_with("/api/v1/companies") {
            assert!(answer.header("ratelimit").is_some() && answer.header("ratelimit-policy").is_some(), "{path}");
        }
    };
    for (method, path) in [
        ("DELETE", "/api/v1/companies"),
        ("GET", "/api/v1/companies/batch"),
        ("PUT", "/api/v2/egr/getBaseInfoByRegNum/791397355"),
        ("DELETE", "/api/3/action/package_list"),
        ("PATCH", "/grp/getData?unp=791397355"),
        ("POST", "/datastore/dump/entities-csv"),
        ("DELETE", "/catalog"),
        ("PUT", "/catalog.ttl"),
    ] {
        let answer = client.send(method, path, None, Vec::new()).await;
        assert_eq!(answer.status, 405, "{method} {path}: {}", answer.body);
        assert!(answer.header("allow").is_some_and(|allowed| !allowed.contains(method)), "{method} {path}");
        any_site(&answer, path);
    }
    let unknown = client.get("/api/v2/egr/getNothing/791397355").await;
    assert_eq!(unknown.status, 404);
    any_site(&unknown, "/api/v2/egr/getNothing/791397355");
    let path = "/api/v1/companies/batch";
    let large = json!({ "unps": ["x".repeat(1 << 20)] }).to_string().into_bytes();
    let refused = client.send("POST", path, Some("application/json"), large).await;
    assert_eq!(refused.status, 413);
    any_site(&refused, path);
    // Whoever reads pages gets one.
    let page = client.send("DELETE", "/services", None, Vec::new()).await;
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
}

#[tokio::test]
async fn hostile_questions_are_refused_with_the_parameter() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    for unp in ["x", "%00", "-1", "791397356", "%ED%A0%80", "%FF", "1%20OR%201=1", "99999999999999999999"] {
        refused(&mut client, &format!("/{unp}"), 400, "unp").await;
    }
    for unp in ["100582333", "MA1953684"] {
        refused(&mut client, &format!("/{unp}"), 404, "unp").await;
        refused(&mut client, &format!("/{unp}/history"), 404, "unp").await;
    }
    for day in ["2024-02-31", "31.02.2024", "tomorrow", "", "99999-01-01", "2999-01-01", "0000-00-00", "%00"] {
        refused(&mut client, &format!("/{COMPANY}?as_of={day}"), 400, "as_of").await;
    }
    for (query, parameter) in [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=x", "limit"),
        ("status=gone", "status"),
        ("kind=%00", "kind"),
        ("cursor=x", "cursor"),
        ("cursor=n99999999999999999999", "cursor"),
        ("cursor=p-1", "cursor"),
        ("cursor=n-5", "cursor"),
        ("cursor=n%2B5", "cursor"),
        ("cursor=p0", "cursor"),
        ("limit=%2B5", "limit"),
        ("status=active&status=excluded", "status"),
        ("q=x&cursor=n1", "cursor"),
        ("stauts=active", "stauts"),
    ] {
        refused(&mut client, &format!("?{query}"), 400, parameter).await;
    }
    refused(&mut client, &format!("?q={}", "x".repeat(201)), 400, "q").await;
    for q in ["%25", "_", "*", "%22", "%27%20OR%201=1--", "NEAR(", "%00", "%F0%9F%99%82", "%FF%FE", "()%20AND%20NOT"] {
        let (_, page) = ask(&mut client, &format!("?q={q}")).await;
        assert_eq!(page["companies"], json!([]), "{q}");
    }
    ask(&mut client, "?q=x&cursor=p18446744073709551615").await;
    for (query, parameter) in [
        ("after=-1", "after"),
        ("after=x", "after"),
        ("after=99999999999999999999", "after"),
        ("after=%2B1", "after"),
        ("after=1&after=2", "after"),
        ("limit=10001", "limit"),
        ("since=1", "since"),
    ] {
        refused(&mut client, &format!("/changes?{query}"), 400, parameter).await;
    }
    refused(&mut client, &format!("/{COMPANY}/history?x=1"), 400, "x").await;
    for path in ["/grp/getData", "/api/grp-public/data"] {
        let two = client.get(&format!("{path}?unp={COMPANY}&unp={PRIVATE}")).await;
        let problem: Value = serde_json::from_str(&two.body).unwrap();
        assert_eq!((two.status, &problem["parameter"]), (400, &json!("unp")), "{path}");
    }
    let (_, beyond) = ask(&mut client, "/changes?after=9223372036854775807").await;
    assert_eq!((&beyond["changes"], &beyond["cursor"]), (&json!([]), &json!(i64::MAX)));
}

#[tokio::test]
async fn the_page_shows_the_whole_description_in_three_languages_without_anything_from_elsewhere() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    for (lang, title) in
        [("en", "The register for programs"), ("ru", "Регистр для программ"), ("be", "Рэгістр для праграм")]
    {
        let page = client.get(&format!("/api/docs?lang={lang}")).await;
        assert_eq!((page.status, page.text_of("h1").as_str()), (200, title));
        for (path, methods) in document()["paths"].as_object().unwrap() {
            for operation in methods.as_object().unwrap().values() {
                let id = operation["operationId"].as_str().unwrap();
                assert!(page.body.contains(&format!("id=\"{id}\"")) && page.body.contains(path.as_str()), "{path}");
            }
        }
        let targets: HashSet<String> =
            page.body.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
        assert!(targets.len() > 15);
        for target in targets {
            assert!(page.body.contains(&format!("id=\"{target}\"")), "#{target} leads nowhere");
        }
        assert!(!page.body.contains("<script"));
    }
    let file = client.get("/api/openapi.json").await;
    assert_eq!(serde_json::from_str::<Value>(&file.body).unwrap(), document());
    let tag = file.header("etag").unwrap();
    for known in [tag, tag.trim_start_matches("W/"), "*", &format!("\"other\", {tag}")] {
        let again = portal.client().with_header("if-none-match", known).get("/api/openapi.json").await;
        assert_eq!((again.status, again.header("vary")), (304, file.header("vary")), "{known}");
    }
    let other = portal.client().with_header("if-none-match", "W/\"openapi-0.1.0-1\"");
    assert_eq!(other.clone().get("/api/openapi.json").await.status, 200, "the tag is of what the document says");
}
