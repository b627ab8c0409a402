//! A company: any registered subject, legal entity or sole proprietor.

use crate::fold::fold;
use serde::{Deserialize, Serialize};

/// What kind of subject (register's code `nkvob`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    LegalEntity,
    SoleProprietor,
}

impl Kind {
    pub fn code(self) -> &'static str {
        match self {
            Kind::LegalEntity => "legal_entity",
            Kind::SoleProprietor => "sole_proprietor",
        }
    }

    pub fn from_code(code: &str) -> Option<Kind> {
        [Kind::LegalEntity, Kind::SoleProprietor].into_iter().find(|k| k.code() == code)
    }

    /// From the wire's `nkvob`: 1 legal entity, 2 sole proprietor.
    pub fn from_wire(nkvob: i64) -> Option<Kind> {
        match nkvob {
            1 => Some(Kind::LegalEntity),
            2 => Some(Kind::SoleProprietor),
            _ => None,
        }
    }
}

/// The state of a subject in the register (wire code `nksost`, 1 to 13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Active,
    Excluded,
    InLiquidation,
    Bankrupt,
    EndedByReorganisation,
    MovedToOtherBody,
    MovedToOtherTerritory,
    EndedInFormerForm,
    Mistake,
    Suspended,
    LostCapacity,
    Annulled,
    RegisteredTwice,
}

impl Standing {
    pub const ALL: [Standing; 13] = [
        Standing::Active,
        Standing::Excluded,
        Standing::InLiquidation,
        Standing::Bankrupt,
        Standing::EndedByReorganisation,
        Standing::MovedToOtherBody,
        Standing::MovedToOtherTerritory,
        Standing::EndedInFormerForm,
        Standing::Mistake,
        Standing::Suspended,
        Standing::LostCapacity,
        Standing::Annulled,
        Standing::RegisteredTwice,
    ];

    pub fn from_wire(nksost: i32) -> Option<Standing> {
        let index = usize::try_from(nksost).ok()?.checked_sub(1)?;
        Standing::ALL.get(index).copied()
    }

    pub fn to_wire(self) -> i32 {
        Standing::ALL.iter().position(|s| *s == self).map_or(0, |i| i as i32 + 1)
    }

    /// Part of the locale key `standing-…`.
    pub fn code(self) -> &'static str {
        match self {
            Standing::Active => "active",
            Standing::Excluded => "excluded",
            Standing::InLiquidation => "in-liquidation",
            Standing::Bankrupt => "bankrupt",
            Standing::EndedByReorganisation => "ended-by-reorganisation",
            Standing::MovedToOtherBody => "moved-to-other-body",
            Standing::MovedToOtherTerritory => "moved-to-other-territory",
            Standing::EndedInFormerForm => "ended-in-former-form",
            Standing::Mistake => "mistake",
            Standing::Suspended => "suspended",
            Standing::LostCapacity => "lost-capacity",
            Standing::Annulled => "annulled",
            Standing::RegisteredTwice => "registered-twice",
        }
    }

    /// Whether the subject exists, so that something can be filed for it.
    pub fn exists(self) -> bool {
        matches!(self, Standing::Active | Standing::InLiquidation | Standing::Bankrupt | Standing::Suspended)
    }
}

/// Whether a company of this full name may have its location in a dwelling: a private unitary
/// enterprise or a farm (Housing Code; domain facts § 3).
pub fn may_use_dwelling(full_name: &str) -> bool {
    let name = fold(full_name);
    ["частное унитарное", "частное производственное унитарное", "частное торговое унитарное", "приватнае унитарнае"]
        .iter()
        .any(|form| name.contains(form))
        || (name.starts_with("частное") && name.contains("унитарное"))
        || name.contains("фермерское хозяиство")
        || name.contains("фермерская гаспадарка")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wires_states_read_back() {
        for standing in Standing::ALL {
            assert_eq!(Standing::from_wire(standing.to_wire()), Some(standing));
        }
        assert_eq!(Standing::from_wire(0), None);
        assert_eq!(Standing::from_wire(14), None);
        assert_eq!(Standing::from_wire(i32::MIN), None);
    }

    #[test]
    fn only_a_private_unitary_enterprise_or_a_farm_may_live_in_a_dwelling() {
        assert!(may_use_dwelling("Частное унитарное предприятие \"Лазерная мануфактура\""));
        assert!(may_use_dwelling("Частное торговое унитарное предприятие «Ёлка»"));
        assert!(may_use_dwelling("Крестьянское (фермерское) хозяйство \"Колос\""));
        assert!(!may_use_dwelling("Общество с ограниченной ответственностью \"Частное дело\""));
    }
}
