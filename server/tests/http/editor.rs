//! A council's editor: a set is prepared, checked by the doctor, approved by a second person, published in all
//! formats, brought up to date and withdrawn.

use crate::support::client::{Answer, Client};
use crate::support::portal::{Portal, offices};
use akno::failure::Failure;
use akno::store::data_drafts::{self, DataDraftRow};
use chrono::{Days, Duration};
use std::io::Write;

const BOUNDARY: &str = "--------akno-editor-test";

const TABLE: &str = "Номер;Название;Дата открытия;Площадь, м2;Работает\n\
    1;Площадка у школы;2024-02-01;120.5;true\n2;Площадка в парке;2024-03-01;80;true\n3;Двор;2024-04-01;64;false\n";

/// The fields of a whole passport.
fn passport() -> Vec<(&'static str, String)> {
    let mut fields = Vec::new();
    for (name, text) in [
        ("title", "Детские площадки"),
        ("about", "Где они и какие"),
        ("keywords", "дети, двор"),
        ("area", "Шкловский район"),
        ("officer", "Управляющий делами"),
    ] {
        for lang in ["be", "ru", "en"] {
            let name: &'static str = Box::leak(format!("{name}_{lang}").into_boxed_str());
            fields.push((name, format!("{text} {lang}")));
        }
    }
    for (name, value) in [
        ("theme", "soci"),
        ("period", "yearly"),
        ("licence", "CC-BY-4.0"),
        ("languages", "ru"),
        ("contact", "data@shklov.example"),
        ("covers_from", "01.01.2026"),
        ("covers_until", "31.12.2026"),
        ("next_on", "31.01.2028"),
    ] {
        fields.push((name, value.to_owned()));
    }
    fields
}

async fn send(client: &mut Client, path: &str, fields: &[(&str, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client.post(path, &fields).await
}

/// The draft's address for a set of a name.
async fn begin(client: &mut Client, name: &str) -> String {
    let page = client.get("/office/data/new").await;
    let id = page.attribute("input[name=id]", "value").unwrap();
    let answer = client.post("/office/data/new", &[("id", &id), ("name", name)]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location().to_owned()
}

async fn revision(client: &mut Client, draft: &str) -> String {
    let page = client.get(&format!("{draft}/file")).await;
    page.attribute("input[name=revision]", "value").unwrap_or_else(|| panic!("{}", page.body))
}

/// The revision as anybody who may read the draft sees it.
async fn seen(client: &mut Client, draft: &str) -> String {
    let page = client.get(draft).await;
    page.attribute("input[name=revision]", "value").unwrap_or_else(|| panic!("{}", page.body))
}

async fn fill_in(client: &mut Client, draft: &str) {
    let mut fields = passport();
    fields.push(("revision", revision(client, draft).await));
    let answer = send(client, &format!("{draft}/passport"), &fields).await;
    assert_eq!((answer.status, answer.location()), (303, draft), "{}", answer.body);
}

async fn upload(client: &mut Client, draft: &str, bytes: &[u8]) -> Answer {
    let seen = revision(client, draft).await;
    upload_seen(client, draft, &seen, bytes).await
}

async fn upload_seen(client: &mut Client, draft: &str, seen: &str, bytes: &[u8]) -> Answer {
    let mut body =
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"revision\"\r\n\r\n{seen}\r\n").into_bytes();
    body.extend(
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"places.csv\"\r\n\r\n")
            .into_bytes(),
    );
    body.extend(bytes);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").into_bytes());
    client
        .send("POST", &format!("{draft}/file"), Some(&format!("multipart/form-data; boundary={BOUNDARY}")), body)
        .await
}

/// A draft that waits for a second person.
async fn submitted(editor: &mut Client, name: &str, table: &str) -> String {
    let draft = begin(editor, name).await;
    fill_in(editor, &draft).await;
    let answer = upload(editor, &draft, table.as_bytes()).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    submit(editor, &draft).await;
    draft
}

async fn submit(editor: &mut Client, draft: &str) {
    let seen = revision(editor, draft).await;
    let answer = editor.post(&format!("{draft}/submission"), &[("revision", &seen)]).await;
    assert_eq!((answer.status, answer.location()), (303, draft));
}

async fn approve(second: &mut Client, draft: &str) {
    let seen = seen(second, draft).await;
    let answer = second.post(&format!("{draft}/approval"), &[("revision", &seen), ("when", "now")]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

async fn published(portal: &Portal, name: &str, table: &str) -> (Client, Client, String) {
    let (mut editor, mut second) = (portal.signed_in("editor").await, portal.signed_in("editor2").await);
    let draft = submitted(&mut editor, name, table).await;
    approve(&mut second, &draft).await;
    portal.work_done().await;
    (editor, second, draft)
}

fn set(name: &str) -> String {
    format!("{name}-{}", offices()[0])
}

/// The texts of some elements without their spaces: cells follow each other without any.
fn squeezed(page: &Answer, selector: &str) -> Vec<String> {
    page.all(selector).into_iter().map(|text| text.replace([' ', '\u{a0}'], "")).collect()
}

async fn row(portal: &Portal, draft: &str) -> DataDraftRow {
    let id = draft.rsplit('/').next().unwrap().to_owned();
    portal.read(move |conn| data_drafts::find(conn, &id)).await.unwrap()
}

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
async fn faults_of_the_passport_stand_at_their_fields_and_nothing_typed_is_lost() {
    let portal = Portal::start().await;
    let mut editor = portal.signed_in("editor").await;
    let draft = begin(&mut editor, "places").await;
    let mut fields = passport();
    fields.retain(|(name, _)| *name != "title_be");
    for (name, value) in &mut fields {
        match *name {
            "contact" => *value = "data".into(),
            "covers_until" => *value = "31.02.2026".into(),
            _ => {}
        }
    }
    fields.push(("revision", revision(&mut editor, &draft).await));
    let answer = send(&mut editor, &format!("{draft}/passport"), &fields).await;
    assert_eq!((answer.status, answer.location()), (303, format!("{draft}/passport?check=1").as_str()));
    let page = editor.get(&format!("{draft}/passport?check=1&lang=en")).await;
    let links = ["a[href='#title_be']", "a[href='#contact']", "a[href='#covers_until']"];
    for link in links {
        assert_eq!(page.all(&format!("#error-summary {link}")).len(), 1, "{link}");
    }
    assert_eq!(page.all("#error-summary li").len(), 3, "{:?}", page.all("#error-summary li"));
    assert_eq!(page.attribute("#contact", "value").as_deref(), Some("data"));
    assert_eq!(page.attribute("#title_ru", "value").as_deref(), Some("Детские площадки ru"));
    // And it does not go to review.
    let seen = revision(&mut editor, &draft).await;
    let answer = editor.post(&format!("{draft}/submission"), &[("revision", &seen)]).await;
    assert_eq!(answer.location(), format!("{draft}?check=1"));
    assert_eq!(row(&portal, &draft).await.status, "draft");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_names_row_and_column_and_mends_what_was_asked_for() {
    let portal = Portal::start().await;
    let mut editor = portal.signed_in("editor").await;
    let draft = begin(&mut editor, "fees").await;
    fill_in(&mut editor, &draft).await;
    let table = "Код;Плательщик УНП;Дата;Сумма\n1;190542056;1.2.24;1 234,50\n2;190542057;31.02.2024;7\n3;190542056;2024-02-03;8\n";
    let bytes = encoding_rs::WINDOWS_1251.encode(table).0.into_owned();
    let answer = upload(&mut editor, &draft, &bytes).await;
    let report = format!("{draft}/report");
    assert_eq!((answer.status, answer.location()), (303, report.as_str()), "{}", answer.body);
    let page = editor.get(&format!("{report}?lang=ru")).await;
    assert!(page.body.contains("windows-1251"));
    let rows = squeezed(&page, "tbody tr");
    for (row, words) in [
        (0, ["2", "Дата", "1.2.24", "2024-02-01"]),
        (1, ["2", "Сумма", "1234,50", "1234.5"]),
        (2, ["3", "ПлательщикУНП", "190542057", "несходится"]),
        (3, ["3", "Дата", "31.02.2024", "нетвкалендаре"]),
    ] {
        assert!(words.iter().all(|word| rows[row].contains(word)), "{words:?} in {rows:?}");
    }
    // A draft with faults goes nowhere.
    let seen = revision(&mut editor, &draft).await;
    let refused = editor.post(&format!("{draft}/submission"), &[("revision", &seen)]).await;
    assert_eq!(refused.location(), format!("{draft}?check=1"));
    let mended =
        editor.post(&report, &[("revision", &seen), ("repair", "dates"), ("repair", "numbers"), ("repair", "x")]).await;
    assert_eq!(mended.status, 303, "{}", mended.body);
    let rows = editor.get(&report).await.all("tbody tr");
    assert_eq!(rows.len(), 2, "what cannot be mended stays: {rows:?}");
    // The sound file takes its place; what was asked to be mended still is.
    let sound = table.replace("190542057", "190542056").replace("31.02.2024", "28.02.2024");
    upload(&mut editor, &draft, sound.as_bytes()).await;
    let page = editor.get(&draft).await;
    assert!(page.body.contains("2024-02-28") && page.body.contains("1234.5"), "{}", page.body);
    submit(&mut editor, &draft).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_are_named_typed_bounded_and_left_out() {
    let portal = Portal::start().await;
    let (mut editor, mut second) = (portal.signed_in("editor").await, portal.signed_in("editor2").await);
    let draft = begin(&mut editor, "places").await;
    fill_in(&mut editor, &draft).await;
    upload(&mut editor, &draft, TABLE.as_bytes()).await;
    let address = format!("{draft}/columns");
    let page = editor.get(&address).await;
    assert_eq!(page.attribute("#c0_name", "value").as_deref(), Some("nomer"));
    let seen = revision(&mut editor, &draft).await;
    let mut fields: Vec<(String, String)> = vec![("revision".into(), seen)];
    for (place, (name, kind)) in
        [("id", "integer"), ("name", "text"), ("opened", "date"), ("area", "number"), ("works", "text")]
            .iter()
            .enumerate()
    {
        let mut add = |field: &str, value: &str| fields.push((format!("c{place}_{field}"), value.to_owned()));
        add("name", name);
        add("kind", kind);
        for lang in ["be", "ru", "en"] {
            add(&format!("title_{lang}"), &format!("{name} <{lang}>"));
        }
        if *name != "works" {
            add("kept", "yes");
        }
    }
    fields.push(("c3_least".into(), "100".into()));
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let refused = editor.post(&address, &pairs).await;
    assert_eq!(refused.status, 422, "a key is wanted");
    assert_eq!(refused.attribute("#c1_name", "value").as_deref(), Some("name"), "what was typed is there");
    fields.push(("c0_key".into(), "yes".into()));
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let saved = editor.post(&address, &pairs).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let report = editor.get(&format!("{draft}/report?lang=ru")).await;
    assert_eq!(report.all("tbody tr").len(), 2, "two places are smaller than the least: {}", report.body);
    let mut fields: Vec<(&str, &str)> =
        pairs.into_iter().filter(|(name, _)| *name != "c3_least" && *name != "revision").collect();
    let seen = revision(&mut editor, &draft).await;
    fields.extend([("revision", seen.as_str()), ("c3_least", "1"), ("c3_unit", "m2")]);
    assert_eq!(editor.post(&address, &fields).await.status, 303);
    submit(&mut editor, &draft).await;
    approve(&mut second, &draft).await;
    portal.work_done().await;
    let id = set("places");
    let csv = portal.client().get(&format!("/data/{id}/latest/{id}.csv")).await.body;
    assert!(csv.starts_with("id,name,opened,area\r\n1,"), "{csv}");
    let package = portal.client().get(&format!("/data/{id}/datapackage.json")).await.body;
    assert!(package.contains("\"minimum\":1") && package.contains("m2"), "{package}");
    let page = portal.client().get(&format!("/data/{id}?lang=en")).await;
    assert!(page.body.contains("name &lt;en&gt;"), "a title stays text");
}

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
async fn of_two_editors_at_once_the_second_is_told_and_overwrites_nothing() {
    let portal = Portal::start().await;
    let (mut editor, mut second) = (portal.signed_in("editor").await, portal.signed_in("editor2").await);
    let draft = begin(&mut editor, "places").await;
    let seen = revision(&mut editor, &draft).await;
    let with = |title: &str| {
        let mut fields = passport();
        fields.retain(|(name, _)| *name != "title_ru");
        fields.extend([("title_ru", title.to_owned()), ("revision", seen.clone())]);
        fields
    };
    let address = format!("{draft}/passport");
    assert_eq!(send(&mut editor, &address, &with("Первая")).await.status, 303);
    assert_eq!(send(&mut editor, &address, &with("Первая")).await.status, 303, "the same sent twice is once");
    let late = send(&mut second, &address, &with("Вторая")).await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("Тамара Жук") && late.body.contains("Первая"), "{}", late.body);
    assert_eq!(late.attribute("#title_ru", "value").as_deref(), Some("Вторая"), "what was typed is not lost");
    assert!(row(&portal, &draft).await.passport.contains("Первая"));
    assert_eq!(upload_seen(&mut second, &draft, &seen, TABLE.as_bytes()).await.status, 409);
    // What the page now carries saves.
    let now = late.attribute("input[name=revision]", "value").unwrap();
    let mut fields = with("Вторая");
    fields.retain(|(name, _)| *name != "revision");
    fields.push(("revision", now));
    assert_eq!(send(&mut second, &address, &fields).await.status, 303);
    assert!(row(&portal, &draft).await.passport.contains("Вторая"));
}

/// The fields of the form of columns as a page shows them, with one of them changed.
fn columns_of(page: &Answer, changed: (&str, &str)) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for place in 0..5 {
        for name in ["head", "name", "title_be", "title_ru", "title_en", "unit", "least", "most"] {
            let name = format!("c{place}_{name}");
            let value = page.attribute(&format!("[name={name}]"), "value").unwrap_or_default();
            fields.push((name, value));
        }
        for name in ["kept", "key", "required"] {
            let name = format!("c{place}_{name}");
            if page.attribute(&format!("[name={name}][checked]"), "name").is_some() {
                fields.push((name, "yes".to_owned()));
            }
        }
        let kind = format!("c{place}_kind");
        let chosen = page.attribute(&format!("[name={kind}] option[selected]"), "value").unwrap_or_default();
        fields.push((kind, chosen));
    }
    fields.push(("revision".to_owned(), page.attribute("input[name=revision]", "value").unwrap()));
    for (name, value) in &mut fields {
        if name == changed.0 {
            *value = changed.1.to_owned();
        }
    }
    fields
}

async fn send_columns(client: &mut Client, draft: &str, fields: &[(String, String)]) -> Answer {
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.post(&format!("{draft}/columns"), &pairs).await
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_and_repairs_that_were_overtaken_stand_in_the_form_with_what_changed() {
    let portal = Portal::start().await;
    let (mut editor, mut second) = (portal.signed_in("editor").await, portal.signed_in("editor2").await);
    let draft = begin(&mut editor, "places").await;
    upload(&mut editor, &draft, TABLE.as_bytes()).await;
    let page = editor.get(&format!("{draft}/columns")).await;
    let (ours, theirs) = (columns_of(&page, ("c1_title_ru", "Моё")), columns_of(&page, ("c1_title_ru", "Твоё")));
    assert_eq!(send_columns(&mut editor, &draft, &theirs).await.status, 303);
    assert_eq!(send_columns(&mut editor, &draft, &theirs).await.status, 303, "the same sent twice is once");
    let late = send_columns(&mut second, &draft, &ours).await;
    assert_eq!(late.status, 409);
    assert_eq!(late.attribute("#c1_title_ru", "value").as_deref(), Some("Моё"), "what was typed is not lost");
    assert!(late.body.contains("Тамара Жук") && late.body.contains("Твоё"), "{}", late.body);
    assert_eq!(late.all("q").len(), 1, "only what differs is told");
    assert!(row(&portal, &draft).await.plan.unwrap().contains("Твоё"));
    // The page carries what was seen of it by now: sent once more it saves.
    assert_eq!(send_columns(&mut second, &draft, &columns_of(&late, ("", ""))).await.status, 303);
    assert!(row(&portal, &draft).await.plan.unwrap().contains("Моё"));
    // Another file in between, with the same columns in another order: what was typed goes with its column.
    let page = editor.get(&format!("{draft}/columns")).await;
    let ours = columns_of(&page, ("c1_title_ru", "Третье"));
    let turned = "Название;Номер;Площадь, м2\nПлощадка;1;2\nДвор;2;3\n";
    assert_eq!(upload(&mut second, &draft, turned.as_bytes()).await.status, 303);
    let late = send_columns(&mut editor, &draft, &ours).await;
    assert_eq!(late.status, 409);
    let place =
        (0..5).find(|place| late.attribute(&format!("[name=c{place}_head]"), "value").as_deref() == Some("Название"));
    let title = format!("#c{}_title_ru", place.unwrap());
    assert_eq!(late.attribute(&title, "value").as_deref(), Some("Третье"), "{}", late.body);
    // Repairs that were ticked too late stay ticked.
    let stale = [("revision", "1"), ("repair", "spaces"), ("repair", "dates")];
    let late = second.post(&format!("{draft}/report"), &stale).await;
    assert_eq!(late.status, 409, "{}", late.body);
    // Hostile: no revision, numbers beyond any, names that are none. Nothing was typed, so nothing is lost or changed.
    let before = row(&portal, &draft).await;
    for fields in [vec![], vec![("revision", "99999999999999999999")], vec![("cx_head", "Название"), ("c_head", "")]]
    {
        assert_eq!(second.post(&format!("{draft}/columns"), &fields).await.status, 303);
        let after = row(&portal, &draft).await;
        assert_eq!((after.plan, after.revision), (before.plan.clone(), before.revision));
    }
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

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_set_is_gone_with_a_page_that_says_why() {
    let portal = Portal::start().await;
    let (mut editor, ..) = published(&portal, "places", TABLE).await;
    let id = set("places");
    let path = format!("/office/data/sets/{id}/withdrawal");
    assert_eq!(editor.post(&path, &[]).await.status, 422, "a reason is wanted");
    let unknown = [("reason", "replaced"), ("successor", "nothing-here")];
    assert_eq!(editor.post(&path, &unknown).await.status, 422);
    let file = portal.read({
        let id = id.clone();
        move |conn| akno::store::data_tombstones::files_of(conn, &id)
    });
    let files = file.await;
    assert_eq!(files.len(), 6);
    let described = portal.client().get(&format!("/api/3/action/package_show?id={id}")).await.body;
    let described: serde_json::Value = serde_json::from_str(&described).unwrap();
    let resources = described["result"]["resources"].as_array().unwrap().iter();
    let tables: Vec<String> = resources
        .filter(|resource| resource["datastore_active"] == true)
        .map(|table| format!("/datastore/dump/{}", table["id"].as_str().unwrap()))
        .collect();
    assert_eq!(tables.len(), 1);
    assert_eq!(portal.client().get(&tables[0]).await.status, 200);
    let answer = editor.post(&path, &[("reason", "personal"), ("words", "Был <адрес>")]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(editor.post(&path, &[("reason", "mistake")]).await.status, 404, "it is gone");
    portal.work_done().await;
    let mut anyone = portal.client();
    for address in [
        format!("/data/{id}"),
        format!("/data/{id}.ttl"),
        format!("/data/{id}/latest/{id}.csv"),
        format!("/data/{id}/1/{id}.parquet"),
        format!("/data/{id}/datapackage.json"),
        format!("/api/v1/data/{id}/rows"),
        format!("/datastore/dump/{id}-csv"),
        tables[0].clone(),
    ] {
        assert_eq!(anyone.get(&address).await.status, 410, "{address}");
    }
    assert_eq!(anyone.get("/datastore/dump/nothing-csv").await.status, 404);
    let page = anyone.get(&format!("/data/{id}?lang=ru")).await;
    assert!(page.body.contains("личные данные") && page.body.contains("Был &lt;адрес&gt;"), "{}", page.body);
    let rows = anyone.get(&format!("/api/v1/data/{id}/rows")).await;
    assert_eq!(rows.header("content-type"), Some("application/problem+json"));
    assert!(!anyone.get("/data").await.body.contains(&id));
    assert!(!anyone.get("/sitemap.xml").await.body.contains(&id));
    let store = akno::publishing::storehouse::Storehouse::of(&portal.var_dir);
    assert!(files.iter().all(|file| !store.path(file).exists()), "the files are deleted");
    // The name is never given again.
    let form = editor.get("/office/data/new").await.attribute("input[name=id]", "value").unwrap();
    let taken = editor.post("/office/data/new", &[("id", &form), ("name", "places")]).await;
    assert_eq!(taken.status, 422);
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
    assert!(anyone.get(&format!("/data/{id}.ttl")).await.body.contains("2027-12-31"));
    let (first, now) =
        (anyone.get(&format!("/data/{id}/1/{id}.csv")).await, anyone.get(&format!("/data/{id}/2/{id}.csv")).await);
    assert_eq!((now.status, now.body), (200, first.body));
    assert_eq!(row(&portal, &draft).await.number, Some(2));
    let history = editor.get(&format!("{draft}?lang=ru")).await;
    assert!(history.body.contains("строки прежние"), "{}", history.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawal_leaves_nothing_of_the_rows_with_the_drafts() {
    let portal = Portal::start().await;
    let (mut editor, _, first) = published(&portal, "places", TABLE).await;
    let id = set("places");
    let uploads = portal.var_dir.join("data/uploads");
    assert_eq!(std::fs::read_dir(&uploads).unwrap().count(), 0, "what is published is no upload any more");
    let begun = editor.post(&format!("/office/data/sets/{id}/version"), &[]).await;
    let next = begun.location().to_owned();
    upload(&mut editor, &next, TABLE.replace("Двор", "Сад").as_bytes()).await;
    let other = begin(&mut editor, "yards").await;
    upload(&mut editor, &other, TABLE.as_bytes()).await;
    for draft in [&first, &next, &other] {
        assert!(row(&portal, draft).await.analysis.unwrap().contains("Площадка у школы"), "{draft}");
    }
    let file = row(&portal, &next).await.upload.unwrap();
    assert!(uploads.join(&file).exists());
    let answer = editor.post(&format!("/office/data/sets/{id}/withdrawal"), &[("reason", "personal")]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    portal.work_done().await;
    for draft in [&first, &next] {
        let kept = row(&portal, draft).await;
        assert_eq!((kept.analysis, kept.plan, kept.upload), (None, None, None), "{draft}");
        let page = editor.get(draft).await;
        assert_eq!(page.status, 200, "{draft}");
        assert!(!page.body.contains("Площадка у школы"), "{}", page.body);
    }
    assert!(!uploads.join(&file).exists(), "the upload is deleted");
    let other = row(&portal, &other).await;
    assert!(other.analysis.is_some() && uploads.join(other.upload.unwrap()).exists(), "another set keeps its own");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_set_gets_no_version_whoever_was_faster() {
    let portal = Portal::start().await;
    let (mut editor, mut second, draft) = published(&portal, "places", TABLE).await;
    let id = set("places");
    let before = row(&portal, &draft).await;
    let whose = id.clone();
    let files = portal.read(move |conn| akno::store::data_tombstones::files_of(conn, &whose)).await;
    let withdrawal = format!("/office/data/sets/{id}/withdrawal");
    assert_eq!(editor.post(&withdrawal, &[("reason", "personal")]).await.status, 303);
    portal.work_done().await;
    // A draft that was approved in the very moment.
    let reading = opendata::doctor::read(TABLE.as_bytes()).unwrap();
    let upload = akno::publishing::drafts::keep_upload(&portal.state, reading).await.unwrap();
    let late = DataDraftRow {
        id: "late".to_owned(),
        status: "approved".to_owned(),
        revision: 1,
        upload: Some(upload),
        number: None,
        ..before
    };
    let add = move |conn: &mut akno::store::AnyConn| Ok::<_, Failure>(data_drafts::add(conn, &late)?);
    assert!(portal.state.db.write(add).await.unwrap());
    assert!(akno::publishing::drafts::publish(&portal.state, "late:1").await.is_err());
    for address in [format!("/data/{id}"), format!("/data/{id}/latest/{id}.csv")] {
        assert_eq!(portal.client().get(&address).await.status, 410, "{address}");
    }
    let store = akno::publishing::storehouse::Storehouse::of(&portal.var_dir);
    assert!(files.iter().all(|file| !store.path(file).exists()), "its files do not come back");
    // A version that is begun beside the withdrawal is given up with the set, or not begun.
    for name in ["fields", "yards", "courts"] {
        published(&portal, name, TABLE).await;
        let id = set(name);
        let (version, withdrawal) =
            (format!("/office/data/sets/{id}/version"), format!("/office/data/sets/{id}/withdrawal"));
        let (begun, gone) = tokio::join!(editor.post(&version, &[]), second.post(&withdrawal, &[("reason", "ended")]));
        assert!(matches!(begun.status, 303 | 404), "{name}: {}", begun.status);
        assert_eq!(gone.status, 303, "{name}: {}", gone.body);
        let open = portal.read(move |conn| data_drafts::open_of(conn, &id)).await;
        assert_eq!(open, None, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn others_see_nothing_of_a_councils_drafts() {
    let portal = Portal::start().await;
    let mut editor = portal.signed_in("editor").await;
    let draft = submitted(&mut editor, "places", TABLE).await;
    for who in ["elena", "clerk0", "tax", "editor3"] {
        let mut other = portal.signed_in(who).await;
        for path in [draft.clone(), format!("{draft}/report"), format!("{draft}/passport")] {
            assert_eq!(other.get(&path).await.status, 404, "{who} {path}");
        }
        let stolen = other.post(&format!("{draft}/approval"), &[("revision", "4"), ("when", "now")]).await;
        assert_eq!(stolen.status, 404, "{who}");
    }
    assert_eq!(portal.client().get(&draft).await.status, 303, "nobody in particular is led to the sign-in");
    // A supervisor looks and approves, and writes nothing; an editor has no cases.
    let mut supervisor = portal.signed_in("supervisor").await;
    assert_eq!(supervisor.get(&draft).await.status, 200);
    for path in ["/passport", "/file", "/columns"] {
        assert_eq!(supervisor.get(&format!("{draft}{path}")).await.status, 404, "{path}");
    }
    assert_eq!(supervisor.get("/office/data/new").await.status, 404);
    for path in ["/office", "/office/counter", "/office/payments", "/applications/x"] {
        assert_eq!(editor.get(path).await.status, 404, "{path}");
    }
    let signed_in = portal
        .client()
        .post("/sign-in", &[("email", "editor@akno.example"), ("password", crate::support::portal::PASSWORD)])
        .await;
    assert_eq!(signed_in.location(), "/office/data");
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_files_are_refused_in_plain_words_and_the_draft_stays() {
    let portal = Portal::start().await;
    let mut editor = portal.signed_in("editor").await;
    let draft = begin(&mut editor, "places").await;
    upload(&mut editor, &draft, TABLE.as_bytes()).await;
    let before = row(&portal, &draft).await;
    let wide = vec!["x"; 10_000].join(";");
    let mixed = [TABLE.as_bytes(), &encoding_rs::WINDOWS_1251.encode("4;Школа;;;\n").0].concat();
    for (bytes, word) in [
        (Vec::new(), "пуст"),
        (b"a;b\n1;\0\0\0\n".to_vec(), "нулевые"),
        (b"%PDF-1.4".to_vec(), "не читаем"),
        (wide.into_bytes(), "256"),
        (format!("a;b\n1;\"{}", "x\n".repeat(50_000)).into_bytes(), "не закрыта"),
        (mixed, "Строка 5"),
        (bomb(), "слишком много"),
        (b"[[[[".to_vec(), "названия"),
    ] {
        let answer = upload(&mut editor, &draft, &bytes).await;
        assert_eq!(answer.status, 422, "{word}");
        assert!(answer.text_of("#error-summary").contains(word), "{word}: {}", answer.text_of("#error-summary"));
    }
    assert_eq!(upload(&mut editor, &draft, &vec![b'x'; 21 * 1024 * 1024]).await.status, 413);
    let bare = editor.send("POST", &format!("{draft}/file"), Some("multipart/form-data"), Vec::new()).await;
    assert_eq!(bare.status, 400);
    let after = row(&portal, &draft).await;
    assert_eq!((after.upload, after.revision), (before.upload, before.revision), "the file that was there stays");
}

/// A workbook of some hundred kilobytes that unpacks to hundreds of megabytes.
fn bomb() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let settings = zip::write::SimpleFileOptions::default();
    zip.start_file("xl/workbook.xml", settings).unwrap();
    zip.write_all(b"<workbook><sheets><sheet name='a'/></sheets></workbook>").unwrap();
    zip.start_file("xl/worksheets/sheet1.xml", settings).unwrap();
    let row = format!("<row><c t=\"inlineStr\"><is><t>{}</t></is></c></row>", "x".repeat(7_000)).repeat(100);
    for _ in 0..300 {
        zip.write_all(row.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[tokio::test(flavor = "multi_thread")]
async fn names_of_sets_are_checked_and_begun_once() {
    let portal = Portal::start().await;
    let mut editor = portal.signed_in("editor").await;
    let id = editor.get("/office/data/new").await.attribute("input[name=id]", "value").unwrap();
    for name in ["", "школы", "a/b", "reception"] {
        let answer = editor.post("/office/data/new", &[("id", &id), ("name", name)]).await;
        assert_eq!(answer.status, 422, "{name}");
        assert_eq!(answer.attribute("#name", "value").as_deref(), Some(name), "what was typed is not lost");
    }
    let first = editor.post("/office/data/new", &[("id", &id), ("name", "places")]).await;
    let again = editor.post("/office/data/new", &[("id", &id), ("name", "places")]).await;
    assert_eq!((first.status, first.location()), (303, again.location()), "sent twice, begun once");
    let other = editor.get("/office/data/new").await.attribute("input[name=id]", "value").unwrap();
    assert_eq!(editor.post("/office/data/new", &[("id", &other), ("name", "places")]).await.status, 422);
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
