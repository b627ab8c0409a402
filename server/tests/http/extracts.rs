//! `/services/extract`, `/extracts` and what `/verify` says of an extract.

use crate::support::client::{Answer, Client, encode};
use crate::support::pdf::text;
use crate::support::portal::{COMPANY, EXCLUDED, PROPRIETOR, Portal};
use akno::failure::Failure;
use akno::register::{projection, wire};
use akno::store::{AnyConn, entries, extracts};
use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

fn form(unp: i64, on: NaiveDate) -> Vec<(&'static str, String)> {
    vec![
        ("unp", unp.to_string()),
        ("on_day", on.day().to_string()),
        ("on_month", on.month().to_string()),
        ("on_year", on.year().to_string()),
    ]
}

async fn ask(client: &mut Client, fields: &[(&'static str, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client.post("/extracts", &fields).await
}

/// Makes an extract; its path.
async fn make(client: &mut Client, unp: i64, on: NaiveDate) -> String {
    let answer = ask(client, &form(unp, on)).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location().to_owned()
}

async fn pdf(client: &mut Client, path: &str) -> Vec<u8> {
    let answer = client.get(&format!("{path}/pdf")).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/pdf")), "{path}");
    answer.bytes
}

async fn verify_page(client: &mut Client, extract: &str) -> Answer {
    let page = client.get(&format!("{extract}?lang=en")).await;
    let link = page.attribute("main a[href^='/verify/']", "href").unwrap();
    client.get(&format!("{link}?lang=en")).await
}

/// Records as an import brings them.
async fn record(portal: &Portal, unp: i64, records: Vec<(wire::Feed, Value)>) {
    let now = portal.clock.now();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let origin = wire::Origin { source: "test".into(), application_id: None, recorded_at: now };
        for (feed, record) in records {
            entries::append_all(conn, wire::read(feed, record, &origin).map_err(Failure::Internal)?)?;
        }
        Ok(projection::refresh(conn, unp, now)?)
    };
    portal.state.db.write(write).await.unwrap();
}

fn minsk_day(day: &str) -> String {
    format!("{}T21:00:00.000+00:00", day.parse::<NaiveDate>().unwrap().pred_opt().unwrap())
}

/// The company is called otherwise from a day on.
async fn rename(portal: &Portal, on: &str) {
    let names = |from: &str, to: Option<&str>, name: &str| {
        let mut record = json!({ "ngrn": COMPANY, "dfrom": minsk_day(from), "cact": "+", "vnaim": name, "vn": name });
        if let Some(to) = to {
            record["dto"] = minsk_day(to).into();
            record["cact"] = "-".into();
        }
        (wire::Feed::Names, record)
    };
    let former = names("2015-09-15", Some(on), "ООО \"Ёлка-Ўсход\"");
    record(portal, COMPANY, vec![former, names(on, None, "ООО \"Сосна\"")]).await;
}

#[tokio::test]
async fn anyone_looks_a_company_up_and_gets_an_extract_whose_number_keeps_its_bytes() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    let guide = client.get("/services/extract?lang=en").await;
    assert_eq!((guide.status, guide.attribute("main a.btn-start", "href").as_deref()), (200, Some("/extracts")));
    let found = client.get(&format!("/extracts?q={}", encode("ёлка"))).await;
    assert_eq!(found.attribute(".results a", "href"), Some(format!("/extracts?unp={COMPANY}")));
    let asked = client.get(&format!("/extracts?unp={COMPANY}")).await;
    assert_eq!(asked.text_of("h1"), "ООО \"Ёлка-Ўсход\"");
    assert_eq!(asked.attribute("input[name=on_year]", "value"), Some(portal.clock.today().year().to_string()));

    let extract = make(&mut client, COMPANY, portal.clock.today()).await;
    let bytes = pdf(&mut client, &extract).await;
    assert!(bytes.starts_with(b"%PDF-"));
    portal.clock.advance(chrono::Duration::days(40));
    assert_eq!(pdf(&mut portal.client(), &extract).await, bytes);
    let page = client.get(&format!("{extract}?lang=en")).await;
    assert!(page.text_of("main").contains("Extract number"), "{}", page.body);
    let verified = verify_page(&mut client, &extract).await;
    assert_eq!(verified.status, 200);
    assert!(verified.text_of("main").contains("The facts have not changed"), "{}", verified.text_of("main"));
}

#[tokio::test]
async fn asked_twice_on_one_day_it_is_the_same_and_after_a_change_another() {
    let portal = Portal::start().await;
    let today = portal.clock.today();
    let (mut one, mut two) = (portal.client(), portal.client());
    let (first, second) = tokio::join!(make(&mut one, COMPANY, today), make(&mut two, COMPANY, today));
    assert_eq!(first, second);
    let mut english = portal.client();
    english.get("/?lang=en").await;
    assert_ne!(make(&mut english, COMPANY, today).await, first, "another language is another document");
    rename(&portal, "2020-03-01").await;
    let later = make(&mut one, COMPANY, today).await;
    assert_ne!(later, first);
    portal.clock.advance(chrono::Duration::days(1));
    assert_ne!(make(&mut one, COMPANY, today).await, later, "an extract of another day is fresh");
}

#[tokio::test]
async fn the_verification_says_what_changed_since_and_what_was_corrected() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let of_2019 = make(&mut client, COMPANY, day("2019-12-31")).await;
    let of_2021 = make(&mut client, COMPANY, day("2021-01-01")).await;
    rename(&portal, "2020-03-01").await;
    let then = verify_page(&mut client, &of_2019).await.text_of("main");
    assert!(then.contains("The facts have changed") && then.contains("Short name"), "{then}");
    let later = verify_page(&mut client, &of_2021).await.text_of("main");
    assert!(later.contains("The register was corrected"), "{later}");
    let anew = make(&mut client, COMPANY, day("2021-01-01")).await;
    assert_ne!(anew, of_2021);
    assert!(verify_page(&mut client, &anew).await.text_of("main").contains("The facts have not changed"));
}

#[tokio::test]
async fn a_day_on_which_there_was_nothing_is_refused_at_the_field_and_nothing_typed_is_lost() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    client.get("/?lang=en").await;
    let tomorrow = portal.clock.today().succ_opt().unwrap();
    let boxes = |d: &str, m: &str, y: &str| {
        let text = |text: &str| text.to_owned();
        vec![("unp", COMPANY.to_string()), ("on_day", text(d)), ("on_month", text(m)), ("on_year", text(y))]
    };
    let huge = "9".repeat(5000);
    for (fields, said) in [
        (form(COMPANY, tomorrow), "has not come yet"),
        (boxes("14", "9", "2015"), "did not have this record yet: it appeared on 15 September 2015"),
        (boxes("31", "2", "2020"), "no such date"),
        (boxes("", "", ""), "no such date"),
        (boxes(&huge, "1", "2020"), "no such date"),
        (boxes("1", "1", "99999"), "no such date"),
        (boxes("x", "ў", "<b>"), "no such date"),
    ] {
        let answer = ask(&mut client, &fields).await;
        assert_eq!(answer.status, 422, "{said}");
        assert!(answer.text_of(".error-summary").contains(said), "{}", answer.text_of("main"));
        assert_eq!(answer.attribute("input[name=on_day]", "value"), Some(fields[1].1.clone()));
    }
    let nobody = ask(&mut client, &form(200_988_541, portal.clock.today())).await;
    assert_eq!((nobody.status, nobody.location()), (303, "/extracts"));
    for (typed, said) in [
        ("200988542", "is not a UNP"),
        ("200988541", "is not in the register"),
        ("нет такого", "Nothing found"),
        ("…", "Extract from the register"),
        ("\0", "Extract from the register"),
    ] {
        let answer = client.get(&format!("/extracts?q={}", encode(typed))).await;
        assert_eq!(answer.status, 200);
        assert!(answer.text_of("main").contains(said), "{typed}: {}", answer.text_of("main"));
    }
}

#[tokio::test]
async fn a_company_that_is_no_more_has_an_extract_too() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    let extract = make(&mut client, EXCLUDED, portal.clock.today()).await;
    assert!(text(&pdf(&mut client, &extract).await).contains("Исключён из ЕГР"));
}

#[tokio::test]
async fn the_extract_of_a_bankrupt_company_says_that_an_administrator_acts_for_it() {
    let portal = Portal::start().await;
    let status = json!({"nksost": 4, "vnsostk": "", "nsi00219": 33_514});
    let subject = json!({"nkvob": 1, "vnvobp": "", "nsi00211": 1});
    let base = json!({"ngrn": COMPANY, "dfrom": "2015-09-15", "nsi00219": status, "nsi00211": subject});
    let head = json!({"ngrn": COMPANY, "dfrom": "2020-03-01", "cact": "+", "vfio": "Жук Пётр", "vpost": "директор"});
    record(&portal, COMPANY, vec![(wire::Feed::Base, base), (wire::Feed::Head, head)]).await;
    let mut client = portal.client();
    client.get("/?lang=en").await;
    let extract = make(&mut client, COMPANY, portal.clock.today()).await;
    let said = text(&pdf(&mut client, &extract).await);
    assert!(said.contains("Who may act") && said.contains("an administrator acts for it"), "{said}");
}

#[tokio::test]
async fn an_extract_calls_the_registering_body_by_its_name_in_the_language_of_the_extract() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    client.get("/?lang=be").await;
    let extract = make(&mut client, COMPANY, portal.clock.today()).await;
    let said = text(&pdf(&mut client, &extract).await);
    assert!(said.matches("Шклоўскі раённы выканаўчы камітэт").count() >= 2, "{said}");
    assert!(!said.contains("исполнительный комитет"), "{said}");
}

#[tokio::test]
async fn a_sole_proprietors_address_is_in_the_extract_only_for_themselves() {
    let portal = Portal::start().await;
    let today = portal.clock.today();
    let with_address = |mut fields: Vec<(&'static str, String)>| {
        fields.push(("with_address", "yes".to_owned()));
        fields
    };
    let mut anyone = portal.client();
    let mut elena = portal.signed_in("elena").await;
    let mut clerk = portal.signed_in("clerk0").await;
    let mut oleg = portal.signed_in("oleg").await;
    for client in [&mut anyone, &mut elena, &mut clerk] {
        let page = client.get(&format!("/extracts?unp={PROPRIETOR}")).await;
        assert!(page.all("input[name=with_address]").is_empty());
        let answer = ask(client, &with_address(form(PROPRIETOR, today))).await;
        let public = text(&pdf(client, answer.location()).await);
        assert!(public.contains("Шиманский Олег Петрович"), "{public}");
        assert!(!public.contains("Тайная") && !public.contains("5-55-55"), "{public}");
    }
    assert!(oleg.get(&format!("/extracts?unp={PROPRIETOR}")).await.body.contains("with_address"));
    let own = ask(&mut oleg, &with_address(form(PROPRIETOR, today))).await.location().to_owned();
    let bytes = text(&pdf(&mut oleg, &own).await);
    assert!(bytes.contains("Тайная"), "{bytes}");
    for client in [&mut anyone, &mut elena, &mut clerk] {
        assert_eq!(client.get(&own).await.status, 404);
        assert_eq!(client.get(&format!("{own}/pdf")).await.status, 404);
    }
    // Whoever got it from him on paper sees that it is genuine, and nothing personal.
    let link = oleg.get(&own).await.attribute("main a[href^='/verify/']", "href").unwrap();
    let verified = anyone.get(&link).await;
    assert_eq!(verified.status, 200);
    assert!(!verified.body.contains("Тайная") && !verified.body.contains("5-55-55"));
}

#[tokio::test]
async fn a_network_that_makes_many_is_slowed_and_keeps_what_it_has() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    let mut day = portal.clock.today();
    let first = make(&mut client, COMPANY, day).await;
    for _ in 1..60 {
        day = day.pred_opt().unwrap();
        make(&mut client, COMPANY, day).await;
    }
    let slowed = ask(&mut client, &form(COMPANY, day.pred_opt().unwrap())).await;
    assert_eq!(slowed.status, 429);
    assert!(slowed.header("retry-after").is_some());
    assert_eq!(make(&mut client, COMPANY, portal.clock.today()).await, first, "what is made costs nothing");
    let kept = first.rsplit('/').next().unwrap().to_owned();
    assert!(portal.read(move |conn| extracts::by_number(conn, &kept)).await.is_some());
}

#[tokio::test]
async fn a_number_that_nobody_has_is_not_found() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    for number in ["1", "000000000000", "%00", "..", "999999999999999999999999", "<script>"] {
        assert_eq!(client.get(&format!("/extracts/{}", encode(number))).await.status, 404, "{number}");
    }
}
