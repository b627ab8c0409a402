//! CKAN's action API, the part that reads: `/api/3/action/{action}` and `/api/action/{action}`, by GET
//! and by POST, with CKAN 2.12's envelopes, errors, caps and names, so that its clients and harvesters
//! work unchanged. Nothing can be written by it, and no users are shown.

mod actions;
mod datastore;
mod packages;
mod parameters;
mod query;
mod search;

use self::parameters::Parameters;
use crate::failure::Failure;
use crate::state::AppState;
use axum::body::Bytes;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
pub use datastore::{dump, is_table_of};
use serde_json::{Value, json};

/// What CKAN answers where it does not answer with a result.
pub(super) enum Refusal {
    /// 404: what was asked for is not there.
    NotFound(String),
    /// 409: the parameters, and what is wrong with each.
    Invalid(Vec<(String, String)>),
    /// 400: a search that cannot be understood.
    Search(String),
    /// 400 with a bare string: no such action, or no JSON.
    Bad(String),
    /// The portal's own failure.
    Own(Failure),
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Refusal {
        Refusal::Own(failure)
    }
}

/// `/api/3`: the version of the API.
pub async fn version() -> Response {
    answered(StatusCode::OK, &json!({ "version": 3 }))
}

/// Any action, by GET or by POST.
pub async fn action(
    State(state): State<AppState>,
    Path(name): Path<String>,
    method: Method,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Failure> {
    let help = format!("{}/api/3/action/help_show?name={name}", state.config.public_url);
    let read = match method {
        Method::POST => Parameters::of_body(&headers, &body),
        _ => Ok(Parameters::of_query(uri.query().unwrap_or(""))),
    };
    let result = match read {
        Ok(parameters) => actions::answer(&state, &name, &parameters).await,
        Err(why) => Err(Refusal::Bad(why)),
    };
    match result {
        Ok(result) => Ok(answered(StatusCode::OK, &json!({ "help": help, "success": true, "result": result }))),
        Err(refusal) => refused(refusal, &help),
    }
}

fn refused(refusal: Refusal, help: &str) -> Result<Response, Failure> {
    let (status, error) = match refusal {
        Refusal::NotFound(message) => {
            (StatusCode::NOT_FOUND, json!({ "__type": "Not Found Error", "message": message }))
        }
        Refusal::Invalid(fields) => {
            let mut error = json!({ "__type": "Validation Error" });
            for (field, why) in fields {
                error[field] = json!([why]);
            }
            (StatusCode::CONFLICT, error)
        }
        Refusal::Search(message) => {
            (StatusCode::BAD_REQUEST, json!({ "__type": "Search Query Error", "message": message }))
        }
        Refusal::Bad(message) => {
            return Ok(answered(StatusCode::BAD_REQUEST, &Value::from(format!("Bad request: {message}"))));
        }
        Refusal::Own(failure) => return Err(failure),
    };
    Ok(answered(status, &json!({ "help": help, "success": false, "error": error })))
}

/// udata takes no other spelling of the media type.
fn answered(status: StatusCode, body: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json;charset=utf-8")], body.to_string()).into_response()
}
