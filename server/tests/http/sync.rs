//! `akno register sync`: one portal follows another over HTTP and then answers the same.

use crate::office::{decide, in_hands};
use crate::support::client::Client;
use crate::support::portal::{COMPANY, EXCLUDED, PRIVATE, PROPRIETOR, Portal};
use crate::support::register_feed::{FeedServer, Say};
use akno::register::generate;
use akno::register::import::{Outcome, Patience};
use akno::register::sync::{follow, follow_patiently};
use akno::register::wire::Feed;
use akno::store::{Db, DbError, companies};
use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use serde_json::{Value, json};
use std::time::Duration;

/// The other portal, whose register is empty.
async fn emptied() -> Portal {
    let portal = Portal::start().await;
    let write = |conn: &mut akno::store::AnyConn| {
        use akno::store::schema::{companies, mandates, places, register_entries};
        diesel::delete(mandates::table).execute(conn)?;
        diesel::delete(companies::table).execute(conn)?;
        diesel::delete(places::table).execute(conn)?;
        diesel::delete(register_entries::table).execute(conn)?;
        Ok::<_, DbError>(())
    };
    portal.state.db.write(write).await.unwrap();
    portal
}

async fn sync(db: &Db, from: &Portal, since: NaiveDate) -> Outcome {
    let base = format!("http://{}/api/v2/egr", from.address);
    let seconds = Duration::from_secs;
    let patience = Patience { pause: seconds(1), tries: 3, begin: seconds(60), whole: seconds(120) };
    follow_patiently(db, &from.clock, &base, since, patience).await.unwrap()
}

/// The rows of an answer, in whatever order, since lists of a period go by the order of recording.
async fn told(client: &mut Client, path: &str) -> (u16, Vec<String>) {
    let answer = client.get(&format!("/api/v2/egr/{path}")).await;
    let rows: Vec<Value> = if answer.status == 200 { serde_json::from_str(&answer.body).unwrap() } else { Vec::new() };
    (answer.status, rows.iter().map(Value::to_string).collect())
}

fn paths() -> Vec<String> {
    let mut paths: Vec<String> =
        ["getAllLikvidUL", "getAllLikvidIP", "getAllIPtoJur", "getGOInfoAll"].map(String::from).into();
    paths.extend((1..=13).map(|state| format!("getRegNumByState/{state}")));
    paths.extend(["%D0%BE%D0%BE%D0%BE", "%D0%BB%D1%91%D0%BD"].map(|name| format!("getShortInfoByRegName/{name}")));
    paths.extend(Feed::BY_PERIOD.iter().map(|feed| format!("{}ByPeriod/01.01.1990/31.12.2030", feed.method())));
    paths
}

fn paths_of(unp: i64) -> Vec<String> {
    let mut paths: Vec<String> =
        Feed::BY_PERIOD.iter().map(|feed| format!("{}ByRegNum/{unp}", feed.method())).collect();
    for kind in ["JurNames", "Address", "VED", "IPFIO"] {
        paths.push(format!("getAll{kind}ByRegNum/{unp}"));
    }
    paths.push(format!("getEventsByRegNum/{unp}"));
    paths
}

async fn assert_alike(one: &Portal, other: &Portal, unps: &[i64]) {
    let (mut one, mut other) = (one.client(), other.client());
    let mut answered = 0;
    for path in paths() {
        let (mut a, mut b) = (told(&mut one, &path).await, told(&mut other, &path).await);
        answered += a.1.len();
        a.1.sort();
        b.1.sort();
        assert!(
            a == b,
            "{path}: {} {} rows and {} {} rows, first of difference {:?}",
            a.0,
            a.1.len(),
            b.0,
            b.1.len(),
            a.1.iter().find(|row| !b.1.contains(row)).or_else(|| b.1.iter().find(|row| !a.1.contains(row)))
        );
    }
    for unp in unps {
        for path in paths_of(*unp) {
            assert_eq!(told(&mut one, &path).await, told(&mut other, &path).await, "{path}");
        }
    }
    assert!(answered > 500, "{answered} rows were compared");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_follows_another_answers_every_method_alike() {
    let (one, other) = (Portal::start().await, emptied().await);
    generate::generate(&one.state.db, &one.clock, 5, 150).await.unwrap();
    let beginning = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap();
    let first = sync(&other.state.db, &one, beginning).await;
    assert!(first.added > 700 && first.refused == 0, "{first}");
    let numbers: Vec<i64> = one
        .read(|conn| {
            use akno::store::schema::companies;
            companies::table.order(companies::unp).select(companies::unp).limit(12).load(conn)
        })
        .await;
    let known = [COMPANY, PRIVATE, EXCLUDED, PROPRIETOR];
    assert_alike(&one, &other, &[&numbers[..], &known[..]].concat()).await;
    let again = sync(&other.state.db, &one, beginning).await;
    assert_eq!((again.added, again.replaced, again.unchanged), (0, 0, first.read), "run twice it changes nothing");

    // What is decided there comes by a sync of the last days alone.
    let (id, _, mut clerk) = in_hands(&one).await;
    assert_eq!(decide(&one, &mut clerk, &id, &[("outcome", "accept")]).await.status, 303);
    let lately = one.clock.today() - chrono::Days::new(3);
    let moved = sync(&other.state.db, &one, lately).await;
    assert!(moved.added >= 2 && moved.replaced >= 1, "{moved}");
    assert_alike(&one, &other, &known).await;
    let again = sync(&other.state.db, &one, lately).await;
    assert_eq!((again.added, again.replaced), (0, 0));
}

#[tokio::test]
async fn an_older_company_with_an_event_is_asked_for_by_its_number() {
    let (portal, server) = (Portal::start().await, FeedServer::start());
    let today = portal.clock.today();
    let since = today.with_day(1).unwrap();
    let days = format!("{}/{}", since.format("%d.%m.%Y"), today.format("%d.%m.%Y"));
    let event = json!([{ "ngr04004": 10398446501i64, "ngrn": COMPANY, "dfrom": since, "nsi00223": { "nkop": 990005, "vnop": "x" } }]);
    server.says(&format!("getEventByPeriod/{days}"), &[Say::Json(event.to_string())]);
    // This server tells a state and the end of a row by the number alone.
    let base =
        json!([{ "ngrn": COMPANY, "dfrom": "2015-09-15", "nsi00219": { "nksost": 3 }, "nsi00211": { "nkvob": 1 } }]);
    server.says(&format!("getBaseInfoByRegNum/{COMPANY}"), &[Say::Status(503), Say::Json(base.to_string())]);
    let address = |from: &str, to: Option<&str>, house: &str| json!({ "ngrn": COMPANY, "dfrom": from, "dto": to, "cact": if to.is_some() { "-" } else { "+" }, "vnp": "Шклов", "vdom": house });
    let addresses = json!([address("2026-11-01", None, "7"), address("2015-09-15", Some("2026-11-01"), "10")]);
    server.says(&format!("getAllAddressByRegNum/{COMPANY}"), &[Say::Json(addresses.to_string())]);
    let patience = Patience {
        pause: Duration::from_millis(1),
        tries: 3,
        begin: Duration::from_secs(20),
        whole: Duration::from_secs(20),
    };
    let first = follow_patiently(&portal.state.db, &portal.clock, &server.base(), since, patience).await.unwrap();
    assert_eq!((first.read, first.added, first.replaced, first.refused), (4, 2, 2, 0), "{first}");
    let company = portal.read(|conn| companies::find(conn, COMPANY)).await.unwrap();
    assert_eq!(company.standing, 3);
    assert!(company.address.unwrap().contains("Шклов, 7"));
    for never in [PRIVATE, EXCLUDED, PROPRIETOR] {
        assert_eq!(server.times(&format!("getBaseInfoByRegNum/{never}")), 0, "nothing happened to it");
    }
    let again = follow_patiently(&portal.state.db, &portal.clock, &server.base(), since, patience).await.unwrap();
    assert_eq!((again.added, again.replaced), (0, 0));
}

#[tokio::test]
async fn a_wrong_address_or_day_is_named() {
    let portal = Portal::start().await;
    let today = portal.clock.today();
    for (from, since, names) in [
        ("egr.gov.by", today, "--from"),
        ("file:///etc/passwd", today, "--from"),
        ("http://127.0.0.1:1/api/v2/egr", today + chrono::Days::new(2), "--since"),
    ] {
        let error = follow(&portal.state.db, &portal.clock, from, since).await.unwrap_err().to_string();
        assert!(error.starts_with(names), "{error}");
    }
}
