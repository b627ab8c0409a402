//! The style sheets of `style/`, joined in the order of their names and minified.

use anyhow::{Context, Result, anyhow};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};
use std::fs;
use std::path::Path;

/// The joined style sheet, and where each file begins in it, for messages.
pub struct Sheet {
    pub text: String,
    /// Name and first line of each file, counted from 0.
    files: Vec<(String, u32)>,
}

/// Reads `*.css`. The layers that a file declares stay as they are, so the order of names is the
/// order of the cascade.
pub fn read(directory: &Path) -> Result<Sheet> {
    let entries = fs::read_dir(directory).with_context(|| directory.display().to_string())?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "css"));
    paths.sort();
    let mut sheet = Sheet { text: String::new(), files: Vec::new() };
    let mut line = 0;
    for path in paths {
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        sheet.files.push((path.display().to_string(), line));
        sheet.text.push_str(&text);
        sheet.text.push('\n');
        line += text.matches('\n').count() as u32 + 1;
    }
    Ok(sheet)
}

/// One minified sheet for the browsers below.
pub fn minify(sheet: &Sheet) -> Result<String> {
    let mut style = StyleSheet::parse(&sheet.text, ParserOptions::default()).map_err(|error| {
        let place = error.loc.as_ref().map_or(String::new(), |loc| format!("{}: ", sheet.place(loc.line, loc.column)));
        anyhow!("{place}{}", error.kind)
    })?;
    style.minify(MinifyOptions { targets: targets(), ..Default::default() }).map_err(|error| anyhow!("{error}"))?;
    let options = PrinterOptions { minify: true, targets: targets(), ..Default::default() };
    Ok(style.to_css(options).map_err(|error| anyhow!("{error}"))?.code)
}

/// Chromium 109 and Firefox 115 are the last that run on Windows 7 and 8.1, which offices still
/// have; Safari 15.4 is the first that knows `@layer`.
fn targets() -> Targets {
    let version = |major: u32, minor: u32| Some(major << 16 | minor << 8);
    Targets::from(Browsers {
        chrome: version(109, 0),
        edge: version(109, 0),
        firefox: version(115, 0),
        safari: version(15, 4),
        ios_saf: version(15, 4),
        ..Default::default()
    })
}

impl Sheet {
    fn place(&self, line: u32, column: u32) -> String {
        let file = self.files.iter().rev().find(|(_, first)| *first <= line);
        file.map_or(String::new(), |(name, first)| format!("{name}:{}:{column}", line - first + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(files: &[(&str, &str)]) -> Sheet {
        let mut sheet = Sheet { text: String::new(), files: Vec::new() };
        for (name, text) in files {
            sheet.files.push(((*name).to_owned(), sheet.text.matches('\n').count() as u32));
            sheet.text.push_str(text);
            sheet.text.push('\n');
        }
        sheet
    }

    #[test]
    fn layers_keep_their_names_and_the_order_that_was_declared_first() {
        let files = [
            ("a", "@layer base, parts;"),
            ("b", "@layer parts { a { color: red } }"),
            ("c", "@layer base { a { color: blue } }"),
        ];
        let css = minify(&sheet(&files)).expect("css");
        assert_eq!(css, "@layer base{a{color:#00f}}@layer parts{a{color:red}}");
    }

    #[test]
    fn nesting_is_written_out_for_browsers_that_lack_it() {
        let css = minify(&sheet(&[("a", "a { &:hover { color: red } }")])).expect("css");
        assert_eq!(css, "a:hover{color:red}");
    }

    #[test]
    fn a_mistake_is_named_with_its_file_and_line() {
        let broken = sheet(&[
            ("style/00-one.css", "a { color: red }\nb { color: red }"),
            ("style/10-two.css", "a {}\n@media (min-width) oops { a { b } "),
        ]);
        let message = minify(&broken).expect_err("a mistake").to_string();
        assert!(message.starts_with("style/10-two.css:2:"), "{message}");
    }
}
