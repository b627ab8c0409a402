//! A second person approves, and what is approved is published once.

use super::{TABLE, approve, passport, published, revision, row, seen, send, set, submit, submitted, upload};
use crate::support::portal::Portal;
use chrono::{Days, Duration};

#[tokio::test(flavor = "multi_thread")]
async fn a_set_is_prepared_approved_by_a_second_person_and_published_in_all_formats() {
    let portal = Portal::start().await;
    let (mut editor, mut second) = (portal.signed_in("editor").await, portal.signed_in("editor2").await);
    let draft = submitted(&mut editor, "places", TABLE).await;
    let page = editor.get(&draft).await;
    assert!(page.body.contains("Площадка у школы"), "the first rows are shown");
    // Nothing is public before somebody else has approved.
    let address = format!("/data/{}", set("places"));
    assert_eq!(portal.client().get(&address).await.status, 404);
    let seen = seen(&mut editor, &draft).await;
    let own = editor.post(&format!("{draft}/approval"), &[("revision", &seen), ("when", "now")]).await;
    assert_eq!(own.status, 409, "nobody approves what they sent themselves");
    approve(&mut second, &draft).await;
    portal.work_done().await;
    let mut anyone = portal.client();
    let page = anyone.get(&format!("{address}?lang=ru")).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Детские площадки ru") && page.body.contains("data@shklov.example"));
    for format in ["csv", "json", "ndjson", "xlsx", "ods", "parquet"] {
        let file = anyone.get(&format!("{address}/latest/{}.{format}", set("places"))).await;
        assert_eq!(file.status, 200, "{format}");
    }
    let csv = anyone.get(&format!("{address}/latest/{}.csv", set("places"))).await.body;
    assert!(
        csv.starts_with(
            "nomer,nazvanie,data_otkrytiya,ploshchad_m2,rabotaet\r\n1,Площадка у школы,2024-02-01,120.5,true\r\n"
        ),
        "{csv}"
    );
    assert!(anyone.get("/data").await.body.contains(&address));
    let done = row(&portal, &draft).await;
    assert_eq!((done.status.as_str(), done.number), ("published", Some(1)));
    let mails = portal.read(|conn| akno::store::mails::newest(conn, 10)).await;
    let told: Vec<(&str, &str)> = mails.iter().map(|mail| (mail.recipient.as_str(), mail.subject.as_str())).collect();
    assert!(told.iter().any(|(to, subject)| to.starts_with("editor2@") && subject.contains("ждёт")), "{told:?}");
    assert!(told.iter().any(|(to, subject)| to.starts_with("supervisor@") && subject.contains("ждёт")), "{told:?}");
    assert!(told.iter().any(|(to, subject)| to.starts_with("editor@") && subject.contains("опубликован")), "{told:?}");
    assert!(!told.iter().any(|(to, subject)| to.starts_with("editor@") && subject.contains("ждёт")), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_person_reads_everything_that_will_be_published_and_what_of_it_changes() {
    let portal = Portal::start().await;
    let (mut editor, mut second, _) = published(&portal, "places", TABLE).await;
    let begun = editor.post(&format!("/office/data/sets/{}/version", set("places")), &[]).await;
    let draft = begun.location().to_owned();
    let mut fields = passport();
    for (name, value) in &mut fields {
        match *name {
            "about_be" => *value = "Зусім іншае <апісанне>".into(),
            "licence" => *value = "CC0-1.0".into(),
            _ => {}
        }
    }
    fields.push(("revision", revision(&mut editor, &draft).await));
    let saved = send(&mut editor, &format!("{draft}/passport"), &fields).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    upload(&mut editor, &draft, TABLE.as_bytes()).await;
    let page = editor.get(&draft).await;
    assert!(page.all("#draft-passport").is_empty(), "whoever writes it has the forms");
    submit(&mut editor, &draft).await;

    let mut supervisor = portal.signed_in("supervisor").await;
    for reader in [&mut second, &mut supervisor] {
        let page = reader.get(&format!("{draft}?lang=ru")).await;
        let rows = page.all("tr");
        let row = |words: &[&str]| rows.iter().any(|row| words.iter().all(|word| row.contains(word)));
        assert!(row(&["Зусім іншае <апісанне>", "Изменено", "Где они и какие be"]), "{rows:?}");
        assert!(row(&["Creative Commons Zero", "Изменено", "Attribution"]), "{rows:?}");
        assert!(row(&["Управляющий делами ru", "без изменений"]), "{rows:?}");
        assert!(row(&["ploshchad_m2", "Площадь, м2"]), "{rows:?}");
        assert_eq!(page.all(&format!("form[action='{draft}/recall']")).len(), 0, "taking it back is for who sent it");
        assert_eq!(page.all(&format!("form[action='{draft}/return']")).len(), 1);
        let all = reader.get(&format!("{draft}/rows.csv")).await;
        assert_eq!((all.status, all.header("content-type")), (200, Some("text/csv; charset=utf-8")));
        assert!(all.body.contains("\r\n3,Двор,2024-04-01,64,false\r\n"), "{}", all.body);
    }
    let own = editor.get(&draft).await;
    assert_eq!(own.all(&format!("form[action='{draft}/recall']")).len(), 1);
    assert_eq!(own.all(&format!("form[action='{draft}/return']")).len(), 0);
    assert_eq!(portal.signed_in("editor3").await.get(&format!("{draft}/rows.csv")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_comes_back_with_a_remark_and_approval_sent_twice_publishes_once() {
    let portal = Portal::start().await;
    let mut supervisor = portal.signed_in("supervisor").await;
    let (mut editor, mut second) = (portal.signed_in("editor").await, portal.signed_in("editor2").await);
    let draft = submitted(&mut editor, "places", TABLE).await;
    let number = seen(&mut supervisor, &draft).await;
    let empty = supervisor.post(&format!("{draft}/return"), &[("revision", &number), ("remark", " ")]).await;
    assert_eq!(empty.status, 422);
    let back = supervisor.post(&format!("{draft}/return"), &[("revision", &number), ("remark", "Нет <двора>")]).await;
    assert_eq!(back.status, 303);
    assert!(editor.get(&draft).await.body.contains("Нет &lt;двора&gt;"));
    // Approval of what is no longer in review, and of what has changed since it was seen.
    let late = second.post(&format!("{draft}/approval"), &[("revision", &number), ("when", "now")]).await;
    assert_eq!(late.status, 409);
    let late = second.post(&format!("{draft}/return"), &[("revision", &number), ("remark", "Ещё <раз>")]).await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("Ещё &lt;раз&gt;"), "a remark that came too late is not lost: {}", late.body);
    submit(&mut editor, &draft).await;
    let stale = second.post(&format!("{draft}/approval"), &[("revision", &number), ("when", "now")]).await;
    assert_eq!(stale.status, 409);
    let number = seen(&mut second, &draft).await;
    let (mut one, mut other) = (second.clone(), supervisor.clone());
    let path = format!("{draft}/approval");
    let fields = [("revision", number.as_str()), ("when", "now")];
    let (first, last) = tokio::join!(one.post(&path, &fields), other.post(&path, &fields));
    let mut statuses = [first.status, last.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409], "one of two at once approves");
    portal.work_done().await;
    let id = set("places");
    assert_eq!(portal.client().get(&format!("/data/{id}/2/{id}.csv")).await.status, 404);
    assert_eq!(portal.client().get(&format!("/data/{id}/1/{id}.csv")).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_of_publication_is_kept_and_can_be_taken_back() {
    let portal = Portal::start().await;
    let (mut editor, mut second) = (portal.signed_in("editor").await, portal.signed_in("editor2").await);
    let draft = submitted(&mut editor, "places", TABLE).await;
    let number = seen(&mut second, &draft).await;
    let path = format!("{draft}/approval");
    for day in ["", "31.02.2030", "01.01.2020", &portal.clock.today().to_string()] {
        let wrong = second.post(&path, &[("revision", &number), ("when", "day"), ("day", day)]).await;
        assert_eq!(wrong.status, 422, "{day}");
    }
    let day = portal.clock.today().checked_add_days(Days::new(3)).unwrap().to_string();
    let fields = [("revision", number.as_str()), ("when", "day"), ("day", day.as_str())];
    assert_eq!(second.post(&path, &fields).await.status, 303);
    let address = format!("/data/{}", set("places"));
    let number = seen(&mut editor, &draft).await;
    assert_eq!(editor.post(&format!("{draft}/recall"), &[("revision", &number)]).await.status, 303);
    // Approved anew: the first job finds that it was taken back, the second publishes.
    submit(&mut editor, &draft).await;
    let number = seen(&mut second, &draft).await;
    let fields = [("revision", number.as_str()), ("when", "day"), ("day", day.as_str())];
    assert_eq!(second.post(&path, &fields).await.status, 303);
    assert_eq!(portal.client().get(&address).await.status, 404);
    portal.clock.advance(Duration::days(4));
    portal.work_done().await;
    assert_eq!(portal.client().get(&address).await.status, 200);
    assert_eq!(row(&portal, &draft).await.number, Some(1));
}

/// A job that dies after its files are made and before it tells of them is done again; one draft makes one version.
#[tokio::test(flavor = "multi_thread")]
async fn a_publication_done_twice_makes_one_version() {
    let portal = Portal::start().await;
    let (mut editor, mut second) = (portal.signed_in("editor").await, portal.signed_in("editor2").await);
    let draft = submitted(&mut editor, "places", TABLE).await;
    approve(&mut second, &draft).await;
    let approved = row(&portal, &draft).await;
    let subject = format!("{}:{}", approved.id, approved.revision);
    let publish = || akno::publishing::drafts::publish(&portal.state, &subject);
    // Beside the worker, which does the same: who comes late fails or finds it done.
    let _ = tokio::join!(publish(), publish());
    portal.work_done().await;
    publish().await.unwrap();
    let id = set("places");
    assert_eq!(row(&portal, &draft).await.number, Some(1));
    assert_eq!(portal.client().get(&format!("/data/{id}/2/{id}.csv")).await.status, 404);
}
