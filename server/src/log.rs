//! Where the lines of the log go.
//!
//! Each answer leaves a line, and handing each to the system by itself takes as long as a look-up in the database. So
//! lines are gathered for a moment and go out together; a warning or an error goes out at once, with all before it.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;
use tracing::{Level, Metadata};
use tracing_subscriber::fmt::MakeWriter;

/// How long a line below a warning waits for others.
const MOMENT: Duration = Duration::from_millis(20);

/// So many bytes do not wait.
const MANY: usize = 64 * 1024;

/// The lines of the whole program, kept for [`ToTheEnd`].
static LINES: OnceLock<Lines> = OnceLock::new();

/// Lines on their way to the standard error.
#[derive(Clone)]
pub struct Lines(Arc<Shared>);

struct Shared {
    gathered: Mutex<Gathered>,
    some: Condvar,
}

struct Gathered {
    bytes: Vec<u8>,
    to: Box<dyn Write + Send>,
    /// A thread sends what waits here.
    are_sent: bool,
}

/// The lines of this program. They go to a handle of their own: the standard library's has a lock and writes piece by piece.
pub fn lines() -> Lines {
    let begun = || match io::stderr().as_fd().try_clone_to_owned() {
        Ok(own) => Lines::to(Box::new(File::from(own))),
        Err(_) => Lines::to(Box::new(io::stderr())),
    };
    LINES.get_or_init(begun).clone()
}

/// Sends out what is still here when it is dropped: at the end of the program, also where that is a panic.
pub struct ToTheEnd;

impl Drop for ToTheEnd {
    fn drop(&mut self) {
        if let Some(lines) = LINES.get() {
            lines.lock().send();
        }
    }
}

impl Lines {
    /// Lines to anywhere. Where no thread can be had that sends them, each goes out by itself.
    fn to(to: Box<dyn Write + Send>) -> Lines {
        let gathered = Mutex::new(Gathered { bytes: Vec::with_capacity(MANY), to, are_sent: false });
        let lines = Lines(Arc::new(Shared { gathered, some: Condvar::new() }));
        let sender = lines.clone();
        let begun = thread::Builder::new().name("log".to_owned()).spawn(move || sender.send_on());
        lines.lock().are_sent = begun.is_ok();
        lines
    }

    fn lock(&self) -> MutexGuard<'_, Gathered> {
        self.0.gathered.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn send_on(self) {
        loop {
            let nothing = |gathered: &mut Gathered| gathered.bytes.is_empty();
            drop(self.0.some.wait_while(self.lock(), nothing).unwrap_or_else(PoisonError::into_inner));
            thread::sleep(MOMENT);
            self.lock().send();
        }
    }
}

impl Gathered {
    /// What cannot be written is lost: there is nowhere to tell of it.
    fn send(&mut self) {
        let _ = self.to.write_all(&self.bytes);
        self.bytes.clear();
    }
}

/// One line, written in one piece.
pub struct Line<'a> {
    lines: &'a Lines,
    waits: bool,
}

impl Write for Line<'_> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut gathered = self.lines.lock();
        let first = gathered.bytes.is_empty();
        gathered.bytes.extend_from_slice(line);
        if !self.waits || !gathered.are_sent || gathered.bytes.len() >= MANY {
            gathered.send();
        } else if first {
            self.lines.0.some.notify_one();
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Line<'a>;

    fn make_writer(&'a self) -> Line<'a> {
        Line { lines: self, waits: false }
    }

    fn make_writer_for(&'a self, about: &Metadata<'_>) -> Line<'a> {
        Line { lines: self, waits: *about.level() > Level::WARN }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<Vec<u8>>>>);

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Paper {
        fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().concat()).unwrap()
        }
    }

    fn told(lines: &Lines, line: &str) {
        Line { lines, waits: true }.write_all(line.as_bytes()).unwrap();
    }

    #[test]
    fn lines_told_by_many_come_whole_in_few_pieces_by_themselves() {
        let paper = Paper::default();
        let lines = Lines::to(Box::new(paper.clone()));
        thread::scope(|scope| {
            for number in 0..4 {
                let lines = &lines;
                scope.spawn(move || (0..500).for_each(|_| told(lines, &format!("line of {number}\n"))));
            }
        });
        let began = Instant::now();
        while paper.text().len() < 2000 * 10 && began.elapsed() < Duration::from_secs(60) {
            thread::sleep(MOMENT);
        }
        let text = paper.text();
        assert_eq!(text.lines().count(), 2000);
        assert!(text.lines().all(|line| line.len() == 9 && line.starts_with("line of ")), "{text}");
        assert!(paper.0.lock().unwrap().len() < 1000);
    }

    /// Asks for each line's writer as the log does, and notes which wait.
    #[derive(Clone)]
    struct Noting(Lines, Arc<Mutex<Vec<bool>>>);

    impl<'a> MakeWriter<'a> for Noting {
        type Writer = Line<'a>;

        fn make_writer(&'a self) -> Line<'a> {
            self.0.make_writer()
        }

        fn make_writer_for(&'a self, about: &Metadata<'_>) -> Line<'a> {
            let line = self.0.make_writer_for(about);
            self.1.lock().unwrap().push(line.waits);
            line
        }
    }

    #[test]
    fn a_warning_is_out_at_once_with_all_before_it() {
        let (paper, noted) = (Paper::default(), Arc::default());
        let lines = Noting(Lines::to(Box::new(paper.clone())), Arc::clone(&noted));
        let log = tracing_subscriber::fmt().with_writer(lines).with_ansi(false).finish();
        tracing::subscriber::with_default(log, || {
            tracing::info!("told");
            tracing::warn!("warned");
        });
        assert_eq!(*noted.lock().unwrap(), [true, false]);
        let text = paper.text();
        assert!(text.contains("told") && text.ends_with("warned\n"), "{text}");
    }

    #[test]
    fn much_does_not_wait() {
        let paper = Paper::default();
        let lines = Lines::to(Box::new(paper.clone()));
        told(&lines, &"x".repeat(MANY));
        assert_eq!(paper.text().len(), MANY);
    }
}
