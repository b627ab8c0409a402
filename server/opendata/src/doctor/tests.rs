use super::*;
use crate::schema::{Kind, Value};
use std::io::Write;

const TABLE: &str = "Номер;Назва;Дата;Сумма, руб.\n1;Школа № 1;2024-02-01;10.50\n2;Дзіцячы сад;2024-03-01;7\n";

fn heads(reading: &Reading) -> Vec<&str> {
    reading.head.iter().map(String::as_str).collect()
}

fn first_rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let reading = read(bytes).unwrap();
    let records =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(reading.csv.as_slice()).into_records();
    records.map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn refused(bytes: &[u8]) -> Refusal {
    read(bytes).unwrap_err()
}

/// The codes of faults with their rows, of a text read and guessed, with some repairs asked for.
fn faults(text: &str, repairs: &[Repair]) -> Vec<(String, u64)> {
    let reading = read(text.as_bytes()).unwrap();
    let plan = Plan { repairs: repairs.to_vec(), ..guess(&reading) };
    examine(&reading.csv, &plan).faults.into_iter().map(|fault| (fault.code.into_owned(), fault.row)).collect()
}

fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn xlsx(rows: &str) -> Vec<u8> {
    zip(&[
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><sheets><sheet name="Дадзеныя" r:id="rId7"/><sheet name="Іншае" r:id="rId8"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="rId8" Target="worksheets/a.xml"/><Relationship Id="rId7" Target="worksheets/b.xml"/></Relationships>"#,
        ),
        ("xl/sharedStrings.xml", "<sst><si><t>Номер</t></si><si><r><t>Дата &amp; </t></r><r><t>год</t></r></si></sst>"),
        (
            "xl/styles.xml",
            r##"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd\.mm\.yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>"##,
        ),
        ("xl/worksheets/b.xml", &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
    ])
}

fn ods(rows: &str) -> Vec<u8> {
    zip(&[(
        "content.xml",
        &format!(
            r#"<office:document-content xmlns:table="t" xmlns:office="o" xmlns:text="x"><table:table table:name="А">{rows}</table:table></office:document-content>"#
        ),
    )])
}

#[test]
fn every_usual_encoding_gives_the_same_table() {
    let own = read(TABLE.as_bytes()).unwrap();
    assert_eq!(heads(&own), ["Номер", "Назва", "Дата", "Сумма, руб."]);
    assert!(own.notes.is_empty());
    let utf_16 = |big: bool| {
        let bytes =
            TABLE.encode_utf16().flat_map(move |unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
        bytes.collect::<Vec<u8>>()
    };
    // The letters of this text are in all of them but for «і», which cp866 lacks.
    let in_866 = TABLE.replace('і', "и");
    let sent: Vec<(Vec<u8>, &str)> = vec![
        ([b"\xEF\xBB\xBF".as_slice(), TABLE.as_bytes()].concat(), ""),
        ([b"\xFF\xFE".to_vec(), utf_16(false)].concat(), "UTF-16LE"),
        ([b"\xFE\xFF".to_vec(), utf_16(true)].concat(), "UTF-16BE"),
        (utf_16(false), "UTF-16LE"),
        (utf_16(true), "UTF-16BE"),
        (encoding_rs::WINDOWS_1251.encode(TABLE).0.into_owned(), "windows-1251"),
        (encoding_rs::IBM866.encode(&in_866).0.into_owned(), "IBM866"),
    ];
    for (bytes, encoding) in sent {
        let found = read(&bytes).unwrap();
        assert_eq!(found.head, own.head, "{encoding}");
        if encoding != "IBM866" {
            assert_eq!(found.csv, own.csv, "{encoding}");
        }
        assert_eq!(found.notes.first().map_or("", |note| note.value.as_str()), encoding);
    }
}

#[test]
fn every_usual_mark_parts_the_cells() {
    for mark in [";", ",", "\t", "|"] {
        let text = format!("a{mark}b{mark}c\n1{mark}\"x{mark}y\"{mark}3\n");
        assert_eq!(first_rows(text.as_bytes()), [["2", "1", &format!("x{mark}y"), "3"]], "{mark}");
    }
    // Commas in numbers and texts do not hide the semicolons.
    assert_eq!(first_rows("a;b\n1,5;x, y, z\n2,5;q\n".as_bytes())[0], ["2", "1,5", "x, y, z"]);
    assert_eq!(first_rows(b"sep=|\na|b\n1|2\n"), [["3", "1", "2"]]);
    assert_eq!(first_rows("Имя\nАнна\n".as_bytes()), [["2", "Анна"]]);
}

#[test]
fn numbers_of_rows_are_those_of_the_file() {
    let text = "\n\nСписок школ за 2024 год;;\n\na;b;c\n1;2;3\n\n4;\"два\nрадкі\";6\n7;8;9\n";
    let numbers: Vec<String> = first_rows(text.as_bytes()).into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(numbers, ["6", "8", "10"]);
    let reading = read(text.as_bytes()).unwrap();
    assert_eq!((heads(&reading), reading.notes[0].code.as_str()), (vec!["a", "b", "c"], "title"));
}

#[test]
fn a_workbook_is_read_with_its_days_and_gaps() {
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><t>Ці ёсць</t></is></c></row>
        <row r="3"><c r="A3"><v>7</v></c><c r="B3" s="1"><v>45323</v></c><c r="D3" t="b"><v>1</v></c></row>
        <row r="4"><c r="A4"><v>0.30000000000000004</v></c><c r="B4" s="1"/></row>"#;
    let reading = read(&xlsx(rows)).unwrap();
    assert_eq!(heads(&reading), ["Номер", "Дата & год", "", "Ці ёсць"]);
    assert_eq!(first_rows(&xlsx(rows)), [vec!["3", "7", "2024-02-01", "", "true"], vec!["4", "0.3"]]);
    assert_eq!(reading.notes, [Note::new("sheets", "Дадзеныя")]);
}

/// What a workbook's second column says, of numbers and their styles. The first styles have formats of their own, those
/// behind them the built-in ones 20, 46, 22 and 14.
fn timed(properties: &str, cells: &[(usize, &str)]) -> Vec<String> {
    let formats = ["h:mm", "hh:mm:ss;@", r"dd\.mm\.yyyy\ hh:mm", "[h]:mm", "mm:ss.0", r"0.00\ _D_M", "mmmm"];
    let format = |(n, code): (usize, &str)| format!(r#"<numFmt numFmtId="{}" formatCode="{code}"/>"#, 170 + n);
    let told: String = formats.into_iter().enumerate().map(format).collect();
    let own = (170..170 + formats.len()).chain([20, 46, 22, 14]);
    let own: String = own.map(|id| format!(r#"<xf numFmtId="{id}"/>"#)).collect();
    let row =
        |(style, number): &(usize, &str)| format!(r#"<row><c><v>1</v></c><c s="{style}"><v>{number}</v></c></row>"#);
    let rows: String = cells.iter().map(row).collect();
    let head = r#"<row><c t="inlineStr"><is><t>Код</t></is></c><c t="inlineStr"><is><t>Час</t></is></c></row>"#;
    let book = format!(
        r#"<workbook xmlns:r="r"><workbookPr {properties}/><sheets><sheet name="А" r:id="rId1"/></sheets></workbook>"#
    );
    let styles =
        format!(r#"<styleSheet><numFmts>{told}</numFmts><cellXfs><xf numFmtId="0"/>{own}</cellXfs></styleSheet>"#);
    let sheet = format!("<worksheet><sheetData>{head}{rows}</sheetData></worksheet>");
    let parts = [
        ("xl/workbook.xml", book.as_str()),
        ("xl/styles.xml", styles.as_str()),
        ("xl/worksheets/sheet1.xml", sheet.as_str()),
    ];
    first_rows(&zip(&parts)).into_iter().map(|row| row[2].clone()).collect()
}

#[test]
fn times_of_a_workbook_are_read_as_they_are_written_elsewhere() {
    let cells = [
        ((0, "0.354166666666667"), "0.354166666666667"),
        ((1, "0.354166666666667"), "08:30"),
        ((1, "0.354340277777778"), "08:30:15"),
        ((1, "45323.75"), "18:00"),
        ((2, "0.5"), "12:00:00"),
        ((3, "45323.4375"), "2024-02-01T10:30:00"),
        ((3, "45323"), "2024-02-01"),
        ((3, "45322.9999999999"), "2024-02-01"),
        ((3, "0.25"), "06:00"),
        ((4, "1.10416666666667"), "26:30"),
        ((4, "-0.0625"), "-01:30"),
        ((4, "0.0625"), "01:30"),
        ((5, "0.00382523148148148"), "00:05:30.500"),
        ((6, "5.5"), "5.5"),
        ((7, "45323"), "2024-02-01"),
        ((8, "0.75"), "18:00"),
        ((9, "1.5"), "36:00:00"),
        ((10, "45323.75"), "2024-02-01T18:00:00"),
        ((11, "45323.75"), "2024-02-01"),
        // No time is before the first day.
        ((1, "-0.5"), "-0.5"),
        ((3, "1e300"), "1e300"),
    ];
    let asked = cells.map(|(cell, _)| cell);
    assert_eq!(timed("", &asked), cells.map(|(_, said)| said));
    let since_1904 = [
        ((1, "0.354166666666667"), "08:30"),
        ((3, "43861.4375"), "2024-02-01T10:30:00"),
        ((3, "0.25"), "1904-01-01T06:00:00"),
        ((4, "1.5"), "36:00"),
        ((11, "43861"), "2024-02-01"),
    ];
    assert_eq!(timed(r#"date1904="1""#, &since_1904.map(|(cell, _)| cell)), since_1904.map(|(_, said)| said));
}

#[test]
fn cells_and_rows_without_a_reference_stand_behind_the_ones_before() {
    let text = |text: &str| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#);
    let rows = format!(
        r#"<row r="2">{}<c/>{}{}</row><row><c><v>1</v></c><c s="0"></c><c><v>3</v></c></row>
        <row><c r="B7"><v>2</v></c><c><v>3</v></c><c r="D7"/></row><row><c><v/></c><c><v>9</v></c></row>"#,
        text("a"),
        text("c"),
        text("d"),
    );
    assert_eq!(heads(&read(&xlsx(&rows)).unwrap()), ["a", "", "c", "d"]);
    assert_eq!(first_rows(&xlsx(&rows)), [vec!["3", "1", "", "3"], vec!["7", "", "2", "3"], vec!["8", "", "9"]]);
}

#[test]
fn an_open_document_is_read_with_what_it_repeats() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let rows = format!(
        r#"<table:table-row>{}{}</table:table-row><table:table-row table:number-rows-repeated="2">{}<table:table-cell office:value-type="date" office:date-value="2024-02-01"><text:p>01.02.24</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16380"/></table:table-row><table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#,
        cell("a"),
        cell("b"),
        cell("x<text:s text:c=\"2\"/>&lt;y&gt;"),
    );
    assert_eq!(first_rows(&ods(&rows)), [["2", "x  <y>", "2024-02-01"], ["3", "x  <y>", "2024-02-01"]]);
}

#[test]
fn json_is_read_as_a_list_wrapped_and_line_by_line() {
    for text in [
        r#"[{"a": 1, "b": "x"}, {"b": null, "c": 2.5, "a": true}]"#,
        r#"{"count": 2, "meta": {"x": [1]}, "items": [{"a": 1, "b": "x"}, {"b": null, "c": 2.5, "a": true}], "more": [{"z": 1}]}"#,
        "{\"a\": 1, \"b\": \"x\"}\n\n{\"b\": null, \"c\": 2.5, \"a\": true}\n",
    ] {
        let reading = read(text.as_bytes()).unwrap();
        assert_eq!(heads(&reading), ["a", "b", "c"], "{text}");
        let rows = first_rows(text.as_bytes());
        assert_eq!(
            (&rows[0][1..], &rows[1][1..]),
            (&["1".to_owned(), "x".into()][..], &["true".to_owned(), String::new(), "2.5".into()][..])
        );
    }
    assert_eq!(refused(br#"[{"a": 1}, {"a": {"b": 2}}]"#), Refusal::Nested { row: 2, column: "a".into() });
    assert_eq!(refused(br#"[{"a": 1}, 5]"#), Refusal::NotRows { row: 2 });
    assert_eq!(refused(br#"[{"a": 1}, {"a""#), Refusal::Broken);
    assert_eq!(refused(br#"[]"#), Refusal::NoRows);
    assert_eq!(refused(br#"[{"a": "x\u0000y"}]"#), Refusal::Binary);
    assert_eq!(refused(("[{\"a\":".to_owned() + &"[".repeat(500_000)).as_bytes()).code(), "nested");
}

#[test]
fn what_is_no_table_is_refused_in_plain_words() {
    assert_eq!(refused(b""), Refusal::Empty);
    assert_eq!(refused(b" \r\n \n"), Refusal::Empty);
    assert_eq!(refused(b"%PDF-1.7 ..."), Refusal::UnknownKind);
    assert_eq!(refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), Refusal::UnknownKind);
    assert_eq!(refused(&zip(&[("a.txt", "x")])), Refusal::UnknownKind);
    assert_eq!(refused(b"PK\x03\x04 and then nothing"), Refusal::Broken);
    assert_eq!(refused(b"a;b\n1;\0\0\x01\0\n"), Refusal::Binary);
    assert_eq!(refused(b"a;b\n"), Refusal::NoRows);
    assert_eq!(refused(b"1;2024-01-01\n2;2024-01-02\n"), Refusal::NoHead);
    assert_eq!(refused(&vec![b'x'; LARGEST + 1]), Refusal::TooLarge);
}

#[test]
fn lines_in_two_encodings_are_told_by_their_first() {
    let mixed = [TABLE.as_bytes(), &encoding_rs::WINDOWS_1251.encode("3;Бальніца;2024-01-01;1\n").0].concat();
    assert_eq!(refused(&mixed), Refusal::MixedEncodings { row: 4 });
    let marked = [b"\xEF\xBB\xBF".as_slice(), &mixed].concat();
    assert_eq!(refused(&marked), Refusal::MixedEncodings { row: 4 });
}

#[test]
fn bombs_and_endless_things_are_cut_off() {
    let wide = vec!["x"; 10_000].join(";");
    assert_eq!(refused(format!("{wide}\n{wide}\n").as_bytes()), Refusal::TooManyColumns);
    let far =
        r#"<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row><row r="2"><c r="XFD2"><v>1</v></c></row>"#;
    assert_eq!(refused(&xlsx(far)), Refusal::TooManyColumns);
    let many = r#"<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="4000000000"><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row>"#;
    assert_eq!(refused(&ods(many)), Refusal::TooManyRows);
    // A quotation mark that is never closed takes the rest of the file into one cell.
    let unclosed = format!("a;b\n1;\"x\n{}", "2;y\n".repeat(20_000));
    assert_eq!(refused(unclosed.as_bytes()), Refusal::CellTooLong { row: 2 });
    let line = format!("a;b\n{};1\n", "x".repeat(1_000_000));
    assert_eq!(refused(line.as_bytes()), Refusal::CellTooLong { row: 2 });
    let keys: String = (0..300).map(|n| format!("{{\"k{n}\":1}}\n")).collect();
    assert_eq!(refused(keys.as_bytes()), Refusal::TooManyColumns);
    // Hundreds of megabytes in a file of some hundred kilobytes.
    let row = format!("<row><c t=\"inlineStr\"><is><t>{}</t></is></c></row>", "x".repeat(7_000));
    let bomb = xlsx(&row.repeat(30_000));
    assert!(bomb.len() < 2_000_000, "{}", bomb.len());
    assert_eq!(refused(&bomb), Refusal::TooLarge);
}

#[test]
fn a_long_text_is_refused_at_the_first_cell_that_names_it() {
    let shared = format!("<sst><si><t>a</t></si><si><t>{}</t></si></sst>", "x".repeat(LONGEST_CELL * 4 + 1));
    // What stands behind it in the row is not come to.
    let rows = r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row>
        <row r="2"><c r="A2" t="s"><v>1</v></c><c r="XFD2"><v>1</v></c></row></sheetData></worksheet>"#;
    let book = zip(&[
        ("xl/workbook.xml", r#"<workbook xmlns:r="r"><sheets><sheet name="А" r:id="rId1"/></sheets></workbook>"#),
        ("xl/sharedStrings.xml", shared.as_str()),
        ("xl/worksheets/sheet1.xml", rows),
    ]);
    assert_eq!(refused(&book), Refusal::CellTooLong { row: 2 });
}

#[test]
fn of_formats_with_one_number_the_first_is_meant() {
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy"/><numFmt numFmtId="170" formatCode="0"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs></styleSheet>"#;
    let rows = r#"<worksheet><sheetData><row><c t="inlineStr"><is><t>a</t></is></c></row>
        <row><c s="0"><v>45323</v></c></row></sheetData></worksheet>"#;
    let book = zip(&[
        ("xl/workbook.xml", r#"<workbook xmlns:r="r"><sheets><sheet name="А" r:id="rId1"/></sheets></workbook>"#),
        ("xl/styles.xml", styles),
        ("xl/worksheets/sheet1.xml", rows),
    ]);
    assert_eq!(first_rows(&book), [["2", "2024-02-01"]]);
}

#[test]
fn columns_are_guessed_from_all_their_values() {
    let mut text = String::from("УНП;Код;Вид;Дата;Сумма, руб.;Открыт;Пусто;Вид\n");
    for n in 1..=30 {
        let kind = ["школа", "сад", "лицей"][n % 3];
        let yes = if n % 2 == 0 { "да" } else { "нет" };
        text += &format!("190542056;{n:03};{kind};{:02}.03.2024;1 {n:03},50;{yes};;x{n}\n", n);
    }
    let plan = guess(&read(text.as_bytes()).unwrap());
    let names: Vec<(&str, Kind, bool)> =
        plan.columns.iter().map(|column| (column.field.name.as_str(), column.field.kind, column.kept)).collect();
    assert_eq!(
        names,
        [
            ("unp", Kind::Text, true),
            ("kod", Kind::Text, true),
            ("vid", Kind::Text, true),
            ("data", Kind::Date, true),
            ("summa_rub", Kind::Number, true),
            ("otkryt", Kind::Boolean, true),
            ("pusto", Kind::Text, false),
            ("vid_2", Kind::Text, true),
        ]
    );
    assert_eq!(plan.key, ["kod"]);
    assert!(plan.columns[0].field.limits.unp && plan.columns[0].field.required);
    assert_eq!(plan.columns[2].field.limits.categories, ["лицей", "сад", "школа"]);
    assert_eq!(plan.columns[4].field.unit.as_deref(), Some("BYN"));
}

#[test]
fn a_key_of_two_columns_is_found() {
    let text = "Код;Месяц;Сумма\n1;1;5.5\n1;2;5.5\n2;1;6.5\n2;2;6.5\n";
    assert_eq!(guess(&read(text.as_bytes()).unwrap()).key, ["kod", "mesyats"]);
}

#[test]
fn every_fault_names_its_row_and_the_usual_ones_are_mended_on_request() {
    let text = "Номер;Дата;Сумма;Есть\n\
        1;2024-02-01;10.5;да\n2;1.2.24;1 234,50;нет\n3;31.02.2024;7,5;да\n4;05/06/2024;x;так\n 5;2024-02-05;1.5;да\n";
    let told = faults(text, &[]);
    let expected = [
        ("word", 2),
        ("date-form", 3),
        ("thousands", 3),
        ("word", 3),
        ("date-none", 4),
        ("decimal-comma", 4),
        ("word", 4),
        ("date-ambiguous", 5),
        ("number-none", 5),
        ("word", 5),
        ("spaces", 6),
        ("word", 6),
    ];
    assert_eq!(told, expected.map(|(code, row)| (code.to_owned(), row)));
    assert_eq!(
        faults(text, &Repair::ALL),
        [("date-none", 4), ("date-ambiguous", 5), ("number-none", 5)].map(|(code, row)| (code.to_owned(), row))
    );
}

fn only(head: &str, values: &[&str], change: impl Fn(&mut Plan), repairs: &[Repair]) -> Report {
    let rows: String = values.iter().enumerate().map(|(n, value)| format!("{n};{value}\n")).collect();
    let reading = read(format!("id;{head}\n{rows}").as_bytes()).unwrap();
    let mut plan = Plan { repairs: repairs.to_vec(), ..guess(&reading) };
    change(&mut plan);
    examine(&reading.csv, &plan)
}

fn codes(report: &Report) -> Vec<&str> {
    report.counts.iter().map(|count| &*count.code).collect()
}

#[test]
fn a_payers_number_is_told_and_never_made_up() {
    let report = only("УНП", &["190542056", "190542057", "19054205"], |_| {}, &Repair::ALL);
    assert_eq!((codes(&report), report.rows), (vec!["unp-digit", "unp-form"], 1));
    assert!(report.faults.iter().all(|fault| fault.repair.is_none()));
}

#[test]
fn limits_of_a_column_are_kept() {
    let limit = |plan: &mut Plan| {
        let field = &mut plan.columns[1].field;
        (field.limits.least, field.limits.most, field.required) = (Some(0.0), Some(100.0), true);
    };
    assert_eq!(codes(&only("x", &["5", "-1", "101", ""], limit, &[])), ["below", "above", "missing"]);
    let category = |plan: &mut Plan| plan.columns[1].field.limits.categories = vec!["a".into()];
    assert_eq!(codes(&only("x", &["a", "b"], category, &[])), ["category"]);
    let whole = |plan: &mut Plan| plan.columns[1].field.kind = Kind::Integer;
    assert_eq!(codes(&only("x", &["5.0", "5.5", "99999999999999999999"], whole, &[])), ["fraction", "number-large"]);
}

#[test]
fn formulas_are_told_and_made_harmless() {
    let text = |plan: &mut Plan| plan.columns[1].field.kind = Kind::Text;
    let values = ["=1+1", "@SUM(A1)", "-2+cmd|x!A1", "+375 29 000-00-00", "- нет"];
    assert_eq!(only("x", &values, text, &[]).faults_in_all(), 3);
    let report = only("x", &values, text, &[Repair::Formulas]);
    assert!(report.is_clean());
    assert_eq!(report.mended, [(Repair::Formulas, 3)]);
}

#[test]
fn rows_that_repeat_are_dropped_and_keys_that_do_are_told() {
    let text = "Код;Имя\n1;а\n2;б\n1;а\n2;в\n";
    let reading = read(text.as_bytes()).unwrap();
    let mut plan = guess(&reading);
    plan.key = vec!["kod".into()];
    let report = examine(&reading.csv, &plan);
    let told: Vec<_> = report.faults.iter().map(|fault| (&*fault.code, fault.row, fault.of_row)).collect();
    assert_eq!(told, [("row-repeated", 4, Some(2)), ("key-repeated", 5, Some(3))]);
    plan.repairs = vec![Repair::Rows];
    assert_eq!(codes(&examine(&reading.csv, &plan)), ["key-repeated"]);
    plan.key.clear();
    assert!(examine(&reading.csv, &plan).no_key);
}

#[test]
fn what_stands_beside_the_columns_is_told() {
    let report = faults("a;b;c\n1;2;3\n2;3;4;лишнее\n", &[]);
    assert_eq!(report, [("row-long".to_owned(), 3)]);
}

#[test]
fn sound_rows_come_in_the_order_of_the_key() {
    let text = "Код;Имя\n10;б\n9;\"а\nа\"\n2;в\n";
    let reading = read(text.as_bytes()).unwrap();
    let mut rows = Vec::new();
    let report = sorted(&reading.csv, &guess(&reading), |row| {
        rows.push(row);
        Ok::<_, ()>(())
    });
    assert!(report.unwrap().is_clean());
    let expected = [(2, "в"), (9, "а\nа"), (10, "б")].map(|(code, name)| vec![Value::Integer(code), name.into()]);
    assert_eq!(rows, expected);
}

#[test]
fn what_was_decided_of_a_column_stays_with_its_name() {
    let mut plan = guess(&read("Код;Имя;Год\n1;а;2024\n".as_bytes()).unwrap());
    plan.columns[1].field.title.en = "Name".into();
    let next = read("ИМЯ;Новое;Код\nа;x;1\n".as_bytes()).unwrap();
    let refit = plan.refit(&next);
    let told: Vec<_> =
        refit.columns.iter().map(|column| (column.field.name.as_str(), column.at, column.kept)).collect();
    assert_eq!(told, [("kod", Some(2), true), ("imya", Some(0), true), ("god", None, true), ("novoe", Some(1), false)]);
    assert_eq!(refit.columns[1].field.title.en, "Name");
    assert_eq!(examine(&next.csv, &refit).missing_columns, ["Год"]);
}

/// Whatever is sent, the doctor answers and does not break off.
#[test]
fn no_bytes_make_it_panic() {
    let mut seed = 0x9E37_79B9_u32;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        seed
    };
    let seeds: Vec<Vec<u8>> = vec![
        TABLE.into(),
        br#"[{"a":1,"b":"x"}]"#.to_vec(),
        xlsx("<row><c><v>1</v></c></row>"),
        ods("<table:table-row/>"),
    ];
    for _ in 0..3_000 {
        let mut bytes = seeds[next() as usize % seeds.len()].clone();
        for _ in 0..1 + next() % 6 {
            let at = next() as usize % bytes.len();
            bytes[at] = next() as u8;
        }
        if let Ok(reading) = read(&bytes) {
            let plan = guess(&reading);
            examine(&reading.csv, &plan);
        }
    }
}
