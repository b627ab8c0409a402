//! The affairs of the companies that somebody acts for: what is due, with its days. The same queries
//! whether it is one company or fifty.

use super::draft_keeping::WARNED_BEFORE;
use crate::access::SignedIn;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::register::projection;
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow};
use crate::store::calendar_feeds::{self, CalendarFeed};
use crate::store::companies::{self, CompanyRow};
use crate::store::proceedings::{self, ProceedingRow, TaskRow};
use crate::store::{AnyConn, audit, bills, mandates, messages};
use chrono::{Duration, NaiveDate};
use portal::application::Status;
use portal::company::Standing;
use portal::duties::{self, Duty, What};
use portal::mandate::{Mandate, Scope};
use portal::money::Byn;
use portal::procedures::{Authorised, HeadInOffice};
use portal::retention::Kind;
use std::collections::HashMap;

/// What is known of the companies that an account acts for on a day.
pub struct Affairs {
    today: NaiveDate,
    /// By number.
    pub companies: Vec<CompanyRow>,
    /// The rights that count today.
    pub rights: Vec<Mandate>,
    /// What is not decided, drafts included, the newest first.
    pub open: Vec<ApplicationRow>,
    /// Messages of the office that the reader has not seen, by case.
    unread: HashMap<String, i64>,
    /// What is to be paid, by case.
    owed: HashMap<String, Byn>,
    heads: HashMap<i64, Option<HeadInOffice>>,
    /// Others who may act, by company.
    others: HashMap<i64, Vec<Authorised>>,
    pub proceedings: Vec<(ProceedingRow, Vec<TaskRow>)>,
}

impl Affairs {
    /// Of all companies that an account acts for, or of one of them.
    pub fn load(conn: &mut AnyConn, account: &str, only: Option<i64>, today: NaiveDate) -> Result<Affairs, Failure> {
        let mut rights = match only {
            Some(unp) => mandates::held(conn, account, unp)?,
            None => mandates::of_account(conn, account)?,
        };
        rights.retain(|right| right.allows(Scope::Read, today));
        let mut unps: Vec<i64> = rights.iter().map(|right| right.unp).collect();
        unps.dedup();
        let open = applications::undecided(conn, &unps)?;
        let filed: Vec<String> = open.iter().filter(|row| row.filed_at.is_some()).map(|row| row.id.clone()).collect();
        Ok(Affairs {
            today,
            companies: companies::of(conn, &unps)?,
            rights,
            unread: messages::unread(conn, &filed, account, true)?,
            owed: bills::owed(conn, filed)?,
            open,
            heads: projection::heads(conn, &unps)?,
            others: projection::others_of(conn, &unps)?,
            proceedings: proceedings::open_of_companies(conn, &unps)?,
        })
    }

    /// The right that gives most for a company; of several, the one that lasts longest.
    pub fn right(&self, unp: i64) -> Option<&Mandate> {
        let of_company = self.rights.iter().filter(|right| right.unp == unp);
        of_company.max_by_key(|right| (right.scope, right.until.is_none(), right.until))
    }

    /// What is open for a company, drafts included.
    pub fn open_of(&self, unp: i64) -> impl Iterator<Item = &ApplicationRow> {
        self.open.iter().filter(move |row| row.unp == Some(unp))
    }

    /// What is to be done for a company, the most urgent first.
    pub fn duties(&self, state: &AppState, company: &CompanyRow) -> Vec<Duty> {
        let mut found: Vec<Duty> = self.open_of(company.unp).flat_map(|row| self.of_application(state, row)).collect();
        for (row, tasks) in self.proceedings.iter().filter(|(row, _)| row.unp == company.unp) {
            found.extend(duties::of_proceeding(&row.id, &row.proceeding(tasks), self.today));
        }
        // In a liquidation the liquidator heads; nobody is appointed.
        if company.standing() == Standing::Active {
            let others = self.others.get(&company.unp).map(Vec::as_slice).unwrap_or_default();
            let ending = others.iter().filter_map(|other| duties::near(other.until, self.today));
            found.extend(ending.min().map(|until| Duty { what: What::OtherEnds, until: Some(until) }));
            match self.heads.get(&company.unp) {
                Some(Some(head)) => {
                    let ends = duties::near(head.until, self.today);
                    found.extend(ends.map(|until| Duty { what: What::HeadEnds, until: Some(until) }));
                }
                // The powers of the executive body may have passed to a managing subject.
                Some(None) if others.iter().any(|other| other.authority.manages().is_some()) => {}
                Some(None) => found.push(Duty { what: What::NoHead, until: None }),
                None => {}
            }
        }
        let own = self.right(company.unp).and_then(|right| duties::near(right.until, self.today));
        found.extend(own.map(|until| Duty { what: What::RightEnds, until: Some(until) }));
        duties::sort(&mut found);
        found
    }

    fn of_application(&self, state: &AppState, row: &ApplicationRow) -> Vec<Duty> {
        let mut found = self.of_answers(state, row);
        if let Some(sum) = self.owed.get(&row.id) {
            let what = What::Pay { application: row.id.clone(), procedure: row.procedure(), sum: *sum };
            found.push(Duty { what, until: None });
        }
        if self.unread.contains_key(&row.id) {
            let what = What::Message { application: row.id.clone(), procedure: row.procedure() };
            found.push(Duty { what, until: None });
        }
        found
    }

    fn of_answers(&self, state: &AppState, row: &ApplicationRow) -> Vec<Duty> {
        let (application, procedure) = (row.id.clone(), row.procedure());
        if row.status() == Status::Returned {
            return vec![Duty { what: What::Correct { application, procedure }, until: None }];
        }
        if !matches!(row.status(), Status::Draft | Status::Prepared) {
            return Vec::new();
        }
        let days = state.terms.days(procedure, "filer_days", self.today);
        let event = procedure.rules().counts_from(&row.answers());
        let due = event.zip(days).and_then(|(event, days)| state.calendar.reckon(event, days, &[]).due);
        let what = match row.status() {
            Status::Prepared => Some(What::HandIn { application: application.clone(), procedure }),
            _ => due.map(|_| What::File { application: application.clone(), procedure }),
        };
        let ends = minsk(row.updated_at + state.retention.span(Kind::Drafts, self.today)).date();
        let forgotten = ends <= self.today + Duration::days(WARNED_BEFORE);
        let ends = forgotten.then_some(Duty { what: What::DraftEnds { application, procedure }, until: Some(ends) });
        what.map(|what| Duty { what, until: due }).into_iter().chain(ends).collect()
    }
}

/// Makes a calendar of deadlines for a person; its token, which is kept as a hash alone. The former one
/// no longer answers.
pub async fn new_calendar(state: &AppState, by: &SignedIn) -> Result<String, Failure> {
    let (now, actor, account) = (state.clock.now(), by.actor(), by.account.id.clone());
    let token = crate::random::token();
    let feed = CalendarFeed { account_id: account, token_hash: crate::random::hashed(&token), created_at: now };
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        calendar_feeds::set(conn, &feed)?;
        Ok(audit::record(conn, &actor, "made-calendar", ("account", &feed.account_id), now)?)
    };
    state.db.write(write).await?;
    Ok(token)
}

/// Takes a person's calendar away: its address answers no more.
pub async fn end_calendar(state: &AppState, by: &SignedIn) -> Result<(), Failure> {
    let (now, actor, account) = (state.clock.now(), by.actor(), by.account.id.clone());
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        if calendar_feeds::revoke(conn, &account)? {
            audit::record(conn, &actor, "ended-calendar", ("account", &account), now)?;
        }
        Ok(())
    };
    state.db.write(write).await
}
