//! The fields of a change of location.

use super::co_owners;
use crate::pages::application::step::StepView;
use crate::ui::{Choice, DateBoxes, DateField, DateLabels, Field, FieldKind, Radios, Select, Width};
use leptos::prelude::*;

/// The inputs of a step, without those that are closed.
pub fn fields(view: &StepView) -> AnyView {
    match view.step.slug {
        "date" => date(view).into_any(),
        "place" => place(view).into_any(),
        "street" => street(view).into_any(),
        "premises" => premises(view).into_any(),
        "contacts" => contacts(view).into_any(),
        _ => co_owners::owner(view),
    }
}

fn date(view: &StepView) -> impl IntoView + use<> {
    let tr = view.tr;
    let error = ["changed_on_day", "changed_on_month", "changed_on_year"].iter().find_map(|f| view.error(f));
    let value =
        DateBoxes::new(view.value("changed_on_day"), view.value("changed_on_month"), view.value("changed_on_year"));
    let example = view.circumstances.today.format("%d %m %Y").to_string();
    view.is_open("changed_on_day").then(|| {
        view! {
            <DateField
                legend=tr.t("field-changed-on-day")
                name="changed_on"
                labels=DateLabels::new(tr.t("day"), tr.t("month"), tr.t("year"))
                value=value
                hint=tr.ta("hint-date", &[("example", example.into())])
                error=error
            />
        }
    })
}

pub(super) fn place(view: &StepView) -> impl IntoView + use<> {
    let tr = view.tr;
    let mut areas: Vec<Choice> =
        view.areas.iter().map(|(code, name)| Choice::new(code.to_string(), name.clone())).collect();
    areas.push(Choice::new("elsewhere", tr.t("answer-elsewhere")));
    let kinds = portal::procedures::SETTLEMENT_KINDS
        .iter()
        .map(|kind| Choice::new(*kind, tr.t(&format!("settlement-kind-{}", transliterated(kind)))))
        .collect();
    let own = format!("hint-area-{}", view.procedure.slug());
    let area = view.is_open("area").then(|| {
        view! {
            <Select
                label=tr.t("field-area")
                name="area"
                choices=areas
                value=view.value("area")
                blank=tr.t("choose-blank")
                hint=tr.t(if tr.has(&own) { &own } else { "hint-area" })
                error=view.error("area")
            />
        }
    });
    let settlement = view.is_open("settlement").then(|| {
        view! {
            <Select
                label=tr.t("field-settlement-kind")
                name="settlement_kind"
                choices=kinds
                value=view.value("settlement_kind")
                blank=tr.t("choose-blank")
                error=view.error("settlement_kind")
            />
            <Field
                label=tr.t("field-settlement")
                name="settlement"
                value=view.value("settlement")
                hint=tr.t("hint-settlement")
                error=view.error("settlement")
                width=Width::Chars30
                list="settlements".to_owned()
                maxlength=Some(80)
            />
            <datalist id="settlements"></datalist>
        }
    });
    view! {
        {area}
        {settlement}
    }
}

pub(super) fn street(view: &StepView) -> impl IntoView + use<> {
    let tr = view.tr;
    let kinds = portal::procedures::STREET_KINDS
        .iter()
        .map(|kind| Choice::new(*kind, tr.t(&format!("street-kind-{}", transliterated(kind)))))
        .collect();
    let street = view.is_open("street").then(|| {
        view! {
            <Select
                label=tr.t("field-street-kind")
                name="street_kind"
                choices=kinds
                value=view.value("street_kind")
                blank=tr.t("choose-blank")
                error=view.error("street_kind")
            />
            <Field
                label=tr.t("field-street")
                name="street"
                value=view.value("street")
                hint=tr.t("hint-street")
                error=view.error("street")
                width=Width::Chars30
                list="streets".to_owned()
                maxlength=Some(100)
            />
            <datalist id="streets"></datalist>
        }
    });
    let house = view.is_open("house").then(|| {
        view! {
            <Field
                label=tr.t("field-house")
                name="house"
                value=view.value("house")
                hint=tr.t("hint-house")
                error=view.error("house")
                width=Width::Chars5
            />
        }
    });
    let building = view.is_open("building").then(|| {
        view! {
            <Field
                label=tr.t("field-building-optional")
                name="building"
                value=view.value("building")
                error=view.error("building")
                width=Width::Chars5
            />
        }
    });
    let flat = view.is_open("flat").then(|| {
        view! {
            <Field
                label=tr.t("field-flat-optional")
                name="flat"
                value=view.value("flat")
                error=view.error("flat")
                width=Width::Chars5
            />
        }
    });
    let postcode = view.is_open("postcode").then(|| {
        view! {
            <Field
                label=tr.t("field-postcode")
                name="postcode"
                value=view.value("postcode")
                hint=tr.t("hint-postcode")
                error=view.error("postcode")
                kind=FieldKind::Number
                autocomplete="postal-code".to_owned()
                width=Width::Chars10
            />
        }
    });
    view! {
        {street}
        {house}
        {building}
        {flat}
        {postcode}
    }
}

pub(super) fn premises(view: &StepView) -> impl IntoView + use<> {
    let tr = view.tr;
    let rooms = portal::procedures::ROOM_KINDS
        .iter()
        .map(|kind| Choice::new(*kind, tr.t(&format!("room-kind-{}", transliterated(kind)))))
        .collect();
    let kinds = vec![
        Choice::new("non_residential", tr.t("answer-premises-non-residential")),
        Choice::new("dwelling", tr.t("answer-premises-dwelling"))
            .hint(tr.t("hint-dwelling"))
            .reveal(co_owners::consent(view)),
    ];
    let premises = view.is_open("premises").then(|| {
        view! {
            <Radios
                legend=tr.t("field-premises")
                name="premises"
                choices=kinds
                value=view.value("premises")
                error=view.error("premises")
            />
        }
    });
    let room = view.is_open("room").then(|| {
        view! {
            <Select
                label=tr.t("field-room-kind")
                name="room_kind"
                choices=rooms
                value=view.value("room_kind")
                blank=tr.t("choose-blank")
                error=view.error("room_kind")
            />
            <Field
                label=tr.t("field-room-number")
                name="room"
                value=view.value("room")
                hint=tr.t("hint-room")
                error=view.error("room")
                width=Width::Chars5
            />
        }
    });
    let alone = (view.is_open("consent") && !view.is_open("premises")).then(|| co_owners::consent(view));
    view! {
        {premises}
        {room}
        {alone}
    }
}

pub(super) fn contacts(view: &StepView) -> impl IntoView + use<> {
    let tr = view.tr;
    let phone = view.is_open("phone").then(|| {
        view! {
            <Field
                label=tr.t("field-phone")
                name="phone"
                value=view.value("phone")
                hint=tr.t("hint-phone")
                error=view.error("phone")
                kind=FieldKind::Tel
                autocomplete="tel".to_owned()
                width=Width::Chars20
            />
        }
    });
    let email = view.is_open("email").then(|| {
        view! {
            <Field
                label=tr.t("field-email-optional")
                name="email"
                value=view.value("email")
                hint=tr.t("hint-email")
                error=view.error("email")
                kind=FieldKind::Email
                autocomplete="email".to_owned()
                width=Width::Chars30
            />
        }
    });
    let website = view.is_open("website").then(|| {
        view! {
            <Field
                label=tr.t("field-website-optional")
                name="website"
                value=view.value("website")
                error=view.error("website")
                inputmode="url".to_owned()
                width=Width::Chars30
            />
        }
    });
    let own = format!("contacts-why-{}", view.procedure.slug());
    let why = tr.t(if tr.has(&own) { &own } else { "contacts-why" });
    view! {
        <p>{why}</p>
        {phone}
        {email}
        {website}
    }
}

/// The register's abbreviations as parts of locale keys.
fn transliterated(kind: &str) -> &'static str {
    match kind {
        "г." => "city",
        "г.п." => "urban",
        "аг." => "agrotown",
        "д." => "village",
        "п." => "settlement",
        "х." => "farmstead",
        "ул." => "street",
        "пр-т" => "avenue",
        "пер." => "lane",
        "пр-д" => "passage",
        "б-р" => "boulevard",
        "пл." => "square",
        "ш." => "highway",
        "тракт" => "road",
        "туп." => "dead-end",
        "каб." => "office",
        "оф." => "suite",
        "пом." => "premises",
        "комн." => "room",
        "кв." => "flat",
        _ => "none",
    }
}
