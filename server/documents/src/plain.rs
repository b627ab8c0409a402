//! Turns any text into text that can be printed.
//!
//! PDF/A-2a allows no glyph for a missing character (ISO 19005-2, 6.2.11.8) and no mapping to
//! U+0000, U+FEFF, U+FFFE or the private area (6.2.11.7). So what no font can show is replaced by
//! the visible [`SUBSTITUTE`], one for each character as a reader sees it; what changes the
//! direction of the text around it (U+202E and its kin, used to fake file names and sums) is
//! replaced too; what is invisible by nature is dropped.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

/// Stands for a character that cannot be shown.
pub const SUBSTITUTE: char = '\u{FFFD}';

/// Stands for the rest of a text that was cut.
const ELLIPSIS: &str = "…";
/// Characters that may stand on one another: a letter with all its points and accents has fewer.
const STACKED: usize = 8;

/// Characters of an abbreviation that belongs to the number after it, with its point: «корп.».
const LONGEST_ABBREVIATION: usize = 5;

/// A width, in thousandths of the size of the type.
pub type Width = u32;

/// Printable text: lines of fragments. Between two fragments a line may break though there is no
/// space, which is what keeps a word longer than its column on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plain(Vec<Vec<String>>);

impl Plain {
    /// Whether nothing of it shows.
    pub fn is_blank(&self) -> bool {
        self.0.iter().flatten().all(|fragment| fragment.trim().is_empty())
    }
}

/// The characters that one family of fonts shows in every weight we use, with their widths.
#[derive(Debug)]
pub struct Family(pub BTreeMap<char, Width>);

impl Family {
    /// How much of the cluster's beginning this family shows, in bytes.
    fn prefix(&self, cluster: &str) -> usize {
        cluster.char_indices().find(|(_, c)| !self.0.contains_key(c)).map_or(cluster.len(), |(at, _)| at)
    }
}

/// What can be printed: the families, first choice first.
#[derive(Debug)]
pub struct Repertoire(pub Vec<Family>);

impl Repertoire {
    /// The text in printable lines; a word wider than the `room` it stands in may break.
    pub fn lines(&self, text: &str, room: Width) -> Plain {
        let text = with_plain_line_ends(text);
        let lines = text.trim_end().split('\n');
        Plain(lines.map(|line| self.fragments(&tied(&self.line(line)), room)).collect())
    }

    /// The text on one line, at most `length` characters.
    pub fn one_line(&self, text: &str, length: usize) -> String {
        self.shortened(text, length, |cluster| cluster.chars().count())
    }

    /// The text on one line, no wider than its place.
    pub fn within(&self, text: &str, room: Width) -> String {
        self.shortened(text, room, |cluster| self.width(cluster))
    }

    /// How wide the text is.
    pub fn width(&self, text: &str) -> Width {
        text.chars()
            .map(|c| self.0.iter().find_map(|family| family.0.get(&c)).copied().unwrap_or(1000))
            .fold(0, Width::saturating_add)
    }

    /// The text on one line, or as much of it as stays within a limit, with an ellipsis.
    fn shortened<N: PartialOrd + AddAssign>(&self, text: &str, limit: N, size: impl Fn(&str) -> N) -> String {
        let text = with_plain_line_ends(text).replace('\n', " ");
        let line = self.line(&text).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut taken = size(ELLIPSIS);
        let mut kept = 0;
        for (at, cluster) in line.grapheme_indices(true) {
            if taken > limit {
                break;
            }
            kept = at;
            taken += size(cluster);
        }
        // Without the ellipsis the whole line may fit.
        if size(&line) <= limit { line } else { format!("{}{ELLIPSIS}", line[..kept].trim_end()) }
    }

    /// Marks and joiners belong to the character before them, so clusters are formed first and
    /// what joins without showing is dropped from them afterwards.
    fn line(&self, line: &str) -> String {
        let visible: String = line.chars().filter_map(visible).collect();
        let mut printable = String::with_capacity(visible.len());
        for cluster in visible.graphemes(true) {
            self.print_cluster(cluster, &mut printable);
        }
        printable
    }

    /// A cluster is set in one font, so one family must have all of it; failing that, as much of
    /// its beginning as any has, then one substitute for the rest. A mark with nothing to stand on,
    /// at the beginning of a line, has no glyph of its own.
    fn print_cluster(&self, cluster: &str, printable: &mut String) {
        let cluster: String = cluster.chars().filter(|c| !is_joiner(*c)).collect();
        let stack = cluster.char_indices().nth(STACKED).map_or(cluster.len(), |(at, _)| at);
        let shown = match cluster.chars().next() {
            Some(first) if is_mark(first) => 0,
            _ => self.0.iter().map(|family| family.prefix(&cluster[..stack])).max().unwrap_or_default(),
        };
        printable.push_str(&cluster[..shown]);
        if shown < cluster.len() {
            printable.push(SUBSTITUTE);
        }
    }

    /// Cuts words wider than the room into pieces that fit.
    fn fragments(&self, line: &str, room: Width) -> Vec<String> {
        let mut fragments = Vec::new();
        let mut fragment = String::new();
        for word in line.split_inclusive([' ', '-', '/']) {
            if self.width(word.trim_end()) <= room {
                fragment.push_str(word);
                continue;
            }
            let mut width = 0;
            for cluster in word.graphemes(true) {
                width += self.width(cluster);
                if width > room || width == self.width(cluster) {
                    fragments.push(std::mem::take(&mut fragment));
                    width = self.width(cluster);
                }
                fragment.push_str(cluster);
            }
        }
        fragments.push(fragment);
        fragments.retain(|fragment| !fragment.is_empty());
        fragments
    }
}

/// Keeps an abbreviation on the line of the number it belongs to: «д. 7», «№ 14».
fn tied(line: &str) -> String {
    let mut tied = String::with_capacity(line.len());
    let mut words = line.split(' ').peekable();
    while let Some(word) = words.next() {
        tied.push_str(word);
        let belongs = word == "№" || (word.ends_with('.') && word.chars().count() <= LONGEST_ABBREVIATION);
        match words.peek() {
            Some(next) if belongs && next.starts_with(|c: char| c.is_ascii_digit()) => tied.push('\u{A0}'),
            Some(_) => tied.push(' '),
            None => {}
        }
    }
    tied
}

/// One kind of line end, out of the seven that Unicode knows.
pub fn with_plain_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\r', '\u{0B}', '\u{0C}', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
}

/// The character as it may be printed; `None` for one that shows nothing by nature.
fn visible(c: char) -> Option<char> {
    match c {
        // Soft hyphen, zero-width space, invisible operators, byte order mark.
        '\u{AD}' | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => None,
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

/// What joins its neighbours or picks among their shapes: grapheme and zero-width joiners,
/// variation selectors, tags.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{34F}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{E0000}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Whether the character stands on the one before it.
fn is_mark(c: char) -> bool {
    ['a', c].iter().collect::<String>().graphemes(true).count() == 1
}
