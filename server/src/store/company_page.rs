//! What a company's page reads: the row, the entries, and the companies beside it.
//!
//! SQLite answers each question where it is asked, in microseconds; PostgreSQL's answers come from another process, so
//! there one question asks for all of it.

use super::AnyConn;
use super::companies::{self, CompanyRow};
use super::entries::{self, EntryRow};
use super::schema::{companies as rows, register_entries};
use super::written::{Bind, Written};
use diesel::PgSortExpressionMethods;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Array, BigInt, Integer, Text};

/// A company beside another, by the short name where it has one.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
pub struct Beside {
    #[diesel(sql_type = BigInt)]
    pub unp: i64,
    #[diesel(sql_type = Integer)]
    pub standing: i32,
    #[diesel(sql_type = Text)]
    pub name: String,
}

/// A company as its page tells of it today.
pub struct OfToday {
    pub row: CompanyRow,
    /// The newest of its current entries, the newest first.
    pub entries: Vec<EntryRow>,
    /// Legal entities that the same person heads, and those at the same address, by number; of sole proprietors a row has
    /// neither.
    pub beside: [Vec<Beside>; 2],
}

/// A company with at most `newest` entries and `beside` others of either kind; `None` where there is no such company.
pub fn of_today(conn: &mut AnyConn, unp: i64, newest: i64, beside: i64) -> QueryResult<Option<OfToday>> {
    match conn {
        AnyConn::Sqlite(_) => step_by_step(conn, unp, newest, beside),
        AnyConn::Postgres(conn) => in_one_question(conn, unp, newest, beside),
    }
}

fn step_by_step(conn: &mut AnyConn, unp: i64, newest: i64, beside: i64) -> QueryResult<Option<OfToday>> {
    let Some(row) = companies::find(conn, unp)? else { return Ok(None) };
    let entries = entries::newest(conn, unp, newest)?;
    let (head, address) = (row.head.as_deref(), row.address.as_deref());
    let beside = [
        head.map_or(Ok(Vec::new()), |head| with_same(conn, "head", head, unp, beside))?,
        address.map_or(Ok(Vec::new()), |address| with_same(conn, "address", address, unp, beside))?,
    ];
    Ok(Some(OfToday { row, entries, beside }))
}

/// The companies that have the same in a column (`head`, `address`), by number.
fn with_same(conn: &mut AnyConn, column: &str, value: &str, but: i64, limit: i64) -> QueryResult<Vec<Beside>> {
    let mut query = Written::default();
    let value = query.text(value);
    let [but, limit] = [but, limit].map(|number| query.bind(Bind::Number(number)));
    query.sql = format!(
        "SELECT unp, standing, coalesce(short_name, name) AS name FROM companies \
         WHERE {column} = {value} AND unp <> {but} ORDER BY unp LIMIT {limit}"
    );
    query.on(conn)
}

/// One question for the row, its entries and the companies beside it; the row and these come again with each entry.
fn in_one_question(conn: &mut PgConnection, unp: i64, newest: i64, beside: i64) -> QueryResult<Option<OfToday>> {
    type Texts = (Vec<String>, Vec<String>);
    let of_company = register_entries::unp.eq(rows::unp).and(register_entries::superseded_by.is_null());
    let of = Of { unp, limit: beside };
    let found: Vec<(CompanyRow, Option<EntryRow>, Texts)> = rows::table
        .left_join(register_entries::table.on(of_company))
        .filter(rows::unp.eq(unp))
        .order((register_entries::valid_from.desc().nulls_last(), register_entries::id.desc()))
        .limit(newest)
        .select((CompanyRow::as_select(), Option::<EntryRow>::as_select(), (SameHead(of), SameAddress(of))))
        .load(conn)?;
    let (mut company, mut entries) = (None, Vec::with_capacity(found.len()));
    for (row, entry, beside) in found {
        company.get_or_insert((row, beside));
        entries.extend(entry);
    }
    Ok(company.map(|(row, (headed, at))| {
        let beside = [headed, at].map(|texts| texts.iter().filter_map(|text| Beside::read(text)).collect());
        OfToday { row, entries, beside }
    }))
}

impl Beside {
    /// As [`Of::walk`] writes it: number, standing and name with a space between.
    fn read(text: &str) -> Option<Beside> {
        let mut parts = text.splitn(3, ' ');
        let (unp, standing) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Beside { unp, standing, name: parts.next()?.to_owned() })
    }
}

/// Beside whom, and how many at most.
#[derive(Clone, Copy)]
struct Of {
    unp: i64,
    limit: i64,
}

/// The companies with the same head as one. That one is looked up by its number and not taken from the row: so PostgreSQL
/// sees that it has to ask once, and not for each of the entries.
#[derive(QueryId, ValidGrouping)]
struct SameHead(Of);

/// The companies at the same address.
#[derive(QueryId, ValidGrouping)]
struct SameAddress(Of);

impl Of {
    fn walk<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>, column: &'static str) -> QueryResult<()> {
        out.push_sql("ARRAY(SELECT concat_ws(' ', other.unp, other.standing, coalesce(other.short_name, other.name))");
        out.push_sql(" FROM companies other WHERE other.");
        out.push_sql(column);
        out.push_sql(" = (SELECT own.");
        out.push_sql(column);
        out.push_sql(" FROM companies own WHERE own.unp = ");
        out.push_bind_param::<BigInt, _>(&self.unp)?;
        out.push_sql(") AND other.unp <> ");
        out.push_bind_param::<BigInt, _>(&self.unp)?;
        out.push_sql(" ORDER BY other.unp LIMIT ");
        out.push_bind_param::<BigInt, _>(&self.limit)?;
        out.push_sql(")");
        Ok(())
    }
}

impl QueryFragment<Pg> for SameHead {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.0.walk(out, "head")
    }
}

impl QueryFragment<Pg> for SameAddress {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.0.walk(out, "address")
    }
}

impl Expression for SameHead {
    type SqlType = Array<Text>;
}

impl Expression for SameAddress {
    type SqlType = Array<Text>;
}

impl<Rows> AppearsOnTable<Rows> for SameHead {}
impl<Rows> AppearsOnTable<Rows> for SameAddress {}
impl<Rows> SelectableExpression<Rows> for SameHead {}
impl<Rows> SelectableExpression<Rows> for SameAddress {}
