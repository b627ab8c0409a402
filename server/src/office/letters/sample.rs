//! An invented case, for the preview of a letter of which the office has none yet.

use super::Template;
use crate::jobs::document::{Material, Standing};
use crate::office::decision_letter::{Told, What};
use crate::state::AppState;
use crate::store::applications::{ApplicationRow, DecisionRow, FilingRow, RemarkRow};
use crate::store::bills::BillRow;
use crate::store::companies::CompanyRow;
use crate::store::documents::DocumentRow;
use crate::store::letter_versions::PORTAL;
use crate::store::name_approvals::NameApprovalRow;
use crate::store::reopenings::ReopeningRow;
use app::l10n::Tr;
use chrono::{Months, NaiveDateTime};
use portal::application::Status;
use portal::company::Kind as CompanyKind;
use portal::lang::Lang;
use portal::procedures::Procedure;
use portal::reasons::DECISIONS;
use portal::reopening::Reason;
use serde_json::json;

/// A number that nobody has.
const NUMBER: &str = "000000000";

/// The case and what the office said in it, in the words of a language.
pub fn of(state: &AppState, template: Template, lang: Lang) -> (Material, Told) {
    let (tr, now) = (Tr(lang), state.clock.now());
    let procedure = template.procedure.unwrap_or(Procedure::ChangeOfLocation);
    let kind = template.kind.code;
    let first = state.offices.registering().next().map(|office| office.code);
    let office = if template.office == PORTAL { first } else { Some(template.office) };
    let answers = answers(procedure, office);
    let row = ApplicationRow {
        id: String::new(),
        procedure: procedure.slug().to_owned(),
        form_version: procedure.rules().form_version(),
        unp: Some(0),
        started_by: String::new(),
        status: kind.to_owned(),
        number: Some(NUMBER.to_owned()),
        paper_code: None,
        office,
        clerk: None,
        answers: answers.clone(),
        round: 1,
        filed_at: Some(now),
        filed_on: Some(now.date()),
        channel: None,
        due_on: None,
        decided_at: Some(now),
        created_at: now,
        updated_at: now,
        revision: 1,
        party: None,
        party_key: None,
    };
    let filing = FilingRow {
        id: String::new(),
        application_id: String::new(),
        round: 1,
        answers,
        digest: "0".repeat(64),
        filed_by: None,
        channel: String::new(),
        filed_on: now.date(),
        filed_at: now,
        mandate: None,
    };
    let document = DocumentRow {
        id: String::new(),
        application_id: String::new(),
        kind: kind.to_owned(),
        round: 1,
        turn: 0,
        lang: lang.tag().to_owned(),
        verify_code: String::new(),
        digest: None,
        bytes: None,
        created_at: now,
        typeset_at: None,
    };
    let name = tr.t("wording-sample-company");
    let company = CompanyRow { unp: 0, ..CompanyRow::in_the_making(CompanyKind::LegalEntity, name, office, now) };
    let summary = procedure.rules().summary(&filing.answers());
    let remarked = summary.first();
    let what = match Status::from_code(kind) {
        Some(Status::Returned) => What::Returned(vec![RemarkRow {
            id: String::new(),
            application_id: String::new(),
            round: 1,
            field: remarked.map(|row| row.field.to_owned()).unwrap_or_default(),
            body: tr.t("wording-sample-remark"),
            created_by: String::new(),
            created_at: now,
        }]),
        None => What::Reopened(ReopeningRow {
            application_id: String::new(),
            turn: 1,
            reason: Reason::Mistake.code().to_owned(),
            words: tr.t("wording-sample-words"),
            act: String::new(),
            act_on: None,
            reopened_by: String::new(),
            reopened_at: now,
        }),
        Some(outcome) => What::Decided(DecisionRow {
            application_id: String::new(),
            turn: 0,
            outcome: kind.to_owned(),
            reasons: json!(reasons(state, outcome, procedure)).to_string(),
            words: tr.t("wording-sample-words"),
            decided_by: String::new(),
            decided_at: now,
        }),
    };
    let material = Material {
        document,
        row,
        filing,
        company,
        filer: Some(tr.t("wording-sample-filer")),
        attached: Vec::new(),
        by_phone: None,
        signed: Vec::new(),
        under: None,
        told: None,
        texts: Vec::new(),
        standing: Standing { deadline: Some(now.date()), left: Some(3), decided: Some(now) },
        bill: fee(state, procedure, now),
        approval: (procedure == Procedure::NameApproval).then(|| approval(state, tr)),
        certificate: None,
        registered_by: None,
        mended: Vec::new(),
    };
    (material, Told { at: now, by: Some(tr.t("wording-sample-clerk")), what })
}

/// The bill of a procedure that has a fee.
fn fee(state: &AppState, procedure: Procedure, now: NaiveDateTime) -> Option<BillRow> {
    let fee = state.terms.fee(procedure, now.date())?;
    Some(BillRow {
        id: String::new(),
        number: NUMBER.to_owned(),
        application_id: String::new(),
        amount: fee.sum().as_kopecks(),
        hundredths: fee.hundredths,
        base_value: fee.base_value.as_kopecks(),
        act: String::new(),
        issued_on: now.date(),
        issued_at: now,
        cancelled_at: None,
    })
}

/// A name that was approved.
fn approval(state: &AppState, tr: Tr) -> NameApprovalRow {
    let today = state.clock.today();
    NameApprovalRow {
        application_id: String::new(),
        number: NUMBER.to_owned(),
        holder: String::new(),
        office: None,
        full_name: tr.t("wording-sample-company"),
        short_name: String::new(),
        brand_name: String::new(),
        full_name_be: String::new(),
        short_name_be: String::new(),
        name_key: String::new(),
        founder: tr.t("wording-sample-filer"),
        approved_on: today,
        valid_until: today.checked_add_months(Months::new(1)).unwrap_or(today),
        used_by: None,
    }
}

/// Answers of a move within the office's own area; of anything else none.
fn answers(procedure: Procedure, office: Option<i32>) -> String {
    if procedure != Procedure::ChangeOfLocation {
        return "{}".to_owned();
    }
    let area = office.map(|code| code.to_string()).unwrap_or_default();
    json!({ "area": area, "street_kind": "ул.", "street": "Первомайская", "house": "7", "postcode": "212030" })
        .to_string()
}

/// A reason of the catalogue for an outcome that needs one.
fn reasons(state: &AppState, outcome: Status, procedure: Procedure) -> Vec<String> {
    let Some(decision) = DECISIONS.iter().find(|decision| decision.outcome == outcome) else { return Vec::new() };
    let known = state.reasons.on(decision.code, procedure, state.clock.today());
    known.into_iter().take(1).map(|reason| reason.code.clone()).collect()
}
