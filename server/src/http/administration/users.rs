//! Finding people, and inviting somebody.

use super::{crumbs, offices, roles, typed, why};
use crate::access::{AdministrationReader, Administrator};
use crate::failure::Failure;
use crate::http::form;
use crate::http::urls::encode;
use crate::http::visit::{Page, Visit};
use crate::office::administration::Outcome;
use crate::office::administration::users::{Invited, invite as make, is_invited};
use crate::state::AppState;
use crate::store::accounts::{Account, Role};
use crate::store::new_id;
use crate::store::people::{self, Wanted};
use app::l10n::Tr;
use app::pages::account::faults::Faults;
use app::pages::administration::users as pages;
use app::pages::administration::users::{InviteView, PersonView, UsersView};
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use portal::answers::Answers;
use portal::lang::Lang;

/// People on a page.
const SHOWN: usize = 50;

pub async fn list(
    State(state): State<AppState>,
    reader: AdministrationReader,
    Query(pairs): Query<Vec<(String, String)>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let mut asked = typed(&pairs, &["q", "role", "office", "locked", "after"]);
    if !asked.get("locked").is_empty() {
        asked.set("locked", "on");
    }
    let wanted = Wanted {
        words: asked.get("q").trim().chars().take(200).collect(),
        role: Role::from_code(asked.get("role")),
        office: asked.get("office").parse().ok(),
        locked: asked.get("locked") == "on",
        after: Some(asked.get("after").trim().to_owned()).filter(|id| !id.is_empty()),
    };
    let limit = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let mut rows = state.db.read(move |conn| people::find(conn, &wanted, limit).map_err(Failure::from)).await?;
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let tr = visit.tr;
    let next = rows.last().filter(|_| more).map(|last| {
        let kept = ["q", "role", "office", "locked"].map(|name| format!("{name}={}", encode(asked.get(name))));
        format!("/office/administration/users?{}&after={}", kept.join("&"), encode(&last.id))
    });
    let view = UsersView {
        tr,
        people: rows.iter().map(|account| person(&state, tr, account)).collect(),
        filtered: ["q", "role", "office", "locked"].iter().any(|name| !asked.get(name).is_empty()),
        asked,
        roles: roles(tr),
        offices: offices(&state, tr),
        next,
        writes: reader.writes(),
    };
    let title = tr.t("users-title");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &[], &title));
    Ok(visit.page(head, move || pages::page(view)).await)
}

/// How an account stands.
pub fn state_of(account: &Account) -> pages::State {
    match account {
        closed if closed.is_closed() => pages::State::Closed,
        locked if locked.disabled_at.is_some() => pages::State::Locked,
        invited if is_invited(invited) => pages::State::Invited,
        _ => pages::State::Active,
    }
}

fn person(state: &AppState, tr: Tr, account: &Account) -> PersonView {
    PersonView {
        id: account.id.clone(),
        name: account.name.clone(),
        email: if account.is_closed() { "—".to_owned() } else { account.email.clone() },
        role: tr.t(&format!("account-role-{}", account.role().code())),
        office: account.office.map(|code| state.offices.name(code, tr.lang())),
        state: state_of(account),
    }
}

pub async fn new(State(state): State<AppState>, _: Administrator, visit: Visit) -> Result<Response, Failure> {
    let mut typed = Answers::default();
    typed.set("id", &new_id());
    typed.set("lang", Lang::Ru.tag());
    respond(&state, &visit, typed, Faults::default()).await
}

const FIELDS: [&str; 7] = ["id", "name", "email", "role", "office", "lang", "why"];

pub async fn invite(
    State(state): State<AppState>,
    by: Administrator,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let typed = typed(&pairs, &FIELDS);
    let mut faults = Faults::default();
    let rules: [(&'static str, Result<(), validator::ValidationError>); 2] =
        [("name", form::name(typed.get("name"))), ("email", form::email(typed.get("email")))];
    for (field, checked) in rules {
        if let Err(error) = checked {
            faults.add(field, form::fault(tr, field, &error.code));
        }
    }
    let role = Role::from_code(typed.get("role"));
    if role.is_none() {
        faults.add("role", tr.t("user-role-missing"));
    }
    let office = office(tr, &typed, &mut faults);
    let lang = Lang::from_tag(typed.get("lang"));
    if lang.is_none() {
        faults.add("lang", tr.t("user-choose"));
    }
    let reason = why(tr, &typed, "why", &mut faults);
    // An id that is none was not made by the page.
    let id = uuid::Uuid::try_parse(typed.get("id")).map_or_else(|_| new_id(), |id| id.to_string());
    let (Some(role), Some(lang), true) = (role, lang, faults.is_empty()) else {
        return respond(&state, &visit, typed, faults).await;
    };
    let (name, email) = (typed.get("name").to_owned(), typed.get("email").to_owned());
    let invited = Invited { id: id.clone(), name, email, role, office, lang };
    match make(&state, by, invited, reason).await? {
        Outcome::Refused(code) => {
            let field = if code == "email-known" { "email" } else { "office" };
            faults.add(field, tr.t(&format!("administration-fault-{code}")));
            respond(&state, &visit, typed, faults).await
        }
        Outcome::Done | Outcome::Since(_) => {
            Ok(Redirect::to(&format!("/office/administration/users/{id}")).into_response())
        }
    }
}

/// The office of a form: none, or a number.
pub fn office(tr: Tr, typed: &Answers, faults: &mut Faults) -> Option<i32> {
    let text = typed.get("office");
    let code = text.parse::<i32>().ok();
    if code.is_none() && !text.is_empty() {
        faults.add("office", tr.t("administration-fault-office-wrong"));
    }
    code
}

async fn respond(state: &AppState, visit: &Visit, typed: Answers, faults: Faults) -> Result<Response, Failure> {
    let tr = visit.tr;
    let failed = !faults.is_empty();
    let view = InviteView { tr, typed, faults, roles: roles(tr), offices: offices(state, tr) };
    let title = tr.t("user-invite");
    let between = [("users-title", "/office/administration/users")];
    let mut visit = visit.clone();
    visit.path = "/office/administration/users/new".to_owned();
    let head = Page::titled(&title).crumbs(crumbs(&visit, &between, &title)).failed(failed);
    Ok(visit.page(head, move || pages::invite(view)).await)
}
