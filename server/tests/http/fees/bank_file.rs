//! `/office/payments`: a bank's CSV marks what it pays and says of every other row what is wrong with it.

use super::{bill, notice, pay};
use crate::liquidation::{file, termination};
use crate::office::{decide, row, take};
use crate::support::client::{Answer, Client};
use crate::support::database::counted;
use crate::support::portal::{PROPRIETOR, Portal};
use chrono::Duration;
use portal::code::{BILL_DIGITS, code, grouped};

const HEAD: &str = "date;document;amount;purpose\n";
const PAYMENTS: &str = "SELECT COUNT(*) AS count FROM payments";

async fn send(clerk: &mut Client, name: &str, content: &[u8]) -> Answer {
    let head = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n"
    );
    let body = [head.as_bytes(), content, b"\r\n--x--\r\n"].concat();
    clerk.send("POST", "/office/payments", Some("multipart/form-data; boundary=x"), body).await
}

/// Sends a file and reads what became of its rows.
async fn import(clerk: &mut Client, content: &str) -> Answer {
    let answer = send(clerk, "bank.csv", content.as_bytes()).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    clerk.get(&format!("{}{}lang=en", answer.location(), if answer.location().contains('?') { "&" } else { "?" })).await
}

#[tokio::test]
async fn paid_bills_are_marked_and_each_other_row_says_what_is_wrong() {
    let portal = Portal::start().await;
    let (id, _) = notice(&portal).await;
    let mut oleg = portal.signed_in("oleg").await;
    let other = file(&mut oleg, "termination", PROPRIETOR, &termination(portal.clock.today())).await;
    let (number, second) = (bill(&portal, &id).await.row.number, bill(&portal, &other).await.row.number);
    let (today, tomorrow) = (portal.clock.today(), portal.clock.today() + Duration::days(1));
    let unknown = code(0, BILL_DIGITS);
    let wrong = (number.as_bytes()[9] - b'0' + 1) % 10;
    let mistyped = format!("{}{wrong}", &number[..9]);
    let content = format!(
        "{HEAD}{today};15;42,00;\"Плата по счёту {}; УНП 791397355\"\n\
         {today};16;41,99;{second}\n\
         {tomorrow};17;42,00;{second}\n\
         31.02.2026;18;42,00;{second}\n\
         {today};;42,00;{second}\n\
         {today};19;сорок два;{second}\n\
         {today};20;42,00;счёт {mistyped}x\n\
         {today};21;42,00;{number} и {second}\n\
         {today};22;42,00;{unknown}\n\
         {today};23;42,00;{number}\n",
        grouped(&number)
    );
    let mut clerk = portal.signed_in("clerk0").await;
    let page = import(&mut clerk, &content).await;
    assert_eq!(page.status, 200);
    let rows = page.all("tbody tr");
    let of = |line: usize| {
        let found = rows.iter().find(|row| row.trim_start().starts_with(&line.to_string()));
        found.unwrap_or_else(|| panic!("no row {line} in {rows:?}")).clone()
    };
    for (line, said) in [
        (2, "Marked"),
        (3, "not that of the bill"),
        (4, "in the future"),
        (5, "cannot be read"),
        (6, "no number of a payment document"),
        (7, "sum cannot be read"),
        (8, "no number of a bill"),
        (9, "several numbers"),
        (10, "No bill has this number"),
        (11, "by another document"),
    ] {
        assert!(of(line).contains(said), "{line}: {}", of(line));
    }
    assert_eq!(counted(&portal.state.db, PAYMENTS).await, 1);
    let payment = bill(&portal, &id).await.payment.unwrap();
    assert_eq!((payment.paid_on, payment.document.as_str(), payment.file_id.is_some()), (today, "15", true));
    assert!(bill(&portal, &other).await.is_due());
    let listed = clerk.get("/office/payments?lang=en").await;
    assert!(listed.text_of("tbody tr").contains("bank.csv"), "{}", listed.body);
}

#[tokio::test]
async fn the_same_file_or_the_same_row_marks_nothing_twice() {
    let portal = Portal::start().await;
    let (id, _) = notice(&portal).await;
    let number = bill(&portal, &id).await.row.number;
    let today = portal.clock.today();
    let content = format!("{HEAD}{today};15;42.00;{number}\n");
    let clerk = portal.signed_in("clerk0").await;
    let sent: Vec<_> = (0..8)
        .map(|_| {
            let (mut clerk, content) = (clerk.clone(), content.clone());
            tokio::spawn(async move { send(&mut clerk, "bank.csv", content.as_bytes()).await })
        })
        .collect();
    for answer in sent {
        let answer = answer.await.unwrap();
        assert_eq!(answer.status, 303, "{}", answer.body);
    }
    assert_eq!(counted(&portal.state.db, PAYMENTS).await, 1);
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM bank_files").await, 1);
    let mut clerk = clerk;
    assert!(import(&mut clerk, &content).await.body.contains("uploaded before"));
    // The next day's file repeats the row.
    let longer = format!("{content}{today};16;1,00;нет\n");
    let page = import(&mut clerk, &longer).await;
    assert!(page.text_of("main").contains("Marked before: 1"), "{}", page.body);
    assert_eq!(counted(&portal.state.db, PAYMENTS).await, 1);
    let events = "SELECT COUNT(*) AS count FROM application_events WHERE kind = 'paid'";
    assert_eq!(counted(&portal.state.db, events).await, 1);
}

#[tokio::test]
async fn a_clerk_and_a_file_at_once_mark_it_once() {
    let portal = Portal::start().await;
    let (id, _) = notice(&portal).await;
    let number = bill(&portal, &id).await.row.number;
    let today = portal.clock.today();
    let content = format!("{HEAD}{today};15;42.00;{number}\n");
    let (mut one, mut other) = (portal.signed_in("clerk0").await, portal.signed_in("supervisor").await);
    let (marked, imported) =
        tokio::join!(pay(&mut one, &id, today, "15"), send(&mut other, "bank.csv", content.as_bytes()));
    assert_eq!((marked.status, imported.status), (303, 303), "{} {}", marked.body, imported.body);
    assert_eq!(counted(&portal.state.db, PAYMENTS).await, 1);
}

#[tokio::test]
async fn another_offices_bill_and_one_that_is_not_owed_are_left() {
    let portal = Portal::start().await;
    let (id, mut elena) = notice(&portal).await;
    let number = bill(&portal, &id).await.row.number;
    let content = format!("{HEAD}{};15;42.00;{number}\n", portal.clock.today());
    let mut stranger = portal.signed_in("clerk1").await;
    let page = import(&mut stranger, &content).await;
    assert!(page.text_of("tbody").contains("another registering body"), "{}", page.body);
    assert!(!page.body.contains(&format!("/office/cases/{id}")), "nor does it lead to the case");
    elena.post(&format!("/applications/{id}/withdrawal"), &[]).await;
    let mut clerk = portal.signed_in("clerk0").await;
    let page = import(&mut clerk, &content).await;
    assert!(page.text_of("tbody").contains("has to be returned"), "{}", page.body);
    assert_eq!(counted(&portal.state.db, PAYMENTS).await, 0);
}

#[tokio::test]
async fn of_both_bills_of_a_case_opened_again_the_one_that_stands_is_paid_whichever_is_named_first() {
    for standing_first in [false, true] {
        let portal = Portal::start().await;
        let (id, _) = notice(&portal).await;
        let cancelled = bill(&portal, &id).await.row.number;
        let mut clerk = portal.signed_in("clerk0").await;
        take(&mut clerk, &id).await;
        let leave = [("outcome", "leave"), ("left_reasons", "left-not-paid"), ("left_words", "Не оплачено")];
        assert_eq!(decide(&portal, &mut clerk, &id, &leave).await.status, 303);
        portal.clock.advance(Duration::seconds(5));
        let revision = row(&portal, &id).await.revision.to_string();
        let again = [("reason", "mistake"), ("words", "Оплачено"), ("to", "queue"), ("revision", revision.as_str())];
        let mut supervisor = portal.signed_in("supervisor").await;
        assert_eq!(supervisor.post(&format!("/office/cases/{id}/reopening"), &again).await.status, 303);
        let standing = bill(&portal, &id).await.row.number;
        assert_ne!(standing, cancelled);
        let today = portal.clock.today();
        let mut lines = [format!("{today};15;42,00;{cancelled}\n"), format!("{today};16;42,00;{standing}\n")];
        if standing_first {
            lines.reverse();
        }
        let page = import(&mut clerk, &format!("{HEAD}{}", lines.concat())).await;
        let said = page.text_of("main");
        assert!(said.contains("Marked") && said.contains("has to be returned"), "{said}");
        assert_eq!(bill(&portal, &id).await.payment.unwrap().document, "16");
        assert_eq!(counted(&portal.state.db, PAYMENTS).await, 1);
    }
}

#[tokio::test]
async fn hostile_files_are_told_and_leave_nothing() {
    let portal = Portal::start().await;
    let mut clerk = portal.signed_in("clerk0").await;
    for content in [&b""[..], b"\n\n", b"%PDF-1.7", b"\xff\xfe\0\0", b"date,document\n1,2\n"] {
        let answer = send(&mut clerk, "x.csv", content).await;
        assert_eq!(answer.status, 422, "{content:?}");
        assert!(answer.attribute("[role=alert] a[href='#file']", "href").is_some(), "{}", answer.body);
    }
    let large = vec![b'x'; 1024 * 1024 + 1];
    let large = send(&mut clerk, "x.csv", &large).await;
    assert_eq!(large.status, 413);
    assert!(large.text_of("#file-error").contains("1 МБ"), "the limit is told at the field: {}", large.body);
    assert_eq!(clerk.post("/office/payments", &[("file", "x")]).await.status, 400);
    let broken = clerk.send("POST", "/office/payments", Some("multipart/form-data; boundary=x"), b"--x\r\n".to_vec());
    assert_eq!(broken.await.status, 400);
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM bank_files").await, 0);

    let script = "<script>alert(1)</script>";
    let rows = format!("{HEAD}{script};{script};{script};{script}\n;;;\0\u{202e}\n");
    let answer = send(&mut clerk, "<script>alert(2)<_script>.csv", rows.as_bytes()).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = clerk.get(answer.location()).await;
    assert!(page.status == 200 && !page.body.contains("<script>alert"), "{}", page.body);
    let mut elena = portal.signed_in("elena").await;
    assert_eq!(elena.get(answer.location()).await.status, 404);
    assert_eq!(portal.signed_in("clerk1").await.get(answer.location()).await.status, 404, "another office's file");
    assert_eq!(send(&mut elena, "x.csv", b"x").await.status, 404);
}
