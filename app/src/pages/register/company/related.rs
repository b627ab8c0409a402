//! Other legal entities with the same head or at the same address.

use super::super::{standing_tone, standing_words};
use crate::l10n::Tr;
use crate::ui::Markup;
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

/// With the same head, and at the same address.
pub(super) fn write(tr: Tr, related: &[RelatedView; 2], to: &mut Markup) {
    if related.iter().all(|related| related.companies.is_empty()) {
        return;
    }
    to.raw("<section aria-labelledby=\"related\"><h2 id=\"related\">").text(&tr.said("company-related")).raw("</h2>");
    let lists = related.iter().zip(["company-same-head", "company-same-address"]);
    for (related, key) in lists.filter(|(related, _)| !related.companies.is_empty()) {
        to.raw("<h3>").text(&tr.said(key)).raw("</h3><ul>");
        for company in &related.companies {
            to.raw("<li><a href=\"/register/").number(company.unp).raw("\">").text(&company.name).raw("</a> ");
            to.tag(&standing_words(tr, company.standing), standing_tone(company.standing)).raw("</li>");
        }
        to.raw("</ul>");
        if related.more {
            to.raw("<p class=\"soft\">").text(&tr.said("company-related-more")).raw("</p>");
        }
    }
    to.raw("<p class=\"soft\">").text(&tr.said("company-related-note")).raw("</p></section>");
}
