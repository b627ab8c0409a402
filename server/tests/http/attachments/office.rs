//! The clerk's side.

use super::{attach, current, pdf, png};
use crate::office::{in_hands, take};
use crate::support::database::counted;
use crate::support::journey::{answers, file, fill_in, id, start};
use crate::support::portal::{COMPANY, Portal};

#[tokio::test]
async fn the_clerk_sees_the_papers_beside_the_form_and_each_look_is_recorded() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    fill_in(&mut elena, &draft, &answers(&portal)).await;
    let (lease, picture) = (pdf("lease"), png());
    attach(&mut elena, &format!("{draft}/attachments"), &[("lease.pdf", &lease), ("plan.png", &picture)]).await;
    file(&mut elena, &draft, 1).await;
    let case = id(&draft);
    let mut clerk = portal.signed_in("clerk0").await;
    take(&mut clerk, &case).await;
    let page = clerk.get(&format!("/office/cases/{case}")).await;
    assert!(page.text_of(".files").contains("lease.pdf"), "{}", page.body);
    assert!(page.all("tbody tr").iter().any(|row| row.contains("lease.pdf, plan.png")), "a row to pin a remark to");
    let shown = page.attribute(".files img.preview", "src").expect("a preview");
    let answer = clerk.get(&shown).await;
    assert_eq!((answer.header("content-type"), answer.bytes.as_slice()), (Some("image/png"), picture.as_slice()));
    assert!(answer.header("content-security-policy").unwrap().ends_with("sandbox"));
    assert_eq!(answer.header("content-disposition"), Some("inline; filename*=UTF-8''plan.png"));
    let paper = current_of(&portal, &case).await;
    let seen = format!(
        "SELECT COUNT(*) AS count FROM audit WHERE action = 'saw' AND subject_kind = 'attachment' AND subject = '{paper}' AND account_id = 'clerk0'"
    );
    assert_eq!(counted(&portal.state.db, &seen).await, 1);
    for who in ["clerk1", "clerk2", "tax", "oleg", "elena"] {
        let mut other = portal.signed_in(who).await;
        assert_eq!(other.get(&shown).await.status, 404, "{who}");
    }
    assert_eq!(portal.client().get(&shown).await.status, 303);
}

/// The second attachment that was filed.
async fn current_of(portal: &Portal, case: &str) -> String {
    let id = case.to_owned();
    portal.read(move |conn| akno::store::attachments::filed(conn, &id, 1)).await.remove(1).row.id
}

#[tokio::test]
async fn the_clerk_who_has_the_case_adds_scans_which_stay_the_offices_own() {
    let portal = Portal::start().await;
    let (case, mut elena, mut clerk) = in_hands(&portal).await;
    let page = format!("/office/cases/{case}/attachments");
    let answer = attach(&mut clerk, &page, &[("scan.pdf", &pdf("scan"))]).await;
    assert_eq!(answer.location(), page);
    assert!(clerk.get(&page).await.text_of(".files").contains("scan.pdf"));
    let shown = clerk.get(&format!("/office/cases/{case}")).await;
    assert!(shown.all(".files").iter().any(|list| list.contains("scan.pdf")), "{}", shown.body);
    let link = shown.attribute(".files a", "href").unwrap();
    assert_eq!(clerk.get(&link).await.status, 200);
    // No part of what the applicant filed, nor theirs to read or to take off.
    assert!(current(&portal, &case).await.is_empty());
    let own = link.replace("/office/cases", "/applications");
    assert_eq!(elena.get(&own).await.status, 404);
    assert_eq!(elena.post(&format!("{own}/removal"), &[]).await.status, 409);
    let refused = attach(&mut clerk, &page, &[("x.exe", b"MZ\x90\0\0\0")]).await;
    assert_eq!(refused.status, 422);
    // A colleague reads; only who has the case adds.
    let mut colleague = portal.signed_in("colleague").await;
    assert!(colleague.get(&page).await.attribute("#attachments-form", "action").is_none());
    assert_eq!(attach(&mut colleague, &page, &[("b.pdf", &pdf("b"))]).await.status, 409);
    let mut other = portal.signed_in("clerk1").await;
    assert_eq!(attach(&mut other, &page, &[("b.pdf", &pdf("b"))]).await.status, 404);
}
