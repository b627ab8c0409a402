//! The site's files inside the binary: style sheet, islands, and what lies in `public/`.
//!
//! Files of the bundle carry a hash of their content in their names (`akno.3f9a1c0b2d.css`), so a
//! browser may keep them for ever; [`Asset::immutable`] tells which ones those are.

include!(concat!(env!("OUT_DIR"), "/table.rs"));

/// One embedded file.
#[derive(Debug)]
pub struct Asset {
    /// Its name, without a directory: `akno.3f9a1c0b2d.css`, `favicon.svg`.
    pub path: &'static str,
    /// The value of `Content-Type`.
    pub media_type: &'static str,
    /// The file as it is.
    pub bytes: &'static [u8],
    /// The same, compressed with Brotli, where the bundle has it.
    pub br: Option<&'static [u8]>,
    /// The same, compressed with gzip, where the bundle has it.
    pub gz: Option<&'static [u8]>,
}

impl Asset {
    /// Whether the name changes with the content (`akno.<10 hexadecimal digits>.css`), so that the
    /// answer may be kept for ever.
    pub fn immutable(&self) -> bool {
        let mut parts = self.path.split('.');
        let (name, hash, extension) = (parts.next(), parts.next(), parts.next());
        name == Some("akno")
            && extension.is_some()
            && parts.next().is_none()
            && hash.is_some_and(|h| h.len() == 10 && h.bytes().all(|b| b.is_ascii_hexdigit()))
    }
}

/// The file of that name, of the bundle or of `public/`.
pub fn get(path: &str) -> Option<&'static Asset> {
    ASSETS.binary_search_by(|asset| asset.path.cmp(path)).ok().map(|at| &ASSETS[at])
}

/// Every embedded file, in the order of their names.
pub fn all() -> &'static [Asset] {
    ASSETS
}

/// The name of the style sheet.
pub fn stylesheet() -> &'static str {
    STYLESHEET
}

/// The name of the ES module that starts the islands of a page; `None` where this build has none.
pub fn islands_script() -> Option<&'static str> {
    ISLANDS.map(|(script, _)| script)
}

/// The name of the WebAssembly module that the script loads, for a `preload` link.
pub fn islands_wasm() -> Option<&'static str> {
    ISLANDS.map(|(_, wasm)| wasm)
}

#[cfg(test)]
#[path = "../build/table.rs"]
mod table;

#[cfg(test)]
mod tests;
