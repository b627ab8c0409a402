//! The passport of a set, in three languages.

use super::{Overtaken, overtaken};
use crate::l10n::Tr;
use crate::ui::{Button, Checkboxes, Choice, ErrorSummary, Field, FieldError, FieldKind, Select, Textarea, Width};
use leptos::prelude::*;
use portal::lang::Lang;

#[derive(Clone)]
pub struct PassportView {
    pub tr: Tr,
    /// Where the form is sent to, and where it leads back to.
    pub action: String,
    pub back: String,
    pub revision: i32,
    pub title: String,
    pub owner: String,
    pub questions: Vec<Question>,
    /// Field and what is wrong with it.
    pub errors: Vec<(String, String)>,
    pub overtaken: Option<Overtaken>,
}

/// A question; the name is part of the locale keys `editor-passport-…`.
#[derive(Clone, Debug)]
pub struct Question {
    pub name: &'static str,
    pub answer: Answer,
}

#[derive(Clone, Debug)]
pub enum Answer {
    /// Belarusian, Russian, English.
    Texts {
        values: [String; 3],
        longest: u32,
        lines: bool,
    },
    Line {
        value: String,
        email: bool,
    },
    One {
        value: String,
        choices: Vec<(String, String)>,
    },
    Languages {
        values: Vec<String>,
    },
}

pub fn page(view: PassportView) -> impl IntoView {
    let tr = view.tr;
    let errors: Vec<FieldError> =
        view.errors.iter().map(|(field, text)| FieldError::new(field.clone(), text.clone())).collect();
    let questions: Vec<_> = view.questions.iter().map(|one| question(tr, one, &view.errors)).collect();
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        <div class="two-thirds stack">
            {overtaken(tr, view.overtaken)}
            <div class="page-head">
                <p class="caption">{view.title}</p>
                <h1>{tr.t("editor-passport")}</h1>
            </div>
            <p>{tr.ta("editor-passport-owner", &[("owner", view.owner.into())])}</p>
            <form method="post" action=view.action>
                <input type="hidden" name="revision" value=view.revision />
                {questions}
                <div class="actions">
                    <Button text=tr.t("editor-save") />
                    <a href=view.back>{tr.t("editor-back")}</a>
                </div>
            </form>
        </div>
    }
}

fn error_of(errors: &[(String, String)], field: &str) -> Option<String> {
    errors.iter().find(|(name, _)| name == field).map(|(_, text)| text.clone())
}

fn question(tr: Tr, one: &Question, errors: &[(String, String)]) -> AnyView {
    let key = format!("editor-passport-{}", one.name.replace('_', "-"));
    let (label, hint) = (tr.t(&key), format!("{key}-hint"));
    let hint = tr.has(&hint).then(|| tr.t(&hint));
    let error = error_of(errors, one.name);
    match one.answer.clone() {
        Answer::Texts { values, longest, lines } => {
            let fields: Vec<_> = Lang::ALL
                .into_iter()
                .zip(values)
                .map(|(lang, value)| {
                    let name = format!("{}_{}", one.name, lang.tag());
                    let error = error_of(errors, &name);
                    let label = in_language(tr, &label, lang);
                    if lines {
                        view! { <Textarea label name value error rows=3 maxlength=Some(longest) /> }.into_any()
                    } else {
                        view! { <Field label name value error maxlength=Some(longest) /> }.into_any()
                    }
                })
                .collect();
            view! {
                <fieldset class="stack">
                    <legend>{label}</legend>
                    {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
                    {fields}
                </fieldset>
            }
            .into_any()
        }
        Answer::Line { value, email } => {
            let kind = if email { FieldKind::Email } else { FieldKind::Text };
            let width = if email { Width::Chars30 } else { Width::Chars10 };
            view! { <Field label name=one.name value hint error kind width /> }.into_any()
        }
        Answer::One { value, choices } => {
            let choices = choices.into_iter().map(|(code, text)| Choice::new(code, text)).collect();
            view! { <Select label name=one.name choices value hint error blank=tr.t("editor-choose") /> }.into_any()
        }
        Answer::Languages { values } => {
            let choices = Lang::ALL
                .into_iter()
                .map(|lang| Choice::new(lang.tag(), tr.t(&format!("lang-{}", lang.tag()))))
                .collect();
            view! { <Checkboxes legend=label name=one.name choices values hint error /> }.into_any()
        }
    }
}

/// A label with the language that is wanted.
pub fn in_language(tr: Tr, label: &str, lang: Lang) -> String {
    let named = tr.t(&format!("editor-in-{}", lang.tag()));
    format!("{label}, {named}")
}
