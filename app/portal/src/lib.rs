//! The domain in its own words, and the rules.
//!
//! Nothing here does I/O, reads a clock or draws a random number: the filer's page, the clerk's
//! page and a dry run call the same functions and get the same answers.

pub mod address;
pub mod answers;
pub mod application;
pub mod attachment;
pub mod barred;
pub mod code;
pub mod collation;
pub mod company;
pub mod distribution;
pub mod duties;
pub mod egr;
pub mod event_kind;
pub mod fold;
pub mod grant;
pub mod guide;
pub mod hours;
pub mod ics;
pub mod lang;
pub mod legal_form;
pub mod letters;
pub mod mandate;
pub mod mending;
pub mod merging;
pub mod money;
pub mod offices;
pub mod oked;
pub mod personal_number;
pub mod places;
pub mod problem;
pub mod procedures;
pub mod proceeding;
pub mod reasons;
pub mod reopening;
pub mod retention;
pub mod sound;
pub mod statistics;
pub mod unp;
pub mod working_days;
