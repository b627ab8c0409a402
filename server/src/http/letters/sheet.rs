//! A letter as the page shows it.

use app::l10n::Tr;
use app::pages::letters::sheet::{Piece, SheetView};
use documents::{Block, Document};
use portal::lang::Lang;

/// The same blocks that the PDF is set from.
pub fn view(tr: Tr, lang: Lang, document: Document) -> SheetView {
    let label = document.reference_label.unwrap_or_default();
    SheetView {
        tr,
        lang,
        issuer: document.issuer,
        title: document.title,
        reference: document.reference.map(|number| (label, number)),
        pieces: document.blocks.into_iter().filter_map(piece).collect(),
        footer: document.footer,
        mark: document.mark.unwrap_or_default(),
    }
}

fn piece(block: Block) -> Option<Piece> {
    Some(match block {
        Block::Heading(text) => Piece::Heading(text),
        Block::Paragraph(text) | Block::Note(text) => Piece::Text(text),
        Block::Facts(rows) => Piece::Facts(rows),
        Block::Table { caption, head, rows } => Piece::Table { caption, head, rows },
        Block::Steps(items) => Piece::Steps(items),
        // No letter has them.
        Block::Bars { .. } | Block::Signature(_) => return None,
    })
}
