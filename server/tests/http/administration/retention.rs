//! How long data is kept: terms by date, with a lower bound; what is weighty goes only after a warning that can be
//! halted.

use super::rules::{boxes, confirm, post};
use super::seen;
use crate::support::client::Client;
use crate::support::portal::Portal;
use akno::failure::Failure;
use akno::office::retention;
use akno::store::AnyConn;
use akno::store::mails::{self, Letter};
use akno::store::{removals, retention as store};
use chrono::{Days, Duration, NaiveDate};
use portal::retention::Kind;

const MAILS: &str = "/office/administration/retention/mails";

pub fn fields(from: NaiveDate, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = boxes("from", from);
    fields.extend(boxes("act", NaiveDate::from_ymd_opt(2026, 11, 2).unwrap()));
    let all = [("value", "1200"), ("unit", "days"), ("act_title", "Приказ"), ("act_number", "7"), ("why", "архив")];
    let kept = all.iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend(kept.chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    fields
}

/// So many mails that were sent, and then long nothing.
async fn old_mails(portal: &Portal, count: usize) {
    let at = portal.clock.now();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        for n in 0..count {
            let letter = Letter {
                account_id: None,
                application_id: None,
                recipient: format!("old{n}@akno.example"),
                lang: portal::lang::Lang::Ru,
                subject: "s".into(),
                body: "b".into(),
            };
            mails::owe(conn, letter, at)?;
        }
        for mail in mails::newest(conn, 100)? {
            if mail.recipient.starts_with("old") {
                mails::sent(conn, &mail.id, at)?;
            }
        }
        Ok(())
    };
    portal.state.db.write(write).await.unwrap();
    portal.clock.advance(Duration::days(1300));
}

pub async fn sweep(portal: &Portal) {
    portal.state.refresh().await.unwrap();
    retention::sweep(&portal.state.clone()).await.unwrap();
}

async fn old(portal: &Portal) -> i64 {
    let before = portal.clock.now() - Duration::days(1000);
    portal.read(move |conn| removals::count(conn, Kind::Mails, before)).await
}

/// The removal that waits, as the page of the mails shows it: how often it was changed, and its form.
async fn halt(admin: &mut Client, halted: &str) -> u16 {
    let page = admin.get(MAILS).await;
    let form = "form[action*=removals]";
    let action = page.attribute(form, "action").unwrap();
    let seen = page.attribute(&format!("{form} input[name=seen]"), "value").unwrap();
    admin.post(&action, &[("seen", &seen), ("halted", halted), ("halt_why", "проверка")]).await.status
}

#[tokio::test]
async fn mails_go_a_fortnight_after_a_warning_that_can_be_halted() {
    let portal = Portal::with(|config| config.worker = false).await;
    old_mails(&portal, 3).await;
    sweep(&portal).await;
    assert!(portal.read(store::open).await.is_empty(), "kept for good unless somebody says otherwise");
    let mut admin = portal.signed_in("admin").await;
    let tomorrow = portal.clock.today() + Days::new(1);
    let check = post(&mut admin, &format!("{MAILS}?lang=en"), &fields(tomorrow, &[])).await;
    assert_eq!(check.status, 200, "{}", check.body);
    let text = check.text_of("main");
    assert!(text.contains("for good → 1200 days") && text.contains("3 would go"), "{text}");
    assert_eq!(confirm(&mut admin, MAILS, fields(tomorrow, &[])).await, 303);
    portal.clock.advance(Duration::days(1));
    for _ in 0..2 {
        sweep(&portal).await;
    }
    let open = portal.read(store::open).await;
    assert_eq!((open.len(), open[0].count), (1, 3), "announced once");
    assert_eq!(open[0].remove_on, tomorrow + Days::new(14));
    let letters = portal.read(|conn| mails::newest(conn, 50)).await;
    let told: Vec<_> = letters.iter().filter(|mail| mail.body.contains("/retention/mails")).collect();
    assert_eq!(told.len(), 2, "each administrator is told once");
    let mut admin = portal.signed_in("admin").await;
    assert!(admin.get("/office/administration?lang=en").await.text_of("main").contains("about to remove"));
    assert_eq!(halt(&mut admin, "on").await, 303);
    portal.clock.advance(Duration::days(20));
    sweep(&portal).await;
    assert_eq!(old(&portal).await, 3, "halted, nothing goes");
    let mut admin = portal.signed_in("admin").await;
    let change = admin.get("/office/administration/changes?kind=retention-removal").await;
    let change = change.attribute("tbody a", "href").unwrap();
    let number = seen(&admin.get(&change).await);
    assert_eq!(
        admin.post(&change, &[("seen", &number), ("why", "проверено")]).await.status,
        303,
        "put back: it goes on"
    );
    sweep(&portal).await;
    assert_eq!(old(&portal).await, 0);
    let letters = portal.read(|conn| mails::newest(conn, 50)).await;
    assert!(letters.iter().any(|mail| mail.body.contains("/retention/mails")), "newer ones stay");
    let page = admin.get(&format!("{MAILS}?lang=en")).await;
    assert!(page.all("form[action*=removals]").is_empty(), "what is done cannot be halted");
    assert!(page.text_of("main").contains(": 3"), "{}", page.text_of("main"));
}

#[tokio::test]
async fn nothing_goes_before_its_least_term_and_a_longer_term_saves_what_was_announced() {
    let portal = Portal::with(|config| config.worker = false).await;
    old_mails(&portal, 2).await;
    let mut admin = portal.signed_in("admin").await;
    let (today, tomorrow) = (portal.clock.today(), portal.clock.today() + Days::new(1));
    for (path, from, more) in [
        (MAILS, tomorrow, ("value", "365")),
        (MAILS, tomorrow, ("value", "")),
        (MAILS, tomorrow, ("value", "-5")),
        (MAILS, tomorrow, ("value", "99999999")),
        (MAILS, tomorrow, ("value", "900000")),
        (MAILS, today, ("value", "1200")),
        (MAILS, tomorrow, ("act_title", "")),
        (MAILS, tomorrow, ("why", "")),
        ("/office/administration/retention/audit", tomorrow, ("value", "1200")),
        ("/office/administration/retention/drafts", tomorrow, ("stay", "on")),
        ("/office/administration/retention/drafts", tomorrow, ("value", "7")),
    ] {
        let mut fields = fields(from, &[more]);
        fields.extend([("confirmed", "on"), ("seen", "0")].map(|(n, v)| (n.to_owned(), v.to_owned())));
        assert_eq!(post(&mut admin, path, &fields).await.status, 422, "{path} {more:?}");
    }
    assert_eq!(post(&mut admin, "/office/administration/retention/register", &fields(tomorrow, &[])).await.status, 404);
    assert_eq!(confirm(&mut admin, MAILS, fields(tomorrow, &[])).await, 303);
    assert_eq!(confirm(&mut admin, MAILS, fields(tomorrow + Days::new(2), &[("stay", "on")])).await, 303);
    portal.clock.advance(Duration::days(1));
    sweep(&portal).await;
    // By the day on which they would go they are kept for good again: nothing is even announced.
    assert!(portal.read(store::open).await.is_empty());
    portal.clock.advance(Duration::days(30));
    sweep(&portal).await;
    assert_eq!(old(&portal).await, 2);
    let mut auditor = portal.signed_in("auditor").await;
    let page = auditor.get(MAILS).await;
    assert!(page.status == 200 && page.all("main form").is_empty());
}

#[tokio::test]
async fn drafts_and_answers_are_kept_as_long_as_administrators_say() {
    let portal = Portal::with(|config| config.worker = false).await;
    let day = |n: u64| portal.clock.today() + Days::new(n);
    let retention = portal.state.clone().retention.clone();
    assert_eq!(retention.hours(Kind::Drafts, day(0)), Some(90 * 24), "as it came");
    let mut admin = portal.signed_in("admin").await;
    let path = "/office/administration/retention/drafts";
    assert_eq!(confirm(&mut admin, path, fields(day(1), &[("value", "45")])).await, 303);
    let batches = "/office/administration/retention/batches";
    assert_eq!(confirm(&mut admin, batches, fields(day(1), &[("value", "2"), ("unit", "hours")])).await, 303);
    let retention = portal.state.clone().retention.clone();
    let of = |kind, n| retention.hours(kind, day(n));
    assert_eq!((of(Kind::Drafts, 0), of(Kind::Drafts, 1), of(Kind::Batches, 1)), (Some(2160), Some(1080), Some(2)));
    // Taken back before its day.
    let change = admin.get("/office/administration/changes?kind=retention").await.attribute("tbody a", "href").unwrap();
    let number = seen(&admin.get(&change).await);
    assert_eq!(admin.post(&change, &[("seen", &number), ("why", "ошибка")]).await.status, 303);
    assert_eq!(portal.state.clone().retention.hours(Kind::Batches, day(1)), Some(24));
    for language in ["be", "ru", "en"] {
        let list = admin.get(&format!("/office/administration/retention?lang={language}")).await;
        assert_eq!(list.all("tbody tr").len(), Kind::ALL.len());
    }
}
