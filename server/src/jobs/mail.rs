//! Sending of mails: by SMTP or, where no server is configured, as files in `var_dir/mail`.

use crate::config::Config;
use crate::failure::Failure;
use crate::post::{self, ReturnAddress, Verdict};
use crate::state::AppState;
use crate::store::mails::{self, BOUNCED, MailRow, WITHHELD};
use crate::store::{AnyConn, dead_addresses, mail_returns};
use lettre::address::Envelope;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, SinglePart};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long one step of the talk with a mail server may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The way mails leave. Cheap to clone: connections are shared.
#[derive(Clone)]
pub struct Mailer {
    from: String,
    /// Where mails come back to.
    returns: Option<ReturnAddress>,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
    /// The address of the server cannot be read; the configuration's check lets none through.
    Nowhere(String),
}

impl Mailer {
    pub fn new(config: &Config) -> Mailer {
        let way = if config.smtp_url.is_empty() {
            Way::Folder(config.var_dir.join("mail"))
        } else {
            match AsyncSmtpTransport::<Tokio1Executor>::from_url(&config.smtp_url) {
                Ok(builder) => Way::Smtp(builder.timeout(Some(PATIENCE)).build()),
                // The error may quote the address, and with it the password.
                Err(_) => Way::Nowhere("smtp_url cannot be read".to_owned()),
            }
        };
        Mailer { from: config.mail_from.clone(), returns: ReturnAddress::parse(&config.mail_bounces), way }
    }
}

/// Sends a mail that is owed; one that was sent is not sent again. After a crash between sending and
/// noting it, a mail goes out twice under the same Message-ID, which mail programs show once.
pub async fn send(state: &AppState, mailer: &Mailer, id: &str) -> super::Outcome {
    let wanted = id.to_owned();
    let find = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let row = mails::find(conn, &wanted)?;
        let dead = row.as_ref().map(|row| dead_addresses::find(conn, &row.recipient)).transpose()?.flatten();
        Ok((row, dead.filter(|_| !mail_returns::asks(conn, &wanted).unwrap_or(false))))
    };
    let (row, dead) = state.db.read(find).await.map_err(|failure| failure.to_string())?;
    let Some(row) = row.filter(|row| row.sent_at.is_none() && ![BOUNCED, WITHHELD].contains(&row.state.as_str()))
    else {
        return Ok(());
    };
    if let Some(dead) = dead {
        let withhold =
            move |conn: &mut AnyConn| -> Result<_, Failure> { Ok(mails::withheld(conn, &row.id, &dead.reason)?) };
        return state.db.write(withhold).await.map_err(|failure| failure.to_string());
    }
    let back = returns_to(state, mailer, &row).await.map_err(|failure| failure.to_string())?;
    match deliver(mailer, &row, back).await {
        Ok(()) => {}
        Err(Undelivered { verdict: Some(verdict), why }) => {
            let now = state.clock.now();
            let note = move |conn: &mut AnyConn| post::refused(conn, &row, verdict, &why, now);
            return state.db.write(note).await.map_err(|failure| failure.to_string());
        }
        Err(Undelivered { verdict: None, why }) => return Err(without(&why, &row.recipient)),
    }
    let (id, now) = (row.id, state.clock.now());
    let note = move |conn: &mut AnyConn| -> Result<_, Failure> { Ok(mails::sent(conn, &id, now)?) };
    state.db.write(note).await.map_err(|failure| failure.to_string())
}

/// The address to which the mail comes back where it cannot be delivered; none where none is set up.
async fn returns_to(state: &AppState, mailer: &Mailer, row: &MailRow) -> Result<Option<Address>, Failure> {
    let Some(address) = &mailer.returns else { return Ok(None) };
    let id = row.id.clone();
    let token = state.db.write(move |conn: &mut AnyConn| Ok::<_, Failure>(mail_returns::token(conn, &id)?)).await?;
    Ok(address.of(&token).parse().ok())
}

/// Why a mail did not leave.
struct Undelivered {
    /// It is no use to try again.
    verdict: Option<Verdict>,
    why: String,
}

impl From<String> for Undelivered {
    fn from(why: String) -> Undelivered {
        Undelivered { verdict: None, why }
    }
}

async fn deliver(mailer: &Mailer, row: &MailRow, back: Option<Address>) -> Result<(), Undelivered> {
    let message = message(&mailer.from, row)?;
    match &mailer.way {
        Way::Smtp(transport) => {
            let own = message.envelope();
            let from = back.or_else(|| own.from().cloned());
            let envelope = Envelope::new(from, own.to().to_vec()).map_err(|error| error.to_string())?;
            transport.send_raw(&envelope, &message.formatted()).await.map(drop).map_err(refusal)
        }
        Way::Folder(folder) => {
            let (folder, name, bytes) = (folder.clone(), format!("{}.eml", row.id), message.formatted());
            let written = tokio::task::spawn_blocking(move || write(&folder, &name, &bytes)).await;
            let written = written.map_err(|error| error.to_string())?;
            Ok(written.map_err(|error| format!("var_dir/mail: {error}"))?)
        }
        Way::Nowhere(why) => Err(why.clone().into()),
    }
}

fn refusal(error: lettre::transport::smtp::Error) -> Undelivered {
    let why = error.to_string();
    let code: Option<u16> = error.status().and_then(|code| code.to_string().parse().ok());
    Undelivered { verdict: code.and_then(|code| post::of_reply(code, &why)), why }
}

/// The mail as RFC 5322 has it: plain text in UTF-8, marked as sent by a program (RFC 3834) so that
/// nobody's absence notice answers it. The same row gives the same message every time.
fn message(from: &str, row: &MailRow) -> Result<Message, String> {
    let from: Mailbox = from.parse().map_err(|error| format!("mail_from: {error}"))?;
    let to: Address = row.recipient.parse().map_err(|error| format!("the recipient: {error}"))?;
    let mut message = Message::builder()
        .from(from)
        .to(Mailbox::new(None, to))
        .subject(one_line(&row.subject))
        .message_id(Some(one_line(&row.message_id)))
        .date(row.created_at.and_utc().into())
        .singlepart(SinglePart::plain(row.body.clone()))
        .map_err(|error| error.to_string())?;
    for (name, value) in [("Auto-Submitted", "auto-generated"), ("Content-Language", row.lang.as_str())] {
        message.headers_mut().insert_raw(HeaderValue::new(HeaderName::new_from_ascii_str(name), one_line(value)));
    }
    if let Some(stop) = &row.unsubscribe {
        // RFC 8058: the mail program's button sends this POST.
        for (name, value) in
            [("List-Unsubscribe", format!("<{stop}>")), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into())]
        {
            message.headers_mut().insert_raw(HeaderValue::new(HeaderName::new_from_ascii_str(name), one_line(&value)));
        }
    }
    Ok(message)
}

/// A header's value has no line breaks and no other control characters, whatever was put into it.
fn one_line(text: &str) -> String {
    text.split(char::is_control).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Writes a mail whole or not at all: a reader of the folder never sees half of one. A retry takes
/// the place of what an earlier try left.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let mut folders = std::fs::DirBuilder::new();
    let mut file = std::fs::OpenOptions::new();
    folders.recursive(true);
    file.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        folders.mode(0o700);
        file.mode(0o600);
    }
    folders.create(folder)?;
    let unfinished = folder.join(format!(".{name}.{}", crate::random::short_id()));
    let mut open = file.open(&unfinished)?;
    let written = open.write_all(bytes).and_then(|()| open.sync_all());
    written.and_then(|()| std::fs::rename(&unfinished, folder.join(name))).inspect_err(|_| {
        let _ = std::fs::remove_file(&unfinished);
    })
}

/// Servers quote the address in their refusals; the log holds none.
fn without(why: &str, recipient: &str) -> String {
    why.replace(recipient, "the recipient")
}

#[cfg(test)]
mod tests;
