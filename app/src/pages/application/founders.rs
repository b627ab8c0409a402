//! Who confirms, founders or co-owners of a dwelling: for whoever draws the application up, who has confirmed
//! and who is still to.

use crate::l10n::Tr;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Cell, Column, DataTable, Inset, Notification, NotificationKind, Row, Tag, Tone,
};
use chrono::NaiveDateTime;
use leptos::prelude::*;
use portal::procedures::Confirms;

/// One who confirms.
#[derive(Clone)]
pub struct FounderLine {
    pub name: String,
    pub email: String,
    /// The whole, or a part.
    pub confirms: Confirms,
    /// The reader.
    pub me: bool,
    /// When they confirmed the answers as they are now, Minsk time.
    pub confirmed: Option<NaiveDateTime>,
    pub invited: Option<NaiveDateTime>,
}

#[derive(Clone)]
pub struct FoundersView {
    pub tr: Tr,
    pub id: String,
    pub company: String,
    /// `founders`, or `owners` where co-owners of a dwelling alone are asked: part of locale keys.
    pub signers: &'static str,
    /// The answers are whole.
    pub ready: bool,
    /// How inviting ended: part of the locale keys `founders-invited-…`.
    pub said: Option<&'static str>,
    pub founders: Vec<FounderLine>,
}

pub fn page(view: FoundersView) -> impl IntoView {
    let tr = view.tr;
    let all = view.founders.iter().all(|founder| founder.confirmed.is_some());
    let mine = view.founders.iter().any(|founder| founder.me && founder.confirmed.is_none());
    let others = view.founders.iter().any(|founder| !founder.me && founder.confirmed.is_none());
    let said = view.said.map(|word| {
        let kind = if word == "sent" { NotificationKind::Success } else { NotificationKind::Info };
        view! { <Notification kind=kind title=tr.t(&format!("founders-invited-{word}")) /> }
    });
    let check = format!("/applications/{}/check", view.id);
    let confirm = format!("/foundings/{}", view.id);
    let invite = format!("/applications/{}/founders", view.id);
    let steps = if !view.ready {
        view! {
            <Inset tone=Tone::Amber>{tr.t("founders-not-ready")}</Inset>
            <p class="actions"><ButtonLink text=tr.t("check-go-on") href=check /></p>
        }
        .into_any()
    } else if all {
        view! { <p class="actions"><ButtonLink text=tr.t("founders-go-on") href=check /></p> }.into_any()
    } else {
        view! {
            <div class="actions">
                {mine.then(|| view! { <ButtonLink text=tr.t("founders-confirm-own") href=confirm /> })}
                {others
                    .then(|| {
                        view! {
                            <form method="post" action=invite>
                                <Button text=tr.t("founders-invite") kind=ButtonKind::Secondary />
                            </form>
                        }
                    })}
            </div>
            <p><a href=check>{tr.t("founders-to-check")}</a></p>
        }
        .into_any()
    };
    view! {
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{view.company}</p>
                <h1>{tr.t(&format!("{}-title", view.signers))}</h1>
            </div>
            <p class="lede">{tr.t(&format!("{}-lede", view.signers))}</p>
            {said}
            {table(tr, view.signers, view.founders)}
            {steps}
        </div>
    }
}

/// Those who confirm with where each stands.
pub fn table(tr: Tr, signers: &'static str, founders: Vec<FounderLine>) -> impl IntoView {
    let columns = vec![
        Column::new(tr.t(&format!("{signers}-who"))),
        Column::new(tr.t("column-status")),
        Column::new(tr.t("founders-when")),
    ];
    let mixed = founders.iter().any(|founder| founder.confirms == Confirms::Everything);
    let row = |founder: FounderLine| {
        let (word, tone, at) = match (founder.confirmed, founder.invited) {
            (Some(at), _) if founder.confirms == Confirms::Location => ("owners-consented", Tone::Green, Some(at)),
            (Some(at), _) => ("founders-confirmed", Tone::Green, Some(at)),
            (None, Some(at)) => ("founders-invited", Tone::Amber, Some(at)),
            // Nobody is invited to confirm what they draw up themselves.
            (None, None) if founder.me => ("founders-waits-own", Tone::Amber, None),
            (None, None) => ("founders-waits", Tone::Neutral, None),
        };
        Row::new(vec![
            Cell::text(match founder.confirms {
                Confirms::Location if mixed => tr.ta("owners-beside", &[("name", founder.name.into())]),
                _ => founder.name,
            }),
            Cell::view(view! { <Tag text=tr.t(word) tone=tone /> }),
            Cell::text(at.map(|at| tr.moment(at)).unwrap_or_default()),
        ])
    };
    let rows: Vec<Row> = founders.into_iter().map(row).collect();
    view! { <DataTable caption=tr.t(&format!("{signers}-caption")) columns=columns rows=rows /> }
}
