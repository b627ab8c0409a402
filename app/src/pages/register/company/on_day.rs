//! The page of a company as it stood on a day: the note that says so, and the form that asks for one.

use crate::l10n::Tr;
use crate::ui::{Button, ButtonKind, EmptyState, Field, Inset, Tone, Width};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The day asked for.
#[derive(Clone, Default)]
pub struct OnDay {
    /// A day before today.
    pub day: Option<NaiveDate>,
    pub typed: String,
    /// What is wrong with what was typed.
    pub wrong: Option<String>,
}

/// Says that the page does not show today.
pub(super) fn banner(tr: Tr, on: &OnDay, unp: i64) -> Option<AnyView> {
    let day = on.day?;
    Some(
        view! {
            <Inset tone=Tone::Blue>
                <p>{tr.ta("company-as-of", &[("date", tr.date(day).into())])}</p>
                <p class="no-print"><a href=format!("/register/{unp}")>{tr.t("company-as-of-today")}</a></p>
            </Inset>
        }
        .into_any(),
    )
}

/// Asks for a day. By GET, so that the answer has an address.
pub(super) fn form(tr: Tr, on: &OnDay, unp: &str) -> impl IntoView + use<> {
    view! {
        <form method="get" action=format!("/register/{unp}") class="stack" novalidate>
            <Field
                label=tr.t("company-day")
                name="as_of"
                value=on.typed.clone()
                hint=tr.t("company-day-hint")
                error=on.wrong.clone()
                width=Width::Chars10
            />
            <Button text=tr.t("company-day-show") kind=ButtonKind::Secondary />
        </form>
    }
}

/// On that day the company was not in the register.
#[derive(Clone)]
pub struct NotYetView {
    pub tr: Tr,
    pub unp: i64,
    pub title: String,
    pub day: NaiveDate,
}

pub fn not_yet(view: NotYetView) -> impl IntoView {
    let tr = view.tr;
    view! {
        <div class="two-thirds stack">
            <h1>{view.title}</h1>
            <EmptyState title=tr.ta("company-not-yet", &[("date", tr.date(view.day).into())])>
                <p><a href=format!("/register/{}", view.unp)>{tr.t("company-as-of-today")}</a></p>
            </EmptyState>
        </div>
    }
}
