//! Filters of a list as plain checkboxes with counts, sent by GET so that the result has an address.

use leptos::prelude::*;

use super::button::Button;
use super::link::{Link, safe_href};
use super::markup::Markup;
use super::optional_text::OptionalText;

/// More options than this are a long list.
const LONG: usize = 9;

/// Filters of one kind.
pub struct FilterGroup {
    legend: String,
    name: String,
    options: Vec<FilterOption>,
}

impl FilterGroup {
    /// Filters called `legend`, each sent as `name`.
    pub fn new(legend: impl Into<String>, name: impl Into<String>, options: Vec<FilterOption>) -> Self {
        Self { legend: legend.into(), name: name.into(), options }
    }

    fn write(self, to: &mut Markup) {
        to.raw("<fieldset><legend>").text(&self.legend).raw("</legend>");
        // A long list scrolls in a frame of its own, so that the groups below it stay in sight.
        to.raw(if self.options.len() > LONG { "<div class=\"many\">" } else { "<div>" });
        for option in self.options {
            option.write(to, &self.name);
        }
        to.raw("</div></fieldset>");
    }
}

/// One filter.
pub struct FilterOption {
    value: String,
    text: String,
    count: Option<String>,
    checked: bool,
}

impl FilterOption {
    /// A filter sent as `value` that reads `text`.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into(), count: None, checked: false }
    }

    /// How many it leaves.
    #[must_use]
    pub fn count(mut self, count: impl Into<String>) -> Self {
        self.count = Some(count.into());
        self
    }

    /// Whether it is on.
    #[must_use]
    pub const fn checked(mut self, checked: bool) -> Self {
        self.checked = checked;
        self
    }

    fn write(self, to: &mut Markup, name: &str) {
        to.raw("<label class=\"option\"><input class=\"tick\" type=\"checkbox\" name=\"").value(name);
        to.raw("\" value=\"").value(&self.value).raw(if self.checked { "\" checked>" } else { "\">" });
        to.raw("<span>").text(&self.text).raw("</span>");
        if let Some(count) = self.count {
            to.raw("<span class=\"tally\">").text(&count).raw("</span>");
        }
        to.raw("</label>");
    }
}

/// The filters of a list. Folded on phones, where what they leave comes first; always open beside the list on wide
/// screens.
#[component]
pub fn FilterPanel(
    /// What is filtered, for example "Filters".
    #[prop(into)]
    title: String,
    /// Address of the list.
    #[prop(into)]
    action: String,
    /// The filters.
    groups: Vec<FilterGroup>,
    /// What the button says.
    #[prop(into)]
    submit: String,
    /// The list without filters.
    #[prop(optional_no_strip, into)]
    clear: Option<Link>,
    /// Names and values sent along, such as the sort order.
    #[prop(optional)]
    kept: Vec<(String, String)>,
    /// How many filters are on, said beside the title: folded, the panel does not show them.
    #[prop(optional, into)]
    chosen: OptionalText,
    /// Open on phones too, such as for an error in one of the other controls.
    #[prop(optional)]
    open: bool,
    /// More controls, shown first.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let chosen = chosen.0.map(|text| view! { <span class="tally">" · " {text}</span> });
    let mut all = Markup::default();
    for group in groups {
        group.write(&mut all);
    }
    view! {
        <details class="filters" open=open>
            <summary>{title}{chosen}</summary>
            <form method="get" action=safe_href(action)>
                {hidden_inputs(kept)}
                {children.map(|children| children())}
                {all.into_element()}
                <div class="actions">
                    <Button text=submit/>
                    {clear.map(|link| view! { <a href=safe_href(link.href)>{link.text}</a> })}
                </div>
            </form>
        </details>
    }
    // Within the pages that have one the types would nest deeper than the compiler follows them.
    .into_any()
}

/// Values a GET form carries along.
pub(super) fn hidden_inputs(kept: Vec<(String, String)>) -> Vec<impl IntoView> {
    kept.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            let options = vec![FilterOption::new(s.clone(), s.clone()).count(s.clone()).checked(true)];
            let groups = vec![FilterGroup::new(s.clone(), s.clone(), options)];
            let kept = vec![(s.clone(), s.clone())];
            let (clear, chosen) = (Some(Link::new(s.clone(), "/inbox")), s.clone());
            view! { <FilterPanel title=s.clone() action="/inbox" groups submit=s clear kept chosen/> }.into_any()
        });
    }

    #[test]
    fn it_stays_folded_and_tells_how_many_are_on_unless_it_is_to_open() {
        let panel = |chosen: Option<&'static str>, open: bool| {
            html(move || {
                let options = vec![FilterOption::new("new", "New").checked(chosen.is_some())];
                let groups = vec![FilterGroup::new("Status", "status", options)];
                view! { <FilterPanel title="Filters" action="/inbox" groups submit="Show" chosen open/> }.into_any()
            })
        };
        let folded = panel(Some("1 on"), false);
        assert!(!folded.contains("<details open") && folded.contains("1 on</span></summary>"), "{folded}");
        assert!(panel(None, false).contains("<summary>Filters</summary>"));
        assert!(panel(Some("1 on"), true).contains("<details open"));
    }
}
