//! Approving a name: it is kept for the founder for as long as the dated term says, with a certificate that
//! bears the application's number.

use crate::clock::minsk;
use crate::failure::Failure;
use crate::register::projection::name_key;
use crate::state::AppState;
use crate::store::applications::ApplicationRow;
use crate::store::name_approvals::{self, NameApprovalRow};
use crate::store::{AnyConn, counter_drafts, documents};
use chrono::{Months, NaiveDateTime};
use portal::procedures::{Names, Procedure};

/// The kind of the certificate among the documents.
pub const CERTIFICATE: &str = "name-approval";

/// Months for which a name is kept where the terms have no number.
const MONTHS: u32 = 1;

/// Keeps a name for whoever applied, and orders the certificate in their language.
pub fn approve(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    names: &Names,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let today = minsk(now).date();
    let months = state.terms.days(Procedure::NameApproval, "approval_months", today).unwrap_or(MONTHS);
    let brand = Some(names.brand.as_str()).filter(|brand| !brand.is_empty());
    let approval = NameApprovalRow {
        application_id: row.id.clone(),
        number: row.number.clone().ok_or(Failure::NotFound)?,
        holder: row.started_by.clone(),
        office: row.office,
        full_name: names.full.clone(),
        short_name: names.short.clone(),
        brand_name: names.brand.clone(),
        full_name_be: names.full_be.clone(),
        short_name_be: names.short_be.clone(),
        name_key: name_key(brand, &names.full),
        founder: row.answers().get("founder_name").to_owned(),
        approved_on: today,
        valid_until: today.checked_add_months(Months::new(months)).unwrap_or(today),
        used_by: None,
    };
    name_approvals::add(conn, &approval)?;
    let lang = counter_drafts::lang_of(conn, row)?;
    documents::order(conn, &row.id, CERTIFICATE, row.round, lang, crate::random::token(), now)?;
    Ok(())
}
