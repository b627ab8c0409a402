//! The golden table: every route for every role. A route that is missing from it fails, and so does
//! any change of who gets what. `AKNO_WRITE_GOLDEN=1` writes the table anew, to be read line by line.

mod rows;
mod templates;

use self::templates::Templates;
use crate::support::portal::Portal;
use std::fmt::Write;

const ROLES: [&str; 15] = [
    "anyone",
    "elena",
    "oleg",
    "clerk0",
    "clerk1",
    "supervisor",
    "regional",
    "editor",
    "editor3",
    "tax",
    "fund",
    "customs",
    "archive",
    "admin",
    "auditor",
];
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/access.txt");

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_every_role_as_the_golden_table_says() {
    let portal = Portal::start().await;
    let mut template = Templates::make(&portal).await;
    let mut table = String::from(
        "# Status of every route for: anyone, Elena (acts for the company), Oleg (another company), the clerk who has the\n\
         # case, a clerk of another office, the supervisor of the office, the region, who wrote the draft of the office's open\n\
         # data, an editor of another office, an officer of the tax office, which is asked, one each of the social fund, the\n\
         # customs and the archive, an administrator, an auditor. 303 leads on or to the sign-in.\n",
    );
    for (method, path) in routes() {
        let _ = write!(table, "{method:<5} {path:<44}");
        for role in ROLES {
            let mut client = template.clients[role].clone();
            let filled = template.fill(&portal, &path).await;
            let answer = match method {
                "GET" => client.get(&filled).await,
                "PATCH" => client.send("PATCH", &filled, Some("application/octet-stream"), b"anything".to_vec()).await,
                _ => client.post(&filled, &[("anything", "at all")]).await,
            };
            assert!(answer.status < 500, "{method} {path} for {role}: {}", answer.body);
            assert_eq!(bare_key(&answer.body), None, "{method} {path} for {role} shows a key in place of its sentence");
            let _ = write!(table, " {role}={}", answer.status);
        }
        table.push('\n');
        if path == "/sign-out" || path.ends_with("/sessions/end") {
            template.sign_in_again(&portal).await;
        }
    }
    if std::env::var("AKNO_WRITE_GOLDEN").is_ok() {
        std::fs::write(GOLDEN, &table).unwrap();
    }
    let golden = std::fs::read_to_string(GOLDEN).unwrap_or_default();
    for (found, expected) in table.lines().zip(golden.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(table.lines().count(), golden.lines().count(), "a route is missing from the table or gone");
}

/// What stands on a page as its own text and looks like the key of a sentence that is not there.
fn bare_key(page: &str) -> Option<&str> {
    let looks_like_one = |text: &&str| {
        text.contains('-')
            && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
            && text.starts_with(|first: char| first.is_ascii_lowercase())
    };
    page.strip_prefix("<!DOCTYPE html>")?
        .split('<')
        .filter(|piece| !["code>", "script", "style", "option", "textarea"].iter().any(|tag| piece.starts_with(tag)))
        .filter_map(|piece| piece.split_once('>'))
        .map(|(_, text)| text.trim())
        .find(looks_like_one)
}

/// Every method and path of `routes.rs`.
fn routes() -> Vec<(&'static str, String)> {
    let source = include_str!("../../../src/routes.rs");
    let mut found = Vec::new();
    for line in source.lines().filter(|line| line.trim_start().starts_with(".route(")) {
        let path = line.split('"').nth(1).unwrap();
        for (method, call) in
            [("GET", "get("), ("POST", "post("), ("PATCH", "patch("), ("PUT", "put("), ("DELETE", "delete(")]
        {
            if line.contains(call) {
                found.push((method, path.to_owned()));
            }
        }
    }
    assert!(found.len() > 50, "{found:?}");
    found
}
