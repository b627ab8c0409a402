//! `/office/cases/{id}/opinions` and the links by which anybody answers.

use super::{decide, in_hands, row, take};
use crate::support::client::{Answer, Client};
use crate::support::database::Rival;
use crate::support::journey;
use crate::support::portal::{COMPANY, Portal, email, offices};
use akno::store::{mails, opinions};
use chrono::Duration;

async fn ask(client: &mut Client, id: &str, fields: &[(&str, &str)]) -> Answer {
    client.post(&format!("/office/cases/{id}/opinions"), fields).await
}

const ADDRESS: [(&str, &str); 5] = [
    ("to", "address"),
    ("name", "Отдел архитектуры"),
    ("email", "arch@example.org"),
    ("question", "Есть ли дом <b>7А</b>?"),
    ("days", "3"),
];

/// The link of the newest mail to an address.
async fn link(portal: &Portal, recipient: &str) -> String {
    let recipient = recipient.to_owned();
    let all = portal.read(|conn| mails::newest(conn, 200)).await;
    let mail = all.into_iter().find(|mail| mail.recipient == recipient).unwrap_or_else(|| panic!("no mail"));
    assert!(!mail.body.contains("7А") && !mail.body.contains("Ёлка"), "{}", mail.body);
    let at = mail.body.find("/opinions/").unwrap();
    mail.body[at..].split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn anybody_answers_by_a_link_that_shows_the_question_alone_and_works_once() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    let due = row(&portal, &id).await.due_on;
    let form = [("id", "01900000-0000-7000-8000-000000000002")];
    for _ in 0..2 {
        let fields: Vec<(&str, &str)> = form.iter().chain(&ADDRESS).copied().collect();
        assert_eq!(ask(&mut clerk, &id, &fields).await.status, 303, "twice is once");
    }
    assert_eq!(row(&portal, &id).await.due_on, due, "the clock runs on");
    assert!(clerk.get(&format!("/office/cases/{id}?lang=en")).await.text_of("main").contains("1 awaited"));
    let link = link(&portal, "arch@example.org").await;
    let mut stranger = portal.client();
    let page = stranger.get(&link).await;
    assert_eq!(page.status, 200);
    assert!(page.text_of("main").contains("Есть ли дом <b>7А</b>?"), "the question stays text");
    assert!(!page.body.contains("Ёлка") && !page.body.contains("Ковалёва"), "and nothing else is shown");
    for (typed, status) in [("", 422), (&*"я".repeat(4_001), 422)] {
        let answer = stranger.post(&link, &[("answer", typed)]).await;
        assert_eq!(answer.status, status);
        assert!(answer.body.contains(typed), "nothing typed is lost");
    }
    let (mut one, mut two) = (portal.client(), portal.client());
    let (first, second) = tokio::join!(
        one.post(&link, &[("answer", "Дома 7А нет <i>точно</i>")]),
        two.post(&link, &[("answer", "Другой ответ")])
    );
    let mut statuses = [first.status, second.status];
    statuses.sort();
    assert_eq!(statuses[0], 200);
    assert!([404, 409].contains(&statuses[1]), "of two answers at once one counts: {statuses:?}");
    for path in [link.as_str(), "/opinions/00000000000000000000000000", "/opinions/%00"] {
        assert_eq!(stranger.get(path).await.status, 404, "{path}");
        assert_eq!(stranger.post(path, &[("answer", "ещё раз")]).await.status, 404, "{path}");
    }
    let page = clerk.get(&format!("/office/cases/{id}/opinions?lang=en")).await;
    let said = ["Дома 7А нет <i>точно</i>", "Другой ответ"];
    assert_eq!(said.iter().filter(|text| page.text_of("main").contains(**text)).count(), 1);
    let told = portal.read(|conn| mails::newest(conn, 5)).await;
    assert!(told.iter().any(|mail| mail.recipient == email("clerk0") && mail.body.contains("/opinions")));
    assert!(!elena.get(&format!("/applications/{id}")).await.body.contains("точно"));
    assert_eq!(elena.get(&format!("/office/cases/{id}/opinions")).await.status, 404);
    assert_eq!(portal.signed_in("clerk1").await.get(&format!("/office/cases/{id}/opinions")).await.status, 404);
}

#[tokio::test]
async fn an_office_of_one_asks_by_mail_and_is_offered_no_colleague() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = journey::start(&mut elena, COMPANY).await;
    journey::fill_in(&mut elena, &draft, &journey::answers_in(&portal, offices()[1])).await;
    journey::file(&mut elena, &draft, 1).await;
    let id = journey::id(&draft);
    let mut alone = portal.signed_in("clerk1").await;
    assert_eq!(take(&mut alone, &id).await.status, 303);
    let page = alone.get(&format!("/office/cases/{id}/opinions?lang=en")).await;
    assert!(page.all("[name=colleague]").is_empty() && page.all("input[type=radio]").is_empty(), "{}", page.body);
    assert_eq!(page.attribute("input[name=to]", "value").as_deref(), Some("address"));
    assert_eq!(ask(&mut alone, &id, &ADDRESS).await.status, 303);
}

#[tokio::test]
async fn who_asks_is_told_what_a_colleague_sees_and_what_the_link_shows() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let page = clerk.get(&format!("/office/cases/{id}/opinions?lang=en")).await;
    assert_eq!(page.all("select[name=colleague]").len(), 1, "{}", page.body);
    for said in ["together with the whole case", "by the link in the email sees only this text"] {
        assert!(page.text_of("main").contains(said), "{said} in {}", page.body);
    }
}

#[tokio::test]
async fn what_is_missing_is_told_at_its_field() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    for (field, wrong) in
        [("to", "x"), ("name", " "), ("email", "no address"), ("question", ""), ("days", "31"), ("days", "-1")]
    {
        let fields: Vec<(&str, &str)> =
            ADDRESS.iter().map(|(name, value)| (*name, if *name == field { wrong } else { *value })).collect();
        let answer = ask(&mut clerk, &id, &fields).await;
        assert_eq!(answer.status, 422, "{field}");
        assert!(answer.body.contains("arch@example.org") || field == "email", "nothing typed is lost");
    }
    for colleague in ["", "clerk0", "clerk1", "elena"] {
        let fields = [("to", "colleague"), ("colleague", colleague), ("question", "?"), ("days", "1")];
        let status = ask(&mut clerk, &id, &fields).await.status;
        assert_eq!(status, if colleague.is_empty() { 422 } else { 404 }, "{colleague}");
    }
    let mut colleague = portal.signed_in("colleague").await;
    assert_eq!(ask(&mut colleague, &id, &ADDRESS).await.status, 409, "whoever has the case asks");
}

#[tokio::test]
async fn a_colleague_answers_on_the_page_of_the_case_and_nobody_else() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let fields = [("to", "colleague"), ("colleague", "colleague"), ("question", "Как думаешь?"), ("days", "2")];
    assert_eq!(ask(&mut clerk, &id, &fields).await.status, 303);
    let mut colleague = portal.signed_in("colleague").await;
    let page = colleague.get(&format!("/office/cases/{id}/opinions")).await;
    let action = page.attribute("form[action$='/answer']", "action").unwrap();
    assert!(clerk.get(&format!("/office/cases/{id}/opinions")).await.all("form[action$='/answer']").is_empty());
    for who in ["clerk0", "supervisor", "clerk1", "elena"] {
        assert_eq!(portal.signed_in(who).await.post(&action, &[("answer", "Да")]).await.status, 404, "{who}");
    }
    assert_eq!(colleague.post(&action, &[("answer", "")]).await.status, 422);
    assert_eq!(colleague.post(&action, &[("answer", "Принимать")]).await.status, 303);
    assert_eq!(colleague.post(&action, &[("answer", "Отказать")]).await.status, 409, "once");
    let page = clerk.get(&format!("/office/cases/{id}/opinions")).await;
    assert!(page.body.contains("Принимать") && !page.body.contains("Отказать"));
}

#[tokio::test]
async fn a_question_taken_back_or_overtaken_by_the_decision_has_a_dead_link() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    ask(&mut clerk, &id, &ADDRESS).await;
    let first = link(&portal, "arch@example.org").await;
    let page = clerk.get(&format!("/office/cases/{id}/opinions")).await;
    let withdrawal = page.attribute("form[action$='/withdrawal']", "action").unwrap();
    assert_eq!(portal.signed_in("colleague").await.post(&withdrawal, &[]).await.status, 409);
    for _ in 0..2 {
        assert_eq!(clerk.post(&withdrawal, &[]).await.status, 303);
    }
    assert_eq!(portal.client().get(&first).await.status, 404);
    ask(&mut clerk, &id, &ADDRESS).await;
    let second = link(&portal, "arch@example.org").await;
    assert_eq!(portal.client().get(&second).await.status, 200);
    assert_eq!(decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await.status, 303);
    assert_eq!(portal.client().post(&second, &[("answer", "Поздно")]).await.status, 404);
}

#[tokio::test]
async fn whoever_is_asked_is_reminded_once_by_a_link_that_takes_the_place_of_the_former() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let fields: Vec<(&str, &str)> =
        ADDRESS.iter().map(|(name, value)| (*name, if *name == "days" { "20" } else { *value })).collect();
    ask(&mut clerk, &id, &fields).await;
    let first = link(&portal, "arch@example.org").await;
    akno::office::opinions::sweep(&portal.state).await.unwrap();
    assert_eq!(link(&portal, "arch@example.org").await, first, "not yet");
    portal.clock.advance(Duration::days(40));
    for _ in 0..2 {
        akno::office::opinions::sweep(&portal.state).await.unwrap();
    }
    let all = portal.read(|conn| mails::newest(conn, 200)).await;
    assert_eq!(all.iter().filter(|mail| mail.recipient == "arch@example.org").count(), 2, "once");
    let second = link(&portal, "arch@example.org").await;
    assert_eq!(portal.client().get(&first).await.status, 404);
    assert_eq!(portal.client().get(&second).await.status, 200);
}

#[tokio::test]
async fn of_two_nodes_that_remind_at_once_one_writes_and_its_link_stands() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    ask(&mut clerk, &id, &ADDRESS).await;
    let opinion = portal.read(move |conn| opinions::of_case(conn, &id)).await.remove(0);
    let (now, theirs) = (portal.clock.now(), Some("the other node's".to_owned()));
    let mut node = Rival::begin(&portal.database);
    assert!(opinions::reminded(node.conn(), &opinion.id, theirs.clone(), now).unwrap());
    assert!(!opinions::reminded(node.conn(), &opinion.id, Some("a third".to_owned()), now).unwrap());
    portal.clock.advance(Duration::days(40));
    let (swept, ()) = tokio::join!(akno::office::opinions::sweep(&portal.state), node.commit_behind_others());
    swept.unwrap();
    let all = portal.read(|conn| mails::newest(conn, 200)).await;
    assert_eq!(all.iter().filter(|mail| mail.recipient == "arch@example.org").count(), 1, "that which asked");
    let kept = portal.read(move |conn| opinions::find(conn, &opinion.id)).await.unwrap();
    assert_eq!(kept.token_hash, theirs);
}
