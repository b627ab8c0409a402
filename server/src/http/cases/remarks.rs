//! Remarks pinned to the rows of a case.

use super::case::{respond, respond_changed};
use super::case_view::Fault;
use crate::access::{AssignedCase, OfficeCase};
use crate::failure::Failure;
use crate::http::visit::Visit;
use crate::office::correction::{self, PinOutcome, Seen};
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::applications;
use app::pages::office::comparison::{LONGEST_REMARK, anchor};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use portal::attachment::FIELD;

/// The form's fields: `field`, and the words under `remark-{field}`, since several forms stand on one page;
/// `revision`, `seen` and `before` say what the clerk had before them: the case, its last event, the remark.
pub async fn pin(
    State(state): State<AppState>,
    case: OfficeCase,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let given = |name: &str| pairs.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
    let sent = |name: &str| given(name).unwrap_or_default();
    let rows = case.row.procedure().rules().summary(&case.row.answers());
    let fields = rows.iter().map(|row| row.field).chain([FIELD]);
    let field = fields.into_iter().find(|field| *field == sent("field"));
    let field = field.ok_or(Failure::BadRequest("form"))?;
    let typed = sent(&format!("remark-{field}"));
    let fault = |why: String| Fault { field, typed: typed.to_owned(), why };
    let again = case.clone();
    let case = match AssignedCase::of(case) {
        Ok(case) => case,
        Err(other) if typed.trim().is_empty() => return Err(other),
        Err(_) => {
            let fault = fault(visit.tr.t("remark-not-yours"));
            return respond_changed(&state, &visit, &again, fault, sent("seen")).await;
        }
    };
    if typed.trim().is_empty() && !is_pinned(&state, &case, field).await? {
        let fault = Fault { field, typed: String::new(), why: visit.tr.t("remark-empty") };
        return respond(&state, &visit, &case, Some(fault)).await;
    }
    match Words::read(typed, LONGEST_REMARK) {
        Ok(words) => {
            let seen = Seen { revision: sent("revision").parse().ok(), before: given("before").map(str::to_owned) };
            match correction::pin(&state, case, field, words, seen).await? {
                PinOutcome::Pinned => {
                    let back = format!("/office/cases/{}#{}", again.row.id, anchor(field));
                    Ok(Redirect::to(&back).into_response())
                }
                PinOutcome::CaseChanged => {
                    let fault = fault(visit.tr.t("remark-case-changed"));
                    respond_changed(&state, &visit, &again, fault, sent("seen")).await
                }
                PinOutcome::RemarkChanged(by) => {
                    let fault = fault(match by {
                        Some(by) => visit.tr.ta("remark-other-changed", &[("name", by.into())]),
                        None => visit.tr.t("remark-other-gone"),
                    });
                    let mut answer = respond(&state, &visit, &again, Some(fault)).await?;
                    *answer.status_mut() = StatusCode::CONFLICT;
                    Ok(answer)
                }
            }
        }
        Err(too_long) => {
            let why = visit.tr.ta("remark-too-long", &[("longest", i64::from(too_long.longest).into())]);
            respond(&state, &visit, &case, Some(fault(why))).await
        }
    }
}

/// Whether there is a remark that an empty text would take off.
async fn is_pinned(state: &AppState, case: &AssignedCase, field: &'static str) -> Result<bool, Failure> {
    let (id, round) = (case.row.id.clone(), case.row.round);
    let remarks = state.db.read(move |conn| applications::remarks(conn, &id).map_err(Failure::from)).await?;
    Ok(remarks.iter().any(|remark| remark.round == round && remark.field == field))
}
