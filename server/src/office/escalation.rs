//! Deadlines that come near: the supervisor is told once of each, in one mail for all of an office.

use super::notices;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::mails;
use crate::store::{AnyConn, hands};
use app::l10n::Tr;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Working days after today within which a deadline is told of.
pub const WITHIN: u32 = 1;

/// Cases that are told of at once.
const MOST: i64 = 500;

/// Tells supervisors of what is due. The mail says how many cases and by when, never whose. For the worker, now
/// and then; the cases of an office without a supervisor wait until it has one.
pub async fn sweep(state: &AppState) -> Result<(), Failure> {
    let (now, today) = (state.clock.now(), state.clock.today());
    let by = state.calendar.reckon(today, WITHIN, &[]).due.unwrap_or(today);
    let link = format!("{}/office?tab=due", state.config.public_url);
    let write = move |conn: &mut AnyConn| -> Result<bool, Failure> {
        let mut offices: BTreeMap<i32, Vec<(String, NaiveDate)>> = BTreeMap::new();
        for (office, case, due) in hands::to_escalate(conn, by, MOST)? {
            offices.entry(office).or_default().push((case, due));
        }
        let mut told = false;
        for (office, cases) in offices {
            let supervisors = hands::supervisors(conn, office)?;
            if supervisors.is_empty() {
                continue;
            }
            for reader in supervisors {
                let tr = Tr(reader.lang());
                let overdue = cases.iter().filter(|(_, due)| *due < today).count();
                let values = [
                    ("cases", i64::try_from(cases.len()).unwrap_or(i64::MAX).into()),
                    ("overdue", i64::try_from(overdue).unwrap_or(i64::MAX).into()),
                    ("date", tr.date(by).into()),
                    ("link", link.clone().into()),
                ];
                let letter = notices::to_person(&reader, "escalation", &values);
                mails::owe(conn, letter, now)?;
            }
            for (case, due) in cases {
                hands::escalated(conn, &case, due, now)?;
            }
            told = true;
        }
        Ok(told)
    };
    if state.db.write(write).await? {
        state.work.notify_one();
    }
    Ok(())
}
