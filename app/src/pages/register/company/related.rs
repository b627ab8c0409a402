//! Other legal entities with the same head or at the same address.

use super::super::{standing_tone, standing_words};
use super::CompanyView;
use crate::ui::Markup;
use leptos::prelude::*;
use portal::company::Standing;

/// Companies that have something in common with this one.
#[derive(Clone, Default)]
pub struct RelatedView {
    pub companies: Vec<RelatedCompany>,
    /// There are more of them.
    pub more: bool,
}

#[derive(Clone)]
pub struct RelatedCompany {
    pub unp: i64,
    pub name: String,
    pub standing: Standing,
}

pub(super) fn related(view: &CompanyView) -> Option<AnyView> {
    let tr = view.tr;
    if view.related.iter().all(|related| related.companies.is_empty()) {
        return None;
    }
    let lists = view.related.iter().zip(["company-same-head", "company-same-address"]);
    let lists = lists.filter(|(related, _)| !related.companies.is_empty()).map(|(related, key)| {
        let mut companies = Markup::default();
        companies.raw("<ul>");
        for company in &related.companies {
            companies.raw("<li><a href=\"/register/").number(company.unp).raw("\">").text(&company.name).raw("</a> ");
            companies.tag(&standing_words(tr, company.standing), standing_tone(company.standing)).raw("</li>");
        }
        companies.raw("</ul>");
        view! {
            <h3>{tr.t(key)}</h3>
            {companies.into_element()}
            {related.more.then(|| view! { <p class="soft">{tr.t("company-related-more")}</p> })}
        }
    });
    let lists: Vec<_> = lists.collect();
    Some(
        view! {
            <section aria-labelledby="related">
                <h2 id="related">{tr.t("company-related")}</h2>
                {lists}
                <p class="soft">{tr.t("company-related-note")}</p>
            </section>
        }
        .into_any(),
    )
}
