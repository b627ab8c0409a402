//! Finding companies: several ways to look for them one after another, the best found first.
//!
//! The names that begin as typed, the words wherever they stand and however they are spelt, parts of words;
//! where all of that finds nothing, words that differ by a typo or two. At most [`MOST`] companies are
//! ranked, filtered and sorted, in memory: no page of what was found costs more than another. Where there are more
//! than that, and nobody asked for an order or a filter, it is chance which of them are at hand: then only the
//! first [`RANKED`] are ranked, and the others follow as they were found.

mod answer;
mod typos;
mod words;

pub use answer::{Counted, Found, Tallies};

use super::sample::Sample;
use super::search_words::mark;
use crate::store::AnyConn;
use crate::store::budget::{self, Budget};
use crate::store::company_search::{self, FoundRow, Limit, MOST, Order};
use answer::Answer;
use chrono::{Datelike, NaiveDate};
use diesel::QueryResult;
use portal::legal_form::LegalForm;
use std::collections::HashSet;
use std::time::Duration;
use words::{Spelling, Words};

/// So many are ranked of those that were found by chance among more.
const RANKED: usize = 100;
/// So many times [`MOST`] a sample must tell of before a search stops at the first [`RANKED`].
const SURELY_MORE: i64 = 5;
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
    /// How many of the first are asked for; without it all that a search tells.
    pub reach: Option<usize>,
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

    /// In which order the database gives the first of very many: of days without a name those of the newest.
    fn order(self) -> Order {
        match self {
            Sort::Name => Order::Name,
            Sort::Best | Sort::Newest => Order::Newest,
            Sort::Oldest => Order::Oldest,
        }
    }
}

impl Filters {
    pub fn is_empty(&self) -> bool {
        *self == Filters::default()
    }

    fn are_dated(&self) -> bool {
        self.from.is_some() || self.until.is_some()
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
    /// The legal forms that are meant where nothing else is typed.
    forms: Vec<LegalForm>,
    /// After how many of many each query stops.
    limit: Option<Limit>,
}

impl Gathered {
    fn limit(&self) -> Limit {
        self.limit.unwrap_or(Limit::ALL)
    }

    fn add(&mut self, unps: Vec<i64>) {
        self.more |= self.limit().is_passed_by(unps.len());
        let Gathered { unps: found, known, .. } = self;
        found.extend(unps.into_iter().filter(|unp| known.insert(*unp)));
    }
}

/// Looks for companies for as long as `limit`, which it tells where it did not suffice.
///
/// A sample of the register, where there is one, tells which parts of words are rare and which words very common: of these
/// no more are read than are asked for.
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
    found.listed = if gathered.limit.is_some() && gathered.more { MOST as usize } else { found.unps.len() };
    Ok(found)
}

/// Whether no more than the first [`RANKED`] have to be read of what is sought, since many more have it and nobody asked
/// for more, for a filter, or for an order.
fn first_suffice(sought: &Sought, words: &Words, sample: Option<&Sample>) -> bool {
    sought.filters.is_empty()
        && sought.sort == Sort::Best
        && sought.reach.is_some_and(|reach| reach <= RANKED)
        && sample.is_some_and(|sample| sample.have_surely(&words.readings, SURELY_MORE * MOST))
}

/// Looks for companies one way after another, as far as the budget goes.
fn gather(
    conn: &mut AnyConn,
    budget: &mut Budget,
    sought: &Sought,
    words: &Words,
    sample: Option<&Sample>,
) -> QueryResult<Gathered> {
    let limit = first_suffice(sought, words, sample).then(|| Limit::first(RANKED));
    let gathered = Gathered { limit, forms: words.forms.clone(), ..Gathered::default() };
    let mut search = Search { budget, sought, words, gathered };
    let filters = &sought.filters;
    if !words.folded.is_empty() {
        let (text, limit) = (words.folded.join(" "), search.gathered.limit());
        search.step(conn, move |conn| company_search::named(conn, &text, limit))?;
    }
    let spelt = |readings: &[Vec<String>], spelling| {
        sample.and_then(|sample| Words::spelt_otherwise(readings, sample, spelling))
    };
    let spelling = if words.is_belarusian { Spelling::Any } else { Spelling::Frequent };
    let mut readings = words.readings.clone();
    if words.is_belarusian {
        readings = spelt(&readings, spelling).unwrap_or(readings);
    }
    let mut count = search.look(conn, &readings)?;
    // The same without what tells a kind of place, or as the other language spells it. «Новый город» that is found is meant.
    let is_passed_over = count == 0 || (words.begins_with_place && count < ENOUGH);
    let other = match words.without_places.as_ref().filter(|_| is_passed_over) {
        Some(without) => Some(spelt(without, spelling).unwrap_or_else(|| without.clone())),
        None if count < ENOUGH && !words.is_belarusian => spelt(&readings, spelling),
        None => None,
    };
    if let Some(other) = other {
        let found = search.look(conn, &other)?;
        if found > count {
            (count, readings) = (found, other);
        }
    }
    // Behind the names: of a thousand numbers that begin so none is better than another.
    if let Some(unps) = sought.unps {
        search.step(conn, move |conn| company_search::numbered(conn, unps))?;
    }
    // The filters may leave nothing of what was found.
    let few = count < ENOUGH || (!search.gathered.limit().is_passed_by(count) && !filters.is_empty());
    if few && !words.folded.is_empty() && words.forms.is_empty() {
        let parts: Vec<&str> = words.folded.iter().map(String::as_str).collect();
        let pieces = sample.and_then(Sample::pieces);
        search.step(conn, |conn| company_search::containing(conn, &parts, pieces))?;
    }
    if search.found_nothing()
        && let Some(other) = spelt(words.without_places.as_ref().unwrap_or(&readings), Spelling::Any)
        && search.look(conn, &other)? > 0
    {
        search.gathered.corrected = true;
        readings = other;
    }
    if search.found_nothing() && !readings.is_empty() {
        let typed = words.without_places.as_ref().unwrap_or(&readings).clone();
        match search.budget.within(conn, |conn| typos::corrected(conn, &typed))? {
            None => search.gathered.cut = true,
            Some(None) => {}
            Some(Some(corrected)) => {
                search.look(conn, &corrected)?;
                search.gathered.corrected = true;
                readings = corrected;
            }
        }
    }
    let mut gathered = search.gathered;
    gathered.readings = readings;
    Ok(gathered)
}

/// A search under way.
struct Search<'a> {
    budget: &'a mut Budget,
    sought: &'a Sought,
    words: &'a Words,
    gathered: Gathered,
}

impl Search<'_> {
    /// Gathers what a query finds, and tells how many that were; `None` where time was up.
    fn step(
        &mut self,
        conn: &mut AnyConn,
        query: impl FnOnce(&mut AnyConn) -> QueryResult<Vec<i64>>,
    ) -> QueryResult<Option<usize>> {
        let found = self.budget.within(conn, query)?;
        let count = found.as_ref().map(Vec::len);
        match found {
            Some(unps) => self.gathered.add(unps),
            None => self.gathered.cut = true,
        }
        Ok(count)
    }

    fn found_nothing(&self) -> bool {
        self.gathered.unps.is_empty() && !self.gathered.cut
    }

    /// Looks for words, and where there are more companies that have them than are looked at, for those of them that the
    /// filters leave and the first by the order. Tells how many have the words.
    fn look(&mut self, conn: &mut AnyConn, readings: &[Vec<String>]) -> QueryResult<usize> {
        let (words, filters, limit) = (self.words, &self.sought.filters, self.gathered.limit());
        let mut count = 0;
        if !readings.is_empty() {
            count = self.step(conn, |conn| company_search::worded(conn, readings, &[], limit))?.unwrap_or(0);
        }
        let marks = self.groups(None);
        // Where no word narrows, it is all of the register, or those of a form.
        let no_word = readings.is_empty() && (words.folded.is_empty() || !words.forms.is_empty());
        let in_order = filters.are_dated() || self.sought.sort != Sort::Best;
        if !(limit.is_passed_by(count) || no_word) || (marks.is_empty() && !in_order) {
            return Ok(count);
        }
        // Those that the filters leave, or the first by the order, may be beyond the first thousand.
        self.gathered.more = false;
        let mut left = None;
        if !marks.is_empty() {
            left = self.step(conn, |conn| company_search::worded(conn, readings, &marks, Limit::ALL))?;
        }
        let beyond = |left: Option<usize>| left.is_some_and(|left| Limit::ALL.is_passed_by(left));
        if in_order && (marks.is_empty() || beyond(left)) {
            self.gathered.more = false;
            let marks = marks_without_years(filters, &marks);
            let (days, order) = ((filters.from, filters.until), self.sought.sort.order());
            left = self.step(conn, |conn| company_search::in_order(conn, readings, &marks, days, order))?;
            // Those without a day have no place among the newest; where there are few with one, there may be more in all.
            if !filters.are_dated() && order != Order::Name && !beyond(left) {
                let by_name = |conn: &mut AnyConn| company_search::in_order(conn, readings, &marks, days, Order::Name);
                left = self.step(conn, by_name)?;
            }
        }
        if no_word {
            // Of the names that begin so the first were taken by chance; of those meant all that there are.
            self.gathered.more = left.is_none_or(|left| Limit::ALL.is_passed_by(left));
        }
        self.gathered.uncounted.clear();
        // What another choice among filters of one kind would leave.
        for (by, _) in filters.marks().into_iter().filter(|(_, chosen)| !chosen.is_empty()) {
            let (others, before) = (self.groups(Some(by)), self.gathered.more);
            let count = match others.is_empty() {
                false => self.step(conn, |conn| company_search::worded(conn, readings, &others, Limit::ALL))?,
                true => None,
            };
            self.gathered.more = before;
            if count.is_none_or(|count| Limit::ALL.is_passed_by(count)) {
                self.gathered.uncounted.push(by);
            }
        }
        Ok(count)
    }

    /// The marks that are asked for; a legal form that is all that somebody typed is one too.
    fn groups(&self, but: Option<By>) -> Vec<Vec<String>> {
        let forms: Vec<String> = self.words.forms.iter().copied().map(mark::form).collect();
        let groups = self.sought.filters.groups(but).into_iter().chain([forms]);
        groups.filter(|group| !group.is_empty()).collect()
    }
}

/// The groups of marks but the years', where the days themselves are asked for.
fn marks_without_years(filters: &Filters, marks: &[Vec<String>]) -> Vec<Vec<String>> {
    let years = filters.years();
    marks.iter().filter(|group| **group != years).cloned().collect()
}

/// Some of those found, as a list shows them.
pub fn shown(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<Vec<FoundRow>> {
    let mut rows = company_search::shown(conn, unps)?;
    rows.sort_by_key(|row| unps.iter().position(|unp| *unp == row.unp));
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

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
