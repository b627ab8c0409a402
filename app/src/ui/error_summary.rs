//! Everything that is wrong on a page, at its head, each line leading to its field.

use leptos::prelude::*;

use super::wiring::element_id;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    field: Option<String>,
    text: String,
}

impl FieldError {
    /// Wrong in the field called `field_name`; the line leads there.
    pub fn new(field_name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { field: Some(field_name.into()), text: text.into() }
    }

    /// Wrong about the page as a whole.
    pub fn page(text: impl Into<String>) -> Self {
        Self { field: None, text: text.into() }
    }
}

/// The list of what is wrong; nothing when nothing is. Goes first in `<main>`. It takes the focus
/// when the page opens, which needs no script.
#[component]
pub fn ErrorSummary(
    /// The heading, for example "There is a problem".
    #[prop(into)]
    title: String,
    /// What is wrong, in the order of the page.
    errors: Vec<FieldError>,
) -> impl IntoView {
    (!errors.is_empty()).then(|| {
        let lines: Vec<_> = errors.into_iter().map(|error| view! { <li>{line(error)}</li> }).collect();
        view! {
            <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus=true
                aria-labelledby="error-summary-title">
                <h2 id="error-summary-title">{title}</h2>
                <ul>{lines}</ul>
            </div>
        }
    })
}

fn line(error: FieldError) -> AnyView {
    match error.field {
        Some(field) => view! { <a href=format!("#{}", element_id(&field))>{error.text}</a> }.into_any(),
        None => error.text.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::field::Field;
    use crate::ui::proof::{html, stays_text, wired};

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            let errors = vec![FieldError::new(s.clone(), s.clone()), FieldError::page(s.clone())];
            view! { <ErrorSummary title=s errors/> }.into_any()
        });
    }

    #[test]
    fn each_line_leads_to_its_field() {
        let out = html(|| {
            view! {
                <ErrorSummary title="There is a problem" errors=vec![FieldError::new("address.house", "Enter it")]/>
                <Field label="House" name="address.house" error="Enter it"/>
            }
            .into_any()
        });
        wired(&out);
        assert!(out.contains("href=\"#address-house\""), "{out}");
        assert!(out.contains("id=\"address-house\""), "{out}");
    }

    #[test]
    fn it_is_an_alert_that_takes_the_focus() {
        let out = html(|| view! { <ErrorSummary title="T" errors=vec![FieldError::page("E")]/> }.into_any());
        for part in ["role=\"alert\"", "tabindex=\"-1\"", "autofocus", "aria-labelledby=\"error-summary-title\""] {
            assert!(out.contains(part), "{part} in {out}");
        }
    }

    #[test]
    fn nothing_wrong_shows_nothing() {
        let out = html(|| view! { <ErrorSummary title="T" errors=vec![]/> }.into_any());
        assert!(!out.contains("alert"), "{out}");
    }
}
