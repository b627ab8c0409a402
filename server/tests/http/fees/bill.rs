//! The bill that a filing causes, and the term that waits for it.

use super::{bill, notice, pay};
use crate::liquidation::{draft, liquidation};
use crate::office::{decide, kinds, row, take};
use crate::support::database::counted;
use crate::support::journey;
use crate::support::pdf::text;
use crate::support::portal::{COMPANY, Portal};
use akno::store::{documents, mails};
use chrono::Duration;
use portal::application::Status;
use portal::code::{BILL_DIGITS, grouped, parse};

#[tokio::test]
async fn the_fee_is_told_before_filing_and_billed_with_it() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let guide = elena.get("/services/liquidation?lang=en").await;
    assert!(guide.text_of(".facts").contains("42.00 BYN (base values: 1)"), "{}", guide.body);
    let today = portal.clock.today();
    let draft = draft(&mut elena, "liquidation", COMPANY, &liquidation(today, "elena@akno.example")).await;
    let check = elena.get(&format!("{draft}/check?lang=en")).await;
    assert!(check.text_of("main form").contains("42.00 BYN"), "{}", check.body);
    assert_eq!(elena.get(&format!("{draft}/bill")).await.status, 404, "nothing is owed for a draft");
    let receipt = elena.post_and_follow(&format!("{draft}/filing"), &[("confirmed", "yes"), ("round", "1")]).await;
    let id = journey::id(&draft);
    let status = elena.get(&format!("{draft}?lang=en")).await.text_of("main");
    assert!(status.contains("to pay the bill") && !status.contains("nothing for you to do"), "{status}");
    let bill = bill(&portal, &id).await;
    assert_eq!((bill.row.amount, bill.row.hundredths, bill.row.base_value), (4200, 100, 4200));
    assert!(parse(&bill.row.number, BILL_DIGITS).is_some());
    let number = grouped(&bill.row.number);
    assert!(receipt.text_of("main").contains(&number), "{}", receipt.body);
    assert_eq!(receipt.attribute(&format!("main a[href='{draft}/bill']"), "href"), Some(format!("{draft}/bill")));

    portal.work_done().await;
    let page = elena.get(&format!("{draft}/bill?lang=en")).await;
    assert!(page.text_of("main").contains(&number) && page.text_of("main").contains("Not paid yet"), "{}", page.body);
    assert!(!page.all("figure svg").is_empty(), "a code to scan");
    let pdf = page.attribute("main a[href*='/documents/']", "href").unwrap();
    let pdf = elena.get(&pdf).await;
    assert_eq!(pdf.header("content-type"), Some("application/pdf"));
    let said = text(&pdf.bytes);
    for words in [number.as_str(), "42,00 руб.", "базовых величин: 1", "Шкловский районный исполнительный комитет"]
    {
        assert!(said.contains(words), "{words} in {said}");
    }
    let application = id.clone();
    let (documents, mails) = portal
        .read(move |conn| {
            Ok((documents::of_application(conn, &application)?, mails::of_application(conn, &application)?))
        })
        .await;
    let receipt = documents.iter().find(|d| d.kind == "receipt").unwrap();
    assert!(text(receipt.bytes.as_ref().unwrap()).contains(&number), "the receipt names the bill");
    assert_eq!(mails.len(), 1, "one mail tells both");
    assert!(mails[0].body.contains(&number) && mails[0].body.contains(&format!("{draft}/bill")), "{}", mails[0].body);
    let code = &documents.iter().find(|d| d.kind == "bill").unwrap().verify_code;
    let verified = portal.client().get(&format!("/verify/{code}?lang=en")).await;
    assert!(verified.text_of("main").contains("Not paid yet") && !verified.body.contains("Ковалёва"));
    assert_eq!(portal.signed_in("oleg").await.get(&format!("{draft}/bill")).await.status, 404);
}

#[tokio::test]
async fn an_unpaid_bill_is_to_be_done_on_every_page_and_in_the_calendar_until_it_is_paid() {
    let portal = Portal::start().await;
    let (id, mut elena) = notice(&portal).await;
    let address = elena.post("/businesses/calendar", &[]).await.text_of("main code");
    let calendar = address.split_once("/calendar/").map(|(_, name)| format!("/calendar/{name}")).expect("its address");
    let pages = ["/".to_owned(), "/applications".into(), "/businesses".into(), format!("/businesses/{COMPANY}")];
    let to_bill = format!("main a[href='/applications/{id}/bill']");
    for page in &pages {
        let seen = elena.get(&format!("{page}?lang=en")).await;
        let said = seen.text_of("main");
        assert!(seen.attribute(&to_bill, "href").is_some(), "{page}: {said}");
        assert!(seen.all("main").iter().any(|said| said.contains("42.00 BYN")), "{page}: {said}");
    }
    let feed = portal.client().get(&calendar).await.body;
    assert!(feed.contains(&format!("UID:pay-{id}@akno")), "{feed}");
    let mut clerk = portal.signed_in("clerk0").await;
    take(&mut clerk, &id).await;
    assert_eq!(pay(&mut clerk, &id, portal.clock.today(), "15").await.status, 303);
    for page in &pages {
        assert!(elena.get(page).await.attribute(&to_bill, "href").is_none(), "{page}");
    }
    assert!(!portal.client().get(&calendar).await.body.contains("UID:pay-"));
}

#[tokio::test]
async fn what_is_free_has_no_bill() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = journey::filed(&portal, &mut elena).await;
    assert_eq!(elena.get(&format!("{draft}/bill")).await.status, 404);
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(pay(&mut clerk, &journey::id(&draft), portal.clock.today(), "15").await.status, 404);
    assert!(row(&portal, &journey::id(&draft)).await.due_on.is_some());
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM bills").await, 0);
}

#[tokio::test]
async fn the_term_counts_from_the_payment_and_nothing_is_accepted_before() {
    let portal = Portal::start().await;
    let (id, _) = notice(&portal).await;
    assert_eq!(row(&portal, &id).await.due_on, None);
    let mut clerk = portal.signed_in("clerk0").await;
    let inbox = clerk.get("/office?lang=en").await;
    assert!(inbox.text_of("tbody tr").contains("Waits for payment"), "{}", inbox.body);
    take(&mut clerk, &id).await;
    let case = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    assert!(case.text_of(".facts").contains("42.00 BYN"), "{}", case.body);
    assert!(case.all(".checks li.red").iter().any(|check| check.contains("not marked paid")), "{}", case.body);
    let refused = decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await;
    assert_eq!((refused.status, row(&portal, &id).await.status()), (422, Status::InReview));

    // Two days later it is paid, and a day after that the clerk marks it.
    portal.clock.advance(Duration::days(2));
    let paid_on = portal.clock.today();
    portal.clock.advance(Duration::days(1));
    let mut clerk = portal.signed_in("clerk0").await;
    let marked = pay(&mut clerk, &id, paid_on, "15").await;
    assert_eq!((marked.status, marked.location()), (303, format!("/office/cases/{id}").as_str()));
    let due = row(&portal, &id).await.due_on.unwrap();
    assert_eq!(portal.state.calendar.between(paid_on, due), 5, "five working days after the payment");
    assert_eq!(kinds(&portal, &id).await, ["started", "filed", "billed", "taken", "paid"]);
    let case = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    assert!(case.text_of("details.details").contains(&app::l10n::Tr(portal::lang::Lang::En).date(paid_on)));
    assert!(case.all(".checks li.red").is_empty(), "{:?}", case.all(".checks li.red"));
    let mut elena = portal.signed_in("elena").await;
    let seen = elena.get(&format!("/applications/{id}?lang=en")).await;
    assert!(seen.text_of("main").contains("Paid on") && seen.text_of("main").contains("Fee paid"), "{}", seen.body);
    let application = id.clone();
    let mails = portal.read(move |conn| mails::of_application(conn, &application)).await;
    assert!(mails.last().unwrap().subject.contains("плата поступила"));
    let accepted = decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await;
    assert_eq!(accepted.status, 303, "{}", accepted.body);
}

#[tokio::test]
async fn a_filing_sent_many_times_at_once_is_billed_once() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let today = portal.clock.today();
    let draft = draft(&mut elena, "liquidation", COMPANY, &liquidation(today, "elena@akno.example")).await;
    let sent: Vec<_> = (0..20)
        .map(|_| {
            let (mut client, draft) = (elena.clone(), draft.clone());
            tokio::spawn(async move { journey::file(&mut client, &draft, 1).await })
        })
        .collect();
    for answer in sent {
        assert_eq!(answer.await.unwrap().status, 303);
    }
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM bills").await, 1);
    let billed = "SELECT COUNT(*) AS count FROM application_events WHERE kind = 'billed'";
    assert_eq!(counted(&portal.state.db, billed).await, 1);
}

#[tokio::test]
async fn who_withdraws_before_paying_owes_nothing() {
    let portal = Portal::start().await;
    let (id, mut elena) = notice(&portal).await;
    assert_eq!(elena.post(&format!("/applications/{id}/withdrawal"), &[]).await.status, 303);
    assert!(bill(&portal, &id).await.row.cancelled_at.is_some());
    let page = elena.get(&format!("/applications/{id}/bill?lang=en")).await;
    assert!(page.text_of("main").contains("nothing to pay"), "{}", page.body);
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(pay(&mut clerk, &id, portal.clock.today(), "15").await.status, 409);
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM payments").await, 0);
}

#[tokio::test]
async fn a_bill_shows_the_account_of_its_office_on_its_day_and_of_others_the_default() {
    let office = crate::support::portal::offices()[0];
    let file = std::env::temp_dir().join(format!("akno-payees-{}.toml", akno::store::new_id()));
    let row = |from: &str, bank: &str| {
        format!(
            "[[payees]]\noffice = {office}\nvalid_from = \"{from}\"\nname = \"Финансовый отдел\"\n\
             account = \"BY13 NBRB 3600 9000 0000 2Z00 AB00\"\nbank_code = \"{bank}\"\nunp = \"700000018\"\n"
        )
    };
    std::fs::write(&file, row("2020-01-01", "AKBBBY2X") + &row("2199-01-01", "NBRBBY2X")).unwrap();
    let portal = Portal::with(|config| config.payees = file.clone()).await;
    let (id, mut elena) = notice(&portal).await;
    let page = elena.get(&format!("/applications/{id}/bill?lang=en")).await.text_of("main");
    for words in ["Финансовый отдел", "BY13NBRB3600900000002Z00AB00", "AKBBBY2X", "700000018"] {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert!(!page.contains("NBRBBY2X"), "what holds later is not shown");
    portal.work_done().await;
    let wanted = id.clone();
    let papers = portal.read(move |conn| documents::of_application(conn, &wanted)).await;
    let paper = papers.iter().find(|paper| paper.kind == "bill").unwrap();
    assert!(text(paper.bytes.as_ref().unwrap()).contains("BY13NBRB3600900000002Z00AB00"));
    // The code on the bill leads to where the account can be compared.
    let verified = portal.client().get(&format!("/verify/{}?lang=en", paper.verify_code)).await.text_of("main");
    assert!(verified.contains("BY13NBRB3600900000002Z00AB00"), "{verified}");
    std::fs::remove_file(&file).unwrap();

    let portal = Portal::with(|config| config.pay_to = "BY00 по умолчанию".to_owned()).await;
    let (id, mut elena) = notice(&portal).await;
    let page = elena.get(&format!("/applications/{id}/bill?lang=en")).await.text_of("main");
    assert!(page.contains("BY00 по умолчанию"), "{page}");
}
