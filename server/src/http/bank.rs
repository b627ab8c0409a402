//! Bank files: importing one, and what became of its rows.

use super::form::too_large;
use super::visit::{Page, Visit};
use crate::access::{Clerk, OfficeBankFile};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::office::bank_import::{self, Fate, Outcome};
use crate::state::AppState;
use crate::store::{AnyConn, bank_files, case_file};
use app::pages::office::bank::{BankView, FileView, ImportedView, LineView, imported, page};
use app::ui::Crumb;
use axum::extract::{Multipart, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

/// Bytes of a bank file, with what the form puts around it.
pub const LARGEST_FILE: usize = 1024 * 1024;

/// The last files that are listed.
const LISTED: i64 = 30;

pub async fn list(State(state): State<AppState>, clerk: Clerk, visit: Visit) -> Result<Response, Failure> {
    respond(&state, &visit, &clerk, None).await
}

/// Takes the file of the form and leads to what became of it.
pub async fn create(
    State(state): State<AppState>,
    clerk: Clerk,
    visit: Visit,
    form: Multipart,
) -> Result<Response, Failure> {
    let sent = match sent(form).await {
        Err(Failure::TooLarge) => {
            let told = respond(&state, &visit, &clerk, Some("bank-file-too-large".to_owned())).await;
            return told.map(too_large);
        }
        sent => sent?,
    };
    let Some((name, bytes)) = sent.filter(|(_, bytes)| !bytes.is_empty()) else {
        return respond(&state, &visit, &clerk, Some("bank-file-empty".to_owned())).await;
    };
    match bank_import::import(&state, clerk.clone(), name, bytes).await? {
        Outcome::Imported { id, before } => {
            let again = if before { "?before=1" } else { "" };
            Ok(Redirect::to(&format!("/office/payments/{id}{again}")).into_response())
        }
        Outcome::Unreadable(why) => respond(&state, &visit, &clerk, Some(format!("bank-file-{}", why.code()))).await,
    }
}

/// The file of the form and its name.
async fn sent(mut form: Multipart) -> Result<Option<(String, Vec<u8>)>, Failure> {
    let mut sent = None;
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or_default().to_owned();
            sent = Some((name, field.bytes().await.map_err(unreadable)?.to_vec()));
        }
    }
    Ok(sent)
}

fn unreadable(error: axum::extract::multipart::MultipartError) -> Failure {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Failure::BadRequest("form"),
    }
}

async fn respond(state: &AppState, visit: &Visit, clerk: &Clerk, error: Option<String>) -> Result<Response, Failure> {
    let office = clerk.office;
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let files = bank_files::newest(conn, office, LISTED)?;
        let counts = bank_files::outcomes(conn, files.iter().map(|file| file.id.clone()).collect())?;
        Ok((files, counts))
    };
    let (files, counts) = state.db.read(load).await?;
    let tr = visit.tr;
    let count = |file: &str, wanted: &dyn Fn(Fate) -> bool| -> i64 {
        let of_file = counts.iter().filter(|(id, ..)| id == file);
        of_file.filter(|(_, code, _)| Fate::from_code(code).is_some_and(wanted)).map(|(.., count)| count).sum()
    };
    let view = BankView {
        tr,
        office: state.offices.name(office, tr.lang()),
        files: files
            .iter()
            .map(|file| FileView {
                id: file.id.clone(),
                name: file.name.clone(),
                at: minsk(file.imported_at),
                paid: count(&file.id, &|fate| fate == Fate::Paid),
                already: count(&file.id, &|fate| fate == Fate::Already),
                problems: count(&file.id, &Fate::is_problem),
            })
            .collect(),
        error: error.as_deref().map(|key| tr.t(key)),
    };
    let title = tr.t("bank-title");
    let head = Page::titled(&title).crumbs(vec![Crumb::here(&title)]).failed(error.is_some());
    Ok(visit.page(head, move || page(view)).await)
}

#[derive(Deserialize)]
pub struct Shown {
    /// The same content came again.
    #[serde(default)]
    before: Option<String>,
}

/// What became of each row.
pub async fn show(
    State(state): State<AppState>,
    file: OfficeBankFile,
    Query(shown): Query<Shown>,
    visit: Visit,
) -> Result<Response, Failure> {
    let (id, by) = (file.row.id.clone(), file.row.imported_by.clone());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        Ok((bank_files::lines(conn, &id)?, case_file::names(conn, vec![by])?))
    };
    let (lines, names) = state.db.read(load).await?;
    let tr = visit.tr;
    let lines = lines.into_iter().map(|(line, number)| {
        let fate = Fate::from_code(&line.outcome).unwrap_or(Fate::NoBill);
        LineView {
            line: line.line,
            outcome: fate.code(),
            problem: fate.is_problem(),
            bill: line.bill,
            paid_on: line.paid_on,
            document: line.document,
            amount: line.amount,
            case: line.application_id.zip(number),
        }
    });
    let view = ImportedView {
        tr,
        name: file.row.name.clone(),
        at: minsk(file.row.imported_at),
        by: names.get(&file.row.imported_by).cloned().unwrap_or_default(),
        before: shown.before.is_some(),
        lines: lines.collect(),
    };
    let title = tr.t("bank-title");
    let here = tr.t("bank-crumb");
    let crumbs = vec![Crumb::new(&title, "/office/payments"), Crumb::here(&here)];
    Ok(visit.page(Page::titled(here).crumbs(crumbs), move || imported(view)).await)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::bank_lines::Unreadable;
    use app::l10n::Tr;
    use portal::lang::Lang;

    #[test]
    fn every_fate_of_a_row_and_every_fault_of_a_file_has_a_sentence() {
        for lang in Lang::ALL {
            for fate in Fate::ALL {
                assert!(Tr(lang).has(&format!("bank-line-{}", fate.code())), "{fate:?}");
                assert_eq!(Fate::from_code(fate.code()), Some(fate));
            }
            for fault in [Unreadable::Empty, Unreadable::NoColumns, Unreadable::TooManyRows] {
                assert!(Tr(lang).has(&format!("bank-file-{}", fault.code())), "{fault:?}");
            }
        }
    }
}
