//! Marking the fee of a case paid.

use super::crumbs;
use crate::access::OfficeCase;
use crate::failure::Failure;
use crate::http::applications::bill::note;
use crate::http::visit::{Page, Visit};
use crate::office::fees::Paid;
use crate::office::notices;
use crate::office::payments::{self, Outcome};
use crate::state::AppState;
use crate::store::bills::{self, Bill};
use app::pages::office::payment::{LONGEST_DOCUMENT, PaymentView, page};
use app::ui::DateBoxes;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use serde::Deserialize;

/// What the clerk sent.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PaymentForm {
    paid_on_day: String,
    paid_on_month: String,
    paid_on_year: String,
    document: String,
}

type Faults = Vec<(&'static str, String)>;

pub async fn new(State(state): State<AppState>, case: OfficeCase, visit: Visit) -> Result<Response, Failure> {
    let bill = bill(&state, &case).await?;
    respond(&state, &visit, &case, &bill, PaymentForm::default(), Vec::new()).await
}

pub async fn create(
    State(state): State<AppState>,
    case: OfficeCase,
    visit: Visit,
    Form(form): Form<PaymentForm>,
) -> Result<Response, Failure> {
    let bill = bill(&state, &case).await?;
    let paid = match read(&state, &visit, &bill, &form) {
        Ok(paid) => paid,
        Err(faults) => return respond(&state, &visit, &case, &bill, form, faults).await,
    };
    let done = Redirect::to(&format!("/office/cases/{}", case.row.id)).into_response();
    match payments::mark(&state, case, paid).await? {
        Outcome::Paid => Ok(done),
        Outcome::PaidOtherwise => Err(Failure::Conflict("paid-otherwise")),
        Outcome::Cancelled => Err(Failure::Conflict("already-moved-on")),
    }
}

async fn bill(state: &AppState, case: &OfficeCase) -> Result<Bill, Failure> {
    let id = case.row.id.clone();
    let found = state.db.read(move |conn| bills::of_application(conn, &id).map_err(Failure::from)).await?;
    found.ok_or(Failure::NotFound)
}

/// The payment, or everything that is wrong with the form.
fn read(state: &AppState, visit: &Visit, bill: &Bill, form: &PaymentForm) -> Result<Paid, Faults> {
    let tr = visit.tr;
    let mut faults = Vec::new();
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let year = form.paid_on_year.trim().parse::<i32>().ok();
    let date = year.zip(number(&form.paid_on_month)).zip(number(&form.paid_on_day));
    let date = date.and_then(|((year, month), day)| NaiveDate::from_ymd_opt(year, month, day));
    let issued = bill.row.issued_on;
    match date {
        None => faults.push(("paid_on", tr.t("payment-date-not-real"))),
        Some(date) if date > state.clock.today() => faults.push(("paid_on", tr.t("payment-date-future"))),
        Some(date) if date < issued => {
            faults.push(("paid_on", tr.ta("payment-date-early", &[("date", tr.date(issued).into())])));
        }
        Some(_) => {}
    }
    let document: String = form.document.trim().chars().filter(|c| !c.is_control()).collect();
    if document.is_empty() {
        faults.push(("document", tr.t("payment-document-missing")));
    } else if document.chars().count() > LONGEST_DOCUMENT as usize {
        let longest = [("longest", i64::from(LONGEST_DOCUMENT).into())];
        faults.push(("document", tr.ta("payment-document-long", &longest)));
    }
    match date {
        Some(on) if faults.is_empty() => Ok(Paid { on, document, file: None }),
        _ => Err(faults),
    }
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    case: &OfficeCase,
    bill: &Bill,
    form: PaymentForm,
    faults: Faults,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let failed = !faults.is_empty();
    let (row, inner) = (case.row.clone(), state.clone());
    let told = state.db.read(move |conn| notices::reaches(conn, &inner, &row)).await?;
    let view = PaymentView {
        tr,
        id: case.row.id.clone(),
        number: case.row.number.clone().unwrap_or_default(),
        company: case.company.title().to_owned(),
        bill: note(bill),
        paid_on: DateBoxes::new(&form.paid_on_day, &form.paid_on_month, &form.paid_on_year),
        document: form.document,
        told,
        errors: faults,
    };
    let title = tr.t("payment-title");
    let head = Page::titled(&title).crumbs(crumbs(visit, &case.row, Some(&title))).failed(failed);
    Ok(visit.page(head, move || page(view)).await)
}
