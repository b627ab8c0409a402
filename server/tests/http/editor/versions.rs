//! The next version of a set that is published.

use super::{TABLE, approve, fill_in, passport, published, revision, row, send, set, squeezed, submit, upload};
use crate::support::portal::Portal;
use akno::failure::Failure;
use chrono::Days;

#[tokio::test(flavor = "multi_thread")]
async fn the_next_version_keeps_what_was_said_and_shows_its_differences() {
    let portal = Portal::start().await;
    let (mut editor, mut second, _) = published(&portal, "places", TABLE).await;
    let begun = editor.post(&format!("/office/data/sets/{}/version", set("places")), &[]).await;
    let draft = begun.location().to_owned();
    let again = second.post(&format!("/office/data/sets/{}/version", set("places")), &[]).await;
    assert_eq!(again.location(), draft, "a set has one open draft");
    let page = editor.get(&format!("{draft}/passport")).await;
    assert_eq!(page.attribute("#title_en", "value").as_deref(), Some("Детские площадки en"));
    assert_eq!(page.attribute("#covers_from", "value").as_deref(), Some(""), "days are asked anew");
    fill_in(&mut editor, &draft).await;
    let next = TABLE.replace("2;Площадка в парке;2024-03-01;80;true\n", "").replace("64", "65")
        + "4;Новая;2025-01-01;9;true\n";
    upload(&mut editor, &draft, next.as_bytes()).await;
    let page = editor.get(&format!("{draft}?lang=ru")).await;
    let facts = squeezed(&page, "dl div");
    for fact in ["Строкдобавлено1", "Строкубрано1", "Строкизменено1"] {
        assert!(facts.iter().any(|found| found == fact), "{fact} in {facts:?}");
    }
    submit(&mut editor, &draft).await;
    approve(&mut second, &draft).await;
    portal.work_done().await;
    let id = set("places");
    let latest = portal.client().get(&format!("/data/{id}/latest/{id}.csv")).await;
    assert_eq!(latest.header("content-location"), Some(format!("/data/{id}/2/{id}.csv").as_str()));
    assert!(portal.client().get(&format!("/data/{id}/1/{id}.csv")).await.body.contains("в парке"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_rows_for_another_period_are_a_version_that_says_so() {
    let portal = Portal::start().await;
    let (mut editor, mut second, _) = published(&portal, "places", TABLE).await;
    let id = set("places");
    let begun = editor.post(&format!("/office/data/sets/{id}/version"), &[]).await;
    let draft = begun.location().to_owned();
    let mut fields = passport();
    for (name, value) in &mut fields {
        match *name {
            "covers_from" => *value = "01.01.2027".into(),
            "covers_until" => *value = "31.12.2027".into(),
            _ => {}
        }
    }
    fields.push(("revision", revision(&mut editor, &draft).await));
    let saved = send(&mut editor, &format!("{draft}/passport"), &fields).await;
    assert_eq!((saved.status, saved.location()), (303, draft.as_str()), "{}", saved.body);
    assert_eq!(upload(&mut editor, &draft, TABLE.as_bytes()).await.status, 303);
    submit(&mut editor, &draft).await;
    approve(&mut second, &draft).await;
    portal.work_done().await;
    let mut anyone = portal.client();
    let page = anyone.get(&format!("/data/{id}?lang=ru")).await;
    assert!(page.body.contains("01.01.2027 — 31.12.2027"), "{}", page.body);
    let told = page.all("tr").into_iter().filter(|line| line.contains("Строки прежние"));
    assert_eq!(told.count(), 1, "the second version says so: {}", page.body);
    assert!(anyone.get(&format!("/data/{id}.ttl")).await.body.contains("2027-12-31"));
    let (first, now) =
        (anyone.get(&format!("/data/{id}/1/{id}.csv")).await, anyone.get(&format!("/data/{id}/2/{id}.csv")).await);
    assert_eq!((now.status, now.body), (200, first.body));
    assert_eq!(row(&portal, &draft).await.number, Some(2));
    let history = editor.get(&format!("{draft}?lang=ru")).await;
    assert!(history.body.contains("строки прежние"), "{}", history.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn editors_are_reminded_once_a_week_before_a_version_is_due() {
    let portal = Portal::start().await;
    let (mut editor, ..) = published(&portal, "places", TABLE).await;
    let id = set("places");
    let due = portal.clock.today().checked_add_days(Days::new(6)).unwrap();
    let soon = move |conn: &mut akno::store::AnyConn| {
        use akno::store::schema::data_sets::dsl;
        use diesel::prelude::*;
        Ok::<_, Failure>(diesel::update(dsl::data_sets.find(id)).set(dsl::next_on.eq(due)).execute(conn)?)
    };
    portal.state.db.write(soon).await.unwrap();
    for _ in 0..2 {
        akno::office::data_reminders::sweep(&portal.state).await.unwrap();
    }
    let mails = portal.read(|conn| akno::store::mails::newest(conn, 50)).await;
    let reminders = mails.iter().filter(|mail| mail.subject.contains("новая версия не позднее"));
    let mut readers: Vec<&str> = reminders.map(|mail| mail.recipient.as_str()).collect();
    readers.sort_unstable();
    assert_eq!(readers, ["editor2@akno.example", "editor@akno.example"]);
    assert!(editor.get("/office/data").await.body.contains("/version"));
}
