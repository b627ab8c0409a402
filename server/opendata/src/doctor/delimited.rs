//! Text parted by semicolons, commas, tabs or bars.

use super::sheet::{Reading, Sheet};
use super::{LONGEST_CELL, Refusal};

const MARKS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// Bytes and records by which the mark is known.
const SAMPLE: usize = 64 * 1024;
const RECORDS: usize = 100;

pub(super) fn read(text: &str) -> Result<Reading, Refusal> {
    // Excel's own line that tells the mark.
    let (text, told, skipped) = match text.strip_prefix("sep=") {
        Some(rest) if rest.as_bytes().first().is_some_and(|mark| MARKS.contains(mark)) => {
            let line = rest.find('\n').map_or(rest.len(), |end| end + 1);
            (&rest[line..], rest.bytes().next(), 1)
        }
        _ => (text, None, 0),
    };
    let mark = told.unwrap_or_else(|| mark(text));
    let mut reader = reader(text, mark);
    let (mut sheet, mut record) = (Sheet::default(), csv::StringRecord::new());
    let (mut line, mut seen) = (1 + skipped, 0);
    while reader.read_record(&mut record).map_err(|_| Refusal::Broken)? {
        // A record begins where the one before ended: blank lines between them are counted, not told.
        let ended = record.position().map_or(0, |position| position.byte() as usize).min(text.len());
        let began = ended + text.as_bytes()[ended..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        line += text.as_bytes()[seen..began].iter().filter(|byte| **byte == b'\n').count() as u64;
        seen = began;
        if record.iter().any(|cell| cell.len() > LONGEST_CELL * 4) {
            return Err(Refusal::CellTooLong { row: line });
        }
        // The mark of the end that DOS wrote.
        let cells: Vec<&str> = record.iter().map(|cell| cell.trim_end_matches('\u{1a}')).collect();
        sheet.row(line, &cells)?;
    }
    sheet.finish()
}

fn reader(text: &str, mark: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(mark).from_reader(text.as_bytes())
}

/// The mark by which most of the first records have the same number of cells, and more than one.
fn mark(text: &str) -> u8 {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // A record cut off in its middle tells nothing.
    let cut = end < text.len();
    let sample = &text[..end];
    let told = |mark: u8| {
        let mut widths: Vec<usize> = reader(sample, mark)
            .into_records()
            .take(RECORDS)
            .map_while(Result::ok)
            .map(|record| record.len())
            .collect();
        if cut && widths.len() > 1 && widths.len() < RECORDS {
            widths.pop();
        }
        let usual = widths
            .iter()
            .copied()
            .filter(|width| *width > 1)
            .max_by_key(|width| (widths.iter().filter(|other| *other == width).count(), *width));
        usual.map_or((0, 0), |usual| {
            (widths.iter().filter(|width| **width == usual).count() * 100 / widths.len().max(1), usual)
        })
    };
    // The earlier mark wins where two tell the same.
    MARKS.into_iter().rev().max_by_key(|mark| told(*mark)).unwrap_or(b';')
}
