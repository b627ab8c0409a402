//! `/api/v2/egr/…` and the tax register's look-up: what their clients rely upon.

use crate::office::{decide, in_hands};
use crate::support::client::{Answer, encode};
use crate::support::portal::{COMPANY, EXCLUDED, PRIVATE, PROPRIETOR, Portal, append};
use akno::failure::Failure;
use akno::register::egr::List;
use akno::register::wire::{self, Feed};
use akno::register::{generate, import};
use akno::store::connection::connect;
use akno::store::entries;
use akno::store::feeds::Period;
use chrono::NaiveDate;
use diesel::Connection;
use diesel::connection::InstrumentationEvent;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

async fn ask(portal: &Portal, path: &str) -> Answer {
    portal.client().get(&format!("/api/v2/egr/{path}")).await
}

/// The rows of an answer, which has some.
fn rows(answer: &Answer) -> Vec<Value> {
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")), "{}", answer.body);
    let rows: Vec<Value> = serde_json::from_str(&answer.body).unwrap_or_else(|e| panic!("{e}: {}", answer.body));
    assert!(!rows.is_empty(), "nothing is told by 204");
    rows
}

fn nothing(answer: &Answer) {
    assert_eq!((answer.status, answer.bytes.len(), answer.header("content-type")), (204, 0, None), "{}", answer.body);
}

#[tokio::test]
async fn real_records_leave_as_they_came() {
    let portal = Portal::start().await;
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/../app/portal/tests/data/egr-samples.json");
    import::run(&portal.state.db, &portal.clock, samples, None, None).await.unwrap();
    let original: Value = serde_json::from_slice(&std::fs::read(samples).unwrap()).unwrap();
    let short = rows(&ask(&portal, "getShortInfoByRegNum/100049190").await);
    assert_eq!(json!(short), original["getShortInfoByRegNum/100049190"]);
    let found = rows(&ask(&portal, &format!("getShortInfoByRegName/{}", encode("фактор-сервис"))).await);
    assert_eq!(found[0], original["getShortInfoByRegName"][0]);
    // Of an address alone it is not known whose it is: it may be a person's.
    nothing(&ask(&portal, "getAddressByRegNum/191835044").await);
    append(
        &portal,
        vec![
            (
                Feed::Base,
                json!({"ngrn": 191835044, "dfrom": "2011-05-05", "nsi00219": {"nksost": 1}, "nsi00211": {"nkvob": 1}}),
            ),
            (Feed::Names, json!({"ngrn": 191835044, "dfrom": "2011-05-05", "cact": "+", "vn": "ООО"})),
        ],
    )
    .await;
    let address = rows(&ask(&portal, "getAddressByRegNum/191835044").await);
    assert_eq!(json!(address), original["getAddressByRegNum/191835044"]);
    assert!(address[0]["nsi00202"]["nksoato"].as_i64().unwrap() > i64::from(i32::MAX));
}

#[tokio::test]
async fn each_method_tells_one_company_in_an_array_or_nothing_at_all() {
    let portal = Portal::start().await;
    for (path, field, value) in [
        (format!("getBaseInfoByRegNum/{COMPANY}"), "nsi00211", json!({"nkvob": 1, "vnvobp": "", "nsi00211": 1})),
        (format!("getShortInfoByRegNum/{COMPANY}"), "vfn", json!("Ёлка-Ўсход")),
        (format!("getShortInfoByRegNum/{PROPRIETOR}"), "vfio", json!("Шиманский Олег Петрович")),
        (format!("getJurNamesByRegNum/{COMPANY}"), "cact", json!("+")),
        (format!("getAllJurNamesByRegNum/{COMPANY}"), "vn", json!("ООО \"Ёлка-Ўсход\"")),
        (format!("getAddressByRegNum/{COMPANY}"), "nindex", json!(213010)),
        (format!("getAllAddressByRegNum/{COMPANY}"), "vnp", json!("Шклов")),
        (format!("getVEDByRegNum/{COMPANY}"), "dfrom", json!("2015-09-14T21:00:00.000+00:00")),
        (format!("getAllVEDByRegNum/{COMPANY}"), "ngrn", json!(COMPANY)),
        (format!("getIPFIOByRegNum/{PROPRIETOR}"), "vfiob", json!("Шыманскі Алег Пятровіч")),
        (format!("getAllIPFIOByRegNum/{PROPRIETOR}"), "ngrn", json!(PROPRIETOR)),
        (format!("getBaseInfoByRegNum/{EXCLUDED}"), "ngrn", json!(EXCLUDED)),
    ] {
        let found = rows(&ask(&portal, &path).await);
        assert_eq!((found.len(), &found[0][field]), (1, &value), "{path}");
    }
    let short = &rows(&ask(&portal, &format!("getShortInfoByRegNum/{COMPANY}")).await)[0];
    let mut fields: Vec<&String> = short.as_object().unwrap().keys().collect();
    fields.sort();
    assert_eq!(fields, ["dfrom", "ngrn", "nsi00219", "vfn", "vn", "vnaim"], "nothing else, and no null");
    for path in [
        format!("getIPFIOByRegNum/{COMPANY}"),
        format!("getJurNamesByRegNum/{PROPRIETOR}"),
        format!("getEventByRegNum/{COMPANY}"),
        format!("getEventsByRegNum/{COMPANY}"),
        format!("getIPtoJurByRegNum/{COMPANY}"),
        format!("getAddressByRegNum/{PROPRIETOR}"),
        format!("getAllAddressByRegNum/{PROPRIETOR}"),
        "getBaseInfoByRegNum/100582333".into(),
        "getBaseInfoByRegNum/791397356".into(),
        "getBaseInfoByRegNum/MA1953684".into(),
        "getShortInfoByRegName/%D0%BD%D0%B5%D1%82%20%D1%82%D0%B0%D0%BA%D0%BE%D0%B3%D0%BE".into(),
        "getAllLikvidUL".into(),
        "getAllLikvidIP".into(),
        "getAllIPtoJur".into(),
        "getRegNumByState/13".into(),
        "getBaseInfoByPeriod/01.01.1990/31.12.1990".into(),
        format!("getGOInfoByRegNum/{COMPANY}"),
        format!("getGOTelHByRegNum/{COMPANY}"),
        "getGOPreeAll".into(),
    ] {
        nothing(&ask(&portal, &path).await);
    }
}

#[tokio::test]
async fn what_a_filing_changed_is_told_in_the_same_format_the_row_in_force_first() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    assert_eq!(decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await.status, 303);
    let both = rows(&ask(&portal, &format!("getAllAddressByRegNum/{COMPANY}")).await);
    let told: Vec<_> = both.iter().map(|row| (row["cact"].as_str().unwrap(), row["vdom"].as_str().unwrap())).collect();
    assert_eq!(told, [("+", "7А"), ("-", "10")]);
    assert!(both[1]["dto"].is_string() && both[0].get("dto").is_none());
    let now = rows(&ask(&portal, &format!("getAddressByRegNum/{COMPANY}")).await);
    assert_eq!(now, both[..1]);
    let event = rows(&ask(&portal, &format!("getEventByRegNum/{COMPANY}")).await).remove(0);
    assert_eq!(json!([event]), json!(rows(&ask(&portal, &format!("getEventsByRegNum/{COMPANY}")).await)));
    // Strict clients refuse an event in which one of these is blank.
    assert!(event["ngr04004"].as_i64().unwrap() > i64::from(u32::MAX) && event["ngrn"] == COMPANY);
    for field in ["dfrom", "ddoc"] {
        assert!(event[field].as_str().unwrap().ends_with("T21:00:00.000+00:00"), "{event}");
    }
    for (object, field) in [("nsi00212", "vnuzp"), ("nsi00213", "vnosn"), ("nsi00223", "vnop")] {
        assert!(!event[object][field].as_str().unwrap().trim().is_empty(), "{event}");
    }
    // The period of the decision has what it changed, whenever the rows began.
    let today = portal.clock.today().format("%d.%m.%Y").to_string();
    let lately = format!("{}/{today}", (portal.clock.today() - chrono::Days::new(2)).format("%d.%m.%Y"));
    let addresses = rows(&ask(&portal, &format!("getAddressByPeriod/{lately}")).await);
    assert_eq!(addresses.len(), 2, "the new one and the closed one: {addresses:?}");
    assert_eq!(rows(&ask(&portal, &format!("getEventByPeriod/{lately}")).await).len(), 1);
}

#[tokio::test]
async fn what_was_recorded_late_belongs_to_the_day_on_which_it_was_recorded() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    assert_eq!(decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await.status, 303);
    let today = portal.clock.today().format("%d.%m.%Y").to_string();
    let addresses = rows(&ask(&portal, &format!("getAddressByPeriod/{today}/{today}")).await);
    assert_eq!(addresses.len(), 2, "{addresses:?}");
    // A state has no date of its own: the base row is told on the day of its change, and the short one with it.
    append(&portal, vec![(Feed::Base, json!({
        "ngrn": PRIVATE, "dfrom": "2015-09-15", "nsi00219": {"nksost": 3, "vnsostk": "В процессе ликвидации"}, "nsi00211": {"nkvob": 1},
    }))]).await;
    for method in ["getBaseInfoByPeriod", "getShortInfoByPeriod"] {
        let told = rows(&ask(&portal, &format!("{method}/{today}/{today}")).await);
        assert_eq!((told.len(), &told[0]["nsi00219"]["nksost"]), (1, &json!(3)), "{method}");
        let then = rows(&ask(&portal, &format!("{method}/15.09.2015/{today}")).await);
        assert_eq!(then.len(), 4, "{method}: each once");
    }
    let closing = rows(&ask(&portal, "getAllLikvidUL").await);
    assert_eq!((closing.len(), &closing[0]["ngrn"]), (1, &json!(PRIVATE)));
    assert_eq!(rows(&ask(&portal, "getRegNumByState/3").await), [json!({"ngrn": PRIVATE})]);
}

#[tokio::test]
async fn a_sole_proprietors_address_and_contacts_leave_by_no_method() {
    let portal = Portal::start().await;
    append(&portal, vec![
        (Feed::Short, json!({"ngrn": PROPRIETOR, "dfrom": "2015-09-15", "vfio": "Шиманский Олег Петрович", "nsi00219": {"nksost": 1}, "VTELS": "5-55-55", "vpadres": "Тайная"})),
        (Feed::Activity, json!({"ngrn": PROPRIETOR, "dfrom": "2015-09-15", "cact": "+", "nsi00114": {"vkvdn": "62010"}, "vemail": "oleg@secret.example", "VULITSA": "Тайная"})),
        (Feed::Event, json!({"ngrn": PROPRIETOR, "ngr04004": 10398446501i64, "dfrom": "2016-01-01", "vprim": "живёт на Тайной", "nsi00223": {"nkop": 1, "vnop": "x"}})),
    ]).await;
    let ever = "01.01.1900/31.12.2999";
    let mut paths =
        vec!["getRegNumByState/1".to_owned(), "getShortInfoByRegName/%D1%88%D0%B8%D0%BC%D0%B0%D0%BD".into()];
    for feed in Feed::BY_PERIOD {
        paths.push(format!("{}ByPeriod/{ever}", feed.method()));
        paths.push(format!("{}ByRegNum/{PROPRIETOR}", feed.method()));
        paths.push(format!("{}ByRegNum/{PROPRIETOR}", feed.method().replace("get", "getAll")));
    }
    let mut met = 0;
    for path in paths {
        let answer = ask(&portal, &path).await;
        met += usize::from(answer.body.contains(&PROPRIETOR.to_string()));
        for personal in ["Тайн", "secret.example", "\"vtels\":\"5-55-55", "VTELS"] {
            assert!(!answer.body.contains(personal), "{path}: {}", answer.body);
        }
    }
    assert!(met >= 8, "the proprietor was told by {met} methods");
    for type_ in ["json", "xml"] {
        for path in ["/grp/getData", "/api/grp-public/data"] {
            let told = portal.client().get(&format!("{path}?unp={PROPRIETOR}&charset=UTF-8&type={type_}")).await;
            assert!(
                told.status == 200 && told.body.contains("Шиманский") && !told.body.contains("Тайн"),
                "{}",
                told.body
            );
        }
    }
}

#[tokio::test]
async fn thirty_years_in_one_request_have_each_row_once() {
    let portal = Portal::start().await;
    generate::generate(&portal.state.db, &portal.clock, 3, 1_800).await.unwrap();
    let mut conn = portal.client().with_header("accept-encoding", "gzip");
    for feed in Feed::BY_PERIOD.into_iter().filter(|feed| !matches!(feed, Feed::Succession)) {
        let kind = feed.kind().code();
        let told = rows(&ask(&portal, &format!("{}ByPeriod/01.01.1990/31.12.2030", feed.method())).await);
        let expected = match feed {
            Feed::Short => "companies".to_owned(),
            Feed::Address => format!(
                "register_entries JOIN companies USING (unp) WHERE companies.kind = 'legal_entity' AND superseded_by IS NULL AND register_entries.kind = '{kind}'"
            ),
            _ => format!("register_entries WHERE superseded_by IS NULL AND kind = '{kind}'"),
        };
        let expected =
            crate::support::database::counted(&portal.state.db, format!("SELECT COUNT(*) AS count FROM {expected}"))
                .await;
        assert_eq!(told.len() as i64, expected, "{feed:?}");
        assert!(expected > 600, "more than one piece");
        let mut texts: Vec<String> = told.iter().map(Value::to_string).collect();
        texts.sort();
        texts.dedup();
        assert_eq!(texts.len(), told.len(), "{feed:?}: a row comes once");
    }
    let mut numbers = 0;
    for state in 1..=13 {
        let answer = ask(&portal, &format!("getRegNumByState/{state}")).await;
        numbers += if answer.status == 204 { 0 } else { rows(&answer).len() };
    }
    assert_eq!(numbers, 1_804);
    let packed = conn.get("/api/v2/egr/getBaseInfoByPeriod/01.01.1990/31.12.2030").await;
    assert_eq!(packed.status, 200);
}

#[tokio::test]
async fn short_rows_of_a_period_read_what_records_say_once_and_of_the_told_companies_alone() {
    let portal = Portal::start().await;
    generate::generate(&portal.state.db, &portal.clock, 3, 1_800).await.unwrap();
    let mut conn = connect(&portal.database.options()).unwrap();
    let bodies = Arc::new(AtomicUsize::new(0));
    let counter = bodies.clone();
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            counter.fetch_add(usize::from(query.to_string().contains("body")), Ordering::Relaxed);
        }
    });
    let days = [(1990, 1), (2030, 365)].map(|(year, day)| NaiveDate::from_yo_opt(year, day).unwrap());
    let moments = days.map(|day| day.and_hms_opt(0, 0, 0).unwrap());
    let period = Period { days: days.into(), moments: moments.into(), undated: false };
    let (mut list, mut told, mut telling) = (Some(List::of_period(Feed::Short, period)), 0, 0);
    while let Some(piece) = list {
        let (rows, rest) = piece.next(&mut conn).unwrap();
        told += rows.len();
        telling += usize::from(!rows.is_empty());
        list = rest;
    }
    assert_eq!((told, bodies.load(Ordering::Relaxed)), (1_804, telling));
}

#[tokio::test]
async fn a_period_goes_from_day_to_day_and_tells_by_their_mark_which_rows_are_in_force() {
    let portal = Portal::start().await;
    append(
        &portal,
        vec![
            (Feed::Names, json!({"ngrn": COMPANY, "dfrom": "2010-03-01", "cact": "-", "vn": "ООО"})),
            (Feed::Names, json!({"ngrn": PRIVATE, "dfrom": "2012-05-04", "cact": "-", "vn": "ЧУП"})),
        ],
    )
    .await;
    let told = rows(&ask(&portal, "getJurNamesByPeriod/01.01.1990/31.12.2030").await);
    let days: Vec<&str> = told.iter().map(|row| row["dfrom"].as_str().unwrap()).collect();
    assert!(days.is_sorted(), "{days:?}");
    let of_one = |told: &[Value]| -> Vec<String> {
        let of_one = told.iter().filter(|row| row["ngrn"] == COMPANY);
        of_one.map(|row| row["cact"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(of_one(&told), ["-", "+"]);
    let by_number = rows(&ask(&portal, &format!("getAllJurNamesByRegNum/{COMPANY}")).await);
    assert_eq!(of_one(&by_number), ["+", "-"], "of one company the one in force comes first");
}

#[tokio::test]
async fn a_list_of_all_has_what_has_no_day_too_and_a_period_has_it_not() {
    let portal = Portal::start().await;
    let numbers = (700_300_000..).filter(|unp| portal::unp::Unp::from_number(*unp).is_ok()).take(1_000);
    let undated = numbers.map(|unp| json!({"ipngrn": PROPRIETOR, "ulngrn": unp}));
    let dated = json!({"ipngrn": PROPRIETOR, "ulngrn": COMPANY, "dreg": "2026-03-06"});
    let records: Vec<Value> = undated.chain([dated]).collect();
    let origin = wire::Origin { source: "test".into(), application_id: None, recorded_at: portal.clock.now() };
    let written = portal.state.db.write(move |conn| {
        let read = records.into_iter().map(|record| wire::read(Feed::Succession, record, &origin));
        let read: Vec<_> = read.collect::<Result<_, _>>().map_err(Failure::Internal)?;
        entries::append_all(conn, read.into_iter().flatten().collect())?;
        Ok::<_, Failure>(())
    });
    written.await.unwrap();
    let all = rows(&ask(&portal, "getAllIPtoJur").await);
    let entities: std::collections::HashSet<i64> = all.iter().map(|row| row["ulngrn"].as_i64().unwrap()).collect();
    assert_eq!((all.len(), entities.len()), (1_001, 1_001), "each once");
    let of_years = rows(&ask(&portal, "getIPtoJurByPeriod/01.01.1990/31.12.2030").await);
    assert_eq!(of_years.len(), 1, "{of_years:?}");
}

#[tokio::test]
async fn hostile_arguments_are_refused_or_find_nothing_and_break_nothing() {
    let portal = Portal::start().await;
    for path in [
        "getBaseInfoByPeriod/31.02.2024/01.03.2024",
        "getBaseInfoByPeriod/01.03.2024/31.02.2024",
        "getBaseInfoByPeriod/02.01.2024/01.01.2024",
        "getBaseInfoByPeriod/2024-01-01/2024-01-02",
        "getBaseInfoByPeriod/01.01.2024/%00",
        "getBaseInfoByPeriod/01.01.0000/01.01.99999",
        "getAddressByPeriod/'%20OR%201=1--/01.01.2024",
        "getBaseInfoByRegNum/x",
        "getBaseInfoByRegNum/%00",
        "getBaseInfoByRegNum/-1",
        "getBaseInfoByRegNum/1%20OR%201=1",
        "getBaseInfoByRegNum/%ED%A0%80",
        "getBaseInfoByRegNum/%FF%FE",
        "getShortInfoByRegName/%ED%A0%80%ED%BF%BF",
        "getRegNumByState/0",
        "getRegNumByState/14",
        "getRegNumByState/-1",
        "getRegNumByState/+1",
        "getRegNumByState/99999999999999999999",
    ] {
        let answer = ask(&portal, path).await;
        assert_eq!((answer.status, answer.header("content-type")), (400, Some("application/problem+json")), "{path}");
    }
    for path in [
        "getAllByRegNum/791397355",
        "getbaseinfobyregnum/791397355",
        "getBaseInfoByRegNum",
        "getAllLikvidUL/1",
        "%00",
        "getAllLikvidUL%00",
    ] {
        assert_eq!(ask(&portal, path).await.status, 404, "{path}");
    }
    for name in ["%25", "_", "*", "%22", "' OR 1=1 --", "NEAR(", "\0", "🙂", "\u{202e}", "() AND NOT", "%%%%"] {
        let answer = ask(&portal, &format!("getShortInfoByRegName/{}", encode(name))).await;
        assert_eq!(answer.status, 204, "{name:?}: {}", answer.body);
    }
    let long = "я".repeat(5_000);
    assert!([400, 414].contains(&ask(&portal, &format!("getShortInfoByRegName/{}", encode(&long))).await.status));
    // A million days are as good a period as any.
    assert_eq!(rows(&ask(&portal, "getBaseInfoByPeriod/01.01.0001/31.12.9999").await).len(), 4);
    // Refused with an answer, or by closing the connection before it is read whole.
    let posted = portal.client().try_send("POST", "/api/v2/egr/getAllLikvidUL", None, vec![b'x'; 10 << 20]).await;
    if let Ok(answer) = posted {
        assert!((400..500).contains(&answer.status), "{}", answer.status);
    }
    assert_eq!(portal.client().get("/health/ready").await.status, 200);
}

#[tokio::test]
async fn ten_megabytes_of_query_are_refused() {
    let portal = Portal::start().await;
    let address = portal.address;
    let said = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(b"GET /api/v2/egr/getShortInfoByRegName/").unwrap();
        // Refused before it is read whole.
        for _ in 0..160 {
            if stream.write_all(&[b'x'; 64 << 10]).is_err() {
                break;
            }
        }
        let _ = stream.write_all(b" HTTP/1.1\r\nhost: akno\r\nconnection: close\r\n\r\n");
        let mut said = Vec::new();
        let _ = stream.take(1 << 16).read_to_end(&mut said);
        String::from_utf8_lossy(&said).into_owned()
    });
    let said = said.await.unwrap();
    assert!(said.is_empty() || said.starts_with("HTTP/1.1 4"), "{said}");
    assert_eq!(portal.client().get("/health/ready").await.status, 200);
}

#[tokio::test]
async fn the_tax_registers_look_up_speaks_both_ways_and_xml() {
    let portal = Portal::start().await;
    let get = async |query: &str| portal.client().get(query).await;
    let old = get(&format!("/grp/getData?unp={COMPANY}&charset=UTF-8&type=json")).await;
    let old: Value = serde_json::from_str(&old.body).unwrap();
    assert_eq!(
        (&old["ROW"]["VUNP"], &old["ROW"]["DREG"], &old["ROW"]["DLIKV"]),
        (&json!("791397355"), &json!("15.09.2015"), &Value::Null)
    );
    let new = get(&format!("/api/grp-public/data?unp={COMPANY}&charset=UTF-8&type=json")).await;
    let new: Value = serde_json::from_str(&new.body).unwrap();
    let mut fields: Vec<&String> = new["row"].as_object().unwrap().keys().collect();
    fields.sort();
    let known = ["ckodsost", "dlikv", "dreg", "nmns", "vkods", "vlikv", "vmns", "vnaimk", "vnaimp", "vpadres", "vunp"];
    assert_eq!(fields, known);
    assert_eq!((&new["row"]["ckodsost"], &new["row"]["dreg"]), (&json!("1"), &json!("2015-09-15")));
    let xml = get(&format!("/grp/getData?unp={COMPANY}&type=xml")).await;
    assert!(xml.header("content-type").unwrap().starts_with("application/xml"));
    assert!(xml.body.contains("<ROWSET><ROW><VUNP>791397355</VUNP><VNAIMP>Общество с ограниченной ответственностью &quot;Ёлка-Ўсход&quot;</VNAIMP>"), "{}", xml.body);
    assert!(xml.body.contains("<DLIKV/>") && xml.body.trim_end().ends_with("</ROW></ROWSET>"));
    for unknown in ["100582333", "771681495", "MA1953684"] {
        for path in ["/grp/getData", "/api/grp-public/data"] {
            assert_eq!(get(&format!("{path}?unp={unknown}&type=json")).await.status, 400, "{unknown}");
        }
    }
    for query in [
        "",
        "unp=",
        "unp=x",
        "unp=%00",
        "unp=791397355%27--",
        "unp=791397356",
        "unp=791397355&type=pdf",
        "unp=791397355&charset=KOI8-R",
        "%FF=%FF",
    ] {
        assert_eq!(get(&format!("/api/grp-public/data?{query}")).await.status, 400, "{query}");
    }
}
