//! Who may act for a legal entity beside its head, or in the head's place. The USR's feeds do not tell of
//! them, so the portal keeps the fact in a record of its own, in the manner of the wire.

use super::projection::filled;
use crate::store::entries::{EntryKind, EntryRow};
use chrono::NaiveDate;
use portal::egr::WireDate;
use portal::procedures::{Authorisation, Authorised as InForce, Authority};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Another person authorised to act for a time. Known in the register as a public fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Authorised {
    /// UNP.
    pub ngrn: i64,
    /// First day of the powers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dfrom: Option<WireDate>,
    /// Day from which they no longer hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dto: Option<WireDate>,
    /// `+` while they hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cact: Option<String>,
    /// What the powers rest on: the code of an [`Authority`].
    pub vpoln: String,
    /// Surname, name and patronymic, or the name of the managing organisation.
    pub vfio: String,
    /// Post, in Russian.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpost: Option<String>,
    /// The payer's number of a managing organisation or sole proprietor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nunp: Option<i64>,
    /// The last day of the powers, where they have an end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dsrok: Option<WireDate>,
    /// Fields not named above.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Authorised {
    /// The record of what was granted.
    pub fn of(ngrn: i64, granted: &Authorisation) -> Authorised {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let mut extra = Map::new();
        if let Some(name) = text(&granted.name_be) {
            extra.insert("vfiob".to_owned(), name.into());
        }
        Authorised {
            ngrn,
            dfrom: Some(WireDate(granted.from)),
            dto: None,
            cact: Some("+".to_owned()),
            vpoln: granted.authority.code().to_owned(),
            vfio: granted.name.clone(),
            vpost: text(&granted.post),
            nunp: granted.unp,
            dsrok: granted.until.map(WireDate),
            extra,
        }
    }

    pub fn is_in_force(&self) -> bool {
        self.cact.as_deref().map_or(self.dto.is_none(), |mark| mark == "+")
    }

    /// Tells the entry from others of the company for as long as it stands: the first day and who it is.
    pub fn key(&self) -> String {
        format!("{}/{}", self.dfrom.map(|day| day.0.to_string()).unwrap_or_default(), self.vfio)
    }

    /// As the rules speak of it; `None` for powers of a kind that the portal does not know.
    pub fn in_words(&self) -> Option<InForce> {
        Some(InForce {
            key: self.key(),
            authority: Authority::from_code(&self.vpoln)?,
            name: self.vfio.clone(),
            name_be: self.extra.get("vfiob").and_then(Value::as_str).unwrap_or_default().to_owned(),
            post: filled(&self.vpost).unwrap_or_default(),
            unp: self.nunp,
            since: self.dfrom.map(|day| day.0),
            until: self.dsrok.map(|day| day.0),
        })
    }
}

/// Those in force among some entries of one company, the longest first.
pub fn in_force<'a>(rows: impl IntoIterator<Item = &'a EntryRow>) -> Vec<Authorised> {
    let of_kind = rows.into_iter().filter(|row| row.active && row.kind() == Some(EntryKind::Authorised));
    let mut found: Vec<Authorised> =
        of_kind.filter_map(read).filter(Authorised::is_in_force).filter(|record| record.in_words().is_some()).collect();
    found.sort_by(|a, b| (a.dfrom.map(|day| day.0), &a.vfio).cmp(&(b.dfrom.map(|day| day.0), &b.vfio)));
    found
}

/// The same as the rules speak of them.
pub fn others<'a>(rows: impl IntoIterator<Item = &'a EntryRow>) -> Vec<InForce> {
    in_force(rows).iter().filter_map(Authorised::in_words).collect()
}

pub fn read(row: &EntryRow) -> Option<Authorised> {
    serde_json::from_str(&row.body).ok()
}

/// Whether powers with this last day hold on a day.
pub fn holds(until: Option<NaiveDate>, day: NaiveDate) -> bool {
    until.is_none_or(|until| day <= until)
}
