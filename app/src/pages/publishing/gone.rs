//! What stands at the address of a set that was withdrawn.

use crate::l10n::Tr;
use crate::ui::{SummaryList, SummaryRow};
use chrono::NaiveDateTime;
use leptos::prelude::*;

#[derive(Clone)]
pub struct GoneView {
    pub tr: Tr,
    pub title: String,
    pub owner: String,
    /// The end of the locale key `data-gone-…`.
    pub reason: String,
    pub words: String,
    pub successor: Option<String>,
    /// Minsk time.
    pub at: NaiveDateTime,
}

pub fn page(view: GoneView) -> impl IntoView {
    let tr = view.tr;
    let mut rows = vec![
        SummaryRow::new(tr.t("data-owner"), view.owner),
        SummaryRow::new(tr.t("data-gone-at"), tr.moment(view.at)),
        SummaryRow::new(tr.t("data-gone-why"), tr.t(&format!("data-gone-{}", view.reason))),
    ];
    if !view.words.is_empty() {
        rows.push(SummaryRow::new(tr.t("data-gone-words"), view.words));
    }
    if let Some(successor) = view.successor {
        let href = format!("/data/{successor}");
        rows.push(SummaryRow::new(tr.t("data-gone-successor"), view! { <a href=href>{successor}</a> }));
    }
    view! {
        <div class="two-thirds stack">
            <h1>{view.title}</h1>
            <p class="lede">{tr.t("data-gone")}</p>
            <SummaryList rows />
            <p><a href="/data">{tr.t("data-gone-others")}</a></p>
        </div>
    }
}
