//! Rights to act that a head gives to others: offered to an address, accepted by whoever uses the portal
//! under it, taken away at once. Cases stay the company's, whoever comes and goes.

use super::again::until_settled;
use super::notices;
use crate::access::{HeadOf, Invited, RevocableRight};
use crate::accounts::throttle::{self, MAIL, Wait};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::accounts::{self, Account};
use crate::store::audit;
use crate::store::entries;
use crate::store::invitations::{self, InvitationRow};
use crate::store::mails::{self, Letter};
use crate::store::mandates::{self, MandateRow};
use crate::store::{AnyConn, new_id};
use app::l10n::Tr;
use chrono::Duration;
use portal::grant::Grant;
use portal::lang::Lang;
use portal::mandate::Scope;

/// Days within which an offer is accepted.
const OPEN_FOR: i64 = 30;

/// Offers a right to an address and writes there. The same offer made twice is one; another one takes its
/// place: `true` where it did. `Err(Wait)` inside: too many mails to this address.
pub async fn invite(state: &AppState, by: HeadOf, grant: Grant) -> Result<Result<bool, Wait>, Failure> {
    let (now, today) = (state.clock.now(), state.clock.today());
    let (actor, giver, inner) = (by.signed_in.actor(), by.signed_in.account.clone(), state.clone());
    let (unp, title) = (by.company.unp, by.company.title().to_owned());
    let row = InvitationRow {
        id: new_id(),
        unp,
        email: grant.email,
        scope: grant.scope.code().to_owned(),
        valid_from: grant.from,
        valid_to: grant.until,
        invited_by: giver.id.clone(),
        created_at: now,
        expires_at: now + Duration::days(OPEN_FOR),
        accepted_by: None,
        accepted_at: None,
        withdrawn_at: None,
    };
    let write = move |conn: &mut AnyConn| -> Result<Result<bool, Wait>, Failure> {
        let same = |other: &InvitationRow| {
            (&other.email, &other.scope, other.valid_from, other.valid_to)
                == (&row.email, &row.scope, row.valid_from, row.valid_to)
                && other.invited_by == row.invited_by
                && other.expires_at > now
        };
        if invitations::waiting(conn, unp)?.iter().any(same) {
            return Ok(Ok(false));
        }
        if let Err(wait) = throttle::count(conn, &[MAIL.of(&row.email)], now)? {
            return Ok(Err(wait));
        }
        let replaced = invitations::withdraw(conn, unp, &row.email, now, today)?;
        add(conn, &row)?;
        audit::record(conn, &actor, "offered-right", ("invitation", &row.id), now)?;
        let lang = accounts::by_email(conn, &row.email)?.map_or(giver.lang(), |account| account.lang());
        let link = format!("{}/invitations/{}", inner.config.public_url, row.id);
        let letter = Told { what: "invited", company: &title, row: &row, link };
        mails::owe(conn, letter.to(&row.email, None, lang, &inner), now)?;
        Ok(Ok(replaced))
    };
    let done = until_settled(state, write).await?;
    state.work.notify_one();
    Ok(done)
}

/// Takes an offer back; one that is gone already stays so.
pub async fn withdraw(state: &AppState, by: HeadOf, id: String) -> Result<(), Failure> {
    let (now, today) = (state.clock.now(), state.clock.today());
    let (actor, unp) = (by.signed_in.actor(), by.company.unp);
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let row = invitations::find(conn, &id)?.filter(|row| row.unp == unp).ok_or(Failure::NotFound)?;
        // Whoever was shown an offer that another has replaced meanwhile takes that one back, which is over.
        let waits = row.accepted_at.is_none() && row.withdrawn_at.is_none();
        if waits && invitations::withdraw(conn, unp, &row.email, now, today)? {
            audit::record(conn, &actor, "took-offer-back", ("invitation", &row.id), now)?;
        }
        Ok(())
    };
    state.db.write(write).await
}

/// Accepts an offered right, in place of what the person was given for the company before. Accepted
/// twice, it is one right. It never outlasts the giver's own: a decision by which that ends is waited for, and is seen.
pub async fn accept(state: &AppState, invited: Invited) -> Result<(), Failure> {
    let (now, today) = (state.clock.now(), state.clock.today());
    let (actor, account, inner) = (invited.signed_in.actor(), invited.signed_in.account.clone(), state.clone());
    let (id, unp) = (invited.row.id.clone(), invited.row.unp);
    let title = invited.company.title().to_owned();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        // As whoever changes the register: what a head granted ends with the head's right, in one decision, which would
        // not see what is granted beside it.
        entries::lock(conn, &[unp])?;
        let row = invitations::find(conn, &id)?.ok_or(Failure::NotFound)?;
        if row.accepted_by.as_deref() == Some(account.id.as_str()) {
            return Ok(());
        }
        let giver = mandates::right(conn, &row.invited_by, row.unp, Scope::Head, today)?.ok_or(Failure::NotFound)?;
        if !row.is_open(now, today) {
            return Err(Failure::NotFound);
        }
        if !invitations::accept(conn, &row.id, &account.id, now)? {
            // On PostgreSQL the second of two sendings may come before the first is written: read again.
            return Err(Failure::Conflict("changed-meanwhile"));
        }
        mandates::revoke_given(conn, &account.id, row.unp, now)?;
        let right = MandateRow {
            id: new_id(),
            account_id: account.id.clone(),
            unp: row.unp,
            scope: row.scope.clone(),
            valid_from: row.valid_from.max(today),
            valid_to: Some(giver.valid_to.map_or(row.valid_to, |own| own.min(row.valid_to))),
            granted_by: Some(row.invited_by.clone()),
            revoked_at: None,
            created_at: now,
            authorised: None,
        };
        mandates::add(conn, &right)?;
        audit::record(conn, &actor, "accepted-right", ("mandate", &right.id), now)?;
        if let Some(giver) = accounts::by_id(conn, &row.invited_by)?.filter(|giver| giver.disabled_at.is_none()) {
            let link = format!("{}/businesses/{}/rights", inner.config.public_url, row.unp);
            let letter = Told { what: "right-accepted", company: &title, row: &row, link };
            mails::owe(conn, letter.to_account(&giver, &inner), now)?;
        }
        Ok(())
    };
    until_settled(state, write).await?;
    state.work.notify_one();
    Ok(())
}

/// Takes a right away, or gives one's own back; it counts no more from this moment on. Whoever loses it is
/// told.
pub async fn revoke(state: &AppState, right: RevocableRight) -> Result<(), Failure> {
    let (now, actor, inner) = (state.clock.now(), right.signed_in.actor(), state.clone());
    let (row, own, title) = (right.row.clone(), right.own, right.company.title().to_owned());
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        if !mandates::revoke(conn, &row.id, now)? {
            return Ok(());
        }
        let action = if own { "gave-right-back" } else { "revoked-right" };
        audit::record(conn, &actor, action, ("mandate", &row.id), now)?;
        let holder = accounts::by_id(conn, &row.account_id)?;
        if let Some(holder) = holder.filter(|holder| !own && holder.disabled_at.is_none()) {
            let tr = Tr(holder.lang());
            let values = [("company", title.into())];
            let letter = notices::to_person(&holder, "right-revoked", &values);
            mails::owe(conn, closed(letter, tr, &inner), now)?;
        }
        Ok(())
    };
    state.db.write(write).await?;
    state.work.notify_one();
    Ok(())
}

/// What a mail about an offer says. No name of a person stands in it: who signs up chooses it.
struct Told<'a> {
    what: &'static str,
    company: &'a str,
    row: &'a InvitationRow,
    link: String,
}

impl Told<'_> {
    fn to_account(&self, account: &Account, state: &AppState) -> Letter {
        self.to(&account.email, Some(account.id.clone()), account.lang(), state)
    }

    fn to(&self, recipient: &str, account_id: Option<String>, lang: Lang, state: &AppState) -> Letter {
        let tr = Tr(lang);
        let values = [
            ("company", self.company.to_owned().into()),
            ("scope", tr.t(&format!("account-scope-{}", self.row.scope)).into()),
            ("from", tr.date(self.row.valid_from).into()),
            ("until", tr.date(self.row.valid_to).into()),
            ("address", self.row.email.clone().into()),
            ("link", self.link.clone().into()),
            ("signup", format!("{}/sign-up", state.config.public_url).into()),
        ];
        let letter = Letter {
            account_id,
            application_id: None,
            recipient: recipient.to_owned(),
            lang,
            subject: tr.ta(&format!("letter-{}-subject", self.what), &values),
            body: tr.ta(&format!("letter-{}", self.what), &values),
        };
        closed(letter, tr, state)
    }
}

fn closed(letter: Letter, tr: Tr, state: &AppState) -> Letter {
    let closing = tr.ta("mail-closing", &[("portal", state.config.public_url.clone().into())]);
    Letter { body: format!("{}\n\n{closing}\n", letter.body.trim_end()), ..letter }
}

fn add(conn: &mut AnyConn, row: &InvitationRow) -> Result<(), Failure> {
    use diesel::result::{DatabaseErrorKind::UniqueViolation, Error::DatabaseError};
    invitations::add(conn, row).map_err(|error| match error {
        // On PostgreSQL another offer to the same address may come at the same moment.
        DatabaseError(UniqueViolation, _) => Failure::Conflict("changed-meanwhile"),
        other => other.into(),
    })
}

/// Under whose right something was filed: the holder's own words for pages and papers.
pub fn under(conn: &mut AnyConn, mandate: Option<&String>) -> Result<Option<Under>, Failure> {
    let Some(id) = mandate else { return Ok(None) };
    let Some(row) = mandates::find(conn, id)? else { return Ok(None) };
    let giver = match &row.granted_by {
        Some(giver) => accounts::by_id(conn, giver)?.map(|account| account.name),
        None => None,
    };
    Ok(Some(Under { head: row.scope == Scope::Head.code(), authorised: row.authorised.is_some(), giver }))
}

/// The kind of right under which something was filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Under {
    /// The head's, or the sole proprietor's own.
    pub head: bool,
    /// It follows from the register's entry of another person authorised to act.
    pub authorised: bool,
    /// The name of whoever gave it on the portal.
    pub giver: Option<String>,
}

impl Under {
    /// The filer's name with whose right it was.
    pub fn words(&self, tr: Tr, name: &str) -> String {
        let values = |giver: &str| [("name", name.to_owned().into()), ("giver", giver.to_owned().into())];
        match (&self.giver, self.head) {
            _ if self.authorised => tr.ta("filed-as-authorised", &[("name", name.to_owned().into())]),
            (_, true) => name.to_owned(),
            (Some(giver), false) => tr.ta("filed-under", &values(giver)),
            (None, false) => tr.ta("filed-under-power", &[("name", name.to_owned().into())]),
        }
    }
}
