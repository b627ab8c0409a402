//! The migrations of both databases: in step, up and down, and what `schema.rs` says of them.

use crate::support::database::{self, count, empty, migrated};
use akno::store::connection::{AnyConn, connect};
use akno::store::{Db, DbError, Dialect, check, migrations};
use diesel::prelude::*;

#[tokio::test]
async fn the_migrations_go_up_down_and_up_again() {
    let database = empty();
    let mut conn = connect(&database.options()).unwrap();
    let all = migrations::pending(&mut conn).unwrap();
    assert!(!all.is_empty());
    assert_eq!(migrations::up(&mut conn).unwrap(), all);
    let first = shape(&mut conn);
    assert!(migrations::pending(&mut conn).unwrap().is_empty());
    assert!(migrations::up(&mut conn).unwrap().is_empty());

    let reversed: Vec<String> = all.iter().rev().cloned().collect();
    assert_eq!(migrations::down(&mut conn, 1).unwrap(), reversed[..1]);
    let db = Db::open(&database.options()).unwrap();
    assert!(matches!(db.ready().await, Err(DbError::Migrations(_))));
    assert_eq!(migrations::down(&mut conn, usize::MAX).unwrap(), reversed[1..]);
    assert_eq!(shape(&mut conn), Vec::<Column>::new(), "something stays behind");

    assert_eq!(migrations::up(&mut conn).unwrap(), all);
    assert_eq!(shape(&mut conn), first);
    db.ready().await.unwrap();
}

#[test]
fn nodes_that_start_together_migrate_once() {
    let database = empty();
    let nodes: Vec<_> = (0..4)
        .map(|_| {
            let options = database.options();
            std::thread::spawn(move || migrations::up(&mut connect(&options).unwrap()).unwrap().len())
        })
        .collect();
    let applied: usize = nodes.into_iter().map(|node| node.join().unwrap()).sum();
    assert!(applied > 0);
    assert_eq!(
        count(&mut connect(&database.options()).unwrap(), "SELECT COUNT(*) AS count FROM __diesel_schema_migrations"),
        applied as i64
    );
}

#[test]
fn both_databases_have_the_same_migrations() {
    let folders = |dialect: &str| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations").join(dialect);
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .inspect(|name| assert!(!name.starts_with('.'), "{name}"))
            .collect();
        names.sort();
        for name in &names {
            for file in ["up.sql", "down.sql"] {
                let path = format!("{}/../migrations/{dialect}/{name}/{file}", env!("CARGO_MANIFEST_DIR"));
                let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
                // Its violation would show at the commit, and take down the neighbours of the group.
                assert!(!text.to_uppercase().contains("DEFERR"), "{path}: a constraint is checked at once");
            }
        }
        names
    };
    assert_eq!(folders("sqlite"), folders("postgres"));
}

#[test]
fn the_schema_agrees_with_the_database() {
    let database = migrated();
    let mut conn = connect(&database.options()).unwrap();
    let actual = shape(&mut conn);
    let declared = declared();
    assert!(declared.len() > 50, "schema.rs was not understood");
    let differences: Vec<String> = declared
        .iter()
        .filter(|column| !actual.contains(column))
        .map(|column| format!("schema.rs alone: {column:?}"))
        .chain(actual.iter().filter(|c| !declared.contains(c)).map(|c| format!("the database alone: {c:?}")))
        .collect();
    assert!(differences.is_empty(), "{:?}\n{}", database::dialect(), differences.join("\n"));
}

/// What an earlier program kept of two companies' entries: one in two versions, and a last id that is gone.
const KEPT: &str = r#"
    INSERT INTO register_entries
      (id, unp, kind, identity, valid_from, valid_to, active, body, digest, source, application_id, supersedes,
       superseded_by, recorded_at)
    VALUES
      (3, 190456783, 'person', '2014-03-01', '2014-03-01', NULL, 'false', '{"ngrn":190456783,"vfio":"Сідоў"}', '0aff',
       'feed', NULL, NULL, 4, '2024-02-29 12:30:00.123456'),
      (4, 190456783, 'person', '2014-03-01', '2014-03-01', '2020-01-01', 'true',
       '{"cact":"+","dfrom":"2015-09-14T21:00:00.000+00:00","ngrn":190456783,"vfio":"Сидоров «Ёж»"}', 'ff00', 'portal',
       'application', 3, NULL, '2024-03-01 00:00:00');
"#;

#[test]
fn a_log_that_is_there_is_packed_and_unpacked_without_a_loss() {
    #[derive(Debug, PartialEq, diesel::QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::Text)]
        line: String,
    }
    let database = empty();
    let mut conn = connect(&database.options()).unwrap();
    let all = migrations::up(&mut conn).unwrap();
    let since = all.len() - all.iter().position(|name| name.ends_with("_packed_log")).unwrap();
    migrations::down(&mut conn, since).unwrap();
    let given = match conn.dialect() {
        Dialect::Sqlite => "UPDATE sqlite_sequence SET seq = 9 WHERE name = 'register_entries'",
        Dialect::Postgres => "SELECT setval(pg_get_serial_sequence('register_entries', 'id'), 9)",
    };
    let kept = KEPT.replace("'true'", "TRUE").replace("'false'", "FALSE");
    diesel::connection::SimpleConnection::batch_execute(&mut conn, &kept).unwrap();
    diesel::connection::SimpleConnection::batch_execute(&mut conn, given).unwrap();
    let columns = "id, unp, kind, identity, valid_from, valid_to, active, body, digest, source, application_id, \
                   supersedes, superseded_by, recorded_at";
    let columns: Vec<String> = columns.split(", ").map(|c| format!("coalesce(CAST({c} AS TEXT), '-')")).collect();
    let lines = |conn: &mut AnyConn| -> Vec<Row> {
        let query = format!("SELECT {} AS line FROM register_entries ORDER BY id", columns.join(" || '|' || "));
        diesel::sql_query(query).load(conn).unwrap()
    };
    let before = lines(&mut conn);

    migrations::up(&mut conn).unwrap();
    let rows = check::entries_after(&mut conn, 0, 10).unwrap();
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [3, 4]);
    assert_eq!(rows[0].body, r#"{"ngrn":190456783,"vfio":"Сідоў"}"#);
    assert_eq!((rows[0].superseded_by, rows[1].digest.as_slice()), (Some(4), &[0xff, 0][..]));
    let short = "SELECT COUNT(*) AS count FROM register_entries WHERE length(body) < 60";
    assert_eq!(count(&mut conn, short), 2, "what is there already is packed too");

    migrations::down(&mut conn, since).unwrap();
    assert_eq!(lines(&mut conn), before);
    migrations::up(&mut conn).unwrap();
    let next = "INSERT INTO register_entries (unp, kind, identity, active, body, digest, source, recorded_at) \
                VALUES (190456783, 'person', 'other', FALSE, '{}', '', 'feed', '2024-03-02 00:00:00')";
    diesel::sql_query(next).execute(&mut conn).unwrap();
    assert_eq!(count(&mut conn, "SELECT MAX(id) AS count FROM register_entries"), 10, "no id is given twice");
}

#[test]
fn days_off_that_are_there_already_are_spelt_anew() {
    let database = empty();
    let mut conn = connect(&database.options()).unwrap();
    let all = migrations::up(&mut conn).unwrap();
    let since = all.len() - all.iter().position(|name| name.ends_with("_calendar_words")).unwrap();
    migrations::down(&mut conn, since).unwrap();
    let days = "INSERT INTO calendar_days (day, kind, name_be, name_ru, name_en) VALUES \
                ('2015-01-02', 'moved_day_off', 'Выходны (перанесены з 10.01.2015)', 'Выходной', 'Day off'), \
                ('2015-01-01', 'holiday', 'Новы год', 'Новый год', 'New Year')";
    diesel::sql_query(days).execute(&mut conn).unwrap();
    migrations::up(&mut conn).unwrap();
    for name in ["Выхадны (перанесены з 10.01.2015)", "Новы год"] {
        let spelt = format!("SELECT COUNT(*) AS count FROM calendar_days WHERE name_be = '{name}'");
        assert_eq!(count(&mut conn, &spelt), 1, "{name}");
    }
}

/// A column as Diesel would declare it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Column {
    table: String,
    name: String,
    sql_type: String,
    nullable: bool,
    key: bool,
}

/// What schema.rs says.
fn declared() -> Vec<Column> {
    let source = include_str!("../../src/store/schema.rs");
    let mut columns = Vec::new();
    for table in source.split("diesel::table! {").skip(1) {
        let (head, rest) = table.split_once('{').unwrap();
        let (name, key) = head.trim().strip_suffix(')').unwrap().split_once('(').unwrap();
        let key: Vec<&str> = key.split(',').map(str::trim).collect();
        for line in rest.split_once('}').unwrap().0.lines().filter(|line| line.contains("->")) {
            let (column, sql_type) = line.trim().trim_end_matches(',').split_once(" -> ").unwrap();
            let inner = sql_type.strip_prefix("Nullable<").and_then(|t| t.strip_suffix('>'));
            columns.push(Column {
                table: name.trim().into(),
                name: column.into(),
                sql_type: inner.unwrap_or(sql_type).into(),
                nullable: inner.is_some(),
                key: key.contains(&column),
            });
        }
    }
    columns.sort();
    columns
}

/// What the database says, but for Diesel's own table and the search index.
fn shape(conn: &mut AnyConn) -> Vec<Column> {
    #[derive(diesel::QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::Text)]
        table: String,
        #[diesel(sql_type = diesel::sql_types::Text)]
        name: String,
        #[diesel(sql_type = diesel::sql_types::Text)]
        sql_type: String,
        #[diesel(sql_type = diesel::sql_types::Integer)]
        nullable: i32,
        #[diesel(sql_type = diesel::sql_types::Integer)]
        key: i32,
    }
    let query = match conn.dialect() {
        Dialect::Sqlite => {
            r#"SELECT t.name AS "table", c.name AS name, lower(c.type) AS sql_type,
                      CASE WHEN c."notnull" THEN 0 ELSE 1 END AS nullable, c.pk > 0 AS "key"
               FROM pragma_table_list t JOIN pragma_table_info(t.name) c
               WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"#
        }
        Dialect::Postgres => {
            r#"SELECT c.table_name::text AS "table", c.column_name::text AS name, c.data_type::text AS sql_type,
                      CASE c.is_nullable WHEN 'YES' THEN 1 ELSE 0 END AS nullable,
                      CASE WHEN EXISTS (
                        SELECT 1 FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
                        WHERE i.indisprimary AND i.indrelid = c.table_name::regclass AND a.attname = c.column_name
                      ) THEN 1 ELSE 0 END AS "key"
               FROM information_schema.columns c WHERE c.table_schema = 'public'"#
        }
    };
    let rows: Vec<Row> = diesel::sql_query(query).load(conn).unwrap();
    let mut columns: Vec<Column> = rows
        .into_iter()
        .filter(|row| row.table != "__diesel_schema_migrations" && row.table != "company_words")
        .map(|row| Column {
            sql_type: diesel_type(&row),
            table: row.table,
            name: row.name,
            nullable: row.nullable != 0,
            key: row.key != 0,
        })
        .collect();
    columns.sort();
    return columns;

    fn diesel_type(row: &Row) -> String {
        match row.sql_type.as_str() {
            // SQLite's own row number is written INTEGER, and holds 64 bits.
            "integer" if row.table == "register_entries" && row.name == "id" => "BigInt",
            "integer" => "Integer",
            "bigint" => "BigInt",
            "text" => "Text",
            "date" => "Date",
            "timestamp" | "timestamp without time zone" => "Timestamp",
            "boolean" => "Bool",
            "blob" | "bytea" => "Binary",
            "double" | "double precision" => "Double",
            other => other,
        }
        .into()
    }
}
