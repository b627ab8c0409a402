//! Pieces of an answer that is sent while it is read. Their buffers go round: a piece that was sent is filled anew, so
//! that a download takes as much memory as its pieces under way, however long it is.

use axum::body::Bytes;
use futures::stream::{Stream, unfold};
use std::fs::File;
use std::io::{self, Read, Write};
use std::sync::{Mutex, PoisonError};
use tokio::sync::mpsc;

/// Bytes of a file that are read at once: each piece is a journey to a thread that reads, and small ones would spend
/// their time on the way.
const PIECE: usize = 256 * 1024;

/// Buffers that are kept for the next piece, of whichever answer.
const KEPT: usize = 16;

static FREE: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());

/// An empty buffer.
pub(super) fn buffer() -> Vec<u8> {
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
        if free.len() < KEPT {
            free.push(buffer);
        }
    }
}

/// Writes into an answer, piece by piece; fails where whoever asked has gone.
pub(super) struct Pieces {
    to: mpsc::Sender<io::Result<Bytes>>,
    filling: Vec<u8>,
}

impl Pieces {
    pub fn new(to: mpsc::Sender<io::Result<Bytes>>) -> Pieces {
        Pieces { to, filling: buffer() }
    }

    fn send(&mut self) -> io::Result<()> {
        let full = std::mem::replace(&mut self.filling, buffer());
        self.to.blocking_send(Ok(lent(full))).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let fits = bytes.len().min(PIECE - self.filling.len());
        self.filling.extend_from_slice(&bytes[..fits]);
        if self.filling.len() == PIECE {
            self.send()?;
        }
        Ok(fits)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.filling.is_empty() { Ok(()) } else { self.send() }
    }
}

/// The next `length` bytes of a file. Where it ends before, the answer breaks off.
pub(super) fn of_file(file: File, length: u64) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
    unfold((Some(file), length), |(file, left)| async move {
        let file = file.filter(|_| left > 0)?;
        let mut buffer = buffer();
        let size = usize::try_from(left).unwrap_or(PIECE).min(PIECE);
        let read = move || {
            buffer.resize(size, 0);
            let mut file = file;
            let done = file.read_exact(&mut buffer);
            (file, buffer, done)
        };
        let (file, buffer, done) = match tokio::task::spawn_blocking(read).await {
            Ok(read) => read,
            Err(error) => return Some((Err(io::Error::other(error)), (None, 0))),
        };
        let piece = done.map(|()| lent(buffer));
        let left = if piece.is_ok() { left - size as u64 } else { 0 };
        Some((piece, (Some(file), left)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::StreamExt;
    use std::io::{Seek, SeekFrom};

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

    #[test]
    fn what_is_written_comes_out_in_pieces_of_which_none_is_longer_than_one() {
        let bytes: Vec<u8> = (0..PIECE * 3 + 5).map(|place| (place % 241) as u8).collect();
        let (sender, mut receiver) = mpsc::channel(8);
        let mut pieces = Pieces::new(sender);
        for part in bytes.chunks(PIECE / 2 + 7) {
            pieces.write_all(part).unwrap();
        }
        pieces.flush().unwrap();
        pieces.flush().unwrap();
        drop(pieces);
        let mut whole = Vec::new();
        while let Some(piece) = receiver.blocking_recv() {
            let piece = piece.unwrap();
            assert!(!piece.is_empty() && piece.len() <= PIECE);
            whole.extend_from_slice(&piece);
        }
        assert!(whole == bytes);
    }

    #[test]
    fn who_writes_to_somebody_who_has_gone_is_told() {
        let (sender, receiver) = mpsc::channel(1);
        drop(receiver);
        let mut pieces = Pieces::new(sender);
        pieces.write_all(b"in vain").unwrap();
        assert_eq!(pieces.flush().unwrap_err().kind(), io::ErrorKind::BrokenPipe);
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
