//! Where the rows of a version lie in its CSV, so that few rows are found without reading all.
//!
//! A version never changes: its CSV is gone through once, and what is kept of it answers most questions by a look
//! into memory and a read of the rows themselves. Kept are four bytes a row for where it begins, a byte a row for each
//! column with few values, and of each block of rows the first value of the key. Rows are read from the same file as
//! ever and say the same.

use crate::rows::{Found, Question, Sieve, Test, cell, values};
use crate::schema::{Schema, Value};
use csv::{Position, Reader, StringRecord};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

/// Rows of a block: those that are read to find one by its key, twice as many at most.
const BLOCK: usize = 32;
/// Values that a column may have so that a byte tells which.
const MOST_VALUES: usize = 256;
/// Bytes between two rows that are read along rather than passed over: about what one more read costs.
const NEAR: u64 = 4 * 1024;

/// Where the rows of a version lie.
#[derive(Debug)]
pub struct Places {
    /// The byte at which each block begins.
    blocks: Vec<u64>,
    /// How far behind its block's beginning each row begins.
    within: Vec<u32>,
    /// Where the last row ends.
    end: u64,
    /// The key's first column, and its value in each block's first row; none where rows are not sorted by it.
    keys: Option<(usize, Vec<Value>)>,
    /// Of each column with few values which of them each row has.
    columns: Vec<Option<Coded>>,
}

#[derive(Debug, Default)]
struct Coded {
    values: Vec<Value>,
    rows: Vec<u8>,
}

impl Places {
    /// Goes through a CSV once; `None` where it is none that can be kept so.
    pub fn of<R: Read>(file: R, schema: &Schema) -> io::Result<Option<Places>> {
        let mut reader = csv::ReaderBuilder::new().buffer_capacity(64 * 1024).from_reader(file);
        let key = schema.key.first().and_then(|name| schema.place(name));
        let mut places = Places {
            blocks: Vec::new(),
            within: Vec::new(),
            end: 0,
            keys: key.map(|column| (column, Vec::new())),
            columns: schema.fields.iter().map(|_| Some(Coded::default())).collect(),
        };
        // Texts of a column, as they are written, and their number.
        let mut known: Vec<HashMap<String, u8>> = vec![HashMap::new(); schema.fields.len()];
        let mut record = StringRecord::new();
        let mut before = Value::Nothing;
        reader.headers()?;
        while reader.read_record(&mut record)? {
            let begins = record.position().map_or(0, csv::Position::byte);
            if places.within.len().is_multiple_of(BLOCK) {
                places.blocks.push(begins);
                if let Some((column, firsts)) = &mut places.keys {
                    firsts.push(cell(schema, &record, *column));
                }
            }
            let block = places.blocks.last().copied().unwrap_or(begins);
            let Ok(distance) = u32::try_from(begins - block) else { return Ok(None) };
            if let Some((column, _)) = &places.keys {
                let value = cell(schema, &record, *column);
                if !places.within.is_empty() && before.order(&value) == Ordering::Greater {
                    places.keys = None;
                }
                before = value;
            }
            places.within.push(distance);
            for (column, (coded, known)) in places.columns.iter_mut().zip(&mut known).enumerate() {
                let Some(kept) = coded else { continue };
                let text = record.get(column).unwrap_or("");
                let number = match known.get(text) {
                    Some(number) => *number,
                    None => {
                        let Some(number) =
                            u8::try_from(kept.values.len()).ok().filter(|_| kept.values.len() < MOST_VALUES)
                        else {
                            *coded = None;
                            known.clear();
                            continue;
                        };
                        kept.values.push(cell(schema, &record, column));
                        known.insert(text.to_owned(), number);
                        number
                    }
                };
                kept.rows.push(number);
            }
        }
        places.end = reader.position().byte();
        // Where every row has its own value a byte a row tells nothing that a table of few rows needs.
        places.within.shrink_to_fit();
        places.columns.iter_mut().flatten().for_each(|coded| coded.rows.shrink_to_fit());
        Ok(Some(places))
    }

    /// About how many bytes it takes.
    pub fn size(&self) -> u64 {
        let columns: usize =
            self.columns.iter().flatten().map(|coded| coded.rows.len() + 64 * coded.values.len()).sum();
        (self.within.len() * 4 + self.blocks.len() * 72 + columns) as u64
    }

    /// Answers a question without sorting. `file` is the CSV of which this was made.
    pub fn answer<R: Read + Seek>(&self, file: &mut R, schema: &Schema, question: &Question) -> io::Result<Found> {
        let rows = self.within.len();
        let after = usize::try_from(question.after).unwrap_or(usize::MAX).min(rows);
        let all = self.range(question);
        let range = all.start.max(after)..all.end.max(all.start.max(after));
        // Rows before the place, where they count.
        let place = if question.counts_passed { after.clamp(all.start, all.end) } else { all.start };
        let passed = all.start..place;
        // Tests of columns with few values are settled for each value once.
        let mut coded: Vec<(&Coded, [bool; MOST_VALUES])> = Vec::new();
        let mut open = Vec::new();
        for (column, test) in &question.filters {
            match self.columns.get(*column).and_then(Option::as_ref) {
                Some(column) => {
                    let mut allowed = [false; MOST_VALUES];
                    for (allowed, value) in allowed.iter_mut().zip(&column.values) {
                        *allowed = test.allows(value);
                    }
                    coded.push((column, allowed));
                }
                None => open.push((*column, test.clone())),
            }
        }
        if open.is_empty() && question.words.is_empty() {
            return self.settled(file, schema, question, (passed, range), &coded);
        }
        let allowed = |row: usize| coded.iter().all(|(column, allowed)| allowed[usize::from(column.rows[row])]);
        let (words, until) = (question.words.clone(), question.until);
        let rest = Question { filters: open, words, until, ..Question::default() };
        let sieve = Sieve::of(&rest);
        let mut found = Found::default();
        let mut reader = reader(file, 64 * 1024);
        self.read(&mut reader, passed, |row, record| {
            sieve.in_time(row as u64)?;
            found.total += u64::from(allowed(row) && sieve.holds(schema, row as u64 + 1, record));
            Ok(())
        })?;
        let before = found.total;
        self.read(&mut reader, range, |row, record| {
            sieve.in_time(row as u64)?;
            if allowed(row) && sieve.holds(schema, row as u64 + 1, record) {
                found.total += 1;
                if found.total - before > question.offset as u64 && found.rows.len() < question.limit {
                    found.rows.push((row as u64 + 1, values(schema, record)));
                }
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// What is known without reading: which rows there are, and how many. Only those of the page are read.
    fn settled<R: Read + Seek>(
        &self,
        file: &mut R,
        schema: &Schema,
        question: &Question,
        (passed, range): (Range<usize>, Range<usize>),
        coded: &[(&Coded, [bool; MOST_VALUES])],
    ) -> io::Result<Found> {
        let fits = |row: &usize| coded.iter().all(|(column, allowed)| allowed[usize::from(column.rows[*row])]);
        let before = match coded {
            [] => passed.len(),
            [(column, allowed)] => counted(&column.rows[passed], allowed),
            _ => passed.filter(fits).count(),
        };
        let page = |rows: &mut dyn Iterator<Item = usize>| rows.skip(question.offset).take(question.limit).collect();
        let (total, wanted): (usize, Vec<usize>) = match coded {
            [] => (range.len(), page(&mut range.clone())),
            [(column, allowed)] => {
                let codes = &column.rows[range.clone()];
                let mut rows = (range.start..).zip(codes).filter(|(_, code)| allowed[usize::from(**code)]);
                (counted(codes, allowed), page(&mut rows.by_ref().map(|(row, _)| row)))
            }
            _ => {
                let (mut total, mut wanted) = (0, Vec::new());
                for row in range.filter(fits) {
                    if total >= question.offset && wanted.len() < question.limit {
                        wanted.push(row);
                    }
                    total += 1;
                }
                (total, wanted)
            }
        };
        let mut found = Found { total: (before + total) as u64, rows: Vec::with_capacity(wanted.len()) };
        // Rows that follow each other closely are read together.
        let mut wanted = wanted.into_iter().peekable();
        let mut reader = reader(file, NEAR as usize);
        while let Some(first) = wanted.next() {
            let mut run = vec![first];
            let mut last = first;
            while let Some(next) = wanted.next_if(|next| self.begins(*next) - self.begins(last + 1) < NEAR) {
                run.push(next);
                last = next;
            }
            let mut run = run.into_iter().peekable();
            self.read(&mut reader, first..last + 1, |row, record| {
                if run.next_if_eq(&row).is_some() {
                    found.rows.push((row as u64 + 1, values(schema, record)));
                }
                Ok(())
            })?;
        }
        Ok(found)
    }

    fn begins(&self, row: usize) -> u64 {
        match self.within.get(row) {
            Some(distance) => self.blocks[row / BLOCK] + u64::from(*distance),
            None => self.end,
        }
    }

    /// The rows among which those with the key that is asked for must be.
    fn range(&self, question: &Question) -> Range<usize> {
        let mut range = 0..self.within.len();
        let Some((key, firsts)) = &self.keys else { return range };
        let mut narrow = |least: Option<&Value>, most: Option<&Value>| {
            if let Some(least) = least {
                // The block before the first that begins with it may end with it.
                let block = firsts.partition_point(|first| first.order(least) == Ordering::Less).saturating_sub(1);
                range.start = range.start.max(block * BLOCK);
            }
            if let Some(most) = most {
                let block = firsts.partition_point(|first| first.order(most) != Ordering::Greater);
                range.end = range.end.min(block * BLOCK);
            }
        };
        for (_, test) in question.filters.iter().filter(|(column, _)| column == key) {
            match test {
                Test::Among(wanted) => {
                    let least = wanted.iter().min_by(|a, b| a.order(b));
                    narrow(least, wanted.iter().max_by(|a, b| a.order(b)));
                }
                Test::AtLeast(bound) | Test::Above(bound) => narrow(Some(bound), None),
                Test::AtMost(bound) | Test::Below(bound) => narrow(None, Some(bound)),
                Test::Holds(_) => {}
            }
        }
        range.start = range.start.min(range.end);
        range
    }

    /// Reads rows that follow each other.
    fn read<R: Read + Seek>(
        &self,
        reader: &mut Reader<R>,
        rows: Range<usize>,
        mut visit: impl FnMut(usize, &StringRecord) -> io::Result<()>,
    ) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut from = Position::new();
        from.set_byte(self.begins(rows.start));
        reader.seek_raw(SeekFrom::Start(from.byte()), from)?;
        let mut record = StringRecord::new();
        for row in rows {
            if !reader.read_record(&mut record)? {
                return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "a row is not where it was"));
            }
            visit(row, &record)?;
        }
        Ok(())
    }
}

/// A reader for rows here and there: to make one takes longer than to read a few rows.
fn reader<R: Read + Seek>(file: R, capacity: usize) -> Reader<R> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).buffer_capacity(capacity).from_reader(file);
    // Otherwise it would read the head of the file first.
    reader.set_headers(StringRecord::new());
    reader
}

/// How many of the codes are allowed. A comparison with each allowed one is done with many codes at once, a look into
/// the table is not.
fn counted(codes: &[u8], allowed: &[bool; MOST_VALUES]) -> usize {
    let which: Vec<u8> = (0..=u8::MAX).filter(|code| allowed[usize::from(*code)]).collect();
    match which.len() {
        0..=4 => which.iter().map(|one| of_one(codes, *one)).sum(),
        _ => codes.iter().filter(|code| allowed[usize::from(**code)]).count(),
    }
}

/// Counted in bytes as long as a byte can hold it.
fn of_one(codes: &[u8], one: u8) -> usize {
    let few = |codes: &[u8]| codes.iter().map(|code| u8::from(*code == one)).sum::<u8>();
    codes.chunks(usize::from(u8::MAX)).map(|codes| usize::from(few(codes))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::ask;
    use crate::schema::{Field, Kind, Limits};
    use portal::lang::Names3;
    use std::io::Cursor;

    fn schema() -> Schema {
        let field = |name: &str, kind| Field {
            name: name.to_owned(),
            kind,
            title: Names3::new(name, name, name),
            unit: None,
            required: false,
            about: None,
            limits: Limits::default(),
        };
        let fields = vec![
            field("code", Kind::Integer),
            field("name", Kind::Text),
            field("kind", Kind::Text),
            field("day", Kind::Date),
        ];
        Schema { fields, key: vec!["code".into()] }
    }

    /// A table of `rows` rows; lines within cells, quotes and cells without a value among them.
    fn table(rows: u64, sorted: bool) -> Vec<u8> {
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        csv.write_record(["code", "name", "kind", "day"]).unwrap();
        for row in 0..rows {
            // Every code is there twice.
            let code = if sorted { row / 2 * 3 } else { row * 7919 % 1000 };
            let name = format!("Общество \"{row}\",\r\nулица {}", row % 13);
            let day = if row % 5 == 0 { String::new() } else { format!("2026-01-{:02}", row % 28 + 1) };
            csv.write_record([code.to_string(), name, format!("вид {}", row % 7), day]).unwrap();
        }
        csv.into_inner().unwrap()
    }

    #[test]
    fn what_is_found_by_places_is_what_is_found_by_reading_all() {
        let whole = |number| Value::Integer(number);
        for (rows, sorted) in [(0, true), (1, true), (256, true), (1_500, true), (1_500, false)] {
            let (file, schema) = (table(rows, sorted), schema());
            let places = Places::of(&file[..], &schema).unwrap().unwrap();
            assert_eq!(places.keys.is_some(), sorted, "{rows}");
            let tests = [
                vec![],
                vec![(0, Test::Among(vec![whole(0)]))],
                vec![(0, Test::Among(vec![whole(381), whole(384), whole(1)]))],
                vec![(0, Test::Among(vec![whole(-1)]))],
                vec![(0, Test::Among(vec![Value::Nothing]))],
                vec![(0, Test::Above(whole(700))), (0, Test::AtMost(whole(1200)))],
                vec![(0, Test::AtLeast(whole(700))), (0, Test::Below(whole(100)))],
                vec![(2, Test::Among(vec!["вид 3".into()]))],
                vec![(2, Test::Holds("вид".into())), (3, Test::Among(vec![Value::Nothing]))],
                vec![(2, Test::Among(vec!["нет такого".into()]))],
                vec![(1, Test::Holds("улица 5".into())), (2, Test::Among(vec!["вид 1".into(), "вид 2".into()]))],
            ];
            for filters in tests {
                for (after, offset, limit) in [(0, 0, 10), (0, 3, 0), (300, 2, 700), (5, 5_000, 10), (u64::MAX, 0, 5)] {
                    for words in [vec![], vec!["улица".to_owned(), "7".to_owned()]] {
                        let question =
                            Question { filters: filters.clone(), words, after, offset, limit, ..Question::default() };
                        for question in [Question { counts_passed: true, ..question.clone() }, question] {
                            let all = ask(|| Ok(&file[..]), &schema, &question).unwrap();
                            let few = places.answer(&mut Cursor::new(&file), &schema, &question).unwrap();
                            assert_eq!(few, all, "{rows} {sorted} {question:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_row_is_found_by_its_key_without_reading_the_others() {
        struct Counted(Cursor<Vec<u8>>, usize);
        impl Read for Counted {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let read = self.0.read(buffer)?;
                self.1 += read;
                Ok(read)
            }
        }
        impl Seek for Counted {
            fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
                self.0.seek(to)
            }
        }
        let (file, schema) = (table(20_000, true), schema());
        let places = Places::of(&file[..], &schema).unwrap().unwrap();
        let mut counted = Counted(Cursor::new(file.clone()), 0);
        let one = Question { filters: vec![(0, Test::Among(vec![15_000.into()]))], limit: 5, ..Question::default() };
        assert_eq!(places.answer(&mut counted, &schema, &one).unwrap().total, 2);
        assert!(counted.1 * 20 < file.len(), "{} of {}", counted.1, file.len());
        counted.1 = 0;
        let page = Question { offset: 19_000, limit: 10, ..Question::default() };
        assert_eq!(places.answer(&mut counted, &schema, &page).unwrap().rows[0].0, 19_001);
        assert!(counted.1 * 100 < file.len(), "{} of {}", counted.1, file.len());
    }
}
