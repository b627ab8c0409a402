//! A search: a GET form, so that what was found has an address.

use leptos::prelude::*;

use super::button::Button;
use super::filter_panel::hidden_inputs;
use super::link::safe_href;
use super::optional_text::OptionalText;
use super::wiring::element_id;

/// A labelled search field with its button.
#[component]
pub fn SearchBox(
    /// What to type, for example "Name or UNP"; also names the search among the page's landmarks.
    #[prop(into)]
    label: String,
    /// Address of the results.
    #[prop(into)]
    action: String,
    /// What the button says.
    #[prop(into)]
    button: String,
    /// Name in the address.
    #[prop(default = "q".to_owned(), into)]
    name: String,
    /// What was searched for.
    #[prop(optional, into)]
    value: String,
    /// What can be typed.
    #[prop(optional, into)]
    hint: OptionalText,
    /// Id of the field; the site's own search in the header has another.
    #[prop(default = "q".to_owned(), into)]
    id: String,
    /// The page's main act.
    #[prop(optional)]
    large: bool,
    /// The label is for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// Address of suggestions while one types, and the words before their count; the page must offer them
    /// ([`FrameView::suggests`](super::frame::FrameView)).
    #[prop(optional)]
    suggestions: Option<(String, String)>,
    /// Names and values sent along.
    #[prop(optional)]
    kept: Vec<(String, String)>,
) -> impl IntoView {
    let (suggest, found) = suggestions.unzip();
    let hint = hint.0;
    let landmark = label.clone();
    let id = element_id(&id);
    let hint_id = format!("{id}-hint");
    let described_by = hint.is_some().then(|| hint_id.clone());
    view! {
        <form class=if large { "search large" } else { "search" } role="search" aria-label=landmark method="get" action=safe_href(action)>
            {hidden_inputs(kept)}
            <div class="field">
                <label class=label_hidden.then_some("vh") for=id.clone()>{label}</label>
                {hint.map(|text| view! { <p class="hint" id=hint_id>{text}</p> })}
                <div class="search-row">
                    <input class="input" type="search" id=id name=name value=value spellcheck="false" autocomplete="off"
                        autocapitalize="none" enterkeyhint="search" aria-describedby=described_by data-suggest=suggest data-found=found/>
                    <Button text=button/>
                </div>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text, wired};

    #[test]
    fn everything_said_and_typed_stays_text() {
        stays_text(|s| {
            let kept = vec![(s.clone(), s.clone())];
            view! {
                <SearchBox label=s.clone() action="/register" button=s.clone() name=s.clone() value=s.clone()
                    hint=s.clone() id=s kept/>
            }
            .into_any()
        });
    }

    #[test]
    fn it_is_a_search_by_address() {
        let out = html(|| view! { <SearchBox label="Name" action="/register" button="Find" hint="H"/> }.into_any());
        wired(&out);
        for part in ["role=\"search\"", "method=\"get\"", "action=\"/register\"", "aria-describedby=\"q-hint\""] {
            assert!(out.contains(part), "{part} in {out}");
        }
    }
}
