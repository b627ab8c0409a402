//! A council's sets: what is being prepared, what is published, what was withdrawn.

use super::questions::{self, QuestionLine};
use super::status;
use crate::l10n::Tr;
use crate::ui::{Cell, Column, DataTable, EmptyState, Row, Tag, Tone};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

#[derive(Clone)]
pub struct ListView {
    pub tr: Tr,
    pub office: String,
    /// An editor; a supervisor only looks and approves.
    pub writes: bool,
    pub drafts: Vec<DraftLine>,
    pub sets: Vec<SetLine>,
    pub gone: Vec<GoneLine>,
    /// Questions that wait for an answer, and the last that were answered or hidden.
    pub questions: (Vec<QuestionLine>, Vec<QuestionLine>),
}

#[derive(Clone)]
pub struct DraftLine {
    pub id: String,
    pub title: String,
    pub status: &'static str,
    /// Minsk time.
    pub changed_at: NaiveDateTime,
}

#[derive(Clone)]
pub struct SetLine {
    pub id: String,
    pub title: String,
    pub version: i32,
    pub next_on: Option<NaiveDate>,
    pub late: bool,
    /// Made by editors; the others the portal makes itself.
    pub edited: bool,
}

#[derive(Clone)]
pub struct GoneLine {
    pub id: String,
    pub title: String,
    /// Minsk time.
    pub at: NaiveDateTime,
}

pub fn page(view: ListView) -> impl IntoView {
    let tr = view.tr;
    let begin = view.writes.then(|| view! { <p><a class="btn" href="/office/data/new">{tr.t("editor-new")}</a></p> });
    let gone = (!view.gone.is_empty()).then(|| {
        let lines: Vec<_> = view
            .gone
            .iter()
            .map(|line| {
                let at = tr.moment(line.at);
                view! { <li><a href=format!("/data/{}", line.id)>{line.title.clone()}</a> ", " {at}</li> }
            })
            .collect();
        view! {
            <h2>{tr.t("editor-gone")}</h2>
            <ul>{lines}</ul>
        }
    });
    view! {
        <div class="page-head">
            <p class="caption">{view.office.clone()}</p>
            <h1>{tr.t("editor-title")}</h1>
        </div>
        <p class="lede">{tr.t("editor-lede")}</p>
        {begin}
        <h2>{tr.t("editor-drafts")}</h2>
        {drafts(tr, &view.drafts)}
        <h2>{tr.t("editor-sets")}</h2>
        {sets(&view)}
        {questions::list(tr, &view.questions.0, &view.questions.1)}
        {gone}
    }
}

fn drafts(tr: Tr, drafts: &[DraftLine]) -> AnyView {
    if drafts.is_empty() {
        return view! { <p class="soft">{tr.t("editor-no-drafts")}</p> }.into_any();
    }
    let rows: Vec<Row> = drafts
        .iter()
        .map(|draft| {
            let (text, tone) = status(tr, draft.status);
            Row::new(vec![
                Cell::link(draft.title.clone(), format!("/office/data/drafts/{}", draft.id)),
                Cell::view(view! { <Tag text tone /> }),
                Cell::text(tr.moment(draft.changed_at)),
            ])
        })
        .collect();
    let columns = vec![
        Column::new(tr.t("editor-column-set")),
        Column::new(tr.t("editor-column-status")),
        Column::new(tr.t("editor-column-changed")),
    ];
    view! { <DataTable caption=tr.t("editor-drafts") columns rows caption_hidden=true /> }.into_any()
}

fn sets(view: &ListView) -> AnyView {
    let tr = view.tr;
    if view.sets.is_empty() {
        return view! { <EmptyState title=tr.t("editor-no-sets") /> }.into_any();
    }
    let rows: Vec<Row> = view
        .sets
        .iter()
        .map(|set| {
            let late = set.late.then(|| view! { " " <Tag text=tr.t("data-late") tone=Tone::Amber /> });
            let due = set.next_on.map(|day| tr.date(day)).unwrap_or_default();
            Row::new(vec![
                Cell::link(set.title.clone(), format!("/data/{}", set.id)),
                Cell::text(set.version.to_string()),
                Cell::view(view! { {due} {late} }),
                Cell::view(ways(tr, set, view.writes)),
            ])
        })
        .collect();
    let columns = vec![
        Column::new(tr.t("editor-column-set")),
        Column::new(tr.t("data-version")).numeric(),
        Column::new(tr.t("editor-column-due")),
        Column::new(tr.t("editor-column-ways")).hidden(),
    ];
    view! { <DataTable caption=tr.t("editor-sets") columns rows caption_hidden=true /> }.into_any()
}

fn ways(tr: Tr, set: &SetLine, writes: bool) -> AnyView {
    if !set.edited {
        return view! { <span class="soft">{tr.t("editor-by-portal")}</span> }.into_any();
    }
    if !writes {
        return ().into_any();
    }
    let about = || view! { <span class="vh">{format!(": {}", set.title)}</span> };
    let withdrawal = format!("/office/data/sets/{}/withdrawal", set.id);
    view! {
        <form class="cluster" method="post" action=format!("/office/data/sets/{}/version", set.id)>
            <button class="linklike">{tr.t("editor-next-version")}{about()}</button>
            <a href=withdrawal>{tr.t("editor-withdraw")}{about()}</a>
        </form>
    }
    .into_any()
}
