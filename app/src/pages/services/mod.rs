//! Services: the list, the guide of one, and the choice of a company.

mod acts;
pub mod begin;
pub mod choose;
pub mod guide;
pub mod list;
