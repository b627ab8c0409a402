//! The interfaces for programs, read from their description: each request, what it takes, what it answers.
//! The description is in English, as programmers read it; the page around it is in the reader's language.

use crate::l10n::Tr;
use crate::ui::{Cell, Column, DataTable, Row};
use leptos::prelude::*;

/// The description in finished pieces.
#[derive(Clone)]
pub struct ApiView {
    pub tr: Tr,
    pub about: String,
    pub groups: Vec<Group>,
    pub schemas: Vec<SchemaView>,
}

/// Requests of one subject.
#[derive(Clone)]
pub struct Group {
    pub name: String,
    pub about: String,
    pub operations: Vec<Operation>,
}

/// One request.
#[derive(Clone)]
pub struct Operation {
    pub id: String,
    pub method: String,
    pub path: String,
    pub summary: String,
    pub about: String,
    pub parameters: Vec<FieldLine>,
    /// The schema of its body.
    pub body: Option<String>,
    pub answers: Vec<AnswerLine>,
}

/// A parameter, or a field of a record.
#[derive(Clone)]
pub struct FieldLine {
    pub name: String,
    pub kind: String,
    pub needed: bool,
    pub about: String,
}

#[derive(Clone)]
pub struct AnswerLine {
    pub status: String,
    /// Empty where it is no record of the description.
    pub schema: String,
    pub about: String,
}

/// A record.
#[derive(Clone)]
pub struct SchemaView {
    pub name: String,
    pub about: String,
    pub fields: Vec<FieldLine>,
}

pub fn page(view: ApiView) -> impl IntoView {
    let tr = view.tr;
    let contents: Vec<_> = view
        .groups
        .iter()
        .flat_map(|group| &group.operations)
        .map(|o| {
            let href = format!("#{}", o.id);
            view! { <li><a href=href><code>{format!("{} {}", o.method, o.path)}</code></a>" "{o.summary.clone()}</li> }
        })
        .collect();
    let groups: Vec<_> = view.groups.into_iter().map(|group| self::group(tr, group)).collect();
    let schemas: Vec<_> = view.schemas.into_iter().map(|schema| self::schema(tr, schema)).collect();
    view! {
        <div class="stack">
            <h1>{tr.t("api-title")}</h1>
            <p class="lede">{tr.t("api-lede")}</p>
            <p><a href="/api/openapi.json">{tr.t("api-document")}</a></p>
            <p lang="en">{view.about}</p>
            <h2>{tr.t("api-requests")}</h2>
            <ul lang="en">{contents}</ul>
            {groups}
            <h2>{tr.t("api-records")}</h2>
            {schemas}
        </div>
    }
}

fn group(tr: Tr, group: Group) -> impl IntoView {
    let operations: Vec<_> = group.operations.into_iter().map(|operation| self::operation(tr, operation)).collect();
    view! {
        <h2 lang="en">{group.name}</h2>
        <p lang="en">{group.about}</p>
        {operations}
    }
}

fn operation(tr: Tr, operation: Operation) -> impl IntoView {
    let parameters =
        (!operation.parameters.is_empty()).then(|| fields(tr, tr.t("api-parameters"), operation.parameters));
    let body = operation.body.map(|schema| view! { <p>{tr.t("api-body")}" "{link(schema)}</p> });
    let rows: Vec<Row> = operation
        .answers
        .into_iter()
        .map(|answer| {
            let schema = (!answer.schema.is_empty()).then(|| view! { " " {link(answer.schema)} });
            Row::new(vec![
                Cell::text(answer.status),
                Cell::view(view! { <span lang="en">{answer.about}{schema}</span> }),
            ])
        })
        .collect();
    let heads = vec![Column::new(tr.t("api-status")), Column::new(tr.t("api-meaning"))];
    view! {
        <h3 id=operation.id lang="en">{operation.summary}</h3>
        <p><code>{format!("{} {}", operation.method, operation.path)}</code></p>
        <p lang="en">{operation.about}</p>
        {parameters}
        {body}
        <DataTable caption=tr.t("api-answers") columns=heads rows=rows dense=true />
    }
}

fn schema(tr: Tr, schema: SchemaView) -> impl IntoView {
    let (caption, id) = (schema.name.clone(), format!("schema-{}", schema.name));
    view! {
        <h3 id=id lang="en">{schema.name}</h3>
        <p lang="en">{schema.about}</p>
        {fields(tr, caption, schema.fields)}
    }
}

fn fields(tr: Tr, caption: String, fields: Vec<FieldLine>) -> impl IntoView {
    let rows: Vec<Row> = fields
        .into_iter()
        .map(|field| {
            let needed = if field.needed { tr.t("api-always") } else { tr.t("api-sometimes") };
            Row::new(vec![
                Cell::view(view! { <code>{field.name}</code> }),
                Cell::view(view! { <code>{field.kind}</code> }),
                Cell::text(needed),
                Cell::view(view! { <span lang="en">{field.about}</span> }),
            ])
        })
        .collect();
    let heads = vec![
        Column::new(tr.t("api-name")),
        Column::new(tr.t("api-type")),
        Column::new(tr.t("api-needed")),
        Column::new(tr.t("api-meaning")),
    ];
    view! { <DataTable caption=caption columns=heads rows=rows dense=true /> }
}

fn link(schema: String) -> impl IntoView {
    let href = format!("#schema-{schema}");
    view! { <a href=href><code>{schema}</code></a> }
}
