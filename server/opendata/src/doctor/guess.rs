//! What the columns of a file are, guessed from all its rows.

use super::cells::{cleaned, day, number, word};
use super::plan::{Column, Plan, free};
use super::sheet::Reading;
use crate::schema::{Field, Kind, Limits};
use portal::fold::fold;
use portal::lang::Names3;
use portal::unp::Unp;
use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, RandomState};

/// Of a hundred values, how many must be of a kind for the column to be: the others are faults.
const MOSTLY: u64 = 75;
/// Different texts up to which a column has categories, and how often each must come on the average.
const CATEGORIES: usize = 20;
const REPEATED: u64 = 5;
/// Columns that are tried as the key, and values by which two together are.
const KEY_COLUMNS: usize = 24;
const PAIRED: usize = 6;

/// Letters of column names: what `_` and Latin letters make of Cyrillic ones.
const LATIN: [(&str, &str); 34] = [
    ("щ", "shch"),
    ("ж", "zh"),
    ("ч", "ch"),
    ("ш", "sh"),
    ("ю", "yu"),
    ("я", "ya"),
    ("х", "kh"),
    ("ц", "ts"),
    ("ё", "yo"),
    ("э", "e"),
    ("а", "a"),
    ("б", "b"),
    ("в", "v"),
    ("г", "g"),
    ("д", "d"),
    ("е", "e"),
    ("з", "z"),
    ("и", "i"),
    ("й", "y"),
    ("к", "k"),
    ("л", "l"),
    ("м", "m"),
    ("н", "n"),
    ("о", "o"),
    ("п", "p"),
    ("р", "r"),
    ("с", "s"),
    ("т", "t"),
    ("у", "u"),
    ("ф", "f"),
    ("ы", "y"),
    ("і", "i"),
    ("ў", "u"),
    ("ь", ""),
];

/// Guesses names, kinds, categories and the key.
pub fn guess(reading: &Reading) -> Plan {
    let mut seen: Vec<Seen> = reading.head.iter().map(|_| Seen::default()).collect();
    let hasher = RandomState::new();
    let mut pairs: Vec<(usize, usize, Option<HashSet<u64>>)> = Vec::new();
    for b in 1..PAIRED.min(seen.len()) {
        pairs.extend((0..b).map(|a| (a, b, Some(HashSet::new()))));
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(reading.csv.as_slice());
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).unwrap_or(false) {
        for (place, column) in seen.iter_mut().enumerate() {
            column.see(&cleaned(record.get(place + 1).unwrap_or_default()), place < KEY_COLUMNS, &hasher);
        }
        for (a, b, different) in &mut pairs {
            let cell = |place: usize| cleaned(record.get(place + 1).unwrap_or_default());
            let whole = (cell(*a), cell(*b));
            let fits = different.as_mut().is_some_and(|all| all.insert(hasher.hash_one(&whole)));
            if !fits {
                *different = None;
            }
        }
    }
    let mut columns: Vec<Column> = Vec::new();
    for (at, (head, seen)) in reading.head.iter().zip(&seen).enumerate() {
        let name = free(&name(head, at), columns.iter().map(|column| column.field.name.as_str()));
        let title = cleaned(head).into_owned();
        let unp = seen.is_of_payers(head);
        let kind = if unp { Kind::Text } else { seen.kind() };
        let field = Field {
            name,
            kind,
            title: Names3::new(&title, &title, &title),
            unit: unit(head),
            required: seen.filled == reading.rows,
            about: None,
            limits: Limits { unp, categories: seen.categories(kind), ..Limits::default() },
        };
        // Where nothing stands in a column, nothing is lost by leaving it out.
        columns.push(Column { head: head.clone(), at: Some(at), kept: seen.filled > 0, field });
    }
    let key = key(&seen, &pairs, reading.rows);
    let key = key.into_iter().map(|place| columns[place].field.name.clone()).collect();
    Plan { columns, key, repairs: Vec::new() }
}

/// What was seen of a column.
#[derive(Default)]
struct Seen {
    filled: u64,
    integers: u64,
    numbers: u64,
    days: u64,
    words: u64,
    payers: u64,
    /// Numbers with a zero before them, or too long to reckon with: codes.
    codes: u64,
    texts: BTreeSet<String>,
    too_many: bool,
    different: HashSet<u64>,
    repeated: bool,
}

impl Seen {
    fn see(&mut self, text: &str, may_be_key: bool, hasher: &RandomState) {
        if text.is_empty() {
            return;
        }
        self.filled += 1;
        if !matches!(day(text), Err("date-unreadable")) {
            self.days += 1;
        } else if let Some(read) = number(text) {
            self.numbers += 1;
            self.integers += u64::from(!read.text.contains('.'));
            let digits = read.text.trim_start_matches('-');
            let code = digits.len() > 15 || (digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0."));
            self.codes += u64::from(code);
        } else if word(text).is_some() {
            self.words += 1;
        }
        self.payers += u64::from(text.len() == 9 && Unp::parse(text).is_ok());
        if !self.too_many {
            if text.len() > 80 || (self.texts.len() == CATEGORIES && !self.texts.contains(text)) {
                self.too_many = true;
                self.texts.clear();
            } else if !self.texts.contains(text) {
                self.texts.insert(text.to_owned());
            }
        }
        if may_be_key && !self.repeated && !self.different.insert(hasher.hash_one(text)) {
            self.repeated = true;
            self.different = HashSet::new();
        }
    }

    fn kind(&self) -> Kind {
        let mostly = |count: u64| self.filled > 0 && count * 100 >= self.filled * MOSTLY;
        if mostly(self.days) {
            Kind::Date
        } else if mostly(self.words) {
            Kind::Boolean
        } else if mostly(self.numbers) && self.codes == 0 {
            if self.integers == self.numbers { Kind::Integer } else { Kind::Number }
        } else {
            Kind::Text
        }
    }

    /// Numbers of payers: the name says so, or nearly all have the right check digit.
    fn is_of_payers(&self, head: &str) -> bool {
        let named = fold(head).split(' ').any(|word| matches!(word, "унп" | "unp"));
        named || (self.filled >= 20 && self.payers * 100 >= self.filled * 95)
    }

    fn categories(&self, kind: Kind) -> Vec<String> {
        let few = self.texts.len() >= 2 && self.texts.len() as u64 * REPEATED <= self.filled;
        if kind == Kind::Text && !self.too_many && few { self.texts.iter().cloned().collect() } else { Vec::new() }
    }
}

/// The first column whose values all differ; otherwise the first two whose values together do.
fn key(seen: &[Seen], pairs: &[(usize, usize, Option<HashSet<u64>>)], rows: u64) -> Vec<usize> {
    let whole = |seen: &Seen| seen.filled == rows;
    let single = |seen: &Seen| whole(seen) && !seen.repeated && !matches!(seen.kind(), Kind::Number);
    if let Some(place) = seen.iter().take(KEY_COLUMNS).position(single) {
        return vec![place];
    }
    let both = |(a, b, different): &&(usize, usize, Option<HashSet<u64>>)| {
        different.is_some() && whole(&seen[*a]) && whole(&seen[*b])
    };
    pairs.iter().find(both).map(|(a, b, _)| vec![*a, *b]).unwrap_or_default()
}

/// A name for files: small Latin letters, digits, `_`.
fn name(head: &str, at: usize) -> String {
    let mut name = String::new();
    for letter in cleaned(head).to_lowercase().chars() {
        match LATIN.iter().find(|(cyrillic, _)| cyrillic.starts_with(letter)) {
            Some((_, latin)) => name.push_str(latin),
            None if letter.is_ascii_alphanumeric() => name.push(letter),
            None if letter == 'ъ' || letter == '\'' || letter == '’' => {}
            None if !name.is_empty() && !name.ends_with('_') => name.push('_'),
            None => {}
        }
    }
    name.truncate(40);
    let name = name.trim_end_matches('_');
    if name.is_empty() {
        return format!("column_{}", at + 1);
    }
    // In most languages a name does not begin with a digit.
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("c_{name}") } else { name.to_owned() }
}

/// A unit that the head names behind a comma or in brackets, where it is one that is known.
fn unit(head: &str) -> Option<String> {
    let told = head.rsplit([',', '(']).next()?.trim().trim_end_matches(')').trim().to_lowercase();
    let known = match told.as_str() {
        "руб" | "руб." | "byn" | "бел. руб." | "рублей" | "рублёў" => "BYN",
        "%" | "процент" | "проц." => "%",
        "м" => "m",
        "км" => "km",
        "м2" | "м²" | "кв. м" | "кв.м" => "m2",
        "га" => "har",
        "кг" => "kg",
        "т" => "t",
        "шт" | "шт." => "1",
        "чел" | "чел." => "{person}",
        _ => return None,
    };
    head.contains([',', '(']).then(|| known.to_owned())
}
