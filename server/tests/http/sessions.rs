//! `/sign-in` and `/sign-out`: who gets in, for how long, and what guessing costs.

use crate::support::client::{Answer, Client, encode};
use crate::support::portal::{PASSWORD, Portal, email};
use akno::random::hashed;
use akno::store::schema::{accounts, audit, sessions};
use chrono::Duration;
use diesel::prelude::*;

async fn try_in(client: &mut Client, who: &str, password: &str) -> Answer {
    client.post("/sign-in", &[("email", &email(who)), ("password", password)]).await
}

/// Whether the client's session opens the account's page.
async fn is_in(client: &mut Client) -> bool {
    let answer = client.get("/account").await;
    assert!(answer.status == 200 || answer.location().starts_with("/sign-in?return_to="), "{}", answer.status);
    answer.status == 200
}

#[tokio::test]
async fn the_right_password_leads_to_ones_work_or_back_to_where_one_was() {
    let portal = Portal::start().await;
    assert_eq!(try_in(&mut portal.client(), "elena", PASSWORD).await.location(), "/applications");
    assert_eq!(try_in(&mut portal.client(), "clerk0", PASSWORD).await.location(), "/office");
    assert_eq!(try_in(&mut portal.client(), "supervisor", PASSWORD).await.location(), "/office");
    for (return_to, expected) in [
        ("/services/change-of-location/start", "/services/change-of-location/start"),
        ("/register?q=лён", "/register?q=лён"),
        ("/office", "/applications"),
        ("//evil.example", "/applications"),
        ("https://evil.example/", "/applications"),
        ("/\\evil.example", "/applications"),
        ("/\u{0}", "/applications"),
        ("", "/applications"),
    ] {
        let fields = [("email", email("elena")), ("password", PASSWORD.into()), ("return_to", return_to.into())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = portal.client().post("/sign-in", &fields).await;
        assert_eq!(answer.status, 303, "{return_to}");
        let location = percent_decoded(answer.location());
        assert_eq!(location, expected, "{return_to}");
    }
}

fn percent_decoded(text: &str) -> String {
    form_urlencoded::parse(format!("x={}", text.replace('+', "%2B")).as_bytes()).next().unwrap().1.into_owned()
}

#[tokio::test]
async fn an_address_is_recognised_in_any_case() {
    let portal = Portal::start().await;
    let answer = portal.client().post("/sign-in", &[("email", " Elena@AKNO.example "), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 303);
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_for_scripts_and_other_sites() {
    let portal = Portal::start().await;
    let cookie =
        |answer: &Answer| answer.headers("set-cookie").into_iter().find(|c| c.contains("akno=")).unwrap().to_owned();
    let plain = cookie(&try_in(&mut portal.client(), "elena", PASSWORD).await);
    assert!(plain.starts_with("akno=") && plain.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{plain}");

    let portal = Portal::with(|config| config.public_url = "https://akno.example".into()).await;
    let answer = try_in(&mut portal.client(), "elena", PASSWORD).await;
    let secure = cookie(&answer);
    assert!(
        secure.starts_with("__Host-akno=") && secure.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"),
        "{secure}"
    );
    assert!(!secure.contains("Domain"), "{secure}");
    assert_eq!(answer.header("strict-transport-security"), Some("max-age=31536000; includeSubDomains"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn a_session_is_new_at_each_sign_in_and_kept_as_a_hash() {
    let portal = Portal::start().await;
    let mut client = portal.client();
    // A token that somebody planted is not taken over.
    client.set_cookie("akno", "00000000000000000000000000");
    assert!(!is_in(&mut client).await);
    assert_eq!(try_in(&mut client, "elena", PASSWORD).await.status, 303);
    let first = client.cookie("akno").unwrap().to_owned();
    assert_ne!(first, "00000000000000000000000000");
    assert_eq!(first.len(), 26);
    let mut with_first = client.clone();
    assert!(is_in(&mut with_first).await);

    assert_eq!(try_in(&mut client, "elena", PASSWORD).await.status, 303);
    let second = client.cookie("akno").unwrap().to_owned();
    assert_ne!(first, second);
    assert!(is_in(&mut client).await);
    assert!(!is_in(&mut with_first).await, "the session from before the sign-in has ended");
    let kept = portal.read(|conn| sessions::table.select(sessions::token_hash).load::<String>(conn)).await;
    assert_eq!(kept, [hashed(&second)]);
}

#[tokio::test]
async fn signing_out_ends_the_session_at_the_server() {
    let portal = Portal::start().await;
    let mut client = portal.signed_in("elena").await;
    let mut copy = client.clone();
    let answer = client.post("/sign-out", &[]).await;
    assert_eq!((answer.status, answer.location()), (303, "/sign-in?notice=signed-out"));
    assert_eq!(client.cookie("akno"), None);
    assert!(!is_in(&mut copy).await, "a copied cookie is worth nothing any more");
    assert_eq!(copy.post("/sign-out", &[]).await.status, 303);
    let notice = client.get("/sign-in?notice=signed-out&lang=en").await;
    assert_eq!(notice.text_of(".note-title"), "You are signed out.");
    assert_eq!(portal.client().get("/sign-out").await.status, 404, "no address signs out by itself");
}

#[tokio::test]
async fn a_session_ends_when_idle_and_after_half_a_day_at_the_latest() {
    let portal = Portal::start().await;
    let mut client = portal.signed_in("elena").await;
    portal.clock.advance(Duration::minutes(59));
    assert!(is_in(&mut client).await);
    portal.clock.advance(Duration::minutes(61));
    assert!(!is_in(&mut client).await);

    let mut client = portal.signed_in("elena").await;
    for _ in 0..14 {
        assert!(is_in(&mut client).await);
        portal.clock.advance(Duration::minutes(50));
    }
    portal.clock.advance(Duration::minutes(21));
    assert!(!is_in(&mut client).await);
}

#[tokio::test]
async fn a_closed_account_is_out_at_once_and_not_let_in_again() {
    let portal = Portal::start().await;
    let mut client = portal.signed_in("elena").await;
    let now = portal.clock.now();
    let close = move |conn: &mut akno::store::AnyConn| {
        diesel::update(accounts::table.find("elena"))
            .set(accounts::disabled_at.eq(now))
            .execute(conn)
            .map_err(akno::failure::Failure::from)
    };
    portal.state.db.write(close).await.unwrap();
    assert!(!is_in(&mut client).await);
    let answer = try_in(&mut portal.client(), "elena", PASSWORD).await;
    assert_eq!(answer.status, 422);
    let wrong = try_in(&mut portal.client(), "oleg", "not-the-password").await;
    assert_eq!(answer.text_of("#error-summary"), wrong.text_of("#error-summary"));
}

#[tokio::test]
async fn nobody_learns_whether_an_address_has_an_account() {
    let portal = Portal::start().await;
    let known = try_in(&mut portal.client(), "elena", "not-the-password").await;
    let unknown = try_in(&mut portal.client(), "nobody", "not-the-password").await;
    assert_eq!((known.status, unknown.status), (422, 422));
    let plain = |answer: &Answer, who: &str| answer.text_of("main").replace(&email(who), "…");
    assert_eq!(plain(&known, "elena"), plain(&unknown, "nobody"));
    assert_eq!(known.attribute("#email", "value").as_deref(), Some(email("elena").as_str()), "what was typed stays");
    assert!(!known.body.contains("not-the-password"), "a password is never sent back");
    assert!(known.text_of("title").starts_with("Ошибка:"));
    assert_eq!(known.headers("set-cookie"), Vec::<&str>::new());
    let refused =
        portal.read(|conn| audit::table.filter(audit::action.eq("sign-in-refused")).count().get_result::<i64>(conn));
    assert_eq!(refused.await, 2, "both are in the audit record");
}

#[tokio::test]
async fn after_five_wrong_passwords_the_sixth_try_waits() {
    let portal = Portal::start().await;
    let mut client = portal.client().with_header("accept-language", "en");
    for _ in 0..5 {
        assert_eq!(try_in(&mut client, "elena", "wrong").await.status, 422);
    }
    let slowed = try_in(&mut client, "elena", PASSWORD).await;
    assert_eq!(slowed.status, 429, "even the right one");
    let seconds: u64 = slowed.header("retry-after").unwrap().parse().unwrap();
    assert!((55..=60).contains(&seconds), "{seconds}");
    assert_eq!(slowed.text_of("#error-summary li"), "Too many tries. Try again in 1 minute");
    assert_eq!(slowed.attribute("#email", "value").unwrap(), email("elena"));
    // Another network changes nothing, another person is not slowed, an unknown address is slowed alike.
    assert_eq!(
        try_in(&mut portal.client().with_header("x-forwarded-for", "203.0.113.9"), "elena", PASSWORD).await.status,
        429
    );
    assert_eq!(try_in(&mut portal.client(), "oleg", PASSWORD).await.status, 303);
    for _ in 0..5 {
        assert_eq!(try_in(&mut client, "nobody", "wrong").await.status, 422);
    }
    assert_eq!(try_in(&mut client, "nobody", "wrong").await.status, 429);

    portal.clock.advance(Duration::seconds(61));
    assert_eq!(try_in(&mut client, "elena", "wrong").await.status, 422);
    let longer: u64 = try_in(&mut client, "elena", PASSWORD).await.header("retry-after").unwrap().parse().unwrap();
    assert!((115..=120).contains(&longer), "the pause doubles: {longer}");
    portal.clock.advance(Duration::seconds(121));
    assert_eq!(try_in(&mut client, "elena", PASSWORD).await.status, 303);
    for _ in 0..5 {
        assert_eq!(try_in(&mut portal.client(), "elena", "wrong").await.status, 422, "success began a new count");
    }
}

#[tokio::test]
async fn of_many_guesses_at_once_only_five_are_compared() {
    let portal = Portal::start().await;
    let guesses: Vec<_> = (0..30)
        .map(|n| {
            let mut client = portal.client();
            tokio::spawn(async move { try_in(&mut client, "elena", &format!("guess-{n}")).await.status })
        })
        .collect();
    let mut compared = 0;
    for guess in guesses {
        match guess.await.unwrap() {
            422 => compared += 1,
            429 => {}
            other => panic!("{other}"),
        }
    }
    assert_eq!(compared, 5);
}

#[tokio::test]
async fn one_network_cannot_try_one_password_on_everybody() {
    let portal = Portal::with(|config| config.trust_proxy = true).await;
    let from =
        |network: &str| portal.client().with_header("x-forwarded-for", &format!("{}, {network}", "198.51.100.1"));
    for n in 0..50 {
        let mut client = from("203.0.113.9");
        assert_eq!(try_in(&mut client, &format!("somebody{n}"), "summer").await.status, 422, "try {n}");
    }
    assert_eq!(try_in(&mut from("203.0.113.9"), "oleg", PASSWORD).await.status, 429);
    assert_eq!(try_in(&mut from("203.0.113.10"), "oleg", PASSWORD).await.status, 303);
}

#[tokio::test]
async fn a_forged_network_is_not_believed() {
    let portal = Portal::start().await;
    for n in 0..50 {
        let mut client = portal.client().with_header("x-forwarded-for", &format!("203.0.113.{n}"));
        assert_eq!(try_in(&mut client, &format!("somebody{n}"), "summer").await.status, 422, "try {n}");
    }
    assert_eq!(
        try_in(&mut portal.client().with_header("x-forwarded-for", "192.0.2.1"), "oleg", PASSWORD).await.status,
        429
    );
}

#[tokio::test]
async fn hostile_forms_are_answered_and_never_break_anything() {
    let portal = Portal::start().await;
    let mut client = portal.client().with_header("accept-language", "en");
    let empty = client.post("/sign-in", &[]).await;
    assert_eq!(empty.status, 422);
    assert_eq!(empty.all("#error-summary a"), ["Enter your email address", "Enter a password"]);
    assert_eq!(empty.attribute("#error-summary a", "href").as_deref(), Some("#email"));
    for (address, password, status) in [
        ("\u{0}", "x", 422),
        ("a\u{0}@x.example", "x", 422),
        ("a@x.example\r\nBcc: b@x.example", "x", 422),
        ("<script>alert(1)</script>@x.example", "x", 422),
        ("' OR 1=1 --", "x", 422),
        ("elena@akno.example", "\u{0}", 422),
        ("elena@akno.example", "💥\u{202e}", 422),
    ] {
        let answer = client.post("/sign-in", &[("email", address), ("password", password)]).await;
        assert_eq!(answer.status, status, "{address:?}");
        assert!(!answer.body.contains("<script>alert"), "{address:?}");
    }
    let form = Some("application/x-www-form-urlencoded");
    let huge = format!("email={}&password=x", "a".repeat(900_000));
    assert_eq!(client.send("POST", "/sign-in", form, huge.into_bytes()).await.status, 413);
    let long = format!("email=elena%40akno.example&password={}", "a".repeat(200_000));
    assert_eq!(client.send("POST", "/sign-in", form, long.into_bytes()).await.status, 422);
    for body in ["email=a&email=b&password=x", "%%%", "email=%ff%fe&password=x", "=", "&&&&"] {
        let answer = client.send("POST", "/sign-in", form, body.as_bytes().to_vec()).await;
        assert!((400..500).contains(&answer.status), "{body}: {}", answer.status);
    }
    for media_type in [Some("application/json"), Some("multipart/form-data; boundary=x"), Some("text/plain"), None] {
        let answer = client.send("POST", "/sign-in", media_type, b"{\"email\":\"x\"}".to_vec()).await;
        assert_eq!(answer.status, 400, "{media_type:?}");
        assert!(answer.text_of("h1").contains("form"), "a page says what to do");
    }
    assert_eq!(client.get("/sign-in?return_to=%00&notice=%3Cscript%3E&return_to=x").await.status, 200);
}

#[tokio::test]
async fn a_form_from_another_site_signs_nobody_in() {
    let portal = Portal::start().await;
    let mut client =
        portal.client().with_header("origin", "https://evil.example").with_header("sec-fetch-site", "cross-site");
    let answer = try_in(&mut client, "elena", PASSWORD).await;
    assert!((400..500).contains(&answer.status), "{}", answer.status);
    assert_eq!(client.cookie("akno"), None);
}

#[tokio::test]
async fn who_is_signed_in_already_goes_straight_back() {
    let portal = Portal::start().await;
    let mut client = portal.signed_in("elena").await;
    assert_eq!(client.get("/sign-in?return_to=/account").await.location(), "/account");
    let page = client.get("/sign-in?lang=en").await;
    assert!(page.text_of(".note-title").contains("You are signed in as Елена Ковалёва"));
}

mod kept {
    use super::*;
    use crate::support::portal::COMPANY;

    /// The hidden fields of a page's form, as it would send them.
    fn hidden(answer: &Answer, action: &str) -> Vec<(String, String)> {
        let page = scraper::Html::parse_document(&answer.body);
        let inputs = scraper::Selector::parse(&format!("form[action='{action}'] input[type=hidden]")).unwrap();
        page.select(&inputs)
            .map(|i| (i.value().attr("name").unwrap().to_owned(), i.value().attr("value").unwrap_or("").to_owned()))
            .collect()
    }

    fn with<'a>(fields: &'a [(String, String)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).chain(more.iter().copied()).collect()
    }

    const TYPED: [(&str, &str); 4] = [
        ("address_street", "Ленинская \"><script>alert(1)</script>"),
        ("address_note", "дзве\r\nстрокі & 100 % = +1"),
        ("twice", "1"),
        ("twice", "2"),
    ];

    #[tokio::test]
    async fn a_form_sent_after_the_session_ended_loses_nothing() {
        let portal = Portal::start().await;
        let mut client = portal.signed_in("elena").await;
        portal.clock.advance(Duration::hours(13));
        let path = "/applications/0195a2c8-0000-7000-8000-000000000000/steps/address?x=1";
        let refused = client.post(path, &TYPED).await;
        assert_eq!(refused.status, 401);
        assert!(!refused.body.contains("<script>alert"));
        let carried = hidden(&refused, "/sign-in");
        assert_eq!(carried[0], ("kept_action".to_owned(), path.to_owned()));

        // A wrong password, and a wait after too many, keep it too.
        let wrong =
            client.post("/sign-in", &with(&carried, &[("email", &email("elena")), ("password", "wrong")])).await;
        assert_eq!(wrong.status, 422);
        assert_eq!(hidden(&wrong, "/sign-in"), carried);

        let right =
            client.post("/sign-in", &with(&carried, &[("email", &email("elena")), ("password", PASSWORD)])).await;
        assert_eq!(right.status, 200);
        assert!(client.cookie("akno").is_some());
        let sent_on: Vec<(String, String)> = TYPED.iter().map(|(n, v)| (n.to_string(), v.to_string())).collect();
        let shown: Vec<(String, String)> =
            hidden(&right, path).into_iter().map(|(n, v)| (n, v.replace("\r\n", "\n").replace('\n', "\r\n"))).collect();
        assert_eq!(shown, sent_on);
        assert_eq!(right.all("main button").len(), 1);
        assert!(!right.body.contains("<script>alert"));
    }

    #[tokio::test]
    async fn what_was_kept_goes_where_it_was_going() {
        let portal = Portal::start().await;
        let mut client = portal.signed_in("elena").await;
        portal.clock.advance(Duration::hours(13));
        let path = "/services/change-of-location/start";
        let unp = COMPANY.to_string();
        let refused = client.post(path, &[("unp", &unp)]).await;
        assert_eq!(refused.status, 401);
        let carried = hidden(&refused, "/sign-in");
        let again =
            client.post("/sign-in", &with(&carried, &[("email", &email("elena")), ("password", PASSWORD)])).await;
        let done = client.post(path, &with(&hidden(&again, path), &[])).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert!(done.location().starts_with("/applications/"), "{}", done.location());
    }

    #[tokio::test]
    async fn only_forms_of_people_on_pages_of_the_portal_are_kept() {
        let portal = Portal::start().await;
        let path = "/applications/0195a2c8-0000-7000-8000-000000000000/steps/address";
        // Outside the portal nothing is sent.
        let fields = [
            ("email", email("elena")),
            ("password", PASSWORD.into()),
            ("kept", "a=b".into()),
            ("kept_action", "//evil.example".into()),
        ];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        assert_eq!(portal.client().post("/sign-in", &fields).await.status, 303);
        // Programs are told, not shown a page.
        let answer = portal.client().with_header("accept", "application/json").post(path, &TYPED).await;
        assert_eq!((answer.status, answer.header("content-type")), (401, Some("application/problem+json")));
        // What is no form is not kept.
        let answer = portal.client().send("POST", path, Some("application/json"), b"{}".to_vec()).await;
        assert_eq!(answer.status, 401);
        assert!(hidden(&answer, "/sign-in").is_empty());
        let answer =
            portal.client().send("POST", path, Some("application/x-www-form-urlencoded"), vec![0xff, 0xfe]).await;
        assert_eq!(answer.status, 400);
        // A form of another site is refused before it is looked at.
        let mut evil =
            portal.client().with_header("origin", "https://evil.example").with_header("sec-fetch-site", "cross-site");
        let answer = evil.post(path, &TYPED).await;
        assert!(answer.status == 400 || answer.status == 403, "{}", answer.status);
        // A page that is only read leads to the sign-in and back.
        assert_eq!(portal.client().get(path).await.location(), format!("/sign-in?return_to={path}"));
    }

    #[tokio::test]
    async fn a_page_that_keeps_a_form_has_no_link_that_would_lose_it() {
        let portal = Portal::start().await;
        let mut anyone = portal.client();
        assert_eq!(anyone.get("/sign-in").await.all(".langs a").len(), 3);
        let kept = anyone.post("/applications/x/steps/street", &[("street", "Оршанская")]).await;
        assert_eq!((kept.status, kept.all(".langs a").len()), (401, 0));
    }

    #[tokio::test]
    async fn the_largest_form_fits_through_the_sign_in_and_a_larger_one_is_refused() {
        let portal = Portal::start().await;
        let path = "/applications/0195a2c8-0000-7000-8000-000000000000/steps/address";
        let text = "ю".repeat(43_600);
        let body = format!("a={}", encode(&text));
        assert!(body.len() > 255 * 1024 && body.len() <= 256 * 1024);
        let form = Some("application/x-www-form-urlencoded");
        let mut client = portal.client();
        let refused = client.send("POST", path, form, body.into_bytes()).await;
        assert_eq!(refused.status, 401);
        let carried = hidden(&refused, "/sign-in");
        let again =
            client.post("/sign-in", &with(&carried, &[("email", &email("elena")), ("password", PASSWORD)])).await;
        assert_eq!(again.status, 200);
        assert_eq!(hidden(&again, path), [("a".to_owned(), text)]);
        let answer = client.clone().send("POST", path, form, vec![b'a'; 256 * 1024 + 1]).await;
        assert!((400..500).contains(&answer.status), "{}", answer.status);
        let answer = portal.client().send("POST", path, form, vec![b'a'; 256 * 1024 + 1]).await;
        assert_eq!(answer.status, 413);
    }
}

mod demo {
    use super::*;
    use akno::demo::{ACCOUNTS, PASSWORD};

    async fn demo() -> Portal {
        let portal = Portal::with_demo(|_| {}, true).await;
        // Twice: what is there stays.
        for _ in 0..2 {
            akno::demo::seed(&portal.state.db, &portal.clock).await.unwrap();
        }
        portal
    }

    #[tokio::test]
    async fn outside_the_demo_there_are_no_buttons_and_no_way_in() {
        let portal = Portal::start().await;
        assert_eq!(portal.client().post("/demo/sign-in", &[("account", "elena")]).await.status, 404);
        assert_eq!(portal.client().post("/demo/sign-in", &[]).await.status, 404);
        assert_eq!(portal.client().get("/demo/mail").await.status, 404);
        assert_eq!(portal.client().get("/demo/mail/0195a2c8-0000-7000-8000-000000000000").await.status, 404);
        let page = portal.client().get("/sign-in").await;
        assert!(!page.body.contains("/demo/") && !page.body.contains(PASSWORD));
    }

    #[tokio::test]
    async fn each_button_signs_somebody_in() {
        let portal = demo().await;
        let page = portal.client().get("/sign-in?return_to=/account&lang=en").await;
        assert_eq!(page.all("form[action='/demo/sign-in'] button").len(), ACCOUNTS.len());
        for account in ACCOUNTS {
            let mut client = portal.client();
            let answer = client.post("/demo/sign-in", &[("account", account.key), ("return_to", "/account")]).await;
            assert_eq!((answer.status, answer.location()), (303, "/account"), "{}", account.key);
            let page = client.get("/account?lang=en").await;
            assert!(page.text_of("main").contains(account.name), "{}", account.key);
        }
        assert_eq!(portal.client().post("/demo/sign-in", &[("account", "root")]).await.status, 404);
        assert_eq!(portal.client().post("/demo/sign-in", &[]).await.status, 400);
    }

    #[tokio::test]
    async fn the_register_shows_the_demos_people_as_heads_of_their_companies() {
        let portal = demo().await;
        let account = portal.read(|conn| akno::store::accounts::by_email(conn, "viktor@akno.example")).await.unwrap();
        let rights = portal.read(move |conn| akno::store::mandates::of_account(conn, &account.id)).await;
        assert!(rights.len() >= 2);
        for right in rights {
            let page = portal.client().get(&format!("/register/{}", right.unp)).await;
            assert!(page.text_of("main").contains("Шиманский Виктор Андреевич"), "{}", page.text_of("main"));
        }
    }

    #[tokio::test]
    async fn the_printed_password_works() {
        let portal = demo().await;
        // Elena is also one of the tests' own people.
        for account in ACCOUNTS.iter().filter(|account| account.key != "elena") {
            let answer = portal.client().post("/sign-in", &[("email", account.email), ("password", PASSWORD)]).await;
            assert_eq!(answer.status, 303, "{}", account.email);
        }
    }
}
