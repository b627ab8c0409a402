//! Whose extract, and of which day.

use crate::l10n::Tr;
use crate::pages::register::{spaced, standing_tone, standing_words};
use crate::ui::{
    Button, Checkbox, DateBoxes, DateField, DateLabels, EmptyState, ErrorSummary, FieldError, Found, Notification,
    NotificationKind, ResultList, SearchBox, Tag, UnpText, unbroken,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::company::{Kind, Standing};

#[derive(Clone)]
pub struct AskView {
    pub tr: Tr,
    /// What was looked for.
    pub typed: String,
    pub answer: Answer,
}

/// What is known of whose extract is wanted.
#[derive(Clone)]
pub enum Answer {
    /// Nothing was typed yet.
    NotAsked,
    /// The register has nothing of this name or number.
    Nothing,
    /// A number that was never issued.
    NoUnp,
    /// A right number that the register does not have.
    UnknownUnp(String),
    /// Those so named; `more` than are shown.
    Hits {
        hits: Vec<Hit>,
        more: bool,
    },
    Chosen(Box<Chosen>),
}

#[derive(Clone)]
pub struct Hit {
    pub unp: i64,
    pub kind: Kind,
    pub standing: Standing,
    pub name: String,
    pub address: Option<String>,
}

/// The company whose extract is wanted.
#[derive(Clone)]
pub struct Chosen {
    pub unp: i64,
    pub kind: Kind,
    pub standing: Standing,
    pub name: String,
    pub registered_on: Option<NaiveDate>,
    /// The reader is this sole proprietor.
    pub themselves: bool,
    pub with_address: bool,
    pub on: DateBoxes,
    /// The field and the sentence.
    pub error: Option<String>,
    /// Not an error of the form: too many were made.
    pub wait: Option<String>,
}

pub fn page(view: AskView) -> impl IntoView {
    let AskView { tr, typed, answer } = view;
    match answer {
        Answer::Chosen(chosen) => form(tr, *chosen).into_any(),
        answer => search(tr, typed, answer).into_any(),
    }
}

fn search(tr: Tr, typed: String, answer: Answer) -> impl IntoView {
    let nothing = |title: String, text: String| view! { <EmptyState title=title><p>{text}</p></EmptyState> }.into_any();
    let said = match answer {
        Answer::NotAsked | Answer::Chosen(_) => ().into_any(),
        Answer::Nothing => {
            nothing(tr.ta("register-none-name", &[("text", typed.clone().into())]), tr.t("register-none-name-try"))
        }
        Answer::NoUnp => {
            nothing(tr.ta("extract-no-unp", &[("text", typed.clone().into())]), tr.t("extract-no-unp-try"))
        }
        Answer::UnknownUnp(unp) => {
            nothing(tr.ta("register-none-unp", &[("unp", spaced(&unp).into())]), tr.t("register-none-whole"))
        }
        Answer::Hits { hits, more } => {
            let results = hits.into_iter().map(|hit| found(tr, hit)).collect();
            view! {
                <h2>{tr.t("extract-which")}</h2>
                {more.then(|| view! { <p role="status">{tr.t("extract-more")}</p> })}
                <ResultList results=results />
            }
            .into_any()
        }
    };
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t("extract-title")}</h1>
            <p class="lede">{tr.t("extract-lede")}</p>
            <SearchBox
                label=tr.t("extract-whose")
                action="/extracts"
                button=tr.t("search-button")
                value=typed
                hint=tr.t("register-search-hint")
                id="extract-q"
                large=true
            />
            {said}
            <p class="no-print"><a href="/services/extract">{tr.t("extract-about")}</a></p>
        </div>
    }
}

fn found(tr: Tr, hit: Hit) -> Found {
    let found = Found::new(hit.name, format!("/extracts?unp={}", hit.unp))
        .unp(hit.unp.to_string())
        .tag(standing_words(tr, hit.standing), standing_tone(hit.standing));
    match (hit.kind, hit.address) {
        (Kind::SoleProprietor, _) => found.line(tr.t("kind-sole-proprietor")),
        (_, Some(address)) => found.line(unbroken(&address)),
        (_, None) => found,
    }
}

fn form(tr: Tr, chosen: Chosen) -> impl IntoView {
    let errors: Vec<FieldError> = chosen.error.iter().map(|text| FieldError::new("on", text.clone())).collect();
    let since = chosen.registered_on.map(|day| tr.ta("extract-since", &[("date", tr.date(day).into())]));
    let person = chosen.kind == Kind::SoleProprietor;
    let address = match (person, chosen.themselves) {
        (true, true) => Some(
            view! {
                <Checkbox
                    label=tr.t("extract-with-address")
                    hint=tr.t("extract-with-address-hint")
                    name="with_address"
                    checked=chosen.with_address
                />
            }
            .into_any(),
        ),
        (true, false) => Some(view! { <p class="soft">{tr.t("extract-no-address")}</p> }.into_any()),
        (false, _) => None,
    };
    let wait = chosen.wait.map(|text| view! { <Notification kind=NotificationKind::Attention title=text /> });
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=errors />
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{tr.t("extract-title")}</p>
                <h1>{chosen.name}</h1>
                <p class="cluster">
                    <UnpText unp=chosen.unp.to_string() />
                    <Tag text=standing_words(tr, chosen.standing) tone=standing_tone(chosen.standing) />
                    <span>{since}</span>
                </p>
                <p><a href="/extracts">{tr.t("extract-other")}</a></p>
            </div>
            {wait}
            <form method="post" action="/extracts">
                <input type="hidden" name="unp" value=chosen.unp.to_string() />
                <DateField
                    legend=tr.t("extract-day")
                    hint=tr.t("extract-day-hint")
                    name="on"
                    labels=DateLabels::new(tr.t("day"), tr.t("month"), tr.t("year"))
                    value=chosen.on
                    error=chosen.error
                />
                {address}
                <div class="actions">
                    <Button text=tr.t("extract-make") />
                </div>
            </form>
        </div>
    }
}
