//! One company that the reader acts for.

use super::holders::{self, HolderView};
use super::{Line, RightView, duty};
use crate::l10n::Tr;
use crate::pages::application::list::status_tag;
use crate::pages::register::company::{AuthorisedView, HeadView};
use crate::pages::register::{standing_tone, standing_words};
use crate::ui::{
    Cell, Column, DataTable, Download, DownloadList, Row, SummaryList, SummaryRow, Tag, Task, TaskList, Tone, UnpText,
    unbroken,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::code::grouped;
use portal::company::Standing;
use portal::duties::Duty;
use portal::procedures::{HeadInOffice, Participant, Procedure};
use portal::proceeding::Stage;

#[derive(Clone)]
pub struct BusinessView {
    pub tr: Tr,
    pub today: NaiveDate,
    pub unp: i64,
    pub title: String,
    pub standing: Standing,
    pub right: RightView,
    pub register: RegisterView,
    /// The most urgent first.
    pub duties: Vec<Duty>,
    /// Id, stage and last day of the proceeding under way.
    pub proceeding: Option<(String, Stage, NaiveDate)>,
    pub drafts: Vec<Line>,
    pub under_way: Vec<Line>,
    pub decided: Vec<Line>,
    pub more_decided: bool,
    pub documents: Vec<DocumentView>,
    pub holders: Vec<HolderView>,
    /// The reader heads the company and sees by which address each may be reached.
    pub is_head: bool,
    /// What the reader may begin for it.
    pub services: Vec<Procedure>,
}

/// What the register says; a sole proprietor's address is shown to those who act for them alone.
#[derive(Clone)]
pub struct RegisterView {
    pub full_name: String,
    pub registered_on: Option<NaiveDate>,
    pub office: Option<String>,
    pub address: Option<String>,
    pub head: Option<HeadInOffice>,
    /// Who else may act by the register.
    pub others: Vec<AuthorisedView>,
    /// Who takes part, with the names of natural persons: for those who act for the company alone.
    pub participants: Vec<Participant>,
    pub activity: Option<String>,
}

/// A document received.
#[derive(Clone)]
pub struct DocumentView {
    pub href: String,
    pub kind: String,
    pub round: i32,
    pub procedure: Procedure,
    pub number: Option<String>,
    pub made: NaiveDate,
}

pub fn page(view: BusinessView) -> impl IntoView {
    let tr = view.tr;
    let tasks: Vec<Task> = view.duties.iter().map(|due| duty::task(tr, due, view.today)).collect();
    let due = match tasks.is_empty() {
        true => view! { <p>{tr.t("business-nothing-due")}</p> }.into_any(),
        false => view! { <TaskList id="business-due" tasks=tasks /> }.into_any(),
    };
    view! {
        <div class="page-head">
            <p class="caption">{tr.t("unp")} " " <UnpText unp=view.unp.to_string() /></p>
            <h1>{view.title.clone()}</h1>
            <p class="cluster">
                <Tag text=standing_words(tr, view.standing) tone=standing_tone(view.standing) />
                <span>{format!("{}, {}", view.right.words(tr), view.right.period(tr))}</span>
            </p>
        </div>
        <div class="split">
            <div class="stack">
                <h2 id="due">{tr.t("business-due")}</h2>
                {due}
                {proceeding(&view)}
                {section(tr, "business-drafts", &view.drafts)}
                {section(tr, "applications-under-way", &view.under_way)}
                {section(tr, "applications-decided", &view.decided)}
                {view.more_decided.then(|| view! { <p><a href="/applications">{tr.t("business-more-decided")}</a></p> })}
                {register(&view)}
                {holders(&view)}
            </div>
            {beside(&view)}
        </div>
    }
}

/// What can be begun and what was received; nothing at all where there is neither, since the column
/// begins with a rule.
fn beside(view: &BusinessView) -> Option<impl IntoView + use<>> {
    let (services, documents) = (services(view), documents(view));
    (services.is_some() || documents.is_some()).then(|| view! { <aside class="stack">{services} {documents}</aside> })
}

fn proceeding(view: &BusinessView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let (id, stage, due) = view.proceeding.clone()?;
    Some(view! {
        <p class="cluster">
            <a href=format!("/proceedings/{id}")>{tr.t("applications-proceedings")}</a>
            <Tag text=tr.t(&format!("proceeding-stage-{}", stage.code())) tone=Tone::Amber />
            <span class="soft">{tr.ta("business-proceeding-whole", &[("date", tr.date(due).into())])}</span>
        </p>
    })
}

fn section(tr: Tr, title: &'static str, lines: &[Line]) -> Option<impl IntoView + use<>> {
    let row = |line: &Line| {
        let name = tr.t(&format!("procedure-{}", line.procedure.slug()));
        let name = line.number.as_deref().map_or(name.clone(), |number| format!("{name} № {}", grouped(number)));
        let due = line.due.map(|due| tr.ta("applications-due", &[("due", tr.date(due).into())]));
        let status = line.status;
        Row::new(vec![
            Cell::link(name, format!("/applications/{}", line.id)),
            Cell::view(view! {
                {status_tag(tr, status)}
                {due.map(|due| view! { " " <span class="soft small">{due}</span> })}
            }),
            Cell::text(tr.date(line.on)),
        ])
    };
    let columns = vec![
        Column::new(tr.t("column-application")),
        Column::new(tr.t("column-status")),
        Column::new(tr.t("business-day")),
    ];
    let rows: Vec<Row> = lines.iter().map(row).collect();
    (!rows.is_empty()).then(|| view! { <DataTable caption=tr.t(title) columns=columns rows=rows row_links=true /> })
}

fn register(view: &BusinessView) -> impl IntoView + use<> {
    let tr = view.tr;
    let says = view.register.clone();
    let mut rows = vec![SummaryRow::new(tr.t("company-full-name"), says.full_name)];
    let mut row = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            rows.push(SummaryRow::new(tr.t(key), value));
        }
    };
    row("company-registered-on", says.registered_on.map(|day| tr.date(day)));
    row("company-office", says.office);
    row("company-address", says.address.map(|address| unbroken(&address)));
    row("company-head", says.head.map(|head| HeadView::from(head).line(tr)));
    let others: Vec<String> = says.others.iter().map(|other| other.line_with_days(tr)).collect();
    row("company-authorised", (!others.is_empty()).then(|| others.join("; ")));
    let participants: Vec<String> =
        says.participants.iter().map(|of| format!("{}, {}", of.name, of.percent())).collect();
    row("company-participants", (!participants.is_empty()).then(|| participants.join("; ")));
    row("company-activity", says.activity);
    view! {
        <SummaryList rows=rows title=tr.t("business-register") />
        <p class="no-print">
            <a href=format!("/register/{}", view.unp)>{tr.t("business-register-page")}</a>
        </p>
    }
}

fn holders(view: &BusinessView) -> impl IntoView + use<> {
    let tr = view.tr;
    let give = view.is_head.then(|| {
        view! {
            <p class="no-print"><a href=format!("/businesses/{}/rights", view.unp)>{tr.t("rights-give-or-take")}</a></p>
        }
    });
    view! {
        <h2 id="rights">{tr.t("business-holders")}</h2>
        {holders::table(tr, view.unp, &view.holders, view.is_head)}
        {give}
    }
}

fn services(view: &BusinessView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let service = |procedure: &Procedure| {
        view! {
            <li>
                <form method="post" action=format!("/services/{}/start", procedure.slug())>
                    <input type="hidden" name="unp" value=view.unp.to_string() />
                    <button class="linklike">{tr.t(&format!("procedure-{}", procedure.slug()))}</button>
                </form>
            </li>
        }
    };
    let services: Vec<_> = view.services.iter().map(service).collect();
    (!services.is_empty()).then(|| {
        view! {
            <section class="no-print">
                <h2>{tr.t("business-begin")}</h2>
                <ul>{services}</ul>
                <p><a href=format!("/extracts?unp={}", view.unp)>{tr.t("company-extract")}</a></p>
            </section>
        }
    })
}

fn documents(view: &BusinessView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let file = |document: &DocumentView| {
        let name = tr.ta(&format!("document-{}", document.kind), &[("round", document.round.into())]);
        let procedure = tr.t(&format!("procedure-{}", document.procedure.slug()));
        let number = document.number.as_deref().map(|number| format!(" № {}", grouped(number))).unwrap_or_default();
        Download::new(format!("{name}: {procedure}{number}"), document.href.clone()).detail(tr.date(document.made))
    };
    let files: Vec<Download> = view.documents.iter().map(file).collect();
    (!files.is_empty()).then(|| {
        view! {
            <h2>{tr.t("business-documents")}</h2>
            <DownloadList files=files />
        }
    })
}
