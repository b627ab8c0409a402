//! How an office is reached: address, telephone, mail, hours.

use crate::l10n::Tr;
use leptos::prelude::*;
use portal::hours::Hours;
use portal::offices::Contacts;

/// «Пн–чт 08:00–17:00, пт 08:00–16:00; перерыв 13:00–14:00».
pub fn hours(tr: Tr, hours: &Hours) -> String {
    let day = |n: usize| tr.t(&format!("hours-day-{n}"));
    let groups: Vec<String> = hours
        .groups()
        .into_iter()
        .map(|(first, last, span)| match first == last {
            true => format!("{} {span}", day(first)),
            false => format!("{}–{} {span}", day(first), day(last)),
        })
        .collect();
    match hours.pause {
        Some(pause) if !groups.is_empty() => {
            tr.ta("hours-with-break", &[("hours", groups.join(", ").into()), ("break", pause.to_string().into())])
        }
        _ => groups.join(", "),
    }
}

/// What is known of it; nothing where nothing is.
pub fn contacts(tr: Tr, contacts: &Contacts) -> Option<impl IntoView + use<>> {
    let phone = contacts.phone.clone();
    let dialled: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let address = (!contacts.address.is_empty())
        .then(|| view! { <li>{tr.t("contacts-address")} ": " <span lang="ru">{contacts.address.clone()}</span></li> });
    let telephone = (!phone.is_empty())
        .then(|| view! { <li>{tr.t("contacts-phone")} ": " <a href=format!("tel:{dialled}")>{phone}</a></li> });
    let email = contacts.email.clone();
    let mail = (!email.is_empty()).then(
        || view! { <li>{tr.t("contacts-email")} ": " <a href=format!("mailto:{email}")>{email.clone()}</a></li> },
    );
    let open = (!contacts.hours.is_empty())
        .then(|| view! { <li>{tr.t("contacts-hours")} ": " {hours(tr, &contacts.hours)}</li> });
    (!contacts.is_empty()).then(|| view! { <ul class="plain">{address} {telephone} {mail} {open}</ul> })
}
