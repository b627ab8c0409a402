//! The clerk's side: `/office…`.

mod assignment;
mod authorised;
mod budgets;
mod case;
mod changes;
mod checks;
mod correction;
mod counter;
mod counter_drafts;
mod counter_founding;
mod decision;
mod exports;
mod inbox;
mod letters;
mod lists;
pub mod manager;
mod mending;
mod news;
mod opinions;
mod phone;
mod region;
mod remarks;
mod reopening;
mod runs;
mod second_person;
mod setup;
mod statistics;
mod taking;
mod unconsidered;
mod wording;

use crate::support::client::{Answer, Client};
use crate::support::journey;
use crate::support::portal::Portal;
use akno::store::applications::{self, ApplicationRow, EventRow};

/// A case of Elena's company, filed and in the hands of `clerk0`: its id, Elena and the clerk.
pub async fn in_hands(portal: &Portal) -> (String, Client, Client) {
    let mut elena = portal.signed_in("elena").await;
    let id = journey::id(&journey::filed(portal, &mut elena).await);
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, &id).await.status, 303);
    (id, elena, clerk)
}

pub async fn take(clerk: &mut Client, id: &str) -> Answer {
    clerk.post(&format!("/office/cases/{id}/assignment"), &[]).await
}

pub async fn pin(clerk: &mut Client, id: &str, field: &str, text: &str) -> Answer {
    clerk.post(&format!("/office/cases/{id}/remarks"), &[("field", field), (&format!("remark-{field}"), text)]).await
}

/// Returns the case that the clerk has before them.
pub async fn give_back(portal: &Portal, clerk: &mut Client, id: &str) -> Answer {
    let revision = row(portal, id).await.revision.to_string();
    clerk.post(&format!("/office/cases/{id}/return"), &[("revision", &revision)]).await
}

/// Decides the case that the clerk has before them.
pub async fn decide(portal: &Portal, clerk: &mut Client, id: &str, fields: &[(&str, &str)]) -> Answer {
    let revision = row(portal, id).await.revision.to_string();
    let mut fields = fields.to_vec();
    fields.push(("revision", &revision));
    clerk.post(&format!("/office/cases/{id}/decision"), &fields).await
}

pub async fn row(portal: &Portal, id: &str) -> ApplicationRow {
    let id = id.to_owned();
    portal.read(move |conn| applications::find(conn, &id)).await.unwrap()
}

pub async fn events(portal: &Portal, id: &str) -> Vec<EventRow> {
    let id = id.to_owned();
    portal.read(move |conn| applications::events(conn, &id)).await
}

pub async fn kinds(portal: &Portal, id: &str) -> Vec<String> {
    events(portal, id).await.into_iter().map(|event| event.kind).collect()
}
