//! A PostgreSQL server of the tests' own: a temporary directory, a free port on 127.0.0.1, a
//! password made for the run. Synchronous as in real life: `fsync` stays on.

use crate::machine::is_root;
use crate::workspace::on_path;
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A running server; dropping it stops it and removes its directory.
pub struct Postgres {
    server: Child,
    directory: PathBuf,
    url: String,
}

/// What tells letters from other marks: without it the index of parts of names would know English ones alone.
const LETTERS: &str = if cfg!(target_os = "macos") { "UTF-8" } else { "C.UTF-8" };

/// The directory of `initdb` and `postgres`: on `PATH`, or Debian's newest.
pub fn programs() -> Option<PathBuf> {
    let on_path = on_path("initdb").and_then(|program| program.parent().map(Path::to_path_buf));
    on_path
        .into_iter()
        .chain(debian_versions())
        .find(|bin| bin.join("initdb").is_file() && bin.join("postgres").is_file())
}

impl Postgres {
    /// Creates the cluster and waits until the server answers.
    pub fn start() -> Result<Postgres> {
        let programs = programs().context("initdb and postgres are not installed")?;
        remove_abandoned();
        let directory = base().join(format!("{PREFIX}{}-{}", std::process::id(), &password()?[..8]));
        create_private(&directory).with_context(|| directory.display().to_string())?;
        let password = password()?;
        let prepared = initialise(&programs, &directory, &password);
        let started = prepared.and_then(|()| serve(&programs, &directory));
        match started {
            Ok((server, port)) => {
                let url = format!("postgres://postgres:{password}@127.0.0.1:{port}/postgres");
                Ok(Postgres { server, directory, url })
            }
            Err(problem) => {
                fs::remove_dir_all(&directory).ok();
                Err(problem)
            }
        }
    }

    /// `postgres://…` with the rights of a superuser.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        stop(&mut self.server);
        fs::remove_dir_all(&self.directory).ok();
    }
}

const PREFIX: &str = "akno-postgres-";

/// As root the server runs as another user, who may not reach a directory of root's.
fn base() -> PathBuf {
    if is_root() { PathBuf::from("/tmp") } else { std::env::temp_dir() }
}

#[cfg(unix)]
fn create_private(directory: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o700).create(directory)
}

#[cfg(not(unix))]
fn create_private(directory: &Path) -> std::io::Result<()> {
    fs::create_dir(directory)
}

fn initialise(programs: &Path, directory: &Path, password: &str) -> Result<()> {
    let secret = directory.join("password");
    fs::write(&secret, password)?;
    if is_root() {
        let changed = Command::new("chown").args(["-R", "postgres:postgres"]).arg(directory).status();
        if !changed.is_ok_and(|status| status.success()) {
            bail!("the directory {} could not be given to the user postgres", directory.display());
        }
    }
    let mut initdb = as_postgres(&programs.join("initdb"), directory);
    initdb.args(["--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-instructions"]);
    initdb
        .arg("--no-sync")
        .arg(format!("--lc-ctype={LETTERS}"))
        .arg(format!("--pwfile={}", secret.display()))
        .arg("--pgdata")
        .arg(directory.join("cluster"));
    let ran = initdb.output().context("initdb cannot be started")?;
    if !ran.status.success() {
        bail!("initdb failed:\n{}", String::from_utf8_lossy(&ran.stderr));
    }
    Ok(())
}

/// Another process may take the free port first, so a start is tried three times.
fn serve(programs: &Path, directory: &Path) -> Result<(Child, u16)> {
    let log = directory.join("log");
    for _ in 0..3 {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut postgres = as_postgres(&programs.join("postgres"), directory);
        postgres.arg("-D").arg(directory.join("cluster")).arg("-k").arg(directory);
        postgres.args(["-h", "127.0.0.1", "-p", &port.to_string(), "-c", "max_connections=300"]);
        // A database for every test writes much: fewer checkpoints and a log for one server alone,
        // which takes nothing from what a commit promises.
        postgres.args(["-c", "wal_level=minimal", "-c", "max_wal_senders=0", "-c", "max_wal_size=4GB"]);
        postgres.stdout(File::create(&log)?).stderr(File::options().append(true).open(&log)?);
        let mut server = postgres.spawn().context("postgres cannot be started")?;
        if answers(directory, &mut server) {
            return Ok((server, port));
        }
        stop(&mut server);
    }
    bail!("PostgreSQL did not start:\n{}", fs::read_to_string(&log).unwrap_or_default())
}

/// The server writes `ready` as the eighth line of its lock file when it accepts connections.
fn answers(directory: &Path, server: &mut Child) -> bool {
    let lock = directory.join("cluster/postmaster.pid");
    let deadline = Instant::now() + Duration::from_secs(60);
    while Instant::now() < deadline && matches!(server.try_wait(), Ok(None)) {
        if fs::read_to_string(&lock).is_ok_and(|text| text.lines().nth(7).is_some_and(|line| line.trim() == "ready")) {
            return true;
        }
        sleep(Duration::from_millis(50));
    }
    false
}

/// SIGINT is PostgreSQL's fast shutdown: transactions end, data is written. SIGKILL after 20 s.
fn stop(server: &mut Child) {
    let _ = Command::new("kill").args(["-INT", &server.id().to_string()]).stderr(Stdio::null()).status();
    let deadline = Instant::now() + Duration::from_secs(20);
    while Instant::now() < deadline {
        if !matches!(server.try_wait(), Ok(None)) {
            return;
        }
        sleep(Duration::from_millis(50));
    }
    server.kill().ok();
    server.wait().ok();
}

/// The program as the user postgres where this process is root, since the server refuses root. On
/// Linux it also stops when this process is killed.
fn as_postgres(program: &Path, directory: &Path) -> Command {
    let mut command;
    if let Some(setpriv) = on_path("setpriv") {
        command = Command::new(setpriv);
        command.args(["--pdeathsig", "INT"]);
        if is_root() {
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
        }
        command.arg(program);
    } else {
        command = Command::new(program);
    }
    command.current_dir(directory).env_remove("PGDATA").env_remove("PGPORT").env("LC_ALL", "C").stdin(Stdio::null());
    command
}

fn password() -> Result<String> {
    let mut bytes = [0; 16];
    File::open("/dev/urandom").and_then(|mut random| random.read_exact(&mut bytes)).context("no random numbers")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn debian_versions() -> Vec<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin")))
        })
        .collect();
    versions.sort();
    versions.into_iter().rev().map(|(_, bin)| bin).collect()
}

/// Directories whose process was killed before it could remove them.
fn remove_abandoned() {
    for entry in fs::read_dir(base()).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let owner = name.strip_prefix(PREFIX).and_then(|rest| rest.split('-').next()?.parse::<u32>().ok());
        if owner.is_some_and(|pid| Path::new("/proc/self").exists() && !Path::new(&format!("/proc/{pid}")).exists()) {
            fs::remove_dir_all(entry.path()).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_new_each_time() {
        let (one, other) = (password().expect("random"), password().expect("random"));
        assert_eq!(one.len(), 32);
        assert_ne!(one, other);
    }

    #[test]
    fn a_server_answers_keeps_fsync_on_and_leaves_nothing_behind() {
        let (Some(_), Some(psql)) = (programs(), on_path("psql")) else { return };
        let postgres = Postgres::start().expect("a server");
        let directory = postgres.directory.clone();
        let asked = Command::new(psql).args([postgres.url(), "-Atc", "show fsync"]).output().expect("psql");
        assert_eq!(asked.stdout.trim_ascii(), b"on", "{}", String::from_utf8_lossy(&asked.stderr));
        let pid = postgres.server.id();
        drop(postgres);
        assert!(!directory.exists());
        assert!(!Path::new(&format!("/proc/{pid}/exe")).exists());
    }
}
