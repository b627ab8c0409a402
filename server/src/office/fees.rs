//! Fees: the bill that a filing causes, and what its payment does. Where a fee is due, the office's term
//! counts from the payment (`office::term`).

use super::drafting::free_code;
use super::{add_event, notices, term};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow};
use crate::store::audit::{self, Actor};
use crate::store::bills::{self, Bill, BillRow, PaymentRow};
use crate::store::terms::TermRow;
use crate::store::{AnyConn, new_id};
use chrono::{NaiveDate, NaiveDateTime};
use portal::application::{Channel, Status};
use serde_json::json;

/// Writes the bill of an application that is filed for the first time; nothing where filing is free. What is
/// filed on paper may cost more than on line.
pub fn bill(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    on: NaiveDate,
    now: NaiveDateTime,
) -> Result<Option<BillRow>, Failure> {
    let Some(term) = term_of(state, row, on) else { return Ok(None) };
    let no_base_value = || Failure::Internal(format!("no base value on {on}: the fee of {} is unknown", row.procedure));
    let fee = state.terms.fee_of(&term.procedure, &term.name, on).ok_or_else(no_base_value)?;
    let number = free_code(crate::random::bill_number, |code| Ok(!bills::number_taken(conn, code)?))?;
    let bill = BillRow {
        id: new_id(),
        number,
        application_id: row.id.clone(),
        amount: fee.sum().as_kopecks(),
        hundredths: fee.hundredths,
        base_value: fee.base_value.as_kopecks(),
        act: term.act.clone(),
        issued_on: on,
        issued_at: now,
        cancelled_at: None,
    };
    bills::add(conn, &bill)?;
    Ok(Some(bill))
}

/// The dated fee of what is filed: that of paper, where it came on paper and has its own; `None` where it is free.
pub fn term_of<'a>(state: &'a AppState, row: &ApplicationRow, on: NaiveDate) -> Option<&'a TermRow> {
    let on_paper = matches!(row.channel(), Some(Channel::InPerson | Channel::ByPost));
    let paper = state.terms.on(row.procedure(), "fee_on_paper", on).filter(|_| on_paper);
    paper.or_else(|| state.terms.on(row.procedure(), "fee", on)).filter(|term| term.value > 0)
}

/// What was paid, and who or what told of it.
#[derive(Clone, Debug)]
pub struct Paid {
    pub on: NaiveDate,
    /// Number of the payment document.
    pub document: String,
    /// The bank file, where one told of it.
    pub file: Option<String>,
}

/// Notes the payment of a bill that is due: the payment, the term that begins, the event, the audit record
/// and the notices. `Conflict("changed-meanwhile")` where the application changed in between; whether the rules did by
/// which the term was reckoned is for the caller to see, once a write (`Current::still_stand`).
pub fn settle(
    conn: &mut AnyConn,
    state: &AppState,
    row: &mut ApplicationRow,
    bill: &Bill,
    paid: &Paid,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let body = json!({ "on": paid.on, "document": paid.document, "bill": bill.row.number });
    let mut events = applications::events(conn, &row.id)?;
    // The event itself is written below; the term is reckoned with it.
    events.push(applications::EventRow {
        id: String::new(),
        application_id: row.id.clone(),
        position: 0,
        kind: "paid".into(),
        actor: None,
        actor_role: String::new(),
        body: body.to_string(),
        at: now,
    });
    if row.status().clock_runs() {
        row.due_on = term::reckon(state, row, &events).and_then(|term| term.due);
    }
    row.updated_at = now;
    // First of all: of two who mark at once the later finds the row changed.
    if !applications::save(conn, row)? {
        return Err(Failure::Conflict("changed-meanwhile"));
    }
    let payment = PaymentRow {
        bill_id: bill.row.id.clone(),
        paid_on: paid.on,
        document: paid.document.clone(),
        file_id: paid.file.clone(),
        marked_by: actor.account_id.clone().unwrap_or_default(),
        marked_at: now,
    };
    bills::pay(conn, &payment)?;
    add_event(conn, row, "paid", actor, body, now)?;
    audit::record(conn, actor, "paid", ("bill", &bill.row.id), now)?;
    if row.status() != Status::Returned {
        notices::paid(conn, state, row, now)?;
    }
    Ok(())
}

/// Whether the application waits for its fee.
pub fn is_due(conn: &mut AnyConn, application: &str) -> Result<bool, Failure> {
    Ok(bills::of_application(conn, application)?.is_some_and(|bill| bill.is_due()))
}
