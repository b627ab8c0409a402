//! One file a page: view model in, HTML out.

pub mod account;
pub mod administration;
pub mod api;
pub mod application;
pub mod attachments;
pub mod business;
pub mod contacts;
pub mod data;
pub mod extract;
pub mod failure;
pub mod home;
pub mod letters;
pub mod messages;
pub mod office;
pub mod proceeding;
pub mod publishing;
pub mod region;
pub mod register;
pub mod services;
pub mod verify;
