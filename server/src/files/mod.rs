//! The files that people attach: where their bytes are kept, what they are, whether a scanner found
//! something in them. Who may attach and read them, `office::attachments` and `access` say.

pub mod intake;
pub mod storehouse;
pub mod verdict;

pub use storehouse::Storehouse;
