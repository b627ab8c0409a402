//! What a mail server's answer means: the codes of RFC 3463 where it gives them, those of RFC 5321 else.

/// What became of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Delivered,
    /// The other server goes on trying.
    Delayed,
    /// It did not arrive. `dead`: nor will another, since nobody is reached at the address.
    Undelivered {
        dead: bool,
    },
}

/// No other mail arrives either.
const DEAD: Verdict = Verdict::Undelivered { dead: true };

/// `class.subject.detail` (RFC 3463).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Enhanced {
    class: u16,
    subject: u16,
    detail: u16,
}

impl Enhanced {
    /// The first one in a text.
    fn find(text: &str) -> Option<Enhanced> {
        let is_code = |c: char| c.is_ascii_digit() || c == '.';
        text.split(|c| !is_code(c)).find_map(|word| {
            let mut numbers = word.split('.').map(|n| n.parse::<u16>().ok().filter(|_| n.len() <= 3));
            let code = Enhanced { class: numbers.next()??, subject: numbers.next()??, detail: numbers.next()?? };
            (numbers.next().is_none() && matches!(code.class, 2 | 4 | 5)).then_some(code)
        })
    }

    /// Nobody is reached there: no such mailbox or host, given up, moved without a trace, or a host that
    /// takes no mail (RFC 7505). A full mailbox or a refused text says nothing of the address.
    fn is_dead(self) -> bool {
        self.class == 5 && matches!((self.subject, self.detail), (1, 0..=6 | 9 | 10) | (2, 1) | (4, 1 | 4))
    }

    /// Dead, and it is the recipient's address that is: 5.1.0 is said of the sender's too.
    fn is_of_the_mailbox(self) -> bool {
        self.is_dead() && (self.subject, self.detail) != (1, 0)
    }

    /// The portal's own set-up is at fault, not the reader: the sender's address, the protocol, a policy.
    fn is_ours(self) -> bool {
        matches!((self.subject, self.detail), (1, 7 | 8) | (5, _) | (7, _))
    }
}

/// A refusal while the mail was handed over; `None` where it is to be tried again, since it is passing, the
/// portal's own fault, or does not say whom it is about: a bare 550 may refuse the sender or the relay.
pub fn of_reply(code: u16, text: &str) -> Option<Verdict> {
    let speaks_of_the_mailbox = || Enhanced::find(text).is_some_and(Enhanced::is_of_the_mailbox);
    of_words(code, text).filter(|verdict| *verdict != DEAD || speaks_of_the_mailbox())
}

/// The same, where a bare code is taken for what it most often means: of what a report quotes.
fn of_words(code: u16, text: &str) -> Option<Verdict> {
    if !(500..600).contains(&code) {
        return None;
    }
    match Enhanced::find(text).filter(|enhanced| enhanced.class == 5 && (enhanced.subject, enhanced.detail) != (0, 0)) {
        Some(enhanced) if enhanced.is_ours() => None,
        Some(enhanced) => Some(Verdict::Undelivered { dead: enhanced.is_dead() }),
        None => match code {
            // No such mailbox, not local, mailbox name not allowed, a host without mail.
            550 | 551 | 553 | 521 | 556 => Some(DEAD),
            552 | 554 => Some(Verdict::Undelivered { dead: false }),
            _ => None,
        },
    }
}

/// What a delivery report says of one recipient (RFC 3464, 2.3).
pub(super) fn of_report(action: &str, status: &str, diagnostic: &str) -> Option<Verdict> {
    let given = Enhanced::find(status);
    match action.trim().to_ascii_lowercase().as_str() {
        "delivered" | "relayed" | "expanded" => Some(Verdict::Delivered),
        "delayed" => Some(Verdict::Delayed),
        "failed" => Some(Verdict::Undelivered { dead: is_dead(given, diagnostic) }),
        _ => None,
    }
}

/// Some servers say only 5.0.0 and put what they know into the other server's own words.
fn is_dead(given: Option<Enhanced>, diagnostic: &str) -> bool {
    match given {
        Some(Enhanced { class: 5, subject: 0, detail: 0 }) | None => {
            let basic = diagnostic.split(|c: char| !c.is_ascii_digit()).find(|word| word.len() == 3);
            let code = basic.and_then(|word| word.parse().ok()).unwrap_or_default();
            of_words(code, diagnostic) == Some(DEAD)
        }
        Some(code) => code.is_dead(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEAD: Option<Verdict> = Some(super::DEAD);
    const ALIVE: Option<Verdict> = Some(Verdict::Undelivered { dead: false });

    #[test]
    fn a_refusal_at_once_is_told_from_a_passing_one_and_from_our_own_fault() {
        for (code, text, verdict) in [
            (550, "5.1.1 <x> user unknown", DEAD),
            (550, "5.1.6 moved away", DEAD),
            (550, "5.2.1 mailbox disabled", DEAD),
            (556, "5.1.10 takes no mail", DEAD),
            // Without a code that says so, it may be the sender or the relay that is refused.
            (550, "no such user here", None),
            (550, "relay not permitted", None),
            (550, "5.0.0 refused", None),
            (550, "5.1.0 sender denied", None),
            (551, "user not local", None),
            (553, "sorry, that domain isn't in my list of allowed rcpthosts", None),
            (521, "takes no mail", None),
            (556, "takes no mail", None),
            (552, "5.2.2 mailbox full", ALIVE),
            (554, "5.6.0 text refused", ALIVE),
            (554, "transaction failed", ALIVE),
            (550, "5.7.1 relaying denied", None),
            (553, "5.1.8 sender address rejected", None),
            (535, "5.7.8 authentication failed", None),
            (530, "authentication required", None),
            (503, "5.5.1 bad sequence", None),
            (450, "4.2.1 busy", None),
            (421, "try later, 5.1.1 is not meant", None),
        ] {
            assert_eq!(of_reply(code, text), verdict, "{code} {text}");
        }
    }

    #[test]
    fn a_report_is_read_by_its_status_and_else_by_what_the_other_server_said() {
        for (action, status, diagnostic, verdict) in [
            ("failed", "5.1.1", "smtp; 550 5.1.1 unknown", DEAD),
            ("Failed", "5.4.4 (unable to route)", "", DEAD),
            ("failed", "5.0.0", "smtp; 550 No such user", DEAD),
            ("failed", "5.0.0", "smtp; 550-5.2.2 over quota", ALIVE),
            ("failed", "5.0.0", "", ALIVE),
            ("failed", "", "smtp;550 unknown user", DEAD),
            ("failed", "4.4.7", "smtp; 451 4.4.1 timeout", ALIVE),
            ("failed", "5.7.1", "smtp; 550 5.7.1 spam", ALIVE),
            ("failed", "5.2.2", "", ALIVE),
            ("delayed", "4.4.1", "", Some(Verdict::Delayed)),
            ("delivered", "2.0.0", "", Some(Verdict::Delivered)),
            ("", "5.1.1", "", None),
            ("exploded", "9.9.9", "\u{0}", None),
        ] {
            assert_eq!(of_report(action, status, diagnostic), verdict, "{action} {status} {diagnostic}");
        }
    }

    #[test]
    fn what_only_looks_like_a_code_is_none() {
        for text in ["", "127.0.0.1", "5.1", "5..1", "5.1.1.1", "5.1111.1", "99999.1.1", "version 3.1.1", "5.1.x"] {
            assert_eq!(Enhanced::find(text), None, "{text}");
        }
        assert!(Enhanced::find("host 10.0.0.1 said: 550-5.1.1").is_some());
    }
}
