//! Writes the table of embedded files that `src/lib.rs` includes.
//!
//! `AKNO_SITE` names a directory made by `cargo xtask bundle`: its files are embedded with their
//! compressed twins. Without it the style sheets of the workspace are joined as they are, and there
//! are no islands: every page works so too.

#[path = "build/table.rs"]
mod table;

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    if let Err(problem) = embed() {
        // Not a panic: cargo shows this sentence and no backtrace.
        eprintln!("{problem}");
        std::process::exit(1);
    }
}

fn embed() -> Result<(), String> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-env-changed=AKNO_SITE");
    let out = PathBuf::from(required("OUT_DIR")?);
    let workspace = PathBuf::from(required("CARGO_MANIFEST_DIR")?).join("../..");

    let mut entries = match env::var_os("AKNO_SITE").filter(|site| !site.is_empty()) {
        Some(site) => bundled(Path::new(&site))?,
        None => vec![joined_styles(&workspace.join("style"), &out)?],
    };
    entries.extend(table::entries(&watched(&workspace.join("public"))?)?);
    let source = table::source(entries)?;
    write(&out.join("table.rs"), &source)
}

/// The bundle's files. The bundle must have been made for views compiled the same way as this
/// server's: erased and typed views put different marker comments into the HTML, and an island
/// that meets the other kind does not start.
fn bundled(site: &Path) -> Result<Vec<table::Entry>, String> {
    let files = watched(site)?;
    let stamp = site.join("stamp");
    let stamp = fs::read_to_string(&stamp)
        .map_err(|e| format!("AKNO_SITE={}: no bundle is there ({e}); run `cargo xtask bundle`", site.display()))?;
    let made_for = table::views_of(&stamp);
    let compiled = if env::var_os("CARGO_CFG_ERASE_COMPONENTS").is_some() { "erased" } else { "typed" };
    if made_for != Some(compiled) {
        return Err(format!(
            "AKNO_SITE={}: this bundle was made for {} views, and the server is compiled with {compiled} \
             ones; run `cargo xtask bundle` (with --release for a release build)",
            site.display(),
            made_for.unwrap_or("unknown"),
        ));
    }
    table::entries(&files)
}

/// All of `style/*.css` in the order of their names, as `akno.css`.
fn joined_styles(style: &Path, out: &Path) -> Result<table::Entry, String> {
    let mut css = String::new();
    for file in watched(style)?.iter().filter(|f| f.extension().is_some_and(|e| e == "css")) {
        css.push_str(&fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?);
        css.push('\n');
    }
    let path = out.join("akno.css");
    write(&path, &css)?;
    table::Entry::plain("akno.css", &path)
}

/// The files of a directory in the order of their names; cargo runs this script again when the
/// directory gains or loses one, and when one changes.
fn watched(directory: &Path) -> Result<Vec<PathBuf>, String> {
    println!("cargo::rerun-if-changed={}", directory.display());
    let mut files = Vec::new();
    let entries = fs::read_dir(directory).map_err(|e| format!("{}: {e}", directory.display()))?;
    for entry in entries {
        let path = entry.map_err(|e| format!("{}: {e}", directory.display()))?.path();
        if path.is_file() {
            println!("cargo::rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn write(path: &Path, content: &str) -> Result<(), String> {
    fs::write(path, content).map_err(|e| format!("{}: {e}", path.display()))
}

fn required(name: &str) -> Result<String, String> {
    env::var(name).map_err(|e| format!("{name}: {e}"))
}
