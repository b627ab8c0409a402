//! Words that the clerk's pages share: states, channels, numbers.

use crate::l10n::Tr;
use crate::ui::Tone;
use portal::application::{Channel, Status};

/// A state in one or two words, and the tone of its tag.
pub fn status(tr: Tr, status: Status) -> (String, Tone) {
    match status {
        Status::Draft | Status::Prepared => (tr.t("case-status-draft"), Tone::Neutral),
        Status::Filed => (tr.t("case-status-filed"), Tone::Amber),
        Status::InReview => (tr.t("case-status-in-review"), Tone::Blue),
        Status::Returned => (tr.t("case-status-returned"), Tone::Neutral),
        Status::Accepted => (tr.t("case-status-accepted"), Tone::Green),
        Status::Refused => (tr.t("case-status-refused"), Tone::Red),
        Status::Unconsidered => (tr.t("case-status-unconsidered"), Tone::Amber),
        Status::Withdrawn => (tr.t("case-status-withdrawn"), Tone::Neutral),
    }
}

/// Why a company cannot use a procedure, to the office itself: it sends nobody to the registering body.
pub fn ineligible(tr: Tr, why: &str) -> String {
    let own = format!("office-ineligible-{why}");
    if tr.has(&own) { tr.t(&own) } else { tr.t(&format!("ineligible-{why}")) }
}

/// How an application came: "on line", "in person", "by post".
pub fn channel(tr: Tr, channel: Channel) -> String {
    match channel {
        Channel::Online => tr.t("case-channel-online"),
        Channel::InPerson => tr.t("case-channel-in-person"),
        Channel::ByPost => tr.t("case-channel-by-post"),
    }
}

/// How an application came, and that it was confirmed by phone, where it was.
pub fn came(tr: Tr, channel: Channel, by_phone: bool) -> String {
    match channel {
        Channel::InPerson if by_phone => tr.t("case-channel-phone"),
        _ => self::channel(tr, channel),
    }
}

/// A filing number in groups of four.
pub fn number(number: &str) -> String {
    portal::code::grouped(number)
}
