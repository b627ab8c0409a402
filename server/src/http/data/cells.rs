//! The cells of rows in the reader's words, on the page of a set and in its filter and chart: days, yes and no, and the
//! codes that the portal itself writes. Files and answers to programs have them as they are written.

use crate::http::urls::encode;
use app::l10n::Tr;
use chrono::NaiveDate;
use opendata::rows::Test;
use opendata::{Field, Kind, Value};
use portal::company;
use portal::fold::fold;
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
/// else is equal, be it written as the page shows it or as the files have it. `None` where it is no value of the
/// column.
pub(super) fn filter(tr: Tr, set: &str, field: &Field, typed: &str) -> Option<Test> {
    let typed = typed.trim();
    let wanted = fold(typed);
    let value = match field.kind {
        // Signs alone are in no text.
        Kind::Text if wanted.is_empty() => None,
        Kind::Text => {
            let holds = |(code, words): &(&str, String)| fold(code).contains(&wanted) || fold(words).contains(&wanted);
            let coded: Vec<Value> =
                codes(tr, set, &field.name).into_iter().filter(holds).map(|(code, _)| Value::from(code)).collect();
            return Some(if coded.is_empty() { Test::Holds(wanted) } else { Test::Among(coded) });
        }
        Kind::Date => day(typed).map(Value::Date),
        Kind::Boolean if wanted == fold(&tr.t("data-chart-yes")) => Some(Value::Boolean(true)),
        Kind::Boolean if wanted == fold(&tr.t("data-chart-no")) => Some(Value::Boolean(false)),
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

/// A day written 31.12.2024 or 2024-12-31.
fn day(text: &str) -> Option<NaiveDate> {
    ["%d.%m.%Y", "%Y-%m-%d"].iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok())
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
    use portal::lang::{Lang, Names3};

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
                assert_eq!(filter(tr, set, &field, typed), Some(Test::Among(vec![value.clone()])), "{typed}");
            }
        }
    }

    #[test]
    fn texts_that_are_no_codes_stay_as_they_are() {
        let kind = field("kind", Kind::Text);
        assert_eq!(shown(Tr(Lang::Be), "wells", &kind, &Value::from("legal_entity")), "legal_entity");
        assert_eq!(shown(Tr(Lang::Be), "entities", &kind, &Value::from("later")), "later");
        assert_eq!(filter(Tr(Lang::Be), "wells", &kind, "Ель"), Some(Test::Holds("ель".into())));
        for set in ["wells", "entities"] {
            assert_eq!(filter(Tr(Lang::Be), set, &kind, "%"), None, "signs alone would leave every row");
        }
    }

    #[test]
    fn a_day_that_is_none_is_refused() {
        let field = field("entered_on", Kind::Date);
        for typed in ["31.02.2021", "6 июля", "2021", "07/06/2021"] {
            assert_eq!(filter(Tr(Lang::Ru), "wells", &field, typed), None, "{typed}");
        }
        assert_eq!(fault(&field), "data-rows-bad-day");
    }
}
