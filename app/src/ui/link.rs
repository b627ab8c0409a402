//! Where a link leads, and with which words.

/// A link: its words and its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What the link says.
    pub text: String,
    /// Where it leads; components pass it through [`safe_href`].
    pub href: String,
}

impl Link {
    /// A link that says `text` and leads to `href`.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into() }
    }
}

/// The address itself when it is relative to this portal, a fragment, or http, https, mailto or tel;
/// otherwise `#`. Addresses are written by code, but some are built from what people or other
/// registers supplied, and `javascript:` must not get through there.
pub fn safe_href(href: String) -> String {
    if is_safe(&href) { href } else { NOWHERE.to_owned() }
}

/// [`safe_href`] of an address that is borrowed.
pub(super) fn safe(href: &str) -> &str {
    if is_safe(href) { href } else { NOWHERE }
}

/// The top of the page.
const NOWHERE: &str = "#";

fn is_safe(href: &str) -> bool {
    // Browsers drop tabs and line breaks inside an address and spaces around it, before they
    // look for the scheme; and they read a backslash as a slash.
    if href.chars().any(char::is_control) || href.starts_with(' ') || href.is_empty() {
        return false;
    }
    let is_slash = |letter: Option<char>| matches!(letter, Some('/' | '\\'));
    let mut letters = href.chars();
    if is_slash(letters.next()) && is_slash(letters.next()) {
        return false;
    }
    let before_path = href.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    match before_path.split_once(':') {
        None => true,
        Some((scheme, _)) => ["http", "https", "mailto", "tel"].iter().any(|known| scheme.eq_ignore_ascii_case(known)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_pages_and_known_schemes_stay() {
        for href in [
            "/register/193000001",
            "?lang=be",
            "#main",
            "next?a=b:c",
            "https://pravo.by/?a=1",
            "mailto:a@b.by",
            "tel:+375222",
        ] {
            assert_eq!(safe_href(href.to_owned()), href);
        }
    }

    #[test]
    fn addresses_that_run_code_or_leave_in_secret_become_a_hash() {
        for href in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,<script>",
            "vbscript:x",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "",
        ] {
            assert_eq!(safe_href(href.to_owned()), "#", "{href:?}");
        }
    }
}
