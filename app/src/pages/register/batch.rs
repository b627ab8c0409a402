//! Many companies at once: a list of numbers, and what the register says of each.

use super::{grouped, standing_tone, standing_words};
use crate::l10n::Tr;
use crate::ui::{
    Button, Cell, Column, DataTable, Download, DownloadList, ErrorSummary, FieldError, FileField, Link, Page,
    Pagination, Row, Tag, Textarea, UnpText, page_window, unbroken,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::company::{Kind, Standing};

/// The form.
#[derive(Clone)]
pub struct AskView {
    pub tr: Tr,
    pub typed: String,
    /// The field that is wrong, and what is wrong with it.
    pub error: Option<(&'static str, String)>,
}

pub fn ask(view: AskView) -> impl IntoView {
    let tr = view.tr;
    let wrong = view.error;
    let errors = wrong.iter().map(|(field, text)| FieldError::new(*field, text.clone())).collect::<Vec<_>>();
    let error = |name: &str| wrong.as_ref().filter(|(field, _)| *field == name).map(|(_, text)| text.clone());
    view! {
        <div class="two-thirds stack">
            <ErrorSummary title=tr.t("error-summary-title") errors />
            <h1>{tr.t("batch-title")}</h1>
            <p class="lede">{tr.t("batch-lede")}</p>
            <form method="post" action="/register/batch" enctype="multipart/form-data" class="stack" novalidate>
                <Textarea
                    label=tr.t("batch-list")
                    name="unps"
                    value=view.typed
                    hint=tr.t("batch-list-hint")
                    error=error("unps")
                    rows=10
                />
                <FileField
                    label=tr.t("batch-file")
                    name="file"
                    accept=".csv,.txt,.xlsx,text/csv,text/plain"
                    hint=tr.t("batch-file-hint")
                    error=error("file")
                />
                <Button text=tr.t("batch-ask") />
            </form>
        </div>
    }
}

/// One line of the list.
#[derive(Clone)]
pub struct LineView {
    pub asked: String,
    pub unp: Option<i64>,
    pub kind: Option<Kind>,
    pub standing: Option<Standing>,
    pub name: Option<String>,
    pub address: Option<String>,
    pub flags: Vec<FlagView>,
}

/// What one should know before relying on a line.
#[derive(Clone, Debug)]
pub struct FlagView {
    pub code: &'static str,
    pub until: Option<NaiveDate>,
}

/// A flag in words.
pub fn flag_words(tr: Tr, flag: &FlagView) -> String {
    let key = format!("batch-flag-{}", flag.code);
    match flag.until {
        Some(day) => tr.ta(&key, &[("date", tr.date(day).into())]),
        None => tr.t(&key),
    }
}

/// A page of the answer.
#[derive(Clone)]
pub struct AnswerView {
    pub tr: Tr,
    /// Address of the answer.
    pub href: String,
    pub lines: Vec<LineView>,
    pub asked: usize,
    pub found: usize,
    /// Lines with something to look at.
    pub flagged: usize,
    /// From 1.
    pub page: usize,
    pub pages: usize,
}

pub fn answer(view: AnswerView) -> impl IntoView {
    let tr = view.tr;
    let number = |count: usize| grouped(i64::try_from(count).unwrap_or(i64::MAX));
    let summary = tr.ta(
        "batch-summary",
        &[
            ("asked", number(view.asked).into()),
            ("found", number(view.found).into()),
            ("flagged", number(view.flagged).into()),
        ],
    );
    let files = ["xlsx", "csv"].map(|format| {
        Download::new(tr.t(&format!("batch-{format}")), format!("{}/result.{format}", view.href))
            .detail(format.to_uppercase())
    });
    let columns = vec![
        Column::new(tr.t("batch-unp")),
        Column::new(tr.t("batch-status")),
        Column::new(tr.t("batch-name")),
        Column::new(tr.t("batch-address")),
        Column::new(tr.t("batch-flags")),
    ];
    let rows: Vec<Row> = view.lines.into_iter().map(|line| row(tr, line)).collect();
    let pages = (view.pages > 1).then(|| pages(tr, &view.href, view.page, view.pages));
    view! {
        <div class="stack">
            <h1>{tr.t("batch-answer-title")}</h1>
            <p class="lede" role="status">{summary}</p>
            <DownloadList files=files.into() />
            <DataTable caption=tr.t("batch-answer-title") columns rows caption_hidden=true dense=true />
            {pages}
            <p class="soft">{tr.t("batch-kept")}</p>
            <p class="no-print"><a href="/register/batch">{tr.t("batch-again")}</a></p>
        </div>
    }
}

fn row(tr: Tr, line: LineView) -> Row {
    let unp = match line.unp {
        Some(unp) => view! { <UnpText unp=unp.to_string() /> }.into_any(),
        None => line.asked.into_any(),
    };
    let status = line.standing.map(|standing| {
        view! { <Tag text=standing_words(tr, standing) tone=standing_tone(standing) /> }
    });
    let name = match (line.unp, line.name) {
        (Some(unp), Some(name)) => Cell::link(name, format!("/register/{unp}")),
        _ => Cell::text(""),
    };
    let address = match (line.kind, line.address) {
        (Some(Kind::SoleProprietor), _) => tr.t("batch-address-personal"),
        (_, address) => address.map(|address| unbroken(&address)).unwrap_or_default(),
    };
    let flags: Vec<String> = line.flags.iter().map(|flag| flag_words(tr, flag)).collect();
    Row::new(vec![Cell::view(unp), Cell::view(status), name, Cell::text(address), Cell::text(flags.join("; "))])
}

fn pages(tr: Tr, href: &str, page: usize, pages: usize) -> impl IntoView + use<> {
    let href = |number: usize| format!("{href}?page={number}");
    let numbers = page_window(page, pages).into_iter().map(|number| match number {
        None => Page::gap(),
        Some(number) => {
            let label = tr.ta("page-number", &[("page", number.to_string().into())]);
            let one = Page::new(number.to_string(), href(number), label);
            if number == page { one.current() } else { one }
        }
    });
    let previous = (page > 1).then(|| Link::new(tr.t("page-previous"), href(page - 1)));
    let next = (page < pages).then(|| Link::new(tr.t("page-next"), href(page + 1)));
    view! { <Pagination label=tr.t("register-pages") pages=numbers.collect() previous=previous next=next /> }
}
