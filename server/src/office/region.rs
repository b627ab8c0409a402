//! What the regional administration does about a case: passes it to another office, or asks the supervisor about it.

use super::words::Words;
use super::{PASSED_ON, add_event, notices, opinions};
use crate::access::RegionCase;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::applications;
use crate::store::case_notes::{self, NoteRow};
use crate::store::mails;
use crate::store::opinions::{self as store, OpinionRow};
use crate::store::{AnyConn, audit, hands, new_id};
use portal::application::{Action, Status};
use portal::code::grouped;
use serde_json::json;

/// How passing a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passed {
    /// It is there, by this or by an earlier sending.
    On,
    /// It changed since its page was made; nothing was done.
    Changed,
    /// It is decided, or with the applicant; nothing was done.
    NotOpen,
}

/// Passes an open case to another office of the region: into its queue, with its deadline. `revision` is the one that
/// the person had before them; why stands as a note, which the offices alone see.
pub async fn pass(state: &AppState, case: RegionCase, revision: i32, to: i32, why: Words) -> Result<Passed, Failure> {
    let fits = state.offices.registering().any(|office| office.code == to) && case.regional.covers(state, to);
    if !fits {
        return Err(Failure::NotFound);
    }
    let (now, inner, actor) = (state.clock.now(), state.clone(), case.regional.signed_in.actor());
    let (id, author) = (case.row.id.clone(), case.regional.signed_in.account.id.clone());
    let write = move |conn: &mut AnyConn| -> Result<Passed, Failure> {
        let mut row = applications::find(conn, &id)?.ok_or(Failure::NotFound)?;
        if row.office == Some(to) {
            return Ok(Passed::On);
        }
        let after = match row.status() {
            Status::Filed => Status::Filed,
            Status::InReview => Status::InReview.after(Action::Release).ok_or(Failure::Conflict("already-moved-on"))?,
            _ => return Ok(Passed::NotOpen),
        };
        if row.revision != revision {
            return Ok(Passed::Changed);
        }
        let from = row.office.replace(to);
        row.clerk = None;
        row.status = after.code().to_owned();
        row.updated_at = now;
        if !applications::save(conn, &mut row)? {
            return Err(Failure::Conflict("changed-meanwhile"));
        }
        add_event(conn, &row, PASSED_ON, &actor, json!({ "from": from, "to": to, "by": "region" }), now)?;
        audit::record(conn, &actor, PASSED_ON, ("application", &row.id), now)?;
        let body = why.as_str().to_owned();
        case_notes::add(
            conn,
            &NoteRow { id: new_id(), application_id: row.id.clone(), author, body, created_at: now },
        )?;
        for reader in hands::supervisors(conn, to)? {
            let values = [
                ("number", grouped(row.number.as_deref().unwrap_or_default()).into()),
                ("link", format!("{}/office/cases/{}", inner.config.public_url, row.id).into()),
            ];
            let letter = notices::to_person(&reader, "region-passed", &values);
            mails::owe(conn, letter, now)?;
        }
        Ok(Passed::On)
    };
    let passed = super::again::until_settled(state, write).await?;
    state.work.notify_one();
    Ok(passed)
}

/// How asking ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Asked,
    /// So many were asked already; nothing was done.
    TooMany,
    /// The case is decided; nothing was done.
    Decided,
}

/// Asks a supervisor of the case's office, who answers on its page like any opinion. Sent twice under one id it is
/// asked once.
pub async fn ask(
    state: &AppState,
    case: RegionCase,
    id: String,
    supervisor: String,
    question: Words,
    days: u32,
) -> Result<Asked, Failure> {
    let (now, today, actor) = (state.clock.now(), state.clock.today(), case.regional.signed_in.actor());
    let due_on = state.calendar.reckon(today, days, &[]).due.unwrap_or(today);
    let (inner, office, case_id) = (state.clone(), case.office, case.row.id.clone());
    let asker = case.regional.signed_in.account.clone();
    let write = move |conn: &mut AnyConn| -> Result<Asked, Failure> {
        let row = applications::find(conn, &case_id)?.filter(|row| row.office == Some(office));
        let row = row.ok_or(Failure::NotFound)?;
        if row.status().is_decided() {
            return Ok(Asked::Decided);
        }
        if store::of_case(conn, &row.id)?.len() >= opinions::MOST {
            return Ok(Asked::TooMany);
        }
        let of = hands::supervisors(conn, office)?.into_iter().find(|person| person.id == supervisor);
        let of = of.ok_or(Failure::NotFound)?;
        let opinion = OpinionRow {
            id,
            application_id: row.id.clone(),
            asked_by: asker.id.clone(),
            asked_of: of.name,
            account_id: Some(of.id),
            email: None,
            token_hash: None,
            question: question.as_str().to_owned(),
            due_on,
            asked_at: now,
            reminded_at: None,
            answer: None,
            answered_by: None,
            answered_at: None,
            withdrawn_at: None,
        };
        if store::add(conn, &opinion)? {
            opinions::mail(conn, &inner, &row, &opinion, None, ("opinion-asked", asker.lang()), now)?;
            audit::record(conn, &actor, "asked-opinion", ("application", &row.id), now)?;
        }
        Ok(Asked::Asked)
    };
    let asked = state.db.write(write).await?;
    state.work.notify_one();
    Ok(asked)
}
