//! Work done after the answer: each job may be done twice, after a crash, without harm.

mod approval_sheet;
mod certificate_sheet;
pub mod document;
pub mod mail;
pub mod open_data;
pub mod scan;
pub mod worker;

use crate::office::attachment_keeping;
use crate::state::AppState;
use crate::store::jobs::{JobKind, JobRow};
use mail::Mailer;

/// What came of a job; the text says why it failed, for the log and for whoever mends it.
pub type Outcome = Result<(), String>;

/// Does one job.
async fn run(state: &AppState, mailer: &Mailer, job: &JobRow) -> Outcome {
    match JobKind::from_code(&job.kind) {
        Some(JobKind::Document) => document::run(state, &job.subject).await,
        Some(JobKind::Mail) => mail::send(state, mailer, &job.subject).await,
        Some(JobKind::OpenData) => open_data::run(state, &job.subject).await,
        Some(JobKind::Alert) => {
            crate::register::alerts::run(state, &job.subject).await.map_err(|failure| failure.to_string())
        }
        Some(JobKind::Scan) => scan::run(state, &job.subject).await,
        Some(JobKind::SweepFiles) => attachment_keeping::sweep(state).await.map_err(|failure| failure.to_string()),
        Some(JobKind::Run) => {
            crate::office::runs::work(state, &job.subject).await.map_err(|failure| failure.to_string())
        }
        Some(JobKind::Export) => {
            crate::office::export::orders::work(state, &job.subject).await.map_err(|failure| failure.to_string())
        }
        None => Err(format!("this program knows no jobs of the kind {}", job.kind)),
    }
}
