//! A copy of everything that is kept about a person, the mails they were sent, and closing the account.

use crate::founding::{begin, legal_entity};
use crate::office::{in_hands, row};
use crate::rights::given;
use crate::support::database::Rival;
use crate::support::journey::{answers, file, filed, fill_in, id, start};
use crate::support::portal::{COMPANY, PASSWORD, Portal, email, sign_in};
use akno::failure::Failure;
use akno::store::{AnyConn, accounts, applications, mails, mandates};
use serde_json::Value;

#[tokio::test]
async fn the_copy_has_everything_of_the_person_and_no_secret() {
    let portal = Portal::start().await;
    let (mut elena, mut oleg) = given(&portal, "file").await;
    let case = filed(&portal, &mut elena).await;
    elena.post(&format!("{case}/messages"), &[("words", "Добрый день")]).await;
    elena.post("/businesses/calendar", &[]).await;
    let file = elena.get("/account/data").await;
    assert_eq!(file.header("content-type"), Some("application/json; charset=utf-8"));
    assert!(file.header("content-disposition").unwrap().starts_with("attachment; filename=\"akno-"));
    let copy: Value = serde_json::from_str(&file.body).unwrap();
    assert_eq!(copy["account"]["email"], email("elena"));
    assert_eq!(copy["applications"][0]["answers"]["house"], "7А");
    assert_eq!(copy["filings"].as_array().unwrap().len(), 1);
    assert_eq!(copy["messages"][0]["text"], "Добрый день");
    assert!(copy["account"]["calendar_of_deadlines_since"].is_string());
    assert!(copy["rights_to_act"]["rights"].as_array().unwrap().iter().any(|right| right["given_by"] == "elena"));
    assert!(
        copy["rights_to_act"]["offers"].as_array().unwrap().iter().any(|offer| offer["offered_to"] == email("oleg"))
    );
    assert!(copy["acts"].as_array().unwrap().iter().any(|act| act["action"] == "filed"));
    for secret in ["password", "argon2", "token"] {
        assert!(!file.body.contains(secret), "{secret}");
    }
    // Nothing of Elena's is in Oleg's, though he may act for her company.
    let other = oleg.get("/account/data").await;
    assert!(!other.body.contains("Добрый день") && !other.body.contains("Оршанская"), "{}", other.body);
    assert_eq!(portal.client().get("/account/data").await.status, 303);
}

fn parsed(body: &str) -> Value {
    serde_json::from_str(body).unwrap()
}

#[tokio::test]
async fn whoever_lost_the_right_gets_what_they_did_and_not_what_belongs_to_the_company() {
    let portal = Portal::start().await;
    let (mut elena, mut oleg) = given(&portal, "file").await;
    let draft = start(&mut oleg, COMPANY).await;
    fill_in(&mut oleg, &draft, &answers(&portal)).await;
    file(&mut oleg, &draft, 1).await;
    oleg.post(&format!("{draft}/messages"), &[("words", "Пишет Олег")]).await;
    elena.post(&format!("{draft}/messages"), &[("words", "Пишет Елена")]).await;
    let deleted = start(&mut oleg, COMPANY).await;
    fill_in(&mut oleg, &deleted, &answers(&portal)).await;
    oleg.post(&format!("{deleted}/deletion"), &[]).await;
    let before = oleg.get("/account/data").await;
    let copy = parsed(&before.body);
    assert_eq!(copy["applications"][0]["answers"]["house"], "7А", "{}", before.body);
    assert_eq!(copy["filings"][0]["answers"]["house"], "7А");
    assert_eq!(copy["deleted_drafts"][0]["answers"]["house"], "7А");
    let now = portal.clock.now();
    let revoke = move |conn: &mut AnyConn| -> Result<(), Failure> { Ok(mandates::revoke_all(conn, "oleg", now)?) };
    portal.state.db.write(revoke).await.unwrap();
    let after = oleg.get("/account/data").await;
    let copy = parsed(&after.body);
    assert!(copy["applications"].as_array().unwrap().is_empty(), "{}", after.body);
    assert!(copy["filings"][0]["answers"].is_null() && copy["filings"][0]["sha256"].is_string(), "{}", after.body);
    assert!(copy["deleted_drafts"][0]["answers"].is_null());
    assert!(!after.body.contains("\"house\"") && !after.body.contains("Пишет Елена"), "{}", after.body);
    assert!(after.body.contains("Пишет Олег"), "what he wrote himself is his");
    let number = row(&portal, &id(&draft)).await.number.unwrap();
    let acts = copy["acts"].as_array().unwrap();
    assert!(acts.iter().any(|act| act["action"] == "filed" && act["number"] == number.as_str()), "{acts:?}");
}

#[tokio::test]
async fn a_clerk_gets_their_own_acts_and_nothing_of_the_applicants() {
    let portal = Portal::start().await;
    let (case, mut elena, mut clerk) = in_hands(&portal).await;
    assert_eq!(clerk.get(&format!("/office/cases/{case}")).await.status, 200);
    let own = clerk.get("/account/data").await;
    let copy = parsed(&own.body);
    assert!(copy["applications"].as_array().unwrap().is_empty(), "{}", own.body);
    assert!(!own.body.contains("Оршанская") && !own.body.contains("\"house\""), "{}", own.body);
    let acts = copy["acts"].as_array().unwrap();
    assert!(acts.iter().any(|act| act["action"] == "saw" && act["id"] == case.as_str()), "{acts:?}");
    let hers = parsed(&elena.get("/account/data").await.body);
    assert_eq!(hers["applications"][0]["answers"]["house"], "7А");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_founder_gets_what_they_confirm_while_they_are_named() {
    let portal = Portal::start().await;
    let (mut elena, mut oleg) = (portal.signed_in("elena").await, portal.signed_in("oleg").await);
    let draft = legal_entity::filled_in(&portal, &mut elena, "Васильковая межа").await;
    let case = id(&draft);
    elena.post(&format!("{draft}/founders"), &[]).await;
    legal_entity::confirm(&mut oleg, &case).await;
    let copy = parsed(&oleg.get("/account/data").await.body);
    let named = copy["applications"].as_array().unwrap().iter().find(|one| one["id"] == case.as_str());
    assert!(named.is_some_and(|one| one["answers"]["founder_1_share"] == "60"), "{copy}");
    // Somebody else stands in his place.
    let (mut row, mine) = (row(&portal, &case).await, email("oleg"));
    row.answers = row.answers.replace(&mine, "other@akno.example");
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        assert!(applications::save(conn, &mut row)?);
        Ok(())
    };
    portal.state.db.write(write).await.unwrap();
    let after = oleg.get("/account/data").await;
    assert!(parsed(&after.body)["applications"].as_array().unwrap().is_empty(), "{}", after.body);
    assert!(!after.body.contains("founder_1_share") && after.body.contains("founder_confirmed"), "{}", after.body);
}

#[tokio::test]
async fn a_closed_account_is_gone_and_what_it_filed_stays() {
    let portal = Portal::start().await;
    let (mut elena, mut oleg) = given(&portal, "file").await;
    let draft = start(&mut oleg, COMPANY).await;
    fill_in(&mut oleg, &draft, &answers(&portal)).await;
    file(&mut oleg, &draft, 1).await;
    let calendar = oleg.post("/businesses/calendar", &[]).await.text_of("main code");
    let page = oleg.get("/account/closure").await;
    assert!(page.text_of("main").contains("Что остаётся"), "{}", page.text_of("main"));
    for wrong in ["", "not it"] {
        let answer = oleg.post("/account/closure", &[("password", wrong)]).await;
        assert_eq!(answer.status, 422, "{wrong}");
    }
    assert_eq!(oleg.get("/account").await.status, 200, "nothing is closed yet");
    let mut phone = portal.signed_in("oleg").await;
    let closed = oleg.post("/account/closure", &[("password", PASSWORD)]).await;
    assert_eq!(closed.location(), "/sign-in?notice=account-closed");
    assert!(portal.client().get(closed.location()).await.text_of("main").contains("закрыта"));
    // Every session, every right, the calendar: gone at once.
    assert_eq!((oleg.get("/account").await.status, phone.get("/account").await.status), (303, 303));
    let again = portal.client().post("/sign-in", &[("email", &email("oleg")), ("password", PASSWORD)]).await;
    assert_eq!(again.status, 422);
    let path = format!("/calendar/{}", calendar.split_once("/calendar/").unwrap().1);
    assert_eq!(portal.client().get(&path).await.status, 404);
    assert!(portal.read(|conn| mandates::of_account(conn, "oleg")).await.is_empty());
    // The case is the company's, with the name under what was signed.
    let said = elena.get(&draft).await.text_of("main");
    assert!(said.contains("Олег Шыманскі"), "{said}");
    assert!(!elena.get(&format!("/businesses/{COMPANY}")).await.text_of("main").contains("Олег"), "he acts no more");
    // He is told at the address he had; the address is free for a new account.
    let told = portal.read(|conn| mails::newest(conn, 5)).await;
    assert!(told.iter().any(|mail| mail.recipient == email("oleg") && mail.subject.contains("закрыта")), "{told:?}");
    assert!(portal.read(|conn| accounts::by_email(conn, &email("oleg"))).await.is_none());
}

#[tokio::test]
async fn a_draft_that_another_device_writes_while_the_account_closes_goes_with_it() {
    let portal = Portal::start().await;
    let mut oleg = portal.signed_in("oleg").await;
    let draft = id(&begin(&mut oleg, "name-approval").await);
    let mut written = row(&portal, &draft).await;
    let mut device = Rival::begin(&portal.database);
    assert!(applications::save(device.conn(), &mut written).unwrap());
    let fields = [("password", PASSWORD)];
    let (closed, ()) = tokio::join!(oleg.post("/account/closure", &fields), device.commit_behind_others());
    assert_eq!(closed.location(), "/sign-in?notice=account-closed");
    assert!(portal.read(move |conn| applications::find(conn, &draft)).await.is_none());
}

#[tokio::test]
async fn officials_do_not_close_their_accounts_and_guesses_are_slowed() {
    let portal = Portal::start().await;
    for who in ["clerk0", "supervisor", "tax"] {
        let mut client = portal.signed_in(who).await;
        assert_eq!(client.get("/account/closure").await.status, 404, "{who}");
        assert_eq!(client.post("/account/closure", &[("password", PASSWORD)]).await.status, 404, "{who}");
        assert!(client.get("/account").await.attribute("a[href='/account/closure']", "href").is_none());
    }
    let mut elena = sign_in(portal.client(), "elena").await;
    let mut last = 0;
    for _ in 0..8 {
        last = elena.post("/account/closure", &[("password", "a guess that is long")]).await.status;
    }
    assert_eq!(last, 429);
    assert_eq!(elena.post("/account/closure", &[("password", PASSWORD)]).await.status, 429, "the right one waits too");
}

#[tokio::test]
async fn each_person_sees_whether_their_mails_arrived() {
    let portal = Portal::start().await;
    let (_, mut elena, _) = in_hands(&portal).await;
    portal.work_done().await;
    let page = elena.get("/account/mails").await;
    assert!(page.text_of("main table").contains("Отправлен"), "{}", page.text_of("main"));
    let mail = portal.read(|conn| mails::of_account(conn, "elena", 1)).await.remove(0);
    let id = mail.id.clone();
    let fail = move |conn: &mut AnyConn| -> Result<(), Failure> { Ok(mails::failed(conn, &id, "no such box")?) };
    portal.state.db.write(fail).await.unwrap();
    let page = elena.get("/account/mails").await;
    assert!(page.text_of("main").contains("Не удалось") || page.text_of("main").contains("не отправилось"));
    assert!(!page.body.contains("no such box"), "the server's words are for the log");
    let mut oleg = portal.signed_in("oleg").await;
    assert!(!oleg.get("/account/mails").await.text_of("main").contains(&mail.subject));
}
