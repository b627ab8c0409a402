//! What holds for every answer: headers, refusals, request ids, no foreign forms.

use crate::support::journey::{filed, id, start};
use crate::support::portal::{COMPANY, Portal};

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_security_headers_errors_and_files_included() {
    let portal = Portal::start().await;
    let mut anyone = portal.client();
    let asset = format!("/assets/{}", assets::stylesheet());
    for path in ["/", "/nowhere", "/register", "/health/live", &asset, "/applications", "/sign-in", "/register/123"] {
        let answer = anyone.get(path).await;
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("same-origin"), "{path}");
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
        assert!(answer.header("x-request-id").is_some_and(|id| id.len() == 10), "{path}");
    }
    let secure = Portal::with(|config| config.public_url = "https://akno.example".into()).await;
    assert!(secure.client().get("/").await.header("strict-transport-security").unwrap().contains("includeSubDomains"));
}

#[tokio::test(flavor = "multi_thread")]
async fn scripts_run_by_nonce_alone_and_each_page_has_its_own() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let policies: Vec<String> = [elena.get("/").await, elena.get("/").await]
        .iter()
        .map(|answer| answer.header("content-security-policy").unwrap().to_owned())
        .collect();
    assert_ne!(policies[0], policies[1]);
    assert!(policies.iter().all(|p| p.contains("script-src 'nonce-") && !p.contains("wasm")), "no island, no WASM");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_from_another_site_is_refused_everywhere() {
    let portal = Portal::start().await;
    let elena = portal.signed_in("elena").await;
    let unp = COMPANY.to_string();
    for (name, value) in [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")] {
        let mut forged = elena.clone().with_header(name, value);
        for path in ["/services/change-of-location/start", "/sign-in", "/sign-out", "/account"] {
            let answer = forged.post(path, &[("unp", &unp)]).await;
            assert_eq!(answer.status, 400, "{name}: {value} on {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_says_so_in_the_readers_language_and_as_problem_json_to_programs() {
    let portal = Portal::start().await;
    for (lang, words) in [("be", "Тут нічога няма"), ("ru", "Здесь ничего нет"), ("en", "There is nothing here")]
    {
        let answer = portal.client().with_header("accept-language", lang).get("/nowhere/at/all").await;
        assert_eq!(answer.status, 404);
        assert!(answer.body.contains(words), "{lang}");
    }
    let mut program = portal.client().with_header("accept", "application/json");
    let answer = program.get("/applications").await;
    assert_eq!(answer.status, 401);
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    let wrong_method = portal.client().send("DELETE", "/services", None, Vec::new()).await;
    assert!([404, 405].contains(&wrong_method.status));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_gets_a_page_in_the_readers_language_with_the_number_of_the_request() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    for path in [
        "/verify?code=a&code=b".to_owned(),
        "/verify/%CF".to_owned(),
        format!("{draft}/check?check=1&check=1"),
        format!("{draft}/filings/x/application.json"),
    ] {
        for (lang, words) in [("be", "Адрас старонкі"), ("ru", "Адрес страницы"), ("en", "The address cannot be read")]
        {
            let answer = elena.clone().with_header("accept-language", lang).get(&path).await;
            assert_eq!(
                (answer.status, answer.header("content-type")),
                (400, Some("text/html; charset=utf-8")),
                "{path}"
            );
            assert!(answer.body.contains(words), "{path} {lang}: {}", answer.body);
            assert!(answer.text_of("main").contains(answer.header("x-request-id").unwrap()), "{path}");
        }
    }
    let form = Some("application/x-www-form-urlencoded");
    for (kind, body) in [(Some("text/plain"), "unp=x"), (form, "unp=1&unp=2"), (form, "unp=1&anew=%FF&anew=1")] {
        let answer = elena.send("POST", "/services/change-of-location/start?lang=en", kind, body.into()).await;
        assert_eq!(answer.status, 400, "{kind:?} {body}: {}", answer.body);
        let said = answer.text_of("main");
        assert!(said.contains("The form cannot be read") && said.contains("has not been saved"), "{said}");
        assert!(said.contains("Everything you saved before is still there"), "{said}");
    }
    let programs = elena.clone().with_header("accept", "application/json").get("/verify?code=a&code=b").await;
    assert_eq!((programs.status, programs.header("content-type")), (400, Some("application/problem+json")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_is_still_typeset_says_so_and_comes_by_itself() {
    let portal = Portal::with(|config| config.worker = false).await;
    let mut elena = portal.signed_in("elena").await;
    let case = filed(&portal, &mut elena).await;
    let receipt = elena.get(&format!("{case}/receipt?lang=en")).await;
    assert!(receipt.text_of("main").contains("PDF, being prepared"), "{}", receipt.text_of("main"));
    let document = receipt.attribute("a[href*='/documents/']", "href").unwrap();
    let soon = elena.get(&format!("{document}?lang=en")).await;
    assert_eq!((soon.status, soon.header("refresh")), (202, Some("2")));
    assert!(soon.text_of("main").contains("opens here by itself"), "{}", soon.text_of("main"));
    assert_eq!(soon.attribute("main a", "href").as_deref(), Some(case.as_str()));
    portal.clock.advance(chrono::Duration::minutes(5));
    let late = elena.get(&format!("{document}?lang=en")).await;
    assert_eq!((late.status, late.header("refresh")), (202, Some("30")));
    assert!(late.text_of("main").contains("longer than usual"), "{}", late.text_of("main"));
    let clerk = portal
        .signed_in("clerk0")
        .await
        .get(&format!("/office/cases/{}/documents/{}?lang=en", id(&case), id(&document)))
        .await;
    assert_eq!(clerk.attribute("main a", "href"), Some(format!("/office/cases/{}", id(&case))));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_is_the_asked_one_then_the_cookies_then_the_browsers_then_russian() {
    let portal = Portal::start().await;
    let lang = |answer: crate::support::client::Answer| answer.attribute("html", "lang").unwrap();
    let mut browser = portal.client().with_header("accept-language", "en-GB, be;q=0.5");
    assert_eq!(lang(browser.get("/").await), "en");
    assert_eq!(lang(browser.get("/?lang=be").await), "be");
    assert_eq!(lang(browser.get("/").await), "be", "remembered");
    assert_eq!(lang(browser.get("/?lang=xx").await), "be");
    assert_eq!(lang(portal.client().get("/").await), "ru");
}

#[tokio::test(flavor = "multi_thread")]
async fn health_tells_alive_from_ready() {
    let portal = Portal::start().await;
    assert_eq!(portal.client().get("/health/live").await.status, 200);
    assert_eq!(portal.client().get("/health/ready").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_an_island_weighs_at_most_thirty_kilobytes_and_asks_for_no_script() {
    let portal = Portal::start().await;
    let mut browser = portal.client();
    let css = assets::get(assets::stylesheet()).unwrap();
    let style = css.br.map_or(css.bytes.len(), <[u8]>::len);
    let company = format!("/register/{COMPANY}");
    for path in
        ["/", "/services", "/services/change-of-location", "/register?q=elka", company.as_str(), "/sign-in", "/help"]
    {
        let page = browser.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        // A search waits for the focus with a line of script; nothing is loaded for it.
        let searches = usize::from(path == "/" || path.starts_with("/register?"));
        assert_eq!(page.all("script").len(), searches, "{path}");
        assert!(page.all("script[src], link[as=script]").is_empty(), "{path}");
        // The plain style sheet of a build without a bundle is not compressed: the page alone is weighed then.
        let weight = page.bytes.len() / 3 + if css.br.is_some() { style } else { 0 };
        assert!(weight < 30_000, "{path}: {weight}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_takes_an_answer_in_no_encoding_gets_none() {
    let portal = Portal::start().await;
    let answer = portal.client().with_header("accept-encoding", "identity;q=0").get("/help").await;
    assert_eq!((answer.status, answer.bytes.len(), answer.header("content-type")), (406, 0, None));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_sends_too_much_reads_that_it_is_too_much() {
    use std::io::{Read, Write};
    let portal = Portal::start().await;
    let address = portal.address;
    let sent = tokio::task::spawn_blocking(move || {
        let mut stream = std::net::TcpStream::connect(address)?;
        let begin = b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
        let rest = vec![b'1'; 512 * 1024];
        let length = begin.len() + 24 * rest.len();
        write!(
            stream,
            "POST /register/batch HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\nconnection: close\r\n\
             content-type: multipart/form-data; boundary=x\r\ncontent-length: {length}\r\n\r\n"
        )?;
        stream.write_all(begin)?;
        // As a slow line does: the refusal is long decided while the file still comes.
        for _ in 0..24 {
            stream.write_all(&rest)?;
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok::<_, std::io::Error>(answer)
    });
    let answer = sent.await.unwrap().expect("the connection stays until the answer is read");
    assert!(answer.starts_with("HTTP/1.1 413"), "{}", &answer[..answer.len().min(200)]);
    assert!(answer.contains("<html"), "a page says so");
}
