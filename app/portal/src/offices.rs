//! The registering bodies of the Mogilev region, and the councils beside them.
//!
//! Companies are registered by executive committees: the district's or, in Mogilev and Bobruisk, the
//! administration of the city's district. The free economic zone registers its own residents and is
//! no body of this table. **The codes are minted**: the register's own (`nkuz`) were found in no
//! source. The 155 rural councils register nobody; they are fixtures that stand for the lowest tier.

use crate::address::Address;
use crate::fold::fold;
use crate::hours::Hours;
use crate::lang::Names3;
use crate::places::{self, City, District, REGION, REGION_SOATO, SettlementKind};
use std::sync::LazyLock;

/// Code of the regional executive committee.
pub const REGION_CODE: i32 = 7000;
const DISTRICT_CODES: i32 = 7100;
const CITY_CODES: i32 = 7200;

/// A body of one area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Minted code (`nkuz`): region 7000, districts 7101–7121, cities 7201 and 7202, their
    /// administrations 7211, 7212, 7221 and 7222, rural councils the district's code and two digits.
    pub code: i32,
    /// SOATO of its area, minted in the real shape.
    pub soato: i64,
    pub kind: OfficeKind,
    /// Code of the body above it.
    pub parent: Option<i32>,
    /// Full name.
    pub name: Names3,
    /// Name of its area.
    pub area_name: Names3,
    /// Whether the body is invented: so are all rural councils.
    pub fixture: bool,
}

/// The tier of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OfficeKind {
    Region,
    District,
    City,
    CityDistrict,
    Rural,
}

impl OfficeKind {
    /// The word that stands for it in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::District => "district",
            Self::City => "city",
            Self::CityDistrict => "city_district",
            Self::Rural => "rural",
        }
    }

    /// Whether bodies of this tier register companies.
    pub fn registers(self) -> bool {
        matches!(self, Self::District | Self::City | Self::CityDistrict)
    }
}

/// How an office is reached; empty where nobody has said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contacts {
    /// In Russian, as the office writes it.
    pub address: String,
    pub phone: String,
    pub email: String,
    pub hours: Hours,
}

impl Contacts {
    pub fn is_empty(&self) -> bool {
        *self == Contacts::default()
    }
}

/// What the register writes of an address from its area alone, in Russian.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surroundings {
    /// `vregion`.
    pub region: &'static str,
    /// `vdistrict`: the district's adjective, in a city that of the city's district.
    pub district: Option<String>,
    /// Kind and name of the settlement, where the area is a city.
    pub city: Option<(&'static str, String)>,
    /// SOATO of the area.
    pub soato: i64,
    /// `vnsfull`.
    pub full: String,
}

static ALL: LazyLock<Vec<Office>> = LazyLock::new(|| {
    let mut offices = vec![region()];
    offices.extend(places::districts().iter().zip(1..).map(|(district, n)| district_committee(district, n)));
    for (city, n) in places::cities().iter().zip(1..) {
        offices.push(city_committee(city, n));
        offices.extend(administrations(city, n));
    }
    for (district, n) in places::districts().iter().zip(1..) {
        offices.extend(rural_councils(district, n));
    }
    offices
});

/// All bodies, those above before those below.
pub fn mogilev() -> Vec<Office> {
    ALL.clone()
}

/// The body of a code.
pub fn by_code(code: i32) -> Option<&'static Office> {
    ALL.iter().find(|office| office.code == code)
}

/// The body that registers a company at a place: the district's committee anywhere in a district; in
/// Mogilev and Bobruisk the administration of the city's district, or the city's committee where the
/// number does not tell the district. `None` for the region as a whole and for numbers not minted here.
pub fn competent(soato: i64) -> Option<&'static Office> {
    let within = |office: &&Office| match office.kind {
        OfficeKind::CityDistrict => soato / 1_000 == office.soato / 1_000,
        OfficeKind::District | OfficeKind::City => soato / 1_000_000 == office.soato / 1_000_000,
        OfficeKind::Region | OfficeKind::Rural => false,
    };
    let narrow = ALL.iter().filter(|office| office.kind == OfficeKind::CityDistrict).find(within);
    narrow.or_else(|| ALL.iter().find(within))
}

/// The body that registers a company at an address: by its SOATO or, where that is absent or is not
/// known here, by the words for the district and the settlement.
pub fn competent_for(address: &Address) -> Option<&'static Office> {
    address.soato.and_then(competent).or_else(|| {
        let region = fold(&address.region);
        if !region.is_empty() && !region.starts_with("могилевск") {
            return None;
        }
        let (district, settlement) = (fold(&address.district), fold(&address.settlement));
        match places::cities().iter().find(|city| fold(&city.names().ru) == settlement) {
            Some(city) => {
                let index = city.districts.iter().position(|known| is_named(&district, &known.adjective().ru));
                competent(index.map_or(city.soato(), |index| city.district_soato(index)))
            }
            None => {
                let known = places::districts().iter().find(|known| is_named(&district, &known.adjective().ru))?;
                competent(known.soato())
            }
        }
    })
}

/// What the register writes of an address in the area of a body; nothing for bodies without places
/// of their own (the region) and for unknown codes.
pub fn surroundings(code: i32) -> Option<Surroundings> {
    let office = by_code(code)?;
    if office.kind == OfficeKind::Region {
        return None;
    }
    let district = places::districts().iter().find(|district| district.soato() / 1_000_000 == office.soato / 1_000_000);
    if let Some(district) = district {
        let full = format!("{REGION} обл. {}", district.area().ru);
        let district = Some(district.adjective().ru);
        return Some(Surroundings { region: REGION, district, city: None, soato: office.soato, full });
    }
    let city = places::cities().iter().find(|city| city.soato() / 1_000_000 == office.soato / 1_000_000)?;
    let index = (0..city.districts.len()).find(|index| city.district_soato(*index) == office.soato);
    let district = index.map(|index| city.districts[index].adjective().ru);
    let name = city.names().ru;
    let full = match &district {
        Some(district) => format!("{REGION} обл. г. {name} {district} район"),
        None => format!("{REGION} обл. г. {name}"),
    };
    let city = Some((SettlementKind::City.abbreviation(), name));
    Some(Surroundings { region: REGION, district, city, soato: office.soato, full })
}

/// The same of a district that an administrator opened with an area of its own: its name in Russian, and its SOATO.
pub fn surroundings_of_new(area: &str, soato: i64) -> Surroundings {
    let name = area.trim();
    let adjective = [" район", " р-н"].into_iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    let (district, full) = (Some(adjective.to_owned()), format!("{REGION} обл. {name}"));
    Surroundings { region: REGION, district, city: None, soato, full }
}

/// «Белыничский», «Белыничский р-н» and «Белыничский район» name the same district.
fn is_named(words: &str, adjective: &str) -> bool {
    words.split(' ').any(|word| word == fold(adjective))
}

fn region() -> Office {
    Office {
        code: REGION_CODE,
        soato: REGION_SOATO,
        kind: OfficeKind::Region,
        parent: None,
        name: Names3::new(
            "Магілёўскі абласны выканаўчы камітэт",
            "Могилёвский областной исполнительный комитет",
            "Mogilev Regional Executive Committee",
        ),
        area_name: Names3::new("Магілёўская вобласць", "Могилёвская область", "Mogilev Region"),
        fixture: false,
    }
}

fn district_committee(district: &District, n: i32) -> Office {
    let Names3 { be, ru, en } = district.adjective();
    Office {
        code: DISTRICT_CODES + n,
        soato: district.soato(),
        kind: OfficeKind::District,
        parent: Some(REGION_CODE),
        name: Names3::new(
            format!("{be} раённы выканаўчы камітэт"),
            format!("{ru} районный исполнительный комитет"),
            format!("{en} District Executive Committee"),
        ),
        area_name: district.area(),
        fixture: false,
    }
}

fn city_committee(city: &City, n: i32) -> Office {
    let Names3 { be, ru, en } = city.adjective();
    let area = city.names();
    Office {
        code: CITY_CODES + n,
        soato: city.soato(),
        kind: OfficeKind::City,
        parent: Some(REGION_CODE),
        name: Names3::new(
            format!("{be} гарадскі выканаўчы камітэт"),
            format!("{ru} городской исполнительный комитет"),
            format!("{en} City Executive Committee"),
        ),
        area_name: Names3::new(format!("горад {}", area.be), format!("город {}", area.ru), format!("{} City", area.en)),
        fixture: false,
    }
}

fn administrations(city: &City, n: i32) -> impl Iterator<Item = Office> {
    city.districts.iter().enumerate().zip(1..).map(move |((index, district), d)| Office {
        code: CITY_CODES + 10 * n + d,
        soato: city.district_soato(index),
        kind: OfficeKind::CityDistrict,
        parent: Some(CITY_CODES + n),
        name: city.administration(district),
        area_name: city.district_area(district),
        fixture: false,
    })
}

fn rural_councils(district: &District, n: i32) -> impl Iterator<Item = Office> {
    district.villages().iter().enumerate().zip(1..).map(move |((index, village), v)| {
        let (be, ru, en) = (village.council_be, village.council_ru, village.names().en);
        Office {
            code: (DISTRICT_CODES + n) * 100 + v,
            soato: district.council_soato(index),
            kind: OfficeKind::Rural,
            parent: Some(DISTRICT_CODES + n),
            name: Names3::new(
                format!("{be} сельскі Савет дэпутатаў"),
                format!("{ru} сельский Совет депутатов"),
                format!("{en} Rural Council of Deputies"),
            ),
            area_name: Names3::new(
                format!("{be} сельсавет"),
                format!("{ru} сельсовет"),
                format!("{en} Rural Council Area"),
            ),
            fixture: true,
        }
    })
}

#[cfg(test)]
mod tests;
