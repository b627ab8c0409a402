//! `/office/counter` and `/office/counter/{code}`.

use super::{kinds, row, take};
use crate::support::client::{Answer, Client};
use crate::support::journey;
use crate::support::portal::{COMPANY, Portal, offices};
use chrono::{Datelike, NaiveDate};
use portal::application::Status;
use portal::code::grouped;

/// A draft prepared for paper in the area of an office: its path and code.
pub async fn prepared(portal: &Portal, elena: &mut Client, area: i32) -> (String, String) {
    let draft = journey::start(elena, COMPANY).await;
    journey::fill_in(elena, &draft, &journey::answers_in(portal, area)).await;
    assert_eq!(elena.post(&format!("{draft}/paper"), &[]).await.status, 303);
    let code = row(portal, &journey::id(&draft)).await.paper_code.unwrap();
    (draft, code)
}

pub async fn receive(clerk: &mut Client, code: &str, channel: &str, on: NaiveDate, signed: bool) -> Answer {
    let (day, month, year) = (on.day().to_string(), on.month().to_string(), on.year().to_string());
    let mut fields = vec![
        ("channel", channel),
        ("received_on_day", day.as_str()),
        ("received_on_month", month.as_str()),
        ("received_on_year", year.as_str()),
        // Asked for where it was confirmed by phone.
        ("who", "Ковалёва Елена Петровна"),
    ];
    if signed {
        fields.push(("signed", "yes"));
    }
    clerk.post(&format!("/office/counter/{code}"), &fields).await
}

#[tokio::test]
async fn a_paper_is_found_by_its_code_however_it_comes() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let (_, code) = prepared(&portal, &mut elena, offices()[0]).await;
    let mut clerk = portal.signed_in("clerk0").await;
    let scanned = format!("https://akno.example/office/counter/{code}");
    for typed in [code.as_str(), &grouped(&code), &format!(" {code} "), &scanned] {
        let answer = clerk.post("/office/counter", &[("code", typed)]).await;
        assert_eq!((answer.status, answer.location()), (303, format!("/office/counter/{code}").as_str()), "{typed}");
    }
    let page = clerk.get(&format!("/office/counter/{code}?lang=en")).await;
    for said in ["Ёлка-Ўсход", "Елена Ковалёва", "Оршанская", "7А", "The signature is on the paper"]
    {
        assert!(page.body.contains(said), "{said}");
    }
}

#[tokio::test]
async fn a_code_that_is_no_code_is_explained() {
    let portal = Portal::start().await;
    let mut clerk = portal.signed_in("clerk0").await;
    let free = portal::code::code(123_456, 8);
    for (typed, said) in [
        ("", "Type the code"),
        ("12345678", "Check the code"),
        ("<script>alert(1)</script>", "Check the code"),
        (&"9".repeat(9_000), "Check the code"),
        ("48\u{0}21", "Check the code"),
        (&free, "There is no paper with this code"),
    ] {
        let answer = clerk.post("/office/counter?lang=en", &[("code", typed)]).await;
        assert_eq!(answer.status, 422, "{typed}");
        assert!(answer.body.contains(said), "{typed}: {}", answer.body);
        assert!(!answer.body.contains("<script>alert"));
    }
    assert_eq!(clerk.get(&format!("/office/counter/{free}")).await.status, 404);
    let mut elena = portal.signed_in("elena").await;
    assert_eq!(elena.get("/office/counter").await.status, 404);
}

#[tokio::test]
async fn a_received_paper_is_a_case_like_any_other_and_only_once() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let (draft, code) = prepared(&portal, &mut elena, offices()[0]).await;
    let id = journey::id(&draft);
    let mut clerk = portal.signed_in("clerk0").await;
    let mut again = clerk.clone();
    let today = portal.clock.today();
    let (first, second) = tokio::join!(
        receive(&mut clerk, &code, "in_person", today, true),
        receive(&mut again, &code, "in_person", today, true)
    );
    assert_eq!((first.status, second.status), (303, 303));
    let third = receive(&mut clerk, &code, "by_post", today, true).await;
    assert_eq!(third.location(), format!("/office/counter/{code}"));
    let filed = row(&portal, &id).await;
    assert_eq!(
        (filed.status(), filed.channel.as_deref(), filed.filed_on),
        (Status::Filed, Some("in_person"), Some(today))
    );
    assert_eq!((filed.office, filed.round), (Some(offices()[0]), 1));
    assert_eq!(kinds(&portal, &id).await.iter().filter(|kind| *kind == "received").count(), 1);
    let page = clerk.get(&format!("/office/counter/{code}")).await;
    assert!(page.body.contains(&grouped(&filed.number.unwrap())));
    portal.work_done().await;
    let subject = id.clone();
    let (filings, letters, documents) = portal
        .read(move |conn| {
            Ok((
                akno::store::applications::filings(conn, &subject)?,
                akno::store::mails::of_application(conn, &subject)?,
                akno::store::documents::of_application(conn, &subject)?,
            ))
        })
        .await;
    assert_eq!((filings.len(), letters.len(), documents.len()), (1, 1, 1));
    assert_eq!(filings[0].filed_by, None, "the clerk received it, and did not file it");
    assert!(documents[0].bytes.is_some());
    assert_eq!(take(&mut clerk, &id).await.status, 303);
    let case = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    assert!(case.body.contains("The signature on the paper was confirmed by Ирина Быкова"), "{}", case.body);
}

#[tokio::test]
async fn the_day_and_the_signature_are_asked_for() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let (draft, code) = prepared(&portal, &mut elena, offices()[0]).await;
    let mut clerk = portal.signed_in("clerk0").await;
    let today = portal.clock.today();
    let tomorrow = today.succ_opt().unwrap();
    let yesterday = today.pred_opt().unwrap();
    for (channel, on, signed, field) in [
        ("in_person", today, false, "signed"),
        ("in_person", tomorrow, true, "received_on"),
        ("by_post", yesterday, true, "received_on"),
        ("online", today, true, "channel"),
        ("", today, true, "channel"),
    ] {
        let page = receive(&mut clerk, &code, channel, on, signed).await;
        assert_eq!(page.status, 422, "{field}");
        assert!(page.attribute(&format!("main a[href='#{field}']"), "href").is_some(), "{field}: {}", page.body);
    }
    let nonsense = [
        ("channel", "by_post"),
        ("received_on_day", "31"),
        ("received_on_month", "2"),
        ("received_on_year", "9999999999"),
        ("signed", "yes"),
    ];
    let page = clerk.post(&format!("/office/counter/{code}"), &nonsense).await;
    assert_eq!(page.status, 422);
    assert_eq!(
        page.attribute("input[name=received_on_year]", "value").as_deref(),
        Some("9999999999"),
        "what was typed stays"
    );
    assert_eq!(row(&portal, &journey::id(&draft)).await.status(), Status::Prepared);
}

#[tokio::test]
async fn a_letter_that_lay_counts_from_the_day_it_came() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let (draft, code) = prepared(&portal, &mut elena, offices()[0]).await;
    let arrived = portal.clock.today();
    portal.clock.advance(chrono::Duration::days(3));
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(receive(&mut clerk, &code, "by_post", arrived, true).await.status, 303);
    let filed = row(&portal, &journey::id(&draft)).await;
    assert_eq!(filed.filed_on, Some(arrived));
    assert_eq!(portal.state.calendar.between(arrived, filed.due_on.unwrap()), 5);
}

#[tokio::test]
async fn a_paper_whose_draft_was_changed_counts_no_longer() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let (draft, code) = prepared(&portal, &mut elena, offices()[0]).await;
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(clerk.get(&format!("/office/counter/{code}")).await.status, 200);
    let street = [("street_kind", "ул."), ("street", "Оршанская"), ("house", "8"), ("postcode", "213010")];
    journey::save(&mut elena, &draft, "street", &street.map(|(name, value)| (name, value.to_owned()))).await;
    let page = clerk.get(&format!("/office/counter/{code}?lang=en")).await;
    assert_eq!(page.status, 404);
    assert!(page.body.contains("may have been changed after printing"));
    assert_eq!(receive(&mut clerk, &code, "in_person", portal.clock.today(), true).await.status, 404);
    assert_eq!(row(&portal, &journey::id(&draft)).await.status(), Status::Draft);
}

#[tokio::test]
async fn any_counter_receives_and_the_competent_office_gets_the_case() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let (draft, code) = prepared(&portal, &mut elena, offices()[2]).await;
    let id = journey::id(&draft);
    let mut clerk = portal.signed_in("clerk0").await;
    let page = clerk.get(&format!("/office/counter/{code}?lang=en")).await;
    assert!(page.body.contains("Another office decides") && page.body.contains("Pervomaisky"), "{}", page.body);
    assert_eq!(receive(&mut clerk, &code, "in_person", portal.clock.today(), true).await.status, 303);
    assert_eq!(row(&portal, &id).await.office, Some(offices()[2]));
    assert_eq!(clerk.get(&format!("/office/cases/{id}")).await.status, 404);
    let said = clerk.get(&format!("/office/counter/{code}?lang=en")).await;
    assert!(said.body.contains("Pervomaisky") && said.all("main a[href^='/office/cases']").is_empty());
    assert!(clerk.get("/office?tab=passed&lang=en").await.text_of("tbody tr").contains("Pervomaisky"));
    let mut other = portal.signed_in("clerk2").await;
    assert_eq!(take(&mut other, &id).await.status, 303);
}
