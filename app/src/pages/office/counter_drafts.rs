//! Typing for a person who came with nothing prepared: what about, for whom, and what is open.

use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{
    Button, Cell, Choice, Column, DataTable, ErrorSummary, Field, FieldKind, Inset, Radios, Row, Select, Tone, Width,
};
use chrono::NaiveDateTime;
use leptos::prelude::*;

/// One that is not received yet, or that came back for correction.
#[derive(Clone, Debug)]
pub struct DraftView {
    pub href: String,
    pub procedure: String,
    pub company: String,
    pub by: String,
    /// When it is deleted, in Minsk; never, where it came back.
    pub until: Option<NaiveDateTime>,
}

#[derive(Clone)]
pub struct DraftsView {
    pub tr: Tr,
    /// Slugs and titles.
    pub procedures: Vec<(String, String)>,
    /// Tags and names.
    pub langs: Vec<(String, String)>,
    pub procedure: String,
    pub unp: String,
    pub lang: String,
    pub faults: Faults,
    pub open: Vec<DraftView>,
}

pub fn page(view: DraftsView) -> impl IntoView {
    let tr = view.tr;
    let choices = |all: &[(String, String)]| all.iter().map(|(code, name)| Choice::new(code, name)).collect::<Vec<_>>();
    let (procedures, langs) = (choices(&view.procedures), choices(&view.langs));
    let rows = view.open.iter().map(|one| {
        Row::new(vec![
            Cell::link(one.procedure.clone(), one.href.clone()),
            Cell::text(one.company.clone()),
            Cell::text(one.by.clone()),
            Cell::text(one.until.map_or_else(|| tr.t("counter-draft-returned"), |until| tr.moment(until))),
        ])
    });
    let rows: Vec<Row> = rows.collect();
    let columns = vec![
        Column::new(tr.t("inbox-filter-procedure")),
        Column::new(tr.t("inbox-column-company")),
        Column::new(tr.t("counter-typed-by")),
        Column::new(tr.t("counter-draft-until")),
    ];
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <div class="two-thirds stack">
            <h1>{tr.t("counter-draft-title")}</h1>
            <p class="lede">{tr.t("counter-draft-lede")}</p>
            <form method="post" action="/office/counter/drafts" class="stack" novalidate>
                <Select
                    label=tr.t("inbox-filter-procedure")
                    name="procedure"
                    choices=procedures
                    value=view.procedure.clone()
                    blank=tr.t("second-person-choose")
                    error=view.faults.of("procedure")
                />
                <Field
                    label=tr.t("counter-draft-unp")
                    hint=tr.t("counter-draft-unp-hint")
                    name="unp"
                    kind=FieldKind::Code
                    width=Width::Chars20
                    value=view.unp.clone()
                    error=view.faults.of("unp")
                />
                <Radios
                    legend=tr.t("counter-draft-lang")
                    name="lang"
                    choices=langs
                    value=view.lang.clone()
                    error=view.faults.of("lang")
                />
                <Inset tone=Tone::Neutral><p>{tr.t("counter-draft-says")}</p></Inset>
                <Button text=tr.t("counter-draft-begin") />
            </form>
        </div>
        <h2>{tr.t("counter-draft-open")}</h2>
        <DataTable
            caption=tr.t("counter-draft-open")
            columns
            rows
            caption_hidden=true
            dense=true
            empty=tr.t("counter-draft-none")
        />
    }
}
