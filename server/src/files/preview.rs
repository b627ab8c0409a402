//! The text of a DOCX or an ODT, paragraph by paragraph, so that a clerk reads it without another program.
//! Nothing but text is taken: no picture, no link, no number of a list.

use portal::attachment::FileKind;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{BufRead, BufReader, Cursor, Read};
use zip::ZipArchive;

/// Bytes of the document's part that are read.
const LARGEST: u64 = 16 * 1024 * 1024;
/// Bytes of text that are shown.
const MOST: usize = 100_000;

/// What a document says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Preview {
    pub paragraphs: Vec<String>,
    /// There is more of it.
    pub cut: bool,
}

/// The text of a document; `None` of one whose text cannot be taken out.
pub fn text(kind: FileKind, bytes: &[u8]) -> Option<Preview> {
    let part = match kind {
        FileKind::Docx => "word/document.xml",
        FileKind::Odt => "content.xml",
        _ => return None,
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let entry = archive.by_name(part).ok()?;
    read(BufReader::new(entry.take(LARGEST)))
}

fn read(part: impl BufRead) -> Option<Preview> {
    let mut reader = Reader::from_reader(part);
    let (mut preview, mut paragraph, mut length) = (Preview::default(), String::new(), 0);
    // Text stands in `w:t`, and in paragraphs and headings of ODT; what was deleted stands apart.
    let (mut inside, mut deleted) = (0_usize, 0_usize);
    let mut buffer = Vec::new();
    loop {
        let event = match reader.read_event_into(&mut buffer) {
            Ok(event) => event,
            // Broken off by the bound, or by itself: what was read so far is shown.
            Err(_) => {
                preview.cut = true;
                break;
            }
        };
        match &event {
            Event::Eof => break,
            Event::Start(tag) => match tag.name().as_ref() {
                "w:t" | "text:p" | "text:h" => inside += 1,
                "text:tracked-changes" | "office:annotation" => deleted += 1,
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                "w:t" => inside = inside.saturating_sub(1),
                "w:p" | "text:p" | "text:h" => {
                    if tag.name().as_ref() != "w:p" {
                        inside = inside.saturating_sub(1);
                    }
                    length += paragraph.len();
                    let said = std::mem::take(&mut paragraph);
                    if !said.trim().is_empty() {
                        preview.paragraphs.push(said.trim().to_owned());
                    }
                }
                "text:tracked-changes" | "office:annotation" => deleted = deleted.saturating_sub(1),
                _ => {}
            },
            Event::Empty(tag) => match tag.name().as_ref() {
                "w:tab" | "text:tab" | "text:s" | "w:br" | "text:line-break" if deleted == 0 => paragraph.push(' '),
                _ => {}
            },
            Event::Text(text) if inside > 0 && deleted == 0 => paragraph.push_str(text),
            Event::GeneralRef(name) if inside > 0 && deleted == 0 => paragraph.extend(character(name)),
            _ => {}
        }
        if length + paragraph.len() > MOST {
            preview.cut = true;
            break;
        }
        buffer.clear();
    }
    let rest: String = paragraph.chars().take(MOST.saturating_sub(length)).collect();
    if !rest.trim().is_empty() {
        preview.paragraphs.push(rest.trim().to_owned());
    }
    Some(preview)
}

/// What a reference stands for: the five names of XML, or a number.
fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::verdict::samples::{archive, docx, odt};

    #[test]
    fn the_text_of_a_document_is_taken_out_of_it() {
        let shown = text(FileKind::Docx, &docx(&[])).unwrap();
        assert_eq!(shown, Preview { paragraphs: vec!["Решение № 1".into()], cut: false });
        assert_eq!(text(FileKind::Odt, &odt("", &[])).unwrap().paragraphs, ["Пратакол"]);
        let body =
            "<w:p><w:r><w:t>a &lt;b&gt; &#1103;</w:t><w:tab/><w:t>c</w:t></w:r></w:p><w:p/><w:p><w:t>d</w:t></w:p>";
        let shown = text(FileKind::Docx, &archive(&[("word/document.xml", body.as_bytes())])).unwrap();
        assert_eq!(shown.paragraphs, ["a <b> я c", "d"]);
    }

    #[test]
    fn what_is_endless_or_broken_is_cut() {
        let long = format!("<w:p><w:t>{}</w:t></w:p>", "слово ".repeat(40_000));
        let shown = text(FileKind::Docx, &archive(&[("word/document.xml", long.as_bytes())])).unwrap();
        assert!(shown.cut && shown.paragraphs[0].starts_with("слово слово"));
        let broken = "<w:p><w:t>begun</w:t></w:p><w:p></w:t>";
        let shown = text(FileKind::Docx, &archive(&[("word/document.xml", broken.as_bytes())])).unwrap();
        assert_eq!((shown.paragraphs.as_slice(), shown.cut), (&["begun".to_owned()][..], true));
        assert_eq!(text(FileKind::Docx, b"PK"), None);
        assert_eq!(text(FileKind::Doc, b"x"), None);
    }
}
