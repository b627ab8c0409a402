//! The regional administration: its offices beside one another, their cases, and what it may do about one.

pub mod case;
pub mod cases;
pub mod figures;
pub mod file;
mod reckoned;
pub mod report;

use super::visit::Visit;
use app::ui::Crumb;

/// The way to a page of the region.
fn crumbs(visit: &Visit, here: &str) -> Vec<Crumb> {
    vec![Crumb::new(visit.tr.t("region-title"), "/office/region"), Crumb::here(here)]
}
