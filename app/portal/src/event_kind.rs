//! What the kind of an event tells of a company's state.
//!
//! The portal's own kinds are known by their codes. The codes of the register itself are published nowhere, so its
//! kinds are read from their labels, as far as these are plain; an event that cannot be read so tells nothing of
//! the state.

use crate::company::Standing;
use crate::egr::{EventKind, Reference};
use crate::fold::fold;

/// The state that an event of a kind brings with it; events of other kinds leave it as it is.
pub fn standing_after(kind: &EventKind) -> Option<Standing> {
    brought(kind.code(), kind.label())
}

/// Whether an event is that of the exclusion from the register, by the code and the label of its kind.
pub fn is_of_exclusion(code: Option<i64>, label: &str) -> bool {
    brought(code, Some(label)) == Some(Standing::Excluded)
}

/// Whether a label speaks of a liquidation: of the decision, or of a step on the way.
pub fn is_of_liquidation(label: &str) -> bool {
    fold(label).contains("ликвидац")
}

fn brought(code: Option<i64>, label: Option<&str>) -> Option<Standing> {
    match code {
        Some(code @ 990_000..=990_999) => by_code(code),
        _ => by_label(label?),
    }
}

fn by_code(code: i64) -> Option<Standing> {
    Some(match code {
        990_005 => Standing::InLiquidation,
        990_006 => Standing::Bankrupt,
        990_007 => Standing::Suspended,
        990_008 => Standing::Excluded,
        990_009 => Standing::LostCapacity,
        990_010 => Standing::Annulled,
        990_011 => Standing::EndedByReorganisation,
        990_024 => Standing::Active,
        _ => return None,
    })
}

/// Whoever takes a step of a liquidation is in liquidation; whatever is taken back or ended makes active again.
fn by_label(label: &str) -> Option<Standing> {
    let folded = fold(label);
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(*word));
    // Bankruptcy ends in an exclusion as well as in a return to business.
    if says(&["отказ", "подача"]) || folded.starts_with("завершени") {
        return None;
    }
    let brought = if says(&["исключен"]) && says(&["из егр", "из единого", "из регистр"])
    {
        Standing::Excluded
    } else if says(&["банкрот", "несостоятельн"]) || (says(&["конкурсн", "ликвидационн"]) && says(&["производств"]))
    {
        Standing::Bankrupt
    } else if is_of_liquidation(label) || ends_activity(&folded) {
        Standing::InLiquidation
    } else if says(&["приостановлен"]) && says(&["деятельност"]) {
        Standing::Suspended
    } else if says(&["возобновлен"]) && says(&["деятельност"]) {
        Standing::Active
    } else {
        return None;
    };
    let ends = folded.starts_with("прекращени") && says(&["процедур", "производств"]);
    let over = ends || says(&["отмен", "прекращении процедур", "прекращении производств"]);
    Some(if over { Standing::Active } else { brought })
}

/// A sole proprietor is not liquidated, but decides to end the activity.
fn ends_activity(folded: &str) -> bool {
    ["решени", "прекращении", "деятельности"].iter().all(|word| folded.contains(word))
        && !folded.contains("реорганизац")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(code: i64, label: &str) -> Option<Standing> {
        standing_after(&EventKind::of(code, label, None))
    }

    #[test]
    fn the_portals_own_kinds_are_known_by_their_codes() {
        assert_eq!(told(990_005, "x"), Some(Standing::InLiquidation));
        assert_eq!(told(990_024, "Отмена решения о ликвидации"), Some(Standing::Active));
        assert_eq!(told(990_022, "Продление срока ликвидации"), None, "it is in liquidation already");
        assert_eq!(standing_after(&EventKind::default()), None);
    }

    #[test]
    fn other_kinds_are_read_from_their_labels() {
        for (label, standing) in [
            ("Уведомление о ПРИНЯТИИ РЕШЕНИЯ О ЛИКВИДАЦИИ", Some(Standing::InLiquidation)),
            ("Начало процедуры ликвидации (прекращения деятельности)", Some(Standing::InLiquidation)),
            ("Утверждение промежуточного ликвидационного баланса", Some(Standing::InLiquidation)),
            ("Решение о прекращении деятельности индивидуального предпринимателя", Some(Standing::InLiquidation)),
            ("Решение о прекращении предпринимательской деятельности", Some(Standing::InLiquidation)),
            ("Открытие ликвидационного производства", Some(Standing::Bankrupt)),
            ("Открытие конкурсного производства", Some(Standing::Bankrupt)),
            ("Прекращение (завершение) ликвидационного производства", Some(Standing::Active)),
            ("Завершение ликвидационного производства", None),
            ("Отмена решения о ликвидации", Some(Standing::Active)),
            ("Прекращение процедуры ликвидации", Some(Standing::Active)),
            ("Возбуждение производства по делу о банкротстве", Some(Standing::Bankrupt)),
            ("Ликвидационное производство", Some(Standing::Bankrupt)),
            ("Прекращение производства по делу о банкротстве", Some(Standing::Active)),
            ("Подача заявления о банкротстве", None),
            ("Приостановление деятельности", Some(Standing::Suspended)),
            ("Возобновление деятельности", Some(Standing::Active)),
            ("Исключение из ЕГР в связи с ликвидацией", Some(Standing::Excluded)),
            ("Запись об исключении из Единого государственного регистра", Some(Standing::Excluded)),
            ("Исключён из регистра", Some(Standing::Excluded)),
            ("Исключение участника из общества", None),
            ("Прекращение деятельности в результате реорганизации", None),
            ("Уведомление о назначении (замене) руководителя", None),
            ("Изменение наименования", None),
        ] {
            assert_eq!(told(12_345, label), standing, "{label}");
        }
    }

    #[test]
    fn an_exclusion_is_told_from_what_only_names_one() {
        for (code, label) in [
            (Some(990_008), "x"),
            (None, "Исключение из ЕГР"),
            (Some(22_100), "Исключён из регистра"),
            (Some(22_100), "Внесение записи об исключении субъекта из ЕГР"),
        ] {
            assert!(is_of_exclusion(code, label), "{label}");
        }
        for (code, label) in [
            (Some(990_005), "Исключение из ЕГР"),
            (None, "Исключение участника из общества"),
            (None, "Отмена исключения из ЕГР"),
            (None, "Отказ в исключении из ЕГР"),
            (None, ""),
        ] {
            assert!(!is_of_exclusion(code, label), "{label}");
        }
    }
}
