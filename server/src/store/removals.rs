//! What of each kind of data is kept long enough: how much, what, and removing it. Which terms hold is `retention`'s.

use super::AnyConn;
use super::schema::{
    absences, applications, attachments, audit, batches, case_exports, case_notes, companies, disqualified,
    email_tokens, mails, opinions, presences, sign_in_failures,
};
use super::{attachments as papers, audit as record};
use chrono::NaiveDateTime;
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;
use portal::application::Status;
use portal::retention::Kind;
use std::collections::BTreeMap;

/// The least id that a row of a moment can have: ids begin with their time, so that what is older is found by the key
/// and the tables need no index by time.
fn first_id(moment: NaiveDateTime) -> String {
    let time = format!("{:012x}", moment.and_utc().timestamp_millis().max(0));
    let (high, low) = time.split_at(8);
    format!("{high}-{low}-7000-8000-000000000000")
}

/// The statuses of cases that ended without a change of the register.
const ENDED: [Status; 3] = [Status::Refused, Status::Unconsidered, Status::Withdrawn];

/// Ids of the cases whose papers may go: decided before a moment, and where they were accepted of companies that were
/// excluded from the register before it as well. What was opened again is not decided.
macro_rules! done_with {
    ($kind:expr, $before:expr) => {{
        let statuses: Vec<&str> = match $kind {
            Kind::AcceptedPapers => vec![Status::Accepted.code()],
            _ => ENDED.map(Status::code).to_vec(),
        };
        let gone = companies::table
            .filter(companies::unp.nullable().eq(applications::unp))
            .filter(companies::excluded_on.lt($before.date()));
        applications::table
            .filter(applications::decided_at.lt($before))
            .filter(applications::status.eq_any(statuses))
            .filter(applications::status.ne(Status::Accepted.code()).or(exists(gone)))
            .select(applications::id)
    }};
}

/// Cases that ended in any way before a moment.
macro_rules! decided {
    ($before:expr) => {
        applications::table.filter(applications::decided_at.lt($before)).select(applications::id)
    };
}

/// Those whose bar ended before a moment, or who were taken off the list before it.
macro_rules! barred {
    ($before:expr) => {
        disqualified::table.filter(disqualified::until_day.lt($before.date()).or(disqualified::ended_at.lt($before)))
    };
}

/// How many rows of a kind are from before a moment.
pub fn count(conn: &mut AnyConn, kind: Kind, before: NaiveDateTime) -> QueryResult<i64> {
    match kind {
        Kind::Drafts => applications::table
            .filter(applications::round.eq(0))
            .filter(applications::status.eq_any([Status::Draft.code(), Status::Prepared.code()]))
            .filter(applications::updated_at.lt(before))
            .select(count_star())
            .first(conn),
        Kind::Exports => {
            case_exports::table.filter(case_exports::created_at.lt(before)).select(count_star()).first(conn)
        }
        Kind::Batches => batches::table.filter(batches::created_at.lt(before)).select(count_star()).first(conn),
        Kind::Links => email_tokens::table.filter(email_tokens::expires_at.lt(before)).select(count_star()).first(conn),
        Kind::Failures => {
            sign_in_failures::table.filter(sign_in_failures::last_at.lt(before)).select(count_star()).first(conn)
        }
        Kind::Presences => presences::table.filter(presences::seen_at.lt(before)).select(count_star()).first(conn),
        Kind::Mails => mails::table
            .filter(mails::id.lt(first_id(before)))
            .filter(mails::created_at.lt(before))
            .filter(mails::state.ne("waiting"))
            .select(count_star())
            .first(conn),
        Kind::Audit => audit::table
            .filter(audit::id.lt(first_id(before)))
            .filter(audit::at.lt(before))
            .select(count_star())
            .first(conn),
        Kind::Papers | Kind::AcceptedPapers => attachments::table
            .filter(attachments::application_id.eq_any(done_with!(kind, before)))
            .select(count_star())
            .first(conn),
        Kind::Notes => case_notes::table
            .filter(case_notes::application_id.eq_any(decided!(before)))
            .select(count_star())
            .first(conn),
        Kind::Experts => opinions::table
            .filter(opinions::email.is_not_null())
            .filter(opinions::application_id.eq_any(decided!(before)))
            .select(count_star())
            .first(conn),
        Kind::Barred => barred!(before).select(count_star()).first(conn),
        Kind::Absences => absences::table.filter(absences::last_day.lt(before.date())).select(count_star()).first(conn),
    }
}

/// Cases with the number of their rows of a kind that would go, by number, so many at most; of other kinds nothing.
pub fn cases(conn: &mut AnyConn, kind: Kind, before: NaiveDateTime, limit: i64) -> QueryResult<Vec<(String, i64)>> {
    let rows: Vec<(String, i64)> = match kind {
        Kind::Papers | Kind::AcceptedPapers => attachments::table
            .filter(attachments::application_id.eq_any(done_with!(kind, before)))
            .group_by(attachments::application_id)
            .order(attachments::application_id)
            .limit(limit)
            .select((attachments::application_id, count_star()))
            .load(conn)?,
        Kind::Notes => case_notes::table
            .filter(case_notes::application_id.eq_any(decided!(before)))
            .group_by(case_notes::application_id)
            .order(case_notes::application_id)
            .limit(limit)
            .select((case_notes::application_id, count_star()))
            .load(conn)?,
        Kind::Experts => opinions::table
            .filter(opinions::email.is_not_null())
            .filter(opinions::application_id.eq_any(decided!(before)))
            .group_by(opinions::application_id)
            .order(opinions::application_id)
            .limit(limit)
            .select((opinions::application_id, count_star()))
            .load(conn)?,
        _ => Vec::new(),
    };
    let ids = rows.iter().map(|(id, _)| id.clone()).collect();
    let numbers: BTreeMap<String, Option<String>> = record::numbers(conn, ids)?.into_iter().collect();
    Ok(rows.into_iter().filter_map(|(id, count)| Some((numbers.get(&id)?.clone()?, count))).collect())
}

/// Removes rows of a warned kind from before a moment, so many at most; how many, and the cases of which something went.
pub fn forget(
    conn: &mut AnyConn,
    kind: Kind,
    (before, now): (NaiveDateTime, NaiveDateTime),
    limit: i64,
) -> QueryResult<(usize, Vec<String>)> {
    let ids: Vec<String> = match kind {
        Kind::Mails => mails::table
            .filter(mails::id.lt(first_id(before)))
            .filter(mails::created_at.lt(before))
            .filter(mails::state.ne("waiting"))
            .limit(limit)
            .select(mails::id)
            .load(conn)?,
        Kind::Audit => audit::table
            .filter(audit::id.lt(first_id(before)))
            .filter(audit::at.lt(before))
            .limit(limit)
            .select(audit::id)
            .load(conn)?,
        Kind::Papers | Kind::AcceptedPapers => attachments::table
            .filter(attachments::application_id.eq_any(done_with!(kind, before)))
            .order(attachments::application_id)
            .limit(limit)
            .select(attachments::id)
            .load(conn)?,
        Kind::Notes => case_notes::table
            .filter(case_notes::application_id.eq_any(decided!(before)))
            .limit(limit)
            .select(case_notes::id)
            .load(conn)?,
        Kind::Experts => opinions::table
            .filter(opinions::email.is_not_null())
            .filter(opinions::application_id.eq_any(decided!(before)))
            .limit(limit)
            .select(opinions::id)
            .load(conn)?,
        Kind::Barred => barred!(before).limit(limit).select(disqualified::id).load(conn)?,
        Kind::Absences => {
            absences::table.filter(absences::last_day.lt(before.date())).limit(limit).select(absences::id).load(conn)?
        }
        _ => Vec::new(),
    };
    let (mut gone, mut of) = (0, Vec::new());
    // A statement takes so many values and not more.
    for some in ids.chunks(500) {
        let some = some.to_vec();
        gone += match kind {
            Kind::Mails => diesel::delete(mails::table.filter(mails::id.eq_any(some))).execute(conn)?,
            Kind::Audit => diesel::delete(audit::table.filter(audit::id.eq_any(some))).execute(conn)?,
            Kind::Papers | Kind::AcceptedPapers => {
                of.extend(papers::erase(conn, &some, now)?);
                some.len()
            }
            Kind::Notes => diesel::delete(case_notes::table.filter(case_notes::id.eq_any(some))).execute(conn)?,
            Kind::Experts => diesel::update(opinions::table.filter(opinions::id.eq_any(some)))
                .set(opinions::email.eq(None::<String>))
                .execute(conn)?,
            Kind::Barred => diesel::delete(disqualified::table.filter(disqualified::id.eq_any(some))).execute(conn)?,
            Kind::Absences => diesel::delete(absences::table.filter(absences::id.eq_any(some))).execute(conn)?,
            _ => 0,
        };
    }
    of.sort();
    of.dedup();
    Ok((gone, of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_made_later_are_greater_than_the_first_of_a_moment() {
        let now = chrono::Utc::now().naive_utc();
        let second = chrono::Duration::seconds(1);
        assert!(crate::store::new_id() > first_id(now - second));
        assert!(crate::store::new_id() < first_id(now + second));
    }
}
