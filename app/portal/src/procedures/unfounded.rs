//! For tests: the circumstances of somebody who founds what is in no register yet.

use super::{Circumstances, NameFacts, Names, Subject};
use crate::company::{Kind, Standing};

/// On 23 November 2026, with one area that is no city's, and no name approved or alike.
pub(super) fn circumstances(kind: Kind) -> Circumstances {
    Circumstances {
        barred: Vec::new(),
        today: "2026-11-23".parse().unwrap(),
        subject: Subject {
            unp: 0,
            kind,
            standing: Standing::Active,
            full_name: String::new(),
            names: Names::default(),
            activity: Default::default(),
            registered_on: None,
            address: None,
            head: None,
            office: None,
            others: Vec::new(),
            participants: None,
            proceeding: None,
        },
        areas: vec![7201],
        city_areas: vec![],
        dwelling_allowed: false,
        has_head: false,
        names: NameFacts::default(),
        registered_already: None,
        managing: None,
        form_version: 2,
        in_force: Default::default(),
        least_claims_months: 0,
        limit_months: 0,
        filer_term: None,
    }
}
