//! `/register/{unp}?as_of=`, the feed of a company, who is beside it, and the archive of notices.

use crate::support::portal::{COMPANY, EXCLUDED, PRIVATE, PROPRIETOR, Portal, append};
use akno::register::wire;
use akno::store::Dialect;
use portal::company::Standing;
use serde_json::{Value, json};

/// A company of the given head and street; until 2020 it was elsewhere.
fn moved(unp: i64, head: &str) -> Vec<(wire::Feed, Value)> {
    let address = |from: &str, to: Option<&str>, mark: &str, house: &str| {
        let street = json!({"nktul": 1, "vntulk": "ул."});
        json!({"ngrn": unp, "dfrom": from, "dto": to, "cact": mark, "vnp": "Шклов", "nsi00226": street, "vulitsa": "Садовая", "vdom": house})
    };
    vec![
        (wire::Feed::Address, address("2015-09-15", Some("2020-03-01"), "-", "10")),
        (wire::Feed::Address, address("2020-03-01", None, "+", "77Б")),
        (wire::Feed::Head, json!({"ngrn": unp, "dfrom": "2020-03-01", "cact": "+", "vfio": head})),
    ]
}

#[tokio::test]
async fn a_page_shows_any_day_and_says_so() {
    let portal = Portal::start().await;
    append(&portal, moved(COMPANY, "Жук Пётр Ильич")).await;
    let mut anyone = portal.client();
    let page = anyone.get(&format!("/register/{COMPANY}?as_of=2020-02-29&lang=en")).await;
    assert_eq!(page.status, 200);
    let facts = page.text_of(".summary");
    assert!(facts.contains("Садовая, 10") && !facts.contains("77Б") && !facts.contains("Жук"), "{facts}");
    assert!(page.text_of(".inset").contains("29 February 2020"), "{}", page.text_of(".inset"));
    assert!(!page.text_of(".timeline").contains("77Б"), "{}", page.text_of(".timeline"));
    assert!(!page.body.contains("href=\"/services/change-of-location\""));
    for same in ["2020-03-01", "01.03.2020"] {
        let day = anyone.get(&format!("/register/{COMPANY}?as_of={same}&lang=en")).await;
        assert!(day.text_of(".summary").contains("77Б"), "{same}");
    }
    let today = anyone.get(&format!("/register/{COMPANY}?lang=en")).await;
    assert!(today.text_of(".summary").contains("77Б") && today.all(".inset").is_empty());
    let led = anyone.get("/register/791%20397%20355?as_of=2020-02-29").await;
    assert_eq!((led.status, led.location()), (303, "/register/791397355?as_of=2020-02-29"));
}

#[tokio::test]
async fn an_excluded_company_tells_so_once_and_nobody_may_act_for_it_any_more() {
    let portal = Portal::start().await;
    let mut records = moved(EXCLUDED, "Жук Пётр Ильич");
    let body = json!({"nkuz": 710, "vnuzp": "Шкловский районный исполнительный комитет", "nsi00212": 1});
    records.push((
        wire::Feed::Base,
        json!({
            "ngrn": EXCLUDED, "dfrom": "2015-09-15", "dto": "2025-03-03", "nsi00212": body, "nsi00212CRT": body,
            "nsi00219": {"nksost": 2, "vnsostk": "Исключен из ЕГР", "nsi00219": 33512},
            "nsi00211": {"nkvob": 1, "vnvobp": "", "nsi00211": 1},
            "nsi00228": {"nkslkv": 1, "vnslkvp": "По решению участников", "nsi00228": 1},
        }),
    ));
    let kind = json!({"nkop": 990_008, "vnop": "Исключение из ЕГР", "nsi00223": 1});
    records
        .push((wire::Feed::Event, json!({"ngrn": EXCLUDED, "ngr04004": 7, "dfrom": "2025-03-03", "nsi00223": kind})));
    append(&portal, records).await;
    let page = portal.client().get(&format!("/register/{EXCLUDED}?lang=en")).await;
    let history = page.text_of(".timeline");
    assert_eq!(history.matches("xclu").count(), 1, "{history}");
    assert!(history.contains("3 March 2025") && history.contains("По решению участников"), "{history}");
    // Who headed it is a fact of the register still.
    assert!(page.text_of(".summary").contains("Жук Пётр Ильич") && page.all("#acting").is_empty());
    let before = portal.client().get(&format!("/register/{EXCLUDED}?as_of=2025-03-02&lang=en")).await;
    assert_eq!(before.all("#acting").len(), 1, "{}", before.text_of("main"));
}

#[tokio::test]
async fn a_day_that_cannot_be_is_told_at_its_field() {
    let portal = Portal::start().await;
    let mut anyone = portal.client();
    for wrong in ["31.02.2024", "2024-02-31", "x", "2999-01-01", "%00", "%27%3B--", "999999999999", "%F0%9F%99%82"] {
        let page = anyone.get(&format!("/register/{COMPANY}?as_of={wrong}&lang=en")).await;
        assert_eq!(page.status, 422, "{wrong}");
        assert_eq!(page.attribute("input[name=as_of]", "aria-invalid").as_deref(), Some("true"), "{wrong}");
    }
    for before in ["2015-09-13", "0001-01-01", "-9999-01-01"] {
        let page = anyone.get(&format!("/register/{COMPANY}?as_of={before}&lang=en")).await;
        assert!(page.status == 404 || page.status == 422, "{before}: {}", page.status);
    }
    let early = anyone.get(&format!("/register/{COMPANY}?as_of=2015-09-13&lang=en")).await;
    assert!(early.text_of("main").contains("was not in the register yet"), "{}", early.text_of("main"));
    assert_eq!(anyone.get(&format!("/register/{COMPANY}?as_of=a&as_of=b")).await.status, 200);
}

#[tokio::test]
async fn companies_of_one_head_and_one_address_lead_to_each_other() {
    let portal = Portal::start().await;
    let records =
        [moved(COMPANY, "Жук Пётр Ильич"), moved(PRIVATE, "Жук Пётр Ильич"), moved(PROPRIETOR, "Жук Пётр Ильич")];
    append(&portal, records.into_iter().flatten().collect()).await;
    let mut anyone = portal.client();
    let page = anyone.get(&format!("/register/{COMPANY}?lang=en")).await;
    let related = page.text_of("section[aria-labelledby=related]");
    assert!(
        related.contains("Headed by a person of the same name") && related.contains("At the same address"),
        "{related}"
    );
    assert_eq!(page.all("section[aria-labelledby=related] li").len(), 2);
    assert!(related.contains("Синий лён") && !related.contains("Шиманский"), "{related}");
    let link = page.attribute("section[aria-labelledby=related] li a", "href");
    assert_eq!(link, Some(format!("/register/{PRIVATE}")));
    assert!(related.contains("Active"), "the state of each: {related}");
    let alone = anyone.get(&format!("/register/{PROPRIETOR}?lang=en")).await;
    assert!(alone.all("section[aria-labelledby=related]").is_empty());
}

/// Each question to PostgreSQL is a turn to another process and back.
#[tokio::test]
async fn the_page_of_a_company_asks_postgresql_one_question_and_sqlite_four() {
    let portal = Portal::start().await;
    let records = [moved(COMPANY, "Жук Пётр Ильич"), moved(PRIVATE, "Жук Пётр Ильич")];
    append(&portal, records.into_iter().flatten().collect()).await;
    let mut anyone = portal.client();
    // The cheapest of three: the portal's own work is not to be counted along.
    let mut asked = usize::MAX;
    for _ in 0..3 {
        portal.state.db.take_texts();
        let page = anyone.get(&format!("/register/{COMPANY}")).await;
        assert_eq!(page.status, 200);
        let texts = portal.state.db.take_texts();
        let of_companies = |text: &&String| text.contains("companies") || text.contains("register_entries");
        asked = asked.min(texts.iter().filter(of_companies).count());
    }
    let row_entries_and_beside_twice = 4;
    assert_eq!(asked, if portal.state.db.dialect() == Dialect::Postgres { 1 } else { row_entries_and_beside_twice });
}

#[tokio::test]
async fn a_company_has_a_feed_of_its_changes_without_anybodys_personal_data() {
    let portal = Portal::start().await;
    append(&portal, moved(COMPANY, "Жук <&> Пётр")).await;
    let mut anyone = portal.client();
    let feed = anyone.get(&format!("/register/{COMPANY}/feed.atom?lang=en")).await;
    assert_eq!(feed.status, 200);
    assert!(feed.header("content-type").is_some_and(|kind| kind.starts_with("application/atom+xml")));
    assert!(feed.body.contains("<updated>2020-03-01T00:00:00+03:00</updated>"), "{}", feed.body);
    assert!(feed.body.contains(&format!("/register/{COMPANY}?as_of=2020-03-01</id>")), "{}", feed.body);
    assert!(feed.body.contains("77Б") && feed.body.contains("Жук &lt;&amp;&gt; Пётр"), "{}", feed.body);
    let own = anyone.get(&format!("/register/{PROPRIETOR}/feed.atom")).await;
    assert_eq!(own.status, 200);
    assert!(
        own.body.contains("Шиманский") && !own.body.contains("Тайная") && !own.body.contains("5-55-55"),
        "{}",
        own.body
    );
    for unknown in ["200988541", "x", "%00", "%ff", "791-397-355"] {
        assert_eq!(anyone.get(&format!("/register/{unknown}/feed.atom")).await.status, 404, "{unknown}");
    }
}

#[tokio::test]
async fn notices_are_parted_into_those_of_today_and_the_archive() {
    let portal = Portal::start().await;
    let mut anyone = portal.client();
    for which in ["all", "open", "past", "x", "%00"] {
        let page = anyone.get(&format!("/register/notices?which={which}&lang=en")).await;
        assert_eq!(page.status, 200, "{which}");
        assert!(page.text_of("main").contains("Archive"), "{which}");
    }
}

#[tokio::test]
async fn an_empty_archive_asks_nobody_to_check_what_they_did_not_type() {
    let portal = Portal::start().await;
    let mut anyone = portal.client();
    let main = anyone.get("/register/notices?which=past&lang=en").await.text_of("main");
    assert!(main.contains("There are no such notices") && !main.contains("Check the name"), "{main}");
    let main = anyone.get("/register/notices?which=past&q=x&lang=en").await.text_of("main");
    assert!(main.contains("There are no such notices") && main.contains("Check the name"), "{main}");
}

/// The company and one beside it, each called otherwise in Belarusian.
fn called_in_both_languages() -> Vec<(wire::Feed, Value)> {
    let names = |unp: i64, russian: &str, belarusian: &str| {
        let full = format!("Полное наименование {russian}");
        let record = json!({
            "ngrn": unp, "dfrom": "2015-09-15", "cact": "+", "vnaim": full, "vn": russian, "vnb": belarusian,
        });
        (wire::Feed::Names, record)
    };
    let beside = [moved(COMPANY, "Жук Пётр Ильич"), moved(PRIVATE, "Жук Пётр Ильич")];
    let mut records: Vec<_> = beside.into_iter().flatten().collect();
    records.push(names(COMPANY, "ООО \"Стройтранс\"", "ТАА \"Будтранс\""));
    records.push(names(PRIVATE, "Частное предприятие \"Ромашка\"", "Прыватнае прадпрыемства \"Рамонак\""));
    records
}

#[tokio::test]
async fn lists_call_a_company_as_its_page_does_and_a_search_says_what_it_found() {
    let portal = Portal::start().await;
    append(&portal, called_in_both_languages()).await;
    let mut anyone = portal.client();
    anyone.get("/?lang=be").await;
    let page = anyone.get(&format!("/register/{COMPANY}")).await;
    assert_eq!(page.text_of("h1"), "ТАА \"Будтранс\"");
    let related = page.text_of("section[aria-labelledby=related]");
    assert!(related.contains("Рамонак") && !related.contains("Ромашка"), "{related}");
    let alert = anyone.get(&format!("/register/{COMPANY}/alert")).await.text_of("main");
    assert!(alert.contains("Будтранс") && !alert.contains("Стройтранс"), "{alert}");
    let feed = anyone.get(&format!("/register/{COMPANY}/feed.atom")).await.body;
    assert!(feed.contains("<title>ТАА &quot;Будтранс&quot;</title>"), "{feed}");
    let early = anyone.get(&format!("/register/{COMPANY}?as_of=2010-01-01")).await;
    assert_eq!((early.status, early.text_of("h1").as_str()), (404, "ТАА \"Будтранс\""));

    for (lang, typed, shown, also) in [
        ("be", "Будтранс", "ТАА \"Будтранс\"", None),
        ("be", "Стройтранс", "ТАА \"Будтранс\"", Some("ООО \"Стройтранс\"")),
        ("ru", "Будтранс", "ООО \"Стройтранс\"", Some("ТАА \"Будтранс\"")),
        ("en", "Стройтранс", "ООО \"Стройтранс\"", None),
    ] {
        let typed = crate::support::client::encode(typed);
        let found = anyone.get(&format!("/register?q={typed}&lang={lang}")).await;
        assert_eq!(found.all(".results h2"), [shown], "{lang}");
        let results = found.text_of(".results");
        assert_eq!(results.contains("Стройтранс") && results.contains("Будтранс"), also.is_some(), "{results}");
        let suggested = anyone.get(&format!("/register/suggestions?q={typed}")).await;
        let suggested: Value = serde_json::from_str(&suggested.body).unwrap();
        let first = &suggested["suggestions"][0];
        assert_eq!(first["name"], shown, "{lang}: {suggested}");
        let note = first["note"].as_str().unwrap();
        match also {
            Some(also) => assert!(note.starts_with(&format!("{also} · ")), "{lang}: {note}"),
            // The number and the state alone.
            None => {
                let named = note.contains("Стройтранс") || note.contains("Будтранс");
                assert!(!named && note.matches('·').count() == 1, "{lang}: {note}");
            }
        }
    }
}

#[tokio::test]
async fn a_liquidation_that_a_later_sync_tells_of_began_on_the_day_of_its_decision() {
    let portal = Portal::start().await;
    let imported = portal.clock.today();
    let after = |days: u64| imported + chrono::Days::new(days);
    portal.clock.advance(chrono::Duration::days(20));
    // A code that the portal does not know, as most of the register's.
    let kind = json!({"nkop": 20_100, "vnop": "Принятие решения о ликвидации", "nsi00223": 1});
    let status = json!({"nksost": 3, "vnsostk": "В процессе ликвидации", "nsi00219": 33514});
    let subject = json!({"nkvob": 1, "vnvobp": "", "nsi00211": 1});
    let base = json!({"ngrn": COMPANY, "dfrom": "2015-09-15", "nsi00219": status, "nsi00211": subject});
    let event = json!({"ngrn": COMPANY, "ngr04004": 7, "dfrom": after(9).to_string(), "nsi00223": kind});
    append(&portal, vec![(wire::Feed::Base, base), (wire::Feed::Event, event)]).await;
    let mut anyone = portal.client();
    for (days, page_says, api_says) in [
        (0, "Active", Standing::Active),
        (8, "Active", Standing::Active),
        (9, "In liquidation", Standing::InLiquidation),
        (14, "In liquidation", Standing::InLiquidation),
        (20, "In liquidation", Standing::InLiquidation),
    ] {
        let day = after(days);
        let page = anyone.get(&format!("/register/{COMPANY}?as_of={day}&lang=en")).await;
        let head = page.text_of(".entry-head");
        assert!(head.contains(page_says), "{day}: {head}");
        assert_eq!(page.text_of(".timeline").contains("о ликвидации"), days >= 9, "{day}");
        let api = anyone.get(&format!("/api/v1/companies/{COMPANY}?as_of={day}")).await;
        let told: Value = serde_json::from_str(&api.body).unwrap();
        assert_eq!(told["status"], json!(api_says), "{day}");
    }
    let long_ago = anyone.get(&format!("/register/{COMPANY}?as_of=2016-01-01&lang=en")).await;
    assert!(long_ago.text_of(".entry-head").contains("Active"), "{}", long_ago.text_of(".entry-head"));
}
