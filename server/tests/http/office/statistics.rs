//! `/office/statistics` and the cases as a file.

use super::lists::{copies, filed};
use super::{decide, in_hands, row};
use crate::support::database::counted;
use crate::support::portal::Portal;
use chrono::Duration;
use std::io::Read;

/// The cells of the row of a table that begins with a text.
fn line(page: &crate::support::client::Answer, begins: &str) -> String {
    let rows = page.all("main table.cards-table tbody tr");
    rows.into_iter().find(|row| row.starts_with(begins)).unwrap_or_else(|| panic!("no {begins} in {}", page.body))
}

#[tokio::test]
async fn the_figures_are_of_the_office_and_say_how_long_and_whether_in_time() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    assert_eq!(decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await.status, 303);
    // Two that took longer, the second of them beyond its term: it was filed before this month.
    let late = copies(&portal, &id, 2, |n, row| {
        let days = Duration::days(40 + n as i64);
        (row.status, row.decided_at) = ("refused".into(), row.decided_at);
        row.filed_at = row.filed_at.map(|at| at - days);
        row.filed_on = row.filed_on.map(|day| if n == 1 { day - days } else { day });
        row.channel = Some("by_post".into());
    })
    .await;
    assert_eq!(row(&portal, &late[0]).await.status, "refused");
    let open = copies(&portal, &id, 1, |_, row| {
        (row.status, row.decided_at) = ("filed".into(), None);
        row.due_on = row.filed_on.map(|day| day - Duration::days(9));
    })
    .await;
    let mut supervisor = portal.signed_in("supervisor").await;
    let page = supervisor.get("/office/statistics?lang=en").await;
    assert_eq!(page.status, 200, "{}", page.body);
    let facts = page.text_of("main");
    for said in ["Filed3", "through the portal67 %", "Decided3", "In time67 %", "Open now1", "Overdue now1"] {
        assert!(facts.contains(said), "{said} in {facts}");
    }
    assert!(line(&page, "Change of location").contains("31100167 %"), "{}", line(&page, "Change of location"));
    let whole = line(&page, "From the filing to the decision");
    assert!(whole.ends_with("40 days41 days"), "{whole}");
    assert!(line(&page, "Ирина Быкова").contains("Быкова0367 %"), "{}", line(&page, "Ирина Быкова"));
    assert!(!page.all("table.bars tbody tr").is_empty());
    let year = supervisor.get("/office/statistics?period=year&lang=en").await;
    assert_eq!(year.status, 200);
    for hostile in ["period=%00", "period=%3Cscript%3E", "period=year&period=month"] {
        assert_eq!(supervisor.get(&format!("/office/statistics?{hostile}")).await.status, 200, "{hostile}");
    }
    for who in ["clerk0", "clerk1", "elena"] {
        let mut other = portal.signed_in(who).await;
        assert_eq!(other.get("/office/statistics").await.status, 404, "{who}");
        assert_eq!(other.get("/office/statistics/cases").await.status, 404, "{who}");
    }
    assert_eq!(row(&portal, &open[0]).await.status, "filed");
}

#[tokio::test]
async fn the_file_says_by_when_a_decided_case_was_due() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let due = row(&portal, &id).await.due_on.unwrap();
    assert_eq!(decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await.status, 303);
    assert_eq!(row(&portal, &id).await.due_on, None);
    let mut supervisor = portal.signed_in("supervisor").await;
    let file = supervisor.get("/office/statistics/cases?format=csv&column=due&column=decided&lang=en").await;
    let mut reader = csv::Reader::from_reader(file.body.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!((rows.len(), &rows[0][0]), (1, due.to_string().as_str()), "{}", file.body);
    let page = supervisor.get("/office/statistics?lang=en").await;
    let says = page.text_of("form[action$='/cases'] fieldset");
    assert!(says.contains("With none chosen the file has all of them."), "{says}");
}

#[tokio::test]
async fn the_cases_are_a_file_with_the_columns_that_were_chosen_and_no_formulas() {
    let portal = Portal::start().await;
    let id = filed(&portal).await;
    // More than one piece.
    copies(&portal, &id, 1_205, |n, row| {
        row.unp = None;
        row.party = Some(if n == 0 { "=cmd|'/c calc'!A1".into() } else { format!("Кто-то, \"{n}\"") });
    })
    .await;
    let mut supervisor = portal.signed_in("supervisor").await;
    let file =
        supervisor.get("/office/statistics/cases?format=csv&column=company&column=number&column=%3Cb%3E&lang=en").await;
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    assert!(file.header("content-disposition").unwrap().starts_with("attachment; filename=\"akno-cases-"));
    let mut reader = csv::Reader::from_reader(file.body.trim_start_matches('\u{feff}').as_bytes());
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), ["Number", "Company"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let numbers: std::collections::BTreeSet<&str> = rows.iter().map(|row| &row[0]).collect();
    assert_eq!((rows.len(), numbers.len()), (1_206, 1_206), "each case once");
    assert!(rows.iter().any(|row| &row[1] == "'=cmd|'/c calc'!A1") && rows.iter().all(|row| !row[1].starts_with('=')));
    let book = supervisor.get("/office/statistics/cases?format=xlsx").await;
    assert_eq!(book.header("content-type"), Some("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book.bytes)).unwrap();
    let mut sheet = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert_eq!(sheet.matches("<row ").count(), 1_207);
    assert!(!sheet.contains("<f>"), "no formula");
    let exported = "SELECT COUNT(*) AS count FROM audit WHERE action = 'exported-cases' AND account_id = 'supervisor'";
    assert_eq!(counted(&portal.state.db, exported).await, 2, "who took them out is recorded");
}
