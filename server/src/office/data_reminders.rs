//! Reminding councils of what is due: once for each day until which a version was promised, a week before it.

use super::data_notices;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::data_drafts;
use chrono::Days;

/// Days before the due day.
const BEFORE: u64 = 7;

/// Writes the reminders that are to be written by now.
pub async fn sweep(state: &AppState) -> Result<(), Failure> {
    let (inner, now, today) = (state.clone(), state.clock.now(), state.clock.today());
    let until = today.checked_add_days(Days::new(BEFORE)).unwrap_or(today);
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        for (set, office, day) in data_drafts::unreminded(conn, until)? {
            data_drafts::reminded(conn, &set, day, now)?;
            data_notices::due(conn, &inner, (&set, office, day), now)?;
        }
        Ok(())
    };
    state.db.write(write).await
}
