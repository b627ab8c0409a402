//! The search of the register: one box, what it found, and what to try where it found nothing.

use super::{grouped, spaced, standing_tone, standing_words};
use crate::l10n::Tr;
use crate::ui::{
    EmptyState, Found, Link, Notification, NotificationKind, Page, Pagination, ResultList, SearchBox, page_window,
    unbroken,
};
use leptos::prelude::*;
use portal::company::{Kind, Standing};

/// What was typed, and what came of it.
#[derive(Clone)]
pub struct SearchView {
    pub tr: Tr,
    pub typed: String,
    /// Only the beginning of what was typed was looked for.
    pub cut: bool,
    pub answer: Answer,
}

/// What a search came to.
#[derive(Clone)]
pub enum Answer {
    /// Nothing was asked.
    NotAsked,
    Found(FoundView),
    /// Nothing in the register is called that.
    NoSuchName,
    /// A right UNP that the register does not have.
    NoSuchUnp(String),
    /// Nine digits, the last of which does not follow from the others; `expected` would.
    WrongCheckDigit {
        typed: String,
        expected: Option<u8>,
    },
    /// Nine digits that begin as no UNP does.
    WrongBeginning(String),
    /// Digits alone, more than nine of them.
    TooManyDigits(usize),
    /// A UNP with letters: a natural person's, none of which is in the register.
    PersonsUnp,
    /// No letter and no digit.
    OnlySigns,
}

/// One page of companies found.
#[derive(Clone)]
pub struct FoundView {
    pub companies: Vec<Hit>,
    /// How many were found, up to the most that is shown.
    pub count: i64,
    /// There are more than are shown.
    pub more: bool,
    /// From 1.
    pub page: usize,
    pub pages: usize,
    /// The typed text, ready for an address.
    pub encoded: String,
}

/// A company found.
#[derive(Clone)]
pub struct Hit {
    pub unp: i64,
    pub kind: Kind,
    pub standing: Standing,
    pub name: String,
    pub short_name: Option<String>,
    pub address: Option<String>,
}

pub fn page(view: SearchView) -> impl IntoView {
    let SearchView { tr, typed, cut, answer } = view;
    let asked = !matches!(answer, Answer::NotAsked);
    let notice = cut.then(|| {
        view! { <Notification kind=NotificationKind::Info title=tr.t("register-search-cut") /> }
    });
    view! {
        <div class="stack">
            <h1>{tr.t("register-search-title")}</h1>
            <div class="two-thirds">
                <SearchBox
                    label=tr.t("register-search-label")
                    action="/register"
                    button=tr.t("search-button")
                    value=typed.clone()
                    hint=(!asked).then(|| tr.t("register-search-hint"))
                    id="register-q"
                    large=true
                />
            </div>
            {notice}
            {said(tr, typed, answer)}
            <p class="no-print"><a href="/register/notices">{tr.t("notices-all")}</a></p>
        </div>
    }
}

fn said(tr: Tr, typed: String, answer: Answer) -> AnyView {
    match answer {
        Answer::NotAsked => view! { <p class="soft measure">{tr.t("register-search-about")}</p> }.into_any(),
        Answer::Found(found) => results(tr, found).into_any(),
        Answer::NoSuchName => {
            let title = tr.ta("register-none-name", &[("text", typed.into())]);
            nothing(title, vec![tr.t("register-none-name-try"), tr.t("register-none-whole")])
        }
        Answer::NoSuchUnp(unp) => {
            let title = tr.ta("register-none-unp", &[("unp", spaced(&unp).into())]);
            nothing(title, vec![tr.t("register-none-unp-try"), tr.t("register-none-whole")])
        }
        Answer::WrongCheckDigit { typed, expected } => {
            let title = tr.ta("register-wrong-digit", &[("unp", spaced(&typed).into())]);
            let text = match expected {
                Some(digit) => tr.ta("register-wrong-digit-try", &[("digit", digit.to_string().into())]),
                None => tr.t("register-wrong-digit-never"),
            };
            nothing(title, vec![text])
        }
        Answer::WrongBeginning(typed) => {
            let title = tr.ta("register-wrong-beginning", &[("unp", spaced(&typed).into())]);
            nothing(title, vec![tr.t("register-wrong-beginning-try")])
        }
        Answer::TooManyDigits(digits) => {
            let digits = i64::try_from(digits).unwrap_or(i64::MAX);
            let title = tr.ta("register-too-many-digits", &[("digits", digits.into())]);
            nothing(title, vec![tr.t("register-too-many-digits-try")])
        }
        Answer::PersonsUnp => nothing(tr.t("register-persons-unp"), vec![tr.t("register-persons-unp-try")]),
        Answer::OnlySigns => nothing(tr.t("register-only-signs"), vec![tr.t("register-search-hint")]),
    }
}

fn nothing(title: String, paragraphs: Vec<String>) -> AnyView {
    let paragraphs: Vec<_> = paragraphs.into_iter().map(|text| view! { <p>{text}</p> }).collect();
    view! { <EmptyState title=title>{paragraphs}</EmptyState> }.into_any()
}

fn results(tr: Tr, found: FoundView) -> impl IntoView {
    let count = match found.more {
        true => tr.ta("register-found-more", &[("most", grouped(found.count).into())]),
        false => tr.ta("register-found", &[("count", found.count.into())]),
    };
    let where_one_is = (found.pages > 1).then(|| {
        tr.ta("register-page", &[("page", found.page.to_string().into()), ("pages", found.pages.to_string().into())])
    });
    let companies: Vec<Found> = found.companies.into_iter().map(|hit| company(tr, hit)).collect();
    view! {
        <div role="status">
            <p>{count}</p>
            {where_one_is.map(|text| view! { <p class="soft">{text}</p> })}
        </div>
        <ResultList results=companies />
        {(found.pages > 1).then(|| pages(tr, &found.encoded, found.page, found.pages))}
    }
}

fn company(tr: Tr, hit: Hit) -> Found {
    let href = format!("/register/{}", hit.unp);
    let title = hit.short_name.as_ref().unwrap_or(&hit.name).clone();
    let mut found = Found::new(title, href)
        .unp(hit.unp.to_string())
        .tag(standing_words(tr, hit.standing), standing_tone(hit.standing));
    match hit.kind {
        Kind::SoleProprietor => found = found.line(tr.t("kind-sole-proprietor")),
        Kind::LegalEntity => {}
    }
    match hit.address {
        Some(address) => found.line(unbroken(&address)),
        None => found,
    }
}

fn pages(tr: Tr, encoded: &str, page: usize, pages: usize) -> impl IntoView + use<> {
    let href = |number: usize| format!("/register?q={encoded}&page={number}");
    let numbers = page_window(page, pages).into_iter().map(|number| match number {
        None => Page::gap(),
        Some(number) => {
            let label = tr.ta("page-number", &[("page", number.to_string().into())]);
            let one = Page::new(number.to_string(), href(number), label);
            if number == page { one.current() } else { one }
        }
    });
    let previous = (page > 1).then(|| Link::new(tr.t("page-previous"), href(page - 1)));
    let next = (page < pages).then(|| Link::new(tr.t("page-next"), href(page + 1)));
    view! { <Pagination label=tr.t("register-pages") pages=numbers.collect() previous=previous next=next /> }
}
