//! What a registration needs beside the register: the sequence of numbers, who was registered, certificates.

use super::AnyConn;
use super::schema::{certificates, companies, register_entries, registered_persons, unp_sequences};
use chrono::NaiveDate;
use diesel::dsl::exists;
use diesel::prelude::*;
use portal::company::Standing;

/// The next eight digits of a region's sequence, which moves on. Who asks at the same time waits for the end
/// of this transaction; what is rolled back is allotted to the next.
pub fn next_in_sequence(conn: &mut AnyConn, region: i32) -> QueryResult<i64> {
    diesel::update(unp_sequences::table.find(region))
        .set(unp_sequences::next.eq(unp_sequences::next + 1))
        .execute(conn)?;
    let next: i64 = unp_sequences::table.find(region).select(unp_sequences::next).first(conn)?;
    Ok(next - 1)
}

/// Whether the register has ever had a number.
pub fn is_taken(conn: &mut AnyConn, unp: i64) -> QueryResult<bool> {
    let now = diesel::select(exists(companies::table.find(unp))).get_result::<bool>(conn)?;
    Ok(now || diesel::select(exists(register_entries::table.filter(register_entries::unp.eq(unp)))).get_result(conn)?)
}

/// The sole proprietor in existence who has a personal number, by its SHA-256.
pub fn of_person(conn: &mut AnyConn, person: &str) -> QueryResult<Option<i64>> {
    let existing: Vec<i32> =
        Standing::ALL.into_iter().filter(|standing| standing.exists()).map(Standing::to_wire).collect();
    registered_persons::table
        .inner_join(companies::table.on(companies::unp.eq(registered_persons::unp)))
        .filter(registered_persons::person.eq(person.to_owned()))
        .filter(companies::standing.eq_any(existing))
        .order(registered_persons::unp.desc())
        .select(registered_persons::unp)
        .first(conn)
        .optional()
}

pub fn add_person(conn: &mut AnyConn, unp: i64, person: &str) -> QueryResult<()> {
    let row = (registered_persons::unp.eq(unp), registered_persons::person.eq(person.to_owned()));
    diesel::insert_into(registered_persons::table).values(row).execute(conn).map(drop)
}

/// A row of `certificates`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = certificates, treat_none_as_default_value = false)]
pub struct CertificateRow {
    pub application_id: String,
    /// That of the application.
    pub number: String,
    pub unp: i64,
    pub duplicate: bool,
    pub issued_on: NaiveDate,
    /// The day on which a duplicate took its place.
    pub void_since: Option<NaiveDate>,
}

pub fn add_certificate(conn: &mut AnyConn, row: &CertificateRow) -> QueryResult<()> {
    diesel::insert_into(certificates::table).values(row.clone()).execute(conn).map(drop)
}

/// The certificate that an application brought.
pub fn certificate(conn: &mut AnyConn, application: &str) -> QueryResult<Option<CertificateRow>> {
    certificates::table.find(application).select(CertificateRow::as_select()).first(conn).optional()
}

/// Voids the certificates of a company that are in force.
pub fn void_certificates(conn: &mut AnyConn, unp: i64, on: NaiveDate) -> QueryResult<()> {
    let in_force = certificates::table.filter(certificates::unp.eq(unp)).filter(certificates::void_since.is_null());
    diesel::update(in_force).set(certificates::void_since.eq(Some(on))).execute(conn).map(drop)
}
