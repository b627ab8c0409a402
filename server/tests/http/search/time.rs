//! The time that a search may take, and the plans that keep it within.

use super::search;
use crate::support::client::encode;
use crate::support::database::fresh;
use crate::support::portal::Portal;
use akno::failure::Failure;
use akno::store::{AnyConn, Dialect, budget, company_search};
use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{QueryResult, QueryableByName, RunQueryDsl, sql_query};
use std::time::Duration;

#[tokio::test]
async fn a_search_that_has_used_its_time_says_so() {
    let portal = Portal::with(|config| config.search_timeout_ms = 0).await;
    let answer = search(&mut portal.client(), &format!("q={}", encode("ёлка"))).await;
    assert_eq!(answer.status, 200);
    assert!(answer.text_of("main").contains("The search took too long"), "{}", answer.text_of("main"));
}

#[tokio::test]
async fn no_query_of_a_search_reads_a_whole_table() {
    let (db, _database) = fresh().await;
    let plans = db
        .bulk(|conn| {
            if conn.dialect() == akno::store::Dialect::Postgres {
                // In an empty table a planner reads it whole: here only if it has no other way.
                conn.batch_execute("SET LOCAL enable_seqscan = off")?;
            }
            Ok::<_, Failure>(company_search::plans(conn)?)
        })
        .await
        .unwrap();
    assert!(plans.len() >= 10, "{plans:#?}");
    for line in &plans {
        let whole = line.contains("Seq Scan")
            || (line.contains("SCAN")
                && !line.contains("VIRTUAL TABLE INDEX 0:M")
                // In the order that is asked for, until a thousand are found.
                && !line.contains("USING COVERING INDEX companies_by_name")
                && ["companies", "register_words"].iter().any(|table| line.contains(table)));
        assert!(!whole, "{line}\n{plans:#?}");
    }
}

/// What a search tells PostgreSQL of its time must not hold for whoever is read for next.
#[tokio::test]
async fn a_search_that_is_cut_leaves_its_connection_as_it_was() {
    let portal = Portal::start().await;
    let slow = |conn: &mut AnyConn| match conn {
        AnyConn::Postgres(_) => sql_query("SELECT pg_sleep(5)").execute(conn),
        AnyConn::Sqlite(_) => sql_query(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n WHERE i < 0",
        )
        .execute(conn),
    };
    let read = portal.state.db.read(move |conn| {
        let before = settings(conn)?;
        let limit = Duration::from_millis(50);
        let cut = budget::of(conn, limit, |conn, budget| {
            let first = budget.within(conn, settings)?;
            Ok((first, budget.within(conn, slow)?, budget.within(conn, slow)?))
        })?;
        let wrong = budget::of(conn, limit, |conn, budget| {
            budget.within(conn, |conn| sql_query("SELECT nothing FROM nowhere").execute(conn))
        });
        Ok::<_, Failure>((before, cut, wrong.is_err(), settings(conn)?))
    });
    let (before, (first, second, third), is_wrong, after) = read.await.unwrap();
    assert_eq!((second, third), (None, None), "the first used everything up");
    assert!(is_wrong, "what is wrong is an error and no cut");
    assert_eq!(before, after);
    if portal.state.db.dialect() == Dialect::Postgres {
        assert!(first.is_some_and(|told| told != before), "it was told of the budget");
    }
}

/// What PostgreSQL was told; on SQLite nothing.
fn settings(conn: &mut AnyConn) -> QueryResult<Vec<String>> {
    #[derive(QueryableByName)]
    struct Setting {
        #[diesel(sql_type = Text)]
        value: String,
    }
    let AnyConn::Postgres(conn) = conn else { return Ok(Vec::new()) };
    let names = "VALUES (current_setting('statement_timeout')), (current_setting('plan_cache_mode'))";
    let rows: Vec<Setting> = sql_query(format!("SELECT * FROM ({names}) AS told (value)")).load(conn)?;
    Ok(rows.into_iter().map(|row| row.value).collect())
}
