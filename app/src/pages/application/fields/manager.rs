//! The fields of a notification about the head.

use crate::pages::application::step::StepView;
use crate::pages::register::company::AuthorisedView;
use crate::ui::{Choice, DateBoxes, DateField, DateLabels, Field, FieldKind, Radios, Width};
use leptos::prelude::*;
use portal::procedures::{Authority, MANAGER_CHANGES, MANAGER_WHOM, MANAGING_NAME, Procedure, is_about_another};

/// The inputs of a step, without those that are closed.
pub fn fields(view: &StepView) -> AnyView {
    match view.step.slug {
        "whom" => choice(view, "manager_whom", "field-manager-whom", "answer-whom", MANAGER_WHOM).into_any(),
        "change" => change(view).into_any(),
        "other-change" => {
            choice(view, "other_change", "field-other-change", "answer-other", MANAGER_CHANGES).into_any()
        }
        "other-kind" => {
            let kinds = Authority::ALL.map(Authority::code);
            choice(view, "other_kind", "field-other-kind", "answer-authority", &kinds).into_any()
        }
        "other-person" => other_person(view),
        "other-whose" => whose(view).into_any(),
        "term" => term(view).into_any(),
        _ => basis(view).into_any(),
    }
}

fn change(view: &StepView) -> impl IntoView + use<> {
    let tr = view.tr;
    let person = person(view);
    let asked = view.is_open("manager_change");
    let choices = |person: AnyView| {
        let mut person = Some(person);
        let choice = |change: &&'static str| {
            let text = tr.t(&format!("answer-manager-{change}"));
            match *change {
                "appointed" => Choice::new(*change, text).reveal(person.take()),
                _ => Choice::new(*change, text),
            }
        };
        MANAGER_CHANGES.iter().map(choice).collect::<Vec<_>>()
    };
    if asked {
        view! {
            <Radios
                legend=tr.t("field-manager-change")
                name="manager_change"
                choices=choices(person)
                value=view.value("manager_change")
                error=view.error("manager_change")
            />
        }
        .into_any()
    } else {
        person
    }
}

pub(super) fn person(view: &StepView) -> AnyView {
    let tr = view.tr;
    let text = |name: &'static str, label: &str, hint: Option<String>, kind: FieldKind| {
        let (value, error, label) = (view.value(name), view.error(name), tr.t(label));
        view.is_open(name).then(|| {
            view! {
                <Field label=label name=name value=value hint=hint error=error kind=kind width=Width::Chars30 />
            }
        })
    };
    let name = text("manager_name", "field-manager-name", Some(tr.t("hint-manager-name")), FieldKind::Text);
    let name_be = text("manager_name_be", "field-manager-name-be-optional", None, FieldKind::Text);
    let post = text("manager_post", "field-manager-post", Some(tr.t("hint-manager-post")), FieldKind::Text);
    let wanted = view.procedure == Procedure::RegistrationLegalEntity;
    let label = if wanted { "field-manager-email" } else { "field-manager-email-optional" };
    let email = text("manager_email", label, Some(tr.t("hint-manager-email")), FieldKind::Email);
    view! {
        <div class="stack">
            {name}
            {name_be}
            {post}
            {email}
        </div>
    }
    .into_any()
}

/// Radios of a question whose answers are words of the locale.
fn choice(
    view: &StepView,
    name: &'static str,
    legend: &str,
    answers: &str,
    words: &[&'static str],
) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let choices: Vec<Choice> =
        words.iter().map(|word| Choice::new(*word, tr.t(&format!("{answers}-{word}")))).collect();
    let (legend, value, error) = (tr.t(legend), view.value(name), view.error(name));
    view.is_open(name).then(|| view! { <Radios legend=legend name=name choices=choices value=value error=error /> })
}

/// A person by name and post, or a managing subject by its number.
fn other_person(view: &StepView) -> AnyView {
    let tr = view.tr;
    let text = |name: &'static str, label: &str, hint: Option<String>, kind: FieldKind| {
        let (value, error, label) = (view.value(name), view.error(name), tr.t(label));
        view.is_open(name).then(|| {
            view! {
                <Field label=label name=name value=value hint=hint error=error kind=kind width=Width::Chars30 />
            }
        })
    };
    let email = text("other_email", "field-other-email-optional", Some(tr.t("hint-other-email")), FieldKind::Email);
    let manages = Authority::from_code(view.answers.get("other_kind")).and_then(Authority::manages);
    if manages.is_some() {
        let found = Some(view.value(MANAGING_NAME)).filter(|name| !name.is_empty());
        let found = found.map(|name| view! { <p>{tr.ta("other-unp-found", &[("name", name.into())])}</p> });
        let unp = text("other_unp", "field-other-unp", Some(tr.t("hint-other-unp")), FieldKind::Text);
        return view! { <div class="stack">{unp} {found} {email}</div> }.into_any();
    }
    let name = text("other_name", "field-other-name", Some(tr.t("hint-manager-name")), FieldKind::Text);
    let name_be = text("other_name_be", "field-manager-name-be-optional", None, FieldKind::Text);
    let post = text("other_post", "field-other-post", Some(tr.t("hint-other-post")), FieldKind::Text);
    view! { <div class="stack">{name} {name_be} {post} {email}</div> }.into_any()
}

/// Those whom the register has.
fn whose(view: &StepView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let others = view.circumstances.subject.others.iter();
    let choices: Vec<Choice> = others
        .map(|other| Choice::new(other.key.clone(), AuthorisedView::from(other.clone()).line_with_days(tr)))
        .collect();
    let (value, error) = (view.value("other_person"), view.error("other_person"));
    let legend = tr.t("field-other-person");
    let nobody = choices.is_empty().then(|| view! { <p>{tr.t("problem-no-other-registered")}</p> });
    view.is_open("other_person").then(|| {
        view! {
            <Radios legend=legend name="other_person" choices=choices value=value error=error />
            {nobody}
        }
    })
}

fn term(view: &StepView) -> impl IntoView + use<> {
    let change = if is_about_another(&view.answers) { "other_change" } else { "manager_change" };
    let until = match view.answers.get(change) {
        "ended" => None,
        "extended" => date(view, "until", "field-until", None),
        _ => date(view, "until", "field-until-optional", Some(view.tr.t("hint-until"))),
    };
    view! {
        {date(view, "in_force", "field-in-force", None)}
        {until}
    }
}

fn basis(view: &StepView) -> impl IntoView + use<> {
    let tr = view.tr;
    let decided_by = view.is_open("decided_by").then(|| {
        view! {
            <Field
                label=tr.t("field-decided-by")
                name="decided_by"
                value=view.value("decided_by")
                hint=tr.t("hint-decided-by")
                error=view.error("decided_by")
                width=Width::Chars30
                maxlength=Some(200)
            />
        }
    });
    let number = view.is_open("decision_number").then(|| {
        view! {
            <Field
                label=tr.t("field-decision-number-optional")
                name="decision_number"
                value=view.value("decision_number")
                error=view.error("decision_number")
                width=Width::Chars20
                maxlength=Some(40)
            />
        }
    });
    view! {
        {date(view, "decided", "field-decided", None)}
        {decided_by}
        {number}
    }
}

/// A date in three boxes, `{name}_day` and so on.
pub(super) fn date(view: &StepView, name: &'static str, legend: &str, hint: Option<String>) -> Option<AnyView> {
    let tr = view.tr;
    let boxes = ["day", "month", "year"].map(|part| format!("{name}_{part}"));
    let error = boxes.iter().find_map(|field| view.error(field));
    let value = DateBoxes::new(view.value(&boxes[0]), view.value(&boxes[1]), view.value(&boxes[2]));
    let example = view.circumstances.today.format("%d %m %Y").to_string();
    let hint = hint.unwrap_or_else(|| tr.ta("hint-date", &[("example", example.into())]));
    let legend = tr.t(legend);
    view.is_open(&boxes[0]).then(|| {
        view! {
            <DateField
                legend=legend
                name=name
                labels=DateLabels::new(tr.t("day"), tr.t("month"), tr.t("year"))
                value=value
                hint=hint
                error=error
            />
        }
        .into_any()
    })
}
