//! The worker: each job once, in spite of several workers, of failures and of crashes.

use crate::support::portal::{Portal, email};
use akno::failure::Failure;
use akno::jobs::worker;
use akno::serve;
use akno::state::AppState;
use akno::store::mails::{self, Letter, MailRow};
use akno::store::schema::{email_tokens, jobs, sign_in_failures};
use akno::store::{AnyConn, Db, email_tokens as links, jobs as store};
use chrono::Duration;
use diesel::prelude::*;
use portal::lang::Lang;
use std::time::Duration as StdDuration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A worker that can be stopped.
struct Worker {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Worker {
    fn start(state: &AppState) -> Worker {
        let (stop, stopped) = watch::channel(false);
        Worker { stop, task: tokio::spawn(worker::run(state.clone(), stopped)) }
    }

    async fn stop(self) {
        self.stop.send(true).unwrap();
        tokio::time::timeout(StdDuration::from_secs(20), self.task).await.expect("the worker stops").unwrap();
    }
}

async fn without_worker() -> Portal {
    Portal::with(|config| config.worker = false).await
}

async fn owe(portal: &Portal, recipients: Vec<String>) {
    let now = portal.clock.now();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        for recipient in recipients {
            let letter = Letter {
                account_id: None,
                application_id: None,
                recipient,
                lang: Lang::Ru,
                subject: "Тема".into(),
                body: "Текст\n".into(),
            };
            mails::owe(conn, letter, now)?;
        }
        Ok(())
    };
    portal.state.db.write(write).await.unwrap();
}

async fn all_mails(portal: &Portal) -> Vec<MailRow> {
    portal.read(|conn| mails::newest(conn, 1000)).await
}

async fn all_jobs(portal: &Portal) -> Vec<store::JobRow> {
    portal.read(|conn| jobs::table.order(jobs::id).select(store::JobRow::as_select()).load(conn)).await
}

/// Waits until something holds of the one job there is.
async fn until(portal: &Portal, holds: impl Fn(&store::JobRow) -> bool) -> store::JobRow {
    for _ in 0..400 {
        let job = all_jobs(portal).await.remove(0);
        if holds(&job) {
            return job;
        }
        portal.state.work.notify_one();
        tokio::time::sleep(StdDuration::from_millis(25)).await;
    }
    panic!("it does not come to that: {:?}", all_jobs(portal).await);
}

#[tokio::test]
async fn several_workers_do_each_job_once() {
    let portal = without_worker().await;
    owe(&portal, (0..40).map(|n| format!("person{n}@akno.example")).collect()).await;
    // Two in this process, two more on connections of their own, as other nodes have them.
    let db = Db::open(&portal.database.options()).unwrap();
    let other = serve::state(portal.state.config.clone(), db, portal.clock.clone(), false).await.unwrap();
    let workers = [&portal.state, &portal.state, &other, &other].map(Worker::start);
    portal.work_done().await;
    for worker in workers {
        worker.stop().await;
    }
    let done = all_jobs(&portal).await;
    assert_eq!(done.len(), 40);
    assert!(done.iter().all(|job| job.done_at.is_some() && job.attempts == 1 && job.failed_at.is_none()), "{done:#?}");
    assert!(all_mails(&portal).await.iter().all(|mail| mail.state == "sent" && mail.sent_at.is_some()));
    assert_eq!(std::fs::read_dir(portal.var_dir.join("mail")).unwrap().count(), 40);
}

#[tokio::test]
async fn a_job_is_done_a_moment_after_it_is_owed() {
    let portal = Portal::start().await;
    let started = std::time::Instant::now();
    portal.client().post("/password/forgotten", &[("email", &email("elena"))]).await;
    for _ in 0..200 {
        if all_mails(&portal).await[0].state == "sent" {
            break;
        }
        tokio::time::sleep(StdDuration::from_millis(10)).await;
    }
    assert_eq!(all_mails(&portal).await[0].state, "sent");
    assert!(
        started.elapsed() < StdDuration::from_millis(1900),
        "the worker was woken, it did not wait for its next look"
    );
}

#[tokio::test]
async fn a_failing_job_is_tried_again_with_growing_pauses_and_then_given_up() {
    let portal = without_worker().await;
    owe(&portal, vec!["nobody can write there".into()]).await;
    let worker = Worker::start(&portal.state);
    let mut last = portal.clock.now();
    let mut pauses = Vec::new();
    for tries in 1..=store::TRIES {
        let job = until(&portal, |job| job.attempts == tries && job.claimed_until.is_none()).await;
        pauses.push((job.run_at - last).num_seconds());
        portal.clock.advance(job.run_at - portal.clock.now() + Duration::milliseconds(1));
        last = portal.clock.now();
    }
    let job = until(&portal, |job| job.failed_at.is_some()).await;
    worker.stop().await;
    assert_eq!(job.attempts, store::TRIES);
    assert!(pauses.windows(2).all(|two| two[1] > two[0]), "{pauses:?}");
    assert!((4..8).contains(&pauses[0]) && pauses[11] > 7200, "{pauses:?}");
    let counts = portal.read(store::counts).await;
    assert_eq!(counts, (0, 1), "it is seen to have failed");
    let mail = all_mails(&portal).await.remove(0);
    assert_eq!((mail.state.as_str(), mail.sent_at), ("failed", None));
    let why = mail.last_error.unwrap();
    assert!(why.starts_with("the recipient: ") && !why.contains("nobody can"), "{why}");
}

#[tokio::test]
async fn the_job_of_a_worker_that_crashed_is_taken_over_after_its_lease() {
    let portal = without_worker().await;
    owe(&portal, vec!["person@akno.example".into()]).await;
    let now = portal.clock.now();
    let claim =
        move |conn: &mut AnyConn| store::claim(conn, "crashed", now, Duration::seconds(60)).map_err(Failure::from);
    assert!(portal.state.db.write(claim).await.unwrap().is_some());
    let worker = Worker::start(&portal.state);
    tokio::time::sleep(StdDuration::from_millis(300)).await;
    assert!(all_jobs(&portal).await[0].done_at.is_none(), "it is still the other's");
    portal.clock.advance(Duration::seconds(61));
    let job = until(&portal, |job| job.done_at.is_some()).await;
    assert_eq!(job.attempts, 2);
    worker.stop().await;
}

#[tokio::test]
async fn a_mail_that_was_sent_is_not_sent_again() {
    let portal = without_worker().await;
    owe(&portal, vec!["person@akno.example".into()]).await;
    let now = portal.clock.now();
    // It was sent, but the worker crashed before it noted that the job is done.
    let crash = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let mail = mails::newest(conn, 1)?.remove(0);
        Ok(mails::sent(conn, &mail.id, now)?)
    };
    portal.state.db.write(crash).await.unwrap();
    let worker = Worker::start(&portal.state);
    until(&portal, |job| job.done_at.is_some()).await;
    worker.stop().await;
    assert!(!portal.var_dir.join("mail").exists());
}

#[tokio::test]
async fn a_job_of_a_newer_program_waits_for_it() {
    let portal = without_worker().await;
    owe(&portal, vec!["person@akno.example".into()]).await;
    let newer =
        |conn: &mut AnyConn| diesel::update(jobs::table).set(jobs::kind.eq("fax")).execute(conn).map_err(Failure::from);
    portal.state.db.write(newer).await.unwrap();
    let worker = Worker::start(&portal.state);
    let job = until(&portal, |job| job.last_error.is_some()).await;
    assert_eq!(job.last_error.as_deref(), Some("this program knows no jobs of the kind fax"));
    assert!(job.failed_at.is_none() && job.done_at.is_none());
    worker.stop().await;
}

#[tokio::test]
async fn a_stopping_worker_finishes_what_it_has_in_hand_and_takes_no_more() {
    let portal = without_worker().await;
    owe(&portal, (0..200).map(|n| format!("person{n}@akno.example")).collect()).await;
    let worker = Worker::start(&portal.state);
    while !all_jobs(&portal).await.iter().any(|job| job.done_at.is_some()) {
        tokio::time::sleep(StdDuration::from_millis(2)).await;
    }
    worker.stop().await;
    let left = all_jobs(&portal).await;
    assert!(left.iter().all(|job| job.done_at.is_some() || job.claimed_until.is_none()), "nothing is left half done");
    assert!(left.iter().any(|job| job.done_at.is_none()), "it stopped before the end");
    // An idle worker stops as well.
    let idle = without_worker().await;
    let worker = Worker::start(&idle.state);
    tokio::time::sleep(StdDuration::from_millis(100)).await;
    worker.stop().await;
}

#[tokio::test]
async fn the_worker_clears_away_what_has_expired() {
    let portal = without_worker().await;
    let mut client = portal.client();
    client.post("/sign-in", &[("email", &email("elena")), ("password", "wrong")]).await;
    client.post("/password/forgotten", &[("email", &email("elena"))]).await;
    let _session = portal.signed_in("oleg").await;
    portal.clock.advance(Duration::days(31));
    let worker = Worker::start(&portal.state);
    for _ in 0..200 {
        let left = portal
            .read(|conn| {
                let failures: i64 = sign_in_failures::table.count().get_result(conn)?;
                let links: i64 = email_tokens::table.count().get_result(conn)?;
                let sessions: i64 = akno::store::schema::sessions::table.count().get_result(conn)?;
                Ok((failures, links, sessions))
            })
            .await;
        if left == (0, 0, 0) {
            worker.stop().await;
            return;
        }
        tokio::time::sleep(StdDuration::from_millis(20)).await;
    }
    panic!("it stays");
}

#[tokio::test]
async fn a_link_is_used_up_once_whoever_asks_at_the_same_time() {
    let portal = without_worker().await;
    let now = portal.clock.now();
    let add = move |conn: &mut AnyConn| {
        let token = links::EmailToken {
            token_hash: "hash".into(),
            account_id: "elena".into(),
            purpose: links::Purpose::Reset.code().into(),
            created_at: now,
            expires_at: now + Duration::hours(1),
            used_at: None,
        };
        links::add(conn, &token).map_err(Failure::from)
    };
    portal.state.db.write(add).await.unwrap();
    let tries: Vec<_> = (0..16)
        .map(|_| {
            let db = portal.state.db.clone();
            let use_up = move |conn: &mut AnyConn| {
                links::use_up(conn, "hash", links::Purpose::Reset, now).map_err(Failure::from)
            };
            tokio::spawn(async move { db.write(use_up).await.unwrap() })
        })
        .collect();
    let mut used = Vec::new();
    for one in tries {
        used.extend(one.await.unwrap());
    }
    assert_eq!(used, ["elena"]);
}
