//! The notices of liquidation and of the end of sole proprietors' activity, for creditors and
//! everybody else.

use crate::l10n::Tr;
use crate::ui::{
    Cell, Column, DataTable, EmptyState, Inset, Link, Page, Pagination, Row, SearchBox, Tab, Tabs, Tag, Tone,
    page_window,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::company::Kind;
use portal::proceeding::Stage;

/// One notice.
#[derive(Clone)]
pub struct NoticeView {
    pub unp: i64,
    pub kind: Kind,
    pub company: String,
    pub stage: Stage,
    pub published_on: NaiveDate,
    pub claims_until: NaiveDate,
    /// Where claims are made, as published; nothing once the proceeding is over.
    pub claims: Option<String>,
}

#[derive(Clone)]
pub struct NoticesView {
    pub tr: Tr,
    pub typed: String,
    /// The typed text, ready for an address.
    pub encoded: String,
    /// `all`, `open` or `past`.
    pub which: &'static str,
    pub today: NaiveDate,
    pub notices: Vec<NoticeView>,
    pub count: i64,
    /// From 1.
    pub page: usize,
    pub pages: usize,
}

pub fn page(view: NoticesView) -> impl IntoView {
    let tr = view.tr;
    let today = view.today;
    let columns = vec![
        Column::new(tr.t("notices-company")),
        Column::new(tr.t("notices-published")),
        Column::new(tr.t("notices-claims-until")),
        Column::new(tr.t("notices-claims")),
        Column::new(tr.t("column-status")),
    ];
    let rows: Vec<Row> = view.notices.into_iter().map(|notice| row(tr, notice, today)).collect();
    let found = tr.ta("notices-found", &[("count", view.count.into())]);
    // Where nothing was typed, nothing can have been mistyped.
    let check = (!view.typed.is_empty()).then(|| view! { <p>{tr.t("notices-none-check")}</p> });
    let table = match rows.is_empty() {
        true => view! {
            <EmptyState title=tr.t("notices-none")>
                <p>{tr.t("notices-none-what")}</p>
                {check}
            </EmptyState>
        }
        .into_any(),
        false => view! {
            <p role="status">{found}</p>
            <DataTable caption=tr.t("notices-title") columns=columns rows=rows caption_hidden=true row_links=true />
        }
        .into_any(),
    };
    let pages = (view.pages > 1).then(|| pages(tr, &view.encoded, view.which, view.page, view.pages));
    let tabs = ["all", "open", "past"].map(|which| {
        let href = format!("/register/notices?which={which}&q={}", view.encoded);
        Tab::new(tr.t(&format!("notices-which-{which}")), href).current(which == view.which)
    });
    view! {
        <div class="stack">
            <h1>{tr.t("notices-title")}</h1>
            <p class="lede">{tr.t("notices-lede")}</p>
            <div class="two-thirds">
                <SearchBox
                    label=tr.t("search-hint")
                    action="/register/notices"
                    button=tr.t("search-button")
                    value=view.typed
                    id="notices-q"
                    kept=vec![("which".to_owned(), view.which.to_owned())]
                />
            </div>
            <Tabs label=tr.t("notices-which") tabs=tabs.into() />
            {table}
            {pages}
            <p><a href="/register/notices.atom" type="application/atom+xml">{tr.t("notices-feed")}</a></p>
        </div>
    }
}

fn row(tr: Tr, notice: NoticeView, today: NaiveDate) -> Row {
    let over = notice.stage.is_over();
    let tone = if over { Tone::Neutral } else { Tone::Amber };
    let claims = match notice.claims {
        Some(claims) if today <= notice.claims_until => claims,
        Some(_) => tr.t("notices-claims-over"),
        None => String::new(),
    };
    Row::new(vec![
        Cell::link(notice.company, format!("/register/{}", notice.unp)),
        Cell::text(tr.date(notice.published_on)),
        Cell::text(tr.date(notice.claims_until)),
        Cell::text(claims),
        Cell::view(view! { <Tag text=tr.t(&format!("proceeding-stage-{}", notice.stage.code())) tone=tone /> }),
    ])
}

fn pages(tr: Tr, encoded: &str, which: &str, page: usize, pages: usize) -> impl IntoView + use<> {
    let href = |number: usize| format!("/register/notices?which={which}&q={encoded}&page={number}");
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

/// The notice on the page of its company.
pub fn of_company(tr: Tr, notice: NoticeView, today: NaiveDate) -> impl IntoView {
    let title = match notice.kind {
        Kind::LegalEntity => "notice-legal-entity",
        Kind::SoleProprietor => "notice-sole-proprietor",
    };
    let values = [("published", tr.date(notice.published_on).into()), ("until", tr.date(notice.claims_until).into())];
    let key = if today <= notice.claims_until { "notice-claims" } else { "notice-claims-over" };
    let claims = notice.claims.filter(|_| today <= notice.claims_until);
    view! {
        <Inset tone=Tone::Amber>
            <h2>{tr.t(title)}</h2>
            <p>{tr.ta(key, &values)}</p>
            {claims.map(|claims| view! { <p>{tr.ta("notice-where", &[("where", claims.into())])}</p> })}
            <p class="no-print"><a href="/register/notices">{tr.t("notices-all")}</a></p>
        </Inset>
    }
}
