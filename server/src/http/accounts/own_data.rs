//! One's own data: a copy, the mails that were sent, and closing the account.

use crate::access::{ClosableAccount, SignedIn};
use crate::accounts::closure::{self, Closed};
use crate::accounts::own_data;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::cookies;
use crate::http::form::{self, Sent, slowed};
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::mails;
use app::pages::account::closure::{self as closure_page, ClosureView};
use app::pages::account::faults::Faults;
use app::pages::account::mails::{self as mails_page, MailLine, MailsView};
use app::ui::Crumb;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use validator::Validate;

/// Mails shown; the copy of one's data has them all.
const SHOWN: i64 = 50;

/// Everything that is kept about the person, to be saved; see [`own_data::copy`].
pub async fn copy(State(state): State<AppState>, who: SignedIn) -> Result<Response, Failure> {
    let mut response = own_data::copy(&state, &who).await?.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    let name = format!("attachment; filename=\"akno-{}.json\"", state.clock.today());
    if let Ok(disposition) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

/// The mails that were written to the person, and whether they arrived.
pub async fn letters(State(state): State<AppState>, who: SignedIn, visit: Visit) -> Result<Response, Failure> {
    let id = who.account.id.clone();
    let rows = state.db.read(move |conn| mails::of_account(conn, &id, SHOWN).map_err(Failure::from)).await?;
    let line = |mail: mails::MailRow| MailLine {
        subject: mail.subject,
        recipient: mail.recipient,
        at: minsk(mail.created_at),
        state: mail.state,
        application: mail.application_id,
    };
    let view = MailsView { tr: visit.tr, mails: rows.into_iter().map(line).collect() };
    let title = visit.tr.t("own-mails-title");
    let crumbs = vec![Crumb::new(visit.tr.t("account-title"), "/account"), Crumb::here(&title)];
    Ok(visit.page(Page::titled(&title).crumbs(crumbs), move || mails_page::page(view)).await)
}

#[derive(Debug, Deserialize, Validate)]
pub struct ClosureForm {
    #[serde(default)]
    #[validate(custom(function = "form::given"))]
    password: String,
}

pub async fn closure(_: ClosableAccount, visit: Visit) -> Response {
    show(visit, Faults::default()).await
}

pub async fn close(
    State(state): State<AppState>,
    who: ClosableAccount,
    visit: Visit,
    Sent(form): Sent<ClosureForm>,
) -> Result<Response, Failure> {
    let faults = form::faults(visit.tr, &form, &["password"]);
    if !faults.is_empty() {
        return Ok(show(visit, faults).await);
    }
    match closure::close(&state, &who, form.password).await? {
        Closed::Done => {
            let mut response = Redirect::to("/sign-in?notice=account-closed").into_response();
            cookies::drop_session(response.headers_mut(), state.config.is_https());
            Ok(response)
        }
        Closed::WrongPassword => {
            let mut faults = Faults::default();
            faults.add("password", form::fault(visit.tr, "old_password", "wrong"));
            Ok(show(visit, faults).await)
        }
        Closed::Slowed(wait) => {
            let faults = Faults::page(wait.in_words(visit.lang()));
            Ok(slowed(show(visit, faults).await, wait))
        }
    }
}

async fn show(mut visit: Visit, faults: Faults) -> Response {
    visit.path = "/account/closure".to_owned();
    let tr = visit.tr;
    let title = tr.t("closure-title");
    let crumbs = vec![Crumb::new(tr.t("account-title"), "/account"), Crumb::here(&title)];
    let head = Page::titled(&title).crumbs(crumbs).failed(!faults.is_empty());
    visit.page(head, move || closure_page::page(ClosureView { tr, faults })).await
}
