//! What a set says of itself, and what a catalogue needs to know of a published version.

use crate::files::Format;
use crate::schema::Schema;
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime};
use portal::lang::Names3;
use serde::{Deserialize, Serialize};

/// What a set is about: the EU's data themes that occur here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Economy and finance.
    Econ,
    /// Government and public sector.
    Gove,
    /// Population and society.
    Soci,
    /// Regions and cities.
    Regi,
}

impl Theme {
    pub const ALL: [Theme; 4] = [Theme::Econ, Theme::Gove, Theme::Soci, Theme::Regi];

    /// The word in the database, in addresses and in the locale key `theme-…`.
    pub fn code(self) -> &'static str {
        match self {
            Theme::Econ => "econ",
            Theme::Gove => "gove",
            Theme::Soci => "soci",
            Theme::Regi => "regi",
        }
    }

    pub fn from_code(code: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.code() == code)
    }
}

/// How often a set is brought up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    Daily,
    Monthly,
    Quarterly,
    Yearly,
    /// Published once; nothing follows.
    Once,
}

impl Period {
    pub const ALL: [Period; 5] = [Period::Daily, Period::Monthly, Period::Quarterly, Period::Yearly, Period::Once];

    /// The word in the database, in addresses and in the locale key `period-…`.
    pub fn code(self) -> &'static str {
        match self {
            Period::Daily => "daily",
            Period::Monthly => "monthly",
            Period::Quarterly => "quarterly",
            Period::Yearly => "yearly",
            Period::Once => "once",
        }
    }

    pub fn from_code(code: &str) -> Option<Period> {
        Period::ALL.into_iter().find(|period| period.code() == code)
    }

    /// The day until which the next version is due after one of `day`; none where nothing follows.
    pub fn next(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Period::Daily => day.checked_add_days(Days::new(1)),
            Period::Monthly => day.checked_add_months(Months::new(1)),
            Period::Quarterly => day.checked_add_months(Months::new(3)),
            Period::Yearly => day.checked_add_months(Months::new(12)),
            Period::Once => None,
        }
    }

    /// The first day of the period that holds `day`.
    pub fn beginning(self, day: NaiveDate) -> NaiveDate {
        let month = match self {
            Period::Daily | Period::Once => return day,
            Period::Monthly => day.month(),
            Period::Quarterly => (day.month() - 1) / 3 * 3 + 1,
            Period::Yearly => 1,
        };
        NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day)
    }
}

/// Who answers for a set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Owner {
    /// Code of the council; none for the register's operator.
    pub code: Option<i32>,
    pub name: Names3,
}

impl Owner {
    /// The name in addresses: `register`, `council-7101`.
    pub fn slug(&self) -> String {
        self.code.map_or_else(|| "register".to_owned(), |code| format!("council-{code}"))
    }
}

/// What a set says of itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Passport {
    /// Its name in addresses: small Latin letters, digits, hyphens.
    pub id: String,
    pub title: Names3,
    /// What it is, in a sentence or two.
    pub about: Names3,
    /// What a reader of the numbers must know: contradictions, what is left out and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Names3>,
    pub theme: Theme,
    pub keywords: Vec<Names3>,
    pub owner: Owner,
    /// The post of the person who answers for it.
    pub officer: Names3,
    pub contact: String,
    pub period: Period,
    /// First and last day that the rows tell of.
    pub covers: (NaiveDate, NaiveDate),
    /// The day until which the next version is due.
    pub next_on: Option<NaiveDate>,
    /// The territory it covers.
    pub area: Names3,
    /// The languages of the values, as tags.
    pub languages: Vec<String>,
    #[serde(default)]
    pub licence: Licence,
    /// Invented for the demonstration.
    pub synthetic: bool,
    pub schema: Schema,
}

/// Under what conditions a set may be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Licence {
    #[default]
    #[serde(rename = "CC-BY-4.0")]
    Attribution,
    #[serde(rename = "CC0-1.0")]
    NoConditions,
}

impl Licence {
    pub const ALL: [Licence; 2] = [Licence::Attribution, Licence::NoConditions];

    /// The name in the SPDX list.
    pub fn code(self) -> &'static str {
        match self {
            Licence::Attribution => LICENCE,
            Licence::NoConditions => "CC0-1.0",
        }
    }

    pub fn from_code(code: &str) -> Option<Licence> {
        Licence::ALL.into_iter().find(|licence| licence.code() == code)
    }

    pub fn title(self) -> &'static str {
        match self {
            Licence::Attribution => LICENCE_TITLE,
            Licence::NoConditions => "Creative Commons Zero 1.0 Universal",
        }
    }

    pub fn url(self) -> &'static str {
        match self {
            Licence::Attribution => LICENCE_URL,
            Licence::NoConditions => "https://creativecommons.org/publicdomain/zero/1.0/",
        }
    }
}

/// The licence of the catalogue and of everything that the portal itself makes.
pub const LICENCE: &str = "CC-BY-4.0";
pub const LICENCE_TITLE: &str = "Creative Commons Attribution 4.0 International";
pub const LICENCE_URL: &str = "https://creativecommons.org/licenses/by/4.0/";

/// A file of a version.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedFile {
    pub format: Format,
    pub size: u64,
    /// SHA-256, in hexadecimal.
    pub sha256: String,
}

/// A version as it stands in the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    pub passport: Passport,
    pub version: i32,
    pub rows: u64,
    /// When the set was first published, and when this version was; UTC.
    pub created_at: NaiveDateTime,
    pub made_at: NaiveDateTime,
    pub files: Vec<PublishedFile>,
}

impl Published {
    /// The name of a file: `entities.csv`.
    pub fn file_name(&self, format: Format) -> String {
        format!("{}.{}", self.passport.id, format.code())
    }

    pub fn file(&self, format: Format) -> Option<&PublishedFile> {
        self.files.iter().find(|file| file.format == format)
    }

    /// Where the newest version's file always is, below the portal's address.
    pub fn latest_path(&self, format: Format) -> String {
        format!("/data/{}/latest/{}", self.passport.id, self.file_name(format))
    }

    /// Where this version's file stays for ever.
    pub fn version_path(&self, format: Format) -> String {
        format!("/data/{}/{}/{}", self.passport.id, self.version, self.file_name(format))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_begins_and_is_followed() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(Period::Quarterly.beginning(day("2026-11-24")), day("2026-10-01"));
        assert_eq!(Period::Monthly.next(day("2027-01-31")), Some(day("2027-02-28")));
        assert_eq!(Period::Yearly.beginning(day("2026-11-24")), day("2026-01-01"));
        assert_eq!(Period::Once.next(day("2026-11-24")), None);
    }
}
