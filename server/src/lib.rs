//! Akno's server: every effect of the portal. The dependency runs from here to `app`, never back.

pub mod access;
pub mod accounts;
pub mod clock;
pub mod config;
pub mod demo;
pub mod failure;
pub mod files;
pub mod giving_way;
pub mod http;
pub mod jobs;
pub mod log;
pub mod office;
pub mod payees;
pub mod post;
pub mod publishing;
pub mod random;
pub mod register;
pub mod routes;
pub mod serve;
pub mod signing;
pub mod state;
pub mod store;
