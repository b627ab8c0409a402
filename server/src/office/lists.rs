//! Keeping lists of cases under a name, and setting up the inbox.

use super::words::Words;
use crate::access::{Clerk, DeletableList};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::case_lists::{self, CaseListRow, ChoicesRow, MOST};
use crate::store::{AnyConn, audit, new_id};
use app::pages::office::inbox::Shown;

/// How keeping ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is there: now, or since the same form was sent before.
    Kept,
    /// Another list of the clerk's has the name; nothing was done.
    NameTaken,
    /// The clerk has as many as one keeps; nothing was done.
    TooMany,
}

/// Keeps a list: for the clerk, or `shared` for everybody of the office. `first`: the inbox opens with it.
pub async fn keep(
    state: &AppState,
    clerk: Clerk,
    name: Words,
    query: String,
    shared: bool,
    first: bool,
) -> Result<Outcome, Failure> {
    let now = state.clock.now();
    let row = CaseListRow {
        id: new_id(),
        account_id: clerk.signed_in.account.id.clone(),
        office: clerk.office,
        name: name.as_str().to_owned(),
        query,
        shared,
        created_at: now,
    };
    let actor = clerk.signed_in.actor();
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        let id = match case_lists::named(conn, &row.account_id, &row.name)? {
            Some(there) if there.query == row.query && there.shared == row.shared => there.id,
            Some(_) => return Ok(Outcome::NameTaken),
            None if case_lists::count_own(conn, &row.account_id)? >= MOST => return Ok(Outcome::TooMany),
            None => {
                case_lists::add(conn, &row)?;
                audit::record(conn, &actor, "kept-list", ("case_list", &row.id), now)?;
                row.id.clone()
            }
        };
        if first {
            let former = case_lists::choices(conn, &row.account_id)?.unwrap_or_else(|| usual(&row.account_id));
            case_lists::choose(conn, &ChoicesRow { first_list: Some(id), ..former })?;
        }
        Ok(Outcome::Kept)
    };
    state.db.write(write).await
}

fn usual(account: &str) -> ChoicesRow {
    ChoicesRow { account_id: account.to_owned(), shown: codes(&Shown::USUAL), first_list: None, keys: true }
}

fn codes(columns: &[Shown]) -> String {
    columns.iter().map(|shown| shown.code()).collect::<Vec<_>>().join(",")
}

/// Deletes a kept list.
pub async fn delete(state: &AppState, list: DeletableList) -> Result<(), Failure> {
    let (now, actor) = (state.clock.now(), list.clerk.signed_in.actor());
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        case_lists::delete(conn, &list.row.id)?;
        Ok(audit::record(conn, &actor, "deleted-list", ("case_list", &list.row.id), now)?)
    };
    state.db.write(write).await
}

/// Sets up the inbox of a clerk. A first list that the clerk does not see is none.
pub async fn choose(
    state: &AppState,
    clerk: Clerk,
    columns: Vec<Shown>,
    first_list: Option<String>,
    keys: bool,
) -> Result<(), Failure> {
    let (me, office) = (clerk.signed_in.account.id.clone(), clerk.office);
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let seen = case_lists::seen_by(conn, &me, office)?;
        let first_list = first_list.filter(|id| seen.iter().any(|list| list.id == *id));
        Ok(case_lists::choose(conn, &ChoicesRow { account_id: me, shown: codes(&columns), first_list, keys })?)
    };
    state.db.write(write).await
}
