//! `/office/cases/{id}/remarks`.

use super::{in_hands, pin, row};
use crate::support::client::Client;
use crate::support::portal::Portal;
use akno::store::applications;
use portal::application::Status;

async fn remarks(portal: &Portal, id: &str) -> Vec<(String, String)> {
    let id = id.to_owned();
    let rows = portal.read(move |conn| applications::remarks(conn, &id)).await;
    rows.into_iter().map(|remark| (remark.field, remark.body)).collect()
}

#[tokio::test]
async fn a_remark_is_pinned_changed_and_taken_off() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let answer = pin(&mut clerk, &id, "house", "Такого дома нет").await;
    assert_eq!((answer.status, answer.location()), (303, format!("/office/cases/{id}#row-house").as_str()));
    pin(&mut clerk, &id, "house", "  На этой улице нет дома 7А\r\n").await;
    assert_eq!(remarks(&portal, &id).await, [("house".to_owned(), "На этой улице нет дома 7А".to_owned())]);
    let page = clerk.get(&format!("/office/cases/{id}")).await;
    assert!(page.text_of("tr.marked").contains("На этой улице нет дома 7А"));
    pin(&mut clerk, &id, "house", " ").await;
    assert_eq!(remarks(&portal, &id).await, []);
}

#[tokio::test]
async fn hostile_remarks_stay_text_everywhere() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    let hostile = "</textarea><script>alert(1)</script><img src=x onerror=alert(1)> \u{0}{{7*7}} \u{202e}ру";
    assert_eq!(pin(&mut clerk, &id, "house", hostile).await.status, 303);
    for path in [format!("/office/cases/{id}"), format!("/office/cases/{id}/return")] {
        let page = clerk.get(&path).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("<script>alert") && !page.body.contains("<img src=x"), "{path}");
    }
    super::give_back(&portal, &mut clerk, &id).await;
    let seen = elena.get(&format!("/applications/{id}/steps/street")).await;
    assert!(seen.body.contains("alert(1)"), "the applicant reads it: {}", seen.body);
    assert!(!seen.body.contains("<script>alert") && !seen.body.contains("<img src=x"));
}

#[tokio::test]
async fn too_long_a_remark_is_kept_on_the_page_and_not_saved() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let long = "ў".repeat(2_001);
    let page = pin(&mut clerk, &id, "house", &long).await;
    assert_eq!(page.status, 422);
    assert!(page.text_of("textarea#remark-house").contains(&long), "what was typed is there");
    assert_eq!(page.attribute("main a[href='#remark-house']", "href").as_deref(), Some("#remark-house"));
    assert_eq!(remarks(&portal, &id).await, []);
    let huge = "x".repeat(400_000);
    assert_eq!(pin(&mut clerk, &id, "house", &huge).await.status, 413);
}

#[tokio::test]
async fn a_remark_needs_a_row_that_exists_and_a_case_in_hands() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    assert_eq!(pin(&mut clerk, &id, "password", "нет").await.status, 400);
    assert_eq!(pin(&mut clerk, &id, "", "нет").await.status, 400);
    clerk.post(&format!("/office/cases/{id}/release"), &[]).await;
    assert_eq!(pin(&mut clerk, &id, "house", "нет").await.status, 409);
    assert_eq!(remarks(&portal, &id).await, []);
    assert_eq!(row(&portal, &id).await.round, 1);
}

#[tokio::test]
async fn an_empty_remark_is_asked_for_and_an_empty_text_takes_one_off() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let empty = pin(&mut clerk, &id, "house", "  ").await;
    assert_eq!(empty.status, 422, "{}", empty.body);
    assert!(empty.body.contains("Напишите, что исправить"), "{}", empty.body);
    assert_eq!(pin(&mut clerk, &id, "house", "Такого дома нет.").await.status, 303);
    assert_eq!(pin(&mut clerk, &id, "house", "").await.status, 303, "takes it off");
}

/// What the form of a row sends along: the remark that stood there, the case's revision, its last event.
async fn before_them(clerk: &mut Client, id: &str, field: &str) -> [(&'static str, String); 3] {
    let page = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    ["before", "revision", "seen"].map(|name| {
        let form = format!("form:has([name='remark-{field}']) input[name='{name}']");
        (name, page.attribute(&form, "value").unwrap())
    })
}

async fn pin_seeing(
    clerk: &mut Client,
    id: &str,
    text: &str,
    seen: &[(&'static str, String)],
) -> crate::support::client::Answer {
    let mut fields = vec![("field", "house"), ("remark-house", text)];
    fields.extend(seen.iter().map(|(name, value)| (*name, value.as_str())));
    clerk.post(&format!("/office/cases/{id}/remarks"), &fields).await
}

#[tokio::test]
async fn a_remark_that_was_changed_in_another_window_is_shown_and_not_overwritten() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let seen = before_them(&mut clerk, &id, "house").await;
    assert_eq!(pin_seeing(&mut clerk, &id, "первое", &seen).await.status, 303);
    let page = pin_seeing(&mut clerk, &id, "второе", &seen).await;
    assert_eq!(page.status, 409, "{}", page.body);
    assert!(page.text_of("textarea#remark-house").contains("второе"), "what was typed is there");
    assert!(page.body.contains("changed meanwhile (") && page.text_of("tr.marked").contains("первое"));
    assert_eq!(remarks(&portal, &id).await, [("house".to_owned(), "первое".to_owned())]);
    // What the page shows now is sent with the next try.
    let now = before_them(&mut clerk, &id, "house").await;
    assert_eq!(page.attribute("form:has([name='remark-house']) [name='before']", "value").as_ref(), Some(&now[0].1));
    assert_eq!(pin_seeing(&mut clerk, &id, "второе", &now).await.status, 303);
    assert_eq!(pin_seeing(&mut clerk, &id, "", &now).await.status, 409, "nor is it taken off unseen");
    assert_eq!(remarks(&portal, &id).await, [("house".to_owned(), "второе".to_owned())]);
}

#[tokio::test]
async fn of_two_remarks_at_once_in_one_row_one_is_told_of_the_other() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let seen = before_them(&mut clerk, &id, "house").await;
    let (mut one, mut other) = (clerk.clone(), clerk);
    let (first, second) =
        tokio::join!(pin_seeing(&mut one, &id, "первое", &seen), pin_seeing(&mut other, &id, "второе", &seen));
    let mut statuses = [first.status, second.status];
    statuses.sort();
    assert_eq!(statuses, [303, 409], "{} {}", first.body, second.body);
    assert_eq!(remarks(&portal, &id).await.len(), 1);
}

#[tokio::test]
async fn a_remark_on_a_case_that_changed_or_went_to_another_keeps_its_words_and_says_what_happened() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let seen = before_them(&mut clerk, &id, "house").await;
    clerk.post(&format!("/office/cases/{id}/release"), &[]).await;
    super::take(&mut clerk, &id).await;
    let page = pin_seeing(&mut clerk, &id, "нет дома", &seen).await;
    assert_eq!(page.status, 409, "{}", page.body);
    assert!(page.body.contains("The case changed while you were writing"), "{}", page.body);
    assert!(page.body.contains("Given back"), "what happened is said: {}", page.body);
    assert!(page.text_of("textarea#remark-house").contains("нет дома"));
    assert_eq!(remarks(&portal, &id).await, []);
    // In a colleague's hands it cannot be saved, and is still there to be copied.
    clerk.post(&format!("/office/cases/{id}/release"), &[]).await;
    let hostile = "</textarea><script>alert(1)</script>";
    let page = pin_seeing(&mut clerk, &id, hostile, &seen).await;
    assert_eq!(page.status, 409);
    assert!(page.text_of("#remark-house").contains(hostile) && !page.body.contains("<script>alert"));
    assert_eq!(row(&portal, &id).await.status(), Status::Filed);
    assert_eq!(remarks(&portal, &id).await, []);
}
