//! The fields of each procedure's steps: one file a procedure.

mod change_of_activity;
mod change_of_charter;
mod change_of_location;
mod change_of_name;
mod correction;
mod liquidation;
mod liquidation_stage;
mod manager;
mod paper_basis;

use super::step::StepView;
use islands::companion::Settings;
use leptos::prelude::*;
use portal::procedures::Procedure;

/// The inputs of a step that are open.
pub fn fields(view: &StepView) -> AnyView {
    match view.procedure {
        Procedure::ChangeOfLocation => change_of_location::fields(view),
        Procedure::Manager => manager::fields(view),
        Procedure::ChangeOfName => change_of_name::fields(view),
        Procedure::ChangeOfCharter => change_of_charter::fields(view),
        Procedure::ChangeOfActivity => change_of_activity::fields(view),
        Procedure::Correction => correction::fields(view),
        Procedure::Liquidation | Procedure::Termination => liquidation::fields(view),
        Procedure::LiquidationStage => liquidation_stage::fields(view),
    }
}

/// What the island needs: where to save, by which facts to check, and its sentences.
pub fn companion(view: &StepView) -> Settings {
    let tr = view.tr;
    let codes = match view.procedure {
        Procedure::ChangeOfLocation => change_of_location::codes(view.step.slug),
        Procedure::Manager => manager::codes(view.step.slug),
        Procedure::ChangeOfName => change_of_name::codes(view.step.slug),
        Procedure::ChangeOfCharter => change_of_charter::codes(view.step.slug),
        Procedure::ChangeOfActivity => change_of_activity::codes(view.step.slug),
        Procedure::Correction => correction::codes(view.step.slug),
        Procedure::Liquidation | Procedure::Termination => liquidation::codes(view.step.slug),
        Procedure::LiquidationStage => liquidation_stage::codes(view.step.slug),
    };
    let saved = tr.t("saved-at-time");
    let saved = saved
        .split_once("{time}")
        .map(|(before, after)| (before.to_owned(), after.to_owned()))
        .unwrap_or((saved, String::new()));
    Settings {
        procedure: view.procedure,
        step: view.step.slug.to_owned(),
        circumstances: view.circumstances.clone(),
        sentences: codes
            .iter()
            .map(|code| {
                let registered = view.circumstances.subject.registered_on.map(|d| tr.date(d)).unwrap_or_default();
                let text = tr.ta(&format!("problem-{code}"), &[("registered", registered.into())]);
                ((*code).to_owned(), text)
            })
            .collect(),
        saving: tr.t("saving"),
        saved,
        not_saved: tr.t("not-saved"),
        signed_out: tr.t("not-saved-signed-out"),
    }
}
