//! The proof that the register is its log: everything that is kept beside the log is reckoned from it once
//! more and compared. Piece by piece, so that a register of any size needs no more memory than a small one.

mod cases;
mod companies;
mod log;
mod proceedings;

use crate::clock::Clock;
use crate::failure::Failure;
use crate::store::Db;
use std::fmt::{self, Debug, Display, Formatter};

/// One place where what is kept is not what the log says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// A payer's number, or what else the place is known by.
    pub subject: String,
    /// Table and column.
    pub field: String,
    pub kept: String,
    pub replayed: String,
}

impl Difference {
    fn new(subject: impl Display, field: impl Into<String>, kept: impl Debug, replayed: impl Debug) -> Difference {
        Difference {
            subject: subject.to_string(),
            field: field.into(),
            kept: format!("{kept:?}"),
            replayed: format!("{replayed:?}"),
        }
    }
}

impl Display for Difference {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {} is kept, the log makes {}", self.subject, self.field, self.kept, self.replayed)
    }
}

/// What was gone through, what differs and what was made anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    pub entries: u64,
    pub companies: u64,
    pub proceedings: u64,
    pub cases: u64,
    pub differences: u64,
    /// Differences that a repair took away.
    pub repaired: u64,
}

impl Checked {
    /// Whether what is kept is what the log says, now that the check is over.
    pub fn agrees(&self) -> bool {
        self.differences == self.repaired
    }
}

impl Display for Checked {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Checked { entries, companies, proceedings, cases, differences, repaired } = self;
        write!(f, "{entries} entries, {companies} companies, {proceedings} proceedings, {cases} applications: ")?;
        match (differences, repaired) {
            (0, _) => write!(f, "what is kept is what the log says"),
            (differences, 0) => write!(f, "{differences} differences"),
            (differences, repaired) => {
                write!(f, "{differences} differences, {repaired} of them made anew from the log")
            }
        }
    }
}

/// Compares everything; each difference is told as it is found. With `repair` the rows that differ are made
/// anew from the log, each piece in one transaction; the log itself and the histories of applications are
/// only looked at.
pub async fn run(db: &Db, clock: &Clock, repair: bool, mut tell: impl FnMut(&Difference)) -> Result<Checked, Failure> {
    let mut checked = Checked::default();
    let mut count = |differences: &[Difference]| {
        differences.iter().for_each(&mut tell);
        differences.len() as u64
    };
    let mut after = 0;
    while let Some(piece) = log::piece(db, after).await? {
        after = piece.last;
        checked.entries += piece.read;
        checked.differences += count(&piece.differences);
    }
    let (mut after, mut index_broken) = (0, false);
    while let Some(piece) = companies::piece(db, clock, after, repair).await? {
        after = piece.last;
        checked.companies += piece.read;
        index_broken |= piece.index_broken;
        let found = count(&piece.differences);
        checked.differences += found;
        checked.repaired += if repair { found } else { 0 };
    }
    if repair && index_broken {
        db.bulk(|conn| Ok::<_, Failure>(crate::store::check::index_names_anew(conn)?)).await?;
    }
    let mut after = String::new();
    while let Some(piece) = proceedings::piece(db, &after, repair).await? {
        after = piece.last;
        checked.proceedings += piece.read;
        checked.differences += count(&piece.differences);
        checked.repaired += piece.repaired;
    }
    let mut after = String::new();
    while let Some(piece) = cases::piece(db, &after).await? {
        after = piece.last;
        checked.cases += piece.read;
        checked.differences += count(&piece.differences);
    }
    Ok(checked)
}
