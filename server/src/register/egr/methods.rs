//! The methods of the USR's interface, by the names that its clients use.

use crate::register::wire::Feed;
use portal::company::Kind;

/// What a method tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// One company's rows in force.
    Current(Feed),
    /// One company's rows with the former ones.
    History(Feed),
    Period(Feed),
    ByName,
    ByState,
    /// In liquidation, all of one kind.
    InLiquidation(Kind),
    AllSuccessions,
    /// Known by name alone: what it tells was never seen, so it has nothing.
    Unseen(Takes),
}

/// What stands behind a method's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    Nothing,
    Number,
    Name,
    State,
    Period,
}

/// The methods whose rows no client and no document shows.
pub const GO_FAMILY: [&str; 19] = [
    "getGOInfoByRegNum",
    "getGONameByRegNum",
    "getGOAddressByRegNum",
    "getGOTelByRegNum",
    "getGOPodByRegNum",
    "getGOInfoHByRegNum",
    "getGONameHByRegNum",
    "getGOAddressHByRegNum",
    "getGOTelHByRegNum",
    "getGOPodHByRegNum",
    "getGOPredByRegNum",
    "getGOPreeByRegNum",
    "getGOInfoAll",
    "getGONameAll",
    "getGOAddressAll",
    "getGOTelAll",
    "getGOPodAll",
    "getGOPredAll",
    "getGOPreeAll",
];

impl Method {
    /// A method by its name, to the letter.
    pub fn named(name: &str) -> Option<Method> {
        Some(match name {
            "getShortInfoByRegName" => Method::ByName,
            "getRegNumByState" => Method::ByState,
            "getAllLikvidUL" => Method::InLiquidation(Kind::LegalEntity),
            "getAllLikvidIP" => Method::InLiquidation(Kind::SoleProprietor),
            "getAllIPtoJur" => Method::AllSuccessions,
            // Older clients say it in the plural.
            "getEventsByRegNum" => Method::Current(Feed::Event),
            "getAllJurNamesByRegNum" => Method::History(Feed::Names),
            "getAllAddressByRegNum" => Method::History(Feed::Address),
            "getAllVEDByRegNum" => Method::History(Feed::Activity),
            "getAllIPFIOByRegNum" => Method::History(Feed::Person),
            unseen if GO_FAMILY.contains(&unseen) => {
                Method::Unseen(if unseen.ends_with("All") { Takes::Nothing } else { Takes::Number })
            }
            other => {
                let feed =
                    |ending| Feed::BY_PERIOD.into_iter().find(|f| other.strip_suffix(ending) == Some(f.method()));
                feed("ByRegNum").map(Method::Current).or_else(|| feed("ByPeriod").map(Method::Period))?
            }
        })
    }

    pub fn takes(self) -> Takes {
        match self {
            Method::Current(_) | Method::History(_) => Takes::Number,
            Method::Period(_) => Takes::Period,
            Method::ByName => Takes::Name,
            Method::ByState => Takes::State,
            Method::InLiquidation(_) | Method::AllSuccessions => Takes::Nothing,
            Method::Unseen(takes) => takes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_method_of_the_clients_is_known_to_the_letter() {
        let of = [
            "getBaseInfo",
            "getShortInfo",
            "getJurNames",
            "getAddress",
            "getVED",
            "getIPFIO",
            "getEvent",
            "getIPtoJur",
        ];
        for method in of {
            assert_eq!(Method::named(&format!("{method}ByRegNum")).unwrap().takes(), Takes::Number, "{method}");
            assert_eq!(Method::named(&format!("{method}ByPeriod")).unwrap().takes(), Takes::Period, "{method}");
        }
        for method in ["getAllJurNamesByRegNum", "getAllAddressByRegNum", "getAllVEDByRegNum", "getAllIPFIOByRegNum"] {
            assert!(matches!(Method::named(method), Some(Method::History(_))), "{method}");
        }
        assert_eq!(Method::named("getEventsByRegNum"), Method::named("getEventByRegNum"));
        for method in GO_FAMILY {
            assert!(matches!(Method::named(method), Some(Method::Unseen(_))), "{method}");
        }
        for unknown in ["", "getAllByRegNum", "getbaseinfobyregnum", "getHeadByRegNum", "getBaseInfo", "ByRegNum"] {
            assert_eq!(Method::named(unknown), None, "{unknown}");
        }
    }
}
