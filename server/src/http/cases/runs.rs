//! Many cases at once.

use super::decision::{obstacle_words, reason_view};
use super::inbox::{Asked, UNCHOSEN, bands};
use crate::access::{Clerk, OwnRun};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::reasons::{Entry, Reasons};
use crate::office::runs::{self, Act, MOST, Why};
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::runs::{self as store, RunLine, RunRow};
use crate::store::{AnyConn, bills, hands, inbox};
use app::l10n::Tr;
use app::pages::office::decision::{LONGEST_WORDS, WhyView};
use app::pages::office::runs::{ActView, LineState, LineView, RunView, Stage, Told, page};
use app::ui::Crumb;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use portal::procedures::Procedure;
use portal::reasons::{Against, LEFT_NOT_CORRECTED, LEFT_NOT_PAID};
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct BeginForm {
    /// Ids of cases.
    case: Vec<String>,
    /// All of the list.
    all: String,
    /// What stands behind `/office?`.
    query: String,
}

pub async fn create(
    State(state): State<AppState>,
    clerk: Clerk,
    Form(form): Form<BeginForm>,
) -> Result<Redirect, Failure> {
    let asked = Asked::of_query(&form.query, clerk.is_supervisor()).filter(Asked::choosable);
    // The list says so, where nothing was ticked.
    let unchosen = form.all.is_empty() && form.case.is_empty();
    let cases = if form.all.is_empty() {
        form.case.into_iter().filter(|id| !id.contains('\0')).take(MOST).collect()
    } else {
        let asked = asked.as_ref().ok_or(Failure::BadRequest("form"))?;
        let (wanted, order) = asked.wanted(clerk.office, &clerk.signed_in.account.id, bands(&state));
        let most = i64::try_from(MOST).unwrap_or(i64::MAX);
        let all = move |conn: &mut AnyConn| -> Result<_, Failure> {
            Ok(inbox::List::of(conn, &wanted)?.ids(conn, order, most, 0)?)
        };
        state.db.read(all).await?
    };
    let back = match (asked, unchosen) {
        (Some(asked), false) => format!("/office?{}", asked.query()),
        (Some(asked), true) => format!("/office?{}&{UNCHOSEN}", asked.query()),
        (None, false) => "/office".to_owned(),
        (None, true) => format!("/office?{UNCHOSEN}"),
    };
    Ok(match runs::begin(&state, clerk, cases).await? {
        Some(run) => Redirect::to(&format!("/office/runs/{run}")),
        None => Redirect::to(&back),
    })
}

#[derive(Deserialize)]
pub struct Late {
    late: Option<String>,
}

pub async fn show(
    State(state): State<AppState>,
    run: OwnRun,
    Query(late): Query<Late>,
    visit: Visit,
) -> Result<Response, Failure> {
    let told = if late.late.is_some() { Told::TooLate } else { Told::Nothing };
    respond(&state, &visit, &run, chosen(&run.row), told).await
}

/// What is chosen for a run.
fn chosen(row: &RunRow) -> ActView {
    let why = |against: Against| match row.action == against.code() {
        true => WhyView { catalogue: Vec::new(), reasons: row.reasons(), words: row.words.clone() },
        false => WhyView::default(),
    };
    ActView {
        action: row.action.clone(),
        refusing: why(Against::Refusing),
        leaving: why(Against::Leaving),
        clerk: row.clerk.clone().unwrap_or_default(),
        errors: Vec::new(),
    }
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ActForm {
    action: String,
    reasons: Vec<String>,
    words: String,
    left_reasons: Vec<String>,
    left_words: String,
    clerk: String,
}

pub async fn choose(
    State(state): State<AppState>,
    run: OwnRun,
    visit: Visit,
    Form(form): Form<ActForm>,
) -> Result<Response, Failure> {
    if run.row.confirmed_at.is_some() {
        return Err(Failure::Conflict("already-moved-on"));
    }
    let of = cases(&state, &run.row).await?;
    match read(&state, visit.tr, &run, &of, &form) {
        Ok(act) => {
            let path = format!("/office/runs/{}", run.row.id);
            runs::choose(&state, run, act).await?;
            Ok(Redirect::to(&path).into_response())
        }
        Err(errors) => {
            let refusing = WhyView { catalogue: Vec::new(), reasons: form.reasons, words: form.words };
            let leaving = WhyView { catalogue: Vec::new(), reasons: form.left_reasons, words: form.left_words };
            let act = ActView { action: form.action, refusing, leaving, clerk: form.clerk, errors };
            respond(&state, &visit, &run, act, Told::Nothing).await
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ConfirmForm {
    /// What whoever confirms had before them.
    act: String,
}

pub async fn confirm(
    State(state): State<AppState>,
    mut run: OwnRun,
    visit: Visit,
    Form(form): Form<ConfirmForm>,
) -> Result<Response, Failure> {
    let id = run.row.id.clone();
    if runs::confirm(&state, run.clone(), form.act).await? {
        return Ok(Redirect::to(&format!("/office/runs/{id}")).into_response());
    }
    // In another window something else was chosen: that is shown, and nothing confirmed.
    let now = state.db.read(move |conn| store::find(conn, &id).map_err(Failure::from)).await?;
    run.row = now.ok_or(Failure::NotFound)?;
    respond(&state, &visit, &run, chosen(&run.row), Told::Changed).await
}

pub async fn cancel(State(state): State<AppState>, run: OwnRun) -> Result<Redirect, Failure> {
    let path = format!("/office/runs/{}", run.row.id);
    let again = run.row.cancelled_at.is_some();
    match runs::cancel(&state, run).await? || again {
        true => Ok(Redirect::to(&path)),
        false => Ok(Redirect::to(&format!("{path}?late=1"))),
    }
}

/// What the reasons that are offered rest on.
struct Cases {
    /// The procedures of the cases of a run, each once.
    procedures: Vec<Procedure>,
    /// One of them waits for its fee.
    unpaid: bool,
}

async fn cases(state: &AppState, run: &RunRow) -> Result<Cases, Failure> {
    let id = run.id.clone();
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let lines = store::lines(conn, &id)?;
        let unpaid = is_unpaid(conn, &lines)?;
        Ok((lines, unpaid))
    };
    let (lines, unpaid) = state.db.read(load).await?;
    Ok(Cases { procedures: of_lines(&lines), unpaid })
}

fn of_lines(lines: &[RunLine]) -> Vec<Procedure> {
    Procedure::ALL.into_iter().filter(|p| lines.iter().any(|line| line.procedure == p.slug())).collect()
}

/// Whether one of the cases of a run waits for its fee.
fn is_unpaid(conn: &mut AnyConn, lines: &[RunLine]) -> Result<bool, Failure> {
    let ids = lines.iter().map(|line| line.application_id.clone()).collect();
    Ok(!bills::unpaid(conn, ids)?.is_empty())
}

/// The reasons for which all of some procedures can be refused, or left; where they have none in common, those of any.
fn catalogue<'a>(reasons: &'a Reasons, cases: &Cases, against: Against, today: NaiveDate) -> Vec<&'a Entry> {
    let (procedures, unpaid) = (&cases.procedures, cases.unpaid);
    let mut all: Vec<&Entry> = Vec::new();
    // Of many at once none is with its applicant, and of those without a bill none can be left for want of its fee.
    let fits = move |code: &str| code != LEFT_NOT_CORRECTED && (unpaid || code != LEFT_NOT_PAID);
    let of = |procedure: &Procedure| {
        reasons.on(against.code(), *procedure, today).into_iter().filter(move |reason| fits(&reason.code))
    };
    for reason in procedures.iter().flat_map(of) {
        if !all.iter().any(|known| known.code == reason.code) {
            all.push(reason);
        }
    }
    let common: Vec<&Entry> =
        all.iter().copied().filter(|reason| procedures.iter().all(|procedure| reason.fits(*procedure))).collect();
    if common.is_empty() { all } else { common }
}

fn read(
    state: &AppState,
    tr: Tr,
    run: &OwnRun,
    of: &Cases,
    form: &ActForm,
) -> Result<Act, Vec<(&'static str, String)>> {
    match form.action.as_str() {
        "take" => Ok(Act::Take),
        "accept" => Ok(Act::Accept),
        "assign" if run.clerk.is_supervisor() => match form.clerk.as_str() {
            "" => Err(vec![("clerk", tr.t("handover-to-missing"))]),
            id if id.contains('\0') => Err(vec![("clerk", tr.t("handover-to-missing"))]),
            id => Ok(Act::Assign(id.to_owned())),
        },
        code => {
            let Some(against) = Against::from_code(code) else {
                return Err(vec![("action", tr.t("run-what-missing"))]);
            };
            let (chosen, typed, [reasons_at, words_at]) = match against {
                Against::Refusing => (&form.reasons, &form.words, ["reasons", "words"]),
                Against::Leaving => (&form.left_reasons, &form.left_words, ["left_reasons", "left_words"]),
            };
            let known = catalogue(&state.reasons, of, against, state.clock.today());
            let codes = known.into_iter().map(|reason| reason.code.clone());
            let codes: Vec<String> = codes.filter(|code| chosen.contains(code)).collect();
            let mut errors = Vec::new();
            if codes.is_empty() {
                errors.push((reasons_at, tr.t("decide-reasons-missing")));
            }
            match Words::read(typed, LONGEST_WORDS) {
                Ok(words) if words.is_empty() => {
                    errors.push((words_at, tr.t(&format!("decide-{}-words-missing", against.code()))));
                }
                Ok(words) if errors.is_empty() => {
                    return Ok(Act::Against(against, codes, words.as_str().to_owned()));
                }
                Ok(_) => {}
                Err(long) => {
                    let values = [("longest", i64::from(long.longest).into())];
                    errors.push((words_at, tr.ta("decide-words-too-long", &values)));
                }
            }
            Err(errors)
        }
    }
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    run: &OwnRun,
    mut act: ActView,
    told: Told,
) -> Result<Response, Failure> {
    let now = state.clock.now();
    let (row, actor, inner, office) = (run.row.clone(), run.actor.clone(), state.clone(), run.clerk.office);
    let supervisor = run.clerk.is_supervisor();
    let chosen = Act::of(&row).filter(|_| row.confirmed_at.is_none() && act.errors.is_empty());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let lines = store::lines(conn, &row.id)?;
        let clerks = if supervisor { hands::colleagues(conn, office)? } else { Vec::new() };
        let found = match &chosen {
            Some(act) => {
                let cases: Vec<(String, i32)> =
                    lines.iter().map(|line| (line.application_id.clone(), line.revision)).collect();
                Some(runs::simulate(conn, &inner, &actor, act, &cases)?)
            }
            None => None,
        };
        let unpaid = is_unpaid(conn, &lines)?;
        Ok((lines, clerks, found, unpaid))
    };
    let (lines, clerks, found, unpaid) = state.db.read(load).await?;
    let tr = visit.tr;
    let row = &run.row;
    let stage = match (row.confirmed_at, row.cancelled_at, row.finished_at, row.starts_at) {
        (_, Some(_), ..) => Stage::Cancelled,
        (None, ..) if found.is_some() => Stage::Simulated,
        (None, ..) => Stage::Choosing,
        (Some(_), _, Some(_), _) => Stage::Finished,
        (Some(_), _, None, Some(starts)) if starts > now => Stage::Undoable(minsk(starts)),
        (Some(_), _, None, _) => Stage::Running,
    };
    let of = Cases { procedures: of_lines(&lines), unpaid };
    for (why, against) in [(&mut act.refusing, Against::Refusing), (&mut act.leaving, Against::Leaving)] {
        let known = catalogue(&state.reasons, &of, against, state.clock.today());
        why.catalogue = known.into_iter().map(|reason| reason_view(tr, reason)).collect();
    }
    let failed = !act.errors.is_empty();
    let view = RunView {
        tr,
        id: row.id.clone(),
        stage,
        act,
        clerks: clerks.into_iter().map(|clerk| (clerk.id, clerk.name)).collect(),
        lines: lines
            .iter()
            .enumerate()
            .map(|(place, line)| line_view(tr, line, stage, found.as_ref().map(|found| found[place].as_ref())))
            .collect(),
        told,
        seen: runs::shown(row),
    };
    let title = tr.t("run-title-short");
    let crumbs = vec![Crumb::new(tr.t("nav-office"), "/office"), Crumb::here(&title)];
    let head = Page::titled(&title).crumbs(crumbs).failed(failed);
    let head = if told == Told::Changed { head.status(StatusCode::CONFLICT) } else { head };
    Ok(visit.page(head, move || page(view)).await)
}

/// `found`: what the simulation said of it.
fn line_view(tr: Tr, line: &RunLine, stage: Stage, found: Option<Option<&Why>>) -> LineView {
    let (state, why) = match found {
        Some(None) => (LineState::Possible, Vec::new()),
        Some(Some(Why::Obstacles(obstacles))) => {
            (LineState::Impossible, obstacles.iter().map(|obstacle| obstacle_words(tr, obstacle)).collect())
        }
        Some(Some(why)) => (LineState::Impossible, vec![tr.t(&format!("run-why-{}", why.code()))]),
        None => match (line.state.as_str(), stage) {
            ("done", _) => (LineState::Done, Vec::new()),
            ("failed", _) => (LineState::Failed, vec![tr.t(&format!("run-why-{}", line.why))]),
            (_, Stage::Cancelled) => (LineState::Cancelled, Vec::new()),
            _ => (LineState::Waiting, Vec::new()),
        },
    };
    LineView {
        id: line.application_id.clone(),
        number: line.number.clone().unwrap_or_default(),
        company: line.title().to_owned(),
        procedure: tr.t(&format!("procedure-{}", line.procedure)),
        state,
        why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Lang;

    #[test]
    fn every_why_and_every_button_has_its_words() {
        for lang in Lang::ALL {
            let whys = Why::CODES.map(|code| format!("run-why-{code}"));
            let buttons = ["take", "assign", "accept", "refuse", "leave"].map(|action| format!("run-confirm-{action}"));
            for key in whys.into_iter().chain(buttons) {
                assert!(Tr(lang).has(&key), "{key} in {}", lang.tag());
            }
        }
    }

    #[test]
    fn only_reasons_that_all_have_in_common_are_offered() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let reasons = Reasons::first();
        let cases = |procedures: &[Procedure], unpaid: bool| Cases { procedures: procedures.to_vec(), unpaid };
        let offered = |of: &Cases, against: Against| -> Vec<String> {
            catalogue(&reasons, of, against, day).into_iter().map(|reason| reason.code.clone()).collect()
        };
        let of = |procedures: &[Procedure]| offered(&cases(procedures, false), Against::Refusing).len();
        let (one, other) = (Procedure::ChangeOfLocation, Procedure::Manager);
        assert_eq!(of(&[one]), one.rules().refusal_reasons().len());
        assert!(of(&[one, other]) <= of(&[one]).max(of(&[other])));
        assert_eq!(of(&[]), 0);
        let left = |unpaid: bool| offered(&cases(&[one, other], unpaid), Against::Leaving);
        assert!(!left(true).is_empty() && left(true).iter().all(|code| code != LEFT_NOT_CORRECTED));
    }

    #[test]
    fn cases_that_owe_nothing_are_not_left_for_want_of_the_fee() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let reasons = Reasons::first();
        let offers = |unpaid: bool| {
            let of = Cases { procedures: vec![Procedure::ChangeOfLocation], unpaid };
            catalogue(&reasons, &of, Against::Leaving, day).iter().any(|reason| reason.code == LEFT_NOT_PAID)
        };
        assert_eq!((offers(false), offers(true)), (false, true));
    }
}
