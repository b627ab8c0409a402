//! The home page, and the pages about the portal itself.

pub mod about;
pub mod front;
pub mod status;
