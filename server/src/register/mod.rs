//! The register as a whole: what comes in (imports, the seed), and the projections of its log.

pub mod alerts;
pub mod as_of;
pub mod authorised;
pub mod batch;
pub mod charter;
pub mod check;
pub mod counting;
pub mod egr;
pub mod extracted;
pub mod finding;
pub mod generate;
pub mod head;
pub mod history;
pub mod import;
pub mod indexes;
pub mod projection;
pub mod sample;
pub mod search_words;
pub mod seed;
pub mod sync;
pub mod synthetic;
pub mod wire;
