//! The Mogilev region's places: districts, cities of regional rank, towns and villages.
//!
//! The names are real. **The SOATO numbers are minted**: the official classification (ОКРБ 003-2017)
//! is not openly published and the region's district numbers were found in no source, so ours keep
//! its shape (region 7; kind 2 district, 4 city; two digits of number; 3xx city district, 5xx town,
//! 8xx rural council; three digits of settlement) but take the numbers 61 to 81, which it does not
//! use. A real number can therefore never be mistaken for one of these, nor the other way round.
//! The villages are real settlements; that each of them seats a rural council is a fixture.

mod districts;
mod latin;
mod villages;

pub use latin::from_russian;

use crate::lang::Names3;

/// SOATO of the region.
pub const REGION_SOATO: i64 = 7_000_000_000;
/// The region's name as the register writes it (`vregion`).
pub const REGION: &str = "Могилёвская";

/// One name in Belarusian, Russian and English.
type Trio = [&'static str; 3];

/// What a settlement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SettlementKind {
    City,
    UrbanSettlement,
    AgroTown,
}

impl SettlementKind {
    /// The register's abbreviation.
    pub fn abbreviation(self) -> &'static str {
        match self {
            Self::City => "г.",
            Self::UrbanSettlement => "г.п.",
            Self::AgroTown => "аг.",
        }
    }
}

/// A district of the region.
#[derive(Debug)]
pub struct District {
    /// The two digits of its minted SOATO, 61 to 81 in alphabetical order.
    pub number: u8,
    adjective: Trio,
    centre: Trio,
    /// The district's own centre; `None` where the committee sits in a city of regional rank,
    /// which belongs to no district.
    own_centre: Option<SettlementKind>,
    postcode: u32,
    towns: &'static [Town],
    villages: &'static [Village],
}

/// A town of a district beside its centre.
#[derive(Debug)]
struct Town {
    kind: SettlementKind,
    names: Trio,
}

/// A village that seats a rural council, and the adjectives of the council's name.
#[derive(Debug)]
pub struct Village {
    pub be: &'static str,
    pub ru: &'static str,
    pub council_be: &'static str,
    pub council_ru: &'static str,
}

/// A city of regional rank.
#[derive(Debug)]
pub struct City {
    /// The two digits of its minted SOATO.
    pub number: u8,
    names: Trio,
    adjective: Trio,
    /// Belarusian and Russian genitive.
    genitive: [&'static str; 2],
    /// First and last postcode.
    pub postcodes: (u32, u32),
    pub districts: [CityDistrict; 2],
}

/// A district of a city.
#[derive(Debug)]
pub struct CityDistrict {
    adjective: Trio,
    /// Belarusian and Russian genitive of the adjective.
    genitive: [&'static str; 2],
}

/// A place that an address can lie in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    pub kind: SettlementKind,
    pub names: Names3,
    pub soato: i64,
    /// Postcode; those of villages are plausible, not looked up.
    pub postcode: u32,
}

/// The 21 districts, in the alphabetical order of their Russian names.
pub fn districts() -> &'static [District] {
    &districts::DISTRICTS
}

/// Mogilev and Bobruisk.
pub fn cities() -> &'static [City] {
    &districts::CITIES
}

impl District {
    pub fn soato(&self) -> i64 {
        REGION_SOATO + 200_000_000 + i64::from(self.number) * 1_000_000
    }

    /// SOATO of the rural council seated in the village of this index.
    pub fn council_soato(&self, village: usize) -> i64 {
        self.soato() + 801_000 + i64::try_from(village).unwrap_or(0) * 1_000
    }

    /// The adjective, as the register writes the district (`vdistrict`, Russian) and a committee is
    /// named after it.
    pub fn adjective(&self) -> Names3 {
        names(self.adjective)
    }

    /// «Белыничский район».
    pub fn area(&self) -> Names3 {
        let [be, ru, en] = self.adjective;
        Names3::new(format!("{be} раён"), format!("{ru} район"), format!("{en} District"))
    }

    /// The settlement where the committee sits.
    pub fn centre(&self) -> Names3 {
        names(self.centre)
    }

    /// The villages that seat the rural councils.
    pub fn villages(&self) -> &'static [Village] {
        self.villages
    }

    /// The settlements of the district: its own centre, its towns, its villages.
    pub fn settlements(&self) -> Vec<Settlement> {
        let centre = self.own_centre.map(|kind| (kind, self.centre));
        let towns = centre.into_iter().chain(self.towns.iter().map(|town| (town.kind, town.names)));
        let mut settlements: Vec<Settlement> = towns
            .zip(0_u32..)
            .map(|((kind, trio), index)| Settlement {
                kind,
                names: names(trio),
                soato: self.soato()
                    + if kind == SettlementKind::City { 501_000 } else { 551_000 + i64::from(index) * 1_000 },
                postcode: self.postcode + index,
            })
            .collect();
        settlements.extend(self.villages.iter().zip(0_u32..).map(|(village, index)| Settlement {
            kind: SettlementKind::AgroTown,
            names: village.names(),
            soato: self.council_soato(index as usize) + 1,
            postcode: self.postcode + 2 + index,
        }));
        settlements
    }
}

impl Village {
    pub fn names(&self) -> Names3 {
        Names3::new(self.be, self.ru, from_russian(self.ru))
    }
}

impl City {
    pub fn soato(&self) -> i64 {
        REGION_SOATO + 400_000_000 + i64::from(self.number) * 1_000_000
    }

    pub fn names(&self) -> Names3 {
        names(self.names)
    }

    /// The adjective that the committee is named after.
    pub fn adjective(&self) -> Names3 {
        names(self.adjective)
    }

    /// SOATO of the city's district of this index.
    pub fn district_soato(&self, district: usize) -> i64 {
        self.soato() + 301_000 + i64::try_from(district).unwrap_or(0) * 1_000
    }

    /// «Ленинский район г. Могилёва».
    pub fn district_area(&self, district: &CityDistrict) -> Names3 {
        let ([be, ru, en], [city_be, city_ru]) = (district.adjective, self.genitive);
        Names3::new(
            format!("{be} раён г. {city_be}"),
            format!("{ru} район г. {city_ru}"),
            format!("{en} District of {}", self.names[2]),
        )
    }

    /// «Администрация Ленинского района г. Могилёва».
    pub fn administration(&self, district: &CityDistrict) -> Names3 {
        let ([be, ru], [city_be, city_ru]) = (district.genitive, self.genitive);
        Names3::new(
            format!("Адміністрацыя {be} раёна г. {city_be}"),
            format!("Администрация {ru} района г. {city_ru}"),
            format!("{} District Administration of {}", district.adjective[2], self.names[2]),
        )
    }
}

impl CityDistrict {
    /// The adjective, as the register writes the district (`vdistrict`).
    pub fn adjective(&self) -> Names3 {
        names(self.adjective)
    }
}

fn names([be, ru, en]: Trio) -> Names3 {
    Names3::new(be, ru, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_region_has_21_districts_two_cities_and_155_rural_councils() {
        assert_eq!(districts().len(), 21);
        assert_eq!(cities().len(), 2);
        assert_eq!(districts().iter().map(|district| district.villages.len()).sum::<usize>(), 155);
    }

    #[test]
    fn the_districts_are_in_alphabetical_order_and_numbered_in_it() {
        for (index, pair) in districts().windows(2).enumerate() {
            assert!(pair[0].adjective[1] < pair[1].adjective[1], "{:?}", pair[1].adjective);
            assert_eq!(usize::from(pair[0].number), 61 + index);
        }
    }

    #[test]
    fn every_settlement_has_its_own_soato_in_its_district_and_a_postcode_of_the_region() {
        let mut seen = HashSet::new();
        for district in districts() {
            for settlement in district.settlements() {
                assert!(seen.insert(settlement.soato), "{settlement:?}");
                assert_eq!(settlement.soato / 1_000_000, district.soato() / 1_000_000);
                assert!((213_000..214_000).contains(&settlement.postcode), "{settlement:?}");
            }
        }
    }

    #[test]
    fn names_are_whole_and_in_the_letters_of_their_language() {
        for district in districts() {
            let adjective = district.adjective();
            assert!(adjective.ru.ends_with("кий") && adjective.be.ends_with("кі"), "{adjective:?}");
            for village in district.villages {
                assert!(village.council_ru.ends_with("кий"), "{village:?}");
                assert!(village.council_be.ends_with("кі"), "{village:?}");
                for be in [village.be, village.council_be] {
                    assert!(!be.contains(['и', 'И', 'щ', 'ъ', '\'']), "{be}");
                }
                for ru in [village.ru, village.council_ru] {
                    assert!(!ru.contains(['і', 'І', 'ў', '’']), "{ru}");
                }
                assert!(village.names().en.is_ascii(), "{village:?}");
            }
        }
    }
}
