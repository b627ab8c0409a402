//! "Tell me when this changes": by mail, to an address that was confirmed, until it is stopped.
//!
//! What changes a company notes a job for each alert in the same transaction; the job writes the mail and how
//! far the register was told in one. An import brings one change in several feeds, so what it notes waits until
//! its run has ended, and is told in one mail. What changed is what the company's page said when it was last told
//! and what it says now, whatever versions of records lie between; a change that says nothing public (a sole
//! proprietor's address, a register's own numbers) is noted and not mailed.

use super::history::{BodyNames, Told, tell};
use super::projection;
use crate::accounts::Asker;
use crate::accounts::throttle::{self, MAIL, Wait};
use crate::failure::Failure;
use crate::random;
use crate::state::AppState;
use crate::store::alerts::{self as store, AlertRow};
use crate::store::companies::{self, CompanyRow};
use crate::store::entries::{self, EntryRow};
use crate::store::jobs::{self, JobKind};
use crate::store::mails::{self, Letter};
use crate::store::{AnyConn, audit, new_id};
use app::l10n::Tr;
use app::pages::register::company::{What, news};
use app::pages::register::standing_words;
use chrono::{Duration, NaiveDateTime};
use diesel::QueryResult;
use portal::company::{Kind, Standing};
use portal::lang::Lang;

/// How long a link to confirm works.
const CONFIRM_WITHIN: Duration = Duration::hours(24);
/// How long what an import notes waits for its run to end: one that was interrupted may never go on.
const GATHERED_FOR: Duration = Duration::hours(1);
/// Entries of a company that are looked at: more than any has, since what lies further back would be news.
const ENTRIES: i64 = 4_000;

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
        let name = company.names().title(lang).to_owned();
        let values = [("company", name.into()), ("link", format!("{url}/alerts/{token}/confirm").into())];
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
    for (id, newest) in store::about(conn, unps)? {
        jobs::add_once(conn, JobKind::Alert, &subject(&id, newest), now)?;
    }
    Ok(())
}

/// Has what was noted of companies in the same transaction wait for the end of the run that changes them.
pub fn gather(conn: &mut AnyConn, unps: &[i64], now: NaiveDateTime) -> QueryResult<()> {
    let noted = store::about(conn, unps)?.into_iter().map(|(id, newest)| subject(&id, newest)).collect();
    store::put_off(conn, noted, now + GATHERED_FOR)
}

/// Ends a run: what was gathered is told.
pub fn gathered(conn: &mut AnyConn, now: NaiveDateTime) -> QueryResult<()> {
    store::make_due(conn, now)
}

fn subject(id: &str, newest: i64) -> String {
    format!("{id}:{newest}")
}

/// Does the job of one alert: `ID:NEWEST`, where the second is the entry that was the newest when it was noted.
/// What came since is told in the same mail.
pub async fn run(state: &AppState, subject: &str) -> Result<(), Failure> {
    let wrong = || Failure::Internal("the job of an alert names no entry".to_owned());
    let (id, newest) = subject.split_once(':').ok_or_else(wrong)?;
    let (id, newest) = (id.to_owned(), newest.parse::<i64>().map_err(|_| wrong())?);
    let (state, now) = (state.clone(), state.clock.now());
    let db = state.db.clone();
    let write = move |conn: &mut AnyConn| -> Result<_, Failure> {
        loop {
            // What was stopped or told meanwhile is done.
            let found = store::find(conn, &id)?.filter(|row| row.confirmed_at.is_some() && row.told < newest);
            let Some(alert) = found else { return Ok(()) };
            let until = store::newest_entry(conn, alert.unp)?.max(newest);
            // On PostgreSQL two jobs of one alert may be done at once: whoever notes it first writes, the other looks
            // again whether anything is left to tell.
            if !store::told(conn, &alert.id, alert.told, until)? {
                continue;
            }
            if let Some(letter) = letter(conn, &state, &alert, until, now)? {
                let stop = format!("{}/alerts/{}/stop", state.config.public_url, alert.stop_token);
                mails::owe_stoppable(conn, letter, stop, now)?;
            }
            return Ok(());
        }
    };
    db.write(write).await
}

fn letter(
    conn: &mut AnyConn,
    state: &AppState,
    alert: &AlertRow,
    newest: i64,
    now: NaiveDateTime,
) -> Result<Option<Letter>, Failure> {
    let Some(company) = companies::find(conn, alert.unp)? else { return Ok(None) };
    let tr = Tr(alert.lang());
    let entries = entries::as_of_two(conn, alert.unp, [alert.told, newest], ENTRIES)?;
    let office = |code: i64| state.offices.get(i32::try_from(code).ok()?).map(|o| o.names().get(tr.lang()).to_owned());
    let lines = changes(tr, company.kind(), &office, &entries, now);
    if lines.is_empty() {
        return Ok(None);
    }
    let url = &state.config.public_url;
    let values = [
        ("company", company.names().title(tr.lang()).to_owned().into()),
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

/// What somebody who knows the company's page by the entries that were told would find changed by those of now.
fn changes(tr: Tr, kind: Kind, names: BodyNames<'_>, entries: &[Vec<EntryRow>; 2], now: NaiveDateTime) -> Vec<String> {
    let told = entries.each_ref().map(|rows| tell(rows, kind, names));
    let companies = entries.each_ref().map(|rows| projection::company(rows, now));
    let mut lines = undated(tr, names, &companies, &told);
    for (day, facts) in news(tr, &told[0].history, &told[1].history) {
        for (title, text) in facts {
            let said = if text.is_empty() { title } else { format!("{title}: {text}") };
            lines.push(format!("{} — {said}", tr.date(day)));
        }
    }
    lines
}

/// What a new version of the base record changes without a day of its own: the state, the registering body, a
/// mistaken day of the registration. The registration itself is no news to whoever asked for the alert.
fn undated(tr: Tr, names: BodyNames<'_>, companies: &[Option<CompanyRow>; 2], told: &[Told; 2]) -> Vec<String> {
    let standings = companies.each_ref().map(|row| row.as_ref().map(CompanyRow::standing));
    let registered = companies.each_ref().map(|row| row.as_ref()?.registered_on.map(|day| tr.date(day)));
    let is_excluded = |told: &Told| told.history.iter().any(|of| matches!(of.what, What::Excluded { .. }));
    // The day of an exclusion, its reason and who excluded are in the history.
    let in_history = standings[1] == Some(Standing::Excluded) && is_excluded(&told[1]) && !is_excluded(&told[0]);
    let standings = standings.map(|standing| standing.filter(|_| !in_history).map(|of| standing_words(tr, of)));
    // As the page has it: what the record of a legal entity does not say follows from the address.
    let office = |of: usize| {
        let competent = || names(companies[of].as_ref()?.office?.into());
        told[of].office.clone().or_else(competent)
    };
    let offices = [office(0), office(1)];
    let facts = [("extract-standing", standings), ("company-office", offices), ("company-registered-on", registered)];
    let changed = |(what, [before, now]): (&str, [Option<String>; 2])| {
        let (before, now) = before.zip(now).filter(|(before, now)| before != now)?;
        let values = [("what", tr.t(what).into()), ("now", now.into()), ("before", before.into())];
        Some(tr.ta("mail-alert-change", &values))
    };
    facts.into_iter().filter_map(changed).collect()
}

fn closed(tr: Tr, text: String, url: &str) -> String {
    format!("{text}\n\n{}\n", tr.ta("mail-closing", &[("portal", url.to_owned().into())]))
}
