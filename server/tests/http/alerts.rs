//! "Tell me when this changes": asked for, confirmed, told once for each change, stopped.

use crate::support::portal::{COMPANY, PROPRIETOR, Portal, offices};
use crate::support::register_feed::{FeedServer, Say};
use akno::failure::Failure;
use akno::register::{self, import, projection, sync, wire};
use akno::store::mails::{self, MailRow};
use akno::store::{alerts, entries, new_id};
use chrono::Datelike;
use serde_json::{Value, json};
use std::time::Duration;

const READER: &str = "reader@akno.example";

async fn append(portal: &Portal, records: Vec<(wire::Feed, Value)>) {
    let now = portal.clock.now();
    let origin = wire::Origin { source: "test".into(), application_id: None, recorded_at: now };
    let written = portal.state.db.write(move |conn| {
        let mut all = Vec::new();
        for (feed, record) in records {
            all.extend(wire::read(feed, record, &origin).map_err(Failure::Internal)?);
        }
        let appended = entries::append_all(conn, all)?;
        projection::follow(conn, &appended, now, &mut Default::default())?;
        Ok::<_, Failure>(())
    });
    written.await.unwrap();
    portal.work_done().await;
}

/// All mails to the reader, the newest first.
async fn mails(portal: &Portal) -> Vec<MailRow> {
    portal.work_done().await;
    let all = portal.read(|conn| mails::newest(conn, 100)).await;
    all.into_iter().filter(|mail| mail.recipient == READER).collect()
}

/// The path of the first link in a mail that ends so.
fn path(portal: &Portal, mail: &MailRow, end: &str) -> String {
    let url = mail.body.split_whitespace().find(|word| word.ends_with(end)).unwrap_or_else(|| panic!("{}", mail.body));
    url.strip_prefix(&portal.state.config.public_url).unwrap().to_owned()
}

async fn confirmed(portal: &Portal, unp: i64) {
    let mut anyone = portal.client();
    let asked = anyone.post(&format!("/register/{unp}/alert?lang=en"), &[("email", READER)]).await;
    assert_eq!((asked.status, asked.location()), (303, "/alerts/asked"));
    let link = path(portal, &mails(portal).await[0], "/confirm");
    assert_eq!(anyone.post(&link, &[]).await.status, 200);
}

fn named(name: &str, from: &str) -> (wire::Feed, Value) {
    (wire::Feed::Names, json!({"ngrn": COMPANY, "dfrom": from, "cact": "+", "vnaim": name, "vn": name, "vfn": name}))
}

#[tokio::test]
async fn an_address_is_told_of_each_change_once_and_until_it_stops() {
    let portal = Portal::start().await;
    let mut anyone = portal.client();
    let page = anyone.get(&format!("/register/{COMPANY}")).await;
    assert!(page.body.contains(&format!("href=\"/register/{COMPANY}/alert\"")));
    assert_eq!(anyone.get("/alerts/asked").await.status, 200);
    // Nobody is told before the address is confirmed, and opening the link confirms nothing.
    let asked = anyone.post(&format!("/register/{COMPANY}/alert"), &[("email", " Reader@Akno.example ")]).await;
    assert_eq!(asked.status, 303, "{}", asked.body);
    let link = path(&portal, &mails(&portal).await[0], "/confirm");
    assert_eq!(anyone.get(&link).await.status, 200);
    append(&portal, vec![named("Раньше", "2026-01-01")]).await;
    assert_eq!(mails(&portal).await.len(), 1);
    for _ in 0..2 {
        assert_eq!(anyone.post(&link, &[]).await.status, 200);
    }
    append(&portal, vec![named("Новинка <&>", "2026-02-01")]).await;
    let told = mails(&portal).await;
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].body.contains("Новинка <&>") && !told[0].body.contains("Раньше\n"), "{}", told[0].body);
    // The same once more says nothing new; another change is another mail.
    append(&portal, vec![named("Новинка <&>", "2026-02-01")]).await;
    assert_eq!(mails(&portal).await.len(), 2);
    append(&portal, vec![named("Третье", "2026-03-01")]).await;
    let told = mails(&portal).await;
    assert_eq!(told.len(), 3);
    assert!(!told[0].body.contains("Новинка"), "{}", told[0].body);
    let stop = path(&portal, &told[0], "/stop");
    assert_eq!(told[0].unsubscribe.as_deref(), Some(format!("{}{stop}", portal.state.config.public_url).as_str()));
    let eml = std::fs::read_dir(portal.var_dir.join("mail"))
        .unwrap()
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    assert!(eml.into_iter().any(|text| text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click")));
    assert_eq!(anyone.get(&stop).await.status, 200);
    append(&portal, vec![named("Четвёртое", "2026-04-01")]).await;
    assert_eq!(mails(&portal).await.len(), 4);
    for _ in 0..2 {
        // As a mail program sends it.
        assert_eq!(anyone.post(&stop, &[("List-Unsubscribe", "One-Click")]).await.status, 200);
    }
    append(&portal, vec![named("Пятое", "2026-05-01")]).await;
    assert_eq!(mails(&portal).await.len(), 4);
}

/// The base record of the company, word for word as the portal of the tests has it but for its state and its body.
fn base(standing: i64, label: &str, office: i32) -> Value {
    let body = |code: i32| json!({"nkuz": code, "vnuzp": "Шкловский районный исполнительный комитет", "nsi00212": 1});
    json!({
        "ngrn": COMPANY, "dfrom": "2015-09-15", "nsi00212": body(office), "nsi00212CRT": body(offices()[0]),
        "nsi00219": {"nksost": standing, "vnsostk": label, "nsi00219": 33512},
        "nsi00211": {"nkvob": 1, "vnvobp": "", "nsi00211": 1},
    })
}

fn located(from: &str, to: Option<&str>, house: &str, phone: &str) -> (wire::Feed, Value) {
    let mark = if to.is_some() { "-" } else { "+" };
    let (town, street) = (json!({"nktnp": 1, "vntnpk": "г."}), json!({"nktul": 1, "vntulk": "ул."}));
    let record = json!({
        "ngrn": COMPANY, "dfrom": from, "dto": to, "cact": mark, "nsi00239": town, "vnp": "Шклов",
        "nsi00226": street, "vulitsa": "Ленинская", "vdom": house, "vtels": phone,
    });
    (wire::Feed::Address, record)
}

fn headed(name: &str, from: &str, to: Option<&str>) -> (wire::Feed, Value) {
    let mark = if to.is_some() { "-" } else { "+" };
    (wire::Feed::Head, json!({"ngrn": COMPANY, "dfrom": from, "dto": to, "cact": mark, "vfio": name}))
}

fn event(number: i64, code: i64, on: &str) -> Value {
    let kind = json!({"nkop": code, "vnop": "Событие", "nsi00223": code});
    json!({"ngrn": COMPANY, "ngr04004": number, "dfrom": on, "nsi00223": kind})
}

/// The newest mail, where there are so many.
async fn newest_of(portal: &Portal, count: usize) -> String {
    let told = mails(portal).await;
    assert_eq!(told.len(), count, "{told:?}");
    told[0].body.clone()
}

#[tokio::test]
async fn a_new_state_and_a_new_body_are_told_and_the_registration_never_again() {
    let portal = Portal::start().await;
    let [shklov, leninsky, _] = offices();
    // Where the day of the registration has an event, the page leaves the registration's own line out.
    append(&portal, vec![(wire::Feed::Event, event(70, 990_002, "2015-09-15"))]).await;
    confirmed(&portal, COMPANY).await;
    let of = |standing, label, office| vec![(wire::Feed::Base, base(standing, label, office))];
    append(&portal, of(3, "В процессе ликвидации", shklov)).await;
    let mail = newest_of(&portal, 2).await;
    assert!(mail.contains("Status: In liquidation (before: Active)"), "{mail}");
    assert!(!mail.contains("September") && !mail.contains("Entered in the register"), "{mail}");
    // A label that no page shows is no news.
    append(&portal, of(3, "в процессе ликвидации", shklov)).await;
    newest_of(&portal, 2).await;
    append(&portal, of(3, "в процессе ликвидации", leninsky)).await;
    let mail = newest_of(&portal, 3).await;
    assert!(mail.contains("Registering body: ") && mail.contains("Leninsky"), "{mail}");
    assert!(!mail.contains("Status:") && !mail.contains("September"), "{mail}");
    // What one version changes at once is told at once.
    append(&portal, of(1, "Действующий", shklov)).await;
    let mail = newest_of(&portal, 4).await;
    assert!(mail.contains("Status: Active (before: In liquidation)") && mail.contains("Registering body: "), "{mail}");
}

#[tokio::test]
async fn an_exclusion_is_told_once_with_its_day() {
    let portal = Portal::start().await;
    confirmed(&portal, COMPANY).await;
    let mut record = base(2, "Исключен из ЕГР", offices()[0]);
    record["dto"] = "2026-03-03".into();
    append(&portal, vec![(wire::Feed::Base, record)]).await;
    let mail = newest_of(&portal, 2).await;
    assert_eq!(mail.matches("Excluded from the register").count(), 1, "{mail}");
    assert!(mail.contains("3 March 2026") && !mail.contains("September"), "{mail}");
    append(&portal, vec![(wire::Feed::Event, event(71, 990_008, "2026-03-03"))]).await;
    newest_of(&portal, 2).await;
}

#[tokio::test]
async fn of_a_corrected_record_only_what_is_new_is_told() {
    let portal = Portal::start().await;
    append(&portal, vec![located("2015-09-15", None, "77Б", "1")]).await;
    confirmed(&portal, COMPANY).await;
    append(&portal, vec![located("2015-09-15", None, "88В", "1")]).await;
    let mail = newest_of(&portal, 2).await;
    assert!(mail.contains("88В") && !mail.contains("77Б") && !mail.contains("программирования"), "{mail}");
    // No line of the page's history says anything of a phone.
    append(&portal, vec![located("2015-09-15", None, "88В", "2")]).await;
    newest_of(&portal, 2).await;
    // The former address ends as the new one begins: that it ended goes without saying.
    let moved = vec![located("2015-09-15", Some("2026-03-01"), "88В", "2"), located("2026-03-01", None, "99Г", "2")];
    append(&portal, moved).await;
    let mail = newest_of(&portal, 3).await;
    assert!(mail.contains("99Г") && !mail.contains("88В"), "{mail}");
    append(&portal, vec![headed("Жук Пётр Ильич", "2026-04-01", None)]).await;
    assert!(newest_of(&portal, 4).await.contains("Жук Пётр Ильич"));
    // Nobody followed.
    append(&portal, vec![headed("Жук Пётр Ильич", "2026-04-01", Some("2026-05-01"))]).await;
    let mail = newest_of(&portal, 5).await;
    assert!(mail.contains("Жук Пётр Ильич") && mail.contains("Until 1 May 2026"), "{mail}");
}

#[tokio::test]
async fn an_event_and_a_succession_that_an_import_brings_alone_are_told() {
    let portal = Portal::start().await;
    confirmed(&portal, COMPANY).await;
    let folder = std::env::temp_dir().join(format!("akno-alerts-{}", new_id()));
    std::fs::create_dir_all(&folder).unwrap();
    let succession = json!({"ipngrn": PROPRIETOR, "ulngrn": COMPANY, "dreg": "2026-03-06"});
    let told = [
        (event(72, 21_700, "2026-03-05"), ["5 March 2026", "the head was appointed or replaced"]),
        (succession, ["6 March 2026", "From sole proprietor to legal entity"]),
    ];
    for (number, (record, words)) in told.into_iter().enumerate() {
        let file = folder.join(format!("news{number}.ndjson"));
        std::fs::write(&file, format!("{record}\n")).unwrap();
        for _ in 0..2 {
            let source = file.to_str().unwrap();
            import::run(&portal.state.db, &portal.clock, source, None, None).await.unwrap();
            // Read once more, it says nothing new.
            let mail = newest_of(&portal, 2 + number).await;
            assert!(words.iter().all(|word| mail.contains(word)), "{mail}");
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn what_a_run_brings_of_a_company_in_several_feeds_is_one_mail() {
    let (portal, server) = (Portal::start().await, FeedServer::start());
    confirmed(&portal, COMPANY).await;
    let today = portal.clock.today();
    let since = today.with_day(1).unwrap();
    let days = format!("{}/{}", since.format("%d.%m.%Y"), today.format("%d.%m.%Y"));
    // The list tells the event, and the number alone the state.
    let decided = json!([event(73, 990_005, &since.to_string())]);
    server.says(&format!("getEventByPeriod/{days}"), &[Say::Json(decided.to_string())]);
    let state = json!([base(3, "В процессе ликвидации", offices()[0])]);
    server.says(&format!("getBaseInfoByRegNum/{COMPANY}"), &[Say::Json(state.to_string())]);
    let patience = import::Patience {
        pause: Duration::from_millis(1),
        tries: 3,
        begin: Duration::from_secs(20),
        whole: Duration::from_secs(20),
    };
    sync::follow_patiently(&portal.state.db, &portal.clock, &server.base(), since, patience).await.unwrap();
    let mail = newest_of(&portal, 2).await;
    let both = ["Status: In liquidation (before: Active)", "Decision to close down"];
    assert!(both.iter().all(|words| mail.contains(words)), "{mail}");
    // So do two files of a folder.
    let folder = std::env::temp_dir().join(format!("akno-alerts-{}", new_id()));
    std::fs::create_dir_all(&folder).unwrap();
    let records = [base(1, "Действующий", offices()[0]), event(74, 990_024, &since.to_string())];
    for (number, record) in records.into_iter().enumerate() {
        std::fs::write(folder.join(format!("news{number}.ndjson")), format!("{record}\n")).unwrap();
    }
    import::run(&portal.state.db, &portal.clock, folder.to_str().unwrap(), None, None).await.unwrap();
    let mail = newest_of(&portal, 3).await;
    let both = ["Status: Active (before: In liquidation)", "Decision to wind up withdrawn"];
    assert!(both.iter().all(|words| mail.contains(words)), "{mail}");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_jobs_of_one_alert_that_are_done_at_once_are_one_mail() {
    let portal = Portal::start().await;
    confirmed(&portal, COMPANY).await;
    for round in 1..=5 {
        let recorded_at = portal.clock.now();
        let origin = wire::Origin { source: "test".into(), application_id: None, recorded_at };
        // Entered without their jobs, which no worker shall begin before the other.
        let entered = portal.state.db.write(move |conn| {
            let mut subjects = Vec::new();
            for number in [78 + 2 * round, 79 + 2 * round] {
                let record = event(number, 21_700, &format!("2026-03-{:02}", number - 78));
                let read = wire::read(wire::Feed::Event, record, &origin).map_err(Failure::Internal)?;
                entries::append_all(conn, read)?;
                let alert = alerts::of(conn, COMPANY, READER)?.ok_or(Failure::NotFound)?;
                subjects.push(format!("{}:{}", alert.id, alerts::newest_entry(conn, COMPANY)?));
            }
            Ok::<_, Failure>(subjects)
        });
        let subjects = entered.await.unwrap();
        let job = |place: usize| register::alerts::run(&portal.state, &subjects[place]);
        let (one, other) = tokio::join!(job(0), job(1));
        one.unwrap();
        other.unwrap();
        newest_of(&portal, 1 + usize::try_from(round).unwrap()).await;
    }
    // What one has noted, nobody notes who read the same before it.
    let noted = portal.state.db.write(|conn| {
        let alert = alerts::of(conn, COMPANY, READER)?.ok_or(Failure::NotFound)?;
        let mut note = || alerts::told(conn, &alert.id, alert.told, alert.told + 1);
        Ok::<_, Failure>([note()?, note()?])
    });
    assert_eq!(noted.await.unwrap(), [true, false]);
}

#[tokio::test]
async fn of_a_sole_proprietors_move_nobody_is_told() {
    let portal = Portal::start().await;
    confirmed(&portal, PROPRIETOR).await;
    let moved = json!({"ngrn": PROPRIETOR, "dfrom": "2026-03-01", "cact": "+", "vnp": "Шклов", "vulitsa": "Секретная", "vtels": "+375 29 999-99-99"});
    append(&portal, vec![(wire::Feed::Address, moved)]).await;
    assert_eq!(mails(&portal).await.len(), 1);
    let renamed = json!({"ngrn": PROPRIETOR, "dfrom": "2026-04-01", "cact": "+", "vfio": "Шиманская Ольга Петровна"});
    append(&portal, vec![(wire::Feed::Person, renamed)]).await;
    let told = mails(&portal).await;
    assert_eq!(told.len(), 2);
    assert!(told[0].body.contains("Шиманская") && !told[0].body.contains("Секретная"), "{}", told[0].body);
}

#[tokio::test]
async fn a_link_to_confirm_lasts_a_day_and_wrong_addresses_are_told() {
    let portal = Portal::start().await;
    let mut anyone = portal.client();
    for wrong in ["", "x", "a@x.by\r\nBcc: b@x.by", "a b@x.by", "\0"] {
        let answer = anyone.post(&format!("/register/{COMPANY}/alert?lang=en"), &[("email", wrong)]).await;
        assert_eq!(answer.status, 422, "{wrong:?}");
        assert_eq!(answer.attribute("input[name=email]", "aria-invalid").as_deref(), Some("true"), "{wrong:?}");
    }
    for unknown in ["200988541", "x", "%00"] {
        assert_eq!(
            anyone.post(&format!("/register/{unknown}/alert"), &[("email", READER)]).await.status,
            404,
            "{unknown}"
        );
    }
    anyone.post(&format!("/register/{COMPANY}/alert"), &[("email", READER)]).await;
    let link = path(&portal, &mails(&portal).await[0], "/confirm");
    portal.clock.advance(chrono::Duration::hours(25));
    assert_eq!(anyone.get(&link).await.status, 404);
    assert_eq!(anyone.post(&link, &[]).await.status, 404);
    // Whoever asks too often is answered the same and not written to.
    for _ in 0..6 {
        assert_eq!(anyone.post(&format!("/register/{COMPANY}/alert"), &[("email", READER)]).await.status, 303);
    }
    assert!(mails(&portal).await.len() <= 5);
}
