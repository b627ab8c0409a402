//! What happens to an invented company, and when: registration, changes, the end.

use super::dice::Dice;
use super::directory::{
    ACTIVE, ANNULLED, BANKRUPT, EXCLUDED, Happening, IN_LIQUIDATION, INCAPABLE, REORGANISED, SUSPENDED,
};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The first day of the register.
const BEGINNING: NaiveDate = NaiveDate::from_ymd_opt(1992, 1, 2).expect("a day of the calendar");
/// Days between two changes, at least.
const PAUSE: u32 = 45;
/// Days a company exists before it can come to an end.
const YOUTH: u32 = 400;

/// The course of a company's life.
#[derive(Clone, Debug)]
pub(super) struct Life {
    pub registered: NaiveDate,
    /// Code of the status it has now.
    pub status: i64,
    /// The day it ceased to be.
    pub ended: Option<NaiveDate>,
    /// What happened after the registration, in the order of time.
    pub happenings: Vec<(NaiveDate, Happening)>,
}

/// How many changes companies live through, in hundredths from none on.
const CHANGES_OF_ENTITY: [u32; 10] = [8, 14, 18, 18, 14, 10, 8, 5, 3, 2];
const CHANGES_OF_PERSON: [u32; 7] = [18, 28, 23, 16, 8, 4, 3];

/// Kinds of change, and how often each befalls an entity, in hundredths.
const CHANGES: [Happening; 4] =
    [Happening::HeadReplaced, Happening::Moved, Happening::ActivityChanged, Happening::Renamed];
const ENTITY_CHANGES: [u32; 4] = [45, 32, 13, 10];

impl Life {
    pub fn of_person(dice: &mut Dice, today: NaiveDate) -> Self {
        let changes = dice.weighted(&CHANGES_OF_PERSON) as u32;
        Self::drawn(dice, today, changes, &[0, 55, 37, 8])
    }

    pub fn of_entity(dice: &mut Dice, today: NaiveDate) -> Self {
        let changes = dice.weighted(&CHANGES_OF_ENTITY) as u32;
        Self::drawn(dice, today, changes, &ENTITY_CHANGES)
    }

    /// The life of an old active entity to which much has happened.
    pub fn long(dice: &mut Dice, today: NaiveDate, changes: u32) -> Self {
        let registered = working_day(today - Days::new(u64::from(PAUSE * 4 * changes))).max(BEGINNING);
        Self::lived(dice, today, registered, ACTIVE, (changes, &ENTITY_CHANGES))
    }

    fn drawn(dice: &mut Dice, today: NaiveDate, changes: u32, kinds: &[u32]) -> Self {
        let status = status(dice);
        let youth = if status == ACTIVE { 0 } else { YOUTH };
        let registered = registration(dice, today, youth);
        Self::lived(dice, today, registered, status, (changes, kinds))
    }

    /// So many changes of these kinds, if there was time for them.
    fn lived(
        dice: &mut Dice,
        today: NaiveDate,
        registered: NaiveDate,
        status: i64,
        (changes, kinds): (u32, &[u32]),
    ) -> Self {
        let end = end(dice, today, registered, status);
        let until = end.first().map_or(today, |(day, _)| *day);
        let days = days_between(registered, until);
        let changes = changes.min(days / PAUSE);
        let mut happenings: Vec<(NaiveDate, Happening)> = (0..changes)
            .map(|place| {
                let length = days / changes;
                let day = place * length + 10 + dice.below(length - 12);
                (working_day(registered + Days::new(day.into())), CHANGES[dice.weighted(kinds)])
            })
            .collect();
        happenings.extend(&end);
        let ended = end.last().filter(|(_, happening)| happening.is_final()).map(|(day, _)| *day);
        Self { registered, status, ended, happenings }
    }
}

impl Happening {
    /// Whether nothing follows.
    fn is_final(self) -> bool {
        matches!(self, Self::Exclusion | Self::Incapacity | Self::Annulment | Self::Reorganisation)
    }
}

fn status(dice: &mut Dice) -> i64 {
    const STATUSES: [i64; 8] =
        [ACTIVE, EXCLUDED, IN_LIQUIDATION, BANKRUPT, REORGANISED, SUSPENDED, INCAPABLE, ANNULLED];
    STATUSES[dice.weighted(&[780, 140, 50, 15, 6, 4, 3, 2])]
}

/// The nearer the past, the more companies it made that are in the register today.
fn registration(dice: &mut Dice, today: NaiveDate, youth: u32) -> NaiveDate {
    let span = u64::from(days_between(BEGINNING, today).saturating_sub(youth));
    let drawn = u64::from(dice.below(65_536));
    let age = u64::from(youth) + drawn * drawn * span / (65_536 * 65_536);
    working_day(today - Days::new(age)).max(BEGINNING)
}

/// What leads to the status, in the order of time; nothing for an active company.
fn end(dice: &mut Dice, today: NaiveDate, registered: NaiveDate, status: i64) -> Vec<(NaiveDate, Happening)> {
    let mut ago = |from: u32, to: u32| {
        let age = days_between(registered, today);
        let to = to.min(age.saturating_sub(YOUTH / 2)).max(1);
        working_day(today - Days::new(dice.between(from.min(to), to).into()))
    };
    let ever = u32::MAX;
    match status {
        EXCLUDED => {
            let excluded = ago(1, ever);
            let decided = excluded - Days::new(dice.between(90, 190).into());
            vec![(working_day(decided), Happening::ClosingDecided), (excluded, Happening::Exclusion)]
        }
        IN_LIQUIDATION => vec![(ago(3, 270), Happening::ClosingDecided)],
        BANKRUPT => vec![(ago(20, 700), Happening::BankruptcyOpened)],
        REORGANISED => vec![(ago(1, ever), Happening::Reorganisation)],
        SUSPENDED => vec![(ago(3, 330), Happening::Suspension)],
        INCAPABLE => vec![(ago(1, ever), Happening::Incapacity)],
        ANNULLED => vec![(ago(1, ever), Happening::Annulment)],
        _ => Vec::new(),
    }
}

fn days_between(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from((to - from).num_days()).unwrap_or(0)
}

/// Offices work from Monday to Friday.
fn working_day(day: NaiveDate) -> NaiveDate {
    match day.weekday() {
        Weekday::Sat => day - Days::new(1),
        Weekday::Sun => day - Days::new(2),
        _ => day,
    }
}
