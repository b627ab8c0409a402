//! The certificate of an approved name.

use super::document::language;
use crate::state::AppState;
use crate::store::documents::DocumentRow;
use crate::store::name_approvals::NameApprovalRow;
use app::l10n::Tr;
use app::pages::application::summary::label;
use chrono::NaiveDateTime;
use documents::{Block, Document, Qr};
use portal::code::grouped;
use portal::lang::Lang;

/// What the certificate says.
pub fn sheet(state: &AppState, document: &DocumentRow, approval: &NameApprovalRow, decided: NaiveDateTime) -> Document {
    let tr = Tr(Lang::from_tag(&document.lang).unwrap_or(Lang::Ru));
    let verify = format!("{}/verify/{}", state.config.public_url, document.verify_code);
    let names = [
        ("full_name", &approval.full_name),
        ("short_name", &approval.short_name),
        ("brand_name", &approval.brand_name),
        ("full_name_be", &approval.full_name_be),
        ("short_name_be", &approval.short_name_be),
    ];
    let names: Vec<(String, String)> = names
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(field, text)| (label(tr, field), text.clone()))
        .collect();
    let mut facts = vec![(label(tr, "founder_name"), approval.founder.clone())];
    facts.extend(approval.office.map(|office| (tr.t("pdf-office"), state.offices.name(office, tr.lang()))));
    facts.push((tr.t("approval-on"), tr.date(approval.approved_on)));
    facts.push((tr.t("approval-until"), tr.date(approval.valid_until)));
    Document {
        lang: language(tr.lang()),
        title: tr.t("approval-title"),
        issuer: tr.t("pdf-issuer"),
        reference: Some(grouped(&approval.number)),
        reference_label: Some(tr.t("approval-number")),
        created: decided.and_utc(),
        blocks: vec![
            Block::Paragraph(tr.t("approval-what")),
            Block::Facts(names),
            Block::Facts(facts),
            Block::Paragraph(tr.ta("approval-kept", &[("date", tr.date(approval.valid_until).into())])),
        ],
        qr: Some(Qr { url: verify.clone(), caption: tr.t("pdf-verify"), code: None, alt: tr.t("pdf-verify-alt") }),
        footer: tr.ta("pdf-footer", &[("url", verify.into())]),
        page_label: tr.t("pdf-page"),
        mark: state.demo.then(|| tr.t("pdf-demo")),
    }
}
