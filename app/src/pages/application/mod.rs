//! An application as its applicant sees it.

use crate::l10n::Tr;
use crate::ui::UnpText;
use leptos::prelude::*;

pub mod apart;
pub mod bill;
pub mod check;
pub mod fields;
pub mod founders;
pub mod founding;
pub mod list;
pub mod paper;
pub mod receipt;
pub mod signing;
pub mod status;
pub mod step;
pub mod summary;
pub mod task_list;
pub mod typesetting;
pub mod withdrawal;

/// Whom an application is for: the company and its number, which one in the making has not got.
fn party(tr: Tr, name: &str, unp: Option<i64>) -> impl IntoView + use<> {
    let name = if name.is_empty() { tr.t("party-not-named") } else { name.to_owned() };
    let unp = unp.map(|unp| view! { " · " {tr.t("unp")} " " <UnpText unp=unp.to_string() /> });
    view! { {name} {unp} }
}
