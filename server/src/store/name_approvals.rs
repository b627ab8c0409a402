//! Names that were approved for founders, and are kept for them.

use super::AnyConn;
use super::schema::{applications, counter_drafts, filings, name_approvals};
use chrono::NaiveDate;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use portal::answers::Answers;
use portal::application::Status;
use portal::code::{FILING_DIGITS, parse};
use portal::procedures::{Names, Procedure};

/// A row of `name_approvals`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = name_approvals, treat_none_as_default_value = false)]
pub struct NameApprovalRow {
    pub application_id: String,
    /// That of the application: the certificate bears it.
    pub number: String,
    /// The account for which the name is kept; of one that was applied for at a counter, the clerk's who typed it, whom
    /// that gives nothing: it is for whoever shows its number.
    pub holder: String,
    pub office: Option<i32>,
    pub full_name: String,
    pub short_name: String,
    pub brand_name: String,
    pub full_name_be: String,
    pub short_name_be: String,
    /// The own name, folded: `register::projection::name_key`.
    pub name_key: String,
    /// The founder as the application names them.
    pub founder: String,
    pub approved_on: NaiveDate,
    /// The last day.
    pub valid_until: NaiveDate,
    /// The application by which a company was registered under this name, or got it in place of another.
    pub used_by: Option<String>,
}

impl NameApprovalRow {
    pub fn names(&self) -> Names {
        Names {
            full: self.full_name.clone(),
            short: self.short_name.clone(),
            brand: self.brand_name.clone(),
            full_be: self.full_name_be.clone(),
            short_be: self.short_name_be.clone(),
        }
    }
}

pub fn add(conn: &mut AnyConn, row: &NameApprovalRow) -> QueryResult<()> {
    diesel::insert_into(name_approvals::table).values(row.clone()).execute(conn).map(drop)
}

/// The approval that an application got.
pub fn of_application(conn: &mut AnyConn, id: &str) -> QueryResult<Option<NameApprovalRow>> {
    name_approvals::table.find(id).select(NameApprovalRow::as_select()).first(conn).optional()
}

/// The approval of a number.
pub fn by_number(conn: &mut AnyConn, number: &str) -> QueryResult<Option<NameApprovalRow>> {
    name_approvals::table
        .filter(name_approvals::number.eq(number.to_owned()))
        .select(NameApprovalRow::as_select())
        .first(conn)
        .optional()
}

/// Notes that a company has the approved name by an application.
pub fn used(conn: &mut AnyConn, number: &str, by: &str) -> QueryResult<()> {
    diesel::update(name_approvals::table.filter(name_approvals::number.eq(number.to_owned())))
        .set(name_approvals::used_by.eq(Some(by.to_owned())))
        .execute(conn)
        .map(drop)
}

/// The approvals that an account holds, the newest first; not those that it typed at a counter, which no account holds.
pub fn of_holder(conn: &mut AnyConn, account: &str) -> QueryResult<Vec<NameApprovalRow>> {
    let typed = counter_drafts::table.filter(counter_drafts::application_id.eq(name_approvals::application_id));
    name_approvals::table
        .filter(name_approvals::holder.eq(account))
        .filter(not(exists(typed)))
        .order((name_approvals::approved_on.desc(), name_approvals::application_id.desc()))
        .limit(50)
        .select(NameApprovalRow::as_select())
        .load(conn)
}

/// The approvals in force on a day whose folded name begins so, but for those of one holder; what was applied for at a
/// counter is nobody's, whoever typed it. There are few: an approval lasts a month.
pub fn kept_near(conn: &mut AnyConn, beginning: &str, but: &str, day: NaiveDate) -> QueryResult<Vec<NameApprovalRow>> {
    let typed = counter_drafts::table.filter(counter_drafts::application_id.eq(name_approvals::application_id));
    name_approvals::table
        .filter(name_approvals::name_key.ge(beginning.to_owned()))
        .filter(name_approvals::name_key.lt(format!("{beginning}\u{10ffff}")))
        .filter(name_approvals::valid_until.ge(day))
        .filter(name_approvals::used_by.is_null())
        .filter(name_approvals::holder.ne(but.to_owned()).or(exists(typed)))
        .order((name_approvals::name_key, name_approvals::application_id))
        .limit(500)
        .select(NameApprovalRow::as_select())
        .load(conn)
}

/// The approvals of a folded name that nothing was registered by yet, while a registration, of a company or of its
/// change of name, is filed with their number and not decided: it was filed in time, so the name is kept until then,
/// whoever holds the approval and though it is over. There are few of one name.
pub fn relied_on(conn: &mut AnyConn, key: &str) -> QueryResult<Vec<NameApprovalRow>> {
    let rows = name_approvals::table
        .filter(name_approvals::name_key.eq(key.to_owned()))
        .filter(name_approvals::used_by.is_null())
        .order((name_approvals::approved_on.desc(), name_approvals::application_id.desc()))
        .limit(50)
        .select(NameApprovalRow::as_select())
        .load(conn)?;
    with_open_registration(conn, rows)
}

/// Those of some approvals with whose number a registration, of a company or of its change of name, is filed that is
/// not decided.
pub fn with_open_registration(
    conn: &mut AnyConn,
    mut approvals: Vec<NameApprovalRow>,
) -> QueryResult<Vec<NameApprovalRow>> {
    approvals.retain(|approval| approval.used_by.is_none());
    if approvals.is_empty() {
        return Ok(approvals);
    }
    let names: Vec<String> = approvals.iter().map(|approval| approval.full_name.clone()).collect();
    // What was filed last counts, not what is being corrected in it.
    let mut filed: Vec<String> = filings::table
        .inner_join(applications::table.on(applications::id.eq(filings::application_id)))
        .filter(filings::round.eq(applications::round))
        .filter(applications::procedure.eq(Procedure::RegistrationLegalEntity.slug()))
        .filter(applications::status.eq_any(UNDECIDED.map(Status::code)))
        .filter(applications::decided_at.is_null())
        .filter(applications::unp.is_null())
        .filter(applications::party.eq_any(names))
        .select(filings::answers)
        .load(conn)?;
    // What a company changes its name to stands in the answers alone; few of them give a number.
    let renamings: Vec<String> = filings::table
        .inner_join(applications::table.on(applications::id.eq(filings::application_id)))
        .filter(filings::round.eq(applications::round))
        .filter(applications::procedure.eq(Procedure::ChangeOfName.slug()))
        .filter(applications::status.eq_any(UNDECIDED.map(Status::code)))
        .filter(applications::decided_at.is_null())
        .filter(filings::answers.like("%\"approval_number\":%"))
        .select(filings::answers)
        .load(conn)?;
    filed.extend(renamings);
    let numbers = filed.iter().filter_map(|answers| {
        let answers: Answers = serde_json::from_str(answers).unwrap_or_default();
        number_in(&answers)
    });
    let numbers: Vec<String> = numbers.collect();
    approvals.retain(|approval| numbers.contains(&approval.number));
    Ok(approvals)
}

/// An application in one of these is filed and not decided: `decided_at` is empty, also where it was opened again. Asked
/// for too, that spares every application that was ever decided: the index goes by the procedure and that moment.
const UNDECIDED: [Status; 3] = [Status::Filed, Status::InReview, Status::Returned];

/// The number of the approval that answers give.
pub fn number_in(answers: &Answers) -> Option<String> {
    parse(answers.get("approval_number"), FILING_DIGITS)
}
