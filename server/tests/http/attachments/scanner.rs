//! The scanner: a small clamd that speaks INSTREAM and finds one signature.

use super::{attach, current, kept, pdf};
use crate::office::row;
use crate::support::journey::{answers, file, fill_in, id, start};
use crate::support::portal::{COMPANY, Portal};
use chrono::{Datelike, Duration};
use portal::application::Status;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const SIGNATURE: &[u8] = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE";

const WORKS: u8 = 0;
const HANGS_UP: u8 = 1;
const FAILS: u8 = 2;

/// A clamd on a loopback port, and how it feels.
async fn clamd() -> (String, Arc<AtomicU8>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let mood = Arc::new(AtomicU8::new(WORKS));
    let felt = Arc::clone(&mood);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mood = felt.load(Ordering::SeqCst);
            tokio::spawn(async move {
                let _ = answer(stream, mood).await;
            });
        }
    });
    (address, mood)
}

async fn answer(mut stream: TcpStream, mood: u8) -> std::io::Result<()> {
    if mood == HANGS_UP {
        return Ok(());
    }
    let mut command = [0; 10];
    stream.read_exact(&mut command).await?;
    assert_eq!(&command, b"zINSTREAM\0");
    let mut bytes = Vec::new();
    loop {
        let length = stream.read_u32().await? as usize;
        if length == 0 {
            break;
        }
        let from = bytes.len();
        bytes.resize(from + length, 0);
        stream.read_exact(&mut bytes[from..]).await?;
    }
    let said: &[u8] = match bytes.windows(SIGNATURE.len()).any(|part| part == SIGNATURE) {
        _ if mood == FAILS => b"INSTREAM size limit exceeded. ERROR\0",
        true => b"stream: Eicar-Signature FOUND\0",
        false => b"stream: OK\0",
    };
    stream.write_all(said).await
}

fn infected() -> Vec<u8> {
    pdf(&String::from_utf8_lossy(SIGNATURE))
}

#[tokio::test]
async fn what_is_infected_is_refused_and_what_is_clean_says_nothing() {
    let (address, _) = clamd().await;
    let portal = Portal::with(|config| config.clamd = address).await;
    let mut elena = portal.signed_in("elena").await;
    let page = format!("{}/attachments", start(&mut elena, COMPANY).await);
    assert!(!elena.get(&page).await.text_of("main").contains("не проверяются на вирусы"));
    let answer = attach(&mut elena, &page, &[("bad.pdf", &infected()), ("good.pdf", &pdf("good"))]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text_of("#error-summary").contains("найден вирус"), "{}", answer.text_of("#error-summary"));
    let line = answer.text_of(".files li");
    assert!(line.contains("good.pdf") && !line.contains("проверен"), "{line}");
    assert_eq!(kept(&portal), 1);
}

#[tokio::test]
async fn a_scanner_that_does_not_answer_makes_nothing_clean_and_is_asked_again() {
    let (address, mood) = clamd().await;
    let portal = Portal::with(|config| config.clamd = address).await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let page = format!("{draft}/attachments");
    fill_in(&mut elena, &draft, &answers(&portal)).await;
    mood.store(HANGS_UP, Ordering::SeqCst);
    attach(&mut elena, &page, &[("bad.pdf", &infected())]).await;
    mood.store(FAILS, Ordering::SeqCst);
    attach(&mut elena, &page, &[("good.pdf", &pdf("good"))]).await;
    let shown = elena.get(&page).await;
    assert!(shown.all(".files li").iter().all(|line| line.contains("Ещё не проверен")), "{:?}", shown.all(".files li"));
    // It comes back: the job asks it again.
    mood.store(WORKS, Ordering::SeqCst);
    portal.clock.advance(Duration::hours(1));
    portal.work_done().await;
    let mut elena = portal.signed_in("elena").await;
    let shown = elena.get(&page).await;
    let lines = shown.all(".files li");
    assert!(lines[0].contains("Найден вирус") && !lines[1].contains("проверен"), "{lines:?}");
    let bad = current(&portal, &id(&draft)).await.remove(0).row.id;
    assert_eq!(elena.get(&format!("{page}/{bad}")).await.status, 404, "nobody opens it");
    // Nor is it filed; the page says why and leads to where it is mended.
    assert!(file(&mut elena, &draft, 1).await.location().contains("check=1"));
    let check = elena.get(&format!("{draft}/check?check=1")).await;
    assert!(check.text_of("#error-summary").contains("найден вирус"), "{}", check.body);
    assert_eq!(check.attribute("#error-summary a", "href").as_deref(), Some("#row-attachments"));
    elena.post(&format!("{page}/{bad}/removal"), &[]).await;
    assert!(file(&mut elena, &draft, 1).await.location().ends_with("/receipt"));
    // The same content is known by now, whatever it is called and whoever sends it.
    let other = start(&mut elena, COMPANY).await;
    let again = attach(&mut elena, &format!("{other}/attachments"), &[("else.pdf", &infected())]).await;
    assert_eq!(again.status, 422);
}

#[tokio::test]
async fn what_is_infected_is_neither_prepared_for_paper_nor_received() {
    let (address, mood) = clamd().await;
    let portal = Portal::with(|config| config.clamd = address).await;
    let mut elena = portal.signed_in("elena").await;
    mood.store(HANGS_UP, Ordering::SeqCst);
    let mut drafts = Vec::new();
    for _ in 0..2 {
        let draft = start(&mut elena, COMPANY).await;
        fill_in(&mut elena, &draft, &answers(&portal)).await;
        attach(&mut elena, &format!("{draft}/attachments"), &[("bad.pdf", &infected())]).await;
        drafts.push(draft);
    }
    // One is printed while nobody knows.
    let (early, late) = (&drafts[0], &drafts[1]);
    assert_eq!(elena.post(&format!("{early}/paper"), &[]).await.location(), format!("{early}/paper"));
    let code = row(&portal, &id(early)).await.paper_code.unwrap();
    mood.store(WORKS, Ordering::SeqCst);
    portal.clock.advance(Duration::hours(1));
    portal.work_done().await;
    let mut elena = portal.signed_in("elena").await;
    let stopped = elena.post(&format!("{late}/paper"), &[]).await;
    assert_eq!(stopped.location(), format!("{late}/check?check=1"));
    assert_eq!(row(&portal, &id(late)).await.status(), Status::Draft);
    let mut clerk = portal.signed_in("clerk0").await;
    let shown = clerk.get(&format!("/office/counter/{code}")).await;
    assert!(shown.text_of("main").contains("найден вирус"), "{}", shown.body);
    let today = portal.clock.today();
    let (day, month, year) = (today.day().to_string(), today.month().to_string(), today.year().to_string());
    let fields = [
        ("channel", "in_person"),
        ("received_on_day", day.as_str()),
        ("received_on_month", month.as_str()),
        ("received_on_year", year.as_str()),
        ("signed", "yes"),
    ];
    assert_eq!(clerk.post(&format!("/office/counter/{code}"), &fields).await.status, 422);
    assert_eq!(row(&portal, &id(early)).await.status(), Status::Prepared);
}

#[tokio::test]
async fn without_a_scanner_pages_say_so() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let page = format!("{}/attachments", start(&mut elena, COMPANY).await);
    assert!(elena.get(&page).await.text_of("main").contains("не проверяются на вирусы"));
    attach(&mut elena, &page, &[("bad.pdf", &infected())]).await;
    assert!(elena.get(&page).await.text_of(".files li").contains("Не проверен на вирусы"));
}
