//! Opinions about a case: what was asked and answered, one more to ask, and the page of the link by which anybody
//! answers.

use super::words;
use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{
    Button, ButtonKind, Choice, EmptyState, ErrorSummary, Field, FieldKind, Notification, NotificationKind, Radios,
    Remark, Select, Tag, Textarea, Tone, Width,
};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

/// The longest question and answer, in characters.
pub const LONGEST: u32 = 4_000;
/// The longest name of who is asked.
pub const LONGEST_NAME: u32 = 200;
/// Working days to answer at most.
pub const MOST_DAYS: u32 = 30;

/// One opinion.
#[derive(Clone, Debug)]
pub struct OpinionView {
    pub id: String,
    pub asked_of: String,
    pub question: String,
    pub due: NaiveDate,
    /// Who answered, when in Minsk, and what.
    pub answer: Option<(String, NaiveDateTime, String)>,
    pub withdrawn: bool,
    pub overdue: bool,
    /// The reader is asked.
    pub mine: bool,
    /// The reader may take the question back.
    pub withdrawable: bool,
}

/// What is typed into one of the forms.
#[derive(Clone, Debug, Default)]
pub struct TypedView {
    /// By which a second sending of the question is known.
    pub id: String,
    pub to: String,
    pub colleague: String,
    pub name: String,
    pub email: String,
    pub question: String,
    pub days: String,
    pub answer: String,
    pub faults: Faults,
}

#[derive(Clone)]
pub struct OpinionsView {
    pub tr: Tr,
    pub case: String,
    pub number: String,
    pub company: String,
    pub opinions: Vec<OpinionView>,
    /// Whom the reader can ask; `None` where the case is not in their hands.
    pub colleagues: Option<Vec<(String, String)>>,
    pub typed: TypedView,
}

pub fn page(view: OpinionsView) -> impl IntoView {
    let tr = view.tr;
    let caption = format!("{} · {}", words::number(&view.number), view.company);
    let none = view.opinions.is_empty().then(|| view! { <p class="soft">{tr.t("opinions-none")}</p> });
    let opinions: Vec<_> = view.opinions.iter().map(|opinion| one(&view, opinion)).collect();
    let back = format!("/office/cases/{}", view.case);
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.typed.faults.lines() />
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{caption}</p>
                <h1>{tr.t("opinions-title")}</h1>
            </div>
            {none}
            {opinions}
            {ask(&view)}
            <p><a href=back>{tr.t("return-back-to-case")}</a></p>
        </div>
    }
}

fn one(view: &OpinionsView, opinion: &OpinionView) -> impl IntoView + use<> {
    let tr = view.tr;
    let base = format!("/office/cases/{}/opinions/{}", view.case, opinion.id);
    let (text, tone) = match (&opinion.answer, opinion.withdrawn, opinion.overdue) {
        (Some(_), ..) => (tr.t("opinion-answered"), Tone::Green),
        (None, true, _) => (tr.t("opinion-withdrawn"), Tone::Neutral),
        (None, false, true) => (tr.t("opinion-overdue"), Tone::Red),
        (None, false, false) => (tr.t("opinion-waits"), Tone::Amber),
    };
    let answer = opinion.answer.clone().map(|(by, at, text)| {
        let title = tr.ta("opinion-answer-of", &[("name", by.into()), ("moment", tr.moment(at).into())]);
        view! { <Remark title text /> }
    });
    let withdraw = opinion.withdrawable.then(|| {
        let action = format!("{base}/withdrawal");
        view! {
            <form method="post" action=action>
                <Button text=tr.t("opinion-withdraw") context=opinion.asked_of.clone() kind=ButtonKind::Plain />
            </form>
        }
    });
    let form = opinion.mine.then(|| {
        let action = format!("{base}/answer");
        answering(tr, action, view.typed.answer.clone(), view.typed.faults.of("answer"))
    });
    view! {
        <section class="stack">
            <h2>{opinion.asked_of.clone()}</h2>
            <p class="cluster">
                <Tag text tone />
                <span class="soft">{tr.ta("opinion-until", &[("date", tr.date(opinion.due).into())])}</span>
            </p>
            <Remark title=tr.t("opinion-question") text=opinion.question.clone() />
            {answer}
            {form}
            {withdraw}
        </section>
    }
}

fn answering(tr: Tr, action: String, typed: String, error: Option<String>) -> impl IntoView {
    view! {
        <form method="post" action=action class="stack" novalidate>
            <Textarea label=tr.t("opinion-answer") name="answer" value=typed rows=8 maxlength=LONGEST error />
            <Button text=tr.t("opinion-send") />
        </form>
    }
}

fn ask(view: &OpinionsView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let typed = view.typed.clone();
    let error = |field: &str| view.typed.faults.of(field);
    let people: Vec<Choice> = view.colleagues.clone()?.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
    // An office of one has nobody to ask but others.
    let alone = people.is_empty();
    let colleague = view! {
        <Select
            label=tr.t("opinion-colleague")
            hint=tr.t("opinion-colleague-hint")
            name="colleague"
            choices=people
            value=typed.colleague
            blank=tr.t("absences-choose")
            error=error("colleague")
        />
    };
    let address = view! {
        <Field
            label=tr.t("opinion-name")
            hint=tr.t("opinion-name-hint")
            name="name"
            value=typed.name
            error=error("name")
            maxlength=LONGEST_NAME
        />
        <Field
            label=tr.t("opinion-email")
            hint=tr.t("opinion-email-hint")
            name="email"
            kind=FieldKind::Email
            value=typed.email
            error=error("email")
            maxlength=254
        />
    };
    let of = if alone {
        view! {
            <input type="hidden" name="to" value="address" />
            {address}
        }
        .into_any()
    } else {
        let choices = vec![
            Choice::new("colleague", tr.t("opinion-of-colleague")).reveal(colleague),
            Choice::new("address", tr.t("opinion-of-address")).reveal(address),
        ];
        view! { <Radios legend=tr.t("opinion-of") name="to" choices value=typed.to error=error("to") /> }.into_any()
    };
    let hint = tr.t(if alone { "opinion-question-hint-alone" } else { "opinion-question-hint" });
    let action = format!("/office/cases/{}/opinions", view.case);
    Some(view! {
        <h2>{tr.t("opinion-ask")}</h2>
        <p>{tr.t("opinion-clock")}</p>
        <form method="post" action=action class="stack" novalidate>
            <input type="hidden" name="id" value=typed.id />
            {of}
            <Textarea
                label=tr.t("opinion-question")
                hint
                name="question"
                value=typed.question
                rows=6
                maxlength=LONGEST
                error=error("question")
            />
            <Field
                label=tr.t("opinion-days")
                name="days"
                kind=FieldKind::Number
                value=typed.days
                width=Width::Chars3
                error=error("days")
            />
            <Button text=tr.t("opinion-ask-button") />
        </form>
    })
}

/// The page of the link: the question, and the answer's form.
#[derive(Clone)]
pub struct LinkView {
    pub tr: Tr,
    pub token: String,
    pub office: String,
    pub question: String,
    pub due: NaiveDate,
    pub typed: String,
    pub error: Option<String>,
}

pub fn link(view: LinkView) -> impl IntoView {
    let tr = view.tr;
    let mut faults = Faults::default();
    if let Some(why) = &view.error {
        faults.add("answer", why.clone());
    }
    let action = format!("/opinions/{}", view.token);
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=faults.lines() />
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{view.office}</p>
                <h1>{tr.t("opinion-link-title")}</h1>
            </div>
            <p>{tr.ta("opinion-until", &[("date", tr.date(view.due).into())])}</p>
            <Remark title=tr.t("opinion-question") text=view.question />
            <p class="soft">{tr.t("opinion-link-once")}</p>
            {answering(tr, action, view.typed, view.error)}
        </div>
    }
}

/// The link was used, or the question is not open any more.
pub fn dead(tr: Tr) -> impl IntoView {
    view! { <EmptyState title=tr.t("opinion-dead")><p>{tr.t("opinion-dead-do")}</p></EmptyState> }
}

/// The answer is with the office.
pub fn thanks(tr: Tr) -> impl IntoView {
    view! {
        <Notification kind=NotificationKind::Success title=tr.t("opinion-thanks")>
            <p>{tr.t("opinion-thanks-says")}</p>
        </Notification>
    }
}
