//! The way through a list: which case of how many, the one before and the one after, and back.

use crate::l10n::Tr;
use crate::ui::safe_href;
use leptos::prelude::*;

/// Where a case stands in the list from which it was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkView {
    /// From 1; `None` where the case is in the list no more.
    pub place: Option<i64>,
    pub of: i64,
    pub previous: Option<String>,
    pub next: Option<String>,
    /// The list.
    pub back: String,
}

pub fn nav(tr: Tr, walk: WalkView) -> impl IntoView {
    let place = match walk.place {
        Some(place) => tr.ta("walk-place", &[("place", place.into()), ("of", walk.of.into())]),
        None => tr.ta("walk-gone", &[("of", walk.of.into())]),
    };
    let previous = walk.previous.map(|href| view! { <a href=safe_href(href) rel="prev">{tr.t("walk-previous")}</a> });
    let next = walk.next.map(|href| view! { <a href=safe_href(href) rel="next">{tr.t("walk-next")}</a> });
    view! {
        <nav class="cluster walk no-print" aria-label=tr.t("walk-label")>
            <a href=safe_href(walk.back) class="back">{tr.t("walk-back")}</a>
            <span class="soft">{place}</span>
            {previous}
            {next}
        </nav>
    }
}
