//! Where fees are paid: the account of each registering body, by date, from the file that the setting `payees`
//! names. A body without a row is paid to the account of the setting `pay_to`.
//!
//! A bill shows the account of the day on which it was issued, so that a corrected row changes no bill that is
//! out.

use app::pages::application::bill::PayTo;
use chrono::NaiveDate;
use portal::unp::Unp;
use serde::Deserialize;
use std::path::Path;

/// Every row, by office and date.
#[derive(Clone, Debug, Default)]
pub struct Payees(Vec<Payee>);

/// An account that holds from a date on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Payee {
    /// Code of the registering body.
    office: i32,
    valid_from: NaiveDate,
    /// To whom, in Russian, as a payment document names them.
    name: String,
    /// IBAN of 28 characters.
    account: String,
    /// BIC of the bank.
    bank_code: String,
    /// The payer's number of whom is paid.
    unp: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    payees: Vec<Payee>,
}

impl Payees {
    /// Reads the file; an error names the row, from 1, and what is wrong with it.
    pub fn load(path: &Path) -> Result<Payees, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Payees::read(&text)
    }

    fn read(text: &str) -> Result<Payees, String> {
        let mut rows = toml::from_str::<File>(text).map_err(|error| error.to_string())?.payees;
        for (place, row) in (1..).zip(&mut rows) {
            row.account.retain(|c| !c.is_whitespace());
            if let Some(wrong) = row.wrong() {
                return Err(format!("row {place}: {wrong}"));
            }
        }
        rows.sort_by_key(|row| (row.office, row.valid_from));
        match rows.windows(2).find(|pair| (pair[0].office, pair[0].valid_from) == (pair[1].office, pair[1].valid_from))
        {
            Some(twice) => Err(format!("office {} has two rows from {}", twice[0].office, twice[0].valid_from)),
            None => Ok(Payees(rows)),
        }
    }

    /// The codes of the offices that have a row.
    pub fn offices(&self) -> impl Iterator<Item = i32> {
        self.0.iter().map(|row| row.office)
    }

    /// Where a fee is paid to an office on a day; `default` is the account of all without a row.
    pub fn on(&self, office: Option<i32>, day: NaiveDate, default: &str) -> PayTo {
        let row = self.0.iter().rfind(|row| Some(row.office) == office && row.valid_from <= day);
        match row {
            Some(row) => PayTo::Payee {
                name: row.name.clone(),
                account: row.account.clone(),
                bank_code: row.bank_code.clone(),
                unp: row.unp.clone(),
            },
            None if default.is_empty() => PayTo::Ask,
            None => PayTo::Account(default.to_owned()),
        }
    }
}

impl Payee {
    fn wrong(&self) -> Option<&'static str> {
        let bank = self.bank_code.as_bytes();
        if self.name.trim().is_empty() {
            Some("name is empty")
        } else if !is_iban(&self.account) {
            Some("account is no Belarusian IBAN with right check digits")
        } else if !matches!(bank.len(), 8 | 11) || !bank.iter().all(u8::is_ascii_alphanumeric) {
            Some("bank_code is no BIC")
        } else if Unp::parse(&self.unp).is_err() {
            Some("unp is no payer's number")
        } else {
            None
        }
    }
}

/// ISO 13616: BY, two check digits, 24 characters; moved behind the rest and letters read as numbers from 10 on
/// it leaves 1 modulo 97.
fn is_iban(text: &str) -> bool {
    let fits = text.len() == 28
        && text.starts_with("BY")
        && text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    let moved = text.bytes().cycle().skip(4).take(text.len());
    let rest = moved.fold(0u32, |rest, b| match b {
        b'0'..=b'9' => (rest * 10 + u32::from(b - b'0')) % 97,
        _ => (rest * 100 + u32::from(b.wrapping_sub(b'A')) + 10) % 97,
    });
    fits && rest == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = r#"
[[payees]]
office = 7201
valid_from = "2026-01-01"
name = "Главное управление Министерства финансов по Могилёвской области"
account = "BY13 NBRB 3600 9000 0000 2Z00 AB00"
bank_code = "AKBBBY2X"
unp = "700000018"
"#;

    fn account(read: &Payees, office: i32, day: &str) -> PayTo {
        read.on(Some(office), day.parse().unwrap(), "по умолчанию")
    }

    #[test]
    fn an_offices_account_holds_from_its_day_on_and_others_have_the_default() {
        let later = ROW.replace("2026-01-01", "2026-06-01").replace("AKBBBY2X", "NBRBBY2X");
        let read = Payees::read(&format!("{ROW}{later}")).unwrap();
        let bank = |day| match account(&read, 7201, day) {
            PayTo::Payee { bank_code, .. } => bank_code,
            other => format!("{other:?}"),
        };
        assert_eq!(bank("2026-01-01"), "AKBBBY2X");
        assert_eq!(bank("2026-06-01"), "NBRBBY2X");
        assert_eq!(account(&read, 7201, "2025-12-31"), PayTo::Account("по умолчанию".into()));
        assert_eq!(account(&read, 7202, "2026-06-01"), PayTo::Account("по умолчанию".into()));
        assert_eq!(Payees::default().on(None, "2026-06-01".parse().unwrap(), ""), PayTo::Ask);
    }

    #[test]
    fn a_wrong_row_is_named_with_what_is_wrong() {
        for (from, to, why) in [
            ("BY13", "BY14", "account"),
            ("BY13 NBRB 3600 9000 0000 2Z00 AB00", "", "account"),
            ("AKBBBY2X", "AK-BBY2X", "bank_code"),
            ("700000018", "700000019", "unp"),
            ("Главное управление Министерства финансов по Могилёвской области", " ", "name"),
            ("office = 7201", "office = \"x\"", "office"),
            ("unp =", "colour = 1\nunp =", "colour"),
            ("2026-01-01", "2026-02-30", "valid_from"),
        ] {
            let error = Payees::read(&ROW.replace(from, to)).unwrap_err();
            assert!(error.contains(why), "{why}: {error}");
        }
        assert!(Payees::read(&format!("{ROW}{ROW}")).unwrap_err().contains("two rows"));
        assert!(Payees::read("").unwrap().offices().next().is_none());
    }
}
