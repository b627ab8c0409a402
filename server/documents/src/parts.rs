//! The blocks of a document as the template reads them; what is empty is left out here.

use serde::Serialize;

use crate::plain::{Plain, Repertoire, Width, with_plain_line_ends};
use crate::sheet::IN_ONE_STRING;
use crate::{Bar, Block, room};

/// A table's header is repeated on each page unless a cell of it has more lines than this: a header
/// as tall as a page would leave no place for the rows.
const REPEATED_HEADER_LINES: Width = 8;
/// Bounds of a column's share of a table, by the width of its widest cell.
const NARROWEST_COLUMN: Width = 5_000;
const WIDEST_COLUMN: Width = 20_000;
/// White between two columns.
const COLUMN_GAP: Width = 1_000;
/// Stands where a value is empty.
const DASH: &str = "–";

/// One part of the page, as the template reads it.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Part {
    Heading {
        text: Plain,
    },
    Paragraph {
        text: Plain,
    },
    Facts {
        rows: Vec<(Plain, Plain)>,
    },
    Table {
        /// Each column's share of the width, by the width of what stands in it.
        columns: Vec<Width>,
        /// Whether the header stands on every page of the table.
        repeat: bool,
        caption: Option<Plain>,
        head: Vec<Plain>,
        rows: Vec<Vec<Plain>>,
    },
    Bars {
        caption: Option<Plain>,
        head: Vec<Plain>,
        /// Name, number, and the bar's length in thousandths of the longest.
        rows: Vec<(Plain, Plain, u64)>,
    },
    Steps {
        items: Vec<Plain>,
    },
    Note {
        text: Plain,
    },
    Signature {
        captions: Vec<Plain>,
    },
}

/// What a block comes to on the page: nothing if it is empty.
pub fn parts(print: &Repertoire, block: &Block) -> Vec<Part> {
    match block {
        Block::Heading(text) => {
            let text = print.one_line(text, IN_ONE_STRING);
            filled(print, Some(&text), room::HEADING).map(|text| Part::Heading { text }).into_iter().collect()
        }
        Block::Paragraph(text) => paragraphs(text)
            .iter()
            .filter_map(|text| filled(print, Some(text), room::TEXT))
            .map(|text| Part::Paragraph { text })
            .collect(),
        Block::Facts(rows) if rows.is_empty() => Vec::new(),
        Block::Facts(rows) => vec![Part::Facts {
            rows: rows
                .iter()
                .map(|(label, value)| (cell(print, label, room::LABEL), cell(print, value, room::VALUE)))
                .collect(),
        }],
        Block::Table { caption, head, rows } => table(print, caption, head, rows),
        Block::Bars { rows, .. } if rows.is_empty() => Vec::new(),
        Block::Bars { caption, head, rows } => {
            let longest = u64::from(rows.iter().map(|row| row.value).max().unwrap_or_default().max(1));
            let bar = |row: &Bar| {
                let length = u64::from(row.value) * 1_000 / longest;
                (cell(print, &row.label, room::BAR_LABEL), cell(print, &row.written, room::BAR_NUMBER), length)
            };
            vec![Part::Bars {
                caption: filled(print, Some(caption), room::TEXT),
                head: vec![cell(print, &head[0], room::BAR_LABEL), cell(print, &head[1], room::BAR_NUMBER)],
                rows: rows.iter().map(bar).collect(),
            }]
        }
        Block::Steps(items) => {
            let items: Vec<Plain> = items.iter().filter_map(|item| filled(print, Some(item), room::TEXT)).collect();
            if items.is_empty() { Vec::new() } else { vec![Part::Steps { items }] }
        }
        Block::Note(text) => {
            filled(print, Some(text), room::TEXT).map(|text| Part::Note { text }).into_iter().collect()
        }
        Block::Signature(captions) if captions.is_empty() => Vec::new(),
        Block::Signature(captions) => vec![Part::Signature {
            captions: captions.iter().map(|caption| cell(print, caption, room::SIGNATURE)).collect(),
        }],
    }
}

/// A table as wide as its longest row; without a single column only its caption is left.
fn table(print: &Repertoire, caption: &str, head: &[String], rows: &[Vec<String>]) -> Vec<Part> {
    let columns = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or_default();
    if columns == 0 {
        return parts(print, &Block::Paragraph(caption.to_owned()));
    }
    let nothing = vec![Vec::new()];
    let rows = if rows.is_empty() { &nothing } else { rows };
    let text = |row: &'_ [String], column| row.get(column).cloned().unwrap_or_default();
    let wanted: Vec<Width> = (0..columns)
        .map(|column| {
            let widest = rows.iter().map(|row| print.width(&text(row, column))).max();
            let name = text(head, column);
            let word = name.split_whitespace().map(|word| print.width(word)).max();
            widest.max(word).unwrap_or_default().clamp(NARROWEST_COLUMN, WIDEST_COLUMN) + COLUMN_GAP
        })
        .collect();
    let shares = shares(&wanted);
    let whole: u64 = shares.iter().copied().map(u64::from).sum();
    let room = |share: Width| {
        let room = u64::from(room::TABLE) * u64::from(share) / whole;
        Width::try_from(room).unwrap_or(room::TABLE).saturating_sub(COLUMN_GAP)
    };
    let row = |row: &[String]| {
        let cells = shares.iter().enumerate();
        cells.map(|(column, share)| cell(print, &text(row, column), room(*share))).collect()
    };
    let is_low = |(name, share): (&String, &Width)| print.width(name) <= REPEATED_HEADER_LINES * room(*share);
    vec![Part::Table {
        caption: filled(print, Some(caption), room::TEXT),
        repeat: head.iter().zip(&shares).all(is_low),
        head: row(head),
        rows: rows.iter().map(|cells| row(cells)).collect(),
        columns: shares,
    }]
}

/// Each column's share of a table, by the widths that the columns want. Where they want more than there is, those that
/// want no more than an even part have it whole, so that a date or a number does not break; the others share the rest.
fn shares(wanted: &[Width]) -> Vec<Width> {
    let table = u64::from(room::TABLE);
    let even = table / u64::try_from(wanted.len()).unwrap_or(u64::MAX).max(1);
    let sum = |wide: bool| wanted.iter().copied().map(u64::from).filter(|width| (*width > even) == wide).sum::<u64>();
    let (narrow, wide) = (sum(false), sum(true));
    if narrow + wide <= table {
        return wanted.to_vec();
    }
    let share = |width: &Width| {
        if u64::from(*width) <= even {
            return *width;
        }
        // A share of nothing would be no column.
        Width::try_from((table - narrow) * u64::from(*width) / wide).unwrap_or(room::TABLE).max(1)
    };
    wanted.iter().map(share).collect()
}

/// A text that holds its place even if it is empty.
fn cell(print: &Repertoire, text: &str, room: Width) -> Plain {
    filled(print, Some(text), room).unwrap_or_else(|| print.lines(DASH, room))
}

/// The text unless it is empty once made printable.
pub fn filled(print: &Repertoire, text: Option<&str>, room: Width) -> Option<Plain> {
    text.filter(|text| !is_blank(text)).map(|text| print.lines(text, room)).filter(|plain| !plain.is_blank())
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// A text's paragraphs: an empty line parts two of them.
fn paragraphs(text: &str) -> Vec<String> {
    let text = with_plain_line_ends(text);
    let mut paragraphs = vec![String::new()];
    for line in text.split('\n') {
        match paragraphs.last_mut() {
            Some(last) if !is_blank(line) => {
                if !last.is_empty() {
                    last.push('\n');
                }
                last.push_str(line);
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}
