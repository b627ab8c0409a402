//! The program dies while applications are filed: what somebody was told is filed is there, once.
//!
//! `AKNO_CRASH_ROUNDS` sets how often; the default keeps the run short.

use crate::support::client::Client;
use crate::support::crash::{self, Disk};
use crate::support::database::{TestDatabase, dialect, options};
use crate::support::journey::{answers_on, fill_in, id, start};
use crate::support::portal::{COMPANY, offices, peopled, sign_in};
use akno::clock::Clock;
use akno::store::connection::{AnyConn, connect};
use akno::store::{Dialect, applications, documents, new_id};
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Applications filed at the same time, each round.
const AT_ONCE: usize = 24;

/// What the database lies on.
#[derive(Clone, Copy, PartialEq)]
enum Medium {
    Any,
    /// One whose power is cut with each kill.
    WatchedDisk,
}

#[tokio::test(flavor = "multi_thread")]
async fn filings_that_were_confirmed_survive_kill_9() {
    let clock = Clock::default();
    let (db, database) = peopled(&clock).await;
    drop(db);
    let confirmed = crash_while_filing(&clock, &database, Medium::Any).await;
    assert!(confirmed > 0, "nothing was confirmed before a kill, so nothing was shown");
}

#[tokio::test(flavor = "multi_thread")]
async fn filings_that_were_confirmed_survive_a_power_cut() {
    if dialect() == Dialect::Postgres {
        return; // Its disk is its server's.
    }
    let clock = Clock::default();
    let (db, database) = peopled(&clock).await;
    drop(db);
    let confirmed = crash_while_filing(&clock, &database, Medium::WatchedDisk).await;
    assert!(confirmed > 0, "nothing was confirmed before a cut, so nothing was shown");
}

/// Files many drafts at once, kills the server in the middle, looks, starts it again and files all of
/// them again. Gives how many filings had been confirmed before a kill.
async fn crash_while_filing(clock: &Clock, database: &TestDatabase, on: Medium) -> usize {
    let rounds = crash::rounds(3);
    let mut server = Server::start(database, None).await;
    let elena = sign_in(server.client(), "elena").await;
    let drafts = drafts(clock, &elena, database, rounds * AT_ONCE).await;
    server.kill();
    settled(database);
    let disk = (on == Medium::WatchedDisk).then(|| Disk::holding(file(database)));
    let mut confirmed_in_time = 0;
    for batch in drafts.chunks(AT_ONCE) {
        server = Server::start(database, disk.as_ref()).await;
        let (told, mut confirmations) = tokio::sync::mpsc::unbounded_channel();
        for draft in batch {
            let (client, draft, told) = (server.same_visitor(&elena), draft.clone(), told.clone());
            tokio::spawn(async move {
                if file_once(client, &draft).await {
                    let _ = told.send(draft);
                }
            });
        }
        drop(told);
        let mut confirmed = BTreeSet::from([confirmations.recv().await.expect("one filing at least is confirmed")]);
        crash::moment(Duration::from_millis(20));
        server.kill();
        while let Some(draft) = confirmations.recv().await {
            confirmed.insert(draft);
        }
        confirmed_in_time += confirmed.len();
        if let Some(disk) = &disk {
            disk.cut();
        }
        let filed = filed_once_or_not_at_all(database, batch);
        let lost: Vec<_> = confirmed.difference(&filed).collect();
        assert!(lost.is_empty(), "confirmed and lost: {lost:?}");
        if let Some(disk) = &disk {
            settled(database);
            disk.settle();
        }

        server = Server::start(database, disk.as_ref()).await;
        for draft in batch {
            assert!(file_once(server.same_visitor(&elena), draft).await, "{draft} cannot be filed after the crash");
        }
        server.kill();
        settled(database);
        assert_eq!(filed_once_or_not_at_all(database, batch).len(), batch.len());
        if let Some(disk) = &disk {
            disk.settle();
        }
    }
    confirmed_in_time
}

/// Whether the applicant was sent to the receipt. No answer at all is no confirmation.
async fn file_once(mut client: Client, draft: &str) -> bool {
    let path = format!("/applications/{draft}/filing");
    let form = b"confirmed=yes&round=1".to_vec();
    let answer = client.try_send("POST", &path, Some("application/x-www-form-urlencoded"), form).await;
    answer.is_ok_and(|a| a.status == 303 && a.location() == format!("/applications/{draft}/receipt"))
}

/// Ids of complete drafts: one filled in by its form, the others with its answers.
async fn drafts(clock: &Clock, elena: &Client, database: &TestDatabase, count: usize) -> Vec<String> {
    let mut elena = elena.clone();
    let first = start(&mut elena, COMPANY).await;
    let day = clock.today().pred_opt().unwrap();
    fill_in(&mut elena, &first, &answers_on(day, offices()[0])).await;
    let mut conn = connect(&options(database.url())).unwrap();
    let mut row = applications::find(&mut conn, &id(&first)).unwrap().unwrap();
    let copies = (0..count).map(|_| {
        row.id = new_id();
        row.paper_code = None;
        applications::add(&mut conn, &row).unwrap();
        row.id.clone()
    });
    copies.collect()
}

/// Those of the applications that are filed. Each is wholly filed, once, or not at all.
fn filed_once_or_not_at_all(database: &TestDatabase, drafts: &[String]) -> BTreeSet<String> {
    let mut conn = settled(database);
    let mut numbers = BTreeSet::new();
    let mut filed = BTreeSet::new();
    for draft in drafts {
        let row = applications::find(&mut conn, draft).unwrap().expect("a draft is lost");
        let filings = applications::filings(&mut conn, draft).unwrap().len();
        let events = applications::events(&mut conn, draft).unwrap().iter().filter(|e| e.kind == "filed").count();
        let receipts = documents::of_application(&mut conn, draft).unwrap().len();
        let times = usize::from(row.number.is_some());
        assert_eq!([filings, events, receipts], [times; 3], "{draft}: {row:?}");
        if let Some(number) = row.number {
            assert!(numbers.insert(number.clone()), "number {number} was given twice");
            filed.insert(draft.clone());
        }
    }
    filed
}

/// A connection to the database after a kill; on SQLite opening it has recovered the log.
fn settled(database: &TestDatabase) -> AnyConn {
    if dialect() == Dialect::Postgres {
        // A backend may still be finishing the commit that the killed client had asked for.
        std::thread::sleep(Duration::from_millis(200));
    }
    connect(&options(database.url())).unwrap()
}

fn file(database: &TestDatabase) -> &Path {
    Path::new(database.url().strip_prefix("sqlite:").unwrap())
}

/// The program itself, as it is installed.
struct Server {
    process: Child,
    address: SocketAddr,
    var_dir: PathBuf,
}

impl Server {
    async fn start(database: &TestDatabase, disk: Option<&Disk>) -> Server {
        // Free a moment ago; whoever takes it in between makes the start fail, not the test pass.
        let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let var_dir = std::env::temp_dir().join(format!("akno-var-{}", new_id()));
        let mut command = Command::new(env!("CARGO_BIN_EXE_akno"));
        command.args(["--database", database.url(), "serve"]);
        command.env("AKNO_LISTEN", address.to_string()).env("AKNO_PUBLIC_URL", format!("http://{address}"));
        command.env("AKNO_VAR_DIR", &var_dir).env("AKNO_LOG", "error");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::inherit());
        if let Some(disk) = disk {
            disk.under(&mut command);
        }
        let mut server = Server { process: command.spawn().unwrap(), address, var_dir };
        for _ in 0..600 {
            let ready = server.client().try_send("GET", "/health/ready", None, Vec::new()).await;
            if ready.is_ok_and(|answer| answer.status == 200) {
                return server;
            }
            assert!(server.process.try_wait().unwrap().is_none(), "the server ended by itself");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the server is not ready after half a minute");
    }

    fn client(&self) -> Client {
        Client::new(self.address)
    }

    /// Somebody who signed in before the server died: the session stands in the database.
    fn same_visitor(&self, visitor: &Client) -> Client {
        visitor.clone().at(self.address)
    }

    fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.var_dir);
    }
}
