//! What a search of names looks at.

use portal::fold::search_key;

/// The folded part of the name that tells a company from others: its brand, else what stands within
/// quotation marks, else the whole.
pub fn name_key(brand: Option<&str>, name: &str) -> String {
    let quoted = || {
        let start = name.find(['"', '«', '“', '„'])?;
        let end = name.rfind(['"', '»', '”'])?;
        name.get(start..end).filter(|inner| inner.chars().count() > 1)
    };
    let candidates = [brand, quoted(), Some(name)];
    candidates.into_iter().flatten().map(search_key).find(|key| !key.is_empty()).unwrap_or_default()
}

/// The folded names, each on a line of its own and none twice, so that a search can tell a whole name
/// from a part.
pub(super) fn search_text(names: [Option<&str>; 6]) -> String {
    let mut text = String::from("\n");
    for name in names.into_iter().flatten() {
        let line = search_key(name);
        if !line.is_empty() && !text.contains(&format!("\n{line}\n")) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}
