//! What administrators changed, and putting it back.

use super::{since, why};
use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{
    Button, Cell, Column, DataTable, ErrorSummary, Inset, Link, Row, SummaryList, SummaryRow, Tab, Tabs, Tone,
    safe_href,
};
use chrono::NaiveDateTime;
use leptos::prelude::*;

/// One thing that a change changed: what, before, after. Empty: not there.
pub type Difference = (String, String, String);

/// A change.
#[derive(Clone, Debug)]
pub struct ChangeView {
    pub id: String,
    /// Minsk time.
    pub at: NaiveDateTime,
    pub by: String,
    /// What was changed: "Person: Ирина Быкова".
    pub about: String,
    pub what: Vec<Difference>,
    pub why: String,
    /// It put another one back.
    pub reverts: Option<String>,
}

impl ChangeView {
    /// "10:20, Галина: Role: Clerk → Supervisor".
    pub fn sentence(&self, tr: Tr) -> String {
        format!("{}, {}: {}", tr.moment(self.at), self.by, self.differences().join("; "))
    }

    fn differences(&self) -> Vec<String> {
        let or_none = |text: &String| if text.is_empty() { "—".to_owned() } else { text.clone() };
        self.what.iter().map(|(what, was, is)| format!("{what}: {} → {}", or_none(was), or_none(is))).collect()
    }
}

/// Changes as a table, each with a link to its page.
pub fn table(tr: Tr, caption: String, changes: Vec<ChangeView>) -> impl IntoView {
    let rows: Vec<Row> = changes
        .into_iter()
        .map(|change| {
            let href = format!("/office/administration/changes/{}", change.id);
            let when = format!("{} {}", tr.date_short(change.at.date()), change.at.format("%H:%M"));
            let what: Vec<_> = change.differences().into_iter().map(|line| view! { <li>{line}</li> }).collect();
            let back = change.reverts.is_some().then(|| view! { <p class="soft">{tr.t("changes-is-back")}</p> });
            Row::new(vec![
                Cell::link(when, href),
                Cell::text(change.by),
                Cell::text(change.about),
                Cell::view(view! { <ul class="plain">{what}</ul> {back} }),
                Cell::text(change.why),
            ])
        })
        .collect();
    let columns = vec![
        Column::new(tr.t("changes-when")),
        Column::new(tr.t("changes-by")),
        Column::new(tr.t("changes-about")),
        Column::new(tr.t("changes-what")),
        Column::new(tr.t("administration-why")),
    ];
    view! { <DataTable caption columns rows caption_hidden=true dense=true empty=tr.t("changes-none-yet") /> }
}

/// The page of all changes.
#[derive(Clone)]
pub struct ChangesView {
    pub tr: Tr,
    /// The kinds: their codes, and which is chosen.
    pub kinds: Vec<&'static str>,
    pub kind: Option<&'static str>,
    pub changes: Vec<ChangeView>,
    /// The address of what is older.
    pub older: Option<String>,
}

pub fn page(view: ChangesView) -> impl IntoView {
    let tr = view.tr;
    let base = "/office/administration/changes";
    let mut tabs = vec![Tab::new(tr.t("changes-all"), base).current(view.kind.is_none())];
    tabs.extend(view.kinds.iter().map(|kind| {
        Tab::new(tr.t(&format!("changes-kind-{kind}")), format!("{base}?kind={kind}")).current(view.kind == Some(kind))
    }));
    let older = view.older.map(|href| view! { <p><a href=href rel="next">{tr.t("administration-older")}</a></p> });
    view! {
        <h1>{tr.t("changes-title-administration")}</h1>
        <p class="lede">{tr.t("changes-lede")}</p>
        <Tabs label=tr.t("changes-about") tabs />
        {table(tr, tr.t("changes-title-administration"), view.changes)}
        {older}
    }
}

/// The page of one change.
#[derive(Clone)]
pub struct OneView {
    pub tr: Tr,
    pub change: ChangeView,
    /// The page of what was changed.
    pub subject: Link,
    /// What putting it back would change now; `None` where the reader may not, or it cannot be put back.
    pub back: Option<BackView>,
    /// The form in which the former value is entered anew, where it is put back so.
    pub anew: Option<Link>,
    /// Why it cannot be put back.
    pub cannot: Option<String>,
    pub typed: String,
    pub faults: Faults,
    /// What somebody changed while the page was open.
    pub since: Vec<ChangeView>,
}

/// What putting a change back would do.
#[derive(Clone)]
pub struct BackView {
    pub what: Vec<Difference>,
    /// How often the subject was changed by now.
    pub seen: i32,
}

pub fn one(view: OneView) -> impl IntoView {
    let tr = view.tr;
    let change = &view.change;
    let mut rows = vec![
        SummaryRow::new(tr.t("changes-when"), tr.moment(change.at)),
        SummaryRow::new(tr.t("changes-by"), change.by.clone()),
        SummaryRow::new(tr.t("changes-about"), {
            let (text, href) = (view.subject.text.clone(), view.subject.href.clone());
            view! { <a href=href>{text}</a> }
        }),
        SummaryRow::new(tr.t("administration-why"), change.why.clone()),
    ];
    if let Some(other) = &change.reverts {
        let href = format!("/office/administration/changes/{other}");
        let link = view! { <a href=href>{tr.t("changes-which")}</a> };
        rows.push(SummaryRow::new(tr.t("changes-is-back"), link));
    }
    let back = view.back.clone().map(|back| {
        let action = format!("/office/administration/changes/{}", change.id);
        view! {
            <h2>{tr.t("changes-back")}</h2>
            <p>{tr.t("changes-back-says")}</p>
            {differences(tr, tr.t("changes-back"), back.what)}
            <form method="post" action=action class="stack two-thirds" novalidate>
                <input type="hidden" name="seen" value=back.seen.to_string() />
                {why(tr, view.typed.clone(), view.faults.of("why"))}
                <Button text=tr.t("changes-back-button") />
            </form>
        }
    });
    let held = view.anew.is_some() && view.back.is_none();
    let anew = view.anew.clone().map(|link| {
        let says = held.then(|| view! { <p>{tr.t("changes-anew-says")}</p> });
        let title = held.then(|| view! { <h2>{tr.t("changes-back")}</h2> });
        view! {
            {title}
            {says}
            <p><a href=safe_href(link.href)>{link.text}</a></p>
        }
    });
    let cannot = view.cannot.clone().map(|text| view! { <Inset tone=Tone::Neutral><p>{text}</p></Inset> });
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <h1>{tr.t("changes-one")}</h1>
        {since(tr, &view.since)}
        <SummaryList rows />
        <h2>{tr.t("changes-what")}</h2>
        {differences(tr, tr.t("changes-what"), change.what.clone())}
        {back}
        {anew}
        {cannot}
    }
}

/// What is before and after, side by side.
pub fn differences(tr: Tr, caption: String, what: Vec<Difference>) -> impl IntoView {
    let text = |text: String| if text.is_empty() { Cell::text("—") } else { Cell::text(text) };
    let rows: Vec<Row> =
        what.into_iter().map(|(what, was, is)| Row::new(vec![Cell::text(what), text(was), text(is)])).collect();
    let columns =
        vec![Column::new(tr.t("changes-what")), Column::new(tr.t("changes-was")), Column::new(tr.t("changes-became"))];
    view! { <DataTable caption columns rows caption_hidden=true empty=tr.t("changes-nothing") /> }
}
