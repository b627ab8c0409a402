//! The mails about an account. None carries a name: whoever signs up chooses it, and the address may
//! be somebody else's.

use crate::clock::minsk;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::accounts::Account;
use crate::store::mails::{self, Letter};
use app::l10n::Tr;
use chrono::NaiveDateTime;

/// What a mail about an account says.
#[derive(Clone, Debug)]
pub enum Note {
    /// Confirm the address with the link's token, until then.
    Confirm {
        token: String,
        until: NaiveDateTime,
    },
    /// Somebody signed up with an address that has an account.
    AlreadyHere,
    /// Choose a new password with the link's token, until then.
    Reset {
        token: String,
        until: NaiveDateTime,
    },
    /// An administrator made the account: choose a password with the link's token, until then.
    Invited {
        token: String,
        until: NaiveDateTime,
    },
    /// An administrator locked the account, or unlocked it.
    Locked,
    Unlocked,
    /// The password was changed.
    PasswordChanged,
    /// One-time codes are asked for from now on; or those of a new app.
    SecondStepOn,
    /// They no longer are.
    SecondStepOff,
    /// The account was closed.
    Closed,
    /// Confirm that this address is read with the link's token, until then.
    Address {
        token: String,
        until: NaiveDateTime,
    },
    /// The account has another address now.
    AddressChanged,
}

/// The addresses that mails lead to; made before the write, which has no state.
#[derive(Clone, Debug)]
pub struct Addresses {
    pub(super) public_url: String,
}

impl Addresses {
    pub fn of(state: &AppState) -> Addresses {
        Addresses { public_url: state.config.public_url.clone() }
    }
}

/// Owes a person a mail, in the language of the account.
pub fn owe(
    conn: &mut AnyConn,
    to: &Account,
    note: &Note,
    addresses: &Addresses,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let tr = Tr(to.lang());
    let (subject, text) = match note {
        Note::Confirm { token, until } => (tr.t("mail-confirm-subject"), {
            let link = format!("{}/confirm-email/{token}", addresses.public_url);
            tr.ta("mail-confirm", &[("link", link.into()), ("until", tr.moment(minsk(*until)).into())])
        }),
        Note::AlreadyHere => (tr.t("mail-already-here-subject"), {
            let sign_in = format!("{}/sign-in", addresses.public_url);
            let forgotten = format!("{}/password/forgotten", addresses.public_url);
            tr.ta("mail-already-here", &[("link", sign_in.into()), ("forgotten", forgotten.into())])
        }),
        Note::Reset { token, until } => (tr.t("mail-reset-subject"), {
            let link = format!("{}/password/reset/{token}", addresses.public_url);
            tr.ta("mail-reset", &[("link", link.into()), ("until", tr.moment(minsk(*until)).into())])
        }),
        Note::Invited { token, until } => (tr.t("mail-invited-subject"), {
            let link = format!("{}/password/reset/{token}", addresses.public_url);
            let role = tr.t(&format!("account-role-{}", to.role().code()));
            let until = tr.moment(minsk(*until));
            tr.ta("mail-invited", &[("role", role.into()), ("link", link.into()), ("until", until.into())])
        }),
        Note::Locked => (tr.t("mail-locked-subject"), tr.ta("mail-locked", &[("at", tr.moment(minsk(now)).into())])),
        Note::Unlocked => {
            (tr.t("mail-unlocked-subject"), tr.ta("mail-unlocked", &[("at", tr.moment(minsk(now)).into())]))
        }
        Note::SecondStepOn => (tr.t("mail-second-step-on-subject"), {
            let forgotten = format!("{}/password/forgotten", addresses.public_url);
            let at = tr.moment(minsk(now));
            tr.ta("mail-second-step-on", &[("at", at.into()), ("forgotten", forgotten.into())])
        }),
        Note::SecondStepOff => (tr.t("mail-second-step-off-subject"), {
            let forgotten = format!("{}/password/forgotten", addresses.public_url);
            let at = tr.moment(minsk(now));
            tr.ta("mail-second-step-off", &[("at", at.into()), ("forgotten", forgotten.into())])
        }),
        Note::Address { token, until } => (tr.t("mail-address-subject"), {
            let link = format!("{}/account/email/{token}", addresses.public_url);
            tr.ta("mail-address", &[("link", link.into()), ("until", tr.moment(minsk(*until)).into())])
        }),
        Note::AddressChanged => (tr.t("mail-address-changed-subject"), {
            tr.ta("mail-address-changed", &[("at", tr.moment(minsk(now)).into())])
        }),
        Note::Closed => (tr.t("mail-closed-subject"), tr.ta("mail-closed", &[("at", tr.moment(minsk(now)).into())])),
        Note::PasswordChanged => (tr.t("mail-password-changed-subject"), {
            let forgotten = format!("{}/password/forgotten", addresses.public_url);
            let at = tr.moment(minsk(now));
            tr.ta("mail-password-changed", &[("at", at.into()), ("forgotten", forgotten.into())])
        }),
    };
    let letter = Letter {
        account_id: Some(to.id.clone()),
        application_id: None,
        recipient: to.email.clone(),
        lang: to.lang(),
        subject,
        body: format!("{text}\n\n{}\n", tr.ta("mail-closing", &[("portal", addresses.public_url.clone().into())])),
    };
    match note {
        // Asked for by whoever reads there, to show just that; or the one way in of somebody who is invited.
        Note::Confirm { .. } | Note::Address { .. } | Note::Reset { .. } | Note::Invited { .. } => {
            Ok(mails::owe_asking(conn, letter, now)?)
        }
        _ => Ok(mails::owe(conn, letter, now)?),
    }
}
