//! Many cases at once: `/office/runs…`.

use super::lists::{copies, filed};
use super::{in_hands, kinds, row};
use crate::support::client::{Answer, Client};
use crate::support::crash::{self, Doomed, acknowledged};
use crate::support::database::counted;
use crate::support::portal::{COMPANY, Portal, email, sign_in};
use akno::clock::Clock;
use akno::config::Config;
use akno::failure::Failure;
use akno::office::runs;
use akno::serve;
use akno::store::accounts::{self, Account};
use akno::store::{AnyConn, Db, entries};
use chrono::Duration;
use portal::application::Status;

const REFUSE: [(&str, &str); 3] =
    [("action", "refuse"), ("reasons", "not-entitled"), ("words", "Нет права <b>действовать</b>")];

/// Begins a run over some cases and chooses what is done; its path.
async fn chosen(clerk: &mut Client, cases: &[String], act: &[(&str, &str)]) -> String {
    let mut fields = vec![("query", "tab=queue")];
    fields.extend(cases.iter().map(|id| ("case", id.as_str())));
    let begun = clerk.post("/office/runs", &fields).await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    let path = begun.location().to_owned();
    assert!(path.starts_with("/office/runs/"), "{path}");
    let answer = clerk.post(&path, act).await;
    assert_eq!((answer.status, answer.location()), (303, path.as_str()), "{}", answer.body);
    path
}

/// Presses the button that the run's page has.
pub async fn confirm(clerk: &mut Client, path: &str) -> Answer {
    let page = clerk.get(path).await;
    let act = page.attribute("input[name=act]", "value").unwrap_or_else(|| panic!("no button: {}", page.body));
    clerk.post(&format!("{path}/confirmation"), &[("act", &act)]).await
}

async fn confirmed(clerk: &mut Client, cases: &[String], act: &[(&str, &str)]) -> String {
    let path = chosen(clerk, cases, act).await;
    let answer = confirm(clerk, &path).await;
    assert_eq!((answer.status, answer.location()), (303, path.as_str()), "{}", answer.body);
    path
}

fn id_of(path: &str) -> String {
    path.rsplit('/').next().unwrap().to_owned()
}

/// What stands in the last column of the cases.
fn states(page: &Answer) -> Vec<String> {
    page.all("table tbody tr td:last-child")
}

async fn without_worker() -> Portal {
    Portal::with(|config| config.worker = false).await
}

#[tokio::test]
async fn cases_are_chosen_in_the_list_and_what_would_fail_is_shown_by_the_rules_of_the_decision() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let others = copies(&portal, &id, 3, |n, row| match n {
        0 => row.clerk = Some("colleague".into()),
        1 => (row.status, row.clerk) = ("filed".into(), None),
        _ => row.status = "refused".into(),
    })
    .await;
    let list = clerk.get("/office?tab=queue").await;
    assert_eq!(list.attribute("tbody input[type=checkbox]", "value").as_ref(), Some(&others[1]));
    assert!(clerk.get("/office?tab=decided").await.all("tbody input[type=checkbox]").is_empty());
    let mut cases = vec![id.clone(), id.clone()];
    cases.extend(others.clone());
    let path = chosen(&mut clerk, &cases, &[("action", "accept")]).await;
    let page = clerk.get(&format!("{path}?lang=en")).await;
    let found = states(&page);
    assert_eq!(found.len(), 4, "each case once");
    assert!(found[0].starts_with("would work") && found[2].starts_with("would work"), "{found:?}");
    assert!(found[1].contains("colleague’s hands") && found[3].contains("decided, returned or withdrawn"), "{found:?}");
    assert!(page.text_of("main").contains("Would work: 2. Would not: 2"));
    // Where all or none would work, that is said, and nothing of a button that is not there.
    for (cases, says, undone) in
        [(&cases[..1], "Would work with all: 1", true), (&others[2..], "Would work with none of 1", false)]
    {
        let path = chosen(&mut clerk, cases, &[("action", "accept")]).await;
        let text = clerk.get(&format!("{path}?lang=en")).await.text_of("main");
        assert!(text.contains(says) && !text.contains("Would not"), "{text}");
        assert_eq!(text.contains("60 seconds"), undone, "{text}");
    }
    // Nothing has happened by looking.
    assert_eq!(row(&portal, &others[1]).await.clerk, None);
    assert_eq!(kinds(&portal, &id).await.iter().filter(|kind| *kind == "accepted").count(), 0);
    // A reason that the rules find stands beside the case: the fee is not paid by anybody, the address not later.
    let refused = clerk.post(&path, &[("action", "refuse"), ("words", "")]).await;
    assert_eq!(refused.status, 422);
    let refused = clerk.post(&path, &[("action", "assign"), ("clerk", "clerk0")]).await;
    assert_eq!(refused.status, 422, "a clerk assigns to nobody");
    assert_eq!(clerk.post(&path, &[("action", "<b>")]).await.status, 422);
    for (who, status) in [("colleague", 404), ("supervisor", 404), ("clerk1", 404), ("elena", 404)] {
        let mut other = portal.signed_in(who).await;
        assert_eq!(other.get(&path).await.status, status, "{who}");
        assert_eq!(other.post(&format!("{path}/confirmation"), &[]).await.status, status, "{who}");
    }
}

#[tokio::test]
async fn nothing_is_chosen_of_another_office_and_of_nothing_nothing_comes() {
    let portal = Portal::start().await;
    let id = filed(&portal).await;
    let mut elsewhere = portal.signed_in("clerk1").await;
    for case in [id.as_str(), "", "x", "\0"] {
        let answer = elsewhere.post("/office/runs", &[("case", case), ("query", "tab=queue")]).await;
        assert_eq!((answer.status, answer.location()), (303, "/office?tab=queue"), "{case}");
    }
    let all = elsewhere.post("/office/runs", &[("all", "yes"), ("query", "tab=queue")]).await;
    assert_eq!(all.location(), "/office?tab=queue");
    let all = elsewhere.post("/office/runs", &[("all", "yes"), ("query", "tab=decided")]).await;
    assert_eq!(all.status, 400);
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM case_runs").await, 0);
}

#[tokio::test]
async fn a_list_of_which_nothing_was_ticked_says_so_and_keeps_its_filters() {
    let portal = Portal::start().await;
    filed(&portal).await;
    let mut clerk = portal.signed_in("clerk0").await;
    let answer = clerk.post("/office/runs", &[("query", "tab=queue&channel=online")]).await;
    assert_eq!((answer.status, answer.location()), (303, "/office?tab=queue&channel=online&chosen=none"));
    let page = clerk.get(&format!("{}&lang=en", answer.location())).await;
    assert_eq!(page.all("#error-summary a[href='#choose']"), ["Tick at least one case in the list"]);
    assert_eq!(page.all("form[action='/office/runs'] .error").len(), 1, "{}", page.body);
    assert_eq!(page.attribute("input[name=channel][checked]", "value").as_deref(), Some("online"));
    assert_eq!(page.attribute("input[name=query]", "value").as_deref(), Some("tab=queue&channel=online"));
    assert!(clerk.get("/office?tab=queue").await.all("#error-summary").is_empty());
    // Where there is nothing to tick, nothing is asked for.
    assert!(clerk.get("/office?tab=mine&chosen=none").await.all("#error-summary").is_empty());
}

#[tokio::test]
async fn a_decision_can_be_called_off_for_a_minute_and_not_after() {
    let portal = without_worker().await;
    let id = filed(&portal).await;
    let mut clerk = portal.signed_in("clerk0").await;
    let path = confirmed(&mut clerk, std::slice::from_ref(&id), &REFUSE).await;
    let page = clerk.get(&path).await;
    assert!(page.attribute("form[action$='/cancellation']", "action").is_some(), "{}", page.body);
    portal.clock.advance(Duration::seconds(50));
    for _ in 0..2 {
        assert_eq!(clerk.post(&format!("{path}/cancellation"), &[]).await.location(), path);
    }
    assert!(clerk.get(&path).await.text_of("main").contains("Отменено"));
    portal.clock.advance(Duration::seconds(60));
    runs::work(&portal.state, &id_of(&path)).await.unwrap();
    assert_eq!(row(&portal, &id).await.status(), Status::Filed, "called off is called off");

    let path = confirmed(&mut clerk, std::slice::from_ref(&id), &REFUSE).await;
    portal.clock.advance(Duration::seconds(61));
    let late = clerk.post(&format!("{path}/cancellation"), &[]).await;
    assert_eq!(late.location(), format!("{path}?late=1"));
    runs::work(&portal.state, &id_of(&path)).await.unwrap();
    assert_eq!(row(&portal, &id).await.status(), Status::Refused);
    let page = clerk.get(&format!("{path}?late=1&lang=en")).await;
    assert!(page.text_of("main").contains("too late") && states(&page)[0].contains("done"), "{}", page.body);
    assert!(kinds(&portal, &id).await.ends_with(&["taken".to_owned(), "refused".to_owned()]));
    assert!(clerk.get(&format!("/office/cases/{id}")).await.body.contains("Нет права &lt;b&gt;действовать"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_is_called_off_while_it_works_ends() {
    let portal = without_worker().await;
    let id = filed(&portal).await;
    let mut cases = vec![id.clone()];
    cases.extend(copies(&portal, &id, 149, |_, _| {}).await);
    let mut clerk = portal.signed_in("clerk0").await;
    let run = id_of(&confirmed(&mut clerk, &cases, &[("action", "take")]).await);
    let (state, wanted) = (portal.state.clone(), run.clone());
    let working = tokio::spawn(async move { runs::work(&state, &wanted).await });
    // It was read as one that goes on, and is called off behind that.
    let done = "SELECT COUNT(*) AS count FROM run_cases WHERE state = 'done'";
    while counted(&portal.state.db, done).await == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }
    let now = portal.clock.now();
    let cancel = move |conn: &mut AnyConn| -> Result<(), Failure> {
        use akno::store::schema::case_runs;
        use diesel::prelude::*;
        diesel::update(case_runs::table.find(run)).set(case_runs::cancelled_at.eq(now)).execute(conn)?;
        Ok(())
    };
    portal.state.db.write(cancel).await.unwrap();
    let ended = tokio::time::timeout(std::time::Duration::from_secs(30), working).await;
    ended.expect("it goes round and round").unwrap().unwrap();
}

#[tokio::test]
async fn the_worker_decides_each_once_and_says_what_it_could_not() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let mut cases = vec![id.clone()];
    cases.extend(copies(&portal, &id, 2, |_, _| {}).await);
    // Three moves of one company from one day: after the first the others come too late.
    let path = chosen(&mut clerk, &cases, &[("action", "accept")]).await;
    let act = clerk.get(&path).await.attribute("input[name=act]", "value").unwrap();
    for _ in 0..3 {
        let answer = clerk.post(&format!("{path}/confirmation"), &[("act", &act)]).await;
        assert_eq!(answer.status, 303, "twice is once");
    }
    assert_eq!(clerk.post(&path, &REFUSE).await.status, 409, "what was confirmed stays");
    portal.clock.advance(Duration::seconds(61));
    portal.work_done().await;
    let page = clerk.get(&format!("{path}?lang=en")).await;
    let found = states(&page);
    assert!(found[0].contains("done"), "{found:?}");
    assert!(found[1..].iter().all(|state| state.contains("stands in the way of accepting")), "{found:?}");
    assert!(page.text_of("main").contains("Done: 1 of 3, failed: 2."));
    assert_eq!(row(&portal, &cases[1]).await.status(), Status::InReview, "what failed is as it was");
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM decisions").await, 1);
    let letters = "SELECT COUNT(*) AS count FROM documents WHERE kind = 'decision'";
    assert_eq!(counted(&portal.state.db, letters).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_case_that_was_accepted_in_the_same_moment_is_left_as_changed_and_not_for_what_its_own_decision_wrote() {
    let portal = without_worker().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let mut both = Vec::new();
    for _ in 0..2 {
        let path = confirmed(&mut clerk, std::slice::from_ref(&id), &[("action", "accept")]).await;
        both.push(id_of(&path));
    }
    portal.clock.advance(Duration::seconds(61));
    // Both come to the company while somebody else has it, and go on one after the other.
    let (has_it, had) = tokio::sync::oneshot::channel();
    let db = portal.state.db.clone();
    let other = tokio::spawn(async move {
        let hold = move |conn: &mut AnyConn| -> Result<(), Failure> {
            entries::lock(conn, &[COMPANY])?;
            has_it.send(()).unwrap();
            std::thread::sleep(std::time::Duration::from_millis(700));
            Ok(())
        };
        db.write(hold).await
    });
    had.await.unwrap();
    let (one, two) = tokio::join!(runs::work(&portal.state, &both[0]), runs::work(&portal.state, &both[1]));
    one.unwrap();
    two.unwrap();
    other.await.unwrap().unwrap();
    assert_eq!(row(&portal, &id).await.status(), Status::Accepted);
    for (what, state) in [("done", "state = 'done'"), ("changed", "state = 'failed' AND why = 'changed'")] {
        let query = format!("SELECT COUNT(*) AS count FROM run_cases WHERE {state}");
        assert_eq!(counted(&portal.state.db, query).await, 1, "{what}");
    }
}

#[tokio::test]
async fn all_of_a_list_are_taken_at_once_and_the_supervisor_hands_them_out() {
    let portal = Portal::start().await;
    let id = filed(&portal).await;
    copies(&portal, &id, 60, |_, _| {}).await;
    let mut clerk = portal.signed_in("clerk0").await;
    let begun = clerk.post("/office/runs", &[("all", "yes"), ("query", "tab=queue&channel=online")]).await;
    let path = begun.location().to_owned();
    clerk.post(&path, &[("action", "take")]).await;
    assert_eq!(confirm(&mut clerk, &path).await.status, 303);
    portal.work_done().await;
    let mine = "SELECT COUNT(*) AS count FROM applications WHERE clerk = 'clerk0' AND status = 'in_review'";
    assert_eq!(counted(&portal.state.db, mine).await, 61, "beyond the page too");
    let mut supervisor = portal.signed_in("supervisor").await;
    let begun = supervisor.post("/office/runs", &[("all", "yes"), ("query", "tab=held")]).await;
    let path = begun.location().to_owned();
    let act = [("action", "assign"), ("clerk", "colleague")];
    assert_eq!(supervisor.post(&path, &act).await.status, 303);
    assert_eq!(confirm(&mut supervisor, &path).await.status, 303);
    portal.work_done().await;
    let theirs = "SELECT COUNT(*) AS count FROM applications WHERE clerk = 'colleague' AND status = 'in_review'";
    assert_eq!(counted(&portal.state.db, theirs).await, 61);
}

#[tokio::test]
async fn a_button_confirms_what_its_page_showed_and_nothing_that_was_chosen_since() {
    let portal = without_worker().await;
    let id = filed(&portal).await;
    let mut clerk = portal.signed_in("clerk0").await;
    let path = chosen(&mut clerk, std::slice::from_ref(&id), &[("action", "take")]).await;
    let taking = clerk.get(&path).await.attribute("input[name=act]", "value").unwrap();
    let confirmation = format!("{path}/confirmation");
    // In a second window a refusal is chosen.
    assert_eq!(clerk.post(&path, &REFUSE).await.status, 303);
    for stale in [taking.as_str(), "", "x", "\0"] {
        let answer = clerk.post(&format!("{confirmation}?lang=en"), &[("act", stale)]).await;
        assert_eq!(answer.status, 409, "{stale}");
        assert!(answer.text_of("main").contains("Something else was chosen"), "{}", answer.body);
        assert!(answer.text_of("main").contains("Refuse cases: 1"), "what is chosen now is shown: {}", answer.body);
    }
    assert_eq!(clerk.post(&confirmation, &[]).await.status, 409);
    let open = "SELECT COUNT(*) AS count FROM case_runs WHERE confirmed_at IS NULL";
    assert_eq!(counted(&portal.state.db, open).await, 1, "nothing is confirmed");
    // Other words are another refusal.
    let refusing = clerk.get(&path).await.attribute("input[name=act]", "value").unwrap();
    let other = [("action", "refuse"), ("reasons", "not-entitled"), ("words", "Другие слова")];
    assert_eq!(clerk.post(&path, &other).await.status, 303);
    assert_eq!(clerk.post(&confirmation, &[("act", &refusing)]).await.status, 409);
    // The page that the refused button showed has the right one.
    assert_eq!(confirm(&mut clerk, &path).await.status, 303);
    let minute = "SELECT COUNT(*) AS count FROM case_runs WHERE starts_at > confirmed_at";
    assert_eq!(counted(&portal.state.db, minute).await, 1, "a refusal can be called off for a minute");
    assert_eq!(clerk.post(&confirmation, &[("act", &taking)]).await.status, 409, "what is confirmed is no taking");
    portal.clock.advance(Duration::seconds(61));
    runs::work(&portal.state, &id_of(&path)).await.unwrap();
    assert_eq!(row(&portal, &id).await.status(), Status::Refused);
}

#[tokio::test]
async fn whoever_lost_the_right_meanwhile_decides_nothing() {
    let portal = without_worker().await;
    let id = filed(&portal).await;
    let mut clerk = portal.signed_in("clerk0").await;
    let path = confirmed(&mut clerk, std::slice::from_ref(&id), &REFUSE).await;
    let now = portal.clock.now();
    let close = move |conn: &mut AnyConn| -> Result<(), Failure> { Ok(accounts::close(conn, "clerk0", now)?) };
    portal.state.db.write(close).await.unwrap();
    portal.clock.advance(Duration::seconds(61));
    runs::work(&portal.state, &id_of(&path)).await.unwrap();
    assert_eq!(row(&portal, &id).await.status(), Status::Filed);
    let failed = "SELECT COUNT(*) AS count FROM run_cases WHERE state = 'failed' AND why = 'no-right'";
    assert_eq!(counted(&portal.state.db, failed).await, 1);
}

/// Every case has one decision, one event and one letter, and the run knows of each.
async fn once_each(portal: &Portal, cases: i64) {
    for (what, query) in [
        ("decisions", "SELECT COUNT(*) AS count FROM decisions"),
        ("events", "SELECT COUNT(*) AS count FROM application_events WHERE kind = 'refused'"),
        ("cases", "SELECT COUNT(*) AS count FROM applications WHERE status = 'refused'"),
        ("letters", "SELECT COUNT(*) AS count FROM documents WHERE kind = 'decision'"),
    ] {
        assert_eq!(counted(&portal.state.db, query).await, cases, "{what}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn killed_again_and_again_it_does_nothing_twice_and_forgets_nothing() {
    if let Some(role) = crash::role() {
        let (url, run) = role.split_once(' ').unwrap();
        let db = Db::open(&crate::support::database::options(url)).unwrap();
        let mut config = Config::load(None).unwrap();
        config.database_url = url.to_owned();
        let clock = Clock::default();
        clock.advance(Duration::seconds(90));
        let state = serve::state(config, db, clock, false).await.unwrap();
        acknowledged("begun");
        runs::work(&state, run).await.unwrap();
        acknowledged("finished");
        // Whoever is killed must still be there.
        std::thread::sleep(std::time::Duration::from_secs(60));
        return;
    }
    let portal = without_worker().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let mut cases = vec![id.clone()];
    cases.extend(copies(&portal, &id, 39, |_, _| {}).await);
    let run = id_of(&confirmed(&mut clerk, &cases, &REFUSE).await);
    let role = format!("{} {run}", portal.database.url());
    let test = concat!(module_path!(), "::killed_again_and_again_it_does_nothing_twice_and_forgets_nothing");
    for round in 0..100 {
        let mut child = Doomed::spawn(crash::again(test, &role));
        child.wait_for(1);
        crash::moment(std::time::Duration::from_millis(60));
        let told = child.kill();
        // What the killed one had sent to the database's server may still be done there.
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        let noted = counted(&portal.state.db, "SELECT COUNT(*) AS count FROM run_cases WHERE state = 'done'").await;
        once_each(&portal, noted).await;
        if told.iter().any(|line| line == "finished") || noted == 40 {
            assert!(round > 0 || noted == 40);
            break;
        }
    }
    portal.clock.advance(Duration::seconds(90));
    runs::work(&portal.state, &run).await.unwrap();
    once_each(&portal, 40).await;
    let open = "SELECT COUNT(*) AS count FROM case_runs WHERE finished_at IS NULL";
    assert_eq!(counted(&portal.state.db, open).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_clerks_who_race_for_the_same_cases_none_decides_one_twice() {
    let portal = without_worker().await;
    let id = filed(&portal).await;
    let mut cases = vec![id.clone()];
    cases.extend(copies(&portal, &id, 11, |_, _| {}).await);
    let make = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let one = accounts::by_id(conn, "clerk0")?.unwrap();
        for n in 0..16 {
            let id = format!("racer{n}");
            accounts::add(conn, &Account { email: email(&id), id, ..one.clone() })?;
        }
        Ok(())
    };
    portal.state.db.write(make).await.unwrap();
    let mut racers = Vec::new();
    for n in 0..16 {
        let mut clerk = sign_in(portal.client(), &format!("racer{n}")).await;
        let run = id_of(&confirmed(&mut clerk, &cases, &REFUSE).await);
        racers.push((clerk, run));
    }
    portal.clock.advance(Duration::seconds(61));
    let mut tasks = Vec::new();
    for (n, (mut clerk, run)) in racers.into_iter().enumerate() {
        let (state, mut cases) = (portal.state.clone(), cases.clone());
        tasks.push(tokio::spawn(async move {
            // Half of them by hand, each in an order of their own, half many at once, twice.
            if n % 2 == 0 {
                let (one, two) = tokio::join!(runs::work(&state, &run), runs::work(&state, &run));
                one.unwrap();
                two.unwrap();
                return;
            }
            let by = n % cases.len();
            cases.rotate_left(by);
            for id in cases {
                clerk.post(&format!("/office/cases/{id}/assignment"), &[]).await;
                let form = clerk.get(&format!("/office/cases/{id}/decision")).await;
                if form.status != 200 {
                    continue;
                }
                let revision = form.attribute("input[name=revision]", "value").unwrap();
                let mut fields = vec![("outcome", "refuse"), ("revision", revision.as_str())];
                fields.extend(&REFUSE[1..]);
                let (mut one, mut two) = (clerk.clone(), clerk.clone());
                let path = format!("/office/cases/{id}/decision");
                let (one, two) = tokio::join!(one.post(&path, &fields), two.post(&path, &fields));
                for answer in [one, two] {
                    assert!([303, 404, 409].contains(&answer.status), "{}: {}", answer.status, answer.body);
                }
            }
            runs::work(&state, &run).await.unwrap();
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    once_each(&portal, 12).await;
    let left = "SELECT COUNT(*) AS count FROM run_cases WHERE state = 'waiting'";
    assert_eq!(counted(&portal.state.db, left).await, 0, "none is lost");
}
