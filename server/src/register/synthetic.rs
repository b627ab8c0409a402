//! A register of the Mogilev region that nobody is in: plausible companies for the demo and for load
//! tests, the same for the same seed on every machine.
//!
//! Every record is in the register's wire format and carries the field `synthetic`, so that none can
//! pass for a real one. Names, people and numbers are invented; any likeness is chance. Settlements
//! are real; codes that the register did not show are minted (see `directory` and `portal::places`).
//! Companies are made one by one from the seed and their place in the sequence, and nothing is
//! remembered of those before: a million costs no more memory than one.

mod activities;
mod company;
mod dice;
mod directory;
mod life;
mod naming;
mod numbers;
mod oddities;
mod people;
mod streets;
mod whereabouts;
mod words;

pub use oddities::Oddity;

use super::head::Head;
use chrono::NaiveDate;
use company::Origin;
use dice::Dice;
use numbers::Numbers;
use portal::egr::{Address, Base, Event, IpFio, JurNames, Ved};
use whereabouts::Gazetteer;

/// The field that marks every invented record.
pub const FLAG: &str = "synthetic";

/// An invented company. Rows with a history come with the one in force first.
#[derive(Clone, Debug, PartialEq)]
pub struct SyntheticCompany {
    pub base: Base,
    /// Names of a legal entity; none for a sole proprietor.
    pub names: Vec<JurNames>,
    /// Location; a sole proprietor's is personal data, as in the real register.
    pub addresses: Vec<Address>,
    pub activities: Vec<Ved>,
    /// Names of a sole proprietor; none for a legal entity.
    pub persons: Vec<IpFio>,
    /// Heads of a legal entity; Belarusian name and post in `extra` (`vfiob`, `vpostb`).
    pub heads: Vec<Head>,
    /// The registration and everything after it, in the order of time.
    pub events: Vec<Event>,
}

impl SyntheticCompany {
    /// UNP.
    pub fn unp(&self) -> i64 {
        self.base.ngrn
    }

    /// What happened after the registration: changes, and the steps towards the end.
    pub fn history(&self) -> usize {
        self.events.len().saturating_sub(1)
    }
}

/// A person's surname, name and patronymic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub ru: String,
    pub be: String,
}

/// The first so many companies of the register of this seed, as it stands on a day (from 1994 on).
/// Skipping is cheap, so that an import can go on where it stopped. Numbers suffice for 60 million.
pub fn generate(seed: u64, companies: u32, today: NaiveDate) -> Companies {
    Companies { gazetteer: Gazetteer::new(), numbers: Numbers::new(seed), seed, next: 0, companies, today }
}

/// The companies of a synthetic register, one by one.
pub struct Companies {
    gazetteer: Gazetteer,
    numbers: Numbers,
    seed: u64,
    next: u32,
    companies: u32,
    today: NaiveDate,
}

impl Iterator for Companies {
    type Item = SyntheticCompany;

    fn next(&mut self) -> Option<SyntheticCompany> {
        self.nth(0)
    }

    /// Only the numbers of the skipped companies are made.
    fn nth(&mut self, skipped: usize) -> Option<SyntheticCompany> {
        let index = u64::from(self.next) + skipped as u64;
        if index >= u64::from(self.companies) {
            self.next = self.companies;
            return None;
        }
        self.next = u32::try_from(index + 1).unwrap_or(self.companies);
        let ngrn = self.numbers.nth(skipped)?;
        let origin = Origin { gazetteer: &self.gazetteer, index, ngrn, today: self.today };
        Some(company::company(&mut Dice::of(self.seed, index), &origin))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = (self.companies - self.next) as usize;
        (left, Some(left))
    }
}

impl ExactSizeIterator for Companies {}

#[cfg(test)]
mod tests;
