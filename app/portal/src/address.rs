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
        let mut line = String::with_capacity(160);
        let mut say = |words: &[&str]| {
            let begin = line.len();
            for word in words.iter().filter(|word| !word.is_empty()) {
                line.push_str(if line.len() > begin {
                    " "
                } else if begin > 0 {
                    ", "
                } else {
                    ""
                });
                line.push_str(word);
            }
        };
        say(&[&self.postcode]);
        say(&suffixed(&self.region, "обл."));
        say(&suffixed(&self.district, "р-н"));
        say(&joined(&self.settlement_kind, &self.settlement));
        say(&joined(&self.street_kind, &self.street));
        match self.building.is_empty() {
            true => say(&[&self.house]),
            false => say(&[&format!("{}, корп.", self.house), &self.building]),
        }
        say(&joined(&self.room_kind, &self.room));
        line
    }

    pub fn is_empty(&self) -> bool {
        self.one_line().is_empty()
    }
}

/// Without a name its kind says nothing.
fn joined<'a>(kind: &'a str, name: &'a str) -> [&'a str; 2] {
    match (kind.trim_start(), name) {
        (_, "") => [""; 2],
        ("", name) => [name.trim(), ""],
        (kind, name) if name.trim().is_empty() => [kind.trim_end(), ""],
        (kind, name) => [kind, name.trim_end()],
    }
}

fn suffixed<'a>(name: &'a str, suffix: &'a str) -> [&'a str; 2] {
    if name.is_empty() || name.contains(suffix) { [name, ""] } else { [name, suffix] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_one_is_written_from_the_large_to_the_small() {
        let text = |text: &str| text.to_owned();
        let mut address = Address {
            postcode: text("213010"),
            region: text("Могилёвская"),
            district: text("Шкловский р-н"),
            settlement_kind: text("г."),
            settlement: text("Шклов"),
            street_kind: text("ул."),
            street: text("Ленинская"),
            house: text("10"),
            building: text("2"),
            room_kind: text("каб."),
            room: text("3"),
            ..Address::default()
        };
        let whole = "213010, Могилёвская обл., Шкловский р-н, г. Шклов, ул. Ленинская, 10, корп. 2, каб. 3";
        assert_eq!(address.one_line(), whole);
        address.room = String::new();
        address.street_kind = String::new();
        assert_eq!(
            address.one_line(),
            "213010, Могилёвская обл., Шкловский р-н, г. Шклов, Ленинская, 10, корп. 2",
            "a kind without a name says nothing"
        );
        address = Address { house: text("7"), ..Address::default() };
        assert_eq!(address.one_line(), "7");
    }

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
