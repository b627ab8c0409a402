//! Configuration: one struct, read once in `main` from a file and the environment.
//!
//! The README's table documents each field; a test compares. A wrong value stops the start with the
//! name of the field.

mod checks;

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
    fn the_readme_documents_each_setting() {
        let readme = include_str!("../../README.md");
        for field in FIELDS {
            assert!(readme.contains(&format!("| `{field}` |")), "{field} is missing in the README's table");
        }
    }
}
