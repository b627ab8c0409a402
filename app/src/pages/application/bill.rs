//! The bill for a fee: its number large, the sum and how it is reckoned, where it stands; and the line that
//! other pages show of it.

use super::party;
use crate::l10n::Tr;
use crate::ui::{Download, DownloadList, Inset, SummaryList, SummaryRow, Tone};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::code::grouped;
use portal::money::Fee;
use portal::procedures::Procedure;

/// Where a bill stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BillState {
    Due,
    Paid(NaiveDate),
    /// Nothing is owed any more.
    Cancelled,
}

impl BillState {
    /// In a sentence.
    pub fn words(self, tr: Tr) -> String {
        match self {
            BillState::Due => tr.t("bill-due"),
            BillState::Paid(on) => tr.ta("bill-paid", &[("date", tr.date(on).into())]),
            BillState::Cancelled => tr.t("bill-cancelled"),
        }
    }

    fn tone(self) -> Tone {
        match self {
            BillState::Due => Tone::Amber,
            BillState::Paid(_) => Tone::Green,
            BillState::Cancelled => Tone::Neutral,
        }
    }
}

/// What other pages say of a bill.
#[derive(Clone, Debug)]
pub struct BillNote {
    /// Digits alone.
    pub number: String,
    pub fee: Fee,
    pub state: BillState,
}

/// The line with its way to the bill.
pub fn note(tr: Tr, application: &str, bill: &BillNote) -> impl IntoView + use<> {
    let values = [("sum", tr.money(bill.fee.sum()).into()), ("bill", grouped(&bill.number).into())];
    let sentence = match bill.state {
        BillState::Due => tr.ta("bill-note-due", &values),
        state => format!("{} {}", tr.ta("bill-note", &values), state.words(tr)),
    };
    let href = format!("/applications/{application}/bill");
    view! {
        <Inset tone=bill.state.tone()>
            <p>{sentence}</p>
            <p><a href=href>{tr.t("bill-open")}</a></p>
        </Inset>
    }
}

#[derive(Clone)]
pub struct BillView {
    pub tr: Tr,
    /// Id of the application.
    pub id: String,
    /// Digits alone.
    pub number: String,
    pub procedure: Procedure,
    pub company: String,
    pub unp: Option<i64>,
    /// Number of the filing.
    pub filing: String,
    pub fee: Fee,
    pub act: String,
    pub issued_on: NaiveDate,
    pub office: String,
    pub pay_to: PayTo,
    pub state: BillState,
    /// Id of the PDF, and its size once it is typeset.
    pub document: Option<(String, Option<usize>)>,
    /// The code that leads to `/verify`, as SVG, and its address.
    pub code: Option<(String, String)>,
}

/// Where a fee is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PayTo {
    /// The account of the registering body.
    Payee { name: String, account: String, bank_code: String, unp: String },
    /// The one account of all.
    Account(String),
    /// To be asked of the registering body.
    Ask,
}

impl PayTo {
    /// Label and value of each line of a bill.
    pub fn rows(&self, tr: Tr) -> Vec<(String, String)> {
        match self {
            PayTo::Payee { name, account, bank_code, unp } => vec![
                (tr.t("bill-payee"), name.clone()),
                (tr.t("bill-payee-unp"), unp.clone()),
                (tr.t("bill-iban"), account.clone()),
                (tr.t("bill-bank-code"), bank_code.clone()),
            ],
            PayTo::Account(account) => vec![(tr.t("bill-account"), account.clone())],
            PayTo::Ask => vec![(tr.t("bill-account"), tr.t("bill-account-ask"))],
        }
    }
}

pub fn page(view: BillView) -> impl IntoView {
    let tr = view.tr;
    let number = grouped(&view.number);
    let mut rows = vec![
        SummaryRow::new(tr.t("bill-sum"), view! { <strong>{tr.money(view.fee.sum())}</strong> }),
        SummaryRow::new(tr.t("bill-reckoned"), tr.reckoned(view.fee)),
        SummaryRow::new(tr.t("bill-act"), view! { <span lang="ru">{view.act.clone()}</span> }),
        SummaryRow::new(tr.t("bill-for"), tr.t(&format!("procedure-{}", view.procedure.slug()))),
        SummaryRow::new(tr.t("bill-filing"), grouped(&view.filing)),
        SummaryRow::new(tr.t("bill-issued"), tr.date(view.issued_on)),
        SummaryRow::new(tr.t("bill-to"), view.office.clone()),
    ];
    rows.extend(view.pay_to.rows(tr).into_iter().map(|(label, value)| SummaryRow::new(label, value)));
    let files = view.document.iter().map(|(document, size)| {
        let download = Download::new(tr.t("bill-file"), format!("/applications/{}/documents/{document}", view.id));
        match size {
            Some(bytes) => download.detail(tr.ta("pdf-size", &[("kb", (bytes / 1024 + 1).into())])),
            None => download.detail(tr.t("pdf-in-work")),
        }
    });
    let files: Vec<Download> = files.collect();
    let code = view.code.clone().map(|(drawing, address)| {
        view! {
            <figure class="code-to-scan">
                <a href=address aria-label=tr.t("bill-verify") inner_html=drawing></a>
                <figcaption class="soft small">{tr.t("bill-verify")}</figcaption>
            </figure>
        }
    });
    let how = (view.state == BillState::Due).then(|| {
        view! {
            <h2>{tr.t("bill-how")}</h2>
            <ol class="steps">
                <li>{tr.ta("bill-how-purpose", &[("bill", number.clone().into())])}</li>
                <li>{tr.t("bill-how-term")}</li>
                <li>{tr.t("bill-how-cancelled")}</li>
            </ol>
        }
    });
    view! {
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{party(tr, &view.company, view.unp)}</p>
                <h1>{tr.t("bill-title")}</h1>
            </div>
            <p class="panel-label">{tr.t("bill-number")}</p>
            <p class="panel-number">{number}</p>
            <Inset tone=view.state.tone()>{view.state.words(tr)}</Inset>
            <SummaryList rows=rows />
            {how}
            {code}
            <DownloadList files=files />
            <p class="no-print"><a href=format!("/applications/{}", view.id)>{tr.t("bill-back")}</a></p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::stays_text;
    use portal::lang::Lang;
    use portal::money::Byn;

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            let view = BillView {
                tr: Tr(Lang::Be),
                id: "1".into(),
                number: "1234567890".into(),
                procedure: Procedure::Liquidation,
                company: s.clone(),
                unp: None,
                filing: "123456789012".into(),
                fee: Fee { hundredths: 100, base_value: Byn::kopecks(4200) },
                act: s.clone(),
                issued_on: NaiveDate::default(),
                office: s.clone(),
                pay_to: PayTo::Payee { name: s.clone(), account: s.clone(), bank_code: s.clone(), unp: s },
                state: BillState::Due,
                document: None,
                code: None,
            };
            page(view).into_any()
        });
    }
}
