//! The fields of the notice of a liquidation, and of the end of a sole proprietor's activity.

use super::manager::date;
use crate::pages::application::step::StepView;
use crate::ui::{Choice, Field, FieldKind, Radios, Textarea, Width};
use leptos::prelude::*;
use portal::procedures::{LIQUIDATOR_KINDS, Procedure};

/// The inputs of a step, without those that are closed.
pub fn fields(view: &StepView) -> AnyView {
    match view.step.slug {
        "decision" => decision(view).into_any(),
        "liquidator" => liquidator(view),
        _ => claims(view).into_any(),
    }
}

fn decision(view: &StepView) -> impl IntoView + use<> {
    let tr = view.tr;
    let entity = view.procedure == Procedure::Liquidation;
    let order = (entity && view.is_open("liquidation_order")).then(|| {
        view! {
            <Textarea
                label=tr.t("field-liquidation-order")
                name="liquidation_order"
                value=view.value("liquidation_order")
                hint=tr.t("hint-liquidation-order")
                error=view.error("liquidation_order")
                rows=4
                maxlength=Some(1000)
            />
        }
    });
    view! {
        {date(view, "decided", "field-decided", None)}
        {entity.then(|| by(view, "hint-decided-by"))}
        {order}
    }
}

/// Who decided, and under which number.
pub(super) fn by(view: &StepView, hint: &str) -> impl IntoView + use<> {
    let tr = view.tr;
    let decided_by = view.is_open("decided_by").then(|| {
        view! {
            <Field
                label=tr.t("field-decided-by")
                name="decided_by"
                value=view.value("decided_by")
                hint=tr.t(hint)
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
        {decided_by}
        {number}
    }
}

/// The liquidator, or the chair of the commission.
pub(super) fn liquidator(view: &StepView) -> AnyView {
    let tr = view.tr;
    let choice = |kind: &&'static str| Choice::new(*kind, tr.t(&format!("answer-liquidator-{kind}")));
    let kind = view.is_open("liquidator_kind").then(|| {
        view! {
            <Radios
                legend=tr.t("field-liquidator-kind")
                name="liquidator_kind"
                choices=LIQUIDATOR_KINDS.iter().map(choice).collect()
                value=view.value("liquidator_kind")
                error=view.error("liquidator_kind")
            />
        }
    });
    let name = text(view, "liquidator_name", "field-liquidator-name", Some("hint-manager-name"), FieldKind::Text);
    let name_be = text(view, "liquidator_name_be", "field-liquidator-name-be-optional", None, FieldKind::Text);
    let email = text(
        view,
        "liquidator_email",
        "field-liquidator-email-optional",
        Some("hint-liquidator-email"),
        FieldKind::Email,
    );
    view! {
        <div class="stack">
            {kind}
            {name}
            {name_be}
            {email}
        </div>
    }
    .into_any()
}

fn claims(view: &StepView) -> impl IntoView + use<> {
    let least = view.circumstances.least_claims_months;
    let tr = view.tr;
    let months = view.is_open("claims_months").then(|| {
        view! {
            <Field
                label=tr.t("field-claims-months")
                name="claims_months"
                value=view.value("claims_months")
                hint=tr.ta("hint-claims-months", &[("least", i64::from(least).into())])
                error=view.error("claims_months")
                width=Width::Chars5
            />
        }
    });
    let address = text(view, "claims_address", "field-claims-address", Some("hint-claims-address"), FieldKind::Text);
    let phone = text(view, "claims_phone", "field-claims-phone", Some("hint-phone"), FieldKind::Tel);
    let email = text(view, "claims_email", "field-claims-email-optional", None, FieldKind::Email);
    view! {
        <p>{tr.t("claims-why")}</p>
        {months}
        {address}
        {phone}
        {email}
    }
}

pub(super) fn text(
    view: &StepView,
    name: &'static str,
    label: &str,
    hint: Option<&str>,
    kind: FieldKind,
) -> Option<AnyView> {
    let tr = view.tr;
    let (value, error, label) = (view.value(name), view.error(name), tr.t(label));
    let hint = hint.map(|hint| tr.t(hint));
    view.is_open(name).then(|| {
        view! { <Field label=label name=name value=value hint=hint error=error kind=kind width=Width::Chars30 /> }
            .into_any()
    })
}
