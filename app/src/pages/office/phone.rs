//! Confirming at the counter on one's own phone: the page that the link opens, and what the clerk's page says of it.

use crate::l10n::Tr;
use crate::ui::{
    Button, ButtonKind, ErrorSummary, FieldError, Inset, Notification, NotificationKind, SummaryList, SummaryRow, Tone,
    UnpText,
};
use chrono::NaiveDateTime;
use leptos::prelude::*;

/// What will be filed, before whoever holds the phone.
#[derive(Clone)]
pub struct PhoneView {
    pub tr: Tr,
    pub token: String,
    /// The body that will decide.
    pub office: String,
    pub procedure: String,
    pub company: String,
    pub unp: Option<i64>,
    /// Labels and answers; `None` where nothing was answered.
    pub rows: Vec<(String, Option<String>)>,
    pub answered: Option<bool>,
    /// Neither yes nor no was sent.
    pub unclear: bool,
}

pub fn page(view: PhoneView) -> impl IntoView {
    let tr = view.tr;
    let errors: Vec<FieldError> =
        view.unclear.then(|| FieldError::new("answer", tr.t("phone-unclear"))).into_iter().collect();
    let rows = view.rows.iter().cloned().map(|(label, text)| {
        let value = text.map_or_else(
            || view! { <span class="soft">{tr.t("compare-not-given")}</span> }.into_any(),
            IntoAny::into_any,
        );
        SummaryRow::new(label, value)
    });
    let rows: Vec<SummaryRow> = rows.collect();
    let unp = view.unp.map(|unp| view! { <p>{tr.t("case-unp")} " " <UnpText unp=unp.to_string() /></p> });
    let answer = match view.answered {
        Some(true) => view! {
            <Notification kind=NotificationKind::Success title=tr.t("phone-said-yes")>
                <p>{tr.t("phone-said-yes-then")}</p>
            </Notification>
        }
        .into_any(),
        Some(false) => view! {
            <Notification kind=NotificationKind::Attention title=tr.t("phone-said-no")>
                <p>{tr.t("phone-said-no-then")}</p>
            </Notification>
        }
        .into_any(),
        None => asked(tr, &view.token).into_any(),
    };
    let lede = view.answered.is_none().then(|| {
        view! { <p class="lede">{tr.ta("phone-lede", &[("office", view.office.clone().into())])}</p> }
    });
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{view.procedure}</p>
                <h1>{view.company}</h1>
                {unp}
            </div>
            {lede}
            <SummaryList rows title=tr.t("phone-what") />
            {answer}
        </div>
    }
}

fn asked(tr: Tr, token: &str) -> impl IntoView + use<> {
    let action = format!("/confirm/{token}");
    view! {
        <h2 id="answer">{tr.t("phone-ask")}</h2>
        <p>{tr.t("phone-once")}</p>
        <form method="post" action=action class="actions">
            <Button text=tr.t("phone-yes") name="answer" value="yes" />
            <Button text=tr.t("phone-no") name="answer" value="no" kind=ButtonKind::Secondary />
        </form>
    }
}

/// The page of a link that works no more.
pub fn dead(tr: Tr) -> impl IntoView {
    view! {
        <div class="two-thirds">
            <h1>{tr.t("phone-dead")}</h1>
            <p>{tr.t("phone-dead-do")}</p>
        </div>
    }
}

/// Where the confirmation stands, before the clerk.
#[derive(Clone, Debug)]
pub enum PhoneState {
    NotShown,
    /// The code as SVG with its address, where the page was opened with it; the page's own address; until when it
    /// works.
    Waiting {
        drawing: Option<(String, String)>,
        look: String,
        until: NaiveDateTime,
    },
    Over,
    /// Confirmed on an earlier day, which counts no more.
    Lapsed(NaiveDateTime),
    Answered {
        yes: bool,
        at: NaiveDateTime,
    },
}

impl PhoneState {
    /// Whoever came has confirmed what will be filed.
    pub fn confirmed(&self) -> bool {
        matches!(self, PhoneState::Answered { yes: true, .. })
    }
}

/// What the clerk's page says of it, with the button that shows a code. `on_paper`: the signed paper is received although
/// it was confirmed by phone.
pub fn beside(tr: Tr, code: &str, state: &PhoneState, on_paper: bool) -> impl IntoView + use<> {
    let action = format!("/office/counter/{code}/phone");
    let here = format!("/office/counter/{code}");
    let show = |key: &str| {
        let (action, text) = (action.clone(), tr.t(key));
        view! {
            <form method="post" action=action class="no-print">
                <Button text kind=ButtonKind::Secondary />
            </form>
        }
    };
    let body = match state.clone() {
        PhoneState::NotShown => view! {
            <p>{tr.t("phone-offer")}</p>
            {show("phone-show")}
        }
        .into_any(),
        PhoneState::Over => view! {
            <Inset tone=Tone::Amber><p>{tr.t("phone-over")}</p></Inset>
            {show("phone-show-again")}
        }
        .into_any(),
        PhoneState::Lapsed(at) => view! {
            <Inset tone=Tone::Amber><p>{tr.ta("phone-lapsed", &[("moment", tr.moment(at).into())])}</p></Inset>
            {show("phone-show-again")}
        }
        .into_any(),
        PhoneState::Waiting { drawing, look, until } => {
            let until = tr.ta("phone-waiting", &[("time", until.format("%H:%M").to_string().into())]);
            let watch = action.clone();
            let drawing = drawing.map(|(drawing, address)| {
                view! {
                    <figure class="code-to-scan no-print">
                        <div role="img" aria-label=tr.t("phone-code-alt") inner_html=drawing></div>
                    </figure>
                    <p class="small no-print">{address}</p>
                }
            });
            view! {
                {drawing}
                <p role="status" data-phone=watch data-then=here.clone() data-answered=tr.t("phone-answered")>{until}</p>
                <p class="no-print"><a href=look>{tr.t("phone-look")}</a></p>
                {show("phone-show-again")}
            }
            .into_any()
        }
        PhoneState::Answered { yes: true, at } => {
            let (says, other, way) = if on_paper {
                ("phone-confirmed-paper", here.clone(), "phone-instead")
            } else {
                ("phone-confirmed-at", format!("{here}?by=paper"), "phone-paper-instead")
            };
            view! {
                <Notification kind=NotificationKind::Success title=tr.t("phone-confirmed")>
                    <p>{tr.ta(says, &[("moment", tr.moment(at).into())])}</p>
                </Notification>
                <p class="no-print"><a href=other>{tr.t(way)}</a></p>
                {show("phone-show-again")}
            }
            .into_any()
        }
        PhoneState::Answered { yes: false, at } => view! {
            <Notification kind=NotificationKind::Attention title=tr.t("phone-declined")>
                <p>{tr.ta("phone-declined-at", &[("moment", tr.moment(at).into())])}</p>
            </Notification>
            {show("phone-show-again")}
        }
        .into_any(),
    };
    view! {
        <h2 id="phone">{tr.t("phone-heading")}</h2>
        {body}
    }
}
