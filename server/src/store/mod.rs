//! The store: Diesel's schema and queries. Nothing outside this module knows SQL.

pub mod schema;
