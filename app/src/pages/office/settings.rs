//! How a clerk wants the inbox: its columns, the list it opens with, the lists kept, the keys.

use super::inbox::Shown;
use crate::l10n::Tr;
use crate::ui::{
    Button, ButtonKind, Cell, Checkbox, Checkboxes, Choice, Column, DataTable, Details, ErrorSummary, Field,
    FieldError, Notification, NotificationKind, Row, Select, Width,
};
use leptos::prelude::*;

/// The longest name of a list, in characters.
pub const LONGEST_NAME: u32 = 60;

/// A list that was kept.
#[derive(Clone, Debug)]
pub struct OwnListView {
    pub id: String,
    pub name: String,
    pub href: String,
    pub shared: bool,
    /// The reader may delete it.
    pub deletable: bool,
}

/// What the page shows.
#[derive(Clone)]
pub struct SettingsView {
    pub tr: Tr,
    pub columns: Vec<Shown>,
    pub keys: bool,
    pub first_list: Option<String>,
    pub lists: Vec<OwnListView>,
    /// It was just saved.
    pub saved: bool,
    /// The name of the list that was just deleted.
    pub deleted: Option<String>,
}

pub fn page(view: SettingsView) -> impl IntoView {
    let tr = view.tr;
    let saved = view.saved.then(|| {
        view! { <Notification kind=NotificationKind::Success title=tr.t("inbox-settings-saved") /> }
    });
    let deleted = view.deleted.clone().map(|name| {
        let title = tr.ta("inbox-list-deleted", &[("name", name.into())]);
        view! { <Notification kind=NotificationKind::Success title /> }
    });
    let columns = Shown::ALL.into_iter().map(|shown| Choice::new(shown.code(), shown.title(tr))).collect();
    let chosen: Vec<String> = view.columns.iter().map(|shown| shown.code().to_owned()).collect();
    let lists: Vec<Choice> = view.lists.iter().map(|list| Choice::new(&list.id, &list.name)).collect();
    let first = (!lists.is_empty()).then(|| {
        view! {
            <Select
                label=tr.t("inbox-first-list")
                hint=tr.t("inbox-first-list-hint")
                name="first_list"
                choices=lists
                value=view.first_list.clone().unwrap_or_default()
                blank=tr.t("inbox-first-list-none")
            />
        }
    });
    view! {
        <div class="two-thirds">
            <div class="page-head">
                <h1>{tr.t("inbox-settings")}</h1>
            </div>
            {saved}
            {deleted}
            <form method="post" action="/office/settings">
                <Checkboxes
                    legend=tr.t("inbox-columns")
                    hint=tr.t("inbox-columns-hint")
                    name="columns"
                    choices=columns
                    values=chosen
                />
                {first}
                <h2 id="keys-of-lists">{tr.t("keys-title")}</h2>
                <p>{tr.t("keys-what")}</p>
                {keys(tr)}
                <Checkbox label=tr.t("keys-on") hint=tr.t("keys-on-hint") name="keys" checked=view.keys />
                <div class="actions">
                    <Button text=tr.t("inbox-settings-save") />
                    <a href="/office">{tr.t("inbox-settings-back")}</a>
                </div>
            </form>
            {kept(tr, view.lists)}
        </div>
    }
}

/// The keys and what each does.
fn keys(tr: Tr) -> impl IntoView {
    let says = [
        ("J", tr.t("keys-down")),
        ("K", tr.t("keys-up")),
        ("X", tr.t("keys-tick")),
        ("/", tr.t("keys-search")),
        ("N", tr.t("keys-next")),
        ("P", tr.t("keys-previous")),
        ("U", tr.t("keys-back")),
        ("T", tr.t("keys-take")),
        ("D", tr.t("keys-decide")),
        ("?", tr.t("keys-help")),
    ];
    let rows = says.map(|(key, what)| Row::new(vec![Cell::view(view! { <kbd>{key}</kbd> }), Cell::text(what)]));
    let columns = vec![Column::new(tr.t("keys-key")), Column::new(tr.t("keys-does"))];
    view! { <DataTable caption=tr.t("keys-title") columns rows=rows.into() caption_hidden=true dense=true /> }
}

fn kept(tr: Tr, lists: Vec<OwnListView>) -> impl IntoView {
    let rows: Vec<Row> = lists
        .into_iter()
        .map(|list| {
            let shared = if list.shared { tr.t("inbox-list-shared") } else { tr.t("inbox-list-own") };
            let delete = list.deletable.then(|| {
                let action = format!("/office/lists/{}/deletion", list.id);
                let name = list.name.clone();
                let asks = tr.ta("inbox-list-delete-asks", &[("name", name.clone().into())]);
                let others = list.shared.then(|| view! { " " {tr.t("inbox-list-delete-shared")} });
                view! {
                    <Details summary=tr.t("inbox-list-delete")>
                        <form method="post" action=action>
                            <p>{asks} {others}</p>
                            <Button
                                text=tr.t("inbox-list-delete-yes")
                                context=name
                                kind=ButtonKind::Warning
                            />
                        </form>
                    </Details>
                }
            });
            Row::new(vec![Cell::link(list.name, list.href), Cell::text(shared), Cell::view(view! { {delete} })])
        })
        .collect();
    let columns = vec![
        Column::new(tr.t("inbox-list-name")),
        Column::new(tr.t("inbox-list-whose")),
        Column::new(tr.t("inbox-list-delete")).hidden(),
    ];
    view! {
        <h2>{tr.t("inbox-lists")}</h2>
        <DataTable
            caption=tr.t("inbox-lists")
            columns
            rows
            caption_hidden=true
            dense=true
            empty=tr.t("inbox-lists-none")
        />
    }
}

/// A list about to be named and kept.
#[derive(Clone)]
pub struct KeepView {
    pub tr: Tr,
    /// What stands behind `/office?`.
    pub query: String,
    pub name: String,
    pub shared: bool,
    pub first: bool,
    pub error: Option<String>,
}

pub fn keep(view: KeepView) -> impl IntoView {
    let tr = view.tr;
    let errors: Vec<FieldError> = view.error.iter().map(|text| FieldError::new("name", text.clone())).collect();
    let back = format!("/office?{}", view.query);
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        <div class="two-thirds">
            <div class="page-head">
                <h1>{tr.t("inbox-keep")}</h1>
            </div>
            <p>{tr.t("inbox-keep-what")}</p>
            <form method="post" action="/office/lists">
                <input type="hidden" name="query" value=view.query />
                <Field
                    label=tr.t("inbox-list-name")
                    name="name"
                    value=view.name
                    error=view.error
                    width=Width::Chars30
                    maxlength=Some(LONGEST_NAME)
                />
                <Checkbox label=tr.t("inbox-keep-shared") hint=tr.t("inbox-keep-shared-hint") name="shared" checked=view.shared />
                <Checkbox label=tr.t("inbox-keep-first") name="first" checked=view.first />
                <div class="actions">
                    <Button text=tr.t("inbox-keep-button") />
                    <a href=back>{tr.t("inbox-settings-back")}</a>
                </div>
            </form>
        </div>
    }
}
