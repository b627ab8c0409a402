//! The procedures, and what each of them answers.
//!
//! A procedure is one file in `procedures/`: its form (a struct a step), its checks, whom it lets
//! file, where it goes and what it changes in the register. Adding one: that file, one row here, one
//! fields view in `app/src/pages/application/fields/`, its sentences in `app/locales`.

/// A step's answers as a struct of texts, each under the name of its field; the attributes are
/// `validator`'s. No reader of formats stands in between.
macro_rules! step {
    ($(#[$about:meta])* $vis:vis $name:ident { $($(#[$rule:meta])* $field:ident,)* }) => {
        $(#[$about])*
        #[derive(Debug, Default, validator::Validate)]
        $vis struct $name { $($(#[$rule])* $field: String,)* }

        impl $name {
            $vis const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];

            $vis fn read(answers: &crate::answers::Answers) -> $name {
                $name { $($field: answers.get(stringify!($field)).to_owned(),)* }
            }
        }
    };
}

mod authorised;
mod certificate_duplicate;
mod change_of_activity;
mod change_of_charter;
mod change_of_location;
mod change_of_name;
mod co_owners;
mod correction;
pub(crate) mod dates;
mod founders;
mod liquidation;
mod liquidation_stage;
mod liquidator;
mod manager;
mod name_approval;
mod names;
mod paper_basis;
mod participants;
mod registration_legal_entity;
mod registration_sole_proprietor;
mod signers;
mod succession;
mod termination;
#[cfg(test)]
mod unfounded;
mod winding_up;

pub use authorised::{
    Authorisation, Authorised, Authority, EVENT as AUTHORISED_EVENT, MANAGING_NAME, Managing, WHOM as MANAGER_WHOM,
    is_about_another,
};
pub use certificate_duplicate::REASONS as DUPLICATE_REASONS;
pub use change_of_charter::{FORMS as CHARTER_FORMS, PARTS as CHARTER_PARTS};
pub use change_of_location::{ROOM_KINDS, SETTLEMENT_KINDS, STREET_KINDS};
pub use co_owners::{CONSENTS, CoOwner, Consent, OWNERS, Ownership, WAYS as CONSENT_WAYS, ownership};
pub use correction::{facts_of as correctable_facts, now as fact_now};
pub use founders::FOUNDERS;
pub use liquidation_stage::{STAGES as LIQUIDATION_STAGES, event_on_filing, name_who_decided};
pub use liquidator::KINDS as LIQUIDATOR_KINDS;
pub use manager::CHANGES as MANAGER_CHANGES;
pub use name_approval::PROPOSALS as NAME_PROPOSALS;
pub use names::{Alike, Approved, NameFacts, ReservedWord, Whose};
pub use participants::{Charter, PARTICIPANT_KINDS, PARTICIPANTS, Participant};
pub use registration_legal_entity::APPROVED_NAMES;
pub use signers::{Confirms, Signer};
pub use succession::{Entry, InForce, Succession, is_of_register};

use crate::address::Address;
use crate::answers::Answers;
use crate::barred::Barred;
use crate::company::{Kind, Standing};
use crate::problem::Problem;
use crate::proceeding::{Event, Proceeding};
use crate::reasons::Reason;
use crate::working_days::Calendar;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// Names every procedure once: what the others ask of it follows from its row.
macro_rules! procedures {
    ($($(#[$about:meta])* $name:ident = $slug:literal in $file:ident, $occasion:ident $(founds $kind:ident)?;)+) => {
        /// A procedure offered by the portal.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Procedure {
            $($(#[$about])* #[serde(rename = $slug)] $name,)+
        }

        impl Procedure {
            pub const ALL: [Procedure; [$($slug),+].len()] = [$(Procedure::$name),+];

            /// The word in URLs and in the database; part of the locale keys `procedure-…`.
            pub fn slug(self) -> &'static str {
                match self {
                    $(Procedure::$name => $slug,)+
                }
            }

            /// The procedure's own file.
            pub fn rules(self) -> &'static dyn Rules {
                match self {
                    $(Procedure::$name => &$file::$name,)+
                }
            }

            /// Its questions and their checks.
            pub fn form(self) -> &'static dyn Form {
                match self {
                    $(Procedure::$name => &$file::$name,)+
                }
            }

            /// What an application of this procedure founds, which therefore stands without a company; `None` for
            /// what is filed for a company of the register.
            pub fn founds(self) -> Option<Kind> {
                let kinds: &[Kind] = match self {
                    $(Procedure::$name => &[$(Kind::$kind)?],)+
                };
                kinds.first().copied()
            }

            /// What one comes for who uses it.
            pub fn occasion(self) -> Occasion {
                match self {
                    $(Procedure::$name => Occasion::$occasion,)+
                }
            }
        }
    };
}

// In the order in which they are offered.
procedures! {
    NameApproval = "name-approval" in name_approval, Start founds LegalEntity;
    RegistrationLegalEntity = "registration-legal-entity" in registration_legal_entity, Start founds LegalEntity;
    RegistrationSoleProprietor = "registration-sole-proprietor"
        in registration_sole_proprietor, Start founds SoleProprietor;
    ChangeOfLocation = "change-of-location" in change_of_location, Change;
    Manager = "manager" in manager, Change;
    ChangeOfName = "change-of-name" in change_of_name, Change;
    ChangeOfCharter = "change-of-charter" in change_of_charter, Change;
    ChangeOfActivity = "change-of-activity" in change_of_activity, Change;
    Correction = "correction" in correction, Change;
    CertificateDuplicate = "certificate-duplicate" in certificate_duplicate, Prove;
    Liquidation = "liquidation" in liquidation, End;
    Termination = "termination" in termination, End;
    LiquidationStage = "liquidation-stage" in liquidation_stage, End;
}

impl Procedure {
    pub fn from_slug(slug: &str) -> Option<Procedure> {
        Procedure::ALL.into_iter().find(|p| p.slug() == slug)
    }

    /// Everything wrong with the answers, step by step.
    pub fn check(self, answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
        self.steps(answers).flat_map(|step| self.check_step(step, answers, circumstances)).collect()
    }

    /// What is wrong with one step, by the form and by the entries that the register has now: one error a field.
    pub fn check_step(self, step: &Step, answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
        let mut found = self.form().check_step(step.slug, answers, circumstances);
        let early = succession::too_early(self.rules(), answers, circumstances);
        if let Some(early) = early.filter(|early| step.fields.iter().any(|field| early.field == *field))
            && !found.iter().any(|problem| problem.stops() && problem.field == early.field)
        {
            found.push(early);
        }
        found
    }

    /// The steps that are asked, as far as the answers tell.
    pub fn steps(self, answers: &Answers) -> impl Iterator<Item = &'static Step> {
        let rules = self.form();
        rules.steps().iter().filter(move |step| rules.asks(step.slug, answers))
    }

    pub fn step(self, slug: &str) -> Option<&'static Step> {
        self.form().steps().iter().find(|s| s.slug == slug)
    }

    /// The step that holds a field.
    pub fn step_of(self, field: &str) -> Option<&'static Step> {
        self.form().steps().iter().find(|s| s.fields.contains(&field))
    }

    /// How far each step is.
    pub fn progress(self, answers: &Answers, circumstances: &Circumstances) -> Vec<(&'static Step, Progress)> {
        let progress = |step: &'static Step| {
            if step.fields.iter().all(|f| answers.get(f).is_empty()) {
                return Progress::NotStarted;
            }
            let stopped = self.check_step(step, answers, circumstances).iter().any(Problem::stops);
            if stopped { Progress::Incomplete } else { Progress::Done }
        };
        self.steps(answers).map(|step| (step, progress(step))).collect()
    }
}

/// What a procedure is for, in the life of a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    Start,
    Change,
    Prove,
    End,
}

impl Occasion {
    pub const ALL: [Occasion; 4] = [Occasion::Start, Occasion::Change, Occasion::Prove, Occasion::End];

    /// Part of the locale keys `services-…`.
    pub fn code(self) -> &'static str {
        match self {
            Occasion::Start => "start",
            Occasion::Change => "change",
            Occasion::Prove => "prove",
            Occasion::End => "end",
        }
    }
}

/// One page of the form: one question.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// The word in the URL; part of the locale keys `step-{procedure}-{slug}-…`.
    pub slug: &'static str,
    /// The names of its fields, in the order in which they are asked.
    pub fields: &'static [&'static str],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    NotStarted,
    Incomplete,
    Done,
}

/// What a check needs to know besides the answers.
#[derive(Clone, Debug)]
pub struct Circumstances {
    /// Today in Minsk.
    pub today: NaiveDate,
    /// The version of the form under which the answers were given.
    pub form_version: i32,
    pub subject: Subject,
    /// Codes of the registering bodies' areas that an address may lie in.
    pub areas: Vec<i32>,
    /// Codes of those areas that are city districts, where the settlement is known from the area.
    pub city_areas: Vec<i32>,
    /// Whether a company of this kind may have its location in a dwelling.
    pub dwelling_allowed: bool,
    /// Whether the register knows a head in office.
    pub has_head: bool,
    /// The days of the register's entries that what is filed has to come after.
    pub in_force: InForce,
    /// The sole proprietor in existence whom the personal number given belongs to.
    pub registered_already: Option<i64>,
    /// The subject to whom the management is to pass, where the register has one under the number given.
    pub managing: Option<Managing>,
    /// Months of the creditors' term at least, by the dated terms; 0 where the procedure has none.
    pub least_claims_months: u32,
    /// Months from the decision in which the whole proceeding is to be over, by the dated terms; 0 where the procedure
    /// has none.
    pub limit_months: u32,
    /// What is known of the names asked for.
    pub names: NameFacts,
    /// The filer's own term, by the dated terms.
    pub filer_term: Option<FilerTerm>,
    /// Persons on the list of those barred whom the answers may name; looked up of what was filed, for the office.
    pub barred: Vec<Barred>,
}

/// Working days within which one must file; the calendar of holidays stands behind the function.
#[derive(Clone)]
pub struct FilerTerm {
    pub days: u32,
    due: Arc<dyn Fn(NaiveDate) -> Option<NaiveDate> + Send + Sync>,
}

impl FilerTerm {
    pub fn new(calendar: Arc<Calendar>, days: u32) -> FilerTerm {
        FilerTerm { days, due: Arc::new(move |event| calendar.reckon(event, days, &[]).due) }
    }

    /// The last day for filing what happened on a day.
    pub fn due(&self, event: NaiveDate) -> Option<NaiveDate> {
        (self.due)(event)
    }
}

impl fmt::Debug for FilerTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FilerTerm({} working days)", self.days)
    }
}

/// What the register says of the company for which something is filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    pub unp: i64,
    pub kind: Kind,
    pub standing: Standing,
    pub full_name: String,
    pub names: Names,
    /// The main activity.
    pub activity: Activity,
    pub registered_on: Option<NaiveDate>,
    pub address: Option<Address>,
    /// The head in office, of a legal entity.
    pub head: Option<HeadInOffice>,
    /// Who else may act for a legal entity.
    pub others: Vec<Authorised>,
    /// Who takes part in a legal entity, where the register knows it.
    pub participants: Option<Vec<Participant>>,
    /// The registering body that keeps the company's file.
    pub office: Option<i32>,
    /// The liquidation, or the end of a sole proprietor's activity, that is under way.
    pub proceeding: Option<Proceeding>,
}

/// The names of a company; of a sole proprietor only the full ones, which are the person's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    pub full: String,
    pub short: String,
    pub brand: String,
    pub full_be: String,
    pub short_be: String,
}

/// An activity by the classification ОКЭД.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Activity {
    pub code: String,
    /// In Russian.
    pub title: String,
}

/// Who heads a legal entity, as the register says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadInOffice {
    pub name: String,
    /// In Belarusian; empty where the register has none.
    pub name_be: String,
    pub post: String,
    /// In Belarusian; empty where the register has none.
    pub post_be: String,
    pub since: Option<NaiveDate>,
    /// The day on which the powers end, where they do.
    pub until: Option<NaiveDate>,
}

/// Why a company cannot use a procedure: the code of a sentence `ineligible-…` that also says what
/// can be done instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ineligible(pub &'static str);

/// One of several things asked for, of which the office grants one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its place in the form, from 0.
    pub place: usize,
    pub text: String,
    /// What is wrong with it, or has to be looked at.
    pub problems: Vec<Problem>,
}

/// What is known of somebody who is about to found something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FounderFacts {
    /// Is a sole proprietor in existence.
    pub is_sole_proprietor: bool,
}

/// A row of the summary: the locale key of its label is `field-{name}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryRow {
    pub step: &'static str,
    /// The field that a "Change" link or a clerk's remark points to.
    pub field: &'static str,
    pub value: Value,
}

/// A value that a page puts into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Date(NaiveDate),
    /// The locale key of a fixed answer.
    Choice(String),
    /// The area of a registering body, by its code.
    Area(i32),
    /// Nothing was answered, or nothing that can be read.
    Missing,
}

/// What an accepted application changes in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegisterChange {
    /// The company's address from a date on, with its contacts; the area's office keeps the file from then on.
    Address { address: Box<Address>, contacts: Contacts, from: NaiveDate, office: i32 },
    /// A new head; the former one's powers end the day before. Whoever uses the portal under `email`
    /// gets the head's right to act.
    Head { name: String, name_be: String, post: String, email: String, from: NaiveDate, until: Option<NaiveDate> },
    /// The head's powers last until another day, or without an end.
    HeadUntil { on: NaiveDate, until: Option<NaiveDate> },
    /// The head's last day was the day before; nobody heads the company yet.
    HeadEnds { on: NaiveDate },
    /// Somebody other than the head may act from a day on, beside others who may.
    Authorised(Box<Authorisation>),
    /// The powers of the one with this key last until another day, or without an end.
    AuthorisedUntil { key: String, on: NaiveDate, until: Option<NaiveDate> },
    /// The last day of the one with this key was the day before.
    AuthorisedEnds { key: String, on: NaiveDate },
    /// The same of everybody but the head.
    OthersEnd { on: NaiveDate },
    /// Other names from the day of the decision on; of a sole proprietor the person's.
    Names(Box<Names>),
    /// A legal entity or a sole proprietor is registered on the day of the decision, under a number that is
    /// allotted with it.
    Registered(Box<Registration>),
    /// The certificate of registration is issued anew; the earlier one is void.
    CertificateAnew,
    /// A name is kept for a founder from the day of the decision on, with a certificate.
    NameApproved(Box<Names>),
    /// Another main activity from the day of the decision on.
    Activity(Activity),
    /// A fact of the entry in force is put right, as of its first day; the log keeps both.
    Corrected { fact: String, wrong: String, right: String },
    /// An edition of the charter from the day of the decision on, and who takes part from then on.
    Charter(Box<Charter>),
    /// An event of the day of the decision.
    EventToday { code: i32 },
    /// An event of the company, by the portal's code for it.
    Event { code: i32, on: NaiveDate },
    /// The state of the company from the day of the decision on, with the event that goes with it.
    Standing { to: Standing },
    /// A liquidation, or the end of a sole proprietor's activity, begins; its notice is published.
    Open(Box<Opening>),
    /// What happens to the proceeding that is under way.
    Proceeding(Event),
}

/// What is registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    pub kind: Kind,
    pub names: Names,
    pub activity: Activity,
    /// Without what follows from the office's area.
    pub address: Address,
    pub contacts: Contacts,
    /// The registering body, by its code.
    pub office: i32,
    /// Of a legal entity.
    pub head: Option<FirstHead>,
    /// Of a legal entity: its first charter.
    pub charter: Option<Charter>,
    /// Of a sole proprietor: so that nobody is registered twice. The register does not have it.
    pub personal_number: Option<String>,
}

/// Who heads a legal entity from its first day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstHead {
    pub name: String,
    pub name_be: String,
    pub post: String,
    /// The address under which the head uses the portal.
    pub email: String,
    /// The last day of the powers, where they have an end.
    pub until: Option<NaiveDate>,
}

/// How a proceeding begins: the decision, and where creditors make their claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    pub decided_on: NaiveDate,
    /// The creditors' term in months, from the day on which the notice is published.
    pub claims_months: u32,
    pub address: String,
    pub phone: String,
    pub email: String,
}

impl Opening {
    fn read(answers: &Answers, decided_on: NaiveDate) -> Option<Opening> {
        let kept = |field: &str| answers.get(field).to_owned();
        Some(Opening {
            decided_on,
            claims_months: answers.get("claims_months").parse().ok()?,
            address: kept("claims_address"),
            phone: kept("claims_phone"),
            email: kept("claims_email"),
        })
    }
}

/// Contacts that stand in the register beside the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contacts {
    pub phone: String,
    pub email: String,
    pub website: String,
}

/// The form of a procedure: its steps, and what is wrong with each. What follows from the answers, its
/// [`Rules`] say.
pub trait Form: Sync {
    fn steps(&self) -> &'static [Step];

    /// Whether a step is asked at all, by what was answered in others.
    fn asks(&self, _step: &str, _answers: &Answers) -> bool {
        true
    }

    /// What is wrong with one step; at most one error a field, in the order of the fields.
    fn check_step(&self, step: &str, answers: &Answers, circumstances: &Circumstances) -> Vec<Problem>;
}

/// What each procedure answers besides its form.
pub trait Rules: Form {
    /// The version of the form; answers keep the one under which they were given.
    fn form_version(&self) -> i32;

    /// Whether a company can use the procedure at all: asked before anything is typed.
    fn eligible(&self, subject: &Subject) -> Result<(), Ineligible>;

    /// Whether somebody can use a procedure that [founds](Procedure::founds) something: asked before anything is typed.
    fn may_found(&self, _founder: &FounderFacts) -> Result<(), Ineligible> {
        Ok(())
    }

    /// Who has to confirm by their own sign-in what is filed on line, or a part of it; an address once.
    fn signers(&self, _answers: &Answers) -> Vec<Signer> {
        Vec::new()
    }

    /// The name of what is founded, of a procedure that [founds](Procedure::founds) something.
    fn party(&self, _answers: &Answers) -> Option<String> {
        None
    }

    /// The day from which the filer's own term counts, once it was answered.
    fn counts_from(&self, _answers: &Answers) -> Option<NaiveDate> {
        None
    }

    /// The day from which what is filed holds, once it was answered, and the entries of the register that have to end
    /// before it; `None` where it ends none as of a day that the filer names.
    fn succeeds(&self, _answers: &Answers, _circumstances: &Circumstances) -> Option<Succession> {
        None
    }

    /// The answers as rows for reading.
    fn summary(&self, answers: &Answers) -> Vec<SummaryRow>;

    /// The answers among which a field of the form is chosen, as parts of the locale keys `answer-…`; none
    /// for what is written in. Offered on the blank form to be filled in by hand.
    fn choices(&self, _field: &str) -> &'static [&'static str] {
        &[]
    }

    /// What the register says now, under the names of the form's fields, so that it can be set beside
    /// the answers. Fields that the register does not keep are left empty.
    fn registered(&self, subject: &Subject, contacts: &Contacts) -> Answers;

    /// The same beside what is asked, where it depends on the answers what of the register they are about.
    fn registered_beside(&self, _asked: &Answers, subject: &Subject, contacts: &Contacts) -> Answers {
        self.registered(subject, contacts)
    }

    /// What the register says now of what is to change, in a line.
    fn register_says(&self, subject: &Subject) -> Option<String>;

    /// Whether the register keeps what a row of the summary says.
    fn is_registered(&self, row: &str) -> bool;

    /// The fields that a remark on a row of the summary opens for correction.
    fn fields_of_row(&self, row: &str) -> &'static [&'static str];

    /// The fields in which the office may mend an evident typing error: what is written in by hand and says neither
    /// who, nor when, nor what is asked or consented to.
    fn mendable(&self) -> &'static [&'static str] {
        &[]
    }

    /// The registering body that the application goes to, once that is known. `keeper` is the one
    /// that keeps the company's file.
    fn office(&self, answers: &Answers, keeper: Option<i32>) -> Option<i32>;

    /// What is asked for, where the office grants one of several things; empty where all is granted or nothing.
    fn offers(&self, _answers: &Answers, _circumstances: &Circumstances) -> Vec<Offered> {
        Vec::new()
    }

    /// The answers with one of [several things](Rules::offers) left, at the first place.
    fn choose(&self, _answers: &Answers, _place: usize) -> Option<Answers> {
        None
    }

    /// What the register gains when it is accepted; empty where the answers cannot be read.
    fn changes(&self, answers: &Answers, circumstances: &Circumstances) -> Vec<RegisterChange>;

    /// The papers that usually go with it as attachments: parts of the locale keys `paper-…`.
    fn papers(&self, _answers: &Answers) -> Vec<&'static str> {
        Vec::new()
    }

    /// The reasons for which it may be refused.
    fn refusal_reasons(&self) -> &'static [Reason];
}
