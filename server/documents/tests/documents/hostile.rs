//! Whatever is typed comes out as text, and the document still conforms: the typesetter itself
//! refuses to write one that does not.

use documents::{Block, Document, Language, Qr, typeset};

use crate::pdf::Pdf;
use crate::samples::{bare, noon, receipt};

/// Texts that would do something if they were taken for anything but text.
const HOSTILE: &[&str] = &[
    "#import \"/etc/passwd\": *",
    "#let x = read(\"/etc/passwd\") #x #panic(\"!\")",
    "*bold* _emph_ `raw` $x^2$ <label> @reference = heading - list + enum / term: x",
    "\\ \\u{41} \\n ~ -- --- ... ' \" [ ] { } ( ) // comment /* comment */ #",
    "]]]}}})))\"\"\"###",
    "</script><b>&amp;&lt;\u{27}\"<!--",
    "{page} {pages} {{}} %s %n ${x} {{x}}",
    "https://akno.example/?a=1&b=2#c javascript:alert(1) mailto:x@example.org",
];

#[test]
fn markup_comes_out_as_it_was_typed() {
    for hostile in HOSTILE {
        let text = Pdf::of(&everywhere(hostile)).letters();
        let wanted: String = hostile.split_whitespace().collect();
        let found = text.matches(&wanted).count();
        assert!(found >= 9, "{hostile}: {found} times in {text}");
    }
}

#[test]
fn control_characters_and_what_no_font_has_are_replaced_visibly() {
    for (typed, printed) in [
        ("a\0b", "a\u{FFFD}b"),
        ("a\u{1}\u{1F}\u{7F}\u{9F}b", "a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}b"),
        ("a\u{FFFE}\u{FFFF}\u{E000}\u{10FFFD}b", "a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}b"),
        ("a\u{202E}fdp.exe\u{202C}b", "a\u{FFFD}fdp.exe\u{FFFD}b"),
        ("a👩‍👩‍👧‍👦b🇧🇾c", "a\u{FFFD}b\u{FFFD}c"),
        ("漢字", "\u{FFFD}\u{FFFD}"),
        ("a\u{FEFF}b\u{AD}c\u{200B}d\u{200E}e", "abcde"),
        ("таб\tуляция", "таб уляция"),
        ("a\u{1AB0}b", "a\u{FFFD}b"),
    ] {
        let text = Pdf::of(&bare("Знаки", vec![Block::Paragraph(typed.to_owned())])).text();
        assert!(text.contains(printed), "{typed:?} came out as {text:?}");
    }
}

#[test]
fn other_scripts_and_combining_marks_keep_the_document_whole() {
    for text in [
        "שלום עולם 123 (מסמך)",
        "مرحبا بالعالم ١٢٣",
        "Ж̵е̇л̃е́ӟо q̣̇̃ a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        "\u{301}начало",
        "Ελλάδα ქართული հայերեն ไทย हिन्दी ภาษา 한국어",
        "ﬁ ﬂ ① ½ ℃ ™ ∑ √ ∞ ≠ → ☑ ★ ☺",
        "е\u{308} и\u{306} у\u{306} і\u{308}",
        &format!("а{}", "\u{301}".repeat(10_000)),
    ] {
        Pdf::of(&everywhere(text));
    }
}

#[test]
fn every_character_there_is_can_be_asked_for() {
    // All but the East Asian blocks, of which the fonts have nothing.
    let all: Vec<char> = ('\0'..'\u{3100}')
        .chain('\u{A640}'..'\u{AC00}')
        .chain('\u{F900}'..'\u{10500}')
        .chain('\u{1D000}'..'\u{1FC00}')
        .collect();
    for many in all.chunks(4096) {
        let text: String = many.iter().flat_map(|c| [*c, ' ']).collect();
        typeset(&bare("Всё", vec![Block::Paragraph(text.clone()), Block::Heading(text)])).unwrap();
    }
}

#[test]
fn characters_thrown_together_at_random_keep_the_document_whole() {
    // Letters that join, stack and turn around, in an order nobody would type.
    let pool: Vec<char> =
        "aЖў\u{301}\u{308}\u{332}\u{20DD}אבגדּלاللهمحمد٣\u{64B}\u{651}ﬁfiflffi\u{200D}\u{200C}Αή─☺\u{FE0F}👍🏽\n\t -–\u{2011}\u{A0}\u{2028}\u{202E}\0"
            .chars()
            .collect();
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % 1_000_003).unwrap()
    };
    for _ in 0..60 {
        let length = random() % 120;
        let text: String = (0..length).map(|_| pool[random() % pool.len()]).collect();
        typeset(&everywhere(&text)).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    }
}

#[test]
fn ten_thousand_characters_stand_in_every_place() {
    let words = "Согласие собственника помещения на размещение. ".repeat(213);
    let pdf = Pdf::of(&everywhere(&words));
    assert!(pdf.text().matches("собственника").count() > 10 * 200);
    typeset(&everywhere(&words.replace(' ', "\n"))).unwrap();
}

#[test]
fn ten_thousand_letters_without_a_space_stand_in_every_place_and_on_the_page() {
    let word = "щ".repeat(10_000);
    let pdf = Pdf::of(&everywhere(&word));
    assert!(pdf.letters().matches('щ').count() > 80_000);
    // A letter is nearly as wide as the type is tall: a line of 132 mm holds 45 of them at most, a
    // page 60 lines.
    let alone = Pdf::of(&bare("Слово", vec![Block::Paragraph(word)]));
    assert!(alone.pages() >= 4, "the word runs out of {} pages", alone.pages());
}

#[test]
fn empty_texts_leave_no_hole_and_break_nothing() {
    for empty in ["", " ", "\n", "\u{200B}"] {
        let mut document = everywhere(empty);
        document.title = "Пусто".to_owned();
        let text = Pdf::of(&document).text();
        assert!(text.contains("– –"), "empty facts and cells show a dash: {text}");
    }
    let nothing = [
        Block::Facts(Vec::new()),
        Block::Steps(Vec::new()),
        Block::Signature(Vec::new()),
        Block::Table { caption: String::new(), head: Vec::new(), rows: Vec::new() },
        Block::Table { caption: String::new(), head: vec!["А".to_owned()], rows: Vec::new() },
        Block::Table {
            caption: "Строки разной длины".to_owned(),
            head: vec!["А".to_owned()],
            rows: vec![Vec::new(), vec!["1".to_owned(), "2".to_owned(), "3".to_owned()]],
        },
    ];
    Pdf::of(&bare("Пусто", nothing.to_vec()));
}

#[test]
fn only_a_web_address_becomes_a_link() {
    let links = |url: &str| {
        let mut document = receipt(Language::En);
        document.qr.as_mut().unwrap().url = url.to_owned();
        Pdf::of(&document).roles().get("Link").copied().unwrap_or_default()
    };
    assert_eq!(links("https://akno.example/v/1"), 1);
    assert_eq!(links("javascript:alert(1)"), 0);
    assert_eq!(links("file:///etc/passwd"), 0);
    assert_eq!(links("https://akno.example/\u{202E}"), 0);
}

/// A document that has the text in every place there is.
fn everywhere(text: &str) -> Document {
    let text = text.to_owned();
    Document {
        lang: Language::Be,
        title: format!("Назва {text}"),
        issuer: text.clone(),
        reference: Some(text.clone()),
        reference_label: Some(text.clone()),
        created: noon(),
        blocks: vec![
            Block::Paragraph(text.clone()),
            Block::Heading(text.clone()),
            Block::Facts(vec![(text.clone(), text.clone())]),
            Block::Table {
                caption: text.clone(),
                head: vec![text.clone(), "Слупок".to_owned()],
                rows: vec![vec![text.clone(), text.clone()]],
            },
            Block::Steps(vec![text.clone()]),
            Block::Note(text.clone()),
            Block::Signature(vec![text.clone()]),
        ],
        qr: Some(Qr {
            url: "https://akno.example/v/1".to_owned(),
            caption: text.clone(),
            code: Some(text.chars().take(40).collect()),
            alt: text.clone(),
        }),
        footer: text.clone(),
        page_label: text.clone(),
        mark: Some(text),
    }
}
