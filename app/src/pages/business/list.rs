//! All companies that the reader acts for, those with something due first.

use super::RightView;
use super::duty;
use crate::l10n::Tr;
use crate::pages::register::{standing_tone, standing_words};
use crate::ui::{EmptyState, Inset, Tag, Task, TaskList, Tone, UnpText};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::company::Standing;
use portal::duties::Duty;

/// Duties that the list shows of one company; its page has them all.
const SHOWN: usize = 3;

/// One company.
#[derive(Clone)]
pub struct Business {
    pub unp: i64,
    pub title: String,
    pub standing: Standing,
    pub right: RightView,
    /// The most urgent first.
    pub duties: Vec<Duty>,
    pub drafts: usize,
    pub under_way: usize,
    pub decided: i64,
}

#[derive(Clone)]
pub struct ListView {
    pub tr: Tr,
    pub today: NaiveDate,
    /// Rights that are offered to the reader: id, company, right.
    pub offers: Vec<(String, String, RightView)>,
    pub businesses: Vec<Business>,
}

pub fn page(view: ListView) -> impl IntoView {
    let (tr, today) = (view.tr, view.today);
    let empty = view.businesses.is_empty();
    let businesses: Vec<_> = view.businesses.into_iter().map(|business| one(tr, today, business)).collect();
    let offers: Vec<_> = view.offers.into_iter().map(|(id, company, right)| offer(tr, &id, company, right)).collect();
    view! {
        <h1>{tr.t("nav-businesses")}</h1>
        {offers}
        {if empty {
            view! {
                <EmptyState title=tr.t("account-companies-none")>
                    <p>{tr.t("account-rights-first")}</p>
                    <p><a href="/account">{tr.t("account-rights-title")}</a></p>
                </EmptyState>
            }
                .into_any()
        } else {
            view! {
                <div class="stack">
                    {businesses}
                    <p class="no-print"><a href="/businesses/calendar">{tr.t("calendar-link")}</a></p>
                </div>
            }
                .into_any()
        }}
    }
}

/// A right that somebody offers to the reader.
fn offer(tr: Tr, id: &str, company: String, right: RightView) -> impl IntoView + use<> {
    let values = [("company", company.into()), ("scope", right.words(tr).into()), ("period", right.period(tr).into())];
    let href = format!("/invitations/{id}");
    view! {
        <Inset tone=Tone::Amber>
            <p>{tr.ta("invitation-offered", &values)}</p>
            <p><a href=href>{tr.t("invitation-look")}</a></p>
        </Inset>
    }
}

fn one(tr: Tr, today: NaiveDate, business: Business) -> impl IntoView {
    let (href, standing) = (format!("/businesses/{}", business.unp), business.standing);
    let more = business.duties.len().saturating_sub(SHOWN);
    let tasks: Vec<Task> = business.duties.iter().take(SHOWN).map(|due| duty::task(tr, due, today)).collect();
    let due = match tasks.is_empty() {
        true => view! { <p class="soft">{tr.t("business-nothing-due")}</p> }.into_any(),
        false => view! { <TaskList id=format!("due-{}", business.unp) tasks=tasks /> }.into_any(),
    };
    let more = (more > 0).then(|| {
        let more = i64::try_from(more).unwrap_or_default();
        view! { <p><a href=format!("{href}#due")>{tr.ta("business-more-due", &[("count", more.into())])}</a></p> }
    });
    let counts = [
        ("business-count-drafts", business.drafts as i64),
        ("business-count-under-way", business.under_way as i64),
        ("business-count-decided", business.decided),
    ];
    let counts: Vec<String> =
        counts.iter().filter(|(_, n)| *n > 0).map(|(key, n)| tr.ta(key, &[("count", (*n).into())])).collect();
    let counts = (!counts.is_empty()).then(|| view! { <p class="soft">{counts.join(" · ")}</p> });
    view! {
        <section class="card">
            <div class="card-head">
                <h2><a href=href>{business.title}</a></h2>
                <Tag text=standing_words(tr, standing) tone=standing_tone(standing) />
            </div>
            <p class="soft">
                {tr.t("unp")} " " <UnpText unp=business.unp.to_string() /> " · " {business.right.words(tr)}
            </p>
            {due}
            {more}
            {counts}
        </section>
    }
}
