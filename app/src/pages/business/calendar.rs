//! The calendar of deadlines: what it is, its address when it was just made, and how to end it.

use crate::l10n::Tr;
use crate::ui::{Button, ButtonKind, Inset, Tone};
use chrono::NaiveDateTime;
use leptos::prelude::*;

#[derive(Clone)]
pub struct CalendarView {
    pub tr: Tr,
    /// When the present address was made, Minsk time.
    pub since: Option<NaiveDateTime>,
    /// The address, just made: shown once.
    pub address: Option<String>,
}

pub fn page(view: CalendarView) -> impl IntoView {
    let tr = view.tr;
    let address = view.address.map(|address| {
        view! {
            <Inset tone=Tone::Green>
                <h2>{tr.t("calendar-address")}</h2>
                <p><code>{address}</code></p>
                <p>{tr.t("calendar-once")}</p>
            </Inset>
        }
    });
    let since = view.since.map(|at| view! { <p>{tr.ta("calendar-since", &[("moment", tr.moment(at).into())])}</p> });
    let made = since.is_some();
    let button = tr.t(if made { "calendar-anew" } else { "calendar-make" });
    let end = made.then(|| {
        view! {
            <form method="post" action="/businesses/calendar/revocation">
                <Button text=tr.t("calendar-end") kind=ButtonKind::Warning />
            </form>
        }
    });
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t("calendar-title")}</h1>
            <p class="lede">{tr.t("calendar-lede")}</p>
            {address}
            {since}
            <p>{tr.t("calendar-secret")}</p>
            <div class="actions">
                <form method="post" action="/businesses/calendar">
                    <Button text=button kind=if made { ButtonKind::Secondary } else { ButtonKind::Primary } />
                </form>
                {end}
            </div>
        </div>
    }
}
