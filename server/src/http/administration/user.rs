//! One person.

use super::users::{office, state_of};
use super::{crumbs, offices, roles, seen, typed, why, words};
use crate::access::{AdministrationReader, ManagedAccount, ShownAccount};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::administration::users::{self as verbs, KIND, Standing};
use crate::office::administration::{Outcome, Wanted};
use crate::state::AppState;
use crate::store::accounts::{self, Account, Role};
use crate::store::administration::{self, Told};
use crate::store::{AnyConn, hands, people};
use app::pages::account::faults::Faults;
use app::pages::administration::user::{Form as Which, May, UserView, page};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use chrono::Duration;
use portal::answers::Answers;

/// What the page says beside the person.
struct Said {
    typed: Answers,
    faults: Faults,
    form: Which,
    since: Vec<Told>,
}

impl Said {
    /// Nothing was sent yet: the form holds what is.
    fn of(account: &Account) -> Said {
        let mut typed = Answers::default();
        typed.set("role", &account.role);
        typed.set("office", &account.office.map(|code| code.to_string()).unwrap_or_default());
        Said { typed, faults: Faults::default(), form: Which::Post, since: Vec::new() }
    }
}

pub async fn show(State(state): State<AppState>, shown: ShownAccount, visit: Visit) -> Result<Response, Failure> {
    let said = Said::of(&shown.account);
    respond(&state, &visit, &shown.reader, shown.account, said).await
}

pub async fn change_post(
    State(state): State<AppState>,
    managed: ManagedAccount,
    reader: AdministrationReader,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let typed = typed(&pairs, &["role", "office", "why", "seen"]);
    let mut faults = Faults::default();
    let role = Role::from_code(typed.get("role"));
    if role.is_none() {
        faults.add("role", tr.t("user-role-missing"));
    }
    let office = office(tr, &typed, &mut faults);
    let reason = why(tr, &typed, "why", &mut faults);
    let account = managed.account.clone();
    let Some(role) = role.filter(|_| faults.is_empty()) else {
        let said = Said { typed, faults, form: Which::Post, since: Vec::new() };
        return respond(&state, &visit, &reader, account, said).await;
    };
    let to = Standing { role: role.code().to_owned(), office, locked: account.disabled_at.is_some() };
    let wanted = Wanted { to, seen: seen(&typed), why: reason, reverts: None };
    let outcome = verbs::change(&state, managed, wanted).await?;
    answer(&state, &visit, &reader, account, Said { typed, faults, form: Which::Post, since: Vec::new() }, outcome)
        .await
}

pub async fn lock(
    State(state): State<AppState>,
    managed: ManagedAccount,
    reader: AdministrationReader,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let sent = typed(&pairs, &["locked", "lock_why", "seen"]);
    let mut faults = Faults::default();
    let reason = why(visit.tr, &sent, "lock_why", &mut faults);
    let account = managed.account.clone();
    let mut said = Said { faults, form: Which::Lock, ..Said::of(&account) };
    said.typed.set("lock_why", sent.get("lock_why"));
    if !said.faults.is_empty() {
        return respond(&state, &visit, &reader, account, said).await;
    }
    let to = Standing { locked: sent.get("locked") == "on", ..Standing::of(&account) };
    let wanted = Wanted { to, seen: seen(&sent), why: reason, reverts: None };
    let outcome = verbs::change(&state, managed, wanted).await?;
    answer(&state, &visit, &reader, account, said, outcome).await
}

pub async fn end_sessions(State(state): State<AppState>, managed: ManagedAccount) -> Result<Redirect, Failure> {
    let back = format!("/office/administration/users/{}", managed.account.id);
    verbs::end_sessions(&state, managed).await?;
    Ok(Redirect::to(&back))
}

pub async fn invite_again(State(state): State<AppState>, managed: ManagedAccount) -> Result<Redirect, Failure> {
    let back = format!("/office/administration/users/{}", managed.account.id);
    verbs::invite_again(&state, managed).await?;
    Ok(Redirect::to(&back))
}

async fn answer(
    state: &AppState,
    visit: &Visit,
    reader: &AdministrationReader,
    account: Account,
    mut said: Said,
    outcome: Outcome,
) -> Result<Response, Failure> {
    match outcome {
        Outcome::Done => {
            return Ok(Redirect::to(&format!("/office/administration/users/{}", account.id)).into_response());
        }
        Outcome::Since(since) => {
            said.faults = Faults::page(visit.tr.t("administration-changed"));
            said.since = since;
        }
        Outcome::Refused(code) => {
            let text = visit.tr.t(&format!("administration-fault-{code}"));
            match code.starts_with("office") {
                true => said.faults.add("office", text),
                false => said.faults = Faults::page(text),
            }
        }
    }
    respond(state, visit, reader, account, said).await
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    reader: &AdministrationReader,
    account: Account,
    said: Said,
) -> Result<Response, Failure> {
    let (tr, now) = (visit.tr, state.clock.now());
    let idle_since = now - Duration::minutes(state.config.session_idle_minutes);
    let id = account.id.clone();
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let account = accounts::by_id(conn, &id)?.ok_or(Failure::NotFound)?;
        let cases = match account.office {
            Some(office) => hands::held_by(conn, &id, office)?.len(),
            None => 0,
        };
        let changes = administration::since(conn, KIND, &id, 0)?;
        let seen = administration::revision(conn, KIND, &id)?;
        let names = words::names(conn, &changes)?;
        Ok((account, people::sessions_of(conn, &id, now, idle_since)?, cases, changes, seen, names))
    };
    let (account, (sessions, last), cases, changes, seen, names) = state.db.read(load).await?;
    let own = reader.signed_in.account.id == account.id;
    let failed = !said.faults.is_empty();
    let view = UserView {
        tr,
        id: account.id.clone(),
        name: account.name.clone(),
        email: if account.is_closed() { "—".to_owned() } else { account.email.clone() },
        role: tr.t(&format!("account-role-{}", account.role().code())),
        office: account.office.map(|code| state.offices.name(code, tr.lang())),
        state: state_of(&account),
        created_at: minsk(account.created_at),
        sessions: (sessions, last.map(minsk)),
        cases: i64::try_from(cases).unwrap_or(i64::MAX),
        changes: changes.iter().map(|change| words::view(state, tr, &names, change)).collect(),
        may: match (reader.writes(), own) {
            (false, _) => May::Read,
            (true, true) => May::Own,
            (true, false) => May::Change,
        },
        seen,
        roles: roles(tr),
        offices: offices(state, tr),
        since: said.since.iter().map(|change| words::view(state, tr, &names, change)).collect(),
        typed: said.typed,
        faults: said.faults,
        form: said.form,
    };
    let between = [("users-title", "/office/administration/users")];
    let mut visit = visit.clone();
    visit.path = format!("/office/administration/users/{}", account.id);
    let head = Page::titled(&account.name).crumbs(crumbs(&visit, &between, &account.name)).failed(failed);
    Ok(visit.page(head, move || page(view)).await)
}
