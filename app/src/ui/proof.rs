//! What the components' tests share: rendering, hostile values, and a small reader of HTML that
//! shows whether a value has become markup.

use std::collections::HashSet;

use leptos::prelude::*;

/// The HTML of a view, without the `<!>` that Leptos puts between neighbours for hydration (more of
/// them in development builds, where views are erased).
pub fn html(view: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| view().to_html()).replace("<!>", "")
}

/// Values that would do harm if any of them became markup, and values that merely strain.
pub fn hostile() -> Vec<String> {
    let mut values: Vec<String> = [
        "<script>alert(1)</script>",
        "</textarea><script>alert(1)</script>",
        "</title></style></option></select><img src=x onerror=alert(1)>",
        "\" autofocus onfocus=\"alert(1)",
        "' onmouseover='alert(1)",
        "--><svg onload=alert(1)>",
        "<!-- ",
        "]]>",
        "&lt;b&gt; &amp; &nbsp;",
        "&",
        "{{7*7}} ${7*7}",
        "\nfirst line empty",
        " ",
        "ул. Ленинская, д. 7А, ў’і",
        "مرحبا \u{202e}txt.exe",
        "👩‍👩‍👧 🇧🇾 e\u{301}",
        "a\u{0}b",
        "javascript:alert(1)",
    ]
    .map(str::to_owned)
    .to_vec();
    values.push("я".repeat(10_000));
    values.push("<b> ".repeat(2_500));
    values.push(String::new());
    values
}

/// Renders `view` with a plain word and with each hostile value, and demands the same elements and
/// attributes each time, and the wiring of [`wired`].
#[track_caller]
pub fn stays_text(view: impl Fn(String) -> AnyView) {
    let plain = html(|| view("word".to_owned()));
    wired(&plain);
    let expected = skeleton(&plain);
    for value in hostile() {
        let shown: String = value.chars().take(60).collect();
        let out = html(|| view(value));
        assert_eq!(skeleton(&out), expected, "{shown:?} changed the markup");
        wired(&out);
    }
}

/// Demands unique, valid ids; labels and descriptions that exist; no inline style or handler.
#[track_caller]
pub fn wired(html: &str) {
    let tags = tags(html);
    let mut ids = HashSet::new();
    for (_, attributes) in &tags {
        for (name, value) in attributes {
            assert!(name != "style" && !name.starts_with("on"), "{name} in {html}");
            if name == "id" {
                assert!(!value.is_empty() && !value.contains(char::is_whitespace), "id {value:?}");
                assert!(ids.insert(value.clone()), "id {value:?} twice");
            }
        }
    }
    for (element, attributes) in &tags {
        for (name, value) in attributes {
            let refers = name.starts_with("aria-described")
                || name == "aria-labelledby"
                || (element == "label" && name == "for");
            if refers {
                for id in value.split(' ') {
                    assert!(ids.contains(id), "{name} names {id:?}, which is not there: {html}");
                }
            }
        }
    }
}

type Tag = (String, Vec<(String, String)>);

/// Elements in order with the names of their attributes; end tags as `/name`.
fn skeleton(html: &str) -> Vec<String> {
    tags(html)
        .into_iter()
        .map(|(element, attributes)| {
            let names: Vec<String> = attributes.into_iter().map(|(name, _)| name).collect();
            format!("{element} {}", names.join(" "))
        })
        .collect()
}

/// A reader of the HTML that Leptos writes: double-quoted attributes, no raw-text elements but
/// `textarea`, comments of the form `<!>`.
fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix("!>") {
            rest = after;
            continue;
        }
        let name_len = rest.find([' ', '>']).unwrap_or(rest.len());
        let name = rest[..name_len].to_owned();
        rest = &rest[name_len..];
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix('>').or_else(|| rest.strip_prefix("/>")) {
                rest = after;
                break;
            }
            let end = rest.find(['=', ' ', '>']).expect("the tag ends");
            let attribute = rest[..end].to_owned();
            rest = &rest[end..];
            let mut value = String::new();
            if let Some(after) = rest.strip_prefix("=\"") {
                let close = after.find('"').expect("the value is closed");
                value = after[..close].to_owned();
                rest = &after[close + 1..];
            }
            attributes.push((attribute, value));
        }
        if name == "textarea" {
            rest = &rest[rest.find("</textarea>").expect("the box is closed")..];
        }
        found.push((name, attributes));
    }
    found
}

#[test]
fn the_reader_sees_markup_that_a_value_smuggled_in() {
    assert_ne!(skeleton("<p>a</p>"), skeleton("<p><script>a</p>"));
    assert_ne!(skeleton("<p class=\"a\">"), skeleton("<p class=\"a\" onclick=\"b\">"));
    assert_eq!(skeleton("<p class=\"a\">x<!>y</p>"), ["p class", "/p "]);
}
