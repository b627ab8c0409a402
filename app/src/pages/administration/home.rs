//! Where administrators and auditors begin.

use super::changes::{ChangeView, table};
use super::retention::{RemovalView, banner};
use crate::l10n::Tr;
use leptos::prelude::*;

#[derive(Clone)]
pub struct HomeView {
    pub tr: Tr,
    /// Address, and the locale key of the name; the key of the line about it ends in `-about`.
    pub doors: Vec<(&'static str, &'static str)>,
    /// The newest changes.
    pub changes: Vec<ChangeView>,
    /// The reader changes nothing.
    pub audits: bool,
    /// What is about to be removed.
    pub removals: Vec<RemovalView>,
}

pub fn page(view: HomeView) -> impl IntoView {
    let tr = view.tr;
    let doors: Vec<_> = view
        .doors
        .iter()
        .map(|(href, key)| {
            view! {
                <li>
                    <a href=*href>{tr.t(key)}</a>
                    <p>{tr.t(&format!("{key}-about"))}</p>
                </li>
            }
        })
        .collect();
    let audits = view.audits.then(|| view! { <p class="lede">{tr.t("administration-audits")}</p> });
    view! {
        <h1>{tr.t("administration-title")}</h1>
        {audits}
        {banner(tr, &view.removals)}
        <ul class="doors">{doors}</ul>
        <h2>{tr.t("administration-newest")}</h2>
        {table(tr, tr.t("administration-newest"), view.changes)}
    }
}
