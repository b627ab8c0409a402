//! The interactive parts. Each enhances HTML that works without it, and calls the same URLs as
//! everybody.

pub mod companion;

/// Called by the page's script before the islands are hydrated.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {}
