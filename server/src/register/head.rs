//! Who heads a legal entity. The USR's feeds tell of a head by an event alone, without the name, so
//! the portal keeps the fact in a record of its own, in the manner of the wire.

use chrono::NaiveDate;
use portal::egr::WireDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The head of a legal entity for a time. Known in the register as a public fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// UNP.
    pub ngrn: i64,
    /// First day in office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dfrom: Option<WireDate>,
    /// Day from which somebody else heads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dto: Option<WireDate>,
    /// `+` for the head in office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cact: Option<String>,
    /// Surname, name and patronymic.
    pub vfio: String,
    /// Post, in Russian: «директор».
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpost: Option<String>,
    /// The last day of the powers, where they have an end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dsrok: Option<WireDate>,
    /// Fields not named above.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Head {
    /// A head in office since a day.
    pub fn since(ngrn: i64, from: NaiveDate, name: impl Into<String>, post: impl Into<String>) -> Head {
        Head {
            ngrn,
            dfrom: Some(from.into()),
            dto: None,
            cact: Some("+".into()),
            vfio: name.into(),
            vpost: Some(post.into()),
            dsrok: None,
            extra: Map::new(),
        }
    }

    pub fn is_in_office(&self) -> bool {
        self.cact.as_deref().map_or(self.dto.is_none(), |mark| mark == "+")
    }
}
