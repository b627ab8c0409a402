//! Drafts that were deleted by a person or forgotten, and their way back.

use crate::office::{kinds, row};
use crate::support::journey::{answers, file, fill_in, id, start};
use crate::support::portal::{COMPANY, Portal};
use akno::failure::Failure;
use akno::office::draft_keeping;
use akno::store::mails::{self, MailRow};
use akno::store::{AnyConn, applications};
use chrono::Duration;

async fn newest_mails(portal: &Portal) -> Vec<MailRow> {
    portal.read(|conn| mails::newest(conn, 20)).await
}

async fn warnings(portal: &Portal) -> Vec<MailRow> {
    let mut found = newest_mails(portal).await;
    found.retain(|mail| mail.subject.contains("Черновик будет удалён"));
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_draft_comes_back_with_its_answers() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    fill_in(&mut elena, &draft, &answers(&portal)).await;
    let listed = elena.post_and_follow(&format!("{draft}/deletion"), &[]).await;
    assert!(listed.body.contains(&format!("{draft}/restoration")), "{}", listed.text_of("main"));
    assert_eq!(elena.get(&draft).await.status, 404);
    let back = elena.post(&format!("{draft}/restoration"), &[]).await;
    assert_eq!((back.status, back.location()), (303, draft.as_str()));
    let shown = elena.get(&format!("{draft}/steps/street")).await;
    assert_eq!(shown.attribute("#house", "value").as_deref(), Some("7А"));
    // Pressed twice: it is there already.
    let again = elena.post(&format!("{draft}/restoration"), &[]).await;
    assert_eq!(again.status, 404, "it is no deleted draft any more");
    assert_eq!(elena.get(&draft).await.status, 200);
    assert!(!elena.get("/applications").await.body.contains("/restoration"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_draft_can_be_restored_for_fourteen_days_by_the_companys_people_only() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    elena.post(&format!("{draft}/deletion"), &[]).await;
    for other in ["oleg", "clerk0", "supervisor"] {
        let mut other = portal.signed_in(other).await;
        assert_eq!(other.post(&format!("{draft}/restoration"), &[]).await.status, 404);
    }
    portal.clock.advance(Duration::days(15));
    let mut elena = portal.signed_in("elena").await;
    assert!(!elena.get("/applications").await.body.contains("/restoration"));
    assert_eq!(elena.post(&format!("{draft}/restoration"), &[]).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filed_application_is_not_deleted_as_a_draft() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let case = crate::support::journey::filed(&portal, &mut elena).await;
    assert_ne!(elena.post(&format!("{case}/deletion"), &[]).await.status, 303);
    assert_eq!(elena.get(&case).await.status, 200);
}

#[tokio::test]
async fn one_that_is_filed_between_the_look_and_its_deletion_keeps_its_history() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    fill_in(&mut elena, &draft, &answers(&portal)).await;
    let looked_at = row(&portal, &id(&draft)).await;
    assert_eq!(file(&mut elena, &draft, 1).await.location(), format!("{draft}/receipt"));
    let history = kinds(&portal, &looked_at.id).await;
    // Whoever deletes may go on with the rest, as the worker does: the write is committed.
    let delete =
        move |conn: &mut AnyConn| -> Result<bool, Failure> { Ok(applications::delete_draft(conn, &looked_at)?) };
    assert!(!portal.state.db.write(delete).await.unwrap());
    assert_eq!(kinds(&portal, &id(&draft)).await, history);
    assert_eq!(elena.get(&draft).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_draft_is_deleted_after_ninety_days_and_one_warning() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    portal.clock.advance(Duration::days(75));
    draft_keeping::sweep(&portal.state).await.unwrap();
    assert_eq!(warnings(&portal).await.len(), 0, "too early");
    portal.clock.advance(Duration::days(2));
    draft_keeping::sweep(&portal.state).await.unwrap();
    draft_keeping::sweep(&portal.state).await.unwrap();
    let warned = warnings(&portal).await;
    assert_eq!(warned.len(), 1, "warned once");
    assert!(warned[0].body.contains(&format!("/applications/{}", id(&draft))), "{}", warned[0].body);
    portal.clock.advance(Duration::days(13));
    draft_keeping::sweep(&portal.state).await.unwrap();
    let mut elena = portal.signed_in("elena").await;
    assert_eq!(elena.get(&draft).await.status, 200, "fourteen days between the warning and the end");
    portal.clock.advance(Duration::days(2));
    draft_keeping::sweep(&portal.state).await.unwrap();
    let mut elena = portal.signed_in("elena").await;
    assert_eq!(elena.get(&draft).await.status, 404);
    let listed = elena.get("/applications").await;
    assert!(listed.text_of("main").contains("90 дней"), "{}", listed.text_of("main"));
    assert_eq!(elena.post(&format!("{draft}/restoration"), &[]).await.status, 303);
    // Restored is as good as changed: it does not go at once.
    draft_keeping::sweep(&portal.state).await.unwrap();
    assert_eq!(elena.get(&draft).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn several_nodes_that_look_for_forgotten_drafts_at_once_warn_once() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    start(&mut elena, COMPANY).await;
    portal.clock.advance(Duration::days(80));
    let nodes = (0..8).map(|_| {
        let state = portal.state.clone();
        tokio::spawn(async move { draft_keeping::sweep(&state).await })
    });
    for node in nodes.collect::<Vec<_>>() {
        node.await.unwrap().unwrap();
    }
    assert_eq!(warnings(&portal).await.len(), 1);
    portal.clock.advance(Duration::days(15));
    let nodes = (0..8).map(|_| {
        let state = portal.state.clone();
        tokio::spawn(async move { draft_keeping::sweep(&state).await })
    });
    for node in nodes.collect::<Vec<_>>() {
        node.await.unwrap().unwrap();
    }
    let mut elena = portal.signed_in("elena").await;
    assert!(elena.get("/applications").await.body.contains("/restoration"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_warned_draft_that_is_changed_stays() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    portal.clock.advance(Duration::days(80));
    draft_keeping::sweep(&portal.state).await.unwrap();
    let mut elena = portal.signed_in("elena").await;
    crate::support::journey::save(&mut elena, &draft, "street", &[("street", "Оршанская".to_owned())]).await;
    portal.clock.advance(Duration::days(20));
    draft_keeping::sweep(&portal.state).await.unwrap();
    let mut elena = portal.signed_in("elena").await;
    assert_eq!(elena.get(&draft).await.status, 200);
}
