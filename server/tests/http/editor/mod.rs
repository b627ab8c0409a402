//! A council's editor: a set is prepared, checked by the doctor, approved by a second person, published in all
//! formats, brought up to date and withdrawn.

mod approval;
mod at_once;
mod drafts;
mod tables;
mod versions;
mod withdrawal;

use crate::support::client::{Answer, Client};
use crate::support::portal::{Portal, offices};
use akno::store::data_drafts::{self, DataDraftRow};

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
