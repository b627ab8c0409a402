//! What was found: ranked, counted by the filters, filtered and sorted.

use super::{By, Filters, Gathered, Sort, Sought};
use crate::register::search_words::section_of;
use crate::store::company_search::{BriefRow, MOST};
use memchr::memmem::Finder;
use portal::company::{Kind, Standing};
use portal::legal_form::LegalForm;
use portal::sound;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What a search came to.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Numbers in their order, at most [`MOST`].
    pub unps: Vec<i64>,
    /// There are more than these.
    pub more: bool,
    /// Time was up before everything was looked at.
    pub cut: bool,
    /// Nothing was spelt as typed: these are near it.
    pub corrected: bool,
    /// How many each filter would leave; not known where there are more than were looked at.
    pub tallies: Option<Tallies>,
    /// The words that were looked for, by their readings.
    pub readings: Vec<Vec<String>>,
}

/// How many companies each filter would leave beside the filters of other kinds; nothing of a kind of whose
/// other choices not all companies were looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tallies {
    /// Kinds of which they are estimates: what is not among those may leave some all the same.
    pub about: Vec<By>,
    pub standings: Option<Counted<i32>>,
    pub offices: Option<Counted<i32>>,
    pub forms: Option<Counted<LegalForm>>,
    pub sections: Option<Counted<char>>,
}

impl Tallies {
    pub fn are_complete(&self) -> bool {
        self.standings.is_some() && self.offices.is_some() && self.forms.is_some() && self.sections.is_some()
    }

    /// Takes estimates where nothing is known.
    pub fn completed(mut self, estimated: Tallies) -> Tallies {
        let unknown = [
            (By::Standing, self.standings.is_none()),
            (By::Office, self.offices.is_none()),
            (By::Form, self.forms.is_none()),
            (By::Section, self.sections.is_none()),
        ];
        self.about.extend(unknown.into_iter().filter(|(_, is_unknown)| *is_unknown).map(|(by, _)| by));
        self.standings = self.standings.or(estimated.standings);
        self.offices = self.offices.or(estimated.offices);
        self.forms = self.forms.or(estimated.forms);
        self.sections = self.sections.or(estimated.sections);
        self
    }
}

pub type Counted<K> = BTreeMap<K, i64>;

/// A company with what the filters ask of it.
struct Candidate {
    row: BriefRow,
    form: LegalForm,
    section: Option<char>,
}

pub(super) fn answer(rows: Vec<BriefRow>, text: &str, sought: &Sought, gathered: &Gathered) -> Found {
    let filters = &sought.filters;
    // Forms and sections are asked for by what counts and by what filters.
    let told = !gathered.more || !filters.is_empty();
    let candidates: Vec<Candidate> = rows.into_iter().map(|row| candidate(row, told)).collect();
    let tallies = (!gathered.more).then(|| tallies(&candidates, filters, &gathered.uncounted));
    let ranking = Ranking::by(text, &gathered.readings);
    let mut kept: Vec<(u8, BriefRow)> = candidates
        .into_iter()
        .filter(|c| is_left(c, filters, None))
        .map(|c| (if sought.sort == Sort::Best { ranking.of(&c.row) } else { 0 }, c.row))
        .collect();
    match sought.sort {
        Sort::Best => {
            fn key((rank, row): &(u8, BriefRow)) -> (u8, bool, &str, i64) {
                (*rank, row.standing != Standing::Active.to_wire(), &row.name_key, row.unp)
            }
            kept.sort_unstable_by(|one, other| key(one).cmp(&key(other)));
        }
        Sort::Name => {
            kept.sort_unstable_by(|(_, one), (_, other)| (&one.name_key, one.unp).cmp(&(&other.name_key, other.unp)))
        }
        Sort::Newest => kept.sort_by_key(|(_, row)| (Reverse(row.registered_on), row.unp)),
        Sort::Oldest => {
            kept.sort_by_key(|(_, row)| (row.registered_on.is_none(), row.registered_on, row.unp));
        }
    }
    let more = gathered.more || kept.len() as i64 > MOST;
    kept.truncate(MOST as usize);
    Found {
        unps: kept.into_iter().map(|(_, row)| row.unp).collect(),
        more,
        cut: gathered.cut,
        corrected: gathered.corrected,
        tallies,
        readings: gathered.readings.clone(),
    }
}

fn candidate(row: BriefRow, told: bool) -> Candidate {
    if !told {
        return Candidate { form: LegalForm::Other, section: None, row };
    }
    let kind = Kind::from_code(&row.kind).unwrap_or(Kind::LegalEntity);
    Candidate { form: LegalForm::of(kind, &row.name), section: section_of(row.activity.as_deref()), row }
}

/// Whether the filters leave a company, those of one kind passed over.
fn is_left(candidate: &Candidate, filters: &Filters, but: Option<By>) -> bool {
    let row = &candidate.row;
    filters.leave(row.standing, row.office, candidate.form, candidate.section, row.registered_on, but)
}

fn tallies(candidates: &[Candidate], filters: &Filters, uncounted: &[By]) -> Tallies {
    fn count<K: Ord>(
        candidates: &[Candidate],
        is_counted: bool,
        left: impl Fn(&Candidate) -> bool,
        key: impl Fn(&Candidate) -> Option<K>,
    ) -> Option<Counted<K>> {
        let mut counted = Counted::new();
        for key in candidates.iter().filter(|c| left(c)).filter_map(key) {
            *counted.entry(key).or_default() += 1;
        }
        is_counted.then_some(counted)
    }
    let is_counted = |by| !uncounted.contains(&by);
    let left = |by| move |c: &Candidate| is_left(c, filters, Some(by));
    Tallies {
        about: Vec::new(),
        standings: count(candidates, is_counted(By::Standing), left(By::Standing), |c| Some(c.row.standing)),
        offices: count(candidates, is_counted(By::Office), left(By::Office), |c| c.row.office),
        forms: count(candidates, is_counted(By::Form), left(By::Form), |c| Some(c.form)),
        sections: count(candidates, is_counted(By::Section), left(By::Section), |c| c.section),
    }
}

/// How well a company fits what was typed.
struct Ranking<'a> {
    text: Finder<'a>,
    /// The text as a whole name, at the beginning of one, and of a word.
    closer: [Finder<'static>; 3],
    readings: &'a [Vec<String>],
    /// With which the readings begin.
    letters: Vec<u8>,
}

impl<'a> Ranking<'a> {
    fn by(text: &'a str, readings: &'a [Vec<String>]) -> Ranking<'a> {
        let closer = [format!("\n{text}\n"), format!("\n{text}"), format!(" {text}")];
        let closer = closer.map(|pattern| Finder::new(&pattern).into_owned());
        let letters = readings.iter().flatten().filter_map(|reading| reading.bytes().next()).collect();
        Ranking { text: Finder::new(text), closer, readings, letters }
    }

    /// 0: so named. 1: the name begins so. 2: words of the name begin so. 3: they stand in the name. 4: the
    /// words stand elsewhere, in the head's name, the address or the activity.
    fn of(&self, row: &BriefRow) -> u8 {
        // Most of what was found holds the text nowhere or as it begins a word: one look tells.
        let search = row.search.as_bytes();
        if !self.text.needle().is_empty() && self.text.find(search).is_some() {
            return self.closer.iter().position(|pattern| pattern.find(search).is_some()).unwrap_or(3) as u8;
        }
        let readings = self.readings;
        if readings.is_empty() {
            return 4;
        }
        let begins =
            |word: &String, readings: &[String]| readings.iter().any(|reading| word.starts_with(reading.as_str()));
        let words = sound::keys_that_begin(&row.search, &self.letters);
        if !readings.iter().all(|readings| words.iter().any(|word| begins(word, readings))) {
            return 4;
        }
        let key = sound::keys_of_folded(&row.name_key);
        if key.len() == readings.len() && key.iter().zip(readings).all(|(word, readings)| readings.contains(word)) {
            return 0;
        }
        if key.len() >= readings.len() && key.iter().zip(readings).all(|(word, readings)| begins(word, readings)) {
            return 1;
        }
        2
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn row(unp: i64, name: &str, standing: i32) -> BriefRow {
        let key = portal::fold::search_key(name);
        BriefRow {
            unp,
            kind: Kind::LegalEntity.code().to_owned(),
            standing,
            registered_on: NaiveDate::from_ymd_opt(2000 + unp as i32, 1, 1),
            office: Some(7101),
            name: format!("Общество с ограниченной ответственностью {name}"),
            activity: Some("62010 Программирование".into()),
            search: format!("\n{key}\n"),
            name_key: key,
        }
    }

    fn found(text: &str, sought: Sought, rows: Vec<BriefRow>) -> Found {
        let gathered = Gathered { readings: sound::sought(text), ..Gathered::default() };
        answer(rows, &portal::fold::search_key(text), &sought, &gathered)
    }

    #[test]
    fn the_best_come_first() {
        let rows = ["Лесопарк", "Старый парк", "Парк сервис", "Парк", "Контора"];
        let rows: Vec<BriefRow> = rows.iter().zip(1..).map(|(name, unp)| row(unp, name, 1)).collect();
        assert_eq!(found("парк", Sought::default(), rows.clone()).unps, [4, 3, 2, 1, 5]);
        assert_eq!(found("park", Sought::default(), rows).unps, [4, 3, 2, 5, 1]);
    }

    #[test]
    fn filters_leave_and_count() {
        let rows = vec![row(1, "А", 1), row(2, "Б", 2), row(3, "В", 2)];
        let filters = Filters { standings: vec![2], until: NaiveDate::from_ymd_opt(2002, 1, 1), ..Filters::default() };
        let found = found("", Sought { filters, ..Sought::default() }, rows);
        assert_eq!(found.unps, [2]);
        let tallies = found.tallies.unwrap();
        assert_eq!(tallies.standings, Some([(1, 1), (2, 1)].into()));
        assert_eq!((tallies.offices, tallies.sections), (Some([(7101, 1)].into()), Some([('J', 1)].into())));
    }
}
