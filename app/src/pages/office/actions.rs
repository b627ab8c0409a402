//! The bar that stays in reach: what can be done with the case, and what pressing does.

use crate::l10n::Tr;
use crate::ui::{Button, ButtonKind, ButtonLink};
use leptos::prelude::*;
use portal::application::Status;

/// In whose hands a case is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hands {
    Nobody,
    Mine,
    /// A colleague's, by name.
    Colleague(String),
}

/// The bar of a case; nothing where there is nothing left to do.
/// `handover`: the reader may hand the case to somebody although it is not in their own hands.
pub fn bar(tr: Tr, id: &str, status: Status, hands: &Hands, remarks: usize, handover: bool) -> Option<AnyView> {
    let base = format!("/office/cases/{id}");
    let said =
        |text: String, actions: AnyView| Some(view! { <div class="bar"><p>{text}</p>{actions}</div> }.into_any());
    match (status, hands) {
        (Status::Filed, _) => {
            let hand_over = handover.then(|| hand_over(tr, &base));
            let both = view! { <div class="actions">{take(tr, &base)} {hand_over}</div> };
            said(tr.t("bar-take-says"), both.into_any())
        }
        (Status::InReview, Hands::Mine) => {
            let says = match remarks {
                0 => tr.t("bar-mine-says"),
                n => tr.ta("bar-mine-remarks-say", &[("remarks", i64::try_from(n).unwrap_or(i64::MAX).into())]),
            };
            said(says, mine(tr, &base, remarks > 0))
        }
        (Status::InReview, Hands::Colleague(name)) => said(
            tr.ta("bar-colleague-says", &[("name", name.clone().into())]),
            handover.then(|| view! { <p class="actions">{hand_over(tr, &base)}</p> }).into_any(),
        ),
        (Status::Returned, Hands::Mine) => {
            let href = format!("{base}/decision");
            let leave = view! {
                <p class="actions"><ButtonLink text=tr.t("bar-leave") href kind=ButtonKind::Secondary /></p>
            };
            said(tr.t("bar-returned-says"), leave.into_any())
        }
        (Status::Returned, _) => said(tr.t("bar-returned-says"), ().into_any()),
        _ => None,
    }
}

/// The bar of a case whose decision waits for a second person; `own`: the reader prepared it.
pub fn prepared(tr: Tr, id: &str, own: bool, by: &str) -> AnyView {
    let says = match own {
        true => tr.t("bar-prepared-own"),
        false => tr.ta("bar-prepared", &[("name", by.to_owned().into())]),
    };
    let (text, kind) = match own {
        true => (tr.t("bar-prepared-see"), ButtonKind::Secondary),
        false => (tr.t("bar-prepared-confirm"), ButtonKind::Primary),
    };
    let href = format!("/office/cases/{id}/confirmation");
    view! { <div class="bar"><p>{says}</p><div class="actions"><ButtonLink text href kind /></div></div> }.into_any()
}

fn hand_over(tr: Tr, base: &str) -> impl IntoView + use<> {
    let href = format!("{base}/handover");
    view! { <a href=href>{tr.t("bar-handover")}</a> }
}

fn take(tr: Tr, base: &str) -> AnyView {
    let action = format!("{base}/assignment");
    view! {
        <form method="post" action=action>
            <Button text=tr.t("bar-take") />
        </form>
    }
    .into_any()
}

/// With remarks pinned the return comes first, else the decision: the first button is what the
/// clerk most likely wants.
fn mine(tr: Tr, base: &str, remarked: bool) -> AnyView {
    let release = format!("{base}/release");
    let (to_decide, to_return) = if remarked {
        (ButtonKind::Secondary, ButtonKind::Primary)
    } else {
        (ButtonKind::Primary, ButtonKind::Secondary)
    };
    let decide = view! { <ButtonLink text=tr.t("bar-decide") href=format!("{base}/decision") kind=to_decide /> };
    let give_back = view! { <ButtonLink text=tr.t("bar-return") href=format!("{base}/return") kind=to_return /> };
    let both =
        if remarked { view! { {give_back} {decide} }.into_any() } else { view! { {decide} {give_back} }.into_any() };
    view! {
        <div class="actions">
            {both}
            <a href=format!("{base}/handover")>{tr.t("bar-handover")}</a>
            <form method="post" action=release>
                <Button text=tr.t("bar-release") kind=ButtonKind::Plain />
            </form>
        </div>
    }
    .into_any()
}
