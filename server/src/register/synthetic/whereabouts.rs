//! Where invented companies are: a real settlement, a plausible street and house.

use super::dice::Dice;
use super::directory;
use super::streets::{self, Street};
use portal::egr::{Address, Reference, Territory};
use portal::offices::{self, Office, Surroundings};
use portal::places::{self, Settlement, SettlementKind};

/// All settlements of the region with the weight that each has, ready to be drawn from.
pub(super) struct Gazetteer {
    areas: Vec<Area>,
    weights: Vec<u32>,
}

/// A district or a city, as companies are named after it, with its settlements.
struct Area {
    adjective: [String; 2],
    places: Vec<Place>,
    weights: Vec<u32>,
}

/// A settlement, or the district of a city.
struct Place {
    office: &'static Office,
    around: Surroundings,
    kind: &'static str,
    settlement: String,
    soato: i64,
    postcodes: (u32, u32),
    streets: &'static [Street],
}

/// A location, by reference to the gazetteer.
#[derive(Clone, Debug)]
pub(super) struct Location {
    area: usize,
    place: usize,
    postcode: u32,
    street: Option<Street>,
    house: String,
    building: Option<String>,
    room: Option<(&'static str, String)>,
    dwelling: Option<bool>,
    note: Option<&'static str>,
}

/// What kind of premises somebody may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tenant {
    /// Business premises only.
    Company,
    /// A dwelling in so many cases of a hundred.
    MayDwell(u32),
    /// A person's place of residence: the register says nothing of the premises.
    Person,
}

/// How far somebody moves.
const SAME_PLACE: u32 = 70;
const SAME_AREA: u32 = 90;

/// Thousandths of the region's companies: the cities, then the districts in their order.
const CITY_WEIGHTS: [u32; 2] = [340, 190];
const DISTRICT_WEIGHTS: [u32; 21] = [16, 18, 26, 11, 36, 8, 16, 20, 12, 20, 8, 28, 11, 52, 18, 46, 11, 8, 15, 11, 30];

impl Gazetteer {
    pub fn new() -> Self {
        let cities = places::cities().iter().zip([streets::MOGILEV, streets::BOBRUISK]).map(|(city, streets)| Area {
            adjective: [city.adjective().ru, city.adjective().be],
            places: (0..2)
                .filter_map(|district| {
                    let soato = city.district_soato(district);
                    Place::new(SettlementKind::City, city.names().ru, soato, city.postcodes, streets[district])
                })
                .collect(),
            weights: vec![55, 45],
        });
        let districts = places::districts().iter().map(|district| {
            let settlements = district.settlements();
            let weights = settlements.iter().map(|settlement| weight(settlement, settlements.len())).collect();
            let places = settlements.into_iter().filter_map(Place::of).collect();
            Area { adjective: [district.adjective().ru, district.adjective().be], places, weights }
        });
        Self {
            areas: cities.chain(districts).collect(),
            weights: CITY_WEIGHTS.into_iter().chain(DISTRICT_WEIGHTS).collect(),
        }
    }

    pub fn draw(&self, dice: &mut Dice, tenant: Tenant) -> Location {
        let area = dice.weighted(&self.weights);
        let place = dice.weighted(&self.areas[area].weights);
        self.within(dice, tenant, area, place)
    }

    /// Another location: mostly in the same settlement, sometimes in another district.
    pub fn move_from(&self, dice: &mut Dice, tenant: Tenant, old: &Location) -> Location {
        match dice.below(100) {
            near if near < SAME_PLACE => self.within(dice, tenant, old.area, old.place),
            near if near < SAME_AREA => {
                let place = dice.weighted(&self.areas[old.area].weights);
                self.within(dice, tenant, old.area, place)
            }
            _ => self.draw(dice, tenant),
        }
    }

    /// The body that registers companies at a location.
    pub fn office(&self, location: &Location) -> &'static Office {
        self.place(location).office
    }

    /// The adjective of the district or city, in Russian and Belarusian.
    pub fn adjective(&self, location: &Location) -> [&str; 2] {
        let [ru, be] = &self.areas[location.area].adjective;
        [ru, be]
    }

    /// The wire's row for a location, without its time and contacts.
    pub fn address(&self, ngrn: i64, location: &Location) -> Address {
        let place = self.place(location);
        let mut territory = Territory::of(place.soato, &*place.around.full, Some(place.soato % 1_000_000_000));
        territory.objectnumber = Some(place.soato % 100_000_000);
        Address {
            ngrn,
            nsi00201: Some(directory::belarus()),
            nindex: Some(location.postcode.into()),
            nsi00202: Some(territory),
            vregion: Some(place.around.region.to_owned()),
            vdistrict: place.around.district.clone(),
            nsi00239: Some(directory::settlement_kind(place.kind)),
            vnp: Some(place.settlement.clone()),
            nsi00226: location.street.map(|(kind, _)| directory::street_kind(kind)),
            vulitsa: location.street.map(|(_, name)| name.to_owned()),
            vdom: Some(location.house.clone()),
            vkorp: location.building.clone(),
            vpom: location.room.as_ref().map(|(_, number)| number.clone()),
            nsi00227: location.room.as_ref().map(|(kind, _)| directory::room_kind(kind)),
            nsi00234: location.dwelling.map(directory::premises),
            vadrprim: location.note.map(str::to_owned),
            ..Address::default()
        }
    }

    fn place(&self, location: &Location) -> &Place {
        &self.areas[location.area].places[location.place]
    }

    fn within(&self, dice: &mut Dice, tenant: Tenant, area: usize, place: usize) -> Location {
        const NOTES: [&str; 4] = ["вход со двора", "2-й этаж", "административное здание", "производственная база"];
        let found = &self.areas[area].places[place];
        let village = found.kind == SettlementKind::AgroTown.abbreviation();
        let dwelling = match tenant {
            Tenant::Company => Some(false),
            Tenant::MayDwell(percent) => Some(dice.chance(percent)),
            Tenant::Person => None,
        };
        let lives = dwelling != Some(false);
        // In a small village houses have numbers and streets no names.
        let street = (!village || dice.chance(85)).then(|| *dice.frequent(found.streets));
        Location {
            area,
            place,
            postcode: dice.between(found.postcodes.0, found.postcodes.1),
            street,
            house: house(dice, if village { 60 } else { 140 }),
            building: (!village && dice.chance(8)).then(|| dice.between(1, 5).to_string()),
            room: room(dice, lives, village),
            dwelling,
            note: (!lives && dice.chance(3)).then(|| *dice.pick(&NOTES)),
        }
    }
}

impl Place {
    fn new(
        kind: SettlementKind,
        settlement: String,
        soato: i64,
        postcodes: (u32, u32),
        streets: &'static [Street],
    ) -> Option<Self> {
        let office = offices::competent(soato)?;
        let around = offices::surroundings(office.code)?;
        Some(Self { office, around, kind: kind.abbreviation(), settlement, soato, postcodes, streets })
    }

    fn of(settlement: Settlement) -> Option<Self> {
        let Settlement { kind, names, soato, postcode } = settlement;
        let streets = if kind == SettlementKind::AgroTown { streets::VILLAGE } else { streets::TOWN };
        Self::new(kind, names.ru, soato, (postcode, postcode), streets)
    }
}

/// A district's centre has as many companies as one and a half of all its other settlements.
fn weight(settlement: &Settlement, settlements: usize) -> u32 {
    match settlement.kind {
        SettlementKind::AgroTown => 10,
        _ => 15 * settlements as u32,
    }
}

fn house(dice: &mut Dice, highest: u32) -> String {
    let number = dice.between(1, highest);
    match dice.chance(12) {
        true => format!("{number}{}", dice.frequent(&["А", "Б", "В", "Г"])),
        false => number.to_string(),
    }
}

fn room(dice: &mut Dice, lives: bool, village: bool) -> Option<(&'static str, String)> {
    if lives {
        return (!village && dice.chance(75)).then(|| ("кв.", dice.between(1, 180).to_string()));
    }
    let kind = ["каб.", "оф.", "пом."][dice.weighted(&[45, 30, 25])];
    dice.chance(if village { 25 } else { 80 }).then(|| (kind, dice.between(1, 420).to_string()))
}
