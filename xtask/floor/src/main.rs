//! What the portal is measured beside, and the load that measures it: started by `cargo xtask bench`,
//! explained in `docs/figures.md`.
//!
//! Speaks to 127.0.0.1 alone. Each command but `page` ends by itself and answers on standard output,
//! the measuring ones with one line of JSON.

mod applicant;
mod cases;
mod commits;
mod data;
mod database;
mod drafts;
mod http;
mod load;
mod office;
mod page;
mod queries;
mod raw;
mod rows;

use anyhow::{Context, Result, bail};
use clap::{Parser, Subcommand};
use load::{LEAD, Load, Requests, one_thread};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(name = "floor", version, about = "What the portal is measured beside, and the load that measures it")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve companies' pages, hand-written over axum and rusqlite: the portal's, byte by byte
    Page(page::Options),
    /// Commit the rows of filings in groups, with nothing around them
    Commits(commits::Options),
    /// Print UNPs in a scrambled order, the same for the same register
    Companies {
        #[arg(long)]
        database: PathBuf,
        #[arg(long)]
        many: u32,
    },
    /// Print the codes of the first registering bodies
    Offices {
        #[arg(long)]
        database: PathBuf,
        #[arg(long)]
        many: u32,
    },
    /// Write a copy of an SQLite database without its gaps
    Copy {
        #[arg(long)]
        from: PathBuf,
        #[arg(long)]
        to: PathBuf,
    },
    /// Sign in to a portal's demo, file one application and leave another ready to be filed
    Applicant {
        #[arg(long)]
        port: u16,
    },
    /// Copy a draft that is ready to be filed, for companies of the same kind; prints the copies' ids
    Drafts {
        #[arg(long)]
        database: PathBuf,
        /// The id of the draft
        #[arg(long)]
        like: String,
        #[arg(long)]
        many: usize,
    },
    /// File drafts: each client sends the next one as soon as the last is acknowledged
    Filings(Filings),
    /// Read companies' pages, as fast as they are answered or at a steady rate, with filings or without
    Reads(Reads),
    /// Print what cases are like, of an SQLite database in which one was filed
    Shape {
        #[arg(long)]
        database: PathBuf,
        #[arg(long)]
        filed: String,
    },
    /// Make cases of every registering body
    Cases(cases::Options),
    /// Print the columns of the rows that `cases` prints of a table
    Columns {
        #[arg(long)]
        shape: PathBuf,
        #[arg(long)]
        table: String,
    },
    /// Sign clerks in; prints the session of each
    Clerks {
        #[arg(long)]
        port: u16,
        /// Addresses, one a line
        #[arg(long)]
        emails: PathBuf,
        #[arg(long)]
        password: String,
    },
    /// Open pages of an office at a steady rate
    Office(Office),
    /// Choose all that is in a clerk's queue, five hundred at most, and confirm that it is accepted
    AcceptMany {
        #[arg(long)]
        port: u16,
        #[arg(long)]
        session: String,
    },
    /// Print how a run in an SQLite database went
    Run {
        #[arg(long)]
        database: PathBuf,
        #[arg(long)]
        id: String,
    },
    /// Write a table of open data: rows, its passport, the rows with one in a hundred changed, and an SQLite database
    Table(data::Table),
    /// Take a file again and again over connections of its own, and keep nothing of it
    Download(data::Download),
    /// Ask for paths, each once and from the beginning again, as fast as they are answered
    Paths(Paths),
    /// Print queries of a kind, made of the register's words
    Queries {
        #[arg(long)]
        database: PathBuf,
        #[arg(long, value_enum)]
        kind: queries::Kind,
        /// The words that were meant where they are typed wrong
        #[arg(long)]
        meant: bool,
        #[arg(long, default_value_t = 200)]
        many: usize,
        /// As PostgreSQL's full-text search is asked, not as typed
        #[arg(long)]
        tsquery: bool,
    },
    /// Ask the full-text index alone, again and again
    Raw {
        #[arg(long)]
        database: PathBuf,
        /// A file with a query a line, as typed
        #[arg(long)]
        queries: PathBuf,
        #[arg(long)]
        seconds: f64,
    },
    /// Write a database's log back into it
    Settle {
        #[arg(long)]
        database: PathBuf,
    },
    /// Print the version of SQLite
    Sqlite,
}

#[derive(clap::Args)]
struct Filings {
    #[arg(long)]
    port: u16,
    /// The session's cookie, as `applicant` printed it
    #[arg(long)]
    session: String,
    /// A file with the id of a draft a line
    #[arg(long)]
    drafts: PathBuf,
    #[arg(long, default_value_t = 64)]
    clients: usize,
    #[arg(long)]
    seconds: f64,
}

#[derive(clap::Args)]
struct Office {
    #[arg(long)]
    port: u16,
    #[arg(long)]
    shape: PathBuf,
    /// So many cases there are
    #[arg(long)]
    cases: u64,
    /// A file with a clerk a line: the session, a tabulator, the code of the office
    #[arg(long)]
    clerks: PathBuf,
    #[arg(long, value_enum)]
    kind: office::Kind,
    #[arg(long)]
    seconds: f64,
    /// Pages a second, at even distances
    #[arg(long)]
    rate: f64,
}

#[derive(clap::Args)]
struct Reads {
    #[arg(long)]
    port: u16,
    /// A file with a UNP a line
    #[arg(long, required_unless_present = "paths", conflicts_with = "paths")]
    companies: Option<PathBuf>,
    /// A file with the path of a page a line
    #[arg(long)]
    paths: Option<PathBuf>,
    #[arg(long, default_value_t = 16)]
    connections: usize,
    #[arg(long)]
    seconds: f64,
    /// Pages a second, at even distances; without it, as fast as they are answered
    #[arg(long)]
    rate: Option<f64>,
    /// Filings a second meanwhile
    #[arg(long, requires_all = ["session", "drafts"])]
    filings_rate: Option<f64>,
    /// The session of those filings
    #[arg(long)]
    session: Option<String>,
    /// A file with the ids of their drafts
    #[arg(long)]
    drafts: Option<PathBuf>,
    /// The path of something long that is taken again and again beside those filings
    #[arg(long, requires = "filings_rate")]
    download: Option<String>,
}

#[derive(clap::Args)]
struct Paths {
    #[arg(long)]
    port: u16,
    /// A file with a path a line
    #[arg(long)]
    paths: PathBuf,
    #[arg(long, default_value_t = 8)]
    connections: usize,
    #[arg(long)]
    seconds: f64,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("floor: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Page(options) => page::serve(options)?,
        Command::Commits(options) => say(&commits::measure(&options)?)?,
        Command::Companies { database, many } => lines(&database::companies(&database, many)?),
        Command::Offices { database, many } => lines(&database::offices(&database, many)?),
        Command::Copy { from, to } => database::copy(&from, &to)?,
        Command::Applicant { port } => say(&one_thread()?.block_on(applicant::prepare(port))?)?,
        Command::Drafts { database, like, many } => {
            lines(&drafts::make(&mut database::writer(&database)?, &like, many)?);
        }
        Command::Filings(options) => {
            let requests = Requests::filings(options.port, &options.session, &read_lines(&options.drafts)?);
            let during = Duration::from_secs_f64(options.seconds);
            let load = Load { port: options.port, connections: options.clients, during, rate: None, requests };
            say(&one_thread()?.block_on(load::run(load))?)?;
        }
        Command::Reads(options) => reads(&options)?,
        Command::Shape { database, filed } => say(&cases::Shape::of(&database::reader(&database)?, &filed)?)?,
        Command::Cases(options) => cases::make(&options)?,
        Command::Columns { shape, table } => println!("{}", cases::columns(&cases::Shape::read(&shape)?, &table)?),
        Command::Clerks { port, emails, password } => {
            let runtime = one_thread()?;
            let sign_in = |email: &String| runtime.block_on(office::sign_in(port, email, &password));
            lines(&read_lines(&emails)?.iter().map(sign_in).collect::<Result<Vec<String>>>()?);
        }
        Command::Office(options) => opened(&options)?,
        Command::AcceptMany { port, session } => say(&one_thread()?.block_on(office::accept_many(port, &session))?)?,
        Command::Run { database, id } => say(&office::went(&database, &id)?)?,
        Command::Table(options) => say(&data::table(&options)?)?,
        Command::Download(options) => say(&data::download(&options)?)?,
        Command::Paths(options) => {
            let requests = Requests::paths(options.port, &read_lines(&options.paths)?);
            let during = Duration::from_secs_f64(options.seconds);
            let load = Load { port: options.port, connections: options.connections, during, rate: None, requests };
            say(&one_thread()?.block_on(load::run(load))?)?;
        }
        Command::Queries { database, kind, many, meant, tsquery } => {
            let queries = queries::make(&database, kind, many, meant)?;
            lines(&if tsquery { queries::tsquery(&queries) } else { queries });
        }
        Command::Raw { database, queries, seconds } => {
            say(&raw::measure(&database, &read_lines(&queries)?, Duration::from_secs_f64(seconds))?)?;
        }
        Command::Settle { database } => database::settle(&database::writer(&database)?)?,
        Command::Sqlite => println!("{}", rusqlite::version()),
    }
    Ok(())
}

fn reads(options: &Reads) -> Result<()> {
    let (port, during) = (options.port, Duration::from_secs_f64(options.seconds));
    let requests = match (&options.companies, &options.paths) {
        (Some(companies), _) => Requests::pages(port, &read_lines(companies)?),
        (None, Some(paths)) => Requests::paths(port, &read_lines(paths)?),
        (None, None) => bail!("neither companies nor paths"),
    };
    let reads = Load { port, connections: options.connections, during, rate: options.rate, requests };
    let (Some(rate), Some(session), Some(drafts)) = (options.filings_rate, &options.session, &options.drafts) else {
        return say(&one_thread()?.block_on(load::run(reads))?);
    };
    let requests = Requests::filings(port, session, &read_lines(drafts)?);
    let filings = Load { port, connections: 64, during: during + LEAD * 2, rate: Some(rate), requests };
    say(&load::run_amid(reads, filings, options.download.clone())?)
}

/// The clerks take turns, each with the next of their own pages.
fn opened(options: &Office) -> Result<()> {
    const EACH: usize = 50;
    let shape = cases::Shape::read(&options.shape)?;
    let mut of_clerks = Vec::new();
    for line in read_lines(&options.clerks)? {
        let (session, office) = line.split_once('\t').context("a clerk's line has no office")?;
        let paths = office::paths(&shape, options.cases, office.parse()?, options.kind, EACH)?;
        of_clerks.push((session.to_owned(), paths));
    }
    let turns = of_clerks.iter().map(|(_, paths)| paths.len()).max().unwrap_or(0);
    let pages: Vec<(String, String)> = (0..turns)
        .flat_map(|turn| {
            of_clerks.iter().map(move |(session, paths)| (session.clone(), paths[turn % paths.len()].clone()))
        })
        .collect();
    let requests = Requests::opened(options.port, &pages);
    let (connections, during) = (of_clerks.len(), Duration::from_secs_f64(options.seconds));
    let load = Load { port: options.port, connections, during, rate: Some(options.rate), requests };
    say(&one_thread()?.block_on(load::run(load))?)
}

fn say(answer: &impl Serialize) -> Result<()> {
    println!("{}", serde_json::to_string(answer)?);
    Ok(())
}

fn lines<T: std::fmt::Display>(lines: &[T]) {
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    print!("{text}");
}

fn read_lines(file: &Path) -> Result<Vec<String>> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    Ok(text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())
}
