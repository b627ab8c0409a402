//! People who sign in: the verbs of their accounts. Each changes what it changes, the audit record
//! and the mail it owes in one transaction.

pub mod address;
pub mod closure;
mod command_line;
pub mod letters;
pub mod own_data;
pub mod passwords;
pub mod recovery;
pub mod sealing;
pub mod second_step;
pub mod sign_in;
pub mod sign_up;
pub mod throttle;
pub mod totp;

pub use command_line::{
    NewMandate, NewUser, SecondStepOff, UserError, add_mandate, add_user, may_belong, second_step_off,
};

use crate::store::accounts::Account;
use crate::store::audit::Actor;

/// Who asks before anybody is signed in: what is known of the request.
#[derive(Clone, Debug)]
pub struct Asker {
    /// The network the request comes from, where it is known: an IPv4 address or an IPv6 /64.
    pub network: Option<String>,
    pub request_id: String,
}

impl Asker {
    /// Somebody who has not shown who they are, for the audit record.
    pub fn visitor(&self) -> Actor {
        Actor { account_id: None, role: "visitor", request_id: self.request_id.clone() }
    }

    /// Somebody who has just shown it.
    pub fn actor(&self, account: &Account) -> Actor {
        Actor { account_id: Some(account.id.clone()), role: account.role().code(), request_id: self.request_id.clone() }
    }
}

/// Whether something can be an address to write to; says nothing of whether anybody reads there.
pub fn is_email(text: &str) -> bool {
    let text = text.trim();
    let sound = text.len() <= 254 && text.rsplit_once('@').is_some_and(|(_, domain)| domain.contains('.'));
    sound && !text.chars().any(|c| c.is_control() || c.is_whitespace()) && text.parse::<lettre::Address>().is_ok()
}

/// Whether something can be a person's name: short, and with letters in it.
pub fn is_name(text: &str) -> bool {
    let text = text.trim();
    let letters = text.chars().any(char::is_alphabetic);
    letters && text.chars().count() <= LONGEST_NAME && !text.chars().any(char::is_control)
}

/// Characters of a name.
pub const LONGEST_NAME: usize = 150;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_nobody_can_write_to_are_refused() {
        for wrong in [
            "",
            "x",
            "x@",
            "@x.by",
            "x@y",
            "a b@x.by",
            "a@x.by\r\nBcc: b@x.by",
            "a@x.by\0",
            "a@x.by, b@x.by",
            "<a@x.by>",
            "a@-.by@",
        ] {
            assert!(!is_email(wrong), "{wrong:?}");
        }
        assert!(!is_email(&format!("{}@x.by", "a".repeat(260))));
        for right in ["alena@akno.example", " Alena.S+1@post.akno.example ", "o'hara@x.example"] {
            assert!(is_email(right), "{right:?}");
        }
    }

    #[test]
    fn a_name_has_letters_and_no_line_breaks() {
        for wrong in ["", "  ", "123", "А\nБ", "А\0", &"я".repeat(151)] {
            assert!(!is_name(wrong), "{wrong:?}");
        }
        for right in ["Ян", "Алена Сідарава-Ўласюк", "O’Hara", "<b>Аня</b>"] {
            assert!(is_name(right), "{right:?}");
        }
    }
}
