//! The databases of the bench: the demo's register, made once and kept, and copies of it that a run
//! may fill.

use super::servers::{Server, settings};
use super::{Bench, argument};
use crate::run::finished;
use anyhow::{Context, Result};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The SQLite databases of one run, and what an entrepreneur did on the first.
pub struct Prepared {
    /// The portal's.
    pub database: PathBuf,
    /// A copy of it, in which the first filing's rows stay as the filing left them.
    pub filed_once: PathBuf,
    /// A file of UNPs, one a line, in a scrambled order.
    pub companies: PathBuf,
    pub applicant: Applicant,
    /// Where the portal keeps its own in PostgreSQL.
    pub postgres: Option<String>,
}

/// An entrepreneur of the demo: signed in, with one application filed and one ready to be filed.
#[derive(Clone, Deserialize)]
pub struct Applicant {
    pub session: String,
    pub filed: String,
    pub draft: String,
}

/// So many companies' pages are read.
const READ: &str = "2000";

impl Prepared {
    pub fn make(bench: &Bench) -> Result<Prepared> {
        let demo = demo(bench)?;
        let (database, filed_once) = (bench.file("portal.db"), bench.file("filed-once.db"));
        copy(bench, &demo, &database)?;
        // The receipt is not typeset meanwhile: the rows stay as the filing left them.
        let portal = Server::portal(bench, &url(&database), false)?;
        let applicant = bench.measured(&["applicant", "--port", &portal.port.to_string()])?;
        drop(portal);
        copy(bench, &database, &filed_once)?;
        let companies = bench.file("companies.txt");
        let unps = bench.floor(&["companies", "--database", argument(&database)?, "--many", READ])?;
        fs::write(&companies, unps)?;
        Ok(Prepared { database, filed_once, companies, applicant, postgres: None })
    }

    /// A register that is there already, on SQLite and perhaps on PostgreSQL too, behind a portal that runs. It is
    /// not copied: what is filed stays in it.
    pub fn there(bench: &Bench, database: &Path, postgres: Option<&str>, portal: &Server) -> Result<Prepared> {
        let applicant = bench.measured(&["applicant", "--port", &portal.port.to_string()])?;
        let companies = bench.file("companies.txt");
        let unps = bench.floor(&["companies", "--database", argument(database)?, "--many", READ])?;
        fs::write(&companies, unps)?;
        let (database, postgres) = (database.to_owned(), postgres.map(str::to_owned));
        Ok(Prepared { filed_once: database.clone(), database, companies, applicant, postgres })
    }

    /// A database for bare commits: the portal's as it now stands, with its log, while the portal stands still. What was
    /// filed makes every later commit slower, on both sides alike.
    pub fn for_commits(&self, bench: &Bench) -> Result<PathBuf> {
        let file = bench.file("commits.db");
        remove(&file)?;
        for suffix in ["", "-wal"] {
            let (from, to) = (with_suffix(&self.database, suffix), with_suffix(&file, suffix));
            if from.is_file() {
                fs::copy(&from, &to).with_context(|| from.display().to_string())?;
                // Otherwise the first commits would wait for the copy to be written.
                fs::File::open(&to)?.sync_all()?;
            }
        }
        Ok(file)
    }

    /// Adds drafts ready to be filed to the portal's database; a file of their ids, one a line.
    pub fn drafts(&self, bench: &Bench, many: usize) -> Result<PathBuf> {
        let (database, draft) = (argument(&self.database)?, self.applicant.draft.as_str());
        let ids = match &self.postgres {
            Some(url) => super::postgres::drafts(bench, url, draft, many)?,
            None => bench.floor(&["drafts", "--database", database, "--like", draft, "--many", &many.to_string()])?,
        };
        let file = bench.file("drafts.txt");
        fs::write(&file, ids)?;
        Ok(file)
    }
}

pub fn url(database: &Path) -> String {
    format!("sqlite:{}", database.display())
}

/// Tables and demo data by the portal's own commands.
pub fn migrate_and_seed(bench: &Bench, url: &str) -> Result<()> {
    let companies = bench.companies.to_string();
    for arguments in [&["migrate", "up"][..], &["seed", "--demo", "--companies", &companies]] {
        let mut akno = Command::new(&bench.akno);
        finished(settings(akno.args(arguments), bench, url), "making the demo's database")?;
    }
    Ok(())
}

/// The demo's database, made on the first run and whenever the tables change.
pub fn demo(bench: &Bench) -> Result<PathBuf> {
    let tables = digest_of(&bench.root.join("migrations/sqlite"))?;
    let made = bench.file(&format!("demo-{}-{tables}.db", bench.companies));
    if !made.is_file() {
        println!("Making a register of {} companies, kept for later runs", bench.companies);
        let unfinished = bench.file("unfinished.db");
        remove(&unfinished)?;
        migrate_and_seed(bench, &url(&unfinished))?;
        let whole = bench.file("whole.db");
        copy(bench, &unfinished, &whole)?;
        remove(&unfinished)?;
        fs::rename(&whole, &made)?;
    }
    Ok(made)
}

pub fn copy(bench: &Bench, from: &Path, to: &Path) -> Result<()> {
    remove(to)?;
    bench.floor(&["copy", "--from", argument(from)?, "--to", argument(to)?]).map(drop)
}

/// Removes a database with its log, where there is one.
pub fn remove(database: &Path) -> Result<()> {
    for suffix in ["", "-wal", "-shm"] {
        match fs::remove_file(with_suffix(database, suffix)) {
            Err(problem) if problem.kind() != std::io::ErrorKind::NotFound => {
                return Err(problem).with_context(|| database.display().to_string());
            }
            _ => {}
        }
    }
    Ok(())
}

/// The file beside a database of which SQLite says so much by its name.
fn with_suffix(database: &Path, suffix: &str) -> PathBuf {
    let mut file = database.as_os_str().to_owned();
    file.push(suffix);
    PathBuf::from(file)
}

/// Eight characters that change with any file of a folder of folders.
pub fn digest_of(folder: &Path) -> Result<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        files.extend(fs::read_dir(entry?.path())?.collect::<Result<Vec<_>, _>>()?.into_iter().map(|file| file.path()));
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        hash.update(file.file_name().unwrap_or_default().as_encoded_bytes());
        hash.update(fs::read(&file)?);
    }
    Ok(hash.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect())
}
