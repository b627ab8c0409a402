//! A decision that one person prepared, before another.

use super::case_file::CaseFile;
use super::crumbs;
use super::decision::{accepting, happened, obstacle_words};
use crate::access::{ConfirmableCase, PreparedCase};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::decision::{self, Outcome};
use crate::office::second_person;
use crate::office::words::Words;
use crate::state::AppState;
use app::pages::office::confirmation::{ConfirmationView, page};
use app::pages::office::decision::LONGEST_WORDS;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use portal::reasons::Against;
use serde::Deserialize;

pub async fn show(State(state): State<AppState>, case: PreparedCase, visit: Visit) -> Result<Response, Failure> {
    super::case::saw(&state, &case).await?;
    respond(&state, &visit, &case, ConfirmationForm::default(), Vec::new(), false).await
}

/// What whoever confirms sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ConfirmationForm {
    /// `confirm` or `send-back`.
    what: String,
    words: String,
    /// The revision that they had before them.
    revision: String,
    /// The last event that they had before them.
    seen: String,
}

pub async fn create(
    State(state): State<AppState>,
    case: PreparedCase,
    visit: Visit,
    Form(form): Form<ConfirmationForm>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let again = case.clone();
    let case = ConfirmableCase::of(case)?;
    let revision: i32 = form.revision.parse().map_err(|_| Failure::BadRequest("form"))?;
    // Another decision was prepared meanwhile.
    if revision != case.row.revision {
        return respond(&state, &visit, &again, form, Vec::new(), true).await;
    }
    let done = Redirect::to(&format!("/office/cases/{}", case.row.id)).into_response();
    let fault = match form.what.as_str() {
        "confirm" => match second_person::confirm(&state, case).await? {
            Outcome::Obstacles(_) => ("what", tr.t("confirm-cannot")),
            Outcome::Decided | Outcome::Prepared => return Ok(done),
        },
        "send-back" => match Words::read(&form.words, LONGEST_WORDS) {
            Ok(words) if words.is_empty() => ("words", tr.t("confirm-words-missing")),
            Ok(words) => {
                second_person::send_back(&state, case, words).await?;
                return Ok(done);
            }
            Err(long) => ("words", tr.ta("decide-words-too-long", &[("longest", i64::from(long.longest).into())])),
        },
        _ => ("what", tr.t("confirm-what-missing")),
    };
    respond(&state, &visit, &again, form, vec![fault], false).await
}

pub async fn recall(State(state): State<AppState>, case: PreparedCase) -> Result<Redirect, Failure> {
    let back = format!("/office/cases/{}", case.row.id);
    second_person::recall(&state, case).await?;
    Ok(Redirect::to(&back))
}

/// `changed`: something else was prepared than the form was about; what was typed is kept.
async fn respond(
    state: &AppState,
    visit: &Visit,
    case: &PreparedCase,
    form: ConfirmationForm,
    errors: Vec<(&'static str, String)>,
    changed: bool,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let file = CaseFile::load(state, case).await?;
    let preparation = &case.preparation;
    let accepts = preparation.outcome == "accept";
    let choice = preparation.choice.and_then(|place| usize::try_from(place).ok());
    let obstacles = if accepts {
        let (row, inner) = (case.row.clone(), state.clone());
        state.db.read(move |conn| decision::obstacles(conn, &inner, &row, choice)).await?
    } else {
        Vec::new()
    };
    let rules = case.row.procedure().rules();
    let granted = choice.and_then(|place| {
        let offers = rules.offers(&file.asked(), &file.circumstances);
        offers.into_iter().find(|offer| offer.place == place).map(|offer| offer.text)
    });
    let reasons = preparation.reasons();
    let view = ConfirmationView {
        tr,
        id: case.row.id.clone(),
        number: case.row.number.clone().unwrap_or_default(),
        company: case.company.title().to_owned(),
        revision: case.row.revision,
        seen: file.events.last().map_or(0, |event| event.position),
        changed: if changed { happened(state, tr, &file, &form.seen) } else { Vec::new() },
        by: file.name(Some(&preparation.prepared_by)).unwrap_or_default(),
        at: minsk(preparation.prepared_at),
        own: preparation.prepared_by == case.clerk.signed_in.account.id,
        against: Against::from_code(&preparation.outcome),
        accepting: if accepts && obstacles.is_empty() { accepting(state, tr, &file) } else { Vec::new() },
        granted,
        obstacles: obstacles.iter().map(|obstacle| obstacle_words(tr, obstacle)).collect(),
        reasons: reasons.iter().map(|code| state.reasons.told(tr, "refuse", code, state.clock.today()).0).collect(),
        said: preparation.words.clone(),
        told: file.told,
        what: form.what,
        words: form.words,
        errors,
    };
    let title = tr.t("second-title");
    let failed = !view.errors.is_empty();
    let head = Page::titled(&title).crumbs(crumbs(visit, &case.row, Some(&title))).failed(failed);
    let head = if changed { head.status(StatusCode::CONFLICT) } else { head };
    Ok(visit.page(head, move || page(view)).await)
}
