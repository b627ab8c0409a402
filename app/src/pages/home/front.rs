//! The home page: one search, the things people come for, and for a signed-in person what is open.

use crate::l10n::Tr;
use crate::ui::{SearchBox, Task, TaskList, Tone};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::application::Status;
use portal::money::Byn;
use portal::procedures::Procedure;

/// The home page of one visitor.
#[derive(Clone)]
pub struct HomeView {
    pub tr: Tr,
    /// The signed-in person's name.
    pub name: Option<String>,
    pub is_staff: bool,
    /// Publishes a council's open data.
    pub is_editor: bool,
    /// Of the regional administration.
    pub is_regional: bool,
    /// An administrator or an auditor.
    pub is_administration: bool,
    /// Answers for a body that confirms before an exclusion.
    pub is_body: bool,
    /// Applications that are not decided; the most urgent first.
    pub open: Vec<Open>,
    /// There are more of them than these.
    pub more: bool,
}

/// An application that is not decided.
#[derive(Clone)]
pub struct Open {
    pub id: String,
    pub procedure: Procedure,
    pub status: Status,
    pub company: String,
    /// The day until which the office decides.
    pub due_on: Option<NaiveDate>,
    /// What is to be paid before the office's term begins.
    pub owed: Option<Byn>,
}

pub fn page(view: HomeView) -> impl IntoView {
    let tr = view.tr;
    let mine = mine(&view);
    view! {
        <div class="hero">
            <h1>{tr.t("home-title")}</h1>
            <SearchBox
                label=tr.t("home-search-label")
                action="/register"
                button=tr.t("search-button")
                hint=tr.t("home-search-hint")
                id="home-q"
                large=true
                suggestions=("/register/suggestions".to_owned(), tr.t("suggestions-found"))
            />
        </div>
        {mine}
        <h2>{tr.t("home-doors")}</h2>
        {doors(&view)}
    }
}

/// What waits for the person who is signed in.
fn mine(view: &HomeView) -> Option<AnyView> {
    let tr = view.tr;
    let name = view.name.clone()?;
    if view.is_staff {
        return Some(
            view! {
                <h2 id="home-mine">{tr.ta("home-hello", &[("name", name.into())])}</h2>
                <p><a href="/office">{tr.t("home-office")}</a></p>
            }
            .into_any(),
        );
    }
    if view.is_editor {
        return Some(
            view! {
                <h2 id="home-mine">{tr.ta("home-hello", &[("name", name.into())])}</h2>
                <p><a href="/office/data">{tr.t("editor-title")}</a></p>
            }
            .into_any(),
        );
    }
    if view.is_regional {
        return Some(
            view! {
                <h2 id="home-mine">{tr.ta("home-hello", &[("name", name.into())])}</h2>
                <p><a href="/office/region">{tr.t("region-title")}</a></p>
            }
            .into_any(),
        );
    }
    if view.is_administration {
        return Some(
            view! {
                <h2 id="home-mine">{tr.ta("home-hello", &[("name", name.into())])}</h2>
                <p><a href="/office/administration">{tr.t("administration-title")}</a></p>
            }
            .into_any(),
        );
    }
    if view.is_body {
        return Some(
            view! {
                <h2 id="home-mine">{tr.ta("home-hello", &[("name", name.into())])}</h2>
                <p><a href="/tasks">{tr.t("home-tasks")}</a></p>
            }
            .into_any(),
        );
    }
    let list = match view.open.is_empty() {
        true => view! { <p>{tr.t("home-nothing-open")}</p> }.into_any(),
        false => {
            let tasks = view.open.iter().map(|open| task(tr, open)).collect();
            view! {
                <TaskList id="home-open" tasks=tasks />
                <p><a href="/applications">{tr.t(if view.more { "home-all-more" } else { "home-all" })}</a></p>
            }
            .into_any()
        }
    };
    Some(
        view! {
            <h2 id="home-mine">{tr.ta("home-hello", &[("name", name.into())])}</h2>
            {list}
            <p><a href="/businesses">{tr.t("home-businesses")}</a></p>
        }
        .into_any(),
    )
}

fn task(tr: Tr, open: &Open) -> Task {
    let code = open.status.code().replace('_', "-");
    let tone = if open.status.is_open_to_applicant() || open.owed.is_some() { Tone::Amber } else { Tone::Blue };
    let mut title = tr.t(&format!("procedure-{}", open.procedure.slug()));
    // What is to be founded has no name until it is answered.
    if !open.company.is_empty() {
        title = format!("{title} — {}", open.company);
    }
    let task = Task::new(title, tr.t(&format!("status-{code}")), tone).href(format!("/applications/{}", open.id));
    if let Some(sum) = open.owed {
        let bill = format!("/applications/{}/bill", open.id);
        return task.href(bill).hint(tr.ta("bill-pay", &[("sum", tr.money(sum).into())]));
    }
    match open.due_on {
        Some(day) if open.status.clock_runs() => task.hint(tr.ta("home-due", &[("date", tr.date(day).into())])),
        _ => task,
    }
}

/// The office's door is not for an applicant, and what an applicant does not for a clerk.
fn doors(view: &HomeView) -> impl IntoView + use<> {
    let tr = view.tr;
    let is_applicant = view.name.is_some() && !view.is_staff;
    let doors = [
        ("/services#services-start", "home-door-start"),
        ("/services/change-of-location", "home-door-move"),
        ("/register", "home-door-find"),
        ("/data", "home-door-data"),
        ("/help#paper", "home-door-paper"),
        ("/verify", "home-door-document"),
        ("/applications", "home-door-applications"),
        ("/services#services-end", "home-door-end"),
        ("/office", "home-door-office"),
    ];
    let shown = doors.into_iter().filter(|(href, _)| match *href {
        "/office" => !is_applicant,
        href if href.starts_with("/services") || href == "/applications" => !view.is_staff,
        _ => true,
    });
    let doors = shown.map(|(href, key)| {
        view! {
            <li>
                <a href=href>{tr.t(key)}</a>
                <p>{tr.t(&format!("{key}-about"))}</p>
            </li>
        }
    });
    view! { <ul class="doors">{doors.collect::<Vec<_>>()}</ul> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Lang;

    #[test]
    fn every_door_and_every_state_has_its_words() {
        for lang in Lang::ALL {
            for key in ["start", "end", "move", "find", "paper", "document", "data", "applications", "office"] {
                for key in [format!("home-door-{key}"), format!("home-door-{key}-about")] {
                    assert!(Tr(lang).has(&key), "{key} in {}", lang.tag());
                }
            }
            for status in Status::ALL {
                assert!(Tr(lang).has(&format!("status-{}", status.code().replace('_', "-"))), "{status:?}");
            }
        }
    }
}
