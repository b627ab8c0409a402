//! Drawing up for paper: print, sign, hand in; the code by which the counter finds it.

use crate::l10n::Tr;
use crate::ui::{Button, ButtonKind, ButtonLink, Inset, Panel, Tone};
use leptos::prelude::*;
use portal::code::grouped;
use portal::procedures::Procedure;

#[derive(Clone)]
pub struct PaperView {
    pub tr: Tr,
    pub id: String,
    pub procedure: Procedure,
    /// The code, once it is prepared.
    pub code: Option<String>,
    pub office: Option<String>,
    /// It was filed already and came back: corrections are made on line.
    pub returned: bool,
    /// A clerk types it for somebody who came.
    pub at_counter: bool,
}

pub fn page(view: PaperView) -> impl IntoView {
    let tr = view.tr;
    let where_to = view.office.clone().map(|office| tr.ta("paper-where", &[("office", office.into())]));
    let lede = match view.at_counter {
        true => tr.t("counter-draft-prepare"),
        false => tr.ta("paper-lede", &[("slug", view.procedure.slug().into())]),
    };
    let body = match view.code.clone() {
        Some(code) if view.at_counter => view! {
            <Panel title=tr.t("paper-ready") label=tr.t("paper-code") number=grouped(&code) />
            <p>{tr.t("counter-draft-next")}</p>
            <p class="actions">
                <ButtonLink text=tr.t("paper-open") href=format!("/applications/{}/paper.pdf", view.id) />
                <ButtonLink
                    text=tr.t("counter-draft-receive")
                    href=format!("/office/counter/{code}")
                    kind=ButtonKind::Secondary
                />
            </p>
        }
        .into_any(),
        Some(code) => view! {
            <Panel title=tr.t("paper-ready") label=tr.t("paper-code") number=grouped(&code) />
            <ol class="steps">
                <li>{tr.t("paper-step-print")}</li>
                <li>{tr.t("paper-step-sign")}</li>
                <li>{where_to}</li>
                <li>{tr.t("paper-step-after")}</li>
            </ol>
            <p class="actions"><ButtonLink text=tr.t("paper-open") href=format!("/applications/{}/paper.pdf", view.id) /></p>
            <Inset tone=Tone::Amber>{tr.t("paper-not-filed")}</Inset>
        }
        .into_any(),
        None if view.returned && !view.at_counter => view! { <Inset tone=Tone::Amber>{tr.t("paper-returned")}</Inset> }.into_any(),
        None => view! {
            <p class="lede">{lede}</p>
            <form method="post" action=format!("/applications/{}/paper", view.id)>
                <Button text=tr.t("paper-prepare") />
            </form>
        }
        .into_any(),
    };
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t("paper-title")}</h1>
            {body}
            <p><a href=format!("/applications/{}", view.id)>{tr.t("back-to-tasks")}</a></p>
        </div>
    }
}
