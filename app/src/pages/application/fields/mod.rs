//! The fields of each procedure's steps: one file a procedure.

mod change_of_location;

use super::step::StepView;
use islands::companion::CompanionSettings;
use leptos::prelude::*;
use portal::procedures::Procedure;

/// The inputs of a step that are open.
pub fn fields(view: &StepView) -> AnyView {
    match view.procedure {
        Procedure::ChangeOfLocation => change_of_location::fields(view),
    }
}

/// What the island needs: where to save, by which facts to check, and its sentences.
pub fn companion(view: &StepView) -> CompanionSettings {
    let tr = view.tr;
    let codes = match view.procedure {
        Procedure::ChangeOfLocation => change_of_location::codes(view.step.slug),
    };
    let mut circumstances = view.circumstances.clone();
    // The island checks typing; what the register says is not its business.
    circumstances.subject.address = None;
    CompanionSettings {
        procedure: view.procedure,
        step: view.step.slug.to_owned(),
        circumstances,
        sentences: codes
            .iter()
            .map(|code| {
                let registered = view.circumstances.subject.registered_on.map(|d| tr.date(d)).unwrap_or_default();
                let text = tr.ta(&format!("problem-{code}"), &[("registered", registered.into())]);
                ((*code).to_owned(), text)
            })
            .collect(),
        saving: tr.t("saving"),
        saved: tr.t("saved-at-time"),
        not_saved: tr.t("not-saved"),
    }
}
