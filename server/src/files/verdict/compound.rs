//! DOC, a compound file (MS-CFB): without macros, without a password, without programs inside.

use portal::attachment::Refusal;
use std::io::{Cursor, Read};

/// Entries of a compound file; a document has dozens.
const MOST_ENTRIES: usize = 20_000;

pub fn judge(bytes: &[u8]) -> Result<(), Refusal> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
    let mut names = Vec::new();
    for entry in file.walk() {
        names.push(entry.name().to_owned());
        if names.len() > MOST_ENTRIES {
            return Err(Refusal::Bomb);
        }
    }
    let has = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    // A DOCX with a password is a compound file around it (MS-OFFCRYPTO).
    if has("EncryptedPackage") {
        return Err(Refusal::Encrypted);
    }
    if !has("WordDocument") {
        return Err(Refusal::Unknown);
    }
    if ["Macros", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA"].iter().any(|name| has(name)) {
        return Err(Refusal::Macros);
    }
    if has("\u{1}Ole10Native") || has("Package") {
        return Err(Refusal::Embedded);
    }
    let mut head = [0; 12];
    let stream = file.open_stream("/WordDocument");
    stream.and_then(|mut stream| stream.read_exact(&mut head)).map_err(|_| Refusal::Broken)?;
    // FibBase: wIdent, then among the flags fEncrypted (MS-DOC, 2.5.2).
    if head[..2] != [0xec, 0xa5] {
        return Err(Refusal::Broken);
    }
    if head[11] & 0x01 != 0 { Err(Refusal::Encrypted) } else { Ok(()) }
}
