//! Decisions that a second person confirms: `/office/second-person`, `/office/cases/{id}/confirmation`.

use super::{decide, in_hands, kinds, row};
use crate::support::client::{Answer, Client};
use crate::support::database::counted;
use crate::support::portal::Portal;
use chrono::{Datelike, NaiveDate};
use portal::application::Status;

const REFUSE: [(&str, &str); 3] =
    [("outcome", "refuse"), ("reasons", "not-entitled"), ("words", "Нет права <b>действовать</b>")];

/// The supervisor wants two people for some decisions about moves, from today on.
async fn two_people(portal: &Portal, needs: &[&str]) -> Client {
    let mut supervisor = portal.signed_in("supervisor").await;
    let mut fields = vec![("procedure", "change-of-location")];
    fields.extend(needs.iter().map(|need| ("needs", *need)));
    let answer = supervisor.post("/office/second-person", &fields).await;
    assert_eq!((answer.status, answer.location()), (303, "/office/second-person"), "{}", answer.body);
    supervisor
}

/// What somebody does with the prepared decision before them.
async fn confirm(portal: &Portal, client: &mut Client, id: &str, fields: &[(&str, &str)]) -> Answer {
    let revision = row(portal, id).await.revision.to_string();
    let mut fields = fields.to_vec();
    fields.push(("revision", &revision));
    client.post(&format!("/office/cases/{id}/confirmation"), &fields).await
}

/// Letters, mails about the decision, decisions and entries of a case.
async fn traces(portal: &Portal, id: &str) -> [i64; 3] {
    let count = |query: String| counted(&portal.state.db, query);
    [
        count(format!("SELECT COUNT(*) AS count FROM documents WHERE application_id = '{id}' AND kind = 'decision'"))
            .await,
        count(format!("SELECT COUNT(*) AS count FROM decisions WHERE application_id = '{id}'")).await,
        count(format!("SELECT COUNT(*) AS count FROM register_entries WHERE application_id = '{id}'")).await,
    ]
}

#[tokio::test]
async fn nothing_is_decided_before_a_second_person_confirms_and_the_deadline_goes_on() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    let mut supervisor = two_people(&portal, &["accept", "refuse"]).await;
    let due = row(&portal, &id).await.due_on;
    let mails = counted(&portal.state.db, "SELECT COUNT(*) AS count FROM mails").await;
    assert_eq!(decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await.status, 303);
    let prepared = row(&portal, &id).await;
    assert_eq!((prepared.status(), prepared.due_on), (Status::InReview, due));
    assert_eq!(traces(&portal, &id).await, [0, 0, 0]);
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM mails").await, mails, "nobody is told");
    assert!(elena.get(&format!("/applications/{id}?lang=en")).await.body.contains("In review"), "nor does she see it");

    // Whoever prepared it cannot confirm it, and has it neither in their part of the list nor twice.
    assert!(!clerk.get("/office?tab=confirm").await.body.contains(&id));
    let again = decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await;
    assert_eq!(again.status, 303, "an accident leaves one decision");
    let own = clerk.get(&format!("/office/cases/{id}/confirmation?lang=en")).await;
    assert!(own.body.contains("You prepared a decision") && own.all("input[name='what']").is_empty(), "{}", own.body);
    assert_eq!(confirm(&portal, &mut clerk, &id, &[("what", "confirm")]).await.status, 409);
    assert_eq!(traces(&portal, &id).await, [0, 0, 0]);
    assert_eq!(clerk.get(&format!("/office/cases/{id}/decision")).await.status, 303, "it is decided already, for her");
    let mine = clerk.get("/office?tab=mine&lang=en").await;
    assert!(mine.text_of("tbody tr").contains("Decision prepared"), "{}", mine.body);

    // The other sees what was prepared and what it does.
    let list = supervisor.get("/office?tab=confirm&lang=en").await;
    assert!(list.body.contains(&id) && list.body.contains("To confirm"), "{}", list.body);
    let page = supervisor.get(&format!("/office/cases/{id}/confirmation?lang=en")).await;
    assert!(page.text_of("#prepared").contains("ул. Оршанская, 7А") && page.body.contains("Ирина Быкова"));
    assert_eq!(confirm(&portal, &mut supervisor, &id, &[]).await.status, 422);
    assert_eq!(confirm(&portal, &mut supervisor, &id, &[("what", "confirm")]).await.status, 303);
    assert_eq!(row(&portal, &id).await.status(), Status::Accepted);
    let [letters, decisions, entries] = traces(&portal, &id).await;
    assert_eq!((letters, decisions), (1, 1));
    assert!(entries > 0);
    assert_eq!(kinds(&portal, &id).await.last().map(String::as_str), Some("accepted"));
    let case = supervisor.get(&format!("/office/cases/{id}?lang=en")).await;
    assert!(case.body.contains("prepared by Ирина Быкова") && case.body.contains("Алла Дрозд"), "{}", case.body);
    assert_eq!(confirm(&portal, &mut supervisor, &id, &[("what", "confirm")]).await.status, 409, "nor twice");
}

#[tokio::test]
async fn it_is_sent_back_with_words_that_only_the_office_sees() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    let mut supervisor = two_people(&portal, &["refuse"]).await;
    decide(&portal, &mut clerk, &id, &REFUSE).await;
    let page = supervisor.get(&format!("/office/cases/{id}/confirmation?lang=en")).await;
    assert!(page.text_of("#prepared").contains("Нет права <b>действовать</b>"), "{}", page.body);
    let empty = confirm(&portal, &mut supervisor, &id, &[("what", "send-back"), ("words", " ")]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.attribute("main a[href='#words']", "href").is_some());
    let long = "я".repeat(4_001);
    let page = confirm(&portal, &mut supervisor, &id, &[("what", "send-back"), ("words", &long)]).await;
    assert_eq!(page.status, 422);
    assert!(page.text_of("textarea#words").contains(&long), "what was typed is there");
    let hostile = "</p><script>alert(1)</script> Назовите закон";
    let sent = confirm(&portal, &mut supervisor, &id, &[("what", "send-back"), ("words", hostile)]).await;
    assert_eq!(sent.status, 303);
    assert_eq!(row(&portal, &id).await.status(), Status::InReview);
    let case = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    assert!(case.text_of("#sent-back").contains("Назовите закон") && !case.body.contains("<script>alert"));
    assert!(case.text_of("#sent-back").contains("Алла Дрозд"));
    for path in [format!("/applications/{id}"), "/account/data".to_owned()] {
        assert!(!elena.get(&path).await.body.contains("Назовите закон"), "{path}");
    }
    // Prepared anew, taken back by whoever prepared it alone, prepared again and confirmed by a colleague.
    decide(&portal, &mut clerk, &id, &REFUSE).await;
    let mut colleague = portal.signed_in("colleague").await;
    assert_eq!(colleague.post(&format!("/office/cases/{id}/recall"), &[]).await.status, 409);
    assert_eq!(clerk.post(&format!("/office/cases/{id}/recall"), &[]).await.status, 303);
    assert_eq!(confirm(&portal, &mut colleague, &id, &[("what", "confirm")]).await.status, 409, "nothing waits");
    decide(&portal, &mut clerk, &id, &REFUSE).await;
    assert_eq!(confirm(&portal, &mut colleague, &id, &[("what", "confirm")]).await.status, 303);
    assert_eq!(row(&portal, &id).await.status(), Status::Refused);
    assert!(elena.get(&format!("/applications/{id}")).await.body.contains("Нет права"), "the applicant reads why");
    assert_eq!(traces(&portal, &id).await, [1, 1, 0]);
}

#[tokio::test]
async fn of_two_who_confirm_and_send_back_at_once_one_stands() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let supervisor = two_people(&portal, &["accept"]).await;
    let colleague = portal.signed_in("colleague").await;
    decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await;
    let (mut one, mut other, mut third) = (supervisor.clone(), colleague, supervisor);
    let (a, b, c) = tokio::join!(
        confirm(&portal, &mut one, &id, &[("what", "confirm")]),
        confirm(&portal, &mut other, &id, &[("what", "send-back"), ("words", "нет")]),
        confirm(&portal, &mut third, &id, &[("what", "confirm")]),
    );
    let statuses = [a.status, b.status, c.status];
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| [303, 409].contains(status)), "{statuses:?}");
    let accepted = b.status != 303;
    assert_eq!(row(&portal, &id).await.status(), if accepted { Status::Accepted } else { Status::InReview });
    assert_eq!(traces(&portal, &id).await[..2], if accepted { [1, 1] } else { [0, 0] });
    let endings =
        format!("SELECT COUNT(*) AS count FROM preparations WHERE application_id = '{id}' AND ending IS NULL");
    assert_eq!(counted(&portal.state.db, endings).await, 0);
}

#[tokio::test]
async fn what_was_prepared_is_void_once_the_case_changes() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    let mut supervisor = two_people(&portal, &["accept"]).await;
    decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await;
    let stale = row(&portal, &id).await.revision.to_string();
    clerk.post(&format!("/office/cases/{id}/release"), &[]).await;
    super::take(&mut clerk, &id).await;
    assert_eq!(supervisor.get(&format!("/office/cases/{id}/confirmation")).await.status, 409);
    assert!(!supervisor.get("/office?tab=confirm").await.body.contains(&id));
    // Prepared anew while the other's page still shows the former one: they are told and asked again.
    decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await;
    let path = format!("/office/cases/{id}/confirmation");
    let page = supervisor.post(&path, &[("what", "send-back"), ("words", "проверьте"), ("revision", &stale)]).await;
    assert_eq!(page.status, 409, "{}", page.body);
    assert!(page.text_of("textarea#words").contains("проверьте"), "what was typed is there");
    assert_eq!(row(&portal, &id).await.status(), Status::InReview);
    // The applicant takes the case back: there is nothing to confirm.
    assert_eq!(elena.post(&format!("/applications/{id}/withdrawal"), &[]).await.status, 303);
    assert_eq!(confirm(&portal, &mut supervisor, &id, &[("what", "confirm")]).await.status, 409);
    assert_eq!(traces(&portal, &id).await, [0, 0, 0]);
}

#[tokio::test]
async fn what_cannot_be_accepted_any_more_is_not_confirmed_and_says_why() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let first = crate::support::journey::id(&crate::support::journey::filed(&portal, &mut elena).await);
    let second = crate::support::journey::id(&crate::support::journey::filed(&portal, &mut elena).await);
    let mut clerk = portal.signed_in("clerk0").await;
    for id in [&first, &second] {
        super::take(&mut clerk, id).await;
    }
    let mut supervisor = two_people(&portal, &["accept"]).await;
    for id in [&first, &second] {
        assert_eq!(decide(&portal, &mut clerk, id, &[("outcome", "accept")]).await.status, 303);
    }
    assert_eq!(confirm(&portal, &mut supervisor, &first, &[("what", "confirm")]).await.status, 303);
    let page = confirm(&portal, &mut supervisor, &second, &[("what", "confirm")]).await;
    assert_eq!(page.status, 422, "the register has an entry of the same day by now: {}", page.body);
    assert_eq!(traces(&portal, &second).await, [0, 0, 0]);
    assert_eq!(row(&portal, &second).await.status(), Status::InReview);
}

#[tokio::test]
async fn many_at_once_leave_such_cases_alone_and_say_why() {
    let portal = Portal::with(|config| config.worker = false).await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    two_people(&portal, &["accept"]).await;
    let run = clerk.post("/office/runs", &[("query", "tab=mine"), ("case", &id)]).await.location().to_owned();
    clerk.post(&run, &[("action", "accept")]).await;
    let page = clerk.get(&format!("{run}?lang=en")).await;
    assert!(page.text_of("table tbody").contains("A second person confirms this decision"), "{}", page.body);
    // Confirmed all the same, it is not done: the worker asks the same rule.
    let run_id = run.rsplit('/').next().unwrap().to_owned();
    let begun = portal.read(move |conn| akno::store::runs::find(conn, &run_id)).await.unwrap();
    let act = akno::office::runs::shown(&begun);
    assert_eq!(clerk.post(&format!("{run}/confirmation"), &[("act", &act)]).await.status, 303);
    portal.clock.advance(chrono::Duration::seconds(61));
    akno::office::runs::work(&portal.state, run.rsplit('/').next().unwrap()).await.unwrap();
    assert_eq!(row(&portal, &id).await.status(), Status::InReview);
    assert_eq!(traces(&portal, &id).await, [0, 0, 0]);
    let refused = clerk.post("/office/runs", &[("query", "tab=mine"), ("case", &id)]).await.location().to_owned();
    clerk.post(&refused, &[("action", "refuse"), ("reasons", "not-entitled"), ("words", "нет права")]).await;
    let page = clerk.get(&format!("{refused}?lang=en")).await;
    assert!(page.text_of("table tbody").contains("would work"), "refusing needs one person: {}", page.body);
}

#[tokio::test]
async fn the_supervisor_sets_it_by_procedure_and_day_and_what_is_wrong_stands_at_its_field() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let mut supervisor = portal.signed_in("supervisor").await;
    let path = "/office/second-person";
    let day = |date: NaiveDate| {
        [("from_day", date.day()), ("from_month", date.month())]
            .map(|(name, number)| (name, number.to_string()))
            .into_iter()
            .chain([("from_year", date.year().to_string())])
            .collect::<Vec<_>>()
    };
    let today = portal.clock.today();
    for (date, field) in [(today.pred_opt().unwrap(), "from"), (today + chrono::Duration::days(2_000), "from")] {
        let typed = day(date);
        let mut fields = vec![("procedure", "change-of-location"), ("needs", "accept")];
        fields.extend(typed.iter().map(|(name, value)| (*name, value.as_str())));
        let page = supervisor.post(path, &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains(&format!("href=\"#{field}")), "{}", page.body);
        assert!(page.attribute("input[name='needs'][value='accept']", "checked").is_some(), "what was ticked stays");
    }
    for fields in [&[("procedure", "x")][..], &[], &[("procedure", "manager"), ("from_day", "99")]] {
        assert_eq!(supervisor.post(path, fields).await.status, 422, "{fields:?}");
    }
    // From tomorrow on: today one person still decides.
    let typed = day(today.succ_opt().unwrap());
    let mut fields = vec![("procedure", "change-of-location"), ("needs", "accept")];
    fields.extend(typed.iter().map(|(name, value)| (*name, value.as_str())));
    for _ in 0..2 {
        assert_eq!(supervisor.post(path, &fields).await.status, 303);
    }
    let rules = "SELECT COUNT(*) AS count FROM second_person_rules";
    assert_eq!(counted(&portal.state.db, rules).await, 1, "twice is once");
    let page = supervisor.get(&format!("{path}?lang=en")).await;
    assert!(page.text_of("tbody tr").contains("Accepting") && page.text_of("tbody tr").contains("To come"));
    assert_eq!(decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await.status, 303);
    assert_eq!(row(&portal, &id).await.status(), Status::Accepted);
    // It is each office's own, and a clerk sets nothing.
    assert_eq!(clerk.get(path).await.status, 404);
    assert_eq!(clerk.post(path, &fields).await.status, 404);
    assert_eq!(counted(&portal.state.db, rules).await, 1);
}
