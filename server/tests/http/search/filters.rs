//! Filters narrow, count and tell what they cannot take.

use super::{append, portal, search};
use crate::support::client::{Answer, encode};
use crate::support::portal::Portal;
use akno::register::wire;
use serde_json::json;

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
        ("from=0000-01-01", "from"),
        ("from=01.01.0001", "from"),
        ("until=%2B10000-01-01", "until"),
        ("until=31.12.20", "until"),
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
async fn what_filters_leave_comes_before_their_panel_which_tells_how_many_are_on() {
    let portal = portal().await;
    let mut anyone = portal.client();
    let line = ".filters > summary";
    let filtered = search(&mut anyone, "section=G&section=J&from=01.01.2000&sort=name").await;
    assert!(filtered.all("details.filters[open]").is_empty(), "a phone shows the results first");
    assert_eq!(filtered.text_of(line), "Filters and order · chosen: 3");
    assert_eq!(search(&mut anyone, "sort=name").await.text_of(line), "Filters and order");
    let wrong = search(&mut anyone, "from=31.02.2024").await;
    assert_eq!(wrong.all("details.filters[open]").len(), 1, "an error is in sight");
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

/// Companies of one name with registrations on given days, and their numbers.
async fn registered(portal: &Portal, days: &[String]) -> Vec<i64> {
    let unps: Vec<i64> =
        (700_200_000..).filter(|unp| portal::unp::Unp::from_number(*unp).is_ok()).take(days.len()).collect();
    let records = unps.iter().zip(days).flat_map(|(unp, day)| {
        let base = json!({"ngrn": unp, "dfrom": day, "nsi00219": {"nksost": 1}, "nsi00211": {"nkvob": 1}});
        let name = json!({"ngrn": unp, "dfrom": day, "cact": "+",
            "vnaim": format!("Общество с ограниченной ответственностью \"Маяк {unp}\""), "vn": format!("ООО \"Маяк {unp}\"")});
        [(wire::Feed::Base, base), (wire::Feed::Names, name)]
    });
    append(portal, records.collect()).await;
    unps
}

#[tokio::test]
async fn days_and_an_order_reach_beyond_the_first_thousand() {
    let portal = Portal::start().await;
    // The last of 1,100 are of the days that are asked for; all are of one year.
    let days: Vec<String> = (0..1_100)
        .map(|i| if i >= 1_080 { format!("2021-11-{:02}", i - 1_080 + 1) } else { format!("2021-{:02}-15", i % 9 + 1) })
        .collect();
    let unps = registered(&portal, &days).await;
    let mut anyone = portal.client();
    for words in ["", "q=mayak&", "q=%D0%9E%D0%9E%D0%9E&"] {
        let dated = search(&mut anyone, &format!("{words}from=2021-11-01&until=2021-11-18&sort=newest")).await;
        let status = dated.text_of("[role=status]");
        assert!(status.starts_with("18 found"), "{words}: {status}");
        assert_eq!(dated.all(".results h2")[0], format!("ООО \"Маяк {}\"", unps[1_097]), "{words}");
        let newest = search(&mut anyone, &format!("{words}sort=newest")).await;
        assert_eq!(newest.all(".results h2")[0], format!("ООО \"Маяк {}\"", unps[1_099]), "{words}");
    }
    let oldest = search(&mut anyone, "q=mayak&sort=oldest").await;
    let first = unps.iter().zip(&days).find(|(_, day)| *day == "2021-01-15").unwrap().0;
    assert_eq!(oldest.all(".results h2")[0], format!("ООО \"Маяк {first}\""));
    let named = search(&mut anyone, "sort=name&form=ooo").await;
    assert_eq!(named.all(".results h2")[1], format!("ООО \"Маяк {}\"", unps[0]), "behind «Ёлка-Ўсход»");
    // What is spelt as the other language does is ordered and narrowed like the word itself.
    let newest = [format!("ООО \"Маяк {}\"", unps[1_099])];
    for attempt in 0.. {
        let spelt = search(&mut anyone, &format!("q={}&sort=newest&from=2021-11-01", encode("моек"))).await;
        if spelt.all(".results h2").get(..1) == Some(&newest[..]) {
            break;
        }
        // The sample, which knows the spellings, is taken meanwhile.
        assert!(attempt < 100, "{}", spelt.text_of("main"));
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_legal_form_alone_is_found_and_filtered_whole() {
    let portal = portal().await;
    let mut anyone = portal.client();
    let form = |text: &str| format!("q={}", encode(text));
    let proprietors = search(&mut anyone, &form("ИП")).await;
    assert_eq!(proprietors.all(".results h2"), search(&mut anyone, "form=ip").await.all(".results h2"));
    assert!(!proprietors.all(".results h2").is_empty());
    let limited = search(&mut anyone, &format!("{}&sort=name", form("общество с ограниченной ответственностью"))).await;
    assert_eq!(limited.all(".results h2"), search(&mut anyone, "form=ooo&sort=name").await.all(".results h2"));
    let excluded = search(&mut anyone, &format!("{}&status=excluded", form("ООО"))).await;
    assert_eq!(excluded.all(".results h2"), search(&mut anyone, "form=ooo&status=excluded").await.all(".results h2"));
    let none = search(&mut anyone, &format!("{}&form=ip", form("ООО"))).await;
    assert!(none.text_of(".empty").contains("The filters leave nothing"), "{}", none.text_of("main"));
}
