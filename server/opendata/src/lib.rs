//! Open data apart from where it comes from and how it is sent: tables with their schema, the files
//! of a version, questions to its rows, and the descriptions that catalogues of others read. No HTTP
//! and no database.

pub mod compress;
pub mod delta;
pub mod describe;
pub mod doctor;
pub mod files;
pub mod groups;
pub mod passport;
pub mod passport_form;
pub mod places;
pub mod quality;
pub mod rows;
pub mod schema;

pub use files::{FileSet, Format, MadeFile};
pub use passport::{Licence, Passport, Period, Published, PublishedFile, Theme};
pub use schema::{Field, Kind, Limits, Schema, Value};
