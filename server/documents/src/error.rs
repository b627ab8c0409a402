//! What can keep a document from being typeset.

use std::fmt;

/// Why there is no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentError {
    /// Title, reference and issuer are all empty: PDF/UA-1 (7.1) wants a title.
    Untitled,
    /// The address of the code is longer than a QR code can hold.
    QrTooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// The moment of creation cannot be written as a date of a PDF (years 0 to 9999).
    Date(String),
    /// The typesetter refused the template; the text is what it said.
    Layout(String),
    /// The result would not conform to PDF/A-2a or PDF/UA-1; the text is what the validator said.
    Conformance(String),
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Untitled => f.write_str("a document needs a title, and this one's is empty"),
            Self::QrTooLong { bytes } => {
                write!(f, "an address of {bytes} bytes is too long for a QR code at this level of correction")
            }
            Self::Date(date) => write!(f, "{date} cannot be written as a PDF date"),
            Self::Layout(said) => write!(f, "the document could not be laid out: {said}"),
            Self::Conformance(said) => {
                write!(f, "the document would not be PDF/A-2a and PDF/UA-1: {said}")
            }
        }
    }
}

impl std::error::Error for DocumentError {}
