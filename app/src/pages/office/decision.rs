//! Deciding a case: accept, or refuse or leave without consideration with reasons of the catalogue and own words.

use super::words;
use crate::l10n::Tr;
use crate::ui::{
    Button, Checkboxes, Choice, ErrorSummary, FieldError, Inset, Notification, NotificationKind, Radios, Textarea, Tone,
};
use leptos::prelude::*;

/// The longest own words, in characters.
pub const LONGEST_WORDS: u32 = 4_000;

/// A reason of the catalogue: its code, its sentence, the act it rests on.
#[derive(Clone, Debug)]
pub struct ReasonView {
    pub code: String,
    pub sentence: String,
    pub act: String,
}

/// One of several things of which the office grants one.
#[derive(Clone, Debug)]
pub struct OfferView {
    pub place: usize,
    pub text: String,
    /// What is wrong with it, or to be looked at, in words.
    pub problems: Vec<String>,
    /// It cannot be granted.
    pub stopped: bool,
    /// Nobody has it, or one like it.
    pub free: bool,
}

/// Why something is refused or left without consideration: what can be chosen, what was, and own words.
#[derive(Clone, Debug, Default)]
pub struct WhyView {
    pub catalogue: Vec<ReasonView>,
    pub reasons: Vec<String>,
    pub words: String,
}

/// What the form shows, with what was typed.
#[derive(Clone)]
pub struct DecisionFormView {
    pub tr: Tr,
    pub id: String,
    pub number: String,
    pub company: String,
    /// The revision that the clerk has before them.
    pub revision: i32,
    /// The last event of the case when the form was first shown.
    pub seen: i32,
    /// What happened to the case while the form was open.
    pub changed: Vec<String>,
    /// What accepting does, sentence by sentence.
    pub accepting: Vec<String>,
    /// Why it cannot be accepted as it is.
    pub obstacles: Vec<String>,
    /// What can be granted, where it is one of several things.
    pub offers: Vec<OfferView>,
    /// The place of the one that was chosen.
    pub choice: String,
    /// Since when it is with the applicant: then it can only be left without consideration.
    pub returned: Option<String>,
    /// `accept`, `refuse`, `leave`, or nothing yet.
    pub outcome: String,
    pub refusing: WhyView,
    pub leaving: WhyView,
    /// Field name and what is wrong with it.
    pub errors: Vec<(&'static str, String)>,
}

pub fn page(view: DecisionFormView) -> impl IntoView {
    let tr = view.tr;
    let case = format!("/office/cases/{}", view.id);
    let action = format!("{case}/decision");
    let caption = format!("{} · {}", words::number(&view.number), view.company);
    let errors: Vec<FieldError> =
        view.errors.iter().map(|(field, text)| FieldError::new(*field, text.clone())).collect();
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        <div class="two-thirds">
            <div class="page-head">
                <p class="caption">{caption}</p>
                <h1>{tr.t("decide-title")}</h1>
            </div>
            {changed(tr, &view.changed, ["decide-changed", "decide-changed-do"])}
            {view.returned.clone().map(|since| view! { <Inset tone=Tone::Amber><p>{since}</p></Inset> })}
            {obstacles(&view)}
            <form method="post" action=action>
                <input type="hidden" name="revision" value=view.revision.to_string() />
                <input type="hidden" name="seen" value=view.seen.to_string() />
                {outcome(&view)}
                <p>{tr.t("decide-final")}</p>
                <div class="actions">
                    <Button text=tr.t("decide-button") />
                    <a href=case>{tr.t("decide-back-to-case")}</a>
                </div>
            </form>
        </div>
    }
}

/// What happened to a case while a form about it was open; what was typed is kept. `says` are the title and what
/// there is to do.
pub fn changed(tr: Tr, lines: &[String], says: [&'static str; 2]) -> impl IntoView + use<> {
    let lines: Vec<_> = lines.iter().cloned().map(|line| view! { <li>{line}</li> }).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <Notification kind=NotificationKind::Attention title=tr.t(says[0])>
                <ul>{lines}</ul>
                <p>{tr.t(says[1])}</p>
            </Notification>
        }
    })
}

fn obstacles(view: &DecisionFormView) -> impl IntoView + use<> {
    let tr = view.tr;
    let lines: Vec<_> = view.obstacles.iter().cloned().map(|line| view! { <li>{line}</li> }).collect();
    (!lines.is_empty() && view.returned.is_none()).then(|| {
        view! {
            <Notification kind=NotificationKind::Attention title=tr.t("decide-obstacles")>
                <ul>{lines}</ul>
            </Notification>
        }
    })
}

fn outcome(view: &DecisionFormView) -> impl IntoView + use<> {
    let tr = view.tr;
    let error = |field: &str| view.errors.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone());
    let lines: Vec<_> = view.accepting.iter().cloned().map(|line| view! { <li>{line}</li> }).collect();
    let lines = (!lines.is_empty()).then(|| view! { <ul>{lines}</ul> });
    let offers = (!view.offers.is_empty()).then(|| {
        let hint = |offer: &OfferView| {
            let stopped = offer.stopped.then(|| tr.t("decide-choice-stopped"));
            let free = offer.free.then(|| tr.t("decide-choice-free"));
            stopped.into_iter().chain(free).chain(offer.problems.iter().cloned()).collect::<Vec<_>>().join(" ")
        };
        let choices =
            view.offers.iter().map(|offer| Choice::new(offer.place.to_string(), &offer.text).hint(hint(offer)));
        view! {
            <Radios
                legend=tr.t("decide-choice")
                name="choice"
                choices=choices.collect()
                value=view.choice.clone()
                error=error("choice")
            />
        }
    });
    let accepting = view! {
        {lines}
        {offers}
    };
    let [refusing, leaving] = [(&view.refusing, ["reasons", "words"]), (&view.leaving, ["left_reasons", "left_words"])]
        .map(|(why, names)| self::why(tr, why, names, tr.t("decide-words-hint"), error));
    let mut choices = vec![
        Choice::new("accept", tr.t("decide-accept")).hint(tr.t("decide-accept-hint")).reveal(accepting),
        Choice::new("refuse", tr.t("decide-refuse")).hint(tr.t("decide-refuse-hint")).reveal(refusing),
    ];
    if view.returned.is_some() {
        choices.clear();
    }
    choices.push(Choice::new("leave", tr.t("decide-leave")).hint(tr.t("decide-leave-hint")).reveal(leaving));
    view! {
        <Radios legend=tr.t("decide-legend") name="outcome" choices value=view.outcome.clone() error=error("outcome") />
    }
}

/// Why it is refused or left: reasons of the catalogue and words of one's own under their fields' names, for one case
/// as for many.
pub(super) fn why(
    tr: Tr,
    why: &WhyView,
    [reasons_at, words_at]: [&'static str; 2],
    hint: String,
    error: impl Fn(&str) -> Option<String>,
) -> AnyView {
    let reasons: Vec<Choice> =
        why.catalogue.iter().map(|reason| Choice::new(&reason.code, &reason.sentence).hint(&reason.act)).collect();
    view! {
        <Checkboxes
            legend=tr.t("decide-reasons")
            name=reasons_at
            choices=reasons
            values=why.reasons.clone()
            error=error(reasons_at)
        />
        <Textarea
            label=tr.t("decide-words")
            hint=hint
            name=words_at
            value=why.words.clone()
            rows=6
            maxlength=LONGEST_WORDS
            error=error(words_at)
        />
    }
    .into_any()
}
