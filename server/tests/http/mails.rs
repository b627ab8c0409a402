//! Mails on their way out: files, SMTP, the demo's page.

use crate::support::portal::{Portal, email};
use akno::store::mails::{self, MailRow};
use chrono::Duration;
use std::sync::{Arc, Mutex};
use std::time::Duration as StdDuration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

async fn ask_for_reset(portal: &Portal) {
    let answer = portal.client().post("/password/forgotten", &[("email", &email("elena"))]).await;
    assert_eq!(answer.status, 303);
}

async fn newest(portal: &Portal) -> MailRow {
    portal.read(|conn| mails::newest(conn, 1)).await.remove(0)
}

/// Waits until the newest mail has a state.
async fn until(portal: &Portal, state: &str) -> MailRow {
    for _ in 0..400 {
        let mail = newest(portal).await;
        if mail.state == state {
            return mail;
        }
        portal.state.work.notify_one();
        tokio::time::sleep(StdDuration::from_millis(25)).await;
    }
    panic!("it does not become {state}: {:?}", newest(portal).await);
}

#[tokio::test]
async fn without_a_server_mails_land_as_files() {
    let portal = Portal::start().await;
    ask_for_reset(&portal).await;
    let mail = until(&portal, "sent").await;
    let folder = portal.var_dir.join("mail");
    let file = folder.join(format!("{}.eml", mail.id));
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains(&format!("\r\nTo: {}\r\n", email("elena"))), "{text}");
    assert!(text.contains(&format!("Message-ID: {}\r\n", mail.message_id)), "{text}");
    assert!(text.contains("Auto-Submitted: auto-generated\r\n"), "{text}");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o077, 0, "only its owner may read it");
        assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o077, 0);
    }
}

/// A mail server that takes everything but what it is told to refuse.
async fn smtp_server(refuse: Arc<Mutex<bool>>) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let taken = Arc::new(Mutex::new(Vec::new()));
    let keep = taken.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, refuse.clone(), keep.clone()));
        }
    });
    (url, taken)
}

async fn talk(stream: TcpStream, refuse: Arc<Mutex<bool>>, keep: Arc<Mutex<Vec<String>>>) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 test\r\n").await.ok()?;
    while let Some(line) = lines.next_line().await.ok()? {
        let answer = match line.split(' ').next().unwrap_or("") {
            "EHLO" | "HELO" => "250 test\r\n".to_owned(),
            "RCPT" if *refuse.lock().unwrap() => format!("450 {line} is busy\r\n"),
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.ok()?;
                let mut text = String::new();
                while let Some(line) = lines.next_line().await.ok()?.filter(|line| line != ".") {
                    text.push_str(&line);
                    text.push('\n');
                }
                keep.lock().unwrap().push(text);
                "250 taken\r\n".to_owned()
            }
            "QUIT" => "221 bye\r\n".to_owned(),
            _ => "250 ok\r\n".to_owned(),
        };
        write.write_all(answer.as_bytes()).await.ok()?;
    }
    Some(())
}

#[tokio::test]
async fn mails_go_to_the_server_and_wait_while_it_refuses() {
    let refuse = Arc::new(Mutex::new(true));
    let (url, taken) = smtp_server(refuse.clone()).await;
    let portal = Portal::with(|config| config.smtp_url = url).await;
    ask_for_reset(&portal).await;
    for _ in 0..400 {
        let error = portal
            .read(|conn| {
                use akno::store::schema::jobs;
                use diesel::prelude::*;
                jobs::table.select(jobs::last_error).first::<Option<String>>(conn)
            })
            .await;
        if let Some(error) = error {
            assert!(error.contains("busy"), "{error}");
            assert!(!error.contains(&email("elena")), "no address in what is logged: {error}");
            break;
        }
        tokio::time::sleep(StdDuration::from_millis(25)).await;
    }
    assert_eq!(newest(&portal).await.state, "waiting");
    *refuse.lock().unwrap() = false;
    portal.clock.advance(Duration::seconds(10));
    let mail = until(&portal, "sent").await;
    let taken = taken.lock().unwrap();
    assert_eq!(taken.len(), 1);
    assert!(taken[0].contains(&format!("Message-ID: {}", mail.message_id)), "{}", taken[0]);
    assert!(!portal.var_dir.join("mail").exists());
}

#[tokio::test]
async fn a_dead_mail_server_costs_nobody_their_answer() {
    // A port on which nobody listens.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    drop(listener);
    let portal = Portal::with(|config| config.smtp_url = url).await;
    let started = std::time::Instant::now();
    ask_for_reset(&portal).await;
    assert!(started.elapsed() < StdDuration::from_secs(5));
    assert_eq!(newest(&portal).await.state, "waiting");
}

#[tokio::test]
async fn the_demo_shows_its_mails_with_links_that_work() {
    let portal = Portal::with_demo(|_| {}, true).await;
    let mut client = portal.client().with_header("accept-language", "en");
    assert_eq!(
        client.get("/demo/mail").await.text_of("main p"),
        "The demo sends no emails to anybody. Here are the newest fifty."
    );
    ask_for_reset(&portal).await;
    let mail = until(&portal, "sent").await;
    let list = client.get("/demo/mail").await;
    assert!(list.text_of("tbody tr").contains(&email("elena")));
    let path = list.attribute("tbody a", "href").unwrap();
    assert_eq!(path, format!("/demo/mail/{}", mail.id));
    let page = client.get(&path).await;
    assert_eq!(page.text_of("h1"), "Новый пароль");
    assert_eq!(page.attribute("h1", "lang").as_deref(), Some("ru"));
    let link = page.attribute(".document a", "href").unwrap();
    assert!(link.starts_with("/password/reset/"), "{link}");
    assert_eq!(client.get(&link).await.status, 200);
    for wrong in ["x", "%00", "0195a2c8-0000-7000-8000-000000000000", "..%2f..%2fakno.db", "1'--"] {
        assert_eq!(client.get(&format!("/demo/mail/{wrong}")).await.status, 404, "{wrong}");
    }
}

#[tokio::test]
async fn a_letter_with_hostile_words_is_shown_as_text() {
    let portal = Portal::with_demo(|config| config.worker = false, true).await;
    let now = portal.clock.now();
    let owe = move |conn: &mut akno::store::AnyConn| {
        let letter = mails::Letter {
            account_id: None,
            application_id: None,
            recipient: "\"><script>alert(1)</script>@x.example".into(),
            lang: portal_lang(),
            subject: "<img src=x onerror=alert(1)>".into(),
            body: "javascript:alert(1) http://\"onmouseover=alert(1) <b>x</b>\n".into(),
        };
        mails::owe(conn, letter, now).map_err(akno::failure::Failure::from)
    };
    portal.state.db.write(owe).await.unwrap();
    let mail = newest(&portal).await;
    for path in ["/demo/mail".to_owned(), format!("/demo/mail/{}", mail.id)] {
        let page = portal.client().get(&path).await;
        assert_eq!(page.status, 200);
        assert!(
            !page.body.contains("<script>alert")
                && !page.body.contains("<img src=x")
                && !page.body.contains("<b>x</b>")
        );
        assert!(page.all("[onmouseover]").is_empty() && page.all("a[href^='javascript']").is_empty());
    }
}

fn portal_lang() -> portal::lang::Lang {
    portal::lang::Lang::En
}
