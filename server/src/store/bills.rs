//! Bills for fees and what was paid of them: one bill an application that is not cancelled, one payment a bill.

use super::AnyConn;
use super::schema::{bills, payments};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use portal::money::{Byn, Fee};
use std::collections::{HashMap, HashSet};

/// A row of `bills`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = bills, treat_none_as_default_value = false)]
pub struct BillRow {
    pub id: String,
    pub number: String,
    pub application_id: String,
    /// In kopecks.
    pub amount: i64,
    /// Hundredths of a base value.
    pub hundredths: i32,
    /// In kopecks.
    pub base_value: i64,
    /// The act, in Russian.
    pub act: String,
    pub issued_on: NaiveDate,
    pub issued_at: NaiveDateTime,
    pub cancelled_at: Option<NaiveDateTime>,
}

impl BillRow {
    pub fn amount(&self) -> Byn {
        Byn::kopecks(self.amount)
    }

    pub fn fee(&self) -> Fee {
        Fee { hundredths: self.hundredths, base_value: Byn::kopecks(self.base_value) }
    }
}

/// A row of `payments`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = payments, treat_none_as_default_value = false)]
pub struct PaymentRow {
    pub bill_id: String,
    pub paid_on: NaiveDate,
    pub document: String,
    /// The bank file that told of it; `None` where a clerk entered it.
    pub file_id: Option<String>,
    pub marked_by: String,
    pub marked_at: NaiveDateTime,
}

/// A bill with its payment, where it is paid.
#[derive(Clone, Debug)]
pub struct Bill {
    pub row: BillRow,
    pub payment: Option<PaymentRow>,
}

impl Bill {
    /// Whether it is still to be paid.
    pub fn is_due(&self) -> bool {
        self.payment.is_none() && self.row.cancelled_at.is_none()
    }
}

/// Adds a bill; a second one of an application that is not cancelled is a unique violation.
pub fn add(conn: &mut AnyConn, bill: &BillRow) -> QueryResult<()> {
    diesel::insert_into(bills::table).values(bill.clone()).execute(conn).map(drop)
}

pub fn number_taken(conn: &mut AnyConn, number: &str) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(bills::table.filter(bills::number.eq(number)))).get_result(conn)
}

/// The bill of an application: the last, where an earlier one was cancelled.
pub fn of_application(conn: &mut AnyConn, application: &str) -> QueryResult<Option<Bill>> {
    let row: Option<(BillRow, Option<PaymentRow>)> = bills::table
        .left_join(payments::table)
        .filter(bills::application_id.eq(application))
        .order((bills::issued_at.desc(), bills::id.desc()))
        .select((BillRow::as_select(), Option::<PaymentRow>::as_select()))
        .first(conn)
        .optional()?;
    Ok(row.map(|(row, payment)| Bill { row, payment }))
}

/// The last bill of an application that was made out by a moment: the one that a document of that moment is about.
pub fn made_out_by(conn: &mut AnyConn, application: &str, moment: NaiveDateTime) -> QueryResult<Option<Bill>> {
    let row: Option<(BillRow, Option<PaymentRow>)> = bills::table
        .left_join(payments::table)
        .filter(bills::application_id.eq(application))
        .filter(bills::issued_at.le(moment))
        .order((bills::issued_at.desc(), bills::id.desc()))
        .select((BillRow::as_select(), Option::<PaymentRow>::as_select()))
        .first(conn)
        .optional()?;
    Ok(row.map(|(row, payment)| Bill { row, payment }))
}

/// The bills of some numbers.
pub fn by_numbers(conn: &mut AnyConn, numbers: Vec<String>) -> QueryResult<Vec<Bill>> {
    let rows: Vec<(BillRow, Option<PaymentRow>)> = bills::table
        .left_join(payments::table)
        .filter(bills::number.eq_any(numbers))
        .select((BillRow::as_select(), Option::<PaymentRow>::as_select()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(row, payment)| Bill { row, payment }).collect())
}

/// Which of some applications wait for their fee.
pub fn unpaid(conn: &mut AnyConn, applications: Vec<String>) -> QueryResult<HashSet<String>> {
    let rows: Vec<String> = bills::table
        .left_join(payments::table)
        .filter(bills::application_id.eq_any(applications))
        .filter(bills::cancelled_at.is_null())
        .filter(payments::bill_id.nullable().is_null())
        .select(bills::application_id)
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// What is to be paid for each of some applications that wait for their fee.
pub fn owed(conn: &mut AnyConn, applications: Vec<String>) -> QueryResult<HashMap<String, Byn>> {
    let rows: Vec<(String, i64)> = bills::table
        .left_join(payments::table)
        .filter(bills::application_id.eq_any(applications))
        .filter(bills::cancelled_at.is_null())
        .filter(payments::bill_id.nullable().is_null())
        .select((bills::application_id, bills::amount))
        .load(conn)?;
    Ok(rows.into_iter().map(|(application, amount)| (application, Byn::kopecks(amount))).collect())
}

/// Notes a payment; a second one of a bill is a unique violation.
pub fn pay(conn: &mut AnyConn, payment: &PaymentRow) -> QueryResult<()> {
    diesel::insert_into(payments::table).values(payment.clone()).execute(conn).map(drop)
}

/// Nothing is owed any more for an application; one that is paid stays as it is.
pub fn cancel(conn: &mut AnyConn, application: &str, now: NaiveDateTime) -> QueryResult<()> {
    let Some(bill) = of_application(conn, application)?.filter(Bill::is_due) else { return Ok(()) };
    diesel::update(bills::table.find(bill.row.id)).set(bills::cancelled_at.eq(Some(now))).execute(conn).map(drop)
}
