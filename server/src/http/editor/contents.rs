//! Everything that a draft will publish, for whoever cannot change it now: its passport and its columns beside those of
//! the published version, and all its rows as a file.

use super::{address, columns, label, typed};
use crate::access::CouncilDraft;
use crate::failure::Failure;
use crate::office::data_drafts as office;
use crate::publishing::drafts;
use crate::state::AppState;
use crate::store::data_drafts::DataDraftRow;
use crate::store::{AnyConn, audit, data_sets};
use app::l10n::Tr;
use app::pages::publishing::columns::ColumnView;
use app::pages::publishing::contents::{Change, ColumnSaid, Contents, Said};
use app::pages::publishing::passport::in_language;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use opendata::doctor::{Column, Plan, day};
use opendata::passport_form::{Typed, fields};
use opendata::{Licence, Passport, Period, Theme};
use portal::lang::Lang;

/// What the rows of a draft will be published as, all of them.
pub async fn rows(State(state): State<AppState>, draft: CouncilDraft) -> Result<Response, Failure> {
    let (id, actor, now) = (draft.row.id.clone(), draft.publisher.signed_in.actor(), state.clock.now());
    let csv = office::rows(&state, &draft.row).await?;
    let saw = move |conn: &mut AnyConn| Ok::<_, Failure>(audit::record(conn, &actor, "saw", ("data_draft", &id), now)?);
    state.db.write(saw).await?;
    let name = format!("attachment; filename=\"{}.csv\"", draft.row.data_set);
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, csv).into_response())
}

/// What a draft will publish.
pub async fn of(state: &AppState, tr: Tr, row: &DataDraftRow) -> Result<Contents, Failure> {
    let set = row.data_set.clone();
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        Ok(match data_sets::find(conn, &set)? {
            Some(set) => data_sets::published(conn, &set)?,
            None => None,
        })
    };
    let before = state.db.read(load).await?.map(|published| published.passport);
    let plan = office::plan(row).unwrap_or_default();
    let clean = row.upload.is_some() && office::analysis(row).is_some_and(|analysis| analysis.report.is_clean());
    let stays_out = |column: &&Column| !column.kept && column.at.is_some();
    Ok(Contents {
        passport: passport(state, tr, row, &plan, before.as_ref()),
        columns: columns_said(tr, &plan, before.as_ref()),
        left_out: plan.columns.iter().filter(stays_out).map(|column| column.head.clone()).collect(),
        again: before.is_some(),
        rows: clean.then(|| format!("{}/rows.csv", address(row))),
    })
}

fn passport(state: &AppState, tr: Tr, row: &DataDraftRow, plan: &Plan, before: Option<&Passport>) -> Vec<Said> {
    // As it will be read; what is not whole yet is shown as it was typed.
    let now = drafts::passport(state, row, plan.schema()).map_or_else(|| typed(row), |passport| whole(&passport));
    let before = before.map(whole);
    let said = fields().into_iter().map(|field| Said {
        now: words(tr, &field, &now),
        before: before.as_ref().map(|before| words(tr, &field, before)),
        label: label(tr, &field),
    });
    said.filter(|said| !said.now.is_empty() || said.before.as_ref().is_some_and(|before| !before.is_empty())).collect()
}

/// What a passport would be typed as, the days with it.
fn whole(passport: &Passport) -> Typed {
    let mut typed = Typed::of(passport);
    let (from, until) = passport.covers;
    typed.set("covers_from", from.to_string());
    typed.set("covers_until", until.to_string());
    typed.set("next_on", passport.next_on.map(|day| day.to_string()).unwrap_or_default());
    typed
}

/// A field of the passport in the words of a page.
fn words(tr: Tr, field: &str, typed: &Typed) -> String {
    let value = typed.get(field);
    let known = match field {
        "theme" => Theme::from_code(value).map(|theme| tr.t(&format!("data-theme-{}", theme.code()))),
        "period" => Period::from_code(value).map(|period| tr.t(&format!("data-period-{}", period.code()))),
        "licence" => Licence::from_code(value).map(|licence| licence.title().to_owned()),
        "covers_from" | "covers_until" | "next_on" => day(value).ok().map(|day| tr.date(day)),
        "languages" => {
            let langs = value.split(' ').filter_map(Lang::from_tag);
            Some(langs.map(|lang| tr.t(&format!("lang-{}", lang.tag()))).collect::<Vec<_>>().join(", "))
        }
        _ => None,
    };
    known.unwrap_or_else(|| value.to_owned())
}

/// The columns of the version in their order, then those that go.
fn columns_said(tr: Tr, plan: &Plan, before: Option<&Passport>) -> Vec<ColumnSaid> {
    let known = before.map(|before| &before.schema);
    let was = |name: &str| {
        let schema = known?;
        let field = schema.fields.iter().find(|field| field.name == name)?.clone();
        let column = Column { head: field.name.clone(), at: Some(0), kept: true, field };
        Some(lines(tr, &columns::of_column(&column, &schema.key)))
    };
    let kept = plan.kept().map(|column| {
        let now = lines(tr, &columns::of_column(column, &plan.key));
        let before = was(&column.field.name);
        let change = match &before {
            None => Change::New,
            Some(before) if *before == now => Change::Same,
            Some(_) => Change::Changed,
        };
        let said = now.into_iter().enumerate().map(|(place, (label, now))| Said {
            label,
            now,
            before: before.as_ref().and_then(|before| before.get(place)).map(|(_, text)| text.clone()),
        });
        ColumnSaid { name: column.field.name.clone(), change, lines: said.collect() }
    });
    let stays = |name: &str| plan.kept().any(|column| column.field.name == name);
    let gone = known.into_iter().flat_map(|schema| &schema.fields).filter(|field| !stays(&field.name)).map(|field| {
        let said = was(&field.name).unwrap_or_default().into_iter();
        let said = said.map(|(label, text)| Said { label, now: String::new(), before: Some(text) });
        ColumnSaid { name: field.name.clone(), change: Change::Gone, lines: said.collect() }
    });
    kept.chain(gone).collect()
}

/// Everything that is said of a column; for each column the same lines.
fn lines(tr: Tr, column: &ColumnView) -> Vec<(String, String)> {
    let yes = |yes: bool| if yes { tr.t("yes") } else { String::new() };
    let texts = |key: &str, texts: &[String; 3]| {
        let texts = Lang::ALL.into_iter().zip(texts);
        texts.map(|(lang, text)| (in_language(tr, &tr.t(key), lang), text.clone())).collect::<Vec<_>>()
    };
    let mut lines = texts("data-meaning", &column.titles);
    lines.extend([
        (tr.t("data-type"), tr.t(&format!("data-type-{}", column.kind))),
        (tr.t("editor-column-unit"), column.unit.clone()),
        (tr.t("editor-column-key"), yes(column.key)),
        (tr.t("editor-column-required"), yes(column.required)),
        (tr.t("editor-column-categories"), column.categories.replace('\n', "; ")),
        (tr.t("editor-column-least"), column.least.clone()),
        (tr.t("editor-column-most"), column.most.clone()),
        (tr.t("editor-column-unp"), yes(column.unp)),
    ]);
    lines.extend(texts("editor-column-about", &column.abouts));
    lines
}
