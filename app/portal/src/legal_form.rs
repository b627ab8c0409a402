//! Legal forms, as the full name of a company tells them (Civil Code, chapter 4; domain facts § 3), and the
//! words for them, which a search of names passes over.

use crate::company::Kind;
use crate::fold::fold;
use crate::sound;
use std::collections::HashSet;
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LegalForm {
    SoleProprietor,
    /// Общество с ограниченной ответственностью.
    LimitedLiability,
    /// Общество с дополнительной ответственностью.
    AdditionalLiability,
    /// Открытое акционерное общество.
    OpenJointStock,
    /// Закрытое акционерное общество.
    ClosedJointStock,
    PrivateUnitary,
    /// Of the republic or of a district.
    StateUnitary,
    Farm,
    Cooperative,
    Other,
}

impl LegalForm {
    pub const ALL: [LegalForm; 10] = [
        LegalForm::SoleProprietor,
        LegalForm::LimitedLiability,
        LegalForm::AdditionalLiability,
        LegalForm::OpenJointStock,
        LegalForm::ClosedJointStock,
        LegalForm::PrivateUnitary,
        LegalForm::StateUnitary,
        LegalForm::Farm,
        LegalForm::Cooperative,
        LegalForm::Other,
    ];

    /// The word in an address, and the end of the locale key `form-…`.
    pub fn code(self) -> &'static str {
        match self {
            LegalForm::SoleProprietor => "ip",
            LegalForm::LimitedLiability => "ooo",
            LegalForm::AdditionalLiability => "odo",
            LegalForm::OpenJointStock => "oao",
            LegalForm::ClosedJointStock => "zao",
            LegalForm::PrivateUnitary => "chup",
            LegalForm::StateUnitary => "up",
            LegalForm::Farm => "farm",
            LegalForm::Cooperative => "coop",
            LegalForm::Other => "other",
        }
    }

    pub fn from_code(code: &str) -> Option<LegalForm> {
        LegalForm::ALL.into_iter().find(|form| form.code() == code)
    }

    /// The form that a full name in Russian or Belarusian tells.
    pub fn of(kind: Kind, full_name: &str) -> LegalForm {
        if kind == Kind::SoleProprietor {
            return LegalForm::SoleProprietor;
        }
        // Most are this, and written so.
        if full_name.starts_with("Общество с ограниченной ответственностью") {
            return LegalForm::LimitedLiability;
        }
        let name = fold(full_name);
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if has(&["ограниченнои ответственностью", "абмежаванаи адказнасцю"])
        {
            LegalForm::LimitedLiability
        } else if has(&["дополнительнои ответственностью", "дадатковаи адказнасцю"])
        {
            LegalForm::AdditionalLiability
        } else if has(&["открытое акционерное", "адкрытае акцыянернае"]) {
            LegalForm::OpenJointStock
        } else if has(&["закрытое акционерное", "закрытае акцыянернае"]) {
            LegalForm::ClosedJointStock
        } else if has(&["фермерское хозяиство", "фермерская гаспадарка"]) {
            LegalForm::Farm
        } else if has(&["унитарное", "унитарнае"]) {
            if has(&["частное", "приватнае"]) {
                LegalForm::PrivateUnitary
            } else {
                LegalForm::StateUnitary
            }
        } else if has(&["кооператив", "кааператыу"]) {
            LegalForm::Cooperative
        } else {
            LegalForm::Other
        }
    }
}

/// Words that stand for a form and not for a company.
const WORDS: &str = "ооо одо оао зао ао уп чуп чтуп чпуп чуптп сооо соао иооо зато коуп куп руп гп рдуп кдуп ип иуп дуп \
    туп пуп чп кфх фх спк пк таа адт тда аат зат прап куд \
    общество обществом с ограниченной дополнительной ответственностью открытое закрытое акционерное частное унитарное \
    предприятие производственное торговое транспортное строительное республиканское коммунальное дочернее \
    крестьянское фермерское хозяйство индивидуальный предприниматель \
    таварыства з абмежаванай дадатковай адказнасцю адкрытае закрытае акцыянернае прыватнае ўнітарнае прадпрыемства \
    вытворчае гандлёвае сялянскае фермерская гаспадарка індывідуальны прадпрымальнік llc ltd";

static KEYS: LazyLock<HashSet<String>> = LazyLock::new(|| sound::keys(WORDS).into_iter().collect());

/// Whether the key of a word ([`crate::sound`]) is that of a legal form.
pub fn is_word_of_form(key: &str) -> bool {
    KEYS.contains(key)
}

/// Words that mean some forms and no others.
const MEANT: [(&str, &[LegalForm]); 12] = {
    use LegalForm::*;
    [
        ("ооо таа сооо иооо llc ltd ограниченной абмежаванай", &[LimitedLiability]),
        ("одо адт тда дополнительной дадатковай", &[AdditionalLiability]),
        ("ответственностью адказнасцю", &[LimitedLiability, AdditionalLiability]),
        ("оао аат открытое адкрытае", &[OpenJointStock]),
        ("зао зат закрытое закрытае", &[ClosedJointStock]),
        ("ао соао акционерное акцыянернае", &[OpenJointStock, ClosedJointStock]),
        ("общество обществом таварыства", &[LimitedLiability, AdditionalLiability, OpenJointStock, ClosedJointStock]),
        ("чуп чтуп чпуп чуптп чп прап частное прыватнае", &[PrivateUnitary]),
        ("коуп куп руп гп рдуп кдуп республиканское коммунальное", &[StateUnitary]),
        ("уп унитарное ўнітарнае предприятие прадпрыемства", &[PrivateUnitary, StateUnitary]),
        ("ип индивидуальный предприниматель індывідуальны прадпрымальнік", &[SoleProprietor]),
        ("кфх фх крестьянское фермерское хозяйство сялянскае фермерская гаспадарка", &[Farm]),
    ]
};

static MEANT_BY_KEYS: LazyLock<Vec<(HashSet<String>, &'static [LegalForm])>> =
    LazyLock::new(|| MEANT.iter().map(|(words, forms)| (sound::keys(words).into_iter().collect(), *forms)).collect());

/// The forms that a text of nothing but such words means, each word by its readings; none where it is no form's.
pub fn meant_by(words: &[Vec<String>]) -> Vec<LegalForm> {
    let mut left: Option<Vec<LegalForm>> = None;
    for readings in words {
        let forms = MEANT_BY_KEYS.iter().filter(|(keys, _)| readings.iter().any(|reading| keys.contains(reading)));
        let forms: Vec<LegalForm> = forms.flat_map(|(_, forms)| forms.iter().copied()).collect();
        // Of a kind of trade («торговое») no form can be told.
        if !forms.is_empty() {
            left = Some(match left {
                None => forms,
                Some(left) => left.into_iter().filter(|form| forms.contains(form)).collect(),
            });
        }
    }
    left.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_name_tells_its_form() {
        let of = |name| LegalForm::of(Kind::LegalEntity, name);
        assert_eq!(of("Общество с ограниченной ответственностью \"Ёлка\""), LegalForm::LimitedLiability);
        assert_eq!(of("Таварыства з абмежаванай адказнасцю \"Ёлка\""), LegalForm::LimitedLiability);
        assert_eq!(of("Частное торговое унитарное предприятие \"Лён\""), LegalForm::PrivateUnitary);
        assert_eq!(of("Коммунальное унитарное предприятие \"Водоканал\""), LegalForm::StateUnitary);
        assert_eq!(of("Крестьянское (фермерское) хозяйство \"Колос\""), LegalForm::Farm);
        assert_eq!(of("Открытое акционерное общество \"Вчера\""), LegalForm::OpenJointStock);
        assert_eq!(of("Могилёвская областная коллегия адвокатов"), LegalForm::Other);
        assert_eq!(LegalForm::of(Kind::SoleProprietor, "Иванов Иван"), LegalForm::SoleProprietor);
    }

    #[test]
    fn words_of_forms_are_known_in_any_letters() {
        for word in ["ООО", "OOO", "oao", "ЧУП", "chup", "ответственностью", "Прадпрыемства", "llc"]
        {
            let readings = sound::sought(word);
            assert!(readings[0].iter().any(|key| is_word_of_form(key)), "{word} {readings:?}");
        }
        for word in ["ёлка", "агро", "дом", "завод"] {
            assert!(!sound::sought(word)[0].iter().any(|key| is_word_of_form(key)), "{word}");
        }
    }

    #[test]
    fn words_of_forms_alone_mean_forms() {
        let meant = |text: &str| {
            let mut forms = meant_by(&sound::sought(text));
            forms.sort_unstable();
            forms.dedup();
            forms
        };
        assert_eq!(meant("ООО"), [LegalForm::LimitedLiability]);
        assert_eq!(meant("OOO"), [LegalForm::LimitedLiability]);
        assert_eq!(meant("ИП"), [LegalForm::SoleProprietor]);
        assert_eq!(meant("ТДА"), [LegalForm::AdditionalLiability]);
        assert_eq!(meant("ЧУП"), [LegalForm::PrivateUnitary]);
        assert_eq!(meant("Частное предприятие"), [LegalForm::PrivateUnitary]);
        assert_eq!(meant("общество с ограниченной ответственностью"), [LegalForm::LimitedLiability]);
        assert_eq!(meant("Акцыянернае таварыства"), [LegalForm::OpenJointStock, LegalForm::ClosedJointStock]);
        assert_eq!(meant("частное общество"), [], "there is none");
        assert_eq!(meant("торговое"), [], "a trade is no form");
        for (words, _) in MEANT {
            for key in sound::keys(words) {
                assert!(is_word_of_form(&key), "{key}");
            }
        }
    }

    #[test]
    fn codes_read_back() {
        for form in LegalForm::ALL {
            assert_eq!(LegalForm::from_code(form.code()), Some(form));
        }
    }
}
