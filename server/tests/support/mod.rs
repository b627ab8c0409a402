//! What the tests over HTTP and of the store share.

pub mod crash;
pub mod database;
