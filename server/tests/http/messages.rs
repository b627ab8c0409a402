//! Messages about a case: who may write when, unread marks, mails, and what is sent twice.

use crate::office::{decide, give_back, in_hands, pin};
use crate::rights::given;
use crate::support::client::Client;
use crate::support::journey::filed;
use crate::support::portal::{Portal, email};
use akno::store::{mails, messages};

async fn write(client: &mut Client, path: &str, id: &str, words: &str) -> crate::support::client::Answer {
    client.post(&format!("{path}/messages"), &[("id", id), ("words", words)]).await
}

fn sides(case: &str) -> (String, String) {
    (format!("/applications/{case}"), format!("/office/cases/{case}"))
}

async fn mails_to(portal: &Portal, who: &str, about: &str) -> usize {
    let all = portal.read(|conn| mails::newest(conn, 50)).await;
    all.iter().filter(|mail| mail.recipient == email(who) && mail.subject.contains(about)).count()
}

#[tokio::test]
async fn both_sides_write_and_each_sees_what_is_new() {
    let portal = Portal::start().await;
    let (case, mut elena, mut clerk) = in_hands(&portal).await;
    let (own, office) = sides(&case);
    let page = clerk.get(&format!("{office}/messages")).await;
    let id = page.attribute("input[name=id]", "value").unwrap();
    for _ in 0..2 {
        let sent = write(&mut clerk, &office, &id, "Пришлите, пожалуйста,\r\nплан помещения").await;
        assert_eq!(sent.location(), format!("{office}/messages#last"));
    }
    let wanted = case.clone();
    let all = portal.read(move |conn| messages::of_application(conn, &wanted)).await;
    assert_eq!(all.len(), 1, "sent twice, written once");
    assert_eq!(mails_to(&portal, "elena", "вам написал").await, 1);
    let mail = portal.read(|conn| mails::newest(conn, 1)).await.remove(0);
    assert!(!mail.body.contains("план"), "what was written stands in the portal alone");
    // New for her on every page that leads there, and read once she has looked.
    assert!(elena.get(&own).await.text_of("main").contains("новых: 1"));
    assert!(elena.get("/businesses").await.text_of("main .task").contains("Прочитайте сообщение"));
    let read = elena.get(&format!("{own}/messages")).await;
    assert!(read.text_of(".message").contains("Новое") && read.text_of(".message").contains("план помещения"));
    assert!(!elena.get(&format!("{own}/messages")).await.text_of(".message").contains("Новое"));
    assert!(!elena.get(&own).await.text_of("main").contains("новых"));
    // Her answer is new for the clerk, not for herself.
    assert_eq!(write(&mut elena, &own, "", "Вот он: <b>план</b>").await.status, 303);
    assert!(!elena.get(&own).await.text_of("main").contains("новых"));
    assert_eq!(mails_to(&portal, "clerk0", "сообщение заявителя").await, 1);
    assert!(clerk.get("/office?tab=mine").await.text_of("table").contains("новых сообщений: 1"));
    assert!(clerk.get(&office).await.text_of("main").contains("новых: 1"));
    let read = clerk.get(&format!("{office}/messages")).await;
    assert!(read.body.contains("&lt;b&gt;план") && read.all(".message b").is_empty());
    assert!(!clerk.get("/office?tab=mine").await.text_of("table").contains("новых"));
}

#[tokio::test]
async fn after_the_decision_the_applicant_writes_with_the_offices_leave_alone() {
    let portal = Portal::start().await;
    let (case, mut elena, mut clerk) = in_hands(&portal).await;
    let (own, office) = sides(&case);
    write(&mut clerk, &office, "", "До решения").await;
    decide(&portal, &mut clerk, &case, &[("outcome", "accept")]).await;
    assert_eq!(write(&mut elena, &own, "", "А почему?").await.status, 409);
    assert!(elena.get(&format!("{own}/messages")).await.attribute("textarea", "name").is_none());
    write(&mut clerk, &office, "", "К сведению").await;
    assert_eq!(write(&mut elena, &own, "", "А почему?").await.status, 409, "told, not asked");
    let asked = [("words", "Подойдёт ли вам четверг?"), ("answerable", "yes")];
    assert_eq!(clerk.post(&format!("{office}/messages"), &asked).await.status, 303);
    assert_eq!(write(&mut elena, &own, "", "Подойдёт").await.status, 303);
    write(&mut clerk, &office, "", "Договорились").await;
    assert_eq!(write(&mut elena, &own, "", "И ещё").await.status, 409, "the last word is the office's");
}

#[tokio::test]
async fn nobody_else_reads_or_writes_and_nothing_empty_or_endless_is_taken() {
    let portal = Portal::start().await;
    let (case, mut elena, mut clerk) = in_hands(&portal).await;
    let (own, office) = sides(&case);
    pin(&mut clerk, &case, "house", "Такого дома нет").await;
    give_back(&portal, &mut clerk, &case).await;
    assert_eq!(write(&mut elena, &own, "", "Я исправлю").await.status, 303, "while it is being corrected too");
    for who in ["oleg", "clerk1", "tax"] {
        let mut other = portal.signed_in(who).await;
        for path in [&own, &office] {
            assert_eq!(other.get(&format!("{path}/messages")).await.status, 404, "{who} {path}");
            assert_eq!(write(&mut other, path, "", "x").await.status, 404, "{who} {path}");
        }
    }
    assert_eq!(portal.client().get(&format!("{own}/messages")).await.status, 303);
    for words in ["", " \r\n ", &"ў".repeat(4001)] {
        let page = write(&mut elena, &own, "", words).await;
        assert_eq!(page.status, 422);
        assert!(page.attribute("#error-summary a[href='#words']", "href").is_some());
        assert!(page.text_of("textarea").len() >= words.trim().len(), "what was typed stays");
    }
    assert_eq!(write(&mut elena, &own, "не номер", "Ещё\0 одно").await.status, 303);
    let draft = crate::support::journey::start(&mut elena, crate::support::portal::COMPANY).await;
    assert_eq!(elena.get(&format!("{draft}/messages")).await.status, 404, "a draft is nobody's case yet");
    // Nobody floods a mailbox.
    let mut last = 0;
    for number in 0..40 {
        last = write(&mut elena, &own, "", &format!("раз {number}")).await.status;
    }
    assert_eq!(last, 429);
}

#[tokio::test]
async fn who_may_read_reads_messages_and_does_not_write() {
    let portal = Portal::start().await;
    let (mut elena, mut oleg) = given(&portal, "read").await;
    let path = filed(&portal, &mut elena).await;
    assert_eq!(oleg.get(&format!("{path}/messages")).await.status, 200);
    assert_eq!(write(&mut oleg, &path, "", "x").await.status, 404);
}

#[tokio::test]
async fn the_calendar_tells_the_deadlines_to_whoever_has_its_address_until_it_ends() {
    let portal = Portal::start().await;
    let (case, mut elena, mut clerk) = in_hands(&portal).await;
    assert_eq!(portal.client().get("/businesses/calendar").await.status, 303);
    let page = elena.post("/businesses/calendar", &[]).await;
    let address = page.text_of("main code");
    let path = address.split_once("/calendar/").map(|(_, name)| format!("/calendar/{name}")).expect("its address");
    let mut program = portal.client();
    let file = program.get(&path).await;
    assert_eq!(file.header("content-type"), Some("text/calendar; charset=utf-8"));
    let due = portal.read(|conn| akno::store::applications::undecided(conn, &[crate::support::portal::COMPANY])).await;
    let due = due[0].due_on.unwrap().format("%Y%m%d");
    assert!(file.body.contains(&format!("UID:decision-{case}@akno")), "{}", file.body);
    assert!(file.body.contains(&format!("DTSTART;VALUE=DATE:{due}")), "{}", file.body);
    // Kept is a hash; a new address ends the former; what is decided is gone from it.
    assert!(elena.get("/businesses/calendar").await.all("main code").is_empty(), "shown once");
    let anew = elena.post("/businesses/calendar", &[]).await.text_of("main code");
    assert_eq!(program.get(&path).await.status, 404);
    let path = format!("/calendar/{}", anew.split_once("/calendar/").unwrap().1);
    decide(&portal, &mut clerk, &case, &[("outcome", "accept")]).await;
    assert!(!program.get(&path).await.body.contains("BEGIN:VEVENT"));
    assert_eq!(elena.post("/businesses/calendar/revocation", &[]).await.status, 303);
    for gone in [path.as_str(), "/calendar/x.ics", "/calendar/.ics", "/calendar/%00.ics", "/calendar/x"] {
        assert_eq!(program.get(gone).await.status, 404, "{gone}");
    }
}

#[tokio::test]
async fn an_accepted_application_can_be_filed_again_with_its_answers() {
    let portal = Portal::start().await;
    let (case, mut elena, mut clerk) = in_hands(&portal).await;
    decide(&portal, &mut clerk, &case, &[("outcome", "accept")]).await;
    let page = elena.get(&format!("/applications/{case}")).await;
    assert_eq!(page.attribute("main form input[name=from]", "value").as_deref(), Some(case.as_str()));
    let unp = crate::support::portal::COMPANY.to_string();
    let sent = [("unp", unp.as_str()), ("from", case.as_str())];
    let draft = elena.post("/services/change-of-location/start", &sent).await.location().to_owned();
    let street = elena.get(&format!("{draft}/steps/street")).await;
    assert_eq!(street.attribute("#house", "value").as_deref(), Some("7А"));
}
