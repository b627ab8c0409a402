//! DOCX and ODT, which are archives: of the right shape, without a password, macros or programs, and not
//! such as unpack to mountains. What they unpack to is counted, not believed.

use memchr::memmem;
use portal::attachment::{FileKind, Refusal};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Entries of a document.
const MOST_ENTRIES: usize = 5_000;
/// Bytes that a document unpacks to.
const LARGEST: u64 = 300 * 1024 * 1024;
/// How many times larger than packed an entry may be, once it is large.
const STEEPEST: u64 = 250;
const STEEP_FROM: u64 = 8 * 1024 * 1024;
/// Bytes of an entry that is read as text.
const LARGEST_TEXT: u64 = 4 * 1024 * 1024;

const DOCX: &[u8] = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const ODT: &[u8] = b"application/vnd.oasis.opendocument.text";

pub fn judge(bytes: &[u8]) -> Result<FileKind, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
    if archive.len() > MOST_ENTRIES {
        return Err(Refusal::Bomb);
    }
    let mut names = Vec::with_capacity(archive.len());
    for place in 0..archive.len() {
        let entry = archive.by_index_raw(place).map_err(|_| Refusal::Broken)?;
        if entry.encrypted() {
            return Err(Refusal::Encrypted);
        }
        names.push(entry.name().map_err(|_| Refusal::Broken)?.to_lowercase());
    }
    measure(&mut archive)?;
    let has = |test: &dyn Fn(&str) -> bool| names.iter().any(|name| test(name));
    if let Some(types) = text(&mut archive, "[Content_Types].xml")? {
        if memmem::find(&types, b"macroEnabled").is_some() || has(&|name| name.ends_with("vbaproject.bin")) {
            return Err(Refusal::Macros);
        }
        if memmem::find(&types, DOCX).is_none() {
            return Err(Refusal::Unknown);
        }
        if has(&|name| name.contains("/activex/") || is_program_inside(name)) {
            return Err(Refusal::Embedded);
        }
        let settings = text(&mut archive, "word/_rels/settings.xml.rels")?.unwrap_or_default();
        if memmem::find(&settings, b"attachedTemplate").is_some() && memmem::find(&settings, b"External").is_some() {
            return Err(Refusal::Macros);
        }
        return Ok(FileKind::Docx);
    }
    match text(&mut archive, "mimetype")? {
        Some(kind) if kind.trim_ascii() == ODT => {}
        Some(_) => return Err(Refusal::Unknown),
        None => return Err(Refusal::Archive),
    }
    let manifest = text(&mut archive, "META-INF/manifest.xml")?.ok_or(Refusal::Broken)?;
    if memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(Refusal::Encrypted);
    }
    if has(&|name| name.starts_with("basic/") || name.starts_with("scripts/")) {
        return Err(Refusal::Macros);
    }
    Ok(FileKind::Odt)
}

/// An object of another program; charts, which are spreadsheets, are not.
fn is_program_inside(name: &str) -> bool {
    name.contains("/embeddings/") && name.ends_with(".bin")
}

/// Unpacks everything to nowhere and counts.
fn measure(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Refusal> {
    let mut together = 0;
    let mut piece = [0; 16 * 1024];
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).map_err(|_| Refusal::Broken)?;
        let packed = entry.compressed_size().max(1);
        let mut size = 0;
        loop {
            let read = entry.read(&mut piece).map_err(|_| Refusal::Broken)? as u64;
            if read == 0 {
                break;
            }
            size += read;
            if together + size > LARGEST || (size > STEEP_FROM && size / packed > STEEPEST) {
                return Err(Refusal::Bomb);
            }
        }
        together += size;
    }
    Ok(())
}

/// One entry, where it is there.
pub fn text(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
    let Ok(entry) = archive.by_name(name) else { return Ok(None) };
    let mut bytes = Vec::new();
    entry.take(LARGEST_TEXT).read_to_end(&mut bytes).map_err(|_| Refusal::Broken)?;
    Ok(Some(bytes))
}

/// Whether a file ends with the directory of an archive: another program would open it as one. The
/// record stands at the end, before a comment of at most 65,535 bytes, and says where the directory begins.
pub fn ends_as_one(bytes: &[u8]) -> bool {
    let from = bytes.len().saturating_sub(22 + 65_535);
    let tail = &bytes[from..];
    memmem::find_iter(tail, b"PK\x05\x06").any(|at| {
        let Some(record) = tail.get(at..at + 22) else { return false };
        let length = u32::from_le_bytes([record[12], record[13], record[14], record[15]]) as usize;
        let entries = u16::from_le_bytes([record[10], record[11]]);
        let Some(directory) = (from + at).checked_sub(length) else { return false };
        entries > 0 && bytes[directory..].starts_with(b"PK\x01\x02")
    })
}
