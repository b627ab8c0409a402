//! My applications: what waits for me first, then what is under way, then what is decided.

use crate::l10n::Tr;
use crate::ui::{ButtonLink, Cell, Column, DataTable, EmptyState, Row, Tag, Tone, UnpText};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;
use portal::application::Status;
use portal::code::grouped;
use portal::company::Standing;
use portal::money::Byn;
use portal::procedures::Procedure;
use portal::proceeding::Stage;

/// One application in the list.
#[derive(Clone)]
pub struct Line {
    pub id: String,
    pub procedure: Procedure,
    pub company: String,
    pub status: Status,
    pub number: Option<String>,
    pub changed: NaiveDateTime,
    pub due: Option<NaiveDate>,
    /// What is to be paid before the office's term begins.
    pub owed: Option<Byn>,
}

/// A deleted draft that can be restored.
#[derive(Clone)]
pub struct Deleted {
    pub id: String,
    pub procedure: Procedure,
    pub company: String,
    pub deleted: NaiveDateTime,
    /// Nobody deleted it: it was not changed for long.
    pub forgotten: bool,
    /// Until when it can be restored.
    pub until: NaiveDateTime,
}

#[derive(Clone)]
pub struct ListView {
    pub tr: Tr,
    pub applications: Vec<Line>,
    pub deleted: Vec<Deleted>,
    pub companies: Vec<(i64, String, Standing)>,
    /// Applications that the reader is asked to confirm as a founder: id and name.
    pub to_confirm: Vec<(String, String)>,
    /// Names approved for the reader.
    pub approvals: Vec<ApprovalLine>,
    /// Liquidations and terminations under way.
    pub proceedings: Vec<ProceedingLine>,
}

/// A name that was approved for the reader.
#[derive(Clone)]
pub struct ApprovalLine {
    /// Of the application.
    pub id: String,
    pub number: String,
    pub name: String,
    /// The last day.
    pub until: NaiveDate,
    /// The locale key of the word for where it stands.
    pub standing: &'static str,
}

/// A liquidation, or the end of a sole proprietor's activity, that is under way.
#[derive(Clone)]
pub struct ProceedingLine {
    pub id: String,
    pub company: String,
    pub stage: Stage,
    /// The last day of the whole proceeding.
    pub due_on: NaiveDate,
}

pub fn page(view: ListView) -> impl IntoView {
    let tr = view.tr;
    let (waiting, rest): (Vec<Line>, Vec<Line>) =
        view.applications.into_iter().partition(|l| l.status.is_open_to_applicant() || l.owed.is_some());
    let (decided, under_way): (Vec<Line>, Vec<Line>) = rest.into_iter().partition(|l| l.status.is_decided());
    let empty = waiting.is_empty() && under_way.is_empty() && decided.is_empty();
    let companies: Vec<_> = view
        .companies
        .into_iter()
        .map(|(unp, title, standing)| {
            view! {
                <li>
                    <a href=format!("/businesses/{unp}")>{title}</a>
                    <p class="soft">
                        <UnpText unp=unp.to_string() /> " · " {tr.t(&format!("standing-{}", standing.code()))}
                    </p>
                </li>
            }
        })
        .collect();
    view! {
        <h1>{tr.t("nav-applications")}</h1>
        {empty
            .then(|| {
                view! {
                    <EmptyState title=tr.t("applications-none")>
                        <ButtonLink text=tr.t("applications-none-what") href="/services" />
                    </EmptyState>
                }
            })}
        {to_confirm(tr, view.to_confirm)}
        {proceedings(tr, view.proceedings)}
        {section(tr, "applications-waiting", waiting)}
        {section(tr, "applications-under-way", under_way)}
        {approvals(tr, view.approvals)}
        {section(tr, "applications-decided", decided)}
        {deleted(tr, view.deleted)}
        {(!companies.is_empty())
            .then(|| {
                view! {
                    <h2>{tr.t("applications-companies")}</h2>
                    <ul class="cards">{companies}</ul>
                }
            })}
    }
}

fn to_confirm(tr: Tr, asked: Vec<(String, String)>) -> Option<impl IntoView> {
    (!asked.is_empty()).then(|| {
        let lines: Vec<_> = asked
            .into_iter()
            .map(|(id, name)| view! { <li><a href=format!("/foundings/{id}")>{name}</a></li> })
            .collect();
        view! {
            <h2>{tr.t("applications-to-confirm")}</h2>
            <ul class="cards">{lines}</ul>
        }
    })
}

fn proceedings(tr: Tr, lines: Vec<ProceedingLine>) -> Option<impl IntoView> {
    let columns = vec![
        Column::new(tr.t("column-company")),
        Column::new(tr.t("column-status")),
        Column::new(tr.t("proceeding-due")),
    ];
    let row = |line: ProceedingLine| {
        Row::new(vec![
            Cell::link(line.company, format!("/proceedings/{}", line.id)),
            Cell::view(
                view! { <Tag text=tr.t(&format!("proceeding-stage-{}", line.stage.code())) tone=Tone::Amber /> },
            ),
            Cell::text(tr.date(line.due_on)),
        ])
    };
    let rows: Vec<Row> = lines.into_iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        view! { <DataTable caption=tr.t("applications-proceedings") columns=columns rows=rows row_links=true /> }
    })
}

fn approvals(tr: Tr, lines: Vec<ApprovalLine>) -> Option<impl IntoView> {
    let columns = vec![
        Column::new(tr.t("field-full-name")),
        Column::new(tr.t("approval-number")),
        Column::new(tr.t("column-status")),
        Column::new(tr.t("approval-until")),
    ];
    let row = |line: ApprovalLine| {
        Row::new(vec![
            Cell::link(line.name, format!("/applications/{}", line.id)),
            Cell::text(grouped(&line.number)),
            Cell::text(tr.t(line.standing)),
            Cell::text(tr.date(line.until)),
        ])
    };
    let rows: Vec<Row> = lines.into_iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        view! { <DataTable caption=tr.t("approvals-title") columns=columns rows=rows row_links=true /> }
    })
}

fn section(tr: Tr, title: &'static str, lines: Vec<Line>) -> Option<impl IntoView> {
    (!lines.is_empty()).then(|| {
        let columns = vec![
            Column::new(tr.t("column-application")),
            Column::new(tr.t("column-company")),
            Column::new(tr.t("column-status")),
            Column::new(tr.t("column-changed")),
        ];
        let rows = lines.into_iter().map(|line| row(tr, line)).collect();
        view! { <DataTable caption=tr.t(title) columns=columns rows=rows row_links=true /> }
    })
}

fn deleted(tr: Tr, drafts: Vec<Deleted>) -> Option<impl IntoView> {
    (!drafts.is_empty()).then(|| {
        let drafts: Vec<_> = drafts.into_iter().map(|draft| deleted_draft(tr, draft)).collect();
        view! {
            <h2 id="deleted">{tr.t("drafts-deleted")}</h2>
            <ul class="cards">{drafts}</ul>
        }
    })
}

fn deleted_draft(tr: Tr, draft: Deleted) -> impl IntoView {
    let name = tr.t(&format!("procedure-{}", draft.procedure.slug()));
    let key = if draft.forgotten { "drafts-forgotten-on" } else { "drafts-deleted-on" };
    let values = [("deleted", tr.moment(draft.deleted).into()), ("until", tr.moment(draft.until).into())];
    let company = if draft.company.is_empty() { tr.t("party-not-named") } else { draft.company };
    let which = format!(": {name}, {company}");
    view! {
        <li>
            <p>
                <strong>{name}</strong>
                ", "
                {company}
            </p>
            <p class="soft">{tr.ta(key, &values)}</p>
            <form method="post" action=format!("/applications/{}/restoration", draft.id)>
                <button class="linklike">{tr.t("drafts-restore")} <span class="vh">{which}</span></button>
            </form>
        </li>
    }
}

fn row(tr: Tr, line: Line) -> Row {
    let name = tr.t(&format!("procedure-{}", line.procedure.slug()));
    let name = line.number.as_deref().map_or(name.clone(), |number| format!("{name} № {}", grouped(number)));
    let due = line.due.map(|due| tr.ta("applications-due", &[("due", tr.date(due).into())]));
    let bill = line.owed.map(|sum| {
        let href = format!("/applications/{}/bill", line.id);
        view! { " " <a href=href>{tr.ta("bill-pay", &[("sum", tr.money(sum).into())])}</a> }
    });
    // What is to be founded has no name until it is answered.
    let company = if line.company.is_empty() { tr.t("party-not-named") } else { line.company };
    Row::new(vec![
        Cell::link(name, format!("/applications/{}", line.id)),
        Cell::text(company),
        Cell::view(view! {
            {status_tag(tr, line.status)}
            {bill}
            {due.map(|due| view! { " " <span class="soft small">{due}</span> })}
        }),
        Cell::text(tr.moment(line.changed)),
    ])
}

/// The state of an application as a tag.
pub fn status_tag(tr: Tr, status: Status) -> impl IntoView {
    let tone = match status {
        Status::Draft | Status::Prepared | Status::Withdrawn => Tone::Neutral,
        Status::Filed | Status::InReview => Tone::Blue,
        Status::Returned | Status::Unconsidered => Tone::Amber,
        Status::Accepted => Tone::Green,
        Status::Refused => Tone::Red,
    };
    view! { <Tag text=status_text(tr, status) tone=tone /> }
}

pub fn status_text(tr: Tr, status: Status) -> String {
    tr.t(&format!("status-{}", status.code().replace('_', "-")))
}
