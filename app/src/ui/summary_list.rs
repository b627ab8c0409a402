//! Questions and answers, or facts and their values, with a way to change each.

use leptos::prelude::*;

use super::link::{Link, safe_href};
use super::markup::Markup;
use super::optional_text::OptionalText;

/// One row of a summary list.
pub struct SummaryRow {
    key: String,
    value: AnyView,
    action: Option<(Link, String)>,
    marked: bool,
}

impl SummaryRow {
    /// A row saying that `key` is `value`.
    pub fn new(key: impl Into<String>, value: impl IntoAny) -> Self {
        Self { key: key.into(), value: value.into_any(), action: None, marked: false }
    }

    /// A link at the end of the row; `context` completes its words for screen readers, for example
    /// "Change" and "the house number".
    #[must_use]
    pub fn action(mut self, text: impl Into<String>, href: impl Into<String>, context: impl Into<String>) -> Self {
        self.action = Some((Link::new(text, href), context.into()));
        self
    }

    /// Sets the row apart: changed, or remarked on. Say so in the value too.
    #[must_use]
    pub const fn marked(mut self) -> Self {
        self.marked = true;
        self
    }

    fn view(self) -> AnyView {
        let Self { key, value, action, marked } = self;
        let action = action.map(|(link, context)| {
            view! {
                <dd class="summary-act">
                    <a href=safe_href(link.href)>{link.text}<span class="vh">{format!(" {context}")}</span></a>
                </dd>
            }
        });
        let row = view! {
            <dt>{key}</dt>
            <dd>{value}</dd>
            {action}
        };
        // Written out: a class of `None` would leave an empty attribute.
        match marked {
            true => view! { <div class="marked">{row}</div> }.into_any(),
            false => view! { <div>{row}</div> }.into_any(),
        }
    }
}

impl Markup {
    /// A [`SummaryList`] within what is written: its rows by [`fact`](Markup::fact).
    pub fn facts(&mut self, rows: impl FnOnce(&mut Markup)) -> &mut Self {
        self.raw("<dl class=\"summary\">");
        rows(self);
        self.raw("</dl>")
    }

    /// A row of a [`SummaryList`]: that `key` is `value`.
    pub fn fact(&mut self, key: &str, value: &str) -> &mut Self {
        self.fact_of(key, |to| {
            to.text(value);
        })
    }

    /// The same of a value that is more than text.
    pub fn fact_of(&mut self, key: &str, value: impl FnOnce(&mut Markup)) -> &mut Self {
        self.raw("<div><dt>").text(key).raw("</dt><dd>");
        value(self);
        self.raw("</dd></div>")
    }
}

/// A list of facts; a card with a heading when it has a title.
#[component]
pub fn SummaryList(
    /// The rows.
    rows: Vec<SummaryRow>,
    /// Heading of the card.
    #[prop(optional, into)]
    title: OptionalText,
    /// A link in the card's head, for the rows as a whole.
    #[prop(optional_no_strip, into)]
    action: Option<Link>,
) -> impl IntoView {
    let title = title.0;
    let rows = rows.into_iter().map(SummaryRow::view).collect_view();
    let list = view! { <dl class="summary">{rows}</dl> };
    match title {
        None => list.into_any(),
        Some(title) => view! {
            <section class="card">
                <div class="card-head">
                    <h2>{title}</h2>
                    {action.map(|link| view! { <a class="summary-act" href=safe_href(link.href)>{link.text}</a> })}
                </div>
                {list}
            </section>
        }
        .into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            let rows = vec![
                SummaryRow::new(s.clone(), s.clone()).action(s.clone(), "/house", s.clone()),
                SummaryRow::new(s.clone(), s.clone()).marked(),
            ];
            view! { <SummaryList rows title=s.clone() action=Some(Link::new(s, "/all"))/> }.into_any()
        });
    }

    #[test]
    fn a_change_link_says_what_it_changes() {
        let out = html(|| {
            let rows = vec![SummaryRow::new("House", "7А").action("Change", "/house", "the house number")];
            view! { <SummaryList rows/> }.into_any()
        });
        assert!(out.contains("Change<span class=\"vh\"> the house number</span></a>"), "{out}");
        assert!(!out.contains("<section"), "{out}");
    }

    #[test]
    fn written_facts_look_like_a_view() {
        let built = html(|| {
            let rows = vec![SummaryRow::new("House <1>", "7А & co"), SummaryRow::new("Street", "A")];
            view! { <SummaryList rows/> }.into_any()
        });
        let mut written = Markup::default();
        written.facts(|to| {
            to.fact("House <1>", "7А & co").fact("Street", "A");
        });
        assert_eq!(written.as_str(), built.replace("<!>", ""));
    }

    #[test]
    fn what_written_facts_say_stays_text() {
        stays_text(|s| Markup::default().fact(&s, &s).taken().into_element().into_any());
    }
}
