//! Taking in what came back: the mail's state, and the address that nobody is reached at.

use super::address::ReturnAddress;
use super::report::{NoReport, one_line, read};
use super::verdict::Verdict;
use crate::clock::Clock;
use crate::failure::Failure;
use crate::store::audit::{self, Actor};
use crate::store::mails::{self, BOUNCED, MailRow};
use crate::store::{AnyConn, Db, accounts, dead_addresses, mail_returns};
use chrono::NaiveDateTime;

/// What came of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    Noted(Verdict),
    /// A report of a mail that this portal does not know (any more).
    Unknown,
    /// Nothing that is noted.
    Not(NoReport),
}

/// Takes in a message that came to the return address; taken in twice it changes nothing more.
pub async fn take_in(
    db: &Db,
    clock: &Clock,
    address: &ReturnAddress,
    message: &[u8],
    recipient: Option<&str>,
) -> Result<Came, Failure> {
    let report = match read(address, message, recipient) {
        Ok(report) => report,
        Err(why) => return Ok(Came::Not(why)),
    };
    let now = clock.now();
    let write = move |conn: &mut AnyConn| -> Result<Came, Failure> {
        for token in &report.tokens {
            let Some(mail) = mail_returns::mail_of(conn, token)? else { continue };
            note(conn, &mail, report.verdict, &report.reason, now)?;
            return Ok(Came::Noted(report.verdict));
        }
        Ok(Came::Unknown)
    };
    db.write(write).await
}

/// Notes that a server refused a mail while it was handed over.
pub fn refused(
    conn: &mut AnyConn,
    mail: &MailRow,
    verdict: Verdict,
    reason: &str,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    note(conn, mail, verdict, reason, now)
}

fn note(conn: &mut AnyConn, mail: &MailRow, verdict: Verdict, reason: &str, now: NaiveDateTime) -> Result<(), Failure> {
    // What is read later: without the address, which stands beside it.
    let reason = one_line(&reason.replace(&mail.recipient, "…"));
    match verdict {
        Verdict::Delivered => return Ok(()),
        Verdict::Delayed if mail.state == BOUNCED => return Ok(()),
        Verdict::Delayed => return Ok(mails::delayed(conn, &mail.id, &reason)?),
        Verdict::Undelivered { .. } if mail.state == BOUNCED => {}
        Verdict::Undelivered { .. } => {
            mails::bounced(conn, &mail.id, &reason)?;
            let nobody = Actor { account_id: None, role: "portal", request_id: String::new() };
            audit::record(conn, &nobody, "mail-bounced", ("mail", &mail.id), now)?;
        }
    }
    if verdict == (Verdict::Undelivered { dead: true }) && !is_confirmed_since(conn, mail)? {
        dead_addresses::add(conn, &mail.recipient, &reason, now)?;
    }
    Ok(())
}

/// A bounce may come days late: whoever has shown since that the address is read is believed.
fn is_confirmed_since(conn: &mut AnyConn, mail: &MailRow) -> Result<bool, Failure> {
    let account = accounts::by_email(conn, &mail.recipient)?;
    Ok(account.and_then(|account| account.email_confirmed_at).is_some_and(|at| at > mail.created_at))
}
