//! A clerk marks a bill paid from the payment document.

use super::{bill, notice, pay};
use crate::liquidation::boxes;
use crate::office::{give_back, kinds, pin, row, take};
use crate::support::database::counted;
use crate::support::portal::Portal;
use chrono::Duration;

const PAYMENTS: &str = "SELECT COUNT(*) AS count FROM payments";

#[tokio::test]
async fn marked_at_once_by_many_it_is_paid_once() {
    let portal = Portal::start().await;
    let (id, _) = notice(&portal).await;
    let clerk = portal.signed_in("clerk0").await;
    let today = portal.clock.today();
    let marking = |document: &'static str| {
        let (mut clerk, id) = (clerk.clone(), id.clone());
        tokio::spawn(async move { pay(&mut clerk, &id, today, document).await.status })
    };
    let same: Vec<_> = (0..12).map(|_| marking("15")).collect();
    for status in same {
        assert_eq!(status.await.unwrap(), 303, "the same document says the same");
    }
    assert_eq!(marking("16").await.unwrap(), 409, "another document is another payment");
    assert_eq!(counted(&portal.state.db, PAYMENTS).await, 1);
    assert_eq!(kinds(&portal, &id).await.iter().filter(|kind| *kind == "paid").count(), 1);
    let audited = "SELECT COUNT(*) AS count FROM audit WHERE action = 'paid'";
    assert_eq!(counted(&portal.state.db, audited).await, 1);
    assert_eq!(bill(&portal, &id).await.payment.unwrap().document, "15");
}

#[tokio::test]
async fn of_different_documents_at_once_one_counts() {
    let portal = Portal::start().await;
    let (id, _) = notice(&portal).await;
    let clerk = portal.signed_in("clerk0").await;
    let today = portal.clock.today();
    let marked: Vec<_> = (0..8)
        .map(|n| {
            let (mut clerk, id) = (clerk.clone(), id.clone());
            tokio::spawn(async move { pay(&mut clerk, &id, today, &n.to_string()).await.status })
        })
        .collect();
    let mut statuses = Vec::new();
    for status in marked {
        statuses.push(status.await.unwrap());
    }
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| [303, 409].contains(status)), "{statuses:?}");
    assert_eq!(counted(&portal.state.db, PAYMENTS).await, 1);
}

#[tokio::test]
async fn what_is_wrong_with_the_form_is_told_at_the_field_and_nothing_is_lost() {
    let portal = Portal::start().await;
    let (id, _) = notice(&portal).await;
    let mut clerk = portal.signed_in("clerk0").await;
    let today = portal.clock.today();
    let hostile = "\"><script>alert(1)</script>";
    for (day, document, anchor) in [
        (today + Duration::days(1), "15", "#paid_on"),
        (today - Duration::days(1), "15", "#paid_on"),
        (today, " ", "#document"),
        (today, &"1".repeat(41), "#document"),
        (today + Duration::days(1), hostile, "#paid_on"),
    ] {
        let answer = pay(&mut clerk, &id, day, document).await;
        assert_eq!(answer.status, 422, "{day} {document}");
        assert!(answer.attribute(&format!("[role=alert] a[href='{anchor}']"), "href").is_some(), "{}", answer.body);
        assert_eq!(answer.attribute("input[name=document]", "value").as_deref(), Some(document));
        assert!(!answer.body.contains("<script>alert"));
    }
    let mut fields = boxes(["paid_on_day", "paid_on_month", "paid_on_year"], today);
    fields[1].1 = "13".to_owned();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = clerk.post(&format!("/office/cases/{id}/payment"), &fields).await;
    assert_eq!((answer.status, answer.attribute("input[name=paid_on_month]", "value")), (422, Some("13".to_owned())));
    assert_eq!(counted(&portal.state.db, PAYMENTS).await, 0);
}

#[tokio::test]
async fn only_the_office_of_the_case_marks_it() {
    let portal = Portal::start().await;
    let (id, mut elena) = notice(&portal).await;
    let today = portal.clock.today();
    for who in ["clerk1", "tax"] {
        let mut stranger = portal.signed_in(who).await;
        assert_eq!(pay(&mut stranger, &id, today, "15").await.status, 404, "{who}");
    }
    assert_eq!(pay(&mut elena, &id, today, "15").await.status, 404);
    assert_eq!(counted(&portal.state.db, PAYMENTS).await, 0);
    let mut supervisor = portal.signed_in("supervisor").await;
    assert_eq!(pay(&mut supervisor, &id, today, "15").await.status, 303);
}

#[tokio::test]
async fn a_payment_while_the_case_is_with_the_applicant_starts_the_term_when_it_comes_back() {
    let portal = Portal::start().await;
    let (id, mut elena) = notice(&portal).await;
    let mut clerk = portal.signed_in("clerk0").await;
    take(&mut clerk, &id).await;
    assert_eq!(pin(&mut clerk, &id, "claims_address", "Нет номера дома").await.status, 303);
    assert_eq!(give_back(&portal, &mut clerk, &id).await.status, 303);
    let tasks = elena.get(&format!("/applications/{id}")).await;
    assert!(tasks.all(&format!("a[href='/applications/{id}/bill']")).len() == 1, "what is owed is told");
    let paid_on = portal.clock.today();
    assert_eq!(pay(&mut clerk, &id, paid_on, "15").await.status, 303);
    assert_eq!(row(&portal, &id).await.due_on, None, "the clock stands still");
    let draft = format!("/applications/{id}");
    let fields = [
        ("claims_months", "2"),
        ("claims_address", "213010, г. Шклов, ул. Ленинская, 11"),
        ("claims_phone", "+375 29 123-45-67"),
    ];
    assert_eq!(elena.post(&format!("{draft}/steps/claims"), &fields).await.status, 303);
    let again = elena.post(&format!("{draft}/filing"), &[("confirmed", "yes"), ("round", "2")]).await;
    assert_eq!(again.location(), format!("{draft}/receipt"));
    let due = row(&portal, &id).await.due_on.unwrap();
    assert_eq!(portal.state.calendar.between(paid_on, due), 5);
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM bills").await, 1, "billed once");
}
