//! Two editors of one draft at once.

use super::{TABLE, begin, passport, revision, row, send, upload, upload_seen};
use crate::support::client::{Answer, Client};
use crate::support::portal::Portal;

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
