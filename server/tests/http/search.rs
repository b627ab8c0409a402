//! The search of the register: spellings, typos, filters, order, budget, plans.

use crate::support::client::{Answer, Client, encode};
use crate::support::database::{count, fresh};
use crate::support::portal::{COMPANY, PROPRIETOR, Portal};
use akno::failure::Failure;
use akno::register::{projection, search_words, wire};
use akno::store::company_pieces::Pieces;
use akno::store::{AnyConn, Dialect, budget, company_search, entries};
use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{QueryResult, QueryableByName, RunQueryDsl, sql_query};
use serde_json::{Value, json};
use std::time::Duration;

async fn search(client: &mut Client, query: &str) -> Answer {
    client.get(&format!("/register?lang=en&{query}")).await
}

/// The companies found, in their order.
async fn found(client: &mut Client, typed: &str) -> Vec<String> {
    let answer = search(client, &format!("q={}", encode(typed))).await;
    assert_eq!(answer.status, 200, "{typed}");
    answer.all(".results h2")
}

/// A legal entity: number, state, day of registration, full name, brand, street, activity, head.
struct Entity(i64, i64, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const OOO: &str = "Общество с ограниченной ответственностью";
const OAO: &str = "Открытое акционерное общество";

/// A register of five more companies.
async fn portal() -> Portal {
    let portal = Portal::start().await;
    let day = "2019-04-02";
    add(
        &portal,
        vec![
            Entity(600032395, 1, day, OAO, "Могилёвсельмаш", "Лазаренко", "28300", "Жук Пётр Ильич"),
            Entity(390185783, 1, "2020-05-05", OOO, "Белая Хутора", "Лазаренко", "62010", "Цвирко Анна Львовна"),
            Entity(491038130, 2, "2021-01-10", OOO, "Щедрый Юг", "Первомайская", "47110", "Жук Пётр Ильич"),
            Entity(100582333, 1, "2022-02-02", OOO, "Comfort Plus", "Ямницкая", "68200", "Ким Ольга Юрьевна"),
            Entity(193879557, 3, "2023-03-03", OOO, "Зялёны Луг", "Мира", "01110", "Ёлкин Фома Фомич"),
        ],
    )
    .await;
    portal
}

async fn add(portal: &Portal, entities: Vec<Entity>) {
    let records = entities.into_iter().flat_map(|Entity(unp, standing, day, form, brand, street, activity, head)| {
        let name = format!("{form} \"{brand}\"");
        let activity = json!({"vkvdn": activity, "vnvdnp": "Вид деятельности", "nsi00114": 1});
        let row = |mut fields: Value| {
            let own = json!({"ngrn": unp, "dfrom": day, "cact": "+"});
            fields.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
            fields
        };
        [
            (wire::Feed::Base, row(json!({"nsi00219": {"nksost": standing}, "nsi00211": {"nkvob": 1}}))),
            (wire::Feed::Names, row(json!({"vnaim": name, "vn": brand, "vfn": brand}))),
            (
                wire::Feed::Address,
                row(json!({"vregion": "Могилёвская", "vnp": "Бобруйск", "vulitsa": street, "vdom": "7", "vtels": "+375 29 111-22-33"})),
            ),
            (wire::Feed::Activity, row(json!({"nsi00114": activity}))),
            (wire::Feed::Head, row(json!({"vfio": head}))),
        ]
    });
    append(portal, records.collect()).await;
}

async fn append(portal: &Portal, records: Vec<(wire::Feed, Value)>) {
    let now = portal.clock.now();
    let origin = wire::Origin { source: "test".into(), application_id: None, recorded_at: now };
    let written = portal.state.db.write(move |conn| {
        let mut all = Vec::new();
        for (feed, record) in records {
            all.extend(wire::read(feed, record, &origin).map_err(Failure::Internal)?);
        }
        let changed = entries::append_all(conn, all)?.changed;
        projection::refresh_all(conn, &changed, now, &mut Default::default())?;
        Ok::<_, Failure>(())
    });
    written.await.unwrap();
}

#[tokio::test]
async fn a_company_is_found_in_either_alphabet_by_all_that_is_public_of_it() {
    let portal = portal().await;
    let mut anyone = portal.client();
    for (typed, name) in [
        ("Mogilevselmash", "Могилёвсельмаш"),
        ("могилевсел", "Могилёвсельмаш"),
        ("OAO Mogilyovselmash", "Могилёвсельмаш"),
        ("belaya khutora", "Белая Хутора"),
        ("hutora", "Белая Хутора"),
        ("shchedry yug", "Щедрый Юг"),
        ("Комфорт", "Comfort Plus"),
        ("Zialiony Luh", "Зялёны Луг"),
        ("зялены луг", "Зялёны Луг"),
        // The head, the address, the activity.
        ("Ким Ольга", "Comfort Plus"),
        ("tsvirko", "Белая Хутора"),
        ("бобруйск ямницкая 7", "Comfort Plus"),
        ("68200", "Comfort Plus"),
        ("луг ёлкин", "Зялёны Луг"),
    ] {
        let names = found(&mut anyone, typed).await;
        assert_eq!(names, [name], "{typed}");
    }
    assert_eq!(found(&mut anyone, "Жук Пётр").await, ["Могилёвсельмаш", "Щедрый Юг"]);
    let heads = search(&mut anyone, &format!("q={}", encode("жук"))).await;
    assert!(heads.text_of(".results").contains("Head: Жук Пётр Ильич"), "{}", heads.text_of(".results"));
}

#[tokio::test]
async fn a_typo_or_two_is_forgiven_and_told() {
    let portal = portal().await;
    let mut anyone = portal.client();
    for typed in ["Могилевселмаж", "могилвесельмаш", "Mogilefselmas", "магилевсельмашь"]
    {
        let answer = search(&mut anyone, &format!("q={}", encode(typed))).await;
        assert_eq!(answer.all(".results h2"), ["Могилёвсельмаш"], "{typed}: {}", answer.text_of("main"));
        assert!(answer.text_of("main").contains("These are close"), "{typed}");
    }
    let right = search(&mut anyone, &format!("q={}", encode("могилёвсельмаш"))).await;
    assert!(!right.text_of("main").contains("These are close"));
    assert_eq!(found(&mut anyone, "совсемдругоеслово").await, [""; 0]);
}

#[tokio::test]
async fn a_sole_proprietors_address_finds_nobody() {
    let portal = portal().await;
    let mut anyone = portal.client();
    assert_eq!(found(&mut anyone, "Шиманский").await, ["Шиманский Олег Петрович"]);
    for personal in ["Тайная", "Taynaya", "Шиманский Тайная", "Шиманский Шклов", "213010 Шиманский", "5-55-55"]
    {
        assert_eq!(found(&mut anyone, personal).await, [""; 0], "{personal}");
    }
    let words = format!("SELECT count(*) AS count FROM companies WHERE unp = {PROPRIETOR} AND address IS NULL");
    assert_eq!(portal.read(move |conn| Ok(count(conn, &words))).await, 1);
}

#[tokio::test]
async fn filters_narrow_and_count_and_live_in_the_address() {
    let portal = portal().await;
    let mut anyone = portal.client();
    let page = search(&mut anyone, "section=G&section=J&sort=name").await;
    assert_eq!(page.all(".results h2"), ["Белая Хутора", "ООО \"Ёлка-Ўсход\"", "Щедрый Юг"]);
    // Each filter says how many it would leave beside those of other kinds.
    let tally = |page: &Answer, value: &str| {
        let options: Vec<String> = page.all(".filters .option");
        options.into_iter().find(|option| option.contains(value)).unwrap_or_default()
    };
    assert!(tally(&page, "Active").ends_with('2'), "{}", tally(&page, "Active"));
    assert!(tally(&page, "Excluded").ends_with('1'), "{}", tally(&page, "Excluded"));
    let excluded = search(&mut anyone, "section=G&section=J&status=excluded").await;
    assert_eq!(excluded.all(".results h2"), ["Щедрый Юг"]);
    assert!(tally(&excluded, "Active").ends_with('2'));
    assert_eq!(excluded.all("input[type=checkbox][checked]").len(), 3);
    let dated = search(&mut anyone, "form=ooo&from=2020-05-05&until=02.02.2022&sort=newest").await;
    assert_eq!(dated.all(".results h2"), ["Comfort Plus", "Щедрый Юг", "Белая Хутора"]);
    let named = search(&mut anyone, &format!("q={}&form=oao", encode("жук"))).await;
    assert_eq!(named.all(".results h2"), ["Могилёвсельмаш"]);
    let none = search(&mut anyone, &format!("q={}&form=farm", encode("жук"))).await;
    assert!(none.text_of(".empty").contains("The filters leave nothing"));
}

#[tokio::test]
async fn wrong_days_are_told_at_their_field_and_nothing_typed_is_lost() {
    let portal = portal().await;
    let mut anyone = portal.client();
    for (query, field) in [
        ("from=31.02.2024", "from"),
        ("until=2024-13-01", "until"),
        ("from=2024-01-02&until=2024-01-01", "until"),
        ("from=%00&q=abc", "from"),
    ] {
        let answer = search(&mut anyone, query).await;
        assert_eq!(answer.status, 422, "{query}");
        assert_eq!(
            answer.attribute(&format!(".filters input[name={field}]"), "aria-invalid").as_deref(),
            Some("true"),
            "{query}"
        );
    }
    let kept = search(&mut anyone, "q=abc&from=31.02.2024&status=active").await;
    assert_eq!(kept.attribute(".filters input[name=from]", "value").as_deref(), Some("31.02.2024"));
    for odd in ["status=x", "office=99999999999999", "section=%F0%9F%99%82", "form=%00", "sort='", "from=&until="] {
        assert_eq!(search(&mut anyone, odd).await.status, 200, "{odd}");
    }
    let many: String = (0..5_000).map(|i| format!("&office={i}")).collect();
    assert_eq!(search(&mut anyone, &format!("q=x{many}")).await.status, 200);
}

#[tokio::test]
async fn a_search_that_has_used_its_time_says_so() {
    let portal = Portal::with(|config| config.search_timeout_ms = 0).await;
    let answer = search(&mut portal.client(), &format!("q={}", encode("ёлка"))).await;
    assert_eq!(answer.status, 200);
    assert!(answer.text_of("main").contains("The search took too long"), "{}", answer.text_of("main"));
}

#[tokio::test]
async fn a_filter_reaches_beyond_the_first_thousand() {
    let portal = Portal::start().await;
    let unps = (700_200_000..).filter(|unp| portal::unp::Unp::from_number(*unp).is_ok()).take(1100);
    let records = unps.enumerate().flat_map(|(i, unp)| {
        let standing = if i == 1099 { 5 } else { 1 };
        let base =
            json!({"ngrn": unp, "dfrom": "2019-04-02", "nsi00219": {"nksost": standing}, "nsi00211": {"nkvob": 1}});
        [
            (wire::Feed::Base, base),
            (
                wire::Feed::Names,
                json!({"ngrn": unp, "dfrom": "2019-04-02", "cact": "+", "vn": format!("ООО \"Маяк {i:04}\"")}),
            ),
        ]
    });
    append(&portal, records.collect()).await;
    let mut anyone = portal.client();
    let all = search(&mut anyone, &format!("q={}", encode("mayak"))).await;
    assert!(all.text_of("[role=status]").starts_with("More than 1 000 found"), "{}", all.text_of("[role=status]"));
    let one = search(&mut anyone, &format!("q={}&status=ended-by-reorganisation", encode("mayak"))).await;
    assert_eq!(one.all(".results h2"), ["ООО \"Маяк 1099\""]);
    // Meanwhile a sample was taken: what is more than is counted is estimated, and told as such.
    let estimated = loop {
        let again = search(&mut anyone, &format!("q={}", encode("mayak"))).await;
        if !again.text_of("[role=status]").starts_with("More than") {
            break again;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    };
    let status = estimated.text_of("[role=status]");
    assert!(status.starts_with("About 1 100 found. These are the first 1 000"), "{status}");
    let tallies = estimated.all(".filters .option");
    let active = |tallies: &[String]| tallies.iter().any(|line| line.contains("about 1 100"));
    assert!(active(&tallies), "{tallies:?}");
    let ended =
        tallies.iter().find(|line| line.contains("reorganisation")).expect("few have it: it is offered all the same");
    assert!(!ended.contains("about"), "{ended}");
    let one = search(&mut anyone, &format!("q={}&status=ended-by-reorganisation", encode("mayak"))).await;
    assert!(one.text_of("[role=status]").starts_with("1 found"), "what is counted is told as counted");
    assert!(active(&one.all(".filters .option")), "what another choice would leave is estimated");
}

#[tokio::test]
async fn what_changes_is_found_by_its_new_words_alone() {
    let portal = portal().await;
    let mut anyone = portal.client();
    let renamed = json!({"ngrn": COMPANY, "dfrom": "2026-01-01", "cact": "+", "vnaim": "ООО \"Новинка\"", "vn": "ООО \"Новинка\"", "vfn": "Новинка"});
    let closed = json!({"ngrn": COMPANY, "dfrom": "2015-09-14", "dto": "2026-01-01", "cact": "-", "vnaim": "ООО \"Ёлка-Ўсход\""});
    append(&portal, vec![(wire::Feed::Names, closed), (wire::Feed::Names, renamed)]).await;
    assert_eq!(found(&mut anyone, "novinka").await, ["ООО \"Новинка\""]);
    assert_eq!(found(&mut anyone, "yolka").await, [""; 0]);
}

#[tokio::test]
async fn companies_that_were_there_before_get_their_words() {
    let portal = portal().await;
    // What the portal goes through by itself when it starts is done first.
    while search_words::fill(&portal.state.db).await.unwrap() > 0 {}
    portal
        .state
        .db
        .write(|conn| {
            conn.batch_execute("DELETE FROM company_words")?;
            conn.batch_execute("UPDATE word_fills SET position = 0, finished = false")?;
            Ok::<_, Failure>(())
        })
        .await
        .unwrap();
    let mut anyone = portal.client();
    assert_eq!(found(&mut anyone, "tsvirko").await, [""; 0]);
    assert_eq!(search_words::fill(&portal.state.db).await.unwrap(), 9);
    assert_eq!(found(&mut anyone, "tsvirko").await, ["Белая Хутора"]);
    assert_eq!(search_words::fill(&portal.state.db).await.unwrap(), 0);
}

#[tokio::test]
async fn the_index_of_parts_of_names_knows_cyrillic_letters() {
    let portal = Portal::start().await;
    assert!(portal.read(company_search::knows_letters).await);
}

#[tokio::test]
async fn part_of_a_name_is_found_by_its_rarest_pieces_as_by_all() {
    let portal = portal().await;
    // All pieces of "мкомком" stand in "домком", but not together: that is why the names are looked at.
    add(&portal, vec![Entity(791397355, 1, "2020-01-01", OOO, "Домком Комфорт", "Мира", "62010", "Ким Олег Ильич")])
        .await;
    let (mut few, mut many) = (Pieces::default(), Pieces::default());
    for name in ["могилевсельмаш", "белая хутора", "щедрыи юг", "comfort plus", "зялены луг"]
    {
        few.add(name);
        (0..9).for_each(|_| many.add(name));
    }
    for words in [&["сельмаш"][..], &["луг"], &["дрыи"], &["ялен", "лу"], &["хутор", "бел"], &["мкомком"], &["нигде"]]
    {
        let found = |pieces: Option<&Pieces>| {
            let pieces = pieces.cloned();
            portal
                .state
                .db
                .read(move |conn| Ok::<_, Failure>(company_search::containing(conn, words, pieces.as_ref())?))
        };
        let all = found(None).await.unwrap();
        for pieces in [&Pieces::default(), &few, &many] {
            assert_eq!(found(Some(pieces)).await.unwrap(), all, "{words:?}");
        }
        assert_eq!(all.len(), usize::from(!["мкомком", "нигде"].contains(&words[0])), "{words:?}");
    }
}

#[tokio::test]
async fn no_query_of_a_search_reads_a_whole_table() {
    let (db, _database) = fresh().await;
    let plans = db
        .bulk(|conn| {
            if conn.dialect() == akno::store::Dialect::Postgres {
                // In an empty table a planner reads it whole: here only if it has no other way.
                conn.batch_execute("SET LOCAL enable_seqscan = off")?;
            }
            Ok::<_, Failure>(company_search::plans(conn)?)
        })
        .await
        .unwrap();
    assert!(plans.len() >= 10, "{plans:#?}");
    for line in &plans {
        let whole = line.contains("Seq Scan")
            || (line.contains("SCAN")
                && !line.contains("VIRTUAL TABLE INDEX 0:M")
                && ["companies", "register_words"].iter().any(|table| line.contains(table)));
        assert!(!whole, "{line}\n{plans:#?}");
    }
}

/// The numbers that programs find, page by page.
async fn asked(client: &mut Client, query: &str, limit: usize) -> (Vec<String>, Value) {
    let (mut unps, mut cursor, mut last) = (Vec::new(), String::new(), Value::Null);
    for _ in 0..50 {
        let answer = client.get(&format!("/api/v1/companies?limit={limit}&{query}{cursor}")).await;
        assert_eq!(answer.status, 200, "{query}: {}", answer.body);
        last = serde_json::from_str(&answer.body).unwrap();
        let page = last["companies"].as_array().unwrap();
        unps.extend(page.iter().map(|company| company["unp"].as_str().unwrap().to_owned()));
        match last["cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    (unps, last)
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_find_what_the_page_finds() {
    let portal = portal().await;
    let mut client = portal.client();
    for (typed, unp) in [
        ("mogilevselmash", "600032395"),
        ("belaya khutora", "390185783"),
        ("komfort plus", "100582333"),
        ("Жук Пётр", "491038130"),
        ("3901", "390185783"),
    ] {
        let (unps, body) = asked(&mut client, &format!("q={}", encode(typed)), 20).await;
        assert!(unps.iter().any(|found| found == unp), "{typed}: {unps:?}");
        assert!(body.get("corrected").is_none() && body.get("incomplete").is_none(), "{body}");
    }
    let (unps, body) = asked(&mut client, &format!("q={}", encode("Могилевселмаж")), 20).await;
    assert_eq!((unps, &body["corrected"]), (vec!["600032395".to_owned()], &json!(true)), "a typo, and told so");
    // In pages of one: each once and in the order of one page.
    let question = format!("q={}", encode("общество"));
    let (whole, _) = asked(&mut client, &question, 100).await;
    assert!(whole.len() >= 5);
    assert_eq!(asked(&mut client, &question, 1).await.0, whole);
    let (left, _) = asked(&mut client, &format!("{question}&status=in_liquidation&kind=legal_entity"), 20).await;
    assert!(left.len() < whole.len() && left.iter().all(|unp| whole.contains(unp)), "{left:?}");
    let (none, _) = asked(&mut client, &format!("{question}&kind=sole_proprietor"), 20).await;
    assert!(none.is_empty(), "{none:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn suggestions_are_the_first_of_what_the_search_finds_and_nothing_personal() {
    let portal = portal().await;
    let mut client = portal.client().with_header("accept-language", "en");
    let mut suggested = async |typed: &str| -> Vec<Value> {
        let answer = client.get(&format!("/register/suggestions?q={}", encode(typed))).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")), "{typed:.40}");
        let body: Value = serde_json::from_str(&answer.body).unwrap();
        body["suggestions"].as_array().unwrap().clone()
    };
    let found = suggested("mogilevs").await;
    assert_eq!(found[0]["href"], "/register/600032395", "{found:?}");
    assert!(found[0]["note"].as_str().unwrap().contains("600032395"), "{found:?}");
    assert_eq!(suggested("600032395").await[0]["href"], "/register/600032395");
    assert!(suggested("ооо").await.len() <= 8);
    for nothing in ["", " ", "a", "«»", "\0", "нетакойфирмынигде"] {
        assert!(suggested(nothing).await.is_empty(), "{nothing:?}");
    }
    for hostile in ["'; DROP TABLE companies;--", "%", "*", "\"x\" OR 1=1", &"ё".repeat(2_000), "\u{202e}ооо\0"] {
        assert!(suggested(hostile).await.len() <= 8);
    }
    let proprietor = suggested(&PROPRIETOR.to_string()).await;
    let text = serde_json::to_string(&proprietor).unwrap();
    assert!(text.contains(&PROPRIETOR.to_string()) && !text.contains("ул."), "{text}");
    for odd in ["", "?q", "?q=%FF", "?q=ab&q=cd&x=1"] {
        assert!(portal.client().get(&format!("/register/suggestions{odd}")).await.status < 500, "{odd}");
    }
    for page in ["/", "/register"] {
        let page = portal.client().get(page).await;
        assert!(page.all("main input[data-suggest='/register/suggestions'][name=q]").len() == 1);
    }
}

/// What a search tells PostgreSQL of its time must not hold for whoever is read for next.
#[tokio::test]
async fn a_search_that_is_cut_leaves_its_connection_as_it_was() {
    let portal = Portal::start().await;
    let slow = |conn: &mut AnyConn| match conn {
        AnyConn::Postgres(_) => sql_query("SELECT pg_sleep(5)").execute(conn),
        AnyConn::Sqlite(_) => sql_query(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n WHERE i < 0",
        )
        .execute(conn),
    };
    let read = portal.state.db.read(move |conn| {
        let before = settings(conn)?;
        let limit = Duration::from_millis(50);
        let cut = budget::of(conn, limit, |conn, budget| {
            let first = budget.within(conn, settings)?;
            Ok((first, budget.within(conn, slow)?, budget.within(conn, slow)?))
        })?;
        let wrong = budget::of(conn, limit, |conn, budget| {
            budget.within(conn, |conn| sql_query("SELECT nothing FROM nowhere").execute(conn))
        });
        Ok::<_, Failure>((before, cut, wrong.is_err(), settings(conn)?))
    });
    let (before, (first, second, third), is_wrong, after) = read.await.unwrap();
    assert_eq!((second, third), (None, None), "the first used everything up");
    assert!(is_wrong, "what is wrong is an error and no cut");
    assert_eq!(before, after);
    if portal.state.db.dialect() == Dialect::Postgres {
        assert!(first.is_some_and(|told| told != before), "it was told of the budget");
    }
}

/// What PostgreSQL was told; on SQLite nothing.
fn settings(conn: &mut AnyConn) -> QueryResult<Vec<String>> {
    #[derive(QueryableByName)]
    struct Setting {
        #[diesel(sql_type = Text)]
        value: String,
    }
    let AnyConn::Postgres(conn) = conn else { return Ok(Vec::new()) };
    let names = "VALUES (current_setting('statement_timeout')), (current_setting('plan_cache_mode'))";
    let rows: Vec<Setting> = sql_query(format!("SELECT * FROM ({names}) AS told (value)")).load(conn)?;
    Ok(rows.into_iter().map(|row| row.value).collect())
}
