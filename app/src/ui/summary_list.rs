//! Questions and answers, or facts and their values, with a way to change each.

use leptos::prelude::*;

use super::link::{Link, safe_href};
use super::markup::{self, Content, Markup};
use super::optional_text::OptionalText;

/// One row of a summary list.
pub struct SummaryRow {
    key: String,
    value: Content,
    action: Option<(Link, String)>,
    marked: bool,
}

impl SummaryRow {
    /// A row saying that `key` is `value`.
    pub fn new(key: impl Into<String>, value: impl IntoAny) -> Self {
        Self::of(key.into(), Content::View(value.into_any()))
    }

    /// A row whose value is text.
    pub fn text(key: impl Into<String>, value: &str) -> Self {
        Self::of(key.into(), Content::text(value))
    }

    /// A row whose value is written already.
    pub fn written(key: impl Into<String>, value: Markup) -> Self {
        Self::of(key.into(), Content::Written(value))
    }

    const fn of(key: String, value: Content) -> Self {
        Self { key, value, action: None, marked: false }
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

    /// Writes the row where its value is written; otherwise it is a view.
    fn write(self, to: &mut Markup) -> Option<AnyView> {
        let Self { key, value, action, marked } = self;
        match value {
            Content::Written(value) => {
                to.raw(if marked { "<div class=\"marked\"><dt>" } else { "<div><dt>" });
                to.text(&key).raw("</dt><dd>").add(&value).raw("</dd>");
                if let Some((link, context)) = action {
                    to.raw("<dd class=\"summary-act\"><a").href(link.href).raw(">");
                    to.text(&link.text).raw("<span class=\"vh\"> ").text(&context).raw("</span></a></dd>");
                }
                to.raw("</div>");
                None
            }
            Content::View(value) => Some(view_of(key, value, action, marked)),
        }
    }
}

fn view_of(key: String, value: AnyView, action: Option<(Link, String)>, marked: bool) -> AnyView {
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
    let rows = markup::parts(rows.into_iter().map(|row| |to: &mut Markup| row.write(to)));
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
                SummaryRow::text(s.clone(), &s).action(s.clone(), "/street", s.clone()),
                SummaryRow::new(s.clone(), s.clone()).marked(),
                SummaryRow::text(s.clone(), &s),
                SummaryRow::text(s.clone(), &s).marked(),
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
    fn a_written_row_looks_like_a_view_and_stays_in_its_place() {
        let rows = |written: [bool; 4]| {
            let row = |(index, written): (usize, bool)| {
                let value = format!("7А & co {index}");
                let row = match written {
                    true => SummaryRow::text("House <1>", &value),
                    false => SummaryRow::new("House <1>", value),
                };
                let row = if index % 2 == 0 { row.marked() } else { row };
                if index > 0 { row.action("Change", "/house", "the house number") } else { row }
            };
            let rows: Vec<SummaryRow> = written.into_iter().enumerate().map(row).collect();
            html(move || view! { <SummaryList rows/> }.into_any())
        };
        assert_eq!(rows([true, true, false, true]), rows([false; 4]));
    }
}
