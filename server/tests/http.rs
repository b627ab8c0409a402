//! Tests over real HTTP and of the store, on SQLite and, with `AKNO_TEST_DATABASE=postgres`, on
//! PostgreSQL. The files under `http/` mirror the URLs.

mod support;

#[path = "http/access/mod.rs"]
mod access;
#[path = "http/accounts/mod.rs"]
mod accounts;
#[path = "http/administration/mod.rs"]
mod administration;
#[path = "http/alerts.rs"]
mod alerts;
#[path = "http/applications.rs"]
mod applications;
#[path = "http/attachments/mod.rs"]
mod attachments;
#[path = "http/batch.rs"]
mod batch;
#[path = "http/bounces.rs"]
mod bounces;
#[path = "http/businesses.rs"]
mod businesses;
#[path = "http/co_owners.rs"]
mod co_owners;
#[path = "http/companies.rs"]
mod companies;
#[path = "http/company_on_a_day.rs"]
mod company_on_a_day;
#[path = "http/data/mod.rs"]
mod data;
#[path = "http/deleted_drafts.rs"]
mod deleted_drafts;
#[path = "http/durability.rs"]
mod durability;
#[path = "http/editor/mod.rs"]
mod editor;
#[path = "http/egr.rs"]
mod egr;
#[path = "http/every_procedure.rs"]
mod every_procedure;
#[path = "http/extracts.rs"]
mod extracts;
#[path = "http/fees/mod.rs"]
mod fees;
#[path = "http/filings_and_crashes.rs"]
mod filings_and_crashes;
#[path = "http/founding/mod.rs"]
mod founding;
#[path = "http/generate.rs"]
mod generate;
#[path = "http/home.rs"]
mod home;
#[path = "http/import.rs"]
mod import;
#[path = "http/jobs.rs"]
mod jobs;
#[path = "http/liquidation/mod.rs"]
mod liquidation;
#[path = "http/mails.rs"]
mod mails;
#[path = "http/messages.rs"]
mod messages;
#[path = "http/migrations.rs"]
mod migrations;
#[path = "http/office/mod.rs"]
mod office;
#[path = "http/own_data.rs"]
mod own_data;
#[path = "http/personal.rs"]
mod personal;
#[path = "http/places.rs"]
mod places;
#[path = "http/program.rs"]
mod program;
#[path = "http/qualified.rs"]
mod qualified;
#[path = "http/questions.rs"]
mod questions;
#[path = "http/register.rs"]
mod register;
#[path = "http/replay/mod.rs"]
mod replay;
#[path = "http/rights.rs"]
mod rights;
#[path = "http/search/mod.rs"]
mod search;
#[path = "http/second_step.rs"]
mod second_step;
#[path = "http/security.rs"]
mod security;
#[path = "http/sessions/mod.rs"]
mod sessions;
#[path = "http/signatures.rs"]
mod signatures;
#[path = "http/speed.rs"]
mod speed;
#[path = "http/standing.rs"]
mod standing;
#[path = "http/store/mod.rs"]
mod store;
#[path = "http/sync.rs"]
mod sync;
#[path = "http/writing_at_once.rs"]
mod writing_at_once;
