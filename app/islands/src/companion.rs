//! The companion of a question: checks while one types by the same rules as the server, saves by
//! itself, and suggests places and streets.

use leptos::prelude::*;
use portal::procedures::{Circumstances, Procedure};
use serde::{Deserialize, Serialize};

#[cfg(feature = "hydrate")]
mod browser;

/// What the island needs to know; sentences come finished in the reader's language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CompanionSettings {
    pub procedure: Procedure,
    pub step: String,
    pub circumstances: Circumstances,
    /// Code of a finding and its sentence.
    pub sentences: Vec<(String, String)>,
    pub saving: String,
    /// With `{time}` in it.
    pub saved: String,
    pub not_saved: String,
}

/// Stands at the end of the form it accompanies and tells when the answers were last saved: only
/// what the server has confirmed is called saved.
#[island]
pub fn Companion(settings: CompanionSettings) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::accompany(settings);
    #[cfg(not(feature = "hydrate"))]
    let _ = settings;
    // Without children of its own the paragraph is the same in a development build of the server,
    // whose erased views mark dynamic text otherwise than the browser's.
    view! { <p class="soft small" role="status" id="companion-status"></p> }
}
