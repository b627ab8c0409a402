//! `cargo xtask bundle`: style sheet and islands, minified, named by their content, compressed.
//!
//! Two variants, one for a development server and one for a release, because both sides of an
//! island must be compiled the same way ([`Build`]).

mod compression;
mod islands;
mod optimise;
mod script;
mod site;
mod style;

use crate::run::{finished, server_build};
use crate::workspace::{Build, Workspace};
use anyhow::{Result, bail};
use clap::Args;
use sha2::{Digest, Sha256};
use site::Stamp;
use std::path::PathBuf;

#[derive(Args)]
pub struct Options {
    /// Bundle for a release build, and build that binary with the bundle inside
    #[arg(long)]
    release: bool,
    /// Fail where the islands cannot be compiled, instead of going on without them
    #[arg(long)]
    require_islands: bool,
}

/// A bundle on disk.
pub struct Site {
    pub directory: PathBuf,
    pub has_islands: bool,
}

/// The bundle command: makes the bundle, lists what it weighs; for a release builds the binary too.
pub fn command(workspace: &Workspace, options: &Options) -> Result<()> {
    let build = Build::of(options.release);
    let made = bundle(workspace, build)?;
    if options.require_islands && !made.has_islands {
        bail!("the bundle has no islands");
    }
    println!("{}", made.directory.display());
    print!("{}", site::listing(&made.directory)?);
    if build == Build::Release {
        let mut cargo = workspace.cargo(build);
        finished(cargo.args(server_build(build)).env("AKNO_SITE", &made.directory), "building the server")?;
        println!("{}", workspace.server(build).display());
    }
    Ok(())
}

/// Makes the bundle of that build. What was made from the same before is kept: the style sheet and
/// the islands each by itself, so that a change of style is seen at once.
pub fn bundle(workspace: &Workspace, build: Build) -> Result<Site> {
    let directory = workspace.site(build);
    let sheet = style::read(&workspace.root.join("style"))?;
    let module = islands::compile(workspace, build)?;
    let boot = script::boot_code(&workspace.root)?;
    let tools = optimise::Tools::find(&workspace.target);
    let has_islands = module.is_some();

    let made_from = |parts: &[&[u8]]| digest(&[&[OWN_SOURCE.as_bytes()], parts].concat());
    let stamp = Stamp {
        views: build.views().to_owned(),
        style: made_from(&[sheet.text.as_bytes()]),
        islands: module.as_deref().map(|wasm| made_from(&[wasm, boot.as_bytes(), tools.describe().as_bytes()])),
    };
    let before = Stamp::read(&directory);
    if before.as_ref() == Some(&stamp) {
        return Ok(Site { directory, has_islands });
    }

    let mut files = match before.as_ref().filter(|before| before.style == stamp.style) {
        Some(_) => site::kept(&directory, &["css"])?,
        None => vec![site::File::named_by_content("css", style::minify(&sheet)?.into_bytes())],
    };
    match module {
        Some(_) if before.as_ref().is_some_and(|before| before.islands == stamp.islands) => {
            files.extend(site::kept(&directory, &["js", "wasm"])?);
        }
        Some(module) => files.extend(island_files(module, &boot, &tools)?),
        None => {}
    }
    site::write(&directory, &stamp, &files)?;
    Ok(Site { directory, has_islands })
}

/// The module and the script that loads it by its name.
fn island_files(module: Vec<u8>, boot: &str, tools: &optimise::Tools) -> Result<[site::File; 2]> {
    let bound = islands::bind(module)?;
    let wasm = site::File::named_by_content("wasm", tools.shrink_module(bound.wasm)?);
    let text = script::compose(&bound.glue, boot, &wasm.name)?;
    let script = site::File::named_by_content("js", tools.shrink_script(text)?.into_bytes());
    Ok([wasm, script])
}

/// What makes a bundle is an input of it too.
const OWN_SOURCE: &str = concat!(
    include_str!("bundle.rs"),
    include_str!("bundle/compression.rs"),
    include_str!("bundle/islands.rs"),
    include_str!("bundle/optimise.rs"),
    include_str!("bundle/script.rs"),
    include_str!("bundle/site.rs"),
    include_str!("bundle/style.rs"),
);

/// SHA-256 in hexadecimal over the parts, each with its length before it.
fn digest(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hexadecimal(&hash.finalize())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_byte_from_one_input_to_the_next_is_a_change() {
        assert_ne!(digest(&[b"ab", b"c"]), digest(&[b"a", b"bc"]));
        assert_eq!(digest(&[b"ab"]).len(), 64);
    }
}
