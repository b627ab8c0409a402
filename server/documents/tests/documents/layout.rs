//! What stands on which page.

use documents::{Bar, Block, Language};

use crate::pdf::Pdf;
use crate::samples::{bare, form, receipt};

#[test]
fn a_receipt_and_a_form_are_one_page_each() {
    for lang in [Language::Ru, Language::Be, Language::En] {
        assert_eq!(Pdf::of(&receipt(lang)).pages(), 1);
        assert_eq!(Pdf::of(&form(lang)).pages(), 1);
    }
}

#[test]
fn every_page_has_its_number_the_mark_the_issuer_and_the_foot() {
    let mut document = receipt(Language::En);
    let rows = (0..400).map(|row| (format!("Fact {row}"), "A value".to_owned()));
    document.blocks.push(Block::Facts(rows.collect()));
    let pdf = Pdf::of(&document);
    let pages = pdf.pages();
    assert!(pages > 8, "{pages}");
    for page in 1..=pages {
        let text = pdf.page(u32::try_from(page).unwrap());
        for part in [
            format!("Page {page} of {pages}"),
            "Demo: invented data".to_owned(),
            "Akno. Services of the registering".to_owned(),
            "It needs no signature".to_owned(),
        ] {
            assert!(text.contains(&part), "{part} is not on page {page}: {text}");
        }
    }
}

#[test]
fn a_long_table_repeats_its_header_and_is_read_out_once() {
    let rows = (0..200).map(|row| vec![format!("Row {row}"), "Value".to_owned()]).collect();
    let pdf = Pdf::of(&bare(
        "Table",
        vec![Block::Table {
            caption: "What there is".to_owned(),
            head: vec!["Heading one".to_owned(), "Heading two".to_owned()],
            rows,
        }],
    ));
    for page in 1..=pdf.pages() {
        assert!(pdf.page(u32::try_from(page).unwrap()).contains("Heading one"));
    }
    assert_eq!(pdf.roles()["TH"], 2);
    assert_eq!(pdf.roles()["TR"], 201);
}

#[test]
fn a_date_in_a_table_does_not_break_beside_long_texts() {
    let long = "Наименование, местонахождение и всё остальное, что о ней известно".to_owned();
    let head = ["Дата", "Что произошло", "Подробности", "По какой день", "Ещё"].map(str::to_owned);
    let row = |columns: usize| {
        let cells = ["02.08.2023".to_owned(), long.clone(), long.clone(), "31.12.2026".to_owned(), long.clone()];
        cells[..columns].to_vec()
    };
    for columns in [3, 4, 5] {
        let table = Block::Table { caption: String::new(), head: head[..columns].to_vec(), rows: vec![row(columns)] };
        let lines = Pdf::of(&bare("Выписка", vec![table])).lines();
        assert!(lines.contains("02.08.2023"), "{columns} columns: {lines}");
        assert_eq!(lines.contains("31.12.2026"), columns > 3, "{columns} columns: {lines}");
    }
}

#[test]
fn a_chart_is_a_table_whose_bars_are_passed_over() {
    let bar = |label: &str, value: u32| Bar { label: label.to_owned(), written: format!("{value} шт."), value };
    let chart = |rows: Vec<Bar>| Block::Bars {
        caption: "Подано".to_owned(),
        head: ["Месяц".to_owned(), "Сколько".to_owned()],
        rows,
    };
    let rows = vec![bar("январь", 12), bar("февраль", 0), bar("#strong[март] $x$", u32::MAX), bar("", 7)];
    let pdf = Pdf::of(&bare("Отчёт", vec![chart(rows), chart(Vec::new()), chart(vec![bar("пусто", 0)])]));
    let text = pdf.text();
    // Where a narrow column breaks a word is the layout's affair.
    let joined = |text: &str| text.split_whitespace().collect::<String>();
    for said in ["Подано", "январь", "12 шт.", "0 шт.", "#strong[март] $x$", "пусто"] {
        assert!(joined(&text).contains(&joined(said)), "{said} in {text}");
    }
    assert_eq!((pdf.roles()["Table"], pdf.roles()["TR"]), (2, 7), "a chart without rows is left out");
    assert!(!pdf.roles().contains_key("Figure"), "{:?}", pdf.roles());
}

#[test]
fn a_line_to_sign_on_stays_with_what_is_signed() {
    for rows in 20..32 {
        let facts = (0..rows).map(|row| (format!("Сведение {row}"), "есть".to_owned()));
        let pdf = Pdf::of(&bare(
            "Заявление",
            vec![
                Block::Facts(facts.collect()),
                Block::Heading("Подпись".to_owned()),
                Block::Paragraph("Сведения достоверны.".to_owned()),
                Block::Signature(vec!["Подпись заявителя".to_owned(), "Дата".to_owned()]),
            ],
        ));
        let last = pdf.page(u32::try_from(pdf.pages()).unwrap());
        assert!(last.contains("Сведения достоверны.") && last.contains("Подпись заявителя"), "{rows} rows: {last}");
    }
}

#[test]
fn an_empty_line_parts_two_paragraphs_and_a_single_line_end_does_not() {
    let text = "Первый абзац,\r\nдве строки.\r\n\r\n\r\nВторой абзац.";
    let pdf = Pdf::of(&bare("Абзацы", vec![Block::Paragraph(text.to_owned())]));
    let before = Pdf::of(&bare("Абзацы", Vec::new()));
    assert_eq!(pdf.roles()["P"] - before.roles()["P"], 2);
}

#[test]
fn an_abbreviation_stays_with_its_number() {
    for words in 1..12 {
        let text = format!("{}д. 91 по плану № 5", "слово ".repeat(words * 3));
        let pdf = Pdf::of(&bare("Адрес", vec![Block::Paragraph(text)]));
        let lines = pdf.lines();
        assert!(lines.contains("д.\u{A0}91") && lines.contains("№\u{A0}5"), "{lines}");
    }
}
