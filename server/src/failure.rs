//! The one error of the handlers. It becomes a page for people and problem+json (RFC 9457) for
//! programs; what is the portal's own fault is logged once, with the request id that the reader sees.

use crate::store::DbError;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// Why a request was not answered as asked.
#[derive(Clone, Debug)]
pub enum Failure {
    /// There is nothing here, or nothing that this person may see.
    NotFound,
    /// The address takes other methods alone, which `Allow` names. For programs: whoever reads pages is told that there is
    /// nothing.
    WrongMethod,
    /// The page needs a sign-in; people are taken there and back.
    SignInNeeded,
    /// The request cannot be read; the code names the sentence `failure-{code}`.
    BadRequest(&'static str),
    /// Somebody else was faster, or the thing is no longer in that state.
    Conflict(&'static str),
    /// Too many tries; seconds until the next is welcome.
    TooMany { retry_after: u64 },
    /// The request's body is larger than allowed.
    TooLarge,
    /// The database is busy or away: nothing was saved, trying again helps.
    Unavailable,
    /// Our fault. The text is for the log alone.
    Internal(String),
}

impl Failure {
    pub fn status(&self) -> StatusCode {
        match self {
            Failure::NotFound => StatusCode::NOT_FOUND,
            Failure::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Failure::SignInNeeded => StatusCode::UNAUTHORIZED,
            Failure::BadRequest(_) => StatusCode::BAD_REQUEST,
            Failure::Conflict(_) => StatusCode::CONFLICT,
            Failure::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Failure::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Failure::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Failure::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The part of the locale keys `failure-{code}-title` and `failure-{code}`.
    pub fn code(&self) -> &'static str {
        match self {
            Failure::NotFound => "not-found",
            Failure::WrongMethod => "method-not-allowed",
            Failure::SignInNeeded => "sign-in-needed",
            Failure::BadRequest(code) | Failure::Conflict(code) => code,
            Failure::TooMany { .. } => "too-many",
            Failure::TooLarge => "too-large",
            Failure::Unavailable => "unavailable",
            Failure::Internal(_) => "internal",
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::Internal(text) => write!(f, "internal: {text}"),
            other => write!(f, "{}", other.code()),
        }
    }
}

impl std::error::Error for Failure {}

impl From<diesel::result::Error> for Failure {
    fn from(error: diesel::result::Error) -> Failure {
        match error {
            diesel::result::Error::NotFound => Failure::NotFound,
            other => Failure::Internal(other.to_string()),
        }
    }
}

impl From<DbError> for Failure {
    fn from(error: DbError) -> Failure {
        match error {
            DbError::Busy | DbError::TimedOut | DbError::Closed => Failure::Unavailable,
            other => Failure::Internal(other.to_string()),
        }
    }
}

/// The layer `http::failure_pages` turns the extension into a page or problem+json, in the reader's
/// language.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
