//! Filings acknowledged over HTTP on PostgreSQL beside pgbench, which writes the same rows in
//! transactions of its own at as many clients. Both on one server of the bench's own, `fsync` on.

use super::database::{Applicant, migrate_and_seed};
use super::figures::{Figure, Wanted};
use super::filings::{enough, file};
use super::servers::Server;
use super::{Bench, in_turn, output};
use crate::postgres::{Postgres, programs};
use crate::workspace::on_path;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// `None`, with a word of why, where PostgreSQL's programs are not installed.
pub fn measure(bench: &Bench) -> Result<Option<Figure>> {
    let (Some(psql), Some(pgbench)) = (program("psql"), program("pgbench")) else {
        println!("PostgreSQL (with psql and pgbench) is not installed: left out");
        return Ok(None);
    };
    println!("A PostgreSQL server of the bench's own: tables and demo data");
    let postgres = Postgres::start()?;
    let database = Database { bench, psql, pgbench, url: postgres.url() };
    migrate_and_seed(bench, database.url)?;
    let portal = Server::portal(bench, database.url, false)?;
    let applicant: Applicant = bench.measured(&["applicant", "--port", &portal.port.to_string()])?;
    database.begin_bare(&applicant)?;

    let mut figure = Figure::new(
        "postgres",
        "filings at 64 clients on PostgreSQL",
        "pgbench writing the same rows",
        "filings/s",
        Wanted::AtLeast(0.5),
    );
    let mut rate = database.file(&portal, &applicant, 500, "10")?;
    database.bare("1")?;
    for round in 1..=bench.rounds {
        println!("Round {round} of {} on PostgreSQL", bench.rounds);
        let seconds = bench.seconds();
        let (ours, theirs) = in_turn(
            round,
            || database.file(&portal, &applicant, enough(rate, bench.seconds), &seconds),
            || portal.while_paused(|| database.bare(&seconds)),
        )?;
        rate = rate.max(ours);
        figure.add(ours, theirs);
    }
    Ok(Some(figure))
}

/// Drafts ready to be filed in a portal's database: their ids, one a line.
pub fn drafts(bench: &Bench, url: &str, like: &str, many: usize) -> Result<String> {
    let missing = "psql is not installed";
    let (psql, pgbench) = (program("psql").context(missing)?, PathBuf::new());
    let database = Database { bench, psql, pgbench, url };
    database.sql("drafts.sql", &[("like", like), ("many", &many.to_string()), ("prefix", "")])
}

pub struct Database<'a> {
    pub bench: &'a Bench,
    pub psql: PathBuf,
    pub pgbench: PathBuf,
    pub url: &'a str,
}

/// What the rows of a real filing hold, in bytes and characters.
#[derive(Deserialize)]
struct Sizes {
    account: String,
    office: i64,
    number: usize,
    answers: usize,
    code: usize,
    recipient: usize,
    subject: usize,
    body: usize,
}

/// So many drafts are filed by pgbench again and again.
const BARE_DRAFTS: usize = 4096;

impl Database<'_> {
    /// Files new drafts; how many a second.
    fn file(&self, portal: &Server, applicant: &Applicant, many: usize, seconds: &str) -> Result<f64> {
        let ids = self.drafts(applicant, many, "")?;
        let drafts = self.bench.file("drafts.txt");
        fs::write(&drafts, ids)?;
        file(self.bench, portal, &applicant.session, &drafts, seconds).map(|filed| filed.per_second)
    }

    /// Makes the drafts and the script of the bare filings.
    pub fn begin_bare(&self, applicant: &Applicant) -> Result<()> {
        self.drafts(applicant, BARE_DRAFTS, PREFIX)?;
        let text = self.sql("filing.sql", &[("filed", &applicant.filed)])?;
        let sizes: Sizes = serde_json::from_str(&text).with_context(|| format!("the filing's sizes: {text}"))?;
        fs::write(self.script(), sizes.script())?;
        Ok(())
    }

    /// Bare filings a second.
    fn bare(&self, seconds: &str) -> Result<f64> {
        self.bare_at(64, seconds)
    }

    /// The same at so many clients.
    pub fn bare_at(&self, clients: u32, seconds: &str) -> Result<f64> {
        let mut pgbench = Command::new(&self.pgbench);
        let (client, jobs) = (format!("--client={clients}"), format!("--jobs={}", clients.min(2)));
        pgbench.args(["--no-vacuum", "--protocol=prepared", &client, &jobs, "--time", seconds]);
        pgbench.arg("--file").arg(self.script()).arg(format!("--define=drafts={BARE_DRAFTS}")).arg(self.url);
        let text = output(&mut pgbench)?;
        per_second(&text).with_context(|| format!("pgbench said:\n{text}"))
    }

    fn drafts(&self, applicant: &Applicant, many: usize, prefix: &str) -> Result<String> {
        self.sql("drafts.sql", &[("like", &applicant.draft), ("many", &many.to_string()), ("prefix", prefix)])
    }

    /// Runs a file of this folder; what it printed.
    pub fn sql(&self, file: &str, variables: &[(&str, &str)]) -> Result<String> {
        let mut psql = Command::new(&self.psql);
        psql.args(["--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1"]);
        for (name, value) in variables {
            psql.arg(format!("--set={name}={value}"));
        }
        psql.arg("--file").arg(self.bench.root.join("xtask/src/bench").join(file)).arg(self.url);
        output(&mut psql)
    }

    fn script(&self) -> PathBuf {
        self.bench.file("filing.pgbench")
    }
}

/// Of the ids of pgbench's drafts.
const PREFIX: &str = "bare-";

/// An id in order of time, as the portal's are.
const NEW_ID: &str = "lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000000)::bigint), 14, '0') || substr(gen_random_uuid()::text, 15)";

impl Sizes {
    /// The statements of one filing: one changed row and eight new ones, as the portal writes them.
    fn script(&self) -> String {
        let Sizes { account, office, number, answers, code, recipient, subject, body } = self;
        let id = format!("'{PREFIX}' || lpad(:draft::text, {}, '0')", 36 - PREFIX.len());
        let text = |length: &usize| format!("repeat('x', {length})");
        let [answers, recipient, subject, body] = [answers, recipient, subject, body].map(text);
        let job = |kind: &str| {
            format!(
                "INSERT INTO jobs (id, kind, subject, run_at, attempts, created_at) \
                 VALUES ({NEW_ID}, '{kind}', {NEW_ID}, localtimestamp, 0, localtimestamp);"
            )
        };
        [
            "\\set draft random(1, :drafts)".to_owned(),
            "\\set round random(1, 2000000000)".to_owned(),
            "\\set secret random(1, 9000000000000000000)".to_owned(),
            "BEGIN;".to_owned(),
            format!(
                "INSERT INTO signatures (id, application_id, round, account_id, part, method, form, algorithm, digest, signed_at) \
                 VALUES ({NEW_ID}, {id}, :round, '{account}', 'filer', 'session', 'akno-1', 'sha-256', repeat('x', 64), localtimestamp);"
            ),
            format!(
                "UPDATE applications SET status = 'filed', number = substr(md5(:secret::text), 1, {number}), office = {office}, \
                 round = :round, filed_at = localtimestamp, filed_on = current_date, channel = 'online', due_on = current_date, \
                 updated_at = localtimestamp, revision = revision + 1 WHERE id = {id};"
            ),
            format!(
                "INSERT INTO application_events (id, application_id, position, kind, actor, actor_role, body, at) \
                 VALUES ({NEW_ID}, {id}, :round, 'filed', '{account}', 'entrepreneur', '{{\"round\":1}}', localtimestamp);"
            ),
            format!(
                "INSERT INTO audit (id, account_id, role, action, subject_kind, subject, request_id, at) \
                 VALUES ({NEW_ID}, '{account}', 'entrepreneur', 'filed', 'application', {id}, 'xxxxxxxxxx', localtimestamp);"
            ),
            format!(
                "INSERT INTO filings (id, application_id, round, answers, digest, filed_by, channel, filed_on, filed_at) \
                 VALUES ({NEW_ID}, {id}, :round, {answers}, repeat('x', 64), '{account}', 'online', current_date, localtimestamp);"
            ),
            format!(
                "INSERT INTO documents (id, application_id, kind, round, lang, verify_code, created_at) \
                 VALUES ({NEW_ID}, {id}, 'receipt', :round, 'ru', substr(md5(:secret::text), 1, {code}), localtimestamp);"
            ),
            job("document"),
            format!(
                "INSERT INTO mails (id, account_id, application_id, recipient, lang, subject, body, message_id, state, created_at) \
                 VALUES ({NEW_ID}, '{account}', {id}, {recipient}, 'ru', {subject}, {body}, {NEW_ID}, 'waiting', localtimestamp);"
            ),
            job("mail"),
            "COMMIT;".to_owned(),
        ]
        .map(|line| line + "\n")
        .concat()
    }
}

pub fn per_second(text: &str) -> Option<f64> {
    text.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok())
}

/// Beside the server's programs, or on `PATH`.
pub fn program(name: &str) -> Option<PathBuf> {
    let beside = programs()?.join(name);
    if beside.is_file() { Some(beside) } else { on_path(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_filing_is_one_changed_row_and_eight_new_ones_in_one_transaction() {
        let sizes = Sizes {
            account: "a".into(),
            office: 7121,
            number: 10,
            answers: 700,
            code: 26,
            recipient: 20,
            subject: 80,
            body: 900,
        };
        let script = sizes.script();
        let count = |word: &str| script.lines().filter(|line| line.starts_with(word)).count();
        assert_eq!((count("BEGIN"), count("UPDATE"), count("INSERT"), count("COMMIT")), (1, 1, 8, 1), "{script}");
        assert!(
            script.contains("repeat('x', 700)") && script.contains("'bare-' || lpad(:draft::text, 31, '0')"),
            "{script}"
        );
    }

    #[test]
    fn the_rate_is_found_in_what_pgbench_says() {
        let text = "latency average = 10.2 ms\ntps = 6236.512 (without initial connection time)\n";
        assert_eq!(per_second(text), Some(6236.512));
        assert_eq!(per_second("pgbench: error"), None);
    }
}
