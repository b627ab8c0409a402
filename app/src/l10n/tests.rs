use super::*;
use std::collections::{BTreeMap, BTreeSet};

/// Every message of a language: its key and the values it uses.
fn messages(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for text in source(lang) {
        let parsed = fluent_bundle::FluentResource::try_new((*text).to_owned());
        let resource = parsed.unwrap_or_else(|(_, faults)| panic!("{}: {faults:?}", lang.tag()));
        assert!(resource.entries().count() > 0 || text.trim().is_empty());
        let mut key = String::new();
        for line in text.lines() {
            if let Some((name, _)) = line.split_once('=').filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                key = name.trim().to_owned();
                assert!(found.insert(key.clone(), BTreeSet::new()).is_none(), "{} has {key} twice", lang.tag());
            }
            for used in line.split('$').skip(1) {
                let name = used.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).next().unwrap();
                found.get_mut(&key).unwrap().insert(name.to_owned());
            }
        }
    }
    found
}

#[test]
fn the_three_languages_have_the_same_keys_and_values() {
    let russian = messages(Lang::Ru);
    for lang in [Lang::Be, Lang::En] {
        let other = messages(lang);
        let missing: Vec<_> = russian.keys().filter(|k| !other.contains_key(*k)).collect();
        let extra: Vec<_> = other.keys().filter(|k| !russian.contains_key(*k)).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{}: missing {missing:?}, extra {extra:?}", lang.tag());
        for (key, values) in &russian {
            assert_eq!(values, &other[key], "{}: the values of {key}", lang.tag());
        }
    }
}

#[test]
fn plurals_follow_each_language() {
    for (lang, one, two, five) in [
        (Lang::Ru, "1 рабочий день", "2 рабочих дня", "5 рабочих дней"),
        (Lang::Be, "1 рабочы дзень", "2 рабочыя дні", "5 рабочых дзён"),
        (Lang::En, "1 working day", "2 working days", "5 working days"),
    ] {
        let days = |n: i64| Tr(lang).ta("working-days", &[("days", n.into())]);
        assert_eq!([days(1), days(2), days(5)], [one, two, five]);
    }
}

/// The rules of CLDR for whole numbers: Belarusian and Russian have the same.
#[test]
fn plurals_follow_the_last_digits_of_every_number() {
    for (lang, forms) in [
        (Lang::Ru, ["рабочий день", "рабочих дня", "рабочих дней"]),
        (Lang::Be, ["рабочы дзень", "рабочыя дні", "рабочых дзён"]),
    ] {
        for n in 0..=200_i64 {
            let form = match (n % 10, n % 100) {
                (1, tens) if tens != 11 => 0,
                (2..=4, tens) if !(12..=14).contains(&tens) => 1,
                _ => 2,
            };
            let said = Tr(lang).ta("working-days", &[("days", n.into())]);
            assert_eq!(said, format!("{n} {}", forms[form]));
        }
    }
}

#[test]
fn dates_are_written_out_in_each_language() {
    let date = NaiveDate::from_ymd_opt(2026, 5, 9).unwrap();
    let written = [Lang::Ru, Lang::Be, Lang::En].map(|lang| Tr(lang).date(date).replace('\u{a0}', " "));
    assert_eq!(written, ["9 мая 2026 г.", "9 мая 2026 г.", "9 May 2026"]);
    let december = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
    assert_eq!(Tr(Lang::Be).date(december).replace('\u{a0}', " "), "31 снежня 2026 г.");
}

#[test]
fn a_sentence_that_ends_with_a_date_ends_with_one_full_stop() {
    for (lang, end) in [(Lang::Be, "2026 г."), (Lang::Ru, "2026 г."), (Lang::En, "2026.")] {
        let date = Tr(lang).date(NaiveDate::from_ymd_opt(2026, 12, 4).unwrap());
        let said = Tr(lang).ta("reopening-does-term", &[("date", date.into())]).replace('\u{a0}', " ");
        assert!(said.ends_with(end) && !said.ends_with(".."), "{said}");
    }
}

/// Every key named in the sources of `app` and `server` exists. Keys made by `format!` are checked
/// where they are made, against the list of what they can become.
#[test]
fn every_key_named_in_the_code_has_a_sentence() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut missing = Vec::new();
    for folder in [root.join("src"), root.join("../server/src")] {
        for file in rust_files(&folder) {
            let text = std::fs::read_to_string(&file).unwrap();
            for call in [".t(\"", ".ta(\"", ".ta(\n"] {
                for rest in text.split(call).skip(1) {
                    let rest = rest.trim_start().trim_start_matches('"');
                    let key = rest.split('"').next().unwrap();
                    if key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
                        && !Tr(Lang::Ru).has(key)
                    {
                        missing.push(format!("{}: {key}", file.display()));
                    }
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

fn rust_files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files
}
