//! What can be done here.

use crate::l10n::Tr;
use leptos::prelude::*;
use portal::procedures::Procedure;

pub fn page(tr: Tr) -> impl IntoView {
    let services: Vec<_> = Procedure::ALL
        .into_iter()
        .map(|procedure| {
            let slug = procedure.slug();
            view! {
                <li>
                    <a href=format!("/services/{slug}")>{tr.t(&format!("procedure-{slug}"))}</a>
                    <p>{tr.t(&format!("procedure-{slug}-short"))}</p>
                </li>
            }
        })
        .collect();
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t("nav-services")}</h1>
            <p class="lede">{tr.t("services-lede")}</p>
            <ul class="doors">
                {services}
                <li>
                    <a href="/services/extract">{tr.t("extract-title")}</a>
                    <p>{tr.t("extract-short")}</p>
                </li>
                <li>
                    <a href="/register">{tr.t("services-look-up")}</a>
                    <p>{tr.t("services-look-up-short")}</p>
                </li>
            </ul>
        </div>
    }
}
