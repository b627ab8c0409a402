//! Taking an application back: what it means, one button.

use crate::l10n::Tr;
use crate::ui::{Button, ButtonKind};
use leptos::prelude::*;
use portal::code::grouped;

#[derive(Clone)]
pub struct WithdrawalView {
    pub tr: Tr,
    pub id: String,
    pub number: String,
    pub company: String,
}

pub fn page(view: WithdrawalView) -> impl IntoView {
    let tr = view.tr;
    let what = tr.ta("withdrawal-what", &[("number", grouped(&view.number).into()), ("company", view.company.into())]);
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t("withdrawal-title")}</h1>
            <p class="lede">{what}</p>
            <form method="post" action=format!("/applications/{}/withdrawal", view.id) class="actions">
                <Button text=tr.t("withdrawal-yes") kind=ButtonKind::Warning />
                <a href=format!("/applications/{}", view.id)>{tr.t("cancel")}</a>
            </form>
        </div>
    }
}
