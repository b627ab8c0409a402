//! Marking a bill paid by hand: a clerk of the office has the payment document before them.

use super::again::until_settled;
use super::fees::{self, Paid};
use crate::access::OfficeCase;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::{AnyConn, applications, bills};

/// How marking ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Paid, now or by the same document before.
    Paid,
    /// It was marked before by another document: nothing was done.
    PaidOtherwise,
    /// Nothing is owed: withdrawn or refused before it was paid.
    Cancelled,
}

/// Marks the bill of a case paid. Sent twice, it is marked once.
pub async fn mark(state: &AppState, case: OfficeCase, paid: Paid) -> Result<Outcome, Failure> {
    let now = state.clock.now();
    let actor = case.clerk.signed_in.actor();
    let (id, office, inner) = (case.row.id.clone(), case.clerk.office, state.clone());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        let mut row = applications::find(conn, &id)?.filter(|r| r.office == Some(office)).ok_or(Failure::NotFound)?;
        let bill = bills::of_application(conn, &id)?.ok_or(Failure::NotFound)?;
        if let Some(before) = &bill.payment {
            let same = before.paid_on == paid.on && before.document == paid.document;
            return Ok(if same { Outcome::Paid } else { Outcome::PaidOtherwise });
        }
        if bill.row.cancelled_at.is_some() {
            return Ok(Outcome::Cancelled);
        }
        fees::settle(conn, &inner, &mut row, &bill, &paid, &actor, now)?;
        inner.still_stand(conn)?;
        Ok(Outcome::Paid)
    };
    let outcome = until_settled(state, write).await?;
    state.work.notify_one();
    Ok(outcome)
}
