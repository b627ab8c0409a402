//! The bundle's directory: files named by their content, their compressed twins, and a stamp that
//! says from what they were made.

use super::{compression, hexadecimal};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::{self, Display};
use std::fs;
use std::path::Path;

/// A file of the bundle.
pub struct File {
    /// `akno.3f9a1c0b2d.css`
    pub name: String,
    bytes: Vec<u8>,
}

impl File {
    /// Names the file by the first ten hexadecimal digits of its SHA-256.
    pub fn named_by_content(extension: &str, bytes: Vec<u8>) -> File {
        let hash = hexadecimal(&Sha256::digest(&bytes));
        File { name: format!("akno.{}.{extension}", &hash[..10]), bytes }
    }
}

/// From what a bundle was made. `server/assets` reads the first line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// `erased` or `typed`: how the views of the server that embeds it must be compiled.
    pub views: String,
    /// A hash of what the style sheet was made from.
    pub style: String,
    /// A hash of what the islands were made from, where there are any.
    pub islands: Option<String>,
}

impl Stamp {
    /// The stamp of the bundle in that directory.
    pub fn read(directory: &Path) -> Option<Stamp> {
        let text = fs::read_to_string(directory.join("stamp")).ok()?;
        let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).map(str::to_owned);
        Some(Stamp { views: value("views ")?, style: value("style ")?, islands: value("islands ") })
    }
}

impl Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "views {}\nstyle {}", self.views, self.style)?;
        self.islands.iter().try_for_each(|islands| writeln!(f, "islands {islands}"))
    }
}

/// The files of the bundle on disk with these extensions.
pub fn kept(directory: &Path, extensions: &[&str]) -> Result<Vec<File>> {
    let mut files = Vec::new();
    for name in names(directory)? {
        if extensions.iter().any(|extension| name.ends_with(&format!(".{extension}"))) {
            let bytes = fs::read(directory.join(&name))?;
            files.push(File { name, bytes });
        }
    }
    Ok(files)
}

/// Writes the bundle. Where the names, and so the contents, are the same as before, only the stamp
/// is renewed.
pub fn write(directory: &Path, stamp: &Stamp, files: &[File]) -> Result<()> {
    let wanted: BTreeSet<String> = files.iter().map(|file| file.name.clone()).collect();
    if names(directory).ok().as_ref() != Some(&wanted) {
        let fresh = directory.with_extension(format!("{}.new", std::process::id()));
        if fresh.exists() {
            fs::remove_dir_all(&fresh)?;
        }
        fs::create_dir_all(&fresh).with_context(|| fresh.display().to_string())?;
        for file in files {
            write_with_twins(&fresh, file, directory)?;
        }
        if directory.exists() {
            fs::remove_dir_all(directory)?;
        }
        fs::rename(&fresh, directory).with_context(|| directory.display().to_string())?;
    }
    fs::write(directory.join("stamp"), stamp.to_string()).context("the bundle's stamp")
}

/// One line a file: name, bytes, compressed bytes.
pub fn listing(directory: &Path) -> Result<String> {
    let size = |name: &str| fs::metadata(directory.join(name)).map(|file| file.len());
    let mut lines = String::new();
    for name in names(directory)? {
        let twin =
            |extension: &str| size(&format!("{name}{extension}")).map_or("-".to_owned(), |bytes| bytes.to_string());
        lines.push_str(&format!("  {name:<24} {:>8} B, br {:>7}, gz {:>7}\n", size(&name)?, twin(".br"), twin(".gz")));
    }
    Ok(lines)
}

/// The names of the files, without the twins and the stamp.
fn names(directory: &Path) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(directory)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name != "stamp" && !name.ends_with(".br") && !name.ends_with(".gz") {
            names.insert(name);
        }
    }
    Ok(names)
}

/// A file that the bundle before had too brings its twins from there: packing well takes seconds.
fn write_with_twins(directory: &Path, file: &File, before: &Path) -> Result<()> {
    fs::write(directory.join(&file.name), &file.bytes)?;
    if before.join(&file.name).is_file() {
        for twin in [".br", ".gz"].map(|extension| format!("{}{extension}", file.name)) {
            if before.join(&twin).is_file() {
                fs::copy(before.join(&twin), directory.join(&twin))?;
            }
        }
        return Ok(());
    }
    for (extension, packed) in [("br", compression::brotli(&file.bytes)?), ("gz", compression::gzip(&file.bytes)?)] {
        // A twin that saves nothing is not worth a header.
        if packed.len() < file.bytes.len() {
            fs::write(directory.join(format!("{}.{extension}", file.name)), packed)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_other_content_has_another_name() {
        let one = File::named_by_content("css", b"a{}".to_vec());
        assert_eq!(one.name.len(), "akno.0123456789.css".len());
        assert_ne!(one.name, File::named_by_content("css", b"b{}".to_vec()).name);
    }

    fn stamp(style: &str, islands: Option<&str>) -> Stamp {
        Stamp { views: "typed".to_owned(), style: style.to_owned(), islands: islands.map(str::to_owned) }
    }

    fn sheet(text: &str) -> File {
        File::named_by_content("css", text.repeat(50).into_bytes())
    }

    fn scratch(name: &str) -> std::path::PathBuf {
        std::env::temp_dir().join(format!("akno-site-{name}-{}", std::process::id()))
    }

    #[test]
    fn an_equal_bundle_leaves_the_files_alone_and_another_replaces_them() {
        let directory = scratch("replaced");
        let modified = |file: &File| fs::metadata(directory.join(&file.name)).and_then(|m| m.modified()).ok();
        write(&directory, &stamp("1", None), &[sheet("a{color:red}")]).expect("written");
        let written = modified(&sheet("a{color:red}"));
        write(&directory, &stamp("2", None), &[sheet("a{color:red}")]).expect("written");
        assert_eq!(Stamp::read(&directory), Some(stamp("2", None)));
        assert!(written.is_some());
        assert_eq!(written, modified(&sheet("a{color:red}")));

        write(&directory, &stamp("3", None), &[sheet("b{color:red}")]).expect("written");
        assert_eq!(modified(&sheet("a{color:red}")), None);
        fs::remove_dir_all(&directory).expect("removed");
    }

    #[test]
    fn what_is_kept_keeps_its_twins_and_what_is_dropped_leaves_no_trace() {
        let directory = scratch("kept");
        let script = File::named_by_content("js", b"start();".repeat(50));
        let twin = format!("{}.br", script.name);
        write(&directory, &stamp("1", Some("1")), &[sheet("a{color:red}"), script]).expect("written");
        fs::write(directory.join(&twin), "packed before").expect("written");

        let mut files = kept(&directory, &["js", "wasm"]).expect("kept");
        files.push(sheet("b{color:red}"));
        write(&directory, &stamp("2", Some("1")), &files).expect("written");
        assert_eq!(fs::read(directory.join(&twin)).expect("twin"), b"packed before");
        assert_eq!(listing(&directory).expect("listing").lines().count(), 2);
        assert_eq!(Stamp::read(&directory), Some(stamp("2", Some("1"))));

        write(&directory, &stamp("2", None), &[sheet("b{color:red}")]).expect("written");
        assert!(!directory.join(&twin).exists());
        fs::remove_dir_all(&directory).expect("removed");
    }
}
