//! The acts that a guide rests on. Terms name them in Russian, in which they are published: an act that its kind, day
//! and number tell is cited in the reader's language, a title stays as it was published and is said to be Russian.

use crate::l10n::Tr;
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::lang::Lang;

/// Kinds of acts in Russian, and the key of each.
const KINDS: [(&str, &str); 7] = [
    ("Декрет Президента Республики Беларусь", "act-decree"),
    ("Указ Президента Республики Беларусь", "act-edict"),
    ("Закон Республики Беларусь", "act-law"),
    ("постановление Совета Министров Республики Беларусь", "act-resolution"),
    ("Гражданский кодекс Республики Беларусь", "act-civil-code"),
    ("Жилищный кодекс Республики Беларусь", "act-housing-code"),
    ("Налоговый кодекс Республики Беларусь", "act-tax-code"),
];

/// An act as it is cited to the reader.
pub fn cited(tr: Tr, act: &str) -> AnyView {
    match in_words(tr, act) {
        Some(words) => words.into_any(),
        None => view! { <span lang="ru">{act.to_owned()}</span> " " {tr.t("act-in-russian")} }.into_any(),
    }
}

/// The act in the reader's language; `None` where that is not known.
fn in_words(tr: Tr, act: &str) -> Option<String> {
    if tr.lang() == Lang::Ru {
        return Some(act.to_owned());
    }
    let (key, rest) = KINDS.iter().find_map(|(russian, key)| Some((*key, act.strip_prefix(*russian)?)))?;
    let name = tr.t(key);
    if rest.is_empty() {
        return Some(name);
    }
    numbered(tr, &name, rest).or_else(|| article(tr, &name, rest)).or_else(|| base_value(tr, &name, rest))
}

/// « от 16.01.2009 № 1», and nothing behind.
fn numbered(tr: Tr, name: &str, rest: &str) -> Option<String> {
    let (date, number) = rest.strip_prefix(" от ")?.split_once(" № ")?;
    let date = day_or_year(tr, date).filter(|_| !number.contains(char::is_whitespace))?;
    Some(tr.ta("act-numbered", &[("act", name.into()), ("date", date.into()), ("number", number.into())]))
}

/// «, статья 59».
fn article(tr: Tr, name: &str, rest: &str) -> Option<String> {
    let number = rest.strip_prefix(", статья ").filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(tr.ta("act-article", &[("act", name.into()), ("number", number.into())]))
}

/// « о размере базовой величины с 01.01.2025».
fn base_value(tr: Tr, name: &str, rest: &str) -> Option<String> {
    let date = day_or_year(tr, rest.strip_prefix(" о размере базовой величины с ")?)?;
    Some(tr.ta("act-base-value", &[("act", name.into()), ("date", date.into())]))
}

/// «16.01.2009» or «2021 г.»
fn day_or_year(tr: Tr, text: &str) -> Option<String> {
    if let Ok(day) = NaiveDate::parse_from_str(text, "%d.%m.%Y") {
        return Some(tr.date(day));
    }
    let year = text.strip_suffix(" г.").filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(tr.ta("act-year", &[("year", year.into())]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(lang: Lang, act: &str) -> Option<String> {
        in_words(Tr(lang), act).map(|words| words.replace('\u{a0}', " "))
    }

    #[test]
    fn what_an_acts_kind_day_and_number_tell_is_cited_in_the_readers_language() {
        let decree = "Декрет Президента Республики Беларусь от 16.01.2009 № 1";
        let resolution = "постановление Совета Министров Республики Беларусь от 2021 г. № 548";
        let value = "постановление Совета Министров Республики Беларусь о размере базовой величины с 01.01.2025";
        let english_value =
            "Resolution of the Council of Ministers of the Republic of Belarus on the base value from 1 January 2025";
        for (act, belarusian, english) in [
            (
                decree,
                "Дэкрэт Прэзідэнта Рэспублікі Беларусь ад 16 студзеня 2009 г. № 1",
                "Decree of the President of the Republic of Belarus No. 1 of 16 January 2009",
            ),
            (
                resolution,
                "пастанова Савета Міністраў Рэспублікі Беларусь ад 2021 г. № 548",
                "Resolution of the Council of Ministers of the Republic of Belarus No. 548 of 2021",
            ),
            (
                value,
                "пастанова Савета Міністраў Рэспублікі Беларусь аб памеры базавай велічыні з 1 студзеня 2025 г.",
                english_value,
            ),
            (
                "Гражданский кодекс Республики Беларусь, статья 59",
                "Грамадзянскі кодэкс Рэспублікі Беларусь, артыкул 59",
                "Civil Code of the Republic of Belarus, article 59",
            ),
        ] {
            assert_eq!(said(Lang::Be, act).as_deref(), Some(belarusian));
            assert_eq!(said(Lang::En, act).as_deref(), Some(english));
            assert_eq!(said(Lang::Ru, act).as_deref(), Some(act));
        }
    }

    #[test]
    fn a_title_stays_as_it_was_published() {
        for act in [
            "Закон Республики Беларусь от 10.11.2008 № 455-З «Об информации, информатизации и защите информации»",
            "Постановление № 5",
            "Декрет Президента Республики Беларусь от вчера № 1",
            "Гражданский кодекс Республики Беларусь, статья 59, часть 2",
        ] {
            assert_eq!(said(Lang::Be, act), None, "{act}");
            assert_eq!(said(Lang::Ru, act).as_deref(), Some(act));
        }
    }

    #[test]
    fn every_kind_has_its_name_in_every_language() {
        for lang in Lang::ALL {
            for (_, key) in KINDS {
                assert!(Tr(lang).has(key), "{key} in {}", lang.tag());
            }
        }
    }
}
