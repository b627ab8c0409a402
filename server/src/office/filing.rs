//! Filing: the act by which an application reaches the office. Sent twice, it is filed once.

use super::again::TRIES;
use super::drafting::free_code;
use super::{PASSED_ON, add_event, advance, attachments, fees, founders, merging, notices, proceedings, term};
use crate::access::FilableApplication;
use crate::accounts::second_step::Refused;
use crate::failure::Failure;
use crate::office::circumstances::circumstances;
use crate::signing::canonical::digest;
use crate::signing::{Part, Signed, Signing};
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow, FilingRow};
use crate::store::attachments::{self as files, Attached};
use crate::store::audit::Actor;
use crate::store::companies::CompanyRow;
use crate::store::mails::{self, Letter};
use crate::store::{AnyConn, administration, documents, mandates, new_id, parties};
use chrono::{NaiveDate, NaiveDateTime};
use portal::application::{Action, Channel, Status};
use portal::fold::search_key;
use portal::lang::Lang;
use portal::mandate::Scope;
use portal::problem::Problem;
use portal::procedures::Procedure;
use serde_json::json;

/// How filing ended.
#[derive(Debug)]
pub enum Outcome {
    /// Filed, now or by an earlier sending of the same round.
    Filed { number: String },
    /// What has to be mended first; nothing was filed.
    Problems(Vec<Problem>),
    /// Founders are still to confirm what is filed; nothing was filed.
    Unconfirmed,
    /// It was not signed; nothing was filed.
    Refused(Refused),
}

/// Files round `round` of an application: the first, or the next after a return for correction.
///
/// What can be read and reckoned beforehand is, beside the other filings; the write then holds only
/// where nothing has changed in between, and is otherwise begun anew.
pub async fn file(
    state: &AppState,
    application: FilableApplication,
    round: i32,
    signing: Signing,
) -> Result<Outcome, Failure> {
    // As it was read a moment ago; the write sees whether it still is so.
    let known = Some((application.row.clone(), application.company.clone()));
    let mut outcome = file_once(state, &application, round, &signing, known).await;
    for _ in 1..TRIES {
        if !matches!(outcome, Err(Failure::Conflict("changed-meanwhile"))) {
            break;
        }
        state.refresh().await?;
        outcome = file_once(state, &application, round, &signing, None).await;
    }
    state.work.notify_one();
    outcome
}

async fn file_once(
    state: &AppState,
    application: &FilableApplication,
    round: i32,
    signing: &Signing,
    known: Option<(ApplicationRow, CompanyRow)>,
) -> Result<Outcome, Failure> {
    let now = state.clock.now();
    let filing = Filing {
        channel: Channel::Online,
        filed_on: state.clock.today(),
        lang: application.signed_in.account.lang(),
        actor: application.signed_in.actor(),
    };
    let (id, inner) = (application.row.id.clone(), state.clone());
    let alone = decided_with_others(application.row.procedure());
    let known = known.filter(|_| !alone);
    let prepare = move |conn: &mut AnyConn| {
        conn.at_once(|conn| {
            let (row, company) = match &known {
                Some(known) => known.clone(),
                None => {
                    let row = applications::find(conn, &id)?.ok_or(Failure::NotFound)?;
                    let company = parties::of(conn, &row)?.ok_or(Failure::NotFound)?;
                    (row, company)
                }
            };
            ready(conn, &inner, (row, company), round, &filing, now)
        })
    };
    let (inner, signing) = (state.clone(), signing.clone());
    if alone {
        let read = application.row.clone();
        let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
            proceedings::hold(conn, &read)?;
            let submission = match prepare(conn)? {
                Ready::To(submission) => submission,
                Ready::Settled(outcome) => return Ok(outcome),
            };
            let outcome = submission.sign_and_write(conn, &inner, &signing, now)?;
            submission.rules_stand(administration::version(conn)?)?;
            Ok(outcome)
        };
        return state.db.write(write).await;
    }
    match state.db.look(prepare).await? {
        Ready::Settled(outcome) => Ok(outcome),
        Ready::To(submission) => {
            let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
                let outcome = submission.sign_and_write(conn, &inner, &signing, now)?;
                // Behind the application's row, which is what a change of the calendar waits for or has wait.
                submission.if_unchanged(conn)?;
                Ok(outcome)
            };
            state.db.write_repeatable(write).await
        }
    }
}

/// Whether the checks ask a proceeding that moves with the filing itself: these two are one write.
fn decided_with_others(procedure: Procedure) -> bool {
    procedure == Procedure::LiquidationStage
}

/// What a filing has come to before anything is written.
enum Ready {
    To(Box<Submission>),
    Settled(Outcome),
}

fn ready(
    conn: &mut AnyConn,
    state: &AppState,
    (mut row, company): (ApplicationRow, CompanyRow),
    round: i32,
    filing: &Filing,
    now: NaiveDateTime,
) -> Result<Ready, Failure> {
    if let Some(number) = row.number.clone().filter(|_| row.round >= round) {
        return Ok(Ready::Settled(Outcome::Filed { number }));
    }
    let action = match row.status() {
        Status::Draft | Status::Prepared => Action::File,
        Status::Returned => Action::Correct,
        _ => return Err(Failure::Conflict("already-moved-on")),
    };
    let facts = circumstances(conn, state, &company, &row, filing.filed_on)?;
    let found = row.procedure().check(&row.answers(), &facts);
    let mut problems: Vec<Problem> =
        merging::with_unsettled(conn, &row, found)?.into_iter().filter(Problem::stops).collect();
    problems.extend(attachments::problem(&attachments::attached(conn, &row)?));
    if !problems.is_empty() {
        return Ok(Ready::Settled(Outcome::Problems(problems)));
    }
    if !founders::all_confirmed(conn, &row)? {
        return Ok(Ready::Settled(Outcome::Unconfirmed));
    }
    row.paper_code = None;
    Ok(Ready::To(Box::new(Submission::of(conn, state, row, company, action, filing.clone(), now)?)))
}

/// What distinguishes one way of filing from another.
#[derive(Clone)]
pub struct Filing {
    pub channel: Channel,
    /// The day from which terms count.
    pub filed_on: NaiveDate,
    /// The language of the receipt.
    pub lang: Lang,
    pub actor: Actor,
}

/// One filing of a checked application, on line or received on paper, ready to be written: the row, the
/// words filed, the event, the receipt to be typeset and the notice, all in one transaction.
pub struct Submission {
    row: ApplicationRow,
    company: CompanyRow,
    action: Action,
    filing: Filing,
    number: String,
    passed_from: Option<i32>,
    filed: FilingRow,
    attached: Vec<Attached>,
    letters: Vec<Letter>,
    /// A bill is to be made out.
    costs: bool,
    /// The version of the rules by which it was reckoned.
    rules: i64,
    /// How whoever came to the counter confirmed it on their own phone.
    pub by_phone: Option<ByPhone>,
}

/// What is kept of a confirmation by phone: by whom, as the clerk read it in the identity document, and when.
#[derive(Clone, Debug)]
pub struct ByPhone {
    pub who: String,
    pub at: NaiveDateTime,
}

impl Submission {
    /// Reads and reckons what the filing of `row` writes; writes nothing.
    pub fn of(
        conn: &mut AnyConn,
        state: &AppState,
        mut row: ApplicationRow,
        company: CompanyRow,
        action: Action,
        filing: Filing,
        now: NaiveDateTime,
    ) -> Result<Submission, Failure> {
        row.round += 1;
        let number = match row.number.clone() {
            Some(number) => number,
            None => free_code(crate::random::filing_number, |code| Ok(!applications::number_taken(conn, code)?))?,
        };
        row.number = Some(number.clone());
        if row.unp.is_none() {
            row.party = Some(company.name.clone());
            row.party_key = Some(search_key(&company.name));
        }
        let keeper = company.office.filter(|_| row.unp.is_some());
        let competent = state.competent(row.procedure(), &row.answers(), keeper);
        // Where the region had it passed to another office it stays there, unless what is corrected moves it.
        let before = match (action, row.office) {
            (Action::Correct, Some(_)) => {
                let filed = applications::filings(conn, &row.id)?;
                filed.last().and_then(|last| state.competent(row.procedure(), &last.answers(), keeper))
            }
            _ => None,
        };
        let competent = if before.is_some() && before == competent { row.office } else { competent };
        let passed_from = row.office.filter(|former| action == Action::Correct && Some(*former) != competent);
        row.office = competent;
        let first = row.filed_at.is_none();
        if first {
            row.filed_at = Some(now);
            row.filed_on = Some(filing.filed_on);
            row.channel = Some(filing.channel.code().to_owned());
        }
        let mut events = match row.round {
            1 => Vec::new(),
            _ => applications::events(conn, &row.id)?,
        };
        if action == Action::Correct {
            // The event that ends the pause is written with the filing; the term is reckoned with it.
            events.push(applications::EventRow {
                id: String::new(),
                application_id: row.id.clone(),
                position: 0,
                kind: "corrected".into(),
                actor: None,
                actor_role: String::new(),
                body: String::new(),
                at: now,
            });
        }
        row.due_on = term::reckon(state, &row, &events).and_then(|term| term.due);
        let costs = first && fees::term_of(state, &row, filing.filed_on).is_some();
        if costs {
            // The term begins when the bill is paid.
            row.due_on = None;
        }
        let mandate = right_of_filer(conn, state, &row, &filing)?;
        // Whoever adds or takes off one meanwhile changes the row's revision.
        let attached = attachments::attached(conn, &row)?;
        let filed = FilingRow {
            id: new_id(),
            application_id: row.id.clone(),
            round: row.round,
            answers: row.answers.clone(),
            digest: digest(&row, &attached),
            // Who signed a paper is not an account of the portal; the clerk only received it.
            filed_by: filing.actor.account_id.clone().filter(|_| filing.channel == Channel::Online),
            channel: filing.channel.code().to_owned(),
            filed_on: filing.filed_on,
            filed_at: now,
            mandate,
        };
        let letters = if costs { Vec::new() } else { notices::received(conn, state, &row, &company)? };
        Ok(Submission {
            row,
            company,
            action,
            filing,
            number,
            passed_from,
            filed,
            attached,
            letters,
            costs,
            rules: state.version(),
            by_phone: None,
        })
    }

    /// Fails where the company or the rules no longer are as they were when this was reckoned, or the right under which
    /// it is filed no longer stands; the application's own revision is for the write to see, behind which this comes.
    fn if_unchanged(&self, conn: &mut AnyConn) -> Result<(), Failure> {
        let (rules, company) = match self.row.unp {
            Some(unp) => administration::version_and_company(conn, unp)?,
            None => (administration::version(conn)?, Some(self.company.updated_at)),
        };
        if let Some(right) = &self.filed.mandate
            && mandates::find(conn, right)?.is_none_or(|right| right.revoked_at.is_some())
        {
            return Err(Failure::NotFound);
        }
        if company != Some(self.company.updated_at) {
            return Err(Failure::Conflict("changed-meanwhile"));
        }
        self.rules_stand(rules)
    }

    /// Fails where the rules have another version by now than those by which this was reckoned. Read it behind
    /// [`write`](Submission::write), as [`Current::still_stand`](crate::state::Current::still_stand) says.
    fn rules_stand(&self, version: i64) -> Result<(), Failure> {
        if version == self.rules { Ok(()) } else { Err(Failure::Conflict("changed-meanwhile")) }
    }

    /// Signs it and writes it. Of two sendings at once the later finds its code used, and the filing there.
    fn sign_and_write(
        &self,
        conn: &mut AnyConn,
        state: &AppState,
        signing: &Signing,
        now: NaiveDateTime,
    ) -> Result<Outcome, Failure> {
        if let Err(refused) = signing.take(conn, state, now)? {
            let there = applications::find(conn, &self.row.id)?.filter(|row| row.round >= self.row.round);
            return Ok(match there.and_then(|row| row.number) {
                Some(number) => Outcome::Filed { number },
                None => Outcome::Refused(refused),
            });
        }
        if let Some(account) = &self.filed.filed_by {
            let (row, round, digest) = (&self.row, self.row.round, self.filed.digest.as_str());
            signing.keep(conn, Signed { row, round, account, part: Part::Filer, digest }, now)?;
        }
        self.write(conn, state, now)
    }

    /// The digest of what is filed.
    pub fn digest(&self) -> &str {
        &self.filed.digest
    }

    /// The body that is competent for it.
    pub fn office(&self) -> Option<i32> {
        self.row.office
    }

    /// Writes it in the caller's transaction; `Conflict("changed-meanwhile")` where the application has
    /// changed since.
    pub fn write(&self, conn: &mut AnyConn, state: &AppState, now: NaiveDateTime) -> Result<Outcome, Failure> {
        let Submission { company, filing, filed, attached, costs, .. } = self;
        let (row, actor, costs) = (&mut self.row.clone(), &filing.actor, *costs);
        let mut letters = self.letters.clone();
        let body = match &self.by_phone {
            Some(ByPhone { who, at }) => json!({ "round": row.round, "phone": true, "who": who, "said_at": at }),
            None => json!({ "round": row.round }),
        };
        advance(conn, row, self.action, actor, body, now)?;
        // After the row was written: of two filings at once only one comes here.
        let bill = if costs { fees::bill(conn, state, row, filing.filed_on, now)? } else { None };
        if let Some(bill) = &bill {
            let body = json!({ "bill": bill.number, "kopecks": bill.amount });
            add_event(conn, row, "billed", actor, body, now)?;
        }
        if let Some(former) = self.passed_from {
            pass_on(conn, row, former, actor, now)?;
        }
        applications::add_filing(conn, filed)?;
        for one in attached {
            files::add_filed(conn, &row.id, row.round, &one.row.id)?;
        }
        documents::order(conn, &row.id, "receipt", row.round, filing.lang, crate::random::token(), now)?;
        if bill.is_some() {
            documents::order(conn, &row.id, "bill", row.round, filing.lang, crate::random::token(), now)?;
        }
        let due = row.due_on;
        proceedings::filed(conn, state, row, actor, now)?;
        match &bill {
            Some(bill) => notices::billed(conn, state, row, bill, now)?,
            None if costs || row.due_on != due => letters = notices::received(conn, state, row, company)?,
            None => {}
        }
        letters.into_iter().try_for_each(|letter| mails::owe(conn, letter, now))?;
        Ok(Outcome::Filed { number: self.number.clone() })
    }
}

/// The right under which an account files on line. One that was revoked a moment ago files nothing more.
fn right_of_filer(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    filing: &Filing,
) -> Result<Option<String>, Failure> {
    let (Some(unp), Some(account)) = (row.unp, &filing.actor.account_id) else { return Ok(None) };
    if filing.channel != Channel::Online {
        return Ok(None);
    }
    let right = mandates::right(conn, account, unp, Scope::File, state.clock.today())?.ok_or(Failure::NotFound)?;
    Ok(Some(right.id))
}

/// A correction that moves the location into another area moves the case to that area's office.
fn pass_on(
    conn: &mut AnyConn,
    row: &mut ApplicationRow,
    former: i32,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    row.clerk = None;
    let after = row.status().after(Action::Release).ok_or(Failure::Conflict("already-moved-on"))?;
    row.status = after.code().to_owned();
    if !applications::save(conn, row)? {
        return Err(Failure::Conflict("changed-meanwhile"));
    }
    add_event(conn, row, PASSED_ON, actor, json!({ "from": former, "to": row.office }), now)
}
