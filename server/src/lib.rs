//! Akno's server: every effect of the portal. The dependency runs from here to `app`, never back.

pub mod store;
