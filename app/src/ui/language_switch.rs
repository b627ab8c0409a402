//! The same page in the other languages.

use super::markup::Markup;

/// Letters of a language's name that tell it from the others.
const SHORT: usize = 3;

/// A language.
#[derive(Clone)]
pub struct Language {
    code: String,
    name: String,
    href: String,
    current: bool,
}

impl Language {
    /// A language by its code (`be`), its own name and the page's address in it.
    pub fn new(code: impl Into<String>, name: impl Into<String>, href: impl Into<String>) -> Self {
        Self { code: code.into(), name: name.into(), href: href.into(), current: false }
    }

    /// Whether the page is in this language now.
    #[must_use]
    pub const fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }

    /// A phone shows the beginning of the name alone.
    fn write(&self, to: &mut Markup) {
        let end = self.name.char_indices().nth(SHORT).map_or(self.name.len(), |(at, _)| at);
        let (first, rest) = self.name.split_at(end);
        to.raw("<a lang=\"").value(&self.code).raw("\" hreflang=\"").value(&self.code);
        to.raw("\"").href(&self.href).raw(if self.current { " aria-current=\"true\">" } else { ">" });
        to.text(first).raw("<span class=\"wide\">").text(rest).raw("</span></a>");
    }
}

/// Links to the page in each language, each named in itself; `label` says what this is, for screen readers.
pub(super) fn write(label: &str, languages: &[Language], to: &mut Markup) {
    to.raw("<nav class=\"langs\" aria-label=\"").value(label).raw("\">");
    languages.iter().for_each(|language| language.write(to));
    to.raw("</nav>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};
    use leptos::prelude::*;
    use leptos::tachys::html::InertElement;

    fn written(label: &str, languages: &[Language]) -> InertElement {
        let mut written = Markup::default();
        write(label, languages, &mut written);
        written.into_element()
    }

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            let languages = [Language::new(s.clone(), s.clone(), "?lang=be").current(true)];
            written(&s, &languages).into_any()
        });
    }

    #[test]
    fn each_language_is_named_in_itself() {
        let languages =
            [Language::new("be", "Беларуская", "?lang=be"), Language::new("ru", "Русский", "?lang=ru").current(true)];
        let out = html(|| written("Language", &languages).into_any());
        assert!(out.contains("lang=\"be\" hreflang=\"be\""), "{out}");
        assert_eq!(out.matches("aria-current=\"true\"").count(), 1, "{out}");
        assert!(out.contains("Бел<span class=\"wide\">аруская</span>"), "a phone shows its beginning: {out}");
    }
}
