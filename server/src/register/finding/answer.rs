//! What was found: ranked, counted by the filters, filtered and sorted.

use super::{By, Filters, Gathered, Sort, Sought};
use crate::register::search_words::section_of;
use crate::store::company_search::{BriefRow, MOST};
use chrono::NaiveDate;
use memchr::memmem::Finder;
use portal::company::{Kind, Standing};
use portal::legal_form::LegalForm;
use portal::sound;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What a search came to.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Numbers in their order, at most [`MOST`]; no more of very many than were asked for.
    pub unps: Vec<i64>,
    /// How many a list of them goes through, if it is read to its end.
    pub listed: usize,
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
    /// The legal forms that are meant where nothing else is typed.
    pub forms: Vec<LegalForm>,
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

/// What is kept of a company that was found: its rank and what the filters and the order ask of it.
struct Candidate {
    unp: i64,
    rank: u8,
    standing: i32,
    registered_on: Option<NaiveDate>,
    office: Option<i32>,
    form: LegalForm,
    section: Option<char>,
    /// Empty where nothing is sorted by it.
    name_key: String,
}

/// An answer in the making: it takes the companies that were found one after another.
pub(super) struct Answer<'a> {
    sought: &'a Sought,
    gathered: &'a Gathered,
    ranking: Ranking<'a>,
    candidates: Vec<Candidate>,
}

impl<'a> Answer<'a> {
    /// The answer to what is sought, by the folded text.
    pub(super) fn to(sought: &'a Sought, text: &'a str, gathered: &'a Gathered) -> Answer<'a> {
        Answer { sought, gathered, ranking: Ranking::by(text, &gathered.readings), candidates: Vec::new() }
    }

    pub(super) fn add(&mut self, row: BriefRow) {
        let Sought { filters, sort, .. } = self.sought;
        // Forms and sections are asked for by what counts and by what filters.
        let told = !self.gathered.more || !filters.is_empty();
        let kind = Kind::from_code(&row.kind).unwrap_or(Kind::LegalEntity);
        self.candidates.push(Candidate {
            unp: row.unp,
            rank: if *sort == Sort::Best { self.ranking.of(&row) } else { 0 },
            standing: row.standing,
            registered_on: row.registered_on,
            office: row.office,
            form: if told { LegalForm::of(kind, &row.name) } else { LegalForm::Other },
            section: if told { section_of(row.activity.as_deref()) } else { None },
            name_key: if matches!(sort, Sort::Best | Sort::Name) { row.name_key } else { String::new() },
        });
    }

    pub(super) fn found(self) -> Found {
        let Answer { sought: Sought { filters, sort, .. }, gathered, mut candidates, .. } = self;
        let tallies = (!gathered.more).then(|| tallies(&candidates, filters, &gathered.uncounted));
        candidates.retain(|c| is_left(c, filters, None));
        match sort {
            Sort::Best => {
                fn key(c: &Candidate) -> (u8, bool, &str, i64) {
                    (c.rank, c.standing != Standing::Active.to_wire(), &c.name_key, c.unp)
                }
                candidates.sort_unstable_by(|one, other| key(one).cmp(&key(other)));
            }
            Sort::Name => {
                candidates.sort_unstable_by(|one, other| (&one.name_key, one.unp).cmp(&(&other.name_key, other.unp)))
            }
            Sort::Newest => candidates.sort_by_key(|c| (Reverse(c.registered_on), c.unp)),
            Sort::Oldest => candidates.sort_by_key(|c| (c.registered_on.is_none(), c.registered_on, c.unp)),
        }
        let more = gathered.more || candidates.len() as i64 > MOST;
        candidates.truncate(MOST as usize);
        Found {
            unps: candidates.into_iter().map(|c| c.unp).collect(),
            more,
            cut: gathered.cut,
            corrected: gathered.corrected,
            tallies,
            readings: gathered.readings.clone(),
            forms: gathered.forms.clone(),
            listed: 0,
        }
    }
}

/// Whether the filters leave a company, those of one kind passed over.
fn is_left(candidate: &Candidate, filters: &Filters, but: Option<By>) -> bool {
    filters.leave(candidate.standing, candidate.office, candidate.form, candidate.section, candidate.registered_on, but)
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
        standings: count(candidates, is_counted(By::Standing), left(By::Standing), |c| Some(c.standing)),
        offices: count(candidates, is_counted(By::Office), left(By::Office), |c| c.office),
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
        let text = portal::fold::search_key(text);
        let mut answer = Answer::to(&sought, &text, &gathered);
        rows.into_iter().for_each(|row| answer.add(row));
        answer.found()
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
