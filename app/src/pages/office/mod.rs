//! The clerk's pages: the inbox, the case, the decision and the counter.

pub mod absences;
pub mod actions;
pub mod bank;
pub mod case;
pub mod checks;
pub mod comparison;
pub mod confirmation;
pub mod correction;
pub mod counter;
pub mod deadline;
pub mod decision;
pub mod distribution;
pub mod exports;
pub mod handover;
pub mod history;
pub mod inbox;
pub mod notes;
pub mod opinions;
pub mod payment;
pub mod phone;
pub mod runs;
pub mod second_person;
pub mod settings;
pub mod statistics;
pub mod walk;
pub mod words;
