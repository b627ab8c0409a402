//! Where the workspace, the target directory and the tools of the toolchain are.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The workspace this tool was built from.
pub struct Workspace {
    pub root: PathBuf,
    /// Cargo's target directory, `CARGO_TARGET_DIR` respected.
    pub target: PathBuf,
    /// The names of all integration test targets (`tests/*.rs`).
    pub test_targets: Vec<String>,
}

/// How the server and the islands are compiled. Both sides of an island must be compiled the same
/// way: erased views (`--cfg erase_components`) write marker comments that typed ones do not expect.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Build {
    Development,
    Release,
}

impl Workspace {
    /// Asks cargo, from the directory of this tool's source.
    pub fn find() -> Result<Workspace> {
        let source = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let asked = Command::new(cargo_program())
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .current_dir(source)
            .output()
            .context("cargo cannot be started")?;
        if !asked.status.success() {
            bail!("cargo metadata failed:\n{}", String::from_utf8_lossy(&asked.stderr));
        }
        let metadata: Value = serde_json::from_slice(&asked.stdout).context("cargo metadata gave no JSON")?;
        let path =
            |key: &str| metadata[key].as_str().map(PathBuf::from).with_context(|| format!("no {key} in metadata"));
        Ok(Workspace {
            root: path("workspace_root")?,
            target: path("target_directory")?,
            test_targets: test_targets(&metadata),
        })
    }

    /// Cargo, in the root of the workspace, with the flags of that build.
    pub fn cargo(&self, build: Build) -> Command {
        let mut cargo = Command::new(cargo_program());
        cargo.current_dir(&self.root);
        if build == Build::Release {
            // Clears `build.rustflags` of .cargo/config.toml.
            cargo.env("CARGO_ENCODED_RUSTFLAGS", "");
        }
        cargo
    }

    /// The server's binary.
    pub fn server(&self, build: Build) -> PathBuf {
        self.target.join(build.profile_directory()).join(format!("akno{}", env::consts::EXE_SUFFIX))
    }

    /// The directory of the bundle that the server of that build embeds.
    pub fn site(&self, build: Build) -> PathBuf {
        self.target.join(match build {
            Build::Development => "site",
            Build::Release => "site-release",
        })
    }
}

impl Build {
    pub fn of(release: bool) -> Build {
        if release { Build::Release } else { Build::Development }
    }

    fn profile_directory(self) -> &'static str {
        match self {
            Build::Development => "debug",
            Build::Release => "release",
        }
    }

    /// How views are compiled: `erased` or `typed`. This tool is compiled with the flags of a
    /// development build, so its own say what holds there.
    pub fn views(self) -> &'static str {
        match self {
            Build::Development if cfg!(erase_components) => "erased",
            _ => "typed",
        }
    }
}

/// The first program of that name on `PATH`.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?).map(|directory| directory.join(&name)).find(|program| program.is_file())
}

/// A directory as a value for `AKNO_SITE`, if a bundle lies in it.
pub fn bundled(site: &Path) -> Option<&Path> {
    site.join("stamp").is_file().then_some(site)
}

fn cargo_program() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn test_targets(metadata: &Value) -> Vec<String> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    packages
        .flat_map(|package| package["targets"].as_array().into_iter().flatten())
        .filter(|target| target["kind"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "test")))
        .filter_map(|target| target["name"].as_str().map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integration_tests_are_found_among_the_targets() {
        let metadata = serde_json::json!({"packages": [
            {"targets": [{"kind": ["lib"], "name": "akno"}, {"kind": ["test"], "name": "http"}]},
            {"targets": [{"kind": ["cdylib", "rlib"], "name": "islands"}, {"kind": ["test"], "name": "samples"}]},
        ]});
        assert_eq!(test_targets(&metadata), ["http", "samples"]);
    }

    #[test]
    fn a_release_keeps_its_bundle_apart_because_its_views_are_compiled_differently() {
        let workspace = Workspace { root: "/w".into(), target: "/t".into(), test_targets: vec![] };
        assert_ne!(workspace.site(Build::Development), workspace.site(Build::Release));
        assert_eq!(Build::Release.views(), "typed");
    }
}
