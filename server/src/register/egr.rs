//! The register told in the USR's own format: which methods there are, and what each row says.

mod lists;
mod methods;
mod telling;

pub use lists::List;
pub use methods::{GO_FAMILY, Method, Takes};
pub use telling::{by_number, shorts};
