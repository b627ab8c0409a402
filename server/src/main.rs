//! The command line of Akno.

use akno::clock::Clock;
use akno::config::{Config, LogFormat};
use akno::post::{self, Came, ReturnAddress};
use akno::store::connection::connect;
use akno::store::{AnyConn, Db, DbError, company_search, migrations, new_id};
use akno::{accounts, demo, giving_way, publishing, register, serve};
use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use std::error::Error;
use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;
use tokio::net::TcpListener;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A service portal for small and medium enterprises.
#[derive(Parser)]
#[command(name = "akno", version, about)]
struct Cli {
    /// Settings in a TOML file; the environment (AKNO_…) wins over it
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    /// sqlite:PATH or postgres://…; wins over the settings
    #[arg(long, global = true)]
    database: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the portal (and do the work that follows answers, unless `worker = false`)
    Serve(Serve),
    /// Do only the work that follows answers: receipts and mails
    Work,
    /// Bring the database's tables up to date, or take steps back
    Migrate {
        #[command(subcommand)]
        direction: Option<Direction>,
    },
    /// Fill the database with invented data, once
    Seed(Seed),
    /// The register: import from files or from an address, follow another server, or invent one
    Register {
        #[command(subcommand)]
        command: RegisterCommand,
    },
    /// Open data: make the sets and their files
    Data {
        #[command(subcommand)]
        command: DataCommand,
    },
    /// Mails that came back
    Mail {
        #[command(subcommand)]
        command: MailCommand,
    },
    /// People: add an account, give a right to act
    User {
        #[command(subcommand)]
        command: UserCommand,
    },
}

#[derive(clap::Args)]
struct Serve {
    /// Demo sign-in buttons and the page of sent mails; listens on loopback alone
    #[arg(long)]
    demo: bool,
    /// Let --demo listen beyond loopback: anybody who reaches it can sign in as anybody
    #[arg(long)]
    demo_for_everybody: bool,
    /// Let the demo live so many days ahead: what is due in months can be seen at once
    #[arg(long, requires = "demo", default_value_t = 0, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(0..=3650))]
    days_ahead: u16,
    /// Port to listen on; wins over the settings
    #[arg(long)]
    port: Option<u16>,
}

#[derive(Subcommand)]
enum Direction {
    /// Apply what is missing (the default)
    Up,
    /// Take back the newest migrations: their tables and data go
    Down {
        /// How many
        #[arg(long, default_value_t = 1)]
        steps: usize,
    },
}

#[derive(clap::Args)]
struct Seed {
    /// The invented register and the demo accounts
    #[arg(long, required = true)]
    demo: bool,
    /// How many companies
    #[arg(long, default_value_t = 20_000)]
    companies: u32,
    /// Another number gives another register
    #[arg(long, default_value_t = 7)]
    seed: u64,
}

#[derive(Subcommand)]
enum RegisterCommand {
    /// Read records in the USR's own format: a file, a folder of feeds, or a base address
    Import {
        /// A .json or .ndjson file, a folder, or http(s)://host/api/v2/egr
        source: String,
        /// First day, for an address
        #[arg(long)]
        from: Option<NaiveDate>,
        /// Last day, for an address
        #[arg(long)]
        until: Option<NaiveDate>,
    },
    /// Fill the register with invented companies, each marked so: for load tests. The same number and seed
    /// give the same register; an interrupted run is gone on with
    Generate {
        /// How many companies
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..=60_000_000))]
        companies: u32,
        /// Another number gives another register
        #[arg(long, default_value_t = 7)]
        seed: u64,
    },
    /// Follow a server that speaks the USR's interface: what changed there since a day comes here too; run
    /// twice it changes nothing
    Sync {
        /// http(s)://host/api/v2/egr
        #[arg(long)]
        from: String,
        /// The first day
        #[arg(long)]
        since: NaiveDate,
    },
    /// Reckon everything that is kept of companies, proceedings and applications from the log once more and
    /// compare; what differs is named, and the exit code is then 1
    Check {
        /// Make rows that differ anew from the log; the log itself and the histories of applications stay as they are
        #[arg(long)]
        repair: bool,
    },
}

#[derive(Subcommand)]
enum DataCommand {
    /// Publish the register's sets, and from then on each night; what has not changed stays as it is
    Publish {
        /// Also the invented sets of the councils
        #[arg(long)]
        demo: bool,
    },
    /// Publish a set of the operator's, or its next version, from a passport (JSON) and rows (CSV, sorted by the key) of
    /// any length
    Add {
        #[arg(long)]
        passport: std::path::PathBuf,
        #[arg(long)]
        rows: std::path::PathBuf,
    },
}

#[derive(Subcommand)]
enum MailCommand {
    /// Read a mail that came to `mail_bounces` from standard input and note what it says of a mail that was
    /// sent: for a pipe of the mail server. What is no delivery report is passed over
    Bounce {
        /// The address to which it was delivered, as the mail server knows it; else its headers tell
        #[arg(long)]
        recipient: Option<String>,
    },
}

#[derive(Subcommand)]
enum UserCommand {
    /// Add an account with a confirmed address; reads a password from standard input, or prints a link to choose one
    Add(accounts::NewUser),
    /// Give an account a right to act for a company
    Mandate(accounts::NewMandate),
    /// Turn one-time codes off for an account whose owner has lost the app and the recovery codes
    SecondStepOff(accounts::SecondStepOff),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    if matches!(cli.command, Command::Serve(_)) {
        giving_way::come_first();
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    let log = akno::log::ToTheEnd;
    let ended = runtime.block_on(run(cli));
    // A set of open data that is being made is left where it is; whoever comes after makes it anew.
    runtime.shutdown_background();
    drop(log);
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(error.as_ref()),
    }
}

fn failed(error: &dyn Error) -> ExitCode {
    eprintln!("akno: {error}");
    ExitCode::FAILURE
}

async fn run(cli: Cli) -> Result<(), Box<dyn Error>> {
    let mut config = Config::load(cli.config.as_deref())?;
    if let Some(url) = cli.database {
        config = config.with_database(url)?;
    }
    log(&config);
    match cli.command {
        Command::Serve(options) => serve_portal(config, options).await,
        Command::Work => {
            let db = migrated(&config).await?;
            can_be_written(&config)?;
            let state = serve::state(config.clone(), db, Clock::default(), false).await?;
            akno::jobs::worker::run(state, serve::stop_signal()).await;
            Ok(())
        }
        Command::Migrate { direction } => migrate(config, direction.unwrap_or(Direction::Up)).await,
        Command::Seed(options) => seed(config, options).await,
        Command::Register { command: RegisterCommand::Import { source, from, until } } => {
            let db = migrated(&config).await?;
            let outcome = register::import::run(&db, &Clock::default(), &source, from, until).await?;
            println!("{outcome}");
            Ok(())
        }
        Command::Register { command: RegisterCommand::Generate { companies, seed } } => {
            let db = migrated(&config).await?;
            println!("{}", register::generate::generate(&db, &Clock::default(), seed, companies).await?);
            Ok(())
        }
        Command::Register { command: RegisterCommand::Sync { from, since } } => {
            let db = migrated(&config).await?;
            let outcome = register::sync::follow(&db, &Clock::default(), &from, since).await?;
            println!("{outcome}");
            Ok(())
        }
        Command::Register { command: RegisterCommand::Check { repair } } => check(config, repair).await,
        Command::Data { command: DataCommand::Publish { demo } } => {
            let db = migrated(&config).await?;
            let tally = publishing::publish(&db, &Clock::default(), &config.var_dir, demo).await?;
            println!("{} sets, {} of them with a new version, {} rows", tally.sets, tally.published, tally.rows);
            Ok(())
        }
        Command::Data { command: DataCommand::Add { passport, rows } } => {
            let (db, clock) = (migrated(&config).await?, Clock::default());
            match publishing::given::publish(&db, &clock, &config.var_dir, &passport, &rows).await? {
                (publishing::Came::Published(number), rows) => println!("version {number}, {rows} rows"),
                (publishing::Came::Described(number), rows) => println!("version {number}, the same {rows} rows"),
                (publishing::Came::Unchanged, rows) => println!("nothing has changed, {rows} rows"),
            }
            Ok(())
        }
        Command::Mail { command: MailCommand::Bounce { recipient } } => {
            let mut message = Vec::new();
            std::io::stdin().take(post::LARGEST as u64).read_to_end(&mut message)?;
            println!("{}", bounce(&config, &message, recipient.as_deref()).await?);
            Ok(())
        }
        Command::User { command } => {
            let db = migrated(&config).await?;
            let said = match command {
                UserCommand::Add(user) => accounts::add_user(&db, &Clock::default(), user).await?,
                UserCommand::Mandate(mandate) => accounts::add_mandate(&db, &Clock::default(), mandate).await?,
                UserCommand::SecondStepOff(who) => {
                    accounts::second_step_off(&db, &Clock::default(), config.public_url.clone(), who).await?
                }
            };
            println!("{said}");
            Ok(())
        }
    }
}

/// Takes in a mail that came back; what it was, in words. Only a fault that may pass fails: the mail server
/// would else send its own report about a report.
async fn bounce(config: &Config, message: &[u8], recipient: Option<&str>) -> Result<String, Box<dyn Error>> {
    let Some(address) = ReturnAddress::parse(&config.mail_bounces) else {
        return Err("mail_bounces is not set: no mail comes back there".into());
    };
    let db = migrated(config).await?;
    Ok(match post::take_in(&db, &Clock::default(), &address, message, recipient).await? {
        Came::Noted(verdict) => format!("noted: {verdict:?}"),
        Came::Unknown => "passed over: no mail of this portal has this address".to_owned(),
        Came::Not(why) => format!("passed over: {why}"),
    })
}

async fn serve_portal(mut config: Config, options: Serve) -> Result<(), Box<dyn Error>> {
    if let Some(port) = options.port {
        config.listen.set_port(port);
        if config.public_url.starts_with("http://127.0.0.1:") {
            config.public_url = format!("http://127.0.0.1:{port}");
        }
    }
    if options.demo && !config.listen.ip().is_loopback() && !options.demo_for_everybody {
        return Err(format!(
            "listen: --demo signs anybody in as anybody, so it listens on 127.0.0.1 alone, not on {}; --demo-for-everybody overrides",
            config.listen
        )
        .into());
    }
    if !config.keeps_sessions_to_itself() && !options.demo_for_everybody {
        return Err(
            "public_url: must begin with https://, but for the same machine (http://127.0.0.1:3000): what tells a \
                    session would cross the network in clear; --demo-for-everybody overrides"
                .into(),
        );
    }
    let db = migrated(&config).await?;
    can_be_written(&config)?;
    if !config.listen.ip().is_loopback() && !config.is_https() {
        tracing::warn!(
            "the portal listens on {} but is told by public_url that people come from this machine alone: cookies are not \
             kept to https, and links in mails lead to {}",
            config.listen,
            config.public_url
        );
    }
    // Nobody could write meanwhile: so before anybody is let in.
    register::indexes::restore(&db, |name| tracing::warn!(name, "a load was broken off: its index is made again"))
        .await?;
    let clock = Clock::default();
    clock.advance(chrono::Duration::days(i64::from(options.days_ahead)));
    let state = serve::state(config.clone(), db, clock, options.demo).await?;
    let listener = TcpListener::bind(config.listen).await.map_err(|e| format!("listen: {}: {e}", config.listen))?;
    println!("Akno serves on {}", config.public_url);
    if options.demo {
        println!("{}", demo::accounts_in_words());
    }
    serve::serve(state, listener, serve::stop_signal()).await?;
    println!("Akno has stopped");
    Ok(())
}

async fn migrate(config: Config, direction: Direction) -> Result<(), Box<dyn Error>> {
    // A migration may change what a load that was broken off has set aside.
    let restored = opened(&config)?;
    register::indexes::restore(&restored, |name| eprintln!("making the index {name}")).await?;
    drop(restored);
    let mut conn = connect(&serve::options(&config)).map_err(|error| format!("database_url: {error}"))?;
    match direction {
        Direction::Up => {
            let applied = migrations::up(&mut conn)?;
            drop(conn);
            let db = opened(&config)?;
            register::seed::reference_data(&db).await?;
            let written = register::search_words::fill(&db).await?;
            if written > 0 {
                println!("{written} companies can be found by their words");
            }
            register::indexes::put_together(&db).await?;
            println!("{} migrations applied; the database is up to date", applied.len());
        }
        Direction::Down { steps } => {
            let reverted = migrations::down(&mut conn, steps)?;
            println!("{} migrations taken back", reverted.len());
        }
    }
    Ok(())
}

/// Connects to the database; an error names the setting.
fn opened(config: &Config) -> Result<Db, Box<dyn Error>> {
    serve::connect(config).map_err(|error| format!("database_url: {error}").into())
}

/// Makes the folder of mails and attached files, and tries whether something can be written there: rather now than when the
/// first of them comes.
fn can_be_written(config: &Config) -> Result<(), Box<dyn Error>> {
    let folder = &config.var_dir;
    let probe = folder.join(format!(".written-{}", new_id()));
    let tried = std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&probe, b""))
        .and_then(|()| std::fs::remove_file(&probe));
    tried.map_err(|error| format!("var_dir: {}: {error}", folder.display()).into())
}

/// Connects to a database whose tables are all there; otherwise says that `akno migrate` makes them.
async fn migrated(config: &Config) -> Result<Db, Box<dyn Error>> {
    let db = opened(config)?;
    match db.ready().await {
        Ok(()) => {
            let knows = |conn: &mut AnyConn| company_search::knows_letters(conn).map_err(DbError::from);
            if !db.read(knows).await? {
                tracing::warn!(
                    "the database takes Cyrillic letters for marks (LC_CTYPE): searches by a part of a name are slow"
                );
            }
            Ok(db)
        }
        Err(DbError::Migrations(what)) => {
            Err(format!("the database's tables are not up to date ({what}): run `akno migrate` first").into())
        }
        Err(other) => Err(other.into()),
    }
}

async fn check(mut config: Config, repair: bool) -> Result<(), Box<dyn Error>> {
    // Nobody waits for a page here: a piece may take its time on a machine that has other things to do.
    config.query_timeout_ms = config.query_timeout_ms.max(300_000);
    let db = migrated(&config).await?;
    let checked = register::check::run(&db, &Clock::default(), repair, |difference| println!("{difference}")).await?;
    println!("{checked}");
    if checked.agrees() { Ok(()) } else { Err("the register is not what its log says".into()) }
}

async fn seed(config: Config, options: Seed) -> Result<(), Box<dyn Error>> {
    debug_assert!(options.demo);
    let db = migrated(&config).await?;
    let clock = Clock::default();
    let said = register::generate::generate(&db, &clock, options.seed, options.companies).await?;
    demo::seed(&db, &clock).await?;
    println!("{said}");
    Ok(())
}

fn log(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::new(&config.log);
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(akno::log::lines())
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .with_target(false);
    // A second start of the log in one process is refused; the first goes on.
    let _ = match config.log_format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().try_init(),
    };
}
