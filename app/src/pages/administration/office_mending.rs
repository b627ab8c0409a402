//! Mending what was typed wrongly when an office was opened, on the page of the office.

use super::new_office::area_of;
use super::offices::BASE;
use super::reason;
use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{Button, ButtonKind, Field, FieldKind, Inset, Tone, Width};
use leptos::prelude::*;
use portal::answers::Answers;

/// The fields of the form.
pub const MENDING_FIELDS: [&str; 4] = ["code", "soato", "area_of", "mending_why"];

/// How what was entered at the opening stands.
#[derive(Clone, Debug)]
pub struct MendingView {
    /// Code of the office now.
    pub code: i32,
    pub soato: i64,
    /// The areas that it can be given.
    pub areas: Vec<(String, String)>,
    /// It answers for an area, which stays while something names the office.
    pub has_area: bool,
    /// What names the office, with how much: ends of the keys `offices-refers-…`.
    pub named: Vec<(&'static str, i64)>,
}

pub fn mending(tr: Tr, view: &MendingView, typed: &Answers, faults: &Faults) -> impl IntoView + use<> {
    let text = |name: &str| typed.get(name).to_owned();
    let is_named = !view.named.is_empty();
    let lines: Vec<_> = view
        .named
        .iter()
        .map(|(key, count)| {
            let line = tr.ta(&format!("offices-refers-{key}"), &[("count", (*count).into())]);
            view! { <li>{line}</li> }
        })
        .collect();
    let stays =
        is_named.then(|| view! { <Inset tone=Tone::Amber><p>{tr.t("offices-mend-stays")}</p><ul>{lines}</ul></Inset> });
    let fields = match is_named {
        true => view! {
            <input type="hidden" name="code" value=view.code.to_string() />
            <input type="hidden" name="soato" value=view.soato.to_string() />
        }
        .into_any(),
        false => view! {
            <Field
                label=tr.t("offices-code")
                name="code"
                value=text("code")
                kind=FieldKind::Number
                width=Width::Chars10
                error=faults.of("code")
            />
            <Field
                label=tr.t("offices-soato")
                hint=tr.t("offices-soato-hint")
                name="soato"
                value=text("soato")
                kind=FieldKind::Number
                width=Width::Chars10
                error=faults.of("soato")
            />
        }
        .into_any(),
    };
    let form = (!is_named || !view.has_area).then(|| {
        view! {
            <form method="post" action=format!("{BASE}/{}/opening", view.code) class="stack two-thirds" novalidate>
                {fields}
                {area_of(tr, &view.areas, text("area_of"), faults.of("area_of"))}
                {reason(tr, "mending_why", text("mending_why"), faults.of("mending_why"))}
                <Button text=tr.t("rule-check") kind=ButtonKind::Secondary />
            </form>
        }
    });
    view! {
        <h2 id="opening">{tr.t("offices-mend")}</h2>
        <p>{tr.t("offices-mend-says")}</p>
        {stays}
        {form}
    }
}
