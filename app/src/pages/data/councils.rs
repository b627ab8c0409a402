//! The councils: all of the region in a tree, and the page of one with its sets.

use super::catalogue::{SetLine, line};
use crate::l10n::Tr;
use crate::pages::contacts::contacts;
use crate::ui::{EmptyState, Inset, Tag, Tone};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::offices::Contacts;

/// A council in the tree.
#[derive(Clone)]
pub struct Branch {
    pub code: i32,
    pub name: String,
    pub sets: usize,
    pub late: usize,
    /// Councils below it.
    pub below: Vec<Branch>,
}

#[derive(Clone)]
pub struct CouncilsView {
    pub tr: Tr,
    pub councils: usize,
    pub late: usize,
    pub tree: Vec<Branch>,
}

pub fn page(view: CouncilsView) -> impl IntoView {
    let tr = view.tr;
    let counts =
        tr.ta("data-councils-count", &[("count", (view.councils as i64).into()), ("late", (view.late as i64).into())]);
    view! {
        <div class="stack">
            <h1>{tr.t("data-councils")}</h1>
            <p class="lead">{counts}</p>
            <p><a href="/data/council-publication">{tr.t("data-councils-late-table")}</a></p>
            {branches(tr, view.tree)}
        </div>
    }
}

fn branches(tr: Tr, all: Vec<Branch>) -> AnyView {
    let items = all.into_iter().map(|branch| {
        let sets = tr.ta("data-sets", &[("count", (branch.sets as i64).into())]);
        let late = (branch.late > 0).then(|| view! { " "<Tag text=tr.t("data-late") tone=Tone::Amber /> });
        let below = (!branch.below.is_empty()).then(|| branches(tr, branch.below));
        view! {
            <li>
                <a href=format!("/councils/{}", branch.code)>{branch.name}</a>
                <span class="soft">{format!(" ·\u{a0}{}", sets.replace(' ', "\u{a0}"))}</span>
                {late}
                {below}
            </li>
        }
    });
    view! { <ul>{items.collect::<Vec<_>>()}</ul> }.into_any()
}

#[derive(Clone)]
pub struct CouncilView {
    pub tr: Tr,
    pub code: i32,
    pub name: String,
    pub area: String,
    /// The body above: its code and name.
    pub above: Option<(i32, String)>,
    /// The post of whoever answers for its data, and the address to write to.
    pub contact: Option<(String, String)>,
    /// How the council itself is reached.
    pub reach: Contacts,
    /// The day on which it closed or will, and whoever goes on with its work: code and name.
    pub closure: Option<Closing>,
    /// Days, hours and who receives.
    pub hours: Vec<String>,
    /// The newest that still count; nothing where it publishes none.
    pub notices: Option<Vec<NoticeLine>>,
    pub sets: Vec<SetLine>,
}

/// The end of a council.
#[derive(Clone, Debug)]
pub struct Closing {
    pub on: NaiveDate,
    /// It has come.
    pub done: bool,
    pub successor: (i32, String),
}

/// A notice of the council's.
#[derive(Clone, Debug)]
pub struct NoticeLine {
    pub day: String,
    pub text: String,
    /// Until when it counts, in words.
    pub until: Option<String>,
}

pub fn council(view: CouncilView) -> impl IntoView {
    let tr = view.tr;
    let above = view.above.map(|(code, name)| view! { <p><a href=format!("/councils/{code}")>{name}</a></p> });
    let hours = (!view.hours.is_empty()).then(|| {
        let lines: Vec<_> = view.hours.into_iter().map(|text| view! { <li>{text}</li> }).collect();
        view! { <h2>{tr.t("data-hours")}</h2><ul>{lines}</ul> }
    });
    let contact = view.contact.map(|(officer, address)| {
        view! {
            <h2>{tr.t("data-council-contact")}</h2>
            <p>{officer} ": " <a href=format!("mailto:{address}")>{address.clone()}</a></p>
        }
    });
    let reach = contacts(tr, &view.reach);
    let closure = view.closure.map(|closing| {
        let key = if closing.done { "council-closed" } else { "council-closes" };
        let (code, name) = closing.successor;
        view! {
            <Inset tone=Tone::Amber>
                <p>{tr.ta(key, &[("date", tr.date(closing.on).into())])} " " <a href=format!("/councils/{code}")>{name}</a></p>
            </Inset>
        }
    });
    let notices = view.notices.map(|notices| {
        let lines: Vec<_> = notices
            .into_iter()
            .map(|notice| {
                let until = notice.until.map(|until| view! { <span class="soft">{format!(", {until}")}</span> });
                view! { <li><span class="soft">{notice.day}</span> " " {notice.text} {until}</li> }
            })
            .collect();
        let open = match lines.is_empty() {
            true => view! { <p>{tr.t("data-council-notices-none")}</p> }.into_any(),
            false => view! { <ul>{lines}</ul> }.into_any(),
        };
        let all = format!("/data/notices-{}", view.code);
        view! {
            <h2>{tr.t("data-council-notices")}</h2>
            {open}
            <p><a href=all>{tr.t("data-council-notices-all")}</a></p>
        }
    });
    let sets = match view.sets.is_empty() {
        true => view! { <EmptyState title=tr.t("data-council-none") /> }.into_any(),
        false => {
            let lines: Vec<_> = view.sets.into_iter().map(|set| line(tr, set)).collect();
            view! { <ol class="results">{lines}</ol> }.into_any()
        }
    };
    view! {
        <div class="stack">
            <h1>{view.name}</h1>
            <p class="lead">{view.area}</p>
            {above}
            {closure}
            {reach}
            {contact}
            {hours}
            {notices}
            <h2>{tr.t("data-title")}</h2>
            {sets}
            <p><a href=format!("/councils/{}/feed.atom", view.code)>"Atom"</a></p>
        </div>
    }
}
