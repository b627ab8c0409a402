//! "Tell me when this changes": asked for, confirmed, told once for each change, stopped.

use crate::support::portal::{COMPANY, PROPRIETOR, Portal};
use akno::failure::Failure;
use akno::register::{projection, wire};
use akno::store::entries;
use akno::store::mails::{self, MailRow};
use serde_json::{Value, json};

const READER: &str = "reader@akno.example";

async fn append(portal: &Portal, records: Vec<(wire::Feed, Value)>) {
    let now = portal.clock.now();
    let origin = wire::Origin { source: "test".into(), application_id: None, recorded_at: now };
    let written = portal.state.db.write(move |conn| {
        let mut all = Vec::new();
        for (feed, record) in records {
            all.extend(wire::read(feed, record, &origin).map_err(Failure::Internal)?);
        }
        let changed = entries::append_all(conn, all)?.changed;
        projection::refresh_all(conn, &changed, now, &mut Default::default())?;
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
    let asked = anyone.post(&format!("/register/{unp}/alert"), &[("email", READER)]).await;
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
