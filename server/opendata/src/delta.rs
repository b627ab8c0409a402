//! What turns one version's CSV into another's, byte for byte.
//!
//! A delta is a CSV. Its first column `_op` says what is done, the second, `_at`, where: `-` leaves out
//! the old version's rows `first-last` (numbered from 1), `+` puts the row that follows at that number
//! of the new version. The lines stand in the order in which both files are gone through once, so that
//! applying one needs no memory. Its other columns are the new version's; where columns differ every
//! row is replaced. The rows need no key for it to be right; sorted by one it is small.

use crate::schema::{Schema, Value};
use csv::StringRecord;
use std::cmp::Ordering;
use std::io::{self, BufReader, Read, Write};

/// How two versions differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    pub added: u64,
    pub removed: u64,
}

type Reader<R> = csv::Reader<BufReader<R>>;

fn reader<R: Read>(source: R) -> Reader<R> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(BufReader::with_capacity(64 * 1024, source))
}

/// The CSV that [`crate::FileSet`] writes.
fn writer<W: Write>(sink: W) -> csv::Writer<W> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(sink)
}

fn next<R: Read>(reader: &mut Reader<R>) -> io::Result<Option<StringRecord>> {
    let mut record = StringRecord::new();
    Ok(reader.read_record(&mut record)?.then_some(record))
}

/// Writes the delta from an old CSV to a new one; `schema` is the new one's.
pub fn write(old: impl Read, new: impl Read, schema: &Schema, out: impl Write) -> io::Result<Differences> {
    let (mut old, mut new) = (reader(old), reader(new));
    let (old_head, head) = (next(&mut old)?, next(&mut new)?);
    let mut lines = Lines { out: writer(out), removed: None, found: Differences::default() };
    let names = head.iter().flat_map(|head| head.iter());
    lines.out.write_record(["_op", "_at"].into_iter().chain(names))?;
    let key: Vec<usize> = schema.key.iter().filter_map(|name| schema.place(name)).collect();
    let same_columns = old_head == head;
    let order = |a: &StringRecord, b: &StringRecord| match same_columns {
        true => by_key(schema, &key, a, b),
        // Old rows go before new ones come.
        false => Ordering::Less,
    };
    let (mut left, mut right, mut at) = ((next(&mut old)?, 1), next(&mut new)?, 1);
    loop {
        let step = match (&left.0, &right) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(a), Some(b)) if same_columns && a == b => {
                left = (next(&mut old)?, left.1 + 1);
                (right, at) = (next(&mut new)?, at + 1);
                continue;
            }
            (Some(a), Some(b)) => order(a, b),
        };
        if step != Ordering::Greater {
            lines.remove(left.1)?;
            left = (next(&mut old)?, left.1 + 1);
        }
        if let (Ordering::Greater | Ordering::Equal, Some(row)) = (step, &right) {
            lines.add(at, row)?;
            (right, at) = (next(&mut new)?, at + 1);
        }
    }
    lines.flush()?;
    lines.out.flush()?;
    Ok(lines.found)
}

fn by_key(schema: &Schema, key: &[usize], a: &StringRecord, b: &StringRecord) -> Ordering {
    let value = |row: &StringRecord, place: usize| {
        row.get(place).and_then(|text| schema.fields[place].kind.parse(text)).unwrap_or(Value::Nothing)
    };
    key.iter().map(|place| value(a, *place).order(&value(b, *place))).fold(Ordering::Equal, Ordering::then)
}

struct Lines<W: Write> {
    out: csv::Writer<W>,
    /// First and last of the rows that go, before they are written.
    removed: Option<(u64, u64)>,
    found: Differences,
}

impl<W: Write> Lines<W> {
    fn remove(&mut self, row: u64) -> io::Result<()> {
        self.found.removed += 1;
        match &mut self.removed {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => {
                self.flush()?;
                self.removed = Some((row, row));
            }
        }
        Ok(())
    }

    fn add(&mut self, at: u64, row: &StringRecord) -> io::Result<()> {
        self.flush()?;
        self.found.added += 1;
        let at = at.to_string();
        Ok(self.out.write_record(["+", at.as_str()].into_iter().chain(row.iter()))?)
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.removed.take() {
            Some((first, last)) => Ok(self.out.write_record(["-", &format!("{first}-{last}")])?),
            None => Ok(()),
        }
    }
}

/// Applies a delta to the old version's CSV: what comes out is the new version's, byte for byte. A
/// delta that is none is an error of the kind `InvalidData`.
pub fn apply(old: impl Read, delta: impl Read, out: impl Write) -> io::Result<()> {
    let wrong = || io::Error::new(io::ErrorKind::InvalidData, "this is no delta of that version");
    let (mut old, mut delta, mut out) = (reader(old), reader(delta), writer(out));
    let head = next(&mut delta)?.filter(|head| head.get(0) == Some("_op")).ok_or_else(wrong)?;
    next(&mut old)?;
    out.write_record(head.iter().skip(2))?;
    let (mut taken, mut written) = (0, 0);
    while let Some(line) = next(&mut delta)? {
        let at = line.get(1).unwrap_or_default();
        if line.get(0) == Some("+") {
            let at: u64 = at.parse().map_err(|_| wrong())?;
            while written + 1 < at {
                out.write_record(&next(&mut old)?.ok_or_else(wrong)?)?;
                (taken, written) = (taken + 1, written + 1);
            }
            out.write_record(line.iter().skip(2))?;
            written += 1;
        } else {
            let (first, last) = at.split_once('-').ok_or_else(wrong)?;
            let (first, last): (u64, u64) = (first.parse().map_err(|_| wrong())?, last.parse().map_err(|_| wrong())?);
            while taken < last {
                let row = next(&mut old)?.ok_or_else(wrong)?;
                taken += 1;
                if taken < first {
                    out.write_record(&row)?;
                    written += 1;
                }
            }
        }
    }
    while let Some(row) = next(&mut old)? {
        out.write_record(&row)?;
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Field, Kind};
    use portal::lang::Names3;

    fn schema() -> Schema {
        let field = |name: &str, kind| Field {
            name: name.to_owned(),
            kind,
            title: Names3::new(name, name, name),
            unit: None,
            required: false,
            about: None,
            limits: crate::schema::Limits::default(),
        };
        Schema { fields: vec![field("code", Kind::Integer), field("name", Kind::Text)], key: vec!["code".into()] }
    }

    fn file(head: [&str; 2], rows: &[(u32, String)]) -> Vec<u8> {
        let mut out = writer(Vec::new());
        out.write_record(head).unwrap();
        for (code, name) in rows {
            out.write_record([&code.to_string(), name]).unwrap();
        }
        out.into_inner().unwrap()
    }

    fn there_and_back(old: &[u8], new: &[u8]) -> (String, Differences) {
        let (mut delta, mut again) = (Vec::new(), Vec::new());
        let found = write(old, new, &schema(), &mut delta).unwrap();
        apply(old, &delta[..], &mut again).unwrap();
        assert_eq!(String::from_utf8_lossy(&again), String::from_utf8_lossy(new));
        (String::from_utf8(delta).unwrap(), found)
    }

    #[test]
    fn any_two_tables_are_led_into_each_other() {
        // A small generator of numbers: keys come twice, are missing, change their rows.
        let mut state = 7_u32;
        let mut below = |n: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % n
        };
        for _ in 0..300 {
            let mut table = || {
                let mut rows: Vec<(u32, String)> = (0..below(12))
                    .map(|_| (below(15), ["а", "", "б, \"в\"\r\nг"][below(3) as usize].to_owned()))
                    .collect();
                // Not every table is sorted.
                if below(4) > 0 {
                    rows.sort();
                }
                file(["code", "name"], &rows)
            };
            let (old, new) = (table(), table());
            there_and_back(&old, &new);
        }
    }

    #[test]
    fn few_changes_make_a_small_delta() {
        let row = |code: u32, name: &str| (code, format!("{name} с длинным именем общества {code}"));
        let old: Vec<_> = (0..10_000).map(|code| row(code, "Старое")).collect();
        let new: Vec<_> = (0..10_000).map(|code| row(code, if code % 100 == 7 { "Новое" } else { "Старое" })).collect();
        let (old, new) = (file(["code", "name"], &old), file(["code", "name"], &new));
        let (delta, found) = there_and_back(&old, &new);
        assert_eq!(found, Differences { added: 100, removed: 100 });
        assert!(delta.len() * 50 < new.len(), "{} of {}", delta.len(), new.len());
    }

    #[test]
    fn other_columns_replace_every_row() {
        let rows: Vec<_> = (0..3).map(|code| (code, "а".to_owned())).collect();
        let (delta, found) = there_and_back(&file(["code", "title"], &rows), &file(["code", "name"], &rows));
        assert_eq!(found, Differences { added: 3, removed: 3 });
        assert!(delta.starts_with("_op,_at,code,name\r\n-,1-3\r\n+,1,0"), "{delta}");
        there_and_back(&file(["code", "title"], &[]), &file(["code", "name"], &rows));
        there_and_back(&file(["code", "title"], &rows), &file(["code", "name"], &[]));
    }

    #[test]
    fn what_is_no_delta_is_refused() {
        let old = file(["code", "name"], &[(1, "а".into())]);
        for wrong in
            ["", "code,name\r\n", "_op,_at,code,name\r\n-,1-9\r\n", "_op,_at\r\n+,x,1,2\r\n", "_op,_at\r\n?,1\r\n"]
        {
            assert!(apply(&old[..], wrong.as_bytes(), Vec::new()).is_err(), "{wrong}");
        }
    }
}
