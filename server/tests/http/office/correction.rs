//! `/office/cases/{id}/return`, and what the clerk sees when the case comes back.

use super::{decide, events, give_back, in_hands, kinds, pin, row, take};
use crate::support::journey;
use crate::support::portal::{COMPANY, Portal, offices};
use chrono::{Duration, NaiveDate};
use portal::application::Status;

#[tokio::test]
async fn a_case_without_remarks_is_not_returned() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let page = clerk.get(&format!("/office/cases/{id}/return?lang=en")).await;
    assert!(page.body.contains("Pin a remark") && page.all("main form").is_empty(), "{}", page.body);
    let answer = give_back(&portal, &mut clerk, &id).await;
    assert_eq!(answer.status, 422);
    assert_eq!(row(&portal, &id).await.status(), Status::InReview);
}

#[tokio::test]
async fn the_remarks_stand_beside_the_answers_before_sending_and_what_was_not_changed_is_told() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    let draft = format!("/applications/{id}");
    pin(&mut clerk, &id, "house", "Такого дома нет").await;
    assert_eq!(give_back(&portal, &mut clerk, &id).await.status, 303);
    let check = elena.get(&format!("{draft}/check?lang=en")).await;
    assert_eq!(check.all(".document .remark-text"), ["Такого дома нет"]);
    let told = |said: String| said.contains("Not changed since the remark");
    assert!(told(check.text_of("main")), "{}", check.text_of("main"));
    assert!(check.attribute(&format!("main a[href='{draft}/messages']"), "href").is_some());
    journey::save(&mut elena, &draft, "street", &[("house", "9".to_owned())]).await;
    let check = elena.get(&format!("{draft}/check?lang=en")).await;
    assert_eq!(check.all(".document .remark-text").len(), 1);
    assert!(!told(check.text_of("main")), "{}", check.text_of("main"));
    // Set back to what it was, it is sent all the same: the applicant may be right.
    journey::save(&mut elena, &draft, "street", &[("house", "7А".to_owned())]).await;
    assert!(told(elena.get(&format!("{draft}/check?lang=en")).await.text_of("main")));
    assert_eq!(journey::file(&mut elena, &draft, 2).await.location(), format!("{draft}/receipt"));
}

#[tokio::test]
async fn an_answer_without_a_remark_that_the_register_rules_out_by_now_can_be_put_right() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    pin(&mut clerk, &id, "house", "Такого дома нет").await;
    assert_eq!(give_back(&portal, &mut clerk, &id).await.status, 303);
    let draft = format!("/applications/{id}");
    let closed = |page: crate::support::client::Answer| {
        page.status == 200 && page.attribute("main [name=changed_on_day]", "name").is_none()
    };
    assert!(closed(elena.get(&format!("{draft}/steps/date")).await));
    // Meanwhile the register gets a later address.
    let later = journey::answers_on(portal.clock.today(), offices()[0]);
    let other = journey::start(&mut elena, COMPANY).await;
    journey::fill_in(&mut elena, &other, &later).await;
    assert_eq!(journey::file(&mut elena, &other, 1).await.location(), format!("{other}/receipt"));
    let other = journey::id(&other);
    assert_eq!(take(&mut clerk, &other).await.status, 303);
    let accepted = decide(&portal, &mut clerk, &other, &[("outcome", "accept")]).await;
    assert_eq!(accepted.status, 303, "{}", accepted.body);

    portal.clock.advance(Duration::days(1));
    let mut elena = portal.signed_in("elena").await;
    journey::save(&mut elena, &draft, "street", &[("house", "9".to_owned())]).await;
    journey::file(&mut elena, &draft, 2).await;
    assert_eq!(row(&portal, &id).await.status(), Status::Returned, "the day stands against it");
    let check = elena.get(&format!("{draft}/check")).await;
    assert!(check.attribute(&format!("main a[href^='{draft}/steps/date']"), "href").is_some(), "{}", check.body);
    assert!(!closed(elena.get(&format!("{draft}/steps/date")).await));
    // A page that stood open before had no such field, and no other one is opened.
    let was = row(&portal, &id).await.answers();
    journey::save(&mut elena, &draft, "date", &[]).await;
    journey::save(&mut elena, &draft, "contacts", &[("phone", "+375 29 000-00-00".to_owned())]).await;
    assert_eq!(row(&portal, &id).await.answers(), was);
    let right = journey::answers_on(portal.clock.today(), offices()[0]).remove(0);
    journey::save(&mut elena, &draft, right.0, &right.1).await;
    assert!(!closed(elena.get(&format!("{draft}/steps/date")).await), "what was changed can be changed again");
    assert_eq!(journey::file(&mut elena, &draft, 2).await.location(), format!("{draft}/receipt"));
}

#[tokio::test]
async fn the_clock_stands_still_while_the_applicant_corrects() {
    let portal = Portal::start().await;
    let (id, ..) = in_hands(&portal).await;
    let filed = portal.clock.today();
    portal.clock.advance(Duration::days(1));
    let mut clerk = portal.signed_in("clerk0").await;
    pin(&mut clerk, &id, "house", "Такого дома нет").await;
    assert_eq!(give_back(&portal, &mut clerk, &id).await.status, 303);
    let returned = portal.clock.today();
    let away = row(&portal, &id).await;
    assert_eq!((away.status(), away.due_on), (Status::Returned, None));
    let inbox = clerk.get("/office?tab=returned&lang=en").await;
    assert!(inbox.text_of("tbody tr").contains("The clock is stopped"), "{}", inbox.body);
    assert_eq!(events(&portal, &id).await.last().unwrap().body, r#"{"fields":["house"],"round":1}"#);

    portal.clock.advance(Duration::days(4));
    let mut elena = portal.signed_in("elena").await;
    let draft = format!("/applications/{id}");
    journey::save(&mut elena, &draft, "street", &[("house", "9".to_owned())]).await;
    assert_eq!(journey::file(&mut elena, &draft, 2).await.status, 303);
    let corrected = portal.clock.today();
    let back = row(&portal, &id).await;
    assert_eq!((back.status(), back.round, back.clerk.as_deref()), (Status::InReview, 2, Some("clerk0")));
    let due = back.due_on.unwrap();
    let worked = |from: NaiveDate, to: NaiveDate| portal.state.calendar.between(from, to);
    assert_eq!(worked(filed, returned) + worked(corrected, due), 5, "five working days outside the pause");
    assert!(portal.state.calendar.is_working(due));
    let mut clerk = portal.signed_in("clerk0").await;
    let page = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    assert!(page.text_of("#unverified").contains("№ 548"), "terms that nobody has checked are told so");
    let sum = page.all("details.details table tbody tr");
    assert_eq!(sum.iter().filter(|line| line.contains("the clock was stopped")).count(), 4, "{sum:?}");
}

#[tokio::test]
async fn after_the_correction_the_clerk_sees_what_changed() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    pin(&mut clerk, &id, "house", "Такого дома нет").await;
    pin(&mut clerk, &id, "phone", "Телефон не отвечает").await;
    give_back(&portal, &mut clerk, &id).await;
    let draft = format!("/applications/{id}");
    journey::save(&mut elena, &draft, "street", &[("house", "9".to_owned())]).await;
    journey::file(&mut elena, &draft, 2).await;
    let page = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    assert!(page.all("h2").contains(&"What changed since the return".to_owned()));
    let table = page.all("table").into_iter().find(|table| table.contains("Filed before")).unwrap();
    assert!(table.contains("Такого дома нет") && table.contains("7А") && table.contains('9'), "{table}");
    assert!(table.contains("Телефон не отвечает"), "what was remarked and not changed is there too: {table}");
    assert!(!table.contains("Оршанская"), "what is the same is not: {table}");
    assert!(page.all("tr.marked").is_empty(), "the new round begins without remarks");
}

#[tokio::test]
async fn a_correction_into_another_area_goes_to_that_office() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    pin(&mut clerk, &id, "area", "Это другой район").await;
    give_back(&portal, &mut clerk, &id).await;
    let draft = format!("/applications/{id}");
    journey::save(&mut elena, &draft, "place", &[("area", offices()[2].to_string())]).await;
    assert_eq!(journey::file(&mut elena, &draft, 2).await.status, 303);
    let passed = row(&portal, &id).await;
    assert_eq!((passed.office, passed.clerk, passed.status.as_str()), (Some(offices()[2]), None, "filed"));
    assert_eq!(clerk.get(&format!("/office/cases/{id}")).await.status, 404);
    let line = clerk.get("/office?tab=passed&lang=en").await.text_of("tbody tr");
    assert!(line.contains("Pervomaisky"), "{line}");
    let mut other = portal.signed_in("clerk2").await;
    assert_eq!(take(&mut other, &id).await.status, 303);
}

#[tokio::test]
async fn a_stale_page_returns_nothing() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    pin(&mut clerk, &id, "house", "Такого дома нет").await;
    let stale = row(&portal, &id).await.revision;
    clerk.post(&format!("/office/cases/{id}/release"), &[]).await;
    take(&mut clerk, &id).await;
    let answer = clerk.post(&format!("/office/cases/{id}/return"), &[("revision", &stale.to_string())]).await;
    assert_eq!(answer.status, 409);
    for nonsense in ["", "x", "99999999999999999999"] {
        let answer = clerk.post(&format!("/office/cases/{id}/return"), &[("revision", nonsense)]).await;
        assert_eq!(answer.status, 400, "{nonsense}");
    }
    assert!(!kinds(&portal, &id).await.contains(&"returned".to_owned()));
}

#[tokio::test]
async fn a_return_sent_twice_is_one_return_and_one_letter() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    pin(&mut clerk, &id, "house", "Такого дома нет").await;
    let mut again = clerk.clone();
    let (first, second) = tokio::join!(give_back(&portal, &mut clerk, &id), give_back(&portal, &mut again, &id));
    let mut statuses = [first.status, second.status];
    statuses.sort();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(kinds(&portal, &id).await.iter().filter(|kind| *kind == "returned").count(), 1);
    let letters = portal.read(move |conn| akno::store::mails::of_application(conn, &id)).await;
    assert_eq!(letters.len(), 2, "one of the filing, one of the return");
}

/// What the page of the return sends along.
async fn about_to_return(clerk: &mut crate::support::client::Client, id: &str) -> Vec<(&'static str, String)> {
    let page = clerk.get(&format!("/office/cases/{id}/return?lang=en")).await;
    ["revision", "seen", "pinned"].map(|n| (n, page.attribute(&format!("main [name='{n}']"), "value").unwrap())).into()
}

async fn return_seeing(
    clerk: &mut crate::support::client::Client,
    id: &str,
    seen: &[(&'static str, String)],
) -> crate::support::client::Answer {
    let fields: Vec<(&str, &str)> = seen.iter().map(|(name, value)| (*name, value.as_str())).collect();
    clerk.post(&format!("/office/cases/{id}/return"), &fields).await
}

#[tokio::test]
async fn a_case_with_other_remarks_than_were_shown_is_not_returned_and_the_page_shows_them() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    pin(&mut clerk, &id, "house", "Такого дома нет").await;
    let seen = about_to_return(&mut clerk, &id).await;
    pin(&mut clerk, &id, "street", "Такой улицы нет").await;
    let page = return_seeing(&mut clerk, &id, &seen).await;
    assert_eq!(page.status, 409, "{}", page.body);
    assert!(page.body.contains("The remarks changed") && page.body.contains("Такой улицы нет"), "{}", page.body);
    assert_eq!(row(&portal, &id).await.status(), Status::InReview);
    let seen = about_to_return(&mut clerk, &id).await;
    assert_eq!(page.attribute("main [name='pinned']", "value"), Some(seen[2].1.clone()));
    assert_eq!(return_seeing(&mut clerk, &id, &seen).await.status, 303);
    assert_eq!(row(&portal, &id).await.status(), Status::Returned);
}

#[tokio::test]
async fn a_return_of_a_case_that_changed_says_what_happened() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    pin(&mut clerk, &id, "house", "Такого дома нет").await;
    let seen = about_to_return(&mut clerk, &id).await;
    clerk.post(&format!("/office/cases/{id}/release"), &[]).await;
    take(&mut clerk, &id).await;
    let page = return_seeing(&mut clerk, &id, &seen).await;
    assert_eq!(page.status, 409);
    assert!(page.body.contains("Given back") && page.body.contains("Такого дома нет"), "{}", page.body);
    assert_eq!(row(&portal, &id).await.status(), Status::InReview);
    let seen = about_to_return(&mut clerk, &id).await;
    assert_eq!(return_seeing(&mut clerk, &id, &seen).await.status, 303);
}

#[tokio::test]
async fn of_a_return_and_a_new_remark_at_once_nothing_goes_out_unseen() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    pin(&mut clerk, &id, "house", "Такого дома нет").await;
    let seen = about_to_return(&mut clerk, &id).await;
    let (mut one, mut other) = (clerk.clone(), clerk);
    let (returned, pinned) =
        tokio::join!(return_seeing(&mut one, &id, &seen), pin(&mut other, &id, "street", "Такой улицы нет"));
    let mut statuses = [returned.status, pinned.status];
    statuses.sort();
    assert_eq!(statuses, [303, 409], "{} {}", returned.body, pinned.body);
    let subject = id.clone();
    let remarks = portal.read(move |conn| akno::store::applications::remarks(conn, &subject)).await.len();
    let away = row(&portal, &id).await.status() == Status::Returned;
    assert_eq!((away, remarks), if returned.status == 303 { (true, 1) } else { (false, 2) });
}
