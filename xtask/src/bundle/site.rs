//! The bundle's directory: files named by their content, their compressed twins, and a stamp that
//! says from what they were made.

use super::{compression, hexadecimal};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
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

/// Whether the directory holds a bundle with that stamp.
pub fn is_current(directory: &Path, stamp: &str) -> bool {
    fs::read_to_string(directory.join("stamp")).is_ok_and(|found| found == stamp)
}

/// Writes the bundle. Where the names, and so the contents, are the same as before, only the stamp
/// is renewed.
pub fn write(directory: &Path, stamp: &str, files: &[File]) -> Result<()> {
    let wanted: BTreeSet<String> = files.iter().map(|file| file.name.clone()).collect();
    if names(directory).ok().as_ref() != Some(&wanted) {
        let fresh = directory.with_extension(format!("{}.new", std::process::id()));
        if fresh.exists() {
            fs::remove_dir_all(&fresh)?;
        }
        fs::create_dir_all(&fresh).with_context(|| fresh.display().to_string())?;
        for file in files {
            write_with_twins(&fresh, file)?;
        }
        if directory.exists() {
            fs::remove_dir_all(directory)?;
        }
        fs::rename(&fresh, directory).with_context(|| directory.display().to_string())?;
    }
    fs::write(directory.join("stamp"), stamp).context("the bundle's stamp")
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

fn write_with_twins(directory: &Path, file: &File) -> Result<()> {
    fs::write(directory.join(&file.name), &file.bytes)?;
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

    #[test]
    fn a_new_bundle_replaces_the_old_one_and_an_equal_one_leaves_it_alone() {
        let directory = std::env::temp_dir().join(format!("akno-site-{}", std::process::id()));
        let sheet = |text: &str| File::named_by_content("css", text.repeat(50).into_bytes());
        write(&directory, "1", &[sheet("a{color:red}")]).expect("written");
        let written =
            fs::metadata(directory.join(sheet("a{color:red}").name)).and_then(|m| m.modified()).expect("there");
        write(&directory, "2", &[sheet("a{color:red}")]).expect("written");
        assert!(is_current(&directory, "2"));
        let again = fs::metadata(directory.join(sheet("a{color:red}").name)).and_then(|m| m.modified()).expect("there");
        assert_eq!(written, again);

        let two = [sheet("b{color:red}"), File::named_by_content("js", b"start()".to_vec())];
        write(&directory, "3", &two).expect("written");
        assert_eq!(listing(&directory).expect("listing").lines().count(), 2);
        write(&directory, "4", &two[..1]).expect("written");
        assert!(!directory.join(sheet("a{color:red}").name).exists());
        let listed = listing(&directory).expect("listing");
        assert_eq!(listed.lines().count(), 1, "{listed}");
        fs::remove_dir_all(&directory).expect("removed");
    }
}
