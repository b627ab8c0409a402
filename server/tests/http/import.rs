//! `akno register import`: files and addresses, whole and broken.

use crate::support::database::{TestDatabase, counted, fresh};
use crate::support::register_feed::{FeedServer, Say};
use akno::clock::Clock;
use akno::register::import::{ImportError, Outcome, Patience, run, run_patiently};
use akno::store::{Db, DbError, companies, entries, import_runs};
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Two companies whose numbers are right.
const ONE: i64 = 790123453;
const OTHER: i64 = 700000018;

struct Place {
    db: Db,
    folder: PathBuf,
    _database: TestDatabase,
}

impl Place {
    async fn new() -> Place {
        let (db, database) = fresh().await;
        let folder = std::env::temp_dir().join(format!("akno-import-{}", uuid::Uuid::new_v4()));
        std::fs::create_dir_all(&folder).unwrap();
        Place { db, folder, _database: database }
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    async fn import(&self, path: &Path) -> Result<Outcome, ImportError> {
        run(&self.db, &Clock::default(), path.to_str().unwrap(), None, None).await
    }

    async fn from(&self, server: &FeedServer, until: (i32, u32, u32)) -> Result<Outcome, ImportError> {
        let patience = Patience {
            pause: Duration::from_millis(1),
            tries: 3,
            begin: Duration::from_secs(20),
            whole: Duration::from_secs(20),
        };
        let (from, until) = (day((2024, 1, 1)), day(until));
        run_patiently(&self.db, &Clock::default(), &server.base(), Some(from), Some(until), patience).await
    }

    async fn name(&self, unp: i64) -> Option<String> {
        self.db.read(move |conn| Ok::<_, DbError>(companies::find(conn, unp)?.map(|row| row.name))).await.unwrap()
    }

    /// Reasons of the refused records with their positions.
    async fn refusals(&self) -> Vec<(i64, String)> {
        let all = self.db.read(|conn| {
            use akno::store::schema::import_refusals::dsl;
            use diesel::prelude::*;
            let query = dsl::import_refusals
                .order((dsl::source, dsl::feed, dsl::position))
                .select((dsl::position, dsl::reason));
            Ok::<_, DbError>(query.load(conn)?)
        });
        all.await.unwrap()
    }

    async fn count(&self, of: &str) -> i64 {
        counted(&self.db, format!("SELECT COUNT(*) AS count FROM {of}")).await
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn day((year, month, day): (i32, u32, u32)) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn base(unp: i64) -> Value {
    json!({"ngrn": unp, "dfrom": "2019-04-02", "nsi00219": {"nksost": 1}, "nsi00211": {"nkvob": 1}})
}

fn names(unp: i64, name: &str) -> Value {
    json!({"ngrn": unp, "dfrom": "2019-04-02", "cact": "+", "vnaim": name})
}

fn outcome(read: i64, added: i64, replaced: i64, unchanged: i64, refused: i64) -> Outcome {
    Outcome { read, added, replaced, unchanged, refused }
}

#[tokio::test]
async fn the_real_records_come_in_whole_and_come_back_as_they_were() {
    let place = Place::new().await;
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/portal/tests/data/egr-samples.json");
    assert_eq!(place.import(&samples).await.unwrap(), outcome(4, 4, 0, 0, 0));
    let original: Value = serde_json::from_slice(&std::fs::read(&samples).unwrap()).unwrap();
    for record in original.as_object().unwrap().values().flat_map(|list| list.as_array().unwrap()) {
        let unp = record["ngrn"].as_i64().unwrap();
        let stored = place.db.read(move |conn| Ok::<_, DbError>(entries::current(conn, unp)?)).await.unwrap();
        let bodies: Vec<Value> = stored.iter().map(|entry| serde_json::from_str(&entry.body).unwrap()).collect();
        assert_eq!(bodies, std::slice::from_ref(record));
    }
    assert_eq!(
        place.name(390185783).await.as_deref(),
        Some("Общество с ограниченной ответственностью \"Фактор-Сервис\"")
    );
    assert_eq!(place.import(&samples).await.unwrap(), outcome(4, 0, 0, 4, 0), "a second run adds nothing");
}

#[tokio::test]
async fn feeds_may_come_in_any_order_and_in_any_of_the_forms() {
    let place = Place::new().await;
    let address = json!({"ngrn": ONE, "dfrom": "2019-04-02", "cact": "+", "vnp": "Быхов", "nsi00239": {"nktnp": 1, "vntnpk": "г."}});
    place.file("getAddressByPeriod.json", json!([address]).to_string());
    assert_eq!(place.import(&place.folder).await.unwrap(), outcome(1, 1, 0, 0, 0));
    assert_eq!(place.name(ONE).await, None, "an address alone makes no company");
    place.file("getBaseInfoByPeriod.ndjson", format!("{}\n\n{}\n", base(ONE), base(OTHER)));
    place.file("names.jsonl", format!("{}\n{}", names(ONE, "Первое"), names(OTHER, "Второе")));
    place.file("readme.txt", "not a feed");
    assert_eq!(place.import(&place.folder).await.unwrap(), outcome(5, 4, 0, 1, 0));
    assert_eq!(place.name(ONE).await.as_deref(), Some("Первое"));
    assert_eq!(place.name(OTHER).await.as_deref(), Some("Второе"));
    assert_eq!(place.count("places").await, 1);
    let all = json!({"getJurNamesByPeriod": [names(ONE, "Новое")], "rows": 1, "getVEDByPeriod": []});
    let changed = place.file("all.json", all.to_string());
    assert_eq!(place.import(&changed).await.unwrap(), outcome(1, 0, 1, 0, 0));
    assert_eq!(place.name(ONE).await.as_deref(), Some("Новое"));
    assert_eq!(place.count("register_entries").await, 6, "the former version stays in the log");
}

#[tokio::test]
async fn each_refused_record_is_kept_with_its_reason_and_its_place() {
    let place = Place::new().await;
    let deep = "[".repeat(5_000) + &"]".repeat(5_000);
    let records = [
        base(ONE).to_string(),
        "42".into(),
        json!(base(OTHER)["ngrn"].as_i64().unwrap() + 1).to_string(),
        json!({"ngrn": OTHER + 1}).to_string(),
        json!({"ngrn": null, "dfrom": {"a": [null, null]}}).to_string(),
        json!({"ngrn": OTHER, "dfrom": "31.02.2024"}).to_string(),
        json!({"ngrn": OTHER, "nsi00211": [null]}).to_string(),
        "null".into(),
        deep,
        "\"текст\"".into(),
        "{\"ngrn\": 7000,}".into(),
        base(OTHER).to_string(),
    ];
    let file = place.file("getBaseInfoByPeriod.json", format!("[{}]", records.join(",\n")));
    assert_eq!(place.import(&file).await.unwrap(), outcome(12, 2, 0, 0, 10));
    let refusals = place.refusals().await;
    assert_eq!(refusals.iter().map(|(position, _)| *position).collect::<Vec<_>>(), (1..=10).collect::<Vec<_>>());
    let said: Vec<&str> = refusals.iter().map(|(_, reason)| reason.as_str()).collect();
    assert_eq!(said[0], "record: expected an object, found a number");
    assert_eq!(said[2], "ngrn: the check digit is wrong");
    assert_eq!(said[3], "ngrn: missing");
    assert_eq!(said[4], "dfrom: not a date");
    assert!(said[7].contains("recursion"), "{}", said[7]);
    assert_eq!(place.import(&file).await.unwrap(), outcome(12, 0, 0, 2, 10));
    assert_eq!(place.count("import_refusals").await, 10, "each is kept once");
}

#[tokio::test]
async fn a_record_in_a_wrong_encoding_costs_itself_alone() {
    let place = Place::new().await;
    let mut bytes = format!("[{},", base(ONE)).into_bytes();
    // «ООО» in Windows-1251.
    bytes.extend(b"{\"ngrn\":790123453,\"vnrcrt\":\"\xce\xce\xce\"},");
    bytes.extend(format!("{}]", base(OTHER)).into_bytes());
    let file = place.file("getBaseInfoByPeriod.json", bytes);
    assert_eq!(place.import(&file).await.unwrap(), outcome(3, 2, 0, 0, 1));
    assert_eq!(place.refusals().await, [(1, "record: not UTF-8".to_owned())]);
    let utf16: Vec<u8> = "[{\"ngrn\":1}]".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let file = place.file("utf16.json", utf16);
    let error = place.import(&file).await.unwrap_err().to_string();
    assert!(error.contains("utf16.json: it is not JSON"), "{error}");
}

#[tokio::test]
async fn a_record_of_a_hundred_megabytes_is_refused_and_the_next_is_read() {
    use std::io::Write;
    let place = Place::new().await;
    let path = place.folder.join("getBaseInfoByPeriod.json");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    file.write_all(b"[{\"ngrn\":790123453,\"vnrcrt\":\"").unwrap();
    let megabyte = vec![b'a'; 1 << 20];
    for _ in 0..100 {
        file.write_all(&megabyte).unwrap();
    }
    write!(file, "\"}},{}]", base(OTHER)).unwrap();
    drop(file);
    assert_eq!(place.import(&path).await.unwrap(), outcome(2, 1, 0, 0, 1));
    assert_eq!(place.refusals().await, [(0, "record: larger than 1048576 bytes".to_owned())]);
    let kept = place.db.read(|conn| {
        use akno::store::schema::import_refusals::dsl;
        use diesel::prelude::*;
        Ok::<String, DbError>(dsl::import_refusals.select(dsl::record).first(conn)?)
    });
    assert_eq!(kept.await.unwrap().len(), 64 * 1024);
}

#[tokio::test]
async fn a_file_that_ends_in_the_middle_gives_what_was_whole_and_says_so() {
    let place = Place::new().await;
    let whole = json!([base(ONE), base(OTHER)]).to_string();
    let file = place.file("getBaseInfoByPeriod.json", &whole[..whole.len() - 10]);
    let error = place.import(&file).await.unwrap_err().to_string();
    assert!(error.contains("ends in the middle"), "{error}");
    assert_eq!(place.count("register_entries").await, 1);
    assert_eq!(place.count("import_runs WHERE NOT finished").await, 1);
    let file = place.file("getBaseInfoByPeriod.json", &whole);
    assert_eq!(
        place.import(&file).await.unwrap(),
        outcome(2, 1, 0, 1, 0),
        "the mended file is read from its beginning"
    );
    for (name, text) in [("page.json", "<!DOCTYPE html><html></html>"), ("table.json", "ngrn;vn\n1;x")] {
        let error = place.import(&place.file(name, text)).await.unwrap_err().to_string();
        assert!(error.contains("it is not JSON"), "{error}");
    }
    for text in ["", "[]", "{}"] {
        place.import(&place.file("empty.json", text)).await.unwrap();
    }
    let error = place.import(&place.folder.join("absent.json")).await.unwrap_err().to_string();
    assert!(error.contains("absent.json"), "{error}");
}

#[tokio::test]
async fn an_interrupted_run_goes_on_where_it_stopped() {
    let place = Place::new().await;
    let unps: Vec<i64> = (700_300_000..).filter(|unp| portal::unp::Unp::from_number(*unp).is_ok()).take(1200).collect();
    let records: Vec<Value> = unps.iter().map(|unp| base(*unp)).collect();
    let file = place.file("getBaseInfoByPeriod.json", Value::from(records).to_string());
    assert_eq!(place.import(&file).await.unwrap(), outcome(1200, 1200, 0, 0, 0));
    // As a run leaves it that was killed after two batches.
    let set = "UPDATE import_runs SET finished = FALSE, position = 1000, read = 1000, added = 1000";
    place
        .db
        .write(move |conn| Ok::<_, DbError>(diesel::RunQueryDsl::execute(diesel::sql_query(set), conn)?))
        .await
        .unwrap();
    assert_eq!(place.import(&file).await.unwrap(), outcome(200, 0, 0, 200, 0), "only the rest is read");
    let runs = place.db.read(|conn| {
        use akno::store::schema::import_runs::dsl;
        use diesel::prelude::*;
        Ok::<(i64, i64, bool), DbError>(dsl::import_runs.select((dsl::position, dsl::read, dsl::finished)).first(conn)?)
    });
    assert_eq!(runs.await.unwrap(), (1200, 1200, true));
}

#[tokio::test]
async fn rows_that_repeat_are_one_and_rows_of_one_day_are_two() {
    let place = Place::new().await;
    let row = |house: &str, mark: &str| json!({"ngrn": ONE, "dfrom": "2019-04-02", "cact": mark, "vnp": "Быхов", "vdom": house});
    let list = json!([row("1", "-"), row("2", "+"), row("1", "-"), row("2", "+")]);
    let file = place.file("getAddressByPeriod.json", list.to_string());
    assert_eq!(place.import(&file).await.unwrap(), outcome(4, 2, 0, 2, 0));
    assert_eq!(place.import(&file).await.unwrap(), outcome(4, 0, 0, 4, 0));
}

#[tokio::test]
async fn what_the_portal_does_not_know_is_kept() {
    let place = Place::new().await;
    let mut record = names(ONE, "Имя");
    record["VNEW"] = json!({"a": [1, 2.5, "x", true], "b": "🙂"});
    let file = place.file("getJurNamesByPeriod.json", json!([record]).to_string());
    place.import(&file).await.unwrap();
    let stored = place.db.read(|conn| Ok::<_, DbError>(entries::current(conn, ONE)?)).await.unwrap();
    let body: Value = serde_json::from_str(&stored[0].body).unwrap();
    assert_eq!(body["VNEW"], record["VNEW"]);
}

#[tokio::test]
async fn an_address_is_asked_month_by_month_for_every_feed() {
    let (place, server) = (Place::new().await, FeedServer::start());
    server.says("getBaseInfoByPeriod/01.01.2024/31.01.2024", &[Say::Json(json!([base(ONE)]).to_string())]);
    server.says("getBaseInfoByPeriod/01.02.2024/29.02.2024", &[Say::Json(json!([base(OTHER)]).to_string())]);
    server.says("getJurNamesByPeriod/01.03.2024/15.03.2024", &[Say::Json(json!([names(ONE, "Имя")]).to_string())]);
    assert_eq!(place.from(&server, (2024, 3, 15)).await.unwrap(), outcome(3, 3, 0, 0, 0));
    assert_eq!(place.name(ONE).await.as_deref(), Some("Имя"));
    assert_eq!(server.asked().len(), 24, "eight feeds of three windows");
    assert_eq!(place.from(&server, (2024, 3, 15)).await.unwrap(), outcome(3, 0, 0, 3, 0));
}

#[tokio::test]
async fn an_address_that_stumbles_is_asked_again() {
    let (place, server) = (Place::new().await, FeedServer::start());
    let path = "getBaseInfoByPeriod/01.01.2024/31.01.2024";
    let body = json!([base(ONE), base(OTHER)]).to_string();
    for stumble in [
        Say::Empty,
        Say::Status(500),
        Say::Status(503),
        Say::Status(429),
        Say::Page,
        Say::Cut(body[..body.len() - 9].into()),
    ] {
        server.says(path, &[stumble.clone(), Say::Json(body.clone())]);
        let before = server.times(path);
        place.from(&server, (2024, 1, 31)).await.unwrap_or_else(|error| panic!("{stumble:?}: {error}"));
        assert_eq!(server.times(path) - before, 2, "{stumble:?}");
    }
    assert_eq!(place.count("register_entries").await, 2);
}

#[tokio::test]
async fn an_address_that_never_answers_well_is_given_up_and_gone_on_with_later() {
    let (place, server) = (Place::new().await, FeedServer::start());
    let (first, second) = ("getBaseInfoByPeriod/01.01.2024/31.01.2024", "getBaseInfoByPeriod/01.02.2024/29.02.2024");
    server.says(first, &[Say::Json(json!([base(ONE)]).to_string())]);
    for never in [Say::Status(500), Say::Page, Say::Empty, Say::Cut("[".into())] {
        server.says(second, std::slice::from_ref(&never));
        let error = place.from(&server, (2024, 2, 29)).await.unwrap_err().to_string();
        assert!(error.contains("run it again"), "{never:?}: {error}");
    }
    assert_eq!(server.times(first), 1, "what was read is not asked for again");
    server.says(second, &[Say::Json(json!([base(OTHER)]).to_string())]);
    assert_eq!(place.from(&server, (2024, 2, 29)).await.unwrap(), outcome(1, 1, 0, 0, 0));
    assert_eq!(server.times(first), 1);
}

#[tokio::test]
async fn a_wrong_address_is_told_as_such() {
    let (place, server) = (Place::new().await, FeedServer::start());
    for path in ["getBaseInfoByPeriod/01.01.2024/31.01.2024", "getBaseInfoByPeriod/01.02.2024/29.02.2024"] {
        server.says(path, &[Say::Status(404)]);
    }
    let error = place.from(&server, (2024, 2, 29)).await.unwrap_err().to_string();
    assert!(error.contains("404 each time"), "{error}");
    let forbidden = "getBaseInfoByPeriod/01.01.2024/31.01.2024";
    server.says(forbidden, &[Say::Status(403)]);
    let other = Place::new().await;
    let error = other.from(&server, (2024, 2, 29)).await.unwrap_err().to_string();
    assert!(error.contains("403"), "{error}");
    let clock = Clock::default();
    let backwards = run(&place.db, &clock, &server.base(), Some(day((2024, 2, 1))), Some(day((2024, 1, 1)))).await;
    assert!(backwards.unwrap_err().to_string().contains("later"));
}

#[tokio::test]
async fn refused_records_of_an_address_keep_their_places() {
    let (place, server) = (Place::new().await, FeedServer::start());
    let list = json!([{"ngrn": 1}, base(ONE), {"ngrn": 2}]).to_string();
    for window in ["01.01.2024/31.01.2024", "01.02.2024/29.02.2024"] {
        server.says(&format!("getBaseInfoByPeriod/{window}"), &[Say::Json(list.clone())]);
    }
    assert_eq!(place.from(&server, (2024, 2, 29)).await.unwrap(), outcome(6, 1, 0, 1, 4));
    assert_eq!(place.refusals().await.len(), 4);
    let last = place.db.read(|conn| Ok::<_, DbError>(import_runs::last(conn)?)).await.unwrap();
    assert!(last.0.is_some() && last.1 == 4);
}
