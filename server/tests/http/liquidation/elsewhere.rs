//! A liquidation that ends without a filing here: by the register, or overtaken by bankruptcy.

use super::*;
use crate::office::{kinds, row};
use crate::replay::compared;
use crate::support::database::Rival;
use akno::register::import;
use akno::store::entries::{self, EntryKind};
use akno::store::schema::{applications, companies};
use akno::store::{AnyConn, DbError};
use diesel::prelude::*;
use serde_json::{Value, json};

/// An import brings another state of the company.
async fn register_says(portal: &Portal, state: i64) {
    let base = portal.read(|conn| entries::current_of_kind(conn, COMPANY, EntryKind::Base)).await;
    let mut record: Value = serde_json::from_str(&base.last().unwrap().body).unwrap();
    record["nsi00219"] = json!({ "nksost": state });
    std::fs::create_dir_all(&portal.var_dir).unwrap();
    let file = portal.var_dir.join(format!("state-{state}-{}.json", portal.clock.today()));
    std::fs::write(&file, json!([record]).to_string()).unwrap();
    let read = import::run(&portal.state.db, &portal.clock, file.to_str().unwrap(), None, None).await.unwrap();
    assert_eq!((read.read, read.refused), (1, 0), "{read}");
}

/// What is kept of proceedings is what their logs say.
async fn assert_replays(portal: &Portal) {
    let (_, differences) = compared(portal, false).await;
    assert!(differences.iter().all(|one| !one.field.starts_with("proceeding")), "{differences:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_register_ends_is_ended_here_and_the_company_can_be_liquidated_again() {
    let portal = Portal::start().await;
    for (state, stage) in [(4, "bankrupt"), (2, "excluded")] {
        opened(&portal).await;
        register_says(&portal, state).await;
        let ended = proceeding(&portal, COMPANY).await;
        assert_eq!((ended.stage.as_str(), ended.ended_on), (stage, Some(portal.clock.today())));
        let page = portal.signed_in("elena").await.get(&format!("/proceedings/{}?lang=en", ended.id)).await;
        assert!(page.body.contains("another body changed the state"), "{stage}: {}", page.body);
        travel(&portal, portal.clock.today() + Duration::days(3));
        register_says(&portal, 1).await;
    }
    assert_replays(&portal).await;
    assert_eq!(opened(&portal).await.stage, "claims");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_that_has_not_heard_of_a_liquidation_ends_nothing() {
    let portal = Portal::start().await;
    let open = opened(&portal).await;
    register_says(&portal, 1).await;
    let still = proceeding(&portal, COMPANY).await;
    assert_eq!((still.id.as_str(), still.stage.as_str(), still.ended_on), (open.id.as_str(), "claims", None));
    travel(&portal, portal.clock.today() + Duration::days(3));
    register_says(&portal, 2).await;
    assert_eq!(proceeding(&portal, COMPANY).await.stage, "excluded", "an end is one all the same");
    assert_replays(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_accepted_though_an_earlier_proceeding_was_left_open() {
    let portal = Portal::start().await;
    let left = opened(&portal).await;
    travel(&portal, portal.clock.today() + Duration::days(3));
    let unheard = |conn: &mut AnyConn| {
        diesel::update(companies::table.find(COMPANY)).set(companies::standing.eq(1)).execute(conn)?;
        Ok::<_, DbError>(())
    };
    portal.state.db.write(unheard).await.unwrap();
    let next = opened(&portal).await;
    assert_ne!(next.id, left.id);
    assert_eq!((next.stage.as_str(), next.ended_on), ("claims", None));
    let left = portal.read(move |conn| proceedings::find(conn, &left.id)).await.unwrap();
    assert_eq!((left.stage.as_str(), left.ended_on), ("withdrawn", Some(portal.clock.today())));
    assert_replays(&portal).await;
}

/// A request for exclusion about which the bodies are asked, so that no day is due.
async fn requested(portal: &Portal) -> String {
    settled(portal).await;
    let mut elena = portal.signed_in("elena").await;
    let case = file(&mut elena, "liquidation-stage", COMPANY, &last(portal.clock.today())).await;
    assert_eq!(row(portal, &case).await.due_on, None, "the bodies are asked");
    travel(portal, portal.clock.today() + Duration::days(30));
    case
}

/// The term of a request runs on, and the clerk may refuse it.
async fn assert_due_and_refusable(portal: &Portal, case: &str) {
    assert_eq!(kinds(portal, case).await.last().unwrap(), "bodies_dropped");
    assert!(tasks(portal, COMPANY).await.is_empty(), "no answer is wanted any more");
    let due = row(portal, case).await.due_on;
    assert!(due.is_some_and(|due| due > portal.clock.today()), "it stands among what is due: {due:?}");
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, case).await.status, 303);
    let page = clerk.get(&format!("/office/cases/{case}?lang=en")).await;
    assert!(page.body.contains("The bodies are asked no more"), "{}", page.body);
    let refusal = [("outcome", "refuse"), ("reasons", "claims-unsettled"), ("words", "Производство окончено")];
    assert_eq!(decide(portal, &mut clerk, case, &refusal).await.status, 303);
    assert_replays(portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_bankruptcy_overtakes_stays_among_what_is_due() {
    let portal = Portal::start().await;
    let case = requested(&portal).await;
    let mut elena = portal.signed_in("elena").await;
    let answers = stage(portal.clock.today(), "bankruptcy", Vec::new());
    let bankruptcy = file(&mut elena, "liquidation-stage", COMPANY, &answers).await;
    accept(&portal, &bankruptcy).await;
    assert_eq!(proceeding(&portal, COMPANY).await.stage, "bankrupt");
    assert_due_and_refusable(&portal, &case).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_the_register_overtakes_stays_among_what_is_due() {
    let portal = Portal::start().await;
    let case = requested(&portal).await;
    register_says(&portal, 2).await;
    assert_eq!(proceeding(&portal, COMPANY).await.stage, "excluded");
    assert_due_and_refusable(&portal, &case).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_taken_back_while_the_register_has_its_proceeding_waits_and_is_taken_back() {
    let portal = Portal::start().await;
    let case = requested(&portal).await;
    let mut elena = portal.signed_in("elena").await;
    let mut register = Rival::begin(&portal.database);
    entries::lock(register.conn(), &[COMPANY]).unwrap();
    proceedings::hold_under_way(register.conn(), &[COMPANY]).unwrap();
    let path = format!("/applications/{case}/withdrawal");
    let withdrawal = tokio::spawn(async move { elena.post(&path, &[]).await.status });
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    // The case comes last, as where a proceeding ends.
    let now = portal.clock.now();
    let case_last = diesel::update(applications::table.find(case.as_str())).set(applications::updated_at.eq(now));
    assert_eq!(case_last.execute(register.conn()).unwrap(), 1);
    register.commit_behind_others().await;
    assert_eq!(withdrawal.await.unwrap(), 303);
    assert_eq!(row(&portal, &case).await.status, "withdrawn");
    assert_eq!(proceeding(&portal, COMPANY).await.stage, "settlement");
}
