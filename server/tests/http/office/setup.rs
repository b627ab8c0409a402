//! What an office set up for itself, before an auditor: `/office/administration/setup` and the office's own pages.

use super::in_hands;
use crate::administration::seen;
use crate::support::database::counted;
use crate::support::pdf::text;
use crate::support::portal::{Portal, offices};
use chrono::{Datelike, Days};

/// How often an auditor's look of a kind at an office is recorded.
async fn looks(portal: &Portal, kind: &str, office: i32) -> i64 {
    let query = format!(
        "SELECT COUNT(*) AS count FROM audit WHERE action = 'saw' AND role = 'auditor' AND subject_kind = '{kind}' \
         AND subject = '{office}'"
    );
    counted(&portal.state.db, query).await
}

#[tokio::test]
async fn an_auditor_reads_the_words_that_an_office_wrote_with_all_versions_and_changes_nothing() {
    let portal = Portal::start().await;
    let (office, other) = (offices()[0], offices()[1]);
    let mut supervisor = portal.signed_in("supervisor").await;
    for words in ["Первые слова", "Вторые слова"] {
        let number = seen(&supervisor.get("/office/letters/refused").await);
        let fields = [("do", "save"), ("seen", number.as_str()), ("why", "приказ № 7"), ("opening_ru", words)];
        assert_eq!(supervisor.post("/office/letters/refused", &fields).await.status, 303);
    }
    let mut auditor = portal.signed_in("auditor").await;
    let list = auditor.get(&format!("/office/letters?office={office}&lang=en")).await;
    assert_eq!(list.status, 200, "{}", list.body);
    assert!(list.text_of("table").contains("Version 2"), "{}", list.text_of("table"));
    let letters = list.attribute("tbody a", "href").unwrap();
    assert!(letters.ends_with(&format!("?office={office}")), "{letters}");
    let letter = auditor.get(&format!("/office/letters/refused?office={office}&lang=en")).await;
    let shown = letter.text_of("main");
    assert!(shown.contains("Вторые слова") && shown.contains("Its own words"), "{shown}");
    assert!(shown.contains("приказ № 7") && shown.contains("Taken from the common ones"), "{shown}");
    assert!(letter.all("main form").is_empty(), "who reads has no form");
    let version = letter.attribute("tbody a[href*='versions/1']", "href").unwrap();
    assert!(version.contains(&format!("office={office}")), "{version}");
    let version = auditor.get(&version).await;
    assert!(version.status == 200 && version.all("main form").is_empty(), "{}", version.body);
    assert!(version.text_of("main").contains("Первые слова"));
    assert_eq!(looks(&portal, "office-words", office).await, 3, "each look is recorded");
    let others = auditor.get(&format!("/office/letters/refused?office={other}")).await;
    assert!(others.status == 200 && !others.body.contains("Вторые слова"), "another office has its own");
    for path in ["/office/letters/refused", "/office/letters/refused/versions/1"] {
        for path in [path.to_owned(), format!("{path}?office={office}")] {
            let fields = [("do", "save"), ("seen", "2"), ("why", "x"), ("opening_ru", "Слова аудитора")];
            assert_eq!(auditor.post(&path, &fields).await.status, 404, "{path}");
        }
    }
    assert!(supervisor.get("/office/letters/refused").await.body.contains(">\nВторые слова</textarea>"));
    // A supervisor has their own office, whatever the address says; nobody else has any.
    let own = supervisor.get(&format!("/office/letters/refused?office={other}")).await;
    assert!(own.body.contains("Вторые слова"), "{}", own.body);
    for who in ["clerk0", "elena", "regional", "admin"] {
        let mut who = portal.signed_in(who).await;
        assert_eq!(who.get(&format!("/office/letters?office={office}")).await.status, 404);
        assert_eq!(who.get(&format!("/office/administration/setup?office={office}")).await.status, 404);
    }
    assert_eq!(looks(&portal, "office-words", office).await, 3, "an office's own looks are not recorded");
}

#[tokio::test]
async fn an_auditor_reads_the_rules_absences_and_shared_lists_of_any_office() {
    let portal = Portal::start().await;
    let office = offices()[0];
    let mut supervisor = portal.signed_in("supervisor").await;
    let rule = [("procedure", "change-of-location"), ("needs", "accept")];
    assert_eq!(supervisor.post("/office/second-person", &rule).await.status, 303);
    let day = portal.clock.today() + Days::new(3);
    let [d, m, y] = [day.day(), day.month(), day.year().unsigned_abs()].map(|part| part.to_string());
    let absence = [
        ("account", "clerk0"),
        ("first_day", d.as_str()),
        ("first_month", m.as_str()),
        ("first_year", y.as_str()),
        ("last_day", d.as_str()),
        ("last_month", m.as_str()),
        ("last_year", y.as_str()),
    ];
    let noted = supervisor.post("/office/absences", &absence).await;
    assert_eq!(noted.status, 303, "{}", noted.body);
    for (name, query, shared) in [
        ("Просроченные <b>переезды</b>", "tab=held&procedure=change-of-location&due=overdue&clerk=clerk0", "on"),
        ("Только мой", "tab=queue", ""),
        ("Поиск", "q=%D0%81%D0%BB%D0%BA%D0%B0", "on"),
    ] {
        let kept = supervisor.post("/office/lists", &[("query", query), ("name", name), ("shared", shared)]).await;
        assert_eq!(kept.status, 303, "{}", kept.body);
    }
    let mut auditor = portal.signed_in("auditor").await;
    assert!(auditor.get("/office/administration").await.body.contains("/office/administration/setup"));
    let setup = auditor.get(&format!("/office/administration/setup?office={office}&lang=en")).await;
    assert_eq!(setup.status, 200, "{}", setup.body);
    let lists = setup.text_of("table");
    for words in ["Просроченные <b>переезды</b>", "overdue", "Change of location", "Search: Ёлка", "Алла Дрозд"]
    {
        assert!(lists.contains(words), "{words} in {lists}");
    }
    assert!(!lists.contains("Только мой"), "what is somebody's own stays theirs");
    let doors = setup.all("ul.doors a").len();
    assert_eq!(doors, 3);
    let rules = auditor.get(&format!("/office/second-person?office={office}&lang=en")).await;
    assert!(rules.text_of("table").contains("Change of location") && rules.all("main form").is_empty());
    let absences = auditor.get(&format!("/office/absences?office={office}&lang=en")).await;
    assert!(absences.text_of("table").contains("Ирина Быкова"), "{}", absences.text_of("main"));
    assert!(absences.all("main form").is_empty(), "nothing can be ended or noted");
    for kind in ["office-setup", "office-rules", "office-absences"] {
        assert_eq!(looks(&portal, kind, office).await, 1, "{kind}");
    }
    let record = auditor.get("/office/administration/audit?did=saw&lang=en").await;
    let name = portal.state.offices.name(office, portal::lang::Lang::En);
    assert!(
        record.text_of("table").contains(&format!("Rules of the second person: {name}")),
        "{}",
        record.text_of("table")
    );
    for asked in ["7000", "1", "-1", "99999999"] {
        for path in ["/office/administration/setup", "/office/second-person", "/office/absences", "/office/letters"] {
            assert_eq!(auditor.get(&format!("{path}?office={asked}")).await.status, 404, "{path} {asked}");
        }
    }
    for asked in ["", "x", "%00", "7101%27--"] {
        assert_eq!(auditor.get(&format!("/office/administration/setup?office={asked}")).await.status, 200, "{asked}");
    }
    for path in ["/office/second-person", "/office/absences"] {
        assert_eq!(auditor.post(path, &rule).await.status, 404, "{path}");
    }
    for lang in ["be", "ru"] {
        let page = auditor.get(&format!("/office/administration/setup?office={office}&lang={lang}")).await;
        assert!(page.status == 200 && !page.text_of("main").contains("setup-"), "{}", page.text_of("main"));
    }
}

#[tokio::test]
async fn the_yearly_report_of_each_office_is_had_by_its_region_and_read_by_an_auditor() {
    let portal = Portal::start().await;
    let (_, _, mut clerk) = in_hands(&portal).await;
    let (office, year) = (offices()[0], portal.clock.today().year());
    let path = format!("/office/statistics/report.pdf?office={office}&period=year&lang=en");
    for who in ["regional", "auditor"] {
        let mut reader = portal.signed_in(who).await;
        let answer = reader.get(&path).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/pdf")), "{who}");
        let said = text(&answer.bytes);
        assert!(said.contains(&format!("Report of the year {year}")) && said.contains("Shklov"), "{said}");
        assert!(answer.header("content-disposition").unwrap().contains(&format!("akno-report-{office}-{year}-en")));
        let region = reader.get("/office/region?lang=en").await;
        let link = format!("a[href='/office/statistics/report.pdf?office={office}&period=last-year']");
        assert!(region.attribute(&link, "href").is_some(), "{}", region.body);
        let figures = reader.get(&format!("/office/statistics?office={office}")).await;
        let links = figures.all(&format!("ul a[href*='report.pdf'][href*='office={office}']"));
        assert_eq!(links.len(), 6, "in each language");
        assert!(figures.all("a[href*='/office/statistics/exports']").is_empty(), "cases are no part of it");
        for wrong in ["7000", "1", "-7"] {
            assert_eq!(reader.get(&format!("/office/statistics/report.pdf?office={wrong}")).await.status, 404);
        }
        assert_eq!(reader.get("/office/statistics/report.pdf?office=%00&period=%00").await.status, 200);
        let query = format!(
            "SELECT COUNT(*) AS count FROM audit WHERE action = 'saw' AND role = '{who}' AND subject_kind = 'report' \
             AND subject = '{office}'"
        );
        assert_eq!(counted(&portal.state.db, query).await, 1, "{who}: the look is recorded");
    }
    // A supervisor has their own, whatever the address says; a clerk and everybody else none.
    let mut supervisor = portal.signed_in("supervisor").await;
    let own =
        supervisor.get(&format!("/office/statistics/report.pdf?office={}&period=year&lang=en", offices()[1])).await;
    assert!(text(&own.bytes).contains("Shklov"));
    assert_eq!(clerk.get(&path).await.status, 404);
    for who in ["elena", "admin", "tax"] {
        assert_eq!(portal.signed_in(who).await.get(&path).await.status, 404, "{who}");
    }
}
