//! What open data is measured beside: nginx from Debian, Datasette and DuckDB from the Python registry in an
//! environment of the bench's own.

use super::super::figures::{Figure, Wanted};
use super::super::servers::{Server, free_port};
use super::super::{Bench, argument, output};
use super::{LOOK_UP, SET, Table};
use crate::workspace::on_path;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// nginx with the set's CSV as a file of its own, and before a portal that lets it give out files.
pub struct Nginx {
    pub server: Server,
    pub version: String,
    log: PathBuf,
    /// The portal behind it; it ends after nginx.
    _behind: Server,
}

impl Nginx {
    /// `None` where it is not installed.
    pub fn begin(bench: &Bench, table: &Table, portal: &Server) -> Result<Option<Nginx>> {
        let Some(program) = on_path("nginx").or_else(|| Some(PathBuf::from("/usr/sbin/nginx")).filter(|p| p.is_file()))
        else {
            return Ok(None);
        };
        let behind = Server::portal_behind(bench, &table.url(), "/objects")?;
        let (port, folder) = (free_port()?, bench.file("nginx"));
        fs::create_dir_all(&folder)?;
        let log = folder.join("access.log");
        let text = configuration(port, behind.port, portal.port, bench, table)?;
        fs::write(folder.join("nginx.conf"), text)?;
        let version = Command::new(&program).arg("-v").output().map(|said| said.stderr).unwrap_or_default();
        let version = String::from_utf8_lossy(&version).trim().trim_start_matches("nginx version: ").to_owned();
        let mut nginx = Command::new(&program);
        nginx.arg("-p").arg(&folder).args(["-c", "nginx.conf", "-e", "error.log"]);
        let server = Server::begun(bench, nginx, port, "/health/live", "nginx.log")?;
        Ok(Some(Nginx { server, version, log, _behind: behind }))
    }

    /// What was asked of it since a line of its log: method and the part that was asked for.
    pub fn asked(&self, from: usize) -> Result<Vec<String>> {
        let text = fs::read_to_string(&self.log)?;
        Ok(text.lines().skip(from).map(str::to_owned).collect())
    }
}

fn configuration(port: u16, behind: u16, portal: u16, bench: &Bench, table: &Table) -> Result<String> {
    let objects = bench.file("var").join("data").join("objects");
    let (objects, rows) = (argument(&objects)?.to_owned(), table.folder.join("rows.csv"));
    // Who starts it as root would otherwise read nothing of this folder.
    let user = if crate::machine::is_root() { "user root;\n" } else { "" };
    Ok(format!(
        "{user}daemon off;\nworker_processes auto;\npid nginx.pid;\nerror_log error.log;\n\
         events {{ worker_connections 256; }}\n\
         http {{\n\
         default_type application/octet-stream;\n\
         sendfile on; tcp_nopush on; keepalive_requests 100000;\n\
         log_format asked '$request_method $http_range';\n\
         access_log off;\n\
         client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;\n\
         uwsgi_temp_path uwsgi; scgi_temp_path scgi;\n\
         server {{\n\
         listen 127.0.0.1:{port};\n\
         location = /health/live {{ return 200; }}\n\
         location = /alone.csv {{ alias {rows}; types {{ }} default_type text/csv; }}\n\
         location /data/ {{ proxy_pass http://127.0.0.1:{behind}; proxy_set_header Host $http_host; }}\n\
         location /counted/ {{ access_log access.log asked; proxy_pass http://127.0.0.1:{portal}/data/; }}\n\
         location /objects/ {{\n\
         internal; alias {objects}/; max_ranges 0; etag off;\n\
         add_header ETag $upstream_http_etag; add_header Content-Encoding $upstream_http_content_encoding;\n\
         }}\n\
         }}\n}}\n",
        rows = argument(&rows)?,
    ))
}

/// Programs from the Python registry, in an environment under `target`.
pub struct Python {
    folder: PathBuf,
}

impl Python {
    /// `None`, with a word of why, where it cannot be had.
    pub fn prepare(bench: &Bench) -> Option<Python> {
        let folder = bench.file("venv");
        let python = Python { folder: folder.clone() };
        let make = || -> Result<()> {
            if !folder.join("bin/pip").is_file() {
                output(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
            }
            Ok(())
        };
        match make() {
            Ok(()) => Some(python),
            Err(problem) => {
                println!("Python's environments cannot be made ({problem:#}): Datasette and DuckDB are left out");
                None
            }
        }
    }

    fn install(&self, packages: &[&str]) -> bool {
        let mut pip = Command::new(self.folder.join("bin/pip"));
        pip.args(["install", "--quiet", "--disable-pip-version-check"]).args(packages);
        match output(&mut pip) {
            Ok(_) => true,
            Err(problem) => {
                println!("{} cannot be installed: left out\n{problem:#}", packages.join(", "));
                false
            }
        }
    }

    /// Datasette over the same rows, tuned: an index, an immutable file, room for its cache.
    pub fn datasette(&self, bench: &Bench, table: &Table) -> Result<Option<Server>> {
        if !self.install(&["datasette"]) {
            return Ok(None);
        }
        let port = free_port()?;
        let mut datasette = Command::new(self.folder.join("bin/datasette"));
        datasette.args(["serve", "--immutable"]).arg(table.rows());
        datasette.args(["--host", "127.0.0.1", "--port", &port.to_string()]);
        datasette.args(["--setting", "sql_time_limit_ms", "10000", "--setting", "cache_size_kb", "65536"]);
        datasette.args(["--setting", "suggest_facets", "off"]);
        Server::begun(bench, datasette, port, "/-/versions.json", "datasette.log").map(Some)
    }

    /// In how many requests for a part DuckDB finds a row by its key in the Parquet file, once it knows the file's foot:
    /// that is what two look-ups of a session ask for beyond one.
    pub fn look_ups(&self, bench: &Bench, nginx: &Nginx, rows: u32) -> Result<Option<Figure>> {
        if !self.install(&["duckdb==1.5.5", "duckdb-extensions", "duckdb-extension-httpfs"]) {
            return Ok(None);
        }
        let script = bench.file("look-up.py");
        let address = format!("http://127.0.0.1:{}/counted/{SET}/latest/{SET}.parquet", nginx.server.port);
        fs::write(&script, SCRIPT)?;
        let mut figure =
            Figure::new("parquet", "ranges to find a row by its key", "2 requests", "requests", Wanted::AtMost(1.0));
        let ranges = |keys: &[u64]| -> Result<Option<usize>> {
            let before = nginx.asked(0).map_or(0, |lines| lines.len());
            let mut python = Command::new(self.folder.join("bin/python"));
            python.arg(&script).arg(&address).args(keys.iter().map(u64::to_string));
            let found = match output(&mut python) {
                Ok(found) => found,
                Err(problem) => {
                    println!("DuckDB does not read over HTTP here: left out\n{problem:#}");
                    return Ok(None);
                }
            };
            ensure!(found.lines().all(|found| found == "1"), "DuckDB found {found} rows of the keys {keys:?}");
            let asked = nginx.asked(before)?;
            let ranges = asked.iter().filter(|line| line.starts_with("GET bytes=")).count();
            ensure!(ranges > 0, "DuckDB asked for no part: {asked:?}");
            Ok(Some(ranges))
        };
        for round in 1..=bench.rounds {
            let key = |place: u32| 100_000_000 + u64::from(place).wrapping_mul(2_654_435_761) % u64::from(rows);
            let keys = [key(round), key(round + bench.rounds)];
            let (Some(one), Some(both)) = (ranges(&keys[..1])?, ranges(&keys)?) else { return Ok(None) };
            figure.add(both.saturating_sub(one) as f64, LOOK_UP);
            if round == 1 {
                figure.note(format!("the first of a session takes {one}"));
            }
        }
        let version = output(
            Command::new(self.folder.join("bin/python")).args(["-c", "import duckdb; print(duckdb.__version__)"]),
        )
        .context("DuckDB")?;
        figure.note(format!("DuckDB {}", version.trim()));
        Ok(Some(figure))
    }
}

/// The extension comes as a package of its own, so that nothing is fetched from elsewhere.
const SCRIPT: &str = r#"import sys
import duckdb
from duckdb_extensions import import_extension

address, *keys = sys.argv[1:]
import_extension("httpfs")
connection = duckdb.connect()
connection.execute("LOAD httpfs")
connection.execute("SET parquet_metadata_cache = true")
for key in keys:
    rows = connection.execute(f"SELECT * FROM read_parquet('{address}') WHERE unp = {int(key)}").fetchall()
    print(len(rows))
"#;
