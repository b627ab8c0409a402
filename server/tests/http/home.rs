//! `/`, `/help`, `/accessibility`, `/status`.

use crate::support::portal::Portal;

#[tokio::test]
async fn the_pages_about_the_portal_are_whole_in_three_languages() {
    let portal = Portal::start().await;
    for path in ["/", "/help", "/accessibility", "/status"] {
        for lang in ["be", "ru", "en"] {
            let page = portal.client().get(&format!("{path}?lang={lang}")).await;
            assert_eq!(page.status, 200, "{path} in {lang}");
            assert_eq!(page.attribute("html", "lang").as_deref(), Some(lang));
            assert_eq!(page.all("h1").len(), 1, "{path} in {lang}");
            let main = page.text_of("main");
            let keys = ["home-", "help-", "accessibility-", "status-page-", "register-"];
            assert!(keys.iter().all(|key| !main.contains(key)), "a key without a sentence: {main}");
            // The home page's search suggests once it has the focus: a line that waits for it, and no file before.
            assert_eq!(page.all("script").len(), usize::from(path == "/"), "{path} needs no script");
            assert!(page.all("script[src], link[as=script]").is_empty(), "{path} loads none");
        }
    }
}

#[tokio::test]
async fn the_home_page_has_one_large_search_that_works() {
    let portal = Portal::start().await;
    let page = portal.client().get("/?lang=en").await;
    assert_eq!(page.attribute(".hero form", "action").as_deref(), Some("/register"));
    assert_eq!(page.all(".hero input[type=search]").len(), 1);
    assert!(page.all(".doors a").iter().any(|door| door == "Tell us the company’s address has changed"));
    assert!(page.all("#home-mine").is_empty());
}

#[tokio::test]
async fn what_makes_a_document_genuine_is_what_the_portals_own_page_says() {
    let portal = Portal::start().await;
    let bars = [("be", "адрасным радку"), ("ru", "адресной строке"), ("en", "address bar")];
    for (lang, bar) in bars {
        for path in ["/", "/services", "/help"] {
            let said = portal.client().get(&format!("{path}?lang={lang}")).await.text_of("main");
            assert!(said.contains(bar), "{path} in {lang}: {said}");
        }
    }
}

#[tokio::test]
async fn every_door_of_the_home_page_leads_somewhere() {
    let portal = Portal::start().await;
    let page = portal.client().get("/").await;
    let parsed = scraper::Html::parse_document(&page.body);
    let links = scraper::Selector::parse("main a[href], footer a[href]").unwrap();
    let hrefs: Vec<String> =
        parsed.select(&links).filter_map(|link| link.value().attr("href").map(str::to_owned)).collect();
    drop(parsed);
    for href in hrefs {
        let (path, fragment) = href.split_once('#').map_or((href.as_str(), None), |(path, id)| (path, Some(id)));
        let answer = portal.client().get(path).await;
        let leads = answer.status == 200 || (answer.status == 303 && answer.location().starts_with("/sign-in"));
        assert!(leads, "{href}: {}", answer.status);
        assert!(fragment.is_none_or(|id| answer.all(&format!("#{id}")).len() == 1), "{href}");
    }
}

#[tokio::test]
async fn a_signed_in_person_sees_what_is_open() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let page = elena.get("/?lang=en").await;
    assert_eq!(page.text_of("#home-mine"), "Hello, Елена Ковалёва");
    assert!(page.text_of("main").contains("no open applications"));
    let started = elena.post("/services/change-of-location/start", &[("unp", "791397355")]).await;
    assert_eq!(started.status, 303, "{}", started.body);
    let page = elena.get("/?lang=en").await;
    let open = page.text_of("#home-mine + *");
    assert!(open.contains("ООО \"Ёлка-Ўсход\"") && open.contains("Draft"), "{open}");
    let oleg = portal.signed_in("oleg").await.get("/?lang=en").await;
    assert!(!oleg.body.contains("Ёлка-Ўсход"));
    let clerk = portal.signed_in("clerk0").await.get("/?lang=en").await;
    assert!(clerk.text_of("main").contains("Go to your office’s cases"));
}

#[tokio::test]
async fn the_state_of_the_portal_is_told_in_numbers() {
    let portal = Portal::start().await;
    let page = portal.client().get("/status?lang=en").await;
    let rows = page.all(".summary > div");
    assert!(rows.contains(&"Companies in the register4".to_owned()), "{rows:?}");
    assert!(rows.iter().any(|row| row.starts_with("Version")), "{rows:?}");
    let database = if page.body.contains("SQLite") { "SQLite" } else { "PostgreSQL" };
    assert!(rows.contains(&format!("Database{database}")), "{rows:?}");
}
