//! One's own account: companies one may act for, password, language of mails, sessions.

use crate::access::SignedIn;
use crate::accounts::recovery::{self, Changed};
use crate::accounts::{passwords, sign_in};
use crate::failure::Failure;
use crate::http::cookies;
use crate::http::form::{self, Sent, slowed};
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::accounts::Role;
use crate::store::companies::{self, CompanyRow};
use crate::store::{AnyConn, mandates, second_steps};
use app::l10n::Tr;
use app::pages::account::faults::Faults;
use app::pages::account::profile::{MandateView, ProfileView, page};
use app::ui::Crumb;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use portal::lang::Lang;
use portal::mandate::Mandate;
use serde::Deserialize;
use validator::Validate;

/// What was just done.
#[derive(Debug, Deserialize)]
pub struct Done {
    notice: Option<String>,
}

/// The change of password.
#[derive(Debug, Deserialize, Validate)]
pub struct PasswordForm {
    #[serde(default)]
    #[validate(custom(function = "form::given"))]
    old_password: String,
    #[serde(default)]
    new_password: String,
}

/// The language of mails.
#[derive(Debug, Deserialize)]
pub struct LanguageForm {
    #[serde(default)]
    lang: String,
}

pub async fn show(visit: Visit, who: SignedIn, done: Result<Query<Done>, QueryRejection>) -> Result<Response, Failure> {
    let notice = done.ok().and_then(|Query(done)| done.notice).and_then(|code| match code.as_str() {
        "password-changed" => Some(visit.tr.t("notice-password-changed")),
        "language-changed" => Some(visit.tr.t("notice-language-changed")),
        _ => None,
    });
    show_with(visit, who, notice, Faults::default()).await
}

pub async fn change_password(
    State(state): State<AppState>,
    visit: Visit,
    who: SignedIn,
    Sent(form): Sent<PasswordForm>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let mut faults = form::faults(tr, &form, &["old_password"]);
    if let Some(code) = passwords::fault(&form.new_password, &who.account.email, &who.account.name) {
        faults.add("new_password", form::fault(tr, "password", code));
    }
    if !faults.is_empty() {
        return show_with(visit, who, None, faults).await;
    }
    match recovery::change(&state, &who, form.old_password, form.new_password).await? {
        Changed::Done(token) => {
            let mut response = Redirect::to("/account?notice=password-changed").into_response();
            cookies::keep_session(response.headers_mut(), &token, state.config.is_https());
            Ok(response)
        }
        Changed::WrongOld => {
            faults.add("old_password", form::fault(tr, "old_password", "wrong"));
            show_with(visit, who, None, faults).await
        }
        Changed::Slowed(wait) => {
            let page = show_with(visit, who, None, Faults::page(wait.in_words(tr.lang()))).await?;
            Ok(slowed(page, wait))
        }
    }
}

pub async fn change_language(
    State(state): State<AppState>,
    who: SignedIn,
    Sent(form): Sent<LanguageForm>,
) -> Result<Response, Failure> {
    let lang = Lang::from_tag(&form.lang).ok_or(Failure::BadRequest("form"))?;
    recovery::change_language(&state, &who, lang).await?;
    Ok(Redirect::to("/account?notice=language-changed").into_response())
}

pub async fn end_sessions(State(state): State<AppState>, who: SignedIn) -> Result<Response, Failure> {
    sign_in::sign_out_everywhere(&state, &who).await?;
    let mut response = Redirect::to("/sign-in?notice=signed-out-everywhere").into_response();
    cookies::drop_session(response.headers_mut(), state.config.is_https());
    Ok(response)
}

async fn show_with(
    mut visit: Visit,
    who: SignedIn,
    notice: Option<String>,
    faults: Faults,
) -> Result<Response, Failure> {
    let (state, tr) = (visit.state.clone(), visit.tr);
    let id = who.account.id.clone();
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let mandates = mandates::of_account(conn, &id)?;
        let unps: Vec<i64> = mandates.iter().map(|m| m.unp).collect();
        Ok((mandates, companies::of(conn, &unps)?, second_steps::since(conn, &id)?))
    };
    let (mandates, companies, second_step) = state.db.read(load).await?;
    let today = state.clock.today();
    let view = ProfileView {
        tr,
        name: who.account.name.clone(),
        email: who.account.email.clone(),
        role: tr.t(&format!("account-role-{}", who.account.role().code())),
        office: who.account.office.map(|code| state.offices.name(code, tr.lang())),
        lang: who.account.lang(),
        notice,
        faults,
        closable: who.account.role() == Role::Entrepreneur,
        staff: who.is_staff(),
        second_step: second_step.is_some(),
        mandates: mandates.iter().map(|mandate| in_words(tr, mandate, &companies, today)).collect(),
        demo: state.demo,
    };
    visit.path = "/account".to_owned();
    let title = tr.t("account-title");
    let head = Page::titled(title.clone()).crumbs(vec![Crumb::here(title)]).failed(!view.faults.is_empty());
    Ok(visit.page(head, move || page(view)).await)
}

fn in_words(tr: Tr, mandate: &Mandate, companies: &[CompanyRow], today: NaiveDate) -> MandateView {
    let unp = mandate.unp.to_string();
    let company = companies.iter().find(|c| c.unp == mandate.unp).map_or(unp.clone(), |c| c.title().to_owned());
    let from = tr.date(mandate.from).into();
    let not_now = match mandate.until {
        Some(until) if until < today => Some(tr.t("account-period-ended")),
        _ => (mandate.from > today).then(|| tr.t("account-period-ahead")),
    };
    MandateView {
        company,
        unp,
        scope: tr.t(&format!("account-scope-{}", mandate.scope.code())),
        period: match mandate.until {
            Some(until) => tr.ta("account-period", &[("from", from), ("until", tr.date(until).into())]),
            None => tr.ta("account-period-open", &[("from", from)]),
        },
        not_now,
    }
}
