//! Opinions about a case: asking, answering as a colleague, taking back; and the link by which anybody answers.

use super::crumbs;
use crate::access::{AskedOpinion, AssignedCase, LinkedOpinion, OfficeCase, ReadableCase};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::form::Sent;
use crate::http::visit::{Page, Visit};
use crate::office::opinions::{self, MOST, Of, Outcome};
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::{AnyConn, hands, new_id, opinions as store};
use app::pages::account::faults::Faults;
use app::pages::office::opinions::{
    LONGEST, LONGEST_NAME, LinkView, MOST_DAYS, OpinionView, OpinionsView, TypedView, dead, link, page, thanks,
};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

pub async fn list(State(state): State<AppState>, case: ReadableCase, visit: Visit) -> Result<Response, Failure> {
    super::case::saw(&state, &case).await?;
    let typed = TypedView { id: new_id(), days: "3".into(), ..TypedView::default() };
    respond(&state, &visit, &case, typed).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AskForm {
    id: String,
    to: String,
    colleague: String,
    name: String,
    email: String,
    question: String,
    days: String,
}

pub async fn ask(
    State(state): State<AppState>,
    case: AssignedCase,
    visit: Visit,
    Sent(form): Sent<AskForm>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let mut faults = Faults::default();
    let of = match form.to.as_str() {
        "colleague" if form.colleague.is_empty() || form.colleague.contains('\0') => {
            faults.add("colleague", tr.t("opinion-colleague-missing"));
            None
        }
        "colleague" => Some(Of::Colleague(form.colleague.clone())),
        "address" => {
            let name = Words::read(&form.name.replace(['\r', '\n'], " "), LONGEST_NAME).ok();
            let name = name.filter(|name| !name.is_empty());
            if name.is_none() {
                faults.add("name", tr.t("opinion-name-missing"));
            }
            let email = form.email.trim();
            if !crate::accounts::is_email(email) {
                faults.add("email", tr.t("account-problem-email-form"));
            }
            name.filter(|_| faults.is_empty()).map(|name| Of::Address(name.as_str().to_owned(), email.to_owned()))
        }
        _ => {
            faults.add("to", tr.t("opinion-of-missing"));
            None
        }
    };
    let question = Words::read(&form.question, LONGEST);
    match &question {
        Ok(question) if question.is_empty() => faults.add("question", tr.t("opinion-question-missing")),
        Ok(_) => {}
        Err(long) => {
            faults.add("question", tr.ta("opinion-too-long", &[("longest", i64::from(long.longest).into())]));
        }
    }
    let days = form.days.trim().parse::<u32>().ok().filter(|days| (1..=MOST_DAYS).contains(days));
    if days.is_none() {
        faults.add("days", tr.ta("opinion-days-wrong", &[("most", i64::from(MOST_DAYS).into())]));
    }
    let again = case.clone();
    if let (Some(of), Ok(question), Some(days), true) = (of, question, days, faults.is_empty()) {
        // An id that is none was not made by the page.
        let id = uuid::Uuid::try_parse(&form.id).map_or_else(|_| new_id(), |id| id.to_string());
        match opinions::ask(&state, case, id, of, question, days).await? {
            Outcome::Asked => {
                return Ok(Redirect::to(&format!("/office/cases/{}/opinions", again.row.id)).into_response());
            }
            Outcome::TooMany => {
                let most = i64::try_from(MOST).unwrap_or(i64::MAX);
                faults = Faults::page(tr.ta("opinion-too-many", &[("most", most.into())]));
            }
        }
    }
    let typed = TypedView {
        id: form.id,
        to: form.to,
        colleague: form.colleague,
        name: form.name,
        email: form.email,
        question: form.question,
        days: form.days,
        answer: String::new(),
        faults,
    };
    respond(&state, &visit, &again, typed).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    answer: String,
}

fn answer_words(visit: &Visit, form: &AnswerForm) -> Result<Words, String> {
    match Words::read(&form.answer, LONGEST) {
        Ok(words) if words.is_empty() => Err(visit.tr.t("opinion-answer-missing")),
        Ok(words) => Ok(words),
        Err(long) => Err(visit.tr.ta("opinion-too-long", &[("longest", i64::from(long.longest).into())])),
    }
}

pub async fn answer(
    State(state): State<AppState>,
    opinion: AskedOpinion,
    visit: Visit,
    Sent(form): Sent<AnswerForm>,
) -> Result<Response, Failure> {
    match answer_words(&visit, &form) {
        Ok(words) => {
            let path = format!("/office/cases/{}/opinions", opinion.case.row.id);
            opinions::answer(&state, opinion, words).await?;
            Ok(Redirect::to(&path).into_response())
        }
        Err(why) => {
            let mut faults = Faults::default();
            faults.add("answer", why);
            let typed = TypedView { answer: form.answer, faults, id: new_id(), ..TypedView::default() };
            respond(&state, &visit, &opinion.case, typed).await
        }
    }
}

pub async fn withdraw(
    State(state): State<AppState>,
    case: AssignedCase,
    Path((_, opinion)): Path<(String, String)>,
) -> Result<Redirect, Failure> {
    // No id holds a NUL, and PostgreSQL refuses to look for one.
    if opinion.contains('\0') {
        return Err(Failure::NotFound);
    }
    let path = format!("/office/cases/{}/opinions", case.row.id);
    opinions::withdraw(&state, case, opinion).await?;
    Ok(Redirect::to(&path))
}

async fn respond(state: &AppState, visit: &Visit, case: &OfficeCase, typed: TypedView) -> Result<Response, Failure> {
    let (id, office, today) = (case.row.id.clone(), case.clerk.office, state.clock.today());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        Ok((store::of_case(conn, &id)?, hands::colleagues(conn, office)?))
    };
    let (rows, colleagues) = state.db.read(load).await?;
    let me = &case.clerk.signed_in.account.id;
    let open = !case.row.status().is_decided();
    let in_hands = AssignedCase::of(case.clone()).is_ok();
    let failed = !typed.faults.is_empty();
    let view = OpinionsView {
        tr: visit.tr,
        case: case.row.id.clone(),
        number: case.row.number.clone().unwrap_or_default(),
        company: case.company.title().to_owned(),
        opinions: rows
            .into_iter()
            .map(|row| OpinionView {
                overdue: row.due_on < today,
                mine: open && row.is_open() && row.account_id.as_ref() == Some(me),
                withdrawable: in_hands && row.is_open(),
                answer: row.answered_at.map(|at| {
                    (row.answered_by.clone().unwrap_or_default(), minsk(at), row.answer.clone().unwrap_or_default())
                }),
                withdrawn: row.withdrawn_at.is_some(),
                id: row.id,
                asked_of: row.asked_of,
                question: row.question,
                due: row.due_on,
            })
            .collect(),
        colleagues: in_hands.then(|| {
            colleagues.into_iter().filter(|person| person.id != *me).map(|person| (person.id, person.name)).collect()
        }),
        typed,
    };
    let title = visit.tr.t("opinions-title");
    let head = Page::titled(&title).crumbs(crumbs(visit, &case.row, Some(&title))).failed(failed);
    Ok(visit.page(head, move || page(view)).await)
}

/// The page of a link: the question alone.
pub async fn show_link(
    State(state): State<AppState>,
    opinion: Result<LinkedOpinion, Failure>,
    visit: Visit,
) -> Result<Response, Failure> {
    match opinion {
        Ok(opinion) => respond_to_link(&state, &visit, opinion, String::new(), None).await,
        Err(Failure::NotFound) => Ok(closed(&visit).await),
        Err(other) => Err(other),
    }
}

pub async fn answer_link(
    State(state): State<AppState>,
    opinion: Result<LinkedOpinion, Failure>,
    visit: Visit,
    Sent(form): Sent<AnswerForm>,
) -> Result<Response, Failure> {
    let opinion = match opinion {
        Ok(opinion) => opinion,
        Err(Failure::NotFound) => return Ok(closed(&visit).await),
        Err(other) => return Err(other),
    };
    match answer_words(&visit, &form) {
        Ok(words) => {
            opinions::answer_by_link(&state, opinion, words).await?;
            let tr = visit.tr;
            // Said at once: the link leads nowhere any more.
            let head = Page::titled(tr.t("opinion-thanks")).in_one_language(true);
            Ok(visit.page(head, move || thanks(tr)).await)
        }
        Err(why) => respond_to_link(&state, &visit, opinion, form.answer, Some(why)).await,
    }
}

async fn closed(visit: &Visit) -> Response {
    let tr = visit.tr;
    let head = Page::titled(tr.t("opinion-dead")).status(StatusCode::NOT_FOUND);
    visit.page(head, move || dead(tr)).await
}

async fn respond_to_link(
    state: &AppState,
    visit: &Visit,
    opinion: LinkedOpinion,
    typed: String,
    error: Option<String>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let failed = error.is_some();
    let view = LinkView {
        tr,
        token: opinion.token.clone(),
        office: opinion.office.map(|code| state.offices.name(code, tr.lang())).unwrap_or_default(),
        question: opinion.row.question.clone(),
        due: opinion.row.due_on,
        typed,
        error,
    };
    let head = Page::titled(tr.t("opinion-link-title")).failed(failed);
    Ok(visit.page(head, move || link(view)).await)
}
