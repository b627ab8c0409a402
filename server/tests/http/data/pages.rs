//! The pages for people: the catalogue, a set, and its drawings.

use super::{json, published};
use crate::support::portal::Portal;

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
    assert_eq!(count(&asked, "Sole proprietor"), "1", "{asked}");
    // What is filtered is filtered in the drawing too.
    let filtered = client.get("/data/entities?column=kind&value=sole_proprietor&by=kind&measure=count").await.body;
    assert!(count(&filtered, "Legal entity").is_empty() && count(&filtered, "Sole proprietor") == "1");
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
        assert_eq!(wrong.status, 422);
        assert_eq!(wrong.attribute("main input.input[name=value]", "value").as_deref(), Some("many"));
        assert_eq!(wrong.attribute("main input.input[name=value]", "aria-invalid").as_deref(), Some("true"));
        assert_eq!(client.get("/councils").await.status, 200);
    }
    let mut client = portal.client();
    let filtered = client.get("/data?kind=statistics&kind=register&freshness=current&page=77").await;
    assert_eq!(filtered.all("ol.results > li").len(), 10);
    assert!(client.get("/data?q=%3Cscript%3E&theme=%00").await.body.contains("&lt;script"));
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_shown_and_filtered_in_the_readers_words_and_taken_as_they_are_written() {
    let portal = published(false).await;
    let mut client = portal.client().with_header("accept-language", "be");
    let cells = |page: &crate::support::client::Answer| page.all(".scroll tbody td").join("|");
    let kind = crate::support::client::encode("індывідуальны");
    let page = client.get(&format!("/data/entities?column=kind&value={kind}")).await;
    assert_eq!(page.all(".scroll tbody tr").len(), 1, "{}", cells(&page));
    assert!(cells(&page).contains("Індывідуальны прадпрымальнік") && !cells(&page).contains("sole_proprietor"));
    let download = page.attribute("main a[href*='format=csv'][href*='rows']", "href").unwrap();
    assert_eq!(download, "/api/v1/data/entities/rows?format=csv&limit=all&kind.eq=sole_proprietor");
    let csv = client.get(&download).await.body;
    assert_eq!(csv.lines().count(), 2, "{csv}");
    assert!(csv.contains(",sole_proprietor,"), "codes stay in what is taken: {csv}");
    let yes = crate::support::client::encode("так");
    let page = client.get(&format!("/data/sme-foreign-trade-2018?column=doubtful&value={yes}")).await;
    assert_eq!(page.all(".scroll tbody tr").len(), 4);
    assert!(cells(&page).contains("|так|") && !cells(&page).contains("true"), "{}", cells(&page));
    // The page in another language keeps the filter, and its words.
    for lang in ["ru", "en"] {
        let page = client.get(&format!("/data/sme-foreign-trade-2018?column=doubtful&value={yes}&lang={lang}")).await;
        assert_eq!((page.status, page.all(".scroll tbody tr").len()), (200, 4), "{lang}");
        let page = client.get(&format!("/data/entities?column=kind&value={kind}&lang={lang}")).await;
        assert_eq!((page.status, page.all(".scroll tbody tr").len()), (200, 1), "{lang}: {}", cells(&page));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_search_through_rows_says_that_it_goes_by_what_the_file_has() {
    let portal = published(false).await;
    let mut client = portal.client();
    for (lang, said) in [("be", "па тэксце файла"), ("ru", "по тексту файла"), ("en", "text of the file")]
    {
        let page = client.get(&format!("/data/entities?lang={lang}")).await;
        assert!(page.text_of("#rows-q-hint").contains(said), "{lang}: {}", page.text_of("#rows-q-hint"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_filtered_by_a_day_as_the_portal_writes_it_and_one_that_is_none_is_an_error_at_the_field() {
    let portal = published(true).await;
    let mut client = portal.client().with_header("accept-language", "ru");
    let base = "/data/household-services-7101";
    let csv = client.get(&format!("{base}/latest/household-services-7101.csv")).await.body;
    let written = csv.lines().nth(1).and_then(|line| line.rsplit(',').next()).unwrap();
    let day: chrono::NaiveDate = written.parse().unwrap();
    let of_the_day = csv.lines().filter(|line| line.ends_with(written)).count();
    let shown = day.format("%d.%m.%Y").to_string();
    for typed in [shown.as_str(), written] {
        let page = client.get(&format!("{base}?column=entered_on&value={typed}")).await;
        assert_eq!((page.status, page.all(".scroll tbody tr").len()), (200, of_the_day), "{typed}");
        assert!(page.all(".scroll tbody td").contains(&shown), "{typed}");
        assert!(page.body.contains(&format!("entered_on.eq={written}")), "the file is asked for as programs do");
    }
    let wrong = client.get(&format!("{base}?column=entered_on&value=31.02.2021&q=a&sort=-number")).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("Напишите его так: 31.12.2020"));
    let short = client.get(&format!("{base}?column=entered_on&value=31.12.20")).await;
    assert_eq!(short.status, 422, "it is no day of the year 20");
    for (name, value) in [("value", "31.02.2021"), ("q", "a"), ("sort", "-number")] {
        let field = format!("main details[open] [name={name}]");
        assert_eq!(wrong.attribute(&field, "value").as_deref(), Some(value), "{name}");
    }
    assert_eq!(wrong.attribute("main input.input[name=value]", "aria-invalid").as_deref(), Some("true"));
    assert_eq!(wrong.attribute("main details[open] option[selected]", "value").as_deref(), Some("entered_on"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_published_is_said_plainly() {
    let portal = Portal::start().await;
    let page = portal.client().get("/data").await;
    assert_eq!((page.status, page.all("main .empty").len()), (200, 1));
    assert_eq!(portal.client().get("/catalog.ttl").await.status, 200);
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
    assert!(council.all("details.filters[open]").is_empty(), "a phone shows the sets first");
    assert!(council.text_of(".filters > summary").ends_with(": 1"), "{}", council.text_of(".filters > summary"));
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
