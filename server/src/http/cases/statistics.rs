//! Figures about an office's work.

pub(crate) mod reckoned;

use crate::access::{FiguresReader, Supervisor};
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::{export, yearly_report};
use crate::state::AppState;
use crate::store::{AnyConn, audit, statistics as store};
use app::pages::office::statistics::{Audited, Period, StatisticsView, page};
use app::ui::Crumb;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Datelike, Days, Months, NaiveDate};
use opendata::Format;

/// The first and the last day of a period.
pub(crate) fn days(period: Period, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let month = today.with_day(1).unwrap_or(today);
    let year = month.with_month(1).unwrap_or(month);
    let before = |day: NaiveDate| day.checked_sub_days(Days::new(1)).unwrap_or(day);
    match period {
        Period::Month => (month, today),
        Period::LastMonth => (month.checked_sub_months(Months::new(1)).unwrap_or(month), before(month)),
        Period::Year => (year, today),
        Period::LastYear => (year.checked_sub_months(Months::new(12)).unwrap_or(year), before(year)),
    }
}

pub(crate) fn asked(pairs: &[(String, String)]) -> Period {
    let code = pairs.iter().find(|(name, _)| name == "period").map(|(_, code)| code.as_str());
    code.and_then(Period::from_code).unwrap_or(Period::Month)
}

/// The format that was chosen of those in which cases are a file.
pub(crate) fn format_of(pairs: &[(String, String)]) -> Format {
    let code = pairs.iter().find(|(name, _)| name == "format").map(|(_, code)| code.as_str());
    let known = code.and_then(Format::from_code).filter(|format| export::FORMATS.contains(format));
    known.unwrap_or(export::FORMATS[0])
}

pub async fn show(
    State(state): State<AppState>,
    reader: FiguresReader,
    Query(pairs): Query<Vec<(String, String)>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let office = reader.office;
    let view = StatisticsView {
        audited: reader.among.clone().map(|codes| Audited { office, offices: state.offices.named(codes, tr.lang()) }),
        ..reckoned::view(&state, office, asked(&pairs), tr).await?
    };
    let title = tr.t("statistics-title");
    let above = match (reader.audited, reader.among.is_some()) {
        (true, _) => Crumb::new(tr.t("administration-title"), "/office/administration"),
        (false, true) => Crumb::new(tr.t("region-title"), "/office/region"),
        (false, false) => Crumb::new(tr.t("nav-office"), "/office"),
    };
    let crumbs = vec![above, Crumb::here(&title)];
    Ok(visit.page(Page::titled(&title).crumbs(crumbs), move || page(view)).await)
}

/// The report of this or the last year, in the reader's language, as it is reckoned at this moment: the supervisor's of
/// their office, the region's and an auditor's of any.
pub async fn report(
    State(state): State<AppState>,
    reader: FiguresReader,
    Query(pairs): Query<Vec<(String, String)>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let period = if asked(&pairs) == Period::Year { Period::Year } else { Period::LastYear };
    let view = reckoned::view(&state, reader.office, period, visit.tr).await?;
    let name = match reader.among {
        None => format!("akno-report-{}-{}.pdf", view.from.year(), visit.lang().tag()),
        // Who has those of many offices tells them apart.
        Some(_) => format!("akno-report-{}-{}-{}.pdf", reader.office, view.from.year(), visit.lang().tag()),
    };
    let document = yearly_report::sheet(&state, &view);
    let typeset = tokio::task::spawn_blocking(move || documents::typeset(&document)).await;
    let bytes = typeset.map_err(|e| Failure::Internal(e.to_string()))?.map_err(|e| Failure::Internal(e.to_string()))?;
    if reader.among.is_some() {
        let (actor, office, now) = (reader.signed_in.actor(), reader.office.to_string(), state.clock.now());
        let saw =
            move |conn: &mut AnyConn| Ok::<_, Failure>(audit::record(conn, &actor, "saw", ("report", &office), now)?);
        state.db.write(saw).await?;
    }
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")),
    ];
    Ok((headers, bytes).into_response())
}

/// The cases of the period as a file, with chosen columns. So many that one would wait for them are ordered.
pub async fn cases(
    State(state): State<AppState>,
    supervisor: Supervisor,
    Query(pairs): Query<Vec<(String, String)>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let (office, period) = (supervisor.office, asked(&pairs));
    let time = days(period, state.clock.today());
    let count = state.db.read(move |conn| store::count_filed(conn, office, time).map_err(Failure::from)).await?;
    if count > i64::from(state.config.export_at_once) {
        return Ok(Redirect::to(&format!("/office/statistics?period={}#export", period.code())).into_response());
    }
    let columns = pairs.iter().filter(|(name, _)| name == "column").map(|(_, code)| code.clone()).collect();
    export::cases(&state, supervisor, time, columns, format_of(&pairs), visit.tr).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_whole_months_and_years_up_to_today() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let of = |period, today: &str| days(period, day(today));
        assert_eq!(of(Period::Month, "2026-03-15"), (day("2026-03-01"), day("2026-03-15")));
        assert_eq!(of(Period::LastMonth, "2026-03-31"), (day("2026-02-01"), day("2026-02-28")));
        assert_eq!(of(Period::LastMonth, "2026-01-01"), (day("2025-12-01"), day("2025-12-31")));
        assert_eq!(of(Period::Year, "2026-03-15"), (day("2026-01-01"), day("2026-03-15")));
        assert_eq!(of(Period::LastYear, "2026-03-15"), (day("2025-01-01"), day("2025-12-31")));
    }
}
