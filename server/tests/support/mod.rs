//! What the tests over HTTP and of the store share.

pub mod authenticator;
pub mod client;
pub mod crash;
pub mod database;
pub mod journey;
pub mod pdf;
pub mod portal;
pub mod register_feed;
