//! The words of letters: which there are, editing them with a preview, and their versions.

pub mod edit;
pub mod list;
pub mod sheet;
pub mod version;

use crate::l10n::Tr;
use portal::lang::Lang;
use portal::letters::Part;

/// A language by its own name.
pub fn language(tr: Tr, lang: Lang) -> String {
    tr.t(match lang {
        Lang::Be => "lang-be",
        Lang::Ru => "lang-ru",
        Lang::En => "lang-en",
    })
}

/// A part of a letter.
pub fn part(tr: Tr, part: Part) -> String {
    tr.t(&format!("wording-part-{}", part.code()))
}

/// The title of a kind of letters.
pub fn kind(tr: Tr, code: &str) -> String {
    tr.t(&format!("decided-{code}-title"))
}
