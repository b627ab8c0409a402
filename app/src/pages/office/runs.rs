//! Many cases at once: what is done, what would fail and why, the confirmation, how far it is.

use super::decision::{WhyView, why};
use super::words;
use crate::l10n::Tr;
use crate::ui::{
    Button, ButtonKind, Cell, Choice, Column, DataTable, ErrorSummary, FieldError, Link, Notification,
    NotificationKind, Radios, Row, Select, Tag, Tone,
};
use chrono::NaiveDateTime;
use leptos::prelude::*;

/// One case of a run.
#[derive(Clone, Debug)]
pub struct LineView {
    pub id: String,
    pub number: String,
    pub company: String,
    pub procedure: String,
    pub state: LineState,
    /// Why it is or would be left as it is.
    pub why: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineState {
    /// It can be done, as things stand.
    Possible,
    /// It would fail.
    Impossible,
    Waiting,
    Done,
    Failed,
    /// The run was called off before.
    Cancelled,
}

/// Where the run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// What is done is not chosen.
    Choosing,
    /// Chosen: what would fail is shown.
    Simulated,
    /// Confirmed; it can be called off until then, in Minsk.
    Undoable(NaiveDateTime),
    Running,
    Finished,
    Cancelled,
}

/// What is chosen, as typed.
#[derive(Clone, Debug, Default)]
pub struct ActView {
    pub action: String,
    /// Chosen and typed for refusing and for leaving without consideration; what can be chosen is in the catalogue of a
    /// procedure of the cases.
    pub refusing: WhyView,
    pub leaving: WhyView,
    pub clerk: String,
    pub errors: Vec<(&'static str, String)>,
}

#[derive(Clone)]
pub struct RunView {
    pub tr: Tr,
    pub id: String,
    pub stage: Stage,
    pub act: ActView,
    /// To whom cases can be assigned; nobody where the reader is no supervisor.
    pub clerks: Vec<(String, String)>,
    pub lines: Vec<LineView>,
    pub told: Told,
    /// What is chosen, in few signs: the button that confirms sends them along.
    pub seen: String,
}

/// What the reader is told first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Nothing,
    /// It cannot be called off any more.
    TooLate,
    /// Something else is chosen than the button said that they pressed.
    Changed,
}

pub fn page(view: RunView) -> impl IntoView {
    let tr = view.tr;
    let errors: Vec<FieldError> =
        view.act.errors.iter().map(|(field, text)| FieldError::new(*field, text.clone())).collect();
    let count = i64::try_from(view.lines.len()).unwrap_or(i64::MAX);
    let told = match view.told {
        Told::Nothing => None,
        Told::TooLate => {
            Some(view! { <Notification kind=NotificationKind::Attention title=tr.t("run-too-late") /> }.into_any())
        }
        Told::Changed => Some(
            view! {
                <Notification kind=NotificationKind::Attention title=tr.t("run-changed")>
                    <p>{tr.t("run-changed-do")}</p>
                </Notification>
            }
            .into_any(),
        ),
    };
    let form = matches!(view.stage, Stage::Choosing | Stage::Simulated).then(|| choosing(&view));
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        {told}
        <div class="page-head">
            <h1>{tr.ta("run-title", &[("cases", count.into())])}</h1>
        </div>
        <div class="stack">{state(&view)} {form} {lines(&view)}</div>
    }
}

fn counted(view: &RunView, state: LineState) -> i64 {
    i64::try_from(view.lines.iter().filter(|line| line.state == state).count()).unwrap_or(i64::MAX)
}

fn state(view: &RunView) -> Option<AnyView> {
    let tr = view.tr;
    let (done, failed) = (counted(view, LineState::Done), counted(view, LineState::Failed));
    let all = i64::try_from(view.lines.len()).unwrap_or(i64::MAX);
    let so_far = tr.ta("run-so-far", &[("done", done.into()), ("failed", failed.into()), ("cases", all.into())]);
    let path = format!("/office/runs/{}", view.id);
    let refresh = Link::new(tr.t("run-refresh"), path.clone());
    let refresh = view! { <p class="no-print"><a href=refresh.href>{refresh.text}</a></p> };
    Some(match view.stage {
        Stage::Choosing => return None,
        Stage::Simulated => {
            let (possible, impossible) = (counted(view, LineState::Possible), counted(view, LineState::Impossible));
            let values = [("possible", possible.into()), ("impossible", impossible.into())];
            let decides = matches!(view.act.action.as_str(), "accept" | "refuse" | "leave");
            let undo = (decides && possible > 0).then(|| view! { <p>{tr.t("run-undo-says")}</p> });
            let says = match (possible, impossible) {
                (_, 0) => tr.ta("run-simulated-all", &values),
                (0, _) => tr.ta("run-simulated-none", &values),
                _ => tr.ta("run-simulated", &values),
            };
            let confirm = (possible > 0).then(|| {
                let action = format!("{path}/confirmation");
                let text = tr.ta(&format!("run-confirm-{}", view.act.action), &[("cases", possible.into())]);
                view! {
                    <form method="post" action=action class="actions">
                        <input type="hidden" name="act" value=view.seen.clone() />
                        <Button text />
                        <a href="/office">{tr.t("inbox-settings-back")}</a>
                    </form>
                }
            });
            view! {
                <p class="lede" role="status">{says}</p>
                {undo}
                {confirm}
            }
            .into_any()
        }
        Stage::Undoable(until) => {
            let action = format!("{path}/cancellation");
            let title = tr.ta("run-undoable", &[("time", until.format("%H:%M:%S").to_string().into())]);
            view! {
                <Notification kind=NotificationKind::Attention title>
                    <p>{tr.t("run-undoable-says")}</p>
                    <form method="post" action=action>
                        <Button text=tr.t("run-cancel") kind=ButtonKind::Warning />
                    </form>
                </Notification>
                {refresh}
            }
            .into_any()
        }
        Stage::Running => view! {
            <p class="lede" role="status">{tr.t("run-running")} " " {so_far}</p>
            {refresh}
        }
        .into_any(),
        Stage::Finished => {
            let kind = if failed == 0 { NotificationKind::Success } else { NotificationKind::Attention };
            view! {
                <Notification kind title=tr.t("run-finished")>
                    <p>{so_far}</p>
                    <p><a href="/office">{tr.t("inbox-settings-back")}</a></p>
                </Notification>
            }
            .into_any()
        }
        Stage::Cancelled => view! {
            <Notification kind=NotificationKind::Info title=tr.t("run-cancelled")>
                <p><a href="/office">{tr.t("inbox-settings-back")}</a></p>
            </Notification>
        }
        .into_any(),
    })
}

fn choosing(view: &RunView) -> impl IntoView + use<> {
    let tr = view.tr;
    let act = view.act.clone();
    let error = |field: &str| act.errors.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone());
    let [refusing, leaving] = [(&act.refusing, ["reasons", "words"]), (&act.leaving, ["left_reasons", "left_words"])]
        .map(|(chosen, names)| why(tr, chosen, names, tr.t("run-words-hint"), error));
    let clerks: Vec<Choice> = view.clerks.iter().map(|(id, name)| Choice::new(id, name)).collect();
    let mut choices = vec![
        Choice::new("take", tr.t("run-take")).hint(tr.t("run-take-hint")),
        Choice::new("accept", tr.t("decide-accept")).hint(tr.t("run-accept-hint")),
        Choice::new("refuse", tr.t("decide-refuse")).hint(tr.t("decide-refuse-hint")).reveal(refusing),
        Choice::new("leave", tr.t("decide-leave")).hint(tr.t("decide-leave-hint")).reveal(leaving),
    ];
    if !clerks.is_empty() {
        let assigning = view! {
            <Select
                label=tr.t("handover-to")
                name="clerk"
                choices=clerks
                value=act.clerk.clone()
                blank=tr.t("absences-choose")
                error=error("clerk")
            />
        };
        choices.push(Choice::new("assign", tr.t("run-assign")).reveal(assigning));
    }
    let action = format!("/office/runs/{}", view.id);
    view! {
        <form method="post" action=action class="stack two-thirds" novalidate>
            <Radios legend=tr.t("run-what") name="action" choices value=act.action.clone() error=error("action") />
            <Button text=tr.t("run-simulate") kind=ButtonKind::Secondary />
        </form>
    }
}

fn lines(view: &RunView) -> impl IntoView + use<> {
    let tr = view.tr;
    let rows = view.lines.iter().map(|line| {
        let (text, tone) = match line.state {
            LineState::Possible => (tr.t("run-line-possible"), Tone::Green),
            LineState::Impossible => (tr.t("run-line-impossible"), Tone::Amber),
            LineState::Waiting => (tr.t("run-line-waiting"), Tone::Neutral),
            LineState::Done => (tr.t("run-line-done"), Tone::Green),
            LineState::Failed => (tr.t("run-line-failed"), Tone::Red),
            LineState::Cancelled => (tr.t("run-line-cancelled"), Tone::Neutral),
        };
        let why: Vec<_> = line.why.iter().cloned().map(|why| view! { <div class="soft small">{why}</div> }).collect();
        let tag = (view.stage != Stage::Choosing).then(|| view! { <Tag text tone /> });
        Row::new(vec![
            Cell::link(words::number(&line.number), format!("/office/cases/{}", line.id)).nowrap(),
            Cell::text(line.company.clone()),
            Cell::text(line.procedure.clone()),
            Cell::view(view! { <div>{tag} {why}</div> }),
        ])
    });
    let rows: Vec<Row> = rows.collect();
    let columns = vec![
        Column::new(tr.t("inbox-column-number")),
        Column::new(tr.t("inbox-column-company")),
        Column::new(tr.t("inbox-filter-procedure")),
        Column::new(tr.t("run-column-state")),
    ];
    view! { <DataTable caption=tr.t("run-cases") columns rows dense=true /> }
}
