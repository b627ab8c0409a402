//! Opening a decided case again: `/office/cases/{id}/reopening`.

use super::{decide, events, give_back, in_hands, kinds, pin, row, take};
use crate::fees::{bill, notice};
use crate::liquidation::pay;
use crate::support::client::{Answer, Client};
use crate::support::database::counted;
use crate::support::pdf::text;
use crate::support::portal::Portal;
use akno::store::documents::{self, DocumentRow};
use akno::store::{applications, bills, mails};
use chrono::{Datelike, Duration};
use portal::application::Status;

const REFUSE: [(&str, &str); 3] = [("outcome", "refuse"), ("reasons", "not-entitled"), ("words", "Нет права")];
const MISTAKE: [(&str, &str); 3] = [("reason", "mistake"), ("words", "Перепутали <b>дела</b>"), ("to", "queue")];

async fn reopen(portal: &Portal, client: &mut Client, id: &str, fields: &[(&str, &str)]) -> Answer {
    let revision = row(portal, id).await.revision.to_string();
    let mut fields = fields.to_vec();
    fields.push(("revision", &revision));
    client.post(&format!("/office/cases/{id}/reopening"), &fields).await
}

async fn letters(portal: &Portal, id: &str) -> Vec<DocumentRow> {
    portal.work_done().await;
    let id = id.to_owned();
    let mut found = portal.read(move |conn| documents::of_application(conn, &id)).await;
    found.retain(|document| document.kind != "receipt");
    found
}

#[tokio::test]
async fn a_refused_case_is_decided_anew_and_what_was_decided_before_stays_as_overtaken() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    decide(&portal, &mut clerk, &id, &REFUSE).await;
    let former = letters(&portal, &id).await.remove(0);
    let mut supervisor = portal.signed_in("supervisor").await;
    let case = supervisor.get(&format!("/office/cases/{id}?lang=en")).await;
    assert!(case.attribute(&format!("a[href='/office/cases/{id}/reopening']"), "href").is_some(), "{}", case.body);
    portal.clock.advance(Duration::days(7));
    let mut supervisor = portal.signed_in("supervisor").await;
    let form = supervisor.get(&format!("/office/cases/{id}/reopening?lang=en")).await;
    assert!(form.text_of("main").contains("term counts anew from today"), "{}", form.body);
    let answer = reopen(&portal, &mut supervisor, &id, &MISTAKE).await;
    assert_eq!((answer.status, answer.location()), (303, format!("/office/cases/{id}").as_str()), "{}", answer.body);

    let open = row(&portal, &id).await;
    assert_eq!((open.status(), open.clerk.as_deref(), open.decided_at), (Status::Filed, None, None));
    let due = portal.state.calendar.reckon(portal.clock.today(), 5, &[]).due;
    assert!(open.due_on.is_some() && open.due_on >= due.map(|due| due - Duration::days(30)), "{:?}", open.due_on);
    assert!(open.due_on > Some(portal.clock.today()), "the term is a new one");
    assert_eq!(kinds(&portal, &id).await.last().map(String::as_str), Some("reconsidered"));

    let page = elena.get(&format!("/applications/{id}?lang=en")).await;
    let page = if page.status == 200 {
        page
    } else {
        elena = portal.signed_in("elena").await;
        elena.get(&format!("/applications/{id}?lang=en")).await
    };
    let said = page.text_of("#overtaken");
    assert!(said.contains("was overtaken") && said.contains("Перепутали <b>дела</b>"), "{}", page.body);
    assert!(!said.contains("Ольга") && page.text_of("main").contains("The case was opened again"), "{}", page.body);
    let verified = portal.client().get(&format!("/verify/{}?lang=en", former.verify_code)).await;
    let overtaken = verified.text_of("main");
    assert!(
        overtaken.contains("Decision: refused") && overtaken.contains("This decision was overtaken"),
        "{overtaken}"
    );
    let letter = letters(&portal, &id).await.pop().unwrap();
    assert_eq!((letter.kind.as_str(), letter.turn), ("reconsidered", 1));
    let pdf = text(letter.bytes.as_ref().unwrap());
    assert!(pdf.contains("открыто заново") && pdf.contains("по ошибке") && pdf.contains("Перепутали"), "{pdf}");
    let subject = id.clone();
    let mails = portal.read(move |conn| mails::of_application(conn, &subject)).await;
    assert!(mails.last().unwrap().subject.contains("открыто заново"), "{}", mails.last().unwrap().subject);
    assert!(!mails.last().unwrap().body.contains("Перепутали"), "nothing of why is in the mail");

    // Decided anew it has a second decision and a second letter; both can be told from one another.
    let mut clerk = portal.signed_in("clerk0").await;
    take(&mut clerk, &id).await;
    assert_eq!(decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await.status, 303);
    assert_eq!(row(&portal, &id).await.status(), Status::Accepted);
    let decisions: Vec<DocumentRow> =
        letters(&portal, &id).await.into_iter().filter(|document| document.kind == "decision").collect();
    assert_eq!(decisions.iter().map(|letter| letter.turn).collect::<Vec<_>>(), [0, 1]);
    assert!(text(decisions[0].bytes.as_ref().unwrap()).contains("Решение: отказано"));
    assert!(text(decisions[1].bytes.as_ref().unwrap()).contains("Решение: принято"));
    let verified = portal.client().get(&format!("/verify/{}?lang=en", decisions[1].verify_code)).await;
    assert!(!verified.text_of("main").contains("overtaken"), "{}", verified.body);
    let case = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    assert!(case.text_of("main").contains("Accepted on") && case.text_of("#overtaken").contains("Нет права"));
    let subject = id.clone();
    let found = portal.read(move |conn| applications::decisions(conn, &subject)).await;
    assert_eq!(found.iter().map(|one| one.outcome.as_str()).collect::<Vec<_>>(), ["refused", "accepted"]);
    let (_, differences) = crate::replay::compared(&portal, false).await;
    assert!(differences.is_empty(), "its history leads to where it stands: {differences:?}");
}

#[tokio::test]
async fn what_is_accepted_or_open_is_not_opened_again_and_only_by_the_supervisor_of_the_office() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    let mut supervisor = portal.signed_in("supervisor").await;
    assert_eq!(reopen(&portal, &mut supervisor, &id, &MISTAKE).await.status, 409, "it is open");
    assert_eq!(reopen(&portal, &mut clerk, &id, &MISTAKE).await.status, 404);
    assert_eq!(reopen(&portal, &mut elena, &id, &MISTAKE).await.status, 404);
    decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await;
    let page = supervisor.get(&format!("/office/cases/{id}/reopening?lang=en")).await;
    assert!(page.text_of("main").contains("only appended to") && page.all("main form").is_empty(), "{}", page.body);
    assert_eq!(reopen(&portal, &mut supervisor, &id, &MISTAKE).await.status, 409);
    assert_eq!(row(&portal, &id).await.status(), Status::Accepted);
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM reopenings").await, 0);
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_what_was_typed_stays() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    decide(&portal, &mut clerk, &id, &REFUSE).await;
    let mut supervisor = portal.signed_in("supervisor").await;
    let hostile = "</textarea><script>alert(1)</script>";
    let long = "я".repeat(4_001);
    let act = "9".repeat(101);
    let day = |date: chrono::NaiveDate| [date.day(), date.month(), date.year() as u32].map(|part| part.to_string());
    let [d, m, y] = day(portal.clock.today().succ_opt().unwrap());
    let wrong: [(&str, Vec<(&str, &str)>); 8] = [
        ("reason", vec![("reason", "whim"), ("words", hostile), ("to", "queue")]),
        ("words", vec![("reason", "mistake"), ("words", " \0 "), ("to", "queue")]),
        ("words", vec![("reason", "mistake"), ("words", &long), ("to", "queue")]),
        ("act", vec![("reason", "court"), ("words", hostile), ("to", "queue")]),
        ("act", vec![("reason", "mistake"), ("act", &act), ("words", hostile), ("to", "queue")]),
        ("act_on", vec![("reason", "court"), ("act", "7"), ("words", hostile), ("to", "queue")]),
        (
            "act_on",
            vec![
                ("reason", "court"),
                ("act", "7"),
                ("act_on_day", &d),
                ("act_on_month", &m),
                ("act_on_year", &y),
                ("words", hostile),
                ("to", "queue"),
            ],
        ),
        ("to", vec![("reason", "mistake"), ("words", hostile)]),
    ];
    for (field, fields) in &wrong {
        let page = reopen(&portal, &mut supervisor, &id, fields).await;
        assert_eq!(page.status, 422, "{field}");
        assert!(page.attribute(&format!("main a[href='#{field}']"), "href").is_some(), "{field}: {}", page.body);
        assert!(!page.body.contains("<script>alert"), "{field}");
    }
    // Nobody of this office.
    let stranger = [("reason", "mistake"), ("words", "да"), ("to", "clerk1")];
    assert_eq!(reopen(&portal, &mut supervisor, &id, &stranger).await.status, 404);
    assert_eq!(row(&portal, &id).await.status(), Status::Refused);
}

#[tokio::test]
async fn sent_twice_or_by_two_at_once_it_is_opened_once() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    decide(&portal, &mut clerk, &id, &REFUSE).await;
    let supervisor = portal.signed_in("supervisor").await;
    let revision = row(&portal, &id).await.revision.to_string();
    let path = format!("/office/cases/{id}/reopening");
    let [d, m, y] = {
        let today = portal.clock.today();
        [today.day().to_string(), today.month().to_string(), today.year().to_string()]
    };
    let fields = [
        ("reason", "court"),
        ("act", "12-3/2026"),
        ("act_on_day", d.as_str()),
        ("act_on_month", m.as_str()),
        ("act_on_year", y.as_str()),
        ("words", "Суд отменил отказ"),
        ("to", "clerk0"),
        ("revision", revision.as_str()),
    ];
    let (mut one, mut other) = (supervisor.clone(), supervisor);
    let (a, b) = tokio::join!(one.post(&path, &fields), other.post(&path, &fields));
    let mut statuses = [a.status, b.status];
    statuses.sort();
    assert_eq!(statuses, [303, 409], "{} {}", a.body, b.body);
    let open = row(&portal, &id).await;
    assert_eq!((open.status(), open.clerk.as_deref()), (Status::InReview, Some("clerk0")), "in the clerk's hands");
    assert_eq!(kinds(&portal, &id).await.iter().filter(|kind| *kind == "reconsidered").count(), 1);
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM reopenings").await, 1);
    assert_eq!(one.post(&path, &fields).await.status, 409, "nor later");
    let case = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    assert!(case.text_of("#overtaken").contains("12-3/2026"), "{}", case.body);
    let body = &events(&portal, &id).await.into_iter().find(|event| event.kind == "reconsidered").unwrap().body;
    assert!(body.contains("court"), "{body}");
}

#[tokio::test]
async fn a_cancelled_bill_is_billed_anew_and_one_that_was_paid_stays_paid() {
    let portal = Portal::start().await;
    let (id, mut elena) = notice(&portal).await;
    let mut clerk = portal.signed_in("clerk0").await;
    take(&mut clerk, &id).await;
    let leave = [("outcome", "leave"), ("left_reasons", "left-not-paid"), ("left_words", "Не оплачено")];
    assert_eq!(decide(&portal, &mut clerk, &id, &leave).await.status, 303);
    let former = bill(&portal, &id).await;
    let mut supervisor = portal.signed_in("supervisor").await;
    portal.clock.advance(Duration::seconds(5));
    assert_eq!(reopen(&portal, &mut supervisor, &id, &MISTAKE).await.status, 303);
    let anew = bill(&portal, &id).await;
    assert!(anew.is_due() && anew.row.number != former.row.number);
    assert_eq!(row(&portal, &id).await.due_on, None, "the term waits for it");
    let page = elena.get(&format!("/applications/{id}/bill?lang=en")).await;
    assert!(page.text_of("main").contains("Not paid yet"), "{}", page.body);
    let of_bills: Vec<DocumentRow> =
        letters(&portal, &id).await.into_iter().filter(|document| document.kind == "bill").collect();
    assert_eq!(of_bills.len(), 2);
    assert!(text(of_bills[0].bytes.as_ref().unwrap()).contains(&portal::code::grouped(&former.row.number)));
    assert!(text(of_bills[1].bytes.as_ref().unwrap()).contains(&portal::code::grouped(&anew.row.number)));
    pay(&mut clerk, &id, portal.clock.today(), "77").await;
    assert!(row(&portal, &id).await.due_on.is_some(), "and begins with its payment");

    // Refused after it was paid, and opened again: nothing is owed, and the term runs at once.
    take(&mut clerk, &id).await;
    let refuse = [("outcome", "refuse"), ("reasons", "not-entitled"), ("words", "нет права")];
    assert_eq!(decide(&portal, &mut clerk, &id, &refuse).await.status, 303);
    assert_eq!(reopen(&portal, &mut supervisor, &id, &MISTAKE).await.status, 303);
    assert!(bill(&portal, &id).await.payment.is_some());
    assert!(row(&portal, &id).await.due_on.is_some());
    let of_case = id.clone();
    assert!(portal.read(move |conn| bills::of_application(conn, &of_case)).await.is_some());
    let count = format!("SELECT COUNT(*) AS count FROM bills WHERE application_id = '{id}'");
    assert_eq!(counted(&portal.state.db, count).await, 2);
}

#[tokio::test]
async fn one_left_while_it_was_with_the_applicant_comes_back_as_it_was_filed() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    pin(&mut clerk, &id, "house", "Такого дома нет").await;
    give_back(&portal, &mut clerk, &id).await;
    let typed = [("house", "9".to_owned())];
    crate::support::journey::save(&mut elena, &format!("/applications/{id}"), "street", &typed).await;
    let leave = [("outcome", "leave"), ("left_reasons", "left-not-corrected"), ("left_words", "Не исправлено")];
    assert_eq!(decide(&portal, &mut clerk, &id, &leave).await.status, 303);
    let page = elena.get(&format!("/applications/{id}?lang=en")).await;
    assert!(page.text_of("main").contains("7А"), "what was filed, not what was being typed: {}", page.body);
    let mut supervisor = portal.signed_in("supervisor").await;
    assert_eq!(reopen(&portal, &mut supervisor, &id, &MISTAKE).await.status, 303);
    assert_eq!(row(&portal, &id).await.answers().get("house"), "7А");
    take(&mut clerk, &id).await;
    pin(&mut clerk, &id, "house", "И всё же").await;
    assert_eq!(give_back(&portal, &mut clerk, &id).await.status, 303);
    let returns: Vec<DocumentRow> =
        letters(&portal, &id).await.into_iter().filter(|document| document.kind == "returned").collect();
    assert_eq!(returns.iter().map(|letter| (letter.round, letter.turn)).collect::<Vec<_>>(), [(1, 0), (1, 1)]);
    assert!(text(returns[1].bytes.as_ref().unwrap()).contains("И всё же"));
    let tasks = elena.get(&format!("/applications/{id}?lang=en")).await;
    assert!(tasks.body.contains(&returns[1].id), "the last letter is the one to read: {}", tasks.body);
}
