//! What an office set up for itself, before whoever may read it: its own people, or an auditor, who reads that of every
//! office and changes none of it.

use super::{Auditor, Clerk, SignedIn, Supervisor, offices_below};
use crate::failure::Failure;
use crate::state::AppState;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use portal::offices::REGION_CODE;

/// The words and rules of an office: before its supervisor, or before an auditor those of the office that `?office=`
/// names.
#[derive(Clone, Debug)]
pub struct SetupReader {
    pub signed_in: SignedIn,
    /// Code of the office.
    pub office: i32,
    /// Before an auditor.
    pub audited: bool,
    _made_here: (),
}

impl SetupReader {
    /// The office of a supervisor, who may change what they read.
    pub fn of(supervisor: &Supervisor) -> SetupReader {
        let signed_in = supervisor.signed_in.clone();
        SetupReader { signed_in, office: supervisor.office, audited: false, _made_here: () }
    }
}

impl FromRequestParts<AppState> for SetupReader {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let Ok(AuditedOffice { signed_in, office, .. }) = AuditedOffice::from_request_parts(parts, state).await else {
            return Ok(SetupReader::of(&Supervisor::from_request_parts(parts, state).await?));
        };
        Ok(SetupReader { signed_in, office, audited: true, _made_here: () })
    }
}

/// Who of an office is away: before anybody of the office, or before an auditor.
#[derive(Clone, Debug)]
pub struct AbsencesReader {
    pub clerk: Clerk,
    /// Before an auditor.
    pub audited: bool,
    _made_here: (),
}

impl AbsencesReader {
    /// The office of a clerk, who may note absences.
    pub fn of(clerk: Clerk) -> AbsencesReader {
        AbsencesReader { clerk, audited: false, _made_here: () }
    }
}

impl FromRequestParts<AppState> for AbsencesReader {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let Ok(AuditedOffice { signed_in, office, .. }) = AuditedOffice::from_request_parts(parts, state).await else {
            return Ok(AbsencesReader::of(Clerk::from_request_parts(parts, state).await?));
        };
        Ok(AbsencesReader { clerk: Clerk::auditing(signed_in, office), audited: true, _made_here: () })
    }
}

/// An office before an auditor: the one that `?office=` names, else the first.
#[derive(Clone, Debug)]
pub struct AuditedOffice {
    pub signed_in: SignedIn,
    /// Code of the office.
    pub office: i32,
    /// The offices among which the auditor chooses.
    pub among: Vec<i32>,
    _made_here: (),
}

impl FromRequestParts<AppState> for AuditedOffice {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let auditor = Auditor::from_request_parts(parts, state).await?;
        let among = offices_below(state, REGION_CODE);
        let office = asked_office(parts, &among).ok_or(Failure::NotFound)?;
        Ok(AuditedOffice { signed_in: auditor.signed_in, office, among, _made_here: () })
    }
}

/// The office that `?office=` names, of those among which a reader chooses; the first where it names none.
pub(super) fn asked_office(parts: &Parts, among: &[i32]) -> Option<i32> {
    let mut pairs = parts.uri.query().unwrap_or_default().split('&');
    let asked = pairs.find_map(|pair| pair.strip_prefix("office=")).and_then(|code| code.parse::<i32>().ok());
    match asked {
        Some(asked) => among.contains(&asked).then_some(asked),
        None => among.first().copied(),
    }
}
