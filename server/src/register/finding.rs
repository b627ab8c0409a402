//! Finding companies: several ways to look for them one after another, the best found first.
//!
//! The names that begin as typed, the words wherever they stand and however they are spelt, parts of words;
//! where all of that finds nothing, words that differ by a typo or two. At most [`MOST`] companies are
//! ranked, filtered and sorted, in memory: no page of what was found costs more than another. Where there are more
//! than that, and nobody asked for an order or a filter, it is chance which of them are at hand: then only the
//! first [`RANKED`] are ranked, and the others follow as they were found.

mod answer;
mod typos;

pub use answer::{Counted, Found, Tallies};

use super::sample::Sample;
use super::search_words::mark;
use crate::store::AnyConn;
use crate::store::budget::{self, Budget};
use crate::store::company_search::{self, FoundRow, MOST};
use answer::Answer;
use chrono::{Datelike, NaiveDate};
use diesel::QueryResult;
use portal::fold::search_key;
use portal::legal_form::{LegalForm, is_word_of_form};
use portal::sound;
use std::collections::HashSet;
use std::time::Duration;

/// Words of a query that are looked for.
const MOST_WORDS: usize = 12;
/// So many are ranked of those that were found by chance among more.
const RANKED: usize = 100;
/// Parts of words are looked for where their beginnings found less than a page.
const ENOUGH: usize = 20;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// As typed.
    pub text: String,
    /// First and last UNP that begin with the digits typed.
    pub unps: Option<(i64, i64)>,
    pub filters: Filters,
    pub sort: Sort,
}

/// What a company must be; several of one kind are alternatives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    pub standings: Vec<i32>,
    pub offices: Vec<i32>,
    pub forms: Vec<LegalForm>,
    pub sections: Vec<char>,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

/// Kinds of filters of which one counts what each choice would leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Standing,
    Office,
    Form,
    Section,
}

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Best,
    Name,
    Newest,
    Oldest,
}

impl Sort {
    pub const ALL: [Sort; 4] = [Sort::Best, Sort::Name, Sort::Newest, Sort::Oldest];

    /// The word in the address, and the end of the locale key `register-sort-…`.
    pub fn code(self) -> &'static str {
        match self {
            Sort::Best => "best",
            Sort::Name => "name",
            Sort::Newest => "newest",
            Sort::Oldest => "oldest",
        }
    }

    pub fn from_code(code: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

impl Filters {
    pub fn is_empty(&self) -> bool {
        *self == Filters::default()
    }

    /// Whether they leave a company, those of one kind passed over.
    pub(super) fn leave(
        &self,
        standing: i32,
        office: Option<i32>,
        form: LegalForm,
        section: Option<char>,
        registered_on: Option<NaiveDate>,
        but: Option<By>,
    ) -> bool {
        fn among<T: PartialEq>(wanted: &[T], has: Option<T>) -> bool {
            wanted.is_empty() || has.is_some_and(|has| wanted.contains(&has))
        }
        let within = match (self.from, self.until) {
            (None, None) => true,
            (from, until) => registered_on
                .is_some_and(|day| from.is_none_or(|from| day >= from) && until.is_none_or(|until| day <= until)),
        };
        (but == Some(By::Standing) || among(&self.standings, Some(standing)))
            && (but == Some(By::Office) || among(&self.offices, office))
            && (but == Some(By::Form) || among(&self.forms, Some(form)))
            && (but == Some(By::Section) || among(&self.sections, section))
            && within
    }

    /// The marks of the index by kinds of filters, those of kinds with none chosen empty.
    fn marks(&self) -> [(By, Vec<String>); 4] {
        [
            (By::Standing, self.standings.iter().copied().map(mark::standing).collect()),
            (By::Office, self.offices.iter().copied().map(mark::office).collect()),
            (By::Form, self.forms.iter().copied().map(mark::form).collect()),
            (By::Section, self.sections.iter().copied().map(mark::section).collect()),
        ]
    }

    /// The marks of the years of registration.
    fn years(&self) -> Vec<String> {
        match (self.from, self.until) {
            (None, None) => Vec::new(),
            // The first companies of the register are of 1990 or so; nobody is registered after this century.
            (from, until) => {
                let first = from.map_or(1980, |day| day.year().max(1980));
                let last = until.map_or(2100, |day| day.year().min(2100));
                (first..=last.max(first)).map(mark::year).collect()
            }
        }
    }

    /// What the index is asked, the filters of one kind passed over: of each group a company has one mark.
    fn groups(&self, but: Option<By>) -> Vec<Vec<String>> {
        let chosen = self.marks().into_iter().filter(|(by, _)| Some(*by) != but).map(|(_, marks)| marks);
        chosen.chain([self.years()]).filter(|group| !group.is_empty()).collect()
    }
}

/// How the words of a text are looked for.
struct Words {
    /// For each word its readings, words of legal forms left out.
    readings: Vec<Vec<String>>,
    /// The folded words as names are stored, those of legal forms left out where others stay.
    folded: Vec<String>,
}

impl Words {
    fn of(text: &str) -> Words {
        let all: Vec<String> =
            search_key(text).split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).map(str::to_owned).collect();
        let readings: Vec<Vec<String>> = sound::sought(text).into_iter().take(MOST_WORDS).collect();
        let of_form = |readings: &[String]| readings.iter().any(|reading| is_word_of_form(reading));
        let telling: Vec<String> =
            all.iter().filter(|word| !sound::sought(word).iter().any(|readings| of_form(readings))).cloned().collect();
        Words {
            readings: readings.into_iter().filter(|readings| !of_form(readings)).collect(),
            folded: if telling.is_empty() { all } else { telling },
        }
    }
}

/// What was gathered so far.
#[derive(Default)]
struct Gathered {
    /// In the order in which they were found: names that begin as typed come first.
    unps: Vec<i64>,
    known: HashSet<i64>,
    /// A query had more than it may give.
    more: bool,
    /// Time was up before everything was looked at.
    cut: bool,
    /// What was found is not what was typed but near it.
    corrected: bool,
    /// Kinds of filters of whose other choices not all companies were looked at.
    uncounted: Vec<By>,
    /// The words that were looked for, by their readings.
    readings: Vec<Vec<String>>,
}

impl Gathered {
    fn add(&mut self, unps: Vec<i64>) {
        self.more |= unps.len() as i64 > MOST;
        let Gathered { unps: found, known, .. } = self;
        found.extend(unps.into_iter().filter(|unp| known.insert(*unp)));
    }
}

/// Looks for companies for as long as `limit`, which it tells where it did not suffice.
///
/// A sample of the register, where there is one, tells which parts of words are rare.
pub fn find(conn: &mut AnyConn, sought: &Sought, limit: Duration, sample: Option<&Sample>) -> QueryResult<Found> {
    let words = Words::of(&sought.text);
    let gathered = budget::of(conn, limit, |conn, budget| gather(conn, budget, sought, &words, sample))?;
    let by_chance = gathered.more && sought.filters.is_empty() && sought.sort == Sort::Best;
    let ranked = if by_chance { gathered.unps.len().min(RANKED) } else { gathered.unps.len() };
    let (ranked, others) = gathered.unps.split_at(ranked);
    let text = words.folded.join(" ");
    let mut answer = Answer::to(sought, &text, &gathered);
    company_search::each_brief(conn, ranked, |row| answer.add(row))?;
    let mut found = answer.found();
    let room = (MOST as usize).saturating_sub(found.unps.len());
    found.unps.extend(others.iter().take(room));
    Ok(found)
}

/// Looks for companies one way after another, as far as the budget goes.
fn gather(
    conn: &mut AnyConn,
    budget: &mut Budget,
    sought: &Sought,
    words: &Words,
    sample: Option<&Sample>,
) -> QueryResult<Gathered> {
    let mut gathered = Gathered::default();
    let mut step = |conn: &mut AnyConn, gathered: &mut Gathered, query: Step<'_>| -> QueryResult<Option<usize>> {
        let found = budget.within(conn, query)?;
        let count = found.as_ref().map(Vec::len);
        match found {
            Some(unps) => gathered.add(unps),
            None => gathered.cut = true,
        }
        Ok(count)
    };
    let (readings, marks) = (&words.readings, sought.filters.groups(None));
    if !words.folded.is_empty() {
        let text = words.folded.join(" ");
        step(conn, &mut gathered, Box::new(move |conn| company_search::named(conn, &text)))?;
    }
    let mut count = 0;
    if !readings.is_empty() {
        count = step(conn, &mut gathered, Box::new(|conn| company_search::worded(conn, readings, &[])))?.unwrap_or(0);
    }
    let many = count as i64 > MOST;
    if !marks.is_empty() && (many || words.folded.is_empty()) {
        // Those that the filters leave may be beyond the first thousand: the index knows the filters too.
        gathered.more = false;
        step(conn, &mut gathered, Box::new(|conn| company_search::worded(conn, readings, &marks)))?;
        // What another choice among filters of one kind would leave.
        for (by, _) in sought.filters.marks().into_iter().filter(|(_, chosen)| !chosen.is_empty()) {
            let (others, before) = (sought.filters.groups(Some(by)), gathered.more);
            let asked = !others.is_empty();
            let count = match asked {
                true => step(conn, &mut gathered, Box::new(|conn| company_search::worded(conn, readings, &others)))?,
                false => None,
            };
            gathered.more = before;
            if count.is_none_or(|count| count as i64 > MOST) {
                gathered.uncounted.push(by);
            }
        }
    }
    // Behind the names: of a thousand numbers that begin so none is better than another.
    if let Some(unps) = sought.unps {
        step(conn, &mut gathered, Box::new(move |conn| company_search::numbered(conn, unps)))?;
    }
    // The filters may leave nothing of what was found.
    let few = count < ENOUGH || (!many && !sought.filters.is_empty());
    if few && !words.folded.is_empty() {
        let parts: Vec<&str> = words.folded.iter().map(String::as_str).collect();
        step(
            conn,
            &mut gathered,
            Box::new(move |conn| company_search::containing(conn, &parts, sample.and_then(Sample::pieces))),
        )?;
    }
    let mut readings = words.readings.clone();
    if gathered.unps.is_empty() && !gathered.cut && !readings.is_empty() {
        match budget.within(conn, |conn| typos::corrected(conn, &readings))? {
            None => gathered.cut = true,
            Some(None) => {}
            Some(Some(corrected)) => {
                match budget.within(conn, |conn| company_search::worded(conn, &corrected, &[]))? {
                    Some(unps) => gathered.add(unps),
                    None => gathered.cut = true,
                }
                gathered.corrected = true;
                readings = corrected;
            }
        }
    }
    gathered.readings = readings;
    Ok(gathered)
}

/// Some of those found, as a list shows them.
pub fn shown(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<Vec<FoundRow>> {
    let mut rows = company_search::shown(conn, unps)?;
    rows.sort_by_key(|row| unps.iter().position(|unp| *unp == row.unp));
    Ok(rows)
}

type Step<'a> = Box<dyn FnOnce(&mut AnyConn) -> QueryResult<Vec<i64>> + 'a>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_forms_are_passed_over_unless_nothing_else_is_typed() {
        assert_eq!(Words::of("ООО «Ёлка-Ўсход»").folded, ["елка", "усход"]);
        assert_eq!(Words::of("общество с ограниченной ответственностью елка").folded, ["елка"]);
        let form = Words::of("OOO");
        assert_eq!((form.folded, form.readings.len()), (vec!["ооо".to_owned()], 0));
        assert!(Words::of("«»").folded.is_empty());
    }

    #[test]
    fn filters_are_marks_of_the_index() {
        let day = |year| NaiveDate::from_ymd_opt(year, 5, 1);
        let filters = Filters { standings: vec![1, 2], from: day(2015), until: day(2016), ..Filters::default() };
        assert_eq!(filters.groups(None), [vec!["s1", "s2"], vec!["y2015", "y2016"]]);
        assert_eq!(filters.groups(Some(By::Standing)), [vec!["y2015", "y2016"]]);
        assert_eq!(Filters { until: day(-200_000), ..Filters::default() }.groups(None), [vec!["y1980"]]);
        assert!(Filters::default().groups(None).is_empty());
    }
}
