//! Registration of a sole proprietor at the place of residence (Decree 1 of 16.01.2009; the terms stand in
//! `terms`, dated). What is asked of the person and where they live is personal: the register shows the name
//! and the activity alone.

use super::change_of_location::{ContactsStep, address_of, place_rows};
use super::change_of_location::{PlaceStep, StreetStep, check_place, check_street, contacts_of, validated};
use super::{
    Circumstances, Contacts, Form, FounderFacts, Ineligible, Names, RegisterChange, Registration, Rules, Step, Subject,
    SummaryRow, Value, change_of_activity,
};
use crate::answers::Answers;
use crate::company::Kind;
use crate::personal_number;
use crate::problem::{Problem, from_validation};
use crate::reasons::{REGISTRATION, Reason};
use validator::{Validate, ValidationError};

const STEPS: &[Step] = &[
    Step { slug: "person", fields: PersonStep::FIELDS },
    Step { slug: "place", fields: PlaceStep::FIELDS },
    Step { slug: "street", fields: &["street_kind", "street", "house", "building", "flat", "postcode"] },
    Step { slug: "activity", fields: change_of_activity::FIELDS },
    Step { slug: "contacts", fields: ContactsStep::FIELDS },
];

/// The rules of the procedure.
pub struct RegistrationSoleProprietor;

impl Form for RegistrationSoleProprietor {
    fn steps(&self) -> &'static [Step] {
        STEPS
    }

    fn check_step(&self, step: &str, answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
        match step {
            "person" => check_person(&PersonStep::read(answers), circumstances),
            "place" => check_place(&PlaceStep::read(answers), circumstances),
            "street" => {
                let mut problems = check_street(&StreetStep::read(answers), circumstances);
                if answers.get("flat").chars().count() > 10 {
                    problems.push(Problem::error("flat", "too-long").with("max", 10));
                }
                problems
            }
            "activity" => change_of_activity::check(answers),
            "contacts" => validated(&ContactsStep::read(answers), ContactsStep::FIELDS),
            _ => Vec::new(),
        }
    }
}

impl Rules for RegistrationSoleProprietor {
    fn form_version(&self) -> i32 {
        1
    }

    fn eligible(&self, _: &Subject) -> Result<(), Ineligible> {
        Ok(())
    }

    fn may_found(&self, founder: &FounderFacts) -> Result<(), Ineligible> {
        if founder.is_sole_proprietor { Err(Ineligible("already-sole-proprietor")) } else { Ok(()) }
    }

    fn party(&self, answers: &Answers) -> Option<String> {
        Some(answers.get("applicant_name").to_owned()).filter(|name| !name.is_empty())
    }

    fn summary(&self, answers: &Answers) -> Vec<SummaryRow> {
        let text = |step, field| {
            let value = match answers.get(field) {
                "" => Value::Missing,
                text => Value::Text(text.to_owned()),
            };
            SummaryRow { step, field, value }
        };
        let mut rows: Vec<SummaryRow> = PersonStep::FIELDS.iter().map(|field| text("person", field)).collect();
        rows.extend(place_rows(answers));
        rows.insert(rows.len() - 1, text("street", "flat"));
        rows.extend(change_of_activity::rows(answers));
        rows.extend(ContactsStep::FIELDS.iter().map(|field| text("contacts", field)));
        rows
    }

    fn choices(&self, field: &str) -> &'static [&'static str] {
        match field {
            "activity_licence" => &["licence-not-needed", "licence-held"],
            _ => &[],
        }
    }

    fn registered(&self, _: &Subject, _: &Contacts) -> Answers {
        Answers::default()
    }

    fn register_says(&self, _: &Subject) -> Option<String> {
        None
    }

    fn is_registered(&self, _: &str) -> bool {
        false
    }

    fn fields_of_row(&self, row: &str) -> &'static [&'static str] {
        match row {
            "area" => &["area", "settlement_kind", "settlement"],
            "settlement" => &["settlement_kind", "settlement"],
            "street" => &["street_kind", "street"],
            "activity_code" | "activity_title" => &["activity_code", "activity_title"],
            _ => {
                let all = STEPS.iter().flat_map(|step| step.fields.iter().enumerate().map(move |at| (step, at)));
                let mut found = all.filter(|(_, (_, field))| **field == row);
                found.next().map_or(&[], |(step, (at, _))| &step.fields[at..=at])
            }
        }
    }

    fn office(&self, answers: &Answers, _: Option<i32>) -> Option<i32> {
        answers.get("area").parse().ok()
    }

    fn changes(&self, answers: &Answers, _: &Circumstances) -> Vec<RegisterChange> {
        let kept = |field: &str| answers.get(field).to_owned();
        let (Some(office), false) = (self.office(answers, None), answers.get("applicant_name").is_empty()) else {
            return Vec::new();
        };
        let names = Names { full: kept("applicant_name"), full_be: kept("applicant_name_be"), ..Names::default() };
        let mut address = address_of(answers);
        address.room = kept("flat");
        address.room_kind = if address.room.is_empty() { String::new() } else { "кв.".to_owned() };
        vec![RegisterChange::Registered(Box::new(Registration {
            kind: Kind::SoleProprietor,
            names,
            activity: change_of_activity::asked(answers),
            address,
            contacts: contacts_of(answers),
            office,
            head: None,
            charter: None,
            personal_number: personal_number::read(answers.get("personal_number")),
        }))]
    }

    fn papers(&self, _: &Answers) -> Vec<&'static str> {
        vec!["photo", "identity"]
    }

    fn mendable(&self) -> &'static [&'static str] {
        &["settlement", "street", "house", "building", "flat", "postcode", "phone", "website"]
    }

    fn refusal_reasons(&self) -> &'static [Reason] {
        REGISTRATION
    }
}

step! {
    /// Who registers.
    PersonStep {
        #[validate(length(max = 150, code = "too-long"), custom(function = "name"))]
        applicant_name,
        #[validate(length(max = 150, code = "too-long"), custom(function = "super::manager::persons_name_be"))]
        applicant_name_be,
        #[validate(custom(function = "number"))]
        personal_number,
    }
}

fn check_person(step: &PersonStep, circumstances: &Circumstances) -> Vec<Problem> {
    let mut problems = step.validate().err().map_or_else(Vec::new, |e| from_validation(&e, PersonStep::FIELDS));
    if let Some(already) = circumstances.registered_already.filter(|_| problems.is_empty()) {
        let number = format!("{} {:03} {:03}", already / 1_000_000, already / 1_000 % 1_000, already % 1_000);
        problems.push(Problem::error("personal_number", "person-registered").with("company", number));
    }
    problems
}

fn name(text: &str) -> Result<(), ValidationError> {
    match text {
        "" => Err(ValidationError::new("applicant-name-missing")),
        name => super::manager::persons_name_or_empty(name),
    }
}

fn number(text: &str) -> Result<(), ValidationError> {
    match (text, personal_number::read(text)) {
        ("", _) => Err(ValidationError::new("personal-number-missing")),
        (_, None) => Err(ValidationError::new("personal-number-form")),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
