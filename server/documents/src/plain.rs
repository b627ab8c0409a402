//! Turns any text into text that can be printed.
//!
//! PDF/A-2a allows no glyph for a missing character (ISO 19005-2, 6.2.11.8) and no mapping to
//! U+0000, U+FEFF, U+FFFE or the private area (6.2.11.7). So what no font can show is replaced by
//! the visible [`SUBSTITUTE`], one for each character as a reader sees it; what changes the
//! direction of the text around it (U+202E and its kin, used to fake file names and sums) is
//! replaced too; what is invisible by nature is dropped.

use std::collections::BTreeSet;

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

/// Stands for a character that cannot be shown.
pub const SUBSTITUTE: char = '\u{FFFD}';

/// Printable text: lines of fragments. Between two fragments a line may break though there is no
/// space, which is what keeps a word longer than its column on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plain(pub Vec<Vec<String>>);

/// The characters one family of fonts can show in every weight we use.
#[derive(Debug)]
pub struct Coverage(BTreeSet<u32>);

impl Coverage {
    /// What all the given faces have.
    pub fn shared_by(faces: impl Iterator<Item = BTreeSet<u32>>) -> Self {
        Self(faces.reduce(|shared, face| &shared & &face).unwrap_or_default())
    }

    /// How much of the cluster's beginning this family shows, in bytes.
    fn prefix(&self, cluster: &str) -> usize {
        cluster
            .char_indices()
            .find(|(_, c)| !self.0.contains(&u32::from(*c)))
            .map_or(cluster.len(), |(at, _)| at)
    }
}

/// What can be printed: the families, first choice first.
#[derive(Debug)]
pub struct Repertoire([Coverage; 3]);

impl Repertoire {
    pub fn new(families: [Coverage; 3]) -> Self {
        Self(families)
    }

    /// The text in printable lines; a run of more than `run` characters without a space may break
    /// anywhere.
    pub fn lines(&self, text: &str, run: usize) -> Plain {
        let text = with_plain_line_ends(text);
        Plain(text.trim_end().split('\n').map(|line| fragments(&self.line(line), run)).collect())
    }

    /// The text on one line, at most `length` characters, for places that hold no more: the
    /// file's own title, alternative texts, running headers.
    pub fn one_line(&self, text: &str, length: usize) -> String {
        let words = with_plain_line_ends(text);
        let line = self.line(&words.split_whitespace().collect::<Vec<_>>().join(" "));
        let mut clusters = line.grapheme_indices(true);
        match clusters.nth(length) {
            None => line,
            Some(_) => {
                let end = line.grapheme_indices(true).nth(length.saturating_sub(1));
                let end = end.map_or(0, |(at, _)| at);
                format!("{}…", line[..end].trim_end())
            }
        }
    }

    fn line(&self, line: &str) -> String {
        let mut printable = String::with_capacity(line.len());
        let visible: String = line.chars().filter_map(visible).collect();
        for cluster in visible.graphemes(true) {
            self.print_cluster(cluster, &mut printable);
        }
        printable
    }

    /// A cluster is set in one font, so one family must have all of it; failing that, as much of
    /// its beginning as any has, then one substitute for the rest.
    fn print_cluster(&self, cluster: &str, printable: &mut String) {
        let shown = self.0.iter().map(|family| family.prefix(cluster)).max().unwrap_or_default();
        printable.push_str(&cluster[..shown]);
        if shown < cluster.len() {
            printable.push(SUBSTITUTE);
        }
    }
}

/// One kind of line end, out of the seven that Unicode knows.
fn with_plain_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace(['\r', '\u{0B}', '\u{0C}', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
}

/// The character as it may be printed; `None` for one that shows nothing by nature.
fn visible(c: char) -> Option<char> {
    match c {
        // Soft hyphen, joiners, variation selectors, byte order mark, invisible operators.
        '\u{AD}' | '\u{34F}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}' => None,
        // Direction: marks are harmless and dropped, the ones that reorder are shown.
        '\u{61C}' | '\u{200E}' | '\u{200F}' => None,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' => Some(SUBSTITUTE),
        // Private use: a font may have a glyph, but its meaning is nobody's.
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' => Some(SUBSTITUTE),
        // Text, not a place for an object.
        '\u{FFFC}' => Some(SUBSTITUTE),
        // Spaces that are no ordinary or no-break space come out as one.
        '\u{A0}' | '\u{202F}' => Some('\u{A0}'),
        _ if c.is_whitespace() => Some(' '),
        _ if c.is_control() => Some(SUBSTITUTE),
        _ => Some(c),
    }
}

/// Cuts runs longer than `run` into single characters, so that they can break.
fn fragments(line: &str, run: usize) -> Vec<String> {
    let mut fragments = vec![String::new()];
    for word in line.split_inclusive([' ', '-', '/']) {
        if word.graphemes(true).count() <= run {
            if let Some(last) = fragments.last_mut() {
                last.push_str(word);
            }
        } else {
            fragments.extend(word.graphemes(true).map(str::to_owned));
            fragments.push(String::new());
        }
    }
    fragments.retain(|fragment| !fragment.is_empty());
    fragments
}
