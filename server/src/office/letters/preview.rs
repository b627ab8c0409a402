//! A letter as it would be with words that nobody has saved yet: over the office's newest case of its kind, or over an
//! invented one.

use super::{Template, sample};
use crate::failure::Failure;
use crate::jobs::document::{Material, read};
use crate::office::decision_letter::{self, DECISION, Told};
use crate::state::AppState;
use crate::store::letter_versions::{self as store, PORTAL, VersionRow};
use crate::store::{AnyConn, applications, documents};
use ::documents::Document;
use portal::application::Status;
use portal::lang::Lang;
use portal::letters::Texts;

/// A letter before it is one.
pub struct Preview {
    pub document: Document,
    /// The number of the case whose letter it is; `None` of an invented one.
    pub case: Option<String>,
}

/// Makes the letter in a language.
pub async fn preview(state: &AppState, template: Template, texts: Texts, lang: Lang) -> Result<Preview, Failure> {
    let inner = state.clone();
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let mut chain = vec![texts];
        chain.extend(behind(conn, template)?.iter().map(VersionRow::texts));
        Ok((newest(conn, &inner, template)?, chain))
    };
    let (found, chain) = state.db.read(load).await?;
    let case = found.as_ref().and_then(|(material, _)| material.row.number.clone());
    let (mut material, told) = found.unwrap_or_else(|| sample::of(state, template, lang));
    material.document.lang = lang.tag().to_owned();
    material.texts = chain;
    let mut document = decision_letter::sheet(state, &material, &told);
    // It is no letter: nothing of it can be verified.
    document.qr = None;
    document.footer = material.tr().t("wording-preview-footer");
    document.mark = Some(material.tr().t("wording-preview-mark"));
    Ok(Preview { document, case })
}

/// What is used where a template leaves the word to others.
pub fn behind(conn: &mut AnyConn, template: Template) -> Result<Vec<VersionRow>, Failure> {
    let (office, kind, procedure) = template.key();
    let mut rows = store::holding(conn, office, kind, procedure)?;
    rows.retain(|row| (row.office, row.procedure.as_str()) != (office, procedure));
    Ok(rows)
}

/// The office's newest letter of the kind. The portal's own words are shown over an invented case alone: administrators
/// open none.
fn newest(conn: &mut AnyConn, state: &AppState, template: Template) -> Result<Option<(Material, Told)>, Failure> {
    let (office, kind, _) = template.key();
    if office == PORTAL {
        return Ok(None);
    }
    let decided = Status::from_code(kind).is_some_and(Status::is_decided);
    let cases = match decided {
        true => store::latest_decided(conn, office, kind)?,
        false => store::latest_standing(conn, office, kind)?,
    };
    let fits = |of: &str| template.procedure.is_none_or(|procedure| procedure.slug() == of);
    let Some((case, _)) = cases.into_iter().find(|(_, of)| fits(of)) else { return Ok(None) };
    let Some(row) = applications::find(conn, &case)? else { return Ok(None) };
    let Some(id) = documents::of_round(conn, &case, if decided { DECISION } else { kind }, row.round)? else {
        return Ok(None);
    };
    let Some(document) = documents::find(conn, &id)? else { return Ok(None) };
    let mut material = read(conn, state, document)?;
    Ok(material.told.take().map(|told| (material, told)))
}
