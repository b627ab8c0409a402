//! Names that could be confused: a legal entity's name must differ from those in the register (Civil Code,
//! article 50). What is compared is the own name, folded: case, marks and look-alike letters do not count.

use crate::failure::Failure;
use crate::register::projection::name_key;
use crate::store::AnyConn;
use crate::store::companies::{self, CompanyRow};
use portal::answers::Answers;
use portal::company::Kind;
use portal::procedures::Alike;

/// Names that are told of at most.
const TOLD: usize = 5;
/// Folded names of fewer letters are compared as they are: one letter more makes another word of them.
const SHORT: usize = 5;
/// From so many letters on, two may differ.
const LONG: usize = 10;

/// The companies in existence whose names are the same as the one asked for or nearly so, the same first.
pub fn alike(conn: &mut AnyConn, company: &CompanyRow, answers: &Answers) -> Result<Vec<Alike>, Failure> {
    let asked = answers.get("full_name");
    if company.kind() != Kind::LegalEntity || asked.is_empty() {
        return Ok(Vec::new());
    }
    let brand = Some(answers.get("brand_name")).filter(|brand| !brand.is_empty());
    let key = name_key(brand, asked);
    let candidates = companies::named_near(conn, &beginning(&key), company.unp)?;
    let mut found: Vec<(usize, Alike)> = candidates
        .into_iter()
        .filter_map(|(unp, name, other)| {
            let distance = near(&key, &other)?;
            Some((distance, Alike { unp, name, same: distance == 0 }))
        })
        .collect();
    found.sort_by_key(|(distance, alike)| (*distance, alike.unp));
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
