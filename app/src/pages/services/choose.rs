//! For which company: those one may act for, each with the drafts that wait or the reason why not.

use crate::l10n::Tr;
use crate::pages::application::list::status_tag;
use crate::ui::{Button, ButtonKind, EmptyState, ErrorSummary, FieldError, UnpText};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;
use portal::application::Status;
use portal::code::grouped;
use portal::procedures::Procedure;

/// A company one may act for.
#[derive(Clone)]
pub struct Choice {
    pub unp: i64,
    pub title: String,
    /// The code of the reason why it cannot use the procedure.
    pub ineligible: Option<&'static str>,
    pub drafts: Vec<Waiting>,
    /// Of the same procedure, or of the one that it follows on.
    pub under_review: Vec<UnderReview>,
}

/// A draft that waits, or an application returned for correction.
#[derive(Clone)]
pub struct Waiting {
    pub id: String,
    /// Minsk time.
    pub saved: NaiveDateTime,
    pub status: Status,
    /// Of one that was filed before.
    pub number: Option<String>,
}

/// An application that the office has and has not decided.
#[derive(Clone)]
pub struct UnderReview {
    pub id: String,
    pub number: String,
    pub filed_on: NaiveDate,
    pub status: Status,
}

#[derive(Clone)]
pub struct ChooseView {
    pub tr: Tr,
    pub procedure: Procedure,
    pub companies: Vec<Choice>,
    pub problem: Option<&'static str>,
    pub chosen: String,
    /// The decided application whose answers a new one begins with; empty for none.
    pub from: String,
}

pub fn page(view: ChooseView) -> impl IntoView {
    let tr = view.tr;
    let errors: Vec<FieldError> =
        view.problem.into_iter().map(|code| FieldError::new("companies", tr.t(&format!("problem-{code}")))).collect();
    let empty = view.companies.is_empty();
    let action = format!("/services/{}/start", view.procedure.slug());
    let companies: Vec<_> = view.companies.into_iter().map(|choice| company(tr, &action, &view.from, choice)).collect();
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=errors />
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{tr.t(&format!("procedure-{}", view.procedure.slug()))}</p>
                <h1>{tr.t("choose-title")}</h1>
            </div>
            {if empty {
                view! { <EmptyState title=tr.t("choose-none")>{tr.t("choose-none-what")}</EmptyState> }.into_any()
            } else {
                view! { <ul class="cards" id="companies">{companies}</ul> }.into_any()
            }}
        </div>
    }
}

fn company(tr: Tr, action: &str, from: &str, choice: Choice) -> impl IntoView + use<> {
    let drafts: Vec<_> = choice.drafts.iter().map(|draft| waiting(tr, draft)).collect();
    let filed: Vec<_> = choice.under_review.iter().map(|filed| under_review(tr, filed)).collect();
    let warned =
        (!filed.is_empty() && choice.ineligible.is_none()).then(|| view! { <p>{tr.t("choose-under-review-what")}</p> });
    let start = match choice.ineligible {
        Some(code) => view! { <p>{tr.t(&format!("ineligible-{code}"))}</p> }.into_any(),
        None => start(tr, action, from, &choice),
    };
    view! {
        <li>
            <h2>{choice.title.clone()}</h2>
            <p class="soft">
                {tr.t("unp")} " " <UnpText unp=choice.unp.to_string() />
            </p>
            {filed}
            {warned}
            {drafts}
            {start}
        </li>
    }
}

pub(super) fn waiting(tr: Tr, draft: &Waiting) -> impl IntoView + use<> {
    let text = match &draft.number {
        Some(number) => tr.ta("choose-returned", &[("number", grouped(number).into())]),
        None => tr.ta("choose-draft", &[("saved", tr.moment(draft.saved).into())]),
    };
    view! {
        <p class="cluster">
            <a href=format!("/applications/{}", draft.id)>{text}</a>
            {status_tag(tr, draft.status)}
        </p>
    }
}

pub(super) fn under_review(tr: Tr, filed: &UnderReview) -> impl IntoView + use<> {
    let values = [("number", grouped(&filed.number).into()), ("filed", tr.date(filed.filed_on).into())];
    view! {
        <p class="cluster">
            <a href=format!("/applications/{}", filed.id)>{tr.ta("choose-under-review", &values)}</a>
            {status_tag(tr, filed.status)}
        </p>
    }
}

fn start(tr: Tr, action: &str, from: &str, choice: &Choice) -> AnyView {
    let anew = !choice.drafts.is_empty() || !choice.under_review.is_empty();
    let (text, kind) = match anew {
        true if choice.drafts.is_empty() => (tr.t("choose-anew-under-review"), ButtonKind::Secondary),
        true => (tr.t("choose-start-anew"), ButtonKind::Secondary),
        false => (tr.t("choose-start"), ButtonKind::Primary),
    };
    let from = (!from.is_empty()).then(|| view! { <input type="hidden" name="from" value=from.to_owned() /> });
    view! {
        <form method="post" action=action.to_owned()>
            <input type="hidden" name="unp" value=choice.unp.to_string() />
            {anew.then(|| view! { <input type="hidden" name="anew" value="yes" /> })}
            {from}
            <Button text=text kind=kind context=choice.title.clone() />
        </form>
    }
    .into_any()
}
