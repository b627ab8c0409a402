//! The pieces of procedures' guides by date: what a visitor reads, in which words, from which day on.

use super::rules::{boxes, confirm, post};
use super::seen;
use crate::support::portal::Portal;
use chrono::{Days, NaiveDate};

const PAGE: &str = "/office/administration/procedures/change-of-location";
const GUIDE: &str = "/services/change-of-location";

fn pieces(from: NaiveDate, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = boxes("from", from);
    let own = [("act", "Постановление № 5"), ("why", "изменилась практика")];
    fields.extend(own.iter().chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    fields
}

const READY: [(&str, &str); 3] = [
    ("ready_be", "- пашпарт\nстатут"),
    ("ready_ru", "- паспорт\n</ul><script>alert(1)</script>"),
    ("ready_en", "- passport\ncharter"),
];
const NOTE: [(&str, &str); 3] = [
    ("note_be", "Увага\n\n- раз\n- два"),
    ("note_ru", "Важно <b>сейчас</b>\n\n- раз\n- два"),
    ("note_en", "Mind\n\n- one\n- two"),
];

#[tokio::test]
async fn a_guide_shows_the_new_words_from_their_day_in_each_language_as_plain_text() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let mut visitor = portal.client();
    let own = visitor.get(&format!("{GUIDE}?lang=ru")).await.text_of("main");
    let tomorrow = portal.clock.today() + Days::new(1);
    let all: Vec<(&str, &str)> = READY.into_iter().chain(NOTE).collect();
    let check = post(&mut admin, PAGE, &pieces(tomorrow, &all)).await;
    assert_eq!(check.status, 200, "{}", check.body);
    assert_eq!(check.all("article.sheet").len(), 3, "how it will look in each language");
    assert!(check.all("article.sheet li").contains(&"passport".to_owned()));
    assert!(!check.body.contains("<script>alert"));
    assert_eq!(confirm(&mut admin, PAGE, pieces(tomorrow, &all)).await, 303);
    assert_eq!(confirm(&mut admin, PAGE, pieces(tomorrow, &all)).await, 303, "twice is once");
    assert_eq!(visitor.get(&format!("{GUIDE}?lang=ru")).await.text_of("main"), own, "its day has not come");
    portal.clock.advance(chrono::Duration::days(1));
    let russian = visitor.get(&format!("{GUIDE}?lang=ru")).await;
    let items = russian.all("main li");
    assert!(items.contains(&"паспорт".to_owned()) && items.contains(&"</ul><script>alert(1)</script>".to_owned()));
    assert!(items.contains(&"раз".to_owned()) && items.contains(&"Постановление № 5".to_owned()), "{items:?}");
    assert!(russian.text_of("main").contains("Важно <b>сейчас</b>"));
    assert!(!russian.body.contains("<script>alert") && !russian.body.contains("<b>сейчас"));
    assert!(
        russian.text_of("main").contains("Организация, через руководителя или представителя"),
        "what was left empty"
    );
    let english = visitor.get(&format!("{GUIDE}?lang=en")).await;
    assert!(english.all("main li").contains(&"charter".to_owned()) && english.body.contains("What to mind"));
    let other = visitor.get("/services/manager?lang=en").await;
    assert!(!other.body.contains("What to mind"), "another procedure has its own");
}

#[tokio::test]
async fn what_held_is_put_back_through_the_form_and_before_its_day_at_once() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let tomorrow = portal.clock.today() + Days::new(1);
    assert_eq!(confirm(&mut admin, PAGE, pieces(tomorrow, &READY)).await, 303);
    let list = "/office/administration/changes?kind=guide";
    let change = admin.get(list).await.attribute("tbody a", "href").unwrap();
    let shown = admin.get(&change).await;
    assert_eq!(admin.post(&change, &[("seen", &seen(&shown)), ("why", "рано")]).await.status, 303);
    assert_eq!(confirm(&mut admin, PAGE, pieces(tomorrow, &READY)).await, 303);
    portal.clock.advance(chrono::Duration::days(1));
    let mut admin = portal.signed_in("admin").await;
    let change = admin.get(list).await.attribute("tbody a", "href").unwrap();
    let form = admin.get(&change).await.attribute("main a[href*='back=']", "href").unwrap();
    let prefilled = admin.get(&form).await;
    assert_eq!(prefilled.status, 200);
    assert!(!prefilled.body.contains("паспорт</textarea>"), "before it there was the portal's own text");
    let reverts = prefilled.attribute("input[name=reverts]", "value").unwrap();
    assert!(!reverts.is_empty());
    let from = tomorrow + Days::new(1);
    assert_eq!(confirm(&mut admin, PAGE, pieces(from, &[("reverts", &reverts)])).await, 303);
    let mut visitor = portal.client();
    assert!(visitor.get(&format!("{GUIDE}?lang=ru")).await.all("main li").contains(&"паспорт".to_owned()));
    portal.clock.advance(chrono::Duration::days(1));
    let page = visitor.get(&format!("{GUIDE}?lang=ru")).await;
    assert!(page.all("main li").contains(&"дату, когда изменился адрес".to_owned()), "{}", page.text_of("main"));
}

#[tokio::test]
async fn pieces_are_said_in_all_three_languages_or_in_none() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let tomorrow = portal.clock.today() + Days::new(1);
    let long = "я".repeat(2001);
    for (fields, field) in [
        (vec![("who_ru", "Руководитель")], "who_be"),
        (vec![("note_be", long.as_str()), ("note_ru", "а"), ("note_en", "a")], "note_be"),
        (vec![("who_be", &long[..700]), ("who_ru", "а"), ("who_en", "a")], "who_be"),
    ] {
        let answer = post(&mut admin, PAGE, &pieces(tomorrow, &fields)).await;
        assert_eq!(answer.status, 422, "{field}");
        assert!(!answer.all(&format!("#{field}-error")).is_empty(), "{field}: {}", answer.body);
    }
    assert_eq!(post(&mut admin, PAGE, &pieces(portal.clock.today(), &READY)).await.status, 422);
    assert_eq!(admin.get("/office/administration/procedures/nothing").await.status, 404);
    assert_eq!(admin.get(&format!("{PAGE}?back=%00")).await.status, 200);
    let mut auditor = portal.signed_in("auditor").await;
    assert_eq!(auditor.get(PAGE).await.status, 200);
    assert!(auditor.get(PAGE).await.all("main form").is_empty(), "who reads has no form");
}
