//! The liquidation of a legal entity and the termination of a sole proprietor's activity, in stages
//! over months: which events are possible at which stage, and the days that follow from them.
//!
//! Nothing here reads a clock; the months of the terms are dated configuration (`terms`), given when
//! a proceeding is opened and kept with it, so that a later change of an act does not move its days.

use crate::company::{Kind, Standing};
use crate::working_days::Calendar;
use chrono::{Days, Months, NaiveDate};

/// A body that confirms that nothing is owed to it before the exclusion from the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Body {
    Tax,
    SocialFund,
    Customs,
    Archive,
}

impl Body {
    pub const ALL: [Body; 4] = [Body::Tax, Body::SocialFund, Body::Customs, Body::Archive];

    /// The word in the database; part of the locale keys `body-…`.
    pub fn code(self) -> &'static str {
        match self {
            Body::Tax => "tax",
            Body::SocialFund => "social-fund",
            Body::Customs => "customs",
            Body::Archive => "archive",
        }
    }

    pub fn from_code(code: &str) -> Option<Body> {
        Body::ALL.into_iter().find(|body| body.code() == code)
    }
}

/// What a body said of an exclusion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Waiting,
    /// Nothing stands in the way; final.
    Confirmed,
    /// Something does; it may still confirm later.
    Objected,
}

impl Answer {
    pub const ALL: [Answer; 3] = [Answer::Waiting, Answer::Confirmed, Answer::Objected];

    pub fn code(self) -> &'static str {
        match self {
            Answer::Waiting => "waiting",
            Answer::Confirmed => "confirmed",
            Answer::Objected => "objected",
        }
    }

    pub fn from_code(code: &str) -> Option<Answer> {
        Answer::ALL.into_iter().find(|answer| answer.code() == code)
    }
}

/// How far a proceeding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// The notice is published; creditors make their claims.
    Claims,
    /// The interim balance is approved; creditors are paid. Legal entities alone.
    Settlement,
    /// The exclusion was asked for; the bodies answer.
    Confirmations,
    /// Excluded from the register.
    Excluded,
    /// The decision was taken back; the company goes on.
    Withdrawn,
    /// It goes on as a case of bankruptcy.
    Bankrupt,
}

impl Stage {
    pub const ALL: [Stage; 6] =
        [Stage::Claims, Stage::Settlement, Stage::Confirmations, Stage::Excluded, Stage::Withdrawn, Stage::Bankrupt];

    /// The word in the database; part of the locale keys `proceeding-stage-…`.
    pub fn code(self) -> &'static str {
        match self {
            Stage::Claims => "claims",
            Stage::Settlement => "settlement",
            Stage::Confirmations => "confirmations",
            Stage::Excluded => "excluded",
            Stage::Withdrawn => "withdrawn",
            Stage::Bankrupt => "bankrupt",
        }
    }

    pub fn from_code(code: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.code() == code)
    }

    pub fn is_over(self) -> bool {
        matches!(self, Stage::Excluded | Stage::Withdrawn | Stage::Bankrupt)
    }

    /// The end that a state of the register is, where another body brought it about; `None` where the proceeding
    /// goes on. An active company is no end: a body that has not heard of a notice accepted here says so too, and what
    /// really was taken back there ends with the next notice.
    pub fn of_register(standing: Standing) -> Option<Stage> {
        match standing {
            Standing::Active | Standing::InLiquidation | Standing::Suspended => None,
            Standing::Bankrupt => Some(Stage::Bankrupt),
            Standing::Excluded
            | Standing::EndedByReorganisation
            | Standing::MovedToOtherBody
            | Standing::MovedToOtherTerritory
            | Standing::EndedInFormerForm
            | Standing::Mistake
            | Standing::LostCapacity
            | Standing::Annulled
            | Standing::RegisteredTwice => Some(Stage::Excluded),
        }
    }
}

/// What moves a proceeding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The interim balance was approved.
    InterimApproved,
    /// The final balance came with the request for exclusion; the bodies are asked.
    ExclusionAsked,
    /// A body answered.
    Answered(Body, Answer),
    /// The request for exclusion was refused or taken back.
    ExclusionDropped,
    Excluded,
    /// The term was extended until a day.
    Extended(NaiveDate),
    LiquidatorReplaced,
    /// The owners took their decision back.
    DecisionWithdrawn,
    /// A court opened a case of bankruptcy.
    BankruptcyOpened,
    /// The register has it ended so, without a filing here.
    EndedInRegister(Stage),
}

impl Event {
    /// The word in the log of a proceeding; part of the locale keys `proceeding-event-…`.
    pub fn code(self) -> &'static str {
        match self {
            Event::InterimApproved => "interim-approved",
            Event::ExclusionAsked => "exclusion-asked",
            Event::Answered(_, Answer::Confirmed) => "body-confirmed",
            Event::Answered(..) => "body-objected",
            Event::ExclusionDropped => "exclusion-dropped",
            Event::Excluded => "excluded",
            Event::Extended(_) => "extended",
            Event::LiquidatorReplaced => "liquidator-replaced",
            Event::DecisionWithdrawn => "decision-withdrawn",
            Event::BankruptcyOpened => "bankruptcy-opened",
            Event::EndedInRegister(_) => "ended-in-register",
        }
    }
}

/// Why an event is not possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Not at this stage.
    NotNow,
    /// The creditors' term lasts until that day.
    CreditorsTerm(NaiveDate),
    /// These bodies have not confirmed.
    Unconfirmed(Vec<Body>),
    /// The term was over on that day: it can be extended only before.
    TermOver(NaiveDate),
    /// It was extended already.
    ExtendedBefore,
    /// It can be extended at most until that day.
    TooLong(NaiveDate),
    /// The new last day does not come after the present one.
    NotLonger(NaiveDate),
    /// A sole proprietor has no liquidator and draws up no interim balance.
    NotForProprietor,
}

/// The dated terms of a proceeding, in months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// From the decision to the exclusion.
    pub ordinary: u32,
    /// The same, extended.
    pub extended: u32,
}

/// One proceeding: where it stands and its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proceeding {
    pub kind: Kind,
    pub stage: Stage,
    /// Day of the decision; the limit of the whole proceeding counts from it.
    pub decided_on: NaiveDate,
    /// Day on which the notice was published; the creditors' term counts from it.
    pub published_on: NaiveDate,
    /// The last day on which creditors make claims.
    pub claims_until: NaiveDate,
    /// The last day of the whole proceeding.
    pub due_on: NaiveDate,
    /// The last day to which it can be extended.
    pub due_at_most: NaiveDate,
    pub extended: bool,
    /// The bodies asked and what they said; empty before the exclusion is asked for.
    pub answers: Vec<(Body, Answer)>,
    /// The application that is looked at is the one that asked for the exclusion.
    pub asked_here: bool,
}

impl Proceeding {
    /// A proceeding just opened. `claims_months` is the creditors' term; a term that would end on a
    /// day off ends on the next working day (Civil Code, arts. 192 and 194).
    pub fn open(
        kind: Kind,
        decided_on: NaiveDate,
        published_on: NaiveDate,
        claims_months: u32,
        limits: Limits,
        calendar: &Calendar,
    ) -> Proceeding {
        Proceeding {
            kind,
            stage: Stage::Claims,
            decided_on,
            published_on,
            claims_until: working(after_months(published_on, claims_months), calendar),
            due_on: after_months(decided_on, limits.ordinary),
            due_at_most: after_months(decided_on, limits.extended),
            extended: false,
            answers: Vec::new(),
            asked_here: false,
        }
    }

    /// Whether creditors can no longer make claims on a day.
    pub fn claims_over(&self, on: NaiveDate) -> bool {
        on > self.claims_until
    }

    /// The bodies that have not confirmed.
    pub fn unconfirmed(&self) -> Vec<Body> {
        let confirmed = |body: &Body| self.answers.contains(&(*body, Answer::Confirmed));
        Body::ALL.into_iter().filter(|body| !confirmed(body)).collect()
    }

    /// The proceeding after an event on a day, or why that event is not possible.
    pub fn after(&self, event: Event, on: NaiveDate) -> Result<Proceeding, Refused> {
        if self.stage.is_over() {
            return Err(Refused::NotNow);
        }
        let mut after = self.clone();
        match event {
            Event::InterimApproved => after.stage = self.interim(on)?,
            Event::ExclusionAsked => {
                after.stage = self.asked(on)?;
                after.answers = Body::ALL.map(|body| (body, Answer::Waiting)).into();
            }
            Event::Answered(body, answer) => after.answers = self.answered(body, answer)?,
            Event::ExclusionDropped if self.stage == Stage::Confirmations => {
                after.stage = if self.kind == Kind::LegalEntity { Stage::Settlement } else { Stage::Claims };
                after.answers = Vec::new();
            }
            Event::Excluded => after.stage = self.excluded(on)?,
            Event::Extended(until) => {
                after.due_on = self.extended(until, on)?;
                after.extended = true;
            }
            Event::LiquidatorReplaced if self.kind == Kind::SoleProprietor => return Err(Refused::NotForProprietor),
            Event::LiquidatorReplaced => {}
            Event::DecisionWithdrawn if self.stage != Stage::Confirmations => after.stage = Stage::Withdrawn,
            Event::BankruptcyOpened => after.stage = Stage::Bankrupt,
            Event::EndedInRegister(stage) if stage.is_over() => {
                after.stage = stage;
                after.answers = Vec::new();
            }
            Event::ExclusionDropped | Event::DecisionWithdrawn | Event::EndedInRegister(_) => {
                return Err(Refused::NotNow);
            }
        }
        Ok(after)
    }

    fn interim(&self, on: NaiveDate) -> Result<Stage, Refused> {
        match (self.kind, self.stage) {
            (Kind::SoleProprietor, _) => Err(Refused::NotForProprietor),
            (_, Stage::Claims) if !self.claims_over(on) => Err(Refused::CreditorsTerm(self.claims_until)),
            (_, Stage::Claims) => Ok(Stage::Settlement),
            _ => Err(Refused::NotNow),
        }
    }

    fn asked(&self, on: NaiveDate) -> Result<Stage, Refused> {
        match (self.kind, self.stage) {
            _ if !self.claims_over(on) => Err(Refused::CreditorsTerm(self.claims_until)),
            (Kind::LegalEntity, Stage::Settlement) | (Kind::SoleProprietor, Stage::Claims) => Ok(Stage::Confirmations),
            _ => Err(Refused::NotNow),
        }
    }

    /// A confirmation is final; an objection gives way to a later answer.
    fn answered(&self, body: Body, answer: Answer) -> Result<Vec<(Body, Answer)>, Refused> {
        let mut answers = self.answers.clone();
        let open = answers.iter_mut().find(|(asked, said)| *asked == body && *said != Answer::Confirmed);
        match open {
            Some(open) if self.stage == Stage::Confirmations && answer != Answer::Waiting => open.1 = answer,
            _ => return Err(Refused::NotNow),
        }
        Ok(answers)
    }

    fn excluded(&self, on: NaiveDate) -> Result<Stage, Refused> {
        if self.stage != Stage::Confirmations {
            return Err(Refused::NotNow);
        }
        if !self.claims_over(on) {
            return Err(Refused::CreditorsTerm(self.claims_until));
        }
        match self.unconfirmed() {
            missing if missing.is_empty() => Ok(Stage::Excluded),
            missing => Err(Refused::Unconfirmed(missing)),
        }
    }

    fn extended(&self, until: NaiveDate, on: NaiveDate) -> Result<NaiveDate, Refused> {
        if self.extended {
            return Err(Refused::ExtendedBefore);
        }
        if on > self.due_on {
            return Err(Refused::TermOver(self.due_on));
        }
        if until <= self.due_on {
            return Err(Refused::NotLonger(self.due_on));
        }
        if until > self.due_at_most {
            return Err(Refused::TooLong(self.due_at_most));
        }
        Ok(until)
    }

    /// The way from the decision to the exclusion, as it stands on a day.
    pub fn milestones(&self, today: NaiveDate) -> Vec<Milestone> {
        let over = self.claims_over(today);
        let entity = self.kind == Kind::LegalEntity;
        // Where another body excluded it, nothing was asked for here.
        let asked = self.stage == Stage::Confirmations || (self.stage == Stage::Excluded && !self.answers.is_empty());
        let answered = asked && self.unconfirmed().is_empty();
        let mut way = vec![(Passage::Published, Some(self.published_on), true)];
        way.push((Passage::Claims, Some(self.claims_until), over));
        if entity {
            way.push((Passage::Interim, None, asked || self.stage == Stage::Settlement));
        }
        way.push((Passage::Request, None, asked));
        way.push((Passage::Answers, None, answered));
        way.push((Passage::Exclusion, Some(self.due_on), self.stage == Stage::Excluded));
        // After the end nothing of it is due any more.
        let ended = self.stage.is_over();
        let current = if ended { None } else { way.iter().position(|(_, _, done)| !done) };
        let milestone = |(place, (passage, on, done)): (usize, (Passage, Option<NaiveDate>, bool))| Milestone {
            passage,
            on,
            state: match done {
                true => State::Done,
                false if Some(place) == current => State::Current,
                false => State::Ahead,
            },
        };
        way.into_iter().enumerate().map(milestone).filter(|m| !ended || m.state == State::Done).collect()
    }
}

/// A passage of the way; part of the locale keys `proceeding-passage-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passage {
    Published,
    Claims,
    Interim,
    Request,
    Answers,
    Exclusion,
}

impl Passage {
    pub const ALL: [Passage; 6] =
        [Passage::Published, Passage::Claims, Passage::Interim, Passage::Request, Passage::Answers, Passage::Exclusion];

    pub fn code(self) -> &'static str {
        match self {
            Passage::Published => "published",
            Passage::Claims => "claims",
            Passage::Interim => "interim",
            Passage::Request => "request",
            Passage::Answers => "answers",
            Passage::Exclusion => "exclusion",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Done,
    /// Due next.
    Current,
    Ahead,
}

/// One passage with its day, where the rules set one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Milestone {
    pub passage: Passage,
    pub on: Option<NaiveDate>,
    pub state: State,
}

/// The same day so many months later; the month's last day where it has no such day.
pub(crate) fn after_months(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

fn working(day: NaiveDate, calendar: &Calendar) -> NaiveDate {
    let mut day = day;
    while !calendar.is_working(day) {
        match day.checked_add_days(Days::new(1)) {
            Some(next) => day = next,
            None => return day,
        }
    }
    day
}

#[cfg(test)]
mod tests;
