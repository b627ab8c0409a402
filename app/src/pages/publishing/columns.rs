//! The columns of a set: which are published, as what, and what is said of them.

use super::passport::in_language;
use super::{Overtaken, overtaken};
use crate::l10n::Tr;
use crate::ui::{
    Button, Checkbox, Choice, Details, ErrorSummary, Field, FieldError, FieldKind, Select, Textarea, Width,
};
use leptos::prelude::*;
use portal::lang::Lang;

/// The types that a column can have, in the locale keys `data-type-…`.
pub const KINDS: [&str; 5] = ["text", "integer", "number", "boolean", "date"];

#[derive(Clone)]
pub struct ColumnsView {
    pub tr: Tr,
    pub action: String,
    pub back: String,
    pub revision: i32,
    pub title: String,
    pub columns: Vec<ColumnView>,
    /// Field and what is wrong with it.
    pub errors: Vec<(String, String)>,
    pub overtaken: Option<Overtaken>,
}

/// A column as it is typed; its fields are called `c0_name` and so on.
#[derive(Clone, Debug, Default)]
pub struct ColumnView {
    /// Its name in the file; the first values in it.
    pub head: String,
    /// The newest file does not have it.
    pub missing: bool,
    pub kept: bool,
    pub name: String,
    pub kind: String,
    /// Belarusian, Russian, English.
    pub titles: [String; 3],
    pub abouts: [String; 3],
    pub unit: String,
    pub required: bool,
    pub key: bool,
    /// One a line.
    pub categories: String,
    pub least: String,
    pub most: String,
    pub unp: bool,
}

pub fn page(view: ColumnsView) -> impl IntoView {
    let tr = view.tr;
    let errors: Vec<FieldError> =
        view.errors.iter().map(|(field, text)| FieldError::new(field.clone(), text.clone())).collect();
    let columns: Vec<_> =
        view.columns.iter().enumerate().map(|(place, column)| fieldset(tr, place, column, &view.errors)).collect();
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        <div class="two-thirds stack">
            {overtaken(tr, view.overtaken)}
            <div class="page-head">
                <p class="caption">{view.title}</p>
                <h1>{tr.t("editor-columns")}</h1>
            </div>
            <p class="lede">{tr.t("editor-columns-lede")}</p>
            <form method="post" action=view.action>
                <input type="hidden" name="revision" value=view.revision />
                {columns}
                <div class="actions">
                    <Button text=tr.t("editor-save") />
                    <a href=view.back>{tr.t("editor-back")}</a>
                </div>
            </form>
        </div>
    }
}

fn fieldset(tr: Tr, place: usize, column: &ColumnView, errors: &[(String, String)]) -> impl IntoView + use<> {
    let field = |name: &str| format!("c{place}_{name}");
    let error = |name: &str| errors.iter().find(|(found, _)| *found == field(name)).map(|(_, text)| text.clone());
    let texts = |name: &str, label: &str, values: &[String; 3]| -> Vec<_> {
        let label = tr.t(label);
        Lang::ALL
            .into_iter()
            .zip(values.clone())
            .map(|(lang, value)| {
                let name = format!("{name}_{}", lang.tag());
                let label = in_language(tr, &label, lang);
                view! { <Field label name=field(&name) value error=error(&name) maxlength=Some(300) /> }
            })
            .collect()
    };
    let kinds = KINDS.iter().map(|kind| Choice::new(*kind, tr.t(&format!("data-type-{kind}")))).collect::<Vec<_>>();
    let head = if column.head.is_empty() { tr.t("editor-column-nameless") } else { column.head.clone() };
    let missing = column.missing.then(|| view! { <p class="hint">{tr.t("editor-column-missing")}</p> });
    let prefix = field("");
    let faulty = errors.iter().any(|(found, _)| found.starts_with(&prefix));
    let more = view! {
                <Field label=tr.t("editor-column-name") hint=tr.t("editor-column-name-hint") name=field("name") value=column.name.clone() error=error("name") kind=FieldKind::Code width=Width::Chars20 maxlength=Some(40) />
                <Checkbox label=tr.t("editor-column-required") name=field("required") checked=column.required />
                <Field label=tr.t("editor-column-unit") hint=tr.t("editor-column-unit-hint") name=field("unit") value=column.unit.clone() error=error("unit") width=Width::Chars10 maxlength=Some(20) />
                <Textarea label=tr.t("editor-column-categories") hint=tr.t("editor-column-categories-hint") name=field("categories") value=column.categories.clone() rows=3 />
                <Field label=tr.t("editor-column-least") name=field("least") value=column.least.clone() error=error("least") width=Width::Chars10 inputmode="decimal" />
                <Field label=tr.t("editor-column-most") name=field("most") value=column.most.clone() error=error("most") width=Width::Chars10 inputmode="decimal" />
                <Checkbox label=tr.t("editor-column-unp") name=field("unp") checked=column.unp />
                {texts("about", "editor-column-about", &column.abouts)}
    }
    .into_any();
    let titles = texts("title", "data-meaning", &column.titles);
    let chosen = view! {
            <Checkbox label=tr.t("editor-column-kept") name=field("kept") checked=column.kept />
            <Checkbox label=tr.t("editor-column-key") name=field("key") checked=column.key error=error("key") />
            <Select label=tr.t("data-type") name=field("kind") choices=kinds value=column.kind.clone() error=error("kind") width=Width::Chars20 />
            {titles}
    }
    .into_any();
    view! {
        <fieldset class="stack">
            <legend>{head}</legend>
            <input type="hidden" name=field("head") value=column.head.clone() />
            {missing}
            {chosen}
            <Details summary=tr.t("editor-column-more") open=faulty>{more}</Details>
        </fieldset>
    }
}
