//! The text comes out in each language, letter for letter and in reading order.

use documents::{Block, Language};

use crate::pdf::Pdf;
use crate::samples::{bare, form, receipt};

#[test]
fn belarusian_letters_are_found_in_reading_order() {
    assert_in_order(
        &Pdf::of(&receipt(Language::Be)).text(),
        &[
            "Паслугі рэгіструючых органаў",
            "Распіска аб атрыманні",
            "Нумар падачы",
            "АК-2026-000 417",
            "перададзена ў Магілёўскі",
            "Ёлкіна Ганна Сяргееўна",
            "ўзгадненне наймення не патрабуецца; аб’ект",
            "Што будзе далей",
            "АДР у дзень прыняцця рашэння",
        ],
    );
}

#[test]
fn russian_letters_are_found_in_reading_order() {
    assert_in_order(
        &Pdf::of(&receipt(Language::Ru)).text(),
        &[
            "Могилёвской области",
            "Расписка о получении",
            "«Днепровский",
            "№ 14/26",
            "Ёлкина Анна Сергеевна",
            "Что будет дальше",
            "плата не взимается",
        ],
    );
}

#[test]
fn a_form_has_its_short_code_its_table_and_its_lines_to_sign() {
    assert_in_order(
        &Pdf::of(&form(Language::En)).text(),
        &[
            "Draft: not filed yet",
            "Notification of a change of location",
            "7H4K-M2QX",
            "Attachments",
            "Original or copy",
            "Applicant’s signature",
            "Date",
        ],
    );
}

#[test]
fn every_letter_of_the_three_alphabets_is_printable() {
    let letters: String = ('А'..='я').chain("ЁёЎўІіҐґʼ’«»„“—–№".chars()).chain('!'..='~').collect();
    let text = Pdf::of(&bare("Буквы", vec![Block::Paragraph(letters.clone())])).letters();
    assert!(text.contains(&letters), "{text}");
    assert!(!text.contains('\u{FFFD}'));
}

/// Asserts that the passages follow each other.
fn assert_in_order(text: &str, passages: &[&str]) {
    let mut rest = text;
    for passage in passages {
        let at = rest.find(passage).unwrap_or_else(|| panic!("{passage} not after all that: {rest}"));
        rest = &rest[at + passage.len()..];
    }
}
