//! Choosing the file of a draft.

use super::{Overtaken, overtaken};
use crate::l10n::Tr;
use crate::ui::{Button, ErrorSummary, FieldError, FileField};
use leptos::prelude::*;

#[derive(Clone)]
pub struct FileView {
    pub tr: Tr,
    pub action: String,
    pub back: String,
    pub revision: i32,
    pub title: String,
    /// The file that is there, and its rows.
    pub before: Option<(String, i64)>,
    pub error: Option<String>,
    pub overtaken: Option<Overtaken>,
}

pub fn page(view: FileView) -> impl IntoView {
    let tr = view.tr;
    let errors: Vec<FieldError> = view.error.iter().map(|text| FieldError::new("file", text.clone())).collect();
    let before = view.before.map(|(name, rows)| {
        let name = if name.is_empty() { tr.t("bank-file-nameless") } else { name };
        view! { <p>{tr.ta("editor-file-before", &[("name", name.into()), ("count", rows.into())])}</p> }
    });
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        <div class="two-thirds stack">
            {overtaken(tr, view.overtaken)}
            <div class="page-head">
                <p class="caption">{view.title}</p>
                <h1>{tr.t("editor-file")}</h1>
            </div>
            <p class="lede">{tr.t("editor-file-lede")}</p>
            {before}
            <form method="post" action=view.action enctype="multipart/form-data">
                <input type="hidden" name="revision" value=view.revision />
                <FileField
                    label=tr.t("editor-file-label")
                    hint=tr.t("editor-file-hint")
                    name="file"
                    accept=".csv,.tsv,.txt,.xlsx,.ods,.json,.ndjson"
                    error=view.error
                />
                <div class="actions">
                    <Button text=tr.t("editor-file-send") />
                    <a href=view.back>{tr.t("editor-back")}</a>
                </div>
            </form>
        </div>
    }
}
