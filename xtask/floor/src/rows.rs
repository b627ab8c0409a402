//! A row as it stands in a table, to be written again under other keys.

use anyhow::{Context, Result};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use uuid::Uuid;

/// A row with the statement that inserts such a one.
pub struct Row {
    columns: Vec<String>,
    pub values: Vec<Value>,
    insert: String,
}

impl Row {
    /// Reads the one row of a table for which a condition over `?1` holds.
    pub fn read(conn: &Connection, table: &str, condition: &str, argument: &str) -> Result<Row> {
        let mut select = conn.prepare(&format!("SELECT * FROM {table} WHERE {condition}"))?;
        let columns: Vec<String> = select.column_names().into_iter().map(str::to_owned).collect();
        let values = select
            .query_row([argument], |row| (0..columns.len()).map(|index| row.get(index)).collect())
            .with_context(|| format!("{table} where {condition}"))?;
        let places: Vec<String> = (1..=columns.len()).map(|number| format!("?{number}")).collect();
        let insert = format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), places.join(", "));
        Ok(Row { columns, values, insert })
    }

    /// Where a column stands.
    pub fn index(&self, column: &str) -> Result<usize> {
        self.columns.iter().position(|known| known == column).with_context(|| format!("no column {column}"))
    }

    pub fn set(&mut self, column: &str, value: impl Into<Value>) -> Result<()> {
        let index = self.index(column)?;
        self.values[index] = value.into();
        Ok(())
    }

    pub fn text(&self, column: &str) -> Result<&str> {
        match &self.values[self.index(column)?] {
            Value::Text(text) => Ok(text),
            other => anyhow::bail!("{column} is {other:?}"),
        }
    }

    /// The columns but for some, in their order.
    pub fn columns_but(&self, left_out: &[&str]) -> Vec<&str> {
        self.columns.iter().map(String::as_str).filter(|column| !left_out.contains(column)).collect()
    }

    pub fn insert(&self, conn: &Connection) -> Result<()> {
        conn.prepare_cached(&self.insert)?.execute(params_from_iter(&self.values))?;
        Ok(())
    }

    /// Bytes of its values: those of texts, eight a number.
    pub fn bytes(&self) -> usize {
        let bytes = |value: &Value| match value {
            Value::Null => 0,
            Value::Integer(_) | Value::Real(_) => 8,
            Value::Text(text) => text.len(),
            Value::Blob(blob) => blob.len(),
        };
        self.values.iter().map(bytes).sum()
    }
}

/// A new key, as the portal makes them.
pub fn new_id() -> String {
    Uuid::now_v7().to_string()
}

/// So many random characters of 0-9 and A-F.
pub fn random_text(length: usize) -> String {
    let mut text = String::with_capacity(length + 32);
    while text.len() < length {
        text.push_str(&Uuid::new_v4().simple().to_string().to_uppercase());
    }
    text.truncate(length);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_written_again_under_another_key() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(
            "CREATE TABLE t (id TEXT PRIMARY KEY, n INTEGER, s TEXT); INSERT INTO t VALUES ('a', 7, 'ж')",
        )
        .unwrap();
        let mut row = Row::read(&conn, "t", "id = ?1", "a").unwrap();
        assert_eq!((row.bytes(), row.text("s").unwrap(), row.columns_but(&["n"])), (11, "ж", vec!["id", "s"]));
        row.set("id", "b".to_owned()).unwrap();
        row.insert(&conn).unwrap();
        let copied: (i64, String) =
            conn.query_row("SELECT n, s FROM t WHERE id = 'b'", [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
        assert_eq!(copied, (7, "ж".to_owned()));
        assert!(row.insert(&conn).is_err(), "the key is taken");
        assert!(Row::read(&conn, "t", "id = ?1", "z").is_err());
    }

    #[test]
    fn random_text_has_its_length() {
        assert_eq!(random_text(70).len(), 70);
        assert_ne!(random_text(12), random_text(12));
    }
}
