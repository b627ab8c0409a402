//! Names that could be confused: a legal entity's name must differ from those in the register (Civil Code,
//! article 50). What is compared is the own name, folded: case, marks and look-alike letters do not count.

use crate::failure::Failure;
use crate::register::projection::name_key;
use crate::store::applications::ApplicationRow;
use crate::store::companies::{self, CompanyRow};
use crate::store::name_approvals::{self, NameApprovalRow};
use crate::store::{AnyConn, reserved_words};
use chrono::NaiveDate;
use portal::code::{FILING_DIGITS, parse};
use portal::company::Kind;
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
            return Ok(NameFacts { approved: approved(conn, row)?, ..NameFacts::default() });
        }
        _ => return Ok(NameFacts::default()),
    };
    let answers = row.answers();
    let mut facts = NameFacts { reserved: reserved_words::on(conn, today)?, ..NameFacts::default() };
    for [full, _, brand, ..] in asked {
        let name = answers.get(full);
        if name.is_empty() {
            continue;
        }
        let brand = Some(answers.get(brand)).filter(|brand| !brand.is_empty());
        let asked = Asked { field: full, key: name_key(brand, name), but: company.unp, by: &row.started_by, today };
        facts.alike.extend(alike(conn, &asked)?);
    }
    Ok(facts)
}

/// The approval of the number given that the filer holds and has not used for anything else.
pub fn approved(conn: &mut AnyConn, row: &ApplicationRow) -> Result<Option<Approved>, Failure> {
    let answers = row.answers();
    let Some(number) = parse(answers.get("approval_number"), FILING_DIGITS) else { return Ok(None) };
    let found = name_approvals::by_number(conn, &number)?.filter(|approval| {
        approval.holder == row.started_by && approval.used_by.as_ref().is_none_or(|used| *used == row.id)
    });
    let approved = |row: NameApprovalRow| Approved { names: row.names(), number: row.number, until: row.valid_until };
    Ok(found.map(approved))
}

struct Asked<'a> {
    field: &'static str,
    key: String,
    /// The company that asks.
    but: i64,
    /// The account that asks: what was approved for it does not stand in its own way.
    by: &'a str,
    today: NaiveDate,
}

/// The companies in existence and the approved names that are the same as the one asked for or nearly so,
/// the same first.
fn alike(conn: &mut AnyConn, asked: &Asked) -> Result<Vec<Alike>, Failure> {
    let beginning = beginning(&asked.key);
    let companies = companies::named_near(conn, &beginning, asked.but)?.into_iter();
    let mut candidates: Vec<(Whose, String, String)> =
        companies.map(|(unp, name, key)| (Whose::Company(unp), name, key)).collect();
    let kept = name_approvals::kept_near(conn, &beginning, asked.by, asked.today)?;
    candidates.extend(kept.into_iter().map(|row| (Whose::Founder(row.valid_until), row.full_name, row.name_key)));
    let mut found: Vec<(usize, Alike)> = candidates
        .into_iter()
        .filter_map(|(whose, name, other)| {
            let distance = near(&asked.key, &other)?;
            Some((distance, Alike { field: asked.field, whose, name, same: distance == 0 }))
        })
        .collect();
    found.sort_by_key(|(distance, alike)| match alike.whose {
        Whose::Founder(_) => (*distance, 0),
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
