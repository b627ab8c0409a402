//! What is entered when an office is opened: its code and SOATO, mended while nothing names it, and of which area it
//! answers, so that what moves there leads to it.

use super::offices::{closing, newest, put_back};
use super::rules::{boxes, confirm, post};
use crate::office::{decide, row, take};
use crate::support::client::encode;
use crate::support::journey;
use crate::support::portal::{COMPANY, Portal, offices};
use akno::failure::Failure;
use akno::store::projection::{PlaceRow, add_places};
use akno::store::{AnyConn, companies, offices as store};
use chrono::{Days, Duration, NaiveDate};
use diesel::{RunQueryDsl, sql_query};

const NEW: &str = "/office/administration/offices/new";

fn opening(from: NaiveDate, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let all = [
        ("kind", "district"),
        ("parent", "7000"),
        ("soato", "7299000000"),
        ("name_ru", "Новинский районный исполнительный комитет"),
        ("name_be", "Навінскі раённы выканаўчы камітэт"),
        ("name_en", "Novinka District Executive Committee"),
        ("area_ru", "Новинский район"),
        ("area_be", "Навінскі раён"),
        ("area_en", "Novinka District"),
        ("why", "указ № 2"),
    ];
    let kept = all.iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    let own = kept.chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    boxes("from", from).into_iter().chain(own).collect()
}

fn mending(code: &str, soato: &str, area: &str) -> Vec<(String, String)> {
    [("code", code), ("soato", soato), ("area_of", area), ("mending_why", "опечатка")]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
}

fn path(code: i32) -> String {
    format!("/office/administration/offices/{code}")
}

async fn known(portal: &Portal, code: i32) -> bool {
    portal.read(store::codes).await.contains(&code)
}

/// A clerk of another office works in this one from now on.
async fn works_in(portal: &Portal, account: &str, office: i32) {
    let query = format!("UPDATE accounts SET office = {office} WHERE id = '{account}'");
    let write = move |conn: &mut AnyConn| Ok::<_, Failure>(sql_query(query.clone()).execute(conn)?);
    portal.state.db.write(write).await.unwrap();
}

/// The next day, on which offices open and close.
async fn next_day(portal: &Portal) {
    portal.clock.advance(Duration::days(1));
    portal.state.refresh().await.unwrap();
}

/// Elena moves her company to an area; the case.
async fn moves_to(portal: &Portal, area: i32) -> String {
    let mut elena = portal.signed_in("elena").await;
    let draft = journey::start(&mut elena, COMPANY).await;
    journey::fill_in(&mut elena, &draft, &journey::answers_in(portal, area)).await;
    let filed = journey::file(&mut elena, &draft, 1).await;
    assert_eq!(filed.location(), format!("{draft}/receipt"), "{}", filed.body);
    journey::id(&draft)
}

#[tokio::test]
async fn a_code_and_a_soato_that_were_typed_wrongly_are_mended_while_nothing_names_the_office() {
    let portal = Portal::with(|config| config.worker = false).await;
    let mut admin = portal.signed_in("admin").await;
    let tomorrow = portal.clock.today() + Days::new(1);
    for (field, value) in [
        ("code", "12"),
        ("code", "x"),
        ("code", "99999999999"),
        ("code", "7120"),
        ("soato", "72990000"),
        ("area_of", "x"),
    ] {
        let mut fields = opening(tomorrow, &[(field, value)]);
        fields.push(("confirmed".into(), "on".into()));
        assert_eq!(post(&mut admin, NEW, &fields).await.status, 422, "{field} {value}");
    }
    assert_eq!(confirm(&mut admin, NEW, opening(tomorrow, &[("code", "7310")])).await, 303);
    assert!(known(&portal, 7310).await);
    let form = format!("{}/opening", path(7310));
    let check = post(&mut admin, &format!("{form}?lang=en"), &mending("7301", "7298000000", "")).await;
    let says = check.text_of("main");
    assert!(check.status == 200 && says.contains("7310 → 7301") && says.contains("7299000000 → 7298000000"), "{says}");
    for (code, soato, area) in [
        ("", "7298000000", ""),
        ("7", "7298000000", ""),
        ("7310", "72980000001", ""),
        ("7310", "+298000000", ""),
        ("7310", "7298000000", "<b>"),
        ("7120", "7298000000", ""),
        ("7310", "7298000000", "7120"),
    ] {
        let mut fields = mending(code, soato, area);
        fields.push(("confirmed".into(), "on".into()));
        assert_eq!(post(&mut admin, &form, &fields).await.status, 422, "{code} {soato} {area}");
    }
    let without_why = [("code", "7301"), ("soato", "7298000000"), ("confirmed", "on")];
    assert_eq!(admin.post(&form, &without_why).await.status, 422);
    let mut fields = mending("7301", "7298000000", "");
    fields.extend([("seen".into(), "0".into()), ("confirmed".into(), "on".into())]);
    for _ in 0..2 {
        let sent = post(&mut admin, &form, &fields).await;
        assert_eq!((sent.status, sent.location()), (303, path(7301).as_str()), "twice is once: {}", sent.body);
    }
    assert_eq!(admin.get(&path(7310)).await.status, 404);
    let page = admin.get(&format!("{}?lang=en", path(7301))).await;
    let says = page.text_of("main");
    assert!(says.contains("7298000000") && says.contains("Opening of an office"), "its history came along: {says}");
    for who in ["auditor", "supervisor", "elena", "regional"] {
        let mut who = portal.signed_in(who).await;
        assert_eq!(post(&mut who, &format!("{}/opening", path(7301)), &fields).await.status, 404);
    }
    // Put back, and mended once more: the opening can still be taken back.
    let change = newest(&mut admin, "office-mending").await;
    assert_eq!(put_back(&mut admin, &change).await, 303);
    assert!(known(&portal, 7310).await && !known(&portal, 7301).await);
    assert_eq!(confirm(&mut admin, &form, mending("7302", "7299000000", "own")).await, 303);
    let change = newest(&mut admin, "office-opening").await;
    assert_eq!(put_back(&mut admin, &change).await, 303);
    assert!(!known(&portal, 7302).await, "it is the same office under its other code");

    // What names it keeps it as it is, and is named.
    assert_eq!(confirm(&mut admin, NEW, opening(tomorrow, &[("code", "7310")])).await, 303);
    works_in(&portal, "clerk2", 7310).await;
    let page = admin.get(&format!("{}?lang=en", path(7310))).await;
    assert!(page.text_of("main").contains("People who belong to it: 1"), "{}", page.text_of("main"));
    assert!(page.attribute("form[action$='/opening'] input[name=code]", "type").unwrap() == "hidden");
    // Another office had this code before, and was mended once.
    let mut fields = mending("7301", "7299000000", "");
    fields.extend([("seen".into(), "1".into()), ("confirmed".into(), "on".into())]);
    let refused = post(&mut admin, &format!("{form}?lang=en"), &fields).await;
    assert!(refused.status == 422 && refused.body.contains("Something names the office by now"), "{}", refused.body);
    assert!(known(&portal, 7310).await);
    // An area is given all the same, and then stays.
    assert_eq!(confirm(&mut admin, &form, mending("7310", "7299000000", "own")).await, 303);
    let mut fields = mending("7310", "7299000000", "");
    fields.extend([("seen".into(), "2".into()), ("confirmed".into(), "on".into())]);
    let refused = post(&mut admin, &format!("{form}?lang=en"), &fields).await;
    assert!(refused.status == 422 && refused.body.contains("Something names the office by now"), "{}", refused.body);
    // One that came with the portal stays as it is.
    let shklov = format!("{}/opening?lang=en", path(offices()[0]));
    let mut fields = mending("7301", "7299000000", "own");
    fields.extend([("seen".into(), "0".into()), ("confirmed".into(), "on".into())]);
    let refused = post(&mut admin, &shklov, &fields).await;
    assert!(refused.status == 422 && refused.body.contains("came with the portal"), "{}", refused.body);
    for lang in ["be", "ru"] {
        let page = admin.get(&format!("{}?lang={lang}", path(7310))).await;
        assert!(!page.text_of("main").contains("offices-"), "{}", page.text_of("main"));
    }
}

#[tokio::test]
async fn what_moves_into_the_area_of_a_new_district_comes_to_its_office() {
    let portal = Portal::with(|config| config.worker = false).await;
    let mut admin = portal.signed_in("admin").await;
    let tomorrow = portal.clock.today() + Days::new(1);
    assert_eq!(confirm(&mut admin, NEW, opening(tomorrow, &[("code", "7310"), ("area_of", "own")])).await, 303);
    let mut elena = portal.signed_in("elena").await;
    let draft = journey::start(&mut elena, COMPANY).await;
    let before = elena.get(&format!("{draft}/steps/place?lang=ru")).await;
    assert!(!before.body.contains("Новинский район"), "it has not opened yet");
    next_day(&portal).await;
    let mut elena = portal.signed_in("elena").await;
    let place = elena.get(&format!("{draft}/steps/place?lang=ru")).await;
    assert!(place.body.contains("Новинский район"), "{}", place.body);
    let case = moves_to(&portal, 7310).await;
    assert_eq!(row(&portal, &case).await.office, Some(7310));
    works_in(&portal, "clerk2", 7310).await;
    let mut clerk = portal.signed_in("clerk2").await;
    assert_eq!(take(&mut clerk, &case).await.status, 303);
    let asked = clerk.get(&format!("/office/cases/{case}?lang=ru")).await;
    assert!(asked.text_of("main").contains("Новинский"), "{}", asked.text_of("main"));
    let decided = decide(&portal, &mut clerk, &case, &[("outcome", "accept")]).await;
    assert_eq!(decided.status, 303, "{}", decided.body);
    let company = portal.read(move |conn| companies::find(conn, COMPANY)).await.unwrap();
    assert_eq!(company.office, Some(7310), "its file passed there");
    let page = portal.client().get(&format!("/register/{COMPANY}?lang=ru")).await;
    assert!(page.text_of("main").contains("Новинский"), "{}", page.text_of("main"));
}

#[tokio::test]
async fn an_office_opened_for_the_area_of_one_that_closed_comes_before_its_successor() {
    let portal = Portal::with(|config| config.worker = false).await;
    let mut admin = portal.signed_in("admin").await;
    let (shklov, successor) = (offices()[0], 7101);
    let (tomorrow, later) = (portal.clock.today() + Days::new(1), portal.clock.today() + Days::new(2));
    let for_area = shklov.to_string();
    let wanted = |from| opening(from, &[("code", "7310"), ("area_of", for_area.as_str())]);
    let refused = |mut fields: Vec<(String, String)>| {
        fields.push(("confirmed".into(), "on".into()));
        fields
    };
    assert_eq!(post(&mut admin, NEW, &refused(wanted(later))).await.status, 422, "it works still");
    let closure = format!("{}/closure", path(shklov));
    assert_eq!(confirm(&mut admin, &closure, closing(later, successor)).await, 303);
    assert_eq!(post(&mut admin, NEW, &refused(wanted(tomorrow))).await.status, 422, "it works on that day");
    assert!(admin.get(&format!("{NEW}?lang=en")).await.text_of("select[name=area_of]").contains("Shklov"));
    let third = portal.clock.today() + Days::new(3);
    assert_eq!(confirm(&mut admin, NEW, wanted(third)).await, 303);
    let again = opening(third, &[("code", "7311"), ("area_of", for_area.as_str()), ("name_en", "Another")]);
    assert_eq!(post(&mut admin, NEW, &refused(again)).await.status, 422, "one office an area");
    next_day(&portal).await;
    next_day(&portal).await;
    let offices_now = || portal.state.clone();
    assert_eq!(offices_now().offices.acting(shklov), successor);
    next_day(&portal).await;
    assert_eq!(offices_now().offices.acting(shklov), 7310);
    let case = moves_to(&portal, shklov).await;
    assert_eq!(row(&portal, &case).await.office, Some(7310));
}

#[tokio::test]
async fn the_addresses_of_an_office_opened_for_an_area_are_suggested_in_it() {
    let portal = Portal::with(|config| config.worker = false).await;
    let mut admin = portal.signed_in("admin").await;
    let (shklov, successor) = (offices()[0], 7101);
    let (tomorrow, later) = (portal.clock.today() + Days::new(1), portal.clock.today() + Days::new(2));
    assert_eq!(confirm(&mut admin, &format!("{}/closure", path(shklov)), closing(tomorrow, successor)).await, 303);
    let area = shklov.to_string();
    let opened = opening(later, &[("code", "7310"), ("area_of", area.as_str())]);
    assert_eq!(confirm(&mut admin, NEW, opened).await, 303);
    let place = |area, street_key: &str, street: &str| PlaceRow {
        area,
        settlement_key: "новая слобода".into(),
        settlement_kind: "д.".into(),
        street_key: street_key.into(),
        street_kind: "ул.".into(),
        settlement: "Новая Слобода".into(),
        street: street.into(),
    };
    let rows = [place(7310, "", ""), place(7310, "новая", "Новая")];
    portal.state.db.write(move |conn| Ok::<_, Failure>(add_places(conn, &rows)?)).await.unwrap();
    let mut anyone = portal.client();
    for (days, known) in [(0, false), (2, true)] {
        for _ in 0..days {
            next_day(&portal).await;
        }
        for asked in ["settlements?", "streets?settlement=&"] {
            let asked = format!("/places/{asked}q={}&area={shklov}", encode("нов"));
            assert_eq!(anyone.get(&asked).await.body.contains("Нов"), known, "{asked}");
        }
        let elsewhere = format!("/places/settlements?q={}&area={successor}", encode("новая"));
        assert!(!anyone.get(&elsewhere).await.body.contains("Слобода"), "the successor's own area is another");
    }
}
