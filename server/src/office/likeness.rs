//! Names that could be confused: a legal entity's name must differ from those in the register (Civil Code,
//! article 50). What is compared is the own name, folded: case, marks and look-alike letters do not count.

use crate::failure::Failure;
use crate::register::projection::name_key;
use crate::store::applications::{self, ApplicationRow};
use crate::store::companies::{self, CompanyRow};
use crate::store::name_approvals::{self, NameApprovalRow, number_in};
use crate::store::{AnyConn, counter_drafts, mandates, reserved_words};
use chrono::NaiveDate;
use portal::company::Kind;
use portal::mandate::Scope;
use portal::procedures::{Alike, Approved, NAME_PROPOSALS, NameFacts, Procedure, Whose};

/// Names that are told of at most, for each one asked for.
const TOLD: usize = 5;
/// Folded names of fewer letters are compared as they are: one letter more makes another word of them.
const SHORT: usize = 5;
/// From so many letters on, two may differ.
const LONG: usize = 10;

/// What is known of the names that an application asks for, on a day.
pub fn facts(
    conn: &mut AnyConn,
    company: &CompanyRow,
    row: &ApplicationRow,
    today: NaiveDate,
) -> Result<NameFacts, Failure> {
    let asked: &[[&'static str; 5]] = match row.procedure() {
        Procedure::NameApproval => &NAME_PROPOSALS,
        Procedure::ChangeOfName if company.kind() == Kind::LegalEntity => &NAME_PROPOSALS[..1],
        Procedure::RegistrationLegalEntity => {
            let (approved, alike) = (approved(conn, row)?, registered_since(conn, company, row)?);
            return Ok(NameFacts { approved, alike, ..NameFacts::default() });
        }
        Procedure::Correction if company.kind() == Kind::LegalEntity => {
            let (alike, reserved) = (put_right(conn, company, row, today)?, reserved_words::on(conn, today)?);
            return Ok(NameFacts { alike, reserved, ..NameFacts::default() });
        }
        _ => return Ok(NameFacts::default()),
    };
    let answers = row.answers();
    // A name to be founded has no approval yet; one that a company changes to may have been approved before.
    let approved = match row.procedure() {
        Procedure::ChangeOfName => approved(conn, row)?,
        _ => None,
    };
    let number = approved.as_ref().map(|approved| approved.number.clone());
    let reserved = reserved_words::on(conn, today)?;
    let mut facts = NameFacts { approved, reserved, ..NameFacts::default() };
    let applicant = counter_drafts::applicant(conn, row)?;
    let by = applicant.as_deref().unwrap_or_default();
    for [full, _, brand, ..] in asked {
        let name = answers.get(full);
        if name.is_empty() {
            continue;
        }
        let brand = Some(answers.get(brand)).filter(|brand| !brand.is_empty());
        let key = name_key(brand, name);
        let asked = Asked { field: full, key, but: company.unp, by, number: number.as_deref(), today };
        facts.alike.extend(alike(conn, &asked)?);
    }
    Ok(facts)
}

/// The approval of the number given that the applicant may use and that was not used for anything else: their own, or
/// one that was applied for at a counter, which no account holds, so that whoever has its certificate with the number
/// may use it. At a counter the certificate is before the clerk, whoever holds it on the portal. A company that changes
/// its name may use what was approved for anybody who acted for it then.
pub fn approved(conn: &mut AnyConn, row: &ApplicationRow) -> Result<Option<Approved>, Failure> {
    let Some(number) = number_in(&row.answers()) else { return Ok(None) };
    let free = |approval: &NameApprovalRow| approval.used_by.as_ref().is_none_or(|used| *used == row.id);
    let Some(found) = name_approvals::by_number(conn, &number)?.filter(free) else { return Ok(None) };
    let theirs = match counter_drafts::applicant(conn, row)? {
        Some(account) if account == found.holder => true,
        Some(_) => counter_drafts::find(conn, &found.application_id)?.is_some() || of_company(conn, row, &found)?,
        None => true,
    };
    // It was good when the round was filed that is corrected now: until that is decided the name is kept.
    let filed = match row.filed_at {
        Some(_) => applications::filings(conn, &row.id)?.pop().and_then(|last| number_in(&last.answers())),
        None => None,
    };
    let filed = filed.as_ref() == Some(&found.number);
    Ok(theirs.then(|| Approved { names: found.names(), number: found.number, until: found.valid_until, filed }))
}

/// Whether a name was approved for somebody who acted for the company that changes its name, on the day of the
/// approval.
fn of_company(conn: &mut AnyConn, row: &ApplicationRow, approval: &NameApprovalRow) -> Result<bool, Failure> {
    match (row.procedure(), row.unp) {
        (Procedure::ChangeOfName, Some(unp)) => {
            Ok(mandates::allows(conn, &approval.holder, unp, Scope::Prepare, approval.approved_on)?)
        }
        _ => Ok(false),
    }
}

/// The companies in existence that have by now the very name under which one is to be registered. What was nearly the
/// same was weighed when the name was approved.
fn registered_since(conn: &mut AnyConn, company: &CompanyRow, row: &ApplicationRow) -> Result<Vec<Alike>, Failure> {
    let answers = row.answers();
    let name = answers.get("full_name");
    if name.is_empty() {
        return Ok(Vec::new());
    }
    let brand = Some(answers.get("brand_name")).filter(|brand| !brand.is_empty());
    let same = companies::named(conn, &name_key(brand, name), company.unp)?.into_iter();
    let has = |(unp, name, _)| Alike { field: "approval_number", whose: Whose::Company(unp), name, same: true };
    Ok(same.map(has).collect())
}

/// Who has the name that a legal entity would have once an error in it is put right, or one like it; nobody where it
/// stays the name that it has.
fn put_right(
    conn: &mut AnyConn,
    company: &CompanyRow,
    row: &ApplicationRow,
    today: NaiveDate,
) -> Result<Vec<Alike>, Failure> {
    let answers = row.answers();
    let right = answers.get("right_text");
    let key = match answers.get("corrected_fact") {
        "full-name" => name_key(company.brand.as_deref(), right),
        "brand-name" => name_key(Some(right).filter(|brand| !brand.is_empty()), &company.name),
        _ => return Ok(Vec::new()),
    };
    if right.is_empty() || key == company.name_key {
        return Ok(Vec::new());
    }
    let applicant = counter_drafts::applicant(conn, row)?;
    let by = applicant.as_deref().unwrap_or_default();
    alike(conn, &Asked { field: "right_text", key, but: company.unp, by, number: None, today })
}

struct Asked<'a> {
    field: &'static str,
    key: String,
    /// The company that asks.
    but: i64,
    /// The account that asks: what was approved for it does not stand in its own way. Empty at a counter.
    by: &'a str,
    /// The approval by whose number it is asked for: it does not stand in the way either.
    number: Option<&'a str>,
    today: NaiveDate,
}

/// The companies in existence and the approved names that are the same as the one asked for or nearly so,
/// the same first.
fn alike(conn: &mut AnyConn, asked: &Asked) -> Result<Vec<Alike>, Failure> {
    let beginning = beginning(&asked.key);
    // Of many that begin so not all are looked at: the very same is asked for by itself.
    let same = companies::named(conn, &asked.key, asked.but)?;
    let nearby = companies::named_near(conn, &beginning, asked.but)?;
    let companies = same.into_iter().chain(nearby.into_iter().filter(|(_, _, key)| *key != asked.key));
    let mut candidates: Vec<(Whose, String, String)> =
        companies.map(|(unp, name, key)| (Whose::Company(unp), name, key)).collect();
    // What somebody wants to register is kept for that, be it the one who asks.
    let another = |row: &NameApprovalRow| asked.number.is_none_or(|number| row.number != number);
    let mut relied_on = name_approvals::relied_on(conn, &asked.key)?;
    relied_on.retain(another);
    let mut kept = name_approvals::kept_near(conn, &beginning, asked.by, asked.today)?;
    kept.retain(|row| another(row) && relied_on.iter().all(|other| other.number != row.number));
    candidates.extend(relied_on.into_iter().map(|row| (Whose::Applied, row.full_name, row.name_key)));
    candidates.extend(kept.into_iter().map(|row| (Whose::Founder(row.valid_until), row.full_name, row.name_key)));
    let mut found: Vec<(usize, Alike)> = candidates
        .into_iter()
        .filter_map(|(whose, name, other)| {
            let distance = near(&asked.key, &other)?;
            Some((distance, Alike { field: asked.field, whose, name, same: distance == 0 }))
        })
        .collect();
    found.sort_by_key(|(distance, alike)| match alike.whose {
        Whose::Founder(_) | Whose::Applied => (*distance, 0),
        Whose::Company(unp) => (*distance, unp),
    });
    Ok(found.into_iter().take(TOLD).map(|(_, alike)| alike).collect())
}

/// The first letters, which a name that is nearly the same has too.
fn beginning(key: &str) -> String {
    key.chars().take(2).collect()
}

/// By how many letters two folded names differ, where that is too few to tell them apart.
fn near(one: &str, other: &str) -> Option<usize> {
    if one == other {
        return Some(0);
    }
    let [one, other] = [one, other].map(|name| name.replace(' ', ""));
    let length = one.chars().count().min(other.chars().count());
    let allowed = match length {
        0..SHORT => 0,
        SHORT..LONG => 1,
        _ => 2,
    };
    let distance = strsim::osa_distance(&one, &other);
    // A space alone tells nobody apart, but is not quite the same.
    (distance <= allowed).then_some(distance.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_could_be_confused_are_near() {
        for (one, other, distance) in [
            ("синии лен", "синии лен", Some(0)),
            ("синии лен", "синиилен", Some(1)),
            ("синии лен", "синии клен", Some(1)),
            ("белстроимонтаж", "белстроимантаж", Some(1)),
            ("лен", "лед", None),
            ("", "", Some(0)),
            ("маяк", "маяк плюс", None),
        ] {
            assert_eq!(near(one, other), distance, "{one} {other}");
        }
    }
}
