//! A draft is begun and described, and others see nothing of it.

use super::{TABLE, begin, passport, revision, row, send, submitted};
use crate::support::portal::Portal;

#[tokio::test(flavor = "multi_thread")]
async fn faults_of_the_passport_stand_at_their_fields_and_nothing_typed_is_lost() {
    let portal = Portal::start().await;
    let mut editor = portal.signed_in("editor").await;
    let draft = begin(&mut editor, "places").await;
    let mut fields = passport();
    fields.retain(|(name, _)| *name != "title_be");
    for (name, value) in &mut fields {
        match *name {
            "contact" => *value = "data".into(),
            "covers_until" => *value = "31.02.2026".into(),
            _ => {}
        }
    }
    fields.push(("revision", revision(&mut editor, &draft).await));
    let answer = send(&mut editor, &format!("{draft}/passport"), &fields).await;
    assert_eq!((answer.status, answer.location()), (303, format!("{draft}/passport?check=1").as_str()));
    let page = editor.get(&format!("{draft}/passport?check=1&lang=en")).await;
    let links = ["a[href='#title_be']", "a[href='#contact']", "a[href='#covers_until']"];
    for link in links {
        assert_eq!(page.all(&format!("#error-summary {link}")).len(), 1, "{link}");
    }
    assert_eq!(page.all("#error-summary li").len(), 3, "{:?}", page.all("#error-summary li"));
    assert_eq!(page.attribute("#contact", "value").as_deref(), Some("data"));
    assert_eq!(page.attribute("#title_ru", "value").as_deref(), Some("Детские площадки ru"));
    // And it does not go to review.
    let seen = revision(&mut editor, &draft).await;
    let answer = editor.post(&format!("{draft}/submission"), &[("revision", &seen)]).await;
    assert_eq!(answer.location(), format!("{draft}?check=1"));
    assert_eq!(row(&portal, &draft).await.status, "draft");
}

#[tokio::test(flavor = "multi_thread")]
async fn others_see_nothing_of_a_councils_drafts() {
    let portal = Portal::start().await;
    let mut editor = portal.signed_in("editor").await;
    let draft = submitted(&mut editor, "places", TABLE).await;
    for who in ["elena", "clerk0", "tax", "editor3"] {
        let mut other = portal.signed_in(who).await;
        for path in [draft.clone(), format!("{draft}/report"), format!("{draft}/passport")] {
            assert_eq!(other.get(&path).await.status, 404, "{who} {path}");
        }
        let stolen = other.post(&format!("{draft}/approval"), &[("revision", "4"), ("when", "now")]).await;
        assert_eq!(stolen.status, 404, "{who}");
    }
    assert_eq!(portal.client().get(&draft).await.status, 303, "nobody in particular is led to the sign-in");
    // A supervisor looks and approves, and writes nothing; an editor has no cases.
    let mut supervisor = portal.signed_in("supervisor").await;
    assert_eq!(supervisor.get(&draft).await.status, 200);
    for path in ["/passport", "/file", "/columns"] {
        assert_eq!(supervisor.get(&format!("{draft}{path}")).await.status, 404, "{path}");
    }
    assert_eq!(supervisor.get("/office/data/new").await.status, 404);
    for path in ["/office", "/office/counter", "/office/payments", "/applications/x"] {
        assert_eq!(editor.get(path).await.status, 404, "{path}");
    }
    let signed_in = portal
        .client()
        .post("/sign-in", &[("email", "editor@akno.example"), ("password", crate::support::portal::PASSWORD)])
        .await;
    assert_eq!(signed_in.location(), "/office/data");
}

#[tokio::test(flavor = "multi_thread")]
async fn names_of_sets_are_checked_and_begun_once() {
    let portal = Portal::start().await;
    let mut editor = portal.signed_in("editor").await;
    let id = editor.get("/office/data/new").await.attribute("input[name=id]", "value").unwrap();
    for name in ["", "школы", "a/b", "reception"] {
        let answer = editor.post("/office/data/new", &[("id", &id), ("name", name)]).await;
        assert_eq!(answer.status, 422, "{name}");
        assert_eq!(answer.attribute("#name", "value").as_deref(), Some(name), "what was typed is not lost");
    }
    let first = editor.post("/office/data/new", &[("id", &id), ("name", "places")]).await;
    let again = editor.post("/office/data/new", &[("id", &id), ("name", "places")]).await;
    assert_eq!((first.status, first.location()), (303, again.location()), "sent twice, begun once");
    let other = editor.get("/office/data/new").await.attribute("input[name=id]", "value").unwrap();
    assert_eq!(editor.post("/office/data/new", &[("id", &other), ("name", "places")]).await.status, 422);
}
