//! About how many companies a search leaves, where it finds more than it looks at.
//!
//! To count a million companies for each search would cost more than the search. So some thousands, taken from the
//! register as if by chance, stand in memory with what is searched and filtered by; a search is put to them, and
//! what it leaves of them is reckoned up to the whole. That costs the same whatever is asked. An estimate is told as
//! one, with no more digits than it is worth, and what too few of the sample have is not told at all.

use super::finding::{By, Counted, Filters, Found, Sought, Tallies};
use super::search_words::{section_of, words_of};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::companies::CompanyRow;
use crate::store::company_pieces::Pieces;
use crate::store::{Db, Dialect, company_sample, projection};
use chrono::NaiveDate;
use portal::legal_form::LegalForm;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// Companies of the sample: of what a twentieth of the register has, it has a thousand.
const SIZE: i64 = 20_000;
/// Companies of one query while it is taken.
const BATCH: i64 = 500;
/// The register changes by less than an estimate is wrong meanwhile.
const AGE: Duration = Duration::from_secs(600);
/// A sample of fewer does not tell which parts of names are rare.
const TELLING: usize = 1_000;
/// Of fewer in the sample nothing is said.
const FEWEST: i64 = 5;
/// So many letters, as they are heard, tell a word by its beginning.
const TELLING_BEGINNING: usize = 6;
/// So many in the sample leave no doubt that many in the register have it.
const SURE: i64 = 50;
/// So many make the second digit of an estimate worth telling: it is then within a tenth nearly always.
const TWO_DIGITS: i64 = 400;

/// Some of the register's companies.
pub struct Sample {
    /// Every word that one of them has, in order.
    words: Vec<Box<str>>,
    /// Places among the members of those that have a word, word by word.
    having: Vec<u32>,
    /// Where those of each word begin, and where the last end.
    begins: Vec<u32>,
    members: Vec<Member>,
    pieces: Pieces,
    /// The words in the order of [`belarusian`], with their places.
    spelt: Vec<(String, u32)>,
    /// Companies in the register.
    all: i64,
}

struct Member {
    unp: i64,
    standing: i32,
    office: Option<i32>,
    form: LegalForm,
    section: Option<char>,
    registered_on: Option<NaiveDate>,
}

/// The sample that there is, and whether the next is being taken.
#[derive(Default)]
pub struct Samples {
    kept: RwLock<Option<(Instant, Arc<Sample>)>>,
    taking: AtomicBool,
}

impl Samples {
    /// The sample that there is, if there is one, however old.
    pub fn kept(&self) -> Option<Arc<Sample>> {
        self.kept.read().unwrap_or_else(PoisonError::into_inner).as_ref().map(|(_, sample)| sample.clone())
    }

    /// The sample that there is. Where there is none, or an old one, the next is taken meanwhile.
    pub fn current(&self, state: &AppState) -> Option<Arc<Sample>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner).clone();
        if kept.as_ref().is_none_or(|(taken, _)| taken.elapsed() > AGE) && !self.taking.swap(true, Ordering::AcqRel) {
            let state = state.clone();
            tokio::spawn(async move {
                match Sample::take(&state.db).await {
                    Ok(sample) => state.samples.keep(sample),
                    Err(problem) => tracing::warn!(?problem, "no sample of the register could be taken"),
                }
                state.samples.taking.store(false, Ordering::Release);
            });
        }
        kept.map(|(_, sample)| sample)
    }

    fn keep(&self, sample: Sample) {
        *self.kept.write().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), Arc::new(sample)));
    }
}

impl Sample {
    /// Takes one from the register, some companies at a time.
    pub async fn take(db: &Db) -> Result<Sample, Failure> {
        let (all, _) = db.read(|conn| Ok::<_, Failure>(projection::count_companies(conn)?)).await?;
        let (mut making, mut last) = (Making::default(), 0);
        loop {
            let step = db.read(move |conn| {
                let rows = company_sample::after(conn, last, SIZE, all, BATCH)?;
                let last = rows.last().map(|row| row.unp);
                Ok::<_, Failure>((rows.iter().map(told).collect::<Vec<_>>(), last))
            });
            let (companies, next) = step.await?;
            for (member, words, search) in companies {
                making.add(member, &words);
                // PostgreSQL's index chooses among pieces by itself.
                if db.dialect() == Dialect::Sqlite {
                    making.pieces.add(&search);
                }
            }
            match next {
                Some(unp) => last = unp,
                None => return Ok(making.made(all)),
            }
        }
    }

    /// Which companies have which parts of names; a small sample does not tell.
    pub fn pieces(&self) -> Option<&Pieces> {
        (self.pieces.len() >= TELLING).then_some(&self.pieces)
    }

    /// Whether so many companies or more have words that begin as one of the readings of each; where not many have them, it
    /// does not say.
    pub fn have_surely(&self, words: &[Vec<String>], many: i64) -> bool {
        let size = self.members.len() as i64;
        let ranges: Vec<Vec<(u32, u32)>> = words.iter().map(|readings| self.ranges(readings)).collect();
        let few = |readings: &Vec<(u32, u32)>| {
            readings.iter().map(|(from, to)| self.places(*from, *to).len() as i64).sum::<i64>() < SURE
        };
        if words.is_empty() || ranges.iter().any(few) {
            return false;
        }
        let count = self.having_all(&ranges).into_iter().filter(|has| *has).count() as i64;
        count >= SURE && i128::from(count) * i128::from(self.all) >= i128::from(many) * i128::from(size)
    }

    /// About how many a search leaves, and each of its filters beside the others; `found` says what it looked for.
    pub fn estimate(&self, sought: &Sought, found: &Found) -> (Option<i64>, Tallies) {
        let ranges: Vec<Vec<(u32, u32)>> = found.readings.iter().map(|readings| self.ranges(readings)).collect();
        let members = self.sought(sought, &found.forms, &ranges);
        let left = |but| move |member: &&&Member| member.is_left(&sought.filters, but);
        let all = members.iter().filter(left(None)).count();
        let tallies = Tallies {
            about: Vec::new(),
            standings: Some(self.counted(members.iter().filter(left(Some(By::Standing))), |m| Some(m.standing))),
            offices: Some(self.counted(members.iter().filter(left(Some(By::Office))), |m| m.office)),
            forms: Some(self.counted(members.iter().filter(left(Some(By::Form))), |m| Some(m.form))),
            sections: Some(self.counted(members.iter().filter(left(Some(By::Section))), |m| m.section)),
        };
        (self.reckoned(all as i64), tallies)
    }

    /// Those that a search is for; `words` are the ranges of words that each of its words may be, `forms` what it means where
    /// it is of nothing but legal forms.
    fn sought(&self, sought: &Sought, forms: &[LegalForm], words: &[Vec<(u32, u32)>]) -> Vec<&Member> {
        let nothing_typed = words.is_empty() && (sought.text.is_empty() || !forms.is_empty());
        let left = match words.is_empty() {
            true => vec![nothing_typed; self.members.len()],
            false => self.having_all(words),
        };
        let numbered =
            |member: &Member| sought.unps.is_some_and(|(first, last)| first <= member.unp && member.unp <= last);
        let of_form = |member: &Member| forms.is_empty() || forms.contains(&member.form);
        let members = self.members.iter().zip(left);
        members.filter(|(member, left)| (*left && of_form(member)) || numbered(member)).map(|(of, _)| of).collect()
    }

    /// Of each member whether it has of each word one of the ranges.
    fn having_all(&self, words: &[Vec<(u32, u32)>]) -> Vec<bool> {
        let mut left = vec![true; self.members.len()];
        for readings in words {
            let mut has = vec![false; left.len()];
            for (from, to) in readings {
                self.places(*from, *to).iter().for_each(|place| has[*place as usize] = true);
            }
            left.iter_mut().zip(has).for_each(|(left, has)| *left &= has);
        }
        left
    }

    /// The places of those that have some words.
    fn places(&self, from: u32, to: u32) -> &[u32] {
        &self.having[self.begins[from as usize] as usize..self.begins[to as usize] as usize]
    }

    fn ranges(&self, readings: &[String]) -> Vec<(u32, u32)> {
        readings.iter().map(|reading| self.beginning(reading)).collect()
    }

    /// Words of the register, at most so many, that may be meant by one that is spelt by the rules of the other language, as
    /// far as they are long; the most frequent first.
    pub fn spelt_otherwise(&self, reading: &str, most: usize) -> Vec<String> {
        let typed = belarusian(reading);
        let from = self.spelt.partition_point(|(spelt, _)| spelt.as_str() < typed.as_str());
        let alike = self.spelt[from..].iter().take_while(|(spelt, _)| spelt.starts_with(&typed));
        let mut found: HashMap<&str, usize> = HashMap::new();
        for (_, place) in alike {
            // As much of the word as sounds like what was typed.
            let whole = &self.words[*place as usize];
            let word = &whole[..heard(whole, typed.len()).1];
            // The beginnings of short words sound like those of too many others.
            if word != reading && (word.len() == whole.len() || typed.len() >= TELLING_BEGINNING) {
                *found.entry(word).or_default() += self.places(*place, *place + 1).len();
            }
        }
        let mut found: Vec<(&str, usize)> = found.into_iter().collect();
        found.sort_unstable_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
        found.into_iter().take(most).map(|(word, _)| word.to_owned()).collect()
    }

    /// How many of the sample have a word that begins so.
    pub fn count_of(&self, reading: &str) -> usize {
        let (from, to) = self.beginning(reading);
        self.places(from, to).len()
    }

    fn counted<'a, K: Ord>(
        &self,
        members: impl Iterator<Item = &'a &'a Member>,
        key: impl Fn(&Member) -> Option<K>,
    ) -> Counted<K> {
        let mut counted = Counted::new();
        for key in members.filter_map(|member| key(member)) {
            *counted.entry(key).or_default() += 1;
        }
        counted.into_iter().filter_map(|(key, count)| Some((key, self.reckoned(count)?))).collect()
    }

    /// So many of the sample are about so many of the register.
    fn reckoned(&self, count: i64) -> Option<i64> {
        let size = self.members.len() as i64;
        if count < FEWEST || size == 0 {
            return None;
        }
        let whole = i128::from(count) * i128::from(self.all) / i128::from(size);
        Some(rounded(whole as i64, if count >= TWO_DIGITS { 2 } else { 1 }))
    }

    /// The places of the words that begin so.
    fn beginning(&self, word: &str) -> (u32, u32) {
        let from = self.words.partition_point(|known| known.as_ref() < word);
        let many = self.words[from..].partition_point(|known| known.starts_with(word));
        (from as u32, (from + many) as u32)
    }
}

impl Member {
    fn is_left(&self, filters: &Filters, but: Option<By>) -> bool {
        filters.leave(self.standing, self.office, self.form, self.section, self.registered_on, but)
    }
}

/// A sample in the making.
#[derive(Default)]
struct Making {
    /// Of each word the places of those that have it.
    known: HashMap<Box<str>, Vec<u32>>,
    members: Vec<Member>,
    pieces: Pieces,
}

impl Making {
    fn add(&mut self, member: Member, words: &str) {
        let place = self.members.len() as u32;
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            match self.known.get_mut(word) {
                Some(having) => having.push(place),
                None => drop(self.known.insert(word.into(), vec![place])),
            }
        }
        self.members.push(member);
    }

    fn made(mut self, all: i64) -> Sample {
        self.pieces.settle();
        let mut known: Vec<(Box<str>, Vec<u32>)> = self.known.into_iter().collect();
        known.sort_unstable();
        let (mut words, mut having, mut begins) = (Vec::with_capacity(known.len()), Vec::new(), vec![0]);
        for (word, places) in known {
            words.push(word);
            having.extend(places);
            begins.push(having.len() as u32);
        }
        let mut spelt: Vec<(String, u32)> =
            words.iter().zip(0..).map(|(word, place)| (belarusian(word), place)).collect();
        spelt.sort_unstable();
        Sample { words, having, begins, members: self.members, pieces: self.pieces, spelt, all }
    }
}

/// What of a row is searched and filtered by, its words, and its folded names.
fn told(row: &CompanyRow) -> (Member, String, String) {
    let member = Member {
        unp: row.unp,
        standing: row.standing,
        office: row.office,
        form: LegalForm::of(row.kind(), &row.name),
        section: section_of(row.activity.as_deref()),
        registered_on: row.registered_on,
    };
    (member, words_of(row).words, row.search.clone())
}

/// What a word's key has in common in Belarusian and in Russian: the one writes unstressed vowels as they are heard
/// («Бабруйск», «Асіповічы»), «ў» for «в», and «дз», «ц» for soft consonants.
fn belarusian(key: &str) -> String {
    heard(key, usize::MAX).0
}

/// So many letters of this at most, and how many of the key they are.
fn heard(key: &str, most: usize) -> (String, usize) {
    let letters = key.as_bytes();
    let (mut heard, mut at) = (String::with_capacity(key.len()), 0);
    while at < letters.len() && heard.len() < most {
        let (letter, length) = match (letters[at], letters.get(at + 1)) {
            (b'i', Some(b'a')) => ('a', 2),
            (b't', Some(b's')) => ('t', 2),
            (b'd', Some(b'z')) => ('d', 2),
            (b'o' | b'e', _) => ('a', 1),
            (b'v', _) => ('u', 1),
            (other, _) => (char::from(other), 1),
        };
        heard.push(letter);
        at += length;
    }
    (heard, at)
}

/// A number to so many of its first digits.
fn rounded(number: i64, digits: u32) -> i64 {
    let length = number.checked_ilog10().map_or(1, |log| log + 1);
    let unit = 10_i64.pow(length.saturating_sub(digits));
    (number + unit / 2) / unit * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(all: i64) -> Sample {
        let mut making = Making::default();
        for unp in 0..1000 {
            let member = Member {
                unp,
                standing: if unp % 4 == 0 { 2 } else { 1 },
                office: Some(if unp < 3 { 7101 } else { 7102 }),
                form: LegalForm::ALL[0],
                section: None,
                registered_on: NaiveDate::from_ymd_opt(2000 + unp as i32 % 2, 1, 1),
            };
            making.add(member, if unp % 2 == 0 { "mogilev elka 10" } else { "mogilevskaia park" });
        }
        making.made(all)
    }

    fn estimate(text: &str, filters: Filters) -> (Option<i64>, Tallies) {
        let sought = Sought { text: text.to_owned(), filters, ..Sought::default() };
        let found = Found { readings: portal::sound::sought(text), ..Found::default() };
        sample(1_500_000).estimate(&sought, &found)
    }

    #[test]
    fn what_is_left_of_the_sample_is_reckoned_up() {
        let (all, tallies) = estimate("могилев", Filters::default());
        assert_eq!(all, Some(1_500_000), "the beginning of either word");
        let completed = Tallies { standings: Some([(1, 7)].into()), ..Tallies::default() }.completed(tallies.clone());
        assert_eq!((completed.standings, completed.forms), (Some([(1, 7)].into()), tallies.forms.clone()));
        assert_eq!(completed.about, [By::Office, By::Form, By::Section]);
        assert_eq!(tallies.standings, Some([(1, 1_100_000), (2, 400_000)].into()));
        assert_eq!(tallies.offices, Some([(7102, 1_500_000)].into()), "of three nothing is said");
        assert_eq!(estimate("могилев парк", Filters::default()).0, Some(750_000));
        assert_eq!(estimate("нигде", Filters::default()).0, None);
    }

    #[test]
    fn what_very_many_have_is_known_before_it_is_looked_for() {
        let sample = sample(1_500_000);
        let has = |text: &str| sample.have_surely(&portal::sound::sought(text), 5_000);
        assert!(has("могилев") && has("могилев парк") && has("елка"));
        assert!(!has("нигде") && !has("парк елка") && !has(""));
        assert!(!sample.have_surely(&portal::sound::sought("парк"), 1_000_000));
    }

    #[test]
    fn a_belarusian_spelling_leads_to_the_russian_one() {
        let otherwise = |word: &str| sample(1000).spelt_otherwise(&portal::sound::sought(word).concat()[0], 4);
        assert_eq!(otherwise("магілёў"), ["mogilev"], "and «могилёвская» as far as it sounds so");
        assert_eq!(otherwise("Магілёўская"), ["mogilevskaia"]);
        assert_eq!(otherwise("могилёв"), [""; 0], "as it stands there");
        assert_eq!(otherwise("эўка"), [""; 0]);
        assert_eq!(otherwise("алка"), ["elka"]);
        assert_eq!(otherwise("пёрк"), ["park"]);
        assert_eq!(otherwise("магі"), [""; 0], "a short word is no beginning of another");
        for (belarusian_word, russian) in [
            ("Бабруйск", "Бобруйск"),
            ("Асіповічы", "Осиповичи"),
            ("Крычаў", "Кричев"),
            ("Касцюковічы", "Костюковичи"),
            ("Дзяржынск", "Дзержинск"),
            ("Хоцімск", "Хотимск"),
            ("Каштанавая", "Каштановая"),
            ("Бялынічы", "Белыничи"),
        ] {
            let [one, other] =
                [belarusian_word, russian].map(|word| belarusian(&portal::sound::key(&portal::fold::fold(word))));
            assert_eq!(one, other, "{belarusian_word}");
        }
    }

    #[test]
    fn a_filter_counts_beside_those_of_other_kinds() {
        let filters = Filters { standings: vec![2], until: NaiveDate::from_ymd_opt(2000, 5, 1), ..Filters::default() };
        let (all, tallies) = estimate("", filters);
        assert_eq!(all, Some(400_000));
        assert_eq!(tallies.standings, Some([(1, 400_000), (2, 400_000)].into()), "as if none were chosen");
        let numbers = Sought { text: "5".into(), unps: Some((0, 99)), ..Sought::default() };
        let (all, _) =
            sample(10_000).estimate(&numbers, &Found { readings: portal::sound::sought("5"), ..Found::default() });
        assert_eq!(all, Some(1_000));
    }

    #[test]
    fn an_estimate_has_no_more_digits_than_it_is_worth() {
        assert_eq!([rounded(123_456, 2), rounded(987, 1), rounded(7, 2), rounded(0, 1)], [120_000, 1_000, 7, 0]);
    }
}
