//! The mails that were written to the reader, and whether they arrived.

use crate::l10n::Tr;
use crate::ui::{Cell, Column, DataTable, Row, Tag, Tone};
use chrono::NaiveDateTime;
use leptos::prelude::*;

/// One mail.
#[derive(Clone)]
pub struct MailLine {
    pub subject: String,
    pub recipient: String,
    /// Minsk time.
    pub at: NaiveDateTime,
    /// `waiting`, `sent`, `delayed`, `failed`, `bounced` or `withheld`.
    pub state: String,
    /// The application that it is about.
    pub application: Option<String>,
}

#[derive(Clone)]
pub struct MailsView {
    pub tr: Tr,
    /// The newest first.
    pub mails: Vec<MailLine>,
}

/// Nobody got it.
pub fn is_lost(state: &str) -> bool {
    matches!(state, "failed" | "bounced" | "withheld")
}

pub fn page(view: MailsView) -> impl IntoView {
    let tr = view.tr;
    let failed = view.mails.iter().any(|mail| is_lost(&mail.state));
    let row = |mail: MailLine| {
        let tone = match mail.state.as_str() {
            "sent" => Tone::Green,
            "delayed" => Tone::Amber,
            state if is_lost(state) => Tone::Red,
            _ => Tone::Neutral,
        };
        let subject = match mail.application {
            Some(id) => Cell::link(mail.subject, format!("/applications/{id}")),
            None => Cell::text(mail.subject),
        };
        let state = tr.t(&format!("mail-state-{}", mail.state));
        Row::new(vec![
            subject,
            Cell::text(mail.recipient),
            Cell::text(tr.moment(mail.at)),
            Cell::view(view! { <Tag text=state tone=tone /> }),
        ])
    };
    let columns = vec![
        Column::new(tr.t("demo-mail-subject")),
        Column::new(tr.t("demo-mail-recipient")),
        Column::new(tr.t("demo-mail-at")),
        Column::new(tr.t("demo-mail-state")),
    ];
    let rows: Vec<Row> = view.mails.into_iter().map(row).collect();
    view! {
        <h1>{tr.t("own-mails-title")}</h1>
        <p class="lede">{tr.t("own-mails-lede")}</p>
        {failed.then(|| view! { <p>{tr.t("own-mails-failed")}</p> })}
        <DataTable
            caption=tr.t("own-mails-title")
            caption_hidden=true
            columns=columns
            rows=rows
            empty=tr.t("own-mails-none")
        />
    }
}
