//! Typesets what the portal hands out on paper: receipts, forms to sign, extracts.
//!
//! A document is a value ([`Document`]): finished sentences in one language, put into blocks.
//! [`typeset`] turns it into a PDF that is PDF/A-2a (ISO 19005-2, level A: kept for decades) and
//! PDF/UA-1 (ISO 14289-1: read aloud in the right order) at once. This crate knows no HTTP, no
//! database and no procedure; it opens no file and no connection, and the same document always
//! gives the same bytes.
//!
//! Whatever a text holds comes out as text. Values reach the template as data, never as markup,
//! and a character that cannot be shown is replaced by `�` (module [`plain`]), since a missing
//! glyph would break conformance.
//!
//! # Fonts
//! Embedded in the program and subset into each document:
//! - Noto Sans, regular and bold (crate `notosans`): © Google, SIL Open Font License 1.1
//!   (the font files themselves name the Apache License 2.0). Sets the text.
//! - DejaVu Sans Mono, regular and bold (crate `typst-assets`): Bitstream Vera licence, changes in
//!   the public domain. Sets the short code, and what Noto Sans lacks.
//! - Libertinus Serif, regular and bold (crate `typst-assets`): SIL Open Font License 1.1. Sets
//!   what the other two lack, for instance Hebrew.
//!
//! All three licences allow embedding in documents without conditions on the documents.

#![forbid(unsafe_code)]

mod error;
mod parts;
mod plain;
mod press;
mod qr;
mod room;
mod sheet;

use chrono::{DateTime, Utc};

pub use error::DocumentError;
pub use qr::draw as draw_code;

/// What is to be typeset. Every text is a finished sentence or value in [`Document::lang`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The language of the text: written into the file, and read out by screen readers in it.
    pub lang: Language,
    /// What this document is, for instance "Receipt for a notification". Must hold something.
    pub title: String,
    /// Who issues it: the name of the portal or the office, in the letterhead.
    pub issuer: String,
    /// The number people quote, set large.
    pub reference: Option<String>,
    /// What that number is, for instance "Filing number".
    pub reference_label: Option<String>,
    /// When the document came to be; the only date in the file, so equal input gives equal bytes.
    pub created: DateTime<Utc>,
    /// The document, from top to bottom.
    pub blocks: Vec<Block>,
    /// A code to scan, beside the title on the first page.
    pub qr: Option<Qr>,
    /// One or two lines at the foot of every page.
    pub footer: String,
    /// How a page is numbered: `{page}` and `{pages}` stand for the numbers.
    pub page_label: String,
    /// A line that every page carries visibly, for instance "Demo: invented data".
    pub mark: Option<String>,
}

/// The language of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Belarusian.
    Be,
    /// Russian.
    Ru,
    /// English.
    En,
}

/// One part of a document. A block that holds nothing is left out; a value that is empty shows as
/// a dash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A section's heading.
    Heading(String),
    /// Running text. An empty line begins a new paragraph.
    Paragraph(String),
    /// Pairs of label and value, one a row; the label is the row's header for a screen reader.
    Facts(Vec<(String, String)>),
    /// A table; its header is repeated on each page. Short rows are filled with dashes.
    Table {
        /// What the table shows, above it.
        caption: String,
        /// The columns' names.
        head: Vec<String>,
        /// The rows, each as long as the head.
        rows: Vec<Vec<String>>,
    },
    /// A bar chart that is its own table: each row has its name, its number and a bar. What the bars show, the
    /// numbers say, so a screen reader passes over them.
    Bars {
        /// What the chart shows, above it.
        caption: String,
        /// What the rows are, and what the numbers are.
        head: [String; 2],
        /// The rows.
        rows: Vec<Bar>,
    },
    /// A numbered list.
    Steps(Vec<String>),
    /// A remark set apart from the text.
    Note(String),
    /// A ruled line for each caption, to be filled in by hand.
    Signature(Vec<String>),
}

/// A row of a bar chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What the row is.
    pub label: String,
    /// Its number, as it is written.
    pub written: String,
    /// Its number; the longest bar is that of the greatest.
    pub value: u32,
}

/// A code to scan, and what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    /// Where the code leads; at most 2,331 bytes. Printed below as well, and a link if it is http.
    pub url: String,
    /// What scanning it is good for.
    pub caption: String,
    /// The same as a short code to type, set large and spaced.
    pub code: Option<String>,
    /// What a screen reader says in place of the picture.
    pub alt: String,
}

/// Typesets a document as a tagged PDF that conforms to PDF/A-2a and PDF/UA-1.
///
/// Takes tens of milliseconds of processor time: call it off the async threads. The first call of
/// a process also reads the fonts.
///
/// # Errors
/// [`DocumentError::Untitled`] and [`DocumentError::QrTooLong`] tell of the input; the others mean
/// that the template or a font is broken, and name what the typesetter said.
pub fn typeset(document: &Document) -> Result<Vec<u8>, DocumentError> {
    let press = press::Press::get();
    let sheet = sheet::Sheet::of(document, press.repertoire())?;
    press.print(&sheet, document.created)
}
