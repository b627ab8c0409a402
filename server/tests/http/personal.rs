//! Of a sole proprietor the address and the contacts leave by no public page, feed or file.

use crate::support::client::encode;
use crate::support::portal::{PROPRIETOR, Portal};

/// Paths of `routes.rs` that anybody may get, about the sole proprietor where they are about a company.
fn paths() -> Vec<String> {
    let source = include_str!("../../src/routes.rs");
    let open = source.split("fn for_signed_in()").next().unwrap();
    let lines = open.lines().filter(|line| line.trim_start().starts_with(".route(") && line.contains("get("));
    let paths = lines.map(|line| line.split('"').nth(1).unwrap());
    let filled = paths.map(|path| {
        path.replace("{unp}", &PROPRIETOR.to_string())
            .replace("{procedure}", "change-of-location")
            .replace("{set}", "entities")
            .replace("{version}", "latest")
            .replace("{file}", "entities.csv")
            .replace("{document}", "feed.atom")
            .replace("{council}", "7101")
            .replace("{action}", "package_list")
            .replace("{resource}", "entities-csv")
    });
    filled.filter(|path| !path.contains('{')).collect()
}

#[tokio::test]
async fn no_public_page_tells_where_a_sole_proprietor_lives() {
    let portal = Portal::start().await;
    akno::publishing::publish(&portal.state.db, &portal.clock, &portal.var_dir, false).await.unwrap();
    let mut anyone = portal.client();
    let mut paths = paths();
    assert!(paths.len() > 30, "{paths:?}");
    assert!(paths.contains(&format!("/register/{PROPRIETOR}/feed.atom")), "{paths:?}");
    paths.push(format!("/register/{PROPRIETOR}?as_of=2020-01-01"));
    for text in ["Шиманский", "Шиманский Шклов", "Тайная", "Taynaya", "+375 2239 5-55-55", "790123"]
    {
        paths.extend(
            ["/register?q=", "/extracts?q=", "/register/notices?q=", "/data?q="]
                .map(|p| format!("{p}{}", encode(text))),
        );
    }
    paths.extend(["/places/streets?q=", "/places/settlements?q="].map(|path| format!("{path}{}", encode("Тайн"))));
    for path in paths {
        for lang in ["be", "ru", "en"] {
            let separator = if path.contains('?') { '&' } else { '?' };
            let answer = anyone.get(&format!("{path}{separator}lang={lang}")).await;
            assert!(answer.status < 500, "{path}: {}", answer.status);
            // What was typed into a search stands in its box again.
            let typed = path.contains("q=");
            let told = if typed { answer.all("main li, main td, main dd").join("\n") } else { answer.body.clone() };
            assert!(!told.contains("Тайная"), "{path}: {told}");
            if path.contains(&PROPRIETOR.to_string()) {
                assert!(!told.contains("5-55-55") && !told.contains("213010"), "{path}: {told}");
            }
        }
    }
}
