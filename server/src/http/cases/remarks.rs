//! Remarks pinned to the rows of a case.

use super::case::respond;
use super::case_view::Fault;
use crate::access::AssignedCase;
use crate::failure::Failure;
use crate::http::visit::Visit;
use crate::office::correction;
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::applications;
use app::pages::office::comparison::{LONGEST_REMARK, anchor};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use portal::attachment::FIELD;

/// The form's fields: `field`, and the words under `remark-{field}`, since several forms stand on one page.
pub async fn pin(
    State(state): State<AppState>,
    case: AssignedCase,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let sent = |name: &str| pairs.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str());
    let rows = case.row.procedure().rules().summary(&case.row.answers());
    let fields = rows.iter().map(|row| row.field).chain([FIELD]);
    let field = fields.into_iter().find(|field| *field == sent("field"));
    let field = field.ok_or(Failure::BadRequest("form"))?;
    let typed = sent(&format!("remark-{field}"));
    if typed.trim().is_empty() && !is_pinned(&state, &case, field).await? {
        let why = visit.tr.t("remark-empty");
        let fault = Fault { field, typed: String::new(), why };
        return respond(&state, &visit, &case, Some(fault)).await;
    }
    match Words::read(typed, LONGEST_REMARK) {
        Ok(words) => {
            let back = format!("/office/cases/{}#{}", case.row.id, anchor(field));
            correction::pin(&state, case, field, words).await?;
            Ok(Redirect::to(&back).into_response())
        }
        Err(too_long) => {
            let why = visit.tr.ta("remark-too-long", &[("longest", i64::from(too_long.longest).into())]);
            let fault = Fault { field, typed: typed.to_owned(), why };
            respond(&state, &visit, &case, Some(fault)).await
        }
    }
}

/// Whether there is a remark that an empty text would take off.
async fn is_pinned(state: &AppState, case: &AssignedCase, field: &'static str) -> Result<bool, Failure> {
    let (id, round) = (case.row.id.clone(), case.row.round);
    let remarks = state.db.read(move |conn| applications::remarks(conn, &id).map_err(Failure::from)).await?;
    Ok(remarks.iter().any(|remark| remark.round == round && remark.field == field))
}
