//! For which company: those one may act for, each with the drafts that wait or the reason why not.

use crate::l10n::Tr;
use crate::ui::{Button, ButtonKind, EmptyState, ErrorSummary, FieldError, Tag, Tone, UnpText};
use chrono::NaiveDateTime;
use leptos::prelude::*;
use portal::application::Status;
use portal::procedures::Procedure;

/// A company one may act for.
#[derive(Clone)]
pub struct Choice {
    pub unp: i64,
    pub title: String,
    /// The code of the reason why it cannot use the procedure.
    pub ineligible: Option<&'static str>,
    /// Drafts that wait: id, when saved (Minsk), state.
    pub drafts: Vec<(String, NaiveDateTime, Status)>,
}

#[derive(Clone)]
pub struct ChooseView {
    pub tr: Tr,
    pub procedure: Procedure,
    pub companies: Vec<Choice>,
    pub problem: Option<&'static str>,
    pub chosen: String,
}

pub fn page(view: ChooseView) -> impl IntoView {
    let tr = view.tr;
    let errors: Vec<FieldError> =
        view.problem.into_iter().map(|code| FieldError::new("companies", tr.t(&format!("problem-{code}")))).collect();
    let empty = view.companies.is_empty();
    let action = format!("/services/{}/start", view.procedure.slug());
    let companies: Vec<_> = view.companies.into_iter().map(|choice| company(tr, &action, choice)).collect();
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

fn company(tr: Tr, action: &str, choice: Choice) -> impl IntoView + use<> {
    let drafts: Vec<_> = choice
        .drafts
        .iter()
        .map(|(id, saved, status)| {
            let text = tr.ta("choose-draft", &[("saved", tr.moment(*saved).into())]);
            let tag = tr.t(&format!("status-{}", status.code().replace('_', "-")));
            view! {
                <p class="cluster">
                    <a href=format!("/applications/{id}")>{text}</a>
                    <Tag text=tag tone=Tone::Blue />
                </p>
            }
        })
        .collect();
    let start = match choice.ineligible {
        Some(code) => view! { <p>{tr.t(&format!("ineligible-{code}"))}</p> }.into_any(),
        None => {
            let anew = !choice.drafts.is_empty();
            let (text, kind) = match anew {
                true => (tr.t("choose-start-anew"), ButtonKind::Secondary),
                false => (tr.t("choose-start"), ButtonKind::Primary),
            };
            view! {
                <form method="post" action=action.to_owned()>
                    <input type="hidden" name="unp" value=choice.unp.to_string() />
                    {anew.then(|| view! { <input type="hidden" name="anew" value="yes" /> })}
                    <Button text=text kind=kind context=choice.title.clone() />
                </form>
            }
            .into_any()
        }
    };
    view! {
        <li>
            <h2>{choice.title.clone()}</h2>
            <p class="soft">
                {tr.t("unp")} " " <UnpText unp=choice.unp.to_string() />
            </p>
            {drafts}
            {start}
        </li>
    }
}
