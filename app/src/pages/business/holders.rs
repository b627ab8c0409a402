//! Those who may act for a company.

use super::RightView;
use crate::l10n::Tr;
use crate::ui::{Cell, Column, DataTable, Row, Tag};
use leptos::prelude::*;

/// Who may act for the company.
#[derive(Clone)]
pub struct HolderView {
    /// The right's id.
    pub id: String,
    pub name: String,
    pub email: String,
    pub right: RightView,
    /// The right has not begun.
    pub ahead: bool,
    /// The reader's own.
    pub own: bool,
    /// Given by somebody, and so to be taken away; not a head's.
    pub given: bool,
    /// It follows from the register's entry of another person authorised to act.
    pub authorised: bool,
}

/// The table; to the head with addresses and a way to take each given right away, to others with a way
/// to give back their own.
pub fn table(tr: Tr, unp: i64, holders: &[HolderView], is_head: bool) -> impl IntoView + use<> {
    let row = |holder: &HolderView| {
        let email = is_head.then(|| view! { <p class="soft small">{holder.email.clone()}</p> });
        let ahead = holder.ahead.then(|| view! { " " <Tag text=tr.t("account-period-ahead") /> });
        let action = format!("/businesses/{unp}/rights/{}/revocation", holder.id);
        let what = tr.t(if holder.own { "rights-give-back" } else { "rights-revoke" });
        let name = format!(": {}", holder.name);
        let button = (holder.given && (is_head || holder.own)).then(|| {
            view! {
                <form method="post" action=action>
                    <button class="linklike">{what} <span class="vh">{name}</span></button>
                </form>
            }
        });
        Row::new(vec![
            Cell::view(view! { {holder.name.clone()} {email} }),
            Cell::text(match holder.authorised {
                true => tr.ta("rights-by-register", &[("scope", holder.right.words(tr).into())]),
                false => holder.right.words(tr),
            }),
            Cell::view(view! { {holder.right.period(tr)} {ahead} }),
            Cell::view(button),
        ])
    };
    let columns = vec![
        Column::new(tr.t("business-person")),
        Column::new(tr.t("rights-allowed")),
        Column::new(tr.t("account-period-column")),
        Column::new(tr.t("rights-revoke")).hidden(),
    ];
    let rows: Vec<Row> = holders.iter().map(row).collect();
    view! { <DataTable caption=tr.t("business-holders") caption_hidden=true columns=columns rows=rows /> }
}
