//! The program as it is installed: what stops its start, and how it stops.

use crate::support::database::migrated;
use akno::store::new_id;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

fn akno(arguments: &[&str], settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_akno"));
    command.args(arguments).envs(settings.iter().copied());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What it says as it refuses to start.
fn refused(arguments: &[&str], settings: &[(&str, &str)]) -> String {
    let Output { status, stderr, .. } = akno(arguments, settings).output().unwrap();
    let said = String::from_utf8_lossy(&stderr).into_owned();
    assert!(!status.success(), "{arguments:?} {settings:?} started: {said}");
    said
}

#[test]
fn a_wrong_setting_of_the_environment_stops_the_start_and_names_its_field() {
    for (name, value, field) in [
        ("AKNO_LOG", "verbose", "log"),
        ("AKNO_READERS", "many", "readers"),
        ("AKNO_READERS", "0", "readers"),
        ("AKNO_WORKER", "perhaps", "worker"),
        ("AKNO_LISTEN", "localhost", "listen"),
        ("AKNO_PUBLIC_URL", "http://akno.example", "public_url"),
        ("AKNO_DATABASE_URL", "mysql://x", "database_url"),
    ] {
        let said = refused(&["serve"], &[(name, value)]);
        assert!(said.contains(field), "{name}={value}: {said}");
    }
}

#[test]
fn a_folder_or_a_database_that_cannot_be_used_is_named_at_the_start() {
    let database = migrated();
    let file = std::env::temp_dir().join(format!("akno-no-folder-{}", new_id()));
    std::fs::write(&file, "a file").unwrap();
    let folder = file.join("var");
    let said = refused(&["--database", database.url(), "serve"], &[("AKNO_VAR_DIR", folder.to_str().unwrap())]);
    assert!(said.contains("var_dir"), "{said}");
    let beneath = format!("sqlite:{}", folder.join("akno.db").display());
    let said_of = [beneath.as_str(), "postgres://127.0.0.1:1/none"]
        .map(|nowhere| (nowhere, refused(&["--database", nowhere, "serve"], &[])));
    std::fs::remove_file(&file).unwrap();
    for (nowhere, said) in said_of {
        assert!(said.contains("database"), "{nowhere}: {said}");
        assert!(!said.contains("akno migrate"), "nothing can be migrated there: {said}");
    }
}

#[test]
fn the_demo_in_which_anybody_is_anybody_is_served_to_this_machine_alone() {
    let database = migrated();
    let said = refused(&["--database", database.url(), "serve", "--demo"], &[("AKNO_LISTEN", "0.0.0.0:0")]);
    assert!(said.contains("listen") && said.contains("--demo-for-everybody"), "{said}");
}

/// A portal that serves until it is told to stop.
struct Serving {
    process: Child,
    address: SocketAddr,
    var_dir: PathBuf,
}

impl Serving {
    fn start(database: &str) -> Serving {
        let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let var_dir = std::env::temp_dir().join(format!("akno-var-{}", new_id()));
        let (listen, url) = (address.to_string(), format!("http://{address}"));
        let settings =
            [("AKNO_LISTEN", listen.as_str()), ("AKNO_PUBLIC_URL", &url), ("AKNO_VAR_DIR", var_dir.to_str().unwrap())];
        std::fs::create_dir(&var_dir).unwrap();
        let log = std::fs::File::create(var_dir.join("log")).unwrap();
        let mut command = akno(&["--database", database, "serve"], &settings);
        command.env("AKNO_LOG", "info").stdout(log.try_clone().unwrap()).stderr(log);
        let process = command.spawn().unwrap();
        let mut serving = Serving { process, address, var_dir };
        for _ in 0..600 {
            if serving.asked("/health/ready").is_some_and(|answer| answer.starts_with("HTTP/1.1 200")) {
                return serving;
            }
            assert!(serving.process.try_wait().unwrap().is_none(), "the portal ended by itself");
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the portal is not ready after half a minute");
    }

    fn asked(&self, path: &str) -> Option<String> {
        self.asked_with(path, "Accept: */*")
    }

    /// The answer to a request with one header more.
    fn asked_with(&self, path: &str, header: &str) -> Option<String> {
        let mut stream = TcpStream::connect(self.address).ok()?;
        let host = self.address;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\n{header}\r\nConnection: close\r\n\r\n").ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        Some(answer)
    }

    /// Tells it to stop, as a service manager does.
    fn stop(&self) {
        let told = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status().unwrap();
        assert!(told.success());
    }

    /// Whether it ended well within a time.
    fn ended_within(&mut self, limit: Duration) -> bool {
        let began = Instant::now();
        while began.elapsed() < limit {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status.success();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.var_dir);
    }
}

#[test]
fn told_to_stop_it_finishes_the_request_under_way_and_takes_no_other() {
    let database = migrated();
    let mut portal = Serving::start(database.url());
    let mut slow = TcpStream::connect(portal.address).unwrap();
    slow.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let body = "email=nobody%40example.by&password=x";
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {1}\r\n\r\n",
        portal.address,
        body.len()
    );
    slow.write_all(head.as_bytes()).unwrap();
    slow.write_all(&body.as_bytes()[..5]).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    portal.stop();
    std::thread::sleep(Duration::from_millis(300));
    assert!(portal.process.try_wait().unwrap().is_none(), "a form is still being sent");
    assert_eq!(portal.asked("/health/live"), None, "nobody new is let in");
    slow.write_all(&body.as_bytes()[5..]).unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 422"), "{answer}");
    assert!(portal.ended_within(Duration::from_secs(30)));
}

#[test]
fn the_log_tells_the_status_that_was_sent() {
    let database = migrated();
    let mut portal = Serving::start(database.url());
    for (coding, status) in [("identity", "200"), ("identity;q=0", "406")] {
        let answer = portal.asked_with("/register", &format!("Accept-Encoding: {coding}")).unwrap();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{answer:.200}");
    }
    portal.stop();
    assert!(portal.ended_within(Duration::from_secs(30)));
    let log = std::fs::read_to_string(portal.var_dir.join("log")).unwrap();
    let told: Vec<&str> = log.lines().filter(|line| line.contains("\"/register\"")).collect();
    let statuses: Vec<bool> =
        ["status=200", "status=406"].into_iter().zip(&told).map(|(status, line)| line.contains(status)).collect();
    assert_eq!((told.len(), statuses), (2, vec![true, true]), "{log}");
}

#[test]
fn told_to_stop_it_does_not_wait_for_whoever_never_finishes() {
    let database = migrated();
    let mut portal = Serving::start(database.url());
    let mut stalled = TcpStream::connect(portal.address).unwrap();
    stalled.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
    std::thread::sleep(Duration::from_millis(300));
    portal.stop();
    assert!(portal.ended_within(Duration::from_secs(60)));
}
