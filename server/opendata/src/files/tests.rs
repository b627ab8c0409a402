//! What is written reads back, and the same rows give the same bytes.

use super::*;
use crate::schema::{Field, Kind};
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use portal::lang::Names3;

fn schema() -> Schema {
    let field = |name: &str, kind| Field {
        name: name.to_owned(),
        kind,
        title: Names3::new(name, name, name),
        unit: None,
        required: false,
        about: None,
        limits: crate::schema::Limits::default(),
    };
    Schema {
        fields: vec![
            field("unp", Kind::Integer),
            field("name", Kind::Text),
            field("since", Kind::Date),
            field("share", Kind::Number),
            field("open", Kind::Boolean),
        ],
        key: vec!["unp".to_owned()],
    }
}

fn made(folder: &str, rows: u64) -> (PathBuf, Vec<MadeFile>) {
    let folder = std::env::temp_dir().join(format!("akno-files-{}-{folder}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut files = FileSet::create(&folder, &schema()).unwrap();
    for row in 0..rows {
        let name = if row % 2 == 0 { Value::from("=1+1, \"Ёлка\"\nі Ўсход") } else { Value::Nothing };
        let since = NaiveDateOf(row).day();
        files
            .row(vec![(row as i64).into(), name, since.into(), (row as f64 / 4.0).into(), (row % 3 == 0).into()])
            .unwrap();
    }
    let (count, made) = files.finish().unwrap();
    assert_eq!(count, rows);
    (folder, made)
}

struct NaiveDateOf(u64);

impl NaiveDateOf {
    fn day(&self) -> chrono::NaiveDate {
        chrono::NaiveDate::from_ymd_opt(1992, 1, 2).unwrap() + chrono::Days::new(self.0 % 9000)
    }
}

fn of(made: &[MadeFile], format: Format) -> &MadeFile {
    made.iter().find(|file| file.format == format).unwrap()
}

#[test]
fn every_format_holds_the_same_rows() {
    let (folder, made) = made("same", 7);
    let mut csv = csv::Reader::from_path(&of(&made, Format::Csv).path).unwrap();
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 7);
    assert_eq!(&rows[0][1], "=1+1, \"Ёлка\"\nі Ўсход");
    assert_eq!((&rows[1][1], &rows[1][2], &rows[1][3], &rows[1][4]), ("", "1992-01-03", "0.25", "false"));
    let json: Vec<serde_json::Value> =
        serde_json::from_reader(std::fs::File::open(&of(&made, Format::Json).path).unwrap()).unwrap();
    let ndjson = std::fs::read_to_string(&of(&made, Format::Ndjson).path).unwrap();
    let lines: Vec<serde_json::Value> = ndjson.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(json, lines);
    assert_eq!(json[1]["name"], serde_json::Value::Null);
    assert_eq!(json[6]["share"], 1.5);
    let parquet = SerializedFileReader::new(std::fs::File::open(&of(&made, Format::Parquet).path).unwrap()).unwrap();
    let read: Vec<String> = parquet.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect();
    assert_eq!(read.len(), 7);
    assert!(read[1].contains("name: null") && read[1].contains("since: 1992-01-03"), "{}", read[1]);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    let ((first, made_first), (second, made_second)) = (made("first", 50), made("second", 50));
    for (a, b) in made_first.iter().zip(&made_second) {
        assert_eq!((a.size, &a.sha256), (b.size, &b.sha256), "{:?}", a.format);
    }
    std::fs::remove_dir_all(first).unwrap();
    std::fs::remove_dir_all(second).unwrap();
}

#[test]
fn a_set_without_rows_is_a_set_all_the_same() {
    let (folder, made) = made("empty", 0);
    assert_eq!(std::fs::read_to_string(&of(&made, Format::Json).path).unwrap(), "[\n]\n");
    assert_eq!(std::fs::read_to_string(&of(&made, Format::Csv).path).unwrap(), "unp,name,since,share,open\r\n");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn parquet_is_in_groups_of_a_hundred_thousand_rows() {
    let (folder, made) = made("groups", 100_001);
    let parquet = SerializedFileReader::new(std::fs::File::open(&of(&made, Format::Parquet).path).unwrap()).unwrap();
    let sizes: Vec<i64> = parquet.metadata().row_groups().iter().map(|group| group.num_rows()).collect();
    assert_eq!(sizes, [100_000, 1]);
    let group = &parquet.metadata().row_groups()[0];
    assert_eq!(group.sorting_columns().unwrap()[0].column_idx, 0);
    assert!(matches!(group.column(0).compression(), ::parquet::basic::Compression::ZSTD(_)));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_row_of_another_width_is_refused() {
    let folder = std::env::temp_dir().join(format!("akno-files-{}-width", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut files = FileSet::create(&folder, &schema()).unwrap();
    assert!(files.row(vec![Value::Nothing]).is_err());
    drop(files);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_spreadsheet_holds_text_as_text_and_reads_back_as_xml() {
    let (folder, made) = made("ods", 3);
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&of(&made, Format::Ods).path).unwrap()).unwrap();
    let first = zip.by_index(0).unwrap();
    assert_eq!((first.name().unwrap().as_ref(), first.compression()), ("mimetype", zip::CompressionMethod::Stored));
    drop(first);
    let mut content = String::new();
    zip.by_name("content.xml").unwrap().read_to_string(&mut content).unwrap();
    assert_eq!(content.matches("<table:table-row>").count(), 4);
    assert!(content.contains("<text:p>=1+1, \"Ёлка\"</text:p><text:p>і Ўсход</text:p>"), "{content}");
    assert!(!content.contains("table:formula"));
    assert!(content.contains(r#"office:date-value="1992-01-03""#) && content.contains("<table:table-cell/>"));
    assert!(content.ends_with("</office:document-content>"));
    std::fs::remove_dir_all(folder).unwrap();
}
