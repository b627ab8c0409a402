//! The pieces of procedures' guides by date.

use super::changes::{ChangeView, table};
use super::dated::{RowView, cited, rows};
use super::rules::day_field;
use super::{since, why};
use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::pages::letters::language;
use crate::pages::services::guide::{note, ready};
use crate::ui::{Button, Cell, Column, DataTable, ErrorSummary, Row, Textarea};
use leptos::prelude::*;
use portal::answers::Answers;
use portal::guide::Pieces;
use portal::lang::Lang;
use portal::procedures::Procedure;

/// A procedure in the list.
#[derive(Clone, Debug)]
pub struct GuideLine {
    pub href: String,
    pub title: String,
    /// Since when its own pieces hold, ready to be shown; `None`: the portal's sentences.
    pub now: Option<String>,
    /// From when others do.
    pub next: Option<String>,
    pub act: String,
}

pub fn page(tr: Tr, lines: Vec<GuideLine>) -> impl IntoView {
    let rows: Vec<Row> = lines
        .into_iter()
        .map(|line| {
            Row::new(vec![
                Cell::link(line.title, line.href),
                Cell::text(line.now.unwrap_or_else(|| tr.t("guides-own"))),
                Cell::text(line.next.unwrap_or_else(|| "—".to_owned())),
                Cell::text(if line.act.is_empty() { "—".to_owned() } else { line.act }),
            ])
        })
        .collect();
    let columns = vec![
        Column::new(tr.t("inbox-filter-procedure")),
        Column::new(tr.t("terms-now")),
        Column::new(tr.t("terms-next")),
        Column::new(tr.t("rule-act")),
    ];
    view! {
        <h1>{tr.t("guides-title")}</h1>
        <p class="lede">{tr.t("guides-lede")}</p>
        <DataTable caption=tr.t("guides-title") columns rows caption_hidden=true dense=true />
    }
}

/// The fields that the form sends.
pub const FIELDS: [&str; 16] = [
    "who_be",
    "ready_be",
    "note_be",
    "who_ru",
    "ready_ru",
    "note_ru",
    "who_en",
    "ready_en",
    "note_en",
    "act",
    "verified",
    "from_day",
    "from_month",
    "from_year",
    "why",
    "reverts",
];

/// The pieces, by the beginning of their fields' names.
pub const PIECES: [&str; 3] = ["who", "ready", "note"];

#[derive(Clone)]
pub struct GuideView {
    pub tr: Tr,
    pub href: String,
    pub procedure: Procedure,
    pub rows: Vec<RowView>,
    pub changes: Vec<ChangeView>,
    pub writes: bool,
    pub typed: Answers,
    pub faults: Faults,
    pub since: Vec<ChangeView>,
}

pub fn one(view: GuideView) -> impl IntoView {
    let tr = view.tr;
    let slug = view.procedure.slug();
    let title = tr.t(&format!("procedure-{slug}"));
    let form = view.writes.then(|| form(&view));
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <div class="page-head">
            <p class="caption">{tr.t("guides-title")}</p>
            <h1>{title.clone()}</h1>
        </div>
        {since(tr, &view.since)}
        <p><a href=format!("/services/{slug}")>{tr.t("guides-see")}</a></p>
        {rows(tr, title, view.rows.clone(), tr.t("guides-no-rows"))}
        {form}
        <h2>{tr.t("changes-title-administration")}</h2>
        {table(tr, tr.t("changes-title-administration"), view.changes.clone())}
    }
}

fn form(view: &GuideView) -> impl IntoView + use<> {
    let tr = view.tr;
    let (typed, faults) = (&view.typed, &view.faults);
    let languages: Vec<_> = Lang::ALL.into_iter().map(|lang| pieces(view, lang)).collect();
    view! {
        <h2>{tr.t("guides-enter")}</h2>
        <p class="two-thirds">{tr.t("guides-enter-says")}</p>
        <form method="post" action=view.href.clone() class="stack two-thirds" novalidate>
            <input type="hidden" name="reverts" value=typed.get("reverts").to_owned() />
            {languages}
            {cited(tr, typed, faults)}
            {day_field(tr, typed, faults, "from", tr.t("terms-from"))}
            {why(tr, typed.get("why").to_owned(), faults.of("why"))}
            <Button text=tr.t("rule-check") />
        </form>
    }
}

/// The three boxes of a language.
fn pieces(view: &GuideView, lang: Lang) -> impl IntoView + use<> {
    let tr = view.tr;
    let boxes: Vec<_> = PIECES
        .into_iter()
        .map(|piece| {
            let name = format!("{piece}_{}", lang.tag());
            let label = format!("{} ({})", tr.t(&format!("guides-{piece}")), language(tr, lang));
            let (value, error) = (view.typed.get(&name).to_owned(), view.faults.of(&name));
            let rows = if piece == "who" { 2 } else { 5 };
            let hint = tr.t(&format!("guides-{piece}-hint"));
            view! { <Textarea label hint name value rows maxlength=2000u32 error=error /> }
        })
        .collect();
    view! {
        <h3>{language(tr, lang)}</h3>
        {boxes}
    }
}

/// The pieces as the guide will show them, in each language.
pub fn preview(tr: Tr, procedure: Procedure, pieces: Pieces) -> impl IntoView {
    let shown: Vec<_> = Lang::ALL
        .into_iter()
        .map(|lang| {
            let own = Tr(lang);
            let who = match pieces.who.get(lang) {
                "" => own.t(&format!("guide-{}-who", procedure.slug())),
                text => text.to_owned(),
            };
            view! {
                <article class="sheet stack" lang=lang.tag()>
                    <p class="soft small">{language(tr, lang)}</p>
                    <p>{format!("{}: {who}", own.t("guide-who"))}</p>
                    <h2>{own.t("guide-have-ready")}</h2>
                    {ready(own, procedure, Some(&pieces))}
                    {note(own, Some(&pieces))}
                </article>
            }
        })
        .collect();
    view! {
        <h2>{tr.t("guides-preview")}</h2>
        {shown}
    }
}
