//! Configuration: one struct, read once in `main` from a file and the environment.
//!
//! The README's table documents each field; a test compares. A wrong value stops the start with the
//! name of the field.

use crate::files::Scanner;
use crate::files::s3::Bucket;
use crate::payees::Payees;
use crate::signing::trust::TrustList;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// Every setting of the portal. In a TOML file under these names; in the environment in upper case
/// behind `AKNO_` (`AKNO_DATABASE_URL`), which wins over the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// `sqlite:PATH` or `postgres://…`.
    pub database_url: String,
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// The address by which people reach the portal; with `https://` cookies are `__Host-` and HSTS
    /// is sent.
    pub public_url: String,
    /// Folder for what the portal writes beside its database: mails without a server.
    pub var_dir: PathBuf,
    /// Connections for reading.
    pub readers: usize,
    /// Milliseconds after which a query is cut.
    pub query_timeout_ms: u64,
    /// Milliseconds that a search of the register may take; it then answers with what it found.
    pub search_timeout_ms: u64,
    /// `smtp://user:password@host:587` or `smtps://…`; empty: mails land in `var_dir/mail`.
    pub smtp_url: String,
    /// The sender of mails.
    pub mail_from: String,
    /// The address to which mail servers send back what they could not deliver, one for each mail made of it
    /// (`bounces+…@`); empty: they write to the sender.
    pub mail_bounces: String,
    /// The account to which fees are paid, as bills show it; empty: bills say to ask the registering body.
    pub pay_to: String,
    /// clamd, which looks for viruses in what is attached: `host:port` or the path of its socket; empty: nobody
    /// looks, and pages say so.
    pub clamd: String,
    /// `s3://bucket` or `s3://bucket/folder` for attached files; empty: they lie in `var_dir/files`.
    pub files_url: String,
    /// The address of the bucket's store; empty: Amazon's own.
    pub files_endpoint: String,
    /// The bucket's region.
    pub files_region: String,
    /// Who asks the bucket's store, and the secret of that key.
    pub files_key: String,
    pub files_secret: String,
    /// Where a proxy gives out whole files of open data by itself (nginx's `X-Accel-Redirect`): the location that it maps
    /// to `var_dir/data/objects`; empty: the portal sends them.
    pub data_accel: String,
    /// A TOML file with the account of each registering body, by date; empty: all are paid to `pay_to`.
    pub payees: PathBuf,
    /// Whether this process also does the work that follows an answer (receipts, mails).
    pub worker: bool,
    /// Minutes without a request after which a session ends.
    pub session_idle_minutes: i64,
    /// Hours after sign-in after which a session ends.
    pub session_hours: i64,
    /// `offered`: who has one-time codes files with password and code, others with their session; `required`: nobody
    /// files without codes.
    pub signature: Signature,
    /// A PEM file of the roots whose certificates may sign what is filed (CMS); empty: there is no such way.
    pub signature_trust: String,
    /// Sixty-four hexadecimal digits that seal the secrets of one-time codes; empty: they are kept readable.
    pub totp_key: String,
    /// Whether `X-Forwarded-For` is believed: only behind a proxy that sets it.
    pub trust_proxy: bool,
    /// Requests a minute that a network may make of `/api/v1/companies…`.
    pub api_per_minute: u32,
    /// Cases that a file may have to be made while its reader waits; larger ones are ordered and made by the worker.
    pub export_at_once: u32,
    /// Log filter: a level, or several of `target=level`.
    pub log: String,
    /// `text` or `json`.
    pub log_format: LogFormat,
}

/// How what is filed on line is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Signature {
    Offered,
    Required,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

/// Why the configuration cannot be used; names the field.
#[derive(Debug)]
pub struct ConfigError(String);

impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "configuration: {}", self.0)
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// Reads the file, where one is named, then the environment, over the defaults.
    pub fn load(file: Option<&std::path::Path>) -> Result<Config, ConfigError> {
        let mut sources =
            config::Config::builder().add_source(config::File::from_str(DEFAULTS, config::FileFormat::Toml));
        if let Some(file) = file {
            sources = sources.add_source(config::File::from(file));
        }
        let environment =
            // Each text is read as what its field is: a secret of digits keeps its zeros.
            config::Environment::with_prefix("AKNO").prefix_separator("_").source(Some(
                // Only names that are settings: AKNO_TEST_… and the like belong to the tests.
                std::env::vars()
                    .filter(|(name, _)| FIELDS.iter().any(|f| name.eq_ignore_ascii_case(&format!("AKNO_{f}"))))
                    .collect(),
            ));
        let read = sources.add_source(environment).build().map_err(|e| ConfigError(e.to_string()))?;
        let config: Config = read.try_deserialize().map_err(|e| ConfigError(e.to_string()))?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        let wrong = |field: &str, why: &str| Err(ConfigError(format!("{field}: {why}")));
        if let Err(why) = public_url(&self.public_url) {
            return wrong("public_url", why);
        }
        if let Some(directive) = unknown_directive(&self.log) {
            let why =
                format!("{directive:?} is neither a level (error, warn, info, debug, trace, off) nor target=level");
            return wrong("log", &why);
        }
        if !(1..=64).contains(&self.readers) {
            return wrong("readers", "must be from 1 to 64");
        }
        if !(10..=600_000).contains(&self.query_timeout_ms) {
            return wrong("query_timeout_ms", "must be from 10 to 600000");
        }
        if !(10..=600_000).contains(&self.search_timeout_ms) {
            return wrong("search_timeout_ms", "must be from 10 to 600000");
        }
        if !(5..=1440).contains(&self.session_idle_minutes) {
            return wrong("session_idle_minutes", "must be from 5 to 1440");
        }
        if !(1..=720).contains(&self.session_hours) {
            return wrong("session_hours", "must be from 1 to 720");
        }
        if let Err(why) = self.trust_list() {
            return wrong("signature_trust", &why);
        }
        if !self.totp_key.is_empty() && crate::accounts::sealing::Key::from_hex(&self.totp_key).is_none() {
            return wrong("totp_key", "must be 64 hexadecimal digits, or empty");
        }
        if !(1..=1_000_000).contains(&self.api_per_minute) {
            return wrong("api_per_minute", "must be from 1 to 1000000");
        }
        if self.mail_from.parse::<lettre::message::Mailbox>().is_err() {
            return wrong("mail_from", "must be an e-mail address, with or without a name");
        }
        if !self.mail_bounces.is_empty() && crate::post::ReturnAddress::parse(&self.mail_bounces).is_none() {
            return wrong("mail_bounces", "must be a plain e-mail address without +, or empty");
        }
        if !self.smtp_url.is_empty() && lettre::SmtpTransport::from_url(&self.smtp_url).is_err() {
            return wrong("smtp_url", "must be an smtp:// or smtps:// address, or empty");
        }
        if !self.clamd.is_empty() && Scanner::parse(&self.clamd).is_none() {
            return wrong("clamd", "must be host:port or the path of a socket, or empty");
        }
        if !self.files_url.is_empty() {
            let Some((bucket, _)) = self.bucket() else {
                return wrong("files_url", "must be s3://bucket or s3://bucket/folder, or empty");
            };
            let endpoint = &bucket.endpoint;
            if !endpoint.is_empty() && !endpoint.starts_with("http://") && !endpoint.starts_with("https://") {
                return wrong("files_endpoint", "must begin with http:// or https://, or be empty");
            }
            for (field, value) in [("files_key", &bucket.key), ("files_secret", &bucket.secret)] {
                if value.is_empty() {
                    return wrong(field, "must be given with files_url");
                }
            }
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.');
        if !self.data_accel.is_empty()
            && (!self.data_accel.starts_with('/')
                || self.data_accel.ends_with('/')
                || !self.data_accel.chars().all(plain))
        {
            return wrong("data_accel", "must begin with / and have none at the end, or be empty");
        }
        if let Err(why) = self.payees() {
            return wrong("payees", &why);
        }
        let url = &self.database_url;
        if !["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) {
            return wrong("database_url", "must begin with sqlite: or postgres://");
        }
        Ok(())
    }

    /// The accounts of the registering bodies, from the file that the setting names.
    pub fn payees(&self) -> Result<Payees, String> {
        if self.payees.as_os_str().is_empty() { Ok(Payees::default()) } else { Payees::load(&self.payees) }
    }

    /// The roots of `signature_trust`, where it is set.
    pub fn trust_list(&self) -> Result<Option<TrustList>, String> {
        match self.signature_trust.as_str() {
            "" => Ok(None),
            path => TrustList::read(std::path::Path::new(path)).map(Some),
        }
    }

    /// The same settings with another database.
    pub fn with_database(mut self, url: String) -> Result<Config, ConfigError> {
        self.database_url = url;
        self.check()?;
        Ok(self)
    }

    /// The bucket of attached files and the folder in it, where they lie in one.
    pub fn bucket(&self) -> Option<(Bucket, String)> {
        let (name, folder) = {
            let place = self.files_url.strip_prefix("s3://")?.trim_end_matches('/');
            place.split_once('/').unwrap_or((place, ""))
        };
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
        let bucket = Bucket {
            name: name.to_owned(),
            endpoint: self.files_endpoint.clone(),
            region: self.files_region.clone(),
            key: self.files_key.clone(),
            secret: self.files_secret.clone(),
        };
        (!name.is_empty() && name.chars().all(plain)).then(|| (bucket, folder.to_owned()))
    }

    /// Whether people come by HTTPS: `__Host-` cookies and HSTS.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Whether what tells a session crosses no network in clear: people come by HTTPS, or from the same machine.
    pub fn keeps_sessions_to_itself(&self) -> bool {
        let url: Option<axum::http::Uri> = self.public_url.parse().ok();
        let host = url.as_ref().and_then(|url| url.host()).unwrap_or_default();
        let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
        self.is_https()
            || host == "localhost"
            || host.ends_with(".localhost")
            || address.is_ok_and(|address| address.is_loopback())
    }

    pub fn search_timeout(&self) -> Duration {
        Duration::from_millis(self.search_timeout_ms)
    }

    pub fn query_timeout(&self) -> Duration {
        Duration::from_millis(self.query_timeout_ms)
    }
}

/// What is wrong with an address by which people reach the portal: its pages stand at the root.
fn public_url(text: &str) -> Result<(), &'static str> {
    let wrong = "must be https:// or http:// and a host, with nothing behind it";
    let url: axum::http::Uri = text.parse().map_err(|_| wrong)?;
    let host = url.host().ok_or(wrong)?;
    let bare = text.strip_prefix(url.scheme_str().unwrap_or_default()).and_then(|rest| rest.strip_prefix("://"));
    if bare.is_none() || bare != url.authority().map(|authority| authority.as_str()) || text.contains('@') {
        return Err(wrong);
    }
    match url.scheme_str() {
        Some("https" | "http") if !host.is_empty() => Ok(()),
        _ => Err(wrong),
    }
}

/// The first part of a log filter that nothing could be meant by. tracing takes any word for the name of a target, and a
/// mistyped level would turn off everything else.
fn unknown_directive(filter: &str) -> Option<&str> {
    let is_level = |text: &str| !text.is_empty() && text.parse::<tracing::level_filters::LevelFilter>().is_ok();
    let parts = filter.split(',').map(str::trim).filter(|part| !part.is_empty() || filter.is_empty());
    let mut parts = parts.filter(|part| !part.ends_with(']'));
    parts.find(|directive| match directive.rsplit_once('=') {
        Some((target, level)) => target.is_empty() || !is_level(level),
        None => !is_level(directive),
    })
}

/// The names of all settings, in the order of the README's table.
pub const FIELDS: &[&str] = &[
    "database_url",
    "listen",
    "public_url",
    "var_dir",
    "readers",
    "query_timeout_ms",
    "search_timeout_ms",
    "smtp_url",
    "mail_from",
    "mail_bounces",
    "pay_to",
    "clamd",
    "files_url",
    "files_endpoint",
    "files_region",
    "files_key",
    "files_secret",
    "data_accel",
    "payees",
    "worker",
    "session_idle_minutes",
    "session_hours",
    "signature",
    "signature_trust",
    "totp_key",
    "trust_proxy",
    "api_per_minute",
    "export_at_once",
    "log",
    "log_format",
];

/// The defaults: what `cargo xtask run` uses.
pub const DEFAULTS: &str = r#"
database_url = "sqlite:./var/akno.db"
listen = "127.0.0.1:3000"
public_url = "http://127.0.0.1:3000"
var_dir = "./var"
readers = 4
query_timeout_ms = 5000
search_timeout_ms = 1000
smtp_url = ""
mail_from = "Akno <akno@localhost.localdomain>"
mail_bounces = ""
pay_to = ""
clamd = ""
files_url = ""
files_endpoint = ""
files_region = ""
files_key = ""
files_secret = ""
data_accel = ""
payees = ""
worker = true
session_idle_minutes = 60
session_hours = 12
signature = "offered"
signature_trust = ""
totp_key = ""
trust_proxy = false
api_per_minute = 600
export_at_once = 5000
log = "info"
log_format = "text"
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_whole_and_name_every_field() {
        Config::load(None).unwrap();
        for field in FIELDS {
            assert!(DEFAULTS.contains(&format!("\n{field} = ")), "{field}");
        }
    }

    #[test]
    fn a_wrong_value_names_its_field() {
        for (text, field) in [
            ("readers = 0", "readers"),
            ("listen = \"nowhere\"", "listen"),
            ("public_url = \"ftp://x\"", "public_url"),
            ("public_url = \"https://x.example/portal\"", "public_url"),
            ("public_url = \"https://x.example/\"", "public_url"),
            ("public_url = \"https://me@x.example\"", "public_url"),
            ("public_url = \"\"", "public_url"),
            ("log = \"verbose\"", "log"),
            ("log = \"info,akno=loud\"", "log"),
            ("log = \"\"", "log"),
            ("log_format = \"xml\"", "log_format"),
            ("smtp_url = \"mail.example\"", "smtp_url"),
            ("signature_trust = \"/nowhere/roots.pem\"", "signature_trust"),
            ("query_timeout_ms = 1", "query_timeout_ms"),
            ("search_timeout_ms = 600001", "search_timeout_ms"),
            ("session_idle_minutes = 1", "session_idle_minutes"),
            ("session_hours = 0", "session_hours"),
            ("api_per_minute = 0", "api_per_minute"),
            ("worker = \"perhaps\"", "worker"),
            ("data_accel = \"objects/\"", "data_accel"),
            ("database_url = \"mysql://x\"", "database_url"),
            ("mail_from = \"x\"", "mail_from"),
            ("clamd = \"clamd\"", "clamd"),
            ("files_url = \"/srv/files\"", "files_url"),
            ("files_url = \"s3://papers\"", "files_key"),
            ("files_url = \"s3://papers\"\nfiles_key = \"k\"", "files_secret"),
            ("files_url = \"s3://p\"\nfiles_endpoint = \"s3.example\"", "files_endpoint"),
            ("payees = \"/nowhere/payees.toml\"", "payees"),
            ("signature = \"perhaps\"", "signature"),
            ("totp_key = \"a1\"", "totp_key"),
            ("mail_bounces = \"a+b@x.example\"", "mail_bounces"),
            ("colour = \"blue\"", "colour"),
        ] {
            let error = of(text).unwrap_err().to_string();
            assert!(error.contains(field), "{text}: {error}");
        }
    }

    /// The settings of a file of this text.
    fn of(text: &str) -> Result<Config, ConfigError> {
        let name = format!("akno-config-{}-{:?}.toml", std::process::id(), std::thread::current().id());
        let file = std::env::temp_dir().join(name);
        std::fs::write(&file, text).unwrap();
        let read = Config::load(Some(&file));
        std::fs::remove_file(&file).unwrap();
        read
    }

    #[test]
    fn without_tls_people_come_from_the_same_machine_alone() {
        for (url, safe) in [
            ("https://akno.example", true),
            ("https://akno.example:8443", true),
            ("http://localhost:3000", true),
            ("http://akno.localhost", true),
            ("http://[::1]:3000", true),
            ("http://akno.example", false),
            ("http://192.168.1.5:3000", false),
            ("http://localhost.example", false),
        ] {
            assert_eq!(of(&format!("public_url = \"{url}\"")).unwrap().keeps_sessions_to_itself(), safe, "{url}");
        }
    }

    #[test]
    fn the_log_is_told_by_levels_and_by_targets_with_levels() {
        for filter in ["debug", "OFF", "warn,akno=debug,", "info, hyper=off,akno[filing{id=7}]=trace", "info,[filing]"]
        {
            assert!(of(&format!("log = \"{filter}\"")).is_ok(), "{filter}");
        }
    }

    #[test]
    fn the_readme_documents_each_setting() {
        let readme = include_str!("../../README.md");
        for field in FIELDS {
            assert!(readme.contains(&format!("| `{field}` |")), "{field} is missing in the README's table");
        }
    }
}
