//! The words of a letter that offices choose, filled in: of the templates with which it is made, else the portal's own.

use super::decision_letter::{Told, What};
use crate::clock::minsk;
use crate::jobs::document::Material;
use crate::state::AppState;
use app::l10n::Tr;
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
            What::Returned(_) | What::Reopened(_) => Vec::new(),
        };
        let values = vec![
            ("company", company.name.clone()),
            ("unp", if company.unp == 0 { String::new() } else { spaced(&company.unp.to_string()) }),
            ("number", row.number.as_deref().map(grouped).unwrap_or_default()),
            ("procedure", tr.t(&format!("procedure-{}", row.procedure))),
            ("filed", tr.date(minsk(material.filing.filed_at).date())),
            ("date", tr.date(minsk(told.at).date())),
            ("office", material.office(state).unwrap_or_default()),
            ("clerk", told.by.clone().unwrap_or_default()),
            ("deadline", material.deadline.map_or_else(|| tr.t("letter-no-term"), |day| tr.date(day))),
            ("reasons", reasons.join("; ")),
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
