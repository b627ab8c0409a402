//! Open data: what is published, how its files are sent, and how programs ask.

mod ckan;
mod councils;
mod descriptions;
mod files;
mod operators;
mod pages;
mod personal;
mod rows;
mod versions;

use crate::support::portal::Portal;
use akno::publishing;
use serde_json::Value;

/// A portal that has published its sets, with the councils' where asked.
async fn published(councils: bool) -> Portal {
    let portal = Portal::start().await;
    publishing::publish(&portal.state.db, &portal.clock, &portal.var_dir, councils).await.unwrap();
    portal
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}
