//! The crate `islands`, compiled to WebAssembly and given its JavaScript side.

use crate::run::finished;
use crate::workspace::{Build, Workspace, on_path};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// What wasm-bindgen makes of the compiled module.
pub struct Bound {
    /// An ES module that exports each island by its identifier.
    pub glue: String,
    pub wasm: Vec<u8>,
}

/// Compiles the islands with the flags that the server of that build is compiled with. `None`
/// where the toolchain has no WebAssembly and cannot get it; every page works without.
pub fn compile(workspace: &Workspace, build: Build) -> Result<Option<Vec<u8>>> {
    if !has_target() && !add_target() {
        eprintln!("The Rust target {TARGET} is missing and could not be added, so pages are served without islands.");
        return Ok(None);
    }
    let mut cargo = workspace.cargo(build);
    cargo.args(["build", "--package", "islands", "--lib", "--features", "hydrate"]);
    cargo.args(["--target", TARGET, "--profile", "wasm-release"]);
    finished(&mut cargo, "compiling the islands")?;
    let module = workspace.target.join(TARGET).join("wasm-release/islands.wasm");
    fs::read(&module).map(Some).with_context(|| module.display().to_string())
}

/// Runs wasm-bindgen for the web. Names and debug information are dropped here, not by the linker:
/// wasm-bindgen reads the sections that the linker would strip.
pub fn bind(module: Vec<u8>) -> Result<Bound> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("akno", module).web(true)?;
    bindgen.typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    let mut output = bindgen.generate_output().context("wasm-bindgen")?;
    // A crate with imports has an entry even where it brings no script.
    let scripts = output.snippets().values().flatten().count();
    if scripts > 0 || !output.local_modules().is_empty() || !output.npm_dependencies().is_empty() {
        bail!("an island brings JavaScript files of its own, which the one script of the bundle cannot hold");
    }
    let glue = output.js().to_owned();
    let module = output.wasm_mut();
    let idle: Vec<_> = module.exports.iter().filter(|e| is_of_streams(&e.name)).map(|e| e.id()).collect();
    idle.into_iter().for_each(|export| module.exports.delete(export));
    Ok(Bound { glue, wasm: module.emit_wasm() })
}

/// Exports of `wasm-streams`, which Leptos brings for streams that no island opens. A minifier of
/// WebAssembly keeps whatever is exported, and a tenth of the module hangs on these.
fn is_of_streams(export: &str) -> bool {
    export.trim_start_matches("__wbg_").starts_with("intounderlying")
}

fn has_target() -> bool {
    let asked = Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).output();
    asked.is_ok_and(|asked| asked.status.success() && Path::new(String::from_utf8_lossy(&asked.stdout).trim()).is_dir())
}

fn add_target() -> bool {
    if on_path("rustup").is_none() {
        return false;
    }
    let added = Command::new("rustup").args(["target", "add", TARGET]).status();
    added.is_ok_and(|status| status.success()) && has_target()
}
