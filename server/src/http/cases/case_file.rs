//! Everything about one case that its pages need, read at once.

use super::inbox::Choices;
use crate::access::OfficeCase;
use crate::failure::Failure;
use crate::office::circumstances::circumstances;
use crate::office::founders::{self, Signer};
use crate::office::notices;
use crate::office::phone;
use crate::office::register_changes;
use crate::office::rights::{self, Under};
use crate::register::projection;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::applications::{self, ApplicationRow, DecisionRow, EventRow, FilingRow, RemarkRow};
use crate::store::attachments::{self, Attached};
use crate::store::bills::{self, Bill};
use crate::store::case_file::{self as store, DocumentHead, Similar};
use crate::store::case_lists;
use crate::store::case_notes::{self, NoteRow};
use crate::store::companies::CompanyRow;
use crate::store::counter_drafts;
use crate::store::hands;
use crate::store::mails::{self, MailRow};
use crate::store::mendings::{self, MendingRow};
use crate::store::messages;
use crate::store::opinions;
use crate::store::places::{self, Known};
use crate::store::proceedings::{self, TaskRow};
use crate::store::reopenings::{self, ReopeningRow};
use crate::store::second_person::{self, PreparationRow};
use crate::store::signatures::{self, SignatureRow};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use portal::address::Address;
use portal::answers::Answers;
use portal::application::{Channel, Status};
use portal::fold::fold;
use portal::lang::Names3;
use portal::mandate::Scope;
use portal::offices::surroundings;
use portal::procedures::{Circumstances, Procedure, RegisterChange, Rules};
use std::collections::HashMap;

/// Other companies at an address that are named; more are only said to be there.
const NEIGHBOURS: i64 = 4;

/// How long somebody who looked at a case counts as having it open.
const PRESENT: Duration = Duration::minutes(10);

/// One case with what the register says now.
pub struct CaseFile {
    pub row: ApplicationRow,
    pub company: CompanyRow,
    pub events: Vec<EventRow>,
    /// The rounds, the first first; never empty.
    pub filings: Vec<FilingRow>,
    pub remarks: Vec<RemarkRow>,
    /// A clerk typed it for somebody who came.
    pub typed_at_counter: bool,
    /// Typing errors that the office mended, the first first.
    pub mendings: Vec<MendingRow>,
    /// Every decision, the first first.
    pub decisions: Vec<DecisionRow>,
    /// How it was opened again, the first first.
    pub reopenings: Vec<ReopeningRow>,
    /// The decisions that were prepared for a second person, the first first.
    pub preparations: Vec<PreparationRow>,
    /// The bill for the fee, where one is due.
    pub bill: Option<Bill>,
    pub documents: Vec<DocumentHead>,
    /// What was attached, with the round it went with.
    pub attached: Vec<(i32, Attached)>,
    /// What the office attached itself.
    pub scans: Vec<Attached>,
    pub mails: Vec<MailRow>,
    /// Names of the people in it, by account.
    pub names: HashMap<String, String>,
    /// Those of the day of the filing, with the company as the register has it now.
    pub circumstances: Circumstances,
    /// The register's state under the names of the form's fields: the present one, or of a decided case
    /// the one before the decision.
    pub registered: Answers,
    /// Since when whoever filed on line had the right to, on the day of the filing.
    pub right_since: Option<NaiveDate>,
    /// Messages of the applicant's side that the clerk has not seen.
    pub unread: i64,
    /// Under whose right the first round was filed on line.
    pub under: Option<Under>,
    /// The address asked for, as the register would write it.
    pub asked_address: Option<Address>,
    /// Other companies at that address: UNP and name.
    pub neighbours: Vec<(i64, String)>,
    /// The founders with what each confirmed of what was filed.
    pub signers: Vec<Signer>,
    /// Who signed the last round, how and when.
    pub signed: Vec<(SignatureRow, String)>,
    /// When whoever came to the counter confirmed the last round on their own phone, where they did.
    pub by_phone: Option<NaiveDateTime>,
    /// A letter about it reaches somebody.
    pub told: bool,
    /// What the bodies were asked, of a stage of a liquidation.
    pub tasks: Vec<TaskRow>,
    /// Opinions that were asked and not answered yet.
    pub opinions: i64,
    /// What only the office sees, with the names of the authors.
    pub notes: Vec<(NoteRow, String)>,
    /// Other open applications of the same procedure for the same company, with the names of another office.
    pub similar: Vec<(Similar, Option<Names3>)>,
    /// Whether the register's own addresses know the settlement and the street asked for.
    pub place: Option<Known>,
    /// Who else has had the case open lately: names, and when last.
    pub others: Vec<(String, NaiveDateTime)>,
    /// The reader wants keys to do something.
    pub keys: bool,
}

impl CaseFile {
    pub async fn load(state: &AppState, case: &OfficeCase) -> Result<CaseFile, Failure> {
        let (row, company, inner) = (case.row.clone(), case.company.clone(), state.clone());
        let me = case.clerk.signed_in.account.id.clone();
        let mut file = state.db.read(move |conn: &mut AnyConn| CaseFile::read(conn, &inner, &me, row, company)).await?;
        if !case.clerk.signed_in.is_staff() {
            // Whoever decides nothing needs no birth dates.
            file.circumstances.barred.iter_mut().for_each(|person| person.born_on = None);
        }
        Ok(file)
    }

    fn read(
        conn: &mut AnyConn,
        state: &AppState,
        me: &str,
        row: ApplicationRow,
        company: CompanyRow,
    ) -> Result<CaseFile, Failure> {
        let filings = applications::filings(conn, &row.id)?;
        let last = filings.last().ok_or(Failure::NotFound)?;
        let mendings = mendings::of_application(conn, &row.id)?;
        let asked = mendings::answers(last, &mendings);
        // As it was filed, whatever is being corrected.
        let as_filed = ApplicationRow { answers: last.answers.clone(), ..row.clone() };
        let as_asked = ApplicationRow { answers: asked.canonical(), ..row.clone() };
        let circumstances = circumstances(conn, state, &company, &as_asked, row.filed_on.unwrap_or(last.filed_on))?;
        let rules = row.procedure().rules();
        let registered = match row.decided_at {
            Some(at) => {
                let (subject, contacts) = projection::subject_before(conn, &company, at)?;
                rules.registered_beside(&asked, &subject, &contacts)
            }
            None => {
                let contacts = register_changes::contacts(conn, company.unp)?;
                rules.registered_beside(&asked, &circumstances.subject, &contacts)
            }
        };
        let asked_address = asked_address(state, rules, &asked, &circumstances);
        let neighbours = match asked_address.as_ref().map(Address::one_line) {
            Some(line) if !line.is_empty() => store::at_address(conn, &line, company.unp, NEIGHBOURS)?,
            _ => Vec::new(),
        };
        let place = match &asked_address {
            Some(address) if !address.settlement.is_empty() => Some(known_place(conn, address)?),
            _ => None,
        };
        let similar = match row.status().is_decided() {
            true => Vec::new(),
            false => store::similar(conn, &row, NEIGHBOURS)?,
        };
        let elsewhere = |one: &Similar| one.office.filter(|code| Some(*code) != row.office);
        let similar = similar.into_iter().map(|one| {
            let office = elsewhere(&one).and_then(|code| Some(state.offices.get(code)?.names()));
            (one, office)
        });
        let similar: Vec<_> = similar.collect();
        let right_since = match (&last.filed_by, Channel::from_code(&last.channel)) {
            (Some(by), Some(Channel::Online)) => {
                store::right_at(conn, by, company.unp, Scope::File, last.filed_on, last.filed_at)?
            }
            _ => None,
        };
        let events = applications::events(conn, &row.id)?;
        let decisions = applications::decisions(conn, &row.id)?;
        let reopenings = reopenings::of_application(conn, &row.id)?;
        let preparations = second_person::of_case(conn, &row.id)?;
        let mut people = people(&row, &events, &filings, &decisions);
        people.extend(mendings.iter().map(|one| one.mended_by.clone()));
        people.extend(
            preparations.iter().flat_map(|one| [Some(one.prepared_by.clone()), one.ended_by.clone()]).flatten(),
        );
        let names = store::names(conn, people)?;
        let tasks = match proceedings::open_of(conn, company.unp)? {
            Some(open) if row.procedure() == Procedure::LiquidationStage => proceedings::tasks(conn, &open.id)?,
            _ => Vec::new(),
        };
        let signers = founders::signers(conn, &ApplicationRow { status: Status::Filed.code().to_owned(), ..as_filed })?;
        let signed = signatures::of_round(conn, &row.id, last.round)?;
        let by_phone = phone::confirmed_for(conn, &row, &filings, &events)?;
        let told = notices::reaches(conn, state, &row)?;
        Ok(CaseFile {
            by_phone,
            told,
            similar,
            place,
            signers,
            signed,
            tasks,
            opinions: opinions::count_open(conn, &row.id)?,
            notes: case_notes::of_case(conn, &row.id)?,
            others: hands::present(conn, &row.id, state.clock.now() - PRESENT)?
                .into_iter()
                .filter(|(account, ..)| account != me)
                .map(|(_, name, at)| (name, at))
                .collect(),
            keys: Choices::of(case_lists::choices(conn, me)?).keys,
            typed_at_counter: counter_drafts::find(conn, &row.id)?.is_some(),
            remarks: applications::remarks(conn, &row.id)?,
            bill: bills::of_application(conn, &row.id)?,
            documents: store::documents(conn, &row.id)?,
            attached: attachments::filed_of(conn, &row.id)?,
            scans: attachments::of_office(conn, &row.id)?,
            mails: mails::of_application(conn, &row.id)?,
            registered,
            circumstances,
            asked_address,
            neighbours,
            right_since,
            unread: messages::unread(conn, std::slice::from_ref(&row.id), me, false)?.into_values().sum(),
            under: rights::under(conn, filings.first().and_then(|filing| filing.mandate.as_ref()))?,
            events,
            decisions,
            reopenings,
            preparations,
            names,
            filings,
            mendings,
            row,
            company,
        })
    }

    /// What was filed last, with what the office mended in it: never what an applicant is changing meanwhile.
    pub fn asked(&self) -> Answers {
        self.filings.last().map(|filing| mendings::answers(filing, &self.mendings)).unwrap_or_default()
    }

    /// The decision that holds: none while the case is open.
    pub fn decision(&self) -> Option<&DecisionRow> {
        let turn = i32::try_from(self.reopenings.len()).unwrap_or(i32::MAX);
        self.decisions.iter().find(|decision| decision.turn == turn)
    }

    pub fn name(&self, account: Option<&String>) -> Option<String> {
        account.and_then(|id| self.names.get(id).cloned())
    }

    /// The remarks of one round.
    pub fn remarks_of(&self, round: i32) -> impl Iterator<Item = &RemarkRow> {
        self.remarks.iter().filter(move |remark| remark.round == round)
    }
}

/// Answers with what follows from the area filled in: in a city the settlement is not asked.
pub fn with_city(mut answers: Answers, area: Option<i32>) -> Answers {
    if let Some((kind, city)) = area.and_then(surroundings).and_then(|around| around.city) {
        answers.set("settlement_kind", kind);
        answers.set("settlement", &city);
    }
    answers
}

/// Whether a place is known: by the register's own addresses, or as a settlement of the region.
fn known_place(conn: &mut AnyConn, address: &Address) -> Result<Known, Failure> {
    let (settlement, street) = (fold(&address.settlement), fold(&address.street));
    let mut known = places::known(conn, &settlement, &street)?;
    known.settlement |= crate::http::places::is_settlement(&settlement);
    Ok(known)
}

fn asked_address(
    state: &AppState,
    rules: &dyn Rules,
    answers: &Answers,
    circumstances: &Circumstances,
) -> Option<Address> {
    rules.changes(answers, circumstances).iter().find_map(|change| match change {
        RegisterChange::Address { address, office, .. } => {
            Some(register_changes::whole(address, state.offices.surroundings(*office)))
        }
        _ => None,
    })
}

/// To whom an event gave the case: an account.
pub fn assigned_to(event: &EventRow) -> Option<String> {
    let body: serde_json::Value = serde_json::from_str(&event.body).ok().filter(|_| event.kind == "assigned")?;
    Some(body["to"].as_str()?.to_owned())
}

fn people(row: &ApplicationRow, events: &[EventRow], filings: &[FilingRow], decisions: &[DecisionRow]) -> Vec<String> {
    let mut ids: Vec<String> = [Some(row.started_by.clone()), row.clerk.clone()].into_iter().flatten().collect();
    ids.extend(events.iter().filter_map(|event| event.actor.clone()));
    ids.extend(events.iter().filter_map(assigned_to));
    ids.extend(filings.iter().filter_map(|filing| filing.filed_by.clone()));
    ids.extend(decisions.iter().map(|decision| decision.decided_by.clone()));
    ids.sort();
    ids.dedup();
    ids
}
