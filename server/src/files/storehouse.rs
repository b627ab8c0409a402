//! The store of files: a folder, by default under `var_dir`, or a bucket of a store that speaks S3's
//! interface. What a folder has taken is on the disk: the bytes and the folders' entries are synced before
//! it says so.

use super::s3::{self, Bucket};
use crate::config::Config;
use crate::failure::Failure;
use axum::body::Body;
use futures::StreamExt;
use object_store::buffered::BufWriter;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};

/// Bytes that are in memory at once of a file on its way in.
const PART: usize = 5 * 1024 * 1024;

/// How long a file may be on its way in: longer than a form may take.
const LEFT: Duration = Duration::from_secs(24 * 3600);

/// Where files are. Cheap to clone.
#[derive(Clone)]
pub struct Storehouse(Arc<Place>);

struct Place {
    kept: Kept,
    store: OnceLock<Arc<dyn ObjectStore>>,
    incoming: PathBuf,
}

enum Kept {
    Folder(PathBuf),
    Bucket(Bucket, Path),
}

impl Storehouse {
    /// The store that the settings name. Nothing is made or asked before the first file comes.
    pub fn of(config: &Config) -> Storehouse {
        let kept = match config.bucket() {
            Some((bucket, prefix)) => Kept::Bucket(bucket, Path::from(prefix)),
            None => Kept::Folder(config.var_dir.join("files")),
        };
        let var_dir = &config.var_dir;
        Storehouse(Arc::new(Place { kept, store: OnceLock::new(), incoming: var_dir.join("incoming") }))
    }

    fn store(&self) -> Result<&Arc<dyn ObjectStore>, Failure> {
        if let Some(store) = self.0.store.get() {
            return Ok(store);
        }
        let store: Arc<dyn ObjectStore> = match &self.0.kept {
            Kept::Folder(folder) => {
                std::fs::create_dir_all(folder).map_err(away)?;
                Arc::new(LocalFileSystem::new_with_prefix(folder).map_err(away)?.with_fsync(true))
            }
            Kept::Bucket(bucket, prefix) => {
                Arc::new(PrefixStore::new(s3::client(bucket).map_err(away)?, prefix.clone()))
            }
        };
        Ok(self.0.store.get_or_init(|| store))
    }

    /// The folder in which files lie until it is known what they are; made where it is not there.
    pub async fn incoming(&self) -> Result<&std::path::Path, Failure> {
        tokio::fs::create_dir_all(&self.0.incoming).await.map_err(away)?;
        Ok(&self.0.incoming)
    }

    /// Takes away what was left on its way in by a process that ended.
    pub async fn forget_incoming(&self) -> Result<(), Failure> {
        let mut entries = tokio::fs::read_dir(self.incoming().await?).await.map_err(away)?;
        while let Some(entry) = entries.next_entry().await.map_err(away)? {
            let age = entry.metadata().await.and_then(|about| about.modified()).map_err(away)?.elapsed();
            if age.is_ok_and(|age| age > LEFT) {
                tokio::fs::remove_file(entry.path()).await.map_err(away)?;
            }
        }
        Ok(())
    }

    /// Keeps what a reader gives under a place of the portal's own making; back only once it is safe.
    pub async fn keep(&self, place: &str, mut bytes: impl AsyncRead + Unpin) -> Result<(), Failure> {
        let mut writer = BufWriter::with_capacity(Arc::clone(self.store()?), Path::from(place), PART);
        let copied = copy(&mut bytes, &mut writer).await;
        match copied {
            Ok(()) => writer.shutdown().await.map_err(away),
            Err(error) => {
                let _ = writer.abort().await;
                Err(away(error))
            }
        }
    }

    /// The bytes of a place, as they are read.
    pub async fn read(&self, place: &str) -> Result<Body, Failure> {
        let found = self.store()?.get(&Path::from(place)).await.map_err(away)?;
        Ok(Body::from_stream(found.into_stream()))
    }

    /// All bytes of a place, of files that are looked into.
    pub async fn whole(&self, place: &str) -> Result<axum::body::Bytes, Failure> {
        let found = self.store()?.get(&Path::from(place)).await.map_err(away)?;
        found.bytes().await.map_err(away)
    }

    /// Takes a place away; one that is not there is gone already.
    pub async fn remove(&self, place: &str) -> Result<(), Failure> {
        match self.store()?.delete(&Path::from(place)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(away(error)),
        }
    }

    /// The places under a prefix, with the moment from which each is there (UTC).
    pub async fn places(&self, prefix: &str) -> Result<Vec<(String, chrono::NaiveDateTime)>, Failure> {
        let mut listed = self.store()?.list(Some(&Path::from(prefix)));
        let mut places = Vec::new();
        while let Some(found) = listed.next().await {
            let found = found.map_err(away)?;
            places.push((found.location.to_string(), found.last_modified.naive_utc()));
        }
        Ok(places)
    }
}

async fn copy(from: &mut (impl AsyncRead + Unpin), to: &mut BufWriter) -> std::io::Result<()> {
    let mut piece = vec![0; 64 * 1024];
    loop {
        match from.read(&mut piece).await? {
            0 => return Ok(()),
            read => to.write_all(&piece[..read]).await?,
        }
    }
}

fn away(error: impl std::fmt::Display) -> Failure {
    Failure::Internal(format!("the store of files: {error}"))
}
