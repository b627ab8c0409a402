//! Where the files lie: `var_dir/data/objects/ab/cdef…`, each under the SHA-256 of what it holds, its
//! compressed copies beside it. A file is whole and on disk before any row speaks of it.

use opendata::MadeFile;
use opendata::compress::{Coding, WORTHWHILE};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The folder of open data.
#[derive(Clone, Debug)]
pub struct Storehouse(pub(super) PathBuf);

/// Sizes of the compressed copies of a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Copies {
    pub brotli: Option<i64>,
    pub zstd: Option<i64>,
    pub gzip: Option<i64>,
}

impl Storehouse {
    pub fn of(var_dir: &Path) -> Storehouse {
        Storehouse(var_dir.join("data"))
    }

    /// Where a file of this hash lies.
    pub fn path(&self, sha256: &str) -> PathBuf {
        self.0.join("objects").join(self.name(sha256, None))
    }

    /// The same below the folder `objects`, or that of a compressed copy.
    pub fn name(&self, sha256: &str, coding: Option<Coding>) -> String {
        let (first, rest) = sha256.split_at(sha256.len().min(2));
        coding.map_or_else(|| format!("{first}/{rest}"), |coding| format!("{first}/{rest}.{}", coding.suffix()))
    }

    /// An empty folder in which a version is made; nothing in it is ever served.
    pub fn workbench(&self) -> io::Result<Workbench> {
        let folder = self.0.join("making").join(crate::store::new_id());
        fs::create_dir_all(&folder)?;
        Ok(Workbench(folder))
    }

    /// Deletes a file and its compressed copies; one that is gone already is no fault.
    pub fn delete(&self, sha256: &str) -> io::Result<()> {
        let home = self.path(sha256);
        for path in Coding::ALL.map(|coding| coding.beside(&home)).into_iter().chain([home.clone()]) {
            match fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// Keeps a file and its compressed copies. Kept twice, it is there once.
    pub fn keep(&self, made: &MadeFile) -> io::Result<Copies> {
        let home = self.path(&made.sha256);
        let folder = home.parent().unwrap_or(&self.0).to_owned();
        fs::create_dir_all(&folder)?;
        let mut copies = Copies::default();
        if made.format.compresses() && made.size >= WORTHWHILE {
            for coding in Coding::ALL {
                let copy = coding.beside(&home);
                if !copy.exists() {
                    let fresh = coding.beside(&made.path);
                    coding.compress(&made.path, &fresh)?;
                    settle(&fresh, &copy)?;
                }
                let size = i64::try_from(fs::metadata(&copy)?.len()).ok();
                match coding {
                    Coding::Brotli => copies.brotli = size,
                    Coding::Zstd => copies.zstd = size,
                    Coding::Gzip => copies.gzip = size,
                }
            }
        }
        // Last: where the file is, its copies are too.
        if !home.exists() {
            settle(&made.path, &home)?;
        }
        File::open(&folder)?.sync_all()?;
        Ok(copies)
    }
}

/// Moves a finished file to its place, once what it holds is on disk.
fn settle(from: &Path, to: &Path) -> io::Result<()> {
    File::open(from)?.sync_all()?;
    fs::rename(from, to)
}

/// A folder that goes when it is dropped, finished or not.
pub struct Workbench(PathBuf);

impl Workbench {
    pub fn folder(&self) -> &Path {
        &self.0
    }
}

impl Drop for Workbench {
    fn drop(&mut self) {
        // What stays behind after a crash is never read; it only takes room.
        let _ = fs::remove_dir_all(&self.0);
    }
}
