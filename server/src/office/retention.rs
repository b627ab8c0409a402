//! Removing what is kept long enough. Of what weighs more administrators are told a fortnight before, by mail and on
//! their pages: what, how many, of which cases, until when it can be halted. Register, decisions and what was filed stay.

use super::again::until_settled;
use super::notices;
use crate::clock::begins;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::accounts::{self, Role};
use crate::store::audit::{self, Actor};
use crate::store::mails;
use crate::store::removals;
use crate::store::retention::{self as store, RemovalRow};
use crate::store::{AnyConn, administration, new_id};
use app::l10n::Tr;
use chrono::{Duration, NaiveDateTime};
use portal::retention::{Kind, WARNED_BEFORE};

/// Rows that one write removes. Of an attachment each is several.
fn at_once(kind: Kind) -> i64 {
    match kind {
        Kind::Papers | Kind::AcceptedPapers => 200,
        _ => 2_000,
    }
}

/// The moment before which rows of a kind are kept long enough on a day; `None` where they stay.
pub fn cutoff(state: &AppState, kind: Kind, day: chrono::NaiveDate) -> Option<NaiveDateTime> {
    let hours = state.retention.hours(kind, day)?;
    Some(begins(day) - Duration::hours(i64::from(hours)))
}

/// Announces and does removals. For the worker, now and then.
pub async fn sweep(state: &AppState) -> Result<(), Failure> {
    for kind in Kind::ALL.into_iter().filter(|kind| kind.is_warned()) {
        let open = state.db.read(|conn: &mut AnyConn| store::open(conn).map_err(Failure::from)).await?;
        match open.into_iter().find(|row| row.kind() == Some(kind)) {
            Some(row) => proceed(state, kind, row).await?,
            None => announce(state, kind).await?,
        }
    }
    Ok(())
}

/// Tells administrators what goes in a fortnight, where there is anything.
async fn announce(state: &AppState, kind: Kind) -> Result<(), Failure> {
    let (now, today, inner) = (state.clock.now(), state.clock.today(), state.clone());
    let remove_on = today + Duration::days(WARNED_BEFORE);
    // By the term that will hold on that day.
    let Some(before) = cutoff(state, kind, remove_on) else { return Ok(()) };
    let write = move |conn: &mut AnyConn| -> Result<bool, Failure> {
        // Of two workers the second sees what the first announced.
        administration::begin(conn)?;
        let known = store::open(conn)?.iter().any(|row| row.kind() == Some(kind));
        let count = if known { 0 } else { removals::count(conn, kind, before)? };
        if count == 0 {
            return Ok(false);
        }
        let row = RemovalRow {
            id: new_id(),
            kind: kind.code().to_owned(),
            count,
            before,
            announced_at: now,
            remove_on,
            halted_at: None,
            done_at: None,
            removed: None,
        };
        store::announce(conn, &row)?;
        for reader in accounts::with_role(conn, Role::Administrator)? {
            let tr = Tr(reader.lang());
            let values = [
                ("what", tr.t(&format!("retention-kind-{}", kind.code())).into()),
                ("count", count.into()),
                ("date", tr.date(remove_on).into()),
                ("before", tr.date(crate::clock::minsk(before).date()).into()),
                ("link", format!("{}/office/administration/retention/{}", inner.config.public_url, kind.code()).into()),
            ];
            let letter = notices::to_person(&reader, "retention", &values);
            mails::owe(conn, letter, now)?;
        }
        Ok(true)
    };
    // The count is looked at first, so that a quiet hour writes nothing.
    let count =
        state.db.read(move |conn: &mut AnyConn| removals::count(conn, kind, before).map_err(Failure::from)).await?;
    if count > 0 && until_settled(state, write).await? {
        state.work.notify_one();
    }
    Ok(())
}

/// Does a removal whose day has come and that nobody halted, piece by piece. A term that was made longer since counts.
async fn proceed(state: &AppState, kind: Kind, row: RemovalRow) -> Result<(), Failure> {
    let (now, today) = (state.clock.now(), state.clock.today());
    if row.halted_at.is_some() || row.remove_on > today {
        return Ok(());
    }
    let before = cutoff(state, kind, today).map(|cutoff| cutoff.min(row.before));
    let mut removed = 0;
    if let Some(before) = before {
        loop {
            let id = row.id.clone();
            let piece = move |conn: &mut AnyConn| -> Result<usize, Failure> {
                // Halted in this very moment: nothing more goes.
                let open =
                    store::removal(conn, &id)?.is_some_and(|row| row.halted_at.is_none() && row.done_at.is_none());
                if !open {
                    return Ok(0);
                }
                let (gone, cases) = removals::forget(conn, kind, (before, now), at_once(kind))?;
                let portal = Actor { account_id: None, role: "portal", request_id: String::new() };
                for case in cases {
                    audit::record(conn, &portal, "removed-papers", ("application", &case), now)?;
                }
                Ok(gone)
            };
            let gone = state.db.write(piece).await?;
            removed += i64::try_from(gone).unwrap_or_default();
            if gone == 0 {
                break;
            }
        }
    }
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        if store::done(conn, &row.id, removed, now)? {
            let portal = Actor { account_id: None, role: "portal", request_id: String::new() };
            audit::record(conn, &portal, "removed-old", ("retention", kind.code()), now)?;
        }
        Ok(())
    };
    state.db.write(write).await
}
