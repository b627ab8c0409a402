//! The bare rate of grouped commits: the rows of filings written into the portal's own tables by one
//! thread that does nothing else, synced as the portal syncs.
//!
//! A filing is one changed row and eight new ones; a real filing's rows are taken as the pattern.
//! Nothing is read, checked, rendered or answered. Clients who wait for their answer before they send
//! the next give the writer at most one filing each: so many make a group.

use crate::database::{reader, settle, writer};
use crate::drafts;
use crate::rows::{Row, new_id, random_text};
use anyhow::{Result, ensure};
use rusqlite::types::Value;
use rusqlite::{Connection, TransactionBehavior, params_from_iter};
use serde::Serialize;
use std::path::PathBuf;
use std::time::{Duration, Instant};

#[derive(clap::Args)]
pub struct Options {
    /// A copy of the portal's database; grows
    #[arg(long)]
    database: PathBuf,
    /// A database in which the rows of the filing below are as the filing left them
    #[arg(long)]
    pattern: PathBuf,
    /// The id of an application that was filed once
    #[arg(long)]
    filed: String,
    /// The id of a draft that is ready to be filed
    #[arg(long)]
    draft: String,
    /// Filings in a commit: those of so many clients, at most 128
    #[arg(long, default_value_t = 64)]
    clients: usize,
    #[arg(long)]
    seconds: f64,
}

/// How it went.
#[derive(Serialize)]
pub struct Committed {
    pub filings: usize,
    pub commits: usize,
    pub seconds: f64,
    /// Filings.
    pub per_second: f64,
    /// Rows written for a filing, and the bytes of their values.
    pub rows: usize,
    pub bytes: usize,
}

/// The largest group of the portal's writer.
const LARGEST: usize = 128;
/// So many drafts are filed in turn, in one round after the other.
const DRAFTS: usize = 4096;

pub fn measure(options: &Options) -> Result<Committed> {
    ensure!((1..=LARGEST).contains(&options.clients), "from 1 to {LARGEST} clients");
    let mut conn = writer(&options.database)?;
    let mut pattern = Pattern::read(&reader(&options.pattern)?, &options.filed)?;
    let drafts = drafts::make(&mut conn, &options.draft, DRAFTS)?;
    settle(&conn)?;

    let limit = Duration::from_secs_f64(options.seconds);
    let (mut filings, mut commits, began) = (0, 0, Instant::now());
    while began.elapsed() < limit {
        let group = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for _ in 0..options.clients {
            let round = 1 + filings / drafts.len();
            pattern.file(&group, &drafts[filings % drafts.len()], round as i64)?;
            filings += 1;
        }
        group.commit()?;
        commits += 1;
    }
    let seconds = began.elapsed().as_secs_f64();
    let per_second = filings as f64 / seconds;
    Ok(Committed { filings, commits, seconds, per_second, rows: pattern.rows(), bytes: pattern.bytes() })
}

/// The rows of one filing, as they stood after it.
struct Pattern {
    application: Row,
    update: String,
    /// Where the update's values stand in the row.
    updated: Vec<usize>,
    signature: Row,
    event: Row,
    audit: Row,
    filing: Row,
    document: Row,
    document_job: Row,
    mail: Row,
    mail_job: Row,
}

impl Pattern {
    fn read(conn: &Connection, filed: &str) -> Result<Pattern> {
        let application = Row::read(conn, "applications", "id = ?1", filed)?;
        // Whose it is stays.
        let columns = application.columns_but(&["id", "unp"]);
        let sets: Vec<String> =
            columns.iter().enumerate().map(|(n, column)| format!("{column} = ?{}", n + 2)).collect();
        let update = format!("UPDATE applications SET {} WHERE id = ?1", sets.join(", "));
        let updated = columns.iter().map(|column| application.index(column)).collect::<Result<Vec<usize>>>()?;
        let of_document = "kind = 'document' AND subject = (SELECT id FROM documents WHERE application_id = ?1)";
        let of_mail = "kind = 'mail' AND subject = (SELECT id FROM mails WHERE application_id = ?1)";
        Ok(Pattern {
            update,
            updated,
            signature: Row::read(conn, "signatures", "application_id = ?1", filed)?,
            event: Row::read(conn, "application_events", "application_id = ?1 AND kind = 'filed'", filed)?,
            audit: Row::read(conn, "audit", "subject = ?1 AND action = 'filed'", filed)?,
            filing: Row::read(conn, "filings", "application_id = ?1", filed)?,
            document: Row::read(conn, "documents", "application_id = ?1", filed)?,
            document_job: Row::read(conn, "jobs", of_document, filed)?,
            mail: Row::read(conn, "mails", "application_id = ?1", filed)?,
            mail_job: Row::read(conn, "jobs", of_mail, filed)?,
            application,
        })
    }

    /// Writes one filing.
    fn file(&mut self, conn: &Connection, id: &str, round: i64) -> Result<()> {
        let number = random_text(self.application.text("number")?.len());
        self.application.set("number", number)?;
        let application = Value::from(id.to_owned());
        let values =
            std::iter::once(&application).chain(self.updated.iter().map(|index| &self.application.values[*index]));
        let changed = conn.prepare_cached(&self.update)?.execute(params_from_iter(values))?;
        ensure!(changed == 1, "no draft {id}");

        self.event.set("position", round + 1)?;
        self.audit.set("subject", id.to_owned())?;
        self.filing.set("round", round)?;
        self.signature.set("round", round)?;
        self.document.set("round", round)?;
        let (document, mail) = (new_id(), new_id());
        let code = random_text(self.document.text("verify_code")?.len());
        self.document.set("verify_code", code)?;
        self.document_job.set("subject", document.clone())?;
        self.mail.set("message_id", format!("<{mail}@akno>"))?;
        self.mail_job.set("subject", mail.clone())?;
        for row in [&mut self.signature, &mut self.event, &mut self.filing, &mut self.document, &mut self.mail] {
            row.set("application_id", id.to_owned())?;
        }
        let Pattern { signature, event, audit, filing, document_job, mail_job, .. } = self;
        for row in [signature, event, audit, filing, document_job, mail_job] {
            row.set("id", new_id())?;
        }
        self.document.set("id", document)?;
        self.mail.set("id", mail)?;
        self.added().into_iter().try_for_each(|row| row.insert(conn))
    }

    /// The new rows, in the portal's order.
    fn added(&self) -> [&Row; 8] {
        let Pattern { signature, event, audit, filing, document, document_job, mail, mail_job, .. } = self;
        [signature, event, audit, filing, document, document_job, mail, mail_job]
    }

    fn rows(&self) -> usize {
        1 + self.added().len()
    }

    fn bytes(&self) -> usize {
        self.application.bytes() + self.added().iter().map(|row| row.bytes()).sum::<usize>()
    }
}
