//! What a company's page reads: the row, the entries, and the companies beside it.
//!
//! SQLite answers each question where it is asked, in microseconds; PostgreSQL's answers come from another process, so
//! there one question asks for all of it.

use super::AnyConn;
use super::companies::{self, CompanyRow};
use super::connection::on_either;
use super::entries::{self, EntryRow};
use super::kept::Kept;
use super::schema::{companies as rows, register_entries};
use diesel::PgSortExpressionMethods;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Array, BigInt, Nullable, Text};

/// A company beside another, by the short name where it has one.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Beside {
    pub unp: i64,
    pub standing: i32,
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

#[diesel::declare_sql_function]
extern "SQL" {
    fn coalesce(first: Nullable<Text>, or: Text) -> Text;
}

fn step_by_step(conn: &mut AnyConn, unp: i64, newest: i64, beside: i64) -> QueryResult<Option<OfToday>> {
    let Some(row) = companies::find(conn, unp)? else { return Ok(None) };
    let entries = entries::newest(conn, unp, newest)?;
    let others = || {
        let name = coalesce(rows::short_name, rows::name);
        rows::table.filter(rows::unp.ne(unp)).order(rows::unp).limit(beside).select((rows::unp, rows::standing, name))
    };
    let headed = match &row.head {
        Some(head) => on_either!(conn, c => Kept(others().filter(rows::head.eq(head))).load(c))?,
        None => Vec::new(),
    };
    let at = match &row.address {
        Some(address) => on_either!(conn, c => Kept(others().filter(rows::address.eq(address))).load(c))?,
        None => Vec::new(),
    };
    Ok(Some(OfToday { row, entries, beside: [headed, at] }))
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
