//! What the tests need beside Rust: looked for, installed as root on Debian, named elsewhere.

use crate::postgres;
use crate::workspace::on_path;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Something that a stage of the tests cannot do without.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    Rustfmt,
    Clippy,
    Postgresql,
    Pdftotext,
    Chromium,
    Node,
    Npm,
    DejaVu,
    Noto,
    /// For the bench alone, which can do without.
    Wrk,
    /// For the bench of open data alone, which leaves out what is missing.
    Nginx,
    Sqlite3,
    Venv,
}

impl Need {
    /// What people call it.
    fn name(self) -> &'static str {
        match self {
            Need::Rustfmt => "rustfmt",
            Need::Clippy => "clippy",
            Need::Postgresql => "PostgreSQL's server programs (initdb, postgres)",
            Need::Pdftotext => "pdftotext",
            Need::Chromium => "chromium",
            Need::Node => "node",
            Need::Npm => "npm",
            Need::DejaVu => "the DejaVu fonts",
            Need::Noto => "the Noto fonts",
            Need::Wrk => "wrk",
            Need::Nginx => "nginx",
            Need::Sqlite3 => "sqlite3",
            Need::Venv => "Python's venv",
        }
    }

    /// The package of Debian, or the component of rustup.
    fn package(self) -> &'static str {
        match self {
            Need::Rustfmt => "rustfmt",
            Need::Clippy => "clippy",
            Need::Postgresql => "postgresql",
            Need::Pdftotext => "poppler-utils",
            Need::Chromium => "chromium",
            Need::Node => "nodejs",
            Need::Npm => "npm",
            Need::DejaVu => "fonts-dejavu-core",
            Need::Noto => "fonts-noto-core",
            Need::Wrk => "wrk",
            Need::Nginx => "nginx-light",
            Need::Sqlite3 => "sqlite3",
            Need::Venv => "python3-venv",
        }
    }

    fn is_component(self) -> bool {
        matches!(self, Need::Rustfmt | Need::Clippy)
    }

    fn is_here(self) -> bool {
        match self {
            Need::Rustfmt => on_path("cargo-fmt").is_some() && answers("rustfmt"),
            Need::Clippy => on_path("cargo-clippy").is_some() && answers("cargo-clippy"),
            Need::Postgresql => postgres::programs().is_some(),
            Need::Pdftotext => on_path("pdftotext").is_some(),
            Need::Chromium => chromium().is_some(),
            Need::Node => on_path("node").is_some(),
            Need::Npm => on_path("npm").is_some(),
            Need::DejaVu => has_font("DejaVu Sans", "fonts-dejavu-core"),
            Need::Noto => has_font("Noto Sans", "fonts-noto-core"),
            Need::Wrk => on_path("wrk").is_some(),
            Need::Nginx => on_path("nginx").is_some() || Path::new("/usr/sbin/nginx").is_file(),
            Need::Sqlite3 => on_path("sqlite3").is_some(),
            Need::Venv => Command::new("python3")
                .args(["-c", "import ensurepip, venv"])
                .output()
                .is_ok_and(|asked| asked.status.success()),
        }
    }
}

/// The browser of the journeys.
pub fn chromium() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].into_iter().find_map(on_path)
}

/// Whether this process may do everything; PostgreSQL refuses that, apt needs it.
pub fn is_root() -> bool {
    let asked = Command::new("id").arg("-u").output();
    asked.is_ok_and(|asked| asked.stdout.trim_ascii() == b"0")
}

/// Gets what is missing, or fails with a list of what it is and how to get it.
pub fn provide(needs: &[Need]) -> Result<()> {
    let mut missing: Vec<Need> = needs.iter().copied().filter(|need| !need.is_here()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    add_components(&missing);
    if is_root() && Path::new("/etc/debian_version").exists() && on_path("apt-get").is_some() {
        install_packages(&packages(&missing))?;
    }
    missing.retain(|need| !need.is_here());
    if missing.is_empty() { Ok(()) } else { bail!(instructions(&missing)) }
}

fn add_components(missing: &[Need]) {
    let components: Vec<&str> = missing.iter().filter(|need| need.is_component()).map(|need| need.package()).collect();
    if !components.is_empty() && on_path("rustup").is_some() {
        println!("Adding {}", components.join(", "));
        // A failure shows below, when the component is still missing.
        let _ = Command::new("rustup").args(["component", "add"]).args(&components).status();
    }
}

fn install_packages(packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    println!("Installing {}", packages.join(", "));
    for arguments in [&["update", "-qq"][..], &["install", "-qq", "-y", "--no-install-recommends"][..]] {
        let mut apt = Command::new("apt-get");
        apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        if arguments[0] == "install" {
            apt.args(packages);
        }
        let ran = apt.output().context("apt-get cannot be started")?;
        // A list that cannot be renewed may still be good enough to install from.
        if !ran.status.success() && arguments[0] == "install" {
            bail!("apt-get install failed:\n{}", String::from_utf8_lossy(&ran.stderr));
        }
    }
    Ok(())
}

fn packages(missing: &[Need]) -> Vec<&'static str> {
    missing.iter().filter(|need| !need.is_component()).map(|need| need.package()).collect()
}

fn instructions(missing: &[Need]) -> String {
    let names: Vec<&str> = missing.iter().map(|need| need.name()).collect();
    let mut text = format!("The tests need what this machine lacks: {}.", names.join(", "));
    let components: Vec<&str> = missing.iter().filter(|need| need.is_component()).map(|need| need.package()).collect();
    if !components.is_empty() {
        text.push_str(&format!("\nWith rustup: rustup component add {}", components.join(" ")));
    }
    let packages = packages(missing);
    if !packages.is_empty() {
        text.push_str(&format!("\nOn Debian and Ubuntu: sudo apt-get install {}", packages.join(" ")));
        text.push_str("\nElsewhere: the packages of the same names, put on PATH.");
    }
    text
}

/// A rustup proxy lies on `PATH` even where its component is not installed.
fn answers(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|ran| ran.status.success())
}

/// Fontconfig knows; where it is absent, Debian's list of packages does.
fn has_font(family: &str, package: &str) -> bool {
    if let Ok(asked) = Command::new("fc-list").arg(family).output() {
        return !asked.stdout.trim_ascii().is_empty();
    }
    Path::new("/var/lib/dpkg/info").join(format!("{package}.list")).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_with_the_way_to_get_it() {
        let text = instructions(&[Need::Clippy, Need::Chromium, Need::Postgresql]);
        assert!(text.contains("lacks: clippy, chromium, PostgreSQL's server programs"), "{text}");
        assert!(text.contains("rustup component add clippy\n"), "{text}");
        assert!(text.contains("sudo apt-get install chromium postgresql\n"), "{text}");
        assert!(!instructions(&[Need::Rustfmt]).contains("apt-get"));
    }

    #[test]
    fn nothing_is_done_where_nothing_is_needed() {
        assert!(provide(&[]).is_ok());
    }
}
