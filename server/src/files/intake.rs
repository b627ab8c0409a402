//! Taking in a file: its bytes go to the disk as they come, hashed on the way, never more in memory
//! than a piece; then it is judged, looked through for viruses where a scanner is there, and kept.

use super::verdict;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::attachments::FileRow;
use crate::store::{AnyConn, attachments as store, new_id};
use portal::attachment::{FileKind, LARGEST, Refusal, Scan};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

/// Files whose content is judged at once: each is in memory whole meanwhile.
pub const JUDGED_AT_ONCE: usize = 2;

/// A file that is coming in. It is deleted when this is dropped.
pub struct Incoming {
    path: PathBuf,
    file: File,
    hash: Sha256,
    size: u64,
}

impl Drop for Incoming {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

impl Incoming {
    /// An empty one, under a name of the portal's own.
    pub async fn new(state: &AppState) -> Result<Incoming, Failure> {
        let path = state.files.incoming().await?.join(new_id());
        let file = File::create_new(&path).await.map_err(full)?;
        Ok(Incoming { path, file, hash: Sha256::new(), size: 0 })
    }

    /// Adds what came. Beyond the largest size nothing is written any more: it only is counted.
    pub async fn add(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.size += bytes.len() as u64;
        if self.size > LARGEST {
            return Ok(());
        }
        self.hash.update(bytes);
        self.file.write_all(bytes).await.map_err(full)
    }

    pub fn size(&self) -> u64 {
        self.size
    }

    /// Judges what came and keeps it: its row, which stands once an attachment refers to it. The same
    /// content is kept once; a row that another sending made is used.
    pub async fn settle(&mut self, state: &AppState) -> Result<Result<Kept, Refusal>, Failure> {
        if self.size > LARGEST {
            return Ok(Err(Refusal::TooLarge));
        }
        self.file.flush().await.map_err(full)?;
        let kind = match judged(state, &self.path).await? {
            Ok(kind) => kind,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let digest = crate::random::hex(&self.hash.clone().finalize());
        let wanted = digest.clone();
        let known = state.db.read(move |conn: &mut AnyConn| Ok::<_, Failure>(store::file(conn, &wanted)?)).await?;
        if let Some(known) = known {
            let infected = known.scan() == Scan::Infected;
            return Ok(if infected { Err(Refusal::Infected) } else { Ok(Kept { row: known, fresh: false }) });
        }
        let now = state.clock.now();
        let place = format!("attached/{}/{digest}-{}", &digest[..2], new_id());
        state.files.keep(&place, File::open(&self.path).await.map_err(full)?).await?;
        let row = FileRow {
            digest,
            place,
            size: i64::try_from(self.size).unwrap_or(i64::MAX),
            kind: kind.code().to_owned(),
            stored_at: now,
            scan: Scan::None.code().to_owned(),
            scanned_at: None,
        };
        Ok(Ok(Kept { row, fresh: true }))
    }
}

/// A file that is in the store.
#[derive(Clone)]
pub struct Kept {
    pub row: FileRow,
    /// It came just now: the row is not written yet.
    pub fresh: bool,
}

/// The verdict on a file of the disk; a reader that stumbles over it has found it broken.
async fn judged(state: &AppState, path: &Path) -> Result<Result<FileKind, Refusal>, Failure> {
    let _room = Arc::clone(&state.judging).acquire_owned().await.map_err(|_| Failure::Unavailable)?;
    let path = path.to_owned();
    let judge = move || std::fs::read(path).map(|bytes| verdict::judge(&bytes));
    match tokio::task::spawn_blocking(judge).await {
        Ok(read) => read.map_err(full),
        Err(panic) => {
            tracing::warn!("a file could not be judged: {panic}");
            Ok(Err(Refusal::Broken))
        }
    }
}

fn full(error: std::io::Error) -> Failure {
    Failure::Internal(format!("a file that came in: {error}"))
}
