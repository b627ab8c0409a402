//! Open data: the catalogue and the sets for people, the files and descriptions for programs.

pub mod asking;
mod catalogue;
mod chart;
mod councils;
mod deltas;
mod descriptions;
mod files;
pub mod gone;
mod groups;
mod places;
mod question;
mod ranges;
mod rows;
mod set;
pub mod usage;
mod whole;

pub use catalogue::catalogue;
pub use chart::Charts;
pub use councils::{council, councils};
pub use descriptions::{catalog, council_feed, document, newest_feed, openapi, sitemap};
pub use files::file;
pub use places::DataPlaces;
pub(super) use question::{answer, words};
pub use rows::rows;
pub use set::show;
pub use usage::Downloads;

use crate::failure::Failure;
use crate::publishing::storehouse::Storehouse;
use crate::state::AppState;
use crate::store::data_sets::{self as store, DataSetRow};
use opendata::Published;

/// An answer that is sent as it was stored: no layer compresses it again.
#[derive(Clone, Copy, Debug)]
pub struct AsStored;

pub(super) fn storehouse(state: &AppState) -> Storehouse {
    Storehouse::of(&state.config.var_dir)
}

/// The newest version of a set.
async fn newest(state: &AppState, id: &str) -> Result<(DataSetRow, Published), Failure> {
    let id = id.to_owned();
    let read = state.db.read(move |conn| {
        let Some(row) = store::find(conn, &id)? else { return Ok::<_, Failure>(None) };
        let published = store::published(conn, &row)?;
        Ok(published.map(|published| (row, published)))
    });
    read.await?.ok_or(Failure::NotFound)
}
