//! Help, and the statement of accessibility: plain text under headings that can be linked to.

use crate::l10n::Tr;
use leptos::prelude::*;

/// A page that says the same to everybody.
#[derive(Clone)]
pub struct AboutView {
    pub tr: Tr,
}

/// A part of a page: its id, the key of its heading, the keys of its paragraphs, and those of a list
/// after them.
struct Part {
    id: &'static str,
    heading: &'static str,
    paragraphs: &'static [&'static str],
    list: &'static [&'static str],
    /// The list is steps, one after another.
    in_order: bool,
}

const HELP: &[Part] = &[
    Part {
        id: "how",
        heading: "help-how",
        paragraphs: &["help-how-1"],
        list: &["help-how-step-1", "help-how-step-2", "help-how-step-3", "help-how-step-4"],
        in_order: true,
    },
    Part { id: "who", heading: "help-who", paragraphs: &["help-who-1", "help-who-2"], list: &[], in_order: false },
    Part {
        id: "right",
        heading: "help-right",
        paragraphs: &["help-right-1", "help-right-2"],
        list: &[],
        in_order: false,
    },
    Part {
        id: "paper",
        heading: "help-paper",
        paragraphs: &["help-paper-1", "help-paper-2"],
        list: &[],
        in_order: false,
    },
    Part { id: "documents", heading: "help-documents", paragraphs: &["help-documents-1"], list: &[], in_order: false },
    Part {
        id: "search",
        heading: "help-search",
        paragraphs: &["help-search-1", "help-search-2"],
        list: &[],
        in_order: false,
    },
    Part {
        id: "data",
        heading: "help-data",
        paragraphs: &["help-data-1", "help-data-2", "help-data-3"],
        list: &[],
        in_order: false,
    },
    Part {
        id: "keyboard",
        heading: "help-keyboard",
        paragraphs: &["help-keyboard-1"],
        list: &["help-keyboard-tab", "help-keyboard-skip", "help-keyboard-enter"],
        in_order: false,
    },
    Part { id: "ask", heading: "help-ask", paragraphs: &["help-ask-1", "help-ask-2"], list: &[], in_order: false },
];

const ACCESSIBILITY: &[Part] = &[
    Part {
        id: "state",
        heading: "accessibility-state",
        paragraphs: &["accessibility-state-1"],
        list: &["accessibility-can-1", "accessibility-can-2", "accessibility-can-3", "accessibility-can-4"],
        in_order: false,
    },
    Part {
        id: "tested",
        heading: "accessibility-tested",
        paragraphs: &["accessibility-tested-1"],
        list: &[
            "accessibility-tested-axe",
            "accessibility-tested-keyboard",
            "accessibility-tested-script",
            "accessibility-tested-pdf",
        ],
        in_order: false,
    },
    Part {
        id: "not-tested",
        heading: "accessibility-not-tested",
        paragraphs: &["accessibility-not-tested-1"],
        list: &[
            "accessibility-not-tested-readers",
            "accessibility-not-tested-people",
            "accessibility-not-tested-words",
        ],
        in_order: false,
    },
    Part {
        id: "tell",
        heading: "accessibility-tell",
        paragraphs: &["accessibility-tell-1"],
        list: &[],
        in_order: false,
    },
];

pub fn help(view: AboutView) -> impl IntoView {
    page(view.tr, "help-title", "help-lede", HELP)
}

pub fn accessibility(view: AboutView) -> impl IntoView {
    page(view.tr, "accessibility-title", "accessibility-lede", ACCESSIBILITY)
}

fn page(tr: Tr, title: &'static str, lede: &'static str, parts: &'static [Part]) -> impl IntoView {
    let links = parts.iter().map(|part| {
        view! {
            <li>
                <a href=format!("#{}", part.id)>{tr.t(part.heading)}</a>
            </li>
        }
    });
    let links: Vec<_> = links.collect();
    let parts: Vec<_> = parts.iter().map(|part| section(tr, part)).collect();
    view! {
        <div class="measure">
            <h1>{tr.t(title)}</h1>
            <p class="lede">{tr.t(lede)}</p>
            <nav class="no-print" aria-label=tr.t("about-contents")>
                <ul class="plain">{links}</ul>
            </nav>
            {parts}
        </div>
    }
}

fn section(tr: Tr, part: &Part) -> impl IntoView + use<> {
    let paragraphs: Vec<_> = part.paragraphs.iter().map(|key| view! { <p>{tr.t(key)}</p> }).collect();
    let items: Vec<_> = part.list.iter().map(|key| view! { <li>{tr.t(key)}</li> }).collect();
    let list = match part.list {
        [] => ().into_any(),
        _ if part.in_order => view! { <ol class="steps">{items}</ol> }.into_any(),
        _ => view! { <ul>{items}</ul> }.into_any(),
    };
    view! {
        <h2 id=part.id tabindex="-1">{tr.t(part.heading)}</h2>
        {paragraphs}
        {list}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Lang;

    #[test]
    fn every_part_has_its_words_in_every_language() {
        for lang in Lang::ALL {
            for part in HELP.iter().chain(ACCESSIBILITY) {
                for key in [part.heading].iter().chain(part.paragraphs).chain(part.list) {
                    assert!(Tr(lang).has(key), "{key} in {}", lang.tag());
                }
            }
        }
    }
}
