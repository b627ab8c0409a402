//! The checks of a case: each a sentence with its status in a word and the act it rests on.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::link::{Link, safe_href};
use super::tag::Tone;

/// One check.
pub struct Check {
    tone: Tone,
    status: String,
    sentence: AnyView,
    act: Option<Link>,
}

impl Check {
    /// What was found: `status` in a word ("Agrees"), then the sentence.
    pub fn new(tone: Tone, status: impl Into<String>, sentence: impl IntoAny) -> Self {
        Self { tone, status: status.into(), sentence: sentence.into_any(), act: None }
    }

    /// The act the check rests on.
    #[must_use]
    pub fn act(mut self, text: impl Into<String>, href: impl Into<String>) -> Self {
        self.act = Some(Link::new(text, href));
        self
    }

    fn into_view(self) -> impl IntoView {
        let glyph = self.tone.glyph().unwrap_or(Glyph::Info);
        view! {
            <li class=self.tone.class()>
                <span class="spot"><Icon glyph/></span>
                <div>
                    <b>{self.status}</b>
                    " "
                    <span>{self.sentence}</span>
                    {self.act.map(|act| view! { <div class="act"><a href=safe_href(act.href)>{act.text}</a></div> })}
                </div>
            </li>
        }
    }
}

/// The checks in order.
#[component]
pub fn CheckList(
    /// The checks.
    checks: Vec<Check>,
) -> impl IntoView {
    let checks: Vec<_> = checks.into_iter().map(Check::into_view).collect();
    view! { <ul class="checks">{checks}</ul> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::stays_text;

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            let checks = vec![
                Check::new(Tone::Green, s.clone(), s.clone()).act(s.clone(), "https://pravo.by"),
                Check::new(Tone::Neutral, s.clone(), s),
            ];
            view! { <CheckList checks/> }.into_any()
        });
    }
}
