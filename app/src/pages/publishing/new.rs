//! Beginning a set: its name in addresses.

use crate::l10n::Tr;
use crate::ui::{Button, ErrorSummary, Field, FieldError, FieldKind, Width};
use leptos::prelude::*;

#[derive(Clone)]
pub struct NewView {
    pub tr: Tr,
    /// Made with the page, so that what is sent twice begins one set.
    pub form_id: String,
    /// Code of the council, which ends the name.
    pub office: i32,
    pub typed: String,
    pub error: Option<String>,
}

pub fn page(view: NewView) -> impl IntoView {
    let tr = view.tr;
    let errors: Vec<FieldError> = view.error.iter().map(|text| FieldError::new("name", text.clone())).collect();
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        <div class="two-thirds stack">
            <h1>{tr.t("editor-new")}</h1>
            <p class="lede">{tr.t("editor-new-lede")}</p>
            <form method="post" action="/office/data/new">
                <input type="hidden" name="id" value=view.form_id />
                <Field
                    label=tr.t("editor-name")
                    hint=tr.t("editor-name-hint")
                    name="name"
                    value=view.typed
                    error=view.error
                    kind=FieldKind::Code
                    width=Width::Chars20
                    suffix=format!("-{}", view.office)
                    maxlength=Some(40)
                />
                <Button text=tr.t("editor-begin") />
            </form>
        </div>
    }
}
