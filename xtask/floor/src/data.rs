//! Open data: an invented table in the forms in which each side wants it, and whole files taken over HTTP.

use anyhow::{Context, Result, bail, ensure};
use rusqlite::Connection;
use serde::Serialize;
use serde_json::json;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::{Duration, Instant};

#[derive(clap::Args)]
pub struct Table {
    #[arg(long)]
    rows: u32,
    /// Where everything is written
    #[arg(long)]
    folder: PathBuf,
}

/// What was written.
#[derive(Serialize)]
pub struct Written {
    rows: u32,
    bytes: u64,
    changed_bytes: u64,
}

/// Name and type of each column; the first is the key.
const COLUMNS: [(&str, &str); 10] = [
    ("unp", "integer"),
    ("name", "text"),
    ("short_name", "text"),
    ("status", "text"),
    ("registered", "date"),
    ("district", "text"),
    ("address", "text"),
    ("activity", "text"),
    ("activity_name", "text"),
    ("workers", "integer"),
];

/// Districts, of which each row has one: what the rows are filtered by.
pub const DISTRICTS: u32 = 118;

/// One row, the same for the same number. A quarter of a kilobyte and more, as of a register's entities.
fn row(number: u32, changed: bool) -> [String; 10] {
    // A generator of which only the spread matters.
    let mix = |salt: u32| {
        let mut hash = (u64::from(number) << 32 | u64::from(salt)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^= hash >> 29;
        (hash.wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 33) as u32
    };
    let activities = ["Розничная торговля", "Строительство зданий", "Грузовые перевозки", "Ремонт автомобилей"];
    let states = ["действует", "действует", "действует", "в ликвидации", "исключён"];
    let activity = mix(3) % 900;
    let name = format!("Северный-{}", mix(1) % 100_000);
    [
        (100_000_000 + number).to_string(),
        format!("Общество с ограниченной ответственностью «{name}»"),
        format!("ООО «{name}»"),
        states[(mix(2) % 5) as usize].to_owned(),
        format!("{}-{:02}-{:02}", 1994 + mix(4) % 32, mix(5) % 12 + 1, mix(6) % 28 + 1),
        format!("Район {}", mix(7) % DISTRICTS),
        format!("{}, г. Пример, ул. Зелёная, д. {}, пом. {}", 210_000 + mix(8) % 30_000, mix(9) % 200, mix(10) % 90),
        format!("{:05}", 10_000 + activity),
        format!("{} ({activity})", activities[(activity % 4) as usize]),
        (mix(11) % 500 + u32::from(changed)).to_string(),
    ]
}

/// Writes `rows.csv`, `changed.csv`, `passport.json` and `rows.db`.
pub fn table(options: &Table) -> Result<Written> {
    fs::create_dir_all(&options.folder)?;
    let place = |name: &str| options.folder.join(name);
    let mut rows = BufWriter::new(File::create(place("rows.csv"))?);
    let mut changed = BufWriter::new(File::create(place("changed.csv"))?);
    let database = place("rows.db");
    fs::remove_file(&database).ok();
    let mut database = Connection::open(&database)?;
    database.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    let sql = |kind: &str| if kind == "integer" { "INTEGER" } else { "TEXT" };
    let columns: Vec<String> = COLUMNS
        .iter()
        .enumerate()
        .map(|(place, (name, kind))| format!("{name} {}{}", sql(kind), if place == 0 { " PRIMARY KEY" } else { "" }))
        .collect();
    database.execute_batch(&format!("CREATE TABLE rows ({})", columns.join(", ")))?;
    let head = COLUMNS.map(|(name, _)| name).join(",");
    for file in [&mut rows, &mut changed] {
        write!(file, "{head}\r\n")?;
    }
    let transaction = database.transaction()?;
    {
        let mut insert = transaction.prepare("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
        let mut line = String::new();
        for number in 0..options.rows {
            for (file, changes) in [(&mut rows, false), (&mut changed, number % 100 == 7)] {
                line.clear();
                for (place, cell) in row(number, changes).iter().enumerate() {
                    let quoted = cell.contains([',', '"']);
                    let mark = if quoted { "\"" } else { "" };
                    let comma = if place > 0 { "," } else { "" };
                    let _ = write!(line, "{comma}{mark}{}{mark}", cell.replace('"', "\"\""));
                }
                line.push_str("\r\n");
                file.write_all(line.as_bytes())?;
            }
            insert.execute(rusqlite::params_from_iter(row(number, false)))?;
        }
    }
    transaction.commit()?;
    // As whoever serves it with Datasette would.
    database.execute_batch("CREATE INDEX rows_by_district ON rows (district); ANALYZE;")?;
    rows.flush()?;
    changed.flush()?;
    fs::write(place("passport.json"), format!("{:#}\n", passport()))?;
    let bytes = fs::metadata(place("rows.csv"))?.len();
    Ok(Written { rows: options.rows, bytes, changed_bytes: fs::metadata(place("changed.csv"))?.len() })
}

/// The passport as `akno data add` reads it.
fn passport() -> serde_json::Value {
    let names = |text: &str| json!({ "be": text, "ru": text, "en": text });
    let fields: Vec<_> = COLUMNS
        .iter()
        .map(|(name, kind)| json!({ "name": name, "kind": kind, "title": names(name), "required": true }))
        .collect();
    json!({
        "id": "measured",
        "title": names("What is measured"),
        "about": names("An invented table"),
        "theme": "econ",
        "keywords": [],
        "owner": { "code": null, "name": names("The bench") },
        "officer": names("Nobody"),
        "contact": "nobody@akno.example",
        "period": "once",
        "covers": ["2026-01-01", "2026-12-31"],
        "next_on": null,
        "area": names("Nowhere"),
        "languages": ["ru"],
        "licence": "CC-BY-4.0",
        "synthetic": true,
        "schema": { "fields": fields, "key": ["unp"] },
    })
}

#[derive(clap::Args)]
pub struct Download {
    #[arg(long)]
    port: u16,
    #[arg(long)]
    path: String,
    #[arg(long, default_value_t = 2)]
    connections: usize,
    /// The last download that began within this time is taken to its end
    #[arg(long)]
    seconds: f64,
}

/// How fast it was.
#[derive(Serialize)]
pub struct Taken {
    files: usize,
    bytes: u64,
    seconds: f64,
    bytes_per_second: f64,
}

/// Takes a file over several connections at once.
pub fn download(options: &Download) -> Result<Taken> {
    let began = Instant::now();
    let during = Duration::from_secs_f64(options.seconds);
    let taking = |_| {
        let (port, path) = (options.port, options.path.clone());
        std::thread::spawn(move || -> Result<(usize, u64)> {
            let (mut files, mut bytes) = (0, 0);
            while files == 0 || began.elapsed() < during {
                bytes += one(port, &path)?;
                files += 1;
            }
            Ok((files, bytes))
        })
    };
    let threads: Vec<_> = (0..options.connections).map(taking).collect();
    let (mut files, mut bytes) = (0, 0);
    for thread in threads {
        let Ok(taken) = thread.join() else { bail!("a download broke off") };
        let taken = taken?;
        files += taken.0;
        bytes += taken.1;
    }
    let seconds = began.elapsed().as_secs_f64();
    Ok(Taken { files, bytes, seconds, bytes_per_second: bytes as f64 / seconds })
}

/// One answer to its end; bytes of its body. The connection closes behind it, so that its end is seen.
fn one(port: u16, path: &str) -> Result<u64> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).with_context(|| format!("port {port}"))?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    // In one piece: who answers after reading a part and closes would end the connection with the rest unread.
    let asked = format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n\r\n");
    stream.write_all(asked.as_bytes())?;
    let mut piece = vec![0; 256 * 1024];
    let (mut head, mut body) = (Vec::new(), 0_u64);
    let mut length = None;
    let mut began = false;
    loop {
        let read = stream.read(&mut piece)?;
        if read == 0 {
            break;
        }
        if began {
            body += read as u64;
            continue;
        }
        head.extend_from_slice(&piece[..read]);
        if let Some(end) = head.windows(4).position(|four| four == b"\r\n\r\n") {
            let text = String::from_utf8_lossy(&head[..end]).to_ascii_lowercase();
            ensure!(text.starts_with("http/1.1 200 "), "{path}: {}", text.lines().next().unwrap_or_default());
            length = text.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<u64>().ok());
            body = (head.len() - end - 4) as u64;
            began = true;
        }
    }
    ensure!(began, "{path}: the connection was closed");
    ensure!(length.is_none_or(|length| length == body), "{path}: {body} bytes of {length:?}");
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_the_same_for_all_sides_and_one_row_in_a_hundred_differs() {
        let folder = std::env::temp_dir().join(format!("akno-bench-table-{}", std::process::id()));
        let written = table(&Table { rows: 1_000, folder: folder.clone() }).unwrap();
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        let (rows, changed) = (read("rows.csv"), read("changed.csv"));
        assert_eq!(rows.lines().count(), 1_001);
        assert_eq!(rows.lines().zip(changed.lines()).filter(|(a, b)| a != b).count(), 10);
        assert_eq!(written.bytes, rows.len() as u64);
        let database = Connection::open(folder.join("rows.db")).unwrap();
        let count: i64 = database.query_row("SELECT count(*) FROM rows", [], |row| row.get(0)).unwrap();
        assert_eq!(count, 1_000);
        let name: String =
            database.query_row("SELECT name FROM rows WHERE unp = 100000007", [], |row| row.get(0)).unwrap();
        assert!(rows.contains(&name));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_download_that_is_cut_off_is_no_download() {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = std::thread::spawn(move || {
            for answer in ["HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nab", "HTTP/1.1 404 Not Found\r\n\r\n"] {
                let (mut stream, _) = listener.accept().unwrap();
                let mut asked = [0; 1024];
                let _ = stream.read(&mut asked).unwrap();
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        assert!(one(port, "/x").unwrap_err().to_string().contains("2 bytes of"));
        assert!(one(port, "/x").unwrap_err().to_string().contains("404"));
        server.join().unwrap();
    }
}
