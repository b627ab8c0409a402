//! What the forms that sign carry, and what their pages say about it.

use crate::access::SignedIn;
use crate::accounts::second_step::{self, Given, Refused};
use crate::clock::minsk;
use crate::config::Signature;
use crate::failure::Failure;
use crate::http::form;
use crate::http::sessions::faults_of;
use crate::office;
use crate::signing::{Method, Signing, canonical, has_codes};
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::applications::{self, ApplicationRow};
use crate::store::attachments;
use crate::store::signatures::SignatureRow;
use app::l10n::Tr;
use app::pages::account::faults::Faults;
use app::pages::application::signing::{SignatureLine, SigningView};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// Why a form was not signed.
pub struct NotSigned {
    pub faults: Faults,
    pub refused: Option<Refused>,
}

impl From<Refused> for NotSigned {
    fn from(refused: Refused) -> NotSigned {
        NotSigned { faults: Faults::default(), refused: Some(refused) }
    }
}

impl NotSigned {
    /// In sentences at their fields.
    pub fn faults(&self, tr: Tr) -> Faults {
        match self.refused {
            Some(refused) => faults_of(tr, refused),
            None => self.faults.clone(),
        }
    }
}

/// What a person signs with: password and code where they have codes; where they have none their session, unless
/// this portal asks for codes.
pub async fn given(
    state: &AppState,
    who: &SignedIn,
    tr: Tr,
    given: Given,
) -> Result<Result<Signing, NotSigned>, Failure> {
    let id = who.account.id.clone();
    let codes = state.db.look(move |conn: &mut AnyConn| has_codes(conn, &id)).await?;
    if !codes {
        return Ok(match state.config.signature {
            Signature::Offered => Ok(Signing::Session),
            Signature::Required => {
                Err(NotSigned { faults: Faults::page(tr.t("signature-codes-needed")), refused: None })
            }
        });
    }
    let mut faults = Faults::default();
    if given.password.is_empty() {
        faults.add("password", form::fault(tr, "password", "empty"));
    }
    if given.code.trim().is_empty() {
        faults.add("code", form::fault(tr, "code", "empty"));
    }
    if !faults.is_empty() {
        return Ok(Err(NotSigned { faults, refused: None }));
    }
    Ok(second_step::know(state, who, given).await?.map(|known| Signing::Code(Box::new(known))).map_err(NotSigned::from))
}

/// What the page of a form that signs shows.
pub async fn view(state: &AppState, who: &SignedIn, faults: Faults) -> Result<SigningView, Failure> {
    let id = who.account.id.clone();
    let codes = state.db.look(move |conn: &mut AnyConn| has_codes(conn, &id)).await?;
    Ok(SigningView {
        email: who.account.email.clone(),
        codes,
        required: state.config.signature == Signature::Required,
        faults,
    })
}

/// A signature in the words of a page.
pub fn line((row, name): &(SignatureRow, String)) -> SignatureLine {
    SignatureLine {
        name: name.clone(),
        founder: row.part == "founder",
        method: Method::from_code(&row.method).unwrap_or(Method::Session).code(),
        at: minsk(row.signed_at),
        certificate: row.certificate_subject.clone().zip(row.certificate_serial.clone()),
    }
}

/// What was filed in a round of an application, as a file.
pub async fn filed(state: &AppState, row: ApplicationRow, round: i32) -> Result<Response, Failure> {
    let id = row.id.clone();
    let load = move |conn: &mut AnyConn| {
        Ok::<_, Failure>((applications::filings(conn, &id)?, attachments::filed(conn, &id, round)?))
    };
    let (filings, attached) = state.db.read(load).await?;
    let filing = filings.into_iter().find(|filing| filing.round == round).ok_or(Failure::NotFound)?;
    let number = row.number.clone().unwrap_or_default();
    Ok(file(canonical::of_filing(&row, &filing, &attached)?, &format!("akno-{number}-{round}.json")))
}

/// What would be signed now, with what is attached, as a file.
pub async fn as_it_stands(state: &AppState, row: ApplicationRow) -> Result<Response, Failure> {
    let wanted = row.clone();
    let attached = state.db.read(move |conn: &mut AnyConn| office::attachments::attached(conn, &wanted)).await?;
    Ok(file(canonical::form(&row, &row.answers(), &attached), "application.json"))
}

/// The canonical form as a file to keep: exactly the bytes that are signed.
pub fn file(form: String, name: &str) -> Response {
    let mut response = form.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}
