//! `/register/batch`: many companies at once.

use super::form::{slowed, too_large};
use super::visit::{Page, Visit};
use crate::accounts::Asker;
use crate::accounts::throttle::{self, BATCHES};
use crate::failure::Failure;
use crate::register::batch::{self, Line};
use crate::state::AppState;
use app::pages::register::batch::{AnswerView, AskView, LineView, answer as answer_page, ask as ask_page};
use app::ui::Crumb;
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use portal::lang::Lang;

/// Bytes of a list, pasted or in a file: ten thousand numbers in a workbook are some hundred kilobytes.
const LARGEST_LIST: usize = 4 * 1024 * 1024;
/// Bytes of a form. It is read in pieces of any size, and one that passes this limit is told before what was typed in front
/// of it is taken: so there is room for a list that is too large.
pub const LARGEST: usize = 4 * LARGEST_LIST;
/// Lines on one page.
const PER_PAGE: usize = 100;

pub async fn ask(visit: Visit) -> Response {
    form(&visit, String::new(), None).await
}

pub async fn create(
    State(state): State<AppState>,
    visit: Visit,
    asker: Asker,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let mut sent = sent.map_err(|_| Failure::BadRequest("form"))?;
    let mut taken = Taken::default();
    let read = take(&mut sent, &mut taken).await;
    let Taken { typed, file, in_list } = taken;
    let typed = String::from_utf8_lossy(&typed).into_owned();
    match read {
        Err(Failure::TooLarge) => {
            let wrong = (if in_list { "unps" } else { "file" }, visit.tr.t("batch-form-too-large"));
            return Ok(too_large(form(&visit, typed, Some(wrong)).await));
        }
        read => read?,
    }
    let text = typed.clone();
    // A workbook is unpacked: not on a thread that others wait for.
    let read = tokio::task::spawn_blocking(move || batch::read(&text, &file)).await;
    let asked = match read.map_err(|error| Failure::Internal(error.to_string()))? {
        Ok(asked) => asked,
        Err(why) => return Ok(form(&visit, typed, Some((why.field(), visit.tr.t(why.key())))).await),
    };
    if let Some(network) = asker.network {
        let now = state.clock.now();
        let counted = state.db.write(move |conn| throttle::count(conn, &[BATCHES.of(&network)], now)).await?;
        if let Err(wait) = counted {
            let wrong = ("unps", wait.in_words(visit.lang()));
            return Ok(slowed(form(&visit, typed, Some(wrong)).await, wait));
        }
    }
    let token = batch::keep(&state, asked).await?;
    Ok(Redirect::to(&format!("/register/batch/{token}")).into_response())
}

/// What has been read of the form.
#[derive(Default)]
struct Taken {
    typed: Vec<u8>,
    file: Vec<u8>,
    /// The pasted list is what was being read.
    in_list: bool,
}

/// Reads the form piece by piece. What was typed is there even where it, or the file after it, is too large.
async fn take(sent: &mut Multipart, taken: &mut Taken) -> Result<(), Failure> {
    while let Some(mut field) = sent.next_field().await.map_err(|error| unreadable(&error))? {
        taken.in_list = field.name() == Some("unps");
        let mut into = match field.name() {
            Some("unps") => Some(&mut taken.typed),
            Some("file") => Some(&mut taken.file),
            _ => None,
        };
        if let Some(bytes) = &mut into {
            bytes.clear();
        }
        while let Some(piece) = field.chunk().await.map_err(|error| unreadable(&error))? {
            if let Some(bytes) = &mut into {
                bytes.extend_from_slice(&piece);
                if bytes.len() > LARGEST_LIST {
                    return Err(Failure::TooLarge);
                }
            }
        }
    }
    Ok(())
}

fn unreadable(error: &MultipartError) -> Failure {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Failure::BadRequest("form"),
    }
}

/// The form, with the field that is wrong and what is wrong with it.
async fn form(visit: &Visit, typed: String, error: Option<(&'static str, String)>) -> Response {
    let tr = visit.tr;
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let title = tr.t("batch-title");
    let crumbs = vec![Crumb::new(tr.t("nav-register"), "/register"), Crumb::here(&title)];
    let failed = error.is_some();
    // A list of a megabyte is not sent back and forth: its beginning says which it was.
    let typed = typed.chars().take(200_000).collect();
    let view = AskView { tr, typed, error };
    visit.page(Page::titled(title).crumbs(crumbs).failed(failed).status(status), move || ask_page(view)).await
}

pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path(token): Path<String>,
    Query(typed): Query<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let lines = batch::answer(&state, &token).await?.ok_or(Failure::NotFound)?;
    let pages = lines.len().div_ceil(PER_PAGE).max(1);
    let page = typed.iter().find(|(name, _)| name == "page").and_then(|(_, page)| page.parse().ok());
    let page = page.unwrap_or(1usize).clamp(1, pages);
    let tr = visit.tr;
    let view = AnswerView {
        tr,
        href: format!("/register/batch/{token}"),
        asked: lines.len(),
        found: lines.iter().filter(|line| line.company.is_some()).count(),
        flagged: lines.iter().filter(|line| line.needs_attention()).count(),
        page,
        pages,
        lines: lines.into_iter().skip((page - 1) * PER_PAGE).take(PER_PAGE).map(|one| line(one, tr.lang())).collect(),
    };
    let title = tr.t("batch-answer-title");
    let crumbs = vec![
        Crumb::new(tr.t("nav-register"), "/register"),
        Crumb::new(tr.t("batch-title"), "/register/batch"),
        Crumb::here(&title),
    ];
    Ok(visit.page(Page::titled(title).crumbs(crumbs), move || answer_page(view)).await)
}

fn line(line: Line, lang: Lang) -> LineView {
    let (kind, standing) = (line.kind(), line.standing());
    let flags = line.flags.iter().map(|flag| batch::flag_view(*flag)).collect();
    let (unp, name, address) = match line.company {
        Some(row) => (Some(row.unp), Some(row.names().title(lang).to_owned()), row.address),
        None => (None, None, None),
    };
    LineView { asked: line.asked, unp, kind, standing, name, address, flags }
}

pub async fn csv(State(state): State<AppState>, visit: Visit, Path(token): Path<String>) -> Result<Response, Failure> {
    let lines = batch::answer(&state, &token).await?.ok_or(Failure::NotFound)?;
    Ok(file(batch::csv(visit.tr, &lines)?, "text/csv; charset=utf-8", "csv"))
}

pub async fn xlsx(State(state): State<AppState>, visit: Visit, Path(token): Path<String>) -> Result<Response, Failure> {
    let lines = batch::answer(&state, &token).await?.ok_or(Failure::NotFound)?;
    let tr = visit.tr;
    let made = tokio::task::spawn_blocking(move || batch::xlsx(tr, &lines)).await;
    let bytes = made.map_err(|error| Failure::Internal(error.to_string()))??;
    Ok(file(bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"))
}

fn file(bytes: Vec<u8>, kind: &'static str, format: &str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"akno-companies.{format}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
