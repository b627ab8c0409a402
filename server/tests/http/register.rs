//! `/register` and `/register/{unp}`.

use crate::support::client::{Answer, Client, encode};
use crate::support::portal::{COMPANY, EXCLUDED, PRIVATE, PROPRIETOR, Portal, append};
use akno::register::wire;
use akno::store::entries;
use serde_json::json;
use std::time::{Duration, Instant};

async fn search(client: &mut Client, typed: &str) -> Answer {
    client.get(&format!("/register?lang=en&q={}", encode(typed))).await
}

/// The companies found, in their order.
async fn found(client: &mut Client, typed: &str) -> Vec<String> {
    let answer = search(client, typed).await;
    assert_eq!(answer.status, 200, "{typed}");
    answer.all(".results h2")
}

#[tokio::test]
async fn a_company_is_found_by_any_part_of_its_name_however_it_is_typed() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    let names = [
        "Ёлка-Ўсход",
        "елка усход",
        "ЕЛКА",
        "усход",
        "лка",
        "ООО «Ёлка»",
        "\"Ёлка-Ўсход\"",
        "ограниченной елка",
        "ооо ел",
        "Ел",
        "общество с ограниченной ответственностью елка усход",
    ];
    for typed in names {
        assert_eq!(found(&mut client, typed).await, ["ООО \"Ёлка-Ўсход\""], "{typed}");
    }
    assert_eq!(found(&mut client, "шыманскі").await, ["Шиманский Олег Петрович"]);
}

#[tokio::test]
async fn a_number_leads_to_its_company_in_any_spelling() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    for typed in ["791397355", "791 397 355", " УНП 791-397-355", "unp791397355"] {
        let answer = search(&mut client, typed).await;
        assert_eq!((answer.status, answer.location()), (303, "/register/791397355"), "{typed}");
    }
    assert_eq!(found(&mut client, "79139").await, ["ООО \"Ёлка-Ўсход\""]);
    assert_eq!(found(&mut client, "791 397").await, ["ООО \"Ёлка-Ўсход\""]);
}

#[tokio::test]
async fn a_number_that_is_no_unp_is_told_what_is_wrong_with_it() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    for (typed, said) in [
        ("200988542", "the last one must be 1"),
        ("900988541", "begins with a digit from 1 to 7"),
        ("2009885411", "These are 10 digits"),
        ("MA1953684", "natural person"),
        ("200988541", "is not in the register"),
        ("…", "no letter or digit"),
    ] {
        let answer = search(&mut client, typed).await;
        assert_eq!(answer.status, 200, "{typed}");
        assert!(answer.text_of("main").contains(said), "{typed}: {}", answer.text_of("main"));
        assert_eq!(answer.attribute("main input[type=search]", "value").as_deref(), Some(typed));
    }
    let nothing = search(&mut client, "нет такого названия").await;
    assert!(nothing.text_of(".empty").contains("Nothing found for “нет такого названия”"));
}

#[tokio::test]
async fn active_companies_and_whole_names_come_first() {
    let portal = Portal::start().await;
    let names = [
        (600032395, 1, "ООО \"Парк\""),
        (390185783, 1, "ООО \"Лесопарк\""),
        (491038130, 2, "ООО \"Парк сервис\""),
        (100582333, 1, "ООО \"Парк аттракционов\""),
        (193879557, 1, "ООО \"Старый парк\""),
    ];
    add(&portal, names.map(|(unp, standing, name)| (unp, standing, name.to_owned())).into()).await;
    let wanted =
        ["Парк", "Парк аттракционов", "Парк сервис", "Старый парк", "Лесопарк"].map(|name| format!("ООО \"{name}\""));
    assert_eq!(found(&mut portal.client(), "парк").await, wanted);
}

#[tokio::test]
async fn many_results_come_by_the_page_and_the_last_page_is_the_deepest() {
    let portal = Portal::start().await;
    let unps: Vec<i64> = (700_200_000..).filter(|unp| portal::unp::Unp::from_number(*unp).is_ok()).take(1030).collect();
    add(&portal, unps.iter().enumerate().map(|(i, unp)| (*unp, 1, format!("ООО \"Маяк {i:04}\""))).collect()).await;
    let mut client = portal.client();
    let first = search(&mut client, "маяк").await;
    assert!(first.text_of("[role=status]").starts_with("More than 1 000 found"), "{}", first.text_of("[role=status]"));
    assert_eq!(first.all(".results h2").len(), 20);
    assert_eq!(first.all(".results h2")[0], "ООО \"Маяк 0000\"");
    let second = client.get(&format!("/register?q={}&page=2", encode("маяк"))).await;
    assert_eq!(second.all(".results h2")[0], "ООО \"Маяк 0020\"");
    assert!(second.attribute("nav.pages a[rel=prev]", "href").unwrap().ends_with("&page=1"));
    for beyond in ["50", "51", "4611686018427387904"] {
        let last = client.get(&format!("/register?q={}&page={beyond}", encode("маяк"))).await;
        assert_eq!((last.status, last.all(".results h2").len()), (200, 20), "{beyond}");
    }
    for odd in ["0", "-1", "x", "1.5", ""] {
        let answer = client.get(&format!("/register?q={}&page={odd}", encode("маяк"))).await;
        assert_eq!(answer.all(".results h2")[0], "ООО \"Маяк 0000\"", "{odd}");
    }
    assert_eq!(found(&mut client, "маяк 1007").await, ["ООО \"Маяк 1007\""]);
}

#[tokio::test]
async fn nothing_that_can_be_typed_breaks_the_search() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    let long = "ё".repeat(10_000);
    let words = "абв ".repeat(60);
    let typed = [
        "%",
        "_",
        "%%%",
        "\\",
        "a%b_c",
        "' OR 1=1 --",
        "\"; DROP TABLE companies; --",
        "NEAR(a b)",
        "a AND b OR NOT c",
        "search:елка",
        "елка*",
        "\"елка",
        "^елка",
        "(елка",
        "{елка} : x",
        "-елка",
        "+елка",
        "$1",
        "?1",
        "@x",
        "\0",
        "елка\0усход",
        "\u{202e}алкё",
        "🙂",
        "👩‍👩‍👧‍👦 семья",
        "\u{feff}",
        "İstanbul ß ﬁ",
        "٧٩١٣٩٧٣٥٥",
        "\r\n\t",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "../../etc/passwd",
        "ооо",
        "о",
        "99999999999999999999",
        &long,
        &words,
    ];
    for typed in typed {
        let began = Instant::now();
        let answer = search(&mut client, typed).await;
        assert_eq!(answer.status, 200, "{typed:?}");
        assert!(began.elapsed() < Duration::from_secs(5), "{typed:?}");
        assert!(!answer.body.contains("<script>alert"), "{typed}");
    }
    for raw in
        ["?q=%ff%fe", "?q=%ED%A0%80", "?q=%", "?q=a&q=b&page=1&page=2", "?q", "?=", "?q=%00", "?page=2", "?q=+++"]
    {
        assert_eq!(client.get(&format!("/register{raw}")).await.status, 200, "{raw}");
    }
    assert!(search(&mut client, &long).await.text_of("main").contains("first 200 characters"));
}

#[tokio::test]
async fn a_page_of_a_company_tells_what_the_register_says() {
    let portal = Portal::start().await;
    let page = portal.client().get(&format!("/register/{COMPANY}?lang=en")).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.text_of("h1"), "ООО \"Ёлка-Ўсход\"");
    let main = page.text_of("main");
    for said in [
        "In business since 15 September 2015",
        "Общество с ограниченной ответственностью \"Ёлка-Ўсход\"",
        "Shklov District Executive Committee",
        "213010, Могилёвская обл., Шкловский р-н, г. Шклов, ул. Ленинская, 10, каб. 3",
        "62010 Деятельность в области компьютерного программирования",
        "+375 2239 5-55-55",
    ] {
        assert!(main.contains(said), "{said} in {main}");
    }
    assert_eq!(page.text_of(".unp"), "791397355");
    assert_eq!(page.attribute(".timeline time", "datetime").as_deref(), Some("2015-09-15"));
    assert!(page.body.contains("href=\"/services/change-of-location\""));
    let be = portal.client().get(&format!("/register/{COMPANY}?lang=be")).await;
    assert!(be.text_of("main").contains("Шклоўскі раённы выканаўчы камітэт"));
}

#[tokio::test]
async fn a_changed_address_stands_above_the_former_one() {
    let portal = Portal::start().await;
    let moved = |from: &str, to: Option<&str>, mark: &str, house: &str| {
        let street = json!({"nktul": 1, "vntulk": "ул."});
        json!({"ngrn": COMPANY, "dfrom": from, "dto": to, "cact": mark, "vnp": "Шклов", "nsi00226": street, "vulitsa": "Ленинская", "vdom": house})
    };
    let rows = vec![
        (wire::Feed::Address, moved("2015-09-15", Some("2026-03-01"), "-", "10")),
        (wire::Feed::Address, moved("2026-03-01", None, "+", "77Б")),
    ];
    append(&portal, rows).await;
    let page = portal.client().get(&format!("/register/{COMPANY}?lang=en")).await;
    let days = page.all(".timeline > li");
    assert_eq!(days.len(), 2, "{days:?}");
    assert!(
        days[0].contains("1 March 2026") && days[0].contains("New location") && days[0].contains("77Б"),
        "{}",
        days[0]
    );
    assert!(days[1].contains("Until 1 March 2026") && days[1].contains(", 10"), "{}", days[1]);
    assert!(page.text_of(".summary").contains("77Б"));
    assert_eq!(
        portal.read(|conn| entries::current(conn, COMPANY)).await.iter().filter(|e| e.kind == "address").count(),
        2
    );
}

#[tokio::test]
async fn of_a_sole_proprietor_only_the_name_is_public() {
    let portal = Portal::start().await;
    for lang in ["be", "ru", "en"] {
        let page = portal.client().get(&format!("/register/{PROPRIETOR}?lang={lang}")).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Шиманский Олег Петрович"));
        for personal in ["Тайная", "213010", "5-55-55", "Шклов<"] {
            assert!(!page.body.contains(personal), "{personal}");
        }
        assert!(!page.body.contains("href=\"/services/change-of-location\""));
    }
    let hits = search(&mut portal.client(), "Шиманский").await;
    assert!(!hits.body.contains("Тайная"));
}

/// The company in a state, with a head of a post.
fn headed(nksost: i32, post: &str) -> Vec<(wire::Feed, serde_json::Value)> {
    let status = json!({"nksost": nksost, "vnsostk": "", "nsi00219": 33_514});
    let subject = json!({"nkvob": 1, "vnvobp": "", "nsi00211": 1});
    let base = json!({"ngrn": COMPANY, "dfrom": "2015-09-15", "nsi00219": status, "nsi00211": subject});
    let head = json!({"ngrn": COMPANY, "dfrom": "2020-03-01", "cact": "+", "vfio": "Жук Пётр Ильич", "vpost": post});
    vec![(wire::Feed::Base, base), (wire::Feed::Head, head)]
}

#[tokio::test]
async fn where_a_liquidator_or_an_administrator_acts_the_director_is_not_told_to() {
    let portal = Portal::start().await;
    let mut anyone = portal.client();
    append(&portal, headed(1, "директор")).await;
    let active = anyone.get(&format!("/register/{COMPANY}?lang=en")).await;
    assert!(active.text_of(".cards-table").contains("Жук Пётр Ильич, директор"), "{}", active.text_of("main"));
    for (nksost, acts) in [(4, "an administrator acts for it"), (3, "a liquidator or a liquidation commission acts")] {
        append(&portal, headed(nksost, "директор")).await;
        let page = anyone.get(&format!("/register/{COMPANY}?lang=en")).await;
        assert_eq!((page.all("#acting").len(), page.all(".cards-table").len()), (1, 0), "{}", page.text_of("main"));
        let main = page.text_of("main");
        assert!(main.contains(acts) && main.contains("The register does not say who"), "{main}");
    }
    append(&portal, headed(3, "ликвидатор")).await;
    let named = anyone.get(&format!("/register/{COMPANY}?lang=en")).await.text_of(".cards-table");
    assert!(named.contains("Жук Пётр Ильич, ликвидатор") && named.contains("In place of the head"), "{named}");
}

#[tokio::test]
async fn companies_asked_for_at_once_each_get_their_own_page() {
    let portal = Portal::start().await;
    let mut expected = Vec::new();
    for unp in [COMPANY, PROPRIETOR, EXCLUDED, 200_988_541] {
        let page = portal.client().get(&format!("/register/{unp}?lang=en")).await;
        expected.push((unp, page.status, page.text_of("main")));
    }
    assert_eq!(expected.iter().map(|(_, status, _)| *status).collect::<Vec<_>>(), [200, 200, 200, 404]);
    let asked = (0..80).map(|number| {
        let (mut client, (unp, status, text)) = (portal.client(), expected[number % expected.len()].clone());
        async move {
            let page = client.get(&format!("/register/{unp}?lang=en")).await;
            assert_eq!((page.status, page.text_of("main")), (status, text), "{unp}");
        }
    });
    futures::future::join_all(asked).await;
}

#[tokio::test]
async fn an_excluded_company_says_so() {
    let portal = Portal::start().await;
    let page = portal.client().get(&format!("/register/{EXCLUDED}?lang=en")).await;
    assert_eq!(page.status, 200);
    assert!(page.text_of(".entry-head").contains("No longer in business"));
    assert!(!page.body.contains("href=\"/services/change-of-location\""));
}

#[tokio::test]
async fn an_address_of_a_company_has_one_spelling() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    for asked in ["791%20397%20355", "%D0%A3%D0%9D%D0%9F791397355", "791-397-355"] {
        let answer = client.get(&format!("/register/{asked}")).await;
        assert_eq!((answer.status, answer.location()), (303, "/register/791397355"), "{asked}");
    }
    for asked in [
        "200988541",
        "200988542",
        "12",
        "MA1953684",
        "x",
        "%00",
        "%F0%9F%99%82",
        "-1",
        "9999999999999999999999",
        "%3Cb%3E",
    ] {
        let answer = client.get(&format!("/register/{asked}?lang=en")).await;
        assert_eq!(answer.status, 404, "{asked}");
        assert!(answer.text_of("main").contains("search by the name"), "{asked}");
        assert!(!answer.body.contains("<b>"), "{asked}");
    }
    assert_eq!(client.get("/register/%ff").await.status, 404);
}

#[tokio::test]
async fn names_that_look_like_markup_stay_text() {
    let portal = Portal::start().await;
    add(&portal, vec![(600032395, 1, "<b>Дом & Сад</b> {{1+1}} %s \"'".to_owned())]).await;
    for path in ["/register/600032395", "/register?q=%D0%B4%D0%BE%D0%BC"] {
        let page = portal.client().get(path).await;
        assert!(page.text_of("main").contains("<b>Дом & Сад</b> {{1+1}} %s \"'"), "{path}");
        assert!(!page.body.contains("<b>"), "{path}");
    }
}

#[tokio::test]
async fn pages_of_the_register_are_alike_for_everybody() {
    let portal = Portal::start().await;
    let elena = portal.signed_in("elena").await;
    for mut client in [portal.client(), elena] {
        assert_eq!(
            client.get(&format!("/register/{PRIVATE}")).await.text_of("h1"),
            "Частное предприятие \"Синий лён\""
        );
    }
}

/// Adds legal entities: number, state, short name.
async fn add(portal: &Portal, companies: Vec<(i64, i64, String)>) {
    let records = companies.into_iter().flat_map(|(unp, standing, name)| {
        let base =
            json!({"ngrn": unp, "dfrom": "2019-04-02", "nsi00219": {"nksost": standing}, "nsi00211": {"nkvob": 1}});
        let names = json!({"ngrn": unp, "dfrom": "2019-04-02", "cact": "+", "vn": name});
        [(wire::Feed::Base, base), (wire::Feed::Names, names)]
    });
    append(portal, records.collect()).await;
}

#[tokio::test]
async fn latin_letters_that_look_cyrillic_find_what_is_meant() {
    let portal = Portal::start().await;
    let mut anyone = portal.client();
    // «ООО Ёлка» with a Latin OOO, «ЁЛКА» with a Latin K and A, «Вчера» with a Latin B.
    for typed in ["OOO Ёлка", "ЁЛKA", "Bчepa"] {
        let found = anyone.get(&format!("/register?q={}", crate::support::client::encode(typed))).await;
        assert!(found.status == 200 && !found.all(".results li").is_empty(), "{typed}: {}", found.text_of("main"));
    }
}
