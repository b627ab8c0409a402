//! The table of a draft: what the doctor finds in it, its columns, and files that are refused.

use super::{TABLE, approve, begin, fill_in, revision, row, set, squeezed, submit, upload};
use crate::support::portal::Portal;
use std::io::Write;

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_names_row_and_column_and_mends_what_was_asked_for() {
    let portal = Portal::start().await;
    let mut editor = portal.signed_in("editor").await;
    let draft = begin(&mut editor, "fees").await;
    fill_in(&mut editor, &draft).await;
    let table = "Код;Плательщик УНП;Дата;Сумма\n1;190542056;1.2.24;1 234,50\n2;190542057;31.02.2024;7\n3;190542056;2024-02-03;8\n";
    let bytes = encoding_rs::WINDOWS_1251.encode(table).0.into_owned();
    let answer = upload(&mut editor, &draft, &bytes).await;
    let report = format!("{draft}/report");
    assert_eq!((answer.status, answer.location()), (303, report.as_str()), "{}", answer.body);
    let page = editor.get(&format!("{report}?lang=ru")).await;
    assert!(page.body.contains("windows-1251"));
    let rows = squeezed(&page, "tbody tr");
    for (row, words) in [
        (0, ["2", "Дата", "1.2.24", "2024-02-01"]),
        (1, ["2", "Сумма", "1234,50", "1234.5"]),
        (2, ["3", "ПлательщикУНП", "190542057", "несходится"]),
        (3, ["3", "Дата", "31.02.2024", "нетвкалендаре"]),
    ] {
        assert!(words.iter().all(|word| rows[row].contains(word)), "{words:?} in {rows:?}");
    }
    // A draft with faults goes nowhere.
    let seen = revision(&mut editor, &draft).await;
    let refused = editor.post(&format!("{draft}/submission"), &[("revision", &seen)]).await;
    assert_eq!(refused.location(), format!("{draft}?check=1"));
    let mended =
        editor.post(&report, &[("revision", &seen), ("repair", "dates"), ("repair", "numbers"), ("repair", "x")]).await;
    assert_eq!(mended.status, 303, "{}", mended.body);
    let rows = editor.get(&report).await.all("tbody tr");
    assert_eq!(rows.len(), 2, "what cannot be mended stays: {rows:?}");
    // The sound file takes its place; what was asked to be mended still is.
    let sound = table.replace("190542057", "190542056").replace("31.02.2024", "28.02.2024");
    upload(&mut editor, &draft, sound.as_bytes()).await;
    let page = editor.get(&draft).await;
    assert!(page.body.contains("2024-02-28") && page.body.contains("1234.5"), "{}", page.body);
    submit(&mut editor, &draft).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_that_a_new_file_lacks_are_counted_among_its_faults_and_nothing_else_is_offered_to_be_mended() {
    let portal = Portal::start().await;
    let mut editor = portal.signed_in("editor").await;
    let draft = begin(&mut editor, "fees").await;
    fill_in(&mut editor, &draft).await;
    let table = "Код;Дата;Сумма\n1;1.2.24;1 234,50\n2;2.2.24;7\n";
    upload(&mut editor, &draft, table.as_bytes()).await;
    let report = format!("{draft}/report");
    let seen = revision(&mut editor, &draft).await;
    let repairs = [("revision", seen.as_str()), ("repair", "dates"), ("repair", "numbers")];
    assert_eq!(editor.post(&report, &repairs).await.status, 303);
    let page = editor.get(&format!("{report}?lang=ru")).await;
    assert_eq!(page.all("input[name=repair]").len(), 2, "what is mended can be left as it was: {}", page.body);
    upload(&mut editor, &draft, "Код;Лишнее\n1;а\n2;б\n".as_bytes()).await;
    let page = editor.get(&report).await;
    let text = page.text_of("main");
    assert!(text.contains("Найдено 2 ошибки") && !text.contains("Найдено 0"), "{text}");
    assert!(text.contains("В файле нет столбца «Дата»") && text.contains("В файле нет столбца «Сумма»"), "{text}");
    assert_eq!(page.all("input[name=repair]").len(), 0, "{}", page.body);
    // They are not forgotten, and mend the next file.
    upload(&mut editor, &draft, table.as_bytes()).await;
    assert!(editor.get(&draft).await.body.contains("2024-02-01"));
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_are_named_typed_bounded_and_left_out() {
    let portal = Portal::start().await;
    let (mut editor, mut second) = (portal.signed_in("editor").await, portal.signed_in("editor2").await);
    let draft = begin(&mut editor, "places").await;
    fill_in(&mut editor, &draft).await;
    upload(&mut editor, &draft, TABLE.as_bytes()).await;
    let address = format!("{draft}/columns");
    let page = editor.get(&address).await;
    assert_eq!(page.attribute("#c0_name", "value").as_deref(), Some("nomer"));
    let seen = revision(&mut editor, &draft).await;
    let mut fields: Vec<(String, String)> = vec![("revision".into(), seen)];
    for (place, (name, kind)) in
        [("id", "integer"), ("name", "text"), ("opened", "date"), ("area", "number"), ("works", "text")]
            .iter()
            .enumerate()
    {
        let mut add = |field: &str, value: &str| fields.push((format!("c{place}_{field}"), value.to_owned()));
        add("name", name);
        add("kind", kind);
        for lang in ["be", "ru", "en"] {
            add(&format!("title_{lang}"), &format!("{name} <{lang}>"));
        }
        if *name != "works" {
            add("kept", "yes");
        }
    }
    fields.push(("c3_least".into(), "100".into()));
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let refused = editor.post(&address, &pairs).await;
    assert_eq!(refused.status, 422, "a key is wanted");
    assert_eq!(refused.attribute("#c1_name", "value").as_deref(), Some("name"), "what was typed is there");
    fields.push(("c0_key".into(), "yes".into()));
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let saved = editor.post(&address, &pairs).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let report = editor.get(&format!("{draft}/report?lang=ru")).await;
    assert_eq!(report.all("tbody tr").len(), 2, "two places are smaller than the least: {}", report.body);
    let mut fields: Vec<(&str, &str)> =
        pairs.into_iter().filter(|(name, _)| *name != "c3_least" && *name != "revision").collect();
    let seen = revision(&mut editor, &draft).await;
    fields.extend([("revision", seen.as_str()), ("c3_least", "1"), ("c3_unit", "m2")]);
    assert_eq!(editor.post(&address, &fields).await.status, 303);
    submit(&mut editor, &draft).await;
    approve(&mut second, &draft).await;
    portal.work_done().await;
    let id = set("places");
    let csv = portal.client().get(&format!("/data/{id}/latest/{id}.csv")).await.body;
    assert!(csv.starts_with("id,name,opened,area\r\n1,"), "{csv}");
    let package = portal.client().get(&format!("/data/{id}/datapackage.json")).await.body;
    assert!(package.contains("\"minimum\":1") && package.contains("m2"), "{package}");
    let page = portal.client().get(&format!("/data/{id}?lang=en")).await;
    assert!(page.body.contains("name &lt;en&gt;"), "a title stays text");
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_files_are_refused_in_plain_words_and_the_draft_stays() {
    let portal = Portal::start().await;
    let mut editor = portal.signed_in("editor").await;
    let draft = begin(&mut editor, "places").await;
    upload(&mut editor, &draft, TABLE.as_bytes()).await;
    let before = row(&portal, &draft).await;
    let wide = vec!["x"; 10_000].join(";");
    let mixed = [TABLE.as_bytes(), &encoding_rs::WINDOWS_1251.encode("4;Школа;;;\n").0].concat();
    for (bytes, word) in [
        (Vec::new(), "пуст"),
        (b"a;b\n1;\0\0\0\n".to_vec(), "нулевые"),
        (b"%PDF-1.4".to_vec(), "не читаем"),
        (wide.into_bytes(), "256"),
        (format!("a;b\n1;\"{}", "x\n".repeat(50_000)).into_bytes(), "не закрыта"),
        (mixed, "Строка 5"),
        (bomb(), "слишком много"),
        (b"[[[[".to_vec(), "названия"),
    ] {
        let answer = upload(&mut editor, &draft, &bytes).await;
        assert_eq!(answer.status, 422, "{word}");
        assert!(answer.text_of("#error-summary").contains(word), "{word}: {}", answer.text_of("#error-summary"));
    }
    let large = upload(&mut editor, &draft, &vec![b'x'; 21 * 1024 * 1024]).await;
    assert_eq!(large.status, 413);
    assert!(large.text_of("#file-error").contains("20 МБ"), "the limit is told at the field: {}", large.body);
    let bare = editor.send("POST", &format!("{draft}/file"), Some("multipart/form-data"), Vec::new()).await;
    assert_eq!(bare.status, 400);
    let after = row(&portal, &draft).await;
    assert_eq!((after.upload, after.revision), (before.upload, before.revision), "the file that was there stays");
}

/// A workbook of some hundred kilobytes that unpacks to hundreds of megabytes.
fn bomb() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let settings = zip::write::SimpleFileOptions::default();
    zip.start_file("xl/workbook.xml", settings).unwrap();
    zip.write_all(b"<workbook><sheets><sheet name='a'/></sheets></workbook>").unwrap();
    zip.start_file("xl/worksheets/sheet1.xml", settings).unwrap();
    let row = format!("<row><c t=\"inlineStr\"><is><t>{}</t></is></c></row>", "x".repeat(7_000)).repeat(100);
    for _ in 0..300 {
        zip.write_all(row.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
