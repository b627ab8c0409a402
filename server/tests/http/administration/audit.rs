//! The auditor: reads the cases, figures, administration and audit record of every office, and changes nothing.

use crate::office::in_hands;
use crate::support::journey::start;
use crate::support::portal::{COMPANY, Portal, offices};
use akno::store::{audit, hands};

/// What an auditor may post: what anybody may without an account, and what is about the own account.
const OWN: [&str; 24] = [
    "/api/v1/companies/batch",
    "/api/3/action/{action}",
    "/api/action/{action}",
    "/register/batch",
    "/register/{unp}/alert",
    "/alerts/{token}/confirm",
    "/alerts/{token}/stop",
    "/extracts",
    "/verify/{code}",
    "/opinions/{token}",
    "/sign-in",
    "/sign-in/code",
    "/sign-out",
    "/sign-up",
    "/confirm-email",
    "/confirm-email/{token}",
    "/password/forgotten",
    "/password/reset/{token}",
    "/account",
    "/account/second-step",
    "/account/second-step/new",
    "/account/second-step/removal",
    "/account/email",
    "/account/email/again",
];
const MORE_OWN: [&str; 5] =
    ["/account/email/{token}", "/account/closure", "/account/language", "/account/sessions/end", "/demo/sign-in"];

#[tokio::test]
async fn an_auditor_can_post_nothing() {
    let portal = Portal::start().await;
    let (case, ..) = in_hands(&portal).await;
    let mut auditor = portal.signed_in("auditor").await;
    let source = include_str!("../../../src/routes.rs");
    let posts = source.lines().filter(|line| line.trim_start().starts_with(".route(") && line.contains("post("));
    let mut walked = 0;
    for line in posts {
        let path = line.split('"').nth(1).unwrap();
        if OWN.contains(&path) || MORE_OWN.contains(&path) {
            continue;
        }
        let filled = path.replace("{id}", &case).replace("{unp}", &COMPANY.to_string());
        let filled = filled.replace("{procedure}", "change-of-location").replace("{step}", "street");
        let filled = filled.replace(['{', '}'], "");
        let answer = auditor.post(&filled, &[("locked", "on"), ("why", "x"), ("note", "x"), ("words", "x")]).await;
        assert_eq!(answer.status, 404, "POST {path}");
        walked += 1;
    }
    assert!(walked > 60, "{walked}");
    let upload = auditor.send("PATCH", &format!("/applications/{case}/uploads/{case}"), None, vec![1]).await;
    assert_eq!(upload.status, 404);
}

#[tokio::test]
async fn an_auditor_reads_the_cases_of_every_office() {
    let portal = Portal::start().await;
    let (case, _, mut clerk) = in_hands(&portal).await;
    clerk.post(&format!("/office/cases/{case}/notes"), &[("id", ""), ("note", "Проверить адрес")]).await;
    let mut auditor = portal.signed_in("auditor").await;
    let home = auditor.get("/office/administration").await;
    assert_eq!(home.status, 200);
    let list = auditor.get("/office/administration/cases").await;
    assert_eq!(list.attribute("tbody a", "href"), Some(format!("/office/cases/{case}")));
    let others = auditor.get(&format!("/office/administration/cases?office={}", offices()[1])).await;
    assert!(others.all("tbody a").is_empty());
    let offered = list.all("select[name=office] option");
    let registering = portal.state.offices.ever().filter(|office| office.registering).count();
    assert_eq!(offered.len(), registering + 1, "only bodies that have cases: {offered:?}");
    for (query, found) in [(COMPANY.to_string(), 1), ("700000018".to_owned(), 0), ("abc".to_owned(), 0)] {
        let page = auditor.get(&format!("/office/administration/cases?q={query}")).await;
        assert_eq!(page.all("tbody a").len(), found, "{query}");
    }
    let page = auditor.get(&format!("/office/cases/{case}")).await;
    assert!(page.text_of("main").contains("Проверить адрес"));
    assert!(page.text_of("main").contains("Видят только сотрудники органа"), "an auditor has no office");
    assert!(page.all("main form[method=post]").is_empty() && page.all(".bar").is_empty(), "there is nothing to press");
    for part in ["messages", "opinions", "attachments", "filings/1/application.json"] {
        let answer = auditor.get(&format!("/office/cases/{case}/{part}")).await;
        assert_eq!(answer.status, 200, "{part}");
        assert!(answer.all("main form[method=post]").is_empty(), "{part}");
    }
    for part in ["decision", "return", "handover", "payment"] {
        assert_eq!(auditor.get(&format!("/office/cases/{case}/{part}")).await.status, 404, "{part}");
    }
    assert_eq!(auditor.get(&format!("/office/statistics?office={}", offices()[1])).await.status, 200);
    assert_eq!(auditor.get("/office/statistics?office=999").await.status, 404);
    let (id, now) = (case.clone(), portal.clock.now());
    let here = portal.read(move |conn| hands::present(conn, &id, now - chrono::Duration::hours(1))).await;
    assert!(here.iter().all(|(account, ..)| account != "auditor"), "an auditor is in nobody's way");
    // That they looked is recorded, and found by whoever administers: by person, by case, by company.
    let number = page.text_of(".caption").split(' ').next().unwrap().to_owned();
    let mut admin = portal.signed_in("admin").await;
    let by = |query: &str| format!("/office/administration/audit?lang=en&{query}");
    for query in [
        "account=auditor&did=saw".to_owned(),
        format!("who=шевчук&did=saw&about={COMPANY}"),
        format!("about={number}&did=saw&account=auditor"),
    ] {
        let record =
            admin.get(&by(&query).replace('№', "").replace("шевчук", "%D1%88%D0%B5%D0%B2%D1%87%D1%83%D0%BA")).await;
        let rows = record.all("tbody tr");
        assert!(
            rows.iter().any(|row| row.contains("Яков Шевчук") && row.contains("Auditor") && row.contains("Saw")),
            "{query}: {rows:?}"
        );
    }
    assert_eq!(admin.get(&format!("/office/cases/{case}")).await.status, 404, "an administrator sees no cases");
    assert_eq!(admin.get("/office/administration/cases").await.status, 404);
}

#[tokio::test]
async fn the_record_calls_offices_procedures_and_drafts_by_their_names() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    start(&mut elena, COMPANY).await;
    let (now, office) = (portal.clock.now(), offices()[0]);
    let write = move |conn: &mut akno::store::AnyConn| -> Result<(), akno::failure::Failure> {
        let actor = audit::Actor { account_id: None, role: "portal", request_id: String::new() };
        audit::record(conn, &actor, "exported-cases", ("office", &office.to_string()), now)?;
        audit::record(conn, &actor, "set-second-person", ("procedure", "liquidation"), now)?;
        Ok(audit::record(conn, &actor, "imported", ("bank_file", &akno::store::new_id()), now)?)
    };
    portal.state.db.write(write).await.unwrap();
    let mut admin = portal.signed_in("admin").await;
    let name = portal.state.offices.name(office, portal::lang::Lang::En);
    for (did, says) in [
        ("exported-cases", format!("Office: {name}")),
        ("set-second-person", "Procedure: ".to_owned()),
        ("imported", "Bank file".to_owned()),
        ("started", "Draft of an application".to_owned()),
    ] {
        let record = admin.get(&format!("/office/administration/audit?lang=en&did={did}")).await;
        let rows = record.all("main tbody tr");
        assert!(rows.iter().any(|row| row.contains(&says)), "{did}: {rows:?}");
        let codes = [office.to_string(), "liquidation".to_owned(), "bank_file".to_owned()];
        assert!(rows.iter().all(|row| codes.iter().all(|code| !row.contains(code.as_str()))), "{did}: {rows:?}");
    }
}

#[tokio::test]
async fn the_audit_record_is_narrowed_by_day_and_read_page_by_page() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let now = portal.clock.now();
    let write = move |conn: &mut akno::store::AnyConn| -> Result<(), akno::failure::Failure> {
        let actor = audit::Actor { account_id: Some("elena".into()), role: "entrepreneur", request_id: String::new() };
        for _ in 0..120 {
            audit::record(conn, &actor, "restored", ("application", "x"), now)?;
        }
        Ok(())
    };
    portal.state.db.write(write).await.unwrap();
    let mut path = "/office/administration/audit?did=restored".to_owned();
    let mut pages = Vec::new();
    loop {
        let page = admin.get(&path).await;
        pages.push(page.all("tbody tr").len());
        let Some(next) = page.attribute("main a[rel=next]", "href") else { break };
        path = next;
    }
    assert_eq!(pages, [50, 50, 20]);
    let day = portal.clock.today() + chrono::Duration::days(1);
    let from = day.format("from_day=%d&from_month=%m&from_year=%Y");
    let later = admin.get(&format!("/office/administration/audit?did=restored&{from}")).await;
    assert_eq!((later.status, later.all("tbody a").len()), (200, 0));
    for wrong in ["from_day=31&from_month=2&from_year=2026", "until_day=x&until_month=&until_year=", "about=abc"] {
        assert_eq!(admin.get(&format!("/office/administration/audit?{wrong}")).await.status, 422, "{wrong}");
    }
    let odd = admin.get("/office/administration/audit?before=%00&account=%27&who=%25&did=%3Cb%3E").await;
    assert_eq!(odd.status, 200);
}
