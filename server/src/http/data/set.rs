//! `/data/{set}`: the page of a set, or by suffix and by `Accept` its description.

use super::descriptions::{negotiated, of_set};
use super::question::{answer, sort, words};
use super::{cells, chart, newest};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::conditional::tagged;
use crate::http::urls::encode;
use crate::http::visit::{Page, Visit};
use crate::office::data_questions as office;
use crate::state::AppState;
use crate::store::data_sets::{self as store, DataFileRow, DataSetRow, DataVersionRow};
use crate::store::{AnyConn, data_questions};
use app::pages::data::chart::ChartView;
use app::pages::data::questions::{AnsweredLine, Questions};
use app::pages::data::set::{ColumnLine, FileLine, MarkLine, Preview, Scores, SetView, VersionLine, page};
use app::ui::Crumb;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use chrono::NaiveDate;
use opendata::describe::Syntax;
use opendata::rows::Question;
use opendata::{Format, Published, quality};
use std::sync::Arc;

/// Rows of a page.
const PER_PAGE: usize = 20;
/// Questions that a page shows with their answers.
const QUESTIONS: i64 = 50;

type Typed = Query<Vec<(String, String)>>;

pub async fn show(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(typed): Typed,
    headers: HeaderMap,
    visit: Visit,
) -> Result<Response, Failure> {
    let suffixed = Syntax::ALL.into_iter().find_map(|s| Some((id.strip_suffix(s.suffix())?.strip_suffix('.')?, s)));
    if let Some((id, syntax)) = suffixed.or_else(|| Some((id.as_str(), negotiated(&headers)?))) {
        let mut response = of_set(&state, id, syntax, &typed).await?;
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept, Accept-Encoding"));
        return tagged(&headers, response).await;
    }
    let (row, published) = newest(&state, &id).await?;
    let asked = id.clone();
    let whose = row.clone();
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        Ok((store::csv_files(conn, &asked)?, questions(conn, &whose)?))
    };
    let (versions, questions) = state.db.read(load).await?;
    let (preview, question) = preview(&state, &visit, &published, &typed).await?;
    let kept = ["q", "column", "value"].map(|name| (name.to_owned(), value_of(&typed, name).to_owned()));
    let kept = kept.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let chart = chart::chart(&state, &visit, &published, &question, &typed, kept).await?;
    let downloads = super::usage::total(&state, &id).await?;
    let view = view(&state, &visit, (row, published), (versions, downloads, questions), (preview, chart));
    let catalogue = Crumb::new(visit.tr.t("data-title"), "/data");
    let failed = view.preview.wrong.is_some();
    let head = Page::titled(view.title.clone()).crumbs(vec![catalogue, Crumb::here(view.title.clone())]).failed(failed);
    let mut response = visit.page(head, move || page(view)).await;
    let link = format!("</data/{id}.ttl>; rel=\"describedby\"; type=\"text/turtle\"");
    if let Ok(link) = HeaderValue::from_str(&link) {
        response.headers_mut().insert(header::LINK, link);
    }
    let vary = HeaderValue::from_static("Accept, Cookie, Accept-Language, Accept-Encoding");
    response.headers_mut().insert(header::VARY, vary);
    Ok(response)
}

/// What was asked and answered, the newest first.
fn questions(conn: &mut AnyConn, set: &DataSetRow) -> Result<Questions, Failure> {
    let rows = data_questions::answered(conn, &set.id, QUESTIONS)?.into_iter();
    let answered = rows.filter_map(|row| {
        Some(AnsweredLine {
            id: row.id,
            question: row.question,
            name: row.name,
            asked_at: minsk(row.asked_at?),
            answer: row.answer?,
            answered_at: minsk(row.answered_at?),
        })
    });
    Ok(Questions { answered: answered.collect(), is_answered: office::is_answered(conn, set)? })
}

/// The rows that were asked for, and the question that left them; what cannot be understood is said, and all rows
/// are shown.
async fn preview(
    state: &AppState,
    visit: &Visit,
    published: &Published,
    typed: &[(String, String)],
) -> Result<(Preview, Question), Failure> {
    let value = |name: &str| value_of(typed, name);
    let schema = &published.passport.schema;
    let text: String = value("q").trim().chars().take(200).collect();
    let (mut fault, mut wrong) = (None, None);
    let order = sort(value("sort"), schema).unwrap_or_else(|_| {
        fault = Some(visit.tr.t("data-rows-bad-column"));
        Vec::new()
    });
    let (column, wanted) = (value("column"), value("value").trim());
    let filters = match (schema.place(column), wanted) {
        (_, "") => Vec::new(),
        (None, _) => {
            fault = Some(visit.tr.t("data-rows-bad-column"));
            Vec::new()
        }
        (Some(place), text) => {
            let test = cells::filter(&published.passport.id, &schema.fields[place], text);
            if test.is_none() {
                wrong = Some(visit.tr.t(cells::fault(&schema.fields[place])));
            }
            test.map(|test| (place, test)).into_iter().collect()
        }
    };
    let mut number: usize = value("page").parse().unwrap_or(1).clamp(1, 10_000);
    let mut question =
        Question { filters, words: words(&text), sort: order.clone(), limit: PER_PAGE, ..Question::default() };
    let left = Question { sort: Vec::new(), limit: 0, ..question.clone() };
    question.offset = (number - 1) * PER_PAGE;
    let mut found = answer(state, published, question.clone()).await?;
    let pages = usize::try_from(found.total).unwrap_or(usize::MAX).div_ceil(PER_PAGE).clamp(1, 10_000);
    if number > pages {
        number = pages;
        question.offset = (number - 1) * PER_PAGE;
        found = answer(state, published, question).await?;
    }
    let mut query = Vec::new();
    if !text.is_empty() {
        query.push(format!("q={}", encode(&text)));
    }
    let filter = (!wanted.is_empty()).then(|| (column.to_owned(), wanted.to_owned()));
    let mut download = vec!["format=csv&limit=all".to_owned()];
    download.extend((!left.words.is_empty()).then(|| format!("q={}", encode(&text))));
    let asked = left.filters.first();
    download.extend(asked.map(|(place, test)| cells::for_programs(&schema.fields[*place], test, wanted)));
    let download = format!("/api/v1/data/{}/rows?{}", published.passport.id, download.join("&"));
    if let Some((column, wanted)) = &filter {
        query.push(format!("column={}&value={}", encode(column), encode(wanted)));
    }
    let shown = |row: &[opendata::Value]| -> Vec<String> {
        let fields = schema.fields.iter().zip(row);
        fields.map(|(field, value)| cells::shown(visit.tr, &published.passport.id, field, value)).collect()
    };
    let preview = Preview {
        rows: found.rows.iter().map(|(_, row)| shown(row)).collect(),
        total: found.total,
        page: number,
        pages,
        typed: text,
        reworded: schema.fields.iter().any(|field| cells::is_reworded(&published.passport.id, field)),
        sort: order.first().map(|(place, last)| (schema.fields[*place].name.clone(), *last)),
        filter,
        fault,
        wrong,
        query: query.join("&"),
        download,
    };
    Ok((preview, left))
}

fn value_of<'a>(typed: &'a [(String, String)], name: &str) -> &'a str {
    typed.iter().find(|(found, _)| found == name).map_or("", |(_, text)| text.as_str())
}

fn view(
    state: &AppState,
    visit: &Visit,
    (row, published): (DataSetRow, Arc<Published>),
    (versions, downloads, questions): (Vec<(DataFileRow, DataVersionRow)>, (i64, i64), Questions),
    (preview, chart): (Preview, Option<ChartView>),
) -> SetView {
    let lang = visit.lang();
    let public_url = state.config.public_url.clone();
    let structured = opendata::describe::schema_org(&published, &public_url, lang);
    let passport = &published.passport;
    let files = published.files.iter().map(|file| FileLine {
        label: file.format.label(),
        href: published.latest_path(file.format),
        permanent: published.version_path(file.format),
        size: file.size,
        sha256: file.sha256.clone(),
    });
    let columns = passport.schema.fields.iter().map(|field| ColumnLine {
        name: field.name.clone(),
        kind: if field.kind == opendata::Kind::Text { "text" } else { field.kind.frictionless() },
        title: field.title.get(lang).to_owned(),
        unit: field.unit.clone(),
        required: field.required,
        about: field.about.as_ref().map(|about| about.get(lang).to_owned()),
        categories: field.limits.categories.clone(),
        least: field.limits.least,
        most: field.limits.most,
    });
    let csv = |number| format!("/data/{}/{number}/{}", row.id, published.file_name(Format::Csv));
    SetView {
        tr: visit.tr,
        id: row.id.clone(),
        title: passport.title.get(lang).to_owned(),
        about: passport.about.get(lang).to_owned(),
        note: passport.note.as_ref().map(|note| note.get(lang).to_owned()),
        owner: passport.owner.name.get(lang).to_owned(),
        council: passport.owner.code,
        officer: passport.officer.get(lang).to_owned(),
        contact: passport.contact.clone(),
        area: passport.area.get(lang).to_owned(),
        theme: passport.theme.code(),
        period: passport.period.code(),
        covers: passport.covers,
        next_on: row.next_on,
        late: row.is_late(state.clock.today()),
        synthetic: row.synthetic,
        licence: (passport.licence.title().to_owned(), passport.licence.url().to_owned()),
        version: published.version,
        rows: published.rows,
        made_at: minsk(published.made_at),
        checked_at: minsk(row.checked_at),
        files: files.collect(),
        columns: columns.collect(),
        key: passport.schema.key.clone(),
        preview,
        chart,
        downloads,
        versions: versions
            .iter()
            .enumerate()
            .map(|(place, (file, version))| VersionLine {
                number: version.number,
                made_at: minsk(version.made_at),
                rows: version.row_count,
                csv: csv(version.number),
                // The newest comes first: the one before stands behind.
                same_rows: versions.get(place + 1).is_some_and(|(before, _)| before.sha256 == file.sha256),
                delta: (version.number > 1)
                    .then(|| format!("/data/{0}/{1}/{0}-from-{2}.csv", row.id, version.number, version.number - 1)),
            })
            .collect(),
        scores: scores(&published, &row, state.clock.today()),
        questions,
        public_url,
        structured,
    }
}

fn scores(published: &Published, row: &DataSetRow, today: NaiveDate) -> Scores {
    let marks = quality::marks(published);
    let (freshness, days_late) = quality::freshness(&published.passport, row.next_on, today);
    Scores {
        rating: quality::rating(quality::points(&marks)),
        marks: marks.iter().map(|mark| MarkLine { code: mark.code, points: mark.points, of: mark.of }).collect(),
        freshness,
        days_late,
    }
}
