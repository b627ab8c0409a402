//! Registration of a legal entity by one or several founders, under a name that was approved for the one who
//! files (Decree 1 of 16.01.2009; the terms stand in `terms`, dated). Each founder confirms by their own
//! sign-in what is filed; a change of any answer voids what was confirmed before.

use super::change_of_location::{
    ContactsStep, MENDABLE, PlaceStep, PremisesStep, StreetStep, address_of, check_place, check_premises, check_street,
    contacts_of, email_or_empty, owners_choices, place_rows, premises_rows, validated,
};
use super::founders::{FOUNDERS, founders};
use super::names;
use super::{
    Charter, Circumstances, Contacts, FirstHead, Form, Ineligible, Names, RegisterChange, Registration, Rules, Signer,
    Step, Subject, SummaryRow, Value, change_of_activity, co_owners, founders as people, manager, paper_basis,
};
use crate::answers::Answers;
use crate::company::Kind;
use crate::problem::{Problem, from_validation};
use crate::reasons::{REGISTRATION, Reason};
use validator::{Validate, ValidationError};

/// What the approval fills in: nobody types it.
pub const APPROVED_NAMES: [&str; 5] = ["full_name", "short_name", "brand_name", "full_name_be", "short_name_be"];

const HEAD: &[&str] = &["manager_name", "manager_name_be", "manager_post", "manager_email"];

const STEPS: &[Step] = &[
    Step { slug: "name", fields: &["approval_number"] },
    Step { slug: "place", fields: PlaceStep::FIELDS },
    Step { slug: "street", fields: StreetStep::FIELDS },
    Step { slug: "premises", fields: PremisesStep::FIELDS },
    Step { slug: "owner-1", fields: &co_owners::OWNERS[0] },
    Step { slug: "owner-2", fields: &co_owners::OWNERS[1] },
    Step { slug: "owner-3", fields: &co_owners::OWNERS[2] },
    Step { slug: "owner-4", fields: &co_owners::OWNERS[3] },
    Step { slug: "founder-1", fields: &FOUNDERS[0] },
    Step { slug: "founder-2", fields: &FOUNDERS[1] },
    Step { slug: "founder-3", fields: &FOUNDERS[2] },
    Step { slug: "founder-4", fields: &FOUNDERS[3] },
    Step { slug: "founder-5", fields: &FOUNDERS[4] },
    Step { slug: "capital", fields: CapitalStep::FIELDS },
    Step { slug: "head", fields: HEAD },
    Step { slug: "activity", fields: change_of_activity::FIELDS },
    Step { slug: "contacts", fields: ContactsStep::FIELDS },
    Step { slug: "basis", fields: paper_basis::FIELDS },
];

/// The rules of the procedure.
pub struct RegistrationLegalEntity;

impl Form for RegistrationLegalEntity {
    fn steps(&self) -> &'static [Step] {
        STEPS
    }

    fn asks(&self, step: &str, answers: &Answers) -> bool {
        match (people::place(step), co_owners::place(step)) {
            (Some(place), _) => people::is_asked(place, answers),
            (_, Some(place)) => co_owners::is_asked(place, answers),
            _ => true,
        }
    }

    fn check_step(&self, step: &str, answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
        match step {
            "name" => check_name(answers, circumstances),
            "place" => check_place(&PlaceStep::read(answers), circumstances),
            "street" => check_street(&StreetStep::read(answers), circumstances),
            "premises" => check_premises(&PremisesStep::read(answers), circumstances),
            "capital" => check_capital(&CapitalStep::read(answers)),
            "head" => check_head(&HeadStep::read(answers)),
            "activity" => change_of_activity::check(answers),
            "contacts" => validated(&ContactsStep::read(answers), ContactsStep::FIELDS),
            "basis" => paper_basis::check(answers, circumstances),
            person => match (people::place(person), co_owners::place(person)) {
                (Some(place), _) => people::check(place, answers),
                (_, Some(place)) => co_owners::check(place, answers, circumstances),
                _ => Vec::new(),
            },
        }
    }
}

impl Rules for RegistrationLegalEntity {
    fn form_version(&self) -> i32 {
        2
    }

    fn eligible(&self, _: &Subject) -> Result<(), Ineligible> {
        Ok(())
    }

    fn party(&self, answers: &Answers) -> Option<String> {
        Some(answers.get("full_name").to_owned()).filter(|name| !name.is_empty())
    }

    fn summary(&self, answers: &Answers) -> Vec<SummaryRow> {
        let text = |step, field| SummaryRow { step, field, value: paper_basis::text(answers, field) };
        let mut rows = vec![text("name", "approval_number")];
        let names = APPROVED_NAMES.iter().filter(|field| !answers.get(field).is_empty());
        rows.extend(names.map(|field| text("name", field)));
        rows.extend(place_rows(answers));
        rows.extend(premises_rows(answers));
        rows.extend(people::rows(answers));
        let capital = match answers.get("capital") {
            "" => Value::Missing,
            sum => Value::Text(sum.to_owned()),
        };
        rows.push(SummaryRow { step: "capital", field: "capital", value: capital });
        rows.extend(HEAD.iter().map(|field| text("head", field)));
        rows.extend(change_of_activity::rows(answers));
        rows.extend(ContactsStep::FIELDS.iter().map(|field| text("contacts", field)));
        rows.extend(paper_basis::rows("basis", answers));
        rows
    }

    fn choices(&self, field: &str) -> &'static [&'static str] {
        match field {
            "activity_licence" => &["licence-not-needed", "licence-held"],
            "premises" => &["premises-non-residential", "premises-dwelling"],
            "founder_1_more" | "founder_2_more" | "founder_3_more" | "founder_4_more" => {
                &["founder-more-yes", "founder-more-no"]
            }
            field => owners_choices(field),
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
            // The approval brings its names along.
            name if APPROVED_NAMES.contains(&name) => &["approval_number"],
            "area" => &["area", "settlement_kind", "settlement"],
            "settlement" => &["settlement_kind", "settlement"],
            "street" => &["street_kind", "street"],
            "premises" | "consent" => co_owners::OPENED,
            owner if !co_owners::fields_of_row(owner).is_empty() => co_owners::fields_of_row(owner),
            "room" => &["room_kind", "room"],
            "activity_code" | "activity_title" => &["activity_code", "activity_title"],
            "paper_day" => paper_basis::fields_of_row(row),
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
        let (Some(office), false) = (self.office(answers, None), answers.get("full_name").is_empty()) else {
            return Vec::new();
        };
        let [full, short, brand, full_be, short_be] = APPROVED_NAMES.map(kept);
        vec![RegisterChange::Registered(Box::new(Registration {
            kind: Kind::LegalEntity,
            names: Names { full, short, brand, full_be, short_be },
            activity: change_of_activity::asked(answers),
            address: address_of(answers),
            contacts: contacts_of(answers),
            office,
            head: Some(FirstHead {
                name: kept("manager_name"),
                name_be: kept("manager_name_be"),
                post: kept("manager_post"),
                email: kept("manager_email"),
                until: None,
            }),
            charter: Some(Charter { form: "founding", participants: Some(people::participants(answers)) }),
            personal_number: None,
        }))]
    }

    fn signers(&self, answers: &Answers) -> Vec<Signer> {
        let mut signers = founders(answers);
        // A founder who also owns the dwelling confirms the whole, the location with it.
        let owners = co_owners::signers(answers);
        signers.extend(owners.into_iter().filter(|owner| founders(answers).iter().all(|f| f.email != owner.email)));
        signers
    }

    fn papers(&self, _: &Answers) -> Vec<&'static str> {
        vec!["founders-decision", "charter-text", "foreign-owner"]
    }

    fn mendable(&self) -> &'static [&'static str] {
        MENDABLE
    }

    fn refusal_reasons(&self) -> &'static [Reason] {
        REGISTRATION
    }
}

/// An approval that the filer holds, in force on the day of the filing, whose names stand in the answers; a correction
/// of what was filed with it comes in time, whenever it comes. No company has the name, however it came by it since
/// the approval (Civil Code, article 50).
fn check_name(answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    if answers.get("approval_number").is_empty() {
        return vec![Problem::error("approval_number", "approval-missing")];
    }
    let Some(approved) = &circumstances.names.approved else {
        return vec![Problem::error("approval_number", "approval-unknown")];
    };
    if approved.until < circumstances.today && !approved.filed {
        return vec![Problem::error("approval_number", "approval-over").with("until", approved.until)];
    }
    let kept = &approved.names;
    let approved = [&kept.full, &kept.short, &kept.brand, &kept.full_be, &kept.short_be];
    match APPROVED_NAMES.map(|field| answers.get(field)) == approved.map(String::as_str) {
        true => names::taken_since("approval_number", &circumstances.names).into_iter().collect(),
        false => vec![Problem::error("approval_number", "approval-other-name")],
    }
}

step! {
    /// The charter capital, in Belarusian roubles.
    CapitalStep {
        #[validate(custom(function = "sum"))]
        capital,
    }
}

fn check_capital(step: &CapitalStep) -> Vec<Problem> {
    step.validate().err().map_or_else(Vec::new, |errors| from_validation(&errors, CapitalStep::FIELDS))
}

/// A sum above nothing, with at most two places for kopecks.
fn sum(text: &str) -> Result<(), ValidationError> {
    if text.is_empty() {
        return Err(ValidationError::new("capital-missing"));
    }
    let plain = text.replace([' ', '\u{a0}'], "").replace(',', ".");
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let readable = !whole.is_empty() && whole.len() <= 12 && part.len() <= 2 && digits(whole) && digits(part);
    let positive = plain.bytes().any(|b| matches!(b, b'1'..=b'9'));
    if readable && positive { Ok(()) } else { Err(ValidationError::new("capital-form")) }
}

step! {
    /// Who heads it from the first day on.
    HeadStep {
        #[validate(length(max = 150, code = "too-long"), custom(function = "manager::persons_name"))]
        manager_name,
        #[validate(length(max = 150, code = "too-long"), custom(function = "manager::persons_name_be"))]
        manager_name_be,
        #[validate(length(max = 100, code = "too-long"), custom(function = "manager::post"))]
        manager_post,
        #[validate(custom(function = "email_or_empty"))]
        manager_email,
    }
}

fn check_head(step: &HeadStep) -> Vec<Problem> {
    let mut problems = step.validate().err().map_or_else(Vec::new, |errors| from_validation(&errors, HeadStep::FIELDS));
    if step.manager_email.is_empty() {
        problems.push(Problem::error("manager_email", "manager-email-missing"));
    }
    problems
}

#[cfg(test)]
mod tests;
