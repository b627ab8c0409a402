//! The regional administration: the offices beside one another, their cases without the offices' own notes, passing a
//! case on and asking its supervisor.

use super::{decide, events, in_hands, row, take};
use crate::support::journey;
use crate::support::portal::{PRIVATE, Portal, offices};
use akno::store::{mails, opinions};

#[tokio::test]
async fn the_region_sees_every_office_beside_the_others_and_as_a_file() {
    let portal = Portal::start().await;
    let (case, mut elena, mut clerk) = in_hands(&portal).await;
    let draft = journey::start(&mut elena, PRIVATE).await;
    journey::fill_in(&mut elena, &draft, &journey::answers(&portal)).await;
    assert_eq!(journey::file(&mut elena, &draft, 1).await.status, 303);
    assert_eq!(decide(&portal, &mut clerk, &case, &[("outcome", "accept")]).await.status, 303);
    let mut regional = portal.signed_in("regional").await;
    let page = regional.get("/office/region?lang=en").await;
    assert_eq!(page.status, 200);
    let rows = page.all("table:not(.bars) tbody tr");
    assert!(rows.len() > 20, "{}", rows.len());
    let shklov = rows.iter().find(|row| row.contains("Shklov")).unwrap();
    // Open, overdue, soon, in nobody's hands, decided, in time.
    for figure in ["1", "100 %"] {
        assert!(shklov.contains(figure), "{figure}: {shklov}");
    }
    assert!(page.text_of("table.bars").contains("100 %"), "the chart is its own table");
    for (by, first) in [("name&order=desc", false), ("decided&order=desc", true), ("nonsense", false)] {
        let sorted = regional.get(&format!("/office/region?lang=en&sort={by}")).await;
        assert_eq!(sorted.status, 200);
        assert_eq!(sorted.all("table:not(.bars) tbody tr")[0].contains("Shklov"), first, "{by}");
    }
    let csv = regional.get("/office/region/offices?format=csv&lang=en&sort=decided&order=desc").await;
    let lines: Vec<&str> = csv.body.lines().collect();
    assert!(lines[1].contains("Shklov") && lines[1].contains(",1,0,0,1,1,100,"), "{}", lines[1]);
    for format in ["xlsx", "ods"] {
        assert_eq!(regional.get(&format!("/office/region/offices?format={format}")).await.status, 200);
    }
    let report = regional.get("/office/region/report.pdf?period=year").await;
    assert_eq!(report.status, 200);
    assert_eq!(report.header("content-type"), Some("application/pdf"));
    let figures = regional.get(&format!("/office/statistics?office={}&lang=en", offices()[0])).await;
    assert!(figures.status == 200 && figures.all("main form[method=post]").is_empty());
    assert_eq!(regional.get("/office/statistics?office=7000").await.status, 404);
    let list = regional.get(&format!("/office/region/cases?office={}&status=filed", offices()[0])).await;
    assert_eq!(list.all("tbody tr").len(), 1);
    for other in ["7000", "1", "x"] {
        assert_eq!(regional.get(&format!("/office/region/cases?office={other}&q=%00")).await.status, 200);
    }
    for closed in [
        "/office",
        "/office/administration",
        "/office/administration/cases",
        "/office/distribution",
        "/office/payments",
    ] {
        assert_eq!(regional.get(closed).await.status, 404, "{closed}");
    }
    for other in ["clerk0", "supervisor", "admin", "elena"] {
        let mut other = portal.signed_in(other).await;
        assert_eq!(other.get("/office/region").await.status, 404);
        assert_eq!(other.get(&format!("/office/region/cases/{case}")).await.status, 404);
    }
    let mut auditor = portal.signed_in("auditor").await;
    assert_eq!(auditor.get("/office/region").await.status, 200);
    assert_eq!(auditor.get(&format!("/office/region/cases/{case}")).await.status, 404, "that page only acts");
}

#[tokio::test]
async fn the_region_reads_a_case_without_what_the_office_notes_for_itself() {
    let portal = Portal::start().await;
    let (case, _, mut clerk) = in_hands(&portal).await;
    clerk.post(&format!("/office/cases/{case}/notes"), &[("id", ""), ("note", "Проверить адрес")]).await;
    let mut regional = portal.signed_in("regional").await;
    let page = regional.get(&format!("/office/cases/{case}")).await;
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("Проверить адрес"), "notes are the office's own");
    assert!(page.all("main form[method=post]").is_empty() && page.all(".bar").is_empty());
    assert!(page.body.contains(&format!("/office/region/cases/{case}")));
    assert!(
        !clerk.get(&format!("/office/cases/{case}")).await.body.contains("Людмила Ярош"),
        "they are in nobody's way"
    );
    for (path, fields) in
        [("decision", [("outcome", "accept")]), ("notes", [("note", "x")]), ("assignment", [("a", "b")])]
    {
        assert_eq!(regional.post(&format!("/office/cases/{case}/{path}"), &fields).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_case_passed_to_another_office_waits_in_its_queue_with_its_deadline() {
    let portal = Portal::start().await;
    let (case, mut elena, mut clerk) = in_hands(&portal).await;
    let before = row(&portal, &case).await;
    let [shklov, leninsky, _] = offices();
    let mut regional = portal.signed_in("regional").await;
    let path = format!("/office/region/cases/{case}");
    let revision = regional.get(&path).await.attribute("input[name=revision]", "value").unwrap();
    let (to, long) = (leninsky.to_string(), "я".repeat(2001));
    for (office, why) in [("", "x"), ("7000", "x"), ("1", "x"), (&to, ""), (&to, &long), ("710101", "x")] {
        let fields = [("revision", revision.as_str()), ("office", office), ("why", why)];
        assert_eq!(regional.post(&format!("{path}/transfer"), &fields).await.status, 422, "{office}");
    }
    // Somebody changes it meanwhile: what was typed stays.
    assert_eq!(clerk.post(&format!("/office/cases/{case}/release"), &[]).await.status, 303);
    let fields = [("revision", revision.as_str()), ("office", to.as_str()), ("why", "Перегрузка")];
    let told = regional.post(&format!("{path}/transfer"), &fields).await;
    assert_eq!(told.status, 409);
    assert!(told.body.contains("Перегрузка"));
    assert_eq!(take(&mut clerk, &case).await.status, 303);
    let revision = regional.get(&path).await.attribute("input[name=revision]", "value").unwrap();
    let fields = [("revision", revision.as_str()), ("office", to.as_str()), ("why", "Перегрузка")];
    for _ in 0..2 {
        assert_eq!(regional.post(&format!("{path}/transfer"), &fields).await.status, 303);
    }
    let after = row(&portal, &case).await;
    assert_eq!((after.office, after.clerk, after.due_on), (Some(leninsky), None, before.due_on));
    assert_eq!(after.status, "filed");
    let passed: Vec<_> = events(&portal, &case).await.into_iter().filter(|event| event.kind == "passed_on").collect();
    assert_eq!(passed.len(), 1, "sent twice it passes once");
    assert!(passed[0].body.contains(&shklov.to_string()));
    assert_eq!(clerk.get(&format!("/office/cases/{case}")).await.status, 404);
    let mut other = portal.signed_in("clerk1").await;
    assert!(other.get(&format!("/office/cases/{case}")).await.body.contains("Перегрузка"), "why is a note");
    assert_eq!(take(&mut other, &case).await.status, 303);
    let seen = elena.get(&format!("/applications/{case}?lang=en")).await;
    assert!(seen.body.contains("by the regional administration") && !seen.body.contains("Перегрузка"));
    // What is corrected stays there, unless the correction moves it.
    super::pin(&mut other, &case, "house", "Уточните").await;
    assert_eq!(super::give_back(&portal, &mut other, &case).await.status, 303);
    let returned = regional.get(&format!("{path}?lang=en")).await;
    assert!(returned.all("form[action$=transfer]").is_empty(), "with the applicant it stays");
    assert_eq!(journey::file(&mut elena, &format!("/applications/{case}"), 2).await.status, 303);
    assert_eq!(row(&portal, &case).await.office, Some(leninsky));
}

#[tokio::test]
async fn a_supervisor_answers_what_the_region_asks_about_a_case() {
    let portal = Portal::start().await;
    let (case, ..) = in_hands(&portal).await;
    let mut regional = portal.signed_in("regional").await;
    let path = format!("/office/region/cases/{case}");
    let page = regional.get(&path).await;
    let id = page.attribute("form[action$=question] input[name=id]", "value").unwrap();
    let good = [("id", id.as_str()), ("supervisor", "supervisor"), ("question", "Почему не решено?"), ("days", "2")];
    for (name, value) in [("supervisor", ""), ("question", " "), ("days", "0"), ("days", "x"), ("days", "99")] {
        let fields: Vec<_> = good.iter().map(|(n, v)| if *n == name { (*n, value) } else { (*n, *v) }).collect();
        assert_eq!(regional.post(&format!("{path}/question"), &fields).await.status, 422, "{name} {value}");
    }
    let stranger: Vec<_> =
        good.iter().map(|(n, v)| if *n == "supervisor" { (*n, "clerk1") } else { (*n, *v) }).collect();
    assert_eq!(regional.post(&format!("{path}/question"), &stranger).await.status, 404);
    for _ in 0..2 {
        assert_eq!(regional.post(&format!("{path}/question"), &good).await.status, 303);
    }
    let of = case.clone();
    let asked = portal.read(move |conn| opinions::of_case(conn, &of)).await;
    assert_eq!(asked.len(), 1, "sent twice it is asked once");
    let mut supervisor = portal.signed_in("supervisor").await;
    assert!(supervisor.get(&format!("/office/cases/{case}/opinions")).await.body.contains("Почему не решено?"));
    let answer = format!("/office/cases/{case}/opinions/{}/answer", asked[0].id);
    assert_eq!(supervisor.post(&answer, &[("answer", "Ждём оплаты"), ("words", "Ждём оплаты")]).await.status, 303);
    let answered = regional.get(&format!("/office/cases/{case}/opinions")).await;
    assert!(answered.status == 200 && answered.body.contains("Ждём оплаты"), "{}", answered.text_of("main"));
    let letters = portal.read(|conn| mails::newest(conn, 50)).await;
    assert!(letters.iter().any(|mail| mail.recipient == "regional@akno.example"), "the answer is told by mail");
}
