//! What is packed: which of the two kinds of workbooks it is, and its parts as streams.

use super::sheet::Reading;
use super::{LONGEST_CELL, Refusal, opendocument, workbook};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::{BufRead, BufReader, Cursor, Read};
use zip::ZipArchive;

/// Bytes of one unpacked part that are read.
const MOST_UNPACKED: u64 = 192 * 1024 * 1024;

pub(super) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

pub(super) fn read(bytes: &[u8]) -> Result<Reading, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    if has("xl/workbook.xml") {
        workbook::read(&mut archive, &names)
    } else if has("content.xml") {
        opendocument::read(&mut archive)
    } else {
        Err(Refusal::UnknownKind)
    }
}

/// A part; one byte more than is allowed tells that it is too large.
pub(super) fn part<'a, 'b>(archive: &'a mut Archive<'b>, name: &str) -> Result<impl BufRead + use<'a, 'b>, Refusal> {
    let part = archive.by_name(name).map_err(|_| Refusal::Broken)?;
    if part.size() > MOST_UNPACKED {
        return Err(Refusal::TooLarge);
    }
    Ok(BufReader::new(part.take(MOST_UNPACKED + 1)))
}

/// Goes through a part until its end, or until `visit` has seen enough (`false`).
pub(super) fn each(
    part: impl BufRead,
    mut visit: impl FnMut(&Event<'_>) -> Result<bool, Refusal>,
) -> Result<(), Refusal> {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        let event = reader.read_event_into(&mut buffer).map_err(|_| Refusal::Broken)?;
        let ended = matches!(event, Event::Eof);
        if !ended && !visit(&event)? {
            return Ok(());
        }
        if reader.buffer_position() > MOST_UNPACKED {
            return Err(Refusal::TooLarge);
        }
        if ended {
            return Ok(());
        }
        buffer.clear();
    }
}

pub(super) fn is(tag: &BytesStart<'_>, name: &str) -> bool {
    tag.local_name().as_ref() == name
}

/// An attribute under its local name.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().find(|one| one.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// Adds what an event says to a cell's text: references stand apart from the text around them.
pub(super) fn add_text(cell: &mut String, event: &Event<'_>) {
    // What is longer is refused in any case; it does not have to be kept until then.
    if cell.len() > LONGEST_CELL * 5 {
        return;
    }
    match event {
        Event::Text(text) => cell.push_str(text),
        Event::CData(text) => cell.push_str(text),
        Event::GeneralRef(name) => match (&**name, name.resolve_char_ref()) {
            ("amp", _) => cell.push('&'),
            ("lt", _) => cell.push('<'),
            ("gt", _) => cell.push('>'),
            ("quot", _) => cell.push('"'),
            ("apos", _) => cell.push('\''),
            (_, Ok(Some(letter))) if letter != '\0' => cell.push(letter),
            _ => {}
        },
        _ => {}
    }
}
