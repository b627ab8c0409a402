//! From a list of files to the Rust source of the table; no I/O but making paths absolute, so that
//! the crate's tests can include it.

use std::path::{Path, PathBuf};

/// One file to embed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name under which the server gives it out.
    pub name: String,
    pub media_type: &'static str,
    pub file: PathBuf,
    pub br: Option<PathBuf>,
    pub gz: Option<PathBuf>,
}

impl Entry {
    /// A file without compressed twins.
    pub fn plain(name: &str, file: &Path) -> Result<Entry, String> {
        Ok(Entry { name: name.to_owned(), media_type: media_type(name)?, file: absolute(file)?, br: None, gz: None })
    }
}

/// The entries of a directory's files: `x.br` and `x.gz` become the twins of `x`; `stamp`, which
/// tells how a bundle was made, and hidden files stay outside.
pub fn entries(files: &[PathBuf]) -> Result<Vec<Entry>, String> {
    let twin = |file: &Path, extension: &str| -> Result<Option<PathBuf>, String> {
        let mut name = file.as_os_str().to_owned();
        name.push(extension);
        let path = PathBuf::from(name);
        if files.contains(&path) { absolute(&path).map(Some) } else { Ok(None) }
    };
    let mut entries = Vec::new();
    for file in files {
        let name = file.file_name().and_then(|n| n.to_str()).ok_or_else(|| format!("{}: no name", file.display()))?;
        if name == "stamp" || name.starts_with('.') || name.ends_with(".br") || name.ends_with(".gz") {
            continue;
        }
        let mut entry = Entry::plain(name, file)?;
        entry.br = twin(file, ".br")?;
        entry.gz = twin(file, ".gz")?;
        entries.push(entry);
    }
    Ok(entries)
}

/// The table as Rust source, sorted by name so that it can be searched by halves.
pub fn source(mut entries: Vec<Entry>) -> Result<String, String> {
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    if let Some(pair) = entries.windows(2).find(|pair| pair[0].name == pair[1].name) {
        return Err(format!("{} and {} would have one name", pair[0].file.display(), pair[1].file.display()));
    }
    let mut source = String::from("static ASSETS: &[Asset] = &[\n");
    for entry in &entries {
        let include = |path: &PathBuf| format!("include_bytes!({:?})", path.display().to_string());
        let optional =
            |path: &Option<PathBuf>| path.as_ref().map_or("None".to_owned(), |p| format!("Some({})", include(p)));
        source.push_str(&format!(
            "    Asset {{ path: {:?}, media_type: {:?}, bytes: {}, br: {}, gz: {} }},\n",
            entry.name,
            entry.media_type,
            include(&entry.file),
            optional(&entry.br),
            optional(&entry.gz),
        ));
    }
    source.push_str("];\n");
    let named =
        |extension: &str| entries.iter().find(|e| is_of_the_bundle(&e.name, extension)).map(|e| e.name.as_str());
    let sheet = named("css").ok_or("no style sheet akno.*.css among the files")?;
    source.push_str(&format!("static STYLESHEET: &str = {sheet:?};\n"));
    // A script without its module, or the other way round, would be half an island.
    let islands = named("js").zip(named("wasm"));
    source.push_str(&format!("static ISLANDS: Option<(&str, &str)> = {islands:?};\n"));
    Ok(source)
}

/// `views erased` or `views typed` in a bundle's stamp.
pub fn views_of(stamp: &str) -> Option<&str> {
    stamp.lines().find_map(|line| line.strip_prefix("views ")).map(str::trim)
}

fn is_of_the_bundle(name: &str, extension: &str) -> bool {
    name.strip_prefix("akno.").is_some_and(|rest| rest == extension || rest.ends_with(&format!(".{extension}")))
}

fn media_type(name: &str) -> Result<&'static str, String> {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    Ok(match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        _ => return Err(format!("{name}: no media type is known for it; add one in server/assets/build/table.rs")),
    })
}

fn absolute(path: &Path) -> Result<PathBuf, String> {
    std::path::absolute(path).map_err(|e| format!("{}: {e}", path.display()))
}
