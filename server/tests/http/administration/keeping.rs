//! What is kept about ended cases and people, by kinds that an administrator gives a term: attachments, notes, addresses
//! of those who were asked, bars, absences. Nothing goes without a warning, and what receipts quote stays.

use super::retention::{fields, sweep};
use super::rules::{confirm, post};
use crate::attachments::{attach, kept, pdf};
use crate::office::{decide, row, take};
use crate::support::client::Client;
use crate::support::database::counted;
use crate::support::journey::{answers, file, fill_in, id, start};
use crate::support::portal::{COMPANY, PRIVATE, Portal};
use akno::failure::Failure;
use akno::office::attachment_keeping;
use akno::store::absences::{self, AbsenceRow};
use akno::store::disqualified::{self, DisqualifiedRow};
use akno::store::{AnyConn, new_id, removals, retention as store};
use chrono::{Days, Duration};
use diesel::{RunQueryDsl, sql_query};
use portal::retention::Kind;
use sha2::{Digest, Sha256};

const REFUSE: [(&str, &str); 3] = [("outcome", "refuse"), ("reasons", "not-entitled"), ("words", "Нет права")];

fn page_of(kind: Kind) -> String {
    format!("/office/administration/retention/{}", kind.code())
}

/// A term of so many days from tomorrow on, entered by an administrator.
async fn term(portal: &Portal, kind: Kind, days: &str) {
    let mut admin = portal.signed_in("admin").await;
    let tomorrow = portal.clock.today() + Days::new(1);
    assert_eq!(confirm(&mut admin, &page_of(kind), fields(tomorrow, &[("value", days)])).await, 303, "{kind:?}");
    portal.clock.advance(Duration::days(1));
}

/// Announces what is kept long enough, waits out the warning, and removes it.
async fn announced_and_done(portal: &Portal) {
    sweep(portal).await;
    portal.clock.advance(Duration::days(15));
    sweep(portal).await;
}

async fn count(portal: &Portal, query: &str) -> i64 {
    counted(&portal.state.db, format!("SELECT COUNT(*) AS count FROM {query}")).await
}

/// A case of a company with two papers, in the hands of `clerk0`, who added a scan.
async fn with_papers(portal: &Portal, unp: i64) -> (String, Client) {
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, unp).await;
    fill_in(&mut elena, &draft, &answers(portal)).await;
    let (lease, shared) = (pdf(&format!("lease {unp}")), pdf("shared"));
    let page = format!("{draft}/attachments");
    attach(&mut elena, &page, &[("lease.pdf", &lease), ("shared.pdf", &shared)]).await;
    assert_eq!(file(&mut elena, &draft, 1).await.status, 303);
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, &id(&draft)).await.status, 303);
    let scan = pdf(&format!("scan {unp}"));
    let added = attach(&mut clerk, &format!("/office/cases/{}/attachments", id(&draft)), &[("scan.pdf", &scan)]).await;
    assert_eq!(added.status, 303, "{}", added.body);
    (id(&draft), clerk)
}

#[tokio::test]
async fn the_content_of_papers_goes_after_its_term_and_what_receipts_quote_stays() {
    let portal = Portal::with(|config| config.worker = false).await;
    let (refused, mut clerk) = with_papers(&portal, COMPANY).await;
    let (open, _) = with_papers(&portal, PRIVATE).await;
    assert_eq!(decide(&portal, &mut clerk, &refused, &REFUSE).await.status, 303);
    assert_eq!(kept(&portal), 5, "the shared one is kept once");
    let case = refused.clone();
    let paper = portal.read(move |conn| akno::store::attachments::filed(conn, &case, 1)).await[0].row.id.clone();
    portal.clock.advance(Duration::days(1300));

    let mut admin = portal.signed_in("admin").await;
    let tomorrow = portal.clock.today() + Days::new(1);
    let path = page_of(Kind::Papers);
    let check = post(&mut admin, &format!("{path}?lang=en"), &fields(tomorrow, &[])).await;
    let number = row(&portal, &refused).await.number.unwrap();
    let says = check.text_of("main");
    assert!(says.contains("3 would go") && says.contains("for good → 1200 days"), "{says}");
    let shown: Vec<String> = check.all("tbody tr").iter().map(|row| row.replace('-', "")).collect();
    assert!(shown.len() == 1 && shown[0].contains(&number) && shown[0].ends_with('3'), "{number} {shown:?}");
    sweep(&portal).await;
    assert!(portal.read(store::open).await.is_empty(), "for good unless a term is entered");
    term(&portal, Kind::Papers, "1200").await;
    sweep(&portal).await;
    let announced = portal.read(store::open).await;
    assert_eq!((announced.len(), announced[0].count), (1, 3));
    let mut admin = portal.signed_in("admin").await;
    let waits = admin.get(&format!("{path}?lang=en")).await;
    assert!(waits.all("tbody tr").iter().any(|row| row.replace('-', "").contains(&number)), "{}", waits.body);
    assert_eq!(count(&portal, "erased_attachments").await, 0, "warned of, not gone");
    portal.clock.advance(Duration::days(15));
    for _ in 0..2 {
        sweep(&portal).await;
    }
    assert_eq!(count(&portal, "erased_attachments").await, 3);
    assert_eq!(count(&portal, "attachments").await, 3, "those of the open case stay");
    let about = format!("audit WHERE action = 'removed-papers' AND role = 'portal' AND subject = '{refused}'");
    assert_eq!(count(&portal, &about).await, 1);
    portal.clock.advance(Duration::days(2));
    attachment_keeping::sweep(&portal.state).await.unwrap();
    assert_eq!(kept(&portal), 3, "a content that is attached elsewhere stays");

    // What was signed is still what its digest says.
    let mut elena = portal.signed_in("elena").await;
    let form = elena.get(&format!("/applications/{refused}/filings/1/application.json")).await;
    assert_eq!(form.status, 200, "{}", form.body);
    let case = refused.clone();
    let filing = portal.read(move |conn| akno::store::applications::filings(conn, &case)).await.remove(0);
    assert_eq!(akno::random::hex(&Sha256::digest(&form.bytes)), filing.digest);
    assert!(form.body.contains("lease.pdf"));
    for (client, path) in [
        (&mut elena, format!("/applications/{refused}")),
        (&mut portal.signed_in("clerk0").await, format!("/office/cases/{refused}")),
    ] {
        let page = client.get(&format!("{path}?lang=en")).await;
        let files = page.text_of(".files");
        assert!(files.contains("lease.pdf") && files.contains("Kept long enough, removed on"), "{files}");
        assert!(page.all(".files a").is_empty(), "nothing leads to what is gone");
        assert_eq!(client.get(&format!("{path}/attachments/{paper}")).await.status, 404);
    }
    let scans = portal.signed_in("clerk0").await.get(&format!("/office/cases/{refused}/attachments?lang=en")).await;
    assert!(scans.text_of("main").contains("scan.pdf") && scans.all(".files a").is_empty(), "{}", scans.body);
    let copy = elena.get("/account/data").await;
    let copy: serde_json::Value = serde_json::from_str(&copy.body).unwrap();
    assert_eq!(copy["removed_attachments"].as_array().unwrap().len(), 2);
    assert_eq!(row(&portal, &open).await.status().code(), "in_review");
    // The same content comes again: it is kept again.
    let again = start(&mut elena, COMPANY).await;
    let lease = pdf(&format!("lease {COMPANY}"));
    assert_eq!(attach(&mut elena, &format!("{again}/attachments"), &[("lease.pdf", &lease)]).await.status, 303);
    assert_eq!(kept(&portal), 4);
}

#[tokio::test]
async fn papers_of_an_accepted_case_stay_while_its_company_is_in_the_register() {
    let portal = Portal::with(|config| config.worker = false).await;
    let (accepted, mut clerk) = with_papers(&portal, COMPANY).await;
    assert_eq!(decide(&portal, &mut clerk, &accepted, &[("outcome", "accept")]).await.status, 303);
    let mut admin = portal.signed_in("admin").await;
    let tomorrow = portal.clock.today() + Days::new(1);
    let short = post(&mut admin, &page_of(Kind::AcceptedPapers), &fields(tomorrow, &[("value", "1200")])).await;
    assert_eq!(short.status, 422, "at least ten years");
    portal.clock.advance(Duration::days(5000));
    term(&portal, Kind::AcceptedPapers, "3700").await;
    term(&portal, Kind::Papers, "1200").await;
    sweep(&portal).await;
    assert!(portal.read(store::open).await.is_empty(), "the company is in the register");
    let excluded = |years_ago: u64| {
        let on = portal.clock.today() - Days::new(366 * years_ago);
        let query = format!("UPDATE companies SET excluded_on = '{on}' WHERE unp = {COMPANY}");
        let write = move |conn: &mut AnyConn| Ok::<_, Failure>(sql_query(query.clone()).execute(conn)?);
        portal.state.db.write(write)
    };
    excluded(5).await.unwrap();
    sweep(&portal).await;
    assert!(portal.read(store::open).await.is_empty(), "it was excluded too short a time ago");
    excluded(11).await.unwrap();
    announced_and_done(&portal).await;
    assert_eq!(count(&portal, "erased_attachments").await, 3);
    assert!(count(&portal, "register_entries WHERE application_id IS NOT NULL").await > 0, "entries stay");
}

#[tokio::test]
async fn a_case_that_was_opened_again_keeps_its_papers() {
    let portal = Portal::with(|config| config.worker = false).await;
    let (id, mut clerk) = with_papers(&portal, COMPANY).await;
    assert_eq!(decide(&portal, &mut clerk, &id, &REFUSE).await.status, 303);
    portal.clock.advance(Duration::days(1300));
    term(&portal, Kind::Papers, "1200").await;
    sweep(&portal).await;
    assert_eq!(portal.read(store::open).await.len(), 1);
    let mut supervisor = portal.signed_in("supervisor").await;
    let revision = row(&portal, &id).await.revision.to_string();
    let fields = [("reason", "mistake"), ("words", "Перепутали"), ("to", "queue"), ("revision", &revision)];
    assert_eq!(supervisor.post(&format!("/office/cases/{id}/reopening"), &fields).await.status, 303);
    portal.clock.advance(Duration::days(15));
    sweep(&portal).await;
    assert_eq!(count(&portal, "erased_attachments").await, 0, "what was announced meanwhile stays too");
    assert_eq!(count(&portal, "attachments").await, 3);
}

/// A bar and an absence that ended on a day.
async fn ended(portal: &Portal, ago: i64) {
    let now = portal.clock.now();
    let day = portal.clock.today() - Duration::days(ago);
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let bar = DisqualifiedRow {
            id: new_id(),
            batch: new_id(),
            name: "Иванов Иван Иванович".into(),
            name_key: "иванов иван иванович".into(),
            born_on: None,
            number_hash: None,
            from_day: day - Duration::days(100),
            until_day: Some(day),
            act: "суд".into(),
            entered_by: "admin".into(),
            entered_at: now,
            ended_at: None,
        };
        disqualified::add(conn, &bar)?;
        // One without an end, which nobody took off the list, stays for good.
        disqualified::add(conn, &DisqualifiedRow { id: new_id(), until_day: None, ..bar })?;
        let away = AbsenceRow {
            id: new_id(),
            account_id: "clerk0".into(),
            office: crate::support::portal::offices()[0],
            first_day: day,
            last_day: day,
            substitute: None,
            created_by: "clerk0".into(),
            created_at: now,
            begun_at: Some(now),
            ended_at: None,
        };
        Ok(absences::add(conn, &away)?)
    };
    portal.state.db.write(write).await.unwrap();
}

#[tokio::test]
async fn notes_addresses_bars_and_absences_go_once_their_use_is_long_over() {
    let portal = Portal::with(|config| config.worker = false).await;
    let mut cases = Vec::new();
    for unp in [COMPANY, PRIVATE] {
        let mut elena = portal.signed_in("elena").await;
        let case = id(&crate::support::journey::filed_of(&portal, &mut elena, unp).await);
        let mut clerk = portal.signed_in("clerk0").await;
        assert_eq!(take(&mut clerk, &case).await.status, 303);
        let note = [("id", new_id()), ("note", "Позвонить <b>завтра</b>".to_owned())];
        let note: Vec<(&str, &str)> = note.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(clerk.post(&format!("/office/cases/{case}/notes"), &note).await.status, 303);
        let asked = new_id();
        let ask = [
            ("id", asked.as_str()),
            ("to", "address"),
            ("name", "Отдел архитектуры"),
            ("email", "arch@example.org"),
            ("question", "Есть ли дом?"),
            ("days", "3"),
        ];
        assert_eq!(clerk.post(&format!("/office/cases/{case}/opinions"), &ask).await.status, 303);
        cases.push((case, clerk));
    }
    let (refused, clerk) = &mut cases[0];
    assert_eq!(decide(&portal, clerk, refused, &REFUSE).await.status, 303);
    let refused = refused.clone();
    ended(&portal, 0).await;
    portal.clock.advance(Duration::days(1300));
    ended(&portal, 0).await;
    for (kind, days) in [(Kind::Notes, "1200"), (Kind::Experts, "400"), (Kind::Barred, "1200"), (Kind::Absences, "400")]
    {
        let mut admin = portal.signed_in("admin").await;
        let tomorrow = portal.clock.today() + Days::new(1);
        for wrong in ["300", "", "-1", "999999999999"] {
            let sent = post(&mut admin, &page_of(kind), &fields(tomorrow, &[("value", wrong)])).await;
            assert_eq!(sent.status, 422, "{kind:?} {wrong}");
        }
        term(&portal, kind, days).await;
    }
    announced_and_done(&portal).await;
    assert_eq!(count(&portal, "case_notes").await, 1, "that of the open case stays");
    assert_eq!(count(&portal, &format!("case_notes WHERE application_id = '{refused}'")).await, 0);
    assert_eq!(count(&portal, "opinions").await, 2, "what was asked stays");
    assert_eq!(count(&portal, "opinions WHERE email IS NOT NULL").await, 1);
    assert_eq!(count(&portal, "absences").await, 1);
    assert_eq!(count(&portal, "disqualified").await, 3, "the later one, and those without an end");
    let shown = portal.signed_in("clerk0").await.get(&format!("/office/cases/{refused}/opinions?lang=en")).await;
    assert!(shown.status == 200 && !shown.body.contains("arch@example.org"), "{}", shown.body);
    for kind in [Kind::Notes, Kind::Experts, Kind::Barred, Kind::Absences] {
        let before = portal.clock.now() - Duration::days(1200);
        assert_eq!(portal.read(move |conn| removals::count(conn, kind, before)).await, 0, "{kind:?}");
        let removed = format!("audit WHERE action = 'removed-old' AND subject = '{}'", kind.code());
        assert_eq!(count(&portal, &removed).await, 1, "{kind:?}");
    }
}

#[tokio::test]
async fn each_kind_says_whence_its_least_term_is() {
    let portal = Portal::start().await;
    let mut auditor = portal.signed_in("auditor").await;
    for (lang, act, own) in
        [("en", "res. 140", "own setting"), ("ru", "№ 140", "Собственная"), ("be", "№ 140", "Уласная")]
    {
        for kind in Kind::ALL {
            let page = auditor.get(&format!("{}?lang={lang}", page_of(kind))).await;
            let says = page.text_of("main");
            assert_eq!((says.contains(act), says.contains(own)), (kind.has_act(), !kind.has_act()), "{kind:?} {says}");
        }
    }
}
