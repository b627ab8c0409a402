//! Pieces of an answer that is sent while it is read. Their buffers go round: a piece that was sent is filled anew, so
//! that a download takes as much memory as its pieces under way, however long it is.
//!
//! Between two pieces no thread is held: whoever stops reading keeps nobody from being answered. Who takes nothing for
//! [`PATIENCE`] is not waited for: what was open is closed, and where they read on after all the answer breaks off.

use axum::body::Bytes;
use futures::stream::{Stream, StreamExt, unfold};
use std::fs::File;
use std::io::{self, Read};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::SendTimeoutError;

/// Bytes of a file that are read at once: each piece is a journey to a thread that reads, and small ones would spend
/// their time on the way.
const PIECE: usize = 256 * 1024;

/// Bytes from which a piece that is written row by row is full: its last row fits into the buffer as a rule.
pub const FULL: usize = PIECE - 16 * 1024;

/// How long a piece waits until somebody takes it. Whoever takes nothing loses the connection after two minutes; this
/// sees whole pieces alone, behind megabytes that wait in the system's buffer, and must not take slow readers for
/// those. A piece that waits holds no thread, but a file and some memory, which are not kept for ever.
const PATIENCE: Duration = Duration::from_secs(30 * 60);

/// Pieces that wait for a slow reader, besides the one that is ready behind them.
const WAITING: usize = 1;

/// Buffers that are kept for the next piece, of whichever answer.
const KEPT: usize = 16;

static FREE: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());

/// An empty buffer.
fn buffer() -> Vec<u8> {
    let kept = FREE.lock().unwrap_or_else(PoisonError::into_inner).pop();
    kept.unwrap_or_else(|| Vec::with_capacity(PIECE))
}

/// What a buffer holds, as a piece of an answer; the buffer comes back when it was sent.
fn lent(buffer: Vec<u8>) -> Bytes {
    Bytes::from_owner(Lent(buffer))
}

struct Lent(Vec<u8>);

impl AsRef<[u8]> for Lent {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let mut buffer = std::mem::take(&mut self.0);
        buffer.clear();
        let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
        // One that a long row has stretched is not kept.
        if free.len() < KEPT && buffer.capacity() <= 2 * PIECE {
            free.push(buffer);
        }
    }
}

/// A piece, and whether it is the last.
type Piece = (io::Result<Bytes>, bool);

/// An answer on its way.
enum Sending<F> {
    /// Nothing was asked for yet.
    Begins(F),
    GoesOn(mpsc::Receiver<Piece>),
    Ended,
}

/// What `fill` writes, piece by piece, on threads that may block: it fills a buffer to about [`FULL`] and tells whether
/// more follows. Where it fails or panics, or nobody takes its pieces, the answer breaks off, so that nobody takes a
/// part for the whole.
pub fn filled<F>(fill: F) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static
where
    F: FnMut(&mut Vec<u8>) -> io::Result<bool> + Send + 'static,
{
    patient(fill, PATIENCE)
}

fn patient<F>(fill: F, patience: Duration) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static
where
    F: FnMut(&mut Vec<u8>) -> io::Result<bool> + Send + 'static,
{
    let pieces = unfold(Sending::Begins(fill), move |sending| async move {
        let mut receiver = match sending {
            Sending::Begins(fill) => {
                let (sender, receiver) = mpsc::channel(WAITING);
                tokio::spawn(send(fill, sender, patience));
                receiver
            }
            Sending::GoesOn(receiver) => receiver,
            Sending::Ended => return None,
        };
        match receiver.recv().await {
            Some((Ok(piece), true)) if piece.is_empty() => None,
            Some((piece, last)) => Some((piece, if last { Sending::Ended } else { Sending::GoesOn(receiver) })),
            // The last piece never came.
            None => Some((Err(io::ErrorKind::TimedOut.into()), Sending::Ended)),
        }
    });
    // Compression asks once more after the end.
    pieces.fuse()
}

/// Fills one piece after another and hands each over, as long as somebody takes them.
async fn send<F>(mut fill: F, sender: mpsc::Sender<Piece>, patience: Duration)
where
    F: FnMut(&mut Vec<u8>) -> io::Result<bool> + Send + 'static,
{
    loop {
        let work = move || {
            let mut buffer = buffer();
            let more = fill(&mut buffer);
            (fill, buffer, more)
        };
        let (piece, rest) = match tokio::task::spawn_blocking(work).await {
            Ok((fill, buffer, Ok(more))) => (Ok(lent(buffer)), more.then_some(fill)),
            Ok((_, _, Err(error))) => (Err(error), None),
            Err(error) => (Err(io::Error::other(error)), None),
        };
        match sender.send_timeout((piece, rest.is_none()), patience).await {
            Ok(()) => {}
            Err(SendTimeoutError::Closed(_)) => return,
            Err(SendTimeoutError::Timeout(_)) => {
                tracing::info!("somebody stopped reading an answer, and it was broken off");
                return;
            }
        }
        let Some(rest) = rest else { return };
        fill = rest;
    }
}

/// The next `length` bytes of a file. Where it ends before, the answer breaks off.
pub(super) fn of_file(mut file: File, length: u64) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
    let mut left = length;
    filled(move |piece| {
        let size = usize::try_from(left).unwrap_or(PIECE).min(PIECE);
        piece.resize(size, 0);
        file.read_exact(piece)?;
        left -= size as u64;
        Ok(left > 0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Seek, SeekFrom, Write};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn file(bytes: &[u8]) -> File {
        let path = std::env::temp_dir().join(format!("akno-pieces-{}", crate::random::short_id()));
        let mut file = File::options().read(true).write(true).create_new(true).open(&path).unwrap();
        std::fs::remove_file(path).unwrap();
        file.write_all(bytes).unwrap();
        file.seek(SeekFrom::Start(0)).unwrap();
        file
    }

    #[tokio::test]
    async fn a_file_comes_as_it_is_and_no_more_of_it_than_was_asked_for() {
        let bytes: Vec<u8> = (0..PIECE * 2 + 10).map(|place| (place % 251) as u8).collect();
        for length in [0, 1, PIECE, PIECE + 1, bytes.len()] {
            let mut pieces = Box::pin(of_file(file(&bytes), length as u64));
            let mut whole = Vec::new();
            while let Some(piece) = pieces.next().await {
                whole.extend_from_slice(&piece.unwrap());
            }
            assert!(whole == bytes[..length], "{length}");
        }
    }

    #[tokio::test]
    async fn what_ends_too_early_breaks_off() {
        let pieces: Vec<_> = of_file(file(b"short"), 10).collect().await;
        assert!(matches!(&pieces[..], [Err(_)]));
    }

    /// Writes lines without an end, and counts how often it was asked to.
    fn endless(asked: Arc<AtomicUsize>) -> impl FnMut(&mut Vec<u8>) -> io::Result<bool> + Send + 'static {
        move |piece: &mut Vec<u8>| {
            asked.fetch_add(1, Ordering::SeqCst);
            piece.extend_from_slice(b"a line\n");
            Ok(true)
        }
    }

    /// Waits until nobody but the test has it.
    async fn let_go(asked: &Arc<AtomicUsize>) -> bool {
        for _ in 0..1_000 {
            if Arc::strong_count(asked) == 1 {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        false
    }

    #[tokio::test]
    async fn who_stops_reading_is_not_waited_for_and_is_told_no_end() {
        let asked = Arc::new(AtomicUsize::new(0));
        let mut pieces = Box::pin(patient(endless(asked.clone()), Duration::from_millis(20)));
        assert!(pieces.next().await.is_some_and(|piece| piece.is_ok()));
        assert!(let_go(&asked).await, "what it read from is closed");
        assert!(asked.load(Ordering::SeqCst) <= 4, "no more was read than could wait");
        let rest: Vec<_> = pieces.collect().await;
        let (last, before) = rest.split_last().unwrap();
        assert_eq!(last.as_ref().unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert!(before.iter().all(Result::is_ok));
    }

    #[tokio::test]
    async fn nothing_is_written_before_it_is_asked_for_and_no_more_for_who_has_gone() {
        let asked = Arc::new(AtomicUsize::new(0));
        drop(filled(endless(asked.clone())));
        assert_eq!(asked.load(Ordering::SeqCst), 0);
        let mut pieces = Box::pin(filled(endless(asked.clone())));
        assert!(pieces.next().await.is_some_and(|piece| piece.is_ok()));
        drop(pieces);
        assert!(let_go(&asked).await);
    }

    #[tokio::test]
    async fn what_fails_while_it_is_written_breaks_off() {
        let mut left = 3;
        let pieces = filled(move |piece| {
            left -= 1;
            piece.push(b'x');
            if left == 0 { Err(io::ErrorKind::InvalidData.into()) } else { Ok(true) }
        });
        let pieces: Vec<_> = pieces.collect().await;
        assert!(matches!(&pieces[..], [Ok(_), Ok(_), Err(_)]));
    }

    #[tokio::test]
    async fn an_answer_ends_with_its_last_piece_and_an_empty_one_is_none() {
        for (last, all) in [("", "ab"), ("c", "abc")] {
            let mut rest = vec![last, "b", "a"];
            let mut pieces = Box::pin(filled(move |piece| {
                piece.extend_from_slice(rest.pop().unwrap_or_default().as_bytes());
                Ok(!rest.is_empty())
            }));
            let mut whole = Vec::new();
            while let Some(piece) = pieces.next().await {
                let piece = piece.unwrap();
                assert!(!piece.is_empty());
                whole.extend_from_slice(&piece);
            }
            assert_eq!(whole, all.as_bytes());
            assert!(pieces.next().await.is_none(), "asked once more after the end");
        }
    }

    #[test]
    fn a_piece_holds_its_bytes_as_long_as_somebody_has_a_part_of_it() {
        let piece = lent(b"a piece of an answer".to_vec());
        let part = piece.slice(2..7);
        drop(piece);
        for _ in 0..KEPT * 2 {
            lent(b"xxxxxxxxxxxxxxxxxxxx".to_vec());
        }
        assert_eq!(&part[..], b"piece");
    }
}
