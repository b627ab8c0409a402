//! Entries of the register's directories as they stand in invented records. Codes and ids that real
//! records showed are used; all others are minted from 990 000 on, beyond those of the register.

use portal::egr::{
    ActivityCode, Country, CreationWay, EventKind, Ground, LiquidationWay, PremisesKind, Reference, RegisteringBody,
    RoomKind, SettlementKind, Status, StreetKind, SubjectKind,
};
use portal::offices::Office;

const MINTED: i64 = 990_000;

/// An entry whose code is known from the register, but not its id.
fn known<T: Reference>(code: i64, label: &str) -> T {
    T::of(code, label, Some(MINTED + code))
}

fn minted<T: Reference>(number: i64, label: &str) -> T {
    T::of(MINTED + number, label, Some(MINTED + number))
}

pub(super) const ACTIVE: i64 = 1;
pub(super) const EXCLUDED: i64 = 2;
pub(super) const IN_LIQUIDATION: i64 = 3;
pub(super) const BANKRUPT: i64 = 4;
pub(super) const REORGANISED: i64 = 5;
pub(super) const SUSPENDED: i64 = 10;
pub(super) const INCAPABLE: i64 = 11;
pub(super) const ANNULLED: i64 = 12;

pub(super) fn status(code: i64) -> Status {
    match code {
        ACTIVE => Status::of(ACTIVE, "Действующий", Some(33_512)),
        EXCLUDED => known(code, "Исключён из ЕГР"),
        IN_LIQUIDATION => known(code, "В процессе ликвидации"),
        BANKRUPT => known(code, "Банкротство"),
        REORGANISED => known(code, "Прекращён при реорганизации"),
        SUSPENDED => known(code, "Приостановлен"),
        INCAPABLE => known(code, "Утрата правоспособности"),
        _ => known(code, "Регистрация аннулирована"),
    }
}

pub(super) fn subject_kind(sole_proprietor: bool) -> SubjectKind {
    match sole_proprietor {
        false => known(1, "Юридическое лицо"),
        true => known(2, "Индивидуальный предприниматель"),
    }
}

pub(super) fn creation(reorganised: bool) -> CreationWay {
    match reorganised {
        false => minted(1, "Создание"),
        true => minted(2, "Создание в результате реорганизации"),
    }
}

/// How a company of this final status ceased to be.
pub(super) fn end(status: i64, sole_proprietor: bool) -> LiquidationWay {
    match (status, sole_proprietor) {
        (REORGANISED, _) => minted(1, "Прекращение деятельности в результате реорганизации"),
        (ANNULLED, _) => minted(2, "Аннулирование государственной регистрации"),
        (_, true) => minted(3, "Прекращение деятельности индивидуального предпринимателя"),
        (_, false) => minted(4, "Ликвидация по решению собственника имущества (учредителей, участников)"),
    }
}

pub(super) fn body(office: &Office) -> RegisteringBody {
    RegisteringBody::of(i64::from(office.code), &*office.name.ru, Some(MINTED + i64::from(office.code)))
}

pub(super) fn belarus() -> Country {
    Country::of(112, "Республика Беларусь", Some(4_881))
}

/// `г.` and `ул.` are known; the others follow the register's abbreviations.
pub(super) fn settlement_kind(abbreviation: &str) -> SettlementKind {
    match abbreviation {
        "г." => SettlementKind::of(1, "г.", Some(50_607)),
        "г.п." => minted(2, abbreviation),
        _ => minted(3, abbreviation),
    }
}

pub(super) fn street_kind(abbreviation: &str) -> StreetKind {
    match abbreviation {
        "ул." => StreetKind::of(1, "ул.", Some(33_295)),
        "пр-т" => minted(2, abbreviation),
        "пер." => minted(3, abbreviation),
        "б-р" => minted(4, abbreviation),
        "пл." => minted(5, abbreviation),
        _ => minted(6, abbreviation),
    }
}

pub(super) fn room_kind(abbreviation: &str) -> RoomKind {
    match abbreviation {
        "каб." => RoomKind::of(4, "каб.", Some(33_302)),
        "кв." => minted(1, abbreviation),
        "оф." => minted(2, abbreviation),
        "пом." => minted(3, abbreviation),
        _ => minted(5, abbreviation),
    }
}

pub(super) fn premises(dwelling: bool) -> PremisesKind {
    match dwelling {
        false => PremisesKind::of(4, "Нежилое помещение", Some(36_574)),
        true => minted(1, "Жилое помещение"),
    }
}

pub(super) fn activity(code: &str, title: &str) -> ActivityCode {
    ActivityCode {
        vkvdn: Some(code.to_owned()),
        vnvdnp: Some(title.to_owned()),
        nsi00114: code.parse().ok().map(|number: i64| 10 * MINTED + number),
        ..ActivityCode::default()
    }
}

/// What happens to a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Happening {
    Registration,
    HeadReplaced,
    Moved,
    Renamed,
    ActivityChanged,
    ClosingDecided,
    BankruptcyOpened,
    Suspension,
    Exclusion,
    Incapacity,
    Annulment,
    Reorganisation,
}

impl Happening {
    /// The event's kind. 21700 is the register's own; 990001 is the portal's code for a change of
    /// location, the others continue it.
    pub fn kind(self) -> EventKind {
        match self {
            Self::HeadReplaced => {
                let label = "Уведомление о назначении (замене) руководителя юридического лица";
                EventKind::of(21_700, label, Some(70_230))
            }
            Self::Moved => minted(1, "Уведомление об изменении местонахождения"),
            Self::Registration => minted(2, "Государственная регистрация"),
            Self::Renamed => minted(3, "Изменение наименования (фамилии)"),
            Self::ActivityChanged => minted(4, "Изменение вида деятельности"),
            Self::ClosingDecided => minted(5, "Принятие решения о ликвидации (прекращении деятельности)"),
            Self::BankruptcyOpened => minted(6, "Возбуждение производства по делу о банкротстве"),
            Self::Suspension => minted(7, "Приостановление деятельности"),
            Self::Exclusion => minted(8, "Исключение из ЕГР"),
            Self::Incapacity => minted(9, "Утрата правоспособности"),
            Self::Annulment => minted(10, "Аннулирование государственной регистрации"),
            Self::Reorganisation => minted(11, "Прекращение деятельности в результате реорганизации"),
        }
    }

    /// On what ground it was recorded.
    pub fn ground(self) -> Ground {
        match self {
            Self::Registration => minted(1, "Заявление о государственной регистрации"),
            Self::HeadReplaced | Self::Moved | Self::ActivityChanged => {
                minted(2, "Уведомление субъекта хозяйствования")
            }
            Self::Renamed | Self::ClosingDecided | Self::Reorganisation => {
                minted(3, "Решение собственника имущества (учредителей, участников)")
            }
            Self::Exclusion | Self::Suspension => minted(4, "Решение регистрирующего органа"),
            Self::BankruptcyOpened | Self::Incapacity | Self::Annulment => minted(5, "Определение экономического суда"),
        }
    }
}
