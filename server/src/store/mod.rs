//! The store: Diesel's schema and queries. Nothing outside this module knows SQL.

mod call;
pub mod connection;
mod crew;
pub mod db;
pub mod migrations;
mod queue;
pub mod schema;
mod target;
mod watch;
mod writer;

pub use connection::AnyConn;
pub use db::{Db, DbError, DbOptions, Dialect};

/// A new identifier: UUIDv7, so that ids of one table sort by the time they were made.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}
