//! Questions about a council's sets: those that wait, and one with its answer.

use crate::l10n::Tr;
use crate::ui::{
    Button, ButtonKind, Cell, Choice, Column, DataTable, Details, ErrorSummary, FieldError, Notification,
    NotificationKind, Radios, Row, Tag, Textarea, Tone,
};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

/// A question in the list.
#[derive(Clone)]
pub struct QuestionLine {
    pub id: String,
    pub question: String,
    /// The set's name in addresses.
    pub set: String,
    pub due_on: Option<NaiveDate>,
    pub late: bool,
    /// Hidden: in the locale key `question-hidden-…`.
    pub hidden: Option<String>,
}

/// Characters of a question that a list shows.
const SHOWN: usize = 90;

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.chars().count() > SHOWN {
        true => format!("{}…", line.chars().take(SHOWN).collect::<String>().trim_end()),
        false => line,
    }
}

/// The part of the editors' list: open ones, and behind a line those that are done with.
pub fn list(tr: Tr, open: &[QuestionLine], closed: &[QuestionLine]) -> impl IntoView + use<> {
    let closed = (!closed.is_empty()).then(|| {
        let table = table(tr, closed, false);
        view! { <Details summary=tr.t("question-closed")>{table}</Details> }
    });
    let open = match open.is_empty() {
        true => view! { <p class="soft">{tr.t("question-none-open")}</p> }.into_any(),
        false => table(tr, open, true),
    };
    view! {
        <h2 id="questions">{tr.t("question-list")}</h2>
        {open}
        {closed}
    }
}

fn table(tr: Tr, lines: &[QuestionLine], open: bool) -> AnyView {
    let rows: Vec<Row> = lines
        .iter()
        .map(|line| {
            let state = match (&line.hidden, open) {
                (Some(code), _) => {
                    let text = tr.t(&format!("question-hidden-{code}"));
                    view! { <Tag text=tr.t("question-hidden") tone=Tone::Neutral /> " " {text} }.into_any()
                }
                (None, false) => view! { <Tag text=tr.t("question-answered") tone=Tone::Green /> }.into_any(),
                (None, true) => {
                    let late = line.late.then(|| view! { " " <Tag text=tr.t("question-late") tone=Tone::Amber /> });
                    view! { {line.due_on.map(|day| tr.date(day)).unwrap_or_default()} {late} }.into_any()
                }
            };
            Row::new(vec![
                Cell::link(shortened(&line.question), format!("/office/data/questions/{}", line.id)),
                Cell::text(line.set.clone()),
                Cell::view(state),
            ])
        })
        .collect();
    let last = if open { "question-due" } else { "editor-column-status" };
    let columns =
        vec![Column::new(tr.t("question-one")), Column::new(tr.t("editor-column-set")), Column::new(tr.t(last))];
    view! { <DataTable caption=tr.t(if open { "question-list" } else { "question-closed" }) columns rows caption_hidden=true /> }
        .into_any()
}

/// One question before an editor.
#[derive(Clone)]
pub struct QuestionView {
    pub tr: Tr,
    pub id: String,
    pub revision: i32,
    pub set: String,
    /// The set's title; none where it was withdrawn.
    pub title: Option<String>,
    pub question: String,
    /// A first name, or nothing.
    pub name: String,
    /// In Minsk.
    pub asked_at: Option<NaiveDateTime>,
    pub due_on: Option<NaiveDate>,
    pub late: bool,
    /// Whether the answer is mailed too.
    pub mailed: bool,
    /// The answer as it is shown, when and by whom it was given.
    pub answered: Option<(String, NaiveDateTime, String)>,
    /// Reason, when and by whom.
    pub hidden: Option<(String, NaiveDateTime, String)>,
    /// An editor; a supervisor only looks.
    pub writes: bool,
    pub longest: u32,
    pub reasons: &'static [&'static str],
    /// What was typed: the answer, the reason to hide.
    pub typed: (String, String),
    pub errors: Vec<(&'static str, String)>,
    /// Somebody else was faster.
    pub overtaken: bool,
}

pub fn page(view: QuestionView) -> impl IntoView {
    let tr = view.tr;
    let errors: Vec<FieldError> =
        view.errors.iter().map(|(field, text)| FieldError::new(*field, text.clone())).collect();
    let set = match &view.title {
        Some(title) => view! { <a href=format!("/data/{}", view.set)>{title.clone()}</a> }.into_any(),
        None => view.set.clone().into_any(),
    };
    let overtaken = view.overtaken.then(|| {
        view! { <Notification kind=NotificationKind::Attention title=tr.t("question-overtaken") /> }
    });
    let who = if view.name.is_empty() { tr.t("question-nameless") } else { view.name.clone() };
    let asked = view.asked_at.map(|at| tr.moment(at)).unwrap_or_default();
    let open = view.answered.is_none() && view.hidden.is_none();
    let due = view.due_on.filter(|_| open).map(|day| {
        let late = view.late.then(|| view! { " " <Tag text=tr.t("question-late") tone=Tone::Amber /> });
        view! { <p>{tr.ta("question-due-on", &[("date", tr.date(day).into())])} {late}</p> }
    });
    let answered = view.answered.clone().map(|(text, at, by)| {
        view! {
            <h2>{tr.t("question-answer")}</h2>
            <div class="message office">
                <p class="cluster soft small"><strong>{by}</strong><span>{tr.moment(at)}</span></p>
                <p class="message-words">{text}</p>
            </div>
        }
    });
    let hidden = view.hidden.clone().map(|(reason, at, by)| {
        let reason = tr.t(&format!("question-hidden-{reason}"));
        let title = tr.ta("question-hidden-by", &[("who", by.into()), ("at", tr.moment(at).into())]);
        view! { <Notification kind=NotificationKind::Info title><p>{reason}</p></Notification> }
    });
    let forms = (view.writes && view.hidden.is_none()).then(|| forms(&view));
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{set}</p>
                <h1>{tr.t("question-one")}</h1>
            </div>
            {overtaken}
            {hidden}
            <div class="message">
                <p class="cluster soft small"><strong>{who}</strong><span>{asked}</span></p>
                <p class="message-words">{view.question.clone()}</p>
            </div>
            {due}
            {answered}
            {forms}
            <p><a href="/office/data#questions">{tr.t("editor-back")}</a></p>
        </div>
    }
}

fn forms(view: &QuestionView) -> impl IntoView + use<> {
    let tr = view.tr;
    let error = |field: &str| view.errors.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone());
    let first = view.answered.is_none();
    let (title, button) = match first {
        true => ("question-answer", "question-answer-send"),
        false => ("question-correct", "question-correct-send"),
    };
    let hint = tr.t(if view.mailed { "question-answer-hint-mailed" } else { "question-answer-hint" });
    let choices: Vec<Choice> =
        view.reasons.iter().map(|code| Choice::new(*code, tr.t(&format!("question-hidden-{code}")))).collect();
    let action = format!("/office/data/questions/{}", view.id);
    let hiding = view! {
        <form method="post" action=format!("{action}/hiding") class="stack">
            <input type="hidden" name="revision" value=view.revision />
            <Radios legend=tr.t("question-hide-why") name="reason" choices value=view.typed.1.clone() error=error("reason") />
            <Button text=tr.t("question-hide") kind=ButtonKind::Warning />
        </form>
    }
    .into_any();
    let faulty = error("reason").is_some();
    view! {
        <form method="post" action=format!("{action}/answer") class="stack" novalidate>
            <input type="hidden" name="revision" value=view.revision />
            <Textarea label=tr.t(title) hint name="words" value=view.typed.0.clone() error=error("words") rows=8 maxlength=Some(view.longest) />
            <Button text=tr.t(button) />
        </form>
        <Details summary=tr.t("question-hide-it") open=faulty>{hiding}</Details>
    }
}
