//! Handlers: one small file a noun.

pub mod accounts;
pub mod applications;
pub mod asker;
pub mod assets;
pub mod cases;
pub mod ckan;
pub mod cookies;
pub mod counter;
pub mod data;
pub mod demo;
pub mod form;
pub mod health;
pub mod home;
pub mod notices;
pub mod observe;
pub mod paper;
pub mod places;
pub mod proceedings;
pub mod register;
pub mod security;
pub mod services;
pub mod sessions;
pub mod tasks;
pub mod urls;
pub mod verify;
pub mod visit;
