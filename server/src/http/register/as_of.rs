//! A company's page as it stood on a day.

use crate::http::visit::{Page, Visit};
use crate::store::companies::CompanyRow;
use app::pages::register::company::{NotYetView, not_yet as page};
use app::ui::Crumb;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;

/// The day asked for; none for today, or where nothing is asked. `Err` is the key of what is wrong.
pub(super) fn day(typed: &str, today: NaiveDate) -> Result<Option<NaiveDate>, &'static str> {
    if typed.is_empty() {
        return Ok(None);
    }
    let read = ["%Y-%m-%d", "%d.%m.%Y"].iter().find_map(|form| NaiveDate::parse_from_str(typed, form).ok());
    match read {
        None => Err("company-day-wrong"),
        Some(day) if day > today => Err("company-day-future"),
        Some(day) => Ok(Some(day).filter(|day| *day < today)),
    }
}

/// On that day the company was not in the register.
pub(super) async fn not_yet(visit: &Visit, row: &CompanyRow, day: NaiveDate) -> Response {
    let (tr, title) = (visit.tr, row.names().title(visit.lang()));
    let view = NotYetView { tr, unp: row.unp, title: title.to_owned(), day };
    let register = Crumb::new(tr.t("nav-register"), "/register");
    let company = Crumb::new(title, format!("/register/{}", row.unp));
    let head = Page::titled(title).crumbs(vec![register, company]).status(StatusCode::NOT_FOUND);
    visit.page(head, move || page(view)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_in_either_form_and_lies_in_the_past() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 29).unwrap();
        let first = NaiveDate::from_ymd_opt(2020, 2, 1);
        assert_eq!((day("2020-02-01", today), day("01.02.2020", today)), (Ok(first), Ok(first)));
        assert_eq!((day("", today), day("2026-11-29", today)), (Ok(None), Ok(None)));
        assert_eq!(day("2026-11-30", today), Err("company-day-future"));
        for wrong in ["31.02.2024", "yesterday", "-1", "2024-2-31", "\u{0}"] {
            assert_eq!(day(wrong, today), Err("company-day-wrong"), "{wrong}");
        }
    }
}
