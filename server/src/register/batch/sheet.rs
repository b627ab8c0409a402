//! The first sheet of a workbook (XLSX, ECMA-376) as lines of cells. It is read as a stream and cut off
//! where it holds more than a list can: a small file may unpack to gigabytes.

use super::reading::Unreadable;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufRead, BufReader, Cursor, Read};
use zip::ZipArchive;

/// Bytes of one unpacked part that are read.
const LARGEST: u64 = 32 * 1024 * 1024;
/// Cells that are read.
const MOST_CELLS: usize = 200_000;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

pub(super) fn text(file: &[u8]) -> Result<String, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|_| Unreadable::Broken)?;
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    let shared = match names.iter().any(|name| name == "xl/sharedStrings.xml") {
        true => shared_strings(part(&mut archive, "xl/sharedStrings.xml")?)?,
        false => Vec::new(),
    };
    let sheets = names.iter().filter(|name| name.starts_with("xl/worksheets/") && name.ends_with(".xml"));
    let first = sheets.min_by_key(|name| (name.len(), name.as_str())).ok_or(Unreadable::Broken)?;
    lines(part(&mut archive, first)?, &shared)
}

/// A part of the workbook; one byte more than is allowed tells that it is too large.
fn part<'a, 'b>(archive: &'a mut Archive<'b>, name: &str) -> Result<impl BufRead + use<'a, 'b>, Unreadable> {
    let part = archive.by_name(name).map_err(|_| Unreadable::Broken)?;
    if part.size() > LARGEST {
        return Err(Unreadable::TooLarge);
    }
    Ok(BufReader::new(part.take(LARGEST + 1)))
}

/// The texts that cells name by number.
fn shared_strings(part: impl BufRead) -> Result<Vec<String>, Unreadable> {
    let (mut texts, mut inside) = (Vec::new(), false);
    each(part, |event| {
        match event {
            Event::Start(tag) if is(tag, "si") => texts.push(String::new()),
            Event::Empty(tag) if is(tag, "si") => texts.push(String::new()),
            Event::Start(tag) if is(tag, "t") => inside = true,
            Event::End(tag) if tag.local_name().as_ref() == "t" => inside = false,
            Event::Text(text) if inside => {
                if let Some(last) = texts.last_mut() {
                    last.push_str(text);
                }
            }
            _ => {}
        }
        texts.len() <= MOST_CELLS
    })?;
    Ok(texts)
}

fn lines(part: impl BufRead, shared: &[String]) -> Result<String, Unreadable> {
    let (mut text, mut cell, mut cells) = (String::new(), String::new(), 0);
    let (mut is_shared, mut inside) = (false, false);
    each(part, |event| {
        match event {
            Event::Start(tag) if is(tag, "row") && !text.is_empty() => text.push('\n'),
            Event::Start(tag) if is(tag, "c") => {
                is_shared = tag.try_get_attribute("t").ok().flatten().is_some_and(|kind| &*kind.value == "s");
                cell.clear();
                cells += 1;
            }
            Event::Start(tag) if is(tag, "v") || is(tag, "t") => inside = true,
            Event::End(tag) if matches!(tag.local_name().as_ref(), "v" | "t") => inside = false,
            Event::Text(part) if inside => cell.push_str(part),
            Event::End(tag) if tag.local_name().as_ref() == "c" => {
                let said = if is_shared { cell.parse().ok().and_then(|at: usize| shared.get(at)) } else { Some(&cell) };
                // A cell is one line, whatever was typed into it.
                text.extend(
                    said.map(String::as_str)
                        .unwrap_or_default()
                        .chars()
                        .take(200)
                        .map(|c| if c.is_control() { ' ' } else { c }),
                );
                text.push('\t');
            }
            _ => {}
        }
        cells <= MOST_CELLS
    })?;
    Ok(text)
}

fn is(tag: &BytesStart<'_>, name: &str) -> bool {
    tag.local_name().as_ref() == name
}

/// Goes through a part until its end, or until `go_on` says that it is too much.
fn each(part: impl BufRead, mut go_on: impl FnMut(&Event<'_>) -> bool) -> Result<(), Unreadable> {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        let event = reader.read_event_into(&mut buffer).map_err(|_| Unreadable::Broken)?;
        if matches!(event, Event::Eof) {
            return if reader.buffer_position() > LARGEST { Err(Unreadable::TooLarge) } else { Ok(()) };
        }
        if !go_on(&event) {
            return Err(Unreadable::TooLarge);
        }
        buffer.clear();
    }
}
