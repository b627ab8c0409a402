//! The table of districts and cities. Names: Belarusian, Russian, English.

use super::SettlementKind::UrbanSettlement;
use super::{City, CityDistrict, District, SettlementKind, Town, Trio, Village, villages};

const TOWN: SettlementKind = SettlementKind::City;

// One district a line, whatever its length.
#[rustfmt::skip]
pub(super) static DISTRICTS: [District; 21] = [
    district(61, ["Бялыніцкі", "Белыничский", "Belynichi"], ["Бялынічы", "Белыничи", "Belynichi"], Some(UrbanSettlement), 213_051, villages::BELYNICHI),
    district(62, ["Бабруйскі", "Бобруйский", "Bobruisk"], ["Бабруйск", "Бобруйск", "Bobruisk"], None, 213_840, villages::BOBRUISK),
    district(63, ["Быхаўскі", "Быховский", "Bykhov"], ["Быхаў", "Быхов", "Bykhov"], Some(TOWN), 213_352, villages::BYKHOV),
    district(64, ["Глускі", "Глусский", "Glusk"], ["Глуск", "Глуск", "Glusk"], Some(UrbanSettlement), 213_879, villages::GLUSK),
    district(65, ["Горацкі", "Горецкий", "Gorki"], ["Горкі", "Горки", "Gorki"], Some(TOWN), 213_410, villages::GORKI),
    district(66, ["Дрыбінскі", "Дрибинский", "Dribin"], ["Дрыбін", "Дрибин", "Dribin"], Some(UrbanSettlement), 213_971, villages::DRIBIN),
    district(67, ["Кіраўскі", "Кировский", "Kirovsk"], ["Кіраўск", "Кировск", "Kirovsk"], Some(TOWN), 213_931, villages::KIROVSK),
    district(68, ["Клімавіцкі", "Климовичский", "Klimovichi"], ["Клімавічы", "Климовичи", "Klimovichi"], Some(TOWN), 213_623, villages::KLIMOVICHI),
    district(69, ["Клічаўскі", "Кличевский", "Klichev"], ["Клічаў", "Кличев", "Klichev"], Some(TOWN), 213_910, villages::KLICHEV),
    district(70, ["Касцюковіцкі", "Костюковичский", "Kostyukovichi"], ["Касцюковічы", "Костюковичи", "Kostyukovichi"], Some(TOWN), 213_640, villages::KOSTYUKOVICHI),
    district(71, ["Краснапольскі", "Краснопольский", "Krasnopolye"], ["Краснаполле", "Краснополье", "Krasnopolye"], Some(UrbanSettlement), 213_560, villages::KRASNOPOLYE),
    district(72, ["Крычаўскі", "Кричевский", "Krichev"], ["Крычаў", "Кричев", "Krichev"], Some(TOWN), 213_500, villages::KRICHEV),
    district(73, ["Круглянскі", "Круглянский", "Krugloye"], ["Круглае", "Круглое", "Krugloye"], Some(UrbanSettlement), 213_188, villages::KRUGLOYE),
    district(74, ["Магілёўскі", "Могилёвский", "Mogilev"], ["Магілёў", "Могилёв", "Mogilev"], None, 213_100, villages::MOGILEV),
    district(75, ["Мсціслаўскі", "Мстиславский", "Mstislavl"], ["Мсціслаў", "Мстиславль", "Mstislavl"], Some(TOWN), 213_470, villages::MSTISLAVL),
    with_towns(YELIZOVO, district(76, ["Асіповіцкі", "Осиповичский", "Osipovichi"], ["Асіповічы", "Осиповичи", "Osipovichi"], Some(TOWN), 213_760, villages::OSIPOVICHI)),
    district(77, ["Слаўгарадскі", "Славгородский", "Slavgorod"], ["Слаўгарад", "Славгород", "Slavgorod"], Some(TOWN), 213_240, villages::SLAVGOROD),
    district(78, ["Хоцімскі", "Хотимский", "Khotimsk"], ["Хоцімск", "Хотимск", "Khotimsk"], Some(UrbanSettlement), 213_660, villages::KHOTIMSK),
    district(79, ["Чавускі", "Чаусский", "Chausy"], ["Чавусы", "Чаусы", "Chausy"], Some(TOWN), 213_206, villages::CHAUSY),
    district(80, ["Чэрыкаўскі", "Чериковский", "Cherikov"], ["Чэрыкаў", "Чериков", "Cherikov"], Some(TOWN), 213_533, villages::CHERIKOV),
    district(81, ["Шклоўскі", "Шкловский", "Shklov"], ["Шклоў", "Шклов", "Shklov"], Some(TOWN), 213_010, villages::SHKLOV),
];

const YELIZOVO: &[Town] = &[Town { kind: UrbanSettlement, names: ["Елізава", "Елизово", "Yelizovo"] }];

pub(super) static CITIES: [City; 2] = [
    City {
        number: 61,
        names: ["Магілёў", "Могилёв", "Mogilev"],
        adjective: ["Магілёўскі", "Могилёвский", "Mogilev"],
        genitive: ["Магілёва", "Могилёва"],
        postcodes: (212_001, 212_040),
        districts: [LENINSKY, OKTYABRSKY],
    },
    City {
        number: 62,
        names: ["Бабруйск", "Бобруйск", "Bobruisk"],
        adjective: ["Бабруйскі", "Бобруйский", "Bobruisk"],
        genitive: ["Бабруйска", "Бобруйска"],
        postcodes: (213_801, 213_830),
        districts: [LENINSKY, PERVOMAISKY],
    },
];

const LENINSKY: CityDistrict = CityDistrict {
    adjective: ["Ленінскі", "Ленинский", "Leninsky"],
    genitive: ["Ленінскага", "Ленинского"],
};
const OKTYABRSKY: CityDistrict = CityDistrict {
    adjective: ["Кастрычніцкі", "Октябрьский", "Oktyabrsky"],
    genitive: ["Кастрычніцкага", "Октябрьского"],
};
const PERVOMAISKY: CityDistrict = CityDistrict {
    adjective: ["Першамайскі", "Первомайский", "Pervomaisky"],
    genitive: ["Першамайскага", "Первомайского"],
};

const fn district(
    number: u8,
    adjective: Trio,
    centre: Trio,
    own_centre: Option<SettlementKind>,
    postcode: u32,
    villages: &'static [Village],
) -> District {
    District { number, adjective, centre, own_centre, postcode, towns: &[], villages }
}

const fn with_towns(towns: &'static [Town], district: District) -> District {
    District { towns, ..district }
}
