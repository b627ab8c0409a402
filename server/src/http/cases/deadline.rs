//! Where the office's term for a case stands today.

use crate::clock::minsk;
use crate::office::term;
use crate::state::AppState;
use app::pages::office::deadline::Deadline;
use chrono::{NaiveDate, NaiveDateTime};
use portal::application::{Channel, Status};
use portal::procedures::Procedure;

/// What the deadline is read from.
pub struct Standing {
    pub procedure: Procedure,
    pub status: Status,
    /// How it was filed.
    pub channel: Option<Channel>,
    pub filed_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub returned_at: Option<NaiveDateTime>,
    pub decided_at: Option<NaiveDateTime>,
    /// The fee is due: the term has not begun.
    pub unpaid: bool,
}

/// The deadline as of today in Minsk.
pub fn deadline(state: &AppState, standing: &Standing) -> Deadline {
    let day = |at: Option<NaiveDateTime>| at.map(|at| minsk(at).date());
    match (standing.status, standing.due_on) {
        (Status::Returned, _) => Deadline::Paused { since: day(standing.returned_at) },
        (how, _) if how.is_decided() => Deadline::Over { how, on: day(standing.decided_at) },
        (_, None) if standing.unpaid => Deadline::Unpaid { since: standing.filed_on },
        // The bodies asked for their confirmations have not all answered.
        (_, None) if standing.procedure == Procedure::LiquidationStage => Deadline::Paused { since: standing.filed_on },
        (_, None) => Deadline::Unset,
        (_, Some(due)) => {
            let of = standing
                .filed_on
                .and_then(|day| term::days(state, standing.procedure, standing.channel, day))
                .unwrap_or(0);
            let today = state.clock.today();
            let days = u32::try_from(state.calendar.between(today, due).unsigned_abs()).unwrap_or(u32::MAX);
            if today <= due {
                Deadline::Running { due, left: days, of }
            } else {
                Deadline::Overdue { due, by: days, of }
            }
        }
    }
}
