//! Editing the words of a letter: nine texts, what can be filled in, how the letter looks, and what there was before.

use super::sheet::{SheetView, sheet};
use super::{language, part};
use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{
    Button, ButtonKind, Cell, Choice, Column, DataTable, Details, ErrorSummary, Inset, Radios, Row, Textarea, Tone,
};
use chrono::NaiveDateTime;
use leptos::prelude::*;
use portal::answers::Answers;
use portal::lang::Lang;
use portal::letters::{Part, field};

/// A version in a list.
#[derive(Clone, Debug)]
pub struct VersionLine {
    pub number: i32,
    pub href: String,
    /// Minsk time.
    pub at: NaiveDateTime,
    pub by: String,
    pub why: String,
    /// Letters made with it.
    pub letters: i64,
}

#[derive(Clone)]
pub struct EditView {
    pub tr: Tr,
    pub of: String,
    /// Title of the letter, and of the procedure where it is for one.
    pub kind: String,
    pub procedure: Option<String>,
    pub href: String,
    /// What can be filled in: the names of the places.
    pub places: Vec<&'static str>,
    /// What each text is where it is left empty.
    pub behind: Vec<(Part, Lang, String)>,
    pub versions: Vec<VersionLine>,
    /// The number of the latest version.
    pub seen: i32,
    pub writes: bool,
    pub typed: Answers,
    pub faults: Faults,
    /// The versions that somebody made while the form was open.
    pub since: Vec<VersionLine>,
    /// The letter as it would be; with the number of the case whose letter it is, where it is one of the office's.
    pub preview: Option<(SheetView, Option<String>)>,
    pub preview_lang: Lang,
}

pub fn page(view: EditView) -> impl IntoView {
    let tr = view.tr;
    let caption = match &view.procedure {
        Some(procedure) => format!("{} · {procedure}", view.of),
        None => view.of.clone(),
    };
    let form = view.writes.then(|| form(&view));
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <div class="page-head">
            <p class="caption">{caption}</p>
            <h1>{tr.ta("wording-edit-title", &[("letter", view.kind.clone().into())])}</h1>
        </div>
        {since(&view)}
        {preview(&view)}
        {form}
        {(!view.writes).then(|| read(&view))}
        <h2>{tr.t("wording-versions")}</h2>
        {versions(tr, view.versions.clone())}
    }
}

fn since(view: &EditView) -> impl IntoView + use<> {
    let tr = view.tr;
    let lines: Vec<_> = view
        .since
        .iter()
        .map(|line| {
            let values = [
                ("number", i64::from(line.number).into()),
                ("moment", tr.moment(line.at).into()),
                ("name", line.by.clone().into()),
            ];
            let says = tr.ta("wording-since-line", &values);
            view! { <li><a href=line.href.clone()>{says}</a> {format!(" {}", line.why)}</li> }
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <Inset tone=Tone::Amber>
                <p>{tr.t("wording-since")}</p>
                <ul>{lines}</ul>
            </Inset>
        }
    })
}

fn preview(view: &EditView) -> impl IntoView + use<> {
    let tr = view.tr;
    view.preview.clone().map(|(letter, case)| {
        let over = match case {
            Some(number) => tr.ta("wording-preview-case", &[("number", number.into())]),
            None => tr.t("wording-preview-sample"),
        };
        view! {
            <h2 id="preview">{tr.t("wording-preview")}</h2>
            <p class="two-thirds">{over}</p>
            {sheet(letter)}
        }
    })
}

fn form(view: &EditView) -> impl IntoView + use<> {
    let tr = view.tr;
    let places: Vec<Row> = view
        .places
        .iter()
        .map(|name| {
            let written = format!("{{{name}}}");
            Row::new(vec![
                Cell::view(view! { <code>{written}</code> }),
                Cell::text(tr.t(&format!("wording-place-{}", name.replace('_', "-")))),
            ])
        })
        .collect();
    let columns = vec![Column::new(tr.t("wording-place")), Column::new(tr.t("wording-place-what"))];
    let languages: Vec<_> = Lang::ALL.into_iter().map(|lang| texts(view, lang)).collect();
    let choices = Lang::ALL.into_iter().map(|lang| Choice::new(lang.tag(), language(tr, lang))).collect();
    view! {
        <h2>{tr.t("wording-words")}</h2>
        <p class="two-thirds">{tr.t("wording-fixed")}</p>
        <Details summary=tr.t("wording-places")>
            <DataTable caption=tr.t("wording-places") columns rows=places caption_hidden=true dense=true />
        </Details>
        <form method="post" action=view.href.clone() class="stack two-thirds" novalidate>
            <input type="hidden" name="seen" value=view.seen.to_string() />
            {languages}
            <Textarea
                label=tr.t("administration-why")
                hint=tr.t("administration-why-hint")
                name="why"
                value=view.typed.get("why").to_owned()
                rows=2
                maxlength=500u32
                error=view.faults.of("why")
            />
            <Radios
                legend=tr.t("wording-preview-lang")
                name="preview_lang"
                choices
                value=view.preview_lang.tag().to_owned()
            />
            <div class="actions">
                <Button text=tr.t("wording-button-preview") kind=ButtonKind::Secondary name="do" value="preview" />
                <Button text=tr.t("wording-button-pdf") kind=ButtonKind::Secondary name="do" value="pdf" />
                <Button text=tr.t("wording-button-save") name="do" value="save" />
            </div>
        </form>
    }
}

/// The words as they stand, before whoever does not write them: the template's own, or what stands behind them.
fn read(view: &EditView) -> impl IntoView + use<> {
    let tr = view.tr;
    let languages: Vec<_> = Lang::ALL
        .into_iter()
        .map(|lang| {
            let rows: Vec<Row> = Part::ALL
                .into_iter()
                .map(|of| {
                    let own = view.typed.get(field(of, lang)).trim().to_owned();
                    let behind = view.behind.iter().find(|(part, other, _)| (*part, *other) == (of, lang));
                    let behind = behind.map(|(_, _, text)| text.trim().to_owned()).unwrap_or_default();
                    let (text, whose) = match (own.is_empty(), behind.is_empty()) {
                        (false, _) => (own, tr.t("wording-read-own")),
                        (true, false) => (behind, tr.t("wording-read-behind")),
                        (true, true) => ("—".to_owned(), String::new()),
                    };
                    let text = view! { <span class="as-typed" lang=lang.tag()>{text}</span> };
                    Row::new(vec![Cell::text(part(tr, of)), Cell::view(text), Cell::text(whose)])
                })
                .collect();
            let columns = ["wording-read-part", "wording-words", "wording-whose"].map(|key| Column::new(tr.t(key)));
            view! {
                <h3>{language(tr, lang)}</h3>
                <DataTable caption=language(tr, lang) columns=columns.into() rows caption_hidden=true dense=true />
            }
        })
        .collect();
    view! {
        <h2>{tr.t("wording-words")}</h2>
        <p class="two-thirds">{tr.t("wording-fixed")}</p>
        {languages}
    }
}

/// The three texts of a language.
fn texts(view: &EditView, lang: Lang) -> impl IntoView + use<> {
    let tr = view.tr;
    let boxes: Vec<_> = Part::ALL
        .into_iter()
        .map(|of| {
            let name = field(of, lang);
            let found = view.behind.iter().find(|(part, other, _)| (*part, *other) == (of, lang));
            let behind = found.map(|(_, _, text)| text.clone()).unwrap_or_default();
            let hint = match behind.trim() {
                "" => tr.t("wording-behind-nothing"),
                text => tr.ta("wording-behind", &[("text", text.to_owned().into())]),
            };
            let label = format!("{} ({})", part(tr, of), language(tr, lang));
            view! {
                <Textarea
                    label
                    hint
                    name
                    value=view.typed.get(name).to_owned()
                    rows=4
                    maxlength=2000u32
                    error=view.faults.of(name)
                />
            }
        })
        .collect();
    view! {
        <h3>{language(tr, lang)}</h3>
        {boxes}
    }
}

/// Versions as a table, each with a link to its page.
pub fn versions(tr: Tr, lines: Vec<VersionLine>) -> impl IntoView {
    let rows: Vec<Row> = lines
        .into_iter()
        .map(|line| {
            Row::new(vec![
                Cell::link(tr.ta("wording-version-title", &[("number", i64::from(line.number).into())]), line.href),
                Cell::text(format!("{} {}", tr.date_short(line.at.date()), line.at.format("%H:%M"))),
                Cell::text(line.by),
                Cell::text(line.why),
                Cell::text(line.letters.to_string()),
            ])
        })
        .collect();
    let columns = vec![
        Column::new(tr.t("wording-version")),
        Column::new(tr.t("changes-when")),
        Column::new(tr.t("changes-by")),
        Column::new(tr.t("administration-why")),
        Column::new(tr.t("wording-letters")),
    ];
    view! {
        <DataTable
            caption=tr.t("wording-versions")
            columns
            rows
            caption_hidden=true
            dense=true
            empty=tr.t("wording-none")
        />
    }
}
