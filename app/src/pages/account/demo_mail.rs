//! The mails that the demo would have sent.

use crate::l10n::Tr;
use crate::ui::*;
use leptos::prelude::*;

/// The newest mails.
#[derive(Clone)]
pub struct MailsView {
    pub tr: Tr,
    pub mails: Vec<MailLine>,
}

/// One mail in the list.
#[derive(Clone)]
pub struct MailLine {
    pub id: String,
    pub at: String,
    pub recipient: String,
    pub subject: String,
    /// The language of the subject, as a BCP 47 tag.
    pub lang: String,
    /// "Sent", "Waiting".
    pub state: String,
}

pub fn list(view: MailsView) -> impl IntoView {
    let tr = view.tr;
    let columns = vec![
        Column::new(tr.t("demo-mail-subject")),
        Column::new(tr.t("demo-mail-recipient")),
        Column::new(tr.t("demo-mail-at")),
        Column::new(tr.t("demo-mail-state")),
    ];
    let rows: Vec<Row> = view
        .mails
        .into_iter()
        .map(|mail| {
            let href = format!("/demo/mail/{}", mail.id);
            let subject = view! { <a href=href lang=mail.lang>{mail.subject}</a> };
            Row::new(vec![
                Cell::view(subject),
                Cell::text(mail.recipient),
                Cell::text(mail.at),
                Cell::text(mail.state).nowrap(),
            ])
        })
        .collect();
    view! {
        <div class="stack">
            <h1>{tr.t("demo-mail")}</h1>
            <p class="lede">{tr.t("demo-mail-text")}</p>
            <DataTable
                caption=tr.t("demo-mail")
                caption_hidden=true
                columns=columns
                rows=rows
                row_links=true
                empty=tr.t("demo-mail-none")
            />
        </div>
    }
}

/// One mail as its reader sees it.
#[derive(Clone)]
pub struct MailView {
    pub tr: Tr,
    pub recipient: String,
    pub at: String,
    pub subject: String,
    /// The language of the text, as a BCP 47 tag.
    pub lang: String,
    /// Paragraphs of lines.
    pub paragraphs: Vec<Vec<Vec<Piece>>>,
}

/// A stretch of a mail's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    /// Text that is an address, and where it leads.
    Link(String, String),
}

pub fn mail(view: MailView) -> impl IntoView {
    let tr = view.tr;
    let rows = vec![
        SummaryRow::new(tr.t("demo-mail-recipient"), view.recipient),
        SummaryRow::new(tr.t("demo-mail-at"), view.at),
    ];
    let paragraphs: Vec<_> = view.paragraphs.into_iter().map(|lines| view! { <p>{paragraph(lines)}</p> }).collect();
    view! {
        <div class="two-thirds stack">
            <h1 lang=view.lang.clone()>{view.subject}</h1>
            <SummaryList rows=rows />
            <div class="document" lang=view.lang.clone()>{paragraphs}</div>
            <p><a href="/demo/mail">{tr.t("demo-mail-all")}</a></p>
        </div>
    }
}

fn paragraph(lines: Vec<Vec<Piece>>) -> Vec<AnyView> {
    let mut parts: Vec<AnyView> = Vec::new();
    for (number, line) in lines.into_iter().enumerate() {
        if number > 0 {
            parts.push(view! { <br /> }.into_any());
        }
        for piece in line {
            parts.push(match piece {
                Piece::Text(text) => text.into_any(),
                Piece::Link(text, href) => view! { <a href=safe_href(href)>{text}</a> }.into_any(),
            });
        }
    }
    parts
}
