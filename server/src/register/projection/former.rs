//! What the register said of a company before something was decided.

use super::{Facts, address, authorised, charter, contacts, in_office};
use crate::store::AnyConn;
use crate::store::companies::CompanyRow;
use crate::store::entries;
use chrono::NaiveDateTime;
use diesel::QueryResult;
use portal::company::Kind;
use portal::procedures::{Contacts, Subject};

/// The company and its contacts as the log had them just before a moment. What the log did not say
/// yet is as it is now.
pub fn subject_before(conn: &mut AnyConn, company: &CompanyRow, at: NaiveDateTime) -> QueryResult<(Subject, Contacts)> {
    let rows = entries::states_before(conn, company.unp, at)?;
    let before = super::company(&rows, at).unwrap_or_else(|| company.clone());
    let facts = Facts::read(&rows);
    let kind = company.kind();
    let full_name = facts.names(kind).map_or_else(|| company.name.clone(), |(name, ..)| name);
    let subject = Subject {
        unp: company.unp,
        kind,
        standing: facts.standing().unwrap_or(company.standing()),
        full_name,
        names: super::names(&before),
        activity: super::main_activity(&before),
        registered_on: company.registered_on,
        address: facts.address.as_ref().map(address),
        office: facts.office().or_else(|| facts.competent()).or(company.office),
        others: if kind == Kind::LegalEntity { authorised::others(&rows) } else { Vec::new() },
        participants: charter::participants(&rows).map(charter::Participants::named),
        head: facts.head.filter(|_| kind == Kind::LegalEntity).map(in_office),
        proceeding: None,
    };
    Ok((subject, facts.address.as_ref().map(contacts).unwrap_or_default()))
}
