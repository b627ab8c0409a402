//! Reading a delivery report (RFC 3464, `multipart/report`) as mail servers send it, and as anybody may
//! send it: nothing in it is believed but the token to which it came.

use super::address::ReturnAddress;
use super::verdict::{Verdict, of_report};
use mail_parser::{MessageParser, MimeHeaders};

/// Bytes of a message that are looked at: a report begins with what it says, what was sent comes last.
pub const LARGEST: usize = 1 << 20;
/// Recipients of which a report is read; a mail of the portal has one.
const MOST: usize = 20;
/// Characters of a reason that are kept.
const LONGEST: usize = 300;

/// What a report says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Which mails it may be about: the tokens of the addresses to which it came.
    pub tokens: Vec<String>,
    pub verdict: Verdict,
    /// In the other server's words, one line.
    pub reason: String,
}

/// Why a message is no report of a mail of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoReport {
    /// No report at all: an absence notice, an answer, anything.
    NotOne,
    /// It did not come to the address of a mail.
    NotOurs,
}

impl std::fmt::Display for NoReport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            NoReport::NotOne => "the message is no delivery report",
            NoReport::NotOurs => "the report did not come to the address of a mail of this portal",
        })
    }
}

impl std::error::Error for NoReport {}

/// Reads a message that came to the return address. `recipient` is the address to which it was delivered,
/// where the mail server tells it; else the message's own headers are looked through.
pub fn read(address: &ReturnAddress, message: &[u8], recipient: Option<&str>) -> Result<Report, NoReport> {
    let message = MessageParser::new().parse(&message[..message.len().min(LARGEST)]).ok_or(NoReport::NotOne)?;
    let status = message.parts.iter().find(|part| {
        let kind = part.content_type();
        kind.is_some_and(|kind| {
            kind.ctype().eq_ignore_ascii_case("message")
                && kind.subtype().is_some_and(|subtype| {
                    // RFC 6533 has the same report for addresses beyond ASCII.
                    ["delivery-status", "global-delivery-status"]
                        .iter()
                        .any(|known| subtype.eq_ignore_ascii_case(known))
                })
        })
    });
    let text = String::from_utf8_lossy(status.ok_or(NoReport::NotOne)?.contents()).into_owned();
    let (verdict, reason) = worst(&text).ok_or(NoReport::NotOne)?;
    let tokens = match recipient {
        Some(recipient) => address.tokens(recipient),
        None => {
            let ours = |name: &str| TO.iter().any(|known| name.eq_ignore_ascii_case(known));
            let headers = message.headers_raw().filter(|(name, _)| ours(name)).take(20);
            headers.flat_map(|(_, value)| address.tokens(value)).take(5).collect()
        }
    };
    if tokens.is_empty() {
        return Err(NoReport::NotOurs);
    }
    Ok(Report { tokens, verdict, reason })
}

/// Headers in which mail servers write to whom a message came.
const TO: [&str; 5] = ["To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To"];

/// The worst that is said of a recipient: each has a group of fields, after the group about the message.
fn worst(text: &str) -> Option<(Verdict, String)> {
    let told = groups(text).into_iter().take(MOST + 1).filter_map(|fields| {
        let field = |name: &str| fields.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.as_str());
        let (action, status, diagnostic) = (field("action"), field("status"), field("diagnostic-code"));
        let verdict = of_report(action, status, diagnostic)?;
        let reason = if diagnostic.is_empty() { status } else { diagnostic };
        Some((verdict, one_line(reason)))
    });
    told.max_by_key(|(verdict, _)| match verdict {
        Verdict::Delivered => 0,
        Verdict::Delayed => 1,
        Verdict::Undelivered { dead: false } => 2,
        Verdict::Undelivered { dead: true } => 3,
    })
}

/// Groups of fields between empty lines; a line that begins with white space goes on with the one before.
fn groups(text: &str) -> Vec<Vec<(String, String)>> {
    let mut groups: Vec<Vec<(String, String)>> = vec![Vec::new()];
    for line in text.lines().take(2_000) {
        if line.trim().is_empty() {
            groups.push(Vec::new());
            continue;
        }
        let Some(group) = groups.last_mut() else { continue };
        match (line.starts_with([' ', '\t']), group.last_mut(), line.split_once(':')) {
            (true, Some((_, value)), _) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (false, _, Some((name, value))) => group.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
            _ => {}
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// Without control characters, and not longer than anybody reads.
pub(super) fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_control() || c.is_whitespace()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address() -> ReturnAddress {
        ReturnAddress::parse("bounces@akno.example").unwrap()
    }

    const TOKEN: &str = "0123456789abcdefghjkmnpqrs";

    /// As Postfix writes it.
    fn postfix(fields: &str) -> String {
        format!(
            "Return-Path: <>\r\nDelivered-To: bounces+{TOKEN}@akno.example\r\nFrom: MAILER-DAEMON@mx.example\r\n\
            To: bounces+{TOKEN}@akno.example\r\nSubject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"B/1\"\r\n\r\n\
            --B/1\r\nContent-Type: text/plain\r\n\r\nI'm sorry.\r\n\r\n\
            --B/1\r\nContent-Description: Delivery report\r\nContent-Type: message/delivery-status\r\n\r\n\
            Reporting-MTA: dns; mx.example\r\nArrival-Date: Sun, 29 Nov 2026 05:00:00 +0000\r\n\r\n{fields}\r\n\
            --B/1\r\nContent-Type: message/rfc822\r\n\r\nFrom: akno@akno.example\r\nSubject: x\r\n\r\nx\r\n\r\n--B/1--\r\n"
        )
    }

    #[test]
    fn a_report_says_what_became_of_which_mail() {
        let text = postfix(
            "Final-Recipient: rfc822; nobody@x.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\
            Diagnostic-Code: smtp; 550 5.1.1 <nobody@x.example>:\r\n    Recipient address rejected\r\n",
        );
        let report = read(&address(), text.as_bytes(), None).unwrap();
        assert_eq!(report.tokens.first().map(String::as_str), Some(TOKEN));
        assert_eq!(report.verdict, Verdict::Undelivered { dead: true });
        assert_eq!(report.reason, "smtp; 550 5.1.1 <nobody@x.example>: Recipient address rejected");
        let delayed = postfix("Final-Recipient: rfc822; a@x.example\r\nAction: delayed\r\nStatus: 4.4.1\r\n");
        assert_eq!(read(&address(), delayed.as_bytes(), None).unwrap().verdict, Verdict::Delayed);
        // Lines that end as on Unix, as a pipe hands them over; the recipient told by the mail server.
        let unix = text.replace("\r\n", "\n");
        let own = address().of(TOKEN);
        assert_eq!(read(&address(), unix.as_bytes(), Some(&own)).unwrap().verdict, report.verdict);
        assert_eq!(read(&address(), unix.as_bytes(), Some("other@x.example")), Err(NoReport::NotOurs));
    }

    #[test]
    fn what_is_no_report_and_what_is_hostile_is_neither_believed_nor_fatal() {
        let vacation =
            format!("To: bounces+{TOKEN}@akno.example\r\nSubject: Away\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n");
        let quoted = format!(
            "To: bounces+{TOKEN}@akno.example\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\
            Content-Type: message/rfc822\r\n\r\n{}\r\n--a--\r\n",
            postfix("Action: failed\r\nStatus: 5.1.1\r\n")
        );
        for message in [
            "",
            "\0\0\0",
            "x",
            ":::\r\n\r\n",
            vacation.as_str(),
            quoted.as_str(),
            &postfix(""),
            &postfix("Action:"),
            &postfix(&"x".repeat(100_000)),
            &postfix("\u{202e}Action: failed"),
        ] {
            assert_eq!(read(&address(), message.as_bytes(), None), Err(NoReport::NotOne), "{message:.200}");
        }
        let deep: String =
            (0..5_000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n")).collect();
        assert!(read(&address(), deep.as_bytes(), None).is_err());
        let folded = postfix(&format!(
            "Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; \u{7}{}",
            " y\r\n ".repeat(900)
        ));
        assert!(read(&address(), folded.as_bytes(), None).unwrap().reason.chars().count() <= LONGEST);
        let mut cut = postfix("Action: failed\r\nStatus: 5.1.1\r\n").into_bytes();
        for at in (0..cut.len()).rev() {
            cut.truncate(at);
            let _ = read(&address(), &cut, None);
        }
    }

    #[test]
    fn of_several_recipients_the_worst_counts() {
        let text = postfix(
            "Action: delivered\r\nStatus: 2.0.0\r\n\r\nAction: failed\r\nStatus: 5.2.2\r\n\r\nAction: delayed\r\nStatus: 4.0.0\r\n",
        );
        assert_eq!(read(&address(), text.as_bytes(), None).unwrap().verdict, Verdict::Undelivered { dead: false });
    }
}
