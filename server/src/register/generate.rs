//! Filling the register with invented companies, for the demo and for load tests.

use super::projection::{self, SYNTHETIC};
use super::synthetic::{self, SyntheticCompany};
use super::wire::{self, Fact, Origin};
use super::{indexes, seed};
use crate::clock::Clock;
use crate::failure::Failure;
use crate::store::connection::make_room;
use crate::store::entries::{self, NewEntry};
use crate::store::projection::PlaceRow;
use crate::store::{Db, DbError, seeds};
use std::collections::HashSet;
use std::io::{IsTerminal, Write};
use std::iter::Peekable;
use std::time::Instant;
use tokio::sync::mpsc;

/// Companies of one transaction.
const BATCH: usize = 500;
/// Of more than these the pages of the indexes do not fit into what the writer keeps in memory.
const LARGE: u32 = 50_000;
/// Companies of one transaction where there are so many: what several of them change is then written once, and the index of
/// words has fewer pieces to merge. A second's work.
const LARGE_BATCH: usize = 2_500;

/// Fills the register with invented companies, once: a second call with the same numbers does
/// nothing, and one that was interrupted is gone on with. Tells its progress on standard error; the
/// answer is a sentence.
pub async fn generate(db: &Db, clock: &Clock, seed: u64, companies: u32) -> Result<String, Failure> {
    let name = format!("register:{seed}:{companies}");
    let noted = name.clone();
    if db.read(move |conn| Ok::<_, Failure>(seeds::at(conn, &noted)?)).await?.is_some() {
        return Ok(format!("{companies} invented companies (seed {seed}) are there already"));
    }
    seed::reference_data(db).await?;
    let began = Instant::now();
    if companies > LARGE {
        indexes::set_aside(db).await?;
        db.write(|conn| make_room(conn).map_err(DbError::from)).await?;
    }
    let origin = Origin { source: format!("{SYNTHETIC}:{seed}"), application_id: None, recorded_at: clock.now() };
    let (sender, mut batches) = mpsc::channel::<Result<Vec<NewEntry>, String>>(2);
    let today = clock.today();
    let batch = if companies > LARGE { LARGE_BATCH } else { BATCH };
    let maker = tokio::task::spawn_blocking(move || {
        make(synthetic::generate(seed, companies, today).peekable(), batch, &origin, &sender)
    });
    let (mut written, mut places) = (0, HashSet::new());
    while let Some(made) = batches.recv().await {
        places = write(db, made.map_err(Failure::Internal)?, places, clock).await?;
        written = (written + batch).min(companies as usize);
        tell(written, companies);
    }
    maker.await.map_err(|error| Failure::Internal(error.to_string()))?;
    indexes::restore(db, |name| eprintln!("making the index {name}")).await?;
    indexes::put_together(db).await?;
    let now = clock.now();
    // As a bulk: the planner learns of the new rows, and the log's room is given back.
    db.bulk(move |conn| Ok::<_, Failure>(seeds::note(conn, &name, now)?)).await?;
    Ok(format!("{companies} invented companies written in {:.1} s", began.elapsed().as_secs_f64()))
}

/// Makes the companies while the database writes those made before.
fn make(
    mut companies: Peekable<impl Iterator<Item = SyntheticCompany>>,
    batch: usize,
    origin: &Origin,
    sender: &mpsc::Sender<Result<Vec<NewEntry>, String>>,
) {
    while companies.peek().is_some() {
        let made: Result<Vec<Vec<NewEntry>>, String> =
            companies.by_ref().take(batch).map(|company| entries_of(&company, origin)).collect();
        let failed = made.is_err();
        if sender.blocking_send(made.map(|made| made.into_iter().flatten().collect())).is_err() || failed {
            return;
        }
    }
}

/// All entries of an invented company.
pub fn entries_of(company: &SyntheticCompany, origin: &Origin) -> Result<Vec<NewEntry>, String> {
    fn each<F: Fact>(facts: &[F], origin: &Origin, into: &mut Vec<NewEntry>) -> Result<(), String> {
        for fact in facts {
            into.push(wire::entry(fact, origin)?);
        }
        Ok(())
    }
    let mut entries = vec![wire::entry(&company.base, origin)?];
    each(&company.names, origin, &mut entries)?;
    each(&company.persons, origin, &mut entries)?;
    each(&company.addresses, origin, &mut entries)?;
    each(&company.activities, origin, &mut entries)?;
    each(&company.heads, origin, &mut entries)?;
    each(&company.events, origin, &mut entries)?;
    Ok(entries)
}

async fn write(
    db: &Db,
    batch: Vec<NewEntry>,
    places: HashSet<PlaceRow>,
    clock: &Clock,
) -> Result<HashSet<PlaceRow>, Failure> {
    let now = clock.now();
    // Repeatable, and so without a savepoint: in one SQLite goes through all that it has kept of it at the end of each
    // statement, and there is one for each company.
    let written = db.write_repeatable(move |conn| {
        let mut places = places.clone();
        let tally = entries::append_all(conn, batch.clone())?;
        projection::refresh_all(conn, &tally.changed, now, &mut places)?;
        Ok::<_, DbError>(places)
    });
    Ok(written.await?)
}

fn tell(written: usize, companies: u32) {
    let mut out = std::io::stderr();
    if out.is_terminal() {
        let end = if written == companies as usize { "\n" } else { "" };
        let _ = write!(out, "\r{written} of {companies} companies{end}");
    } else if written.is_multiple_of(if companies > 100_000 { 50_000 } else { 5_000 }) {
        eprintln!("{written} of {companies} companies");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn within_a_company_no_two_entries_share_an_identity() {
        let origin = Origin {
            source: "synthetic:1".into(),
            application_id: None,
            recorded_at: chrono::NaiveDateTime::default(),
        };
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        for company in synthetic::generate(1, 300, today) {
            let entries = entries_of(&company, &origin).unwrap();
            let identities: HashSet<_> = entries.iter().map(|entry| (entry.kind, entry.identity.clone())).collect();
            assert_eq!(identities.len(), entries.len(), "{}", company.unp());
        }
    }
}
