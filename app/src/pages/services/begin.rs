//! The start of what founds something: no company to choose, but what waits and what stands in the way.

use super::choose::{UnderReview, Waiting, under_review, waiting};
use crate::l10n::Tr;
use crate::ui::{Button, ButtonKind, Inset, Tone};
use leptos::prelude::*;
use portal::procedures::Procedure;

#[derive(Clone)]
pub struct BeginView {
    pub tr: Tr,
    pub procedure: Procedure,
    /// The code of the reason why the person cannot use the procedure.
    pub ineligible: Option<&'static str>,
    pub drafts: Vec<Waiting>,
    pub under_review: Vec<UnderReview>,
    /// The decided application whose answers a new one begins with; empty for none.
    pub from: String,
}

pub fn page(view: BeginView) -> impl IntoView {
    let tr = view.tr;
    let slug = view.procedure.slug();
    let drafts: Vec<_> = view.drafts.iter().map(|draft| waiting(tr, draft)).collect();
    let filed: Vec<_> = view.under_review.iter().map(|filed| under_review(tr, filed)).collect();
    let anew = !view.drafts.is_empty() || !view.under_review.is_empty();
    let waits = anew.then(|| view! { <p>{tr.t("begin-waits")}</p> });
    let from = (!view.from.is_empty()).then(|| view! { <input type="hidden" name="from" value=view.from.clone() /> });
    let start = match view.ineligible {
        Some(code) => view! { <Inset tone=Tone::Amber>{tr.t(&format!("ineligible-{code}"))}</Inset> }.into_any(),
        None => view! {
            <form method="post" action=format!("/services/{slug}/start")>
                {anew.then(|| view! { <input type="hidden" name="anew" value="yes" /> })}
                {from}
                <div class="actions">
                    <Button
                        text=tr.t(if anew { "choose-start-anew" } else { "choose-start" })
                        kind=if anew { ButtonKind::Secondary } else { ButtonKind::Primary }
                    />
                </div>
            </form>
        }
        .into_any(),
    };
    view! {
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{tr.t(&format!("procedure-{slug}"))}</p>
                <h1>{tr.t("begin-title")}</h1>
            </div>
            <p class="lede">{tr.t(&format!("begin-{slug}"))}</p>
            {waits}
            {drafts}
            {filed}
            {start}
        </div>
    }
}
