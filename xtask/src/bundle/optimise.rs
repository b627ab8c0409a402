//! Smaller modules and scripts, with tools that are welcome and never needed: `wasm-opt` (npm
//! package `binaryen`, or on `PATH`) and `esbuild` (npm).

use crate::workspace::on_path;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const BINARYEN: Package = Package { name: "binaryen", version: "132.0.0", program: "bin/wasm-opt" };
const ESBUILD: Package = Package { name: "esbuild", version: "0.28.2", program: "bin/esbuild" };

/// What rustc and wasm-bindgen may have used; every browser that the style sheet is made for
/// knows these.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The tools of this machine; nothing is installed before it is used.
pub struct Tools {
    npm: bool,
    wasm_opt: Option<PathBuf>,
    /// Where npm packages are kept: one folder a version, beside the build.
    cache: PathBuf,
}

struct Package {
    name: &'static str,
    version: &'static str,
    program: &'static str,
}

impl Tools {
    pub fn find(target: &Path) -> Tools {
        let npm = on_path("npm").is_some() && on_path("node").is_some();
        Tools { npm, wasm_opt: on_path("wasm-opt"), cache: target.join("tools") }
    }

    /// What may be used, as a part of the bundle's inputs.
    pub fn describe(&self) -> String {
        format!("npm {}, wasm-opt {}", self.npm, self.wasm_opt.is_some())
    }

    /// Runs `wasm-opt -Oz`, or says that it cannot and gives the module back as it is.
    pub fn shrink_module(&self, module: Vec<u8>) -> Result<Vec<u8>> {
        let Some(mut wasm_opt) = self.node_program(&BINARYEN).or_else(|| self.wasm_opt.as_ref().map(Command::new))
        else {
            eprintln!("wasm-opt is not here and could not be had, so the islands stay about a tenth larger.");
            return Ok(module);
        };
        let (before, after) = (self.scratch("before.wasm")?, self.scratch("after.wasm")?);
        fs::write(&before, &module)?;
        wasm_opt.arg("-Oz").args(WASM_FEATURES).args(["--strip-debug", "--strip-producers", "--strip-target-features"]);
        let ran = wasm_opt.arg(&before).arg("-o").arg(&after).output().context("wasm-opt cannot be started")?;
        if !ran.status.success() {
            bail!("wasm-opt failed:\n{}", String::from_utf8_lossy(&ran.stderr));
        }
        let module = fs::read(&after)?;
        fs::remove_file(&before)?;
        fs::remove_file(&after)?;
        Ok(module)
    }

    /// Runs esbuild's minifier, or gives the script back as it is.
    pub fn shrink_script(&self, script: String) -> Result<String> {
        let Some(mut esbuild) = self.node_program(&ESBUILD) else { return Ok(script) };
        let before = self.scratch("before.js")?;
        fs::write(&before, &script)?;
        // The target keeps to the browsers of the style sheet.
        esbuild.args(["--minify", "--format=esm", "--tree-shaking=true", "--charset=utf8", "--log-level=warning"]);
        esbuild.args(["--target=chrome109,firefox115,safari15.4", "--legal-comments=none"]);
        let ran = esbuild.arg(&before).output().context("esbuild cannot be started")?;
        if !ran.status.success() {
            bail!("esbuild failed:\n{}", String::from_utf8_lossy(&ran.stderr));
        }
        fs::remove_file(&before)?;
        Ok(String::from_utf8(ran.stdout)?)
    }

    /// A file of this process alone: two bundles may be made at once.
    fn scratch(&self, name: &str) -> Result<PathBuf> {
        fs::create_dir_all(&self.cache)?;
        Ok(self.cache.join(format!("{}-{name}", std::process::id())))
    }

    /// A program of an npm package, installed into the cache the first time.
    fn node_program(&self, package: &Package) -> Option<Command> {
        if !self.npm {
            return None;
        }
        let folder = self.cache.join(format!("{}-{}", package.name, package.version));
        let program = folder.join("node_modules").join(package.name).join(package.program);
        if !program.is_file() && !install(package, &folder) {
            return None;
        }
        let mut node = Command::new("node");
        node.arg(program);
        Some(node)
    }
}

/// Installation scripts stay off: they would put a native program in the script's place, and node
/// runs both packages without.
fn install(package: &Package, folder: &Path) -> bool {
    println!("      installing {} {} beside the build", package.name, package.version);
    if fs::create_dir_all(folder).is_err() {
        return false;
    }
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--loglevel=error"]);
    npm.args(["--fetch-retries=1", "--fetch-timeout=60000", "--prefix"]).arg(folder);
    npm.arg(format!("{}@{}", package.name, package.version)).stdout(Stdio::null()).stderr(Stdio::null());
    npm.status().is_ok_and(|status| status.success())
}
