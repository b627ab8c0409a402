//! PDF: not one that needs a password, runs scripts, starts programs or carries other files.
//!
//! Names are read everywhere, also inside what is packed as an object stream (ISO 32000-1, 7.5.7), with
//! their `#xx` escapes undone (7.3.5). An object stream that cannot be read through to its end is refused: its
//! dictionary says plainly how it is packed, and it is packed as every program packs it.

use flate2::{Decompress, FlushDecompress, Status};
use memchr::memmem;
use portal::attachment::Refusal;

/// Bytes that one object stream may unpack to, and all of them together.
const LARGEST_STREAM: usize = 16 * 1024 * 1024;
const LARGEST_TOGETHER: usize = 128 * 1024 * 1024;

/// How far an object stream's dictionary is nested; honest ones go to two.
const DEEPEST: usize = 4;

/// Longer names are none of those that matter.
const LONGEST_NAME: usize = 32;

pub fn judge(bytes: &[u8]) -> Result<(), Refusal> {
    // Writers put it at the end, some with a little behind it.
    if memmem::rfind(&bytes[bytes.len().saturating_sub(4096)..], b"%%EOF").is_none() {
        return Err(Refusal::Broken);
    }
    let (mut together, mut read) = (0, 0);
    for at in names(bytes)? {
        // Another one in a dictionary that was read.
        if at < read {
            continue;
        }
        let (content, packing) = object_stream(bytes, read, at).ok_or(Refusal::Broken)?;
        read = content;
        // What is not packed was read with the rest of the file.
        if packing == Packing::None {
            continue;
        }
        let unpacked = unpack(&bytes[read..])?;
        together += unpacked.len();
        if together > LARGEST_TOGETHER {
            return Err(Refusal::Bomb);
        }
        names(&unpacked)?;
    }
    Ok(())
}

/// How an object stream is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    None,
    Flate,
}

/// Where the content of the object stream begins whose dictionary has its kind at a place, and how it is packed;
/// everything before `from` belongs to others. `None` where it is not plainly such a one, packed by Flate or not at all.
fn object_stream(bytes: &[u8], from: usize, at: usize) -> Option<(usize, Packing)> {
    let head = from + memmem::rfind(&bytes[from..at], b"obj")?;
    if !is_head(&bytes[from..head]) {
        return None;
    }
    let mut reader = Reader { bytes, at: head + 3 };
    let Value::Dictionary(entries) = reader.value(0)? else { return None };
    let packing = packing(&entries)?;
    if reader.at <= at || !reader.take(b"stream") {
        return None;
    }
    match &bytes[reader.at..] {
        [b'\r', b'\n', ..] => Some((reader.at + 2, packing)),
        [b'\n' | b'\r', ..] => Some((reader.at + 1, packing)),
        _ => None,
    }
}

/// Whether two numbers end the text, at the beginning of a line or behind another object: not within a comment.
fn is_head(before: &[u8]) -> bool {
    let Some(before) = without_number(before).and_then(without_number) else { return false };
    let end = before.iter().rposition(|byte| !matches!(byte, b' ' | b'\t')).map_or(0, |last| last + 1);
    let before = &before[..end];
    match before.last() {
        Some(b'\r' | b'\n') => true,
        _ => {
            let line = memchr::memrchr2(b'\r', b'\n', before).map_or(before, |last| &before[last + 1..]);
            line.ends_with(b"endobj") && !line.contains(&b'%')
        }
    }
}

/// A text without the number, and the white space behind it, at its end.
fn without_number(text: &[u8]) -> Option<&[u8]> {
    let end = text.iter().rposition(|byte| !is_space(*byte))? + 1;
    let start = text[..end].iter().rposition(|byte| !byte.is_ascii_digit())? + 1;
    (start < end).then(|| &text[..start])
}

/// How what an object stream's dictionary describes is packed, where it says so once and nowhere else, and by Flate alone
/// or not at all.
fn packing(entries: &[(Vec<u8>, Value)]) -> Option<Packing> {
    let of = |wanted: &[u8]| -> Vec<&Value> {
        entries.iter().filter(|(key, _)| key == wanted).map(|(_, value)| value).collect()
    };
    let is_flate = |value: &Value| matches!(value, Value::Name(name) if name == b"FlateDecode" || name == b"Fl");
    let typed = matches!(of(b"Type")[..], [Value::Name(name)] if name == b"ObjStm");
    let packing = match of(b"Filter")[..] {
        [] => Packing::None,
        [Value::List(filters)] if matches!(&filters[..], [one] if is_flate(one)) => Packing::Flate,
        [one] if is_flate(one) => Packing::Flate,
        _ => return None,
    };
    let parameters = of(b"DecodeParms");
    // The short names of some readers, and a content that lies in another file.
    let others: [&[u8]; 4] = [b"F", b"FFilter", b"FDecodeParms", b"DP"];
    let plain = typed
        && parameters.len() < 2
        && parameters.into_iter().all(Value::predicts_nothing)
        && others.into_iter().all(|other| of(other).is_empty());
    plain.then_some(packing)
}

/// A value in an object stream's dictionary. There are no texts in it, and no comments: nothing else can be hidden.
enum Value {
    Name(Vec<u8>),
    /// A number, or a word.
    Word(Vec<u8>),
    Reference,
    List(Vec<Value>),
    Dictionary(Vec<(Vec<u8>, Value)>),
}

impl Value {
    /// Parameters that leave the unpacked bytes as they are.
    fn predicts_nothing(&self) -> bool {
        match self {
            Value::Word(word) => word == b"null",
            Value::List(values) => values.iter().all(Value::predicts_nothing),
            Value::Dictionary(entries) => entries
                .iter()
                .all(|(key, value)| key != b"Predictor" || matches!(value, Value::Word(word) if word == b"1")),
            Value::Name(_) | Value::Reference => false,
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        if self.take(b"<<") {
            let mut entries = Vec::new();
            while !self.take(b">>") {
                entries.push((self.name()?, self.value(depth + 1)?));
            }
            return Some(Value::Dictionary(entries));
        }
        if self.take(b"[") {
            let mut values = Vec::new();
            while !self.take(b"]") {
                values.push(self.value(depth + 1)?);
            }
            return Some(Value::List(values));
        }
        if self.bytes.get(self.at) == Some(&b'/') {
            return self.name().map(Value::Name);
        }
        let word = self.word();
        if word.is_empty() {
            return None;
        }
        let behind = self.at;
        if is_number(word) && is_number(self.word()) && self.word() == b"R" {
            return Some(Value::Reference);
        }
        self.at = behind;
        Some(Value::Word(word.to_vec()))
    }

    fn name(&mut self) -> Option<Vec<u8>> {
        if !self.take(b"/") {
            return None;
        }
        let begins = self.at;
        self.characters();
        Some(name(&self.bytes[begins..self.at]))
    }

    /// The characters up to the next white space or delimiter, behind white space.
    fn word(&mut self) -> &'a [u8] {
        self.space();
        let begins = self.at;
        self.characters();
        &self.bytes[begins..self.at]
    }

    fn take(&mut self, wanted: &[u8]) -> bool {
        self.space();
        let there = self.bytes[self.at..].starts_with(wanted);
        if there {
            self.at += wanted.len();
        }
        there
    }

    fn characters(&mut self) {
        while self.bytes.get(self.at).is_some_and(|byte| is_regular(*byte)) {
            self.at += 1;
        }
    }

    fn space(&mut self) {
        while self.bytes.get(self.at).is_some_and(|byte| is_space(*byte)) {
            self.at += 1;
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"()<>[]{}/%".contains(&byte)
}

fn is_number(word: &[u8]) -> bool {
    !word.is_empty() && word.iter().all(u8::is_ascii_digit)
}

/// The whole of what is packed; a part of it is broken.
fn unpack(packed: &[u8]) -> Result<Vec<u8>, Refusal> {
    const PIECE: usize = 64 * 1024;
    let mut decoder = Decompress::new(true);
    let mut unpacked = Vec::with_capacity(PIECE);
    let mut used = 0;
    loop {
        let made = unpacked.len();
        let status = decoder.decompress_vec(&packed[used..], &mut unpacked, FlushDecompress::None);
        let status = status.map_err(|_| Refusal::Broken)?;
        if unpacked.len() > LARGEST_STREAM {
            return Err(Refusal::Bomb);
        }
        let taken = usize::try_from(decoder.total_in()).map_err(|_| Refusal::Bomb)?;
        if status == Status::StreamEnd {
            return Ok(unpacked);
        }
        if unpacked.len() == unpacked.capacity() {
            unpacked.reserve(PIECE);
        } else if taken == used && unpacked.len() == made {
            return Err(Refusal::Broken);
        }
        used = taken;
    }
}

/// Looks for names that no paper has. Where the kind of an object stream stands.
fn names(bytes: &[u8]) -> Result<Vec<usize>, Refusal> {
    let mut streams = Vec::new();
    for at in memchr::memchr_iter(b'/', bytes) {
        match &*name(&bytes[at + 1..]) {
            b"Encrypt" => return Err(Refusal::Encrypted),
            b"JavaScript" | b"Launch" | b"RichMedia" => return Err(Refusal::Active),
            b"EmbeddedFile" | b"EmbeddedFiles" => return Err(Refusal::Embedded),
            b"ObjStm" => streams.push(at),
            _ => {}
        }
    }
    Ok(streams)
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
            Some(byte) if is_regular(*byte) => {
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
