//! The store: Diesel's schema and queries. Nothing outside this module knows SQL.

pub mod absences;
pub mod accounts;
pub mod address_changes;
pub mod alerts;
pub mod applications;
pub mod attachment_keeping;
pub mod attachments;
pub mod audit;
pub mod bank_files;
pub mod batches;
pub mod bills;
pub mod budget;
pub mod calendar_feeds;
mod call;
pub mod case_file;
pub mod case_lists;
pub mod case_notes;
pub mod changes;
pub mod check;
pub mod companies;
pub mod company_sample;
pub mod company_search;
pub mod company_words;
pub mod connection;
mod crew;
pub mod data_downloads;
pub mod data_drafts;
pub mod data_sets;
pub mod data_tombstones;
pub mod db;
pub mod dead_addresses;
pub mod deleted_drafts;
pub mod demo;
pub mod documents;
pub mod draft_writings;
pub mod email_tokens;
pub mod entries;
pub mod extracts;
pub mod feeds;
pub mod founders;
mod glances;
pub mod hands;
pub mod import_runs;
pub mod inbox;
pub mod invitations;
pub mod jobs;
pub mod liquidation_notices;
pub mod mail_returns;
pub mod mails;
pub mod mandates;
pub mod messages;
pub mod migrations;
pub mod name_approvals;
pub mod offices;
pub mod open_data;
pub mod opinions;
pub mod own_data;
pub mod packing;
pub mod parties;
pub mod places;
pub mod proceedings;
pub mod projection;
mod queue;
pub mod registrations;
pub mod reserved_words;
pub mod runs;
pub mod schema;
pub mod second_steps;
pub mod seeds;
pub mod sessions;
pub mod sign_in_failures;
pub mod signatures;
pub mod statistics;
mod target;
pub mod terms;
pub mod uploads;
mod watch;
mod writer;

pub use connection::AnyConn;
pub use db::{Db, DbError, DbOptions, Dialect};

/// A new identifier: UUIDv7, so that ids of one table sort by the time they were made.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}
