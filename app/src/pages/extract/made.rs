//! An extract that was made: to save, and to verify.

use crate::l10n::Tr;
use crate::ui::{Download, DownloadList, Notification, NotificationKind, SummaryList, SummaryRow, UnpText};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;
use portal::code::grouped;

#[derive(Clone)]
pub struct MadeView {
    pub tr: Tr,
    pub number: String,
    pub unp: i64,
    pub company: String,
    pub on: NaiveDate,
    /// Minsk time.
    pub made: NaiveDateTime,
    /// Bytes of the file.
    pub size: usize,
    pub personal: bool,
    pub verify_code: String,
    /// SHA-256 of the file.
    pub digest: String,
}

pub fn page(view: MadeView) -> impl IntoView {
    let tr = view.tr;
    let kb = i64::try_from(view.size.div_ceil(1024)).unwrap_or(i64::MAX);
    let file = Download::new(tr.t("extract-save"), format!("/extracts/{}/pdf", view.number))
        .detail(tr.ta("pdf-size", &[("kb", kb.into())]));
    let rows = vec![
        SummaryRow::new(tr.t("extract-number"), grouped(&view.number)),
        SummaryRow::new(tr.t("field-company"), view.company),
        SummaryRow::new(tr.t("unp"), view! { <UnpText unp=view.unp.to_string() /> }),
        SummaryRow::new(tr.t("extract-on"), tr.date(view.on)),
        SummaryRow::new(tr.t("extract-made"), tr.moment(view.made)),
        SummaryRow::new(tr.t("verify-file-digest"), view! { <code>{view.digest}</code> }),
    ];
    let personal = view.personal.then(|| {
        view! { <Notification kind=NotificationKind::Info title=tr.t("extract-is-personal") /> }
    });
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t("extract-ready")}</h1>
            {personal}
            <DownloadList files=vec![file] />
            <SummaryList rows=rows />
            <p>{tr.t("extract-verify-what")}</p>
            <p><a href=format!("/verify/{}", view.verify_code)>{tr.t("extract-verify")}</a></p>
            <p><a href=format!("/extracts?unp={}", view.unp)>{tr.t("extract-another-day")}</a></p>
            <p><a href=format!("/register/{}", view.unp)>{tr.t("extract-company")}</a></p>
        </div>
    }
}
