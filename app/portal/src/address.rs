//! An address as the register knows it, part by part (wire row `Address`), and as one line.

use serde::{Deserialize, Serialize};

/// The parts of an address; empty where the register has none. Words are in Russian, as the
/// register keeps them; kinds are the register's own abbreviations («ул.», «каб.»).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    pub postcode: String,
    pub region: String,
    pub district: String,
    pub settlement_kind: String,
    pub settlement: String,
    pub street_kind: String,
    pub street: String,
    pub house: String,
    pub building: String,
    pub room_kind: String,
    pub room: String,
    pub premises: String,
    pub note: String,
    pub soato: Option<i64>,
}

impl Address {
    /// The address on one line, from the large to the small, as the register writes it.
    pub fn one_line(&self) -> String {
        let house = match self.building.is_empty() {
            true => self.house.clone(),
            false => format!("{}, корп. {}", self.house, self.building),
        };
        let parts = [
            self.postcode.clone(),
            suffixed(&self.region, "обл."),
            suffixed(&self.district, "р-н"),
            joined(&self.settlement_kind, &self.settlement),
            joined(&self.street_kind, &self.street),
            house,
            joined(&self.room_kind, &self.room),
        ];
        parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ")
    }

    pub fn is_empty(&self) -> bool {
        self.one_line().is_empty()
    }
}

fn joined(kind: &str, name: &str) -> String {
    if name.is_empty() { String::new() } else { format!("{kind} {name}").trim().to_owned() }
}

fn suffixed(name: &str, suffix: &str) -> String {
    if name.is_empty() || name.contains(suffix) { name.to_owned() } else { format!("{name} {suffix}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_parts_leave_no_gaps() {
        let address = Address {
            postcode: "220007".into(),
            settlement_kind: "г.".into(),
            settlement: "Минск".into(),
            street_kind: "ул.".into(),
            street: "Фабрициуса".into(),
            house: "7".into(),
            room_kind: "каб.".into(),
            room: "12".into(),
            ..Address::default()
        };
        assert_eq!(address.one_line(), "220007, г. Минск, ул. Фабрициуса, 7, каб. 12");
        assert!(Address::default().is_empty());
    }
}
