//! The words of a letter that offices choose, filled in: of the templates with which it is made, else the portal's own.

use super::decision_letter::{Told, What, act_words};
use crate::clock::minsk;
use crate::jobs::document::Material;
use crate::state::AppState;
use crate::store::applications::RemarkRow;
use app::l10n::Tr;
use app::pages::application::summary::label;
use app::pages::register::spaced;
use portal::code::grouped;
use portal::letters::{Part, chosen, filled};

/// The chosen words of one letter.
pub struct Wording<'a> {
    material: &'a Material,
    kind: &'static str,
    values: Vec<(&'static str, String)>,
}

/// The portal's own text of a part, unfilled; empty where it says nothing.
pub fn own(tr: Tr, kind: &str, part: Part) -> String {
    let keys = [format!("wording-own-{kind}-{}", part.code()), format!("wording-own-{}", part.code())];
    keys.iter().find(|key| tr.has(key)).map(|key| tr.t(key)).unwrap_or_default()
}

impl<'a> Wording<'a> {
    pub fn of(state: &AppState, material: &'a Material, told: &Told) -> Wording<'a> {
        let (tr, row) = (material.tr(), &material.row);
        let company = &material.company;
        let reasons: Vec<String> = match &told.what {
            What::Decided(decision) => {
                state.reasons.of(tr, decision).into_iter().map(|(sentence, _)| sentence).collect()
            }
            What::Reopened(reopening) => vec![tr.t(&format!("reopening-{}", reopening.reason))],
            What::Returned(_) => Vec::new(),
        };
        let words = match &told.what {
            What::Decided(decision) => decision.words.clone(),
            What::Reopened(reopening) => reopening.words.clone(),
            What::Returned(_) => String::new(),
        };
        let act = match &told.what {
            What::Reopened(reopening) => act_words(tr, reopening),
            What::Decided(_) | What::Returned(_) => None,
        };
        let remarks: Vec<String> = match &told.what {
            What::Returned(remarks) => {
                let named = |one: &RemarkRow| match one.field.as_str() {
                    "" => one.body.clone(),
                    field => format!("{}: {}", label(tr, field), one.body),
                };
                remarks.iter().map(named).collect()
            }
            What::Decided(_) | What::Reopened(_) => Vec::new(),
        };
        let url = &state.config.public_url;
        let contacts = row.office.map(|code| state.offices.contacts(code)).unwrap_or_default();
        let standing = &material.standing;
        let left = standing.left.map(|days| tr.ta("working-days", &[("days", i64::from(days).into())]));
        let values = vec![
            ("company", company.name.clone()),
            ("unp", if company.unp == 0 { String::new() } else { spaced(&company.unp.to_string()) }),
            ("number", row.number.as_deref().map(grouped).unwrap_or_default()),
            ("procedure", tr.t(&format!("procedure-{}", row.procedure))),
            ("filed", tr.date(minsk(material.filing.filed_at).date())),
            ("date", tr.date(minsk(told.at).date())),
            ("office", material.office(state).unwrap_or_default()),
            ("clerk", told.by.clone().unwrap_or_default()),
            ("applicant", material.filer.clone().unwrap_or_else(|| company.name.clone())),
            ("address", contacts.address),
            ("phone", contacts.phone),
            ("link", format!("{url}/applications/{}", row.id)),
            ("deadline", standing.deadline.map_or_else(|| tr.t("letter-no-term"), |day| tr.date(day))),
            ("days_left", left.unwrap_or_else(|| tr.t("letter-no-term"))),
            ("decided", standing.decided.map(|at| tr.date(minsk(at).date())).unwrap_or_default()),
            ("fee", material.bill.as_ref().map_or_else(|| tr.t("letter-no-fee"), |bill| tr.money(bill.amount()))),
            ("register", if company.unp == 0 { String::new() } else { format!("{url}/register/{}", company.unp) }),
            ("reasons", reasons.join("; ")),
            ("words", words),
            ("act", act.unwrap_or_default()),
            ("remarks", remarks.join("; ")),
            ("approved_name", material.approval.as_ref().map(|one| one.full_name.clone()).unwrap_or_default()),
            ("kept_until", material.approval.as_ref().map(|one| tr.date(one.valid_until)).unwrap_or_default()),
        ];
        Wording { material, kind: told.what.code(), values }
    }

    /// The text of a part; `None` where there is nothing to say.
    pub fn part(&self, part: Part) -> Option<String> {
        let tr = self.material.tr();
        let text = match chosen(&self.material.texts, part, tr.lang()) {
            Some(text) => text.to_owned(),
            None => own(tr, self.kind, part),
        };
        Some(filled(&text, &self.values)).filter(|text| !text.trim().is_empty())
    }
}
