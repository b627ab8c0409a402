//! The second step of a sign-in: the one-time code.

use super::{begun, onward};
use crate::accounts::Asker;
use crate::accounts::second_step::Refused;
use crate::accounts::sign_in::{TriedCode, give_code};
use crate::failure::Failure;
use crate::http::form::{self, Sent, slowed};
use crate::http::visit::{Page, Visit};
use crate::http::{cookies, urls};
use crate::state::AppState;
use app::l10n::Tr;
use app::pages::account::faults::Faults;
use app::pages::account::sign_in::Onward;
use app::pages::account::sign_in_code::{SignInCodeView, page};
use app::ui::Crumb;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

/// The code, and the sign-in that waits for it.
#[derive(Debug, Deserialize)]
pub struct CodeForm {
    #[serde(default)]
    code: String,
    #[serde(default)]
    waiting: String,
    return_to: Option<String>,
    kept: Option<String>,
    kept_action: Option<String>,
}

pub async fn give(
    State(state): State<AppState>,
    visit: Visit,
    asker: Asker,
    headers: HeaderMap,
    Sent(form): Sent<CodeForm>,
) -> Result<Response, Failure> {
    let onward = onward(form.return_to, form.kept, form.kept_action);
    let tr = visit.tr;
    if form.code.trim().is_empty() {
        let faults = fault(tr, "empty");
        return Ok(ask(visit, form.waiting, onward, faults).await);
    }
    let old_token = cookies::session(&headers, state.config.is_https());
    match give_code(&state, asker, &form.waiting, form.code, old_token).await? {
        TriedCode::In(token, account) => Ok(begun(visit, &token, &account, onward).await),
        TriedCode::TooLate => {
            let view = super::blank(&visit, onward);
            let faults = Faults::page(tr.t("sign-in-code-late"));
            let view = app::pages::account::sign_in::SignInView { faults, ..view };
            Ok(super::show(visit, view, StatusCode::UNPROCESSABLE_ENTITY).await)
        }
        TriedCode::Refused(refused) => {
            let page = ask(visit, form.waiting, onward, faults(tr, refused)).await;
            Ok(answer(page, refused))
        }
    }
}

/// What is wrong with the password or the code, in sentences.
pub fn faults(tr: Tr, refused: Refused) -> Faults {
    match refused {
        Refused::WrongPassword => {
            let mut faults = Faults::default();
            faults.add("password", form::fault(tr, "old_password", "wrong"));
            faults
        }
        Refused::WrongCode => fault(tr, "wrong"),
        Refused::UsedCode => fault(tr, "used"),
        Refused::Slowed(wait) => Faults::page(wait.in_words(tr.lang())),
        Refused::NothingWaits => Faults::page(tr.t("second-step-late")),
    }
}

/// A page with its faults, which tells programs too when the next try is welcome.
pub fn answer(page: Response, refused: Refused) -> Response {
    match refused {
        Refused::Slowed(wait) => slowed(page, wait),
        _ => page,
    }
}

fn fault(tr: Tr, code: &str) -> Faults {
    let mut faults = Faults::default();
    faults.add("code", form::fault(tr, "code", code));
    faults
}

/// Asks for the code. The page is an answer to a form and has no address of its own.
pub(super) async fn ask(mut visit: Visit, waiting: String, onward: Onward, faults: Faults) -> Response {
    let back = onward.return_to.as_ref().or(onward.kept.as_ref().map(|kept| &kept.action));
    visit.path = back.map_or("/sign-in".to_owned(), |back| format!("/sign-in?return_to={}", urls::encode(back)));
    let tr = visit.tr;
    let title = tr.t("sign-in-code-title");
    let head = Page::titled(&title).crumbs(vec![Crumb::here(&title)]).failed(!faults.is_empty()).in_one_language(true);
    let view = SignInCodeView { tr, waiting, faults, onward };
    visit.page(head, move || page(view)).await
}
