//! What editors upload, as the doctor read it: `var_dir/data/uploads`, each under its SHA-256. A file is
//! there before a draft names it, and goes when its draft is published or its set withdrawn; otherwise a day
//! after none names it.

use super::storehouse::Storehouse;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// How long a file stays that no draft names: its draft may be being written.
const KEPT: Duration = Duration::from_secs(24 * 3_600);

impl Storehouse {
    fn upload(&self, sha256: &str) -> PathBuf {
        self.0.join("uploads").join(sha256)
    }

    /// Keeps an upload; its name is its SHA-256.
    pub(super) fn keep_upload(&self, bytes: &[u8]) -> io::Result<String> {
        let sha256 = crate::random::hex(&Sha256::digest(bytes));
        let home = self.upload(&sha256);
        let folder = self.0.join("uploads");
        fs::create_dir_all(&folder)?;
        // Written anew even where it is there: so its day begins again.
        let unfinished = folder.join(format!(".{}", crate::store::new_id()));
        let mut file = File::create(&unfinished)?;
        file.write_all(bytes)
            .and_then(|()| file.sync_all())
            .and_then(|()| fs::rename(&unfinished, &home))
            .inspect_err(|_| {
                let _ = fs::remove_file(&unfinished);
            })?;
        File::open(&folder)?.sync_all()?;
        Ok(sha256)
    }

    pub(super) fn read_upload(&self, sha256: &str) -> io::Result<Vec<u8>> {
        fs::read(self.upload(sha256))
    }

    /// Deletes an upload that was there before a moment: one that came again since is another draft's.
    pub(super) fn delete_upload(&self, sha256: &str, before: SystemTime) -> io::Result<()> {
        let home = self.upload(sha256);
        let gone = fs::metadata(&home)
            .and_then(|about| about.modified())
            .and_then(|modified| if modified < before { fs::remove_file(&home) } else { Ok(()) });
        match gone {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Deletes old uploads that are not among those named.
    pub(super) fn sweep_uploads(&self, named: &[String]) -> io::Result<()> {
        let folder = match fs::read_dir(self.0.join("uploads")) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            other => other?,
        };
        for entry in folder {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let old = entry.metadata()?.modified()?.elapsed().is_ok_and(|age| age > KEPT);
            if old && !named.contains(&name) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}
