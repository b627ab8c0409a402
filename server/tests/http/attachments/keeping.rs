//! What becomes of files in time, and in the copy of one's data.

use super::{attach, current, kept, pdf};
use crate::support::client::encode;
use crate::support::journey::{answers, file, fill_in, id, start};
use crate::support::portal::{COMPANY, Portal};
use akno::failure::Failure;
use akno::office::attachment_keeping::sweep;
use akno::store::{AnyConn, attachments};
use chrono::Duration;

/// Sweeps until so many files are left; the worker may be sweeping at the same time.
async fn swept_to(portal: &Portal, left: usize) {
    for _ in 0..100 {
        sweep(&portal.state).await.unwrap();
        if kept(portal) == left {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{} files are left, not {left}", kept(portal));
}

#[tokio::test]
async fn what_nobody_refers_to_is_swept_away_and_what_was_filed_stays() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let page = format!("{draft}/attachments");
    fill_in(&mut elena, &draft, &answers(&portal)).await;
    let (filed, off, shared) = (pdf("filed"), pdf("off"), pdf("shared"));
    attach(&mut elena, &page, &[("filed.pdf", &filed), ("off.pdf", &off), ("shared.pdf", &shared)]).await;
    for one in current(&portal, &id(&draft)).await.iter().skip(1) {
        elena.post(&format!("{page}/{}/removal", one.row.id), &[]).await;
    }
    file(&mut elena, &draft, 1).await;
    let other = start(&mut elena, COMPANY).await;
    attach(&mut elena, &format!("{other}/attachments"), &[("same.pdf", &shared)]).await;
    // An upload that is never gone on with, and bytes without a row.
    let body = format!("name={}&size=100&mark=1", encode("x.pdf"));
    let form = "application/x-www-form-urlencoded";
    let begun = elena.send("POST", &format!("{draft}/uploads"), Some(form), body.clone().into_bytes()).await;
    assert_eq!(begun.status, 409, "filed");
    let begun = elena.send("POST", &format!("{other}/uploads"), Some(form), body.into_bytes()).await;
    let upload = serde_json::from_str::<serde_json::Value>(&begun.body).unwrap()["upload"].as_str().unwrap().to_owned();
    let mut piece = elena.clone().with_header("upload-offset", "0");
    piece.send("PATCH", &upload, Some("application/octet-stream"), b"half".to_vec()).await;
    portal.state.files.keep("attached/zz/orphan", &b"orphan"[..]).await.unwrap();
    assert_eq!(kept(&portal), 5);

    sweep(&portal.state).await.unwrap();
    assert_eq!(kept(&portal), 5, "everything is new");
    portal.clock.advance(Duration::hours(49));
    // What was filed, and what is attached elsewhere.
    swept_to(&portal, 2).await;
    let mut elena = portal.signed_in("elena").await;
    assert_eq!(elena.get(&upload).await.status, 404);
    let paper = current_name(&portal, &id(&other)).await;
    assert_eq!(elena.get(&format!("{other}/attachments/{paper}")).await.bytes, shared);
    // The same content comes again: it is kept again.
    assert_eq!(attach(&mut elena, &format!("{other}/attachments"), &[("off.pdf", &off)]).await.status, 303);
    assert_eq!(kept(&portal), 3);
}

async fn current_name(portal: &Portal, application: &str) -> String {
    current(portal, application).await.remove(0).row.id
}

#[tokio::test]
async fn a_deleted_draft_comes_back_with_its_papers_and_a_forgotten_one_takes_them_along() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    attach(&mut elena, &format!("{draft}/attachments"), &[("a.pdf", &pdf("a"))]).await;
    elena.post(&format!("{draft}/deletion"), &[]).await;
    assert_eq!(elena.get(&format!("{draft}/attachments")).await.status, 404);
    portal.clock.advance(Duration::days(10));
    sweep(&portal.state).await.unwrap();
    let mut elena = portal.signed_in("elena").await;
    assert_eq!(elena.post(&format!("{draft}/restoration"), &[]).await.status, 303);
    assert!(elena.get(&format!("{draft}/attachments")).await.text_of(".files").contains("a.pdf"));
    elena.post(&format!("{draft}/deletion"), &[]).await;
    portal.clock.advance(Duration::days(15));
    akno::office::draft_keeping::sweep(&portal.state).await.unwrap();
    swept_to(&portal, 0).await;
}

#[tokio::test]
async fn the_worker_sweeps_once_a_day() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    attach(&mut elena, &format!("{draft}/attachments"), &[("a.pdf", &pdf("a"))]).await;
    portal.clock.advance(Duration::minutes(61));
    let jobs = "SELECT COUNT(*) AS count FROM jobs WHERE kind = 'sweep_files' AND done_at IS NOT NULL";
    let done = || crate::support::database::counted(&portal.state.db, jobs);
    for _ in 0..600 {
        if done().await > 0 {
            break;
        }
        portal.state.work.notify_one();
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(done().await, 1);
}

#[tokio::test]
async fn the_copy_of_ones_data_lists_what_one_attached_and_it_outlives_the_account() {
    let portal = Portal::start().await;
    let (mut elena, mut oleg) = crate::rights::given(&portal, "file").await;
    let draft = start(&mut oleg, COMPANY).await;
    fill_in(&mut oleg, &draft, &answers(&portal)).await;
    let bytes = pdf("kept");
    attach(&mut oleg, &format!("{draft}/attachments"), &[("kept.pdf", &bytes)]).await;
    file(&mut oleg, &draft, 1).await;
    let copy: serde_json::Value = serde_json::from_str(&oleg.get("/account/data").await.body).unwrap();
    assert_eq!(copy["attachments"][0]["name"], "kept.pdf");
    assert_eq!(copy["attachments"][0]["sha256"].as_str().unwrap().len(), 64);
    assert!(!elena.get("/account/data").await.body.contains("kept.pdf"));
    let closed = oleg.post("/account/closure", &[("password", crate::support::portal::PASSWORD)]).await;
    assert_eq!(closed.status, 303);
    portal.clock.advance(Duration::days(30));
    sweep(&portal.state).await.unwrap();
    let mut elena = portal.signed_in("elena").await;
    let link = elena.get(&draft).await.attribute(".files a", "href").unwrap();
    assert_eq!(elena.get(&link).await.bytes, bytes);
}

#[tokio::test]
async fn a_content_swept_away_between_the_look_and_the_write_is_kept_anew() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let page = format!("{draft}/attachments");
    attach(&mut elena, &page, &[("a.pdf", &pdf("a"))]).await;
    let one = current(&portal, &id(&draft)).await.remove(0);
    elena.post(&format!("{page}/{}/removal", one.row.id), &[]).await;
    portal.clock.advance(Duration::hours(25));
    let (sending, sweeping) = {
        let mut elena = portal.signed_in("elena").await;
        let (page, state) = (page.clone(), portal.state.clone());
        (
            tokio::spawn(async move { attach(&mut elena, &page, &[("a.pdf", &pdf("a"))]).await.status }),
            tokio::spawn(async move { sweep(&state).await }),
        )
    };
    assert_eq!(sending.await.unwrap(), 303);
    // The sweep may have been refused by the database; it comes again.
    let _ = sweeping.await.unwrap();
    let paper = current_name(&portal, &id(&draft)).await;
    let mut elena = portal.signed_in("elena").await;
    assert_eq!(elena.get(&format!("{page}/{paper}")).await.bytes, pdf("a"));
    let load = move |conn: &mut AnyConn| Ok::<_, Failure>(attachments::file(conn, &one.row.digest)?);
    assert!(portal.state.db.read(load).await.unwrap().is_some());
}
