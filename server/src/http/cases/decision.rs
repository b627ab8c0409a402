//! Deciding a case.

use super::case_file::CaseFile;
use super::case_view::event_view;
use super::crumbs;
use crate::access::DecidableCase;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::checks::{Obstacle, obstacles};
use crate::office::decision::{self, Outcome};
use crate::office::fees;
use crate::office::reasons::Entry;
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::bills::Bill;
use crate::store::second_person::{self, PreparationRow};
use app::l10n::Tr;
use app::pages::office::decision::{DecisionFormView, LONGEST_WORDS, OfferView, ReasonView, WhyView, page};
use app::pages::office::history::sentence;
use app::pages::office::words as office_words;
use app::pages::register::company::AuthorisedView;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use portal::application::Status;
use portal::company::Kind;
use portal::problem::Problem;
use portal::procedures::{Offered, RegisterChange};
use portal::proceeding::Event as ProceedingEvent;
use portal::reasons::{Against, LEFT_NOT_CORRECTED, fits};
use serde::Deserialize;

pub async fn new(State(state): State<AppState>, case: DecidableCase, visit: Visit) -> Result<Response, Failure> {
    if prepared(&state, &case).await?.is_some_and(|preparation| preparation.revision == case.row.revision) {
        return Ok(Redirect::to(&format!("/office/cases/{}/confirmation", case.row.id)).into_response());
    }
    respond(&state, &visit, &case, DecisionForm::default(), Vec::new()).await
}

/// What waits for a second person in a case.
async fn prepared(state: &AppState, case: &DecidableCase) -> Result<Option<PreparationRow>, Failure> {
    let id = case.row.id.clone();
    state.db.read(move |conn| second_person::open(conn, &id).map_err(Failure::from)).await
}

/// What the clerk sent.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    outcome: String,
    /// Codes of the catalogue of what is decided, and own words.
    reasons: Vec<String>,
    words: String,
    left_reasons: Vec<String>,
    left_words: String,
    /// The place of what is granted, where it is one of several.
    choice: String,
    /// The revision that the clerk had before them.
    revision: String,
    /// The last event that the clerk had before them.
    seen: String,
}

type Fault = (&'static str, String);

pub async fn create(
    State(state): State<AppState>,
    case: DecidableCase,
    visit: Visit,
    Form(form): Form<DecisionForm>,
) -> Result<Response, Failure> {
    let revision: i32 = form.revision.parse().map_err(|_| Failure::BadRequest("form"))?;
    let done = Redirect::to(&format!("/office/cases/{}", case.row.id)).into_response();
    if revision != case.row.revision {
        // The same form, sent twice: it is prepared already.
        let own = |one: &PreparationRow| {
            (one.revision, &one.prepared_by) == (revision.saturating_add(1), &case.clerk.signed_in.account.id)
        };
        if case.row.revision == revision.saturating_add(1) && prepared(&state, &case).await?.as_ref().is_some_and(own) {
            return Ok(done);
        }
        return respond_with(&state, &visit, &case, form, Vec::new(), true).await;
    }
    let again = case.clone();
    match form.outcome.as_str() {
        "accept" if form.choice.is_empty() && case.row.procedure().rules().choose(&case.row.answers(), 0).is_some() => {
            let faults = vec![("choice", visit.tr.t("decide-choice-missing"))];
            respond(&state, &visit, &again, form, faults).await
        }
        "accept" => match decision::accept(&state, case.assigned()?, revision, form.choice.parse().ok()).await? {
            Outcome::Decided | Outcome::Prepared => Ok(done),
            Outcome::Obstacles(_) => {
                let faults = vec![("outcome", visit.tr.t("decide-cannot-accept"))];
                respond(&state, &visit, &again, form, faults).await
            }
        },
        code => {
            let Some(against) = Against::from_code(code) else {
                let faults = vec![("outcome", visit.tr.t("decide-outcome-missing"))];
                return respond(&state, &visit, &again, form, faults).await;
            };
            if against == Against::Refusing && case.row.status() == Status::Returned {
                return Err(Failure::Conflict("already-moved-on"));
            }
            let unpaid = unpaid(&state, &case).await?;
            match why(&state, visit.tr, &case, (against, unpaid), &form) {
                Ok((reasons, words)) => {
                    decision::decide_against(&state, case, revision, against, reasons, words).await?;
                    Ok(done)
                }
                Err(faults) => respond(&state, &visit, &again, form, faults).await,
            }
        }
    }
}

/// Whether the fee of a case is due.
async fn unpaid(state: &AppState, case: &DecidableCase) -> Result<bool, Failure> {
    let id = case.row.id.clone();
    state.db.read(move |conn| fees::is_due(conn, &id)).await
}

/// The reasons and the words of a decision against the applicant, or everything that is wrong with them.
fn why(
    state: &AppState,
    tr: Tr,
    case: &DecidableCase,
    (against, unpaid): (Against, bool),
    form: &DecisionForm,
) -> Result<(Vec<String>, Words), Vec<Fault>> {
    let (chosen, typed, [reasons_at, words_at]) = match against {
        Against::Refusing => (&form.reasons, &form.words, ["reasons", "words"]),
        Against::Leaving => (&form.left_reasons, &form.left_words, ["left_reasons", "left_words"]),
    };
    let mut reasons = state.reasons.given(against.code(), case.row.procedure(), state.clock.today(), chosen);
    reasons.retain(|reason| fits(reason, case.row.status(), unpaid));
    let mut faults = Vec::new();
    if reasons.is_empty() {
        faults.push((reasons_at, tr.t("decide-reasons-missing")));
    }
    let words = Words::read(typed, LONGEST_WORDS);
    match &words {
        Ok(words) if words.is_empty() => {
            faults.push((words_at, tr.t(&format!("decide-{}-words-missing", against.code()))));
        }
        Ok(_) => {}
        Err(long) => {
            faults.push((words_at, tr.ta("decide-words-too-long", &[("longest", i64::from(long.longest).into())])));
        }
    }
    match words {
        Ok(words) if faults.is_empty() => Ok((reasons, words)),
        _ => Err(faults),
    }
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    case: &DecidableCase,
    form: DecisionForm,
    faults: Vec<Fault>,
) -> Result<Response, Failure> {
    respond_with(state, visit, case, form, faults, false).await
}

/// What happened to a case after an event; where that is not known any more, the last thing that did.
pub fn happened(state: &AppState, tr: Tr, file: &CaseFile, seen: &str) -> Vec<String> {
    let last = file.events.last().map_or(0, |event| event.position);
    since(state, tr, file, seen.parse().unwrap_or(i32::MAX).min(last - 1))
}

/// What happened to a case after an event; nothing where that was the last.
pub fn since(state: &AppState, tr: Tr, file: &CaseFile, seen: i32) -> Vec<String> {
    let since = file.events.iter().filter(|event| event.position > seen);
    since.map(|event| sentence(tr, &event_view(state, tr, file, event))).collect()
}

/// `changed`: the case is another than the form was about; the page says how, and keeps what was typed.
async fn respond_with(
    state: &AppState,
    visit: &Visit,
    case: &DecidableCase,
    form: DecisionForm,
    faults: Vec<Fault>,
    changed: bool,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let file = CaseFile::load(state, case).await?;
    let offers = file.row.procedure().rules().offers(&file.asked(), &file.circumstances);
    let free = offers.iter().any(|offered| !offered.problems.iter().any(Problem::stops));
    let mut stops = match free {
        true => Vec::new(),
        false => obstacles(file.row.procedure(), &file.asked(), &file.circumstances),
    };
    if file.bill.as_ref().is_some_and(Bill::is_due) {
        stops.push(Obstacle::Unpaid);
    }
    let status = file.row.status();
    let due = file.bill.as_ref().is_some_and(Bill::is_due);
    let [refusing, leaving] = Against::ALL.map(|against| {
        let all = state.reasons.on(against.code(), file.row.procedure(), state.clock.today()).into_iter();
        all.filter(|reason| fits(&reason.code, status, due)).map(|reason| reason_view(tr, reason)).collect()
    });
    let returned = (status == Status::Returned).then(|| {
        let at = file.events.iter().rfind(|event| event.kind == "returned").map(|event| minsk(event.at).date());
        let days = at.map_or(0, |at| state.calendar.between(at, state.clock.today()));
        tr.ta(
            "decide-returned-since",
            &[("date", at.map(|at| tr.date(at)).unwrap_or_default().into()), ("days", days.into())],
        )
    });
    // Nothing else can be decided while it is with the applicant.
    let outcome = if returned.is_some() { Against::Leaving.code().to_owned() } else { form.outcome };
    let left_reasons = match (form.left_reasons.is_empty(), &returned) {
        (true, Some(_)) => vec![LEFT_NOT_CORRECTED.to_owned()],
        _ => form.left_reasons,
    };
    let failed = !faults.is_empty();
    let view = DecisionFormView {
        tr,
        id: file.row.id.clone(),
        number: file.row.number.clone().unwrap_or_default(),
        company: file.company.title().to_owned(),
        revision: case.row.revision,
        seen: file.events.last().map_or(0, |event| event.position),
        changed: if changed { happened(state, tr, &file, &form.seen) } else { Vec::new() },
        accepting: if stops.is_empty() { accepting(state, tr, &file) } else { Vec::new() },
        obstacles: stops.iter().map(|obstacle| obstacle_words(tr, obstacle)).collect(),
        offers: offers.iter().map(|offered| offer_view(tr, offered)).collect(),
        choice: form.choice,
        returned,
        outcome,
        refusing: WhyView { catalogue: refusing, reasons: form.reasons, words: form.words },
        leaving: WhyView { catalogue: leaving, reasons: left_reasons, words: form.left_words },
        errors: faults,
    };
    let title = tr.t("decide-title");
    let head = Page::titled(&title).crumbs(crumbs(visit, &file.row, Some(&title))).failed(failed);
    let head = if changed { head.status(StatusCode::CONFLICT) } else { head };
    Ok(visit.page(head, move || page(view)).await)
}

/// A reason that may be given.
pub fn reason_view(tr: Tr, reason: &Entry) -> ReasonView {
    ReasonView {
        code: reason.code.clone(),
        sentence: reason.kept.sentence.get(tr.lang()).to_owned(),
        act: reason.kept.act.clone(),
    }
}

fn offer_view(tr: Tr, offered: &Offered) -> OfferView {
    // What is said of the name in either language is told once.
    let mut problems: Vec<String> = Vec::new();
    for problem in offered.problems.iter().map(|problem| tr.problem(problem)) {
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
    OfferView {
        place: offered.place,
        text: offered.text.clone(),
        problems,
        stopped: offered.problems.iter().any(Problem::stops),
        free: offered.problems.iter().all(|problem| BESIDE_FREE.contains(&problem.code.as_ref())),
    }
}

/// What is said of a name of which it is known that nobody has it, or one like it: whatever else is wrong may have kept the
/// others' names from being compared.
const BESIDE_FREE: [&str; 2] = ["name-letters-russian", "name-letters-belarusian"];

/// What accepting will do, before it is done.
pub fn accepting(state: &AppState, tr: Tr, file: &CaseFile) -> Vec<String> {
    let changes = file.row.procedure().rules().changes(&file.asked(), &file.circumstances);
    let mut says = Vec::new();
    for change in &changes {
        match change {
            RegisterChange::Address { from, office, .. } => {
                let line = file.asked_address.as_ref().map(|address| address.one_line()).unwrap_or_default();
                says.push(tr.ta("decide-accept-address", &[("address", line.into()), ("date", tr.date(*from).into())]));
                if let Some(former) = file.company.office.filter(|former| former != office) {
                    let names = [former, *office].map(|code| state.offices.name(code, tr.lang()));
                    let [former, new] = names;
                    says.push(tr.ta("decide-accept-passes", &[("from", former.into()), ("to", new.into())]));
                }
            }
            RegisterChange::Head { name, post, from, .. } => {
                let head = format!("{name}, {post}");
                says.push(tr.ta("decide-accept-head", &[("head", head.into()), ("date", tr.date(*from).into())]));
                says.push(tr.t("decide-accept-head-rights"));
            }
            RegisterChange::HeadUntil { until, .. } => {
                let day = until.map(|day| tr.date(day)).unwrap_or_default();
                says.push(tr.ta("decide-accept-head-until", &[("date", day.into())]));
            }
            RegisterChange::HeadEnds { on } => {
                says.push(tr.ta("decide-accept-head-ends", &[("date", tr.date(*on).into())]));
                says.push(tr.t("decide-accept-head-rights"));
            }
            RegisterChange::Authorised(granted) => {
                let name = AuthorisedView::from(granted.as_ref()).line(tr);
                let values = [("name", name.into()), ("date", tr.date(granted.from).into())];
                says.push(tr.ta("decide-accept-authorised", &values));
                if !granted.email.is_empty() {
                    says.push(tr.t("decide-accept-authorised-rights"));
                }
            }
            RegisterChange::AuthorisedUntil { key, until, .. } => {
                let day = until.map(|day| tr.date(day)).unwrap_or_default();
                let values = [("name", named(file, key).into()), ("date", day.into())];
                says.push(tr.ta("decide-accept-authorised-until", &values));
            }
            RegisterChange::AuthorisedEnds { key, on } => {
                let values = [("name", named(file, key).into()), ("date", tr.date(*on).into())];
                says.push(tr.ta("decide-accept-authorised-ends", &values));
                says.push(tr.t("decide-accept-authorised-rights-end"));
            }
            RegisterChange::OthersEnd { on } => {
                says.extend(file.circumstances.subject.others.iter().map(|other| {
                    let values = [("name", other.name.clone().into()), ("date", tr.date(*on).into())];
                    tr.ta("decide-accept-authorised-ends", &values)
                }));
            }
            RegisterChange::Names(names) => {
                says.push(tr.ta("decide-accept-name", &[("name", names.full.clone().into())]));
            }
            RegisterChange::Registered(registration) => {
                says.push(tr.ta("decide-accept-registered", &[("name", registration.names.full.clone().into())]));
                let rights = match registration.kind {
                    Kind::SoleProprietor => "decide-accept-registered-person",
                    Kind::LegalEntity => "decide-accept-registered-entity",
                };
                says.push(tr.t(rights));
            }
            RegisterChange::CertificateAnew => says.push(tr.t("decide-accept-duplicate")),
            // Which name is for the clerk to choose.
            RegisterChange::NameApproved(_) => says.push(tr.t("decide-accept-approval")),
            RegisterChange::Activity(activity) => {
                let activity = format!("{} {}", activity.code, activity.title);
                says.push(tr.ta("decide-accept-activity", &[("activity", activity.into())]));
            }
            RegisterChange::Corrected { fact, wrong, right } => {
                let fact = tr.t(&format!("answer-fact-{fact}"));
                let values = [("fact", fact.into()), ("wrong", wrong.clone().into()), ("right", right.clone().into())];
                says.push(tr.ta("decide-accept-corrected", &values));
            }
            RegisterChange::Charter(charter) => {
                says.push(tr.t("decide-accept-charter"));
                if charter.participants.is_some() {
                    says.push(tr.t("decide-accept-participants"));
                }
            }
            RegisterChange::EventToday { code } => {
                says.extend(
                    Some(format!("decide-accept-event-{code}")).filter(|key| tr.has(key)).map(|key| tr.t(&key)),
                );
            }
            RegisterChange::Standing { to } => {
                let standing = tr.t(&format!("standing-{}", to.code()));
                says.push(tr.ta("decide-accept-standing", &[("standing", standing.into())]));
            }
            RegisterChange::Open(opening) => {
                let months = i64::from(opening.claims_months);
                says.push(tr.ta("decide-accept-notice", &[("months", months.into())]));
            }
            RegisterChange::Proceeding(ProceedingEvent::Extended(until)) => {
                says.push(tr.ta("decide-accept-extended", &[("date", tr.date(*until).into())]));
            }
            RegisterChange::Proceeding(ProceedingEvent::InterimApproved) => says.push(tr.t("decide-accept-interim")),
            RegisterChange::Proceeding(_) | RegisterChange::Event { .. } => {}
        }
    }
    says.push(tr.t(if file.told { "decide-accept-tells" } else { "decide-accept-tells-nobody" }));
    says
}

/// Whom the register has under a key.
fn named(file: &CaseFile, key: &str) -> String {
    let others = &file.circumstances.subject.others;
    others.iter().find(|other| other.key == key).map(|other| other.name.clone()).unwrap_or_default()
}

pub fn obstacle_words(tr: Tr, obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::Answer(problem) => super::checks::in_words(tr, problem),
        Obstacle::Company(code) => office_words::ineligible(tr, code),
        Obstacle::Proceeding(why) => super::proceeding_checks::refused(tr, why),
        Obstacle::Unreadable => tr.t("decide-unreadable"),
        Obstacle::Unpaid => tr.t("finding-fee-unpaid"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Lang;

    #[test]
    fn a_name_is_called_free_only_where_the_others_were_compared() {
        let free = |codes: &[&'static str]| {
            let problems = codes.iter().map(|code| Problem::warning("full_name", code)).collect();
            offer_view(Tr(Lang::Ru), &Offered { place: 0, text: "ООО «Лён»".to_owned(), problems }).free
        };
        assert!(free(&[]) && free(&BESIDE_FREE));
        for code in ["name-word-reserved", "name-word-forbidden", "name-alike", "name-taken", "name-not-quoted"] {
            assert!(!free(&[code]) && !free(&[BESIDE_FREE[0], code]), "{code}");
        }
    }
}
