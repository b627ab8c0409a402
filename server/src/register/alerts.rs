//! "Tell me when this changes": by mail, to an address that was confirmed, until it is stopped.
//!
//! What changes a company notes a job for each alert in the same transaction; the job writes the mail and how
//! far the register was told in one. A change that says nothing public (a sole proprietor's address) is noted
//! and not mailed.

use super::history::tell;
use crate::accounts::Asker;
use crate::accounts::throttle::{self, MAIL, Wait};
use crate::failure::Failure;
use crate::random;
use crate::state::AppState;
use crate::store::alerts::{self as store, AlertRow};
use crate::store::entries::{self, EntryRow};
use crate::store::jobs::{self, JobKind};
use crate::store::mails::{self, Letter};
use crate::store::{AnyConn, audit, companies, new_id};
use app::l10n::Tr;
use app::pages::register::company::by_day;
use chrono::{Duration, NaiveDate, NaiveDateTime};
use diesel::QueryResult;
use portal::lang::Lang;

/// How long a link to confirm works.
const CONFIRM_WITHIN: Duration = Duration::hours(24);
/// Entries of a company that are looked at.
const ENTRIES: i64 = 400;

/// Asks an address whether it wants to be told; the answer is the same whether it is told already.
pub async fn ask(
    state: &AppState,
    asker: Asker,
    unp: i64,
    email: String,
    lang: Lang,
) -> Result<Result<(), Wait>, Failure> {
    let (now, url) = (state.clock.now(), state.config.public_url.clone());
    let write = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let company = companies::find(conn, unp)?.ok_or(Failure::NotFound)?;
        if let Err(wait) = throttle::count(conn, &asker.mails_of_network(), now)? {
            return Ok(Err(wait));
        }
        if throttle::count(conn, &[MAIL.of(&email)], now)?.is_err() {
            return Ok(Ok(()));
        }
        let (token, until) = (random::token(), now + CONFIRM_WITHIN);
        let hash = random::hashed(&token);
        let id = match store::of(conn, unp, &email)? {
            Some(known) => {
                store::ask_again(conn, &known.id, &hash, until, lang)?;
                known.id
            }
            None => {
                let row = AlertRow {
                    id: new_id(),
                    unp,
                    email: email.clone(),
                    lang: lang.tag().to_owned(),
                    confirm_hash: hash,
                    confirm_until: until,
                    confirmed_at: None,
                    stop_token: random::token(),
                    told: 0,
                    created_at: now,
                };
                store::add(conn, &row)?;
                row.id
            }
        };
        audit::record(conn, &asker.visitor(), "asked-for-alert", ("alert", &id), now)?;
        let tr = Tr(lang);
        let values =
            [("company", company.title().to_owned().into()), ("link", format!("{url}/alerts/{token}/confirm").into())];
        let letter = Letter {
            account_id: None,
            application_id: None,
            recipient: email,
            lang,
            subject: tr.t("mail-alert-confirm-subject"),
            body: closed(tr, tr.ta("mail-alert-confirm", &values), &url),
        };
        Ok(Ok(mails::owe(conn, letter, now)?))
    };
    let done = state.db.write(write).await;
    state.work.notify_one();
    done
}

/// The company of a link that confirms.
pub async fn may_confirm(state: &AppState, token: &str) -> Result<Option<i64>, Failure> {
    let (hash, now) = (random::hashed(token), state.clock.now());
    state.db.read(move |conn| Ok(store::to_confirm(conn, &hash, now)?.map(|row| row.unp))).await
}

/// Confirms by a link; pressed twice it says the same. `None` where it does not work (any more).
pub async fn confirm(state: &AppState, asker: Asker, token: &str) -> Result<Option<i64>, Failure> {
    let (hash, now) = (random::hashed(token), state.clock.now());
    let write = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(row) = store::to_confirm(conn, &hash, now)? else { return Ok(None) };
        let newest = store::newest_entry(conn, row.unp)?;
        store::confirm(conn, &row.id, newest, now)?;
        audit::record(conn, &asker.visitor(), "confirmed-alert", ("alert", &row.id), now)?;
        Ok(Some(row.unp))
    };
    state.db.write(write).await
}

/// The company of a link that stops.
pub async fn may_stop(state: &AppState, token: &str) -> Result<Option<i64>, Failure> {
    let token = token.to_owned();
    state.db.read(move |conn| Ok(store::to_stop(conn, &token)?.map(|row| row.unp))).await
}

/// Stops an alert; where there is none (any more), nothing is left to do.
pub async fn stop(state: &AppState, asker: Asker, token: &str) -> Result<(), Failure> {
    let (token, now) = (token.to_owned(), state.clock.now());
    let write = move |conn: &mut AnyConn| -> Result<_, Failure> {
        if let Some(row) = store::to_stop(conn, &token)? {
            store::remove(conn, &row.id)?;
            audit::record(conn, &asker.visitor(), "stopped-alert", ("alert", &row.id), now)?;
        }
        Ok(())
    };
    state.db.write(write).await
}

/// Notes what is to be told of companies that have just changed; in the transaction that changes them.
pub fn note(conn: &mut AnyConn, unps: &[i64], now: NaiveDateTime) -> QueryResult<()> {
    for (id, unp) in store::about(conn, unps)? {
        let newest = store::newest_entry(conn, unp)?;
        jobs::add_once(conn, JobKind::Alert, &format!("{id}:{newest}"), now)?;
    }
    Ok(())
}

/// Does the job of one alert: `ID:NEWEST`, where the second is the entry up to which is told.
pub async fn run(state: &AppState, subject: &str) -> Result<(), Failure> {
    let wrong = || Failure::Internal("the job of an alert names no entry".to_owned());
    let (id, newest) = subject.split_once(':').ok_or_else(wrong)?;
    let (id, newest) = (id.to_owned(), newest.parse::<i64>().map_err(|_| wrong())?);
    let (state, now) = (state.clone(), state.clock.now());
    let db = state.db.clone();
    let write = move |conn: &mut AnyConn| -> Result<_, Failure> {
        // What was stopped or told meanwhile is done.
        let Some(alert) = store::find(conn, &id)?.filter(|row| row.confirmed_at.is_some() && row.told < newest) else {
            return Ok(());
        };
        if let Some(letter) = letter(conn, &state, &alert, newest)? {
            let stop = format!("{}/alerts/{}/stop", state.config.public_url, alert.stop_token);
            mails::owe_stoppable(conn, letter, stop, now)?;
        }
        Ok(store::told(conn, &alert.id, newest)?)
    };
    db.write(write).await
}

fn letter(conn: &mut AnyConn, state: &AppState, alert: &AlertRow, newest: i64) -> Result<Option<Letter>, Failure> {
    let Some(company) = companies::find(conn, alert.unp)? else { return Ok(None) };
    let tr = Tr(alert.lang());
    let rows = entries::newest(conn, alert.unp, ENTRIES)?;
    let office = |code: i64| state.offices.get(i32::try_from(code).ok()?).map(|o| o.names().get(tr.lang()).to_owned());
    let days = |until: i64| {
        let rows: Vec<EntryRow> = rows.iter().filter(|row| row.id <= until).cloned().collect();
        by_day(tr, &tell(&rows, company.kind(), &office).history)
    };
    let before = days(alert.told);
    let told =
        |day: NaiveDate, fact: &(String, String)| before.iter().any(|(on, facts)| *on == day && facts.contains(fact));
    let mut lines = Vec::new();
    for (day, facts) in days(newest) {
        for fact in facts.iter().filter(|fact| !told(day, fact)) {
            let (title, text) = fact;
            let said = if text.is_empty() { title.clone() } else { format!("{title}: {text}") };
            lines.push(format!("{} — {said}", tr.date(day)));
        }
    }
    if lines.is_empty() {
        return Ok(None);
    }
    let url = &state.config.public_url;
    let values = [
        ("company", company.title().to_owned().into()),
        ("changes", lines.join("\n").into()),
        ("link", format!("{url}/register/{}", alert.unp).into()),
        ("stop", format!("{url}/alerts/{}/stop", alert.stop_token).into()),
    ];
    Ok(Some(Letter {
        account_id: None,
        application_id: None,
        recipient: alert.email.clone(),
        lang: tr.lang(),
        subject: tr.ta("mail-alert-subject", &values[..1]),
        body: closed(tr, tr.ta("mail-alert", &values), url),
    }))
}

fn closed(tr: Tr, text: String, url: &str) -> String {
    format!("{text}\n\n{}\n", tr.ta("mail-closing", &[("portal", url.to_owned().into())]))
}
