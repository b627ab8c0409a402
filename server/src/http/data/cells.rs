//! The cells of rows in the reader's words, on the page of a set and in its filter and chart: days, yes and no, and the
//! codes that the portal itself writes. Files and answers to programs have them as they are written.

use crate::http::urls::encode;
use app::l10n::Tr;
use chrono::NaiveDate;
use opendata::rows::Test;
use opendata::{Field, Kind, Value};
use portal::company;
use portal::fold::fold;
use portal::lang::Lang;
use portal::procedures::Procedure;

/// A cell of a set as its page shows it.
pub(super) fn shown(tr: Tr, set: &str, field: &Field, value: &Value) -> String {
    match value {
        Value::Boolean(true) => tr.t("data-chart-yes"),
        Value::Boolean(false) => tr.t("data-chart-no"),
        Value::Date(day) => tr.date_short(*day),
        Value::Text(text) => {
            let said = codes(tr, set, &field.name).into_iter().find(|(code, _)| code == text);
            said.map_or_else(|| text.clone(), |(_, words)| words)
        }
        other => other.to_text(),
    }
}

/// What a person typed into the filter of a column: a text is looked for in texts and in the words of codes, everything
/// else is equal, be it written as the page shows it or as the files have it. Words count in any language: the page in
/// another one keeps the filter. `None` where it is no value of the column.
pub(super) fn filter(set: &str, field: &Field, typed: &str) -> Option<Test> {
    let typed = typed.trim();
    let wanted = fold(typed);
    let says = |key: &str| Lang::ALL.into_iter().any(|lang| fold(&Tr(lang).t(key)) == wanted);
    let value = match field.kind {
        // Signs alone are in no text.
        Kind::Text if wanted.is_empty() => None,
        Kind::Text => {
            let coded: Vec<Value> = holding(set, &field.name, &wanted).into_iter().map(Value::from).collect();
            return Some(if coded.is_empty() { Test::Holds(wanted) } else { Test::Among(coded) });
        }
        Kind::Date => day(typed).map(Value::Date),
        Kind::Boolean if says("data-chart-yes") => Some(Value::Boolean(true)),
        Kind::Boolean if says("data-chart-no") => Some(Value::Boolean(false)),
        kind => kind.parse(typed),
    };
    value.map(|value| Test::Among(vec![value]))
}

/// What is wrong with a value that [`filter`] does not take: the key of its sentence.
pub(super) fn fault(field: &Field) -> &'static str {
    if field.kind == Kind::Date { "data-rows-bad-day" } else { "data-rows-bad-value" }
}

/// The same filter in an address for programs; a column may be called as a parameter is.
pub(super) fn for_programs(field: &Field, test: &Test, typed: &str) -> String {
    let name = &field.name;
    match test {
        Test::Among(values) => {
            let values = values.iter().map(|value| format!("{name}.eq={}", encode(&value.to_text())));
            values.collect::<Vec<_>>().join("&")
        }
        // What is typed into the filter of a text is looked for in it.
        _ => format!("{name}.contains={}", encode(typed)),
    }
}

/// A day written 31.12.2024 or 2024-12-31, with all its digits: 31.12.24 would be a day of the year 24.
fn day(text: &str) -> Option<NaiveDate> {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let form = match shape.as_str() {
        "00.00.0000" => "%d.%m.%Y",
        "0000-00-00" => "%Y-%m-%d",
        _ => return None,
    };
    NaiveDate::parse_from_str(text, form).ok()
}

/// The codes in a column that hold a folded text, or whose words in any language do.
fn holding(set: &str, column: &str, wanted: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    for (code, words) in Lang::ALL.into_iter().flat_map(|lang| codes(Tr(lang), set, column)) {
        if !found.contains(&code) && (fold(code).contains(wanted) || fold(&words).contains(wanted)) {
            found.push(code);
        }
    }
    found
}

/// Whether a column's cells may be shown otherwise than the files have them.
pub(super) fn is_reworded(set: &str, field: &Field) -> bool {
    match field.kind {
        Kind::Date | Kind::Boolean => true,
        Kind::Text => !codes(Tr(Lang::Be), set, &field.name).is_empty(),
        _ => false,
    }
}

/// The codes in a column of the portal's own sets, with their words; none where it holds no codes.
fn codes(tr: Tr, set: &str, column: &str) -> Vec<(&'static str, String)> {
    match (set, column) {
        ("entities", "kind") => {
            let kinds = [
                (company::Kind::LegalEntity, "kind-legal-entity"),
                (company::Kind::SoleProprietor, "kind-sole-proprietor"),
            ];
            kinds.into_iter().map(|(kind, key)| (kind.code(), tr.t(key))).collect()
        }
        ("filings" | "processing-times", "procedure") => {
            let procedures = Procedure::ALL.into_iter().map(Procedure::slug);
            procedures.map(|slug| (slug, tr.t(&format!("procedure-{slug}")))).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Names3;

    fn field(name: &str, kind: Kind) -> Field {
        Field {
            name: name.to_owned(),
            kind,
            title: Names3::new(name, name, name),
            unit: None,
            required: false,
            about: None,
            limits: opendata::Limits::default(),
        }
    }

    #[test]
    fn what_is_shown_may_be_typed_and_what_the_files_have_too() {
        let tr = Tr(Lang::Be);
        let july = NaiveDate::from_ymd_opt(2021, 7, 6).unwrap();
        let manager = tr.t("procedure-manager");
        let cases = [
            ("household-services-7101", "entered_on", Value::Date(july), "06.07.2021", "2021-07-06"),
            ("names", "current", Value::Boolean(true), "так", "true"),
            ("names", "current", Value::Boolean(false), "не", "false"),
            ("entities", "kind", Value::from("legal_entity"), "Юрыдычная асоба", "legal_entity"),
            ("filings", "procedure", Value::from("manager"), manager.as_str(), "manager"),
        ];
        for (set, column, value, words, written) in cases {
            let kind = match value {
                Value::Date(_) => Kind::Date,
                Value::Boolean(_) => Kind::Boolean,
                _ => Kind::Text,
            };
            let field = field(column, kind);
            assert_eq!(shown(tr, set, &field, &value), words);
            for typed in [words, written] {
                assert_eq!(filter(set, &field, typed), Some(Test::Among(vec![value.clone()])), "{typed}");
            }
        }
    }

    #[test]
    fn words_of_any_language_are_taken_whatever_the_page_is_in() {
        let (current, kind) = (field("current", Kind::Boolean), field("kind", Kind::Text));
        for (yes, no) in [("так", "не"), ("Да", "Нет"), ("yes", "no")] {
            assert_eq!(filter("names", &current, yes), Some(Test::Among(vec![Value::Boolean(true)])), "{yes}");
            assert_eq!(filter("names", &current, no), Some(Test::Among(vec![Value::Boolean(false)])), "{no}");
        }
        for typed in ["індывідуальны", "Индивидуальный", "sole"] {
            let coded = Some(Test::Among(vec![Value::from("sole_proprietor")]));
            assert_eq!(filter("entities", &kind, typed), coded, "{typed}");
        }
    }

    #[test]
    fn columns_shown_as_the_files_have_them_are_told_from_the_others() {
        let names = field("name", Kind::Text);
        assert!(!is_reworded("entities", &names) && !is_reworded("wells", &field("kind", Kind::Text)));
        assert!(is_reworded("entities", &field("kind", Kind::Text)));
        for kind in [Kind::Date, Kind::Boolean] {
            assert!(is_reworded("wells", &field("open", kind)));
        }
    }

    #[test]
    fn texts_that_are_no_codes_stay_as_they_are() {
        let kind = field("kind", Kind::Text);
        assert_eq!(shown(Tr(Lang::Be), "wells", &kind, &Value::from("legal_entity")), "legal_entity");
        assert_eq!(shown(Tr(Lang::Be), "entities", &kind, &Value::from("later")), "later");
        assert_eq!(filter("wells", &kind, "Ель"), Some(Test::Holds("ель".into())));
        for set in ["wells", "entities"] {
            assert_eq!(filter(set, &kind, "%"), None, "signs alone would leave every row");
        }
    }

    #[test]
    fn a_day_that_is_none_is_refused() {
        let field = field("entered_on", Kind::Date);
        for typed in ["31.02.2021", "6 июля", "2021", "07/06/2021", "31.12.20", "20-12-31", "+202-12-31"] {
            assert_eq!(filter("wells", &field, typed), None, "{typed}");
        }
        assert_eq!(fault(&field), "data-rows-bad-day");
    }
}
