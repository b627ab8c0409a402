//! The companion of a question: saves while one types, marks what the server then finds wrong, and
//! suggests places and streets.

use leptos::prelude::*;

#[cfg(feature = "hydrate")]
mod browser;
mod settings;

pub use settings::Settings;

/// Stands at the end of the form it accompanies and tells when the answers were last saved: only
/// what the server has confirmed is called saved. Its [`Settings`] stand in the form's attribute
/// `data-companion`: the browser's own reader of JSON is already there, one in the module would weigh.
#[island]
pub fn Companion() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::accompany();
    // Without children of its own the paragraph is the same in a development build of the server,
    // whose erased views mark dynamic text otherwise than the browser's.
    view! { <p class="soft small" role="status" id="companion-status"></p> }
}
