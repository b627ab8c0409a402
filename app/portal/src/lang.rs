//! The three languages of the portal.

use serde::{Deserialize, Serialize};

/// A language the portal speaks. The order is the one in which the switch offers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    Be,
    Ru,
    En,
}

impl Lang {
    pub const ALL: [Lang; 3] = [Lang::Be, Lang::Ru, Lang::En];

    /// The BCP 47 tag: what stands in `lang=`, in the cookie and in the database.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Be => "be",
            Lang::Ru => "ru",
            Lang::En => "en",
        }
    }

    /// Reads a tag, with or without a region (`be-BY`), in any case.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_']).next()?.trim();
        Lang::ALL.into_iter().find(|l| primary.eq_ignore_ascii_case(l.tag()))
    }

    /// The first language of an `Accept-Language` header (RFC 9110 § 12.5.4) that the portal speaks,
    /// by weight, then by place; a weight of zero means "not this one".
    pub fn from_accept_language(header: &str) -> Option<Lang> {
        let mut wanted: Vec<(f32, usize, Lang)> = header
            .split(',')
            .enumerate()
            .filter_map(|(place, item)| {
                let (tag, weight) = item.split_once(";q=").unwrap_or((item, "1"));
                let weight: f32 = weight.trim().parse().ok()?;
                (weight > 0.0).then_some(())?;
                Some((weight, place, Lang::from_tag(tag.trim())?))
            })
            .collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        wanted.first().map(|(_, _, lang)| *lang)
    }
}

/// One thing's name in the three languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names3 {
    pub be: String,
    pub ru: String,
    pub en: String,
}

impl Names3 {
    pub fn new(be: impl Into<String>, ru: impl Into<String>, en: impl Into<String>) -> Self {
        Names3 { be: be.into(), ru: ru.into(), en: en.into() }
    }

    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Be => &self.be,
            Lang::Ru => &self.ru,
            Lang::En => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_language_we_speak_wins() {
        assert_eq!(Lang::from_accept_language("de, en;q=0.5, be-BY;q=0.9"), Some(Lang::Be));
        assert_eq!(Lang::from_accept_language("ru;q=0, en;q=0.1"), Some(Lang::En));
        assert_eq!(Lang::from_accept_language("de,fr"), None);
        assert_eq!(Lang::from_accept_language(";;;q=x,,"), None);
    }
}
