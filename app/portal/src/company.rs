//! A company: any registered subject, legal entity or sole proprietor.

use crate::fold::fold;
use crate::lang::Lang;
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

    /// Who acts for a legal entity of this state in the place of its head; `None` where the head acts.
    pub fn in_heads_place(self) -> Option<InHeadsPlace> {
        match self {
            Standing::InLiquidation => Some(InHeadsPlace::Liquidator),
            Standing::Bankrupt => Some(InHeadsPlace::Administrator),
            _ => None,
        }
    }
}

/// To whom the powers of a legal entity's head have passed by law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InHeadsPlace {
    /// A liquidator or a liquidation commission (Civil Code, art. 58).
    Liquidator,
    /// The administrator in bankruptcy proceedings.
    Administrator,
}

impl InHeadsPlace {
    /// End of the locale key `acting-unnamed-…`.
    pub fn code(self) -> &'static str {
        match self {
            InHeadsPlace::Liquidator => "liquidator",
            InHeadsPlace::Administrator => "administrator",
        }
    }

    /// Whether a head of this post, in the register's Russian, is such a person: a liquidator is entered in the place
    /// of the head, and a head who was there before stays in the register until somebody ends the entry.
    pub fn is_of_post(self, post: &str) -> bool {
        let post = post.to_lowercase();
        match self {
            InHeadsPlace::Liquidator => post.contains("ликвидатор") || post.contains("ликвидационной комиссии"),
            InHeadsPlace::Administrator => post.contains("антикризисн") && post.contains("управляющ"),
        }
    }
}

/// The names of a company that the register has, as far as a list or a heading calls it by one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names<'a> {
    pub full: &'a str,
    pub short: Option<&'a str>,
    pub full_be: Option<&'a str>,
    pub short_be: Option<&'a str>,
}

impl<'a> Names<'a> {
    /// The name in the reader's language: in Belarusian the Belarusian one where the register has it, else the Russian
    /// one; the short name where there is one.
    pub fn title(self, lang: Lang) -> &'a str {
        let russian = self.short.unwrap_or(self.full);
        match lang {
            Lang::Be => self.belarusian().unwrap_or(russian),
            Lang::Ru | Lang::En => russian,
        }
    }

    /// The name in the other of the register's languages, where it is another one.
    pub fn other(self, lang: Lang) -> Option<&'a str> {
        let other = match lang {
            Lang::Be => Some(self.title(Lang::Ru)),
            Lang::Ru | Lang::En => self.belarusian(),
        };
        other.filter(|other| *other != self.title(lang))
    }

    /// The name in the reader's language, and the Russian one beside it where that is another: papers bear it.
    pub fn with_russian(self, lang: Lang) -> String {
        let title = self.title(lang);
        match self.title(Lang::Ru) {
            russian if russian == title => title.to_owned(),
            russian => format!("{title} ({russian})"),
        }
    }

    fn belarusian(self) -> Option<&'a str> {
        self.short_be.or(self.full_be)
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
    fn in_a_liquidation_and_a_bankruptcy_the_head_acts_only_as_who_leads_it() {
        let acts = |standing: Standing, post| standing.in_heads_place().is_none_or(|place| place.is_of_post(post));
        assert!(acts(Standing::Active, "Директор") && acts(Standing::Suspended, "Директор"));
        for post in ["ликвидатор", "Председатель ликвидационной комиссии"] {
            assert!(acts(Standing::InLiquidation, post) && !acts(Standing::Bankrupt, post), "{post}");
        }
        assert!(acts(Standing::Bankrupt, "Временный (антикризисный) управляющий"));
        assert!(acts(Standing::Bankrupt, "Антикризисный управляющий"));
        for post in ["Директор", "Управляющий", ""] {
            assert!(!acts(Standing::InLiquidation, post) && !acts(Standing::Bankrupt, post), "{post}");
        }
    }

    #[test]
    fn a_company_is_called_in_the_readers_language_where_the_register_has_a_name_in_it() {
        let russian = Names { full: "Полное", short: Some("Короткое"), full_be: None, short_be: None };
        assert_eq!((russian.title(Lang::Be), russian.other(Lang::Be)), ("Короткое", None));
        let both = Names { full_be: Some("Поўнае"), ..russian };
        assert_eq!((both.title(Lang::Be), both.other(Lang::Be)), ("Поўнае", Some("Короткое")));
        assert_eq!((both.title(Lang::Ru), both.other(Lang::En)), ("Короткое", Some("Поўнае")));
        assert_eq!(both.with_russian(Lang::Be), "Поўнае (Короткое)");
        assert_eq!(both.with_russian(Lang::En), "Короткое");
        assert_eq!(Names { short_be: Some("Кароткае"), ..both }.title(Lang::Be), "Кароткае");
        let same = Names { full_be: Some("Короткое"), ..russian };
        assert_eq!((same.other(Lang::Be), same.with_russian(Lang::Be)), (None, "Короткое".to_owned()));
    }

    #[test]
    fn only_a_private_unitary_enterprise_or_a_farm_may_live_in_a_dwelling() {
        assert!(may_use_dwelling("Частное унитарное предприятие \"Лазерная мануфактура\""));
        assert!(may_use_dwelling("Частное торговое унитарное предприятие «Ёлка»"));
        assert!(may_use_dwelling("Крестьянское (фермерское) хозяйство \"Колос\""));
        assert!(!may_use_dwelling("Общество с ограниченной ответственностью \"Частное дело\""));
    }
}
