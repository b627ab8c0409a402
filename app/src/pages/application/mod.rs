//! An application as its applicant sees it.

pub mod check;
pub mod fields;
pub mod list;
pub mod paper;
pub mod receipt;
pub mod status;
pub mod step;
pub mod summary;
pub mod task_list;
pub mod withdrawal;
