//! Mending what was typed wrongly when an office was opened.

use super::offices::{Said, known, respond, show_check};
use super::{office_forms as forms, seen, typed, words};
use crate::access::Administrator;
use crate::failure::Failure;
use crate::http::visit::Visit;
use crate::office::administration::office_mendings::{self as verbs, MENDING, Mended};
use crate::office::administration::{Outcome, Wanted};
use crate::state::AppState;
use crate::store::administration;
use crate::store::offices::OfficeRow;
use app::pages::account::faults::Faults;
use app::pages::administration::office_mending::MENDING_FIELDS;
use app::pages::administration::offices::{BASE, CheckView, Form as Which};
use app::pages::administration::rules::Checked;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use portal::answers::Answers;

pub async fn mend(
    State(state): State<AppState>,
    by: Administrator,
    Path(code): Path<String>,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let (tr, sent) = (visit.tr, typed(&pairs, &["seen"]));
    let mending = typed(&pairs, &MENDING_FIELDS);
    let mut faults = Faults::default();
    let read = forms::mending(tr, &mending, &mut faults);
    let office = match known(&state, &code) {
        Ok(office) => office,
        // Sent again: by now the office has the code that was wanted.
        Err(failure) => known(&state, mending.get("code")).map_err(|_| failure)?,
    };
    let mut filled = forms::filled(&office, &state.offices.contacts(office.code), state.clock.today());
    mending.iter().for_each(|(name, value)| filled.set(name, value));
    let mut said = Said { typed: filled, faults, form: Which::Mending, since: Vec::new() };
    let Some((to, why)) = read.filter(|_| said.faults.is_empty()) else {
        return respond(&state, &visit, true, &office, said).await;
    };
    if !pairs.iter().any(|(name, _)| name == "confirmed") {
        return check(&state, &visit, &office, to, mending).await;
    }
    match verbs::mend(&state, by, office.code, Wanted { to, seen: seen(&sent), why, reverts: None }).await? {
        Outcome::Done => return Ok(Redirect::to(&format!("{BASE}/{}", to.code)).into_response()),
        Outcome::Since(since) => {
            said.faults = Faults::page(tr.t("administration-changed"));
            said.since = since;
        }
        Outcome::Refused(code) => {
            let sentence = tr.t(&format!("administration-fault-{code}"));
            match code {
                "code-taken" => said.faults.add("code", sentence),
                "area-wrong" => said.faults.add("area_of", sentence),
                _ => said.faults = Faults::page(sentence),
            }
        }
    }
    respond(&state, &visit, true, &office, said).await
}

/// What would become of what.
async fn check(
    state: &AppState,
    visit: &Visit,
    office: &OfficeRow,
    to: Mended,
    typed: Answers,
) -> Result<Response, Failure> {
    let (tr, code) = (visit.tr, office.code.to_string());
    let seen = state.db.read(move |conn| administration::revision(conn, MENDING, &code).map_err(Failure::from)).await?;
    let was = Mended::of(office).map(|was| words::of_mended(state, tr, &was)).unwrap_or_default();
    let what = words::between(was, words::of_mended(state, tr, &to));
    let href = format!("{BASE}/{}", office.code);
    let lede = if what.is_empty() { tr.t("changes-nothing") } else { tr.t("offices-check-mends") };
    let view = CheckView {
        tr,
        action: format!("{href}/opening"),
        back: href.clone(),
        name: office.names().get(tr.lang()).to_owned(),
        lede,
        what,
        touched: Vec::new(),
        checked: Checked { typed, seen },
    };
    Ok(show_check(visit, href, view).await)
}
