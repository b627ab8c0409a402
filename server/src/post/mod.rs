//! Mails that come back: what a mail server says of one it did not deliver, at once or hours later, and
//! what follows from it. A dead address gets nothing more but the letter that asks whether it lives.

mod address;
mod report;
mod returned;
mod verdict;

pub use address::ReturnAddress;
pub use report::{LARGEST, NoReport, Report, read};
pub use returned::{Came, refused, take_in};
pub use verdict::{Verdict, of_reply};
