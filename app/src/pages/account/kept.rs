//! After signing in again: one button sends on what was typed before the session ended.

use crate::l10n::Tr;
use crate::ui::*;
use leptos::prelude::*;

/// The page's data.
#[derive(Clone)]
pub struct KeptView {
    pub tr: Tr,
    /// The path the form was sent to.
    pub action: String,
    /// Its fields, in their order.
    pub fields: Vec<(String, String)>,
}

pub fn page(view: KeptView) -> impl IntoView {
    let tr = view.tr;
    let fields: Vec<_> =
        view.fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect();
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t("kept-title")}</h1>
            <p class="lede">{tr.t("kept-text")}</p>
            <form method="post" action=safe_href(view.action)>
                {fields}
                <Button text=tr.t("kept-button") />
            </form>
        </div>
    }
}
