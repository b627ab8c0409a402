//! What of the attached files nobody refers to any more.

use super::AnyConn;
use super::jobs::JobKind;
use super::schema::{applications, attachments, deleted_drafts, filed_attachments, files, jobs, upload_parts, uploads};
use chrono::NaiveDateTime;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use portal::attachment::Scan;
use std::collections::HashSet;

/// Whether there is anything to keep or to sweep.
pub fn any(conn: &mut AnyConn) -> QueryResult<bool> {
    if files::table.select(files::digest).first::<String>(conn).optional()?.is_some() {
        return Ok(true);
    }
    Ok(uploads::table.select(uploads::id).first::<String>(conn).optional()?.is_some())
}

/// Forgets attachments that were taken off before a moment and never filed, and those whose draft can no
/// longer be restored; how many.
pub fn forget(conn: &mut AnyConn, before: NaiveDateTime, limit: i64) -> QueryResult<usize> {
    let filed = filed_attachments::table.filter(filed_attachments::attachment_id.eq(attachments::id));
    let mut gone: Vec<String> = attachments::table
        .filter(attachments::removed_at.le(before).assume_not_null())
        .filter(not(exists(filed)))
        .limit(limit)
        .select(attachments::id)
        .load(conn)?;
    let open = applications::table.filter(applications::id.eq(attachments::application_id));
    let restorable = deleted_drafts::table.filter(deleted_drafts::id.eq(attachments::application_id));
    let without: Vec<String> = attachments::table
        .filter(not(exists(open)))
        .filter(not(exists(restorable)))
        .limit(limit)
        .select(attachments::id)
        .load(conn)?;
    gone.extend(without);
    let mut forgotten = 0;
    // A statement takes so many values and not more.
    for some in gone.chunks(500) {
        forgotten += diesel::delete(attachments::table.filter(attachments::id.eq_any(some.to_vec()))).execute(conn)?;
    }
    Ok(forgotten)
}

/// Forgets files that came before a moment and that nothing refers to; the places that they have in the
/// store. Where one is attached at this very moment, the database refuses and nothing is forgotten.
pub fn forget_files(conn: &mut AnyConn, before: NaiveDateTime, limit: i64) -> QueryResult<Vec<String>> {
    let used = attachments::table.filter(attachments::digest.eq(files::digest));
    let unused: Vec<(String, String)> = files::table
        .filter(files::stored_at.le(before))
        .filter(not(exists(used)))
        .limit(limit)
        .select((files::digest, files::place))
        .load(conn)?;
    for some in unused.chunks(500) {
        let digests: Vec<String> = some.iter().map(|(digest, _)| digest.clone()).collect();
        diesel::delete(files::table.filter(files::digest.eq_any(digests))).execute(conn)?;
    }
    Ok(unused.into_iter().map(|(_, place)| place).collect())
}

/// Which of some places of the store a row tells of.
pub fn known(conn: &mut AnyConn, places: &[String]) -> QueryResult<HashSet<String>> {
    let mut known = HashSet::new();
    for some in places.chunks(500) {
        let of_files = files::table.filter(files::place.eq_any(some.to_vec())).select(files::place);
        known.extend(of_files.load::<String>(conn)?);
        let of_parts =
            upload_parts::table.filter(upload_parts::place.eq_any(some.to_vec())).select(upload_parts::place);
        known.extend(of_parts.load::<String>(conn)?);
    }
    Ok(known)
}

/// Files that came while there was no scanner; from now on they wait for it.
pub fn to_scan(conn: &mut AnyConn, limit: i64) -> QueryResult<Vec<String>> {
    let unscanned: Vec<String> = files::table
        .filter(files::scan.eq(Scan::None.code()))
        .order(files::stored_at)
        .limit(limit)
        .select(files::digest)
        .load(conn)?;
    diesel::update(files::table.filter(files::digest.eq_any(unscanned.clone())))
        .set(files::scan.eq(Scan::Waiting.code()))
        .execute(conn)?;
    Ok(unscanned)
}

/// Scans that were given up are tried again.
pub fn scan_again(conn: &mut AnyConn, now: NaiveDateTime) -> QueryResult<usize> {
    let given_up = jobs::table.filter(jobs::kind.eq(JobKind::Scan.code())).filter(jobs::failed_at.is_not_null());
    diesel::update(given_up)
        .set((jobs::failed_at.eq(None::<NaiveDateTime>), jobs::attempts.eq(0), jobs::run_at.eq(now)))
        .execute(conn)
}

/// Keeps what the scanner said of a file.
pub fn scanned(conn: &mut AnyConn, digest: &str, scan: Scan, now: NaiveDateTime) -> QueryResult<()> {
    let at = matches!(scan, Scan::Clean | Scan::Infected).then_some(now);
    diesel::update(files::table.find(digest))
        .set((files::scan.eq(scan.code()), files::scanned_at.eq(at)))
        .execute(conn)
        .map(drop)
}
