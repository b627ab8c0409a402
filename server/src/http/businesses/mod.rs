//! My businesses: the companies that the signed-in person acts for, and the page of each.

mod calendar;
mod list;
mod rights;
mod show;

pub use calendar::{create as new_calendar, feed, revoke as end_calendar, show as calendar};
pub use list::list;
pub use rights::{accept, invitation, offer, revoke, show as rights, withdraw};
pub use show::show;

use crate::store::applications::ApplicationRow;
use crate::store::companies::CompanyRow;
use crate::store::mandates::Holder;
use app::pages::business::holders::HolderView;
use app::pages::business::{Line, RightView};
use chrono::NaiveDate;
use portal::mandate::Mandate;
use portal::procedures::{Procedure, Subject};

/// A right as the pages tell it.
fn right(right: &Mandate) -> RightView {
    RightView { scope: right.scope, from: right.from, until: right.until }
}

/// An application as the pages tell it.
fn line(row: &ApplicationRow) -> Line {
    Line {
        id: row.id.clone(),
        procedure: row.procedure(),
        status: row.status(),
        number: row.number.clone(),
        due: row.due_on.filter(|_| row.status().clock_runs()),
        on: crate::clock::minsk(row.decided_at.unwrap_or(row.updated_at)).date(),
    }
}

/// The services that a company can use now, without those that only follow from a proceeding.
fn services(company: &CompanyRow, in_proceeding: bool) -> Vec<Procedure> {
    let subject = Subject {
        unp: company.unp,
        kind: company.kind(),
        standing: company.standing(),
        full_name: company.name.clone(),
        names: Default::default(),
        activity: Default::default(),
        registered_on: company.registered_on,
        address: None,
        head: None,
        office: company.office,
        others: Vec::new(),
        participants: None,
        proceeding: None,
    };
    let stage = |procedure: &Procedure| *procedure == Procedure::LiquidationStage;
    let usable = |procedure: &Procedure| match stage(procedure) {
        true => in_proceeding,
        false => procedure.founds().is_none() && procedure.rules().eligible(&subject).is_ok(),
    };
    Procedure::ALL.into_iter().filter(usable).collect()
}

/// A right to act as the pages tell it, while it has not ended.
fn holder((row, name, email): &Holder, reader: &str, today: NaiveDate) -> Option<HolderView> {
    let mandate = row.mandate().filter(|held| held.until.is_none_or(|until| until >= today))?;
    Some(HolderView {
        id: row.id.clone(),
        name: name.clone(),
        email: email.clone(),
        right: right(&mandate),
        ahead: mandate.from > today,
        own: row.account_id == reader,
        given: row.follows_from_grant(),
        authorised: row.authorised.is_some(),
    })
}
