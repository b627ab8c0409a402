//! What the reader must know about the whole portal, such as that its data are invented.

use leptos::prelude::*;

use super::link::{Link, safe_href};
use super::tag::{Tag, Tone};

/// A slim note above the header.
#[component]
pub fn PhaseNote(
    /// One word, for example "Demo".
    #[prop(into)]
    tag: String,
    /// One sentence.
    #[prop(into)]
    text: String,
    /// Where more is said.
    #[prop(optional_no_strip, into)]
    more: Option<Link>,
    /// The sentence and the link in few words, for a phone.
    #[prop(optional_no_strip, into)]
    short: Option<(String, Link)>,
) -> impl IntoView {
    let name = tag.clone();
    let wide = short.is_some().then_some("wide");
    view! {
        <section class="phase" aria-label=name>
            <Tag text=tag tone=Tone::Amber/>
            {short.map(|(text, link)| view! { <p class="narrow">{text} " " <a href=safe_href(link.href)>{link.text}</a></p> })}
            <p class=wide>
                <span>{text}</span>
                {more.map(|link| view! { " "<a href=safe_href(link.href)>{link.text}</a> })}
            </p>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::stays_text;

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| view! { <PhaseNote tag=s.clone() text=s.clone() more=Some(Link::new(s, "/demo"))/> }.into_any());
    }
}
