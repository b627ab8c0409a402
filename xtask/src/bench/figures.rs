//! Figures as they are reported: the median ratio of the rounds with its spread, in a line that can
//! be quoted, and each round in JSON.

use serde_json::{Value, json};
use std::fmt;

/// Two things measured beside each other, round by round.
pub struct Figure {
    name: String,
    /// What was measured, and beside what.
    title: String,
    beside: &'static str,
    unit: &'static str,
    wanted: Wanted,
    rounds: Vec<(f64, f64)>,
    /// Further pairs of the same rounds, under their names.
    further: Vec<(&'static str, Vec<(f64, f64)>)>,
    notes: Vec<String>,
    /// Measured once, since it takes long or comes out the same each time.
    once: bool,
}

/// What the ratio should be.
#[derive(Clone, Copy)]
pub enum Wanted {
    AtLeast(f64),
    AtMost(f64),
}

impl Figure {
    pub fn new(
        name: impl Into<String>,
        title: impl Into<String>,
        beside: &'static str,
        unit: &'static str,
        wanted: Wanted,
    ) -> Figure {
        let (name, title) = (name.into(), title.into());
        Figure {
            name,
            title,
            beside,
            unit,
            wanted,
            rounds: Vec::new(),
            further: Vec::new(),
            notes: Vec::new(),
            once: false,
        }
    }

    /// Says that one round is all there is.
    pub fn once(mut self) -> Figure {
        self.once = true;
        self
    }

    /// Adds a round: what was measured, and what it is measured beside.
    pub fn add(&mut self, ours: f64, theirs: f64) {
        println!("  {}: {} and {} {}", self.name, number(ours), number(theirs), self.unit);
        self.rounds.push((ours, theirs));
    }

    /// Adds a further pair of the same round.
    pub fn add_beside(&mut self, name: &'static str, ours: f64, theirs: f64) {
        match self.further.iter_mut().find(|(known, _)| *known == name) {
            Some((_, rounds)) => rounds.push((ours, theirs)),
            None => self.further.push((name, vec![(ours, theirs)])),
        }
    }

    /// Says something that the figure hangs on.
    pub fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    /// The same with a note.
    pub fn with_note(mut self, note: String) -> Figure {
        self.note(note);
        self
    }

    pub fn to_json(&self) -> Value {
        let ratios = ratios(&self.rounds);
        let pairs =
            |rounds: &[(f64, f64)]| rounds.iter().map(|(ours, theirs)| json!([ours, theirs])).collect::<Vec<_>>();
        json!({
            "name": self.name,
            "measured": self.title,
            "beside": self.beside,
            "unit": self.unit,
            "ratio": { "median": median(&ratios), "least": least(&ratios), "most": most(&ratios) },
            "wanted": match self.wanted {
                Wanted::AtLeast(ratio) => json!({ "at_least": ratio }),
                Wanted::AtMost(ratio) => json!({ "at_most": ratio }),
            },
            "met": self.wanted.is_met(median(&ratios)),
            "rounds": pairs(&self.rounds),
            "further": self.further.iter().map(|(name, rounds)| json!({ "name": name, "rounds": pairs(rounds) })).collect::<Vec<_>>(),
            "notes": self.notes,
        })
    }
}

/// `page: 0.61 × hand-written axum + rusqlite (0.55–0.66, 5 rounds), wanted ≥ 0.5: met; …`
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ratios = ratios(&self.rounds);
        let ratio = median(&ratios);
        write!(f, "{}: {} is {ratio:.2} × {}", self.name, self.title, self.beside)?;
        match self.once {
            true => write!(f, " (once)")?,
            false => write!(f, " ({:.2}–{:.2}, {} rounds)", least(&ratios), most(&ratios), ratios.len())?,
        }
        write!(f, ", wanted {}: {}", self.wanted, if self.wanted.is_met(ratio) { "met" } else { "missed" })?;
        let (ours, theirs) = medians(&self.rounds);
        write!(f, "; medians {} and {} {}", number(ours), number(theirs), self.unit)?;
        for (name, rounds) in &self.further {
            let (ours, theirs) = medians(rounds);
            write!(f, "; {name} {} and {} {}", number(ours), number(theirs), self.unit)?;
        }
        self.notes.iter().try_for_each(|note| write!(f, "; {note}"))
    }
}

impl Wanted {
    fn is_met(self, ratio: f64) -> bool {
        match self {
            Wanted::AtLeast(wanted) => ratio >= wanted,
            Wanted::AtMost(wanted) => ratio <= wanted,
        }
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Wanted::AtLeast(ratio) => write!(f, "≥ {ratio}"),
            Wanted::AtMost(ratio) => write!(f, "≤ {ratio}"),
        }
    }
}

fn ratios(rounds: &[(f64, f64)]) -> Vec<f64> {
    rounds.iter().map(|(ours, theirs)| ours / theirs).collect()
}

fn medians(rounds: &[(f64, f64)]) -> (f64, f64) {
    let (ours, theirs): (Vec<f64>, Vec<f64>) = rounds.iter().copied().unzip();
    (median(&ours), median(&theirs))
}

/// Of an even number, the mean of the two in the middle.
fn median(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => f64::NAN,
        count if count % 2 == 1 => sorted[count / 2],
        count => f64::midpoint(sorted[count / 2 - 1], sorted[count / 2]),
    }
}

fn least(numbers: &[f64]) -> f64 {
    numbers.iter().copied().fold(f64::NAN, f64::min)
}

fn most(numbers: &[f64]) -> f64 {
    numbers.iter().copied().fold(f64::NAN, f64::max)
}

/// Three digits that say something.
fn number(value: f64) -> String {
    match value {
        value if value >= 100.0 => format!("{value:.0}"),
        value if value >= 10.0 => format!("{value:.1}"),
        value => format!("{value:.2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_of_the_ratios_not_the_ratio_of_medians() {
        let mut figure = Figure::new("page", "a page", "the floor", "pages/s", Wanted::AtLeast(0.5));
        for (ours, theirs) in [(100.0, 200.0), (900.0, 1000.0), (300.0, 1000.0)] {
            figure.add(ours, theirs);
        }
        figure.add_beside("p50", 1.5, 1.25);
        figure.note("one note".to_owned());
        assert_eq!(
            figure.to_string(),
            "page: a page is 0.50 × the floor (0.30–0.90, 3 rounds), wanted ≥ 0.5: met; medians 300 and 1000 pages/s; \
             p50 1.50 and 1.25 pages/s; one note"
        );
        let json = figure.to_json();
        assert_eq!(
            (&json["ratio"]["median"], &json["met"], &json["rounds"][1][0]),
            (&json!(0.5), &json!(true), &json!(900.0))
        );
    }

    #[test]
    fn a_wish_may_be_a_ceiling() {
        assert!(Wanted::AtMost(2.0).is_met(2.0) && !Wanted::AtMost(2.0).is_met(2.01));
        assert!(!Wanted::AtLeast(0.5).is_met(f64::NAN));
        assert_eq!(median(&[4.0, 1.0, 3.0, 2.0]), 2.5);
        assert_eq!(number(12345.6), "12346");
        assert_eq!(number(1.234), "1.23");
    }
}
