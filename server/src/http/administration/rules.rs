//! Reading what all rules by date have in common: days and acts.

use app::l10n::Tr;
use app::pages::account::faults::Faults;
use chrono::NaiveDate;
use portal::answers::Answers;

/// The longest title of an act, in characters.
const LONGEST_TITLE: usize = 300;

/// A day in three boxes, whose legend has the key `legend`.
pub fn day(tr: Tr, typed: &Answers, name: &'static str, legend: &str, faults: &mut Faults) -> Option<NaiveDate> {
    let [day, month, year] =
        ["day", "month", "year"].map(|part| typed.get(&format!("{name}_{part}")).trim().parse::<u32>().ok());
    let found = year.filter(|year| (1990..=2200).contains(year)).zip(month).zip(day);
    let found = found.and_then(|((year, month), day)| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day));
    if found.is_none() {
        faults.add(name, no_day(tr, legend));
    }
    found
}

/// That what was typed under a legend is no day. It names the field: a form asks for more than one.
pub fn no_day(tr: Tr, legend: &str) -> String {
    tr.ta("absences-date-wrong", &[("field", tr.t(legend).into())])
}

/// The act as it is cited: its title, with the day and the number.
pub fn act(tr: Tr, typed: &Answers, faults: &mut Faults) -> String {
    let title = typed.get("act_title").split_whitespace().collect::<Vec<_>>().join(" ");
    let number = typed.get("act_number").trim().to_owned();
    if title.is_empty() || title.chars().count() > LONGEST_TITLE {
        faults.add("act_title", tr.t("rule-act-title-missing"));
    }
    if number.is_empty() || number.chars().count() > 30 {
        faults.add("act_number", tr.t("rule-act-number-missing"));
    }
    match day(tr, typed, "act", "rule-act-date", faults) {
        Some(day) => format!("{title} от {} № {number}", day.format("%d.%m.%Y")),
        None => String::new(),
    }
}

/// A number with at most two decimals, in hundredths.
pub fn hundredths(text: &str) -> Option<i32> {
    let text = text.trim().replace(',', ".");
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || whole.len() > 6 || rest.len() > 2 || !digits(whole) || !digits(rest) {
        return None;
    }
    let rest: i32 = format!("{rest:0<2}").parse().ok()?;
    Some(whole.parse::<i32>().ok()? * 100 + rest)
}

/// Hundredths as they are written: `0,5`.
pub fn written(hundredths: i32) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => whole.to_string(),
        rest if rest % 10 == 0 => format!("{whole},{}", rest / 10),
        rest => format!("{whole},{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hundredths_are_read_as_they_are_written() {
        for (text, value) in [("1", 100), ("0,5", 50), (" 42.05 ", 4205), ("0", 0), ("999999", 99_999_900)] {
            assert_eq!(hundredths(text), Some(value), "{text}");
            assert_eq!(hundredths(&written(value)), Some(value), "{text}");
        }
        for wrong in ["", "-1", "1.234", "1,2,3", "x", "1e3", "9999999", ".5", "½"] {
            assert_eq!(hundredths(wrong), None, "{wrong}");
        }
    }
}
