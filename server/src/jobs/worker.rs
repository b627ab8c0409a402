//! The worker: claims jobs and does them, one at a time, and beside them one long job. As many workers as one likes may run, in one
//! process or in several: a claim is a conditional update.

use super::mail::Mailer;
use super::{Outcome, run as run_job};
use crate::failure::Failure;
use crate::office::{absences, draft_keeping, escalation, export, office_closing, opinions, retention};
use crate::state::AppState;
use crate::store::jobs::{self, JobKind, JobRow, Lane, TRIES};
use crate::store::{
    AnyConn, address_changes, alerts, attachment_keeping, batches, case_exports, data_questions, data_sets,
    email_tokens, hands, mails, new_id, second_steps, sessions, sign_in_failures,
};
use chrono::{Duration, NaiveDateTime};
use portal::retention::Kind;
use std::time::Duration as StdDuration;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

/// How long a claim holds: after a crash the job is somebody else's by then.
fn lease(lane: Lane) -> Duration {
    match lane {
        Lane::Quick => Duration::seconds(60),
        Lane::Long => Duration::minutes(65),
    }
}

/// How long one job may take: ends well within its lease.
fn longest(lane: Lane) -> StdDuration {
    match lane {
        Lane::Quick => StdDuration::from_secs(45),
        Lane::Long => StdDuration::from_secs(3_600),
    }
}

/// How often to look for jobs that nobody woke the worker for: retries, and other processes' ones.
const PAUSE: StdDuration = StdDuration::from_secs(2);
/// How often to clear away what has expired.
const SWEEP_EVERY: Duration = Duration::hours(1);

/// Works until `stop` turns true, then finishes the job in hand; a long one is left where it is and
/// begun anew by whoever comes after its lease, since each may be done twice.
pub async fn run(state: AppState, stop: watch::Receiver<bool>) {
    let mut stopped = stop.clone();
    let long = tokio::spawn(work(state.clone(), Lane::Long, stop.clone()));
    work(state, Lane::Quick, stop).await;
    let _ = stopped.wait_for(|stopped| *stopped).await;
    long.abort();
}

async fn work(state: AppState, lane: Lane, mut stop: watch::Receiver<bool>) {
    let name = new_id();
    let mailer = Mailer::new(&state.config);
    let mut swept_at: Option<NaiveDateTime> = None;
    while !*stop.borrow() {
        state.keep_fresh().await;
        let state = state.clone();
        match work_once(&state, &mailer, lane, &name).await {
            Ok(true) => continue,
            Ok(false) if lane == Lane::Long => {}
            Ok(false) => sweep_now_and_then(&state, &mut swept_at).await,
            Err(failure) => tracing::warn!("the worker could not look for jobs: {failure}"),
        }
        tokio::select! {
            () = state.work.notified(), if lane == Lane::Quick => {}
            () = sleep(PAUSE) => {}
            // Nobody can say stop any more: the process ends.
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

/// Claims one job and does it; false where there was none.
async fn work_once(state: &AppState, mailer: &Mailer, lane: Lane, name: &str) -> Result<bool, Failure> {
    let (name, now) = (name.to_owned(), state.clock.now());
    let claim =
        move |conn: &mut AnyConn| -> Result<_, Failure> { Ok(jobs::claim_in(conn, lane, &name, now, lease(lane))?) };
    let Some(job) = state.db.write(claim).await? else { return Ok(false) };
    let outcome = attempt(state, mailer, lane, &job).await;
    finish(state, job, outcome).await?;
    Ok(true)
}

/// A job on a task of its own: one that panics or does not end has failed, and the worker goes on.
async fn attempt(state: &AppState, mailer: &Mailer, lane: Lane, job: &JobRow) -> Outcome {
    let (state, mailer, job) = (state.clone(), mailer.clone(), job.clone());
    let mut task = tokio::spawn(async move { run_job(&state, &mailer, &job).await });
    match timeout(longest(lane), &mut task).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(panic)) => Err(format!("it broke off: {panic}")),
        Err(_) => {
            task.abort();
            Err(format!("it took longer than {} seconds", longest(lane).as_secs()))
        }
    }
}

async fn finish(state: &AppState, job: JobRow, outcome: Outcome) -> Result<(), Failure> {
    let now = state.clock.now();
    let write = move |conn: &mut AnyConn| -> Result<_, Failure> {
        match outcome {
            Ok(()) => Ok(jobs::done(conn, &job.id, now)?),
            Err(why) => put_back(conn, &job, &why, now),
        }
    };
    state.db.write(write).await
}

fn put_back(conn: &mut AnyConn, job: &JobRow, why: &str, now: NaiveDateTime) -> Result<(), Failure> {
    jobs::retry(conn, job, why, now)?;
    if job.attempts < TRIES {
        tracing::warn!(
            job = job.id,
            kind = job.kind,
            tries = job.attempts,
            "a job failed and will be tried again: {why}"
        );
        return Ok(());
    }
    tracing::error!(job = job.id, kind = job.kind, tries = job.attempts, "a job was given up: {why}");
    if JobKind::from_code(&job.kind) == Some(JobKind::Mail) {
        mails::failed(conn, &job.subject, why)?;
    }
    if JobKind::from_code(&job.kind) == Some(JobKind::Export) {
        case_exports::failed(conn, &job.subject, now)?;
    }
    Ok(())
}

async fn sweep_now_and_then(state: &AppState, swept_at: &mut Option<NaiveDateTime>) {
    let now = state.clock.now();
    if swept_at.is_some_and(|at| now - at < SWEEP_EVERY) {
        return;
    }
    *swept_at = Some(now);
    let day = state.clock.today().to_string();
    let today = state.clock.today();
    let before = |kind: Kind| now - state.retention.span(kind, today);
    let [failures, batch, presences, links] = [Kind::Failures, Kind::Batches, Kind::Presences, Kind::Links].map(before);
    let sweep = move |conn: &mut AnyConn| -> Result<_, Failure> {
        // Once a day, where open data was published before.
        if data_sets::any(conn)? {
            jobs::add_open_data(conn, &day, now)?;
        }
        if attachment_keeping::any(conn)? {
            jobs::add_once(conn, JobKind::SweepFiles, &day, now)?;
        }
        sessions::sweep(conn, now)?;
        second_steps::sweep(conn, now)?;
        address_changes::sweep(conn, now)?;
        sign_in_failures::sweep(conn, failures)?;
        alerts::sweep(conn, now)?;
        data_questions::sweep(conn, now)?;
        batches::sweep(conn, batch)?;
        hands::forget_presences(conn, presences)?;
        // Kept for a while after they end: to answer "why does the link not work".
        email_tokens::sweep(conn, links)?;
        Ok(())
    };
    if let Err(failure) = state.db.write(sweep).await {
        tracing::warn!("expired sessions and links were not cleared away: {failure}");
    }
    if let Err(failure) = crate::office::data_reminders::sweep(state).await {
        tracing::warn!("editors were not reminded of what is due: {failure}");
    }
    if let Err(failure) = crate::publishing::drafts::sweep_uploads(state).await {
        tracing::warn!("uploads that no draft names were not cleared away: {failure}");
    }
    if let Err(failure) = draft_keeping::sweep(state).await {
        tracing::warn!("forgotten drafts were not cleared away: {failure}");
    }
    if let Err(failure) = absences::sweep(state).await {
        tracing::warn!("absences were not begun: {failure}");
    }
    if let Err(failure) = office_closing::sweep(state).await {
        tracing::warn!("what a closed office had was not passed on: {failure}");
    }
    if let Err(failure) = retention::sweep(state).await {
        tracing::warn!("what is kept long enough was not removed: {failure}");
    }
    if let Err(failure) = opinions::sweep(state).await {
        tracing::warn!("nobody was reminded of opinions: {failure}");
    }
    if let Err(failure) = export::orders::sweep(state).await {
        tracing::warn!("files of cases whose days are over were not cleared away: {failure}");
    }
    if let Err(failure) = escalation::sweep(state).await {
        tracing::warn!("supervisors were not told of deadlines: {failure}");
    }
}
