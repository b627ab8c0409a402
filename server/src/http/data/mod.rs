//! Open data: the catalogue and the sets for people, the files and descriptions for programs.

pub mod asking;
mod catalogue;
mod cells;
mod chart;
mod councils;
mod deltas;
mod descriptions;
mod files;
pub mod gone;
mod groups;
mod pieces;
mod places;
mod question;
mod ranges;
mod rows;
mod set;
pub mod usage;
mod versions;
mod whole;

pub use catalogue::catalogue;
pub use chart::Charts;
pub use councils::{council, councils};
pub use deltas::RESULT_SHA256;
pub use descriptions::{catalog, council_feed, document, newest_feed, openapi, sitemap};
pub use files::file;
pub(super) use groups::distinct;
pub(super) use pieces::{FULL, filled};
pub use places::DataPlaces;
pub(super) use question::{answer, once, words};
pub use rows::rows;
pub use set::show;
pub use usage::Downloads;
pub use versions::DataVersions;
use versions::newest;

use crate::publishing::storehouse::Storehouse;
use crate::state::AppState;

/// An answer that is sent as it was stored: no layer compresses it again.
#[derive(Clone, Copy, Debug)]
pub struct AsStored;

pub(super) fn storehouse(state: &AppState) -> Storehouse {
    Storehouse::of(&state.config.var_dir)
}
