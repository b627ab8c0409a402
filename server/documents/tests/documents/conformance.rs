//! What PDF/A-2a and PDF/UA-1 ask for, as far as it can be seen from outside.

use documents::{Block, DocumentError, Language, typeset};
use lopdf::Object;

use crate::pdf::{Pdf, text_string};
use crate::samples::{bare, form, receipt};

#[test]
fn the_metadata_claim_pdf_a_2a_and_pdf_ua_1() {
    let xmp = Pdf::of(&receipt(Language::Ru)).xmp();
    for claim in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "Расписка о получении уведомления",
        "2026-11-23T12:00:00",
    ] {
        assert!(xmp.contains(claim), "{claim} is missing in {xmp}");
    }
}

#[test]
fn the_file_says_its_language_and_title_and_that_it_is_tagged() {
    for (lang, code) in [(Language::Ru, "ru"), (Language::Be, "be"), (Language::En, "en")] {
        let pdf = Pdf::of(&receipt(lang));
        let catalog = pdf.catalog();
        assert_eq!(text_string(catalog.get(b"Lang").unwrap()), code);
        let marks = pdf.resolved(catalog.get(b"MarkInfo").unwrap()).as_dict().unwrap();
        assert_eq!(marks.get(b"Marked").unwrap(), &Object::Boolean(true));
        let view = pdf.resolved(catalog.get(b"ViewerPreferences").unwrap()).as_dict().unwrap();
        assert_eq!(view.get(b"DisplayDocTitle").unwrap(), &Object::Boolean(true));
        assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"OutputIntents"));
    }
}

#[test]
fn every_font_is_embedded_and_maps_its_glyphs_to_text() {
    let pdf = Pdf::of(&form(Language::Be));
    let is = |dictionary: &lopdf::Dictionary, kind: &[u8]| {
        dictionary.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == kind)
    };
    let fonts: Vec<_> = pdf.dictionaries().filter(|one| is(one, b"Font")).collect();
    assert!(fonts.iter().any(|font| font.has(b"ToUnicode")));
    let descriptors: Vec<_> = pdf.dictionaries().filter(|one| is(one, b"FontDescriptor")).collect();
    assert_eq!(descriptors.len(), 3, "two of Noto Sans and the code's");
    assert!(descriptors.iter().all(|one| one.has(b"FontFile2") || one.has(b"FontFile3")));
}

#[test]
fn a_screen_reader_finds_headings_rows_headers_steps_and_the_code() {
    let pdf = Pdf::of(&receipt(Language::En));
    let roles = pdf.roles();
    assert_eq!(roles["H1"], 1);
    assert_eq!(roles["H2"], 1);
    assert_eq!(roles["TR"], 12);
    assert_eq!(roles["TH"], 12, "each fact's label heads its row");
    assert_eq!(roles["LI"], 3);
    let elements = pdf.elements();
    let figures: Vec<_> = elements.iter().filter(|(role, _)| role == "Figure").collect();
    assert_eq!(figures.len(), 1, "the mark is decoration, the code is not");
    assert_eq!(
        text_string(figures[0].1.get(b"Alt").unwrap()),
        "QR code with the address of the page where this receipt can be checked"
    );
    assert_eq!(elements.iter().find(|(role, _)| role.starts_with('H')).unwrap().0, "H1");
}

#[test]
fn a_row_header_heads_its_row_and_a_column_header_its_column() {
    let pdf = Pdf::of(&form(Language::En));
    let scopes: Vec<String> = pdf
        .elements()
        .iter()
        .filter(|(role, _)| role == "TH")
        .map(|(_, header)| format!("{:?}", pdf.resolved(header.get(b"A").unwrap())))
        .collect();
    let of = |scope: &str| scopes.iter().filter(|attributes| attributes.contains(scope)).count();
    assert_eq!((of("Row"), of("Column")), (7, 3));
}

#[test]
fn a_picture_without_words_gets_the_address_for_them() {
    let mut document = form(Language::En);
    document.qr.as_mut().unwrap().alt = " ".to_owned();
    let pdf = Pdf::of(&document);
    let (_, figure) = pdf.elements().into_iter().find(|(role, _)| role == "Figure").unwrap();
    assert_eq!(text_string(figure.get(b"Alt").unwrap()), "QR: https://akno.example/draft/7H4K-M2QX");
}

#[test]
fn equal_documents_are_equal_files_and_another_date_is_another_file() {
    let first = typeset(&receipt(Language::Be)).unwrap();
    let between = typeset(&form(Language::Be)).unwrap();
    assert_ne!(first, between);
    assert_eq!(first, typeset(&receipt(Language::Be)).unwrap());
    let mut later = receipt(Language::Be);
    later.created += chrono::TimeDelta::seconds(1);
    assert_ne!(first, typeset(&later).unwrap());
}

#[test]
fn several_threads_typeset_at_once_and_get_what_one_would_get() {
    let alone = typeset(&receipt(Language::Ru)).unwrap();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| (0..5).map(|_| typeset(&receipt(Language::Ru)).unwrap()).collect::<Vec<_>>()))
            .collect();
        for thread in threads {
            assert!(thread.join().unwrap().iter().all(|pdf| *pdf == alone));
        }
    });
}

#[test]
fn a_document_without_a_title_takes_its_number_or_its_issuer_and_without_all_is_refused() {
    let mut document = bare("\u{200B} \n", Vec::new());
    document.reference = Some("АК-1".to_owned());
    assert!(Pdf::of(&document).xmp().contains("АК-1"));
    document.reference = None;
    assert!(Pdf::of(&document).xmp().contains("Акно"));
    document.issuer = String::new();
    assert_eq!(typeset(&document), Err(DocumentError::Untitled));
}

#[test]
fn an_address_too_long_for_a_code_and_a_year_too_far_are_said() {
    let mut document = receipt(Language::En);
    document.qr.as_mut().unwrap().url = format!("https://akno.example/{}", "x".repeat(3000));
    assert_eq!(typeset(&document), Err(DocumentError::QrTooLong { bytes: 3021 }));

    let mut document = bare("Far", vec![Block::Note("away".to_owned())]);
    document.created = chrono::DateTime::<chrono::Utc>::MAX_UTC;
    assert!(matches!(typeset(&document), Err(DocumentError::Date(_))));
}
