//! A date in three boxes: people copy dates from papers, and a calendar only gets in the way.

use leptos::prelude::*;

use super::message::messages;
use super::optional_text::OptionalText;
use super::wiring::{Wiring, legend};

/// The words over the three boxes.
#[derive(Clone, Debug)]
pub struct DateLabels {
    day: String,
    month: String,
    year: String,
}

impl DateLabels {
    /// The words for day, month and year.
    pub fn new(day: impl Into<String>, month: impl Into<String>, year: impl Into<String>) -> Self {
        Self { day: day.into(), month: month.into(), year: year.into() }
    }
}

/// What stands in the three boxes, exactly as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateBoxes {
    /// Day of the month.
    pub day: String,
    /// Month as a number.
    pub month: String,
    /// Year in four digits.
    pub year: String,
}

impl DateBoxes {
    /// The boxes as typed.
    pub fn new(day: impl Into<String>, month: impl Into<String>, year: impl Into<String>) -> Self {
        Self { day: day.into(), month: month.into(), year: year.into() }
    }

    /// The boxes for a date written `2026-11-23`; anything else leaves them empty.
    pub fn from_iso(date: &str) -> Self {
        let digits = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
        match date.split('-').collect::<Vec<_>>()[..] {
            [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => {
                Self::new(day.trim_start_matches('0'), month.trim_start_matches('0'), year)
            }
            _ => Self::default(),
        }
    }
}

/// A date asked for in three boxes; posts `{name}_day`, `{name}_month` and `{name}_year`.
#[component]
pub fn DateField(
    /// The question.
    #[prop(into)]
    legend: String,
    /// Stem of the names in the form; the day box's id is `element_id(name)`.
    #[prop(into)]
    name: String,
    /// The words over the boxes.
    labels: DateLabels,
    /// What was typed so far.
    #[prop(optional)]
    value: DateBoxes,
    /// What helps to answer, usually an example.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What is wrong and how to mend it.
    #[prop(optional, into)]
    error: OptionalText,
    /// The question is the page's heading.
    #[prop(optional)]
    as_heading: bool,
) -> impl IntoView {
    let (hint, error) = (hint.0, error.0);
    let wiring = Wiring::new(&name, hint.is_some(), error.is_some(), None);
    let invalid = wiring.invalid;
    let month_id = format!("{}-month", wiring.id);
    let year_id = format!("{}-year", wiring.id);
    view! {
        <div class=wiring.class>
            <fieldset aria-describedby=wiring.described_by>
                {self::legend(legend, as_heading)}
                {messages(wiring.hint_id, hint, wiring.error_id, error)}
                <div class="date">
                    {one_box(wiring.id, format!("{name}_day"), labels.day, value.day, "input w-2", invalid)}
                    {one_box(month_id, format!("{name}_month"), labels.month, value.month, "input w-2", invalid)}
                    {one_box(year_id, format!("{name}_year"), labels.year, value.year, "input w-4", invalid)}
                </div>
            </fieldset>
        </div>
    }
}

fn one_box(
    id: String,
    name: String,
    label: String,
    value: String,
    class: &'static str,
    invalid: Option<&'static str>,
) -> impl IntoView {
    view! {
        <div>
            <label for=id.clone()>{label}</label>
            <input class=class id=id name=name type="text" inputmode="numeric" autocomplete="off" value=value aria-invalid=invalid/>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text, wired};

    #[test]
    fn everything_said_and_typed_stays_text() {
        stays_text(|s| {
            let labels = DateLabels::new(s.clone(), s.clone(), s.clone());
            let value = DateBoxes::new(s.clone(), s.clone(), s.clone());
            view! { <DateField legend=s.clone() name=s.clone() labels value hint=s.clone() error=s/> }.into_any()
        });
    }

    #[test]
    fn each_box_has_its_label_and_the_group_its_error() {
        let out = html(|| {
            let labels = DateLabels::new("Day", "Month", "Year");
            view! { <DateField legend="Date" name="since" labels value=DateBoxes::from_iso("2026-01-05") error="E"/> }
                .into_any()
        });
        wired(&out);
        assert_eq!(out.matches("<label").count(), 3);
        assert_eq!(out.matches("aria-invalid=\"true\"").count(), 3);
        for part in ["name=\"since_day\"", "name=\"since_month\"", "name=\"since_year\"", "id=\"since\"", "value=\"5\""]
        {
            assert!(out.contains(part), "{part} in {out}");
        }
    }

    #[test]
    fn only_a_whole_date_fills_the_boxes() {
        assert_eq!(DateBoxes::from_iso("2026-11-23"), DateBoxes::new("23", "11", "2026"));
        for wrong in ["", "2026", "2026-11", "23.11.2026", "2026-11-23T00:00", "aaaa-bb-cc"] {
            assert_eq!(DateBoxes::from_iso(wrong), DateBoxes::default(), "{wrong}");
        }
    }
}
