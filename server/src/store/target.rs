//! Where the database is: what a URL means, and what of it may be shown.

use super::connection::Dialect;
use super::db::DbError;
use std::path::PathBuf;

/// Where the database is.
#[derive(Clone, Debug)]
pub(super) enum Target {
    Sqlite(PathBuf),
    Postgres(String),
}

impl Target {
    /// `sqlite:PATH`, `sqlite://PATH`, a plain path, `postgres://…` or `postgresql://…`.
    pub(super) fn parse(url: &str) -> Result<Target, DbError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Target::Postgres(url.to_owned()));
        }
        let path = url.strip_prefix("sqlite:").map(|path| path.strip_prefix("//").unwrap_or(path));
        let path = match path {
            Some(path) => path,
            None if url.contains("://") => {
                return Err(DbError::Open(format!("{}: expected sqlite:PATH or postgres://…", without_password(url))));
            }
            None => url,
        };
        if path.is_empty() || path.contains(":memory:") {
            // Each connection would have a database of its own.
            return Err(DbError::Open(format!("{url}: the path of a file is needed")));
        }
        Ok(Target::Sqlite(PathBuf::from(path)))
    }

    pub(super) fn dialect(&self) -> Dialect {
        match self {
            Target::Sqlite(_) => Dialect::Sqlite,
            Target::Postgres(_) => Dialect::Postgres,
        }
    }
}

/// Adds what makes a dead server or a cut network noticed within seconds, unless the URL says
/// otherwise.
pub(super) fn with_defaults(url: &str) -> String {
    let mut url = url.to_owned();
    for (name, value) in [
        ("connect_timeout", "5"),
        ("keepalives_idle", "10"),
        ("keepalives_interval", "5"),
        ("keepalives_count", "3"),
        ("tcp_user_timeout", "30000"),
        ("application_name", "akno"),
    ] {
        if !url.contains(&format!("{name}=")) {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(&format!("{name}={value}"));
        }
    }
    url
}

/// Why something failed, naming the URL, for the log.
pub(super) fn describe(url: &str, why: &dyn std::error::Error) -> String {
    let mut text = why.to_string();
    // libpq quotes parts of a URL that it cannot read.
    if let Some(password) = password(url).filter(|p| !p.is_empty()) {
        text = text.replace(password, "***");
    }
    format!("{}: {}", without_password(url), text.trim())
}

/// The URL as it may stand in a log.
fn without_password(url: &str) -> String {
    match password(url) {
        Some(password) if !password.is_empty() => url.replace(password, "***"),
        _ => url.to_owned(),
    }
}

fn password(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let (authority, query) = rest.split_once('?').unwrap_or((rest, ""));
    // A raw `@` or `/` in a password is wrong in a URL, but must not show it either.
    let in_authority =
        authority.rsplit_once('@').and_then(|(user, _)| user.split_once(':')).map(|(_, password)| password);
    in_authority.or_else(|| query.split('&').find_map(|pair| pair.strip_prefix("password=")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn a_url_chooses_the_database() {
        for (url, path) in [
            ("sqlite:./var/akno.db", "./var/akno.db"),
            ("sqlite:///srv/akno.db", "/srv/akno.db"),
            ("sqlite:/srv/akno.db", "/srv/akno.db"),
            ("var/akno.db", "var/akno.db"),
        ] {
            assert!(matches!(Target::parse(url).unwrap(), Target::Sqlite(p) if p == Path::new(path)), "{url}");
        }
        assert_eq!(Target::parse("postgres://localhost/akno").unwrap().dialect(), Dialect::Postgres);
        assert_eq!(Target::parse("postgresql://localhost/akno").unwrap().dialect(), Dialect::Postgres);
        for url in ["mysql://root:secret@localhost/akno", "sqlite:", "sqlite::memory:", ":memory:", ""] {
            let error = Target::parse(url).unwrap_err().to_string();
            assert!(!error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn a_password_never_shows() {
        for url in [
            "postgres://akno:s3cr3t@localhost/akno",
            "postgres://akno:s3cr3t@[::1]:5432/akno?sslmode=disable",
            "postgres://localhost/akno?user=akno&password=s3cr3t",
            "postgres://akno:p/s3cr3t@x@localhost/akno",
        ] {
            let shown = without_password(url);
            assert!(!shown.contains("s3cr3t") && shown.contains("***"), "{shown}");
        }
        assert_eq!(without_password("postgres://akno@localhost/akno"), "postgres://akno@localhost/akno");
        assert_eq!(without_password("sqlite:./var/akno.db"), "sqlite:./var/akno.db");
    }
}
