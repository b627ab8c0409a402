use super::judge;
use super::samples::{archive, compound, docx, jpeg, odt, packed, pdf, pdf_with_stream, png, webp, word};
use portal::attachment::FileKind::{self, *};
use portal::attachment::Refusal;
use proptest::prelude::*;

#[test]
fn good_files_are_what_they_are() {
    for (bytes, kind) in [
        (pdf(""), Pdf),
        (pdf_with_stream("/Filter /FlateDecode", &packed(b"1 0 << /Type /Page >>")), Pdf),
        (png(10, 10), Png),
        (jpeg(4000, 3000), Jpeg),
        (webp(100, 100), Webp),
        (b"II*\0\x08\0\0\0\0\0".to_vec(), Tiff),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), Heic),
        (docx(&[("word/embeddings/chart.xlsx", b"PK")]), Docx),
        (odt("<manifest/>", &[]), Odt),
        (compound(&[("/WordDocument", &word(0))]), Doc),
        (b"{\\rtf1\\ansi Hello}".to_vec(), Rtf),
    ] {
        assert_eq!(judge(&bytes), Ok(kind));
    }
}

/// As the programs write them that most PDF come from.
#[test]
fn object_streams_are_read_however_they_are_written() {
    let inside = packed(b"1 0 << /Type /Page >>");
    let table = packed(&differences(b"\x01\x00\x10\x00"));
    let plain =
        "%PDF-1.7\n7 0 obj\n<</Type/ObjStm/N 1/First 4/Length 21>>\nstream\n1 0 << /Type /Page >>\nendstream\n%%EOF\n";
    assert_eq!(judge(plain.as_bytes()), Ok(Pdf), "it need not be packed");
    let hidden = plain.replace("/Type /Page", "/S /JavaScript");
    assert_eq!(judge(hidden.as_bytes()), Err(Refusal::Active));
    for (before, after) in [
        ("7 0 obj\r\n<</Type/ObjStm/N 7/First 44/Filter/FlateDecode/Length 296>>\r\nstream\r\n", "\r\nendstream"),
        ("7 0 obj\n<<\n/Type /ObjStm\n/N 100\n/Length 1234      \n/Filter /FlateDecode\n>>\nstream\n", "\nendstream"),
        ("7 0 obj<</Length 12 0 R/Filter[/FlateDecode]/Type/ObjStm/N 1/First 4>>stream\n", "endstream"),
        ("1 0 obj null endobj 7 0 obj << /Type /ObjStm /Extends 3 0 R /Filter /Fl >> stream\n", "\nendstream"),
        ("7 0 obj\n<</DecodeParms<</Predictor 1/Columns 4>>/Filter/FlateDecode/Type/ObjStm>>stream\n", "\nendstream"),
        ("7 0 obj\n<</DecodeParms[null]/Filter[/FlateDecode]/#54ype/Obj#53tm>>stream\n", "\nendstream"),
    ] {
        let mut bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        bytes.extend(before.as_bytes());
        bytes.extend(&inside);
        bytes.extend(after.as_bytes());
        bytes.extend(b"\nendobj\n8 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite>>\nendobj\n");
        // A table of places has its differences told, and a second update comes behind the first.
        bytes.extend(b"9 0 obj\n<</Type/XRef/DecodeParms<</Predictor 12/Columns 4>>/Filter/FlateDecode>>stream\n");
        bytes.extend(&table);
        bytes.extend(b"\nendstream\nendobj\nstartxref\n20\n%%EOF\n");
        bytes.extend(b"10 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>\nstream\n");
        bytes.extend(&inside);
        bytes.extend(b"\nendstream\nendobj\nstartxref\n20\n%%EOF\n");
        assert_eq!(judge(&bytes), Ok(Pdf), "{before}");
    }
}

const SCRIPT: &[u8] = b"1 0 << /S /JavaScript >>";

fn hexadecimal(bytes: &[u8]) -> Vec<u8> {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{digits}>").into_bytes()
}

/// Rows of one byte, each told by its difference from the one above (PNG).
fn differences(bytes: &[u8]) -> Vec<u8> {
    let mut above = 0_u8;
    let row = |byte: &u8| [2, byte.wrapping_sub(std::mem::replace(&mut above, *byte))];
    bytes.iter().flat_map(row).collect()
}

#[test]
fn each_hostile_file_is_refused_for_what_it_is() {
    let template: &[u8] = br#"<Relationship Type="attachedTemplate" TargetMode="External" Target="http://x"/>"#;
    let zeros = vec![0; 20 * 1024 * 1024];
    let mut with_archive = jpeg(10, 10);
    with_archive.extend(archive(&[("a.class", b"x")]));
    let mut pdf_with_archive = pdf("");
    pdf_with_archive.extend(archive(&[("a.class", b"x")]));
    pdf_with_archive.extend(b"\n%%EOF");
    let mut picture_and_pdf = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01".to_vec();
    picture_and_pdf.extend(b"%PDF-1.4 IEND");
    let cases: Vec<(&str, Vec<u8>, Refusal)> = vec![
        ("nothing", Vec::new(), Refusal::Empty),
        ("text", b"hello, world".to_vec(), Refusal::Unknown),
        ("page", b"<!DOCTYPE html><script>alert(1)</script>".to_vec(), Refusal::Unknown),
        ("vector picture", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".to_vec(), Refusal::Unknown),
        ("film", b"\0\0\0\x18ftypisom\0\0\0\0isom".to_vec(), Refusal::Unknown),
        ("program", [b"MZ".as_slice(), &[0; 100]].concat(), Refusal::Program),
        ("Linux program", [b"\x7fELF\x02\x01\x01".as_slice(), &[0; 100]].concat(), Refusal::Program),
        ("RAR", b"Rar!\x1a\x07\x01\0abcdef".to_vec(), Refusal::Archive),
        ("ZIP", archive(&[("letter.txt", b"hello")]), Refusal::Archive),
        ("empty ZIP", archive(&[]), Refusal::Archive),
        ("torn ZIP", docx(&[])[..100].to_vec(), Refusal::Broken),
        ("sheet", archive(&[("[Content_Types].xml", b"<Types>spreadsheetml</Types>")]), Refusal::Unknown),
        (
            "sheet of LibreOffice",
            archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]),
            Refusal::Unknown,
        ),
        ("DOCX with macros", docx(&[("word/vbaProject.bin", b"x")]), Refusal::Macros),
        ("DOCX with a far template", docx(&[("word/_rels/settings.xml.rels", template)]), Refusal::Macros),
        ("DOCX with an object", docx(&[("word/embeddings/oleObject1.bin", b"x")]), Refusal::Embedded),
        ("DOCX with a control", docx(&[("word/activeX/activeX1.xml", b"x")]), Refusal::Embedded),
        ("bomb", docx(&[("word/media/image1.bmp", &zeros)]), Refusal::Bomb),
        ("ODT with a password", odt("<manifest:encryption-data/>", &[]), Refusal::Encrypted),
        ("ODT with macros", odt("<manifest/>", &[("Basic/Standard/Module1.xml", b"x")]), Refusal::Macros),
        ("DOC with a password", compound(&[("/WordDocument", &word(1))]), Refusal::Encrypted),
        ("DOCX with a password", compound(&[("/EncryptedPackage", b"x")]), Refusal::Encrypted),
        ("DOC with macros", compound(&[("/WordDocument", &word(0)), ("/Macros/VBA/dir", b"x")]), Refusal::Macros),
        (
            "DOC with a program",
            compound(&[("/WordDocument", &word(0)), ("/ObjectPool/_1/\u{1}Ole10Native", b"x")]),
            Refusal::Embedded,
        ),
        ("sheet of old", compound(&[("/Workbook", b"x")]), Refusal::Unknown),
        ("torn DOC", compound(&[("/WordDocument", &word(0))])[..600].to_vec(), Refusal::Broken),
        ("DOC without a head", compound(&[("/WordDocument", b"x")]), Refusal::Broken),
        ("RTF with an object", b"{\\rtf1{\\object\\objemb{\\*\\objdata 0105}}}".to_vec(), Refusal::Embedded),
        ("RTF with a template", b"{\\rtf1{\\*\\template http://x}}".to_vec(), Refusal::Macros),
        ("torn PDF", b"%PDF-1.7\n1 0 obj".to_vec(), Refusal::Broken),
        ("PDF with a password", pdf("/Encrypt 5 0 R"), Refusal::Encrypted),
        ("PDF with a script", pdf("/OpenAction << /S /JavaScript /JS (x) >>"), Refusal::Active),
        ("PDF with an escaped script", pdf("/OpenAction << /S /J#61va#53cript >>"), Refusal::Active),
        ("PDF that starts programs", pdf("/OpenAction << /S /Launch /F (cmd.exe) >>"), Refusal::Active),
        ("PDF with a file", pdf("/Names << /EmbeddedFiles 3 0 R >>"), Refusal::Embedded),
        (
            "PDF with a packed script",
            pdf_with_stream("/N 1 /Filter /FlateDecode", &packed(b"1 0 << /S /JavaScript >>")),
            Refusal::Active,
        ),
        ("PDF that cannot be looked into", pdf_with_stream("/Filter /LZWDecode", b"xx"), Refusal::Broken),
        (
            "PDF with a script that is packed twice",
            pdf_with_stream("/Filter [/ASCIIHexDecode /FlateDecode]", &hexadecimal(&packed(SCRIPT))),
            Refusal::Broken,
        ),
        (
            "PDF with a script far behind its dictionary",
            pdf_with_stream(&format!("/Filter /FlateDecode /Note [{}]", "0 ".repeat(5_000)), &packed(SCRIPT)),
            Refusal::Active,
        ),
        (
            "PDF with a script that is told by differences",
            pdf_with_stream(
                "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 1 >>",
                &packed(&differences(SCRIPT)),
            ),
            Refusal::Broken,
        ),
        (
            "PDF with parameters elsewhere",
            pdf_with_stream("/Filter /FlateDecode /DecodeParms 9 0 R", &packed(b"1 0 << >>")),
            Refusal::Broken,
        ),
        ("PDF with a filter elsewhere", pdf_with_stream("/Filter 9 0 R", &packed(b"1 0 << >>")), Refusal::Broken),
        ("PDF with two filters", pdf_with_stream("/Filter /FlateDecode /Filter /A85", b"x"), Refusal::Broken),
        ("PDF with a torn stream", pdf_with_stream("/Filter /FlateDecode", &packed(SCRIPT)[..9]), Refusal::Broken),
        (
            "PDF with a head in a text",
            pdf_with_stream("/Filter [/AHx /Fl] /X (\n9 0 obj << /Type /ObjStm /Filter /Fl)", &packed(b"1 0 << >>")),
            Refusal::Broken,
        ),
        (
            "PDF with a head in a comment",
            pdf_with_stream(
                "/DecodeParms << /Predictor 12 >> % endobj 9 0 obj <<\n /Type /ObjStm /Filter /FlateDecode",
                &packed(b"1 0 << >>"),
            ),
            Refusal::Broken,
        ),
        ("PDF bomb", pdf_with_stream("/Filter /FlateDecode", &packed(&zeros)), Refusal::Bomb),
        ("picture bomb", png(60_000, 60_000), Refusal::Bomb),
        ("JPEG bomb", jpeg(65_000, 65_000), Refusal::Bomb),
        ("empty picture", png(0, 10), Refusal::Broken),
        ("torn JPEG", jpeg(10, 10)[..20].to_vec(), Refusal::Broken),
        ("picture and archive", with_archive, Refusal::Mixed),
        ("PDF and archive", pdf_with_archive, Refusal::Mixed),
        ("picture and PDF", picture_and_pdf, Refusal::Mixed),
    ];
    for (what, bytes, refusal) in cases {
        assert_eq!(judge(&bytes), Err(refusal), "{what}");
    }
}

#[test]
fn an_encrypted_entry_needs_a_password_even_where_the_directory_lists_it_plainly() {
    let mut bytes = docx(&[]);
    // The flag in the directory's record of the first entry.
    let at = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    bytes[at + 8] |= 1;
    assert_eq!(judge(&bytes), Err(Refusal::Encrypted));
}

#[test]
fn more_entries_than_a_document_has_are_a_bomb() {
    let names: Vec<String> = (0..5_100).map(|n| format!("word/{n}.xml")).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(judge(&docx(&entries)), Err(Refusal::Bomb));
}

#[test]
fn what_a_long_honest_scan_holds_by_chance_does_not_matter() {
    let mut noise = Vec::new();
    let mut state = 7_u64;
    for _ in 0..400_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        noise.extend(state.to_le_bytes());
    }
    let mut bytes = b"%PDF-1.7\n1 0 obj\n<< /Filter /DCTDecode >>\nstream\n".to_vec();
    bytes.extend(noise);
    bytes.extend(b"\nendstream\n%%EOF");
    assert_eq!(judge(&bytes), Ok(FileKind::Pdf));
}

proptest! {
    /// Whatever comes after the first bytes of any kind: a verdict, never a panic.
    #[test]
    fn nothing_makes_the_verdict_panic(kind in 0usize..10, from in 0usize..400, noise in proptest::collection::vec(any::<u8>(), 0..300)) {
        let whole = match kind {
            0 => pdf("/A /B#4"),
            1 => png(3, 3),
            2 => jpeg(3, 3),
            3 => webp(3, 3),
            4 => docx(&[]),
            5 => odt("", &[]),
            6 => compound(&[("/WordDocument", &word(0))]),
            7 => b"{\\rtf1 }".to_vec(),
            8 => b"\0\0\0\x18ftypheic".to_vec(),
            _ => pdf_with_stream("/Filter /FlateDecode", b"x"),
        };
        let mut bytes = whole[..from.min(whole.len())].to_vec();
        bytes.extend(noise);
        bytes.extend(&whole[from.min(whole.len())..]);
        let _ = judge(&bytes);
    }
}
