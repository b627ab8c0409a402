//! The bill as a document: what is to be paid, for what, and what to write in the payment.

use crate::jobs::document::{Material, company_facts, language};
use crate::state::AppState;
use crate::store::bills::BillRow;
use ::documents::{Block, Document, Qr};
use portal::code::grouped;

/// Everything that a bill says; its code leads to the page that tells whether it is genuine and paid.
pub fn sheet(state: &AppState, material: &Material, bill: &BillRow) -> Document {
    let tr = material.tr();
    let row = &material.row;
    let verify = format!("{}/verify/{}", state.config.public_url, material.document.verify_code);
    let office = material.office(state).unwrap_or_default();
    let number = grouped(&bill.number);
    let mut facts = company_facts(tr, &material.company);
    facts.push((tr.t("bill-for"), tr.t(&format!("procedure-{}", row.procedure))));
    facts.extend(row.number.as_deref().map(|filing| (tr.t("bill-filing"), grouped(filing))));
    facts.push((tr.t("bill-sum"), tr.money(bill.amount())));
    facts.push((tr.t("bill-reckoned"), tr.reckoned(bill.fee())));
    facts.push((tr.t("bill-act"), bill.act.clone()));
    facts.push((tr.t("bill-issued"), tr.date(bill.issued_on)));
    facts.push((tr.t("bill-to"), office.clone()));
    facts.extend(state.pay_to(row.office, bill.issued_on).rows(tr));
    Document {
        lang: language(tr.lang()),
        title: tr.t("bill-title"),
        issuer: office,
        reference: Some(number.clone()),
        reference_label: Some(tr.t("bill-number")),
        created: bill.issued_at.and_utc(),
        blocks: vec![
            Block::Facts(facts),
            Block::Heading(tr.t("bill-how")),
            Block::Steps(vec![
                tr.ta("bill-how-purpose", &[("bill", number.into())]),
                tr.t("bill-how-term"),
                tr.t("bill-how-cancelled"),
            ]),
        ],
        qr: Some(Qr { url: verify.clone(), caption: tr.t("bill-verify"), code: None, alt: tr.t("pdf-verify-alt") }),
        footer: tr.ta("pdf-footer", &[("url", verify.into())]),
        page_label: tr.t("pdf-page"),
        mark: (material.company.synthetic || state.demo).then(|| tr.t("pdf-demo")),
    }
}
