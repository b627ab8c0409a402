//! A right that is offered: what it allows, one button.

use super::RightView;
use crate::l10n::Tr;
use crate::ui::{Button, ButtonLink, SummaryList, SummaryRow, UnpText};
use leptos::prelude::*;

#[derive(Clone)]
pub struct InvitationView {
    pub tr: Tr,
    pub id: String,
    pub unp: i64,
    pub company: String,
    pub right: RightView,
}

/// An offer that is to be had no more, for whoever it was made to.
#[derive(Clone)]
pub struct EndedView {
    pub tr: Tr,
    pub company: String,
    /// The offer that took its place.
    pub newer: Option<String>,
}

pub fn ended(view: EndedView) -> impl IntoView {
    let tr = view.tr;
    let next = match view.newer {
        Some(id) => view! {
            <p>{tr.t("invitation-ended-newer")}</p>
            <p class="actions"><ButtonLink text=tr.t("invitation-look") href=format!("/invitations/{id}") /></p>
        }
        .into_any(),
        None => view! { <p>{tr.t("invitation-ended-ask")}</p> }.into_any(),
    };
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t("invitation-ended-title")}</h1>
            <p class="lede">{tr.ta("invitation-ended", &[("company", view.company.into())])}</p>
            {next}
        </div>
    }
}

pub fn page(view: InvitationView) -> impl IntoView {
    let tr = view.tr;
    let rows = vec![
        SummaryRow::new(tr.t("account-company"), view.company),
        SummaryRow::new(tr.t("account-unp"), view! { <UnpText unp=view.unp.to_string() /> }),
        SummaryRow::new(tr.t("account-scope"), view.right.words(tr)),
        SummaryRow::new(tr.t("account-period-column"), view.right.period(tr)),
    ];
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t("invitation-title")}</h1>
            <p class="lede">{tr.t("invitation-text")}</p>
            <SummaryList rows=rows />
            <form method="post" action=format!("/invitations/{}", view.id) class="actions">
                <Button text=tr.t("invitation-button") />
                <a href="/businesses">{tr.t("cancel")}</a>
            </form>
        </div>
    }
}
