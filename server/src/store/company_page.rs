//! What a company's page reads: the row, the entries, and the companies beside it.
//!
//! SQLite answers each question where it is asked, in microseconds; PostgreSQL's answers come from another process, so
//! there one question asks for all of it, and a second one for the liquidation where there is one.

use super::AnyConn;
use super::companies::{self, CompanyRow};
use super::connection::on_either;
use super::days::Day;
use super::entries::{self, EntryRow};
use super::kept::Kept;
use super::packing::Packed;
use super::proceedings::{self, ProceedingRow};
use super::schema::companies as rows;
use chrono::NaiveDate;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Array, BigInt, Binary, Bool, Date, Integer, Nullable, Record, Text};
use portal::company::Standing;
use portal::lang::Lang;

/// Entries of one company that its page shows at most.
pub const HISTORY: i64 = 400;
/// Companies with the same head, or at the same address, that are read: one more than a page shows.
pub const BESIDE: i64 = 11;

/// A company beside another, by the short name where it has one.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Beside {
    pub unp: i64,
    pub standing: i32,
    pub name: String,
    pub name_be: Option<String>,
}

impl Beside {
    /// The name in the reader's language.
    pub fn title(self, lang: Lang) -> String {
        match self.name_be {
            Some(name) if lang == Lang::Be => name,
            _ => self.name,
        }
    }
}

/// A company as its page tells of it today.
pub struct OfToday {
    pub row: CompanyRow,
    /// The newest [`HISTORY`] of its current entries, the newest first.
    pub entries: Vec<EntryRow>,
    /// Legal entities that the same person heads, and those at the same address, by number, at most [`BESIDE`]; of sole
    /// proprietors a row has neither.
    pub beside: [Vec<Beside>; 2],
    /// The liquidation that is under way.
    pub proceeding: Option<ProceedingRow>,
}

/// A company as its page tells of it; `None` where there is no such company.
pub fn of_today(conn: &mut AnyConn, unp: i64) -> QueryResult<Option<OfToday>> {
    let found = match conn {
        AnyConn::Sqlite(_) => step_by_step(conn, unp)?,
        AnyConn::Postgres(conn) => in_one_question(conn, unp)?,
    };
    let Some(mut company) = found else { return Ok(None) };
    if company.row.standing() == Standing::InLiquidation {
        company.proceeding = proceedings::open_of(conn, unp)?;
    }
    Ok(Some(company))
}

#[diesel::declare_sql_function]
extern "SQL" {
    fn coalesce(first: Nullable<Text>, or: Text) -> Text;

    #[sql_name = "coalesce"]
    fn coalesce_if_any(first: Nullable<Text>, or: Nullable<Text>) -> Nullable<Text>;
}

fn step_by_step(conn: &mut AnyConn, unp: i64) -> QueryResult<Option<OfToday>> {
    let Some(row) = companies::find(conn, unp)? else { return Ok(None) };
    let entries = entries::newest(conn, unp, HISTORY)?;
    let others = || {
        let name = coalesce(rows::short_name, rows::name);
        let name_be = coalesce_if_any(rows::short_name_be, rows::name_be);
        let selected = (rows::unp, rows::standing, name, name_be);
        rows::table.filter(rows::unp.ne(unp)).order(rows::unp).limit(BESIDE).select(selected)
    };
    let headed = match &row.head {
        Some(head) => on_either!(conn, c => Kept(others().filter(rows::head.eq(head))).load(c))?,
        None => Vec::new(),
    };
    let at = match &row.address {
        Some(address) => on_either!(conn, c => Kept(others().filter(rows::address.eq(address))).load(c))?,
        None => Vec::new(),
    };
    Ok(Some(OfToday { row, entries, beside: [headed, at], proceeding: None }))
}

/// An entry and a company beside another as [`Newest`] and [`Others`] write them.
type Entry = (i64, String, Day, Day, bool, Packed, String, Option<String>);
type EntrySql = Record<(BigInt, Text, Nullable<Date>, Nullable<Date>, Bool, Binary, Text, Nullable<Text>)>;
type Other = (i64, i32, String, Option<String>);
type OtherSql = Record<(BigInt, Integer, Text, Nullable<Text>)>;

/// A company with its entries and those beside it in its row.
type Whole = (CompanyRow, Vec<Entry>, Vec<Other>, Vec<Other>);

/// One question for all of it: what a company has several of comes as arrays in its row.
fn in_one_question(conn: &mut PgConnection, unp: i64) -> QueryResult<Option<OfToday>> {
    let found: Option<Whole> = rows::table
        .find(unp)
        .select((CompanyRow::as_select(), Newest, SameHead, SameAddress))
        .get_result(conn)
        .optional()?;
    Ok(found.map(|(row, entries, headed, at)| {
        let entries = entries.into_iter().map(|entry| read(row.unp, entry)).collect();
        OfToday { entries, row, beside: [headed, at].map(beside), proceeding: None }
    }))
}

fn read(unp: i64, (id, kind, from, to, active, body, source, application_id): Entry) -> EntryRow {
    let (valid_from, valid_to): (Option<NaiveDate>, Option<NaiveDate>) = (from.into(), to.into());
    EntryRow { id, unp, kind, valid_from, valid_to, active, body: body.into(), source, application_id }
}

fn beside(others: Vec<Other>) -> Vec<Beside> {
    others.into_iter().map(|(unp, standing, name, name_be)| Beside { unp, standing, name, name_be }).collect()
}

/// The newest entries of the company in question, as [`EntryRow`] has them; those without a date come last, as they do
/// in SQLite's order downwards.
#[derive(QueryId, ValidGrouping)]
struct Newest;

/// The companies with the same head as the company in question.
#[derive(QueryId, ValidGrouping)]
struct SameHead;

/// The companies at the same address.
#[derive(QueryId, ValidGrouping)]
struct SameAddress;

impl QueryFragment<Pg> for Newest {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(
            "ARRAY(SELECT ROW(e.id, e.kind, e.valid_from, e.valid_to, e.active, e.body, e.source, e.application_id) \
             FROM register_entries e WHERE e.unp = companies.unp AND e.superseded_by IS NULL \
             ORDER BY e.valid_from DESC NULLS LAST, e.id DESC LIMIT ",
        );
        out.push_bind_param::<BigInt, _>(&HISTORY)?;
        out.push_sql(")");
        Ok(())
    }
}

fn others<'b>(mut out: AstPass<'_, 'b, Pg>, column: &'static str) -> QueryResult<()> {
    out.push_sql("ARRAY(SELECT ROW(other.unp, other.standing, coalesce(other.short_name, other.name), ");
    out.push_sql("coalesce(other.short_name_be, other.name_be)) FROM companies other WHERE other.");
    out.push_sql(column);
    out.push_sql(" = companies.");
    out.push_sql(column);
    out.push_sql(" AND other.unp <> companies.unp ORDER BY other.unp LIMIT ");
    out.push_bind_param::<BigInt, _>(&BESIDE)?;
    out.push_sql(")");
    Ok(())
}

impl QueryFragment<Pg> for SameHead {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        others(out, "head")
    }
}

impl QueryFragment<Pg> for SameAddress {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        others(out, "address")
    }
}

impl Expression for Newest {
    type SqlType = Array<EntrySql>;
}

impl Expression for SameHead {
    type SqlType = Array<OtherSql>;
}

impl Expression for SameAddress {
    type SqlType = Array<OtherSql>;
}

impl AppearsOnTable<rows::table> for Newest {}
impl AppearsOnTable<rows::table> for SameHead {}
impl AppearsOnTable<rows::table> for SameAddress {}
impl SelectableExpression<rows::table> for Newest {}
impl SelectableExpression<rows::table> for SameHead {}
impl SelectableExpression<rows::table> for SameAddress {}
