//! Where the lines of the log go.
//!
//! Each answer leaves a line, and to hand each to the system by itself takes a portal as long as a look-up in the
//! database. So lines are gathered for a moment and go out together; what warns goes out at once, with all before it.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;
use tracing::{Level, Metadata};
use tracing_subscriber::fmt::MakeWriter;

/// How long a line that is only told waits for others.
const MOMENT: Duration = Duration::from_millis(20);

/// So many bytes do not wait.
const MANY: usize = 64 * 1024;

/// The lines of the whole program, kept for [`finish`].
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
}

/// The lines of this program. Its own handle of the standard error would have every thread wait for the others.
pub fn lines() -> Lines {
    let begun = || match io::stderr().as_fd().try_clone_to_owned() {
        Ok(own) => Lines::to(Box::new(File::from(own))),
        Err(_) => Lines::to(Box::new(io::stderr())),
    };
    LINES.get_or_init(begun).clone()
}

/// Sends out what is still here; for the end of the program.
pub fn finish() {
    if let Some(lines) = LINES.get() {
        lines.lock().send();
    }
}

impl Lines {
    /// Lines to anywhere. Where no thread can be had that sends them, each goes out by itself.
    fn to(to: Box<dyn Write + Send>) -> Lines {
        let lines = Lines(Arc::new(Shared {
            gathered: Mutex::new(Gathered { bytes: Vec::with_capacity(MANY), to }),
            some: Condvar::new(),
        }));
        let sender = lines.clone();
        let _ = thread::Builder::new().name("log".to_owned()).spawn(move || sender.send_on());
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
        if !self.waits || gathered.bytes.len() >= MANY {
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

    #[test]
    fn what_warns_is_out_at_once_with_all_before_it() {
        let paper = Paper::default();
        let lines = Lines::to(Box::new(paper.clone()));
        told(&lines, "told\n");
        lines.make_writer().write_all(b"warned\n").unwrap();
        assert_eq!(paper.text(), "told\nwarned\n");
    }

    #[test]
    fn nothing_is_kept_that_is_much() {
        let paper = Paper::default();
        let lines = Lines::to(Box::new(paper.clone()));
        told(&lines, &"x".repeat(MANY));
        assert_eq!(paper.text().len(), MANY);
    }
}
