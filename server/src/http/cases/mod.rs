//! Handlers of cases.

pub mod absences;
pub mod assignment;
pub mod attachments;
pub mod case;
pub mod case_file;
pub mod case_view;
pub mod checks;
pub mod confirmation;
pub mod correction;
pub mod deadline;
pub mod decision;
pub mod distribution;
pub mod exports;
pub mod handover;
pub mod inbox;
pub mod lists;
pub mod mending;
pub mod news;
pub mod notes;
pub mod opinions;
pub mod payment;
mod proceeding_checks;
pub mod remarks;
pub mod reopening;
pub mod runs;
pub mod second_person;
pub mod settings;
pub mod statistics;
mod walk;

use super::visit::Visit;
use crate::store::applications::ApplicationRow;
use app::pages::office::words;
use app::ui::Crumb;

/// The way to a page of a case.
fn crumbs(visit: &Visit, row: &ApplicationRow, here: Option<&str>) -> Vec<Crumb> {
    let number = words::number(row.number.as_deref().unwrap_or_default());
    let office = Crumb::new(visit.tr.t("nav-office"), "/office");
    match here {
        None => vec![office, Crumb::here(number)],
        Some(here) => vec![office, Crumb::new(number, format!("/office/cases/{}", row.id)), Crumb::here(here)],
    }
}
