//! The cases of every office, for auditors and the region.

use super::AnyConn;
use super::applications::ApplicationRow;
use super::schema::applications;
use chrono::NaiveDate;
use diesel::prelude::*;
use portal::application::Status;

/// Which cases are looked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// A whole number of a filing or of a company.
    pub digits: Option<String>,
    pub office: Option<i32>,
    /// Of these offices; of all where it is not said.
    pub among: Option<Vec<i32>>,
    /// Still open, with a deadline that has passed by this day.
    pub overdue_on: Option<NaiveDate>,
    pub status: Option<Status>,
    /// Begun before this one.
    pub before: Option<String>,
}

/// What was filed and fits, the newest first.
pub fn find(conn: &mut AnyConn, wanted: &Wanted, limit: i64) -> QueryResult<Vec<ApplicationRow>> {
    let mut query = applications::table
        .filter(applications::filed_at.is_not_null())
        .order(applications::id.desc())
        .limit(limit)
        .select(ApplicationRow::as_select())
        .into_boxed();
    if let Some(digits) = wanted.digits.clone() {
        let unp: Option<i64> = digits.parse().ok();
        query = query.filter(applications::number.eq(digits).or(applications::unp.eq(unp)));
    }
    if let Some(office) = wanted.office {
        query = query.filter(applications::office.eq(office));
    }
    if let Some(among) = wanted.among.clone() {
        query = query.filter(applications::office.eq_any(among));
    }
    if let Some(today) = wanted.overdue_on {
        query = query
            .filter(applications::status.eq_any([Status::Filed.code(), Status::InReview.code()]))
            .filter(applications::due_on.lt(today));
    }
    if let Some(status) = wanted.status {
        query = query.filter(applications::status.eq(status.code()));
    }
    if let Some(before) = wanted.before.clone() {
        query = query.filter(applications::id.lt(before));
    }
    query.load(conn)
}
