//! What is wrong in a form, for the summary at the head of the page and for each field.

use crate::ui::FieldError;

/// Finished sentences, in the order of the page.
#[derive(Clone, Debug, Default)]
pub struct Faults(Vec<(Option<&'static str>, String)>);

impl Faults {
    /// One sentence about the page as a whole.
    pub fn page(text: String) -> Faults {
        Faults(vec![(None, text)])
    }

    /// Adds a sentence about a field.
    pub fn add(&mut self, field: &'static str, text: String) {
        self.0.push((Some(field), text));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sentence of a field.
    pub fn of(&self, field: &str) -> Option<String> {
        self.0.iter().find(|(found, _)| *found == Some(field)).map(|(_, text)| text.clone())
    }

    /// The lines of the summary.
    pub fn lines(&self) -> Vec<FieldError> {
        let line = |(field, text): &(Option<&'static str>, String)| match field {
            Some(field) => FieldError::new(*field, text.clone()),
            None => FieldError::page(text.clone()),
        };
        self.0.iter().map(line).collect()
    }
}
