//! What the councils publish by one template, and the whole catalogue with it.

use super::published;
use crate::support::client::Answer;
use crate::support::portal::Portal;
use chrono::{Duration, NaiveDate};
use portal::lang::Lang;

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
    assert!(council.attribute("main a[href='/data/notices-7101']", "href").is_some());
    assert!(client.get("/data/reception-7101").await.all("main .note.blue").len() == 1, "marked as invented");
    let late_list = client.get("/data?kind=council&freshness=late").await;
    assert!(late_list.all("ol.results .tag.amber").len() >= 10);
    harvested(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_council_tells_the_notices_that_still_count_with_the_day_of_each() {
    let portal = published(true).await;
    let mut client = portal.client();
    let csv = client.get("/data/notices-7101/latest/notices-7101.csv").await.body;
    // The day of publishing, the subject and the last day of each.
    let notices: Vec<(NaiveDate, &str, NaiveDate)> = csv
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            (cells[0].parse().unwrap(), cells[2], cells[3].parse().unwrap())
        })
        .collect();
    let last = notices.iter().map(|(_, _, until)| *until).max().unwrap();
    portal.clock.advance(Duration::days((last - portal.clock.today()).num_days()));
    let told = |page: &Answer| -> Vec<String> {
        page.all("main li").into_iter().filter(|line| line.contains(", до ")).collect()
    };
    let written = |day: NaiveDate| app::l10n::Tr(Lang::Ru).date(day).replace('\u{a0}', " ");
    let mut open: Vec<_> = notices.iter().filter(|(_, _, until)| *until == last).collect();
    open.sort_by_key(|(published, ..)| std::cmp::Reverse(*published));
    let expected: Vec<String> = open
        .iter()
        .map(|(published, subject, until)| format!("{} {subject}, до {}", written(*published), written(*until)))
        .collect();
    let page = client.get("/councils/7101?lang=ru").await;
    assert_eq!(told(&page), expected, "{notices:?}");
    portal.clock.advance(Duration::days(1));
    let page = client.get("/councils/7101?lang=ru").await;
    assert_eq!(told(&page), Vec::<String>::new());
    assert!(page.text_of("main").contains("Действующих объявлений сейчас нет."));
    assert!(page.attribute("main a[href='/data/notices-7101']", "href").is_some());
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
