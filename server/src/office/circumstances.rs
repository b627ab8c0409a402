//! What the rules need to know besides the answers.

use super::registrations::digest;
use super::{authorised, likeness, proceedings, register_changes};
use crate::failure::Failure;
use crate::register::projection;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::applications::ApplicationRow;
use crate::store::companies::CompanyRow;
use crate::store::offices::OfficeRow;
use crate::store::{disqualified, registrations};
use chrono::NaiveDate;
use portal::answers::Answers;
use portal::barred::{Barred, named};
use portal::company::may_use_dwelling;
use portal::personal_number;
use portal::procedures::{Circumstances, FilerTerm, InForce, Subject};
use std::sync::Arc;

/// The facts by which an application of a company is checked on a day.
pub fn circumstances(
    conn: &mut AnyConn,
    state: &AppState,
    company: &CompanyRow,
    row: &ApplicationRow,
    today: NaiveDate,
) -> Result<Circumstances, Failure> {
    let procedure = row.procedure();
    let subject = projection::subject(conn, company)?;
    let proceeding = proceedings::facts(conn, company, &row.id)?;
    let filer_days = state.terms.days(procedure, "filer_days", today);
    let names = likeness::facts(conn, company, row, today)?;
    let registered_already = match personal_number::read(row.answers().get("personal_number")) {
        Some(number) if row.unp.is_none() => registrations::of_person(conn, &digest(&number))?,
        _ => None,
    };
    // Whoever fills a form in learns nothing of the list.
    let barred = match row.filed_at {
        Some(_) => barred(conn, &row.answers(), state.clock.today())?,
        None => Vec::new(),
    };
    // What was filed in time stays so while it is corrected; it is decided by the day of its filing.
    let in_time = row.filed_on.is_some_and(|filed_on| filed_on < today);
    let in_force = match row.unp {
        Some(unp) => register_changes::in_force(conn, unp)?,
        None => InForce::default(),
    };
    let managing = authorised::managing(conn, row.answers().get("other_unp"))?;
    Ok(Circumstances {
        today,
        in_force,
        managing,
        barred,
        form_version: row.form_version,
        names,
        registered_already,
        has_head: subject.head.is_some(),
        dwelling_allowed: may_use_dwelling(&subject.full_name),
        subject: Subject { proceeding, ..subject },
        areas: areas(state).map(|o| o.code).collect(),
        city_areas: areas(state).filter(|o| o.kind == "city_district").map(|o| o.code).collect(),
        least_claims_months: state.terms.days(procedure, "claims_months", today).unwrap_or_default(),
        limit_months: if in_time { 0 } else { state.terms.days(procedure, "limit_months", today).unwrap_or_default() },
        filer_term: filer_days.map(|days| FilerTerm::new(Arc::clone(&state.calendar), days)),
    })
}

/// Persons on the list of those barred whom answers may name, on a day. One of another personal number is another
/// person, however alike they are called.
fn barred(conn: &mut AnyConn, answers: &Answers, today: NaiveDate) -> Result<Vec<Barred>, Failure> {
    let named = named(answers);
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let numbers: Vec<String> = named.iter().filter_map(|one| one.number.as_deref().map(digest)).collect();
    let listed = disqualified::like(conn, named.iter().map(|one| one.key.clone()).collect(), numbers)?;
    let mut found: Vec<Barred> = Vec::new();
    for person in &named {
        let number = person.number.as_deref().map(digest);
        for row in listed.iter().filter(|row| row.holds(today)) {
            let exact = number.is_some() && number == row.number_hash;
            let another = number.is_some() && row.number_hash.is_some() && !exact;
            if (row.name_key != person.key && !exact) || another {
                continue;
            }
            let barred = Barred {
                field: person.field,
                name: row.name.clone(),
                born_on: row.born_on,
                from: row.from_day,
                until: row.until_day,
                act: row.act.clone(),
                exact,
            };
            if !found.contains(&barred) {
                found.push(barred);
            }
        }
    }
    Ok(found)
}

/// The registering bodies in whose areas a location may lie: those that cover an area of their own.
/// A city with districts is covered by their administrations. An area stays where its body closes: it is then its
/// successor's, or that of a body which was opened for it. A body that an administrator opened has one where it was given it.
pub fn areas(state: &AppState) -> impl Iterator<Item = &OfficeRow> {
    state.offices.ever().filter(|office| office.registering && state.offices.has_area(office))
}
