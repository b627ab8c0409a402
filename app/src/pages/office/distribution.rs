//! Spreading the queue over the clerks: first the plan, then the button.

use super::words;
use crate::l10n::Tr;
use crate::ui::{Button, Cell, Column, DataTable, EmptyState, Notification, NotificationKind, Row};
use chrono::NaiveDate;
use leptos::prelude::*;

/// One clerk: what they have and what they would get.
#[derive(Clone, Debug)]
pub struct ShareView {
    pub name: String,
    pub load: i64,
    pub gets: i64,
    pub away: bool,
}

/// One case of the plan.
#[derive(Clone, Debug)]
pub struct PlannedView {
    pub id: String,
    pub revision: i32,
    pub number: String,
    pub procedure: String,
    pub due: Option<NaiveDate>,
    pub clerk: String,
    pub clerk_name: String,
}

#[derive(Clone)]
pub struct DistributionView {
    pub tr: Tr,
    pub office: String,
    pub shares: Vec<ShareView>,
    pub plan: Vec<PlannedView>,
    /// Cases of the queue that the plan leaves for the next time.
    pub left: i64,
    /// How many were just handed out, and how many were not since something had changed.
    pub done: Option<(i64, i64)>,
}

pub fn page(view: DistributionView) -> impl IntoView {
    let tr = view.tr;
    let done = view.done.map(|(given, changed)| {
        let kind = if changed == 0 { NotificationKind::Success } else { NotificationKind::Attention };
        let changed = (changed > 0).then(|| {
            view! { <p>{tr.ta("distribution-changed", &[("cases", changed.into())])}</p> }
        });
        let title = tr.ta("distribution-done", &[("cases", given.into())]);
        view! { <Notification kind title>{changed}</Notification> }
    });
    let shares = view.shares.iter().map(|share| {
        let gets = if share.away { tr.t("handover-away") } else { share.gets.to_string() };
        Row::new(vec![
            Cell::text(share.name.clone()),
            Cell::text(share.load.to_string()),
            Cell::text(gets),
            Cell::text((share.load + share.gets).to_string()),
        ])
    });
    let shares: Vec<Row> = shares.collect();
    let columns = vec![
        Column::new(tr.t("inbox-clerk")),
        Column::new(tr.t("distribution-has")).numeric(),
        Column::new(tr.t("distribution-gets")).numeric(),
        Column::new(tr.t("distribution-then")).numeric(),
    ];
    view! {
        {done}
        <div class="page-head">
            <p class="caption">{view.office.clone()}</p>
            <h1>{tr.t("distribution-title")}</h1>
        </div>
        <DataTable caption=tr.t("distribution-shares") columns rows=shares dense=true />
        {plan(view)}
    }
}

fn plan(view: DistributionView) -> AnyView {
    let tr = view.tr;
    if view.plan.is_empty() {
        return view! {
            <EmptyState title=tr.t("distribution-empty")>
                <p>{tr.t("distribution-empty-do")}</p>
                <p><a href="/office/absences">{tr.t("absences-title")}</a></p>
            </EmptyState>
        }
        .into_any();
    }
    let hidden: Vec<_> = view
        .plan
        .iter()
        .map(|case| {
            let value = format!("{} {} {}", case.id, case.revision, case.clerk);
            view! { <input type="hidden" name="case" value=value /> }
        })
        .collect();
    let count = i64::try_from(view.plan.len()).unwrap_or(i64::MAX);
    let left = (view.left > 0).then(|| view! { <p>{tr.ta("distribution-left", &[("cases", view.left.into())])}</p> });
    let rows = view.plan.into_iter().map(|case| {
        Row::new(vec![
            Cell::link(words::number(&case.number), format!("/office/cases/{}", case.id)).nowrap(),
            Cell::text(case.procedure),
            Cell::text(case.due.map(|due| tr.date_short(due)).unwrap_or_default()),
            Cell::text(case.clerk_name),
        ])
    });
    let rows: Vec<Row> = rows.collect();
    let columns = vec![
        Column::new(tr.t("inbox-column-number")),
        Column::new(tr.t("inbox-filter-procedure")),
        Column::new(tr.t("inbox-column-deadline")),
        Column::new(tr.t("inbox-clerk")),
    ];
    view! {
        <p>{tr.t("distribution-how")}</p>
        {left}
        <form method="post" action="/office/distribution" class="actions">
            {hidden}
            <Button text=tr.ta("distribution-button", &[("cases", count.into())]) />
            <a href="/office">{tr.t("inbox-settings-back")}</a>
        </form>
        <DataTable caption=tr.t("distribution-plan") columns rows dense=true />
    }
    .into_any()
}
