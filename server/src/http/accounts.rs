//! Accounts: signing up, confirming the address, a forgotten password, one's own page.

mod confirmation;
mod own_data;
mod password;
mod profile;
pub mod second_step;
mod sign_up;

pub use confirmation::{confirm, confirmed, send_again};
pub use own_data::{close, closure, copy, letters};
pub use password::{forgotten, reset, reset_done, send_reset};
pub use profile::{change_language, change_password, end_sessions, show};
pub use sign_up::{create, new, sent};
