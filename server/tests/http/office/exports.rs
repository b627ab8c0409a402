//! `/office/statistics/exports`: files that are too large to be waited for; and the cases as ODS.

use super::lists::{copies, filed};
use crate::support::client::{Answer, Client};
use crate::support::database::counted;
use crate::support::pdf::text;
use crate::support::portal::{Portal, email};
use akno::failure::Failure;
use akno::office::export::orders;
use akno::store::AnyConn;
use akno::store::mails;
use chrono::{Datelike, Duration};
use std::io::Read;

const PAGE: &str = "/office/statistics/exports";
const ID: &str = "01900000-0000-7000-8000-0000000000e1";

async fn order(client: &mut Client, fields: &[(&str, &str)]) -> Answer {
    client.post(PAGE, fields).await
}

/// A sheet of an ODS, as its XML.
fn content(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut sheet = String::new();
    archive.by_name("content.xml").unwrap().read_to_string(&mut sheet).unwrap();
    sheet
}

/// A portal in which more than a hundred cases are not waited for.
async fn portal() -> Portal {
    Portal::with(|config| config.export_at_once = 100).await
}

#[tokio::test]
async fn a_large_file_is_ordered_made_by_the_worker_told_of_and_only_for_whoever_ordered_it() {
    let portal = portal().await;
    let id = filed(&portal).await;
    // More than two pieces, on two days, so that a piece ends within a day.
    copies(&portal, &id, 2_100, |n, row| {
        row.unp = None;
        row.party = Some(format!("Кто-то <b>{n}</b>"));
        row.filed_on = row.filed_on.map(|day| if n % 2 == 0 { day } else { day - Duration::days(1) });
    })
    .await;
    let mut supervisor = portal.signed_in("supervisor").await;
    let page = supervisor.get("/office/statistics?period=year&lang=en").await;
    let form = "form[action=\"/office/statistics/exports\"]";
    assert_eq!(page.attribute(form, "method").as_deref(), Some("post"), "{}", page.body);
    assert!(page.text_of("main").contains("2 101"), "it says how many there are");
    let at_once = supervisor.get("/office/statistics/cases?period=year&format=csv").await;
    assert_eq!((at_once.status, at_once.location()), (303, "/office/statistics?period=year#export"));
    let fields = [
        ("id", ID),
        ("period", "year"),
        ("format", "ods"),
        ("column", "number"),
        ("column", "filed"),
        ("column", "company"),
    ];
    let (mut one, mut two) = (supervisor.clone(), supervisor.clone());
    let (first, second) = tokio::join!(order(&mut one, &fields), order(&mut two, &fields));
    assert_eq!((first.status, second.status), (303, 303), "{} {}", first.body, second.body);
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM case_exports").await, 1, "twice is once");
    portal.work_done().await;
    let mail = portal.read(|conn| mails::newest(conn, 5)).await.remove(0);
    assert_eq!(mail.recipient, email("supervisor"));
    assert!(mail.body.contains("2101") && mail.body.contains(PAGE), "{}", mail.body);
    let page = supervisor.get(&format!("{PAGE}?lang=en")).await;
    let line = page.text_of("main tbody tr");
    assert!(line.contains("ODS") && line.contains("Number, Filed, Company") && line.contains("2 101"), "{line}");
    let file = supervisor.get(&format!("{PAGE}/{ID}")).await;
    assert_eq!(file.header("content-type"), Some("application/vnd.oasis.opendocument.spreadsheet"));
    assert!(file.header("content-disposition").unwrap().ends_with(".ods\""));
    let sheet = content(&file.bytes);
    assert_eq!(sheet.matches("<table:table-row>").count(), 2_102, "each case once, below the head");
    assert!(sheet.contains("Кто-то &lt;b&gt;7&lt;/b&gt;") && sheet.contains("office:value-type=\"date\""));
    for n in 0..2_100 {
        assert!(sheet.contains(&format!("Кто-то &lt;b&gt;{n}&lt;/b&gt;")), "{n} is missing");
    }
    for (who, status) in [("clerk0", 404), ("colleague", 404), ("clerk1", 404), ("elena", 404)] {
        let mut other = portal.signed_in(who).await;
        assert_eq!(other.get(&format!("{PAGE}/{ID}")).await.status, status, "{who}");
        assert_eq!(other.get(PAGE).await.status, status, "{who}");
        assert_eq!(order(&mut other, &fields).await.status, status, "{who}");
    }
    // Another supervisor of the same office has not ordered it.
    let promote = |conn: &mut AnyConn| {
        use diesel::prelude::*;
        diesel::sql_query("UPDATE accounts SET role = 'supervisor' WHERE id = 'colleague'").execute(conn)?;
        Ok::<_, Failure>(())
    };
    portal.state.db.write(promote).await.unwrap();
    let mut other = portal.signed_in("colleague").await;
    assert_eq!(other.get(&format!("{PAGE}/{ID}")).await.status, 404);
    assert!(!other.get(PAGE).await.body.contains(ID));
    assert_eq!(order(&mut other, &fields).await.status, 303);
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM case_exports").await, 1, "nor takes it over");
    let exported = "SELECT COUNT(*) AS count FROM audit WHERE action = 'exported-cases' AND account_id = 'supervisor'";
    assert_eq!(counted(&portal.state.db, exported).await, 1, "who took it out is recorded");
}

#[tokio::test]
async fn it_goes_after_its_days_and_a_job_done_twice_makes_it_once() {
    let portal = portal().await;
    let id = filed(&portal).await;
    copies(&portal, &id, 120, |_, _| ()).await;
    let mut supervisor = portal.signed_in("supervisor").await;
    order(&mut supervisor, &[("id", ID), ("format", "xlsx"), ("period", "year")]).await;
    portal.work_done().await;
    orders::work(&portal.state, ID).await.unwrap();
    let told = "SELECT COUNT(*) AS count FROM mails WHERE account_id = 'supervisor'";
    assert_eq!(counted(&portal.state.db, told).await, 1);
    let kept = portal.state.files.places("exports").await.unwrap();
    assert_eq!(kept.len(), 1);
    portal.clock.advance(Duration::days(6));
    let mut supervisor = portal.signed_in("supervisor").await;
    orders::sweep(&portal.state).await.unwrap();
    assert_eq!(supervisor.get(&format!("{PAGE}/{ID}")).await.status, 200, "it is kept for a week");
    portal.clock.advance(Duration::days(2));
    let mut supervisor = portal.signed_in("supervisor").await;
    assert_eq!(supervisor.get(&format!("{PAGE}/{ID}")).await.status, 404, "even before it is swept away");
    orders::sweep(&portal.state).await.unwrap();
    assert!(portal.state.files.places("exports").await.unwrap().is_empty());
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM case_exports").await, 0);
}

#[tokio::test]
async fn whoever_leads_the_office_no_more_gets_none_and_nobody_has_more_than_a_few() {
    let portal = Portal::with(|config| (config.export_at_once, config.worker) = (1, false)).await;
    let id = filed(&portal).await;
    copies(&portal, &id, 3, |_, _| ()).await;
    let mut supervisor = portal.signed_in("supervisor").await;
    order(&mut supervisor, &[("id", ID), ("format", "csv"), ("period", "year")]).await;
    let page = supervisor.get(&format!("{PAGE}?lang=en")).await;
    assert!(page.text_of("main").contains("being made"), "{}", page.body);
    assert_eq!(supervisor.get(&format!("{PAGE}/{ID}")).await.status, 404, "it is not there yet");
    let set = |role: &'static str| {
        move |conn: &mut AnyConn| {
            use diesel::prelude::*;
            let text = format!("UPDATE accounts SET role = '{role}' WHERE id = 'supervisor'");
            diesel::sql_query(text).execute(conn)?;
            Ok::<_, Failure>(())
        }
    };
    portal.state.db.write(set("clerk")).await.unwrap();
    orders::work(&portal.state, ID).await.unwrap();
    assert!(portal.state.files.places("exports").await.unwrap().is_empty());
    portal.state.db.write(set("supervisor")).await.unwrap();
    assert!(supervisor.get(&format!("{PAGE}?lang=en")).await.text_of("main").contains("could not be made"));
    for hostile in ["", "%00", "0", "../../etc/passwd", &"я".repeat(5_000)] {
        let answer =
            order(&mut supervisor, &[("id", hostile), ("period", hostile), ("format", hostile), ("column", hostile)])
                .await;
        assert_eq!(answer.status, 303, "{hostile}: {}", answer.body);
    }
    for _ in 0..14 {
        order(&mut supervisor, &[]).await;
    }
    let one_more = order(&mut supervisor, &[]).await;
    assert_eq!(one_more.status, 409, "{}", one_more.body);
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM case_exports").await, orders::MOST as i64);
}

#[tokio::test]
async fn the_years_report_is_a_pdf_in_three_languages_with_what_the_page_says() {
    let portal = Portal::start().await;
    let id = filed(&portal).await;
    copies(&portal, &id, 11, |_, _| ()).await;
    let mut supervisor = portal.signed_in("supervisor").await;
    let year = portal.clock.today().year();
    for (lang, title, said) in [
        ("en", "Report of the year", ["Change of location", "Filed by month", "75 %"]),
        ("ru", "Отчёт за", ["Подано по месяцам", "Алла Дрозд", "75 %"]),
        ("be", "Справаздача за", ["Пададзена па месяцах", "Медыяна", "75 %"]),
    ] {
        let answer = supervisor.get(&format!("/office/statistics/report.pdf?period=year&lang={lang}")).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/pdf")));
        let read = text(&answer.bytes);
        assert!(read.contains(&format!("{title} {year}")), "{title} in {read}");
        for words in said {
            assert!(read.contains(words), "{words} in {read}");
        }
        assert!(read.contains("12"), "the cases are counted: {read}");
    }
    let last = supervisor.get("/office/statistics/report.pdf?period=%00").await;
    assert_eq!(last.status, 200);
    assert!(last.header("content-disposition").unwrap().contains(&format!("akno-report-{}-", year - 1)));
    let page = supervisor.get("/office/statistics?lang=en").await;
    assert_eq!(page.all("ul a[href*='report.pdf']").len(), 6);
    for who in ["clerk0", "elena"] {
        assert_eq!(portal.signed_in(who).await.get("/office/statistics/report.pdf").await.status, 404, "{who}");
    }
}
