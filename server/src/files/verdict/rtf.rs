//! RTF: not one with objects of other programs in it, or with a template fetched from elsewhere.

use memchr::memmem;
use portal::attachment::Refusal;

pub fn judge(bytes: &[u8]) -> Result<(), Refusal> {
    let has = |word: &[u8]| memmem::find(bytes, word).is_some();
    if !bytes.starts_with(b"{\\rtf1") {
        return Err(Refusal::Broken);
    }
    if [&b"\\objdata"[..], b"\\objemb", b"\\objocx", b"\\objupdate", b"\\objlink", b"\\objautlink"]
        .iter()
        .any(|w| has(w))
    {
        return Err(Refusal::Embedded);
    }
    if has(b"\\*\\template") || has(b"\\ddeauto") || has(b"DDEAUTO") {
        return Err(Refusal::Macros);
    }
    Ok(())
}
