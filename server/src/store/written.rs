//! Queries written by hand that stay prepared.
//!
//! Diesel prepares a `sql_query` anew each time, and either database takes it apart anew, which may take longer than the
//! search itself. A query here is found by its text among those that its connection has prepared: so a text is one of
//! few, and whatever differs from one search to the next is bound.

use super::AnyConn;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::Error;
use diesel::sql_types::{Array, BigInt, Text, Untyped};
use diesel::sqlite::Sqlite;

/// Where a bound value stands in the text of a query; it holds no other `?`.
const PLACE: &str = "?";

/// A query with more values is one of many like it: it is not kept prepared.
const MOST_KEPT: usize = 8;

/// A value of a query.
pub(super) enum Bind {
    Text(String),
    Number(i64),
    /// On PostgreSQL alone: SQLite has no arrays, and reads the numbers out of a text.
    Numbers(Vec<i64>),
}

/// A query in the making; its values stand in the text in the order in which they were bound.
#[derive(Default)]
pub(super) struct Written {
    pub(super) sql: String,
    binds: Vec<Bind>,
}

impl Written {
    pub(super) fn new(sql: &str) -> Written {
        Written { sql: sql.to_owned(), binds: Vec::new() }
    }

    /// Binds the next value, and gives what stands for it in the text.
    pub(super) fn bind(&mut self, bind: Bind) -> &'static str {
        self.binds.push(bind);
        PLACE
    }

    /// Binds a text.
    pub(super) fn text(&mut self, text: impl Into<String>) -> &'static str {
        self.bind(Bind::Text(text.into()))
    }

    /// The same with something before it: what asks for its plan.
    pub(super) fn behind(self, before: &str) -> Written {
        Written { sql: format!("{before}{}", self.sql), ..self }
    }

    /// The rows of either database, by the names of their columns.
    pub(super) fn on<T>(self, conn: &mut AnyConn) -> QueryResult<Vec<T>>
    where
        T: QueryableByName<Sqlite> + QueryableByName<Pg> + 'static,
    {
        match conn {
            AnyConn::Sqlite(conn) => self.load(conn),
            AnyConn::Postgres(conn) => self.load(conn),
        }
    }

    /// The text with its values pushed where they stand.
    fn walk<'b, DB: diesel::backend::Backend>(
        &'b self,
        mut out: AstPass<'_, 'b, DB>,
        push: impl Fn(&mut AstPass<'_, 'b, DB>, &'b Bind) -> QueryResult<()>,
    ) -> QueryResult<()> {
        if self.binds.len() > MOST_KEPT {
            out.unsafe_to_cache_prepared();
        }
        let mut binds = self.binds.iter();
        for (index, part) in self.sql.split(PLACE).enumerate() {
            if index > 0 {
                let bind = binds.next().ok_or_else(|| unusable("a place without a value"))?;
                push(&mut out, bind)?;
            }
            out.push_sql(part);
        }
        match binds.next() {
            None => Ok(()),
            Some(_) => Err(unusable("a value without a place")),
        }
    }
}

impl QueryId for Written {
    type QueryId = ();
    // Two of them differ by their texts.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Written {
    type SqlType = Untyped;
}

impl RunQueryDsl<SqliteConnection> for Written {}
impl RunQueryDsl<PgConnection> for Written {}

impl QueryFragment<Sqlite> for Written {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        self.walk(out, |out, bind| match bind {
            Bind::Text(text) => out.push_bind_param::<Text, _>(text),
            Bind::Number(number) => out.push_bind_param::<BigInt, _>(number),
            Bind::Numbers(_) => Err(unusable("an array for SQLite")),
        })
    }
}

impl QueryFragment<Pg> for Written {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.walk(out, |out, bind| match bind {
            Bind::Text(text) => out.push_bind_param::<Text, _>(text),
            Bind::Number(number) => out.push_bind_param::<BigInt, _>(number),
            Bind::Numbers(numbers) => out.push_bind_param::<Array<BigInt>, _>(numbers),
        })
    }
}

/// A query of one column of numbers, which are read by its place: to look for its name in each of a thousand rows takes
/// longer than to read it.
pub(super) struct Numbers(pub(super) Written);

impl Numbers {
    pub(super) fn on(self, conn: &mut AnyConn) -> QueryResult<Vec<i64>> {
        match conn {
            AnyConn::Sqlite(conn) => self.load(conn),
            AnyConn::Postgres(conn) => self.load(conn),
        }
    }
}

impl QueryId for Numbers {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Numbers {
    type SqlType = BigInt;
}

impl RunQueryDsl<SqliteConnection> for Numbers {}
impl RunQueryDsl<PgConnection> for Numbers {}

impl<DB: diesel::backend::Backend> QueryFragment<DB> for Numbers
where
    Written: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }
}

fn unusable(why: &str) -> Error {
    Error::QueryBuilderError(why.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use diesel::connection::InstrumentationEvent;
    use std::sync::{Arc, Mutex};

    #[derive(Debug, PartialEq, QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        text: String,
        #[diesel(sql_type = BigInt)]
        number: i64,
    }

    fn query(text: &str, number: i64) -> Written {
        let mut query = Written::default();
        let (text, number) = (query.text(text), query.bind(Bind::Number(number)));
        query.sql = format!("SELECT {text} AS text, {number} AS number");
        query
    }

    /// A connection that notes what it keeps prepared.
    fn noting() -> (AnyConn, Arc<Mutex<Vec<String>>>) {
        let mut conn = SqliteConnection::establish(":memory:").unwrap();
        let prepared = Arc::new(Mutex::new(Vec::new()));
        let seen = prepared.clone();
        conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::CacheQuery { sql, .. } = event {
                seen.lock().unwrap().push(sql.to_owned());
            }
        });
        (AnyConn::Sqlite(conn), prepared)
    }

    #[test]
    fn a_text_is_prepared_once_whatever_its_values() {
        let (mut conn, prepared) = noting();
        for (text, number) in [("a?b", 1), ("", i64::MAX), ("'; DROP TABLE companies; --", -1)] {
            let rows: Vec<Row> = query(text, number).on(&mut conn).unwrap();
            assert_eq!(rows, [Row { text: text.to_owned(), number }]);
        }
        assert_eq!(*prepared.lock().unwrap(), ["SELECT ? AS text, ? AS number"]);
    }

    #[test]
    fn one_of_very_many_is_not_kept() {
        let (mut conn, prepared) = noting();
        let mut many = Written::default();
        let places: Vec<&str> = (0..20).map(|_| many.text("x")).collect();
        many.sql = format!("SELECT {} AS text, 20 AS number", places.join(" || "));
        let rows: Vec<Row> = many.on(&mut conn).unwrap();
        assert_eq!(rows[0].text.len(), 20);
        assert_eq!(*prepared.lock().unwrap(), [""; 0]);
    }

    #[test]
    fn places_and_values_that_are_not_as_many_are_an_error() {
        let (mut conn, _) = noting();
        let (mut missing, mut more) = (query("a", 1), query("a", 1));
        missing.binds.pop();
        more.text("b");
        assert!(missing.on::<Row>(&mut conn).is_err());
        assert!(more.on::<Row>(&mut conn).is_err());
    }
}
