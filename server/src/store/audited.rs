//! The cases of every office, for auditors.

use super::AnyConn;
use super::applications::ApplicationRow;
use super::schema::applications;
use diesel::prelude::*;
use portal::application::Status;

/// Which cases are looked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// A whole number of a filing or of a company.
    pub digits: Option<String>,
    pub office: Option<i32>,
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
    if let Some(status) = wanted.status {
        query = query.filter(applications::status.eq(status.code()));
    }
    if let Some(before) = wanted.before.clone() {
        query = query.filter(applications::id.lt(before));
    }
    query.load(conn)
}
