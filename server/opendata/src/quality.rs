//! How well a set is described and offered, by the weights of the EU's Metadata Quality Assessment
//! (data.europa.eu/mqa/methodology), and how fresh it is. Every point has its reason.

use crate::files::Format;
use crate::passport::{Passport, Period, Published};
use chrono::NaiveDate;

/// One thing that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// In the locale key `data-mark-…`.
    pub code: &'static str,
    pub points: u32,
    /// The most that it can have.
    pub of: u32,
}

/// The most that a set can have.
pub const MOST: u32 = 405;

/// The marks of a version, in the order of the methodology: findability, accessibility,
/// interoperability, reusability, contextuality.
pub fn marks(published: &Published) -> Vec<Mark> {
    let passport = &published.passport;
    let mark = |code, of, given: bool| Mark { code, points: if given { of } else { 0 }, of };
    let files = !published.files.is_empty();
    let named = |names: &portal::lang::Names3| {
        ![&names.be, &names.ru, &names.en].into_iter().any(|text| text.trim().is_empty())
    };
    let open = published.files.iter().any(|file| file.format != Format::Xlsx);
    vec![
        mark("keywords", 30, !passport.keywords.is_empty()),
        mark("theme", 30, true),
        mark("area", 20, named(&passport.area)),
        mark("time", 20, passport.covers.0 <= passport.covers.1),
        // Every file of a version lies here under its hash: the address leads to the file itself.
        mark("access", 50, files),
        mark("download", 50, files),
        mark("format", 30, files),
        mark("vocabulary", 10, files),
        mark("open-format", 20, open),
        mark("machine", 20, open),
        mark("dcat", 30, named(&passport.title) && named(&passport.about)),
        mark("licence", 30, true),
        mark("rights", 15, true),
        mark("contact", 20, passport.contact.contains('@')),
        mark("owner", 10, named(&passport.owner.name)),
        mark("size", 10, files && published.files.iter().all(|file| file.size > 0)),
        mark("dates", 10, published.created_at <= published.made_at),
    ]
}

/// The points together.
pub fn points(marks: &[Mark]) -> u32 {
    marks.iter().map(|mark| mark.points).sum()
}

/// The methodology's word for a number of points; the locale key `data-rating-…`.
pub fn rating(points: u32) -> &'static str {
    match points {
        351.. => "excellent",
        221..=350 => "good",
        121..=220 => "sufficient",
        _ => "bad",
    }
}

/// How fresh a set is, from 0 to 100: all while nothing is due, then less by the share of its period
/// that the next version is late. Days it is late are the reason.
pub fn freshness(passport: &Passport, next_on: Option<NaiveDate>, today: NaiveDate) -> (u32, i64) {
    let late = next_on.map_or(0, |due| (today - due).num_days()).max(0);
    let period = match passport.period {
        Period::Daily => 1,
        Period::Monthly => 30,
        Period::Quarterly => 91,
        Period::Yearly => 365,
        Period::Once => return (100, 0),
    };
    let lost = u32::try_from(late * 100 / period).unwrap_or(100).min(100);
    (100 - lost, late)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passport::{Owner, PublishedFile, Theme};
    use crate::schema::Schema;
    use portal::lang::Names3;

    fn published() -> Published {
        let names = Names3::new("а", "а", "a");
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let at = day.and_hms_opt(0, 0, 0).unwrap();
        Published {
            passport: Passport {
                id: "a".into(),
                title: names.clone(),
                about: names.clone(),
                note: None,
                theme: Theme::Econ,
                keywords: vec![names.clone()],
                owner: Owner { code: None, name: names.clone() },
                officer: names.clone(),
                contact: "a@akno.example".into(),
                period: Period::Quarterly,
                covers: (day, day),
                next_on: None,
                area: names,
                languages: Vec::new(),
                licence: crate::passport::Licence::default(),
                synthetic: false,
                schema: Schema::default(),
            },
            version: 1,
            rows: 1,
            created_at: at,
            made_at: at,
            files: vec![PublishedFile { format: Format::Csv, size: 1, sha256: "00".into() }],
        }
    }

    #[test]
    fn the_weights_are_those_of_the_methodology() {
        let whole = marks(&published());
        assert_eq!(whole.iter().map(|mark| mark.of).sum::<u32>(), MOST);
        assert_eq!((points(&whole), rating(points(&whole))), (MOST, "excellent"));
        let mut bare = published();
        bare.passport.keywords.clear();
        bare.passport.contact.clear();
        bare.files.clear();
        assert_eq!(points(&marks(&bare)), MOST - 30 - 20 - 190);
    }

    #[test]
    fn freshness_is_lost_by_the_share_of_the_period() {
        let passport = published().passport;
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(freshness(&passport, Some(day("2026-11-24")), day("2026-11-24")), (100, 0));
        assert_eq!(freshness(&passport, Some(day("2026-11-24")), day("2027-01-08")), (51, 45));
        assert_eq!(freshness(&passport, Some(day("2020-11-24")), day("2027-01-08")).0, 0);
    }
}
