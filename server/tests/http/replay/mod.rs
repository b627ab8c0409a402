//! The register is its log: what was filed and decided, in whatever order and by whoever, leaves everything
//! that is kept beside the log as a replay of it makes it.

mod answers;
mod hostile;
mod storm;
mod tampered;

use crate::support::portal::Portal;
use akno::register::check::{self, Checked, Difference};

/// Compares everything with the log; what differs is told.
pub async fn compared(portal: &Portal, repair: bool) -> (Checked, Vec<Difference>) {
    let mut differences = Vec::new();
    let tell = |difference: &Difference| differences.push(difference.clone());
    let checked = check::run(&portal.state.db, &portal.clock, repair, tell).await.unwrap();
    (checked, differences)
}
