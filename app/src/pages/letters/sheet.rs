//! A letter on the page: the same blocks that the PDF is set from.

use crate::l10n::Tr;
use crate::ui::{Cell, Column, DataTable, Row, SummaryList, SummaryRow};
use leptos::prelude::*;
use portal::lang::Lang;

/// One part of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Heading(String),
    /// Running text; an empty line begins a new paragraph.
    Text(String),
    Facts(Vec<(String, String)>),
    Table {
        caption: String,
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    Steps(Vec<String>),
}

#[derive(Clone, Debug)]
pub struct SheetView {
    pub tr: Tr,
    /// The language of the letter.
    pub lang: Lang,
    pub issuer: String,
    pub title: String,
    /// The number that people quote, with its name.
    pub reference: Option<(String, String)>,
    pub pieces: Vec<Piece>,
    /// What stands below it and over it, since it is no letter yet.
    pub footer: String,
    pub mark: String,
}

pub fn sheet(view: SheetView) -> impl IntoView {
    let reference = view.reference.map(|(name, number)| view! { <p>{format!("{name}: {number}")}</p> });
    let pieces: Vec<AnyView> = view.pieces.into_iter().map(piece).collect();
    view! {
        <article class="sheet stack" lang=view.lang.tag()>
            <p class="soft small">{view.mark}</p>
            <p>{view.issuer}</p>
            <h3>{view.title}</h3>
            {reference}
            {pieces}
            <p class="soft small">{view.footer}</p>
        </article>
    }
}

fn piece(piece: Piece) -> AnyView {
    match piece {
        Piece::Heading(text) => view! { <h4>{text}</h4> }.into_any(),
        Piece::Text(text) => paragraphs(&text).into_any(),
        Piece::Facts(rows) => {
            let value = |text: String| if text.trim().is_empty() { "–".to_owned() } else { text };
            let rows = rows.into_iter().map(|(name, text)| SummaryRow::new(name, value(text))).collect();
            view! { <SummaryList rows /> }.into_any()
        }
        Piece::Table { caption, head, rows } => {
            let columns = head.into_iter().map(Column::new).collect();
            let rows = rows.into_iter().map(|cells| Row::new(cells.into_iter().map(Cell::text).collect())).collect();
            view! { <DataTable caption columns rows /> }.into_any()
        }
        Piece::Steps(items) => {
            let items: Vec<_> = items.into_iter().map(|item| view! { <li class="as-typed">{item}</li> }).collect();
            view! { <ol>{items}</ol> }.into_any()
        }
    }
}

/// Text as it was typed, an empty line between paragraphs.
pub fn paragraphs(text: &str) -> impl IntoView + use<> {
    let text = text.replace("\r\n", "\n");
    let paragraphs = text.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
    paragraphs.map(|text| view! { <p class="as-typed">{text.to_owned()}</p> }).collect::<Vec<_>>()
}
