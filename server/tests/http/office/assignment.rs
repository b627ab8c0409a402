//! `/office/cases/{id}/assignment` and `/release`.

use super::{decide, in_hands, kinds, pin, row, take};
use crate::support::journey;
use crate::support::portal::Portal;
use portal::application::Status;

#[tokio::test]
async fn of_two_clerks_at_once_one_gets_the_case() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let id = journey::id(&journey::filed(&portal, &mut elena).await);
    let (mut one, mut other) = (portal.signed_in("clerk0").await, portal.signed_in("colleague").await);
    let (first, second) = tokio::join!(take(&mut one, &id), take(&mut other, &id));
    let mut statuses = [first.status, second.status];
    statuses.sort();
    assert_eq!(statuses, [303, 409]);
    let lost = if first.status == 409 { first } else { second };
    assert!(lost.text_of("h1").contains("уже взяли"), "{}", lost.body);
    assert_eq!(kinds(&portal, &id).await.iter().filter(|kind| *kind == "taken").count(), 1);
    let taken = row(&portal, &id).await;
    assert_eq!(taken.status(), Status::InReview);
    assert!(["clerk0", "colleague"].contains(&taken.clerk.as_deref().unwrap()));
}

#[tokio::test]
async fn taking_twice_is_taking_once() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    assert_eq!(take(&mut clerk, &id).await.status, 303);
    assert_eq!(kinds(&portal, &id).await.iter().filter(|kind| *kind == "taken").count(), 1);
}

#[tokio::test]
async fn a_case_given_back_can_be_taken_by_a_colleague_with_its_remarks() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    pin(&mut clerk, &id, "house", "Такого дома нет").await;
    assert_eq!(clerk.post(&format!("/office/cases/{id}/release"), &[]).await.status, 303);
    let given_back = row(&portal, &id).await;
    assert_eq!((given_back.status(), given_back.clerk), (Status::Filed, None));
    assert!(given_back.due_on.is_some(), "the clock runs on");
    let mut colleague = portal.signed_in("colleague").await;
    assert_eq!(take(&mut colleague, &id).await.status, 303);
    assert!(colleague.get(&format!("/office/cases/{id}")).await.body.contains("Такого дома нет"));
}

#[tokio::test]
async fn who_does_not_hold_a_case_cannot_act_in_it() {
    let portal = Portal::start().await;
    let (id, mut elena, _) = in_hands(&portal).await;
    let mut colleague = portal.signed_in("colleague").await;
    let mut elsewhere = portal.signed_in("clerk1").await;
    let refuse = [("outcome", "refuse"), ("reasons", "not-entitled"), ("words", "нет")];
    for (client, expected) in [(&mut colleague, 409), (&mut elsewhere, 404), (&mut elena, 404)] {
        assert_eq!(decide(&portal, client, &id, &refuse).await.status, expected);
        assert_eq!(pin(client, &id, "house", "нет").await.status, expected);
        assert_eq!(client.post(&format!("/office/cases/{id}/release"), &[]).await.status, expected);
        assert_eq!(super::give_back(&portal, client, &id).await.status, expected);
        assert_eq!(client.get(&format!("/office/cases/{id}/decision")).await.status, expected);
    }
    assert_eq!(take(&mut colleague, &id).await.status, 409);
    assert_eq!(take(&mut elsewhere, &id).await.status, 404);
    assert_eq!(row(&portal, &id).await.status(), Status::InReview);
}
