//! The day on which an office closes: its open cases go on at its successor with their deadlines, whoever has one
//! keeps it, and its people belong there from then on. Each case gets an event that its applicant sees too.

use super::{OFFICE_CLOSED, add_event};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::audit::{self, Actor};
use crate::store::{AnyConn, applications, offices, passing};
use chrono::NaiveDateTime;
use serde_json::json;

/// Passes over what closed offices have. For the worker, now and then: whatever reached one since is passed on too.
pub async fn sweep(state: &AppState) -> Result<(), Failure> {
    let (now, today) = (state.clock.now(), state.clock.today());
    let look = move |conn: &mut AnyConn| -> Result<Vec<i32>, Failure> {
        let mut due = Vec::new();
        for closure in offices::closures(conn)?.into_iter().filter(|closure| closure.closes_on <= today) {
            if closure.passed_at.is_none() || passing::has_open(conn, closure.office)? {
                due.push(closure.office);
            }
        }
        Ok(due)
    };
    for office in state.db.read(look).await? {
        let successor = state.offices.acting(office);
        if successor == office {
            // This node has not read of the closure yet: the next turn will.
            continue;
        }
        super::again::until_settled(state, move |conn: &mut AnyConn| pass(conn, office, successor, now)).await?;
    }
    Ok(())
}

/// All of it in one write: whoever looks sees it at one office or at the other.
fn pass(conn: &mut AnyConn, office: i32, successor: i32, now: NaiveDateTime) -> Result<(), Failure> {
    let portal = Actor { account_id: None, role: "portal", request_id: String::new() };
    for account in passing::hand_on(conn, office, successor)? {
        audit::record(conn, &portal, OFFICE_CLOSED, ("account", &account), now)?;
    }
    for mut case in passing::open_cases(conn, office)? {
        case.office = Some(successor);
        case.updated_at = now;
        if !applications::save(conn, &mut case)? {
            return Err(Failure::Conflict("changed-meanwhile"));
        }
        add_event(conn, &case, OFFICE_CLOSED, &portal, json!({ "from": office, "to": successor }), now)?;
        audit::record(conn, &portal, OFFICE_CLOSED, ("application", &case.id), now)?;
    }
    Ok(offices::passed(conn, office, now)?)
}
