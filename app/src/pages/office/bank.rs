//! Bank files: choosing one, and what became of each of its rows.

use super::words;
use crate::l10n::Tr;
use crate::ui::{
    Button, Cell, Column, DataTable, ErrorSummary, FieldError, FileField, Notification, NotificationKind, Row, Tag,
    Tone,
};
use chrono::NaiveDateTime;
use leptos::prelude::*;

/// The page that takes a file.
#[derive(Clone)]
pub struct BankView {
    pub tr: Tr,
    pub office: String,
    /// The last files, the newest first.
    pub files: Vec<FileView>,
    pub error: Option<String>,
}

/// A file that was imported.
#[derive(Clone, Debug)]
pub struct FileView {
    pub id: String,
    pub name: String,
    /// Minsk time.
    pub at: NaiveDateTime,
    /// Bills marked paid by it.
    pub paid: i64,
    pub already: i64,
    pub problems: i64,
}

pub fn page(view: BankView) -> impl IntoView {
    let tr = view.tr;
    let errors: Vec<FieldError> = view.error.iter().map(|text| FieldError::new("file", text.clone())).collect();
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        <div class="page-head">
            <p class="caption">{view.office.clone()}</p>
            <h1>{tr.t("bank-title")}</h1>
        </div>
        <div class="two-thirds stack">
            <p class="lede">{tr.t("bank-lede")}</p>
            <form method="post" action="/office/payments" enctype="multipart/form-data">
                <FileField
                    label=tr.t("bank-file")
                    hint=tr.t("bank-file-hint")
                    name="file"
                    accept=".csv,.txt,text/csv"
                    error=view.error
                />
                <Button text=tr.t("bank-import") />
            </form>
            <details>
                <summary>{tr.t("bank-columns")}</summary>
                <p>{tr.t("bank-columns-what")}</p>
                <pre><code>"date;document;amount;purpose\n29.11.2026;15;42,00;1234-5678-90"</code></pre>
            </details>
        </div>
        <h2>{tr.t("bank-files")}</h2>
        {files(tr, view.files)}
    }
}

fn files(tr: Tr, files: Vec<FileView>) -> impl IntoView {
    let columns = vec![
        Column::new(tr.t("bank-column-when")),
        Column::new(tr.t("bank-column-name")),
        Column::new(tr.t("bank-column-paid")).numeric(),
        Column::new(tr.t("bank-column-already")).numeric(),
        Column::new(tr.t("bank-column-problems")).numeric(),
    ];
    let rows = files.into_iter().map(|file| {
        let when = format!("{} {}", tr.date_short(file.at.date()), file.at.format("%H:%M"));
        let name =
            view! { <a class="row-link" href=format!("/office/payments/{}", file.id)>{name(tr, &file.name)}</a> };
        Row::new(vec![
            Cell::text(when),
            Cell::view(name),
            Cell::text(file.paid.to_string()),
            Cell::text(file.already.to_string()),
            Cell::text(file.problems.to_string()),
        ])
    });
    let rows: Vec<Row> = rows.collect();
    view! {
        <DataTable
            caption=tr.t("bank-files")
            columns
            rows
            caption_hidden=true
            dense=true
            row_links=true
            empty=tr.t("bank-files-none")
        />
    }
}

/// A file is called as it was called, or else as a file without a name.
fn name(tr: Tr, name: &str) -> String {
    if name.is_empty() { tr.t("bank-file-nameless") } else { name.to_owned() }
}

/// What became of a file.
#[derive(Clone)]
pub struct ImportedView {
    pub tr: Tr,
    pub name: String,
    /// Minsk time.
    pub at: NaiveDateTime,
    pub by: String,
    /// The same content came again: nothing was done.
    pub before: bool,
    /// Those that somebody has to look at first.
    pub lines: Vec<LineView>,
}

/// A row of the file.
#[derive(Clone, Debug)]
pub struct LineView {
    pub line: i32,
    /// Part of the key `bank-line-…`.
    pub outcome: &'static str,
    pub problem: bool,
    /// The number of a bill, or the purpose as it was written.
    pub bill: String,
    pub paid_on: String,
    pub document: String,
    pub amount: String,
    /// Id and number of the case.
    pub case: Option<(String, String)>,
}

pub fn imported(view: ImportedView) -> impl IntoView {
    let tr = view.tr;
    let (problems, rest): (Vec<_>, Vec<_>) = view.lines.into_iter().partition(|line| line.problem);
    let paid = rest.iter().filter(|line| line.outcome == "paid").count();
    let counted = |key: &str, count: usize| tr.ta(key, &[("count", i64::try_from(count).unwrap_or(i64::MAX).into())]);
    let summary = if problems.is_empty() { NotificationKind::Success } else { NotificationKind::Attention };
    let said = [
        counted("bank-said-paid", paid),
        counted("bank-said-already", rest.len() - paid),
        counted("bank-said-problems", problems.len()),
    ];
    let said: Vec<_> = said.into_iter().map(|text| view! { <li>{text}</li> }).collect();
    let before = view.before.then(|| {
        view! { <Notification kind=NotificationKind::Info title=tr.t("bank-before") /> }
    });
    let title = tr.t("bank-problems");
    let trouble = (!problems.is_empty()).then(|| view! { <h2>{title.clone()}</h2> {table(tr, title, problems)} });
    let fine = (!rest.is_empty()).then(|| {
        let title = tr.t("bank-fine");
        view! { <h2>{title.clone()}</h2> {table(tr, title, rest)} }
    });
    let when = tr.ta("bank-imported-by", &[("moment", tr.moment(view.at).into()), ("name", view.by.into())]);
    view! {
        <div class="page-head">
            <p class="caption">{when}</p>
            <h1>{name(tr, &view.name)}</h1>
        </div>
        {before}
        <Notification kind=summary title=tr.t("bank-said")>
            <ul>{said}</ul>
        </Notification>
        {trouble}
        {fine}
        <p class="no-print"><a href="/office/payments">{tr.t("bank-another")}</a></p>
    }
}

fn table(tr: Tr, caption: String, lines: Vec<LineView>) -> impl IntoView {
    let columns = vec![
        Column::new(tr.t("bank-column-line")).numeric(),
        Column::new(tr.t("bank-column-outcome")),
        Column::new(tr.t("bank-column-bill")),
        Column::new(tr.t("bank-column-sum")).numeric(),
        Column::new(tr.t("bank-column-date")),
        Column::new(tr.t("bank-column-document")),
        Column::new(tr.t("bank-column-case")),
    ];
    let rows = lines.into_iter().map(|line| {
        let tone = if line.problem { Tone::Amber } else { Tone::Green };
        let said = tr.t(&format!("bank-line-{}", line.outcome));
        let bill = if line.bill.len() == 10 && line.bill.bytes().all(|b| b.is_ascii_digit()) {
            words::number(&line.bill)
        } else {
            line.bill
        };
        let case = line.case.map_or_else(
            || "—".into_any(),
            |(id, number)| view! { <a href=format!("/office/cases/{id}")>{words::number(&number)}</a> }.into_any(),
        );
        let outcome = match line.problem {
            true => said.into_any(),
            false => view! { <Tag text=said tone /> }.into_any(),
        };
        Row::new(vec![
            Cell::text(line.line.to_string()),
            Cell::view(outcome),
            Cell::text(bill),
            Cell::text(line.amount),
            Cell::text(line.paid_on),
            Cell::text(line.document),
            Cell::view(case),
        ])
    });
    let rows: Vec<Row> = rows.collect();
    view! { <DataTable caption columns rows caption_hidden=true dense=true /> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::stays_text;
    use portal::lang::Lang;

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            let line = LineView {
                line: 2,
                outcome: "no-bill",
                problem: true,
                bill: s.clone(),
                paid_on: s.clone(),
                document: s.clone(),
                amount: s.clone(),
                case: None,
            };
            let view = ImportedView {
                tr: Tr(Lang::Ru),
                name: s.clone(),
                at: NaiveDateTime::default(),
                by: s,
                before: true,
                lines: vec![line],
            };
            imported(view).into_any()
        });
    }
}
