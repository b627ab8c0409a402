//! Signing in and up, the account, and the demo's page of mails.

pub mod closure;
pub mod confirm;
pub mod demo_mail;
pub mod faults;
pub mod kept;
pub mod mails;
pub mod password;
pub mod profile;
pub mod second_step;
pub mod sent;
pub mod sign_in;
pub mod sign_in_code;
pub mod sign_up;

#[cfg(test)]
mod tests;
