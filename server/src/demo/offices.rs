//! How the demo's three offices are reached: invented, as all else there.

use super::{LENINSKY, PERVOMAISKY, SHKLOV};
use crate::store::offices::{self, DetailsRow};
use crate::store::{AnyConn, new_id};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::QueryResult;

const OFFICES: [(i32, &str, &str, &str); 3] = [
    (LENINSKY, "212030, г. Могилёв, ул. Показная, 10", "+375 222 00-00-10", "leninsky@akno.example"),
    (PERVOMAISKY, "213800, г. Бобруйск, ул. Показная, 20", "+375 225 00-00-20", "pervomaisky@akno.example"),
    (SHKLOV, "213010, г. Шклов, ул. Показная, 30", "+375 2239 0-00-30", "shklov@akno.example"),
];

/// Monday to Thursday and Friday, with the break.
const HOURS: &str = "08:00–17:00;08:00–17:00;08:00–17:00;08:00–17:00;08:00–16:00;;;13:00–14:00";

/// Adds what is not there yet; an office that somebody has described stays as it is.
pub fn describe(conn: &mut AnyConn, today: NaiveDate, now: NaiveDateTime) -> QueryResult<()> {
    for (code, address, phone, email) in OFFICES {
        let Some(office) = offices::find(conn, code)? else { continue };
        if !offices::details(conn, code)?.is_empty() {
            continue;
        }
        let row = DetailsRow {
            id: new_id(),
            office: code,
            valid_from: today,
            name_be: office.name_be,
            name_ru: office.name_ru,
            name_en: office.name_en,
            address: address.to_owned(),
            phone: phone.to_owned(),
            email: email.to_owned(),
            hours: HOURS.to_owned(),
            entered_by: None,
            entered_at: now,
        };
        offices::add_details(conn, &row)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::hours::Hours;

    #[test]
    fn the_hours_are_kept_as_the_form_keeps_them() {
        assert_eq!(Hours::of_text(HOURS).to_text(), HOURS);
    }
}
