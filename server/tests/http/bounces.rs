//! Mails that do not arrive: refused at once, sent back later, and what people are told of it.

use crate::support::client::Client;
use crate::support::journey::filed;
use crate::support::portal::{Portal, email, sign_in};
use akno::post::{self, Came, NoReport, ReturnAddress, Verdict};
use akno::store::dead_addresses;
use akno::store::mails::{self, MailRow};
use std::sync::{Arc, Mutex};
use std::time::Duration as StdDuration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

const BOUNCES: &str = "bounces@akno.example";

/// What a mail server says to the next recipient, and what it was told.
#[derive(Default)]
struct Server {
    answer: Mutex<String>,
    senders: Mutex<Vec<String>>,
}

async fn server() -> (String, Arc<Server>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let server = Arc::new(Server::default());
    let kept = server.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, kept.clone()));
        }
    });
    (url, server)
}

async fn talk(stream: TcpStream, server: Arc<Server>) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 test\r\n").await.ok()?;
    while let Some(line) = lines.next_line().await.ok()? {
        let refusal = server.answer.lock().unwrap().clone();
        let answer = match line.split(' ').next().unwrap_or("") {
            "RCPT" if !refusal.is_empty() => format!("{refusal}\r\n"),
            "MAIL" => {
                server.senders.lock().unwrap().push(line.clone());
                "250 ok\r\n".to_owned()
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.ok()?;
                while lines.next_line().await.ok()?.is_some_and(|line| line != ".") {}
                "250 taken\r\n".to_owned()
            }
            "QUIT" => "221 bye\r\n".to_owned(),
            _ => "250 ok\r\n".to_owned(),
        };
        write.write_all(answer.as_bytes()).await.ok()?;
    }
    Some(())
}

async fn portal() -> (Portal, Arc<Server>) {
    let (url, server) = server().await;
    let portal = Portal::with(|config| {
        config.smtp_url = url;
        config.mail_bounces = BOUNCES.to_owned();
    })
    .await;
    (portal, server)
}

async fn newest(portal: &Portal) -> MailRow {
    portal.read(|conn| mails::newest(conn, 1)).await.remove(0)
}

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

async fn ask_for_reset(portal: &Portal) {
    assert_eq!(portal.client().post("/password/forgotten", &[("email", &email("elena"))]).await.status, 303);
}

async fn is_dead(portal: &Portal) -> bool {
    portal.read(|conn| dead_addresses::find(conn, &email("elena"))).await.is_some()
}

/// The address to which the last mail comes back.
fn sender(server: &Server) -> String {
    let last = server.senders.lock().unwrap().last().cloned().unwrap();
    last.split(['<', '>']).nth(1).unwrap().to_owned()
}

fn report(to: &str, action: &str, status: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example\r\nTo: {to}\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
        --b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
        Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; {}\r\nAction: {action}\r\nStatus: {status}\r\n\
        Diagnostic-Code: smtp; 550 <{}> is nobody here\r\n--b--\r\n",
        email("elena"),
        email("elena")
    )
}

async fn taken(portal: &Portal, message: &str) -> Came {
    let address = ReturnAddress::parse(BOUNCES).unwrap();
    post::take_in(&portal.state.db, &portal.clock, &address, message.as_bytes(), None).await.unwrap()
}

/// A filed application of which the notice came back.
async fn returned_notice(portal: &Portal, server: &Server) -> (Client, String) {
    let mut elena = portal.signed_in("elena").await;
    let case = filed(portal, &mut elena).await;
    until(portal, "sent").await;
    portal.work_done().await;
    let dead = Came::Noted(Verdict::Undelivered { dead: true });
    assert_eq!(taken(portal, &report(&sender(server), "failed", "5.1.1")).await, dead);
    (elena, case)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_at_once_is_not_tried_again_and_says_why() {
    let (portal, server) = portal().await;
    *server.answer.lock().unwrap() = format!("550 5.1.1 <{}> no such mailbox", email("elena"));
    ask_for_reset(&portal).await;
    let mail = until(&portal, "bounced").await;
    let reason = mail.last_error.unwrap();
    assert!(reason.contains("no such mailbox") && !reason.contains(&email("elena")), "{reason}");
    assert!(is_dead(&portal).await);
    portal.work_done().await;
    // A full mailbox is not a dead one.
    *server.answer.lock().unwrap() = "552 5.2.2 mailbox full".to_owned();
    portal
        .state
        .db
        .write(|conn| dead_addresses::revive(conn, &email("elena")).map_err(akno::failure::Failure::from))
        .await
        .unwrap();
    ask_for_reset(&portal).await;
    until(&portal, "bounced").await;
    assert!(!is_dead(&portal).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn our_own_fault_and_a_passing_one_are_no_bounce() {
    for answer in ["550 5.7.1 relaying denied", "550 relay not permitted", "450 busy"] {
        let (portal, server) = portal().await;
        *server.answer.lock().unwrap() = answer.to_owned();
        ask_for_reset(&portal).await;
        for _ in 0..40 {
            if !server.senders.lock().unwrap().is_empty() {
                break;
            }
            tokio::time::sleep(StdDuration::from_millis(25)).await;
        }
        tokio::time::sleep(StdDuration::from_millis(100)).await;
        assert_eq!(newest(&portal).await.state, "waiting", "{answer}");
        assert!(!is_dead(&portal).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_mail_comes_from_an_address_of_its_own_and_a_report_to_it_is_believed_once() {
    let (portal, server) = portal().await;
    ask_for_reset(&portal).await;
    until(&portal, "sent").await;
    let first = sender(&server);
    portal.clock.advance(chrono::Duration::minutes(30));
    ask_for_reset(&portal).await;
    portal.work_done().await;
    let second = sender(&server);
    assert!(first.starts_with("bounces+") && first.ends_with("@akno.example") && first != second, "{first} {second}");
    assert_eq!(taken(&portal, &report(&second, "delayed", "4.4.1")).await, Came::Noted(Verdict::Delayed));
    assert_eq!(newest(&portal).await.state, "delayed");
    for _ in 0..3 {
        assert!(matches!(taken(&portal, &report(&second, "failed", "5.2.2")).await, Came::Noted(_)));
    }
    assert_eq!(newest(&portal).await.state, "bounced");
    // What comes late takes nothing back.
    taken(&portal, &report(&second, "delayed", "4.4.1")).await;
    assert_eq!(newest(&portal).await.state, "bounced");
    assert!(!is_dead(&portal).await, "a full mailbox");
    let bounced = portal
        .read(|conn| {
            use akno::store::schema::audit;
            use diesel::prelude::*;
            audit::table.filter(audit::action.eq("mail-bounced")).count().get_result::<i64>(conn)
        })
        .await;
    assert_eq!(bounced, 1);
    // Anybody can write to the address; without a token of a mail nothing is believed.
    let foreign = "bounces+00000000000000000000000000@akno.example";
    assert_eq!(taken(&portal, &report(foreign, "failed", "5.1.1")).await, Came::Unknown);
    assert_eq!(taken(&portal, &report(BOUNCES, "failed", "5.1.1")).await, Came::Not(NoReport::NotOurs));
    assert_eq!(taken(&portal, "Subject: away\r\n\r\nI am away").await, Came::Not(NoReport::NotOne));
    assert!(!is_dead(&portal).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_address_gets_nothing_more_and_the_clerk_and_the_person_see_it() {
    let (portal, server) = portal().await;
    let (mut elena, case) = returned_notice(&portal, &server).await;
    let receipt = elena.get(&format!("{case}/receipt")).await;
    assert!(receipt.text_of("main").contains("не доставлено"), "{}", receipt.text_of("main"));
    assert!(receipt.text_of("#unreachable").contains("не доходят"));
    assert!(elena.get("/account/mails").await.text_of("main").contains("Не доставлено"));
    // On the next sign-in too; nobody else is told.
    assert!(sign_in(portal.client(), "elena").await.get("/").await.body.contains("id=\"unreachable\""));
    assert!(!portal.signed_in("oleg").await.get("/").await.body.contains("id=\"unreachable\""));
    let id = crate::support::journey::id(&case);
    let mut clerk = portal.signed_in("clerk0").await;
    let page = clerk.get(&format!("/office/cases/{id}")).await;
    assert!(page.text_of("#unreached").contains(&email("elena")), "{}", page.text_of("main"));
    // What follows is kept back and says so.
    let before = server.senders.lock().unwrap().len();
    clerk.post(&format!("/office/cases/{id}/assignment"), &[]).await;
    clerk
        .post(&format!("/office/cases/{id}/messages"), &[("id", &akno::store::new_id()), ("words", "Нужен договор")])
        .await;
    portal.work_done().await;
    let owed = portal.read(move |conn| mails::of_application(conn, &id)).await;
    assert!(owed.iter().any(|mail| mail.state == "withheld"), "{owed:?}");
    assert!(owed.iter().all(|mail| mail.state == "bounced" || mail.state == "withheld"), "{owed:?}");
    assert_eq!(server.senders.lock().unwrap().len(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_shows_that_the_address_is_read_gets_letters_again() {
    let (portal, server) = portal().await;
    let (mut elena, _) = returned_notice(&portal, &server).await;
    let page = elena.get("/account/email").await;
    assert!(page.text_of("main").contains("is nobody here") && !page.body.contains("id=\"unreachable\""));
    let sent = elena.post_and_follow("/account/email/again", &[]).await;
    assert!(sent.text_of("[role=status]").contains("Письмо со ссылкой отправлено"));
    let mail = until(&portal, "sent").await;
    let link = link(&mail);
    // A program that looks at the link changes nothing; nor does a bounce of an earlier mail afterwards.
    assert_eq!(portal.client().get(&link).await.status, 200);
    assert!(is_dead(&portal).await);
    portal.clock.advance(chrono::Duration::minutes(1));
    assert_eq!(portal.client().post(&link, &[]).await.location(), "/sign-in?notice=email-confirmed");
    assert!(!is_dead(&portal).await);
    taken(&portal, &report(&sender(&server), "failed", "5.1.1")).await;
    assert!(!is_dead(&portal).await, "confirmed since that mail was written");
    assert_eq!(portal.client().post(&link, &[]).await.status, 404, "once");
    assert!(!elena.get("/").await.body.contains("id=\"unreachable\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_by_a_mailed_link_shows_that_the_address_is_read() {
    let (portal, server) = portal().await;
    let (mut elena, _) = returned_notice(&portal, &server).await;
    assert!(elena.get("/").await.body.contains("id=\"unreachable\""));
    ask_for_reset(&portal).await;
    let mail = until(&portal, "sent").await;
    let link = mail.body[mail.body.find("/password/reset/").unwrap()..].split_whitespace().next().unwrap();
    assert_eq!(portal.client().get(link).await.status, 200);
    assert!(is_dead(&portal).await, "a program that looks at the link changes nothing");
    assert_eq!(portal.client().post(link, &[("password", "flax-window-counter-42")]).await.status, 303);
    assert!(!is_dead(&portal).await);
    // The letter that tells of it goes there too.
    until(&portal, "sent").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_goes_again_to_an_address_that_refused_the_first() {
    let (portal, server) = portal().await;
    *server.answer.lock().unwrap() = "550 5.1.1 no such mailbox".to_owned();
    let mut admin = portal.signed_in("admin").await;
    let users = "/office/administration/users";
    let id = admin.get(&format!("{users}/new")).await.attribute("input[name=id]", "value").unwrap();
    let office = crate::support::portal::offices()[0].to_string();
    let person = [("id", id.as_str()), ("name", "Анна Новая"), ("email", "new@akno.example"), ("lang", "ru")];
    let post = [("role", "clerk"), ("office", office.as_str()), ("why", "приказ")];
    assert_eq!(admin.post(users, &[person.as_slice(), post.as_slice()].concat()).await.status, 303);
    until(&portal, "bounced").await;
    assert!(portal.read(|conn| dead_addresses::find(conn, "new@akno.example")).await.is_some());
    // The mailbox was made meanwhile.
    server.answer.lock().unwrap().clear();
    assert_eq!(admin.post(&format!("{users}/{id}/invitation"), &[]).await.status, 303);
    let mail = until(&portal, "sent").await;
    assert!(mail.recipient == "new@akno.example" && mail.body.contains("/password/reset/"), "{mail:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_address_takes_the_place_of_the_old_one_once_its_link_is_opened() {
    let (portal, server) = portal().await;
    let (mut elena, _) = returned_notice(&portal, &server).await;
    let password = crate::support::portal::PASSWORD;
    for (address, secret, status) in [
        ("", password, 422),
        ("x", password, 422),
        ("new@akno.example", "wrong-password-here", 422),
        ("a@b.c\r\nBcc: x@y.z", password, 422),
    ] {
        let answer = elena.post("/account/email", &[("email", address), ("old_password", secret)]).await;
        assert_eq!(answer.status, status, "{address:?}");
    }
    let answer = elena.post("/account/email", &[("email", "New@akno.example"), ("old_password", password)]).await;
    assert_eq!(answer.location(), "/account/email?sent=yes");
    let mail = until(&portal, "sent").await;
    assert_eq!(mail.recipient, "new@akno.example");
    let link = link(&mail);
    assert!(elena.get("/account").await.body.contains("elena@akno.example"), "not before the link is opened");
    assert_eq!(elena.post(&link, &[]).await.location(), "/account?notice=email-confirmed");
    let account = elena.get("/account").await;
    assert!(account.text_of("main").contains("new@akno.example") && !account.body.contains("id=\"unreachable\""));
    let signed_in = portal.client().post("/sign-in", &[("email", "new@akno.example"), ("password", password)]).await;
    assert_eq!(signed_in.status, 303);
    let data = elena.get("/account/data").await;
    assert!(!data.body.contains(link.rsplit('/').next().unwrap()), "no link that opens something");
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_address_it_is_nobody_learns_by_asking_for_it() {
    let (portal, _) = portal().await;
    let mut elena = portal.signed_in("elena").await;
    let fields = [("email", "oleg@akno.example"), ("old_password", crate::support::portal::PASSWORD)];
    let answer = elena.post("/account/email", &fields).await;
    assert_eq!(answer.location(), "/account/email?sent=yes", "the same answer as for a free one");
    let mail = until(&portal, "sent").await;
    assert_eq!(mail.recipient, "oleg@akno.example");
    assert!(!mail.body.contains("/account/email/"), "its owner is told, and no link goes there");
    for token in ["x", "00000000000000000000000000", "%00", "..%2f", "'--"] {
        let path = format!("/account/email/{token}");
        assert_eq!(portal.client().get(&path).await.status, 404, "{token}");
        assert_eq!(portal.client().post(&path, &[]).await.status, 404, "{token}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_reads_a_report_from_its_input() {
    let (portal, server) = portal().await;
    ask_for_reset(&portal).await;
    until(&portal, "sent").await;
    let (to, url) = (sender(&server), portal.database.url().to_owned());
    let run = move |input: Vec<u8>, bounces: &str| {
        use std::io::Write;
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_akno"))
            .args(["mail", "bounce", "--database", &url])
            .env("AKNO_MAIL_BOUNCES", bounces)
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let _ = child.stdin.take().unwrap().write_all(&input);
        let output = child.wait_with_output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let told = report(&to, "failed", "5.1.1").replace("\r\n", "\n").into_bytes();
    let outcomes = tokio::task::spawn_blocking(move || {
        [
            run(told.clone(), BOUNCES),
            run(b"Subject: away\n\nx".to_vec(), BOUNCES),
            run(vec![0xff; 3 << 20], BOUNCES),
            run(told, ""),
        ]
    })
    .await
    .unwrap();
    assert!(outcomes[0].0 && outcomes[0].1.contains("noted"), "{outcomes:?}");
    assert!(outcomes[1].0 && outcomes[1].1.contains("passed over"), "{outcomes:?}");
    assert!(outcomes[2].0 && outcomes[2].1.contains("passed over"), "{outcomes:?}");
    assert!(!outcomes[3].0, "without the setting nothing comes back");
    assert_eq!(newest(&portal).await.state, "bounced");
    assert!(is_dead(&portal).await);
}

/// The path of the link in a mail.
fn link(mail: &MailRow) -> String {
    let line = mail.body.lines().find(|line| line.contains("/account/email/")).unwrap();
    format!("/account/email/{}", line.trim().rsplit('/').next().unwrap())
}
