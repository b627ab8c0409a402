//! A document as the template reads it: every text printable, every empty place decided on.

use serde::Serialize;

use crate::error::DocumentError;
use crate::parts::{Part, filled, parts};
use crate::plain::{Plain, Repertoire};
use crate::{Block, Document, Language, Qr, qr, room};

/// PDF/A-2a allows 32,767 bytes in a string (ISO 19005-2, 6.1.13), and a heading is repeated in
/// one, two bytes or four a character. What is longer ends in an ellipsis.
pub const IN_ONE_STRING: usize = 8_000;
/// Characters of a first paragraph that stand beside the code without pushing the rest down.
const LONGEST_LEAD: usize = 320;

/// The whole document, as the template reads it.
#[derive(Debug, Serialize)]
pub struct Sheet {
    lang: &'static str,
    /// The file's title, as shown by a reader's window.
    name: String,
    author: String,
    title: Plain,
    issuer: Plain,
    running: String,
    running_reference: String,
    reference: Option<Plain>,
    reference_label: Option<Plain>,
    mark: Option<Plain>,
    running_mark: String,
    footer: Plain,
    page_label: String,
    /// A first paragraph short enough to stand beside the code.
    lead: Option<Plain>,
    qr: Option<Scan>,
    parts: Vec<Part>,
}

/// The code to scan, drawn, with what stands below it.
#[derive(Debug, Serialize)]
struct Scan {
    svg: String,
    alt: String,
    caption: Option<Plain>,
    code: Option<Plain>,
    url: Plain,
    /// Where the printed address leads when clicked: only for a web address.
    link: Option<String>,
}

impl Sheet {
    /// Prepares a document for the template.
    pub fn of(document: &Document, print: &Repertoire) -> Result<Self, DocumentError> {
        let reference = document.reference.as_deref().unwrap_or_default();
        let title = [&document.title, reference, &document.issuer]
            .into_iter()
            .map(|text| print.one_line(text, IN_ONE_STRING))
            .find(|text| !text.is_empty())
            .ok_or(DocumentError::Untitled)?;
        let (lead, blocks) = lead(document);
        let running_mark = print.within(document.mark.as_deref().unwrap_or_default(), room::RUNNING_MARK);
        let running_reference = print.within(reference, room::RUNNING_REFERENCE);
        let taken = print.width(&running_mark) + print.width(&running_reference);
        Ok(Self {
            lang: match document.lang {
                Language::Be => "be",
                Language::Ru => "ru",
                Language::En => "en",
            },
            title: print.lines(&title, room::TITLE),
            name: title,
            author: print.one_line(&document.issuer, IN_ONE_STRING),
            issuer: print.lines(&document.issuer, room::ISSUER),
            running: print.within(&document.issuer, room::RUNNING.saturating_sub(taken)),
            running_reference,
            reference: filled(print, document.reference.as_deref(), room::REFERENCE),
            reference_label: filled(print, document.reference_label.as_deref(), room::LEAD),
            mark: filled(print, document.mark.as_deref(), room::MARK),
            running_mark,
            footer: print.lines(&print.within(&document.footer, room::WHOLE_FOOTER), room::FOOTER),
            page_label: print.within(&document.page_label, room::PAGE_LABEL),
            qr: document.qr.as_ref().map(|qr| scan(print, qr)).transpose()?,
            lead: filled(print, lead, room::LEAD),
            parts: blocks.iter().flat_map(|block| parts(print, block)).collect(),
        })
    }
}

/// Parts a short first paragraph, which stands beside the code, from the blocks below it.
fn lead(document: &Document) -> (Option<&str>, &[Block]) {
    match &document.blocks[..] {
        [Block::Paragraph(text), rest @ ..]
            if document.qr.is_some() && text.chars().count() <= LONGEST_LEAD && !text.contains('\n') =>
        {
            (Some(text), rest)
        }
        blocks => (None, blocks),
    }
}

fn scan(print: &Repertoire, qr: &Qr) -> Result<Scan, DocumentError> {
    let web = qr.url.starts_with("https://") || qr.url.starts_with("http://");
    let alt = print.one_line(&qr.alt, IN_ONE_STRING);
    let url = print.one_line(&qr.url, IN_ONE_STRING);
    Ok(Scan {
        svg: qr::draw(&qr.url)?,
        // A picture needs words (PDF/UA-1, 7.3); failing better ones, where it leads.
        alt: if alt.is_empty() { format!("QR: {url}") } else { alt },
        caption: filled(print, Some(&qr.caption), room::ASIDE),
        code: filled(print, qr.code.as_deref(), room::CODE),
        link: Some(url.clone()).filter(|url| web && *url == qr.url),
        url: print.lines(&url, room::ASIDE),
    })
}
