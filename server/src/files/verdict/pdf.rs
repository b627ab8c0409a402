//! PDF: not one that needs a password, runs scripts, starts programs or carries other files.
//!
//! Names are read everywhere, also inside what is packed as an object stream (ISO 32000-1, 7.5.7), with
//! their `#xx` escapes undone (7.3.5).

use flate2::read::ZlibDecoder;
use memchr::memmem;
use portal::attachment::Refusal;
use std::io::Read;

/// Bytes that one object stream may unpack to, and all of them together.
const LARGEST_STREAM: u64 = 16 * 1024 * 1024;
const LARGEST_TOGETHER: u64 = 128 * 1024 * 1024;

/// How far before its stream a dictionary is looked for.
const DICTIONARY: usize = 2048;

/// Longer names are none of those that matter.
const LONGEST_NAME: usize = 32;

pub fn judge(bytes: &[u8]) -> Result<(), Refusal> {
    // Writers put it at the end, some with a little behind it.
    if memmem::rfind(&bytes[bytes.len().saturating_sub(4096)..], b"%%EOF").is_none() {
        return Err(Refusal::Broken);
    }
    names(bytes)?;
    let mut together = 0;
    for at in memmem::find_iter(bytes, b"stream") {
        let (before, after) = (&bytes[at.saturating_sub(DICTIONARY)..at], &bytes[at + 6..]);
        // Only the dictionary right before the word is its own.
        let own = memmem::rfind(before, b"obj").map_or(before, |object| &before[object..]);
        if !has_name(own, b"ObjStm") {
            continue;
        }
        let packed = match after {
            [b'\r', b'\n', rest @ ..] | [b'\n', rest @ ..] | [b'\r', rest @ ..] => rest,
            _ => continue,
        };
        if !has_name(own, b"Filter") {
            // Not packed: its names were read with the rest.
            continue;
        }
        if !has_name(own, b"FlateDecode") && !has_name(own, b"Fl") {
            return Err(Refusal::Broken);
        }
        let mut unpacked = Vec::new();
        // What breaks off in the middle is judged as far as it goes, as readers do.
        let _ = ZlibDecoder::new(packed).take(LARGEST_STREAM + 1).read_to_end(&mut unpacked);
        together += unpacked.len() as u64;
        if unpacked.len() as u64 > LARGEST_STREAM || together > LARGEST_TOGETHER {
            return Err(Refusal::Bomb);
        }
        names(&unpacked)?;
    }
    Ok(())
}

fn names(bytes: &[u8]) -> Result<(), Refusal> {
    for at in memchr::memchr_iter(b'/', bytes) {
        match &*name(&bytes[at + 1..]) {
            b"Encrypt" => return Err(Refusal::Encrypted),
            b"JavaScript" | b"Launch" | b"RichMedia" => return Err(Refusal::Active),
            b"EmbeddedFile" | b"EmbeddedFiles" => return Err(Refusal::Embedded),
            _ => {}
        }
    }
    Ok(())
}

fn has_name(bytes: &[u8], wanted: &[u8]) -> bool {
    memchr::memchr_iter(b'/', bytes).any(|at| name(&bytes[at + 1..]) == wanted)
}

/// A name up to the character that ends it.
fn name(bytes: &[u8]) -> Vec<u8> {
    let mut found = Vec::new();
    let mut at = 0;
    while found.len() <= LONGEST_NAME {
        match bytes.get(at) {
            Some(b'#') => match bytes.get(at + 1..at + 3).and_then(hexadecimal) {
                Some(byte) => {
                    found.push(byte);
                    at += 3;
                }
                None => break,
            },
            Some(byte) if byte.is_ascii_graphic() && !b"()<>[]{}/%".contains(byte) => {
                found.push(*byte);
                at += 1;
            }
            _ => break,
        }
    }
    found
}

fn hexadecimal(digits: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}
