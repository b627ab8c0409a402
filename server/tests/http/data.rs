//! Open data: what is published, how its files are sent, and how programs ask.

use crate::support::portal::{COMPANY, PROPRIETOR, Portal};
use akno::publishing;
use serde_json::Value;
use sha2::Digest;

/// A portal that has published its sets, with the councils' where asked.
async fn published(councils: bool) -> Portal {
    let portal = Portal::start().await;
    publishing::publish(&portal.state.db, &portal.clock, &portal.var_dir, councils).await.unwrap();
    portal
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

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
async fn files_are_sent_whole_in_part_or_not_again() {
    let portal = published(false).await;
    let path = "/data/sme-foreign-trade-2018/latest/sme-foreign-trade-2018.csv";
    let mut client = portal.client().with_header("accept-encoding", "identity");
    let whole = client.get(path).await;
    assert_eq!((whole.status, whole.header("accept-ranges")), (200, Some("bytes")));
    assert_eq!(whole.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(whole.header("access-control-allow-origin"), Some("*"));
    assert_eq!(whole.header("cross-origin-resource-policy"), Some("cross-origin"));
    assert!(whole.header("link").unwrap().contains("csvm+json"));
    let etag = whole.header("etag").unwrap().to_owned();
    let size = whole.bytes.len();
    let with = |name: &str, value: &str| client.clone().with_header(name, value);
    let first = with("range", "bytes=0-9").get(path).await;
    assert_eq!((first.status, first.bytes.as_slice()), (206, &whole.bytes[..10]));
    assert_eq!(first.header("content-range"), Some(format!("bytes 0-9/{size}").as_str()));
    let last = with("range", "bytes=-7").get(path).await;
    assert_eq!((last.status, last.bytes.as_slice()), (206, &whole.bytes[size - 7..]));
    let beyond = with("range", "bytes=99999999-").get(path).await;
    assert_eq!((beyond.status, beyond.header("content-range")), (416, Some(format!("bytes */{size}").as_str())));
    let stale = with("range", "bytes=0-9").with_header("if-range", "\"other\"").get(path).await;
    assert_eq!((stale.status, stale.bytes.len()), (200, size));
    let same = with("if-none-match", &etag).get(path).await;
    assert_eq!((same.status, same.bytes.len(), same.header("etag")), (304, 0, Some(etag.as_str())));
    let modified = whole.header("last-modified").unwrap().to_owned();
    assert_eq!(with("if-modified-since", &modified).get(path).await.status, 304);
    let head = client.send("HEAD", path, None, Vec::new()).await;
    assert_eq!((head.status, head.header("content-length")), (200, Some(size.to_string().as_str())));
    let coded = portal
        .client()
        .with_header("accept-encoding", "zstd, br;q=0.5")
        .with_header("range", "bytes=0-9")
        .get(path)
        .await;
    assert_eq!((coded.status, coded.header("content-encoding")), (206, None));
    // Not gzip: the test's own client would unpack it and hide that it was coded.
    let coded = portal.client().with_header("accept-encoding", "br").get(path).await;
    assert_eq!(coded.header("content-encoding"), Some("br"));
    assert_ne!(coded.header("etag"), Some(etag.as_str()));
}

#[tokio::test(flavor = "multi_thread")]
async fn head_is_told_of_the_whole_file_whatever_part_is_asked_for() {
    let portal = published(false).await;
    let path = "/data/sme-foreign-trade-2018/latest/sme-foreign-trade-2018.csv";
    let client = portal.client().with_header("accept-encoding", "identity");
    let size = client.clone().get(path).await.bytes.len().to_string();
    for range in ["bytes=0-9", "bytes=99999999-"] {
        let head = client.clone().with_header("range", range).send("HEAD", path, None, Vec::new()).await;
        assert_eq!((head.status, head.header("content-length")), (200, Some(size.as_str())), "{range}");
        assert_eq!((head.header("content-range"), head.header("accept-ranges")), (None, Some("bytes")), "{range}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_of_other_sites_may_read_what_answers_tell_of_themselves() {
    let portal = published(false).await;
    let mut client = portal.client().with_header("origin", "https://elsewhere.example");
    for path in ["/data/entities/latest/entities.csv", "/data/entities/1/entities-from-1.csv"] {
        let answer = client.get(path).await;
        let exposed = answer.header("access-control-expose-headers").unwrap_or_default().to_lowercase();
        // Some are of any answer that programs may read.
        let known: Vec<&str> = exposed.split(',').map(str::trim).collect();
        for told in ["etag", "link", "content-range", "content-disposition", "x-result-sha256", "retry-after"] {
            assert!(known.contains(&told), "{told} of {path} in {exposed}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_is_drawn_as_its_definition_or_its_reader_asks() {
    let portal = published(false).await;
    let mut client = portal.client().with_header("accept-language", "en");
    let own = client.get("/data/entities").await.body;
    assert!(own.contains("class=\"line-chart\"") && own.contains("Number of rows · Registered on: by year"), "{own}");
    let asked = client.get("/data/entities?by=kind&measure=count").await.body;
    assert!(asked.contains("class=\"bars") && !asked.contains("class=\"line-chart\""), "{asked}");
    let count = |page: &str, kind: &str| {
        let row = page.split("<tr>").find(|row| row.contains(&format!(">{kind}</th>"))).map(str::to_owned);
        let told = row.and_then(|row| Some(row.split("class=\"num\">").nth(1)?.split('<').next()?.to_owned()));
        told.unwrap_or_default()
    };
    assert_eq!(count(&asked, "sole_proprietor"), "1", "{asked}");
    // What is filtered is filtered in the drawing too.
    let filtered = client.get("/data/entities?column=kind&value=sole_proprietor&by=kind&measure=count").await.body;
    assert!(count(&filtered, "legal_entity").is_empty() && count(&filtered, "sole_proprietor") == "1");
    let program = json(&client.get("/api/v1/data/entities/rows?group=registered_on.year&sort=-count").await.body);
    assert!(program["groups"][0]["registered_on.year"].is_i64(), "{program}");
    for bad in [
        "by=nothing",
        "by=kind.year",
        "by=kind&measure=sum(kind)",
        "by=%00&measure=%22%3E%3Cscript%3E",
        "by=kind&measure=sum(",
    ] {
        let page = client.get(&format!("/data/entities?{bad}")).await;
        assert_eq!(page.status, 200, "{bad}");
        assert!(page.body.contains("This chart cannot be drawn") && !page.body.contains("<script>"), "{bad}");
        assert!(page.body.contains("class=\"cards-table"), "the rows are there: {bad}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_that_are_none_are_not_found() {
    let portal = published(false).await;
    let mut client = portal.client();
    for path in [
        "/data/nothing",
        "/data/nothing.ttl",
        "/data/entities/latest/other.csv",
        "/data/entities/latest/entities.exe",
        "/data/entities/01/entities.csv",
        "/data/entities/99999999999/entities.csv",
        "/data/entities/-1/entities.csv",
        "/data/..%2f..%2fetc/latest/passwd",
        "/data/entities/nothing.json",
        "/councils/abc",
        "/councils/7211",
        "/catalog.ttl?page=99",
        "/api/v1/data/nothing/rows",
    ] {
        assert_eq!(client.get(path).await.status, 404, "{path}");
    }
}

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
    let sorted = json(&client.get(&format!("{base}?sort=-value&limit=1&value.lt=100")).await.body);
    assert_eq!(sorted["rows"][0]["value"], 93.1);
    assert!(client.get(&format!("{base}?format=csv&limit=1")).await.body.starts_with("number,indicator"));
    for (wrong, parameter) in [
        ("limit=0", "limit"),
        ("limit=x", "limit"),
        ("nothing=1", "nothing"),
        ("number=x", "number"),
        ("sort=x", "sort"),
    ] {
        let refused = client.get(&format!("{base}?{wrong}")).await;
        assert_eq!((refused.status, json(&refused.body)["parameter"].as_str()), (400, Some(parameter)), "{wrong}");
    }
    assert_eq!(client.get(&format!("{base}?sort=value&offset=99999999")).await.status, 400);
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

#[tokio::test(flavor = "multi_thread")]
async fn people_find_sort_and_filter_in_three_languages() {
    let portal = published(false).await;
    for (lang, title, word) in
        [("be", "Адкрытыя даныя", "гандаль"), ("ru", "Открытые данные", "торговля"), ("en", "Open data", "trade")]
    {
        let mut client = portal.client();
        client.get(&format!("/data?lang={lang}")).await;
        let word = crate::support::client::encode(word);
        let list = client.get(&format!("/data?q={word}")).await;
        assert_eq!((list.status, list.text_of("h1").as_str()), (200, title));
        assert_eq!(list.all("ol.results > li").len(), 1, "{lang}");
        let page = client.get("/data/sme-foreign-trade-2018?sort=-value&q=2018").await;
        assert_eq!(page.status, 200);
        let page = client.get("/data/sme-foreign-trade-2018?column=doubtful&value=true&sort=number").await;
        assert_eq!(page.all("main table").len(), 5);
        assert!(page.body.contains("application/ld+json"), "{lang}");
        let wrong = client.get("/data/sme-foreign-trade-2018?column=value&value=many&page=999999&sort=zzz").await;
        assert_eq!(wrong.status, 200);
        assert_eq!(client.get("/councils").await.status, 200);
    }
    let mut client = portal.client();
    let filtered = client.get("/data?kind=statistics&kind=register&freshness=current&page=77").await;
    assert_eq!(filtered.all("ol.results > li").len(), 10);
    assert!(client.get("/data?q=%3Cscript%3E&theme=%00").await.body.contains("&lt;script"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_published_is_said_plainly() {
    let portal = Portal::start().await;
    let page = portal.client().get("/data").await;
    assert_eq!((page.status, page.all("main .empty").len()), (200, 1));
    assert_eq!(portal.client().get("/catalog.ttl").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_councils_publish_by_one_template_and_the_late_are_named() {
    let portal = published(true).await;
    let mut client = portal.client();
    let late = client.get("/data/council-publication/latest/council-publication.csv").await.body;
    assert!(late.contains(",true,") && late.contains(",false,"));
    let rows: Vec<&str> = late.lines().skip(1).collect();
    let councils: std::collections::HashSet<&str> = rows.iter().filter_map(|row| row.split(',').next()).collect();
    assert!(rows.len() >= 100 && councils.len() == 179, "{} sets of {} councils", rows.len(), councils.len());
    let union = client.get("/data/union-reception/latest/union-reception.csv").await.body;
    assert!(union.starts_with("council_code,council,covers_until,late,weekday"), "{union:.80}");
    let large = "/data/union-reception/latest/union-reception.json";
    let plain = client.clone().with_header("accept-encoding", "identity").get(large).await;
    for coding in ["br", "zstd"] {
        let coded = client.clone().with_header("accept-encoding", coding).get(large).await;
        assert_eq!((coded.status, coded.header("content-encoding")), (200, Some(coding)));
        assert!(coded.header("etag") != plain.header("etag") && coded.bytes.len() < plain.bytes.len() / 2, "{coding}");
    }
    let tree = client.get("/councils").await;
    assert_eq!(tree.all("main li").len(), 179);
    let council = client.get("/councils/7101").await;
    assert_eq!(council.all("ol.results > li").len(), 7);
    assert_eq!(
        council.attribute("main a[href^='mailto:']", "href").as_deref(),
        Some("mailto:council-7101@akno.example")
    );
    let notices = client.get("/api/v1/data/notices-7101/rows?sort=-published_on&limit=1").await.body;
    let newest = notices.split("\"subject\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(council.text_of("main").contains(newest), "the newest notice stands there: {newest}");
    assert!(council.attribute("main a[href='/data/notices-7101']", "href").is_some());
    assert!(client.get("/data/reception-7101").await.all("main .note.blue").len() == 1, "marked as invented");
    let late_list = client.get("/data?kind=council&freshness=late").await;
    assert!(late_list.all("ol.results .tag.amber").len() >= 10);
    harvested(&portal).await;
}

/// The whole catalogue by its pages, each set once, in three syntaxes.
async fn harvested(portal: &Portal) {
    let mut client = portal.client();
    for (syntax, kind) in [("ttl", "text/turtle"), ("jsonld", "application/ld+json"), ("rdf", "application/rdf+xml")] {
        let (mut page, mut sets) = (1, 0);
        loop {
            let answer = client.get(&format!("/catalog.{syntax}?page={page}")).await;
            assert_eq!((answer.status, answer.header("content-type").unwrap().split(';').next()), (200, Some(kind)));
            // Each set has one.
            sets += answer.body.matches("landingPage").count();
            page += 1;
            if !answer.body.contains(&format!("page={page}")) {
                break;
            }
        }
        assert!(page > 4 && sets >= 400, "{syntax}: {sets} sets on {page} pages");
    }
}

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

#[tokio::test(flavor = "multi_thread")]
async fn the_catalogue_is_filtered_by_council_licence_and_quality_sorted_and_found_in_latin_letters() {
    let portal = published(true).await;
    let mut client = portal.client();
    let hrefs = |page: &crate::support::client::Answer| -> Vec<String> {
        let found = scraper::Html::parse_document(&page.body);
        let links = scraper::Selector::parse(".results h2 a").unwrap();
        found.select(&links).filter_map(|link| link.value().attr("href")).map(str::to_owned).collect()
    };
    let council = client.get("/data?owner=7121").await;
    let of_council = hrefs(&council);
    assert!(of_council.len() >= 7 && of_council.iter().all(|href| href.ends_with("-7121")), "{of_council:?}");
    assert_eq!(council.attribute("input[name=owner][checked]", "value").as_deref(), Some("7121"));
    assert_eq!(hrefs(&client.get("/data?owner=7121&licence=CC0-1.0").await).len(), 0);
    assert_eq!(
        hrefs(&client.get("/data?owner=7121&licence=CC-BY-4.0&format=parquet&quality=excellent").await),
        of_council
    );
    assert_eq!(hrefs(&client.get("/data?owner=7121&quality=bad").await).len(), 0);
    let titles = client.get("/data?owner=7121&sort=title&lang=ru").await.all(".results h2");
    let mut sorted = titles.clone();
    sorted.sort_by_key(|title| title.to_lowercase());
    assert_eq!(titles, sorted);
    for sort in ["newest", "complete", "sideways"] {
        assert_eq!(client.get(&format!("/data?sort={sort}")).await.status, 200);
    }
    // The next page keeps the order that was asked for.
    assert!(client.get("/data?sort=newest").await.body.contains("sort=newest&amp;page=2"));
    for word in ["Shklouski", "Shklovskiy", "Шклоўскі", "шкловский"] {
        let found = hrefs(&client.get(&format!("/data?q={}", crate::support::client::encode(word))).await);
        assert!(found.iter().any(|href| href.ends_with("-7121")), "{word}: {found:?}");
    }
    assert_eq!(hrefs(&client.get("/data?q=zzqq").await).len(), 0);
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
    let row = json(&client.get("/api/v1/data/entities/rows?limit=1").await.body)["rows"][0].clone();
    let properties = &described["components"]["schemas"]["Row"]["properties"];
    for column in row.as_object().unwrap().keys() {
        assert!(properties[column]["type"].is_string() || properties[column]["type"].is_array(), "{column}");
    }
    assert_eq!(client.get("/api/v1/data/nothing/openapi.json").await.status, 404);
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

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_that_gives_out_files_is_told_which() {
    let portal = Portal::with(|config| config.data_accel = "/objects".to_owned()).await;
    publishing::publish(&portal.state.db, &portal.clock, &portal.var_dir, false).await.unwrap();
    let path = "/data/sme-foreign-trade-2018/latest/sme-foreign-trade-2018.csv";
    let mut client = portal.client().with_header("accept-encoding", "identity");
    let whole = client.get(path).await;
    let place = whole.header("x-accel-redirect").unwrap().strip_prefix("/objects/").unwrap().to_owned();
    assert_eq!((whole.status, whole.bytes.len()), (200, 0));
    let file = std::fs::read(portal.var_dir.join("data/objects").join(place)).unwrap();
    assert_eq!(whole.header("etag").map(str::len), Some(66));
    let part = client.clone().with_header("range", "bytes=0-9").get(path).await;
    assert_eq!((part.status, part.bytes.as_slice(), part.header("x-accel-redirect")), (206, &file[..10], None));
    let head = client.send("HEAD", path, None, Vec::new()).await;
    assert_eq!(head.header("content-length"), Some(file.len().to_string().as_str()));
    let coded = portal.client().with_header("accept-encoding", "br").get(path).await;
    assert!(coded.header("x-accel-redirect").unwrap().ends_with(".br"));
}
