//! Records a line (NDJSON): a broken line costs that record alone.

use super::split::{Fault, LARGEST, Piece};
use std::io::BufRead;

/// The lines that `input` gives; empty ones are passed over.
pub struct Lines<R> {
    input: R,
    record: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    pub fn new(input: R) -> Lines<R> {
        Lines { input, record: Vec::new() }
    }

    /// The next record; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Piece<'_>>, Fault> {
        loop {
            let (too_large, ended) = self.line()?;
            if !self.record.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some(Piece { name: None, bytes: &self.record, too_large }));
            }
            if ended {
                return Ok(None);
            }
        }
    }

    /// Reads a line into `record`: whether it was too large, and whether it was the last.
    fn line(&mut self) -> Result<(bool, bool), Fault> {
        self.record.clear();
        let mut too_large = false;
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                return Ok((too_large, true));
            }
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let taken = end.unwrap_or(chunk.len());
            let room = LARGEST - self.record.len().min(LARGEST);
            too_large |= taken > room;
            self.record.extend_from_slice(&chunk[..taken.min(room)]);
            self.input.consume(taken + usize::from(end.is_some()));
            if end.is_some() {
                return Ok((too_large, false));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    #[test]
    fn lines_are_records_and_a_long_one_is_passed_over() {
        let long = "x".repeat(LARGEST + 1);
        let input = format!("{{}}\r\n\n{long}\n[1]");
        let mut lines = Lines::new(BufReader::new(input.as_bytes()));
        assert_eq!(lines.next().unwrap().unwrap().bytes, b"{}\r");
        assert!(lines.next().unwrap().unwrap().too_large);
        assert_eq!(lines.next().unwrap().unwrap().bytes, b"[1]");
        assert!(lines.next().unwrap().is_none());
    }
}
