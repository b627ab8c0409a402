//! Which encoding a text is in: UTF-8 and UTF-16 are known by themselves, the Cyrillic ones of eight bits
//! by their letters.

use super::{Note, Refusal};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};
use std::borrow::Cow;

/// Bytes by which an encoding of eight bits is guessed.
const SAMPLE: usize = 256 * 1024;

/// Old workbooks, pictures, documents and archives begin so.
const NO_TABLES: [&[u8]; 8] =
    [b"\xD0\xCF\x11\xE0", b"%PDF", b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"Rar!", b"7z\xBC\xAF", b"\x1F\x8B"];

pub(super) fn is_no_table(bytes: &[u8]) -> bool {
    NO_TABLES.iter().any(|beginning| bytes.starts_with(beginning))
}

/// The text of a file, and the encoding where it is not the one that is published.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<Note>), Refusal> {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None => (without_mark(bytes)?, 0),
    };
    let (text, damaged) = encoding.decode_without_bom_handling(&bytes[mark..]);
    if damaged && encoding == UTF_8 {
        // It says that it is UTF-8, and is not all of it.
        return Err(Refusal::MixedEncodings { row: first_wrong_line(&bytes[mark..]) });
    }
    if damaged {
        return Err(Refusal::Broken);
    }
    let odd = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{1a}' | '\u{85}');
    if text.contains('\0') || text.chars().filter(|c| odd(*c)).count() > text.len() / 100 {
        return Err(Refusal::Binary);
    }
    Ok((text, (encoding != UTF_8).then(|| Note::new("encoding", encoding.name()))))
}

fn without_mark(bytes: &[u8]) -> Result<&'static Encoding, Refusal> {
    if bytes.contains(&0) {
        return utf_16(bytes).ok_or(Refusal::Binary);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(UTF_8);
    }
    if let Some(row) = mixed(bytes) {
        return Err(Refusal::MixedEncodings { row });
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    // From the first letter beyond ASCII on: the head may be Latin for long.
    let from = bytes.iter().position(|byte| *byte >= 0x80).unwrap_or(0);
    let sample = &bytes[from..bytes.len().min(from + SAMPLE)];
    detector.feed(sample, true);
    let guessed = detector.guess(Some(b"by"), chardetng::Utf8Detection::Deny);
    // A country's files are in its letters: anything else is a guess from too few of them.
    let cyrillic = ["windows-1251", "IBM866", "KOI8-U", "KOI8-R", "ISO-8859-5", "x-mac-cyrillic"];
    Ok(if cyrillic.contains(&guessed.name()) { guessed } else { WINDOWS_1251 })
}

/// UTF-16 without a mark: of two bytes the same one is nearly always zero, or a Cyrillic letter's.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let high = |place: usize| {
        let sample = bytes.chunks_exact(2).take(4_000);
        let (count, fit) = sample.fold((0usize, 0usize), |(count, fit), pair| {
            (count + 1, fit + usize::from(matches!(pair[place], 0 | 4 | 0x20 | 0x21)))
        });
        fit * 100 >= count * 95
    };
    let zeros = |place: usize| bytes.chunks_exact(2).any(|pair| pair[place] == 0);
    match (high(1) && zeros(1), high(0) && zeros(0)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// The first line in another encoding than the one before, where some lines are UTF-8 and some are not.
fn mixed(bytes: &[u8]) -> Option<u64> {
    let (mut first_utf_8, mut first_other) = (None, None);
    for (line, number) in bytes.split(|byte| *byte == b'\n').zip(1..) {
        if line.is_ascii() {
            continue;
        }
        // Few letters of another encoding may be UTF-8 by chance; of Cyrillic ones and of the marks that
        // stand among them that is rare enough.
        let usual = |c: char| matches!(c, '\u{a0}'..='\u{bf}' | '\u{400}'..='\u{52f}' | '\u{2000}'..='\u{22ff}');
        match std::str::from_utf8(line) {
            Ok(text) if text.chars().filter(|c| !c.is_ascii()).all(usual) => {
                first_utf_8.get_or_insert(number);
            }
            Ok(_) => {}
            Err(_) => {
                first_other.get_or_insert(number);
            }
        }
    }
    first_utf_8.zip(first_other).map(|(utf_8, other)| utf_8.max(other))
}

fn first_wrong_line(bytes: &[u8]) -> u64 {
    let until = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
    1 + bytes[..until].iter().filter(|byte| **byte == b'\n').count() as u64
}
