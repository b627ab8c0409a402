//! What the office's list pages cost: so many queries each, however many rows there are, and none that goes through all
//! cases of an office.

use super::lists::{copies, filed};
use super::row;
use crate::support::client::Client;
use crate::support::portal::{COMPANY, Portal, offices};
use akno::failure::Failure;
use akno::store::absences::{self, AbsenceRow};
use akno::store::bank_files::{self, BankFileRow};
use akno::store::case_exports::{self, CaseExportRow};
use akno::store::{AnyConn, Dialect, new_id};
use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl, sql_query};

/// Each page of a list with who opens it and the most queries it may make, those of the session among them.
const BUDGETS: [(&str, &str, u64); 18] = [
    ("clerk0", "/office?tab=queue", 20),
    ("clerk0", "/office?tab=mine", 20),
    ("clerk0", "/office?tab=due", 20),
    ("clerk0", "/office?tab=returned", 20),
    ("clerk0", "/office?tab=decided", 20),
    ("clerk0", "/office?tab=passed", 20),
    ("supervisor", "/office?tab=held", 20),
    ("clerk0", "/office?q=%D1%91%D0%BB%D0%BA%D0%B0", 20),
    ("clerk0", "/office/settings", 8),
    ("clerk0", "/office/absences", 8),
    ("supervisor", "/office/distribution", 10),
    ("supervisor", "/office/statistics?period=year", 10),
    ("supervisor", "/office/statistics/exports", 6),
    ("regional", "/office/region?period=year", 10),
    ("regional", "/office/region/cases", 6),
    ("clerk0", "/office/payments", 8),
    ("clerk0", "/office/counter", 4),
    ("supervisor", "/office/data", 10),
];

/// Queries that opening a page made: of two openings the cheaper, since once a minute the session notes that it was
/// seen.
async fn cost(portal: &Portal, client: &mut Client, path: &str) -> u64 {
    let mut costs = [0; 2];
    for cost in &mut costs {
        // So that the page does not look whether an administrator changed the rules.
        portal.state.refresh().await.unwrap();
        let before = portal.state.db.queries();
        let page = client.get(path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        *cost = portal.state.db.queries() - before;
    }
    costs.into_iter().min().unwrap()
}

/// So many more rows of everything that the pages list.
async fn more(portal: &Portal, case: &str, count: usize) {
    copies(portal, case, count, |_, _| ()).await;
    copies(portal, case, count, |_, row| (row.status, row.clerk) = ("in_review".into(), Some("clerk0".into()))).await;
    copies(portal, case, count, |_, row| {
        (row.status, row.decided_at) = ("accepted".into(), row.filed_at);
        row.clerk = Some("clerk0".into());
    })
    .await;
    copies(portal, case, count, |_, row| row.status = "returned".into()).await;
    let (office, now, today) = (offices()[0], portal.clock.now(), portal.clock.today());
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        for n in 0..count {
            let first = today + chrono::Duration::days(400 + 10 * n as i64);
            absences::add(
                conn,
                &AbsenceRow {
                    id: new_id(),
                    account_id: "colleague".into(),
                    office,
                    first_day: first,
                    last_day: first,
                    substitute: None,
                    created_by: "supervisor".into(),
                    created_at: now,
                    begun_at: None,
                    ended_at: None,
                },
            )?;
            let file = BankFileRow {
                id: new_id(),
                digest: new_id(),
                office,
                name: "bank.csv".into(),
                imported_by: "clerk0".into(),
                imported_at: now,
            };
            bank_files::add(conn, &file)?;
            case_exports::add(
                conn,
                &CaseExportRow {
                    id: new_id(),
                    office,
                    account_id: "supervisor".into(),
                    first_day: today,
                    last_day: today,
                    chosen: "[]".into(),
                    format: "csv".into(),
                    lang: "ru".into(),
                    place: None,
                    size: None,
                    cases: None,
                    created_at: now,
                    made_at: None,
                    failed_at: None,
                    expires_at: now + chrono::Duration::days(7),
                },
            )?;
        }
        Ok(())
    };
    portal.state.db.write(write).await.unwrap();
}

#[tokio::test]
async fn a_page_of_a_list_costs_the_same_queries_however_long_the_list_is() {
    let portal = Portal::with(|config| config.worker = false).await;
    let case = filed(&portal).await;
    assert_eq!(row(&portal, &case).await.office, Some(offices()[0]));
    let mut clients = std::collections::HashMap::new();
    for who in ["clerk0", "supervisor", "regional"] {
        clients.insert(who, portal.signed_in(who).await);
    }
    more(&portal, &case, 2).await;
    let mut few = Vec::new();
    for (who, path, _) in BUDGETS {
        few.push(cost(&portal, clients.get_mut(who).unwrap(), path).await);
    }
    more(&portal, &case, 45).await;
    for ((who, path, most), few) in BUDGETS.into_iter().zip(few) {
        let many = cost(&portal, clients.get_mut(who).unwrap(), path).await;
        assert_eq!(few, many, "{path}: no query per row");
        assert!((1..=most).contains(&many), "{path} made {many} queries, {most} at most");
    }
}

/// How SQLite goes about a query, step by step.
#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

async fn steps(portal: &Portal, query: &str) -> Vec<String> {
    let (asked, _binds) = query.split_once(" -- binds").unwrap_or((query, ""));
    let explained = format!("EXPLAIN QUERY PLAN {asked}");
    let load = move |conn: &mut AnyConn| -> Result<Vec<Step>, Failure> { Ok(sql_query(explained).load(conn)?) };
    portal.state.db.read(load).await.unwrap().into_iter().map(|step| step.detail).collect()
}

#[tokio::test]
async fn no_page_of_the_inbox_goes_through_all_cases_of_an_office() {
    let portal = Portal::with(|config| config.worker = false).await;
    if portal.state.db.dialect() != Dialect::Sqlite {
        return; // PostgreSQL plans by what it knows of the tables, which are empty here.
    }
    let case = filed(&portal).await;
    more(&portal, &case, 2).await;
    let (number, unp) = (row(&portal, &case).await.number.unwrap(), COMPANY.to_string());
    let mut paths: Vec<String> = BUDGETS.map(|(_, path, _)| path.to_owned()).into();
    paths.retain(|path| path.starts_with("/office?"));
    paths.extend([&number[..8], &unp, "%D1%81%D0%BC%D0%B0%D1%80%D1%82"].map(|q| format!("/office?q={q}")));
    let mut supervisor = portal.signed_in("supervisor").await;
    for path in paths {
        portal.state.db.take_texts();
        assert_eq!(supervisor.get(&path).await.status, 200, "{path}");
        let asked = portal.state.db.take_texts();
        assert!(asked.len() > 5, "{path}: {asked:?}");
        for query in asked.iter().filter(|query| query.contains("applications")) {
            for step in steps(&portal, query).await {
                // In the order of the decision the first of them are a page of the list.
                let all = step.ends_with("(office=?)") && !step.contains("applications_by_office_decided");
                assert!(!all && !step.starts_with("SCAN applications"), "{path}: {step}\n{query}");
                // Counts are read off the one index that holds all they need; another would look into each case.
                let counted = !query.contains("COUNT(*) AS cases") || !step.starts_with("SEARCH applications");
                assert!(counted || step.contains("applications_counted"), "{path}: {step}\n{query}");
            }
        }
    }
}
