//! Opening a decided case again.

use super::case_file::CaseFile;
use super::crumbs;
use super::decision::happened;
use crate::access::ReopenableCase;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::assignment::To;
use crate::office::reopening::{self, Outcome, Why};
use crate::office::term;
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::bills::Bill;
use crate::store::{AnyConn, absences, hands};
use app::l10n::Tr;
use app::pages::account::faults::Faults;
use app::pages::office::decision::LONGEST_WORDS;
use app::pages::office::handover::{HandsView, TO_QUEUE};
use app::pages::office::reopening::{LONGEST_ACT, ReopeningView, act_fits, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use portal::answers::Answers;
use portal::application::Status;
use portal::reopening::Reason;

const FIELDS: [&str; 8] = ["reason", "act", "act_on_day", "act_on_month", "act_on_year", "to", "revision", "seen"];

/// What was typed; the words whole, however long they are.
struct Typed {
    boxes: Answers,
    words: String,
}

pub async fn new(State(state): State<AppState>, case: ReopenableCase, visit: Visit) -> Result<Response, Failure> {
    let mut typed = Answers::default();
    typed.set("to", TO_QUEUE);
    let typed = Typed { boxes: typed, words: String::new() };
    respond(&state, &visit, &case, typed, Faults::default(), false).await
}

pub async fn create(
    State(state): State<AppState>,
    case: ReopenableCase,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let mut typed = Answers::default();
    for (name, value) in pairs.iter().filter(|(name, _)| FIELDS.contains(&name.as_str())) {
        typed.set(name, value);
    }
    let words = pairs.into_iter().find(|(name, _)| name == "words").map(|(_, words)| words);
    let typed = Typed { boxes: typed, words: words.unwrap_or_default() };
    let revision: i32 = typed.boxes.get("revision").parse().map_err(|_| Failure::BadRequest("form"))?;
    if !matches!(case.row.status(), Status::Refused | Status::Unconsidered) {
        return Err(Failure::Conflict("already-moved-on"));
    }
    if revision != case.row.revision {
        return respond(&state, &visit, &case, typed, Faults::default(), true).await;
    }
    let tr = visit.tr;
    let (why, to) = match read(tr, &state, &case, &typed) {
        Ok(read) => read,
        Err(faults) => return respond(&state, &visit, &case, typed, faults, false).await,
    };
    let id = case.row.id.clone();
    match reopening::reopen(&state, case.clone(), revision, why, to).await? {
        Outcome::Reopened => Ok(Redirect::to(&format!("/office/cases/{id}")).into_response()),
        Outcome::Away => {
            let mut faults = Faults::default();
            faults.add("to", tr.t("handover-to-away"));
            respond(&state, &visit, &case, typed, faults, false).await
        }
    }
}

/// Why, and to whom it goes, or everything that is wrong with what was typed.
fn read(tr: Tr, state: &AppState, case: &ReopenableCase, typed: &Typed) -> Result<(Why, To), Faults> {
    let Typed { boxes: typed, words } = typed;
    let mut faults = Faults::default();
    let reason = Reason::from_code(typed.get("reason"));
    if reason.is_none() {
        faults.add("reason", tr.t("reopening-reason-missing"));
    }
    let act = Words::read(typed.get("act"), LONGEST_ACT);
    let parts = ["day", "month", "year"].map(|part| typed.get(&format!("act_on_{part}")).trim().to_owned());
    let act_on = if parts.iter().all(String::is_empty) { Ok(None) } else { day(&parts).map(Some).ok_or(()) };
    let wanted = reason.is_some_and(Reason::has_act);
    match &act {
        Ok(act) if wanted && act.is_empty() => faults.add("act", tr.t("reopening-act-missing")),
        Ok(_) => {}
        Err(long) => {
            faults.add("act", tr.ta("reopening-act-too-long", &[("longest", i64::from(long.longest).into())]));
        }
    }
    let decided = case.row.decided_at.map(|at| minsk(at).date()).unwrap_or_default();
    match act_on {
        Err(()) => faults.add("act_on", tr.ta("absences-date-wrong", &[("field", tr.t("reopening-act-on").into())])),
        Ok(None) if wanted => faults.add("act_on", tr.t("reopening-act-on-missing")),
        Ok(Some(on)) if !act_fits(on, decided, state.clock.today()) => {
            faults.add("act_on", tr.ta("reopening-act-on-wrong", &[("date", tr.date(decided).into())]));
        }
        Ok(_) => {}
    }
    let words = Words::read(words, LONGEST_WORDS);
    match &words {
        Ok(words) if words.is_empty() => faults.add("words", tr.t("reopening-words-missing")),
        Ok(_) => {}
        Err(long) => {
            faults.add("words", tr.ta("decide-words-too-long", &[("longest", i64::from(long.longest).into())]));
        }
    }
    let to = match typed.get("to") {
        TO_QUEUE => Some(To::Queue),
        id if id.is_empty() || id.contains('\0') => None,
        id => Some(To::Clerk(id.to_owned())),
    };
    if to.is_none() {
        faults.add("to", tr.t("handover-to-missing"));
    }
    match (reason, act, act_on, words, to) {
        (Some(reason), Ok(act), Ok(act_on), Ok(words), Some(to)) if faults.is_empty() => {
            Ok((Why { reason, words, act: act.as_str().replace('\n', " "), act_on }, to))
        }
        _ => Err(faults),
    }
}

fn day([day, month, year]: &[String; 3]) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// `changed`: the case is another than the form was about; what was typed is kept.
async fn respond(
    state: &AppState,
    visit: &Visit,
    case: &ReopenableCase,
    typed: Typed,
    faults: Faults,
    changed: bool,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let (office, today) = (case.supervisor.office, state.clock.today());
    let file = CaseFile::load(state, case).await?;
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        Ok((hands::colleagues(conn, office)?, hands::loads(conn, office)?, absences::away(conn, office, today)?))
    };
    let (colleagues, loads, away) = state.db.read(load).await?;
    let failed = !faults.is_empty();
    let view = ReopeningView {
        tr,
        id: case.row.id.clone(),
        number: case.row.number.clone().unwrap_or_default(),
        company: case.company.title().to_owned(),
        status: case.row.status(),
        unp: case.row.unp,
        revision: case.row.revision,
        seen: file.events.last().map_or(0, |event| event.position),
        changed: if changed { happened(state, tr, &file, typed.boxes.get("seen")) } else { Vec::new() },
        does: does(state, tr, &file),
        hands: colleagues
            .into_iter()
            .map(|person| HandsView {
                load: loads.get(&person.id).copied().unwrap_or_default(),
                away: away.contains(&person.id),
                id: person.id,
                name: person.name,
            })
            .collect(),
        typed: typed.boxes,
        words: typed.words,
        faults,
    };
    let title = tr.t("reopening-title");
    let head = Page::titled(&title).crumbs(crumbs(visit, &case.row, Some(&title))).failed(failed);
    let head = if changed { head.status(StatusCode::CONFLICT) } else { head };
    Ok(visit.page(head, move || page(view)).await)
}

/// What opening it again does, before it is done.
fn does(state: &AppState, tr: Tr, file: &CaseFile) -> Vec<String> {
    let mut says = vec![tr.t("reopening-does-decision")];
    let cancelled = file.bill.as_ref().is_some_and(|bill: &Bill| bill.row.cancelled_at.is_some());
    let paid = file.bill.as_ref().is_some_and(|bill| bill.payment.is_some());
    let filed_on = file.row.filed_on.unwrap_or_default();
    let days = term::days(state, file.row.procedure(), file.row.channel(), filed_on);
    let due = days.and_then(|days| state.calendar.reckon(state.clock.today(), days, &[]).due);
    match (cancelled, due) {
        (true, _) => says.push(tr.t("reopening-does-bill")),
        (false, Some(due)) => says.push(tr.ta("reopening-does-term", &[("date", tr.date(due).into())])),
        (false, None) => {}
    }
    if paid {
        says.push(tr.t("reopening-does-paid"));
    }
    says.push(tr.t(if file.told { "reopening-does-tells" } else { "reopening-does-tells-nobody" }));
    says
}
