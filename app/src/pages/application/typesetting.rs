//! A document that is still being typeset: what its reader sees until it is there.

use crate::l10n::Tr;
use leptos::prelude::*;

/// What is waited for.
#[derive(Clone)]
pub struct TypesettingView {
    pub tr: Tr,
    /// It takes longer than such documents do.
    pub late: bool,
    /// Where the reader came from: the application, or the case.
    pub back: String,
}

pub fn page(view: TypesettingView) -> impl IntoView {
    let TypesettingView { tr, late, back } = view;
    let text = if late { "typesetting-late" } else { "typesetting-soon" };
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t("typesetting-title")}</h1>
            <p class="lede">{tr.t(text)}</p>
            <p><a href=back>{tr.t("typesetting-back")}</a></p>
        </div>
    }
}
