//! Typing for a person who came with nothing prepared: `/office/counter/drafts`.

use super::counter::receive;
use super::lists::shown;
use super::{decide, kinds, row, take};
use crate::support::client::{Answer, Client, encode};
use crate::support::database::counted;
use crate::support::journey;
use crate::support::portal::{COMPANY, EXCLUDED, Portal};
use akno::failure::Failure;
use akno::office::draft_keeping;
use akno::store::schema::mandates::dsl;
use akno::store::{AnyConn, documents, mails};
use chrono::Duration;
use diesel::prelude::*;
use portal::application::Status;

async fn begin(clerk: &mut Client, procedure: &str, unp: &str, lang: &str) -> Answer {
    clerk.post("/office/counter/drafts", &[("procedure", procedure), ("unp", unp), ("lang", lang)]).await
}

/// A draft of a move of Elena's company, typed by `clerk0` and ready to be signed: its path, its code, the clerk.
async fn typed(portal: &Portal) -> (String, String, Client) {
    let mut clerk = portal.signed_in("clerk0").await;
    let begun = begin(&mut clerk, "change-of-location", &COMPANY.to_string(), "be").await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    let draft = begun.location().to_owned();
    journey::fill_in(&mut clerk, &draft, &journey::answers(portal)).await;
    assert_eq!(clerk.post(&format!("{draft}/paper"), &[]).await.location(), format!("{draft}/paper"));
    let code = row(portal, &journey::id(&draft)).await.paper_code.unwrap();
    (draft, code, clerk)
}

#[tokio::test]
async fn what_a_clerk_types_is_filed_by_the_person_and_received_like_any_paper() {
    let portal = Portal::start().await;
    let (draft, code, mut clerk) = typed(&portal).await;
    let id = journey::id(&draft);
    let tasks = clerk.get(&format!("{draft}?lang=en")).await;
    let text = tasks.text_of("main");
    assert!(text.contains("They file it themselves") && text.contains("Check and prepare the paper"), "{}", tasks.body);
    let check = clerk.get(&format!("{draft}/check?lang=en")).await;
    assert!(
        check.text_of("main").contains("Read the answers aloud") && check.all("input[name='confirmed']").is_empty()
    );
    assert_eq!(journey::file(&mut clerk, &draft, 1).await.status, 404, "nothing is filed under a clerk's name");
    let paper = clerk.get(&format!("{draft}/paper?lang=en")).await;
    assert!(paper.attribute(&format!("main a[href='/office/counter/{code}']"), "href").is_some(), "{}", paper.body);
    assert_eq!(clerk.get(&format!("{draft}/paper.pdf")).await.header("content-type"), Some("application/pdf"));

    // Until it is received it is nobody's but the office's.
    let mut elena = portal.signed_in("elena").await;
    let mut elsewhere = portal.signed_in("clerk1").await;
    for path in [draft.clone(), format!("{draft}/check"), format!("{draft}/paper"), format!("{draft}/steps/street")] {
        assert_eq!(elena.get(&path).await.status, 404, "{path}");
        assert_eq!(elsewhere.get(&path).await.status, 404, "{path}");
    }
    assert_eq!(journey::save(&mut elena, &draft, "street", &[("house", "9".to_owned())]).await.status, 404);
    assert!(!elena.get("/applications").await.body.contains(&id) && !elena.get("/").await.body.contains(&id));
    assert!(!elena.get(&format!("/businesses/{COMPANY}")).await.body.contains(&id));
    assert!(!clerk.get("/applications").await.body.contains(&id), "nor is it the clerk's own");
    assert_eq!(elsewhere.get(&format!("/office/counter/{code}")).await.status, 404);
    let today = portal.clock.today();
    assert_eq!(receive(&mut elsewhere, &code, "in_person", today, true).await.status, 404);
    let list = clerk.get("/office/counter/drafts?lang=en").await;
    assert!(
        list.body.contains(&format!("/office/counter/{code}")) && list.body.contains("Ирина Быкова"),
        "{}",
        list.body
    );
    assert!(!elsewhere.get("/office/counter/drafts").await.body.contains(&code));

    let counter = clerk.get(&format!("/office/counter/{code}?lang=en")).await;
    assert!(counter.text_of("main").contains("Typed by"), "{}", counter.body);
    let received = receive(&mut clerk, &code, "in_person", today, true).await;
    assert_eq!(received.location(), format!("/office/counter/{code}"), "{}", received.body);
    let case = row(&portal, &id).await;
    assert_eq!((case.status(), case.channel.as_deref(), case.round), (Status::Filed, Some("in_person"), 1));
    assert_eq!(kinds(&portal, &id).await, ["started", "prepared", "received"]);
    let subject = id.clone();
    let receipt = portal.read(move |conn| documents::of_application(conn, &subject)).await.remove(0);
    assert_eq!(receipt.lang, "be", "the language that the person chose");
    let subject = id.clone();
    let told = portal.read(move |conn| mails::of_application(conn, &subject)).await;
    assert!(told.iter().all(|mail| mail.account_id.as_deref() != Some("clerk0")), "the clerk is told nothing");
    // It is the company's from now on, and the clerk has it as a case alone.
    assert_eq!(elena.get(&draft).await.status, 200);
    assert_eq!(clerk.get(&draft).await.status, 404);
    let page = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    assert!(page.text_of("main").contains("Typed by") && page.body.contains("Ирина Быкова"), "{}", page.body);
    assert_eq!(
        counted(&portal.state.db, "SELECT COUNT(*) AS count FROM counter_drafts").await,
        1,
        "who typed it stays"
    );
}

#[tokio::test]
async fn a_case_typed_at_the_counter_is_listed_and_found_by_whom_it_is_for_and_not_by_the_clerk_who_typed_it() {
    let portal = Portal::start().await;
    let (draft, code, mut clerk) = typed(&portal).await;
    let id = journey::id(&draft);
    receive(&mut clerk, &code, "in_person", portal.clock.today(), true).await;
    assert_eq!(row(&portal, &id).await.status(), Status::Filed);
    assert_eq!(clerk.post("/office/settings", &[("columns", "applicant")]).await.status, 303);
    let list = clerk.get("/office?tab=queue&lang=en").await;
    assert_eq!(list.all("tbody tr").len(), 1, "{}", list.body);
    let filer = list.text_of("tbody tr td:last-child");
    assert!(filer.contains("Ёлка-Ўсход"), "{filer}");
    assert!(!list.text_of("tbody").contains("Ирина Быкова"), "{}", list.body);
    for query in ["елка", &COMPANY.to_string()] {
        let found = shown(&mut clerk, &format!("/office?q={}", encode(query))).await;
        assert_eq!(found, std::slice::from_ref(&id), "{query}");
    }
    // Words of two letters are in no index: each case is looked at.
    for query in ["быкова", "Ирина", "ирина бык", "ир на бы"] {
        assert!(shown(&mut clerk, &format!("/office?q={}", encode(query))).await.is_empty(), "{query}");
    }
}

#[tokio::test]
async fn a_founder_without_an_account_is_typed_for_and_nobody_has_it_online() {
    let portal = Portal::start().await;
    let mut clerk = portal.signed_in("clerk0").await;
    let begun = begin(&mut clerk, "name-approval", "", "ru").await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    let draft = begun.location().to_owned();
    let answers = crate::founding::name_approval::answers("Росная луговина", None);
    journey::fill_in(&mut clerk, &draft, &answers).await;
    clerk.post(&format!("{draft}/paper"), &[]).await;
    let id = journey::id(&draft);
    let code = row(&portal, &id).await.paper_code.unwrap();
    let received = receive(&mut clerk, &code, "in_person", portal.clock.today(), true).await;
    assert_eq!(received.status, 303, "{}", received.body);
    assert_eq!(row(&portal, &id).await.status(), Status::Filed);
    for who in ["clerk0", "clerk1", "elena", "oleg"] {
        assert_eq!(portal.signed_in(who).await.get(&draft).await.status, 404, "{who}");
    }
    let subject = id.clone();
    assert!(
        portal.read(move |conn| mails::of_application(conn, &subject)).await.is_empty(),
        "there is nobody to write to"
    );
    assert_eq!(clerk.get(&format!("/office/cases/{id}")).await.status, 200);
}

#[tokio::test]
async fn the_way_to_the_paper_of_what_is_typed_is_one_button_behind_the_check() {
    let portal = Portal::start().await;
    let mut clerk = portal.signed_in("clerk0").await;
    let draft = begin(&mut clerk, "change-of-location", &COMPANY.to_string(), "be").await.location().to_owned();
    journey::fill_in(&mut clerk, &draft, &journey::answers(&portal)).await;
    let link = format!("main a[href='{draft}/paper']");
    assert!(clerk.get(&draft).await.all(&link).is_empty());
    let check = clerk.get(&format!("{draft}/check")).await;
    assert!(check.all(&link).is_empty(), "{}", check.body);
    assert_eq!(check.all(&format!("main form[action='{draft}/paper'] button")).len(), 1, "{}", check.body);
}

/// From now on nobody acts for Elena's company.
async fn nobody_acts(portal: &Portal) {
    let now = portal.clock.now();
    let revoke = move |conn: &mut AnyConn| {
        let of_company = dsl::mandates.filter(dsl::unp.eq(COMPANY));
        Ok::<_, Failure>(diesel::update(of_company).set(dsl::revoked_at.eq(now)).execute(conn)?)
    };
    portal.state.db.write(revoke).await.unwrap();
}

#[tokio::test]
async fn no_letter_is_promised_either_to_whoever_confirms_a_decision_or_opens_a_case_again() {
    let portal = Portal::start().await;
    let (draft, code, mut clerk) = typed(&portal).await;
    let id = journey::id(&draft);
    let mut supervisor = portal.signed_in("supervisor").await;
    let second = [("procedure", "change-of-location"), ("needs", "refuse")];
    assert_eq!(supervisor.post("/office/second-person", &second).await.status, 303);
    assert_eq!(receive(&mut clerk, &code, "in_person", portal.clock.today(), true).await.status, 303);
    assert_eq!(take(&mut clerk, &id).await.status, 303);
    let refuse = [("outcome", "refuse"), ("reasons", "not-entitled"), ("words", "Нет права")];
    assert_eq!(decide(&portal, &mut clerk, &id, &refuse).await.status, 303);
    let confirmation = format!("/office/cases/{id}/confirmation");
    let text = supervisor.get(&format!("{confirmation}?lang=en")).await.text_of("main");
    assert!(text.contains("the applicant gets the letter") && !text.contains("nobody to email"), "{text}");
    nobody_acts(&portal).await;
    let text = supervisor.get(&confirmation).await.text_of("main");
    assert!(!text.contains("the applicant gets the letter") && text.contains("nobody to email"), "{text}");
    let revision = row(&portal, &id).await.revision.to_string();
    let confirmed = supervisor.post(&confirmation, &[("what", "confirm"), ("revision", &revision)]).await;
    assert_eq!(confirmed.status, 303, "{}", confirmed.body);
    let text = supervisor.get(&format!("/office/cases/{id}/reopening")).await.text_of("main");
    assert!(!text.contains("a notice and a letter") && text.contains("nobody to email"), "{text}");
}

#[tokio::test]
async fn nobody_is_promised_a_letter_where_nobody_acts_for_the_applicant() {
    let portal = Portal::start().await;
    let (draft, code, mut clerk) = typed(&portal).await;
    let (id, counter) = (journey::id(&draft), format!("/office/counter/{code}"));
    let before = clerk.get(&format!("{counter}?lang=en")).await.text_of("main");
    assert!(before.contains("the applicant an email with it") && !before.contains("nobody to email"), "{before}");
    nobody_acts(&portal).await;
    let before = clerk.get(&counter).await.text_of("main");
    assert!(before.contains("There is nobody to email") && !before.contains("an email with it"), "{before}");
    assert_eq!(receive(&mut clerk, &code, "in_person", portal.clock.today(), true).await.status, 303);

    // The receipt is there to be printed at once, made or in the making.
    let after = clerk.get(&counter).await;
    let text = after.text_of("main");
    assert!(text.contains("There is nobody to email") && !text.contains("on its way"), "{text}");
    assert!(text.contains("Keep the paper with the case"), "{text}");
    let receipt = after.attribute(&format!("main a[href^='/office/cases/{id}/documents/']"), "href");
    let status = clerk.get(&receipt.unwrap()).await.status;
    assert!([200, 202].contains(&status), "{status}");
    assert_eq!(take(&mut clerk, &id).await.status, 303);
    let case = format!("/office/cases/{id}");
    for (page, said, promised) in [
        ("decision", "There is nobody to email", "will get an email"),
        ("mending/house", "There is nobody to email", "The applicant is told"),
        ("messages", "nobody gets it", "Everybody who acts"),
    ] {
        let text = clerk.get(&format!("{case}/{page}")).await.text_of("main");
        assert!(text.contains(said) && !text.contains(promised), "{page}: {text}");
    }
    let text = clerk.get(&case).await.text_of("main");
    assert!(text.contains("The signature on the paper was confirmed by Ирина Быкова"), "{text}");
    portal.work_done().await;
    assert!(portal.read(move |conn| mails::of_application(conn, &id)).await.is_empty());
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_only_staff_begins() {
    let portal = Portal::start().await;
    let mut clerk = portal.signed_in("clerk0").await;
    let (company, excluded) = (COMPANY.to_string(), EXCLUDED.to_string());
    let hostile = "<script>alert(1)</script>";
    for (procedure, unp, lang, at) in [
        ("", company.as_str(), "ru", "procedure"),
        (hostile, &company, "ru", "procedure"),
        ("change-of-location", "", "ru", "unp"),
        ("change-of-location", hostile, "ru", "unp"),
        ("change-of-location", "\0", "ru", "unp"),
        ("change-of-location", &"9".repeat(9_000), "ru", "unp"),
        ("change-of-location", "791397356", "ru", "unp"),
        ("change-of-location", &excluded, "ru", "unp"),
        ("change-of-location", &company, "xx", "lang"),
    ] {
        let page = begin(&mut clerk, procedure, unp, lang).await;
        assert_eq!(page.status, 422, "{procedure} {at}");
        assert!(page.attribute(&format!("main a[href='#{at}']"), "href").is_some(), "{at}: {}", page.body);
        assert!(!page.body.contains("<script>alert"), "{}", page.body);
    }
    // A clerk is not sent to the registering body.
    let page = begin(&mut clerk, "change-of-location", &excluded, "ru").await.text_of("main");
    assert!(page.contains("Организации больше нет в регистре"), "{page}");
    assert!(!page.contains("обратитесь в регистрирующий орган"), "{page}");
    let mut elena = portal.signed_in("elena").await;
    assert_eq!(elena.get("/office/counter/drafts").await.status, 404);
    assert_eq!(begin(&mut elena, "change-of-location", &company, "ru").await.status, 404);
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM counter_drafts").await, 0);
}

#[tokio::test]
async fn what_is_not_received_is_gone_after_a_day_and_what_is_deleted_at_once() {
    let portal = Portal::start().await;
    let (draft, code, mut clerk) = typed(&portal).await;
    let mut elena = portal.signed_in("elena").await;
    let own = journey::start(&mut elena, COMPANY).await;
    let open = begin(&mut clerk, "change-of-location", &COMPANY.to_string(), "ru").await.location().to_owned();
    assert_eq!(clerk.post(&format!("{open}/deletion"), &[]).await.location(), "/office/counter/drafts");
    assert_eq!(clerk.get(&open).await.status, 404);
    assert_eq!(
        counted(&portal.state.db, "SELECT COUNT(*) AS count FROM deleted_drafts").await,
        0,
        "nobody restores it"
    );
    portal.clock.advance(Duration::hours(23));
    draft_keeping::sweep(&portal.state).await.unwrap();
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(clerk.get(&draft).await.status, 200);
    portal.clock.advance(Duration::hours(2));
    for _ in 0..2 {
        draft_keeping::sweep(&portal.state).await.unwrap();
    }
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(clerk.get(&draft).await.status, 404);
    assert_eq!(clerk.get(&format!("/office/counter/{code}")).await.status, 404);
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM counter_drafts").await, 0);
    assert_eq!(portal.signed_in("elena").await.get(&own).await.status, 200, "a draft of somebody's own stays");
}
