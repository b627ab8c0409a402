//! `/account/second-step` and `/sign-in/code`: one-time codes turned on, asked for, used once, turned off.

use crate::support::authenticator::{App, begin, connect, give, key, password_first};
use crate::support::client::Client;
use crate::support::portal::{PASSWORD, Portal, email};
use akno::accounts::totp::Secret;
use akno::store::schema::{audit, second_steps, sessions};
use akno::store::{mails, second_steps as store};
use chrono::Duration;
use diesel::prelude::*;

async fn is_in(client: &mut Client) -> bool {
    client.get("/account").await.status == 200
}

async fn kept(portal: &Portal) -> store::SecondStepRow {
    portal.read(|conn| store::find(conn, "elena")).await.unwrap()
}

async fn subjects_to(portal: &Portal, who: &str) -> Vec<String> {
    let to = email(who);
    let all = portal.read(|conn| mails::newest(conn, 100)).await;
    all.into_iter().filter(|mail| mail.recipient == to).map(|mail| mail.subject).collect()
}

#[tokio::test]
async fn codes_count_from_the_first_one_and_sign_in_asks_for_them() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let page = elena.get("/account/second-step").await;
    assert!(page.all("#code").is_empty() && page.all("#password").len() == 1, "{}", page.body);
    let secret = begin(&mut elena).await;
    let scan = elena.get("/account/second-step/new").await;
    assert_eq!(scan.all(".code-to-scan svg").len(), 1);
    let address = scan.attribute("a[href^='otpauth:']", "href").unwrap();
    assert!(address.contains(&format!("secret={}&", secret.base32())) && address.contains("elena%40"), "{address}");
    // Nothing counts before the first code.
    assert_eq!(
        portal.client().post("/sign-in", &[("email", &email("elena")), ("password", PASSWORD)]).await.status,
        303
    );
    let wrong = elena.post("/account/second-step/new", &[("code", "000000")]).await;
    assert_eq!((wrong.status, wrong.all("#code-error").len()), (422, 1));
    assert_eq!(wrong.text_of("code.secret").replace(' ', ""), secret.base32(), "the same key, to try again");

    let code = secret.code_at(portal.clock.now());
    let done = elena.post("/account/second-step/new", &[("code", &format!(" {} {} ", &code[..3], &code[3..]))]).await;
    assert_eq!((done.status, done.all(".recovery-codes code").len()), (200, 10), "{}", done.body);
    let again = elena.post("/account/second-step/new", &[("code", &code)]).await;
    assert_eq!((again.status, again.location()), (303, "/account/second-step"), "sent twice, it is on once");
    assert_eq!(elena.get("/account/second-step/new").await.location(), "/account/second-step", "shown no more");
    let page = elena.get("/account/second-step?lang=en").await;
    assert!(page.text_of("main").contains("10 recovery codes are left"), "{}", page.text_of("main"));
    assert!(!page.body.contains(&secret.base32()));
    assert_eq!(subjects_to(&portal, "elena").await, ["Одноразовые коды включены"]);

    let mut phone = portal.client();
    let waiting = password_first(&mut phone, "elena").await;
    assert!(!is_in(&mut phone).await && phone.cookie("akno").is_none(), "the password alone lets nobody in");
    assert!(give(&mut phone, &waiting, &code).await.text_of("#code-error").contains("использован"));
    for wrong in ["", " ", "000000", "٠٠٠٠٠٠", "<script>alert(1)</script>", &"1".repeat(20_000), "\0\0\0\0\0\0"] {
        let answer = give(&mut phone, &waiting, wrong).await;
        assert!([422, 429].contains(&answer.status), "{wrong:?}: {}", answer.status);
        assert!(!answer.body.contains("<script>alert"), "{wrong}");
    }
    assert!(!is_in(&mut phone).await);
}

#[tokio::test]
async fn a_code_opens_one_session_however_often_and_however_fast_it_is_sent() {
    let portal = Portal::start().await;
    let app = connect(&portal, &mut portal.signed_in("elena").await).await;
    let mut phone = portal.client();
    let waiting = password_first(&mut phone, "elena").await;
    let code = app.next_code(&portal);
    let count = |conn: &mut akno::store::AnyConn| sessions::table.count().get_result::<i64>(conn);
    let before = portal.read(count).await;
    let sent: Vec<_> = (0..3)
        .map(|_| {
            let (mut client, waiting, code) = (phone.clone(), waiting.clone(), code.clone());
            tokio::spawn(async move { give(&mut client, &waiting, &code).await.status })
        })
        .collect();
    let mut inside = 0;
    for one in sent {
        inside += usize::from(one.await.unwrap() == 303);
    }
    assert_eq!((inside, portal.read(count).await - before), (1, 1));
    // Nor for another sign-in, nor by the code before it, which the clock's tolerance would still take.
    let other = password_first(&mut phone, "elena").await;
    assert_eq!(give(&mut phone, &other, &code).await.status, 422);
    let next = app.next_code(&portal);
    let in_at_last = give(&mut phone, &other, &next).await;
    assert_eq!(in_at_last.location(), "/applications");
    assert!(is_in(&mut phone).await);
}

#[tokio::test]
async fn what_was_typed_before_the_session_ended_comes_through_the_code_too() {
    let portal = Portal::start().await;
    let app = connect(&portal, &mut portal.signed_in("elena").await).await;
    let mut phone = portal.client();
    let fields = [
        ("email", email("elena")),
        ("password", PASSWORD.to_owned()),
        ("kept_action", "/applications/1/steps/date".to_owned()),
        ("kept", "house=7%D0%90".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let asked = phone.post("/sign-in", &fields).await;
    let waiting = asked.attribute("input[name=waiting]", "value").unwrap();
    assert_eq!(asked.attribute("input[name=kept]", "value").as_deref(), Some("house=7%D0%90"));
    let code = app.next_code(&portal);
    let sent = [("waiting", waiting.as_str()), ("code", &code), fields[2], fields[3]];
    let inside = phone.post("/sign-in/code", &sent).await;
    assert_eq!(inside.attribute("input[name=house]", "value").as_deref(), Some("7А"), "{}", inside.body);
    assert!(is_in(&mut phone).await);
}

#[tokio::test]
async fn guessing_codes_is_slowed_and_a_sign_in_waits_ten_minutes_at_most() {
    let portal = Portal::start().await;
    let app = connect(&portal, &mut portal.signed_in("elena").await).await;
    let mut phone = portal.client();
    let waiting = password_first(&mut phone, "elena").await;
    for _ in 0..5 {
        assert_eq!(give(&mut phone, &waiting, "000000").await.status, 422);
    }
    let code = app.next_code(&portal);
    let slowed = give(&mut phone, &waiting, &code).await;
    assert_eq!(slowed.status, 429, "even a right one has to wait");
    assert!(slowed.header("retry-after").is_some());
    // A new sign-in does not begin the count anew.
    let other = password_first(&mut phone, "elena").await;
    assert_eq!(give(&mut phone, &other, "000000").await.status, 429);
    portal.clock.advance(Duration::minutes(2));
    let code = app.next_code(&portal);
    assert_eq!(give(&mut phone, &other, &code).await.status, 303);

    let late = password_first(&mut phone, "elena").await;
    portal.clock.advance(Duration::minutes(11));
    let code = app.next_code(&portal);
    let answer = give(&mut phone, &late, &code).await;
    assert_eq!((answer.status, answer.all("#email").len()), (422, 1), "back to the password");
    for stranger in ["", "x", "%00", &"0".repeat(26), &"a".repeat(9000)] {
        assert_eq!(give(&mut phone, stranger, &code).await.status, 422, "{stranger}");
    }
}

#[tokio::test]
async fn each_recovery_code_signs_in_once() {
    let portal = Portal::start().await;
    let app = connect(&portal, &mut portal.signed_in("elena").await).await;
    let mut oleg = portal.signed_in("oleg").await;
    let of_oleg = connect(&portal, &mut oleg).await;
    let mut phone = portal.client();
    let waiting = password_first(&mut phone, "elena").await;
    assert_eq!(give(&mut phone, &waiting, &of_oleg.recovery[0]).await.status, 422, "another person's code");
    let copied = app.recovery[3].to_uppercase().replace('-', " ");
    assert_eq!(give(&mut phone, &waiting, &copied).await.status, 303);
    let waiting = password_first(&mut phone, "elena").await;
    assert_eq!(give(&mut phone, &waiting, &app.recovery[3]).await.status, 422, "once");
    assert_eq!(portal.read(|conn| store::codes_left(conn, "elena")).await, 9);
}

#[tokio::test]
async fn turning_off_and_setting_up_anew_ask_for_password_and_code() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    assert_eq!(
        elena.get("/account/second-step/removal").await.location(),
        "/account/second-step",
        "nothing to turn off"
    );
    let app = connect(&portal, &mut elena).await;
    for path in ["/account/second-step", "/account/second-step/removal"] {
        let empty = elena.post(path, &[]).await;
        assert_eq!((empty.status, empty.all("#error-summary a").len()), (422, 2), "{path}");
        let code = app.next_code(&portal);
        let wrong = elena.post(path, &[("password", "not it at all"), ("code", &code)]).await;
        assert_eq!((wrong.status, wrong.all("#password-error").len()), (422, 1), "{path}");
        assert!(!wrong.body.contains("not it at all"));
        let wrong = elena.post(path, &[("password", PASSWORD), ("code", "000000")]).await;
        assert_eq!((wrong.status, wrong.all("#code-error").len()), (422, 1), "{path}");
    }
    portal.clock.advance(Duration::minutes(20));

    // Anew: the old app works until the new one has shown its first code.
    let code = app.next_code(&portal);
    let begun = elena.post("/account/second-step", &[("password", PASSWORD), ("code", &code)]).await;
    let secret = key(&mut elena, begun.location()).await;
    let mut phone = portal.client();
    let waiting = password_first(&mut phone, "elena").await;
    assert_eq!(give(&mut phone, &waiting, &app.next_code(&portal)).await.status, 303);
    let first = secret.code_at(portal.clock.now());
    let done = elena.post("/account/second-step/new", &[("code", &first)]).await;
    let recovery = done.all(".recovery-codes code");
    assert_eq!(recovery.len(), 10);
    let waiting = password_first(&mut phone, "elena").await;
    assert_eq!(give(&mut phone, &waiting, &app.next_code(&portal)).await.status, 422, "the old app");
    assert_eq!(give(&mut phone, &waiting, &app.recovery[0]).await.status, 422, "the old recovery codes");

    // Off, by a recovery code since the phone is lost; the owner is told.
    let off = elena.post("/account/second-step/removal", &[("password", PASSWORD), ("code", &recovery[0])]).await;
    assert_eq!(off.location(), "/account/second-step?notice=off", "{}", off.body);
    assert!(elena.get(off.location()).await.text_of(".note-title").contains("отключены"));
    assert_eq!(subjects_to(&portal, "elena").await[0], "Одноразовые коды отключены");
    assert_eq!(give(&mut phone, &waiting, &recovery[1]).await.status, 422, "a sign-in that waited for a code ends");
    assert_eq!(
        portal.client().post("/sign-in", &[("email", &email("elena")), ("password", PASSWORD)]).await.status,
        303
    );
    let acts = portal
        .read(|conn| audit::table.filter(audit::account_id.eq("elena")).select(audit::action).load::<String>(conn));
    let acts = acts.await;
    let times = |action: &str| acts.iter().filter(|act| *act == action).count();
    assert_eq!((times("turned-on-second-step"), times("turned-off-second-step")), (2, 1));
}

#[tokio::test]
async fn a_new_key_waits_an_hour_and_belongs_to_whoever_began() {
    let portal = Portal::start().await;
    let (mut elena, mut oleg) = (portal.signed_in("elena").await, portal.signed_in("oleg").await);
    for wrong in [&[][..], &[("password", "")][..], &[("password", "not it at all")][..]] {
        assert_eq!(elena.post("/account/second-step", wrong).await.status, 422, "{wrong:?}");
    }
    let secret = begin(&mut elena).await;
    assert_eq!(oleg.get("/account/second-step/new").await.location(), "/account/second-step");
    let code = secret.code_at(portal.clock.now());
    assert_eq!(oleg.post("/account/second-step/new", &[("code", &code)]).await.status, 303);
    assert!(portal.read(|conn| store::since(conn, "oleg")).await.is_none());
    portal.clock.advance(Duration::minutes(30));
    assert_eq!(key(&mut elena, "/account/second-step/new").await.bytes(), secret.bytes());
    portal.clock.advance(Duration::minutes(29));
    elena.get("/account").await;
    portal.clock.advance(Duration::minutes(2));
    let code = secret.code_at(portal.clock.now());
    assert_eq!(elena.get("/account/second-step/new").await.location(), "/account/second-step");
    assert_eq!(elena.post("/account/second-step/new", &[("code", &code)]).await.status, 303);
    assert!(portal.read(|conn| store::since(conn, "elena")).await.is_none());
    for path in ["/account/second-step", "/account/second-step/new", "/account/second-step/removal"] {
        assert!(portal.client().get(path).await.location().starts_with("/sign-in"), "{path}");
    }
}

#[tokio::test]
async fn a_new_password_and_a_new_language_leave_the_codes_on() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let app = connect(&portal, &mut elena).await;
    let mut phone = portal.client();
    let waiting = password_first(&mut phone, "elena").await;
    let new = "вёска над ракой 7";
    let changed = elena.post("/account", &[("old_password", PASSWORD), ("new_password", new)]).await;
    assert_eq!(changed.status, 303, "{}", changed.body);
    let code = app.next_code(&portal);
    assert_eq!(give(&mut phone, &waiting, &code).await.status, 422, "begun with the old password");
    let asked = phone.post("/sign-in", &[("email", &email("elena")), ("password", new)]).await;
    let waiting = asked.attribute("input[name=waiting]", "value").unwrap();
    assert_eq!(give(&mut phone, &waiting, &code).await.status, 303);
}

#[tokio::test]
async fn secrets_are_sealed_with_the_operators_key_and_are_in_no_copy() {
    let portal = Portal::with(|config| config.totp_key = "5e".repeat(32)).await;
    let mut elena = portal.signed_in("elena").await;
    let app: App = connect(&portal, &mut elena).await;
    let secret = kept(&portal).await.secret.unwrap();
    assert!(secret.starts_with("sealed:"), "{secret}");
    let copy = elena.get("/account/data").await;
    assert!(copy.body.contains("one_time_codes_since") && !copy.body.contains(&secret[7..]));

    // One that was kept before there was a key is sealed when it is next used.
    let plain = format!("plain:{}", Secret::of(*b"12345678901234567890").base32());
    let write = move |conn: &mut akno::store::AnyConn| -> Result<(), akno::failure::Failure> {
        diesel::update(second_steps::table).set(second_steps::secret.eq(Some(plain))).execute(conn)?;
        Ok(())
    };
    portal.state.db.write(write).await.unwrap();
    portal.clock.advance(Duration::seconds(60));
    let mut phone = portal.client();
    let waiting = password_first(&mut phone, "elena").await;
    assert_eq!(give(&mut phone, &waiting, &app.code(&portal)).await.status, 422);
    let code = Secret::of(*b"12345678901234567890").code_at(portal.clock.now());
    assert_eq!(give(&mut phone, &waiting, &code).await.status, 303);
    assert!(kept(&portal).await.secret.unwrap().starts_with("sealed:"));
}

#[tokio::test]
async fn a_closed_account_leaves_no_secret_behind() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    connect(&portal, &mut elena).await;
    let closed = elena.post("/account/closure", &[("password", PASSWORD)]).await;
    assert_eq!(closed.status, 303, "{}", closed.body);
    assert!(portal.read(|conn| store::find(conn, "elena")).await.is_none());
    assert_eq!(portal.read(|conn| store::codes_left(conn, "elena")).await, 0);
}
