//! Change of the main activity, of a legal entity or a sole proprietor, by the classification ОКЭД. The
//! activity counts from the day on which the registering body decides.

use super::{
    Activity, Circumstances, Contacts, Form, Ineligible, RegisterChange, Rules, Step, Subject, SummaryRow, Value,
};
use crate::answers::Answers;
use crate::company::Standing;
use crate::oked;
use crate::problem::{Problem, from_validation};
use crate::reasons::{ACTIVITY, Reason};
use validator::{Validate, ValidationError};

/// The portal's code of the event; the USR's own was not found.
pub const EVENT: i32 = 990_004;

/// The fields of the activity.
pub(super) const FIELDS: &[&str] = ActivityStep::FIELDS;

const STEPS: &[Step] = &[Step { slug: "activity", fields: FIELDS }];

/// The rules of the procedure.
pub struct ChangeOfActivity;

impl Form for ChangeOfActivity {
    fn steps(&self) -> &'static [Step] {
        STEPS
    }

    fn check_step(&self, _: &str, answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
        let mut problems = check(answers);
        if problems.is_empty() && answers.get("activity_code") == circumstances.subject.activity.code {
            problems.push(Problem::error("activity_code", "activity-same"));
        }
        problems
    }
}

impl Rules for ChangeOfActivity {
    fn form_version(&self) -> i32 {
        1
    }

    fn eligible(&self, subject: &Subject) -> Result<(), Ineligible> {
        match subject.standing {
            Standing::Bankrupt => Err(Ineligible("bankrupt")),
            Standing::InLiquidation => Err(Ineligible("activity-in-liquidation")),
            standing if !standing.exists() => Err(Ineligible("not-active")),
            _ => Ok(()),
        }
    }

    fn summary(&self, answers: &Answers) -> Vec<SummaryRow> {
        rows(answers)
    }

    fn choices(&self, field: &str) -> &'static [&'static str] {
        match field {
            "activity_licence" => &["licence-not-needed", "licence-held"],
            _ => &[],
        }
    }

    fn registered(&self, subject: &Subject, _: &Contacts) -> Answers {
        let mut answers = Answers::default();
        answers.set("activity_code", &subject.activity.code);
        answers.set("activity_title", &subject.activity.title);
        answers
    }

    fn register_says(&self, subject: &Subject) -> Option<String> {
        let Activity { code, title } = &subject.activity;
        (!code.is_empty() || !title.is_empty()).then(|| format!("{code} {title}").trim().to_owned())
    }

    fn is_registered(&self, row: &str) -> bool {
        row != "activity_licence"
    }

    fn fields_of_row(&self, row: &str) -> &'static [&'static str] {
        match row {
            // Another code has another title.
            "activity_code" | "activity_title" => &["activity_code", "activity_title"],
            "activity_licence" => &["activity_licence"],
            _ => &[],
        }
    }

    fn office(&self, _: &Answers, keeper: Option<i32>) -> Option<i32> {
        keeper
    }

    fn changes(&self, answers: &Answers, _: &Circumstances) -> Vec<RegisterChange> {
        let asked = asked(answers);
        if !oked::is_code(&asked.code) || asked.title.is_empty() {
            return Vec::new();
        }
        vec![RegisterChange::Activity(asked), RegisterChange::EventToday { code: EVENT }]
    }

    fn papers(&self, _: &Answers) -> Vec<&'static str> {
        vec!["licence"]
    }

    fn refusal_reasons(&self) -> &'static [Reason] {
        ACTIVITY
    }
}

/// What is wrong with the activity asked for.
pub(super) fn check(answers: &Answers) -> Vec<Problem> {
    let step = ActivityStep::read(answers);
    let mut problems = step.validate().err().map_or_else(Vec::new, |e| from_validation(&e, ActivityStep::FIELDS));
    if problems.is_empty() && step.activity_title.is_empty() && oked::title(&step.activity_code).is_none() {
        problems.push(Problem::error("activity_title", "activity-title-missing"));
    }
    problems
}

/// The rows of the activity asked for.
pub(super) fn rows(answers: &Answers) -> Vec<SummaryRow> {
    let row = |field, value| SummaryRow { step: "activity", field, value };
    let text = |text: String| if text.is_empty() { Value::Missing } else { Value::Text(text) };
    let asked = asked(answers);
    let licence = match answers.get("activity_licence") {
        "" => Value::Missing,
        licence => Value::Choice(format!("licence-{licence}")),
    };
    vec![
        row("activity_code", text(asked.code)),
        row("activity_title", text(asked.title)),
        row("activity_licence", licence),
    ]
}

/// The activity asked for; a code of the portal's list has the list's title.
pub(super) fn asked(answers: &Answers) -> Activity {
    let code = answers.get("activity_code");
    let title = oked::title(code).unwrap_or(answers.get("activity_title"));
    Activity { code: code.to_owned(), title: title.to_owned() }
}

step! {
    /// The new main activity, and whether it needs a licence that is there.
    ActivityStep {
        #[validate(custom(function = "code"))]
        activity_code,
        #[validate(length(max = 300, code = "too-long"))]
        activity_title,
        #[validate(custom(function = "licence"))]
        activity_licence,
    }
}

fn code(text: &str) -> Result<(), ValidationError> {
    match text {
        "" => Err(ValidationError::new("activity-code-missing")),
        code if oked::is_code(code) => Ok(()),
        _ => Err(ValidationError::new("activity-code-form")),
    }
}

fn licence(text: &str) -> Result<(), ValidationError> {
    match text {
        "not-needed" | "held" => Ok(()),
        _ => Err(ValidationError::new("activity-licence-missing")),
    }
}

#[cfg(test)]
mod tests;
