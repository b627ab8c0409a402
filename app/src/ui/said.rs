//! What came of a link or a form, and where to go on.

use super::safe_href;
use leptos::prelude::*;

/// A page of one sentence: the title, what happened, and the address and words of the way on.
pub fn said(title: String, text: String, href: String, words: String) -> impl IntoView {
    view! {
        <div class="two-thirds stack">
            <h1>{title}</h1>
            <p class="lede">{text}</p>
            <p><a href=safe_href(href)>{words}</a></p>
        </div>
    }
}
