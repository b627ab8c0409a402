//! A form as it was sent. What cannot be read as one becomes a failure page, not a bare status.

use crate::accounts::throttle::Wait;
use crate::failure::Failure;
use app::l10n::Tr;
use app::pages::account::faults::Faults;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use validator::{Validate, ValidationError};

/// The fields of a form.
#[derive(Clone, Debug)]
pub struct Sent<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Sent<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let read = Form::<T>::from_request(request, state).await;
        read.map(|Form(form)| Sent(form)).map_err(|rejection: FormRejection| match rejection.into_response().status() {
            StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
            _ => Failure::BadRequest("form"),
        })
    }
}

/// The sentences of what a form's rules find, in the order of `fields`; the key of each is
/// `account-problem-{field}-{code}`, with dashes.
pub fn faults(tr: Tr, form: &impl Validate, fields: &[&'static str]) -> Faults {
    let mut faults = Faults::default();
    let Err(found) = form.validate() else { return faults };
    let found = found.field_errors();
    for field in fields {
        if let Some(first) = found.get(*field).and_then(|errors| errors.first()) {
            faults.add(field, fault(tr, field, &first.code));
        }
    }
    faults
}

/// One sentence of an account's form.
pub fn fault(tr: Tr, field: &str, code: &str) -> String {
    tr.t(&format!("account-problem-{}-{code}", field.replace('_', "-")))
}

/// The rule of an address.
pub fn email(text: &str) -> Result<(), ValidationError> {
    match text.trim() {
        "" => Err(ValidationError::new("empty")),
        text if crate::accounts::is_email(text) => Ok(()),
        _ => Err(ValidationError::new("form")),
    }
}

/// The rule of a person's name.
pub fn name(text: &str) -> Result<(), ValidationError> {
    match text.trim() {
        "" => Err(ValidationError::new("empty")),
        text if crate::accounts::is_name(text) => Ok(()),
        _ => Err(ValidationError::new("form")),
    }
}

/// The rule of a password that is only compared.
pub fn given(text: &str) -> Result<(), ValidationError> {
    if text.is_empty() { Err(ValidationError::new("empty")) } else { Ok(()) }
}

/// Turns a page into the answer to one try too many.
pub fn slowed(mut response: Response, wait: Wait) -> Response {
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.seconds()));
    response
}

/// Turns a form's page into the answer to a file that is larger than it takes: the limit is told at the field.
pub fn too_large(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Lang;

    #[test]
    fn every_fault_has_a_sentence_in_each_language() {
        let codes = [
            ("email", vec!["empty", "form"]),
            ("name", vec!["empty", "form"]),
            ("password", vec!["empty", "short", "long", "common", "wrong"]),
            ("old_password", vec!["empty", "wrong"]),
        ];
        for lang in Lang::ALL {
            for (field, codes) in &codes {
                for code in codes {
                    let sentence = fault(Tr(lang), field, code);
                    assert!(!sentence.starts_with("account-problem"), "{sentence}");
                }
            }
        }
    }
}
