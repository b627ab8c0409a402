//! The store of files: a folder, by default under `var_dir`. What it has taken is on the disk: the
//! bytes and the folders' entries are synced before it says so.

use crate::failure::Failure;
use axum::body::Body;
use futures::StreamExt;
use object_store::buffered::BufWriter;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};

/// Bytes that are in memory at once of a file on its way in.
const PART: usize = 5 * 1024 * 1024;

/// Where files are. Cheap to clone.
#[derive(Clone)]
pub struct Storehouse(Arc<Place>);

struct Place {
    folder: PathBuf,
    store: OnceLock<Arc<dyn ObjectStore>>,
    incoming: PathBuf,
}

impl Storehouse {
    /// Files under a folder. It is made when the first one comes.
    pub fn new(var_dir: &std::path::Path) -> Storehouse {
        Storehouse(Arc::new(Place {
            folder: var_dir.join("files"),
            store: OnceLock::new(),
            incoming: var_dir.join("incoming"),
        }))
    }

    fn store(&self) -> Result<&Arc<dyn ObjectStore>, Failure> {
        if let Some(store) = self.0.store.get() {
            return Ok(store);
        }
        std::fs::create_dir_all(&self.0.folder).map_err(away)?;
        let folder = LocalFileSystem::new_with_prefix(&self.0.folder).map_err(away)?;
        Ok(self.0.store.get_or_init(|| Arc::new(folder.with_fsync(true))))
    }

    /// The folder in which files lie until it is known what they are; made where it is not there.
    pub async fn incoming(&self) -> Result<&std::path::Path, Failure> {
        tokio::fs::create_dir_all(&self.0.incoming).await.map_err(away)?;
        Ok(&self.0.incoming)
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
