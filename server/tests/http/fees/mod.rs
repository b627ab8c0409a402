//! Fees: `/applications/{id}/bill`, `/office/cases/{id}/payment`, `/office/payments`.

mod bank_file;
mod bill;
mod payment;

use crate::liquidation::{file, liquidation, pay};
use crate::support::client::Client;
use crate::support::portal::{COMPANY, Portal};
use akno::store::bills::{self, Bill};

/// A notice of liquidation of Elena's company, filed: its id, and Elena.
pub async fn notice(portal: &Portal) -> (String, Client) {
    let mut elena = portal.signed_in("elena").await;
    let answers = liquidation(portal.clock.today(), "elena@akno.example");
    let id = file(&mut elena, "liquidation", COMPANY, &answers).await;
    (id, elena)
}

pub async fn bill(portal: &Portal, id: &str) -> Bill {
    let id = id.to_owned();
    portal.read(move |conn| bills::of_application(conn, &id)).await.expect("a bill")
}
