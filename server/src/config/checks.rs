//! What the settings must be: each is looked at before anything begins.

use super::{Config, ConfigError};
use crate::files::Scanner;

impl Config {
    /// Fails with the name of the first field whose value cannot be used.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
