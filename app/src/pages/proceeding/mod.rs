//! Liquidations and terminations: the filer's page of one, and the pages of the bodies that confirm.

pub mod own;
pub mod task;
pub mod tasks;

use crate::l10n::Tr;
use crate::ui::Tone;
use portal::proceeding::Answer;

/// A body's answer in words, with its colour.
pub fn answer(tr: Tr, answer: Answer) -> (String, Tone) {
    let tone = match answer {
        Answer::Waiting => Tone::Blue,
        Answer::Confirmed => Tone::Green,
        Answer::Objected => Tone::Red,
    };
    (tr.t(&format!("body-answer-{}", answer.code())), tone)
}
