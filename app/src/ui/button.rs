//! What can be pressed: buttons that send a form and links that look like one.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::link::safe_href;
use super::optional_text::OptionalText;

/// How much weight a button has. A page has one primary button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    #[default]
    Primary,
    /// Large, with an arrow: begins a journey.
    Start,
    Secondary,
    /// Cannot be undone.
    Warning,
    /// A button that looks like a link.
    Plain,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn",
            Self::Start => "btn btn-start",
            Self::Secondary => "btn btn-secondary",
            Self::Warning => "btn btn-warning",
            Self::Plain => "linklike",
        }
    }
}

/// A button that sends its form.
#[component]
pub fn Button(
    /// What pressing does, as a verb.
    #[prop(into)]
    text: String,
    /// Its weight.
    #[prop(optional)]
    kind: ButtonKind,
    /// Name sent with the form when this button is pressed.
    #[prop(optional, into)]
    name: OptionalText,
    /// Value sent with the form when this button is pressed.
    #[prop(optional, into)]
    value: OptionalText,
    /// Words for screen readers after the text, where several buttons on a page say the same.
    #[prop(optional, into)]
    context: OptionalText,
    /// Id of the form it sends, when it stands outside of it.
    #[prop(optional, into)]
    form: OptionalText,
    /// Another address for the form to be sent to.
    #[prop(optional, into)]
    action: OptionalText,
    /// The form's files are sent with it.
    #[prop(optional)]
    files: bool,
) -> impl IntoView {
    let (name, value, context, form, action) = (name.0, value.0, context.0, form.0, action.0);
    view! {
        <button
            class=kind.class()
            type="submit"
            name=name
            value=value
            form=form
            formaction=action.map(safe_href)
            formenctype=files.then_some("multipart/form-data")
        >
            {words(text, context, kind)}
        </button>
    }
}

/// A link that looks like a button: it leads somewhere and changes nothing.
#[component]
pub fn ButtonLink(
    /// What following it does, as a verb.
    #[prop(into)]
    text: String,
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Its weight.
    #[prop(optional)]
    kind: ButtonKind,
    /// Words for screen readers after the text.
    #[prop(optional, into)]
    context: OptionalText,
    /// Saves a file instead of opening a page.
    #[prop(optional)]
    download: bool,
) -> impl IntoView {
    let context = context.0;
    view! {
        <a class=kind.class() href=safe_href(href) download=download.then_some("")>
            {download.then(|| view! { <Icon glyph=Glyph::Download/> })}
            {words(text, context, kind)}
        </a>
    }
}

fn words(text: String, context: Option<String>, kind: ButtonKind) -> impl IntoView {
    (
        view! { <span>{text}{context.map(|words| view! { <span class="vh">{format!(" {words}")}</span> })}</span> },
        (kind == ButtonKind::Start).then(|| view! { <Icon glyph=Glyph::Forward/> }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};

    #[test]
    fn words_names_and_values_stay_text() {
        stays_text(|s| {
            view! { <Button text=s.clone() name=s.clone() value=s.clone() context=s.clone() form=s.clone()/> }
                .into_any()
        });
        stays_text(|s| view! { <ButtonLink text=s.clone() href="/x" context=s/> }.into_any());
    }

    #[test]
    fn a_button_sends_its_form_and_a_link_leads_somewhere() {
        let button = html(|| view! { <Button text="Save" kind=ButtonKind::Warning/> }.into_any());
        assert!(button.contains("<button type=\"submit\" class=\"btn btn-warning\">"), "{button}");
        let link =
            html(|| view! { <ButtonLink text="Start" href="javascript:alert(1)" kind=ButtonKind::Start/> }.into_any());
        assert!(link.contains("href=\"#\""), "{link}");
        assert!(link.contains("<svg"), "{link}");
    }

    #[test]
    fn a_download_says_so_to_the_browser() {
        let out = html(|| view! { <ButtonLink text="Receipt" href="/receipt.pdf" download=true/> }.into_any());
        assert!(out.contains(" download"), "{out}");
    }
}
