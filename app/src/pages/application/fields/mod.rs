//! The fields of each procedure's steps: one file a procedure.

mod certificate_duplicate;
mod change_of_activity;
mod change_of_charter;
mod change_of_location;
mod change_of_name;
mod co_owners;
mod correction;
mod liquidation;
mod liquidation_stage;
mod manager;
mod name_approval;
mod paper_basis;
mod registration_legal_entity;
mod registration_sole_proprietor;

use super::step::StepView;
use crate::l10n::Tr;
use islands::companion::Settings;
use leptos::prelude::*;
use portal::procedures::Procedure;

/// The inputs of a step that are open.
pub fn fields(view: &StepView) -> AnyView {
    match view.procedure {
        Procedure::RegistrationLegalEntity => registration_legal_entity::fields(view),
        Procedure::CertificateDuplicate => certificate_duplicate::fields(view),
        Procedure::NameApproval => name_approval::fields(view),
        Procedure::RegistrationSoleProprietor => registration_sole_proprietor::fields(view),
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

/// The island's sentences.
pub fn companion(tr: Tr) -> Settings {
    let saved = tr.t("saved-at-time");
    let saved = saved
        .split_once("{time}")
        .map(|(before, after)| (before.to_owned(), after.to_owned()))
        .unwrap_or((saved, String::new()));
    Settings { saving: tr.t("saving"), saved, not_saved: tr.t("not-saved"), signed_out: tr.t("not-saved-signed-out") }
}
