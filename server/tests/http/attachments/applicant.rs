//! The applicant's side.

use super::{attach, current, form, incoming, kept, pdf, png};
use crate::office::{give_back, in_hands, pin, row, take};
use crate::support::journey::{answers, file, fill_in, id, save, start};
use crate::support::portal::{COMPANY, Portal, offices};
use akno::store::applications;
use sha2::{Digest, Sha256};

#[tokio::test]
async fn each_file_is_judged_by_itself_and_what_is_good_is_kept() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let page = format!("{draft}/attachments");
    let tasks = elena.get(&draft).await.text_of("ul.tasks");
    assert!(tasks.contains("ПриложенияНет"), "{tasks}");
    assert!(elena.get(&page).await.text_of("main").contains("договор аренды"));
    let (lease, picture) = (pdf("Аренда"), png());
    let answer = attach(
        &mut elena,
        &page,
        &[
            ("договор.pdf", &lease),
            ("снимок.docx", &picture),
            ("письмо.docm", b"PK\x03\x04 broken"),
            ("virus.exe", b"MZ\x90\0 and so on"),
            ("пусто.pdf", b""),
        ],
    )
    .await;
    assert_eq!(answer.status, 422);
    let errors = answer.all("#error-summary li");
    assert_eq!(errors.len(), 3, "{errors:?}");
    assert!(errors[0].contains("письмо.docm") && errors[0].contains("повреждён"), "{errors:?}");
    assert!(errors[1].contains("virus.exe") && errors[1].contains("программа"), "{errors:?}");
    assert!(errors[2].contains("пусто.pdf") && errors[2].contains("пуст"), "{errors:?}");
    assert_eq!(answer.attribute("#error-summary a", "href").as_deref(), Some("#files"));
    assert!(answer.text_of(".note").contains("«снимок.docx» — это PNG"), "{}", answer.text_of(".note"));
    let names: Vec<String> = current(&portal, &id(&draft)).await.into_iter().map(|one| one.row.name).collect();
    assert_eq!(names, ["договор.pdf", "снимок.png"]);
    assert_eq!((kept(&portal), incoming(&portal)), (2, 0));
    assert!(elena.get(&draft).await.text_of("ul.tasks").contains("Файлов: 2"));
    assert!(elena.get(&format!("{draft}/check")).await.text_of("main").contains("договор.pdf"));

    // What comes back is what was sent, under the type that it has.
    let links = elena.get(&page).await;
    let first = links.attribute(".files a", "href").unwrap();
    let read = elena.get(&first).await;
    assert_eq!((read.status, read.bytes.as_slice()), (200, lease.as_slice()));
    assert_eq!(read.header("content-type"), Some("application/pdf"));
    assert_eq!(read.header("x-content-type-options"), Some("nosniff"));
    assert!(read.header("content-disposition").unwrap().starts_with("inline; filename*=UTF-8''%D0%B4"));
    assert!(read.header("content-security-policy").unwrap().contains("default-src 'none'"));
}

#[tokio::test]
async fn the_same_content_is_kept_once_whoever_sends_it_and_however_often() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let other = start(&mut elena, COMPANY).await;
    let page = format!("{draft}/attachments");
    let bytes = pdf("one");
    let mut again = elena.clone();
    let mut third = elena.clone();
    let (files, elsewhere) = ([("a.pdf", bytes.as_slice())], format!("{other}/attachments"));
    let (one, two, three) = tokio::join!(
        attach(&mut elena, &page, &files),
        attach(&mut again, &page, &files),
        attach(&mut third, &elsewhere, &files)
    );
    assert!([one.status, two.status].iter().all(|status| [200, 303].contains(status)), "{} {}", one.status, two.status);
    assert_eq!(three.status, 303);
    assert_eq!(current(&portal, &id(&draft)).await.len(), 1, "sent twice, attached once");
    assert_eq!(kept(&portal), 1);
    let before = attach(&mut elena, &page, &[("b.pdf", &bytes)]).await;
    assert!(before.text_of(".note").contains("уже приложен"), "{}", before.body);
    assert_eq!(kept(&portal), 1);
}

#[tokio::test]
async fn there_is_an_end_to_how_large_how_many_and_how_much() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let page = format!("{}/attachments", start(&mut elena, COMPANY).await);
    let mut large = pdf("large");
    large.splice(10..10, std::iter::repeat_n(b' ', 25 * 1024 * 1024));
    let answer = attach(&mut elena, &page, &[("large.pdf", &large), ("small.pdf", &pdf("small"))]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text_of("#error-summary").contains("больше 25 МБ"), "{}", answer.text_of("#error-summary"));
    assert!(answer.text_of(".files").contains("small.pdf"), "the other one is kept");
    for number in 1..20 {
        let sent = attach(&mut elena, &page, &[("n.pdf", &pdf(&number.to_string()))]).await;
        assert_eq!(sent.status, 303, "{number}");
    }
    let answer = attach(&mut elena, &page, &[("more.pdf", &pdf("more"))]).await;
    assert!(answer.text_of("#error-summary").contains("больше 20 файлов"), "{}", answer.text_of("#error-summary"));
    assert_eq!((kept(&portal), incoming(&portal)), (20, 0), "what is refused is not kept");
    // All together: five of just under 25 MB are too much.
    let page = format!("{}/attachments", start(&mut elena, COMPANY).await);
    for number in 0..5 {
        let mut bytes = pdf(&format!("heavy {number}"));
        bytes.splice(10..10, std::iter::repeat_n(b' ', 24 * 1024 * 1024));
        let sent = attach(&mut elena, &page, &[("heavy.pdf", &bytes)]).await;
        assert_eq!(sent.status, if number < 4 { 303 } else { 422 }, "{number}");
    }
}

#[tokio::test]
async fn forms_that_are_none_and_names_that_are_paths_do_no_harm() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let page = format!("{draft}/attachments");
    for (media_type, body) in [
        ("application/x-www-form-urlencoded", b"files=x".to_vec()),
        ("multipart/form-data", form(&[("a.pdf", &pdf(""))])),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a".to_vec(),
        ),
    ] {
        let answer = elena.send("POST", &page, Some(media_type), body).await;
        assert!((400..500).contains(&answer.status), "{media_type}: {}", answer.status);
    }
    for nothing in [form(&[]), form(&[("", b"")])] {
        let answer = elena.send("POST", &page, Some("multipart/form-data; boundary=x"), nothing).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text_of("#error-summary").contains("хотя бы один файл"));
    }
    attach(&mut elena, &page, &[("../../../etc/passwd", &pdf("p"))]).await;
    attach(&mut elena, &page, &[("<script>alert(1)</script>.pdf", &pdf("s"))]).await;
    let shown = elena.get(&page).await;
    assert!(shown.all("main script").is_empty() && shown.text_of(".files").contains("passwd"), "{}", shown.body);
    assert_eq!((kept(&portal), incoming(&portal)), (2, 0));
    for gone in ["00000000-0000-7000-8000-000000000000", "%00", "..%2F..%2Fakno.db"] {
        assert_eq!(elena.get(&format!("{page}/{gone}")).await.status, 404, "{gone}");
        assert_eq!(elena.post(&format!("{page}/{gone}/removal"), &[]).await.status, 404, "{gone}");
    }
}

#[tokio::test]
async fn what_is_filed_has_its_hash_in_the_digest_and_is_closed_until_the_office_asks() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let page = format!("{draft}/attachments");
    fill_in(&mut elena, &draft, &answers(&portal)).await;
    let (lease, extra) = (pdf("lease"), pdf("extra"));
    attach(&mut elena, &page, &[("lease.pdf", &lease), ("extra.pdf", &extra)]).await;
    let attached = current(&portal, &id(&draft)).await;
    let extra_id = attached[1].row.id.clone();
    for _ in 0..2 {
        let removed = elena.post(&format!("{page}/{extra_id}/removal"), &[]).await;
        assert_eq!(removed.location(), page, "taken off twice, it is off");
    }
    assert_eq!(elena.get(&format!("{page}/{extra_id}")).await.status, 404);
    assert_eq!(file(&mut elena, &draft, 1).await.status, 303);
    assert!(elena.get(&format!("{draft}/receipt")).await.text_of(".files").contains("lease.pdf"));
    assert!(elena.get(&draft).await.text_of(".files").contains("lease.pdf"));

    // The digest is over the canonical form, with the SHA-256 of what was attached.
    let wanted = id(&draft);
    let filing = portal.read(move |conn| applications::filings(conn, &wanted)).await.remove(0);
    let answers: serde_json::Value = serde_json::from_str(&filing.answers).unwrap();
    let hash = |bytes: &[u8]| akno::random::hex(&Sha256::digest(bytes));
    let form_version = row(&portal, &id(&draft)).await.form_version;
    let canonical = serde_json::json!({
        "procedure": "change-of-location", "form_version": form_version, "unp": COMPANY, "answers": answers,
        "attachments": [{ "name": "lease.pdf", "sha256": hash(&lease) }],
    });
    assert_eq!(filing.digest, hash(canonical.to_string().as_bytes()));

    // Filed is filed.
    let lease_id = attached[0].row.id.clone();
    assert_eq!(attach(&mut elena, &page, &[("late.pdf", &pdf("late"))]).await.status, 409);
    assert_eq!(elena.post(&format!("{page}/{lease_id}/removal"), &[]).await.status, 409);
    assert!(elena.get(&page).await.attribute("#attachments-form", "action").is_none());

    // Returned for something else they stay closed; with a remark on them they open.
    let mut clerk = portal.signed_in("clerk0").await;
    let case = id(&draft);
    take(&mut clerk, &case).await;
    pin(&mut clerk, &case, "house", "Такого дома нет").await;
    give_back(&portal, &mut clerk, &case).await;
    assert_eq!(attach(&mut elena, &page, &[("late.pdf", &pdf("late"))]).await.status, 409);
    save(&mut elena, &draft, "street", &[("house", "9".to_owned())]).await;
    file(&mut elena, &draft, 2).await;
    assert_eq!(pin(&mut clerk, &case, "attachments", "Нужны все страницы").await.status, 303);
    give_back(&portal, &mut clerk, &case).await;
    assert!(elena.get(&draft).await.text_of("main").contains("Нужны все страницы"));
    assert_eq!(elena.post(&format!("{page}/{lease_id}/removal"), &[]).await.status, 303);
    assert_eq!(attach(&mut elena, &page, &[("whole.pdf", &pdf("whole"))]).await.status, 303);
    let new = current(&portal, &case).await.remove(0).row.id;
    assert_eq!(clerk.get(&format!("/office/cases/{case}/attachments/{new}")).await.status, 404, "not filed yet");
    assert_eq!(file(&mut elena, &draft, 3).await.status, 303);
    let seen = clerk.get(&format!("/office/cases/{case}")).await;
    let changed = seen.all("table").into_iter().find(|table| table.contains("Нужны все страницы")).unwrap();
    assert!(changed.contains("lease.pdf") && changed.contains("whole.pdf"), "{changed}");
    // What was filed before is still there to be read.
    assert_eq!(clerk.get(&format!("/office/cases/{case}/attachments/{lease_id}")).await.bytes, lease);
    assert_eq!(elena.get(&format!("{page}/{lease_id}")).await.bytes, lease);
}

#[tokio::test]
async fn a_filing_at_the_same_moment_has_the_file_or_has_it_not_and_its_digest_says_which() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    for _ in 0..5 {
        let draft = start(&mut elena, COMPANY).await;
        fill_in(&mut elena, &draft, &answers(&portal)).await;
        let (mut other, page) = (elena.clone(), format!("{draft}/attachments"));
        let bytes = pdf(&draft);
        let files = [("a.pdf", bytes.as_slice())];
        let (filed, attached) = tokio::join!(file(&mut elena, &draft, 1), attach(&mut other, &page, &files));
        assert_eq!(filed.status, 303, "{}", filed.body);
        let case = row(&portal, &id(&draft)).await;
        let (wanted, round) = (case.id.clone(), case.round);
        let went = portal.read(move |conn| akno::store::attachments::filed(conn, &wanted, round)).await;
        match attached.status {
            303 => assert_eq!(went.len(), 1, "attached before it was filed"),
            409 => assert!(went.is_empty(), "too late"),
            other => panic!("{other}: {}", attached.body),
        }
        let wanted = case.id.clone();
        let filing = portal.read(move |conn| applications::filings(conn, &wanted)).await.remove(0);
        assert_eq!(filing.digest, akno::signing::canonical::digest(&case, &went));
    }
}

#[tokio::test]
async fn nobody_else_sees_attaches_or_takes_off() {
    let portal = Portal::start().await;
    let (case, _, mut clerk) = in_hands(&portal).await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let page = format!("{draft}/attachments");
    attach(&mut elena, &page, &[("a.pdf", &pdf("mine"))]).await;
    let paper = current(&portal, &id(&draft)).await.remove(0).row.id;
    for who in ["oleg", "clerk0", "clerk1", "tax"] {
        let mut other = portal.signed_in(who).await;
        assert_eq!(other.get(&page).await.status, 404, "{who}");
        assert_eq!(attach(&mut other, &page, &[("b.pdf", &pdf("b"))]).await.status, 404, "{who}");
        assert_eq!(other.get(&format!("{page}/{paper}")).await.status, 404, "{who}");
        assert_eq!(other.post(&format!("{page}/{paper}/removal"), &[]).await.status, 404, "{who}");
    }
    assert_eq!(portal.client().get(&page).await.status, 303);
    assert_eq!(attach(&mut portal.client(), &page, &[("b.pdf", &pdf("b"))]).await.status, 401);
    // Nor by way of another application or case.
    let second = start(&mut elena, COMPANY).await;
    assert_eq!(elena.get(&format!("{second}/attachments/{paper}")).await.status, 404);
    assert_eq!(elena.post(&format!("{second}/attachments/{paper}/removal"), &[]).await.status, 404);
    assert_eq!(clerk.get(&format!("/office/cases/{case}/attachments/{paper}")).await.status, 404);
    assert_eq!(current(&portal, &id(&draft)).await.len(), 1);
    assert_eq!(offices().len(), 3);
}
