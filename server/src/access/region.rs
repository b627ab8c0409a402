//! The regional administration: sees the figures and lists of every office below it, reads their cases without what
//! the office notes for itself, passes a case to another office and asks a supervisor about it.

use super::{SignedIn, path_param};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::accounts::Role;
use crate::store::applications::{self, ApplicationRow};
use crate::store::companies::CompanyRow;
use crate::store::{AnyConn, parties};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use portal::offices::REGION_CODE;

/// Whoever may read the figures of a region: its administration, or an auditor.
#[derive(Clone, Debug)]
pub struct RegionReader {
    pub signed_in: SignedIn,
    /// Code of the region's office.
    pub region: i32,
    /// Before an auditor, who changes nothing.
    pub audited: bool,
    _made_here: (),
}

impl RegionReader {
    /// The offices below it that register companies, closed ones too, with their codes in order.
    pub fn offices(&self, state: &AppState) -> Vec<i32> {
        offices_below(state, self.region)
    }
}

/// The registering offices below a region.
pub(super) fn offices_below(state: &AppState, region: i32) -> Vec<i32> {
    let offices = state.offices.ever().filter(|office| office.registering);
    let mut codes: Vec<i32> =
        offices.map(|office| office.code).filter(|code| state.offices.is_below(*code, region)).collect();
    codes.sort_unstable();
    codes
}

impl FromRequestParts<AppState> for RegionReader {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, state).await?;
        match (signed_in.account.role(), signed_in.account.office) {
            (Role::Auditor, _) => Ok(RegionReader { signed_in, region: REGION_CODE, audited: true, _made_here: () }),
            (Role::Regional, Some(region)) => Ok(RegionReader { signed_in, region, audited: false, _made_here: () }),
            _ => Err(Failure::NotFound),
        }
    }
}

/// Somebody of the regional administration.
#[derive(Clone, Debug)]
pub struct Regional {
    pub signed_in: SignedIn,
    /// Code of the region's office.
    pub region: i32,
    _made_here: (),
}

impl Regional {
    /// Whether an office lies below the region.
    pub fn covers(&self, state: &AppState, office: i32) -> bool {
        state.offices.is_below(office, self.region)
    }
}

impl FromRequestParts<AppState> for Regional {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let reader = RegionReader::from_request_parts(parts, state).await?;
        match reader.audited {
            false => Ok(Regional { signed_in: reader.signed_in, region: reader.region, _made_here: () }),
            true => Err(Failure::NotFound),
        }
    }
}

/// The case `{id}` of the path, of an office below the region.
#[derive(Clone, Debug)]
pub struct RegionCase {
    pub regional: Regional,
    pub row: ApplicationRow,
    /// Code of its office.
    pub office: i32,
    pub company: CompanyRow,
    _made_here: (),
}

impl FromRequestParts<AppState> for RegionCase {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let regional = Regional::from_request_parts(parts, state).await?;
        let id = path_param(parts, state, "id").await?;
        let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
            let row = applications::find(conn, &id)?.filter(|row| row.filed_at.is_some());
            let Some((row, office)) = row.and_then(|row| row.office.map(|office| (row, office))) else {
                return Ok(None);
            };
            Ok(parties::of(conn, &row)?.map(|company| (row, office, company)))
        };
        let found = state.db.look(load).await?.filter(|(_, office, _)| regional.covers(state, *office));
        let (row, office, company) = found.ok_or(Failure::NotFound)?;
        Ok(RegionCase { regional, row, office, company, _made_here: () })
    }
}
