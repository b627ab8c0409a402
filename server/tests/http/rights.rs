//! Rights to act: offered by the head, accepted by whoever uses the portal under the address, taken away
//! at once; and what stays with the company.

use crate::businesses::right;
use crate::support::client::Client;
use crate::support::database::Rival;
use crate::support::journey::{answers, file, fill_in, id, save, start};
use crate::support::portal::{COMPANY, EXCLUDED, PRIVATE, Portal, email};
use akno::failure::Failure;
use akno::store::{AnyConn, applications, entries, invitations, mails, mandates};
use chrono::{Datelike, Duration, NaiveDate};

fn rights() -> String {
    format!("/businesses/{COMPANY}/rights")
}

fn offer(who: &str, scope: &str, until: NaiveDate) -> Vec<(&'static str, String)> {
    vec![
        ("email", who.to_owned()),
        ("scope", scope.to_owned()),
        ("until_day", until.day().to_string()),
        ("until_month", until.month().to_string()),
        ("until_year", until.year().to_string()),
    ]
}

async fn send(client: &mut Client, fields: &[(&'static str, String)]) -> crate::support::client::Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
    client.post(&rights(), &fields).await
}

/// Elena offers Oleg a right for a month and he accepts it.
pub async fn given(portal: &Portal, scope: &str) -> (Client, Client) {
    let mut elena = portal.signed_in("elena").await;
    let until = portal.clock.today() + Duration::days(30);
    let offered = send(&mut elena, &offer(&email("oleg"), scope, until)).await;
    assert_eq!(offered.location(), format!("{}?notice=offered", rights()), "{}", offered.body);
    let mut oleg = portal.signed_in("oleg").await;
    let list = oleg.get("/businesses").await;
    let link = list.attribute("main .inset a", "href").expect("the offer waits for him");
    let page = oleg.get(&link).await;
    assert!(page.text_of("main").contains("Ёлка"), "{}", page.text_of("main"));
    assert_eq!(oleg.post(&link, &[]).await.location(), format!("/businesses/{COMPANY}"));
    // Sent again, it is one right, and the link leads on.
    assert_eq!(oleg.post(&link, &[]).await.status, 303);
    assert_eq!(oleg.get(&link).await.location(), format!("/businesses/{COMPANY}"));
    let held = portal.read(|conn| mandates::held(conn, "oleg", COMPANY)).await;
    assert_eq!(held.len(), 1);
    (elena, oleg)
}

async fn revocation(elena: &mut Client) -> String {
    let page = elena.get(&rights()).await;
    page.attribute("main form[action$='/revocation']", "action").expect("a way to take it away")
}

#[tokio::test]
async fn who_may_file_files_on_the_companys_behalf_and_that_is_recorded() {
    let portal = Portal::start().await;
    let (_, mut oleg) = given(&portal, "file").await;
    let draft = start(&mut oleg, COMPANY).await;
    fill_in(&mut oleg, &draft, &answers(&portal)).await;
    assert_eq!(file(&mut oleg, &draft, 1).await.location(), format!("{draft}/receipt"));
    let wanted = id(&draft);
    let (filing, right) = portal
        .read(move |conn| {
            let filing = applications::filings(conn, &wanted)?.remove(0);
            let right = mandates::find(conn, filing.mandate.as_deref().unwrap_or_default())?;
            Ok((filing, right))
        })
        .await;
    assert_eq!(filing.filed_by.as_deref(), Some("oleg"));
    assert_eq!(right.unwrap().granted_by.as_deref(), Some("elena"));
    let said = oleg.get(&draft).await.text_of("main");
    assert!(said.contains("Олег Шыманскі, по полномочиям от: Елена Ковалёва"), "{said}");
    let mut clerk = portal.signed_in("clerk0").await;
    let said = clerk.get(&format!("/office/cases/{}", id(&draft))).await.text_of("main");
    assert!(said.contains("по полномочиям от: Елена Ковалёва"), "{said}");
}

#[tokio::test]
async fn a_right_taken_away_ends_at_once_and_the_work_stays() {
    let portal = Portal::start().await;
    let (mut elena, mut oleg) = given(&portal, "file").await;
    let draft = start(&mut oleg, COMPANY).await;
    let all = answers(&portal);
    fill_in(&mut oleg, &draft, &all).await;
    let action = revocation(&mut elena).await;
    assert_eq!(elena.post(&action, &[]).await.location(), format!("{}?notice=revoked", rights()));
    assert_eq!(elena.post(&action, &[]).await.status, 303, "once more changes nothing");
    // The page that stood open, the draft, the filing: nothing answers any more.
    assert_eq!(save(&mut oleg, &draft, all[0].0, &all[0].1).await.status, 404);
    assert_eq!(file(&mut oleg, &draft, 1).await.status, 404);
    for path in [draft.clone(), format!("{draft}/check"), format!("/businesses/{COMPANY}")] {
        assert_eq!(oleg.get(&path).await.status, 404, "{path}");
    }
    // What he drew up is the company's, and whoever acts for it files it.
    assert_eq!(file(&mut elena, &draft, 1).await.location(), format!("{draft}/receipt"));
    // Nobody writes to him about it any more, but that his right ended.
    let to_oleg = |mail: &mails::MailRow| mail.recipient == email("oleg");
    let sent: Vec<_> = portal.read(|conn| mails::newest(conn, 50)).await.into_iter().filter(to_oleg).collect();
    assert!(sent[0].subject.contains("полномочия прекращены"), "{}", sent[0].subject);
    assert!(sent.iter().all(|mail| mail.application_id.is_none()), "{sent:?}");
}

#[tokio::test]
async fn who_may_prepare_may_not_file_and_who_may_read_may_not_write() {
    let portal = Portal::start().await;
    let (mut elena, mut oleg) = given(&portal, "prepare").await;
    let draft = start(&mut oleg, COMPANY).await;
    fill_in(&mut oleg, &draft, &answers(&portal)).await;
    assert_eq!(file(&mut oleg, &draft, 1).await.status, 404);
    assert_eq!(oleg.get(&rights()).await.status, 404, "only the head gives rights");
    let until = portal.clock.today() + Duration::days(20);
    assert_eq!(send(&mut oleg, &offer("x@x.example", "file", until)).await.status, 404);
    // A second offer takes the place of the first right.
    send(&mut elena, &offer(&email("oleg"), "read", until)).await;
    let link = oleg.get("/businesses").await.attribute("main .inset a", "href").unwrap();
    oleg.post(&link, &[]).await;
    assert_eq!(oleg.get(&draft).await.status, 200, "the company's cases are seen");
    let all = answers(&portal);
    assert_eq!(save(&mut oleg, &draft, all[0].0, &all[0].1).await.status, 404);
    // He may give it back himself.
    let page = oleg.get(&format!("/businesses/{COMPANY}")).await;
    let action = page.attribute("main form[action$='/revocation']", "action").expect("his own");
    assert_eq!(oleg.post(&action, &[]).await.location(), "/businesses");
    assert_eq!(oleg.get(&draft).await.status, 404);
}

#[tokio::test]
async fn whoever_has_no_account_signs_up_and_accepts() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let until = portal.clock.today() + Duration::days(30);
    let fields = offer(" New@Office.example ", "read", until);
    for _ in 0..2 {
        assert_eq!(send(&mut elena, &fields).await.status, 303, "sent twice it is one offer");
    }
    let waiting = portal.read(|conn| invitations::waiting(conn, COMPANY)).await;
    assert_eq!(waiting.len(), 1);
    let mail = portal.read(|conn| mails::newest(conn, 1)).await.remove(0);
    let link = format!("/invitations/{}", waiting[0].id);
    assert!(mail.recipient == "new@office.example" && mail.body.contains(&link), "{mail:?}");
    assert!(mail.body.contains("/sign-up") && !mail.body.contains("Елена"), "no name that somebody chose");
    // Nobody else can accept it: not a stranger, not another account, not an official.
    assert_eq!(portal.client().get(&link).await.status, 303);
    for who in ["oleg", "elena", "clerk0"] {
        let mut client = portal.signed_in(who).await;
        assert_eq!((client.get(&link).await.status, client.post(&link, &[]).await.status), (404, 404), "{who}");
    }
    let typed =
        [("name", "Новая Бухгалтерка"), ("email", "new@office.example"), ("password", "flax-window-counter-42")];
    assert_eq!(portal.client().post("/sign-up", &typed).await.status, 303);
    let mail = portal.read(|conn| mails::newest(conn, 1)).await.remove(0);
    let confirm = mail.body.split_once("/confirm-email/").unwrap().1.split_whitespace().next().unwrap().to_owned();
    let mut new = portal.client();
    assert_eq!(new.post(&format!("/confirm-email/{confirm}"), &typed[2..]).await.status, 303);
    assert_eq!(new.post(&link, &[]).await.location(), format!("/businesses/{COMPANY}"));
    assert_eq!(new.get(&format!("/businesses/{COMPANY}")).await.status, 200);
}

#[tokio::test]
async fn an_offer_taken_back_or_expired_gives_nothing() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let mut oleg = portal.signed_in("oleg").await;
    let until = portal.clock.today() + Duration::days(300);
    send(&mut elena, &offer(&email("oleg"), "file", until)).await;
    let link = oleg.get("/businesses").await.attribute("main .inset a", "href").unwrap();
    let page = elena.get(&rights()).await;
    let action = page.attribute("main form[action$='/withdrawal']", "action").unwrap();
    assert_eq!(elena.post(&action, &[]).await.status, 303);
    assert_eq!((oleg.get(&link).await.status, oleg.post(&link, &[]).await.status), (410, 404));
    // An offer of another company cannot be taken back through one's own.
    send(&mut elena, &offer(&email("oleg"), "file", until)).await;
    let other = action.replace(&COMPANY.to_string(), &EXCLUDED.to_string());
    let waiting = portal.read(|conn| invitations::waiting(conn, COMPANY)).await.remove(0).id;
    let taken = other.split("/invitations/").next().unwrap().to_owned() + &format!("/invitations/{waiting}/withdrawal");
    assert_eq!(elena.post(&taken, &[]).await.status, 404);
    assert_eq!(elena.post(&format!("/businesses/{COMPANY}/invitations/%00/withdrawal"), &[]).await.status, 404);
    portal.clock.advance(Duration::days(31));
    let mut oleg = portal.signed_in("oleg").await;
    assert_eq!(oleg.get(&format!("/invitations/{waiting}")).await.status, 410, "thirty days are over");
    assert!(oleg.get("/businesses").await.all("main .inset").is_empty());
}

#[tokio::test]
async fn an_offer_that_takes_the_place_of_another_is_told_of_to_both_sides_and_to_no_stranger() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let mut oleg = portal.signed_in("oleg").await;
    let until = portal.clock.today() + Duration::days(30);
    send(&mut elena, &offer(&email("oleg"), "read", until)).await;
    let first = oleg.get("/businesses").await.attribute("main .inset a", "href").unwrap();
    assert!(!elena.get(&format!("{}?lang=en", rights())).await.body.contains("took the place"));
    let replaced = send(&mut elena, &offer(&email("oleg"), "file", until)).await;
    assert_eq!(replaced.location(), format!("{}?notice=replaced", rights()));
    let list = elena.get(&format!("{}?lang=en", rights())).await.text_of("main");
    assert!(list.contains("took the place of an earlier offer"), "{list}");
    // The link of the first mail leads to what became of it, and on to the offer that stands.
    let ended = oleg.get(&format!("{first}?lang=en")).await;
    assert_eq!(ended.status, 410);
    assert!(ended.text_of("main").contains("Ёлка") && ended.text_of("main").contains("replaced"), "{}", ended.body);
    let second = ended.attribute("main a[href^='/invitations/']", "href").expect("the offer that stands");
    assert_ne!(second, first);
    // Whoever takes back the one that was replaced, from a page that stood open, leaves the other as it is.
    let stale =
        format!("{}/{}/withdrawal", rights().replace("/rights", "/invitations"), first.rsplit('/').next().unwrap());
    assert_eq!(elena.post(&stale, &[]).await.status, 303);
    assert_eq!(oleg.get(&second).await.status, 200);
    assert_eq!(oleg.post(&first, &[]).await.status, 404);
    for who in ["elena", "clerk0"] {
        assert_eq!(portal.signed_in(who).await.get(&first).await.status, 404, "{who}");
    }
    assert_eq!(portal.client().get(&first).await.status, 303);
}

#[tokio::test]
async fn an_offer_after_one_that_nobody_accepted_in_time_replaces_nothing() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let until = portal.clock.today() + Duration::days(300);
    send(&mut elena, &offer(&email("oleg"), "read", until)).await;
    portal.clock.advance(Duration::days(31));
    let mut elena = portal.signed_in("elena").await;
    let anew = send(&mut elena, &offer(&email("oleg"), "file", until)).await;
    assert_eq!(anew.location(), format!("{}?notice=offered", rights()));
    let list = elena.get(&format!("{}?lang=en", rights())).await;
    assert!(!list.body.contains("took the place"), "{}", list.text_of("main"));
    assert_eq!(portal.read(|conn| invitations::waiting(conn, COMPANY)).await.len(), 1);
}

#[tokio::test]
async fn an_offer_of_whoever_heads_the_company_no_more_is_not_shown_and_does_not_lead_to_itself() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let today = portal.clock.today();
    send(&mut elena, &offer(&email("oleg"), "file", today + Duration::days(30))).await;
    let mut oleg = portal.signed_in("oleg").await;
    let link = oleg.get("/businesses").await.attribute("main .inset a", "href").unwrap();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        Ok(mandates::end_of_head(conn, COMPANY, today.pred_opt().unwrap())?)
    };
    portal.state.db.write(write).await.unwrap();
    let ended = oleg.get(&format!("{link}?lang=en")).await;
    assert_eq!(ended.status, 410);
    assert!(ended.attribute("main a[href^='/invitations/']", "href").is_none(), "{}", ended.body);
    assert!(ended.text_of("main").contains("no longer heads"), "{}", ended.text_of("main"));
    assert!(oleg.get("/businesses").await.all("main .inset").is_empty());
}

#[tokio::test]
async fn what_is_wrong_with_an_offer_is_said_at_the_field_and_nothing_typed_is_lost() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let until = portal.clock.today() + Duration::days(30);
    for (who, scope, until, field) in [
        ("", "read", until, "email"),
        ("<script>alert(1)</script>", "read", until, "email"),
        (email("elena").as_str(), "read", until, "email"),
        ("a@x.example", "head", until, "scope"),
        ("a@x.example", "read", until - Duration::days(40), "until"),
        ("a@x.example", "read", until + Duration::days(3000), "until"),
    ] {
        let page = send(&mut elena, &offer(who, scope, until)).await;
        assert_eq!(page.status, 422, "{who} {scope}");
        assert!(
            page.attribute(&format!(".error-summary a[href='#{field}']"), "href").is_some(),
            "{field}: {}",
            page.body
        );
        assert_eq!(page.attribute("#email", "value").unwrap_or_default(), who);
        assert!(!page.body.contains("<script>alert"));
    }
    assert!(portal.read(|conn| invitations::waiting(conn, COMPANY)).await.is_empty());
    // Who may only file for a company gives no right for it.
    let other = offer("a@x.example", "read", until);
    let fields: Vec<(&str, &str)> = other.iter().map(|(name, text)| (*name, text.as_str())).collect();
    assert_eq!(elena.post(&format!("/businesses/{PRIVATE}/rights"), &fields).await.status, 404);
}

#[tokio::test]
async fn rights_end_with_the_heads_own() {
    let portal = Portal::start().await;
    let (mut elena, mut oleg) = given(&portal, "file").await;
    let until = portal.clock.today() + Duration::days(30);
    send(&mut elena, &offer("late@x.example", "file", until)).await;
    // Another head is appointed: what the former gave ends, what she offered cannot be accepted.
    let today = portal.clock.today();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        Ok(mandates::end_of_head(conn, COMPANY, today.pred_opt().unwrap())?)
    };
    portal.state.db.write(write).await.unwrap();
    assert_eq!(oleg.get(&format!("/businesses/{COMPANY}")).await.status, 404);
    assert_eq!(elena.get(&rights()).await.status, 404);
    // A head whose own right has a last day gives none beyond it.
    right(&portal, "elena", COMPANY, "head", Some(10)).await;
    let page = send(&mut elena, &offer(&email("oleg"), "file", until)).await;
    assert!(page.status == 422 && page.text_of(".error-summary").contains("Ваши полномочия заканчиваются"));
}

#[tokio::test]
async fn an_offer_accepted_while_another_head_is_entered_gives_nothing() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let today = portal.clock.today();
    send(&mut elena, &offer(&email("oleg"), "file", today + Duration::days(30))).await;
    let mut oleg = portal.signed_in("oleg").await;
    let link = oleg.get("/businesses").await.attribute("main .inset a", "href").unwrap();
    let mut decision = Rival::begin(&portal.database);
    entries::lock(decision.conn(), &[COMPANY]).unwrap();
    mandates::end_of_head(decision.conn(), COMPANY, today.pred_opt().unwrap()).unwrap();
    let (accepted, ()) = tokio::join!(oleg.post(&link, &[]), decision.commit_behind_others());
    assert_eq!(accepted.status, 404);
    assert!(portal.read(|conn| mandates::held(conn, "oleg", COMPANY)).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_accepted_many_times_at_once_is_one_right() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let until = portal.clock.today() + Duration::days(30);
    send(&mut elena, &offer(&email("oleg"), "file", until)).await;
    let oleg = portal.signed_in("oleg").await;
    let link = oleg.clone().get("/businesses").await.attribute("main .inset a", "href").unwrap();
    let presses = (0..6).map(|_| {
        let (mut oleg, link) = (oleg.clone(), link.clone());
        tokio::spawn(async move { oleg.post(&link, &[]).await.status })
    });
    let presses: Vec<_> = presses.collect();
    for press in presses {
        assert_eq!(press.await.unwrap(), 303);
    }
    assert_eq!(portal.read(|conn| mandates::held(conn, "oleg", COMPANY)).await.len(), 1);
}
