//! What a program's request lacks, in the form of RFC 9457, with the parameter that is wrong.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// `type` is `/problems/{code}`; `detail` is for the programmer, in English.
pub fn problem(status: StatusCode, code: &str, parameter: Option<&str>, detail: &str) -> Response {
    let mut body = json!({
        "type": format!("/problems/{code}"),
        "title": code,
        "status": status.as_u16(),
        "detail": detail,
    });
    if let Some(parameter) = parameter {
        body["parameter"] = parameter.into();
    }
    (status, [(header::CONTENT_TYPE, "application/problem+json")], Json(body)).into_response()
}

/// The refusal of a query in which one of some parameters stands twice: nobody would be told which was taken.
pub fn repeated(typed: &[(String, String)], parameters: &[&str]) -> Option<Response> {
    let times = |parameter: &str| typed.iter().filter(|(name, _)| name == parameter).count();
    let repeated = parameters.iter().find(|&&parameter| times(parameter) > 1)?;
    Some(bad_parameter(repeated, "may be given once"))
}

/// 400: a parameter that cannot be read.
pub fn bad_parameter(parameter: &str, detail: &str) -> Response {
    problem(StatusCode::BAD_REQUEST, "bad-parameter", Some(parameter), detail)
}
