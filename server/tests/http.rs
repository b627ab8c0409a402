//! Tests over real HTTP and of the store, on SQLite and, with `AKNO_TEST_DATABASE=postgres`, on
//! PostgreSQL. The files under `http/` mirror the URLs.

mod support;

#[path = "http/durability.rs"]
mod durability;
#[path = "http/migrations.rs"]
mod migrations;
#[path = "http/speed.rs"]
mod speed;
#[path = "http/store.rs"]
mod store;
