//! Processes that are killed in the middle of their work, and what must still be there afterwards.
//!
//! A child says on its standard output what was acknowledged to it, one line each; the parent kills
//! it and looks whether all of that is in the database. A child is this test binary again, told by
//! an environment variable what to be ([`again`], [`role`]), or any other program that prints such
//! lines.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

const ROLE: &str = "AKNO_CRASH_CHILD";
const ACKNOWLEDGED: &str = "acknowledged: ";

/// What this process is to be, if it is a child.
pub fn role() -> Option<String> {
    std::env::var(ROLE).ok()
}

/// How often to crash: `AKNO_CRASH_ROUNDS`, or the number given.
pub fn rounds(ordinary: usize) -> usize {
    std::env::var("AKNO_CRASH_ROUNDS")
        .ok()
        .map_or(ordinary, |text| text.parse().expect("AKNO_CRASH_ROUNDS is a number"))
}

/// Runs this test binary again, with nothing but the test `test`, which must begin by looking at
/// [`role`]. It is named with its module: `concat!(module_path!(), "::the_test")`.
pub fn again(test: &str, role: &str) -> Command {
    let (_crate, test) = test.split_once("::").unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([test, "--exact", "--nocapture"]).env(ROLE, role);
    command
}

/// Says to the parent that `id` was acknowledged. To be called after the acknowledgement.
pub fn acknowledged(id: &str) {
    println!("{ACKNOWLEDGED}{id}");
}

/// A process that will be killed.
pub struct Doomed {
    process: Child,
    count: Arc<AtomicUsize>,
    reader: JoinHandle<Vec<String>>,
}

impl Doomed {
    pub fn spawn(mut command: Command) -> Doomed {
        let mut process = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let output = process.stdout.take().unwrap();
        let count = Arc::new(AtomicUsize::new(0));
        let counted = count.clone();
        let reader = std::thread::spawn(move || read(BufReader::new(output), &counted));
        Doomed { process, count, reader }
    }

    /// Waits until so many acknowledgements have come. Panics if the child ends or half a minute
    /// passes.
    pub fn wait_for(&mut self, acknowledgements: usize) {
        let since = Instant::now();
        while self.count.load(Ordering::Relaxed) < acknowledgements {
            if let Some(status) = self.process.try_wait().unwrap() {
                panic!("the child ended by itself: {status}");
            }
            assert!(since.elapsed() < Duration::from_secs(30), "the child acknowledges nothing");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// SIGKILL; gives what was acknowledged until then.
    pub fn kill(mut self) -> Vec<String> {
        assert!(self.process.try_wait().unwrap().is_none(), "the child ended before it was killed");
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        self.reader.join().unwrap()
    }
}

/// The acknowledgements until the pipe closes. A line that the kill cut short was not said.
fn read(mut output: impl BufRead, count: &AtomicUsize) -> Vec<String> {
    let mut acknowledged = Vec::new();
    let mut line = String::new();
    while output.read_line(&mut line).unwrap_or(0) > 0 {
        if let Some(id) = line.strip_suffix('\n').and_then(|whole| whole.strip_prefix(ACKNOWLEDGED)) {
            acknowledged.push(id.to_owned());
            count.fetch_add(1, Ordering::Relaxed);
        }
        line.clear();
    }
    acknowledged
}

/// A moment up to `most` from now, different in each round and each run.
pub fn moment(most: Duration) {
    let random = uuid::Uuid::new_v4().as_u64_pair().0;
    std::thread::sleep(most.mul_f64(random as f64 / u64::MAX as f64));
}

/// A disk whose power can be cut: of an SQLite database it then holds what was synced and nothing
/// else.
///
/// A library put before libc keeps a copy of each file whenever it is synced; [`cut`](Self::cut)
/// puts the copies back. That is the worst that a disk may do which keeps its word about syncs.
pub struct Disk {
    database: PathBuf,
}

impl Disk {
    /// The database must exist and nothing have it open; it counts as synced.
    pub fn holding(database: &Path) -> Disk {
        // The kernel names an open file by its whole path.
        let disk = Disk { database: database.canonicalize().unwrap() };
        disk.settle();
        disk
    }

    /// Has the child's syncs kept.
    pub fn under(&self, command: &mut Command) {
        command.env("LD_PRELOAD", library()).env("AKNO_POWER_FOLDER", self.database.parent().unwrap());
    }

    /// As [`under`](Self::under), and one in so many syncs fails.
    pub fn failing_under(&self, command: &mut Command, one_in: u32) {
        self.under(command);
        command.env("AKNO_POWER_FAILS", one_in.to_string());
    }

    /// What is there now is what the disk holds: nothing has the database open.
    pub fn settle(&self) {
        for file in self.files() {
            let _ = std::fs::remove_file(kept(&file));
        }
        std::fs::copy(&self.database, kept(&self.database)).unwrap();
    }

    /// After the kill: files as last synced; what never was is gone.
    pub fn cut(&self) {
        for file in self.files() {
            let _ = std::fs::remove_file(&file);
            let kept = kept(&file);
            if kept.exists() {
                std::fs::copy(&kept, &file).unwrap();
            }
        }
    }

    /// The database, its log, and the log's index, which is never synced and rebuilt from the log.
    fn files(&self) -> [PathBuf; 3] {
        ["", "-wal", "-shm"].map(|end| PathBuf::from(format!("{}{end}", self.database.display())))
    }
}

fn kept(file: &Path) -> PathBuf {
    PathBuf::from(format!("{}.kept", file.display()))
}

/// Compiles the library, once a process.
fn library() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        std::fs::create_dir_all(folder).unwrap();
        let unfinished = folder.join(format!("libpower-{}.so", std::process::id()));
        let status = Command::new(std::env::var("CC").unwrap_or("cc".into()))
            .args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"])
            .arg(&unfinished)
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/power.c"))
            .status()
            .expect("a C compiler is needed, as for building SQLite");
        assert!(status.success(), "power.c does not compile");
        let library = folder.join("libpower.so");
        std::fs::rename(unfinished, &library).unwrap();
        library
    })
}
