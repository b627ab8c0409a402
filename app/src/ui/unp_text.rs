//! A payer's number (UNP) that can be read and copied: groups of three for the eye, bare digits for
//! the clipboard.

use leptos::prelude::*;

/// A UNP. Nine characters are shown in groups of three; anything else as it is.
#[component]
pub fn UnpText(
    /// The number.
    #[prop(into)]
    unp: String,
) -> impl IntoView {
    let characters: Vec<char> = unp.chars().collect();
    let grouped = characters.len() == 9 && characters.iter().all(char::is_ascii_alphanumeric);
    let content = if grouped {
        let groups = characters.chunks(3).map(|three| three.iter().collect::<String>());
        groups.map(|three| view! { <span>{three}</span> }).collect::<Vec<_>>().into_any()
    } else {
        unp.into_any()
    };
    view! { <span class="unp">{content}</span> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};

    #[test]
    fn nine_digits_are_three_groups_without_a_space_between() {
        let out = html(|| view! { <UnpText unp="193000001"/> }.into_any());
        assert!(out.contains("<span>193</span><span>000</span><span>001</span>"), "{out}");
    }

    #[test]
    fn anything_else_stays_as_it_is() {
        stays_text(|unp| view! { <UnpText unp/> }.into_any());
        let out = html(|| view! { <UnpText unp="12"/> }.into_any());
        assert!(out.contains("<span class=\"unp\">12</span>"), "{out}");
    }
}
