//! In whose hands cases are: handing over, spreading the queue, absences, deadlines told of, notes, and two in one
//! case.

use super::lists::{copies, filed, shown};
use super::{decide, events, in_hands, kinds, row};
use crate::administration::{lock, post};
use crate::support::client::Client;
use crate::support::database::counted;
use crate::support::portal::{Portal, email, offices};
use akno::store::{absences, mails};
use chrono::{Datelike, Duration, NaiveDate};
use portal::application::Status;

async fn hand(portal: &Portal, client: &mut Client, id: &str, to: &str, note: &str) -> u16 {
    let revision = row(portal, id).await.revision.to_string();
    let fields = [("revision", revision.as_str()), ("to", to), ("note", note)];
    client.post(&format!("/office/cases/{id}/handover"), &fields).await.status
}

fn boxes(name: &str, day: NaiveDate) -> Vec<(String, String)> {
    [("day", day.day()), ("month", day.month()), ("year", day.year() as u32)]
        .map(|(part, number)| (format!("{name}_{part}"), number.to_string()))
        .into()
}

async fn absent(client: &mut Client, who: &str, days: (NaiveDate, NaiveDate), substitute: &str) -> u16 {
    let mut fields = boxes("first", days.0);
    fields.extend(boxes("last", days.1));
    fields.extend([("account".to_owned(), who.to_owned()), ("substitute".to_owned(), substitute.to_owned())]);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.post("/office/absences", &fields).await.status
}

#[tokio::test]
async fn a_case_is_handed_over_with_a_note_that_the_applicant_never_sees() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    let form = clerk.get(&format!("/office/cases/{id}/handover?lang=en")).await;
    assert!(form.text_of("main").contains("Вера Гайко") && !form.all("input[value=clerk0]").iter().any(|_| true));
    assert_eq!(hand(&portal, &mut clerk, &id, "", "").await, 422);
    assert_eq!(hand(&portal, &mut clerk, &id, "clerk1", "").await, 404, "of another office");
    assert_eq!(hand(&portal, &mut clerk, &id, "elena", "").await, 404, "no colleague");
    assert_eq!(hand(&portal, &mut clerk, &id, "\0", "").await, 422);
    let too_long = "я".repeat(2_001);
    let path = format!("/office/cases/{id}/handover");
    let revision = row(&portal, &id).await.revision.to_string();
    let answer = clerk.post(&path, &[("revision", &revision), ("to", "colleague"), ("note", &too_long)]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains(&too_long), "nothing typed is lost");
    assert_eq!(hand(&portal, &mut clerk, &id, "colleague", "Смотри <b>устав</b>").await, 303);
    assert_eq!(row(&portal, &id).await.clerk.as_deref(), Some("colleague"));
    assert_eq!(kinds(&portal, &id).await.last().map(String::as_str), Some("assigned"));
    assert_eq!(hand(&portal, &mut clerk, &id, "colleague", "").await, 409, "it is not theirs any more");
    let mut colleague = portal.signed_in("colleague").await;
    let page = colleague.get(&format!("/office/cases/{id}?lang=en")).await;
    assert!(page.text_of("main").contains("Смотри <b>устав</b>"), "the note stays text");
    assert!(page.text_of("main").contains("Handed to a clerk") && page.text_of("main").contains("To: Вера Гайко"));
    let own = elena.get(&format!("/applications/{id}?lang=en")).await;
    assert!(own.text_of("main").contains("Handed to a clerk"));
    assert!(!own.body.contains("устав") && !own.body.contains("Гайко"));
    assert!(!elena.get(&format!("/applications/{id}/messages")).await.body.contains("устав"));
}

#[tokio::test]
async fn the_supervisor_hands_out_what_nobody_has_and_takes_back_what_somebody_has() {
    let portal = Portal::start().await;
    let id = filed(&portal).await;
    let mut supervisor = portal.signed_in("supervisor").await;
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(hand(&portal, &mut clerk, &id, "colleague", "").await, 409, "a clerk hands over what is theirs");
    assert_eq!(hand(&portal, &mut supervisor, &id, "clerk0", "").await, 303);
    let given = row(&portal, &id).await;
    assert_eq!((given.status(), given.clerk.as_deref()), (Status::InReview, Some("clerk0")));
    assert!(given.due_on.is_some(), "the clock runs on");
    assert_eq!(hand(&portal, &mut supervisor, &id, "clerk0", "").await, 303, "twice is once");
    assert_eq!(kinds(&portal, &id).await.iter().filter(|kind| *kind == "assigned").count(), 1);
    let stale = [("revision", "1"), ("to", "colleague")];
    assert_eq!(supervisor.post(&format!("/office/cases/{id}/handover"), &stale).await.status, 409);
    assert_eq!(hand(&portal, &mut supervisor, &id, "queue", "").await, 303);
    let back = row(&portal, &id).await;
    assert_eq!((back.status(), back.clerk), (Status::Filed, None));
    let mut elsewhere = portal.signed_in("clerk1").await;
    assert_eq!(hand(&portal, &mut elsewhere, &id, "clerk1", "").await, 404);
}

#[tokio::test]
async fn the_queue_is_spread_as_planned_once_whoever_presses_twice() {
    let portal = Portal::start().await;
    let (id, ..) = in_hands(&portal).await;
    copies(&portal, &id, 5, |_, row| {
        row.status = "filed".into();
        row.clerk = None;
    })
    .await;
    let unpaid = copies(&portal, &id, 1, |_, row| {
        row.status = "filed".into();
        (row.clerk, row.due_on) = (None, None);
    })
    .await;
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(clerk.get("/office/distribution").await.status, 404);
    let mut supervisor = portal.signed_in("supervisor").await;
    let plan = supervisor.get("/office/distribution?lang=en").await;
    let html = scraper::Html::parse_document(&plan.body);
    let hidden = scraper::Selector::parse("input[name=case]").unwrap();
    let cases: Vec<String> = html.select(&hidden).map(|e| e.value().attr("value").unwrap().to_owned()).collect();
    assert_eq!(cases.len(), 5, "one whose clock does not run stays in the queue");
    assert_eq!(
        counted(&portal.state.db, "SELECT COUNT(*) AS count FROM applications WHERE clerk = 'colleague'").await,
        0
    );
    let fields: Vec<(&str, &str)> = cases.iter().map(|case| ("case", case.as_str())).collect();
    let mut again = supervisor.clone();
    let (one, two) =
        tokio::join!(supervisor.post("/office/distribution", &fields), again.post("/office/distribution", &fields));
    for answer in [one, two] {
        assert_eq!(answer.location(), "/office/distribution?done=5&changed=0");
    }
    for (who, load) in [("clerk0", 3), ("colleague", 3)] {
        let query =
            format!("SELECT COUNT(*) AS count FROM applications WHERE clerk = '{who}' AND status = 'in_review'");
        assert_eq!(counted(&portal.state.db, query).await, load, "{who}");
    }
    let assigned = "SELECT COUNT(*) AS count FROM application_events WHERE kind = 'assigned'";
    assert_eq!(counted(&portal.state.db, assigned).await, 5);
    assert_eq!(row(&portal, &unpaid[0]).await.clerk, None);
    // What comes back forged or late changes nothing.
    for (forged, status) in [("", 400), ("x", 400), ("x 1 clerk0", 303), ("\0 1 clerk0", 400)] {
        assert_eq!(supervisor.post("/office/distribution", &[("case", forged)]).await.status, status, "{forged}");
    }
    let forged = format!("{} 1 clerk1", unpaid[0]);
    let answer = supervisor.post("/office/distribution", &[("case", &forged)]).await;
    assert_eq!(answer.location(), "/office/distribution?done=0&changed=1", "a clerk of another office gets nothing");
}

#[tokio::test]
async fn cases_pass_to_the_substitute_on_the_first_day_and_nothing_goes_to_who_is_away() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let today = portal.clock.today();
    let (from, until) = (today + Duration::days(3), today + Duration::days(10));
    assert_eq!(absent(&mut clerk, "", (until, from), "").await, 422, "the last day before the first");
    assert_eq!(absent(&mut clerk, "", (from - Duration::days(90), from - Duration::days(80)), "").await, 422);
    assert_eq!(absent(&mut clerk, "colleague", (from, until), "").await, 404, "only one's own");
    assert_eq!(absent(&mut clerk, "", (from, until), "clerk1").await, 404, "of another office");
    let undated = clerk.post("/office/absences?lang=en", &[("first_day", "31"), ("first_month", "2")]).await;
    assert_eq!(undated.status, 422);
    let named = undated.all(".error-summary li");
    assert!(named.len() == 2 && named[0].contains("First day") && named[1].contains("Last day"), "{named:?}");
    assert_eq!(absent(&mut clerk, "", (from, until), "colleague").await, 303);
    assert_eq!(absent(&mut clerk, "", (until, until), "").await, 422, "noted already");
    akno::office::absences::sweep(&portal.state).await.unwrap();
    assert_eq!(row(&portal, &id).await.clerk.as_deref(), Some("clerk0"), "not yet");
    portal.clock.advance(Duration::days(3));
    for _ in 0..2 {
        akno::office::absences::sweep(&portal.state).await.unwrap();
    }
    assert_eq!(row(&portal, &id).await.clerk.as_deref(), Some("colleague"));
    assert_eq!(kinds(&portal, &id).await.iter().filter(|kind| *kind == "assigned").count(), 1, "once");
    let mut supervisor = portal.signed_in("supervisor").await;
    assert_eq!(hand(&portal, &mut supervisor, &id, "clerk0", "").await, 422, "away");
    let list = supervisor.get("/office/absences?lang=en").await;
    assert!(list.text_of("tbody").contains("Ирина Быкова") && list.text_of("tbody").contains("Вера Гайко"));
    let end = list.attribute("form[action$='/end']", "action").unwrap();
    for (who, status) in [("colleague", 404), ("clerk1", 404), ("elena", 404), ("clerk0", 303), ("supervisor", 303)] {
        assert_eq!(portal.signed_in(who).await.post(&end, &[]).await.status, status, "{who}");
    }
    assert_eq!(hand(&portal, &mut supervisor, &id, "clerk0", "").await, 303, "back again");
}

#[tokio::test]
async fn nobody_stands_in_for_themselves() {
    let portal = Portal::start().await;
    let today = portal.clock.today();
    let days = (today + Duration::days(3), today + Duration::days(10));
    let mut clerk = portal.signed_in("clerk0").await;
    let form = clerk.get("/office/absences").await;
    assert!(form.attribute("select[name=substitute] option[value=clerk0]", "value").is_none(), "{}", form.body);
    assert!(form.attribute("select[name=substitute] option[value=colleague]", "value").is_some(), "{}", form.body);
    let mut supervisor = portal.signed_in("supervisor").await;
    for (client, whose) in [(&mut clerk, ""), (&mut supervisor, "clerk0")] {
        assert_eq!(absent(client, whose, days, "clerk0").await, 422, "{whose}");
        assert!(client.get("/office/absences").await.all("form[action$='/end']").is_empty(), "nothing was noted");
    }
    let mut fields = boxes("first", days.0);
    fields.extend(boxes("last", days.1));
    fields.push(("substitute".to_owned(), "clerk0".to_owned()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let refused = clerk.post("/office/absences?lang=en", &fields).await;
    assert_eq!(refused.attribute(".error-summary a", "href").as_deref(), Some("#substitute"), "{}", refused.body);
}

#[tokio::test]
async fn a_substitute_who_cannot_take_the_cases_by_then_gets_none_and_the_supervisor_is_told() {
    for why in ["locked", "moved", "away"] {
        let portal = Portal::start().await;
        let (id, _, mut clerk) = in_hands(&portal).await;
        let from = portal.clock.today() + Duration::days(3);
        let days = (from, from + Duration::days(7));
        assert_eq!(absent(&mut clerk, "", days, "colleague").await, 303);
        let mut admin = portal.signed_in("admin").await;
        let changed = match why {
            "locked" => lock(&mut admin, "colleague", "on").await.status,
            "moved" => post(&mut admin, "colleague", "clerk", &offices()[1].to_string()).await.status,
            _ => absent(&mut portal.signed_in("colleague").await, "", days, "").await,
        };
        assert_eq!(changed, 303, "{why}");
        portal.clock.advance(Duration::days(3));
        for _ in 0..2 {
            akno::office::absences::sweep(&portal.state).await.unwrap();
        }
        let freed = row(&portal, &id).await;
        assert_eq!((freed.status(), freed.clerk), (Status::Filed, None), "{why}");
        let all = portal.read(|conn| mails::newest(conn, 200)).await;
        let told: Vec<_> = all.iter().filter(|mail| mail.body.contains("/office?tab=queue")).collect();
        assert_eq!(told.len(), 1, "{why}: once");
        assert_eq!(told[0].recipient, email("supervisor"), "{why}");
        assert!(told[0].body.contains("Ирина Быкова") && !told[0].body.contains("Ёлка"), "{}", told[0].body);
    }
}

#[tokio::test]
async fn whoever_is_moved_to_another_office_is_away_there() {
    let portal = Portal::start().await;
    let mut colleague = portal.signed_in("colleague").await;
    let today = portal.clock.today();
    assert_eq!(absent(&mut colleague, "", (today, today + Duration::days(10)), "").await, 303);
    let [shklov, leninsky, _] = offices();
    let mut admin = portal.signed_in("admin").await;
    assert_eq!(post(&mut admin, "colleague", "clerk", &leninsky.to_string()).await.status, 303);
    for (office, is_away) in [(shklov, false), (leninsky, true)] {
        let away = portal.read(move |conn| absences::away(conn, office, today)).await;
        assert_eq!(away.contains("colleague"), is_away, "{office}");
    }
    let list = portal.signed_in("clerk1").await.get("/office/absences").await;
    assert!(list.text_of("tbody").contains("Вера Гайко"), "{}", list.body);
}

#[tokio::test]
async fn the_supervisor_is_told_once_of_a_deadline_and_the_mail_says_nothing_of_whose() {
    let portal = Portal::start().await;
    let id = filed(&portal).await;
    let due = row(&portal, &id).await.due_on.unwrap();
    let told = async |portal: &Portal| {
        let all = portal.read(|conn| mails::newest(conn, 200)).await;
        all.into_iter().filter(|mail| mail.recipient == email("supervisor")).collect::<Vec<_>>()
    };
    akno::office::escalation::sweep(&portal.state).await.unwrap();
    assert!(told(&portal).await.is_empty(), "five working days are left");
    portal.clock.advance(due - portal.clock.today());
    for _ in 0..2 {
        akno::office::escalation::sweep(&portal.state).await.unwrap();
    }
    let mails = told(&portal).await;
    assert_eq!(mails.len(), 1, "once");
    assert!(mails[0].body.contains("/office?tab=due") && !mails[0].body.contains("Ёлка"), "{}", mails[0].body);
    let mut supervisor = portal.signed_in("supervisor").await;
    assert_eq!(shown(&mut supervisor, "/office?tab=due").await, [id]);
}

#[tokio::test]
async fn a_deadline_is_told_of_however_many_more_pressing_ones_no_supervisor_can_be_told_of() {
    let portal = Portal::with(|config| config.worker = false).await;
    let id = filed(&portal).await;
    let due = row(&portal, &id).await.due_on.unwrap();
    // As many as are told of at once, of an office without a supervisor.
    let others = copies(&portal, &id, 500, |_, row| {
        row.office = Some(offices()[1]);
        row.due_on = row.due_on.and_then(|due| due.pred_opt());
    })
    .await;
    portal.clock.advance(due - portal.clock.today());
    let told = async |portal: &Portal, case: &str| {
        let query = format!("SELECT COUNT(*) AS count FROM escalations WHERE application_id = '{case}'");
        counted(&portal.state.db, query).await
    };
    akno::office::escalation::sweep(&portal.state).await.unwrap();
    assert_eq!((told(&portal, &id).await, told(&portal, &others[0]).await), (1, 0));
    // They wait until somebody can be told.
    let mut admin = portal.signed_in("admin").await;
    assert_eq!(post(&mut admin, "clerk1", "supervisor", &offices()[1].to_string()).await.status, 303);
    akno::office::escalation::sweep(&portal.state).await.unwrap();
    assert_eq!(told(&portal, &others[0]).await, 1);
    let all = portal.read(|conn| mails::newest(conn, 200)).await;
    let mailed = |who: &str| {
        let address = email(who);
        all.iter().filter(|mail| mail.recipient == address && mail.body.contains("tab=due")).count()
    };
    assert_eq!((mailed("supervisor"), mailed("clerk1")), (1, 1), "in one mail for all of an office");
}

#[tokio::test]
async fn two_in_one_case_see_each_other_for_a_while() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let path = format!("/office/cases/{id}?lang=en");
    assert!(!clerk.get(&path).await.body.contains("Others have this case open"), "nobody sees themselves");
    let mut colleague = portal.signed_in("colleague").await;
    assert!(colleague.get(&path).await.text_of("main").contains("Others have this case open: Ирина Быкова (just now)"));
    assert!(clerk.get(&path).await.text_of("main").contains("Вера Гайко"));
    portal.clock.advance(Duration::minutes(11));
    assert!(!clerk.get(&path).await.body.contains("Others have this case open"));
}

#[tokio::test]
async fn a_decision_about_a_case_that_changed_says_how_and_keeps_what_was_typed() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let path = format!("/office/cases/{id}/decision");
    let form = clerk.get(&path).await;
    let hidden = |name: &str| form.attribute(&format!("input[name={name}]"), "value").unwrap();
    let (revision, seen) = (hidden("revision"), hidden("seen"));
    let mut supervisor = portal.signed_in("supervisor").await;
    for to in ["colleague", "clerk0"] {
        assert_eq!(hand(&portal, &mut supervisor, &id, to, "").await, 303);
    }
    let typed = [
        ("outcome", "refuse"),
        ("reasons", "not-entitled"),
        ("words", "Нет права действовать"),
        ("revision", revision.as_str()),
        ("seen", seen.as_str()),
    ];
    let answer = clerk.post(&format!("{path}?lang=en"), &typed).await;
    assert_eq!(answer.status, 409);
    let note = answer.text_of(".note");
    assert!(note.contains("changed while you were deciding") && note.contains("Алла Дрозд"), "{note}");
    assert_eq!(note.matches("Handed to a clerk").count(), 2, "{note}");
    assert!(answer.body.contains("Нет права действовать"), "nothing typed is lost");
    assert_eq!(row(&portal, &id).await.status(), Status::InReview);
    let fresh = answer.attribute("input[name=revision]", "value").unwrap();
    let again: Vec<(&str, &str)> =
        typed.iter().map(|(name, value)| (*name, if *name == "revision" { fresh.as_str() } else { *value })).collect();
    assert_eq!(clerk.post(&path, &again).await.status, 303, "pressed again it is saved");
    assert_eq!(decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await.status, 409);
    assert_eq!(events(&portal, &id).await.iter().filter(|event| event.kind == "refused").count(), 1);
}

#[tokio::test]
async fn notes_are_the_offices_own_and_written_once() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    let path = format!("/office/cases/{id}/notes");
    for (typed, status) in [("", 422), ("  \0 ", 422), (&*"я".repeat(2_001), 422)] {
        assert_eq!(clerk.post(&path, &[("note", typed)]).await.status, status);
    }
    let note = [("id", "01900000-0000-7000-8000-000000000001"), ("note", "Позвонить в <i>ЖЭС</i>")];
    for _ in 0..2 {
        assert_eq!(clerk.post(&path, &note).await.status, 303);
    }
    let mut colleague = portal.signed_in("colleague").await;
    let page = colleague.get(&format!("/office/cases/{id}")).await;
    assert_eq!(page.body.matches("Позвонить в &lt;i&gt;ЖЭС").count(), 1, "{}", page.body);
    assert!(!elena.get(&format!("/applications/{id}")).await.body.contains("ЖЭС"));
    assert!(!elena.get("/account/data").await.body.contains("ЖЭС"));
    assert_eq!(elena.post(&path, &note).await.status, 404);
    assert_eq!(portal.signed_in("clerk1").await.post(&path, &note).await.status, 404);
}

#[tokio::test]
async fn a_supervisor_alone_in_an_office_notes_their_own_absence() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    for colleague in ["clerk0", "colleague"] {
        assert_eq!(lock(&mut admin, colleague, "on").await.status, 303, "{colleague}");
    }
    let mut supervisor = portal.signed_in("supervisor").await;
    let today = portal.clock.today();
    assert_eq!(absent(&mut supervisor, "", (today, today), "").await, 422);
    let form = supervisor.get("/office/absences").await;
    let people = form.all("select[name=account] option[value=supervisor]");
    assert_eq!(people.len(), 1, "{}", form.body);
    assert_eq!(absent(&mut supervisor, "supervisor", (today, today), "").await, 303);
}
