//! Returning a case for correction: the remarks as the applicant will read them, then the button.

use super::decision::changed;
use super::words;
use crate::l10n::Tr;
use crate::ui::{Button, ErrorSummary, FieldError, Remark};
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone)]
pub struct ReturnView {
    pub tr: Tr,
    pub id: String,
    pub number: String,
    pub company: String,
    /// The revision that the clerk has before them.
    pub revision: i32,
    /// The last event of the case when the page was first shown.
    pub seen: i32,
    /// Tells these remarks from others.
    pub pinned: String,
    /// What happened to the case, or to its remarks, while the page was open.
    pub changed: Vec<String>,
    /// Labels of the fields and the remarks on them.
    pub remarks: Vec<(String, String)>,
    /// It was tried without remarks.
    pub refused: bool,
}

pub fn page(view: ReturnView) -> impl IntoView {
    let tr = view.tr;
    let case = format!("/office/cases/{}", view.id);
    let errors = if view.refused { vec![FieldError::page(tr.t("return-needs-remarks"))] } else { Vec::new() };
    let caption = format!("{} · {}", words::number(&view.number), view.company);
    let none = view.remarks.is_empty();
    let changed = changed(tr, &view.changed, ["return-changed", "return-changed-do"]);
    let remarks: Vec<_> = view.remarks.into_iter().map(|(title, text)| view! { <Remark title text /> }).collect();
    let body = if none {
        view! {
            <p>{tr.t("return-how-to-remark")}</p>
            <p><a href=case>{tr.t("return-back-to-case")}</a></p>
        }
        .into_any()
    } else {
        let action = format!("{case}/return");
        view! {
            <p>{tr.t("return-says")}</p>
            <div class="stack">{remarks}</div>
            <form method="post" action=action>
                <input type="hidden" name="revision" value=view.revision.to_string() />
                <input type="hidden" name="seen" value=view.seen.to_string() />
                <input type="hidden" name="pinned" value=view.pinned />
                <div class="actions">
                    <Button text=tr.t("return-button") />
                    <a href=case>{tr.t("return-back-to-case")}</a>
                </div>
            </form>
        }
        .into_any()
    };
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        <div class="two-thirds">
            <div class="page-head">
                <p class="caption">{caption}</p>
                <h1>{tr.t("return-title")}</h1>
            </div>
            {changed}
            {body}
        </div>
    }
}
