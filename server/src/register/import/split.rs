//! Cuts JSON into records without reading it whole: a top-level array, an object of arrays (one a
//! method), or values one after another. Memory is that of one record, and a record larger than
//! [`LARGEST`] is passed over byte by byte. What is inside a record is for the JSON parser to judge.

use std::io::BufRead;

/// Bytes of the largest record that is read: a real one has under two thousand.
pub const LARGEST: usize = 1024 * 1024;

/// A record as it stands in the input.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The key of the array that it stands in.
    pub name: Option<&'a str>,
    /// At most [`LARGEST`] bytes.
    pub bytes: &'a [u8],
    /// There was more, which was passed over.
    pub too_large: bool,
}

/// Why the input cannot be cut any further.
#[derive(Debug)]
pub enum Fault {
    /// It ends within a record or a list.
    Truncated,
    /// It is no JSON, or no JSON of these forms.
    NotJson,
    /// It cannot be read.
    Read(std::io::Error),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::Truncated => write!(f, "it ends in the middle"),
            Fault::NotJson => write!(f, "it is not JSON"),
            Fault::Read(error) => write!(f, "it cannot be read: {error}"),
        }
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Fault {
        match error.kind() {
            std::io::ErrorKind::UnexpectedEof => Fault::Truncated,
            _ => Fault::Read(error),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Top,
    /// In an array; in an object of arrays, or by itself.
    Array {
        named: bool,
    },
    /// In an object of arrays, between two of them.
    Object,
}

/// Cuts what `input` gives.
pub struct Splitter<R> {
    input: R,
    place: Place,
    name: Option<String>,
    record: Vec<u8>,
}

impl<R: BufRead> Splitter<R> {
    pub fn new(input: R) -> Splitter<R> {
        Splitter { input, place: Place::Start, name: None, record: Vec::new() }
    }

    /// The next record; `None` at the end of a whole input.
    pub fn next(&mut self) -> Result<Option<Piece<'_>>, Fault> {
        self.record.clear();
        loop {
            let next = self.peek()?;
            match (self.place, next) {
                (Place::Start, _) => {
                    self.skip_mark()?;
                    self.place = Place::Top;
                }
                (Place::Top, None) => return Ok(None),
                (Place::Top, Some(b'[')) => {
                    self.input.consume(1);
                    self.place = Place::Array { named: false };
                }
                (Place::Top, Some(b'{')) => {
                    if let Some(too_large) = self.object_or_record()? {
                        return Ok(Some(self.piece(too_large)));
                    }
                }
                (Place::Array { .. } | Place::Object, None) => return Err(Fault::Truncated),
                (Place::Array { .. } | Place::Object, Some(b',')) => self.input.consume(1),
                (Place::Array { named }, Some(b']')) => {
                    self.input.consume(1);
                    self.name = None;
                    self.place = if named { Place::Object } else { Place::Top };
                }
                (Place::Array { .. }, Some(b'}' | b':')) => return Err(Fault::NotJson),
                (Place::Array { .. }, Some(_)) => {
                    let too_large = self.value(0)?;
                    return Ok(Some(self.piece(too_large)));
                }
                (Place::Object, Some(b'}')) => {
                    self.input.consume(1);
                    self.place = Place::Top;
                }
                (Place::Object, Some(b'"')) => {
                    let name = self.key()?;
                    if self.peek()? == Some(b'[') {
                        self.enter(name);
                    } else {
                        // A number of rows, a date: not a record.
                        self.value(0)?;
                        self.record.clear();
                    }
                }
                _ => return Err(Fault::NotJson),
            }
        }
    }

    fn piece(&self, too_large: bool) -> Piece<'_> {
        Piece { name: self.name.as_deref(), bytes: &self.record, too_large }
    }

    /// At an opening brace: the first array of an object of arrays is entered (`None`); a record is
    /// read to its end.
    fn object_or_record(&mut self) -> Result<Option<bool>, Fault> {
        self.input.consume(1);
        if self.peek()? != Some(b'"') {
            self.record.push(b'{');
            return self.value(1).map(Some);
        }
        let name = self.key()?;
        if self.peek()? == Some(b'[') {
            self.enter(name);
            return Ok(None);
        }
        let key = std::mem::take(&mut self.record);
        self.record.push(b'{');
        self.record.extend(key);
        self.record.push(b':');
        self.value(1).map(Some)
    }

    fn enter(&mut self, name: String) {
        self.input.consume(1);
        self.record.clear();
        self.name = Some(name);
        self.place = Place::Array { named: true };
    }

    /// Reads a key and its colon; the key's own bytes are left in `record`.
    fn key(&mut self) -> Result<String, Fault> {
        self.record.clear();
        let too_large = self.value(0)?;
        if too_large || self.peek()? != Some(b':') {
            return Err(Fault::NotJson);
        }
        self.input.consume(1);
        serde_json::from_slice(&self.record).map_err(|_| Fault::NotJson)
    }

    /// Appends one value to `record`, where `depth` brackets are open already; says whether it was too
    /// large to be kept whole.
    fn value(&mut self, mut depth: usize) -> Result<bool, Fault> {
        let (mut in_text, mut escaped, mut too_large) = (false, false, false);
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                return Err(Fault::Truncated);
            }
            let mut end = None;
            let mut taken = chunk.len();
            for (index, &byte) in chunk.iter().enumerate() {
                if in_text {
                    match byte {
                        _ if escaped => escaped = false,
                        b'\\' => escaped = true,
                        b'"' => {
                            in_text = false;
                            if depth == 0 {
                                end = Some(index + 1);
                            }
                        }
                        _ => {}
                    }
                } else {
                    match byte {
                        b'"' => in_text = true,
                        b'{' | b'[' => depth += 1,
                        // A number or a word ends where the list goes on.
                        b'}' | b']' | b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' if depth == 0 => end = Some(index),
                        b'}' | b']' => {
                            depth -= 1;
                            if depth == 0 {
                                end = Some(index + 1);
                            }
                        }
                        _ => {}
                    }
                }
                if let Some(end) = end {
                    taken = end;
                    break;
                }
            }
            let room = LARGEST - self.record.len().min(LARGEST);
            too_large |= taken > room;
            self.record.extend_from_slice(&chunk[..taken.min(room)]);
            self.input.consume(taken);
            if end.is_some() {
                return Ok(too_large);
            }
        }
    }

    /// The next byte that is no space, left where it is.
    fn peek(&mut self) -> Result<Option<u8>, Fault> {
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                return Ok(None);
            }
            let spaces = chunk.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            if spaces < chunk.len() {
                let byte = chunk[spaces];
                self.input.consume(spaces);
                return Ok(Some(byte));
            }
            self.input.consume(spaces);
        }
    }

    /// The byte order mark that some editors put before UTF-8.
    fn skip_mark(&mut self) -> Result<(), Fault> {
        if self.input.fill_buf()?.starts_with("\u{feff}".as_bytes()) {
            self.input.consume(3);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
