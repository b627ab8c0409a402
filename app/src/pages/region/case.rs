//! A case before the regional administration: where it stands, passing it to another office, asking its supervisor.

use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::pages::office::words;
use crate::ui::{
    Button, ButtonKind, Choice, ErrorSummary, Field, FieldKind, Inset, Select, SummaryList, SummaryRow, Tag, Textarea,
    Tone, Width,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::answers::Answers;
use portal::application::Status;

/// The forms of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Pass,
    Ask,
}

#[derive(Clone)]
pub struct CaseView {
    pub tr: Tr,
    pub id: String,
    pub number: String,
    pub company: String,
    pub procedure: String,
    pub office: String,
    pub status: Status,
    pub clerk: Option<String>,
    pub filed_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub today: NaiveDate,
    pub revision: i32,
    /// With the office, so that it can be passed on.
    pub open: bool,
    pub offices: Vec<(String, String)>,
    pub supervisors: Vec<(String, String)>,
    /// The id of the next question, so that it is asked once.
    pub question: String,
    pub typed: Answers,
    pub faults: Faults,
    pub form: Form,
    /// It changed since the form was made.
    pub changed: bool,
}

pub fn page(view: CaseView) -> impl IntoView {
    let tr = view.tr;
    let date = |day: Option<NaiveDate>| day.map_or_else(|| "—".to_owned(), |day| tr.date(day));
    let late = view.due_on.is_some_and(|due| due < view.today) && view.open;
    let late = late.then(|| view! { " " <Tag text=tr.t("region-overdue-tag") tone=Tone::Red /> });
    let (status, tone) = words::status(tr, view.status);
    let rows = vec![
        SummaryRow::new(tr.t("inbox-filter-procedure"), view.procedure.clone()),
        SummaryRow::new(tr.t("region-company"), view.company.clone()),
        SummaryRow::new(tr.t("account-office"), view.office.clone()),
        SummaryRow::new(tr.t("user-state"), view! { <Tag text=status tone=tone /> }),
        SummaryRow::new(tr.t("inbox-clerk"), view.clerk.clone().unwrap_or_else(|| "—".to_owned())),
        SummaryRow::new(tr.t("case-filed"), date(view.filed_on)),
        SummaryRow::new(tr.t("case-deadline"), view! { {date(view.due_on)} {late} }),
    ];
    let changed = view.changed.then(|| view! { <Inset tone=Tone::Amber><p>{tr.t("region-changed")}</p></Inset> });
    let decided = view.status.is_decided();
    let pass = view.open.then(|| pass(&view));
    let ask = (!decided).then(|| ask(&view));
    let closed = decided.then(|| view! { <p>{tr.t("region-not-open")}</p> });
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{tr.t("region-title")}</p>
                <h1>{title(tr, words::number(&view.number))}</h1>
            </div>
            {changed}
            <SummaryList rows />
            <p>
                <a href=format!("/office/cases/{}", view.id)>{tr.t("region-case-whole")}</a>
                " · "
                <a href=format!("/office/cases/{}/opinions", view.id)>{tr.t("region-case-answers")}</a>
            </p>
            {pass}
            {ask}
            {closed}
        </div>
    }
}

/// The number stays whole in a narrow heading.
fn title(tr: Tr, number: String) -> impl IntoView {
    let written = tr.ta("region-case-title", &[("number", number.clone().into())]);
    let (before, after) = written.split_once(&number).unwrap_or_default();
    view! { {before.to_owned()} <span class="nowrap">{number}</span> {after.to_owned()} }
}

fn faults_of(view: &CaseView, form: Form) -> Faults {
    if view.form == form { view.faults.clone() } else { Faults::default() }
}

fn pass(view: &CaseView) -> impl IntoView + use<> {
    let tr = view.tr;
    let faults = faults_of(view, Form::Pass);
    let choices = view.offices.iter().map(|(code, name)| Choice::new(code, name)).collect::<Vec<_>>();
    view! {
        <h2>{tr.t("region-pass")}</h2>
        <p>{tr.t("region-pass-says")}</p>
        <form method="post" action=format!("/office/region/cases/{}/transfer", view.id) class="stack" novalidate>
            <input type="hidden" name="revision" value=view.revision.to_string() />
            <Select
                label=tr.t("region-pass-to")
                name="office"
                choices
                value=view.typed.get("office").to_owned()
                blank=tr.t("user-choose")
                error=faults.of("office")
            />
            <Textarea
                label=tr.t("administration-why")
                hint=tr.t("region-pass-why")
                name="why"
                value=view.typed.get("why").to_owned()
                rows=3
                maxlength=2000u32
                error=faults.of("why")
            />
            <Button text=tr.t("region-pass-button") />
        </form>
    }
}

fn ask(view: &CaseView) -> AnyView {
    let tr = view.tr;
    let faults = faults_of(view, Form::Ask);
    if view.supervisors.is_empty() {
        return view! { <h2>{tr.t("region-ask")}</h2> <p>{tr.t("region-ask-nobody")}</p> }.into_any();
    }
    let choices = view.supervisors.iter().map(|(id, name)| Choice::new(id, name)).collect::<Vec<_>>();
    let only = if let [(id, _)] = view.supervisors.as_slice() { id.clone() } else { String::new() };
    let typed = view.typed.get("supervisor");
    let chosen = if typed.is_empty() { only } else { typed.to_owned() };
    view! {
        <h2>{tr.t("region-ask")}</h2>
        <p>{tr.t("region-ask-says")}</p>
        <form method="post" action=format!("/office/region/cases/{}/question", view.id) class="stack" novalidate>
            <input type="hidden" name="id" value=view.question.clone() />
            <Select
                label=tr.t("region-supervisor")
                name="supervisor"
                choices
                value=chosen
                blank=tr.t("user-choose")
                error=faults.of("supervisor")
            />
            <Textarea
                label=tr.t("region-question")
                name="question"
                value=view.typed.get("question").to_owned()
                rows=4
                maxlength=2000u32
                error=faults.of("question")
            />
            <Field
                label=tr.t("region-days")
                name="days"
                kind=FieldKind::Number
                width=Width::Chars3
                value=view.typed.get("days").to_owned()
                error=faults.of("days")
            />
            <Button text=tr.t("region-ask-button") kind=ButtonKind::Secondary />
        </form>
    }
    .into_any()
}
