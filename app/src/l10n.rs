//! Sentences in the reader's language, from `app/locales/{be,ru,en}/*.ftl` (Fluent).

mod sentences;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
pub use fluent_bundle::FluentValue;
use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use portal::lang::Lang;
use portal::money::{Byn, Fee};
use portal::problem::Problem;
use std::borrow::Cow;
use std::sync::LazyLock;

type Bundle = FluentBundle<FluentResource>;

/// The locale files; the same names in each language (a test compares their keys).
macro_rules! sources {
    ($lang:literal) => {
        &[
            include_str!(concat!("../locales/", $lang, "/site.ftl")),
            include_str!(concat!("../locales/", $lang, "/account.ftl")),
            include_str!(concat!("../locales/", $lang, "/second-step.ftl")),
            include_str!(concat!("../locales/", $lang, "/signature.ftl")),
            include_str!(concat!("../locales/", $lang, "/register.ftl")),
            include_str!(concat!("../locales/", $lang, "/search.ftl")),
            include_str!(concat!("../locales/", $lang, "/batch.ftl")),
            include_str!(concat!("../locales/", $lang, "/alerts.ftl")),
            include_str!(concat!("../locales/", $lang, "/company.ftl")),
            include_str!(concat!("../locales/", $lang, "/services.ftl")),
            include_str!(concat!("../locales/", $lang, "/application.ftl")),
            include_str!(concat!("../locales/", $lang, "/problems.ftl")),
            include_str!(concat!("../locales/", $lang, "/office.ftl")),
            include_str!(concat!("../locales/", $lang, "/inbox.ftl")),
            include_str!(concat!("../locales/", $lang, "/taking.ftl")),
            include_str!(concat!("../locales/", $lang, "/deciding.ftl")),
            include_str!(concat!("../locales/", $lang, "/runs.ftl")),
            include_str!(concat!("../locales/", $lang, "/opinions.ftl")),
            include_str!(concat!("../locales/", $lang, "/statistics.ftl")),
            include_str!(concat!("../locales/", $lang, "/exports.ftl")),
            include_str!(concat!("../locales/", $lang, "/phone.ftl")),
            include_str!(concat!("../locales/", $lang, "/letters.ftl")),
            include_str!(concat!("../locales/", $lang, "/liquidation.ftl")),
            include_str!(concat!("../locales/", $lang, "/standing.ftl")),
            include_str!(concat!("../locales/", $lang, "/data.ftl")),
            include_str!(concat!("../locales/", $lang, "/doctor.ftl")),
            include_str!(concat!("../locales/", $lang, "/editor.ftl")),
            include_str!(concat!("../locales/", $lang, "/questions.ftl")),
            include_str!(concat!("../locales/", $lang, "/extract.ftl")),
            include_str!(concat!("../locales/", $lang, "/changes.ftl")),
            include_str!(concat!("../locales/", $lang, "/drafts.ftl")),
            include_str!(concat!("../locales/", $lang, "/bounces.ftl")),
            include_str!(concat!("../locales/", $lang, "/founding.ftl")),
            include_str!(concat!("../locales/", $lang, "/decided.ftl")),
            include_str!(concat!("../locales/", $lang, "/fees.ftl")),
            include_str!(concat!("../locales/", $lang, "/businesses.ftl")),
            include_str!(concat!("../locales/", $lang, "/api.ftl")),
            include_str!(concat!("../locales/", $lang, "/persons.ftl")),
            include_str!(concat!("../locales/", $lang, "/consent.ftl")),
            include_str!(concat!("../locales/", $lang, "/charter.ftl")),
            include_str!(concat!("../locales/", $lang, "/attachments.ftl")),
            include_str!(concat!("../locales/", $lang, "/administration.ftl")),
            include_str!(concat!("../locales/", $lang, "/audit.ftl")),
            include_str!(concat!("../locales/", $lang, "/setup.ftl")),
            include_str!(concat!("../locales/", $lang, "/region.ftl")),
            include_str!(concat!("../locales/", $lang, "/barred.ftl")),
            include_str!(concat!("../locales/", $lang, "/retention.ftl")),
            include_str!(concat!("../locales/", $lang, "/rules.ftl")),
            include_str!(concat!("../locales/", $lang, "/offices.ftl")),
            include_str!(concat!("../locales/", $lang, "/wording.ftl")),
            include_str!(concat!("../locales/", $lang, "/dated.ftl")),
        ]
    };
}

/// The whole source of one language, for tests that compare the three.
pub fn source(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Be => sources!("be"),
        Lang::Ru => sources!("ru"),
        Lang::En => sources!("en"),
    }
}

static BUNDLES: LazyLock<[Bundle; 3]> = LazyLock::new(|| Lang::ALL.map(bundle));

/// The twelve months written out, as what stands around the day and the year: a page tells many
/// dates, and Fluent takes its time for each.
static MONTHS: LazyLock<[[DateFrame; 12]; 3]> =
    LazyLock::new(|| Lang::ALL.map(|lang| std::array::from_fn(|month| DateFrame::of(Tr(lang), month + 1))));

struct DateFrame {
    before_day: String,
    between: String,
    after_year: String,
}

impl DateFrame {
    /// The language's sentence with marks in the places of the day and of the year.
    fn of(tr: Tr, month: usize) -> DateFrame {
        let marks =
            [("day", "\u{1}".into()), ("month", tr.t(&format!("month-{month}")).into()), ("year", "\u{2}".into())];
        let written = tr.ta("date-long", &marks);
        let (before_day, rest) = written.split_once('\u{1}').unwrap_or(("", &written));
        let (between, after_year) = rest.split_once('\u{2}').unwrap_or((rest, ""));
        DateFrame { before_day: before_day.into(), between: between.into(), after_year: after_year.into() }
    }
}

fn bundle(lang: Lang) -> Bundle {
    // Fluent asks the tag for nothing but the plural. Of the Belarusian one `intl_pluralrules` counts only 2, 3 and 4
    // among the few; CLDR counts as in Russian: 22 and 43 too. The two agree on all whole numbers.
    let counted = if lang == Lang::Be { Lang::Ru } else { lang };
    let tag = counted.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    // Isolation marks would end up in copied numbers and in PDF text.
    bundle.set_use_isolating(false);
    for source in source(lang) {
        // What cannot be parsed is reported by the test of the locales.
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(partial, _)| partial);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The sentences of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tr(pub Lang);

impl Tr {
    pub fn lang(self) -> Lang {
        self.0
    }

    /// The sentence of a key. A key that no language has shows itself, and fails the tests.
    pub fn t(self, key: &str) -> String {
        self.said(key).into_owned()
    }

    /// The same, for what is written at once: it is not copied.
    pub fn said(self, key: &str) -> Cow<'static, str> {
        sentences::plain(self.0, key).map_or_else(|| self.ta(key, &[]).into(), Cow::Borrowed)
    }

    /// The sentence of a key with values in it.
    pub fn ta(self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        Tr::with_one_stop(sentences::with_values(self.0, key, values).unwrap_or_else(|| self.by_fluent(key, values)))
    }

    /// A date written out ends with the full stop of «г.», which then is the sentence's too.
    fn with_one_stop(said: String) -> String {
        if said.contains("г..") { said.replace("г..", "г.") } else { said }
    }

    fn by_fluent(self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let bundle = &BUNDLES[self.0 as usize];
        let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) else {
            return key.to_owned();
        };
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set(*name, value.clone());
        }
        bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// The sentence of a key, where there is one.
    pub fn known(self, key: &str) -> Option<Cow<'static, str>> {
        let plain = sentences::plain(self.0, key).map(Cow::Borrowed);
        plain.or_else(|| self.has(key).then(|| self.ta(key, &[]).into()))
    }

    /// Whether there is a sentence for a key.
    pub fn has(self, key: &str) -> bool {
        BUNDLES[self.0 as usize].has_message(key)
    }

    /// A date written out: «23 ноября 2026 г.», «23 лістапада 2026 г.», "23 November 2026".
    pub fn date(self, date: NaiveDate) -> String {
        let DateFrame { before_day, between, after_year } = &MONTHS[self.0 as usize][date.month0() as usize];
        let (mut day, mut year) = (itoa::Buffer::new(), itoa::Buffer::new());
        [before_day, day.format(date.day()), between, year.format(date.year()), after_year].concat()
    }

    /// A short date for tables: 23.11.2026.
    pub fn date_short(self, date: NaiveDate) -> String {
        date.format("%d.%m.%Y").to_string()
    }

    /// A moment, already in Minsk time: the date and hours and minutes.
    pub fn moment(self, at: NaiveDateTime) -> String {
        self.ta("moment", &[("date", self.date(at.date()).into()), ("time", at.format("%H:%M").to_string().into())])
    }

    /// A sum: «42,00 руб.», "42.00 BYN".
    pub fn money(self, sum: Byn) -> String {
        self.ta("money", &[("sum", sum.written(self.mark()).into())])
    }

    /// What a fee comes to, and how it is reckoned.
    pub fn fee(self, fee: Fee) -> String {
        let values = [("sum", self.money(fee.sum()).into()), ("values", fee.base_values(self.mark()).into())];
        self.ta("fee-reckoned", &values)
    }

    /// How a fee is reckoned: "1 base value × 42.00 BYN".
    pub fn reckoned(self, fee: Fee) -> String {
        let values = [("values", fee.base_values(self.mark()).into()), ("value", self.money(fee.base_value).into())];
        self.ta("bill-reckoned-what", &values)
    }

    /// Between roubles and kopecks.
    fn mark(self) -> char {
        if self.0 == Lang::En { '.' } else { ',' }
    }

    /// The weekday's name, in the nominative.
    pub fn weekday(self, date: NaiveDate) -> String {
        self.t(&format!("weekday-{}", date.weekday().number_from_monday()))
    }

    /// The sentence of a finding; ISO dates among its values are written out.
    pub fn problem(self, problem: &Problem) -> String {
        let values: Vec<(&str, FluentValue)> = problem
            .values
            .iter()
            .map(|(name, value)| match (value.parse::<NaiveDate>(), value.parse::<i64>()) {
                (Ok(date), _) => (name.as_ref(), self.date(date).into()),
                (_, Ok(number)) => (name.as_ref(), number.into()),
                _ => (name.as_ref(), value.clone().into()),
            })
            .collect();
        self.ta(&format!("problem-{}", problem.code), &values)
    }
}

#[cfg(test)]
mod tests;
