//! What a file is and whether it may be taken, judged by its bytes alone. Nothing here trusts a name
//! or a declared type, unpacks more than a bound, or runs anything that a file brings.

mod archive;
mod compound;
mod pdf;
mod picture;
mod rtf;

use portal::attachment::{FileKind, Refusal};

/// The kind of a file, or why it is not taken. Reads all of it: callers bound how many at once.
pub fn judge(bytes: &[u8]) -> Result<FileKind, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    let kind = recognised(bytes)?;
    match kind {
        FileKind::Pdf => pdf::judge(bytes)?,
        FileKind::Jpeg | FileKind::Png | FileKind::Webp | FileKind::Tiff | FileKind::Heic => {
            picture::judge(kind, bytes)?;
        }
        FileKind::Doc => compound::judge(bytes)?,
        FileKind::Docx | FileKind::Odt => return archive::judge(bytes),
        FileKind::Rtf => rtf::judge(bytes)?,
    }
    // A file that another program would open as an archive, or as a PDF, is two files.
    if archive::ends_as_one(bytes) || (kind != FileKind::Pdf && begins_as_pdf(bytes)) {
        return Err(Refusal::Mixed);
    }
    Ok(kind)
}

/// The kind by the first bytes; of archives and compound files a first guess.
fn recognised(bytes: &[u8]) -> Result<FileKind, Refusal> {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => return Ok(FileKind::Pdf),
        [b'P', b'K', 3, 4, ..] => return Ok(FileKind::Docx),
        [b'P', b'K', 5, 6, ..] => return Err(Refusal::Archive),
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => return Ok(FileKind::Doc),
        [b'{', b'\\', b'r', b't', b'f', ..] => return Ok(FileKind::Rtf),
        _ => {}
    }
    if let Some(heic) = picture::brand(bytes) {
        return heic;
    }
    let Some(found) = infer::get(bytes) else { return Err(Refusal::Unknown) };
    match found.mime_type() {
        "image/jpeg" => Ok(FileKind::Jpeg),
        "image/png" => Ok(FileKind::Png),
        "image/webp" => Ok(FileKind::Webp),
        "image/tiff" => Ok(FileKind::Tiff),
        _ if found.matcher_type() == infer::MatcherType::Archive => Err(Refusal::Archive),
        _ if found.matcher_type() == infer::MatcherType::App => Err(Refusal::Program),
        _ => Err(Refusal::Unknown),
    }
}

/// Readers look for the mark of a PDF in the first kilobyte.
fn begins_as_pdf(bytes: &[u8]) -> bool {
    memchr::memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some()
}

#[cfg(test)]
pub mod samples;
#[cfg(test)]
mod tests;
