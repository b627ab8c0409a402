//! How a control, its label, its hint and its error refer to each other: ids and ARIA attributes,
//! made in one place so that the error summary's links always land.

use leptos::prelude::*;

/// The id of the first control of the field called `name`: letters, digits, `-` and `_` stay,
/// anything else becomes `-`, so that it is always one valid id and needs no escaping in a link.
pub fn element_id(name: &str) -> String {
    let id: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' || c == '-' { c } else { '-' }).collect();
    if id.is_empty() { "field".to_owned() } else { id }
}

/// The ids and ARIA values of one field.
pub(super) struct Wiring {
    pub id: String,
    pub hint_id: String,
    pub error_id: String,
    /// Value of `aria-describedby`: hint, error, then what the caller adds.
    pub described_by: Option<String>,
    /// Value of `aria-invalid`.
    pub invalid: Option<&'static str>,
    /// Class of the field's wrapping element.
    pub class: &'static str,
}

impl Wiring {
    pub fn new(name: &str, has_hint: bool, has_error: bool, more: Option<&str>) -> Self {
        let id = element_id(name);
        let hint_id = format!("{id}-hint");
        let error_id = format!("{id}-error");
        let described: Vec<&str> = [has_hint.then_some(hint_id.as_str()), has_error.then_some(error_id.as_str()), more]
            .into_iter()
            .flatten()
            .collect();
        let described_by = (!described.is_empty()).then(|| described.join(" "));
        Self {
            id,
            described_by,
            invalid: has_error.then_some("true"),
            class: if has_error { "field wrong" } else { "field" },
            hint_id,
            error_id,
        }
    }
}

/// A control's label, inside the page's heading where the question is the heading.
pub(super) fn label(id: String, text: String, as_heading: bool) -> AnyView {
    if as_heading {
        view! { <h1 class="label-page"><label for=id>{text}</label></h1> }.into_any()
    } else {
        view! { <label for=id>{text}</label> }.into_any()
    }
}

/// The legend of a group of controls, holding the page's heading where the question is the heading.
pub(super) fn legend(text: String, as_heading: bool) -> AnyView {
    if as_heading {
        view! { <legend><h1 class="label-page">{text}</h1></legend> }.into_any()
    } else {
        view! { <legend>{text}</legend> }.into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_never_empty_and_holds_no_space_or_mark() {
        for name in ["", " ", "a b", "a.b[0]", "\"><script>", "имя", "🏠"] {
            let id = element_id(name);
            assert!(!id.is_empty());
            assert!(id.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c)), "{id}");
        }
        assert_eq!(element_id("address_house"), "address_house");
        assert_eq!(element_id("address.house"), "address-house");
    }

    #[test]
    fn a_field_is_described_by_its_hint_then_its_error_then_the_rest() {
        let wiring = Wiring::new("house", true, true, Some("rules"));
        assert_eq!(wiring.described_by.as_deref(), Some("house-hint house-error rules"));
        assert_eq!(Wiring::new("house", false, false, None).described_by, None);
    }
}
