//! The bill of one's application.

use super::crumbs;
use crate::access::OwnApplication;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::bills::{self, Bill};
use crate::store::{AnyConn, documents};
use app::pages::application::bill::{BillNote, BillState, BillView, page};
use axum::extract::State;
use axum::response::Response;

pub async fn show(
    State(state): State<AppState>,
    application: OwnApplication,
    visit: Visit,
) -> Result<Response, Failure> {
    let id = application.row.id.clone();
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let bill = bills::of_application(conn, &id)?.ok_or(Failure::NotFound)?;
        Ok((bill, documents::of_application(conn, &id)?))
    };
    let (bill, documents) = state.db.read(load).await?;
    let tr = visit.tr;
    let row = &application.row;
    let document = documents.iter().find(|document| document.kind == "bill");
    let verify = document.map(|document| format!("/verify/{}", document.verify_code));
    let code = verify.and_then(|path| {
        let drawing = ::documents::draw_code(&format!("{}{path}", state.config.public_url)).ok()?;
        Some((drawing, path))
    });
    let view = BillView {
        tr,
        id: row.id.clone(),
        state: standing(&bill),
        fee: bill.row.fee(),
        number: bill.row.number,
        procedure: row.procedure(),
        company: application.company.title().to_owned(),
        unp: row.unp,
        filing: row.number.clone().unwrap_or_default(),
        act: bill.row.act,
        issued_on: bill.row.issued_on,
        office: row.office.map(|code| state.offices.name(code, tr.lang())).unwrap_or_default(),
        pay_to: state.pay_to(row.office, bill.row.issued_on),
        document: document.map(|d| (d.id.clone(), d.bytes.as_ref().map(Vec::len))),
        code,
    };
    let title = tr.t("bill-title");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &application, &title));
    Ok(visit.page(head, move || page(view)).await)
}

/// Where a bill stands.
pub fn standing(bill: &Bill) -> BillState {
    match (&bill.payment, bill.row.cancelled_at) {
        (Some(payment), _) => BillState::Paid(payment.paid_on),
        (None, Some(_)) => BillState::Cancelled,
        (None, None) => BillState::Due,
    }
}

/// The line that other pages show of a bill.
pub fn note(bill: &Bill) -> BillNote {
    BillNote { number: bill.row.number.clone(), fee: bill.row.fee(), state: standing(bill) }
}
