//! What happened, whether anything was lost, and what to do.

use crate::l10n::Tr;
use crate::ui::SearchBox;
use leptos::prelude::*;

/// A failure in words.
#[derive(Clone)]
pub struct FailureView {
    pub tr: Tr,
    pub title: String,
    pub text: String,
    pub request_id: String,
    /// What became of the work: the key of the sentence, where there was any.
    pub work: Option<&'static str>,
    /// Ways on: words and address, the likeliest first.
    pub ways: Vec<(String, String)>,
}

pub fn page(view: FailureView) -> impl IntoView {
    let tr = view.tr;
    let ways: Vec<_> = view.ways.into_iter().map(|(text, href)| view! { <p><a href=href>{text}</a></p> }).collect();
    view! {
        <div class="two-thirds stack">
            <h1>{view.title}</h1>
            <p class="lede">{view.text}</p>
            {view.work.map(|key| view! { <p>{tr.t(key)}</p> })}
            {ways}
            <SearchBox label=tr.t("search-label") action="/register" button=tr.t("search-button") id="failure-q" />
            <p><a href="/">{tr.t("failure-home")}</a></p>
            <p class="soft small">{tr.ta("failure-request", &[("id", view.request_id.into())])}</p>
        </div>
    }
}
