//! What a founder is asked to confirm: the whole application, as it will be filed.

use super::founders::{FounderLine, table};
use super::signing::{self, SigningView};
use super::summary::{label, value_text};
use crate::l10n::Tr;
use crate::pages::attachments::{FileLine, section};
use crate::ui::{
    Button, ButtonKind, Checkbox, ErrorSummary, FieldError, Inset, Notification, NotificationKind, SummaryList,
    SummaryRow, Tone, unbroken,
};
use leptos::prelude::*;
use portal::application::Status;
use portal::procedures::{Procedure, SummaryRow as Answered};

#[derive(Clone)]
pub struct FoundingView {
    pub tr: Tr,
    pub id: String,
    pub procedure: Procedure,
    pub company: String,
    pub unp: Option<i64>,
    pub status: Status,
    /// The answers are whole and open, so that they can be confirmed.
    pub ready: bool,
    /// SHA-256 over the canonical form shown.
    pub digest: String,
    pub summary: Vec<Answered>,
    pub areas: Vec<(i32, String)>,
    pub founders: Vec<FounderLine>,
    pub attachments: Vec<FileLine>,
    pub error: Option<String>,
    /// What is asked for to sign.
    pub signing: SigningView,
    /// The confirmation was ticked before.
    pub ticked: bool,
}

pub fn page(view: FoundingView) -> impl IntoView {
    let tr = view.tr;
    let rows = view
        .summary
        .iter()
        .map(|row| SummaryRow::new(label(tr, row.field), unbroken(&value_text(tr, &row.value, &view.areas))))
        .collect();
    let mut errors: Vec<FieldError> =
        view.error.iter().map(|text| FieldError::new("confirmed", text.clone())).collect();
    errors.extend(view.signing.faults.lines());
    let register = view.unp.map(|unp| {
        view! { <p><a href=format!("/register/{unp}")>{tr.t("status-see-register")}</a></p> }
    });
    let act = act(&view);
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=errors />
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{tr.t(&format!("procedure-{}", view.procedure.slug()))}</p>
                <h1>{view.company.clone()}</h1>
            </div>
            <p class="lede">{tr.t("founding-lede")}</p>
            <section class="document stack">
                <h2>{tr.t(&format!("document-{}-title", view.procedure.slug()))}</h2>
                <SummaryList rows=rows title=tr.t(&format!("document-{}-new", view.procedure.slug())) />
                {section(tr, &view.attachments)}
            </section>
            {table(tr, view.founders.clone())}
            {act}
            {register}
        </div>
    }
}

/// What the founder can do now.
fn act(view: &FoundingView) -> AnyView {
    let tr = view.tr;
    let confirmed = view.founders.iter().find(|founder| founder.me).and_then(|founder| founder.confirmed);
    match (confirmed, view.ready) {
        _ if !matches!(view.status, Status::Draft | Status::Prepared | Status::Returned) => {
            let words = tr.t(&format!("status-{}", view.status.code().replace('_', "-")));
            view! { <Inset>{tr.ta("founding-filed", &[("status", words.into())])}</Inset> }.into_any()
        }
        (Some(at), _) => {
            let title = tr.ta("founding-confirmed", &[("moment", tr.moment(at).into())]);
            view! { <Notification kind=NotificationKind::Success title=title /> }.into_any()
        }
        (None, false) => view! { <Inset tone=Tone::Amber>{tr.t("founding-not-ready")}</Inset> }.into_any(),
        (None, true) if view.signing.is_barred() => signing::offer(tr, &view.signing).into_any(),
        (None, true) => view! {
            <form method="post" action=format!("/foundings/{}", view.id) class="stack">
                <input type="hidden" name="digest" value=view.digest.clone() />
                <Checkbox label=tr.t("founding-confirm") name="confirmed" error=view.error.clone() checked=view.ticked />
                <p class="soft small">
                    {tr.t("founding-digest")} " " <code>{view.digest.clone()}</code> " "
                    <a href=format!("/foundings/{}/application.json", view.id) download="">{tr.t("signature-file")}</a>
                </p>
                {signing::fields(tr, &view.signing)}
                <div class="actions"><Button text=tr.t("founding-button") kind=ButtonKind::Primary /></div>
                {signing::offer(tr, &view.signing)}
            </form>
        }
        .into_any(),
    }
}
