//! `akno register generate`: an invented register of any size.

use crate::support::database::fresh;
use akno::clock::Clock;
use akno::failure::Failure;
use akno::register::generate::generate;
use akno::register::indexes;
use akno::store::projection::count_companies;
use akno::store::schema::register_entries;
use akno::store::{AnyConn, Db, Dialect};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};

type Said = (i64, String, Vec<u8>, Option<i64>);

/// Every entry, as written: company, what it says, its digest, and what replaced it.
async fn log(db: &Db) -> Vec<Said> {
    let read = |conn: &mut AnyConn| {
        let columns = (
            register_entries::unp,
            register_entries::identity,
            register_entries::digest,
            register_entries::superseded_by,
        );
        Ok::<_, Failure>(register_entries::table.order(register_entries::id).select(columns).load::<Said>(conn)?)
    };
    db.read(read).await.unwrap()
}

async fn companies(db: &Db) -> (i64, i64) {
    db.read(|conn| Ok::<_, Failure>(count_companies(conn)?)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_gives_the_same_register_which_is_written_once() {
    let ((db, _first), (other, _second)) = (fresh().await, fresh().await);
    generate(&db, &Clock::default(), 11, 620).await.unwrap();
    generate(&other, &Clock::default(), 11, 620).await.unwrap();
    assert_eq!(companies(&db).await, (620, 620), "each is marked as invented");
    let written = log(&db).await;
    assert!(written.len() > 620 * 5 && written == log(&other).await);
    let again = generate(&db, &Clock::default(), 11, 620).await.unwrap();
    assert!(again.contains("there already"), "{again}");
    assert_eq!(log(&db).await, written);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_that_grows_keeps_what_it_has() {
    let (db, _database) = fresh().await;
    generate(&db, &Clock::default(), 12, 510).await.unwrap();
    let before = log(&db).await;
    // As after an interruption: the first are there, the others are not.
    generate(&db, &Clock::default(), 12, 1_030).await.unwrap();
    assert_eq!(companies(&db).await, (1_030, 1_030));
    assert_eq!(log(&db).await[..before.len()], before);
}

#[derive(QueryableByName)]
struct Index {
    #[diesel(sql_type = Text)]
    definition: String,
}

/// Every index of the register as the database would make it.
async fn register_indexes(db: &Db) -> Vec<String> {
    let tables = "('companies', 'register_entries', 'company_words')";
    let asked = match db.dialect() {
        Dialect::Sqlite => format!(
            "SELECT sql AS definition FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN {tables}"
        ),
        Dialect::Postgres => {
            format!(
                "SELECT indexdef AS definition FROM pg_indexes WHERE schemaname = current_schema() AND tablename IN {tables}"
            )
        }
    };
    let read = move |conn: &mut AnyConn| Ok::<_, Failure>(sql_query(asked).load::<Index>(conn)?);
    let mut found: Vec<String> = db.read(read).await.unwrap().into_iter().map(|index| index.definition).collect();
    found.sort();
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn indexes_are_set_aside_for_a_load_and_are_the_same_afterwards() {
    let (db, _database) = fresh().await;
    let before = register_indexes(&db).await;
    indexes::set_aside(&db).await.unwrap();
    let aside = register_indexes(&db).await;
    assert!(aside.len() * 2 < before.len(), "{aside:?}");
    // Again, as after an interruption.
    indexes::set_aside(&db).await.unwrap();
    generate(&db, &Clock::default(), 13, 40).await.unwrap();
    assert_eq!(register_indexes(&db).await, before, "a load ends with all of them");
    let mut made = Vec::new();
    indexes::restore(&db, |name| made.push(name.to_owned())).await.unwrap();
    assert!(made.is_empty(), "{made:?}");
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

async fn number(db: &Db, asked: &'static str) -> i64 {
    let read = move |conn: &mut AnyConn| Ok::<_, Failure>(sql_query(asked).get_result::<Number>(conn)?.number);
    db.read(read).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_load_the_words_stand_in_one_piece() {
    let (db, _database) = fresh().await;
    // PostgreSQL's indexes have no pieces; asked all the same, it does nothing.
    generate(&db, &Clock::default(), 15, 1_030).await.unwrap();
    if db.dialect() == Dialect::Postgres {
        return;
    }
    for pieces in [
        "SELECT count(DISTINCT segid) AS number FROM company_words_idx",
        "SELECT count(DISTINCT segid) AS number FROM company_search_idx",
    ] {
        assert_eq!(number(&db, pieces).await, 1, "{pieces}");
    }
    let active = number(&db, "SELECT count(*) AS number FROM companies WHERE standing = 1").await;
    let marked = "SELECT count(*) AS number FROM company_words WHERE company_words MATCH 'marks : s1'";
    assert!(active > 100 && number(&db, marked).await == active);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_that_is_in_use_keeps_its_indexes() {
    let (db, _database) = fresh().await;
    generate(&db, &Clock::default(), 14, 20).await.unwrap();
    let before = register_indexes(&db).await;
    indexes::set_aside(&db).await.unwrap();
    assert_eq!(register_indexes(&db).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_after_an_interrupted_load_makes_what_is_missing() {
    let (db, _database) = fresh().await;
    let before = register_indexes(&db).await;
    indexes::set_aside(&db).await.unwrap();
    let mut made = Vec::new();
    indexes::restore(&db, |name| made.push(name.to_owned())).await.unwrap();
    assert!(made.iter().any(|name| name == "companies_by_address"), "{made:?}");
    assert_eq!(register_indexes(&db).await, before);
}
