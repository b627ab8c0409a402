//! Persons who are barred from leading or founding companies, and whom of them an application names.

use crate::answers::Answers;
use crate::fold::search_key;
use crate::personal_number;
use chrono::NaiveDate;

/// Somebody whom answers name as a head, a founder, a liquidator or another who is to act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The field that names them.
    pub field: &'static str,
    pub name: String,
    /// Folded, as names are compared.
    pub key: String,
    /// The personal number, where the form asks for it.
    pub number: Option<String>,
}

/// The fields of the forms that name such persons.
const FIELDS: [&str; 15] = [
    "manager_name",
    "other_name",
    "applicant_name",
    "founder_name",
    "liquidator_name",
    "founder_1_name",
    "founder_2_name",
    "founder_3_name",
    "founder_4_name",
    "founder_5_name",
    "participant_1_name",
    "participant_2_name",
    "participant_3_name",
    "participant_4_name",
    "participant_5_name",
];

/// Whom answers name, each field once.
pub fn named(answers: &Answers) -> Vec<Named> {
    let one = |field: &'static str| {
        let name = answers.get(field).trim();
        let number = (field == "applicant_name").then(|| personal_number::read(answers.get("personal_number")));
        let key = search_key(name);
        (!key.is_empty()).then(|| Named { field, name: name.to_owned(), key, number: number.flatten() })
    };
    FIELDS.into_iter().filter_map(one).collect()
}

/// Somebody on the list whom an application may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Barred {
    /// The field that names them, and the name on the list.
    pub field: &'static str,
    pub name: String,
    pub born_on: Option<NaiveDate>,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub act: String,
    /// By the personal number: there is no doubt. By the name alone another may be called so.
    pub exact: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_to_lead_or_found_is_named_and_others_are_not() {
        let mut answers = Answers::default();
        answers.set("manager_name", " Иванова  Анна Петровна ");
        answers.set("founder_2_name", "Сидоров Пётр");
        answers.set("full_name", "Общество «Ромашка»");
        answers.set("applicant_name", "Іваноў Алег");
        answers.set("personal_number", "0000000A000PB2");
        let found = named(&answers);
        assert_eq!(
            found.iter().map(|one| one.field).collect::<Vec<_>>(),
            ["manager_name", "applicant_name", "founder_2_name"]
        );
        assert_eq!(found[0].key, "иванова анна петровна");
        assert_eq!((found[0].number.as_deref(), found[1].number.as_deref()), (None, Some("0000000A000PB2")));
        assert!(named(&Answers::default()).is_empty());
    }
}
