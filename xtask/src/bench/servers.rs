//! The servers of the bench: started on free ports of 127.0.0.1, stopped by their process when
//! dropped, whatever happened meanwhile.

use super::Bench;
use crate::workspace::on_path;
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A running server; dropping it stops it.
pub struct Server {
    child: Child,
    pub port: u16,
    /// From its start to its first answer.
    pub began_in: Duration,
}

/// How long a server may take to begin and to end.
const PATIENCE: Duration = Duration::from_secs(60);

impl Server {
    /// The portal with its demo's sign-in, on a database that is migrated and seeded.
    pub fn portal(bench: &Bench, database: &str, worker: bool) -> Result<Server> {
        let port = free_port()?;
        let mut akno = bound_to_this(&bench.akno);
        akno.args(["serve", "--demo", "--port", &port.to_string()]);
        settings(&mut akno, bench, database).env("AKNO_WORKER", worker.to_string());
        Server::start(akno, port, "/health/ready", &bench.file("portal.log"))
    }

    /// A portal without demo and work behind nginx, which gives out its files by itself.
    pub fn portal_behind(bench: &Bench, database: &str, accel: &str) -> Result<Server> {
        let port = free_port()?;
        let mut akno = bound_to_this(&bench.akno);
        akno.args(["serve", "--port", &port.to_string()]);
        settings(&mut akno, bench, database).env("AKNO_WORKER", "false").env("AKNO_DATA_ACCEL", accel);
        Server::start(akno, port, "/health/ready", &bench.file("portal-behind.log"))
    }

    /// Any program that listens on a port.
    pub fn begun(bench: &Bench, program: Command, port: u16, health: &str, log: &str) -> Result<Server> {
        let mut command = bound_to_this(Path::new(program.get_program()));
        command.args(program.get_args()).current_dir(&bench.folder);
        Server::start(command, port, health, &bench.file(log))
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The hand-written page, matched to a portal's.
    pub fn page_floor(bench: &Bench, database: &Path, portal: &Server, companies: &Path) -> Result<Server> {
        let port = free_port()?;
        let mut floor = bound_to_this(&bench.floor);
        floor.args(["page", "--port", &port.to_string(), "--portal", &portal.port.to_string()]);
        floor.arg("--database").arg(database).arg("--companies").arg(companies);
        Server::start(floor, port, "/health/live", &bench.file("floor.log"))
    }

    /// Any other program that serves HTTP.
    pub fn other(program: &Path, arguments: &[&str], port: u16, health: &str, log: &Path) -> Result<Server> {
        let mut command = bound_to_this(program);
        command.args(arguments);
        Server::start(command, port, health, log)
    }

    fn start(mut command: Command, port: u16, health: &str, log: &Path) -> Result<Server> {
        let output = File::create(log).with_context(|| log.display().to_string())?;
        command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output);
        let began = Instant::now();
        let child = command.spawn().with_context(|| format!("{:?} cannot be started", command.get_program()))?;
        let mut server = Server { child, port, began_in: Duration::ZERO };
        let deadline = began + PATIENCE;
        while Instant::now() < deadline && matches!(server.child.try_wait(), Ok(None)) {
            if answers(port, health) {
                server.began_in = began.elapsed();
                return Ok(server);
            }
            sleep(Duration::from_millis(10));
        }
        drop(server);
        let said = fs::read_to_string(log).unwrap_or_default();
        bail!("a server did not begin to serve:\n{}", said.trim_end());
    }

    /// Does something while this server stands still, so that nothing of it is measured along.
    pub fn while_paused<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.signal("STOP")?;
        let result = work();
        self.signal("CONT")?;
        result
    }

    fn signal(&self, name: &str) -> Result<()> {
        let status = Command::new("kill").args([format!("-{name}"), self.child.id().to_string()]).status();
        match status.context("kill cannot be started")?.success() {
            true => Ok(()),
            false => bail!("the server on port {} is gone", self.port),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already ended and reaped: its process id may be somebody else's.
        if !matches!(self.child.try_wait(), Ok(None)) {
            return;
        }
        // A server that stands still hears nothing.
        let _ = self.signal("CONT");
        let _ = self.signal("TERM");
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            sleep(Duration::from_millis(20));
        }
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Sets what a portal of the bench is told; nothing of this process's own settings reaches it.
pub fn settings<'a>(command: &'a mut Command, bench: &Bench, database: &str) -> &'a mut Command {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("AKNO_") {
            command.env_remove(name);
        }
    }
    let var: PathBuf = bench.file("var");
    command.env("AKNO_DATABASE_URL", database).env("AKNO_VAR_DIR", var).current_dir(&bench.folder)
}

/// On Linux the program also ends when this process is killed.
fn bound_to_this(program: &Path) -> Command {
    let Some(setpriv) = on_path("setpriv") else { return Command::new(program) };
    let mut command = Command::new(setpriv);
    command.args(["--pdeathsig", "TERM"]).arg(program);
    command
}

pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

fn answers(port: u16, path: &str) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(stream, "GET {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer.starts_with("HTTP/1.1 200 "))
    };
    ask().unwrap_or(false)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_stopped_by_its_process_also_while_it_stands_still() {
        let child = Command::new("sleep").arg("60").spawn().expect("sleep");
        let id = child.id();
        let server = Server { child, port: 0, began_in: Duration::ZERO };
        let paused = server.while_paused(|| -> Result<()> { bail!("what was measured failed") });
        assert!(paused.is_err_and(|problem| problem.to_string().contains("measured failed")));
        server.signal("STOP").expect("there");
        let began = Instant::now();
        drop(server);
        assert!(began.elapsed() < Duration::from_secs(5));
        assert!(!Path::new(&format!("/proc/{id}/exe")).exists());
    }

    #[test]
    fn a_server_that_ends_at_once_is_quoted() {
        let log = std::env::temp_dir().join(format!("akno-bench-{}.log", std::process::id()));
        let mut command = Command::new("sh");
        command.args(["-c", "echo the port is taken; exit 1"]);
        let problem = Server::start(command, 1, "/", &log).err().expect("no server").to_string();
        fs::remove_file(&log).ok();
        assert!(problem.contains("the port is taken"), "{problem}");
    }
}
