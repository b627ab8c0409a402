//! What is founded by whoever came to the counter with nothing prepared: it gives the clerk who typed it nothing, and a
//! case that comes back is corrected and received where it was typed.

use super::counter::receive;
use super::{events, give_back, kinds, pin, row, take};
use crate::founding::{Answers, accept, begin, file, legal_entity, name_approval, sole_proprietor};
use crate::liquidation::pay;
use crate::support::client::{Answer, Client};
use crate::support::journey::{self, fill_in, id, save};
use crate::support::portal::{COMPANY, Portal, email};
use akno::failure::Failure;
use akno::store::mandates::MandateRow;
use akno::store::{AnyConn, Dialect, applications, documents, mails, mandates, name_approvals, new_id};
use chrono::{Datelike, Duration, NaiveDate};
use diesel::QueryResult;
use diesel::connection::SimpleConnection;
use portal::application::Status;
use portal::mandate::Scope;

async fn draft(clerk: &mut Client, procedure: &str) -> String {
    let fields = [("procedure", procedure), ("unp", ""), ("lang", "be")];
    let begun = clerk.post("/office/counter/drafts", &fields).await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    begun.location().to_owned()
}

/// Typed by a clerk, signed and received: the case and the code of its paper.
async fn received(portal: &Portal, clerk: &mut Client, procedure: &str, answers: Answers) -> (String, String) {
    let draft = draft(clerk, procedure).await;
    fill_in(clerk, &draft, &answers).await;
    assert_eq!(clerk.post(&format!("{draft}/paper"), &[]).await.location(), format!("{draft}/paper"));
    let case = id(&draft);
    let code = row(portal, &case).await.paper_code.unwrap();
    let received = receive(clerk, &code, "in_person", portal.clock.today(), true).await;
    assert_eq!(received.location(), format!("/office/counter/{code}"), "{}", received.body);
    assert_eq!(row(portal, &case).await.status(), Status::Filed);
    (case, code)
}

/// Prepares the paper of a correction; its code.
async fn prepared_again(portal: &Portal, clerk: &mut Client, case: &str) -> String {
    let paper = format!("/applications/{case}/paper");
    assert_eq!(clerk.post(&paper, &[]).await.location(), paper);
    row(portal, case).await.paper_code.unwrap()
}

/// The revision that the page of a paper names.
async fn revision(clerk: &mut Client, code: &str) -> String {
    let page = clerk.get(&format!("/office/counter/{code}")).await;
    page.attribute("main input[name=revision]", "value").unwrap()
}

/// Receives the correction of a revision, as of a day.
async fn receive_again(clerk: &mut Client, code: &str, revision: &str, on: NaiveDate) -> Answer {
    let (day, month, year) = (on.day().to_string(), on.month().to_string(), on.year().to_string());
    let fields = [
        ("channel", "in_person"),
        ("received_on_day", day.as_str()),
        ("received_on_month", month.as_str()),
        ("received_on_year", year.as_str()),
        ("signed", "yes"),
        // Asked for where it was confirmed by phone.
        ("who", "Шиманский Олег Иванович"),
        ("revision", revision),
    ];
    clerk.post(&format!("/office/counter/{code}"), &fields).await
}

async fn nobody_is_written_to(portal: &Portal, case: &str) {
    portal.work_done().await;
    let case = case.to_owned();
    let told = portal.read(move |conn| mails::of_application(conn, &case)).await;
    assert!(told.is_empty(), "there is nobody to write to: {:?}", told.first().map(|mail| &mail.recipient));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clerk_who_typed_a_registration_heads_nothing_and_a_right_given_so_before_ends() {
    let portal = Portal::start().await;
    let mut clerk = portal.signed_in("clerk0").await;
    let answers = sole_proprietor::answers("0000000A000PB2");
    let (case, _) = received(&portal, &mut clerk, "registration-sole-proprietor", answers).await;
    assert_eq!(pay(&mut clerk, &case, portal.clock.today(), "15").await.status, 303);
    accept(&portal, &case, &[]).await;
    let unp = row(&portal, &case).await.unp.unwrap();
    let held = portal.read(move |conn| mandates::holders(conn, unp)).await;
    assert!(held.is_empty(), "{held:?}");
    for path in [format!("/businesses/{unp}"), format!("/applications/{case}")] {
        assert_eq!(clerk.get(&path).await.status, 404, "{path}");
    }
    assert!(!clerk.get("/applications").await.body.contains(&case), "nor is it the clerk's own");
    nobody_is_written_to(&portal, &case).await;
    let wanted = case.clone();
    let papers = portal.read(move |conn| documents::of_application(conn, &wanted)).await;
    let certificate = papers.iter().find(|paper| paper.kind == "certificate").unwrap();
    assert_eq!(certificate.lang, "be", "the language that the person chose");

    // A database of before has the clerk as the head, and whoever the clerk let act.
    let (today, now) = (portal.clock.today(), portal.clock.now());
    let right = move |account: &str, scope: Scope, granted_by: Option<&str>| MandateRow {
        id: new_id(),
        account_id: account.to_owned(),
        unp,
        scope: scope.code().to_owned(),
        valid_from: today,
        valid_to: None,
        granted_by: granted_by.map(str::to_owned),
        revoked_at: None,
        created_at: now,
        authorised: None,
    };
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        mandates::add(conn, &right("clerk0", Scope::Head, None))?;
        mandates::add(conn, &right("oleg", Scope::File, Some("clerk0")))?;
        mandates::add(conn, &right("elena", Scope::Head, None))?;
        let mend = match conn.dialect() {
            Dialect::Sqlite => {
                include_str!("../../../../migrations/sqlite/2026-12-04-000400_clerks_head_nothing/up.sql")
            }
            Dialect::Postgres => {
                include_str!("../../../../migrations/postgres/2026-12-04-000400_clerks_head_nothing/up.sql")
            }
        };
        Ok(conn.batch_execute(mend)?)
    };
    portal.state.db.write(write).await.unwrap();
    let held = portal.read(move |conn| mandates::holders(conn, unp)).await;
    let held: Vec<&str> = held.iter().map(|(right, _, _)| right.account_id.as_str()).collect();
    assert_eq!(held, ["elena"], "another's right stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_promises_no_letter_where_nobody_acts_for_the_applicant() {
    let portal = Portal::start().await;
    let mut clerk = portal.signed_in("clerk0").await;
    let answers = sole_proprietor::answers("0000000A000PB2");
    let (case, _) = received(&portal, &mut clerk, "registration-sole-proprietor", answers).await;
    let text = clerk.get(&format!("/office/cases/{case}/payment?lang=en")).await.text_of("main");
    assert!(text.contains("There is nobody to email") && !text.contains("gets an email"), "{text}");
    assert_eq!(pay(&mut clerk, &case, portal.clock.today(), "15").await.status, 303);
    nobody_is_written_to(&portal, &case).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_approved_at_the_counter_is_for_whoever_has_its_number() {
    let portal = Portal::start().await;
    let mut clerk = portal.signed_in("clerk0").await;
    let answers = || name_approval::answers("Росная луговина", None);
    let (approval, _) = received(&portal, &mut clerk, "name-approval", answers()).await;
    accept(&portal, &approval, &[("choice", "0")]).await;
    let number = row(&portal, &approval).await.number.unwrap();

    // It is nobody's: neither the clerk's own, nor free for the clerk's account whatever becomes of that.
    assert!(!clerk.get("/applications").await.body.contains("Росная луговина"));
    let (wanted, today) = (number.clone(), portal.clock.today());
    let look = move |conn: &mut AnyConn| -> QueryResult<_> {
        let approval = name_approvals::by_number(conn, &wanted)?.unwrap();
        let beginning: String = approval.name_key.chars().take(2).collect();
        let kept = name_approvals::kept_near(conn, &beginning, &approval.holder, today)?;
        let kept = kept.iter().any(|row| row.number == approval.number);
        Ok((kept, name_approvals::of_holder(conn, &approval.holder)?))
    };
    let (kept, held) = portal.read(look).await;
    assert!(kept && held.is_empty(), "{held:?}");

    // It is kept from the next one who comes to the same clerk.
    let other = draft(&mut clerk, "name-approval").await;
    let (step, fields) = answers().remove(1);
    assert!(save(&mut clerk, &other, step, &fields).await.location().ends_with("check=1"));

    // Its founder registers on line, or through another clerk: a clerk's own address gives that clerk nothing.
    let mut elena = portal.signed_in("elena").await;
    let online = begin(&mut elena, "registration-legal-entity").await;
    let saved = save(&mut elena, &online, "name", &[("approval_number", number.clone())]).await;
    assert!(!saved.location().ends_with("check=1"), "{}", saved.location());
    let mut answers = legal_entity::answers(&portal, &number);
    for (name, text) in answers.iter_mut().flat_map(|(_, fields)| fields) {
        if *name == "manager_email" {
            *text = email("clerk1");
        }
    }
    let mut elsewhere = portal.signed_in("clerk1").await;
    let (case, _) = received(&portal, &mut elsewhere, "registration-legal-entity", answers).await;
    assert_eq!(pay(&mut clerk, &case, portal.clock.today(), "16").await.status, 303);
    accept(&portal, &case, &[]).await;
    let unp = row(&portal, &case).await.unp.unwrap();
    let held = portal.read(move |conn| mandates::holders(conn, unp)).await;
    assert!(held.is_empty(), "{held:?}");
    let used = portal.read(move |conn| name_approvals::by_number(conn, &number)).await.unwrap();
    assert_eq!(used.used_by.as_deref(), Some(case.as_str()));
    // What is used founds nothing else.
    let saved = save(&mut elena, &online, "name", &[("approval_number", used.number)]).await;
    assert!(saved.location().ends_with("check=1"), "{}", saved.location());
    nobody_is_written_to(&portal, &case).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_changes_its_name_to_one_that_was_approved_at_the_counter() {
    let portal = Portal::start().await;
    let mut clerk = portal.signed_in("clerk0").await;
    let answers = name_approval::answers("Росная луговина", None);
    let (approval, _) = received(&portal, &mut clerk, "name-approval", answers).await;
    accept(&portal, &approval, &[("choice", "0")]).await;
    let number = row(&portal, &approval).await.number.unwrap();

    let mut elena = portal.signed_in("elena").await;
    let started = elena.post("/services/change-of-name/start", &[("unp", &COMPANY.to_string()), ("anew", "yes")]).await;
    let draft = started.location().to_owned();
    let (_, mut names) = name_approval::answers("Росная луговина", None).remove(1);
    assert!(save(&mut elena, &draft, "name", &names).await.location().ends_with("check=1"), "it is kept");
    names.push(("approval_number", number.clone()));
    let (basis, mut paper) = legal_entity::answers(&portal, &number).pop().unwrap();
    paper.last_mut().unwrap().1 = "общее собрание участников".to_owned();
    fill_in(&mut elena, &draft, &[("name", names), (basis, paper)]).await;
    let filed = journey::file(&mut elena, &draft, 1).await;
    assert_eq!(filed.location(), format!("{draft}/receipt"), "{}", filed.body);
    let case = id(&draft);
    accept(&portal, &case, &[]).await;
    let used = portal.read(move |conn| name_approvals::by_number(conn, &number)).await.unwrap();
    assert_eq!(used.used_by, Some(case));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_of_the_counter_that_came_back_is_corrected_there_and_received_again() {
    let portal = Portal::start().await;
    let mut clerk = portal.signed_in("clerk0").await;
    let answers = name_approval::answers("Росная луговина", None);
    let (case, code) = received(&portal, &mut clerk, "name-approval", answers).await;
    let (path, counter) = (format!("/applications/{case}"), format!("/office/counter/{code}"));
    take(&mut clerk, &case).await;
    pin(&mut clerk, &case, "founder_name", "Отчество не то, что в документе.").await;
    assert_eq!(clerk.get(&path).await.status, 404, "what is not returned is the office's case alone");
    assert_eq!(give_back(&portal, &mut clerk, &case).await.status, 303);

    // Whoever came comes again: the clerk opens what is to be corrected, and nobody else does.
    let page = clerk.get(&format!("{path}?lang=en")).await;
    let text = page.text_of("main");
    assert!(text.contains("somebody who came again") && text.contains("Отчество не то"), "{}", page.body);
    assert!(text.contains("Check and prepare the paper") && !text.contains("Check and file"), "no clerk files: {text}");
    assert!(page.all(&format!("main a[href='{path}/messages']")).is_empty(), "{}", page.body);
    for place in ["/office/counter/drafts".to_owned(), format!("/office/cases/{case}"), counter.clone()] {
        let page = clerk.get(&place).await;
        assert!(page.attribute(&format!("main a[href='{path}']"), "href").is_some(), "{place}: {}", page.body);
    }
    let mut elsewhere = portal.signed_in("clerk1").await;
    for stranger in [&mut elsewhere, &mut portal.signed_in("elena").await, &mut portal.signed_in("oleg").await] {
        assert_eq!(stranger.get(&path).await.status, 404);
        assert_eq!(stranger.get(&format!("{path}/steps/founder")).await.status, 404);
    }
    let (today, shown) = (portal.clock.today(), revision(&mut clerk, &code).await);
    receive_again(&mut elsewhere, &code, &shown, today).await;
    assert_eq!(row(&portal, &case).await.status(), Status::Returned, "another office receives nothing");

    // Only what has a remark is open, and nothing is filed or said in the clerk's name.
    let mended = [("founder_name", "Шиманский Олег Иванович".to_owned()), ("phone", "+375 29 000-00-00".to_owned())];
    assert_eq!(save(&mut clerk, &path, "founder", &mended).await.status, 303);
    let said = row(&portal, &case).await.answers();
    assert_eq!((said.get("founder_name"), said.get("phone")), ("Шиманский Олег Иванович", "+375 29 123-45-67"));
    assert_eq!(journey::file(&mut clerk, &path, 2).await.status, 404);
    assert_eq!(clerk.post(&format!("{path}/messages"), &[("words", "От имени заявителя")]).await.status, 404);
    assert_ne!(clerk.post(&format!("{path}/deletion"), &[]).await.status, 303);

    // What was signed said something else: that paper counts no longer, and the next has a code of its own.
    assert_eq!(clerk.get(&counter).await.status, 404);
    assert_eq!(receive_again(&mut clerk, &code, &shown, today).await.status, 404);
    assert_eq!(clerk.get(&format!("{path}/paper.pdf")).await.status, 404);
    let check = clerk.get(&format!("{path}/check")).await;
    assert_eq!(check.all(&format!("main form[action='{path}/paper'] button")).len(), 1, "{}", check.body);
    let again = prepared_again(&portal, &mut clerk, &case).await;
    assert_ne!(again, code);
    assert_eq!(prepared_again(&portal, &mut clerk, &case).await, again);
    let (counter, code) = (format!("/office/counter/{again}"), again);
    let paper = clerk.get(&format!("{path}/paper")).await;
    assert!(paper.attribute(&format!("main a[href='{counter}']"), "href").is_some(), "{}", paper.body);
    assert_eq!(clerk.get(&format!("{path}/paper.pdf")).await.header("content-type"), Some("application/pdf"));

    // A late second sending of the first round receives no correction, nor does a page that showed something else.
    assert_eq!(receive(&mut clerk, &code, "in_person", today, true).await.status, 409);
    assert_eq!(receive_again(&mut clerk, &code, &shown, today).await.status, 409);
    assert_eq!(row(&portal, &case).await.status(), Status::Returned);
    let before = clerk.get(&counter).await;
    assert!(before.text_of("main").contains("Шиманский Олег Иванович"), "{}", before.body);
    let shown = before.attribute("main input[name=revision]", "value").unwrap();
    for _ in 0..2 {
        assert_eq!(receive_again(&mut clerk, &code, &shown, today).await.location(), counter);
    }
    let after = row(&portal, &case).await;
    assert_eq!((after.status(), after.round, after.clerk.as_deref()), (Status::InReview, 2, Some("clerk0")));
    assert!(after.due_on.is_some(), "the clock runs again");
    assert_eq!(kinds(&portal, &case).await.iter().filter(|kind| *kind == "corrected").count(), 1);
    let wanted = case.clone();
    let filings = portal.read(move |conn| applications::filings(conn, &wanted)).await;
    let last = filings.last().unwrap();
    assert_eq!((filings.len(), last.filed_by.as_deref(), last.channel.as_str()), (2, None, "in_person"));
    assert_eq!(clerk.get(&path).await.status, 404, "it is a case alone again");
    let page = clerk.get(&format!("/office/cases/{case}?lang=en")).await;
    assert!(page.body.contains("The signature on the paper was confirmed by Ирина Быкова"), "{}", page.body);
    nobody_is_written_to(&portal, &case).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_is_confirmed_on_ones_own_phone_too() {
    let portal = Portal::start().await;
    let mut clerk = portal.signed_in("clerk0").await;
    let answers = name_approval::answers("Росная луговина", None);
    let (case, _) = received(&portal, &mut clerk, "name-approval", answers).await;
    take(&mut clerk, &case).await;
    pin(&mut clerk, &case, "founder_name", "Отчество не то, что в документе.").await;
    give_back(&portal, &mut clerk, &case).await;
    portal.clock.advance(Duration::minutes(1));
    let mended = [("founder_name", "Шиманский Олег Иванович".to_owned())];
    save(&mut clerk, &format!("/applications/{case}"), "founder", &mended).await;
    let code = prepared_again(&portal, &mut clerk, &case).await;
    let shown = clerk.post(&format!("/office/counter/{code}/phone"), &[]).await;
    assert_eq!(shown.status, 303, "{}", shown.body);
    let token = shown.location().split('#').next().unwrap().split("phone=").nth(1).unwrap().to_owned();
    let mut stranger = portal.client();
    let asked = stranger.get(&format!("/confirm/{token}")).await;
    assert!(asked.text_of("main").contains("Шиманский Олег Иванович"), "{}", asked.body);
    assert_eq!(stranger.post(&format!("/confirm/{token}"), &[("answer", "yes")]).await.status, 303);
    let seen = revision(&mut clerk, &code).await;
    assert_eq!(receive_again(&mut clerk, &code, &seen, portal.clock.today()).await.status, 303);
    assert_eq!(row(&portal, &case).await.status(), Status::InReview);
    let page = clerk.get(&format!("/office/cases/{case}?lang=en")).await;
    assert!(page.body.contains("confirmed it on their own phone"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confirmation_by_phone_counts_for_the_round_that_was_filed_with_it() {
    let portal = Portal::start().await;
    let mut clerk = portal.signed_in("clerk0").await;
    let path = draft(&mut clerk, "name-approval").await;
    fill_in(&mut clerk, &path, &name_approval::answers("Росная луговина", None)).await;
    let case = id(&path);
    let code = prepared_again(&portal, &mut clerk, &case).await;
    let shown = clerk.post(&format!("/office/counter/{code}/phone"), &[]).await;
    let token = shown.location().split('#').next().unwrap().split("phone=").nth(1).unwrap().to_owned();
    let (link, mut stranger) = (format!("/confirm/{token}"), portal.client());
    assert_eq!(stranger.post(&link, &[("answer", "yes")]).await.status, 303);
    let today = portal.clock.today();
    assert_eq!(receive(&mut clerk, &code, "in_person", today, true).await.status, 303);
    take(&mut clerk, &case).await;
    pin(&mut clerk, &case, "founder_name", "Отчество не то, что в документе.").await;
    give_back(&portal, &mut clerk, &case).await;

    // It says the same, and is to be confirmed again.
    let stands = clerk.get(&format!("/office/counter/{code}/phone")).await;
    assert!(stands.body.contains("\"none\""), "{}", stands.body);
    assert_eq!(stranger.get(&link).await.status, 404);
    let seen = revision(&mut clerk, &code).await;
    assert_eq!(receive_again(&mut clerk, &code, &seen, today).await.status, 303);
    let events = events(&portal, &case).await;
    let body = |kind: &str| events.iter().find(|event| event.kind == kind).unwrap().body.clone();
    assert!(body("received").contains("phone") && !body("corrected").contains("phone"), "{}", body("corrected"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_comes_on_any_day_since_the_return_at_the_counter_where_it_was_typed_too() {
    let portal = Portal::start().await;
    let (mut clerk, mut elsewhere) = (portal.signed_in("clerk0").await, portal.signed_in("clerk1").await);
    let answers = name_approval::answers("Росная луговина", None);
    let (case, _) = received(&portal, &mut elsewhere, "name-approval", answers).await;
    take(&mut clerk, &case).await;
    pin(&mut clerk, &case, "founder_name", "Отчество не то, что в документе.").await;
    assert_eq!(give_back(&portal, &mut clerk, &case).await.status, 303);
    let (path, returned) = (format!("/applications/{case}"), portal.clock.today());
    portal.clock.advance(Duration::days(2));
    let (mut clerk, mut elsewhere) = (portal.signed_in("clerk0").await, portal.signed_in("clerk1").await);
    for counter in [&mut clerk, &mut elsewhere] {
        let list = counter.get("/office/counter/drafts").await;
        assert!(list.attribute(&format!("main a[href='{path}']"), "href").is_some(), "{}", list.body);
    }
    let mended = [("founder_name", "Шиманский Олег Иванович".to_owned())];
    assert_eq!(save(&mut elsewhere, &path, "founder", &mended).await.status, 303);
    let code = prepared_again(&portal, &mut elsewhere, &case).await;
    let seen = revision(&mut elsewhere, &code).await;
    let before = returned.pred_opt().unwrap();
    assert_eq!(receive_again(&mut elsewhere, &code, &seen, before).await.status, 422);
    let received = receive_again(&mut elsewhere, &code, &seen, returned.succ_opt().unwrap()).await;
    assert_eq!(received.status, 303, "{}", received.text_of("main"));
    assert_eq!(row(&portal, &case).await.round, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_filed_is_not_prepared_again() {
    let portal = Portal::start().await;
    let mut clerk = portal.signed_in("clerk0").await;
    let answers = || name_approval::answers("Росная луговина", None);
    let (case, _) = received(&portal, &mut clerk, "name-approval", answers()).await;
    take(&mut clerk, &case).await;
    pin(&mut clerk, &case, "founder_name", "Отчество не то, что в документе.").await;
    assert_eq!(give_back(&portal, &mut clerk, &case).await.status, 303);
    let mut elena = portal.signed_in("elena").await;
    let theirs = file(&mut elena, "name-approval", answers()).await;
    accept(&portal, &theirs, &[("choice", "0")]).await;
    let path = format!("/applications/{case}");
    assert_eq!(clerk.post(&format!("{path}/paper"), &[]).await.location(), format!("{path}/check?check=1"));
}
