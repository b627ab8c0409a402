//! Rules about the source of this crate that no type can hold: where a textarea may be written, and
//! that no style or handler is written into the HTML, which the content security policy forbids.

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn only_the_textarea_component_writes_a_textarea() {
    let tag = format!("<{}", "textarea");
    for (path, source) in sources() {
        if !path.ends_with("ui/textarea.rs") {
            let code = without_tests_and_comments(&source);
            assert!(!code.contains(&tag), "{} writes {tag}: use ui::Textarea", path.display());
        }
    }
}

#[test]
fn no_view_has_an_inline_style_or_handler() {
    for (path, source) in sources() {
        let code = without_tests_and_comments(&source);
        for (number, line) in code.lines().enumerate() {
            let written = line.split_whitespace().any(|word| {
                let name = word.split(['=', ':']).next().unwrap_or_default();
                let follows = word.strip_prefix(name).unwrap_or_default();
                // `style=…`, `style:width=…`, `onclick=…`, but not `let style = …`
                (name == "style" && (follows.starts_with('=') || follows.starts_with(':') && follows.contains('=')))
                    || (name.starts_with("on") && (follows.starts_with("=\"") || follows.starts_with("=\\\"")))
            });
            assert!(!written, "{}:{}: {}", path.display(), number + 1, line.trim());
        }
    }
}

#[test]
fn an_address_is_written_by_what_looks_at_it() {
    for (path, source) in sources() {
        let code: String = without_tests_and_comments(&source).split_whitespace().collect();
        let looks = path.ends_with("ui/markup.rs");
        assert!(looks || !code.contains("href=\\\"\").value("), "{}: use Markup::href", path.display());
    }
}

/// Tests may quote what is forbidden.
fn without_tests_and_comments(source: &str) -> String {
    let code = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 40, "only {} files found", found.len());
    found.retain(|(path, _)| !["ui/proof.rs", "ui/source_rules.rs"].iter().any(|own| path.ends_with(own)));
    found
}

fn gather(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            gather(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).expect("the file can be read");
            found.push((path, source));
        }
    }
}
